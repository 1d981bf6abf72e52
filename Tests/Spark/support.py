"""A Spark of two workers on this machine, the killing of one, and rows to compare: for tests and measurements."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "Sources" / "SparkDriver")]

from zhandian_spark import tables  # noqa: E402
from zhandian_spark.program import identifier  # noqa: E402

# The executable as workers find it that dies at a record with POISON in its line.
POISONED = "./poisoned_zhandian.py"


def session(zhandian):
    """A session with two executors, processes of their own with a core and 1 GB each; `zhandian` is the real program."""
    from pyspark.sql import SparkSession

    os.environ.update(PYSPARK_PYTHON=sys.executable, ZHANDIAN=zhandian)
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]").appName("zhandian test")
        .config("spark.executorEnv.PYTHONPATH", f"{ROOT}/Sources/SparkDriver:{HERE}")
        .config("spark.executorEnv.ZHANDIAN", zhandian)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256").config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    spark.sparkContext.addFile(str(HERE / POISONED))
    return spark


class Killer(threading.Thread):
    """Kills one executor of this very session once answers are being written below `out`, and `tasks` tasks are done."""

    def __init__(self, spark, out, tasks=0):
        super().__init__(daemon=True)
        self.port = spark.sparkContext.getConf().get("spark.driver.port")
        self.answers, self.tasks, self.killed = pathlib.Path(out) / "_answers", tasks, False
        self.start()

    def run(self):
        def count(pattern):
            return len(list(self.answers.glob("_temporary/" + pattern)))

        while not count("**/*.parquet") or count("0/task_*") < self.tasks:
            time.sleep(0.02)
        for entry in pathlib.Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
            except OSError:
                continue
            if b"CoarseGrainedExecutorBackend" in words and f":{self.port}".encode() in words and b"java" in words[:200]:
                os.kill(int(entry.name), signal.SIGKILL)
                self.killed = not (self.answers / "_SUCCESS").exists()
                return


def comparable(row):
    """A row as one string, without what tells where its record was read from, which differs by mode."""
    return json.dumps(
        {name: value for name, value in row.items() if name not in ("path", "member")}, ensure_ascii=False, sort_keys=True)


def parquet_rows(out, table):
    """The rows of a written table, a batch in memory at a time."""
    import pyarrow.parquet

    for path in sorted(pathlib.Path(out, table).glob("*.parquet")):
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(4096):
            yield from batch.to_pylist()


def program_rows(program, path, jobs=1):
    """Table and row of all that a single run of the program on one machine gives, without the driver."""
    name = identifier(program.contract())
    run = subprocess.Popen(
        program.command("extract", path, "--jobs", str(jobs)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with run.stdout:
        for line in run.stdout:
            for table, rows in tables.rows(json.loads(line), name).items():
                for row in rows:
                    yield table, row
    run.wait()
