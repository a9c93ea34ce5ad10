"""Events of the journal as people read them: who did what when, and about whom; never a level or a word."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Documents about a person that were exported or printed in one act.

    ``document`` is the kind by its key; ``by`` is None for the command line. ``files`` are all those of the
    act, which may be about others too. ``seq`` is the number of its event.
    """

    seq: int
    at: datetime
    document: str
    formats: tuple[str, ...]
    files: int
    people: int
    by_id: int | None
    by: str | None
