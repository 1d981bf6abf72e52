#!/usr/bin/env python3
"""Builds Lexicons/divisions/ordinary_words.tsv: frequent words whose last character begins a short name of a division.

示范 + 县 is not 范县, 人大 + 理论 not 大理, 召开 + 县 not 开县: the name search passes over these words, unless an
official name of three characters or more begins in their last one. Words and frequencies: jieba 0.42.1 (MIT).
Needs: jieba==0.42.1 (pip).
"""
import os

import jieba

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(os.path.dirname(HERE), 'divisions')
LEAST_FREQUENCY = 200
PLACE_TAGS = ('ns', 'nr', 'nt', 'nrt', 'nrfg', 'nz')


def table(name):
    with open(os.path.join(FOLDER, name), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    return rows[1:]


def main():
    names = set()
    for row in table('divisions.tsv') + table('special.tsv'):
        names.add(row[1])
        names.update(row[7].split('|') if len(row) > 7 else [])
    names.update(row[0] for row in table('nicknames.tsv') + table('zones.tsv'))
    firsts = {name[0] for name in names if len(name) == 2}
    words = {}
    with open(os.path.join(os.path.dirname(jieba.__file__), 'dict.txt'), encoding='utf-8') as file:
        for line in file:
            word, frequency, tag = line.split()
            words[word] = (int(frequency), tag)
    chosen = sorted(
        word for word, (frequency, tag) in words.items()
        if len(word) == 2 and frequency >= LEAST_FREQUENCY and word[1] in firsts and tag not in PLACE_TAGS
        and word not in names and word[0] not in '市县区省州镇乡村')
    with open(os.path.join(FOLDER, 'ordinary_words.tsv'), 'w', encoding='utf-8') as file:
        file.write('# Frequent words whose last character begins a short name of a division; passed over when names are searched\n'
                   '# Source: words and frequencies of jieba 0.42.1 (PyPI); built by tools/build_ordinary_words.py\n'
                   '# License: MIT\nword\n')
        file.writelines(word + '\n' for word in chosen)
    print(len(chosen))


if __name__ == '__main__':
    main()
