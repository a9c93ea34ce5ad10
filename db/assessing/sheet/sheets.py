"""Sheets: one assessor's marks in one case."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any, cast

from sqlalchemy import bindparam, delete
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import away, cycles, people, sheet_access
from db.assessing.facts import evidence
from db.assessing.sheet_access import Stands
from db.assessing.talk import probes
from db.framework import frameworks
from db.journal import journal
from db.models.prepared import Prepared
from db.models.table import Upsert, existing
from db.models.types import need_space, new_uid, now, today
from domain.assessing.case import CaseState
from domain.assessing.evidence import Evidence, Told, fact_of_field, is_form
from domain.assessing.sheet import COMMENT_LIMIT, Sheet, SheetOrigin, SheetRow, SheetState, reason_at_submit
from domain.canonical import content_hash
from domain.errors import (
    Closed,
    NeedsReason,
    NotSubmitted,
    Rewritten,
    Submitted,
    TooLong,
    Unknown,
)
from domain.exchange.packet import PacketKind
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.mark import Mark, Overtaken, Role, Seen
from domain.scale import check_level
from domain.sheet_kinds import Origin
from domain.text import clean


def open_sheet(
    session: Session,
    case_id: int,
    assessor_id: int,
    role: Role,
    origin: SheetOrigin = SheetOrigin.SCREEN,
) -> int:
    """Return the assessor's draft in the case, begun if there is none.

    If assessors are assigned to the case, only they may rate, each in the assigned role.

    Raises:
        Unknown: if there is no such case or assessor.
        Closed, Withdrawn: if the case is over.
        Submitted: if the assessor has handed in, perhaps sealed; a correction is made by ``revise``.
        NotAssigned: if the case has assessors and this is not one of them.
        AlreadyOpen: if the case was opened early and this is a new assessor.
        Away: if the assessor took the case along before the sheet was begun.
        TooLittleSpace: if the disk has no room to finish a new one.
    """
    case = existing(session, models.Case, case_id)
    sheet_access.check_running(session, case.state, case.cycle_id)
    if session.exec(select(away.kind(case_id, assessor_id))).one() is PacketKind.SEALED_SHEET:
        raise Submitted  # marks made here beside it would keep it from ever being opened
    begun = _newest(session, case_id, assessor_id)
    if begun is not None:
        if begun.state is SheetState.SUBMITTED:
            raise Submitted
        return begun.id
    sheet_access.check_here(away.since(session, case_id, assessor_id))
    need_space(session)
    existing(session, models.Person, assessor_id)
    row = models.Sheet(
        uid=new_uid(session),
        case_id=case_id,
        assessor_id=assessor_id,
        role=sheet_access.role_in(session, case_id, assessor_id, role),
        state=SheetState.DRAFT,
        origin=origin,
        started_at=now(session),
    )
    session.add(row)
    session.flush()
    data = {"case": case_id, "assessor": assessor_id, "role": row.role.value}
    journal.record(session, "open", "sheet", row.id, data)
    return row.id


def sheet(session: Session, sheet_id: int, viewer_id: int | None) -> Sheet:
    """Return a sheet with its marks; until all sheets of the case are in, only its assessor may see it.

    Raises:
        Unknown: if there is no such sheet.
        NotYours, KeptApart: as for ``sheet_access.check_visible``.
    """
    row, case, cycle, gone, sealed = sheet_access.opened(session, sheet_id)
    sheet_access.check_visible(session, row, viewer_id)
    known = people.brief(session, {case.person_id, row.assessor_id})
    framework = frameworks.framework(session, cycle.framework_id)
    return Sheet(
        id=sheet_id,
        uid=row.uid,
        case_id=row.case_id,
        person=known[case.person_id],
        assessor=known[row.assessor_id],
        role=row.role,
        revision=row.revision,
        state=row.state,
        cycle=cycles.record(cycle),
        framework=framework,
        scale=frameworks.scale(session, cycle.scale_id),
        rows=_rows(session, row, framework, frameworks.profile(session, case.profile_id)),
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        submitted_on=row.submitted_on,
        origin=row.origin,
        case=case.state,
        away_since=gone,
        sealed_on=sealed if row.state is SheetState.DRAFT else None,
    )


def handed_in(session: Session, case_id: int, assessor_id: int) -> int:
    """Return the assessor's newest sheet of the case, a correction in progress included; 0 if none."""
    row = _newest(session, case_id, assessor_id)
    return 0 if row is None else row.id


