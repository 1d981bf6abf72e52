"""The executable, and what it says of itself."""

import json
import os
import subprocess


class ProgramError(RuntimeError):
    """The program cannot do the work at all: another try would end the same way."""


class ContractMismatch(ProgramError):
    """A worker has another program, other lexicons or another domain than the driver."""


class Program:
    """How to start zhandian; a value that goes to the workers.

    Relative paths are those of the worker, so that files that Spark unpacks are found there.
    """

    RECORDS = "records/1"

    def __init__(self, executable="zhandian", lexicons=None, domain=None):
        self.executable = executable
        self.lexicons = lexicons
        self.domain = domain

    def command(self, name, *arguments):
        """The words of a call of the command `name`."""
        words = [place(self.executable) if os.sep in self.executable else self.executable, name, *arguments]
        if self.lexicons:
            words += ["--lexicons", place(self.lexicons)]
        if self.domain:
            words += ["--domain", self.domain]
        return words

    def contract(self):
        """What results depend on: versions, domain, hash of the lexicons, and what the program can do.

        Raises ProgramError if the program does not start or cannot answer record by record.
        """
        try:
            run = subprocess.run(self.command("contract"), capture_output=True, timeout=120)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ProgramError(f"{self.executable}: {error}") from error
        if run.returncode != 0:
            raise ProgramError(f"{self.executable} contract: exit {run.returncode}: {tail(run.stderr)}")
        contract = json.loads(run.stdout)
        if self.RECORDS not in contract.get("capabilities", []):
            raise ProgramError(f"{self.executable} cannot {self.RECORDS}: {run.stdout.decode()}")
        return contract

    def verify(self, expected):
        """Raises ContractMismatch unless the contract here is the driver's."""
        found = self.contract()
        if found != expected:
            names = sorted(set(found) | set(expected))
            differences = [
                f"{name} {found.get(name)} here, {expected.get(name)} at the driver"
                for name in names if found.get(name) != expected.get(name)]
            raise ContractMismatch("; ".join(differences))


def place(path):
    """Where a path leads on this machine: relative ones from the working directory, else from what Spark sent."""
    if not os.path.exists(path) and not os.path.isabs(path):
        try:
            from pyspark import SparkFiles

            return os.path.join(SparkFiles.getRootDirectory(), path)
        except ImportError:
            pass
    return os.path.abspath(path)


def identifier(contract):
    """The contract in one string, as the stores of zhandian have it."""
    return f"{contract['version']}/{contract['lexicons']}/{contract['domain']}"


def tail(errors, size=2000):
    """The end of what a program wrote on standard error, for a message."""
    return errors[-size:].decode("utf-8", "replace").strip()
