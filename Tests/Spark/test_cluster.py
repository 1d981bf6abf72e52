"""The driver with the real program: shards, and a Spark of two workers, one of which is killed.

`make spark`; needs pyspark, pyarrow and Java, and ZHANDIAN, the executable. Without them the tests are skipped.
"""
import collections
import gzip
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import corpus  # noqa: E402
import support  # noqa: E402
from zhandian_spark import ContractMismatch, Program, ProgramError, RecordMode, shards  # noqa: E402

ZHANDIAN = os.environ.get("ZHANDIAN")
LEXICONS = str(corpus.ROOT / "Lexicons")
POISON = 'r00000777'
RECORDS = 12000

try:
    import pyarrow.parquet
except ImportError:
    pyarrow = None
try:
    import pyspark
except ImportError:
    pyspark = None


def poisoned_lines(count):
    for line in corpus.lines(count):
        if f'"{POISON}"' in line:
            line = json.dumps({"id": POISON, "text": "POISON 全县建成代表联络站3个。"}, ensure_ascii=False)
        yield line


def read(folder, table):
    return sorted(support.comparable(row) for row in support.parquet_rows(folder, table))


def on_one_machine(path):
    """The rows that a single run of the program gives, sorted, by table."""
    found = collections.defaultdict(list)
    for table, row in support.program_rows(Program(ZHANDIAN, LEXICONS), path):
        found[table].append(support.comparable(row))
    return {table: sorted(rows) for table, rows in found.items()}


@unittest.skipUnless(ZHANDIAN, "ZHANDIAN does not name the executable")
class Records(unittest.TestCase):
    """Record mode of the program itself."""

    def test_each_line_has_its_answer(self):
        lines = [line.encode() for line in corpus.lines(300)]
        lines[17] = b'{"id":"bad","text":'
        lines[18] = b'{"id":"none"}'
        lines[19] = b'{"id":"short","text":" "}'
        lines[20] = b'{"id":"long","text":"' + b"x" * (21 << 20) + b'"}'
        lines[21] = b'{"text":"\xff\xfe"}'
        found = list(RecordMode(Program(ZHANDIAN, LEXICONS)).answers(lines))
        self.assertEqual([line for line, _ in found], lines)
        for place in range(17, 22):
            self.assertTrue(found[place][1]["rejected"], place)
        self.assertEqual([found[place][1]["id"] for place in (18, 19)], ["none", "short"])
        self.assertEqual(found[22][1]["id"], "r00000022")

    def test_a_poisonous_record_costs_itself(self):
        os.environ["ZHANDIAN"] = ZHANDIAN
        lines = [line.encode() for line in poisoned_lines(1000)]
        program = Program(str(HERE / "poisoned_zhandian.py"), LEXICONS)
        found = [answer for _, answer in RecordMode(program).answers(lines)]
        crashed = [answer["id"] for answer in found if (answer.get("rejected") or {}).get("reason") == "crash"]
        self.assertEqual((len(found), crashed), (1000, [POISON]))

    def test_it_answers_at_once_and_stops_when_told(self):
        process = subprocess.Popen(
            Program(ZHANDIAN, LEXICONS).command("extract", "-", "--from", "jsonl", "--jobs", "1"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        lines = list(corpus.lines(2))
        for line in lines:
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["id"], json.loads(line)["id"])
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(20), 75)
        process.stdin.close()
        process.stdout.close()

    def test_other_lexicons_are_noticed(self):
        program = Program(ZHANDIAN, LEXICONS)
        contract = program.contract()
        program.verify(contract)
        with self.assertRaises(ContractMismatch):
            Program(ZHANDIAN, LEXICONS, "civilization-practice").verify(contract)
        with self.assertRaises(ProgramError):
            Program(ZHANDIAN, "/no/lexicons").contract()