def rate(
    session: Session,
    sheet_id: int,
    item_id: int,
    mark: Mark | None,
    origin: Origin = Origin.TYPED,
    seen: Seen | None = None,
) -> None:
    """Give the item a mark, or take its mark back with ``None``; repeating the same mark changes nothing.

    *seen* is the mark that the person saw when deciding, so that a mark made meanwhile is not overwritten.
    None is for acts that look at nothing.

    Raises:
        Overtaken: if the current mark is neither the one seen nor the new one.
        OffScale: if the scale has no such level.
        Submitted: if the sheet was handed in.
        Closed: if the case is closed.
        NotYours: if the actor is someone other than the assessor.
        Unknown: if there is no such sheet, or the case has no such item.
    """
    if mark is not None and mark.level is not None:
        check_level(mark.level)
    there, last = sheet_access.writable_item(session, sheet_id, item_id)
    if seen is not None and there[0] not in (seen.mark, mark):
        raise Overtaken(*there)
    if _put(session, there, sheet_id, item_id, mark, origin):
        data = {"item": item_id, "state": mark and mark.state.value, "level": mark and mark.level}
        journal.record(session, "rate", "sheet", sheet_id, data, last)


def rate_all(
    session: Session, sheet_id: int, marks: Mapping[int, tuple[Mark | None, Origin, Mark | None]]
) -> None:
    """Give items their marks in one act: item id -> the new mark, how it came, and the one seen.

    One item is the act ``rate``.

    Raises:
        Overtaken, OffScale, Submitted, Closed, NotYours, Unknown: as for ``rate``; then none is written.
    """
    with nullcontext() if len(marks) == 1 else journal.act(session, "enter", "sheet", sheet_id):
        for item_id, (mark, origin, seen) in marks.items():
            rate(session, sheet_id, item_id, mark, origin, Seen(seen))


def mark_now(session: Session, sheet_id: int, item_id: int) -> Stands:
    """Return the mark in the file now, for someone who may change it.

    Raises:
        Submitted, Closed, NotYours, Unknown: as for ``rate``.
    """
    return sheet_access.writable_item(session, sheet_id, item_id)[0]


def comment(session: Session, sheet_id: int, item_id: int, text: str, seen: str | None = None) -> None:
    """Set the comment on an item; an empty text deletes it. The draft text is deleted.

    Raises:
        Rewritten: if *seen* is given and the current text differs; the draft text stays.
        TooLong: if the text has more than 5,000 characters; the draft text stays.
        Submitted, Closed, NotYours, Unknown: as for ``rate``.
    """
    sheet_access.writable_item(session, sheet_id, item_id)
    row = session.get(models.MarkText, (sheet_id, item_id))
    there = "" if row is None else row.comment
    if seen is not None and there not in (seen, clean(text).strip()):
        raise Rewritten(there)
    length = _write(session, row, sheet_id, item_id, text)
    half = session.get(models.DraftText, (sheet_id, item_id, "comment"))
    if half is not None:
        session.delete(half)
    journal.record(session, "comment", "sheet", sheet_id, {"item": item_id, "length": length})


