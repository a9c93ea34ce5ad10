"""The reasons for a refusal: what they can rest on, and the text someone wrote from it (ТК РФ 64)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, people
from db.assessing.progress import lines_of_one
from db.hiring import decisions
from db.journal import journal, reasons
from db.models.types import acting, today
from domain.assessing.case import CaseState, CycleKind
from domain.errors import (
    Hired,
    Impossible,
    NamesAnother,
    NotRefused,
    RefusedAlready,
    Unknown,
    Withdrawn,
)
from domain.hiring.decision import Outcome
from domain.hiring.refusal import Refusal
from domain.hiring.refusal import draft as draft_of
from domain.hiring.surnames import naming
from domain.text import fold


@dataclass(frozen=True, slots=True)
class KeptRefusal:
    """The text of a refusal and its author."""

    text: str
    author_id: int
    author_name: str
    on: date


def draft(session: Session, case_id: int, viewer_id: int | None, on: date) -> Refusal:
    """Return what a refusal can rest on: gates and gaps of this one person, and what was seen.

    The window and the command line both get the content of this paper here.

    Raises:
        NotRefused: if no named person refused a candidate in this case.
        Unknown, StillBlind, NothingSubmitted: as for ``cases.result``.
    """
    if _kind(session, case_id) is not CycleKind.HIRING:
        raise NotRefused(hiring=False)
    return draft_of(decisions.decision(session, case_id, viewer_id, on))


def keep(session: Session, case_id: int, text: str, on: date) -> int:
    """Store the text of a refusal and return its id; earlier ones stay in the file.

    Raises:
        Missing: if it is empty, or there is no actor.
        TooLong: if it has more than 5,000 characters.
        NamesAnother: if it names another candidate of the campaign.
        NotRefused, Unknown, StillBlind, NothingSubmitted: as for ``draft``, for the actor.
    """
    actor = acting(session)
    draft(session, case_id, actor, on)
    told = reasons.needed("refusal", text)
    _check_names(session, session.get_one(models.Case, case_id), told)
    row = models.Refusal(case_id=case_id, text=told, person_id=actor, on=on)
    session.add(row)
    session.flush()
    journal.record(session, "refuse", "case", case_id, {"refusal": row.id, "length": len(told)})
    return row.id


def kept(session: Session, case_id: int, viewer_id: int | None) -> KeptRefusal | None:
    """Return the newest text of a refusal; None if there is none.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``draft``.
    """
    _check(session, case_id, viewer_id)
    row = session.exec(
        select(models.Refusal)
        .where(models.Refusal.case_id == case_id)
        .order_by(col(models.Refusal.id).desc())
    ).first()
    if row is None:
        return None
    author = people.brief(session, (row.person_id,))[row.person_id]
    return KeptRefusal(row.text, row.person_id, author.full_name, row.on)


def refused(session: Session) -> tuple[int, ...]:
    """Return the cases of candidates whom a named person refused, in the order they were opened."""
    newest = select(func.max(col(models.Conclusion.id))).group_by(col(models.Conclusion.case_id))
    against = select(models.Conclusion.case_id).where(
        col(models.Conclusion.id).in_(newest), models.Conclusion.outcome == Outcome.NOT_RECOMMEND.value
    )
    chosen = select(models.NotChosen.case_id)
    rows = session.exec(
        select(models.Case.id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(
            models.Cycle.kind == CycleKind.HIRING,
            models.Case.state != CaseState.WITHDRAWN,
            col(models.Case.id).not_in(select(models.Hire.case_id)),
            or_(col(models.Case.id).in_(against), col(models.Case.id).in_(chosen)),
        )
        .order_by(col(models.Case.id))
    )
    return tuple(rows)


def choose_another(session: Session, case_id: int, reason: str, on: date | None = None) -> None:
    """Record that another candidate was chosen and what decided it; *on* is today by default.

    The conclusion on the candidate stays as it is. Hiring the candidate after all ends this refusal.

    Raises:
        NeedsReason: if no reason is given.
        NamesAnother: if the reason names another candidate of the campaign (ТК РФ 64).
        RefusedAlready: if the candidate was already refused.
        Hired: if this candidate was hired.
        Impossible: if the case is not for hiring, or the day is in the future or before the case was opened.
        Missing: if there is no actor.
        Unknown, Withdrawn: if there is no such case, or the candidate has withdrawn.
    """
    kind = _kind(session, case_id)
    case = session.get_one(models.Case, case_id)
    if kind is not CycleKind.HIRING:
        raise Impossible("case")
    if case.state is CaseState.WITHDRAWN:
        raise Withdrawn
    if session.get(models.Hire, case_id) is not None:
        raise Hired
    actor = acting(session)
    if case_id in refused(session):
        raise RefusedAlready
    told, here = reasons.reason(reason), today(session)
    day = on or here
    if not case.opened_on <= day <= here:
        raise Impossible("on")
    _check_names(session, case, told)
    post = people.brief(session, (actor,))[actor].post
    session.add(models.NotChosen(case_id=case_id, reason=told, person_id=actor, post=post, on=day))
    data = {"on": day.isoformat(), "length": len(told)}
    journal.record(session, "choose_another", "case", case_id, data)


def _check_names(session: Session, case: models.Case, text: str) -> None:
    """Refuse a text that names another candidate of the campaign by code or by surname, however inflected."""
    others = session.exec(
        select(models.Person)
        .join(models.Case, col(models.Case.person_id) == models.Person.id)
        .where(models.Case.cycle_id == case.cycle_id, models.Case.id != case.id)
        .order_by(col(models.Case.id))
    ).all()
    words = [word.strip(".,;:!?()«»\"'") for word in text.split()]
    own = fold(session.get_one(models.Person, case.person_id).surname)
    for one in others:
        named = next((word for word in words if fold(word) == fold(one.code)), None)
        if named is None and fold(one.surname) != own:
            named = naming(text, one.surname)
        if named is not None:
            raise NamesAnother(named)


def _kind(session: Session, case_id: int) -> CycleKind:
    found = session.exec(
        select(models.Cycle.kind)
        .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
        .where(models.Case.id == case_id)
    ).first()
    if found is None:
        raise Unknown("case", case_id)
    return CycleKind(found)


def _check(session: Session, case_id: int, viewer_id: int | None) -> None:
    lines = lines_of_one(session, case_id)
    if not lines:
        raise Unknown("case", case_id)
    cases.check_open(session, lines[0], viewer_id)
