#!/usr/bin/env python3
"""Score the copies of a store against the truth of the dump that it was made from.

    python3 Corpus/tools/synthetic_dump.py dump.jsonl.gz --records 20000
    zhandian ingest dump.jsonl.gz --store dump.db
    python3 Corpus/tools/score_copies.py dump.db dump.truth.tsv.gz

Precision: of the documents that the store calls a copy, those whose original is of the same article. Recall: of the
documents that are one of several of an article, the earliest aside, those that are linked to another one of it; also by
kind. Records whose text is not that of an article (error pages, English, mojibake, wrong charset) are left out. Standard
library only.
"""
import argparse
import collections
import gzip
import sqlite3

NO_ARTICLE = {"charset", "mojibake", "empty", "missing", "english"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("truth")
    options = parser.parse_args()
    with gzip.open(options.truth, "rt", encoding="utf-8") as file:
        truth = {row[0]: row[1:] for row in (line.rstrip("\n").split("\t") for line in file)}
    store = sqlite3.connect(f"file:{options.store}?mode=ro", uri=True)
    stored = [row[0] for row in store.execute("SELECT id FROM document") if truth[row[0]][2] not in NO_ARTICLE]
    copies = dict(store.execute("SELECT document, original FROM copies"))
    clusters = collections.defaultdict(list)
    for document in stored:
        clusters[truth[document][0]].append(document)
    linked = [document for document in stored if document in copies]
    wrong = [document for document in linked if truth[copies[document]][0] != truth[document][0]]
    asked, found = collections.Counter(), collections.Counter()
    for article, documents in clusters.items():
        originals = [document for document in documents if document not in copies]
        # One document of a cluster is nobody's copy: the true original if it is there.
        first = article if article in documents else (originals or documents)[0]
        for document in documents:
            of = copies.get(document)
            # Linked with the rest of its article, whichever of them came out as the original.
            together = of and truth[of][0] == article or any(copies.get(other) == document for other in documents)
            if document != first:
                asked[truth[document][1]] += 1
                found[truth[document][1]] += bool(together)
    total = sum(asked.values())
    print(f"documents {len(stored)}, copies in truth {total}, linked {len(linked)}")
    print(f"precision {1 - len(wrong) / max(1, len(linked)):.4f} ({len(wrong)} wrong)")
    print(f"recall    {sum(found.values()) / max(1, total):.4f} ({total - sum(found.values())} missed)")
    for kind in sorted(asked):
        print(f"  {kind}: {found[kind]} of {asked[kind]}")


if __name__ == "__main__":
    main()
