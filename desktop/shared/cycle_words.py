"""Cycles of any kind as text: title, days, days left."""

import re
from datetime import date

from domain.assessing.case import Cycle, CycleKind
from resources.i18n import _, current, nb, ngettext

_QUARTER = re.compile(r"\d{4}-(IV|I{1,3})(-\d+)?")  # the code given to a quarter
SOON = 3  # from this many days before the end on, warn


def title_of(cycle: Cycle) -> str:
    """Return the title of a campaign, or its code if it has no title."""
    return cycle.title or cycle.code


def kind_words(kind: CycleKind) -> str:
    """Return the kind of assessment as a title, «Квартальная оценка»."""
    return {
        CycleKind.HIRING: _("Assessment of a candidate"),
        CycleKind.QUARTERLY: _("Quarterly assessment"),
        CycleKind.PROBATION: _("Probation assessment"),
        CycleKind.AD_HOC: _("Ad hoc assessment"),
    }[kind]


def span(cycle: Cycle) -> str:
    """Return the days of a cycle, «12.11.2026 – 08.12.2026», or the one day that it is of."""
    first, last = current().date(cycle.starts_on), current().date(cycle.ends_on)
    if cycle.ends_on is None:
        return _("since {day}").format(day=first) if cycle.starts_on is not None else ""
    if cycle.starts_on == cycle.ends_on:
        return first
    return f"{first} – {last}" if cycle.starts_on is not None else _("until {day}").format(day=last)


def days_left(cycle: Cycle, on: date) -> tuple[str, bool]:
    """Return how many days are left, and whether that is a warning; empty without an end.

    Before the first day, the text says when the cycle begins.
    """
    if cycle.starts_on is not None and cycle.starts_on > on:
        return _("starts on {day}").format(day=current().date(cycle.starts_on)), False
    if cycle.ends_on is None:
        return "", False
    left = (cycle.ends_on - on).days
    if left < 0:
        return ngettext("{n} day ago", "{n} days ago", -left).format(n=-left), True
    if left == 0:
        return _("ends today"), True
    return ngettext("{n} day left", "{n} days left", left).format(n=left), left <= SOON


def not_opened_words(n: int) -> str:
    """Return how many sealed sheets are submitted and closed until all open together."""
    told = ngettext("{n} sheet is submitted, not opened", "{n} sheets are submitted, not opened", n)
    return told.format(n=n)


def with_sealed(told: str, n: int) -> str:
    """Return a count of submitted sheets with how many of them are sealed and not opened yet."""
    return (
        ngettext("{told}, {n} not opened", "{told}, {n} not opened", n).format(told=told, n=n) if n else told
    )


def assess_words(code: str, title: str) -> str:
    """Return the text of the button that starts somebody's sheet of a quarter directly."""
    quarter = _QUARTER.fullmatch(code)
    if quarter is not None:
        return _("Assess for quarter {quarter}").format(quarter=quarter[1])
    return _("Assess: {title}").format(title=title or code)


def short(name: str) -> str:
    """Return «Громов М. С.» for a full name."""
    surname, *given = name.split() or [""]
    return nb(" ".join((surname, *(f"{one[0]}." for one in given))))