def enter(
    session: Session,
    sheet_id: int,
    said: Mapping[int, tuple[Mark | None, str]],
    facts: Mapping[int, Told] | None = None,
) -> None:
    """Enter many marks in one act, as from a paper sheet: item id -> mark and comment, item id -> fact.

    Raises:
        OffScale, TooLong, Submitted, Closed, NotYours, Unknown: as for ``comment``; then nothing is entered.
        Missing, Impossible: as for ``evidence.note``.
    """
    row = sheet_access.writable(session, sheet_id)
    lines = session.connection().execute(_LINES, {"sheet_id": sheet_id})
    given = {line.item_id: (_mark_of(line), line.origin, line.rated_at) for line in lines}
    texts = select(models.MarkText).where(models.MarkText.sheet_id == sheet_id)
    written = {words.item_id: words for words in session.exec(texts)}
    for item_id, (mark, text) in said.items():
        if item_id not in given:
            raise Unknown("item", item_id)
        if mark is not None and mark.level is not None:
            check_level(mark.level)
        _put(session, given[item_id], sheet_id, item_id, mark, Origin.TYPED)
        _write(session, written.get(item_id), sheet_id, item_id, text)
    if facts:
        person_id = session.get_one(models.Case, row.case_id).person_id
        evidence.tell(session, row, person_id, facts)
    told = [[item_id, mark and mark.state.value, mark and mark.level] for item_id, (mark, _) in said.items()]
    journal.record(session, "enter", "sheet", sheet_id, {"marks": told, "facts": sorted(facts or ())})


def submit(session: Session, sheet_id: int) -> int:
    """Hand the sheet in; unmarked items in scope get their reason (law 3). Return how many there were.

    Raises:
        Submitted: if it was already handed in.
        Closed: if the case is closed.
        NotYours: if the actor is someone other than the assessor.
    """
    row = sheet_access.writable(session, sheet_id)
    found = session.exec(
        select(models.Case, models.Cycle)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(models.Case.id == row.case_id)
    ).one()
    case, cycle = found
    marks = {
        mark.item_id: mark
        for mark in session.exec(select(models.Mark).where(models.Mark.sheet_id == sheet_id))
    }
    items = session.exec(
        select(models.CaseItem, models.Item)
        .join(models.Item, col(models.Item.id) == models.CaseItem.item_id)
        .where(models.CaseItem.case_id == row.case_id)
        .order_by(col(models.Item.key))
    ).all()
    unmarked = [one.item_id for one, _ in items if one.in_scope and one.item_id not in marks]
    reason = Mark(reason_at_submit(cycle.kind))
    for item_id in unmarked:
        marks[item_id] = _mark(session, sheet_id, item_id, reason, Origin.SUBMIT)
        session.add(marks[item_id])
    for half in session.exec(select(models.DraftText).where(models.DraftText.sheet_id == sheet_id)):
        session.delete(half)
    evidence.drop_withdrawn(session, sheet_id)
    session.flush()  # the marks first: once the sheet is submitted, the file accepts no more of them
    # Keys, not ids: the same sheet has the same hash in every file. Texts are left out, since they may be
    # erased.
    said = [
        [item.key, mark.state.value, mark.level]
        for _, item in items
        if (mark := marks.get(item.id)) is not None
    ]
    row.content_hash = content_hash([case.uid, row.uid, row.role.value, row.revision, said])
    row.state = SheetState.SUBMITTED
    row.submitted_at, row.submitted_on = now(session), today(session)
    session.add(row)
    data: journal.Told = {"hash": row.content_hash, "unmarked": len(unmarked)}
    if row.submitted_at < row.started_at:  # the clock was put back, perhaps in steps
        data["before_start"] = round((row.started_at - row.submitted_at).total_seconds())
    journal.record(session, "submit", "sheet", sheet_id, data)
    return len(unmarked)


