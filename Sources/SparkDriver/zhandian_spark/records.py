"""Record mode: lines of JSON to a long-lived child, and one answer back for each of them."""

import collections
import hashlib
import json
import os
import re
import resource
import selectors
import subprocess
import time

from .program import ProgramError, tail

FORM = "zhandian.document/1"
# Exit codes that another try does not change: usage, bad lexicons, missing resource, a bug that was noticed.
HOPELESS = {64, 65, 66, 69, 127, 126}
TEMPORARY = 75
# What the program calls a record without an identifier of its own: its line in the stream.
NAMELESS = re.compile(r"-:[0-9]+\Z")


class RecordMode:
    """Answers every line: with the program's document, its rejection, or a rejection in the program's place.

    The child answers in order and writes each answer out at once, so the first line without one is the line at which it
    died or hangs. That line is tried again in a new child, after `tries` tries it is rejected, and the run goes on
    behind it: a poisonous record costs one record.
    """

    def __init__(self, program, seconds=60.0, start_seconds=120.0, tries=2, memory=None, most_in_a_row=8, window=256):
        """
        program: what to run.
        seconds: time that one record may take; start_seconds more for the first one of a child.
        tries: after so many deaths at one record it is rejected.
        memory: bytes of address space of a child; no limit if None.
        most_in_a_row: so many rejections of that kind without an answer between are no longer the records' fault.
        window: lines in flight.
        """
        self.program = program
        self.seconds = seconds
        self.start_seconds = start_seconds
        self.tries = tries
        self.memory = memory
        self.most_in_a_row = most_in_a_row
        self.window = window

    def answers(self, lines):
        """Yields (line, answer) for every one of `lines` (bytes without line end), in order; an answer is a dict.

        Raises ProgramError if the program loses or adds lines, or dies whatever it is given.
        """
        source = iter(lines)
        pending = collections.deque()
        child = None
        failures = restarts = 0
        try:
            while True:
                while source is not None and len(pending) < self.window:
                    line = next(source, None)
                    if line is None:
                        source = None
                    else:
                        pending.append(_Item(line))
                        if child:
                            child.ask(pending[-1])
                while pending and pending[0].answer:
                    item = pending.popleft()
                    yield item.line, item.answer
                if not pending:
                    if source is None:
                        break
                    continue
                if child is None:
                    child = self._start(pending)
                child.is_last = source is None
                answers, fate = child.step()
                for answer in answers:
                    self._accept(answer, pending, child)
                    failures = restarts = 0
                    item = pending.popleft()
                    yield item.line, item.answer
                    while pending and pending[0].answer:
                        item = pending.popleft()
                        yield item.line, item.answer
                if fate is None:
                    continue
                code, told = child.end()
                was_new, child = child.is_new, None
                restarts += 1
                if code == 0 and fate == "ended":
                    raise ProgramError(f"ended without an answer to {len(pending)} lines: {told}")
                if code in HOPELESS and was_new or restarts > 5 * self.tries * self.most_in_a_row:
                    raise ProgramError(f"exit {code}: {told}")
                if code == TEMPORARY and restarts <= 5:
                    continue
                item = pending[0]
                item.deaths += 1
                if item.deaths >= self.tries:
                    failures += 1
                    if failures > self.most_in_a_row:
                        raise ProgramError(f"dies at each of {failures} records in a row, last with {code}: {told}")
                    if fate == "timeout":
                        item.reject("timeout", f"no answer in {self.seconds:g} s, {item.deaths} times")
                    else:
                        item.reject("crash", f"the program ended with {code}, {item.deaths} times")
            if child:
                rest = child.finish(self.seconds)
                child = None
                if rest:
                    raise ProgramError(f"more answers than lines: {tail(rest)}")
        finally:
            if child:
                child.end()

    def _start(self, pending):
        command = self.program.command("extract", "-", "--from", "jsonl", "--jobs", "1")
        try:
            child = _Child(command, self.seconds, self.start_seconds, self.memory)
        except OSError as error:
            raise ProgramError(f"{command[0]}: {error}") from error
        for item in pending:
            child.ask(item)
        return child

    @staticmethod
    def _accept(answer, pending, child):
        if not pending:
            raise ProgramError(f"more answers than lines: {tail(answer)}")
        item = pending[0]
        try:
            item.answer = json.loads(answer)
        except ValueError as error:
            raise ProgramError(f"an answer that is no JSON: {tail(answer)}") from error
        if item.answer.get("schema") != FORM:
            raise ProgramError(f"an answer that is no {FORM}: {tail(answer)}")
        if NAMELESS.match(item.answer["id"]):
            item.answer["id"] = item.identifier()
        # Searching is cheap; reading the line is for identifiers that are written with escapes.
        identifier = item.answer["id"]
        if identifier.encode("utf-8", "surrogatepass") not in item.line and identifier != item.identifier():
            raise ProgramError(f"the answer of {identifier} in the place of {item.identifier()}")
        if item.answer.get("source"):
            # The line in this child's stream says nothing outside it.
            item.answer["source"]["member"] = None
        child.is_new = False


