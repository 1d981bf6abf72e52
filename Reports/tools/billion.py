"""The page of Reports/tools/cluster.py: what was measured, and on paper what a billion records would need.

Every figure is computed here from measured ones and from the assumptions, which are arguments.
"""
import re

import scale

BILLION = 1_000_000_000
# What the comparison of regions reads of a fact.
COMPARED = ["kind", "subject", "value", "bound", "unit", "label", "as_of", "region_code", "document", "date"]
# What the text says of copies is read where it is decided.
SEARCH = (scale.ROOT / "Sources/FactStore/Copies/CopySearch.swift").read_text(encoding="utf-8")


def add_assumptions(parser):
    group = parser.add_argument_group("assumptions of the page for a billion records")
    group.add_argument("--nodes", type=int, default=20)
    group.add_argument("--node-cores", type=int, default=32, help="each as fast as one here, all at work (32)")
    group.add_argument("--node-days", type=float, default=30, help="a node fails once in so many days (30)")
    group.add_argument("--task-minutes", type=float, default=10, help="how long a task should take (10)")


def amount(number):
    """Bytes as people read them, in powers of ten."""
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if number < 1000 or unit == "TB":
            return f"{number:.0f} {unit}" if number >= 100 or unit == "B" else f"{number:.2g} {unit}"
        number /= 1000


def count(number):
    """A number of two digits that count, and its size in words."""
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if number >= size:
            return f"{number / size:.3g}{word}"
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def measured_tables(figures):
    order, shards = ("documents", "facts", "checks", "rejects"), figures["shards"]
    names = {"one machine": "one machine: `zhandian extract`", "records": "Spark, record mode, a worker killed",
             "shards": f"Spark, path mode, {shards} shards", "stores": f"`ingest` of {shards} shards, `merge`"}
    lines = []
    for mode, found in figures["modes"].items():
        differing = sum(max(one["missing"], one["more"]) for one in found["tables"].values())
        lines.append([names[mode], *(f"{found['tables'][table]['rows']:,}" for table in order),
                      "–" if mode == "one machine" else f"{differing:,}", f"{found['lost']:,}", f"{found['doubled']:,}"])
    killed = "was killed in the middle of the work" if figures["killed"] else "was to be killed but the work was done before"
    return f"""## The same tables

{figures["records"]:,} records of `Corpus/tools/synthetic_dump.py`, damaged ones among them. In record mode one record was exchanged for one at
which the program dies (rejects with `crash`, not counted below: {figures["modes"]["records"]["crashed"]}), and one of the two executors {killed}
(tasks that failed and were done again: {figures["failed"]}; through the shuffle went {amount(figures["shuffled"])}). Rows are compared by digests, without the path and line that they were read from.

{scale.table(["", *order, "rows that differ", "records lost", "records twice"], lines)}"""


def measured_costs(figures):
    records, whole, alone = figures["records"], figures["whole"], figures["alone"]
    lines = []
    for name, run in (("the program alone", whole), ("path mode", figures["path mode"]), ("record mode", figures["record mode"])):
        over = [f"{(run['cpu'] - whole['cpu']) / records * 1e6:.0f}", f"{(run['cpu'] / whole['cpu'] - 1) * 100:.0f} %"]
        lines.append([name, f"{run['cpu'] / records * 1000:.2f}", *(["–", "–"] if run is whole else over)])
    rows = [[table, f"{count_:,}", amount(figures["parquet"][table]), f"{figures['parquet'][table] / max(1, count_):.0f}",
             f"{figures['parquet'][table] / records:.0f}"] for table, count_ in figures["rows"].items()]
    return f"""## What it costs

{records:,} records, {amount(figures["json"])} of JSON in {2 * figures["cores"]} shards, {figures["cores"]} cores, two executors of one core; the least of {figures["repeat"]} runs,
after one to warm up, without the start of the session ({figures["session"]:.0f} s). CPU time of all processes, since the clock's depends on what else the machine
does. The program alone writes JSON to nowhere; the modes write Parquet.

{scale.table(["", "CPU ms a record", "µs over the program", "share over it"], lines)}
A child of the program needs {alone["seconds"]:.2f} s ({alone["cpu"]:.2f} s CPU) from its start to its first answer, and {amount(peak(figures["child"], "program"))} at most; a Python worker
{amount(peak(figures["record mode"], "python"))}, the largest virtual machine {amount(peak(figures["record mode"], "java"))}.

{scale.table(["Parquet of path mode", "rows", "size", "bytes a row", "bytes a record"], rows)}
A record is {figures["json"] / records:,.0f} bytes of JSON, {figures["gz"] / records:,.0f} as .gz, and gives {figures["rows"]["facts"] / records:.1f} facts. Record mode also keeps
the answers, {figures["answers"] / records:.0f} bytes a record.
{measured_pages(figures["pages"]) if "pages" in figures else ""}"""


