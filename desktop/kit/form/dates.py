"""Days as forms show and read them."""

from datetime import date, datetime

from domain.day import parse_date
from resources.i18n import current

__all__ = ["day_and_hour", "parse_date", "typed_date"]


def day_and_hour(on: date, at: datetime) -> str:
    """Return the day of an act, with the hour if this computer's clock shows the same day.

    Otherwise the hour belongs to another day, and the two would contradict each other.
    """
    local = at.astimezone()
    return f"{current().date(on)}, {current().time(local)}" if local.date() == on else current().date(on)


def typed_date(day: date | None) -> str:
    """Return the day as it is typed, the same in both languages: «24.11.2026»; empty for None."""
    return f"{day:%d.%m.%Y}" if day is not None else ""