def revise(session: Session, sheet_id: int, reason: str) -> int:
    """Begin a correction and return its id: the next revision, a draft with the same marks.

    Raises:
        NeedsReason: if the reason is empty.
        TooLong: if the reason has more than 5,000 characters.
        NotSubmitted: if the sheet is a draft.
        Closed: if the case is closed.
        NotYours: if the actor is someone other than the assessor.
        TooLittleSpace: if the disk has no room to finish it.
    """
    reason = clean(reason).strip()
    if not reason:
        raise NeedsReason
    if len(reason) > COMMENT_LIMIT:
        raise TooLong("reason", len(reason), COMMENT_LIMIT)
    old = existing(session, models.Sheet, sheet_id)
    if old.state is not SheetState.SUBMITTED:
        raise NotSubmitted
    sheet_access.mine(session, old.assessor_id)
    if session.get_one(models.Case, old.case_id).state is not CaseState.OPEN:
        raise Closed
    newest = _newest(session, old.case_id, old.assessor_id)
    assert newest is not None, "at least the one to be corrected"
    if newest.state is SheetState.DRAFT:
        return newest.id
    need_space(session)
    row = models.Sheet(
        uid=new_uid(session),
        case_id=old.case_id,
        assessor_id=old.assessor_id,
        role=newest.role,
        revision=newest.revision + 1,
        reason=reason,
        state=SheetState.DRAFT,
        origin=SheetOrigin.FORM if newest.origin is SheetOrigin.FORM else SheetOrigin.SCREEN,
        started_at=now(session),
    )
    session.add(row)
    session.flush()
    copy(session, newest.id, row.id)
    data = {"of": newest.id, "case": row.case_id, "revision": row.revision}
    journal.record(session, "revise", "sheet", row.id, data)
    return row.id


def keep_draft(session: Session, sheet_id: int, item_id: int, field: str, text: str) -> None:
    """Keep a draft text apart from the marks; not an event, since nothing has been said yet.

    Beside a sealed sheet too. A text equal to what is said is not kept. Any length is: comments are limited.

    Raises:
        Submitted, Closed, NotYours, Unknown: as for ``rate``.
    """
    sheet_access.writable_item(session, sheet_id, item_id, half=True)
    session.info["unjournaled"] = True
    text = clean(text)
    kept = session.get(models.DraftText, (sheet_id, item_id, field))
    if text == _said(session, sheet_id, item_id, field):
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        kept = models.DraftText(
            sheet_id=sheet_id, item_id=item_id, field=field, text=text, saved_at=now(session)
        )
    kept.text, kept.saved_at = text, now(session)
    session.add(kept)


def _said(session: Session, sheet_id: int, item_id: int, field: str) -> str:
    """Return the sheet's current text for the field that this draft text belongs to."""
    if is_form(field):
        return ""  # nothing chosen: the blank form
    fact_id = fact_of_field(field)
    if fact_id is None:
        words = session.get(models.MarkText, (sheet_id, item_id))
        return "" if words is None else words.comment
    fact = session.get(models.Evidence, fact_id) if fact_id else None
    return fact.text if fact is not None and fact.sheet_id == sheet_id else ""


def drafts_of(session: Session, sheet_id: int) -> dict[tuple[int, str], str]:
    """Return the draft texts: (item id, field) -> text, by item.

    Raises:
        NotYours: if the actor is someone other than the assessor.
        Unknown: if there is no such sheet.
    """
    assessor_id = session.exec(select(models.Sheet.assessor_id).where(models.Sheet.id == sheet_id)).first()
    if assessor_id is None:
        raise Unknown("sheet", sheet_id)
    sheet_access.mine(session, assessor_id)
    rows = session.exec(
        select(models.DraftText)
        .where(models.DraftText.sheet_id == sheet_id)
        .order_by(col(models.DraftText.item_id), col(models.DraftText.field))
    )
    return {(row.item_id, row.field): row.text for row in rows}


_GIVE = Prepared(lambda: Upsert(cast("Any", models.Mark).__table__))  # every keystroke that rates uses it

# Columns rather than objects, built once: read whenever a sheet is opened, for 71 items.
_LINES = (
    select_columns(
        col(models.CaseItem.item_id),
        col(models.CaseItem.in_scope),
        col(models.Mark.state),
        col(models.Mark.level),
        col(models.Mark.origin),
        col(models.Mark.rated_at),
        col(models.MarkText.comment),
        probes.ASKED.label("asked"),
    )
    .join(models.Sheet, col(models.Sheet.case_id) == models.CaseItem.case_id)
    .join(
        models.Mark,
        (col(models.Mark.item_id) == models.CaseItem.item_id)
        & (col(models.Mark.sheet_id) == models.Sheet.id),
        isouter=True,
    )
    .join(
        models.MarkText,
        (col(models.MarkText.item_id) == models.CaseItem.item_id)
        & (col(models.MarkText.sheet_id) == models.Sheet.id),
        isouter=True,
    )
    .where(col(models.Sheet.id) == bindparam("sheet_id"))
)


