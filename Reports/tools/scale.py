#!/usr/bin/env python3
"""Measure ingestion on this machine and write Reports/quality/scale.md.

    python3 Reports/tools/scale.py --work /var/tmp/scale
    python3 Reports/tools/scale.py --work /var/tmp/scale --records 100000 --minutes 20 --out -

Makes dumps with Corpus/tools/synthetic_dump.py below --work (once), ingests a small one with one and with all cores and the
large one with all cores, the release build run on a terminal of its own, whose progress tells how far it is. After --minutes
the large run is stopped, and the page says so. Every figure of the page is measured here. Standard library only.
"""
import argparse
import datetime
import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRESS = re.compile(rb"(\d+) read, \d+ facts, \d+ rejected")
SUMMARY = re.compile(r"(\d+) read: .*")
MARKS = [10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 900_000]


class Run:
    """One ingestion: its samples (records, seconds, CPU seconds, resident KB), and how it ended."""

    def __init__(self, binary, dump, store, jobs, limit=None):
        self.samples, self.summary, self.peak, self.stopped = [(0, 0.0, 0.0, 0)], "", 0, False
        start, tail = time.monotonic(), b""
        self.pid, terminal = pty.fork()
        if self.pid == 0:
            os.environ.setdefault("ZHANDIAN_LEXICONS", str(ROOT / "Lexicons"))
            os.execv(binary, [binary, "ingest", str(dump), "--store", str(store), "--jobs", str(jobs)])
        while True:
            try:
                data = os.read(terminal, 1 << 16)
            except OSError:
                break
            if not data:
                break
            tail = (tail + data)[-4096:]
            found = PROGRESS.findall(data)
            if found:
                cpu, resident = self.usage()
                self.samples.append((int(found[-1]), time.monotonic() - start, cpu, resident))
            if limit and time.monotonic() - start > limit and not self.stopped:
                self.stopped = True
                os.kill(self.pid, 9)
        _, status, usage = os.wait4(self.pid, 0)
        os.close(terminal)
        self.seconds = time.monotonic() - start
        self.cpu, self.peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
        match = SUMMARY.search(tail.decode("utf-8", "replace"))
        self.summary = match[0].split(" written to ")[0].rstrip() if match else ""
        self.records = int(match[1]) if match else self.samples[-1][0]
        if not self.stopped and status != 0:
            sys.exit(f"scale.py: {dump}: status {status}: {tail[-500:]}")
        if not self.stopped:
            self.samples.append((self.records, self.seconds, self.cpu, self.samples[-1][3]))

    def usage(self):
        stat = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def at(self, records):
        """The first sample with so many records."""
        return next((sample for sample in self.samples if sample[0] >= records), None)


def remove(store):
    for end in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(str(store) + end).unlink(missing_ok=True)


def dump(work, records):
    path = work / f"dump-{records}.jsonl.gz"
    if not path.exists():
        part = work / f"part-{records}.jsonl.gz"
        subprocess.run([sys.executable, ROOT / "Corpus/tools/synthetic_dump.py", part, "--records", str(records)], check=True)
        part.rename(path)
    size = subprocess.run(f"gzip -dc '{path}' | wc -c", shell=True, capture_output=True, check=True).stdout
    return path, int(size)


def rows(binary, store, statement):
    out = subprocess.run([binary, "sql", "--store", store, statement, "--format", "jsonl"], capture_output=True, check=True).stdout
    return [json.loads(line) for line in out.decode("utf-8").splitlines()]


def contents(binary, run, store):
    """Documents, facts and [reason, records] of the rejected, as `ingest` told them; of a run that was stopped, as the store has them."""
    told = re.search(r": (\d+) stored, .* rejected(?: \((.*?)\))?; (\d+) facts", run.summary)
    if told:
        reasons = [pair.split(" ") for pair in told[2].split(", ")] if told[2] else []
        return int(told[1]), int(told[3]), [[reason, int(count)] for count, reason in reasons]
    count = rows(binary, store, "SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM facts) AS facts")[0]
    reasons = rows(binary, store, "SELECT reason, count(*) AS records FROM rejects GROUP BY reason ORDER BY records DESC")
    return count["documents"], count["facts"], [[row["reason"], row["records"]] for row in reasons]


