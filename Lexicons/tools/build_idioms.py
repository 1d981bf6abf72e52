#!/usr/bin/env python3
"""Write Lexicons/domains/common/idioms.tsv: idioms that hold a numeral and so look like the names of models.

    pip install jieba==0.42.1
    python3 Lexicons/tools/build_idioms.py

From jieba's dictionary (MIT): entries of four characters tagged i or l that hold a numeral, but for those that models
are named by (四位一体) and those that another table of the domains has.
"""
import os
import pathlib
import re

import jieba

DOMAINS = pathlib.Path(__file__).resolve().parent.parent / "domains"
NUMERAL = re.compile("[一二两三四五六七八九十百千万双]")
OF_MODELS = re.compile(".位一体|.合一|一.一.")

TRADITIONAL = {line.split("\t")[0] for line in (DOMAINS.parent / "conversion/icu-hant-hans.tsv").read_text(encoding="utf-8").splitlines()}

taken = set()
for path in DOMAINS.glob("*/*.tsv"):
    if path.name != "idioms.tsv":
        taken |= {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()}
found = set()
for line in open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8"):
    word, _, tag = line.split()
    if len(word) == 4 and tag in ("i", "l") and NUMERAL.search(word) and not OF_MODELS.fullmatch(word):
        if word not in taken and not TRADITIONAL & set(word):
            found.add(word)
with open(DOMAINS / "common/idioms.tsv", "w", encoding="utf-8") as out:
    out.write("# Idioms that hold a numeral: quoted, they are no names\n")
    out.write("# Source: jieba 0.42.1 dict.txt, by tools/build_idioms.py\n# License: MIT (jieba, © 2013 Sun Junyi)\n")
    out.write("phrase\tplace\tstrength\n")
    out.writelines(f"{word}\twhole\t1\n" for word in sorted(found))
