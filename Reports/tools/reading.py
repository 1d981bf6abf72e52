#!/usr/bin/env python3
"""Measures what readers of a store wait for: comparisons, queries, words, explorer pages, a report.

    zhandian ingest DUMP --store large.db      # such as Corpus/tools/synthetic_dump.py writes
    python3 Reports/tools/reading.py --store large.db [--zhandian PATH] [--runs 3] [--out Reports/quality/reading.md]

Each command runs --runs times; the best run counts. Processor time is told beside the time on the clock: it says what the
program needs where other programs keep the machine busy, as the load at the start and the end does.
"""
import argparse
import datetime
import os
import pathlib
import re
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = [
    "compare --by province --measure stations",
    "compare --by county --measure stations",
    "compare --by county --measure models",
    "compare --by county --measure stations,deputies,suggestions,models --matrix",
    "compare --by county --measure stations,deputies,suggestions,models",
    "query --region 浙江省 --limit 100",
    "query --subject station --evidence --limit 1000",
    "query --model 三官一员 --evidence",
    "query --copies --limit 100",
    "models",
    "models --by county --similarity",
    "slogans",
    "search 代表联络站 --limit 20",
    "kwic 三官一员 --limit 100",
    "trend --measure stations --region 浙江省",
    "trend --model 三官一员",
    "keyness --target 浙江省 --reference 江苏省",
]
PAGES = [
    "/", "/facts", "/facts?region=浙江省", "/facts?q=联络站", "/documents", "/documents?q=联络站",
    "/compare?by=province&measure=deputies", "/compare?by=county&measure=stations", "/models", "/slogans",
    "/adoption?by=county", "/copies",
]
AFTER_REVIEW = ["/compare", "/models", "/facts?reviewed=1", "/compare?reviewed=1", "/models?reviewed=1", "/adoption?reviewed=1"]


def run(arguments):
    """Seconds on the clock, seconds of processors, MB at most."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {errors.decode()}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(arguments, runs):
    found = [run(arguments) for _ in range(runs)]
    return [min(values) for values in zip(*found)]


def pages(zhandian, store, reviews):
    """Rows of the explorer's pages; `reviews` is a file that does not exist."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begin = time.monotonic()
    server = subprocess.Popen(
        [zhandian, "serve", "--store", store, "--reviews", reviews, "--port", str(port)], stderr=subprocess.PIPE, text=True)
    base = f"http://127.0.0.1:{port}"

    def fetch(path, form=None):
        data = form and urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(base + urllib.parse.quote(path, safe="/?=&%"), data, timeout=600) as answer:
            return answer.read().decode()

    def get(path):
        start = time.monotonic()
        fetch(path)
        return (time.monotonic() - start) * 1000

    try:
        while "http://" not in (server.stderr.readline() or "http://"):
            pass
        yield "from the start of the program to the note with its address", (time.monotonic() - begin) * 1000, None
        yield "`/compare`, asked for at once", get("/compare"), get("/compare")
        for path in ("/models", "/slogans", "/adoption"):
            get(path)
        for path in PAGES:
            yield f"`{path}`", get(path), get(path)
        link = re.search(r"/document\?id=([^\"#]+)#f-([0-9a-f]{16})", fetch("/facts?kind=count"))
        token = re.search(r'name="token" value="([^"]+)"', fetch("/document?id=" + link[1]))[1]
        review = {"token": token, "document": urllib.parse.unquote(link[1]), "key": link[2], "verdict": "rejected"}
        for path in AFTER_REVIEW:
            fetch("/review", review)
            yield f"`{path}`, after a review", get(path), get(path)
    finally:
        server.terminate()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", required=True)
    parser.add_argument("--zhandian", default=str(ROOT / ".build/release/zhandian"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", default=str(ROOT / "Reports/quality/reading.md"))
    options = parser.parse_args()
    with sqlite3.connect(f"file:{urllib.parse.quote(options.store)}?mode=ro", uri=True) as store:
        documents, facts = (store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("document", "fact"))
    load = os.getloadavg()[0]
    lines = ["| command | seconds | of processors | MB |", "| --- | --- | --- | --- |"]
    for command in COMMANDS:
        wall, cpu, memory = best([options.zhandian, *command.split(), "--store", options.store], options.runs)
        lines.append(f"| `{command}` | {wall:.2f} | {cpu:.2f} | {memory:.0f} |")
    with tempfile.TemporaryDirectory() as folder:
        site = os.path.join(folder, "site")
        wall, cpu, memory = run([options.zhandian, "report", "--store", options.store, "--out", site, "-q"])
        files = sum(len(names) for _, _, names in os.walk(site))
        lines.append(f"| `report`, {files:,} files | {wall:.0f} | {cpu:.0f} | {memory:.0f} |")
        lines += ["", "| page of the explorer | first request, ms | second, ms |", "| --- | --- | --- |"]
        for name, first, second in pages(options.zhandian, options.store, os.path.join(folder, "reviews")):
            lines.append(f"| {name} | {first:.0f} | {'–' if second is None else f'{second:.0f}'} |")
    head = [
        "# Reading", "",
        f"Measured on {datetime.date.today()} by `python3 Reports/tools/reading.py --store STORE --runs {options.runs}`: "
        f"{os.cpu_count()} cores, load {load:.1f} at the start and {os.getloadavg()[0]:.1f} at the end. The store has "
        f"{documents:,} articles with {facts:,} facts of `Corpus/tools/synthetic_dump.py`. Commands run on one thread, the "
        "file in the cache of the system; the best run counts.", "",
    ]
    pathlib.Path(options.out).write_text("\n".join(head + lines) + "\n")


if __name__ == "__main__":
    main()
