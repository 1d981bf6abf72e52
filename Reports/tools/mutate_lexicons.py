#!/usr/bin/env python3
"""Damages each lexicon file in many ways and runs `zhandian extract` with it: a bad lexicon must be told, never trap.

  Reports/tools/mutate_lexicons.py --zhandian .build/release/zhandian [--rounds 20] [--only divisions]

Each damaged folder must load (exit 0) or be refused with a file's name and, for tables, a line (exit 65). Prints a
line a file and every run that did neither; exit 1 if there was one.
"""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

ARTICLE = "青山县人大代表联络站\n2024-06-25 来源：某报\n\n全县建成人大代表联络站14个，接待选民2300余人次，推出“三官一员”机制。\n"


def drop_tab(rng, lines, at):
    lines[at] = lines[at].replace(b"\t", b"", 1)


def add_tab(rng, lines, at):
    lines[at] = lines[at] + b"\t\t\t\t\t\t\t\tx"


def double(rng, lines, at):
    lines.insert(at, lines[at])


def swap(rng, lines, at):
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def noise(rng, lines, at):
    line = bytearray(lines[at] or b"x")
    for _ in range(rng.randrange(1, 6)):
        line[rng.randrange(len(line))] = rng.randrange(256)
    lines[at] = bytes(line)


def empty(rng, lines, at):
    lines[at] = b""


def blank_cells(rng, lines, at):
    lines[at] = b"\t" * lines[at].count(b"\t")


def exchange_cells(rng, lines, at):
    cells = lines[at].split(b"\t")
    rng.shuffle(cells)
    lines[at] = b"\t".join(cells)


def borrow_cell(rng, lines, at):
    cells, others = lines[at].split(b"\t"), lines[rng.randrange(len(lines))].split(b"\t")
    cells[rng.randrange(len(cells))] = others[rng.randrange(len(others))]
    lines[at] = b"\t".join(cells)


def huge_number(rng, lines, at):
    lines[at] = re.sub(rb"\d+(\.\d+)?", rng.choice([b"99999999999999999999", b"-1", b"1e400", b"nan", b"0"]), lines[at])


def long_cell(rng, lines, at):
    lines[at] = lines[at] + "站".encode() * 100_000


def cut(rng, lines, at):
    del lines[at:]


def clear(rng, lines, at):
    lines.clear()


def own_parent(rng, lines, at):
    cells = lines[at].split(b"\t")
    cells[min(3, len(cells) - 1)] = cells[0]
    lines[at] = b"\t".join(cells)


def carriage(rng, lines, at):
    for index, line in enumerate(lines):
        lines[index] = line + b"\r"


MUTATIONS = [drop_tab, add_tab, double, swap, noise, empty, blank_cells, exchange_cells, borrow_cell, huge_number,
             long_cell, cut, clear, own_parent, carriage]


def damaged(data, mutation, rng):
    lines = data.split(b"\n")
    mutation(rng, lines, rng.randrange(len(lines)))
    return b"\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--zhandian", required=True)
    parser.add_argument("--rounds", type=int, default=20, help="damages a file")
    parser.add_argument("--only", default="", help="only files whose path holds this")
    options = parser.parse_args()
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Lexicons")
    bad = runs = 0
    with tempfile.TemporaryDirectory() as folder:
        lexicons = os.path.join(folder, "Lexicons")
        shutil.copytree(source, lexicons, ignore=shutil.ignore_patterns("tools"))
        article = os.path.join(folder, "a.txt")
        with open(article, "w", encoding="utf-8") as file:
            file.write(ARTICLE)
        names = sorted(os.path.relpath(os.path.join(base, name), lexicons)
                       for base, _, files in os.walk(lexicons) for name in files)
        for name in names:
            # Other packs, reports and papers are not loaded by an extraction.
            if options.only not in name or name.endswith((".md", ".json")) or "civilization" in name or "reports" in name:
                continue
            path = os.path.join(lexicons, name)
            with open(path, "rb") as file:
                data = file.read()
            told = 0
            for seed in range(options.rounds):
                rng = random.Random(f"{name} {seed}")
                mutation = MUTATIONS[seed % len(MUTATIONS)]
                with open(path, "wb") as file:
                    file.write(damaged(data, mutation, rng))
                try:
                    run = subprocess.run([options.zhandian, "extract", article, "--lexicons", lexicons],
                                         capture_output=True, timeout=60)
                    status, errors = run.returncode, run.stderr.decode("utf-8", "replace")
                except subprocess.TimeoutExpired:
                    status, errors = "timeout", ""
                runs += 1
                told += status == 65
                # A row that is missing here may be told by the file that names it.
                has_place = re.search(r"lexicon: \S+\.\w+|" + re.escape(os.path.basename(name)), errors)
                if status != 0 and not (status == 65 and has_place):
                    bad += 1
                    print(f"BAD {name} {mutation.__name__} seed {seed}: {status} {errors.strip()[:300]}", flush=True)
            with open(path, "wb") as file:
                file.write(data)
            print(f"{name}: {options.rounds} damages, {told} told, {options.rounds - told} harmless", flush=True)
    print(f"{runs} runs, {bad} bad")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
