"""Decisions on cases: levels that people settle, and conclusions that named people draw (law 14)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.assessing import away, cases, entries, people
from db.assessing.talk import asked, probes
from db.journal import journal, reasons
from db.models.types import acting, now, today
from domain.assessing.case import CycleKind
from domain.assessing.result import CaseResult
from domain.errors import Impossible, Missing, Unknown, Unsettled
from domain.exchange.refusal import DecidedElsewhere
from domain.hiring.decision import (
    Agreed,
    Conclusion,
    Decision,
    NotChosen,
    Outcome,
    SeenAgreed,
    SettledLevel,
    SettledMeanwhile,
    Signer,
    open_questions,
)
from domain.people.person import Person
from domain.scale import check_level


def decision(session: Session, case_id: int, viewer_id: int | None, on: date) -> Decision:
    """Return a case with everything people decided about it; the number of assessors adds no statements.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``cases.result``.
    """
    return of_result(session, cases.result(session, case_id, viewer_id, on))


def with_follow_ups(session: Session, case_id: int, viewer_id: int | None, on: date) -> Decision:
    """Return the decision as its record has it: with the follow-ups asked in the sheets that count.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``cases.result``.
    """
    held = decision(session, case_id, viewer_id, on)
    return replace(held, asked=probes.of_result(session, held.result))


def of_result(session: Session, result: CaseResult) -> Decision:
    """Return the decision on a result that the viewer may see."""
    case_id = result.case.id
    left = session.get(models.Withdrawal, case_id)
    return Decision(
        result=result,
        settled=_settled(session, result),
        conclusions=tuple(_conclusions(session, (case_id,)).get(case_id, ())),
        withdrawn=None if left is None else left.reason,
        lead=asked.lead(session, result.cycle.id),
        not_chosen=_not_chosen(session, case_id),
    )


def settle(
    session: Session,
    case_id: int,
    item: int | str,
    level: int | None,
    reason: str,
    seen: SeenAgreed | None = None,
) -> None:
    """Settle the level of an item, by id or code; None settles that it is not applicable. The marks stay.

    *seen* is what the person saw settled when deciding, so that what another one settled is not overwritten.

    Raises:
        SettledMeanwhile: if what stands there is neither what was seen nor the same.
        OffScale: if the scale has no such level.
        NeedsReason: if no reason is given.
        StillBlind, NothingSubmitted: if the actor may not see the marks yet.
        DecidedElsewhere: if the case came in a packet.
        Missing: if there is no actor.
        Unknown, Closed, Withdrawn: if there is no such case or item, or the case is over.
    """
    actor, item_id = _at_work(session, case_id, item)
    if level is not None:
        check_level(level)
    told = reasons.reason(reason)
    row = session.get(models.Settled, (case_id, item_id))
    _check_seen(session, item_id, row, seen, Agreed(level, told))
    if row is None:
        row = models.Settled(
            case_id=case_id,
            item_id=item_id,
            level=level,
            reason=told,
            actor_id=actor,
            at=now(session),
            on=today(session),
        )
    row.level, row.reason, row.actor_id = level, told, actor
    row.at, row.on = now(session), today(session)
    session.add(row)
    journal.record(session, "settle", "case", case_id, {"item": item_id, "level": level})


def unsettle(session: Session, case_id: int, item: int | str, seen: SeenAgreed | None = None) -> None:
    """Let the marks of the item count again; does nothing if it was not settled.

    Raises:
        SettledMeanwhile: if what stands there is not what was *seen*.
        StillBlind, NothingSubmitted, DecidedElsewhere, Missing: as for ``settle``.
        Unknown, Closed, Withdrawn: as for ``settle``.
    """
    _, item_id = _at_work(session, case_id, item)
    row = session.get(models.Settled, (case_id, item_id))
    if row is not None:
        _check_seen(session, item_id, row, seen, None)
        session.delete(row)
        journal.record(session, "unsettle", "case", case_id, {"item": item_id})


def conclude(
    session: Session,
    case_id: int,
    outcome: Outcome,
    why: str,
    conditions: str = "",
    signers: Sequence[int] = (),
    on: date | None = None,
) -> int:
    """Record the actor's conclusion and return its id; all outcomes except *continue* close the case.

    Closing stores the computation (law 17). Sheets not handed in by then remain drafts that count nowhere.

    Raises:
        NeedsReason: if no reasons are given.
        Missing: if the outcome is with conditions and there are none, or there is no actor.
        Unsettled: if people have to settle something before the case can be closed.
        Impossible: if the case is not for hiring, or another outcome comes with conditions.
        StillBlind, NothingSubmitted: if the actor may not see the marks yet.
        DecidedElsewhere: if the case came in a packet.
        Unknown, Closed, Withdrawn: if there is no such case or signer, or the case is over.
    """
    case, line = cases.running(session, case_id)
    _check_here(session, case_id)
    actor = acting(session)
    cases.check_open(session, line, actor)
    if line.cycle_kind is not CycleKind.HIRING:
        raise Impossible("outcome")
    told, asked = reasons.reason(why), reasons.words("conditions", conditions)
    if outcome is Outcome.WITH_CONDITIONS and not asked:
        raise Missing("conditions")
    if outcome is not Outcome.WITH_CONDITIONS and asked:
        raise Impossible("conditions")
    day = on or today(session)
    found = decision(session, case_id, actor, day)
    hindering = tuple(one.code for one in open_questions(found) if one.refuses and one.code is not None)
    if hindering and outcome is not Outcome.CONTINUE:
        raise Unsettled(hindering)
    beside = [one for one in dict.fromkeys(signers) if one != actor]
    known = people.brief(session, {actor, *beside})
    if missing := {actor, *beside} - set(known):
        raise Unknown("person", min(missing))
    row = models.Conclusion(
        case_id=case_id,
        outcome=outcome.value,
        reasons=told,
        conditions=asked,
        person_id=actor,
        post=known[actor].post,
        on=day,
    )
    session.add(row)
    session.flush()
    session.add_all(
        models.ConclusionSigner(conclusion_id=row.id, person_id=one, post=known[one].post, position=position)
        for position, one in enumerate(beside)
    )
    if outcome is not Outcome.CONTINUE:
        entries.close(session, case, session.get_one(models.Cycle, case.cycle_id))
    data = {"conclusion": row.id, "outcome": outcome.value, "signers": beside}
    journal.record(session, "conclude", "case", case_id, data)
    return row.id


def _check_here(session: Session, case_id: int) -> None:
    """Refuse to decide a case of which this file has one sheet of several."""
    if who := away.elsewhere(session, (case_id,)).get(case_id):
        raise DecidedElsewhere(who)


def _at_work(session: Session, case_id: int, item: int | str) -> tuple[int, int]:
    """Return the actor and the item id, if the actor may see the marks and the case is not over."""
    case, line = cases.running(session, case_id, sealed=True)
    _check_here(session, case_id)
    actor = acting(session)
    cases.check_open(session, line, actor)
    wanted = (
        select(models.Item.id)
        .join(models.CaseItem, col(models.CaseItem.item_id) == models.Item.id)
        .where(models.CaseItem.case_id == case.id)
        .where(models.Item.id == item if isinstance(item, int) else models.Item.code == item)
    )
    found = session.exec(wanted).first()
    if found is None:
        raise Unknown("item", item)
    return actor, found


def _check_seen(
    session: Session, item_id: int, row: models.Settled | None, seen: SeenAgreed | None, new: Agreed | None
) -> None:
    """Refuse to replace what the person did not see; the same said once more replaces nothing."""
    there = None if row is None else Agreed(row.level, row.reason)
    if seen is None or there in (seen.agreed, new):
        return
    code = session.get_one(models.Item, item_id).code
    if row is None:
        raise SettledMeanwhile(code, None)
    name = people.brief(session, (row.actor_id,))[row.actor_id].full_name
    raise SettledMeanwhile(code, SettledLevel(code, row.level, row.reason, name, row.on))


def _settled(session: Session, result: CaseResult) -> tuple[SettledLevel, ...]:
    """Return what was settled, in the order of the items."""
    rows = session.exec(select(models.Settled).where(models.Settled.case_id == result.case.id)).all()
    known = people.brief(session, {row.actor_id for row in rows})
    by_item = {row.item_id: row for row in rows}
    return tuple(
        SettledLevel(item.code, row.level, row.reason, known[row.actor_id].full_name, row.on)
        for item in result.framework.items
        if (row := by_item.get(item.id)) is not None
    )


def newest_conclusions(session: Session, case_ids: Sequence[int]) -> dict[int, Conclusion]:
    """Return case id -> the newest conclusion, for cases that have one."""
    return {one: found[0] for one, found in _conclusions(session, case_ids).items()}


def _conclusions(session: Session, case_ids: Sequence[int]) -> dict[int, list[Conclusion]]:
    """Return case id -> the conclusions, newest first."""
    rows = session.exec(
        select(models.Conclusion)
        .where(col(models.Conclusion.case_id).in_(case_ids))
        .order_by(col(models.Conclusion.id).desc())
    ).all()
    beside: dict[int, list[models.ConclusionSigner]] = defaultdict(list)
    for one in session.exec(
        select(models.ConclusionSigner)
        .where(col(models.ConclusionSigner.conclusion_id).in_([row.id for row in rows]))
        .order_by(col(models.ConclusionSigner.position))
    ):
        beside[one.conclusion_id].append(one)
    signing = {one.person_id for mine in beside.values() for one in mine}
    known = people.brief(session, signing | {row.person_id for row in rows})
    found: dict[int, list[Conclusion]] = defaultdict(list)
    for row in rows:
        one = Conclusion(
            id=row.id,
            outcome=Outcome(row.outcome),
            reasons=row.reasons,
            conditions=row.conditions,
            by=_signer(known[row.person_id], row.post),
            signers=tuple(_signer(known[one.person_id], one.post) for one in beside[row.id]),
            on=row.on,
        )
        found[row.case_id].append(one)
    return found


def _not_chosen(session: Session, case_id: int) -> NotChosen | None:
    """Return the record that another candidate was chosen; None for a candidate hired after all."""
    row = session.get(models.NotChosen, case_id)
    if row is None or session.get(models.Hire, case_id) is not None:
        return None
    author = people.brief(session, (row.person_id,))[row.person_id]
    return NotChosen(row.reason, _signer(author, row.post), row.on)


def _signer(person: Person, post: str) -> Signer:
    return Signer(person.id, person.full_name, post)
