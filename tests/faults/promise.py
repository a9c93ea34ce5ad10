"""What must never happen, one promise: its words, the tests that show it, how often they try."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """One row: tests by the beginning of their node id; without any, *note* says why.

    *size* names the sizes that the run was given, as ``{times}``.
    """

    number: str
    holds: str
    tests: tuple[str, ...] = ()
    size: str = ""
    note: str = ""
