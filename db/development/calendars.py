"""Non-working days: those shipped with the program, and those the organisation sets for itself."""

from datetime import date
from functools import cache
from typing import Any

import yaml
from sqlmodel import Session

import resources
from db.people.organisation import keep_setting, setting
from domain.errors import Impossible
from domain.workdays import Calendar

_SETTING = "days_of_work"  # «2027-02-24 / 2027-02-23»: days off, then working days


def calendar(session: Session) -> Calendar:
    """Return the calendar that plans follow."""
    off, on = own(session)
    return shipped().changed(frozenset(off), frozenset(on))


@cache
def shipped() -> Calendar:
    """Return the Russian holidays and moved days, for the years the program knows."""
    content: Any = yaml.safe_load(resources.text("catalogue/calendar.yaml"))
    yearly = frozenset((int(one[:2]), int(one[3:])) for one in content["yearly"])
    years = content["years"].values()
    return Calendar(
        yearly,
        frozenset(day for year in years for day in year["moved_off"]),
        frozenset(day for year in years for day in year["worked"]),
    )


def own(session: Session) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return the organisation's own days off and working days, each in order."""
    off, _slash, on = (setting(session, _SETTING) or "").partition("/")
    return _days(off), _days(on)


def keep(session: Session, off: tuple[date, ...], on: tuple[date, ...]) -> None:
    """Set the organisation's own days off and working days.

    Raises:
        Impossible: if a day is both.
    """
    if set(off) & set(on):
        raise Impossible("days_on")
    keep_setting(session, _SETTING, f"{_told(off)} / {_told(on)}")


def _days(told: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(one) for one in told.split())


def _told(days: tuple[date, ...]) -> str:
    return " ".join(day.isoformat() for day in sorted(set(days)))
