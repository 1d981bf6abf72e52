#!/usr/bin/env python3
"""Compare Spark with one machine, measure what it costs, and write Reports/quality/cluster.md.

    .build/spark/bin/python Reports/tools/cluster.py --work /var/tmp/cluster
    .build/spark/bin/python Reports/tools/cluster.py --work /var/tmp/cluster --records 2000 --sample 1000 --out -

The venv is that of `make spark`. Three parts, each of which leaves its figures in WORK/figures.json, so that --only can do
one of them again: `tables` (all records by one machine, by Spark with a poisonous record and a killed worker, by shards, and
by merged stores), `costs` (a sample, timed: leave the machine alone) and `page` (the page for a billion records, from the figures).
"""
import argparse
import json
import os
import pathlib
import tarfile
import time

import billion
import scale
from measure import best, timed
from same_tables import fresh, lines_of, measure_tables, run_program, support, work, write_shards
from zhandian_spark import Program, shards, tables

# How often the published pages are taken, so that a run takes long enough to be timed.
COPIES = 10


def sizes(out):
    """Bytes of each table and of the columns that a comparison reads."""
    import pyarrow.parquet

    parquet = {table: sum(path.stat().st_size for path in pathlib.Path(out, table).glob("*.parquet")) for table in tables.TABLES}
    compared = 0
    for path in pathlib.Path(out, "facts").glob("*.parquet"):
        metadata = pyarrow.parquet.read_metadata(path)
        for group in map(metadata.row_group, range(metadata.num_row_groups)):
            columns = [group.column(number) for number in range(group.num_columns)]
            compared += sum(one.total_compressed_size for one in columns if one.path_in_schema in billion.COMPARED)
    return {"parquet": parquet, "compared": compared}


def measure_costs(options, program):
    """A sample of the records, timed: the bare program, record mode and path mode on the same cores."""
    from zhandian_spark import spark as driver

    dump, _ = scale.dump(options.work, options.sample)
    paths, size = write_shards(lines_of(dump), options.work / "sample", 2 * options.cores, options.sample)
    plain = options.work / "sample.jsonl"
    plain.write_text("".join(lines_of(dump)), encoding="utf-8")
    one = options.work / "one.jsonl"
    one.write_text(next(lines_of(dump)), encoding="utf-8")
    out = options.work / "costs"
    whole, child, alone = [], [], []
    for _ in range(options.repeat):
        whole.append(timed(lambda: run_program(program, "extract", str(plain), "--jobs", str(options.cores))))
        child.append(timed(lambda: run_program(program, "extract", "-", "--from", "jsonl", "--jobs", "1", stdin=plain)))
        alone.append(timed(lambda: run_program(program, "extract", "-", "--from", "jsonl", "--jobs", "1", stdin=one)))
    start = time.monotonic()
    spark = support.session(program.executable)
    spark.range(2).count()
    started, records, by_shard = time.monotonic() - start, [], []
    spark.read.text(paths).repartition(2 * options.cores).write.format("noop").mode("overwrite").save()
    shuffled = work(spark)["shuffled"]
    for _ in range(options.repeat + 1):  # The first warms the machines up.
        records.append(timed(lambda: driver.write_tables(
            driver.extract_records(spark.read.text(paths), program), str(fresh(out / "records")))))
        by_shard.append(timed(lambda: driver.process_shards(spark.sparkContext, program, paths, str(fresh(out / "shards")))))
    spark.stop()
    markers = [json.loads(path.read_text()) for path in (out / "shards" / shards.MARKERS).glob("*.json")]
    figures = {
        "records": options.sample, "json": size, "gz": sum(os.path.getsize(path) for path in paths), "cores": options.cores,
        "repeat": options.repeat, "whole": best(whole), "child": best(child), "alone": best(alone), "session": started,
        "record mode": best(records[1:]), "path mode": best(by_shard[1:]), "shuffled": shuffled,
        "rows": {table: sum(marker[table] for marker in markers) for table in tables.TABLES},
        "answers": sum(path.stat().st_size for path in (out / "records/_answers").glob("*.parquet")), **sizes(out / "shards"),
        "marker": max(len(json.dumps(marker)) for marker in markers)}
    if options.pages:
        figures["pages"] = measure_pages(options, program)
    return figures


def archive(pages, path, copies):
    with tarfile.open(path, "w:gz", compresslevel=6) as file:
        for number, page in enumerate(pages * copies):
            file.add(page, arcname=f"{number}-{page.name}")
    return str(path)


def measure_pages(options, program):
    """Published pages, which no synthetic dump is like in size: in path mode without Spark."""
    out, contract = options.work / "pages", program.contract()
    found = sorted(options.pages.rglob("*.htm*"))
    once, many = (archive(found, options.work / f"pages-{copies}.tar.gz", copies) for copies in (1, COPIES))
    whole, by_shard = [], []
    for _ in range(options.repeat):
        whole.append(timed(lambda: run_program(program, "extract", many, "--jobs", "1")))
        by_shard.append(timed(lambda: shards.process(program, contract, many, str(fresh(out)))))
    # Copies would make the tables look smaller.
    marker = shards.process(program, contract, once, str(fresh(out)))
    return {"records": marker["records"], "copies": COPIES, "gz": os.path.getsize(once), "json": sum(page.stat().st_size for page in found),
            "whole": share(best(whole)), "path mode": share(best(by_shard)), "rows": {table: marker[table] for table in tables.TABLES}, **sizes(out)}


def share(run):
    """A run over all copies as one of a copy."""
    return {**run, "seconds": run["seconds"] / COPIES, "cpu": run["cpu"] / COPIES}


PARTS = {"tables": measure_tables, "costs": measure_costs}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zhandian", default=str(scale.ROOT / ".build/release/zhandian"))
    parser.add_argument("--lexicons", default=str(scale.ROOT / "Lexicons"))
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder with room for dumps and tables")
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--sample", type=int, default=10_000, help="records of the timed runs")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pages", type=pathlib.Path, help="a folder of published pages, for their size and cost")
    parser.add_argument("--only", choices=[*PARTS, "page"])
    parser.add_argument("--out", default=str(scale.ROOT / "Reports/quality/cluster.md"), help="- for standard output")
    billion.add_assumptions(parser)
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    options.cores = len(os.sched_getaffinity(0))
    program = Program(os.path.abspath(options.zhandian), os.path.abspath(options.lexicons))
    kept = options.work / "figures.json"
    figures = json.loads(kept.read_text()) if kept.exists() else {}
    for name, measure in PARTS.items():
        if options.only in (None, name):
            about = {"load": os.getloadavg()[0], "date": time.strftime("%Y-%m-%d"), "contract": program.contract()}
            figures[name] = {**measure(options, program), **about}
            kept.write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    if set(PARTS) <= set(figures):
        text = billion.page(figures, options)
        if options.out == "-":
            print(text, end="")
        else:
            pathlib.Path(options.out).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