def _rows(
    session: Session, sheet: models.Sheet, framework: Framework, profile: Profile
) -> tuple[SheetRow, ...]:
    lines = session.connection().execute(_LINES, {"sheet_id": sheet.id})
    by_item = {line.item_id: line for line in lines}
    facts: dict[str, list[Evidence]] = defaultdict(list)
    for fact in evidence.of_sheets(session, (sheet.id,)):
        for code in fact.items:
            facts[code].append(fact)
    made: list[SheetRow] = []
    for item in framework.items:
        line = by_item[item.id]
        target = profile.targets.get(item.code)
        made.append(
            SheetRow(
                item=item,
                in_scope=line.in_scope,
                critical=target is not None and target.critical,
                mark=_mark_of(line),
                origin=line.origin,
                comment=line.comment or "",
                rated_at=line.rated_at,
                facts=tuple(facts.get(item.code, ())),
                asked=probes.told(line.asked),
            )
        )
    return tuple(made)


def _mark_of(line: Any) -> Mark | None:
    return None if line.state is None else Mark(line.state, line.level)


def copy(session: Session, old_id: int, new_id: int) -> None:
    """Give a correction what the sheet says that it corrects."""
    for mark in session.exec(select(models.Mark).where(models.Mark.sheet_id == old_id)).all():
        copied = _mark(session, new_id, mark.item_id, Mark(mark.state, mark.level), mark.origin)
        copied.rated_at = mark.rated_at
        session.add(copied)
    for words in session.exec(select(models.MarkText).where(models.MarkText.sheet_id == old_id)).all():
        session.add(models.MarkText(sheet_id=new_id, item_id=words.item_id, comment=words.comment))
    probes.copy(session, old_id, new_id)
    evidence.copy(session, old_id, new_id)


def _newest(session: Session, case_id: int, assessor_id: int) -> models.Sheet | None:
    return session.exec(
        select(models.Sheet)
        .where(models.Sheet.case_id == case_id, models.Sheet.assessor_id == assessor_id)
        .order_by(col(models.Sheet.revision).desc())
        .limit(1)
    ).first()


def _put(
    session: Session,
    there: Stands,
    sheet_id: int,
    item_id: int,
    mark: Mark | None,
    origin: Origin,
) -> bool:
    """Set the item's mark; return whether it differs from the one *there* before."""
    if there[:2] == (mark, mark and origin):
        return False
    place = {"sheet_id": sheet_id, "item_id": item_id}
    if mark is None:
        session.exec(delete(models.Mark).filter_by(**place))
    else:
        given = {"state": mark.state, "level": mark.level, "origin": origin, "rated_at": now(session)}
        # Each keystroke comes here; by way of the session, which notes the table, it costs twice as much.
        session.info.setdefault("touched", set[str]()).add(str(models.Mark.__tablename__))
        _GIVE.run(session, place | given)
    return True


def _mark(session: Session, sheet_id: int, item_id: int, mark: Mark, origin: Origin) -> models.Mark:
    return models.Mark(
        sheet_id=sheet_id,
        item_id=item_id,
        state=mark.state,
        level=mark.level,
        origin=origin,
        rated_at=now(session),
    )


def _write(session: Session, row: models.MarkText | None, sheet_id: int, item_id: int, text: str) -> int:
    """Set the comment of the item, now *row*, and return its length in characters."""
    text = clean(text).strip()
    if len(text) > COMMENT_LIMIT:
        raise TooLong("comment", len(text), COMMENT_LIMIT)
    if text:
        row = row or models.MarkText(sheet_id=sheet_id, item_id=item_id, comment=text)
        row.comment = text
        session.add(row)
    elif row is not None:
        session.delete(row)
    return len(text)
