"""The training proposed for a cycle as people changed it, stored for the training plan."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles
from db.assessing.progress import lines_where
from db.journal import journal
from db.models.types import actor_id, now
from domain.errors import Unknown
from domain.team.training import DraftGroup, DraftPair, TrainingDraft
from domain.team.training_terms import Terms, checked


def kept(
    session: Session, cycle_id: int, viewer_id: int | None, unit_id: int | None = None
) -> TrainingDraft | None:
    """Return the draft of the cycle, or of one unit in it; None if the proposal was never changed.

    People with a case blind to the viewer are left out, since being in a group reveals a gap; so are erased
    people. Merged people appear as who they are now.
    """
    row = _row(session, cycle_id, unit_id)
    if row is None:
        return None
    draft = _present(session, _draft(row.content))
    return draft.only(_people(draft) - _hidden(session, cycle_id, viewer_id))


def keep(session: Session, cycle_id: int, draft: TrainingDraft, unit_id: int | None = None) -> None:
    """Replace the draft; people whom the actor cannot see stay in it.

    Raises:
        Unknown: if there is no such cycle or unit.
        Impossible, TooLong: as for ``training_terms.checked``.
    """
    cycles.cycle(session, cycle_id)
    draft = replace(draft, groups=tuple(replace(one, terms=checked(one.terms)) for one in draft.groups))
    if unit_id is not None and session.get(models.Unit, unit_id) is None:
        raise Unknown("unit", unit_id)
    row = _row(session, cycle_id, unit_id)
    if row is not None:
        before = _draft(row.content)
        draft = draft.joined(before.hiding(_hidden(session, cycle_id, actor_id(session))))
    else:
        row = models.TrainingDraft(cycle_id=cycle_id, unit_id=unit_id, content={}, saved_at=now(session))
    row.content, row.saved_at = _content(draft), now(session)
    session.add(row)
    session.flush()
    data = {"cycle": cycle_id, "groups": len(draft.groups), "pairs": len(draft.pairs)}
    journal.record(session, "keep", "training_draft", row.id, data)


def drop(session: Session, cycle_id: int, unit_id: int | None = None) -> None:
    """Delete the draft, so that the proposal applies again; does nothing if there is none."""
    row = _row(session, cycle_id, unit_id)
    if row is None:
        session.info["unjournaled"] = True
        return
    journal.record(session, "drop", "training_draft", row.id, {"cycle": cycle_id})
    session.delete(row)


def _row(session: Session, cycle_id: int, unit_id: int | None) -> models.TrainingDraft | None:
    unit = col(models.TrainingDraft.unit_id)
    return session.exec(
        select(models.TrainingDraft).where(
            models.TrainingDraft.cycle_id == cycle_id,
            unit.is_(None) if unit_id is None else unit == unit_id,
        )
    ).first()


def _hidden(session: Session, cycle_id: int, viewer_id: int | None) -> set[int]:
    """Return the people with a case in the cycle that the viewer may not see and that has sheets missing."""
    lines = lines_where(session, models.Case.cycle_id == cycle_id)
    return {line.person_id for line in lines if line.waiting and not line.open_to(viewer_id)}


def _present(session: Session, draft: TrainingDraft) -> TrainingDraft:
    """Return the draft without erased people, and with merged people replaced by who they are now."""
    rows = session.connection().execute(
        select_columns(col(models.Person.id), col(models.Person.merged_into)).where(
            col(models.Person.id).in_(_people(draft)), col(models.Person.erased_at).is_(None)
        )
    )
    now_ = {row.id: row.merged_into or row.id for row in rows}
    draft = draft.only(now_)
    return TrainingDraft(
        tuple(
            replace(one, people=tuple(dict.fromkeys(now_[id_] for id_ in one.people))) for one in draft.groups
        ),
        tuple(DraftPair(one.code, now_[one.mentor_id], now_[one.learner_id]) for one in draft.pairs),
    )


def _people(draft: TrainingDraft) -> set[int]:
    found = {person for group in draft.groups for person in group.people}
    return found | {one for pair in draft.pairs for one in (pair.mentor_id, pair.learner_id)}


def _draft(content: dict[str, Any]) -> TrainingDraft:
    groups = tuple(
        DraftGroup(one["number"], tuple(one["codes"]), tuple(one["people"]), _terms(one.get("terms", {})))
        for one in content["groups"]
    )
    return TrainingDraft(groups, tuple(DraftPair(*one) for one in content["pairs"]))


def _content(draft: TrainingDraft) -> dict[str, Any]:
    return {
        "groups": [
            {
                "number": one.number,
                "codes": list(one.codes),
                "people": list(one.people),
                "terms": _settled(one.terms),
            }
            for one in draft.groups
        ],
        "pairs": [[one.code, one.mentor_id, one.learner_id] for one in draft.pairs],
    }


def _terms(content: dict[str, Any]) -> Terms:
    """Return the terms of a group; missing ones are unknown."""
    known = dict(content)
    for name in ("starts_on", "ends_on"):
        if name in known:
            known[name] = date.fromisoformat(known[name])
    if "share" in known:
        known["share"] = Fraction(known["share"])
    return Terms(**known)


def _settled(terms: Terms) -> dict[str, Any]:
    settled: dict[str, Any] = {}
    for name in Terms.__dataclass_fields__:
        value = getattr(terms, name)
        if value is not None and value != "":
            settled[name] = value if isinstance(value, int) else str(value)
    return settled
