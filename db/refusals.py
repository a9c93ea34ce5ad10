"""Reasons of a refusal: what they can rest on, and the words that somebody made of it (ТК РФ 64)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db import cases, decisions, journal, models, people, reasons
from db.progress import lines_where
from db.types import actor_id
from domain.errors import Missing, Unknown
from domain.refusal import Refusal
from domain.refusal import draft as draft_of


@dataclass(frozen=True, slots=True)
class KeptRefusal:
    """The words of a refusal and who put them so."""

    text: str
    author_id: int
    author_name: str
    on: date


def draft(session: Session, case_id: int, viewer_id: int | None, on: date) -> Refusal:
    """Return what a refusal can rest on: gates and gaps of this one person, and what was seen.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``cases.result``.
    """
    return draft_of(decisions.decision(session, case_id, viewer_id, on))


def keep(session: Session, case_id: int, text: str, on: date) -> int:
    """Keep the words of a refusal and return their id; earlier ones stay in the file.

    Raises:
        Missing: if there are none, or nobody is at work.
        TooLong: if they have more than 5,000 characters.
        Unknown, StillBlind, NothingSubmitted: as for ``draft``, for whoever is at work.
    """
    actor = actor_id(session)
    if actor is None:
        raise Missing("actor")
    _check(session, case_id, actor)
    told = reasons.needed("refusal", text)
    row = models.Refusal(case_id=case_id, text=told, person_id=actor, on=on)
    session.add(row)
    session.flush()
    assert row.id is not None
    journal.record(session, "refuse", "case", case_id, {"refusal": row.id, "length": len(told)})
    return row.id


def kept(session: Session, case_id: int, viewer_id: int | None) -> KeptRefusal | None:
    """Return the words that were kept last, None where there are none.

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


def _check(session: Session, case_id: int, viewer_id: int | None) -> None:
    lines = lines_where(session, models.Case.id == case_id)
    if not lines:
        raise Unknown("case", case_id)
    cases.check_open(lines[0], viewer_id)
