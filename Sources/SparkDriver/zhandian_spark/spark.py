"""Spark: records of a DataFrame, or shards of a list, through zhandian.

Never `rdd.pipe`: it drops what comes after a record at which the program dies, and calls the job a success.
"""

from . import tables
from .program import identifier
from .records import RecordMode

# Records of one Arrow batch: small, so that the child has work while the next one is on its way.
BATCH = 256


def record_lines(frame, columns=("id", "title", "date", "publisher", "authors", "url", "text", "html")):
    """Rows of articles as the JSON lines that zhandian reads, in the column `value`."""
    from pyspark.sql import functions

    known = [name for name in columns if name in frame.columns]
    return frame.select(functions.to_json(functions.struct(*known)).alias("value"))


def extract_records(lines, program, **limits):
    """Answers of a DataFrame whose only column `value` holds JSON lines: one row a record, with its facts inside.

    The contract is read here and must be the same in every task. `limits` are those of RecordMode.
    """
    contract = program.contract()
    name = identifier(contract)

    def extract(batches):
        import pyarrow

        program.verify(contract)
        schema = answer_arrow_schema()

        def values():
            for batch in batches:
                for value in batch.column(0):
                    yield (value.as_py() or "").encode("utf-8")

        pending = []
        for _, answer in RecordMode(program, **limits).answers(values()):
            pending.append(answer_row(answer, name))
            if len(pending) == BATCH:
                yield pyarrow.RecordBatch.from_pylist(pending, schema=schema)
                pending = []
        if pending:
            yield pyarrow.RecordBatch.from_pylist(pending, schema=schema)

    return lines.select("value").mapInArrow(extract, answer_schema())


def write_tables(answers, out):
    """Writes the answers once, and from them the four tables, as Parquet below the folder `out`."""
    spark = answers.sparkSession
    kept = out + "/_answers"
    answers.write.mode("overwrite").option("compression", "zstd").parquet(kept)
    answers = spark.read.parquet(kept)
    documents = answers.where("rejected is null").select(*tables.DOCUMENTS)
    frames = {
        "documents": documents,
        "facts": answers.selectExpr("inline(facts)"),
        "checks": answers.selectExpr("inline(checks)"),
        "rejects": answers.where("rejected is not null").select("rejected.*"),
    }
    for table, frame in frames.items():
        frame.write.mode("overwrite").option("compression", "zstd").parquet(f"{out}/{table}")


def process_shards(context, program, paths, out, **limits):
    """Path mode: each task runs shards whole and writes their part files; returns a marker a shard.

    `paths` and `out` must mean the same on every worker: a shared file system.
    """
    from . import shards

    contract = program.contract()

    def run(some):
        program.verify(contract)
        for path in some:
            yield shards.process(program, contract, path, out, RecordMode(program, **limits))

    paths = list(paths)
    return context.parallelize(paths, max(1, len(paths))).mapPartitions(run).collect()


def answer_row(answer, contract):
    found = tables.rows(answer, contract)
    rejects = found.get("rejects")
    if rejects:
        return {"rejected": rejects[0], "facts": [], "checks": []}
    return {**found["documents"][0], "facts": found["facts"], "checks": found["checks"], "rejected": None}


def answer_schema():
    """A row of `extract_records` in Spark's words."""
    def struct(columns):
        return "struct<" + ",".join(f"{name}:{kind}" for name, kind in tables.spark_columns(columns).items()) + ">"

    parts = [f"{name} {kind}" for name, kind in tables.spark_columns(tables.DOCUMENTS).items()]
    parts += [f"facts array<{struct(tables.FACTS)}>", f"checks array<{struct(tables.CHECKS)}>"]
    return ", ".join(parts + [f"rejected {struct(tables.REJECTS)}"])


def answer_arrow_schema():
    """The same for pyarrow."""
    import pyarrow

    fields = list(tables.arrow_schema(tables.DOCUMENTS))
    for name, columns in (("facts", tables.FACTS), ("checks", tables.CHECKS)):
        fields.append(pyarrow.field(name, pyarrow.list_(pyarrow.struct(list(tables.arrow_schema(columns))))))
    fields.append(pyarrow.field("rejected", pyarrow.struct(list(tables.arrow_schema(tables.REJECTS)))))
    return pyarrow.schema(fields)