class _Item:
    """A line with what became of it."""

    __slots__ = ("line", "answer", "deaths")

    def __init__(self, line):
        self.line = line
        self.answer = None
        self.deaths = 0
        start = line.lstrip()[:1]
        if not start:
            self.reject("empty", "the line is blank")
        elif start != b"{":
            # A stream that begins as some other format would be refused whole.
            self.reject("malformed", "the line is no JSON object")
        elif b"\n" in line:
            self.reject("malformed", "there is a line feed inside the line")

    def reject(self, reason, detail):
        rejection = {"stage": "reading", "reason": reason, "detail": detail}
        self.answer = {"schema": FORM, "id": self.identifier(), "rejected": rejection}

    def identifier(self):
        """The record's own, else one of its bytes, the same wherever it is read."""
        try:
            identifier = json.loads(self.line)["id"]
            if isinstance(identifier, (str, int)) and str(identifier).strip():
                return str(identifier)
        except (ValueError, KeyError, TypeError):
            pass
        return "sha256:" + hashlib.sha256(self.line).hexdigest()[:16]


class _Child:
    """A running program; writing and reading never wait for each other."""

    PIPE = 1 << 20

    def __init__(self, command, seconds, start_seconds, memory):
        self.seconds = seconds
        self.is_new = True
        self.unsent = collections.deque()
        self.received = bytearray()
        self.errors = bytearray()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        if memory:
            resource.prlimit(self.process.pid, resource.RLIMIT_AS, (memory, memory))
        self.pipes = [self.process.stdin, self.process.stdout, self.process.stderr]
        for pipe in self.pipes:
            os.set_blocking(pipe.fileno(), False)
            _widen(pipe)
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.process.stdout, selectors.EVENT_READ)
        self.selector.register(self.process.stderr, selectors.EVENT_READ)
        self.is_writing = False
        # Whether nothing more will be asked, so that the input ends with what is unsent.
        self.is_last = False
        self.deadline = time.monotonic() + start_seconds + seconds

    def ask(self, item):
        if not item.answer:
            self.unsent.append(item.line + b"\n")

    def step(self):
        """Moves bytes until there are answers; returns them and, once the child is lost, `ended` or `timeout`."""
        while True:
            if bool(self.unsent) != self.is_writing:
                self.is_writing = not self.is_writing
                if self.is_writing:
                    self.selector.register(self.process.stdin, selectors.EVENT_WRITE)
                else:
                    self.selector.unregister(self.process.stdin)
            if self.is_last and not self.unsent and not self.process.stdin.closed:
                self.process.stdin.close()
            events = self.selector.select(max(0.0, self.deadline - time.monotonic()))
            if not events:
                return [], "timeout"
            ended = False
            for key, _ in events:
                if key.fileobj is self.process.stdin:
                    ended = self._write() or ended
                elif key.fileobj is self.process.stderr:
                    self._read_errors()
                else:
                    ended = self._read() or ended
            answers = self._take()
            if answers:
                self.deadline = time.monotonic() + self.seconds
            if answers or ended:
                return answers, "ended" if ended else None

    def _write(self):
        """Writes what the pipe takes; whether nobody reads it any more."""
        while self.unsent:
            chunk = self.unsent[0]
            try:
                count = os.write(self.process.stdin.fileno(), chunk)
            except BlockingIOError:
                return False
            except BrokenPipeError:
                # What it wrote before its end is still read.
                self.unsent.clear()
                return False
            if count < len(chunk):
                self.unsent[0] = chunk[count:]
                return False
            self.unsent.popleft()
        return False

    def _read(self):
        try:
            data = os.read(self.process.stdout.fileno(), self.PIPE)
        except BlockingIOError:
            return False
        self.received += data
        return not data

    def _read_errors(self):
        data = os.read(self.process.stderr.fileno(), 1 << 16)
        if not data:
            self.selector.unregister(self.process.stderr)
        self.errors = (self.errors + data)[-4000:]

    def _take(self):
        end = self.received.rfind(b"\n")
        if end < 0:
            return []
        answers = bytes(self.received[:end]).split(b"\n")
        del self.received[:end + 1]
        return answers

    def finish(self, seconds):
        """Ends the input and returns what still comes out; nothing should."""
        self.unsent.clear()
        self.is_last = True
        self.deadline = time.monotonic() + seconds
        rest = b""
        fate = None
        while fate is None:
            answers, fate = self.step()
            rest += b"\n".join(answers)
        rest += bytes(self.received)
        self.end()
        return rest

    def end(self):
        """Kills the child if it still runs; its exit code and the end of what it said."""
        if self.process.poll() is None:
            try:
                # One that closed its output is about to end by itself and then tells why.
                self.process.wait(0.5)
            except subprocess.TimeoutExpired:
                self.process.kill()
        code = self.process.wait()
        try:
            while data := os.read(self.process.stderr.fileno(), 1 << 16):
                self.errors = (self.errors + data)[-4000:]
        except (BlockingIOError, ValueError):
            pass
        self.selector.close()
        for pipe in self.pipes:
            if not pipe.closed:
                try:
                    pipe.close()
                except OSError:
                    pass
        return code, tail(bytes(self.errors))


def _widen(pipe):
    """Gives a pipe more room than 64 KB where the system does that."""
    try:
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _Child.PIPE)
    except (ImportError, AttributeError, OSError):
        pass
