"""One paper before it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper[Record]:
    """The contents of one file: the record for its writer, and the code for its name."""

    code: str
    record: Record
