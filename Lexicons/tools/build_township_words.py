#!/usr/bin/env python3
"""Builds Lexicons/divisions/township_words.tsv: names of townships, without their class word, that begin like a county.

湘阴渡 is no 湘阴, 宁海路 no 宁海: the name search passes over these words. Names: townships.tsv and divisions.tsv. Standard library only.
"""
import os

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'divisions')
CLASSES = ('街道', '镇', '乡')
# Characters that end or begin another word, or a division's own name.
OTHERS = set('市县区州旗镇乡族办东南西北中城')


def table(name):
    with open(os.path.join(FOLDER, name), encoding='utf-8') as file:
        return [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')][1:]


def main():
    names, short = set(), set()
    for row in table('divisions.tsv'):
        names.add(row[1])
        short.update(filter(None, row[7].split('|') if len(row) > 7 else []))
    words = set()
    for name, *_ in table('townships.tsv'):
        word = next((name[:-len(end)] for end in CLASSES if name.endswith(end)), '')
        if len(word) in (3, 4) and word[:2] in short and word not in short | names and not OTHERS & set(word[2:]):
            words.add(word)
    with open(os.path.join(FOLDER, 'township_words.tsv'), 'w', encoding='utf-8') as file:
        file.write('# Names of townships, without their class word, that begin like a county; passed over when names are searched\n'
                   '# Source: townships.tsv and divisions.tsv; built by tools/build_township_words.py\n'
                   '# License: CC0-1.0 (facts)\nword\n')
        file.writelines(word + '\n' for word in sorted(words))
    print(len(words))


if __name__ == '__main__':
    main()
