"""Seconds, CPU time and peak memory of work that other processes do. Standard library only; Linux."""
import os
import pathlib
import re
import threading
import time
from collections import Counter

TICK = os.sysconf("SC_CLK_TCK")


class Tree(threading.Thread):
    """All processes below this one: their CPU time, and while it runs the peak memory of one process of each name."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.running, self.own = Counter(), True, 0.0
        self.start()

    @staticmethod
    def below():
        """Process, name and CPU ticks, with those of ended children."""
        found, parents = {}, {}
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit():
                    text = (entry / "stat").read_text()
                    words = text[text.rindex(")") + 2:].split()
                    found[entry.name] = (entry, text[text.index("(") + 1:text.rindex(")")], sum(map(int, words[11:15])))
                    parents[entry.name] = words[1]
            except OSError:
                pass
        for process, values in found.items():
            above, here = parents[process], str(os.getpid())
            while above in parents and above != here:
                above = parents[above]
            if above == here:
                yield values

    def cpu(self):
        """CPU seconds of the processes below, those that ended, and this one without the measuring."""
        return sum(ticks for _, _, ticks in self.below()) / TICK + sum(os.times()[:4]) - self.own

    def run(self):
        while self.running:
            for entry, name, _ in self.below():
                try:
                    peak = re.search(r"VmHWM:\s+(\d+)", (entry / "status").read_text())
                except OSError:
                    continue
                if peak:
                    self.peak[name] = max(self.peak[name], int(peak[1]) * 1024)
            self.own = time.thread_time()
            time.sleep(0.3)


def timed(action):
    """What an action takes: seconds, CPU seconds of all processes below this one, peak bytes by the name of a process."""
    tree = Tree()
    start, before = time.monotonic(), tree.cpu()
    action()
    seconds, cpu = time.monotonic() - start, tree.cpu() - before
    tree.running = False
    tree.join()
    return {"seconds": seconds, "cpu": cpu, "peak": dict(tree.peak)}


def best(runs):
    """The fastest of several runs, with the least CPU time and the highest peaks of any."""
    peak = {name: max(run["peak"].get(name, 0) for run in runs) for run in runs for name in run["peak"]}
    return {**min(runs, key=lambda run: run["seconds"]), "cpu": min(run["cpu"] for run in runs), "peak": peak}
