"""The diary: notes apart from sheets, stored, listed, and copied to a sheet as facts."""

import json
from collections.abc import Iterable, Set
from datetime import date

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from db import models
from db.assessing import sheet_access
from db.assessing.facts import evidence
from db.assessing.facts.fact_rows import Entered
from db.assessing.progress import lines_where
from db.framework import frameworks
from db.journal import journal
from db.journal.presence import of_units
from db.models.types import acting, actor_id, now
from db.team import sheet_words
from domain.assessing.case import CaseState
from domain.assessing.evidence import Polarity
from domain.errors import HadLeft, Impossible, NotYours, Unknown
from domain.framework.framework import Framework
from domain.people.person import full_name
from domain.team.diary import HalfNote, Note, Page
from domain.text import Text, clean

PAGE = 200  # notes that a screen is filled with; the others wait until they are asked for


def write(
    session: Session,
    person_id: int,
    item_ids: tuple[int, ...],
    text: str,
    polarity: Polarity,
    observed_on: date,
) -> int:
    """Store a note by the actor, delete the draft note, and return the note's id.

    Raises:
        HadLeft: if the person had left before that day.
        Missing, TooLong, Impossible, NotYours: as for ``evidence.note``.
        Unknown: as there, and for a person who was erased or merged into another.
    """
    check_there(session, person_id, observed_on)
    made = evidence.note(session, person_id, item_ids, text, polarity, observed_on)
    _forget(session)
    return made


def change(
    session: Session,
    note_id: int,
    item_ids: tuple[int, ...],
    text: str,
    polarity: Polarity,
    observed_on: date,
) -> None:
    """Change a note.

    Raises:
        HadLeft, Unknown: as for ``write``.
        NoteUsed and others: as for ``evidence.change``.
    """
    row = session.get(models.Evidence, note_id)
    if row is None or row.sheet_id is not None:
        raise Unknown("evidence", note_id)
    check_there(session, row.person_id, observed_on)
    evidence.change(session, note_id, item_ids, text, polarity, observed_on, row.file_sha256)


def notes(
    session: Session,
    viewer_id: int | None,
    person_id: int | None = None,
    unit_ids: Set[int] | None = None,
) -> tuple[Note, ...]:
    """Return all notes that the viewer may see, about a person if given, newest first; three statements.

    These are the viewer's own, and others' notes about people with no case blind to the viewer, of these
    units if given.
    """
    shown = _may_see(session, viewer_id) & _within(viewer_id, unit_ids) & _about(person_id)
    return as_notes(evidence.notes(session, shown), viewer_id)


def page(
    session: Session,
    viewer_id: int | None,
    person_id: int | None = None,
    most: int = PAGE,
    unit_ids: Set[int] | None = None,
) -> Page:
    """Return the newest of the ``notes``, at most this many, and how many there are; seven statements."""
    shown = _may_see(session, viewer_id) & _within(viewer_id, unit_ids)
    mine = shown & _about(person_id)
    day, at, number = (
        col(one).desc()
        for one in (models.Evidence.observed_on, models.Evidence.recorded_at, models.Evidence.id)
    )
    newest = select(models.Evidence.id).where(mine).order_by(day, at, number).limit(most)
    found = as_notes(evidence.notes(session, col(models.Evidence.id).in_(newest)), viewer_id)
    count = _count(session, mine)
    total = count if person_id is None else _count(session, shown)
    on_sheets = sheet_words.count(session, PAGE + 1, viewer_id, unit_ids)
    return Page(found, count, total, _items(session, shown), on_sheets)


def notes_of(session: Session, person_id: int, viewer_id: int | None) -> tuple[Note, ...]:
    """Return the notes about a person that the viewer may see, newest first."""
    lines = lines_where(session, models.Case.person_id == person_id)
    told = evidence.shown(session, person_id, lines, viewer_id)
    return as_notes((one for one in told if one.fact.sheet_id is None), viewer_id)


def take(session: Session, sheet_id: int, note_id: int) -> int:
    """Copy an own note to the sheet as a fact and return the fact's id; repeating this makes no second copy.

    The fact keeps the day on which the note was recorded. Items that the case does not have are left out.

    Raises:
        Submitted, Closed: as for a mark of the sheet.
        NotYours: if the note's author is not the assessor.
        Impossible: if it is about someone else, or about no item of the case.
        Unknown: if there is no such sheet or note, or the note was withdrawn.
    """
    sheet = sheet_access.writable(session, sheet_id)
    note = session.get(models.Evidence, note_id)
    if note is None or note.sheet_id is not None or note.retired_at is not None:
        raise Unknown("evidence", note_id)
    if note.author_id != sheet.assessor_id:
        raise NotYours
    person_id = session.get_one(models.Case, sheet.case_id).person_id
    if person_id not in (note.person_id, session.get_one(models.Person, note.person_id).merged_into):
        raise Impossible("person_id")
    row = session.exec(
        select(models.Evidence).where(
            models.Evidence.sheet_id == sheet_id, models.Evidence.note_uid == note.uid
        )
    ).first()
    if row is not None:
        row.retired_at = None
        session.add(row)
    else:
        row = _copied(session, note, person_id, sheet_id)
    data: journal.Told = {"sheet": sheet_id, "note": note_id}
    journal.record(session, "take", "evidence", row.id, data)
    return row.id


