"""The command `zhandian-spark`."""

import argparse
import json
import sys

from .program import Program, ProgramError
from .records import RecordMode


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="zhandian-spark", description=__doc__.replace("`", ""))
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--zhandian", default="zhandian", help="the executable, as workers find it")
    shared.add_argument("--lexicons", help="folder of the lexicons, as workers find it")
    shared.add_argument("--domain", help="domain pack")
    shared.add_argument("--seconds", type=float, default=60, help="time for one record (60)")
    shared.add_argument("--memory", type=int, metavar="MB", help="address space of a child; no limit by default")
    shared.add_argument("--out", required=True, help="folder of the tables")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser(
        "shard", parents=[shared], help="run shards here, without Spark: for Slurm arrays and GNU parallel")
    one.add_argument("paths", nargs="+")
    many = commands.add_parser("shards", parents=[shared], help="Spark, path mode: a task a shard")
    many.add_argument("paths", nargs="+", help="shards, or @FILE with a path a line")
    records = commands.add_parser(
        "records", parents=[shared], help="Spark, record mode: JSON lines or tables of articles")
    records.add_argument("input", help="what Spark reads: text of JSON lines, or Parquet of articles with --parquet")
    records.add_argument("--parquet", action="store_true")
    records.add_argument("--partitions", type=int, help="repartition the input")
    options = parser.parse_args(arguments)
    program = Program(options.zhandian, options.lexicons, options.domain)
    limits = {"seconds": options.seconds, "memory": options.memory and options.memory << 20}
    try:
        return {"shard": run_here, "shards": run_shards, "records": run_records}[options.command](
            options, program, limits)
    except ProgramError as error:
        print(f"zhandian-spark: {error}", file=sys.stderr)
        return 64


def run_here(options, program, limits):
    from . import shards

    contract = program.contract()
    for path in options.paths:
        print_marker(shards.process(program, contract, path, options.out, RecordMode(program, **limits)))
    return 0


def run_shards(options, program, limits):
    from . import spark

    for marker in spark.process_shards(session().sparkContext, program, listed(options.paths), options.out, **limits):
        print_marker(marker)
    return 0


def run_records(options, program, limits):
    from . import spark

    reader = session().read
    frame = spark.record_lines(reader.parquet(options.input)) if options.parquet else reader.text(options.input)
    if options.partitions:
        frame = frame.repartition(options.partitions)
    spark.write_tables(spark.extract_records(frame, program, **limits), options.out)
    return 0


def session():
    from pyspark.sql import SparkSession

    return SparkSession.builder.appName("zhandian").getOrCreate()


def listed(paths):
    for path in paths:
        if path.startswith("@"):
            with open(path[1:], encoding="utf-8") as file:
                yield from (line.strip() for line in file if line.strip())
        else:
            yield path


def print_marker(marker):
    told = {name: value for name, value in marker.items() if name != "files"}
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
