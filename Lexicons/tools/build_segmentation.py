#!/usr/bin/env python3
"""Builds the silver data of the word segmenter: text segmented by wapic, and a lexicon in the same convention.

    build_segmentation.py OUT --raw FILE… --own FILE… [--seed N]

Needs wapic and jieba from PyPI (`pip install wapic==0.1.0 jieba==0.42.1`). RAW are official texts, a sentence a line
(plain or .xz); OWN are passages of our own writing, whose lines are cut into sentences here. Each sentence is labelled
by the teacher; variants have other words or made-up names in it. Writes OUT/*.seg and OUT/words.txt, which
`SegmenterTrainer` reads. Nothing of it is kept in the repository but the weights trained from it.
"""
import argparse, collections, glob, lzma, os, random, re, sys

HAN_DIGITS = '〇零○一二三四五六七八九两几'
NUMERAL = re.compile(f'^[{HAN_DIGITS}十百千万亿]+$')
MULTIPLIED = re.compile('[十百千万亿]$')
SENTENCE = re.compile(r'[^。！？；!?\n]+[。！？；!?]?[”’」』）)]*')


def words_of_jieba():
    """(word, frequency, part of speech) of jieba's dictionary (MIT)."""
    import jieba
    for line in open(os.path.join(os.path.dirname(jieba.__file__), 'dict.txt'), encoding='utf-8'):
        word, frequency, tag = line.split()
        yield word, int(frequency), tag


def retag(words):
    """To the project's convention: a numeral with 余/多/万 is one word (两千余 名, 一百二十余万 元), so is a decade or century
    (九十年代, 二十世纪), and a classifier is apart (一 个); the rest is the scanner's rules."""
    out = []
    for word in words:
        last = out[-1] if out else ''
        if word == '一个':
            out += '一', '个'
        elif word in '余多' and MULTIPLIED.search(last) and NUMERAL.match(last):
            out[-1] += word
        elif word in '万亿' and last[-1:] in tuple('余多') and NUMERAL.match(last[:-1]):
            out[-1] += word
        elif word in ('年代', '世纪') and NUMERAL.match(last):
            out[-1] += word
        else:
            out.append(word)
    return out


def lines(path):
    opener = lzma.open if path.endswith('.xz') else open
    with opener(path, 'rt', encoding='utf-8') as f:
        for line in f:
            line = line.strip()
            if line and not line.startswith('#'):
                yield line


def sentences(path):
    for line in lines(path):
        for match in SENTENCE.finditer(line):
            if len(match.group().strip()) > 1:
                yield match.group().strip()


class Substitution:
    """Puts other words of the same class and length into a sentence, drawn by the root of their frequency: the teacher
    then shows how it treats words that official texts do not hold, and two of one character that rarely meet."""

    CLASSES = ('n', 'nr', 'ns', 'nt', 'nz', 'nrt', 'v', 'vn', 'a', 'ad', 'd', 'i', 'l', 'j', 't', 's', 'b', 'z')
    CLASSES_OF_ONE = ('n', 'v', 'a')  # of words of one character

    def __init__(self, entries, whole, generator):
        self.random = generator
        self.tag = {}
        pools = collections.defaultdict(lambda: ([], []))
        for word, frequency, tag in entries:
            if tag in self.CLASSES and word in whole or tag in self.CLASSES_OF_ONE and re.fullmatch('[一-鿿]', word):
                self.tag[word] = tag
                pool = pools[tag, len(word)]
                pool[0].append(word)
                pool[1].append((pool[1][-1] if pool[1] else 0) + frequency ** .5)
        self.pools = {key: value for key, value in pools.items() if len(value[0]) > 20}

    def __call__(self, words, share):
        out = []
        for word in words:
            pool = self.pools.get((self.tag.get(word), len(word)))
            if pool and self.random.random() < share:
                word = self.random.choices(pool[0], cum_weights=pool[1])[0]
            out.append(word)
        return ''.join(out)


