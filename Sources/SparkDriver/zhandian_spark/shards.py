"""Path mode: a shard (a file of records) to part files, atomically and once.

One directory a table, one part a shard, and a marker that appears last: a shard whose marker names its bytes and the
contract is done. A run that was killed leaves at most files without a marker, which the next run writes again.
"""

import gzip
import hashlib
import json
import os
import subprocess
import time

from . import tables
from .program import ProgramError, identifier, tail
from .records import RecordMode

MARKERS = "_shards"
# Rows held before they are written.
ROWS = 4096


def part_name(path):
    """The name of the part files of a shard, from its path as given."""
    return "part-" + hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def file_digest(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def process(program, contract, path, out, mode=None):
    """Runs one shard; returns its marker: counts, bytes, seconds, and whether it was `skipped`.

    program, contract: what to run, and what it must say of itself.
    path: a file that zhandian reads.
    out: a folder of a file system that can rename.
    mode: RecordMode for shards of JSON lines, which are read line by line, so that a record at which the program dies
    costs one record; other shards are given to the program whole, and one at which it dies is a reject.
    """
    began = time.monotonic()
    name = part_name(path)
    marker_path = os.path.join(out, MARKERS, name + ".json")
    digest = file_digest(path)
    done = read_marker(marker_path)
    if done and (done["sha256"], done["contract"]) == (digest, identifier(contract)) and has_parts(out, done):
        return {**done, "skipped": True}
    os.makedirs(os.path.dirname(marker_path), exist_ok=True)
    if done:
        os.unlink(marker_path)
    parts = Parts(out, name)
    counts = {"records": 0, "documents": 0, "facts": 0, "checks": 0, "rejects": 0}
    try:
        for answer in answers(program, path, mode):
            found = tables.rows(answer, identifier(contract), None)
            counts["records"] += 1
            for table, rows in found.items():
                counts[table] += len(rows)
                parts.add(table, rows)
        files = parts.finish()
    except BaseException:
        parts.drop()
        raise
    marker = {
        "path": path, "sha256": digest, "contract": identifier(contract), "bytes": os.path.getsize(path), **counts,
        "files": files, "seconds": round(time.monotonic() - began, 3)}
    write_whole(marker_path, json.dumps(marker, ensure_ascii=False).encode())
    return {**marker, "skipped": False}


def answers(program, path, mode=None):
    """The answers of a shard in order."""
    if is_lines(path):
        return line_answers(program, path, mode)
    return whole_answers(program, path)


def is_lines(path):
    base = path[:-3] if path.endswith(".gz") else path
    return base.endswith((".jsonl", ".ndjson"))


def line_answers(program, path, mode):
    """A file of JSON lines in record mode; path and line number are put where reading the file would put them."""
    mode = mode or RecordMode(program)
    shown = os.path.basename(path)
    opened = gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")
    with opened as file:
        numbers = []

        def lines():
            for number, line in enumerate(file, 1):
                line = line.rstrip(b"\r\n")
                if line.strip():
                    numbers.append(number)
                    yield line

        position = 0
        for _, answer in mode.answers(lines()):
            number = numbers[position]
            position += 1
            if answer["id"].startswith("sha256:"):
                answer["id"] = f"{shown}:{number}"
            if answer.get("source"):
                answer["source"].update(path=path, member=str(number))
            yield answer


def whole_answers(program, path):
    """What `extract` prints of the shard, and a rejection of the shard itself where it did not end well."""
    # A file for what it tells: many rejections would fill a pipe that nobody reads.
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(
            program.command("extract", path, "--jobs", "1", "--quiet"), stdout=subprocess.PIPE, stderr=nowhere)
    with process.stdout:
        for line in process.stdout:
            if line.endswith(b"\n"):
                yield json.loads(line)
    code = process.wait()
    if code in (64, 69):
        raise ProgramError(f"{path}: exit {code}")
    if code == 75:
        raise RuntimeError(f"{path}: stopped from outside; run it again")
    if code not in (0, 2, 65, 66):
        yield {"id": path, "rejected": {
            "stage": "reading", "reason": "crash", "detail": f"the program ended with {code}; what follows is unread"}}


class Parts:
    """Part files of a shard on their way, one a table."""

    def __init__(self, out, name):
        self.out = out
        self.name = name
        self.pending = {table: [] for table in tables.TABLES}
        self.writers = {}

    def add(self, table, rows):
        self.pending[table] += rows
        if len(self.pending[table]) >= ROWS:
            self._write(table)

    def _paths(self, table):
        folder = os.path.join(self.out, table)
        return os.path.join(folder, f".{self.name}.{os.getpid()}.tmp"), os.path.join(folder, self.name + ".parquet")

    def _write(self, table):
        import pyarrow
        import pyarrow.parquet

        schema = tables.arrow_schema(tables.TABLES[table])
        if table not in self.writers:
            os.makedirs(os.path.join(self.out, table), exist_ok=True)
            self.writers[table] = pyarrow.parquet.ParquetWriter(self._paths(table)[0], schema, compression="zstd")
        self.writers[table].write_table(pyarrow.Table.from_pylist(self.pending[table], schema=schema))
        self.pending[table] = []

    def finish(self):
        """Gives the files their names; returns the size of each."""
        for table in tables.TABLES:
            self._write(table)
        sizes = {}
        for table, writer in self.writers.items():
            writer.close()
            temporary, final = self._paths(table)
            with open(temporary, "rb") as file:
                os.fsync(file.fileno())
            sizes[table] = os.path.getsize(temporary)
            os.replace(temporary, final)
            sync_folder(os.path.dirname(final))
        return sizes

    def drop(self):
        for table, writer in self.writers.items():
            try:
                writer.close()
            finally:
                temporary = self._paths(table)[0]
                if os.path.exists(temporary):
                    os.unlink(temporary)


def read_marker(path):
    try:
        with open(path, "rb") as file:
            return json.load(file)
    except (FileNotFoundError, ValueError):
        return None


def has_parts(out, marker):
    name = part_name(marker["path"])
    parts = {os.path.join(out, table, name + ".parquet"): size for table, size in marker["files"].items()}
    return all(os.path.exists(part) and os.path.getsize(part) == size for part, size in parts.items())


def write_whole(path, data):
    """Writes a file that is whole or not there."""
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    sync_folder(os.path.dirname(path))


def sync_folder(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
