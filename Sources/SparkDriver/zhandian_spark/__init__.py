"""Runs zhandian over many shards of articles, and loses none of their records."""

from .program import ContractMismatch, Program, ProgramError
from .records import RecordMode

__all__ = ["ContractMismatch", "Program", "ProgramError", "RecordMode"]