class Names:
    """Puts made-up names in the place of a text's own; the name is one word, whatever the teacher would say."""

    def __init__(self, entries, characters, generator):
        self.random = generator
        self.tag = {w: t for w, _, t in entries if len(w) > 1}
        self.part = characters
        self.surnames, self.given = set(characters['surname']), set(characters['given'])

    def place(self):
        pick, part = self.random.choice, self.part
        return ''.join(pick(part['place']) for _ in range(self.random.choice((1, 2, 2, 2, 3)))) + pick(part['place-suffix'])

    def person(self):
        pick, part = self.random.choice, self.part
        return pick(part['surname']) + ''.join(pick(part['given']) for _ in range(self.random.choice((1, 2, 2))))

    def is_place(self, word):
        return len(word) in (3, 4) and word[-1] in '县区镇乡村' and self.tag.get(word, 'ns') == 'ns'

    def is_person(self, word):
        if not 1 < len(word) < 4 or word[0] not in self.surnames:
            return False
        return self.tag.get(word) == 'nr' or word not in self.tag and len(word) == 3 and self.given.issuperset(word[1:])

    def __call__(self, words):
        """The words with names changed, or None where there is none."""
        out = []
        for word in words:
            if self.is_place(word):
                word = self.place()
                out += [word[:-2], word[-2:]] if word[-2:] in ('街道', '社区') else [word]
            else:
                out.append(self.person() if self.is_person(word) else word)
        return out if out != words else None


def characters_of_names(path):
    rows = (line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if not line.startswith('#'))
    return {kind: characters.split('|') for kind, characters in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out')
    parser.add_argument('--raw', nargs='+', default=[])
    parser.add_argument('--own', nargs='+', default=[])
    parser.add_argument('--own-repeat', type=int, default=10)
    parser.add_argument('--variants', type=int, default=40, help='of each sentence of our own')
    parser.add_argument('--raw-variants', type=float, default=.5, help='share of official sentences with a variant')
    parser.add_argument('--share', type=float, default=.5, help='of the words that a variant replaces')
    parser.add_argument('--renamed', type=int, default=10, help='variants with made-up names of a sentence of our own')
    parser.add_argument('--seed', type=int, default=7)
    args = parser.parse_args()
    import wapic
    teacher = wapic.Segmenter()
    generator = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)

    entries = list(words_of_jieba())
    here = os.path.dirname(os.path.abspath(__file__)) + '/..'
    with open(here + '/divisions/divisions.tsv', encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if not line.startswith('#')]
    name = rows[0].index('name')
    divisions = {row[name] for row in rows[1:] if 2 < len(row[name]) < 5 and row[name][-1] in '市区县旗'}
    whole = {w: n for w, n, _ in entries if len(w) > 1 and len(retag(teacher.segment(w))) == 1}
    whole.update((w, 0) for w in divisions - whole.keys())
    with open(f'{args.out}/words.txt', 'w', encoding='utf-8') as f:
        f.writelines(w + '\n' for w in sorted(whole, key=lambda w: (-whole[w], w)))
    substitute = Substitution(entries, whole, generator)
    rename = Names(entries, characters_of_names(here + '/segmentation/name-characters.tsv'), generator)

    def write(name, texts, variants, repeat=1, renamed=0):
        n = 0
        with open(f'{args.out}/{name}.seg', 'w', encoding='utf-8') as f, open(f'{args.out}/{name}-variants.seg', 'w', encoding='utf-8') as g:
            for text in texts:
                words = teacher.segment(text)
                f.write((' '.join(retag(words)) + '\n') * repeat)
                whole_part = int(variants) + (generator.random() < variants % 1)
                for _ in range(whole_part):
                    g.write(' '.join(retag(teacher.segment(substitute(words, args.share)))) + '\n')
                for _ in range(renamed):
                    changed = rename(retag(words))
                    if changed:
                        g.write(' '.join(changed) + '\n')
                n += 1
        print(f'{name}: {n} sentences', file=sys.stderr)

    for path in args.raw:
        write(os.path.basename(path).split('.')[0], lines(path), args.raw_variants)
    own = [s for path in args.own for s in sentences(path)]
    write('own', own, args.variants, args.own_repeat, args.renamed)


if __name__ == '__main__':
    main()
