"""What is waiting for the person working here: due dates ahead and overdue ones. Nothing here shows a mark.

A spread is given only for cases with every sheet handed in, to which no one has to be blind any more.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    RowMapping,
    Select,
    SQLColumnExpression,
    exists,
    func,
    literal_column,
    null,
    or_,
)
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from db.assessing import away, differences
from db.assessing.cycle_counts import RUNNING, CycleCount, open_cycles
from db.assessing.progress import CaseLine, lines_where
from db.assessing.sheet.open_drafts import OpenDraft, open_drafts
from db.home.awaited import awaited
from db.home.by_day import BY_DAY, Asked, asked_of_cases
from db.journal import outstanding
from db.journal.presence import NAME, of_units, present
from db.models.types import today
from db.people import leaving, retention
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.policy import Policy
from domain.development.probation import last_notice
from domain.exchange.packet import PacketKind
from domain.framework.framework import EditionState
from domain.hiring.decision import Outcome
from domain.home.due import Due, Kind, Opens, next_of
from domain.people.person import short_name
from domain.people.retention import AFTER_WITHDRAWAL, Why
from domain.sheet_kinds import SheetState
from domain.text import fold

HORIZON = timedelta(days=14)
_ABOUT_TERMS = (Kind.CONSENT, Kind.RETENTION)


def due(session: Session, viewer_id: int, on: date) -> tuple[Due, ...]:
    """Return everything due, earliest first, except the draft that is already offered to continue.

    Uses a fixed number of statements, whatever the size of the file.
    """
    cycles = open_cycles(session, viewer_id)
    return first_due(session, open_drafts(session, viewer_id), cycles, viewer_id, on, None)[0]


def first_due(
    session: Session,
    drafts: Sequence[OpenDraft],
    cycles: Sequence[CycleCount],
    viewer_id: int,
    on: date,
    most: int | None,
    ended: Set[int] | None = None,
    ending: Sequence[retention.Kept] | None = None,
    unit_ids: Set[int] | None = None,
    mine: Mapping[int, int] | None = None,
) -> tuple[tuple[Due, ...], int]:
    """Return the first *most* things due (all for None), and how many there are in total.

    The next step is included however late it is due, unless that is a draft. *drafts* and *cycles* (the open
    ones) have been read already, and so may have been *ended*, the people who are stopped, and *ending*,
    whose terms end soon. With *unit_ids* it is what the viewer owes, and what is due about people of these
    units; what is HR's stays out: hires, terms, what is outside the file, who is to sign. *mine* is cycle
    id -> number of drafts of the viewer, if *cycles* do not count them all.
    """
    if ended is None:
        ended = retention.stopped(session, on)
    if mine is None:
        mine = {one.cycle_id: one.mine for one in cycles}
    offered = next((one for one in drafts if one.person_id not in ended), None)
    all_in = _all_in(session, unit_ids)
    found = [
        *_drafts([one for one in drafts if one is not offered]),
        *_interviews(session, viewer_id, mine, drafts, ended),
        *_decisions(all_in, on),
        *_cycles(cycles),
    ]
    if unit_ids is None:
        found += [
            *_hires(session),
            *awaited(session, on),
            *_terms(_ending(session, on) if ending is None else ending, on),
            *_outstanding(session),
            *_familiarisation(session),
        ]
    total = len(found)
    for kind, opens, query in BY_DAY:
        wanted = query(on, on + HORIZON).where(of_units(unit_ids))
        rows = session.connection().execute(_first(wanted, most)).mappings().all()
        total += rows[0]["every"] if rows else 0
        found += [due_of(kind, opens, row) for row in rows]
    found = [
        replace(one, stopped=True) if one.person_id in ended and one.kind not in _ABOUT_TERMS else one
        for one in found
    ]
    order = {kind: number for number, kind in enumerate(Kind)}
    found.sort(key=lambda one: (one.day or on, order[one.kind], fold(one.name), one.opens_id))
    step = None if offered is not None else next_of(found)
    first = found[:most]
    if step is not None and step not in first:
        first.append(step)
    return _with_spreads(session, first, all_in), total


def _first(query: Asked, most: int | None) -> Select[*tuple[Any, ...]]:
    """Select the earliest of these, each with the total count in ``every``."""
    whole = query.add_columns(func.count().over().label("every"))
    return whole.order_by(literal_column("day"), col(models.Person.folded), literal_column("opens_id")).limit(
        most
    )


def due_of(kind: Kind, opens: Opens, row: RowMapping) -> Due:
    """Return the ``Due`` of a row, whose columns are labelled with the fields they fill."""
    filled = {name: value for name, value in row.items() if name in _FIELDS}
    if kind is Kind.PROBATION:
        filled |= {"cycle_kind": CycleKind.PROBATION, "warn_by": last_notice(row["day"])}
    name = short_name(row["surname"], row["given"], row["patronymic"])
    return Due(kind=kind, name=name, opens=opens, **filled)


def _of_cases(day: SQLColumnExpression[Any]) -> Asked:
    """Select what is due by this day about cases, with the cycle and the person of each."""
    return asked_of_cases(
        {
            "day": day,
            "opens_id": col(models.Case.id),
            "person_id": col(models.Case.person_id),
            "cycle_id": col(models.Case.cycle_id),
            "cycle_kind": col(models.Cycle.kind),
            "cycle_title": col(models.Cycle.title),
            "cycle_code": col(models.Cycle.code),
        }
    )


def _drafts(drafts: Sequence[OpenDraft]) -> list[Due]:
    return [
        Due(
            kind=Kind.DRAFT,
            day=one.ends_on,
            name=one.short_name,
            opens=Opens.SHEET,
            opens_id=one.sheet_id,
            person_id=one.person_id,
            cycle_kind=one.cycle_kind,
            cycle_title=one.cycle_title,
            cycle_code=one.cycle_code,
            done=one.done,
            total=one.total,
        )
        for one in drafts
    ]


def _interviews(
    session: Session, viewer_id: int, mine: Mapping[int, int], drafts: Sequence[OpenDraft], ended: Set[int]
) -> list[Due]:
    """Return the cases assigned to the viewer and not begun; several of one cycle, hiring aside, become one.

    *mine*: cycle id -> number of the viewer's sheets opened but not handed in. Those among *drafts* without a
    mark, as of a form that was printed, count as not begun. Those about people of *ended* stay apart.
    """
    begun = exists().where(
        col(models.Sheet.case_id) == models.Case.id, col(models.Sheet.assessor_id) == viewer_id
    )
    here = away.kind(models.CaseAssessor.case_id, models.CaseAssessor.person_id).correlate(
        models.CaseAssessor
    )
    rows = session.connection().execute(
        _of_cases(col(models.Cycle.ends_on))
        .join(models.CaseAssessor, col(models.CaseAssessor.case_id) == models.Case.id)
        .where(
            col(models.CaseAssessor.person_id) == viewer_id,
            leaving.awaited(today(session)),
            col(models.Case.state) == CaseState.OPEN,
            col(models.Cycle.state) == CaseState.OPEN,
            present(),
            ~begun,
            here.is_distinct_from(PacketKind.SEALED_SHEET),
        )
    )
    found: list[Due] = []
    together: dict[int, list[Due]] = defaultdict(list)
    for row in rows.mappings():
        one = due_of(Kind.INTERVIEW, Opens.CASE, row)
        apart = one.cycle_kind is CycleKind.HIRING or one.person_id in ended
        (found if apart else together[row["cycle_id"]]).append(one)
    for cycle_id, many in together.items():
        first = min(many, key=lambda one: (fold(one.name), one.opens_id))
        opened = mine.get(cycle_id, 0)
        empty = min(opened, sum(not one.done and one.cycle_code == first.cycle_code for one in drafts))
        owed = replace(first, kind=Kind.OWED, done=opened - empty, total=len(many) + empty)
        found.append(first if len(many) == 1 else owed)
    return found


@dataclass(frozen=True, slots=True)
class _AllIn:
    """A case with every sheet handed in: short name of the person, last day and policy of the cycle."""

    line: CaseLine
    name: str
    ends_on: date | None
    policy_id: int


def _all_in(session: Session, unit_ids: Set[int] | None) -> dict[int, _AllIn]:
    """Return by id the cases of hiring and probation with every sheet handed in and no conclusion yet.

    Of units they are those of probation alone: whoever leads one does not decide on candidates.
    """
    kinds = (CycleKind.HIRING, CycleKind.PROBATION) if unit_ids is None else (CycleKind.PROBATION,)
    handed_in = exists().where(
        col(models.Sheet.case_id) == models.Case.id, col(models.Sheet.state) == SheetState.SUBMITTED
    )
    concluded = exists().where(col(models.Conclusion.case_id) == models.Case.id)
    near = lines_where(
        session,
        col(models.Cycle.kind).in_(kinds),
        col(models.Case.state).in_(RUNNING),
        present(),
        of_units(unit_ids),
        handed_in,
        ~concluded,
        ~away.is_elsewhere(),
    )
    # ``lines_where`` alone decides whether a case is blind
    lines = {line.case_id: line for line in near if line.all_in}
    if not lines:
        return {}
    rows = session.connection().execute(
        select_columns(col(models.Case.id), col(models.Cycle.ends_on), col(models.Cycle.policy_id), *NAME)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(col(models.Case.id).in_(lines))
    )
    more = {row.id: row for row in rows}
    return {
        case_id: _AllIn(
            line,
            short_name(row.surname, row.given, row.patronymic),
            row.ends_on,
            row.policy_id,
        )
        for case_id, line in lines.items()
        for row in (more[case_id],)
    }


def _decisions(all_in: Mapping[int, _AllIn], on: date) -> list[Due]:
    """Return that these cases await a decision; how far the assessors are apart is added to what is shown."""
    return [
        Due(
            kind=Kind.DECISION,
            day=one.ends_on if one.ends_on is not None and one.ends_on < on else on,
            name=one.name,
            opens=Opens.DECISION if one.line.cycle_kind is CycleKind.HIRING else Opens.RESULT,
            opens_id=case_id,
            person_id=one.line.person_id,
            cycle_kind=one.line.cycle_kind,
            cycle_title=one.line.cycle_title,
            cycle_code=one.line.cycle_code,
            done=len(one.line.sheets),
            total=len(one.line.sheets),
            compared=not one.line.kept_apart,
        )
        for case_id, one in all_in.items()
    ]


def _hires(session: Session) -> list[Due]:
    """Return the candidates recommended last and not hired, while their vacancy has a place for them."""
    later = aliased(models.Conclusion)
    other = aliased(models.Case)
    taken = (
        select_columns(func.count())
        .select_from(models.Hire)
        .join(other, col(other.id) == models.Hire.case_id)
        .where(col(other.cycle_id) == models.Cycle.id)
        .scalar_subquery()
    )
    rows = session.connection().execute(
        _of_cases(null())
        .join(models.Conclusion, col(models.Conclusion.case_id) == models.Case.id)
        .where(
            col(models.Conclusion.outcome).in_((Outcome.RECOMMEND, Outcome.WITH_CONDITIONS)),
            ~exists().where(col(later.case_id) == models.Case.id, col(later.id) > col(models.Conclusion.id)),
            col(models.Cycle.kind) == CycleKind.HIRING,
            col(models.Cycle.state).in_(RUNNING),
            col(models.Case.state) != CaseState.WITHDRAWN,
            present(),
            ~exists().where(col(models.Hire.case_id) == models.Case.id),
            ~exists().where(col(models.NotChosen.case_id) == models.Case.id),
            or_(col(models.Cycle.places).is_(None), taken < col(models.Cycle.places)),
        )
    )
    return [due_of(Kind.HIRE, Opens.DECISION, row) for row in rows.mappings()]


def _with_spreads(session: Session, first: Sequence[Due], all_in: Mapping[int, _AllIn]) -> tuple[Due, ...]:
    """Return the same with the unsettled differences of the decisions among them; two statements at most."""
    cases = {one.opens_id: all_in[one.opens_id] for one in first if one.kind is Kind.DECISION}
    if not cases:
        return tuple(first)
    wanted = {one.policy_id for one in cases.values()}
    contents = session.connection().execute(
        select_columns(col(models.Policy.id), col(models.Policy.content)).where(
            col(models.Policy.id).in_(wanted)
        )
    )
    policies = {row.id: Policy.from_json(row.content) for row in contents}
    apart = differences.unsettled(
        session,
        {case_id: policies[one.policy_id] for case_id, one in cases.items()},
        {
            case_id: [sheet.role for sheet in one.line.sheets if sheet.handed_in]
            for case_id, one in cases.items()
        },
    )
    return tuple(
        replace(one, spread=apart[one.opens_id]) if one.kind is Kind.DECISION else one for one in first
    )


def _cycles(counts: Sequence[CycleCount]) -> list[Due]:
    """Return the cycles with a last day for which others owe sheets; the viewer's own are listed apart."""
    return [
        Due(
            kind=Kind.CYCLE,
            day=one.ends_on,
            name=one.title,
            opens=Opens.CAMPAIGN if one.campaign else Opens.CYCLE,
            opens_id=one.cycle_id,
            cycle_kind=one.kind,
            cycle_title=one.title,
            done=one.done,
            total=one.total,
            sealed=one.sealed,
        )
        for one in counts
        if one.ends_on is not None
        and one.pending > one.owed
        and one.kind is not CycleKind.PROBATION  # listed by the end of the probation, under the person's name
    ]


