#!/usr/bin/env python3
"""Multiplies a store into a large one, to measure comparison, search and the explorer.

    zhandian ingest Corpus/samples --store small.db
    python3 Corpus/tools/synthetic_store.py small.db large.db --articles 100000

Each article is a copy of a stored one with another identifier, date, region and numbers, drawn from a seeded generator:
the same arguments give the same store. Every county, prefecture and province of today gets facts. Nothing in the copy is
a statement about the world.
"""
import argparse
import random
import shutil
import sqlite3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=10, help="facts an article")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    shutil.copyfile(options.source, options.target)
    db = sqlite3.connect(options.target)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -262144")
    names = {row[0]: row[1] for row in db.execute("SELECT code, name FROM division WHERE valid_to IS NULL")}
    parents = dict(db.execute("SELECT code, parent FROM division WHERE valid_to IS NULL"))
    codes = [code for code, in db.execute(
        "SELECT code FROM division WHERE valid_to IS NULL AND level BETWEEN 1 AND 3 ORDER BY code")]
    document_columns = [row[1] for row in db.execute("PRAGMA table_info(document)")][1:]
    fact_columns = [row[1] for row in db.execute("PRAGMA table_info(fact)")][1:]
    sources = []
    for row in db.execute(f"SELECT key, {', '.join(document_columns)} FROM document ORDER BY key").fetchall():
        facts = [dict(zip(fact_columns, fact)) for fact in db.execute(
            f"SELECT {', '.join(fact_columns)} FROM fact WHERE document = ? ORDER BY ordinal", (row[0],))]
        text = db.execute("SELECT text, source_text FROM article WHERE document = ?", (row[0],)).fetchone()
        if facts:
            sources.append((dict(zip(document_columns, row[1:])), text, facts))
    places = {code: place(code, names, parents) for code in codes}
    key, = db.execute("SELECT max(key) FROM document").fetchone()
    for number in range(options.articles):
        document, text, facts = rng.choice(sources)
        code = codes[number % len(codes)]
        day = f"{rng.randint(2012, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        key += 1
        copy = dict(document, id=f"synthetic/{number:07}", published=day, home_code=code, home_name=names[code],
                    home_path="/".join(places[code][0]))
        insert(db, "document", dict(copy, key=key))
        db.execute("INSERT INTO article (document, text, source_text) VALUES (?, ?, ?)", (key, *text))
        db.execute("INSERT INTO article_index (rowid, title, text) VALUES (?, ?, ?)",
                   (key, tokens(document["title"] or ""), tokens(text[0])))
        for ordinal in range(options.facts):
            fact = dict(rng.choice(facts))
            path, province, prefecture = places[code]
            if fact["value"] is not None:
                fact["value"] = max(1, int(fact["value"] * rng.uniform(0.5, 1.5)))
            fact.update(document=key, ordinal=ordinal, fact_key=f"{number:012x}{ordinal:04x}", region_code=code,
                        region_name=names[code], region_path="/".join(path), province=province, prefecture=prefecture,
                        place=None, sum_of=None, as_of=None, day=int(day.replace("-", "")))
            insert(db, "fact", fact)
        if number % 10_000 == 9_999:
            db.commit()
            print(f"{number + 1} articles", flush=True)
    db.commit()
    db.execute("ANALYZE")
    db.commit()


def insert(db, table, row):
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def tokens(text):
    """The tokens of the full-text index for text without Latin capitals: characters, one token each."""
    return " ".join(character for character in text if not character.isspace()) + " "


def place(code, names, parents):
    """Names from the province down, and the codes of province and prefecture as the store keeps them."""
    path, at = [], code
    while at in names and at != "000000":
        path.insert(0, names[at])
        at = parents.get(at, "000000")
    province = code[:2] + "0000"
    stands_alone = code[2:4] in ("00", "90") or code[:2] in ("11", "12", "31", "50")
    return path, province, None if stands_alone else code[:4] + "00"


if __name__ == "__main__":
    main()
