"""The days ahead on which something is due, by the same rules as the list of pending work."""

from collections import Counter
from collections.abc import Sequence, Set
from datetime import date, timedelta

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all
from sqlmodel import Session

from db.assessing.cycle_counts import CycleCount, open_cycles
from db.home.by_day import BY_DAY
from db.home.due import due_of, of_term
from db.home.overview_records import Dot
from db.journal.presence import of_units
from db.people import retention
from domain.assessing.case import CycleKind
from domain.home.due import Due, Kind, Opens
from domain.people.retention import Why

AHEAD = timedelta(days=34)  # five weeks with today
MOST = 20  # things named for one day


def dots(
    session: Session,
    cycles: Sequence[CycleCount],
    ending: Sequence[retention.Kept],
    on: date,
    unit_ids: Set[int] | None = None,
) -> tuple[Dot, ...]:
    """Return how many things of each kind are due on each of the days ahead, by day; one statement.

    *cycles* are the open ones, *ending* are whose terms end by the last of these days. With *unit_ids* it is
    about people of these units.
    """
    until = on + AHEAD
    counted: Counter[tuple[date, Kind]] = Counter()
    for kind, day, number in session.connection().execute(_by_day(on, until, unit_ids)):
        counted[day, Kind(kind)] += number
    for one in ending:
        if on <= one.term.day <= until:
            counted[one.term.day, _of_term(one).kind] += 1
    for one in cycles:
        if one.ends_on is not None and on <= one.ends_on <= until and _is_listed(one):
            counted[one.ends_on, Kind.CYCLE] += 1
    return tuple(Dot(day, kind, number) for (day, kind), number in sorted(counted.items()))


def _by_day(on: date, until: date, unit_ids: Set[int] | None) -> CompoundSelect[str, date, int]:
    """Select kind, day and number of what is due; actions are listed only once they are late."""
    each: list[Select[str, date, int]] = []
    for kind, _opens, query in BY_DAY:
        if kind is not Kind.ACTIONS:
            found = query(on, until).where(of_units(unit_ids)).subquery()
            of_kind = select(literal(kind.value), found.c.day, func.count())
            each.append(of_kind.where(found.c.day >= on).group_by(found.c.day))
    return union_all(*each)


def of_day(
    session: Session, viewer_id: int, on: date, day: date, unit_ids: Set[int] | None = None
) -> tuple[Due, ...]:
    """Return the first things due on a day ahead.

    With *unit_ids* it is about people of these units, and no terms are in it.
    """
    found: list[Due] = []
    for kind, opens, query in BY_DAY:
        if kind is Kind.ACTIONS:
            continue
        each = query(on, day).where(of_units(unit_ids)).subquery()
        asked = select(each).where(each.c.day == day).order_by(each.c.surname, each.c.opens_id).limit(MOST)
        found += [due_of(kind, opens, row) for row in session.connection().execute(asked).mappings()]
    ending = retention.ending(session, on, day) if unit_ids is None else ()
    found += [_of_term(one) for one in ending if one.term.day == day]
    found += [
        Due(
            Kind.CYCLE,
            day,
            one.title,
            Opens.CAMPAIGN if one.campaign else Opens.CYCLE,
            one.cycle_id,
            cycle_kind=one.kind,
            cycle_title=one.title,
            done=one.done,
            total=one.total,
            sealed=one.sealed,
        )
        for one in open_cycles(session, viewer_id, unit_ids)
        if one.ends_on == day and _is_listed(one)
    ]
    return tuple(found[:MOST])


def _is_listed(one: CycleCount) -> bool:
    """Tell whether a cycle waits for sheets; a probation is listed by its end, under the person's name."""
    return one.pending > 0 and one.kind is not CycleKind.PROBATION


def _of_term(one: retention.Kept) -> Due:
    return of_term(Kind.CONSENT if one.term.why is Why.ENDED else Kind.RETENTION, one)