def _ending(session: Session, on: date) -> tuple[retention.Kept, ...]:
    return retention.ending(session, on, on + max(HORIZON, timedelta(days=AFTER_WITHDRAWAL)))


def _terms(ending: Sequence[retention.Kept], on: date) -> list[Due]:
    """Return whose document expires soon or has expired, and whose data may be kept no longer.

    Several of the latter become one. After a withdrawn consent the data must be gone by the day, so it is
    said from the day of the withdrawal on.
    """
    near = on + HORIZON
    consents = [
        of_term(Kind.CONSENT, one) for one in ending if one.term.why is Why.ENDED and one.term.day <= near
    ]
    consents += [
        of_term(Kind.RETENTION, one)
        for one in ending
        if one.term.why is Why.WITHDRAWN and not one.term.over(on)
    ]
    over = [one for one in ending if one.term.why is not Why.ENDED and one.term.over(on)]
    if len(over) <= 1:
        return [*consents, *(of_term(Kind.RETENTION, one) for one in over)]
    all_over = replace(of_term(Kind.RETENTION, over[0]), opens=Opens.PEOPLE, opens_id=0, total=len(over))
    return [*consents, replace(all_over, person_id=None)]


def of_term(kind: Kind, one: retention.Kept) -> Due:
    return Due(
        kind=kind,
        day=one.term.day,
        name=one.short_name,
        opens=Opens.PERSON,
        opens_id=one.person_id,
        person_id=one.person_id,
        total=1,
        why=one.term.why,
    )


def _outstanding(session: Session) -> list[Due]:
    """Return that an erasure or a new key has still something to do outside the file, if so."""
    places = outstanding.places(session)
    return [Due(Kind.OUTSTANDING, None, "", Opens.COPIES, 0, total=places)] if places else []


def _familiarisation(session: Session) -> list[Due]:
    """Return the job descriptions whose newest edition is not signed by everybody in the position."""
    published = select_columns(
        exists()
        .where(col(models.JobDescription.state) != EditionState.DRAFT)
        .select_from(models.JobDescription)
    )
    if not session.connection().execute(published).scalar_one():
        return []
    # Most files have none, and the overview is not to wait for the tables of all models.
    from db.framework import familiarisations

    return [
        Due(
            Kind.FAMILIARISATION,
            None,
            one.first,
            Opens.FAMILIARISATION,
            one.framework_id,
            total=one.people,
            number=one.number,
            changes=one.changes,
            title=one.title,
        )
        for one in familiarisations.owing(session)
    ]


_FIELDS = frozenset(one.name for one in fields(Due))
