"""What was last open in a file: kinds, ids and times, kept outside of it and therefore without a name."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desktop.settings import Settings

KEPT = 12


class Kind(StrEnum):
    """What was open; of a card the id is the person's, of a sheet its own, else the case's."""

    PERSON = "person"
    SHEET = "sheet"
    RESULT = "result"
    PLAN = "plan"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Visit:
    """Something that was open, and when last."""

    kind: Kind
    id: int
    at: datetime


def visits(settings: Settings, file: str) -> tuple[Visit, ...]:
    """Return what was open in the file of this identity, the last first; what cannot be read is left out."""
    return tuple(one for line in settings.visits(file).split() if (one := _read(line)) is not None)


def remember(settings: Settings, file: str, kind: Kind, shown_id: int) -> None:
    """Put this in front; the same thing stands in the list once."""
    kept = [one for one in visits(settings, file) if (one.kind, one.id) != (kind, shown_id)]
    listed = (Visit(kind, shown_id, datetime.now(UTC)), *kept[: KEPT - 1])
    settings.keep_visits(file, " ".join(f"{one.kind}:{one.id}:{int(one.at.timestamp())}" for one in listed))


def _read(line: str) -> Visit | None:
    try:
        kind, shown_id, at = line.split(":")
        return Visit(Kind(kind), int(shown_id), datetime.fromtimestamp(int(at), UTC))
    except (ValueError, OverflowError, OSError):
        return None
