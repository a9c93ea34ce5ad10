"""Facts: stored with marks or apart from them, and hidden from others as long as marks are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from db import models
from db.assessing import sheet_access
from db.assessing.facts.fact_rows import Entered, facts_where
from db.assessing.progress import CaseLine, lines_where
from db.journal import journal
from db.models.table import existing
from db.models.types import actor_id, new_uid, now, today
from domain.assessing.evidence import FACT_LIMIT, Evidence, Polarity, Told, draft_field, form_field
from domain.assessing.sheet import SheetState
from domain.errors import Impossible, Missing, NoteUsed, NotYours, Rewritten, TooLong, Unknown
from domain.mark import SHY_ROLES
from domain.text import clean


def note(
    session: Session,
    person_id: int,
    item_ids: Sequence[int],
    text: str,
    polarity: Polarity,
    observed_on: date,
    file_sha256: str | None = None,
    *,
    sheet_id: int | None = None,
) -> int:
    """Store a fact and return its id.

    On a sheet it belongs to the assessor and the case, and replaces the draft text.

    Raises:
        Missing: if there is no text or no item.
        TooLong: if the text has more than 5,000 characters.
        Impossible: if it was observed after today, or the file hash is invalid, or the sheet is about
            someone else.
        Submitted, Closed, NotYours: as for a mark of the sheet; NotYours also if there is no actor.
        Unknown: if there is no such person, sheet or item.
    """
    author = actor_id(session)
    if sheet_id is not None:
        sheet = sheet_access.writable(session, sheet_id)
        author = sheet.assessor_id
        if session.get_one(models.Case, sheet.case_id).person_id != person_id:
            raise Impossible("person_id")
    elif session.get(models.Person, person_id) is None:
        raise Unknown("person", person_id)
    if author is None:
        raise NotYours
    row = _new(session, person_id, author, sheet_id)
    _put(session, row, item_ids, Told(text, polarity, observed_on), file_sha256)
    if sheet_id is not None:
        _settle(session, sheet_id, 0, item_ids)
    data = {"person": person_id, "sheet": sheet_id, **_data(row, item_ids)}
    journal.record(session, "note", "evidence", row.id, data)
    return row.id


def change(
    session: Session,
    evidence_id: int,
    item_ids: Sequence[int],
    text: str,
    polarity: Polarity,
    observed_on: date,
    file_sha256: str | None = None,
    seen: str | None = None,
) -> None:
    """Change a fact; it counts as recorded now.

    Raises:
        Rewritten: if *seen* is given and the current text differs from it.
        NoteUsed: if it is a note contained in a submitted sheet.
        Unknown: if there is no such fact or it was withdrawn.
        Missing, TooLong, Impossible, Submitted, Closed, NotYours: as for ``note``.
    """
    row = _writable(session, evidence_id)
    if row.retired_at is not None:
        raise Unknown("evidence", evidence_id)
    if seen is not None and row.text not in (seen, clean(text).strip()):
        raise Rewritten(row.text)
    row.recorded_at, row.recorded_on = now(session), today(session)
    _put(session, row, item_ids, Told(text, polarity, observed_on), file_sha256)
    if row.sheet_id is not None:
        _settle(session, row.sheet_id, evidence_id)
    journal.record(session, "change", "evidence", evidence_id, _data(row, item_ids))


def withdraw(session: Session, evidence_id: int) -> None:
    """Withdraw a fact: it is no longer shown to anyone. Handing in the sheet deletes its withdrawn facts.

    A fact on a submitted sheet stays as it is; it can be withdrawn in the next revision.

    Raises:
        Submitted, Closed, NotYours, NoteUsed, Unknown: as for ``change``.
    """
    row = _writable(session, evidence_id)
    row.retired_at = row.retired_at or now(session)
    session.add(row)
    if row.sheet_id is not None:
        _settle(session, row.sheet_id, evidence_id)
    journal.record(session, "withdraw", "evidence", evidence_id, {"sheet": row.sheet_id})


def restore(session: Session, evidence_id: int) -> None:
    """Undo a withdrawal.

    Raises:
        Submitted, Closed, NotYours, Unknown: as for ``withdraw``.
    """
    row = _writable(session, evidence_id)
    row.retired_at = None
    session.add(row)
    journal.record(session, "restore", "evidence", evidence_id, {"sheet": row.sheet_id})


def beside(session: Session, sheet_id: int, viewer_id: int | None) -> tuple[Evidence, ...]:
    """Return the facts of a sheet, newest first.

    Raises:
        Unknown: if there is no such sheet.
        NotYours: if the case is still blind to the viewer, or the sheet is someone else's draft.
    """
    sheet = existing(session, models.Sheet, sheet_id)
    sheet_access.check_visible(session, sheet, viewer_id)
    return of_sheets(session, (sheet_id,))


def of_person(session: Session, person_id: int, viewer_id: int | None) -> tuple[Evidence, ...]:
    """Return the facts about a person that the viewer may see, newest first.

    Always the viewer's own. Of others, those on counted sheets once their case is not blind, and notes apart
    from sheets while no case of the person is blind. Colleagues and subordinates are not named; if fewer than
    three of the role handed in, nothing of that case is shown except the viewer's own (law 15).
    """
    lines = lines_where(session, models.Case.person_id == person_id)
    return tuple(one.fact for one in shown(session, person_id, lines, viewer_id))


def shown(
    session: Session, person_id: int, lines: Sequence[CaseLine], viewer_id: int | None
) -> tuple[Entered, ...]:
    """Return the same with names and labels, in one statement; *lines* are all cases of the person."""
    blind = any(line.waiting and not line.open_to(viewer_id) for line in lines)
    counting = _counting(lines, viewer_id)
    told: list[Entered] = []
    merged = select(models.Person.id).where(models.Person.merged_into == person_id)
    about = or_(models.Evidence.person_id == person_id, col(models.Evidence.person_id).in_(merged))
    for one in facts_where(session, about):
        fact = one.fact
        if fact.sheet_id is None:
            if fact.author_id == viewer_id or not blind:
                told.append(one)
        elif fact.sheet_id in counting:
            named = counting[fact.sheet_id]
            told.append(one if named else replace(one, fact=replace(fact, author_id=None), author_name=""))
    return tuple(told)


def notes(session: Session, condition: ColumnElement[bool] | bool = True) -> tuple[Entered, ...]:
    """Return the notes apart from sheets, newest first; the caller checks who may see them."""
    return facts_where(session, col(models.Evidence.sheet_id).is_(None), condition)


def of_sheets(session: Session, sheet_ids: Iterable[int]) -> tuple[Evidence, ...]:
    """Return the facts of these sheets, newest first; the caller has checked who may see them."""
    found = facts_where(session, col(models.Evidence.sheet_id).in_(tuple(sheet_ids)))
    return tuple(one.fact for one in found)


def tell(session: Session, sheet: models.Sheet, person_id: int, facts: Mapping[int, Told]) -> None:
    """Store facts on a sheet, one an item, in a fixed number of statements."""
    made = {item_id: _new(session, person_id, sheet.assessor_id, sheet.id) for item_id in facts}
    for item_id, row in made.items():
        _word(row, facts[item_id], None)
    _check_items(session, sheet.id, tuple(facts))
    session.add_all(made.values())
    session.flush()  # once for all: a sheet may have dozens
    session.add_all(models.EvidenceItem(evidence_id=row.id, item_id=item_id) for item_id, row in made.items())


def copy(session: Session, old_id: int, new_id: int) -> None:
    """Give a correction the facts of the sheet it corrects."""
    kept = models.Evidence.sheet_id == old_id, col(models.Evidence.retired_at).is_(None)
    for old in session.exec(select(models.Evidence).where(*kept).order_by(col(models.Evidence.id))).all():
        links = select(models.EvidenceItem.item_id).where(models.EvidenceItem.evidence_id == old.id)
        items = sorted(session.exec(links))
        copied(session, old, old.person_id, new_id, items, old.note_uid)


def copied(
    session: Session,
    old: models.Evidence,
    person_id: int,
    sheet_id: int,
    item_ids: Sequence[int],
    note_uid: str | None,
) -> models.Evidence:
    """Return a new fact on a sheet that says the same as an old one."""
    row = _new(session, person_id, old.author_id, sheet_id)
    row.observed_on, row.recorded_on, row.recorded_at = old.observed_on, old.recorded_on, old.recorded_at
    row.polarity, row.text, row.file_sha256 = old.polarity, old.text, old.file_sha256
    row.note_uid = note_uid
    session.add(row)
    session.flush()
    for item_id in item_ids:
        session.add(models.EvidenceItem(evidence_id=row.id, item_id=item_id))
    return row


def drop_withdrawn(session: Session, sheet_id: int) -> None:
    """Delete withdrawn facts, as is done before the sheet is handed in."""
    gone = models.Evidence.sheet_id == sheet_id, col(models.Evidence.retired_at).is_not(None)
    for row in session.exec(select(models.Evidence).where(*gone)).all():
        _unlink(session, row.id)
        session.delete(row)


def _new(session: Session, person_id: int, author_id: int, sheet_id: int | None) -> models.Evidence:
    """Return a new fact whose text is still missing."""
    day = today(session)
    return models.Evidence(
        uid=new_uid(session),
        person_id=person_id,
        author_id=author_id,
        sheet_id=sheet_id,
        observed_on=day,
        recorded_on=day,
        recorded_at=now(session),
        polarity=Polarity.NEUTRAL,
        text="",
    )


def _put(
    session: Session,
    row: models.Evidence,
    item_ids: Sequence[int],
    told: Told,
    file_sha256: str | None,
) -> None:
    """Check the fact and write it into the row with its items."""
    _word(row, told, file_sha256)
    wanted = tuple(dict.fromkeys(item_ids))
    if not wanted:
        raise Missing("items")
    _check_items(session, row.sheet_id, wanted)
    session.add(row)
    if row in session.new:
        session.flush()
    else:
        _unlink(session, row.id)
    for item_id in wanted:
        session.add(models.EvidenceItem(evidence_id=row.id, item_id=item_id))


def _word(row: models.Evidence, told: Told, file_sha256: str | None) -> None:
    """Check the text and write it into the row."""
    text = clean(told.text).strip()
    if not text:
        raise Missing("fact")
    if len(text) > FACT_LIMIT:
        raise TooLong("fact", len(text), FACT_LIMIT)
    if told.observed_on > row.recorded_on:
        raise Impossible("observed_on")
    if file_sha256 is not None and not _is_hash(file_sha256):
        raise Impossible("file_sha256")
    row.text, row.polarity, row.observed_on = text, told.polarity, told.observed_on
    row.file_sha256 = file_sha256


def _check_items(session: Session, sheet_id: int | None, item_ids: Sequence[int]) -> None:
    if sheet_id is None:
        known = select(models.Item.id).where(col(models.Item.id).in_(item_ids))
    else:
        known = (
            select(models.CaseItem.item_id)
            .join(models.Sheet, col(models.Sheet.case_id) == models.CaseItem.case_id)
            .where(models.Sheet.id == sheet_id, col(models.CaseItem.item_id).in_(item_ids))
        )
    missing = set(item_ids) - set(session.exec(known))
    if missing:
        raise Unknown("item", min(missing))


def _writable(session: Session, evidence_id: int) -> models.Evidence:
    row = existing(session, models.Evidence, evidence_id)
    if row.sheet_id is not None:
        sheet_access.writable(session, row.sheet_id)
    sheet_access.mine(session, row.author_id)
    if row.sheet_id is None and used(session, (row.uid,)):
        raise NoteUsed
    return row


def used(session: Session, uids: Iterable[str]) -> frozenset[str]:
    """Return which of the notes are facts in a submitted sheet."""
    rows = session.exec(
        select(models.Evidence.note_uid)
        .join(models.Sheet, col(models.Sheet.id) == models.Evidence.sheet_id)
        .where(col(models.Evidence.note_uid).in_(tuple(uids)), models.Sheet.state == SheetState.SUBMITTED)
    )
    return frozenset(one for one in rows if one is not None)


def _settle(session: Session, sheet_id: int, fact_id: int, item_ids: Sequence[int] | None = None) -> None:
    """Delete the draft text of this fact, on these items or (None) on any."""
    names = draft_field(fact_id), form_field(fact_id)
    kept = models.DraftText.sheet_id == sheet_id, col(models.DraftText.field).in_(names)
    for half in session.exec(select(models.DraftText).where(*kept)).all():
        if item_ids is None or half.item_id in item_ids:
            session.delete(half)


def _unlink(session: Session, evidence_id: int) -> None:
    links = select(models.EvidenceItem).where(models.EvidenceItem.evidence_id == evidence_id)
    for link in session.exec(links).all():
        session.delete(link)
    session.flush()


def _data(row: models.Evidence, item_ids: Sequence[int]) -> journal.Told:
    items = list(dict.fromkeys(item_ids))
    return {"items": items, "polarity": row.polarity.value, "length": len(row.text)}


def _counting(cases: Sequence[CaseLine], viewer_id: int | None) -> dict[int, bool]:
    """Return the sheets whose facts may be seen -> whether their author may be named."""
    counting: dict[int, bool] = {}
    for line in cases:
        for mine in line.sheets:
            if viewer_id is not None and mine.assessor_id == viewer_id:
                counting[mine.sheet_id] = True
        if not line.open_to(viewer_id) or line.kept_apart:
            continue
        for sheet in line.sheets:
            if sheet.assessor_id != viewer_id and sheet.counted_id is not None:
                counting[sheet.counted_id] = sheet.role not in SHY_ROLES
    return counting


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(char in "0123456789abcdef" for char in text)