def measured_pages(figures):
    records = figures["records"]
    return f"""
{records} published pages in one archive, timed {figures["copies"]} times over (not part of the project): {figures["json"] / records:,.0f} bytes a page, {figures["gz"] / records:,.0f} as
.gz, {figures["whole"]["cpu"] / records * 1000:.2f} ms CPU a page, {figures["path mode"]["cpu"] / records * 1000:.2f} in path mode, {figures["rows"]["facts"] / records:.1f} facts,
{sum(figures["parquet"].values()) / records:,.0f} bytes of Parquet.
"""


def peak(run, kind):
    """Bytes of the largest process of a kind; the program is what is neither Python nor Java."""
    def kind_of(name):
        return next((known for known in ("python", "java") if name.startswith(known)), "program")

    return max(bytes_ for name, bytes_ in run["peak"].items() if kind_of(name) == kind)


class Need:
    """What a billion records like the measured ones need in a mode."""

    def __init__(self, costs, figures, mode, options):
        self.each = {name: figures[name] / figures["records"] for name in ("json", "gz", "compared")}
        self.cpu = figures[mode]["cpu"] / figures["records"]
        self.core_hours = BILLION * self.cpu / 3600
        self.hours = self.core_hours / options.nodes / options.node_cores
        self.rows = {table: BILLION * rows / figures["records"] for table, rows in figures["rows"].items()}
        self.parquet = {table: bytes_ / figures["records"] for table, bytes_ in figures["parquet"].items()}
        self.written = sum(self.parquet.values()) + (costs["answers"] / costs["records"] if mode == "record mode" else 0)
        self.shuffled = 0
        self.in_task = options.task_minutes * 60 / self.cpu
        self.tasks = BILLION / self.in_task
        self.failures = self.hours * options.nodes / (24 * options.node_days)
        # Of each task at work on the lost node a half is done again.
        self.redone = self.failures * options.node_cores * options.task_minutes / 60 / 2
        self.memory = options.node_cores * (peak(costs["child"], "program") + peak(costs["record mode"], "python")
                                            + peak(costs["record mode"], "java"))


def on_paper(figures, options):
    costs = figures["costs"]
    needs = {"synthetic records, path mode": Need(costs, costs, "path mode", options),
             "synthetic records, record mode": Need(costs, costs, "record mode", options)}
    needs["synthetic records, record mode"].shuffled = costs["shuffled"] / costs["records"]
    if "pages" in costs:
        needs["published pages, path mode"] = Need(costs, costs["pages"], "path mode", options)
    lines = {
        "input, JSON or HTML": lambda need: amount(BILLION * need.each["json"]),
        "input as .gz": lambda need: amount(BILLION * need.each["gz"]),
        "core hours": lambda need: f"{need.core_hours:,.0f}",
        f"hours on {options.nodes} nodes": lambda need: f"{need.hours:.1f}",
        "documents": lambda need: count(need.rows["documents"]),
        "facts": lambda need: count(need.rows["facts"]),
        "Parquet written": lambda need: amount(BILLION * need.written),
        "shuffled, if the input must be spread": lambda need: amount(BILLION * need.shuffled),
        f"records of a task of {options.task_minutes:g} minutes": lambda need: f"{need.in_task:,.0f}",
        "its shard as .gz": lambda need: amount(need.in_task * need.each["gz"]),
        "tasks": lambda need: f"{need.tasks:,.0f}",
        "a part file of facts": lambda need: amount(need.in_task * need.parquet["facts"]),
        "a part file of rejects": lambda need: amount(need.in_task * need.parquet["rejects"]),
        "memory of a node at most": lambda need: amount(need.memory),
        "nodes that fail on the way": lambda need: f"{need.failures:.2f}",
        "core hours done again for them": lambda need: f"{need.redone:.1f}",
    }
    table = scale.table(["", *needs], [[name, *map(cell, needs.values())] for name, cell in lines.items()])
    return f"""## A billion records, on paper

Assumed, not measured: {options.nodes} nodes of {options.node_cores} cores, each core as fast as one here with all at work; storage that keeps up; a node fails
once in {options.node_days:g} days; tasks of {options.task_minutes:g} minutes, of which a half is done again on the cores of a lost node; records as in the column's head.
All else is the figures above times a billion. The memory is that of an executor of one core for each core; one of many cores shares its
virtual machine.

{table}
{changes(figures, needs)}"""


