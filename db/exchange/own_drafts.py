"""An own sheet as it travels between two files of one assessor: read as it stands, written as merged."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, delete, select

from db import models
from db.assessing.facts import evidence
from db.journal import journal
from db.models.types import now
from domain.assessing.evidence import FACT_LIMIT
from domain.assessing.sheet import COMMENT_LIMIT
from domain.canonical import content_hash
from domain.exchange.draft_merge import Merged
from domain.exchange.packet import SentDraft, SentFact, SentProbe, SentRow
from domain.exchange.refusal import NotAccepted, Why
from domain.mark import Role
from domain.sheet_kinds import Origin, SheetState
from domain.text import clean


def newest(session: Session, case_id: int, assessor_id: int) -> models.Sheet | None:
    """Return the assessor's newest sheet of the case; None if none was begun."""
    of = models.Sheet
    return session.exec(
        select(of)
        .where(of.case_id == case_id, of.assessor_id == assessor_id)
        .order_by(col(of.revision).desc())
        .limit(1)
    ).first()


def draft(session: Session, case_id: int, assessor_id: int) -> SentDraft | None:
    """Return the assessor's newest sheet of the case as it is to travel; None if none was begun."""
    sheet = newest(session, case_id, assessor_id)
    if sheet is None:
        return None
    keys = {number: key for key, number in items(session, case_id).items()}
    marks = {one.item_id: one for one in _of_sheet(session, models.Mark, sheet.id)}
    words = {one.item_id: one.comment for one in _of_sheet(session, models.MarkText, sheet.id)}
    asked: dict[int, list[SentProbe]] = {}
    for one in sorted(_of_sheet(session, models.AskedProbe, sheet.id), key=lambda one: one.probe):
        asked.setdefault(one.item_id, []).append(SentProbe(one.probe, one.asked_at))
    rows = (
        _row(keys[item_id], marks.get(item_id), words.get(item_id, ""), asked.get(item_id, ()))
        for item_id in {*marks, *words, *asked}
    )
    facts = (_fact(session, one, keys) for one in _facts(session, sheet.id) if one.retired_at is None)
    return SentDraft(
        sheet.uid,
        sheet.revision,
        sheet.reason,
        sheet.origin,
        sheet.started_at,
        tuple(sorted(rows, key=lambda one: one.item)),
        tuple(sorted(facts, key=lambda one: one.uid)),
        sheet.submitted_at,
        sheet.submitted_on,
        sheet.content_hash or "",
    )


def items(session: Session, case_id: int) -> dict[str, int]:
    """Return the key of each item of the case -> its id."""
    rows = session.exec(
        select(models.Item.key, models.CaseItem.item_id)
        .join(models.Item, col(models.Item.id) == col(models.CaseItem.item_id))
        .where(models.CaseItem.case_id == case_id)
    )
    return dict(rows.all())


def check(session: Session, case: models.Case, role: Role, told: SentDraft) -> None:
    """Refuse a sheet that rates what the case does not have, or says what no sheet of this file could.

    Raises:
        NotAccepted: with the reason.
    """
    wanted = {one.item for one in told.rows} | {key for fact in told.facts for key in fact.items}
    if not wanted <= items(session, case.id).keys():
        raise NotAccepted(Why.OUT_OF_MODEL)
    comments = [one.comment for one in told.rows] + [told.reason]
    texts = [one.text for one in told.facts]
    if any(len(text) > COMMENT_LIMIT for text in comments) or any(len(text) > FACT_LIMIT for text in texts):
        raise NotAccepted(Why.DAMAGED)
    if any(clean(text).strip() != text for text in (*comments, *texts)) or not all(texts):
        raise NotAccepted(Why.DAMAGED)
    if told.submitted_at is not None and told.content_hash != _hash(case.uid, role, told):
        raise NotAccepted(Why.DAMAGED)


def write(
    session: Session, case: models.Case, assessor_id: int, role: Role, told: SentDraft, merged: Merged
) -> models.Sheet:
    """Write the merged sheet over the assessor's own, begun if there is none; submitted if *told* is.

    It becomes the submitted sheet only if it says what was submitted, under the same identity.

    Raises:
        NotAccepted: if an identity belongs to something else in this file, or not all of it is there
            afterwards.
    """
    sheet = newest(session, case.id, assessor_id)
    if sheet is None or sheet.state is SheetState.SUBMITTED:
        sheet = _begin(session, case.id, assessor_id, role, told)
    by_key = items(session, case.id)
    _write_rows(session, sheet.id, merged.rows, by_key)
    _write_facts(session, case, sheet, merged.facts, by_key)
    session.flush()
    found = draft(session, case.id, assessor_id)
    if found is None or (len(found.rows), len(found.facts)) != (len(merged.rows), len(merged.facts)):
        raise NotAccepted(Why.DAMAGED)
    whole = merged.as_brought and (sheet.uid, sheet.revision) == (told.uid, told.revision)
    if told.submitted_at is not None and whole:
        _submit(session, sheet, told)
    else:
        marks = sum(one.state is not None for one in merged.rows)
        words = sum(bool(one.comment) for one in merged.rows)
        data: journal.Told = {"marks": marks, "words": words, "facts": len(merged.facts)}
        journal.record(session, "merge", "sheet", sheet.id, data)
    return sheet