def keep_half(session: Session, half: HalfNote) -> None:
    """Keep the actor's draft note; an empty one is deleted. Not an event.

    Raises:
        Missing: if there is no actor.
    """
    author = acting(session)
    session.info["unjournaled"] = True
    if half.is_empty:
        _forget(session)
        return
    kept = session.get(models.NoteDraft, author)
    if kept is None:
        kept = models.NoteDraft(author_id=author, text="", form="", saved_at=now(session))
    there = half.person_id is not None and session.get(models.Person, half.person_id) is not None
    kept.person_id = half.person_id if there else None
    kept.text = clean(half.text)
    kept.form = json.dumps([half.polarity.value, clean(half.day), list(half.codes)])
    kept.saved_at = now(session)
    session.add(kept)


def half(session: Session, viewer_id: int | None) -> HalfNote:
    """Return the viewer's own draft note, an empty one if there is none.

    A draft about someone who has been erased since is not shown.
    """
    kept = session.get(models.NoteDraft, viewer_id) if viewer_id else None
    if kept is None:
        return HalfNote()
    person = session.get(models.Person, kept.person_id) if kept.person_id is not None else None
    if person is not None and person.erased_at is not None:
        return HalfNote()
    polarity, day, codes = json.loads(kept.form)
    about = None if person is None else person.merged_into or person.id
    return HalfNote(about, kept.text, Polarity(polarity), day, tuple(codes))


def check_there(session: Session, person_id: int, on: date) -> None:
    """Refuse a note about someone who had left before that day, or who does not exist any more."""
    row = session.get(models.Person, person_id)
    if row is None or row.erased_at is not None or row.merged_into is not None:
        raise Unknown("person", person_id)
    if row.left_on is not None and row.left_on < on:
        raise HadLeft(full_name(row.surname, row.given, row.patronymic), row.left_on)


def framework_for(session: Session, person_id: int | None) -> Framework:
    """Return the framework for notes about a person: that of the newest case, else the default one."""
    found = session.exec(
        select(models.Cycle.framework_id)
        .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
        .where(models.Case.person_id == person_id)
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    ).first()
    return frameworks.newest(session) if found is None else frameworks.framework(session, found)


def _may_see(session: Session, viewer_id: int | None) -> ColumnElement[bool]:
    """Return the condition of the notes that the viewer may see."""
    gone = select(models.Person.id).where(col(models.Person.erased_at).is_not(None))
    notes = (
        col(models.Evidence.sheet_id).is_(None)
        & col(models.Evidence.retired_at).is_(None)
        & col(models.Evidence.person_id).not_in(gone)
    )
    mine = col(models.Evidence.author_id) == (viewer_id or 0)
    others = select(models.Evidence.person_id).where(notes, ~mine)
    if session.exec(others.limit(1)).first() is None:
        return notes
    about = col(models.Case.person_id).in_(others)  # and only an open case can be blind
    lines = lines_where(session, about, col(models.Case.state) == CaseState.OPEN)
    blind = {line.person_id for line in lines if line.waiting and not line.open_to(viewer_id)}
    return notes & (mine | col(models.Evidence.person_id).not_in(blind)) if blind else notes


def _within(viewer_id: int | None, unit_ids: Set[int] | None) -> ColumnElement[bool]:
    """Return the condition of the viewer's own notes, and of those about people of these units."""
    if unit_ids is None:
        return true()
    people = select(models.Person.id).where(of_units(unit_ids))
    return (col(models.Evidence.author_id) == (viewer_id or 0)) | col(models.Evidence.person_id).in_(people)


def _about(person_id: int | None) -> ColumnElement[bool]:
    return true() if person_id is None else col(models.Evidence.person_id) == person_id


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.exec(select(func.count(col(models.Evidence.id))).where(condition)).one()


def _items(session: Session, shown: ColumnElement[bool]) -> tuple[tuple[str, Text], ...]:
    """Return code and label of the items of these notes; of two editions the label of the newer note."""
    used = (
        select(models.EvidenceItem.item_id, func.max(col(models.Evidence.observed_on)).label("on"))
        .join(models.Evidence, col(models.Evidence.id) == models.EvidenceItem.evidence_id)
        .where(shown)
        .group_by(col(models.EvidenceItem.item_id))
        .subquery()
    )
    rows = session.exec(
        select(models.Item.code, models.Item.label_ru, models.Item.label_en)
        .join(used, used.c.item_id == col(models.Item.id))
        .order_by(used.c.on, col(models.Item.id))
    )
    return tuple(sorted({code: Text(ru, en) for code, ru, en in rows}.items()))


def _forget(session: Session) -> None:
    author = actor_id(session)
    kept = session.get(models.NoteDraft, author) if author is not None else None
    if kept is not None:
        session.delete(kept)


def _copied(session: Session, note: models.Evidence, person_id: int, sheet_id: int) -> models.Evidence:
    wanted = (
        select(models.Item.key)
        .join(models.EvidenceItem, col(models.EvidenceItem.item_id) == models.Item.id)
        .where(models.EvidenceItem.evidence_id == note.id)
    )
    items = session.exec(
        select(models.CaseItem.item_id)
        .join(models.Item, col(models.Item.id) == models.CaseItem.item_id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.CaseItem.case_id)
        .where(models.Sheet.id == sheet_id, col(models.Item.key).in_(wanted))
    ).all()
    if not items:
        raise Impossible("items")
    return evidence.copied(session, note, person_id, sheet_id, items, note.uid)


def as_notes(found: Iterable[Entered], viewer_id: int | None) -> tuple[Note, ...]:
    """Return facts as notes, with whether the viewer may change them; who may see them was checked before."""
    return tuple(
        Note(
            fact=one.fact,
            person_name=one.person_name,
            person_code=one.person_code,
            author_name=one.author_name,
            mine=viewer_id is not None and one.fact.author_id == viewer_id,
            used=one.used,
            labels=one.labels,
        )
        for one in found
    )
