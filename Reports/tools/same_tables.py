"""The tables of one run of the program on one machine, and those that Spark, shards and merged stores give of the same records."""
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from hashlib import blake2b

import scale

sys.path.insert(0, str(scale.ROOT / "Tests/Spark"))

import support  # noqa: E402
from zhandian_spark import Program, tables  # noqa: E402

# Shards, and partitions of record mode.
SHARDS = 8
# Bytes of a band of the signatures of texts; the first is that of CopySearch.
LENGTHS = [5, 6, 8, 10]


def run_program(program, *arguments, stdin=None):
    with open(stdin or os.devnull, "rb") as source:
        subprocess.run(program.command(*arguments), stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def lines_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def write_shards(lines, folder, count, records):
    """`count` shards of lines that follow each other, as a crawl leaves them."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"shard-{number:03}.jsonl.gz" for number in range(count)]
    files = [gzip.open(path, "wt", encoding="utf-8", compresslevel=1) for path in paths]
    size = 0
    for number, line in enumerate(lines):
        files[number * count // records].write(line)
        size += len(line.encode())
    for file in files:
        file.close()
    return [str(path) for path in paths], size


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def digest(row):
    return blake2b(support.comparable(row).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Found:
    """Digests of the rows of each table, and the identifiers of records."""

    def __init__(self, rows):
        self.digests, self.records, self.crashed = {table: Counter() for table in tables.TABLES}, Counter(), []
        for table, row in rows:
            if table in ("documents", "rejects"):
                self.records[row["id"]] += 1
            if table == "rejects" and row["reason"] == "crash":
                self.crashed.append(row["id"])
            else:
                self.digests[table][digest(row)] += 1

    def against(self, expected):
        return {"tables": {table: {"rows": sum(rows.values()), "missing": sum((expected.digests[table] - rows).values()),
                                   "more": sum((rows - expected.digests[table]).values())}
                           for table, rows in self.digests.items()},
                "records": sum(self.records.values()), "crashed": len(self.crashed),
                "doubled": sum(self.records.values()) - len(self.records)}


def written(out):
    return ((table, row) for table in tables.TABLES for row in support.parquet_rows(out, table))


def store_rows(program, store, names):
    """The same tables from a store; `names` leads from file and line of a rejected record to its identifier."""
    exported = store.parent / "exported"
    run_program(program, "export", "--store", str(store), "--out", str(exported), "--format", "jsonl", "--table", "documents,facts,rejects")
    for table in ("documents", "facts", "rejects"):
        kinds = tables.TABLES[table]
        for line in open(exported / f"{table}.jsonl", encoding="utf-8"):
            row = json.loads(line)
            if table == "documents":
                yield from (("checks", {"document": row["id"], "kind": "sum", **check}) for check in row["checks"])
            if table == "rejects":
                row.update(id=names[row["id"]], place=names[row["id"]])
            yield table, {name: float(row[name]) if kind is float and row[name] is not None else row[name] for name, kind in kinds.items()}


def merged_store(program, paths, folder):
    """A store of each shard, and all of them merged; and how rejected records are named there."""
    folder.mkdir()
    names, stores = {}, [str(folder / f"{number}.db") for number in range(len(paths))]
    for path, store in zip(paths, stores):
        run_program(program, "ingest", path, "--store", store, "--quiet")
        for number, line in enumerate(lines_of(path), 1):
            names[f"{os.path.basename(path)}:{number}"] = json.loads(line)["id"]
    run_program(program, "merge", *stores, "--into", str(folder / "all.db"))
    return folder / "all.db", names


def signatures(store, truth):
    """Identifier of the article that each text is of, and the signature that copies are found by."""
    articles = dict(line.split("\t")[:2] for line in lines_of(truth))
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as base:
        return [(articles[name], bytes_) for name, bytes_ in base.execute(
            "SELECT d.id, s.bytes FROM signature s JOIN document d ON d.key = s.document")]


def banded(signed, length):
    """Of bands of so many bytes: how many, and with how many texts of other articles a text has one in common, each band counted."""
    count, pairs = len(signed[0][1]) // length, 0
    for start in range(0, count * length, length):
        together, alike = Counter(), Counter()
        for article, bytes_ in signed:
            together[bytes_[start:start + length]] += 1
            alike[article, bytes_[start:start + length]] += 1
        pairs += sum(n * (n - 1) // 2 for n in together.values()) - sum(n * (n - 1) // 2 for n in alike.values())
    return {"length": length, "bands": count, "unlike": 2 * pairs / len(signed)}


def work(spark):
    """What went through the shuffle of a session, in bytes, again after a failure too, and how many of its tasks failed."""
    def each(found):
        return [found.apply(number) for number in range(found.size())]

    store = spark.sparkContext._jsc.sc().statusStore()
    return {"shuffled": sum(executor.totalShuffleWrite() for executor in each(store.executorList(False))),
            "failed": sum(job.numFailedTasks() for job in each(store.jobsList(None)))}


def poison(dump, name, clean, poisoned):
    """Writes the dump without a record, and with one in its place at which the program is made to die."""
    with gzip.open(clean, "wt", encoding="utf-8", compresslevel=1) as without, \
            gzip.open(poisoned, "wt", encoding="utf-8", compresslevel=1) as exchanged:
        for line in lines_of(dump):
            if json.loads(line)["id"] == name:
                exchanged.write(json.dumps({"id": name, "text": "POISON"}) + "\n")
            else:
                without.write(line)
                exchanged.write(line)


def measure_tables(options, program):
    """All records in four ways; for record mode one of them is poisonous, and a worker is killed."""
    from zhandian_spark import spark as driver

    dump, _ = scale.dump(options.work, options.records)
    poisonous, out = f"s{options.records // 2:08}", options.work / "tables"
    clean, poisoned = options.work / "clean.jsonl.gz", options.work / "poisoned.jsonl.gz"
    poison(dump, poisonous, clean, poisoned)
    paths, _ = write_shards(lines_of(clean), options.work / "clean", SHARDS, options.records - 1)
    spark = support.session(program.executable)
    killer = support.Killer(spark, fresh(out / "records"), tasks=3)
    frame = spark.read.text(str(poisoned)).repartition(SHARDS)
    driver.write_tables(driver.extract_records(frame, Program(support.POISONED, program.lexicons)), str(out / "records"))
    spread = work(spark)
    driver.process_shards(spark.sparkContext, program, paths, str(fresh(out / "shards")))
    spark.stop()
    store, names = merged_store(program, paths, fresh(options.work / "stores"))

    expected = Found(support.program_rows(program, str(clean), options.cores))
    modes = {}
    for mode, rows in (("one machine", None), ("records", written(out / "records")), ("shards", written(out / "shards")),
                       ("stores", store_rows(program, store, names))):
        found = Found(rows) if rows else expected
        records = set(expected.records) | ({poisonous} if mode == "records" else set())
        modes[mode] = {**found.against(expected), "lost": len(records - set(found.records))}
    codes = Counter(row["region_code"] for row in support.parquet_rows(out / "shards", "facts"))
    signed = signatures(store, options.work / f"part-{options.records}.truth.tsv.gz")
    return {"records": options.records, "shards": SHARDS, "killed": killer.killed, **spread, "modes": modes,
            "top_region": max(count for code, count in codes.items() if code) / sum(codes.values()),
            "signed": len(signed), "signature": len(signed[0][1]), "bands": [banded(signed, length) for length in LENGTHS]}
