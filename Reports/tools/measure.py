"""Seconds, CPU time and peak memory of work that other processes do. Standard library only; Linux."""
import os
import pathlib
import re
import threading
import time
from collections import Counter

TICK = os.sysconf("SC_CLK_TCK")


class Tree(threading.Thread):
    """All processes below this one while it runs: their CPU time, and the peak memory of one process of each name.

    Each is looked at ten times a second, because PySpark's daemon ignores its ended children, whose time no parent is told then; what a
    process does after the last look is lost.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.ticks, self.running = Counter(), {}, True
        self.before = {process: ticks for process, _, _, ticks in self.below()}
        self.start()

    @staticmethod
    def below():
        """Identity, folder, name and CPU ticks of each process."""
        found, parents, here = {}, {}, str(os.getpid())
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit():
                    text = (entry / "stat").read_text()
                    words = text[text.rindex(")") + 2:].split()
                    found[entry.name] = ((entry.name, words[19]), entry, text[text.index("(") + 1:text.rindex(")")],
                                         int(words[11]) + int(words[12]))
                    parents[entry.name] = words[1]
            except OSError:
                pass
        for process, values in found.items():
            above = parents[process]
            while above in parents and above != here:
                above = parents[above]
            if above == here:
                yield values

    def look(self):
        for process, entry, name, ticks in self.below():
            self.ticks[process] = ticks
            try:
                peak = re.search(r"VmHWM:\s+(\d+)", (entry / "status").read_text())
            except OSError:
                continue
            if peak:
                self.peak[name] = max(self.peak[name], int(peak[1]) * 1024)

    def run(self):
        while self.running:
            self.look()
            time.sleep(0.1)
        self.look()
        self.own = time.thread_time()

    def cpu(self):
        """CPU seconds since the start, when it has ended."""
        return sum(ticks - self.before.get(process, 0) for process, ticks in self.ticks.items()) / TICK


def timed(action):
    """What an action takes: seconds, CPU seconds of this process and those below it, peak bytes by the name of a process."""
    tree = Tree()
    start, before, children = time.monotonic(), time.process_time(), sum(os.times()[2:4])
    action()
    seconds = time.monotonic() - start
    tree.running = False
    tree.join()
    # Of children that this process waited for the system tells all, be they too short to be seen.
    below = max(tree.cpu(), sum(os.times()[2:4]) - children)
    return {"seconds": seconds, "cpu": time.process_time() - before - tree.own + below, "peak": dict(tree.peak)}


def best(runs):
    """The fastest of several runs, with the least CPU time and the highest peaks of any."""
    peak = {name: max(run["peak"].get(name, 0) for run in runs) for run in runs for name in run["peak"]}
    return {**min(runs, key=lambda run: run["seconds"]), "cpu": min(run["cpu"] for run in runs), "peak": peak}
