"""Days as forms show and read them."""

from datetime import date

from domain.day import parse_date

__all__ = ["parse_date", "typed_date"]


def typed_date(day: date | None) -> str:
    """Return the day as it is typed, in both languages alike: «24.11.2026»; empty for None."""
    return f"{day:%d.%m.%Y}" if day is not None else ""
