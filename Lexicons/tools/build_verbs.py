#!/usr/bin/env python3
"""Write Lexicons/numerals/verbs.tsv: common verbs, adverbs and conjunctions of two or more characters.

    pip install jieba==0.42.1
    python3 Lexicons/tools/build_verbs.py

From jieba's dictionary (MIT): words tagged v, vd, d or c with a frequency of at least 100 that end in no noun-like
character. Words that a hand-made table of Lexicons/ has as a noun or a measure word are left out.
"""
import os
import pathlib

import jieba

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOUN_ENDINGS = set("员人者家站点室所会站区村镇县市省件条项个名位场次期年月日")


def words(path, column=0):
    lines = [l.rstrip("\n").split("\t") for l in path.read_text(encoding="utf-8").splitlines() if not l.startswith("#")]
    return {l[column] for l in lines[1:]}


taken = words(ROOT / "numerals/units.tsv") | words(ROOT / "numerals/cues.tsv") | words(ROOT / "numerals/bounds.tsv")
for pack in sorted((ROOT / "domains").iterdir()):
    if (pack / "subjects.tsv").exists():
        taken |= words(pack / "subjects.tsv")
found = set()
for line in open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8"):
    word, frequency, tag = line.split()
    if len(word) >= 2 and tag in ("v", "vd", "d", "c") and int(frequency) >= 100:
        if word[-1] not in NOUN_ENDINGS and word not in taken:
            found.add(word)
with open(ROOT / "numerals/verbs.tsv", "w", encoding="utf-8") as out:
    out.write("# Common verbs, adverbs and conjunctions: what follows a number and is one of them is not the thing counted\n")
    out.write("# Source: jieba 0.42.1 dict.txt, by tools/build_verbs.py\n# License: MIT (jieba, © 2013 Sun Junyi)\nword\n")
    out.writelines(word + "\n" for word in sorted(found))
