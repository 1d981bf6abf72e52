#!/usr/bin/env python3
"""Carries the floors of Reports/quality/floors.json into the README, with the hash of the corpora that they hold for.

  Reports/tools/quality.py           writes the hashes and the table
  Reports/tools/quality.py --check   exits with 1 where they are not as they would be written, or a floor was lowered

Floors are recorded by `RECORD_FLOORS=1 swift test --filter AccuracyTests`.
"""
import argparse
import hashlib
import json
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
FLOORS = os.path.join(ROOT, "Reports/quality/floors.json")
MARK, END = "<!-- floors -->\n", "<!-- end of floors -->\n"
CORPORA = {
    "liaison-stations": ["Corpus/gold/facts.jsonl", "Corpus/gold/passages", "Corpus/samples"],
    "varied": ["Corpus/gold/varied"],
    "recent": ["Corpus/gold/recent"],
    "latest": ["Corpus/gold/latest"],
    "provinces": ["Corpus/gold/provinces"],
    "civilization-practice": ["Corpus/gold/civilization-practice"],
    "pages": ["Corpus/designs"],
}
HEADINGS = {
    "README.md": ("no less than, on the corpus in this repository", ["deputy stations", "the same, varied wording", "the same, names explained", "the same, a province each", "the same, another writer", "civilization practice", "page designs"]),
    "README.zh-CN.md": ("不低于（在本仓库的语料上）", ["代表联络站", "同上，措辞多样", "同上，名称释义", "同上，每省一篇", "同上，另一作者", "文明实践中心", "网页版式"]),
}


def corpus_hash(paths):
    digest = hashlib.sha256()
    for path in paths:
        full = os.path.join(ROOT, path)
        files = [full] if os.path.isfile(full) else sorted(
            os.path.join(base, name) for base, _, names in os.walk(full) for name in names)
        for name in files:
            with open(name, "rb") as file:
                digest.update(os.path.relpath(name, ROOT).encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()[:16]


def table(sets, name):
    title, names = HEADINGS[name]
    floors = [{floor["measure"]: floor["floor"] for floor in one["floors"]} for one in sets]
    # The places of a domain are its stations or its sites.
    rows = {}
    for column, one in enumerate(floors):
        for measure, floor in one.items():
            key = measure.replace("stations ", "places ").replace("sites ", "places ").removeprefix("pages ")
            rows.setdefault(key, ["–"] * len(sets))[column] = f"{floor:.3f}".removeprefix("0")
    lines = [f"| {title} | " + " | ".join(names) + " |", "|---" * (len(sets) + 1) + "|"]
    lines += [f"| {key} | " + " | ".join(cells) + " |" for key, cells in sorted(rows.items())]
    return "\n".join(lines) + "\n"


def lowered(sets):
    """Floors that are lower than in the last commit; none where there is no history."""
    run = subprocess.run(["git", "-C", ROOT, "show", "HEAD:Reports/quality/floors.json"], capture_output=True)
    try:
        old = {(one["set"], floor["measure"]): floor["floor"] for one in json.loads(run.stdout) for floor in one["floors"]}
    except (ValueError, KeyError, TypeError):
        return []
    return [f"{one['set']}: {floor['measure']}" for one in sets for floor in one["floors"]
            if floor["floor"] < old.get((one["set"], floor["measure"]), 0)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    with open(FLOORS, encoding="utf-8") as file:
        text = file.read()
    sets = json.loads(text)
    faults = [f"lowered: {name}" for name in lowered(sets)]
    for one in sets:
        digest = corpus_hash(CORPORA[one["set"]])
        if one["corpus"] != digest:
            faults.append(f"{one['set']}: the corpus has changed; record its floors, then run Reports/tools/quality.py")
            one["corpus"] = digest
    for name in HEADINGS:
        path = os.path.join(ROOT, name)
        with open(path, encoding="utf-8") as file:
            page = file.read()
        if MARK not in page:
            continue
        before, rest = page.split(MARK, 1)
        made = before + MARK + "\n" + table(sets, name) + "\n" + END + rest.split(END, 1)[1]
        if made != page:
            faults.append(f"{name}: the table of floors is old; run Reports/tools/quality.py")
            if not check:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(made)
    if check:
        for fault in faults:
            print(fault, file=sys.stderr)
        sys.exit(bool(faults))
    with open(FLOORS, "w", encoding="utf-8") as file:
        file.write(json.dumps(sets, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