def changes(figures, needs):
    costs, tables = figures["costs"], figures["tables"]
    path, records = needs["synthetic records, path mode"], needs["synthetic records, record mode"]
    # No record but the one put in let the program die: at 95 % fewer than three in so many do (rule of three).
    deaths = 3 / tables["records"] * BILLION
    again = deaths * 2 * (costs["alone"]["cpu"] + 256 * costs["whole"]["cpu"] / costs["records"]) / 3600
    checks, rejects = (amount(path.in_task * path.parquet[table]) for table in ("checks", "rejects"))
    return f"""What has to change for that:

- **Input.** A .gz cannot be split, so a shard is a task: the dump has to be cut to about {amount(path.in_task * path.each["gz"])} a shard before. One of 1 GB is a
  task of {1e9 / path.each["gz"] * path.cpu / 60:.0f} minutes, and what a lost node repeats grows with it. Spark spreads fewer, larger files by a shuffle of
  {records.shuffled:,.0f} bytes a record, and what a lost node had shuffled is read and shuffled again.
- **Small files.** Path mode writes four part files and a marker a task, {5 * path.tasks:,.0f} files in all; checks and rejects are {checks} and {rejects} a file.
  They want to be rewritten as files of a GB, {BILLION * sum(path.parquet.values()) / 1e9:,.0f} of them. The driver collects {amount(path.tasks * costs["marker"])} of markers.
- **Record mode** writes answers and from them the tables, {amount(BILLION * costs["answers"] / costs["records"])} more, and costs {records.core_hours - path.core_hours:,.0f} core hours
  more than path mode. It is for tables and object stores.
- **Records at which the program dies.** None of the {tables["records"]:,} but the one put in, so at most {count(deaths)} of a billion (95 %). Two starts and up to
  256 records in flight each are at most {again:,.0f} core hours.
{copies(tables)}
{regions(tables, path)}
"""


def copies(tables):
    """What finding copies among all texts needs, and that chance meetings grow as the square of their number."""
    size, bands = tables["signature"], tables["bands"]
    window = int(re.search(r"window = (\d+)", SEARCH)[1])
    texts, growth = BILLION * tables["signed"] / tables["records"], BILLION / tables["records"]
    band, first = amount(texts * (8 + 8 + size)), bands[0]
    lines = [[str(band["length"]), str(band["bands"]), f"{seen(band, .70) * 100:.1f} %", f"{seen(band, .80) * 100:.1f} %",
              f"{band['unlike']:.3g}", count(band["unlike"] * growth)] for band in bands]
    table = scale.table(["bytes of a band", "bands", "pairs of resemblance 0.70 that meet", "of 0.80",
                         f"texts of other articles that a text meets, of {tables['records']:,}", "of a billion"], lines)
    return f"""- **Copies.** {count(texts)} signatures of {size} bytes are {amount(texts * size)}. Sorted band by band, with hash, document and signature in a row, a band is a
  shuffle of {band} and all {first["bands"]} are {amount(texts * (8 + 8 + size) * first["bands"])}; the window of {window} bounds the comparisons to
  {count(texts * window * first["bands"])}. But texts that are no copies meet by chance, as the square of their number:

{"".join(f"  {line}" + chr(10) for line in table.splitlines())}
  Of bands of {first["length"]} bytes that is {count(first["unlike"] * growth / first["bands"])} in a bucket, where the window holds {window}; articles of the synthetic dump are put together
  from few passages, so those of a real one meet less often. Where buckets overflow copies are missed, and longer bands let fewer pairs of
  copies meet: such a dump wants longer signatures, or texts of one year at a time. `merge` and `ingest` link copies in the memory of one machine."""


def regions(tables, path):
    """What a comparison reads, and how uneven regions are."""
    divisions = (scale.ROOT / "Lexicons/divisions/divisions.tsv").read_text(encoding="utf-8").splitlines()
    known, facts = sum(line[:1].isdigit() for line in divisions), path.rows["facts"]
    return f"""- **Regions.** The comparison reads {len(COMPARED)} columns of facts, {amount(BILLION * path.each["compared"])} of Parquet, and groups them by one of {known:,} divisions
  (former ones among them): {count(facts / known)} facts each, {count(facts * tables["top_region"])} ({tables["top_region"] * 100:.1f} %) in the largest. The program's own comparison reads
  its facts into memory; facts of a region, subject and date have to be brought together by the cluster first."""


def seen(band, resemblance):
    """The share of pairs of a resemblance that have a band in common; a byte is the same by chance once in 256."""
    same = resemblance + (1 - resemblance) / 256
    return 1 - (1 - same ** band["length"]) ** band["bands"]


def page(figures, options):
    costs, tables = figures["costs"], figures["tables"]
    return f"""# Spark and one machine

Measured by `Reports/tools/cluster.py`: the tables on {tables["date"]} (load {tables["load"]:.1f} at the start), the costs on {costs["date"]} (load {costs["load"]:.1f});
{costs["cores"]} cores ({scale.processor()}). zhandian {costs["contract"]["version"]}, lexicons {costs["contract"]["lexicons"]}.

{measured_tables(tables)}
{measured_costs(costs)}
{on_paper(figures, options)}"""
