"""What was last open in a file: kinds, ids and times, stored outside it and therefore without names."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desktop.settings import Settings

KEPT = 12


class Kind(StrEnum):
    """What was open; the id is the person's for a card, the sheet's for a sheet, else the case's."""

    PERSON = "person"
    SHEET = "sheet"
    RESULT = "result"
    PLAN = "plan"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Visit:
    """Something that was open, and when it last was."""

    kind: Kind
    id: int
    at: datetime


def visits(settings: Settings, file: str) -> tuple[Visit, ...]:
    """Return what was open in this file, the latest first; unreadable entries are left out."""
    return tuple(one for line in settings.visits(file).split() if (one := _read(line)) is not None)


def remember(settings: Settings, file: str, kind: Kind, shown_id: int) -> None:
    """Put this first; each thing is in the list once."""
    kept = [one for one in visits(settings, file) if (one.kind, one.id) != (kind, shown_id)]
    listed = (Visit(kind, shown_id, datetime.now(UTC)), *kept[: KEPT - 1])
    settings.keep_visits(file, " ".join(f"{one.kind}:{one.id}:{int(one.at.timestamp())}" for one in listed))


def _read(line: str) -> Visit | None:
    try:
        kind, shown_id, at = line.split(":")
        return Visit(Kind(kind), int(shown_id), datetime.fromtimestamp(int(at), UTC))
    except (ValueError, OverflowError, OSError):
        return None
