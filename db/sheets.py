"""Sheets: one assessor's marks in one case."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from db import cases, cycles, frameworks, journal, models, people
from db.progress import CaseLine, lines_where
from db.types import actor_id, new_uid, now
from domain.canonical import content_hash
from domain.case import CaseState, Cycle, CycleKind
from domain.errors import Closed, NeedsReason, NotSubmitted, NotYours, Submitted, TooLong, Unknown
from domain.mark import Mark, Origin, Role
from domain.person import PersonKind
from domain.profile import Phase
from domain.sheet import COMMENT_LIMIT, Sheet, SheetOrigin, SheetRow, SheetState, reason_at_submit
from domain.text import clean


def start_assessment(
    session: Session,
    person_id: int,
    assessor_id: int,
    role: Role,
    profile_id: int | None = None,
    question_set_id: int | None = None,
    starts_on: date | None = None,
) -> int:
    """Begin to rate somebody and return the sheet's id: cycle, case and sheet in one act.

    A candidate is rated in a hiring cycle, staff in an ad hoc one. Where an open case waits for this
    assessor, no second one is made: the draft is returned, or a sheet is begun in that case.

    Raises:
        Unknown: if there is nobody of this id.
    """
    person = people.person(session, person_id)
    waiting = lines_where(
        session,
        models.Case.person_id == person_id,
        models.Case.state == CaseState.OPEN,
        models.Cycle.state == CaseState.OPEN,
    )
    for line in waiting:
        draft = line.draft_of(assessor_id)
        if draft is not None:
            return draft.sheet_id
    hiring = person.kind is PersonKind.CANDIDATE
    kind = CycleKind.HIRING if hiring else CycleKind.AD_HOC
    free = next(
        (
            line.case_id
            for line in waiting
            if (line.cycle_kind is CycleKind.HIRING) == hiring
            and all(sheet.assessor_id != assessor_id for sheet in line.sheets)
        ),
        None,
    )
    if free is None:
        phase = Phase.HIRE if hiring else Phase.POST
        chosen = profile_id or next(one.id for one in frameworks.profiles(session) if one.phase is phase)
        cycle = Cycle(kind=kind, title=person.post, starts_on=starts_on, question_set_id=question_set_id)
        made = cycles.make(session, cycle)
        case = cases.make(session, made.id or 0, person_id, chosen, {})
        free = case.id or 0
    sheet = _begin(session, free, assessor_id, role, SheetOrigin.SCREEN)
    data = {"person": person_id, "case": free, "assessor": assessor_id, "role": role.value}
    journal.record(session, "start", "sheet", sheet.id, data)
    return sheet.id or 0


def open_sheet(
    session: Session,
    case_id: int,
    assessor_id: int,
    role: Role,
    origin: SheetOrigin = SheetOrigin.SCREEN,
) -> int:
    """Return the assessor's draft in the case, begun if there is none.

    Raises:
        Unknown: if there is no such case or assessor.
        Closed: if the case is closed.
        Submitted: if the assessor has handed in; a correction is ``revise``.
    """
    existing = session.exec(
        select(models.Sheet)
        .where(models.Sheet.case_id == case_id, models.Sheet.assessor_id == assessor_id)
        .order_by(col(models.Sheet.revision).desc())
    ).first()
    if existing is not None:
        if existing.state is SheetState.SUBMITTED:
            raise Submitted
        return existing.id or 0
    sheet = _begin(session, case_id, assessor_id, role, origin)
    data = {"case": case_id, "assessor": assessor_id, "role": role.value}
    journal.record(session, "open", "sheet", sheet.id, data)
    return sheet.id or 0


def sheet(session: Session, sheet_id: int, viewer_id: int | None) -> Sheet:
    """Return a sheet with its marks; nobody but the assessor may see it before all of the case are in.

    Raises:
        Unknown: if there is no such sheet.
        NotYours: if the case is still blind to the viewer.
    """
    row = _row(session, sheet_id)
    case = session.get_one(models.Case, row.case_id)
    if viewer_id != row.assessor_id:
        (line,) = lines_where(session, models.Case.id == row.case_id)
        # A draft under correction is its author's own until it is handed in.
        if not line.all_in or row.state is SheetState.DRAFT:
            raise NotYours
    cycle = session.get_one(models.Cycle, case.cycle_id)
    framework = frameworks.framework(session, cycle.framework_id)
    profile = frameworks.profile(session, case.profile_id)
    scope = {
        item.item_id: item.in_scope
        for item in session.exec(select(models.CaseItem).where(models.CaseItem.case_id == case.id))
    }
    marks = {
        mark.item_id: mark
        for mark in session.exec(select(models.Mark).where(models.Mark.sheet_id == sheet_id))
    }
    comments = {
        text.item_id: text.comment
        for text in session.exec(select(models.MarkText).where(models.MarkText.sheet_id == sheet_id))
    }
    known = people.brief(session, {case.person_id, row.assessor_id})
    rows: list[SheetRow] = []
    for item in framework.items:
        mark = marks.get(item.id)
        rows.append(
            SheetRow(
                item=item,
                in_scope=scope.get(item.id, False),
                critical=profile.targets[item.code].critical,
                mark=None if mark is None else Mark(mark.state, mark.level),
                origin=None if mark is None else mark.origin,
                comment=comments.get(item.id, ""),
                rated_at=None if mark is None else mark.rated_at,
            )
        )
    return Sheet(
        id=sheet_id,
        uid=row.uid,
        case_id=row.case_id,
        person=known[case.person_id],
        assessor=known[row.assessor_id],
        role=row.role,
        revision=row.revision,
        state=row.state,
        cycle=cases.cycle_record(cycle),
        framework=framework,
        scale=frameworks.scale(session, cycle.scale_id),
        rows=tuple(rows),
        started_at=row.started_at,
        submitted_at=row.submitted_at,
    )


def rate(
    session: Session, sheet_id: int, item_id: int, mark: Mark | None, origin: Origin = Origin.TYPED
) -> None:
    """Give the item a mark, or take its mark back with ``None``.

    Raises:
        Submitted: if the sheet was handed in.
        NotYours: if somebody else is at work than the assessor.
        Unknown: if the case has no such item.
    """
    _writable(session, sheet_id)
    _known(session, sheet_id, item_id)
    _put(session, sheet_id, item_id, mark, origin)
    data = {"item": item_id, "state": mark and mark.state.value, "level": mark and mark.level}
    journal.record(session, "rate", "sheet", sheet_id, data)


def comment(session: Session, sheet_id: int, item_id: int, text: str) -> None:
    """Write the words beside an item, none with an empty text; what was half-typed there is settled.

    Raises:
        TooLong: if the text has more than 5,000 characters.
        Submitted, NotYours, Unknown: as for ``rate``.
    """
    _writable(session, sheet_id)
    _known(session, sheet_id, item_id)
    length = _write(session, sheet_id, item_id, text)
    for draft in session.exec(
        select(models.DraftText).where(
            models.DraftText.sheet_id == sheet_id, models.DraftText.item_id == item_id
        )
    ):
        session.delete(draft)
    journal.record(session, "comment", "sheet", sheet_id, {"item": item_id, "length": length})


def enter(session: Session, sheet_id: int, said: Mapping[int, tuple[Mark | None, str]]) -> None:
    """Enter many marks with their words in one act, as from paper; *said* is item id -> mark and words.

    Raises:
        TooLong, Submitted, NotYours, Unknown: as for ``comment``; then nothing is entered.
    """
    _writable(session, sheet_id)
    for item_id, (mark, text) in said.items():
        _known(session, sheet_id, item_id)
        _put(session, sheet_id, item_id, mark, Origin.TYPED)
        _write(session, sheet_id, item_id, text)
    levels = [
        [item_id, mark and mark.state.value, mark and mark.level] for item_id, (mark, _) in said.items()
    ]
    journal.record(session, "enter", "sheet", sheet_id, {"marks": levels})


def submit(session: Session, sheet_id: int) -> int:
    """Hand the sheet in and return how many unmarked items of the scope got their reason (law 3).

    Raises:
        Submitted: if it was handed in before.
        NotYours: if somebody else is at work than the assessor.
    """
    row = _writable(session, sheet_id)
    case = session.get_one(models.Case, row.case_id)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    marked = set(session.exec(select(models.Mark.item_id).where(models.Mark.sheet_id == sheet_id)))
    scope = session.exec(
        select(models.CaseItem.item_id)
        .where(models.CaseItem.case_id == row.case_id, col(models.CaseItem.in_scope))
        .order_by(col(models.CaseItem.item_id))
    ).all()
    unmarked = [item_id for item_id in scope if item_id not in marked]
    reason = Mark(reason_at_submit(cycle.kind))
    for item_id in unmarked:
        _put(session, sheet_id, item_id, reason, Origin.SUBMIT)
    for draft in session.exec(select(models.DraftText).where(models.DraftText.sheet_id == sheet_id)):
        session.delete(draft)
    session.flush()
    marks = session.exec(
        select(models.Mark).where(models.Mark.sheet_id == sheet_id).order_by(col(models.Mark.item_id))
    )
    row.content_hash = content_hash(
        [row.uid, row.revision, [[mark.item_id, mark.state.value, mark.level] for mark in marks]]
    )
    row.state = SheetState.SUBMITTED
    row.submitted_at = now(session)
    session.add(row)
    journal.record(
        session, "submit", "sheet", sheet_id, {"hash": row.content_hash, "unmarked": len(unmarked)}
    )
    return len(unmarked)


def revise(session: Session, sheet_id: int, reason: str) -> int:
    """Begin a correction and return its id: the next revision, a draft with the same marks.

    Raises:
        NeedsReason: if the reason is empty.
        NotSubmitted: if the sheet is a draft.
        Closed: if the case is closed.
        NotYours: if somebody else is at work than the assessor.
    """
    reason = clean(reason).strip()
    if not reason:
        raise NeedsReason
    if len(reason) > COMMENT_LIMIT:
        raise TooLong("reason", len(reason), COMMENT_LIMIT)
    old = _row(session, sheet_id)
    if old.state is not SheetState.SUBMITTED:
        raise NotSubmitted
    _mine(session, old)
    if session.get_one(models.Case, old.case_id).state is not CaseState.OPEN:
        raise Closed
    newest = _newest(session, old)
    if newest.state is SheetState.DRAFT:
        return newest.id or 0
    row = models.Sheet(
        uid=new_uid(session),
        case_id=old.case_id,
        assessor_id=old.assessor_id,
        role=old.role,
        revision=newest.revision + 1,
        reason=reason,
        state=SheetState.DRAFT,
        origin=SheetOrigin.SCREEN,
        started_at=now(session),
    )
    session.add(row)
    session.flush()
    for mark in session.exec(select(models.Mark).where(models.Mark.sheet_id == newest.id)).all():
        session.add(
            models.Mark(
                sheet_id=row.id or 0,
                item_id=mark.item_id,
                state=mark.state,
                level=mark.level,
                origin=mark.origin,
                rated_at=mark.rated_at,
            )
        )
    for text in session.exec(select(models.MarkText).where(models.MarkText.sheet_id == newest.id)).all():
        session.add(models.MarkText(sheet_id=row.id or 0, item_id=text.item_id, comment=text.comment))
    journal.record(session, "revise", "sheet", row.id, {"of": sheet_id, "revision": row.revision})
    return row.id or 0


def keep_draft(session: Session, sheet_id: int, item_id: int, field: str, text: str) -> None:
    """Keep half-typed words apart from the marks; not an event, since nothing has been said yet.

    An empty text forgets them. Words of any length are kept: the limit is told when they are to become a
    comment.

    Raises:
        Submitted, NotYours: as for ``rate``.
    """
    _writable(session, sheet_id)
    session.info["unjournaled"] = True
    kept = session.get(models.DraftText, (sheet_id, item_id, field))
    if not text:
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        kept = models.DraftText(
            sheet_id=sheet_id, item_id=item_id, field=field, text="", saved_at=now(session)
        )
    kept.text, kept.saved_at = clean(text), now(session)
    session.add(kept)


def drafts_of(session: Session, sheet_id: int) -> dict[tuple[int, str], str]:
    """Return what was half-typed: (item id, field) -> text, by item."""
    rows = session.exec(
        select(models.DraftText)
        .where(models.DraftText.sheet_id == sheet_id)
        .order_by(col(models.DraftText.item_id), col(models.DraftText.field))
    )
    return {(row.item_id, row.field): row.text for row in rows}


def drafts(session: Session, viewer_id: int) -> tuple[CaseLine, ...]:
    """Return the cases where the viewer has a draft, the one last touched first."""
    mine = session.exec(
        select(models.Sheet).where(
            models.Sheet.assessor_id == viewer_id, models.Sheet.state == SheetState.DRAFT
        )
    ).all()
    touched = {row.case_id: row.started_at for row in mine}
    ids = [row.id for row in mine]
    for sheet_id, rated_at in session.exec(
        select(models.Mark.sheet_id, models.Mark.rated_at).where(col(models.Mark.sheet_id).in_(ids))
    ):
        case_id = next(row.case_id for row in mine if row.id == sheet_id)
        touched[case_id] = max(touched[case_id], rated_at)
    lines = lines_where(session, col(models.Case.id).in_(touched))
    return tuple(sorted(lines, key=lambda line: touched[line.case_id], reverse=True))


def _begin(session: Session, case_id: int, assessor_id: int, role: Role, origin: SheetOrigin) -> models.Sheet:
    case = session.get(models.Case, case_id)
    if case is None:
        raise Unknown("case", case_id)
    if case.state is not CaseState.OPEN:
        raise Closed
    if session.get(models.Person, assessor_id) is None:
        raise Unknown("person", assessor_id)
    row = models.Sheet(
        uid=new_uid(session),
        case_id=case_id,
        assessor_id=assessor_id,
        role=role,
        state=SheetState.DRAFT,
        origin=origin,
        started_at=now(session),
    )
    session.add(row)
    session.flush()
    return row


def _row(session: Session, sheet_id: int) -> models.Sheet:
    row = session.get(models.Sheet, sheet_id)
    if row is None:
        raise Unknown("sheet", sheet_id)
    return row


def _writable(session: Session, sheet_id: int) -> models.Sheet:
    row = _row(session, sheet_id)
    if row.state is SheetState.SUBMITTED:
        raise Submitted
    _mine(session, row)
    return row


def _mine(session: Session, row: models.Sheet) -> None:
    if actor_id(session) not in (None, row.assessor_id):
        raise NotYours


def _newest(session: Session, row: models.Sheet) -> models.Sheet:
    return session.exec(
        select(models.Sheet)
        .where(models.Sheet.case_id == row.case_id, models.Sheet.assessor_id == row.assessor_id)
        .order_by(col(models.Sheet.revision).desc())
        .limit(1)
    ).one()


def _known(session: Session, sheet_id: int, item_id: int) -> None:
    found = session.exec(
        select(models.CaseItem.item_id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.CaseItem.case_id)
        .where(models.Sheet.id == sheet_id, models.CaseItem.item_id == item_id)
    ).first()
    if found is None:
        raise Unknown("item", item_id)


def _put(session: Session, sheet_id: int, item_id: int, mark: Mark | None, origin: Origin) -> None:
    row = session.get(models.Mark, (sheet_id, item_id))
    if mark is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = models.Mark(
            sheet_id=sheet_id,
            item_id=item_id,
            state=mark.state,
            level=mark.level,
            origin=origin,
            rated_at=now(session),
        )
    row.state, row.level, row.origin, row.rated_at = mark.state, mark.level, origin, now(session)
    session.add(row)


def _write(session: Session, sheet_id: int, item_id: int, text: str) -> int:
    """Put the words beside the item and return their number of characters."""
    text = clean(text).strip()
    if len(text) > COMMENT_LIMIT:
        raise TooLong("comment", len(text), COMMENT_LIMIT)
    row = session.get(models.MarkText, (sheet_id, item_id))
    if text:
        row = row or models.MarkText(sheet_id=sheet_id, item_id=item_id, comment="")
        row.comment = text
        session.add(row)
    elif row is not None:
        session.delete(row)
    return len(text)