def _begin(session: Session, case_id: int, assessor_id: int, role: Role, told: SentDraft) -> models.Sheet:
    if session.exec(select(models.Sheet.id).where(models.Sheet.uid == told.uid)).first() is not None:
        raise NotAccepted(Why.OTHER_CONTENT)
    sheet = models.Sheet(
        uid=told.uid,
        case_id=case_id,
        assessor_id=assessor_id,
        role=role,
        revision=told.revision,
        reason=told.reason,
        state=SheetState.DRAFT,
        origin=told.origin,
        started_at=told.started_at,
    )
    session.add(sheet)
    session.flush()
    return sheet


def _write_rows(session: Session, sheet_id: int, rows: Iterable[SentRow], by_key: Mapping[str, int]) -> None:
    for table in (models.Mark, models.MarkText, models.AskedProbe):
        session.exec(delete(table).where(col(table.sheet_id) == sheet_id))
    session.expire_all()
    for row in rows:
        item_id = by_key[row.item]
        if row.state is not None and row.origin is not None and row.rated_at is not None:
            session.add(
                models.Mark(
                    sheet_id=sheet_id,
                    item_id=item_id,
                    state=row.state,
                    level=row.level,
                    origin=row.origin,
                    rated_at=row.rated_at,
                )
            )
        if row.comment:
            session.add(models.MarkText(sheet_id=sheet_id, item_id=item_id, comment=row.comment))
        for one in row.asked:
            session.add(
                models.AskedProbe(sheet_id=sheet_id, item_id=item_id, probe=one.text, asked_at=one.asked_at)
            )
    session.flush()


def _write_facts(
    session: Session,
    case: models.Case,
    sheet: models.Sheet,
    facts: Iterable[SentFact],
    by_key: Mapping[str, int],
) -> None:
    """Write the facts; those that are not among them are withdrawn, as their author withdraws one."""
    there = {one.uid: one for one in _facts(session, sheet.id)}
    told = {one.uid: one for one in facts}
    of = models.Evidence
    others = select(of.id).where(col(of.uid).in_(told.keys() - there.keys()))
    if session.exec(others).first() is not None:
        raise NotAccepted(Why.OTHER_CONTENT)
    for uid, row in there.items():
        if uid not in told and row.retired_at is None:
            row.retired_at = now(session)
            session.add(row)
    for uid, fact in told.items():
        row = there.get(uid) or of(
            uid=uid,
            person_id=case.person_id,
            author_id=sheet.assessor_id,
            sheet_id=sheet.id,
            observed_on=fact.observed_on,
            recorded_on=fact.recorded_on,
            recorded_at=fact.recorded_at,
            polarity=fact.polarity,
            text="",
        )
        row.observed_on, row.recorded_on, row.recorded_at = (
            fact.observed_on,
            fact.recorded_on,
            fact.recorded_at,
        )
        row.polarity, row.text, row.retired_at = fact.polarity, fact.text, None
        session.add(row)
        session.flush()
        session.exec(delete(models.EvidenceItem).where(col(models.EvidenceItem.evidence_id) == row.id))
        for key in dict.fromkeys(fact.items):
            session.add(models.EvidenceItem(evidence_id=row.id, item_id=by_key[key]))
    session.flush()


def _submit(session: Session, sheet: models.Sheet, told: SentDraft) -> None:
    for half in _of_sheet(session, models.DraftText, sheet.id):
        session.delete(half)
    evidence.drop_withdrawn(session, sheet.id)
    session.flush()  # the marks first: once the sheet is submitted, the file accepts no more of them
    sheet.state, sheet.submitted_at, sheet.submitted_on = (
        SheetState.SUBMITTED,
        told.submitted_at,
        told.submitted_on,
    )
    sheet.content_hash = told.content_hash
    session.add(sheet)
    session.flush()
    unmarked = sum(one.origin is Origin.SUBMIT for one in told.rows)
    journal.record(session, "submit", "sheet", sheet.id, {"hash": told.content_hash, "unmarked": unmarked})


def _hash(case_uid: str, role: Role, told: SentDraft) -> str:
    """Return the hash of a submitted sheet, as handing it in makes it."""
    said = sorted([one.item, one.state.value, one.level] for one in told.rows if one.state is not None)
    return content_hash([case_uid, told.uid, role.value, told.revision, said])


def _of_sheet[T: (models.Mark, models.MarkText, models.AskedProbe, models.DraftText)](
    session: Session, table: type[T], sheet_id: int
) -> list[T]:
    return list(session.exec(select(table).where(col(table.sheet_id) == sheet_id)))


def _facts(session: Session, sheet_id: int) -> list[models.Evidence]:
    of_sheet = select(models.Evidence).where(models.Evidence.sheet_id == sheet_id)
    return list(session.exec(of_sheet.order_by(col(models.Evidence.id))))


def _row(item: str, mark: models.Mark | None, comment: str, asked: Iterable[SentProbe]) -> SentRow:
    if mark is None:
        return SentRow(item, None, None, None, None, comment, tuple(asked))
    return SentRow(item, mark.state, mark.level, mark.origin, mark.rated_at, comment, tuple(asked))


def _fact(session: Session, row: models.Evidence, keys: Mapping[int, str]) -> SentFact:
    of = models.EvidenceItem
    found = session.exec(select(of.item_id).where(of.evidence_id == row.id)).all()
    about = tuple(sorted(keys[one] for one in found))
    return SentFact(row.uid, about, row.polarity, row.observed_on, row.recorded_on, row.recorded_at, row.text)
