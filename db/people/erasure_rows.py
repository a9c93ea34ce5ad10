"""Which rows an erasure deletes, in the order in which links between tables allow it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, or_, true
from sqlmodel import Session, col, func, select

from db import models
from db.models.types import actor_id
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.people.erasure import FORM, Count, Matter
from domain.sheet_kinds import SheetState


class Going(NamedTuple):
    """Rows of a table that go; those of links and parts are not counted apart."""

    matter: Matter
    table: Any
    where: ColumnElement[bool]
    counted: bool = True


class Scope(NamedTuple):
    """The ids of one human's cards, of the cases and sheets about them, and of drafts about or by them.

    Read first and not asked for within each statement: SQLite's planner gives up on some of those.
    """

    who: tuple[int, ...]
    cases: tuple[int, ...]
    sheets: tuple[int, ...]
    drafts: tuple[int, ...]


def cards(session: Session, person_id: int) -> tuple[models.Person, ...]:
    """Return all rows of one human: the card that stays after merges first, then those merged into it."""
    row = session.get(models.Person, person_id)
    if row is None:
        return ()
    while row.merged_into is not None:
        row = session.get_one(models.Person, row.merged_into)
    found = [row]
    for above in found:  # grows while being walked
        found += session.exec(
            select(models.Person).where(models.Person.merged_into == above.id).order_by(col(models.Person.id))
        )
    return tuple(found)


def scope(session: Session, rows: Iterable[models.Person]) -> Scope:
    """Return the ids of what belongs to these cards."""
    who = tuple(one.id for one in rows)
    cases = tuple(session.exec(select(models.Case.id).where(col(models.Case.person_id).in_(who))))
    of, state = models.Sheet, col(models.Sheet.state)
    about = session.exec(select(of.id, of.state).where(col(of.case_id).in_(cases))).all()
    begun = session.exec(select(of.id).where(col(of.assessor_id).in_(who), state == SheetState.DRAFT)).all()
    drafts = {one for one, how in about if how is SheetState.DRAFT} | set(begun)
    return Scope(who, cases, tuple(sorted({one for one, _ in about} | drafts)), tuple(sorted(drafts)))


def going(of: Scope, *, marks_kept: bool) -> Iterator[Going]:
    """Yield what goes with these cards."""
    m, who = models, of.who
    cases, sheets, drafts = of.cases, of.sheets, of.drafts
    plans = select(m.Plan.id).where(col(m.Plan.person_id).in_(who))
    goals = select(m.Goal.id).where(col(m.Goal.plan_id).in_(plans))
    actions = select(m.Action.id).where(col(m.Action.goal_id).in_(goals))
    indicators = select(m.Indicator.id).where(col(m.Indicator.plan_id).in_(plans))
    ends = select(m.ProbationEnd.id).where(col(m.ProbationEnd.plan_id).in_(plans))
    conclusions = select(m.Conclusion.id).where(col(m.Conclusion.case_id).in_(cases))
    fact = or_(col(m.Evidence.person_id).in_(who), col(m.Evidence.sheet_id).in_(sheets))
    facts = select(m.Evidence.id).where(fact)
    yield Going(Matter.FACTS, m.EvidenceItem, col(m.EvidenceItem.evidence_id).in_(facts), False)
    yield Going(Matter.FACTS, m.Evidence, fact)
    yield Going(Matter.COMMENTS, m.MarkText, col(m.MarkText.sheet_id).in_(sheets))
    yield Going(Matter.DRAFTS, m.DraftText, col(m.DraftText.sheet_id).in_(sheets))
    yield from _marks(drafts)
    if not marks_kept:
        yield from nameless(of)
    yield Going(
        Matter.DRAFTS,
        m.CaseDraft,
        or_(col(m.CaseDraft.case_id).in_(cases), col(m.CaseDraft.person_id).in_(who)),
    )
    yield Going(Matter.FORMS, m.FormDraft, true())  # their subject is a digest: any may be about the person
    note = or_(col(m.NoteDraft.author_id).in_(who), col(m.NoteDraft.person_id).in_(who))
    yield Going(Matter.DRAFTS, m.NoteDraft, note)
    yield Going(
        Matter.DECISIONS, m.ConclusionSigner, col(m.ConclusionSigner.conclusion_id).in_(conclusions), False
    )
    for table in (m.CaseOpening, m.Withdrawal, m.Conclusion, m.Refusal, m.NotChosen, m.Hire):
        yield Going(Matter.DECISIONS, table, col(table.case_id).in_(cases))
    yield Going(Matter.CALCULATIONS, m.Snapshot, col(m.Snapshot.case_id).in_(cases))
    yield Going(Matter.PLANS, m.ProbationLevel, col(m.ProbationLevel.end_id).in_(ends), False)
    yield Going(Matter.PLANS, m.ProbationEnd, col(m.ProbationEnd.plan_id).in_(plans), False)
    yield Going(Matter.PLANS, m.IndicatorWeek, col(m.IndicatorWeek.indicator_id).in_(indicators), False)
    yield Going(Matter.PLANS, m.Indicator, col(m.Indicator.plan_id).in_(plans), False)
    yield Going(Matter.PLANS, m.ActionMove, col(m.ActionMove.action_id).in_(actions), False)
    yield Going(Matter.PLANS, m.Action, col(m.Action.goal_id).in_(goals), False)
    for part in (m.GoalDuty, m.GoalAlias):
        yield Going(Matter.PLANS, part, col(part.goal_id).in_(goals), False)
    yield Going(Matter.PLANS, m.Goal, col(m.Goal.plan_id).in_(plans), False)
    for part in (m.CheckMeeting, m.InductionStep):
        yield Going(Matter.PLANS, part, col(part.plan_id).in_(plans), False)
    mentored = or_(col(m.Mentoring.plan_id).in_(plans), col(m.Mentoring.mentor_id).in_(who))
    yield Going(Matter.MENTORING, m.Mentoring, mentored)
    for table, matter in (
        (m.Education, Matter.EDUCATION),
        (m.Experience, Matter.EXPERIENCE),
        (m.Medical, Matter.MEDICAL),
        (m.BasisPaper, Matter.BASIS),
        (m.Familiarisation, Matter.FAMILIARISED),
    ):
        yield Going(matter, table, col(table.person_id).in_(who))
    yield Going(Matter.SEATS, m.CaseKey, col(m.CaseKey.case_id).in_(cases), False)
    yield Going(Matter.SEATS, m.KnownKey, col(m.KnownKey.person_id).in_(who), False)
    accounts = select(m.Account.id).where(col(m.Account.person_id).in_(who))
    for part in (m.AccountUnit, m.Login):
        yield Going(Matter.SEATS, part, col(part.account_id).in_(accounts), False)
    yield Going(Matter.SEATS, m.Account, col(m.Account.person_id).in_(who), False)
    yield Going(Matter.DRAFTS, m.Sheet, col(m.Sheet.id).in_(drafts))
    yield Going(Matter.SEATS, m.CampaignPanel, col(m.CampaignPanel.person_id).in_(who))
    signed = (
        select(m.Sheet.id)
        .where(
            col(m.Sheet.case_id) == m.CaseAssessor.case_id,
            col(m.Sheet.assessor_id) == m.CaseAssessor.person_id,
            col(m.Sheet.state) == SheetState.SUBMITTED,
        )
        .exists()
    )
    seat = or_(col(m.CaseAssessor.person_id).in_(who), col(m.CaseAssessor.case_id).in_(cases))
    yield Going(Matter.SEATS, m.CaseAssessor, seat & ~signed & ~waiting_sealed())


def nameless(of: Scope) -> Iterator[Going]:
    """Yield what may stay of these cards without a name: submitted marks, and levels beside sheets."""
    m, cases = models, of.cases
    yield from _marks(sorted(set(of.sheets) - set(of.drafts)))
    yield Going(Matter.IMPORTED, m.ImportedLevel, col(m.ImportedLevel.case_id).in_(cases))
    yield Going(Matter.SETTLED, m.Settled, col(m.Settled.case_id).in_(cases))


def _marks(sheets: Iterable[int]) -> Iterator[Going]:
    m, of = models, tuple(sheets)
    yield Going(Matter.MARKS, m.Mark, col(m.Mark.sheet_id).in_(of))
    yield Going(Matter.MARKS, m.AskedProbe, col(m.AskedProbe.sheet_id).in_(of), False)


def waiting_sealed() -> ColumnElement[bool]:
    """Return the condition for assessors of a case whose sealed sheet is here, and waits for the others."""
    of, seat = models.Packet, models.CaseAssessor
    sheet = select(of.id).where(
        col(of.case_id) == col(seat.case_id),
        col(of.assessor_id) == col(seat.person_id),
        of.kind == PacketKind.SEALED_SHEET,
        of.way == Way.RECEIVED,
        col(of.opened_on).is_(None),
        col(of.body).is_not(None),
    )
    return sheet.correlate(seat).exists()


def emptied(of: Scope) -> dict[Any, ColumnElement[bool]]:
    """Return table -> the rows of it that stay, but whose words about the person go as well."""
    m, who, cases = models, of.who, of.cases
    return {
        m.Person: col(m.Person.id).in_(who),
        m.Sheet: col(m.Sheet.case_id).in_(cases),
        m.CaseItem: col(m.CaseItem.case_id).in_(cases),
        m.Settled: col(m.Settled.case_id).in_(cases),
        m.Plan: col(m.Plan.person_id).in_(who),
        m.Packet: col(m.Packet.case_id).in_(cases)
        | ((col(m.Packet.kind) == PacketKind.RESULT) & col(m.Packet.assessor_id).in_(who)),
    }


def left(of: Scope, table: Any) -> ColumnElement[bool]:
    """Return the condition for rows of a table that are words of others: neither gone nor emptied."""
    gone = [one.where for one in going(of, marks_kept=False) if one.table is table]
    own = emptied(of).get(table)
    # A note apart from any sheet has none: without «coalesce» it would be neither among these nor the others.
    return ~func.coalesce(or_(false(), *gone, *(() if own is None else (own,))), false())


def counts(session: Session, of: Scope, *, marks_kept: bool) -> tuple[Count, ...]:
    """Return how many records of each kind go or stay without a name; kinds without any are left out."""
    m, who = models, of.who
    found: dict[Matter, int] = {Matter.CARD: len(who)}
    for one in going(of, marks_kept=marks_kept):
        if one.counted:
            where = one.where & ~_asking(session) if one.matter is Matter.FORMS else one.where
            found[one.matter] = found.get(one.matter, 0) + _count(session, one.table, where)
    found[Matter.PLANS] = _count(session, m.Plan, col(m.Plan.person_id).in_(who))
    gone = [Count(matter, found[matter]) for matter in Matter if found.get(matter)]
    if not marks_kept:
        return tuple(gone)
    kept = ((one.matter, _count(session, one.table, one.where)) for one in nameless(of) if one.counted)
    return (*gone, *(Count(matter, records, True) for matter, records in kept if records))


def _asking(session: Session) -> ColumnElement[bool]:
    """Return the condition for the form in which this very erasure is being filled in."""
    of = models.FormDraft
    return (col(of.form) == FORM) & (col(of.person_id) == (actor_id(session) or 0))


def _count(session: Session, table: Any, where: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(table).where(where)).one()