def table(head, lines):
    return "\n".join(["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *lines]]) + "\n"


def speed(options, binary, cores):
    path, size = dump(options.work, options.small)
    best, lines = {}, []
    for _ in range(options.repeat):
        for jobs in sorted({1, cores}):
            store = options.work / "small.db"
            remove(store)
            run = Run(binary, path, store, jobs)
            if jobs not in best or run.seconds < best[jobs].seconds:
                best[jobs] = run
            remove(store)
    for jobs, run in sorted(best.items()):
        lines.append([str(jobs), f"{run.seconds:.1f}", f"{run.records / run.seconds:.0f}", f"{size / run.seconds / 1e6:.1f}",
                      f"{run.cpu / run.records * 1000:.2f}", f"{run.peak / 1000:.0f}", f"{best[1].seconds / run.seconds:.2f}"])
    return (f"## One core and {cores}\n\n{options.small:,} records, {size / 1e6:.0f} MB of JSON, a new store; the best of "
            f"{options.repeat} runs.\n\n"
            + table(["jobs", "seconds", "documents/s", "MB/s", "CPU ms a record", "peak MB", "speed-up"], lines))


def large(options, binary, cores):
    """The page of the large run; after it, where the run ended, with the same once more."""
    path, size = dump(options.work, options.records)
    store = options.work / "large.db"
    remove(store)
    run = Run(binary, path, store, cores, options.minutes * 60 if options.minutes else None)
    lines, before = [], run.samples[0]
    for mark in [mark for mark in MARKS if mark < run.records] + [run.records]:
        sample = run.at(mark)
        if sample is None or sample[0] <= before[0]:
            continue
        count = sample[0] - before[0]
        lines.append([f"{sample[0]:,}", f"{sample[1]:.0f}", f"{count / (sample[1] - before[1]):.0f}",
                      f"{(sample[2] - before[2]) / count * 1000:.2f}", f"{sample[3] / 1000:.0f}"])
        before = sample
    text = f"## {options.records:,} records\n\n{size / 1e6:.0f} MB of JSON, {path.stat().st_size / 1e6:.0f} MB as .gz, {cores} jobs.\n\n"
    if run.stopped:
        text += f"The run was stopped with SIGKILL after {options.minutes} minutes, at {run.records:,} records.\n\n"
    text += table(["records", "seconds since the start", "records/s since the line before", "CPU ms a record", "resident MB"], lines)
    text += f"\nPeak memory: {run.peak / 1000:.0f} MB. "
    text += f"Over the whole run: {run.records / run.seconds:.0f} records/s, {size * run.records / options.records / run.seconds / 1e6:.1f} MB/s.\n"
    if run.summary:
        text += f"`ingest` said: {run.summary}.\n"
    documents, facts, reasons = contents(binary, run, store)
    bytes_ = store.stat().st_size
    text += (f"The store: {bytes_ / 1e6:.0f} MB, {documents:,} documents, {facts:,} facts: "
             f"{bytes_ / documents:.0f} bytes a document, {bytes_ / facts:.0f} bytes a fact, with articles and search index.\n")
    text += "\n" + table(["rejected for", "records"], [[reason, f"{count:,}"] for reason, count in reasons])
    yield text
    if not run.stopped:
        again = Run(binary, path, store, cores)
        yield text + (f"\nThe same again on the finished store, where nothing is new: {again.seconds:.0f} s, "
                      f"{again.seconds / run.seconds * 100:.1f} % of the first run: {again.records / again.seconds:.0f} records/s to go on after "
                      "a kill.\n")


def processor():
    found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return found[1] if found else "unknown processor"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zhandian", default=str(ROOT / ".build/release/zhandian"))
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder with room for the dumps and stores")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=50_000, help="records of the comparison of one core with all")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--minutes", type=float, help="stop the large run after so long")
    parser.add_argument("--out", default=str(ROOT / "Reports/quality/scale.md"), help="- for standard output")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ZHANDIAN_LEXICONS", str(ROOT / "Lexicons"))
    binary, cores = options.zhandian, len(os.sched_getaffinity(0))
    version = subprocess.run([binary, "contract"], capture_output=True, text=True, check=True).stdout.strip()
    load = os.getloadavg()
    parts = [
        "# Scale\n\n"
        f"Measured on {datetime.date.today()} by `python3 Reports/tools/scale.py --records {options.records} --small {options.small}`: "
        f"{cores} cores ({processor()}), load {load[0]:.1f} at the start.\n\n"
        f"    {version}\n"]

    def save(parts):
        text = "\n".join(parts)
        if options.out == "-":
            print(text, end="")
        else:
            pathlib.Path(options.out).write_text(text, encoding="utf-8")

    # What is measured is kept at once: the whole takes an hour.
    for text in large(options, binary, cores):
        found = [*parts, text]
        if options.out != "-":
            save(found)
    if options.small:
        found.append(speed(options, binary, cores))
    save(found)


if __name__ == "__main__":
    main()