@unittest.skipUnless(ZHANDIAN and pyarrow, "needs ZHANDIAN and pyarrow")
class Shards(unittest.TestCase):
    def test_shards_give_the_tables_of_one_run_and_are_done_once(self):
        program = Program(ZHANDIAN, LEXICONS)
        contract = program.contract()
        with tempfile.TemporaryDirectory() as folder:
            lines = list(corpus.lines(400))
            whole = folder + "/whole.jsonl"
            pathlib.Path(whole).write_text("\n".join(lines) + "\n", encoding="utf-8")
            paths = []
            for number in range(4):
                paths.append(f"{folder}/shard-{number}.jsonl.gz")
                with gzip.open(paths[-1], "wt", encoding="utf-8") as file:
                    file.write("\n".join(lines[number::4]) + "\n")
            out = folder + "/out"
            markers = [shards.process(program, contract, path, out) for path in paths]
            self.assertEqual(sum(marker["records"] for marker in markers), 400)
            expected = on_one_machine(whole)
            for table in ("documents", "facts", "checks"):
                self.assertEqual(read(out, table), expected.get(table, []), table)
            again = [shards.process(program, contract, path, out) for path in paths]
            self.assertTrue(all(marker["skipped"] for marker in again))
            # A changed shard and a lost part are done again; nothing else is.
            with gzip.open(paths[1], "at", encoding="utf-8") as file:
                file.write(json.dumps({"id": "new", "text": "全县建成代表联络站3个，接待选民。"}) + "\n")
            os.unlink(f"{out}/facts/{shards.part_name(paths[2])}.parquet")
            third = [shards.process(program, contract, path, out)["skipped"] for path in paths]
            self.assertEqual(third, [True, False, False, True])
            self.assertFalse([name for _, _, names in os.walk(out) for name in names if name.endswith(".tmp")])

    def test_a_killed_run_leaves_nothing_half_done(self):
        program = Program(ZHANDIAN, LEXICONS)
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/shard.jsonl"
            pathlib.Path(path).write_text("\n".join(corpus.lines(12000)) + "\n", encoding="utf-8")
            run = subprocess.Popen(
                [sys.executable, "-m", "zhandian_spark.cli", "shard", path, "--zhandian", ZHANDIAN, "--lexicons",
                 LEXICONS, "--out", folder + "/out"], stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(corpus.ROOT / "Sources/SparkDriver")})
            while not list(pathlib.Path(folder).glob("out/*/.part-*.tmp")):
                self.assertIsNone(run.poll())
                time.sleep(0.05)
            run.kill()
            run.wait()
            self.assertFalse(list(pathlib.Path(folder).glob("out/*/part-*.parquet")))
            marker = shards.process(program, program.contract(), path, folder + "/out")
            self.assertEqual((marker["records"], marker["skipped"]), (12000, False))


@unittest.skipUnless(ZHANDIAN and pyspark, "needs ZHANDIAN and pyspark")
class Cluster(unittest.TestCase):
    """Two workers, a poisonous record, and a worker that is killed: no record is lost."""

    @classmethod
    def setUpClass(cls):
        cls.spark = support.session(ZHANDIAN)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def test_no_record_is_lost(self):
        from zhandian_spark import spark as driver

        with tempfile.TemporaryDirectory() as folder:
            lines = list(poisoned_lines(RECORDS))
            source, clean = folder + "/in.jsonl", folder + "/clean.jsonl"
            pathlib.Path(source).write_text("\n".join(lines) + "\n", encoding="utf-8")
            pathlib.Path(clean).write_text(
                "\n".join(each for each in lines if "POISON" not in each) + "\n", encoding="utf-8")
            program = Program(support.POISONED, LEXICONS)
            frame = self.spark.read.text(source).repartition(6)
            killer = support.Killer(self.spark, folder + "/out")
            driver.write_tables(driver.extract_records(frame, program, seconds=60), folder + "/out")
            killer.join(60)
            self.assertTrue(killer.killed)
            out = folder + "/out"
            documents = pyarrow.parquet.read_table(out + "/documents").to_pylist()
            rejects = pyarrow.parquet.read_table(out + "/rejects").to_pylist()
            ids = [row["id"] for row in documents + rejects]
            self.assertEqual((len(ids), len(set(ids))), (RECORDS, RECORDS))
            self.assertEqual([row["id"] for row in rejects if row["reason"] == "crash"], [POISON])
            expected = on_one_machine(clean)
            for table in ("documents", "facts", "checks"):
                self.assertEqual(read(out, table), expected.get(table, []), table)

    def test_shards_by_path(self):
        from zhandian_spark import spark as driver

        with tempfile.TemporaryDirectory() as folder:
            lines = list(corpus.lines(200))
            paths = []
            for number in range(4):
                paths.append(f"{folder}/{number}.jsonl")
                pathlib.Path(paths[-1]).write_text("\n".join(lines[number::4]) + "\n", encoding="utf-8")
            program = Program(ZHANDIAN, LEXICONS)
            markers = driver.process_shards(self.spark.sparkContext, program, paths, folder + "/out")
            self.assertEqual(sum(marker["records"] for marker in markers), 200)
            self.assertEqual(len(read(folder + "/out", "documents")), sum(marker["documents"] for marker in markers))

    def test_another_contract_in_a_worker_fails_the_job(self):
        from zhandian_spark import spark as driver

        # The driver believes in other lexicons than the workers find.
        frame = self.spark.createDataFrame([('{"id":"1","text":"x"}',)], "value string")
        with self.assertRaisesRegex(Exception, "ContractMismatch"):
            driver.extract_records(frame, _Believer(ZHANDIAN, LEXICONS), seconds=5).collect()


class _Believer(Program):
    """Says something else at the driver than its copies in the workers."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.driver = os.getpid()

    def contract(self):
        found = super().contract()
        return {**found, "lexicons": "other"} if os.getpid() == self.driver else found


if __name__ == "__main__":
    unittest.main()
