"""Forms that assessors fill in as workbooks: sent, withdrawn, recognised when they come back, accepted."""

import hashlib
from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import sheet_access
from db.assessing.facts import evidence
from db.assessing.progress import SheetLine, lines_of_one, lines_where
from db.assessing.sheet import forms, sent_forms, sheets
from db.assessing.talk import asked as questions
from db.framework import frameworks
from db.journal import former_keys, journal
from db.journal.signed import signed
from db.models.table import existing
from db.models.types import today
from db.people.organisation import organisation
from domain.assessing.answer_form import (
    ROW,
    Altered,
    Answers,
    Change,
    Difference,
    Expected,
    FormPaper,
    HavePackets,
    NobodyLeft,
    NoLongerAsked,
    NotBegun,
    NothingSaid,
    NotSent,
    OlderEdition,
    Returned,
    Sent,
    SeveralForms,
    contents,
    difference,
    is_genuine,
    is_of_edition,
    row_identity,
)
from domain.assessing.case import CaseState
from domain.assessing.evidence import Polarity
from domain.assessing.sheet import SheetOrigin, SheetState
from domain.errors import NotYours, Submitted
from domain.mark import Mark, Role, Seen
from domain.people.person import short_name
from domain.sheet_kinds import Origin

_PURPOSE = b"merilo answer form 1"


@dataclass(frozen=True, slots=True)
class Before:
    """What accepting a form replaced: origin of the sheet, item id -> the mark and its origin, new facts."""

    sheet_id: int
    origin: SheetOrigin
    marks: Mapping[int, tuple[Mark | None, Origin, Mark]]
    facts: tuple[int, ...]


def send(session: Session, case_id: int, without: Collection[int] = ()) -> tuple[int, ...]:
    """Begin the awaited sheets of a case and note that a form goes to each assessor who has none yet.

    Return those sheets; a second copy for the same assessor is the same form. Whoever was invited by packet
    rates in an own file, and gets none; nor does whoever sends them, unless no other form is out, nor anybody
    in *without*, by id.
    """
    (line,) = lines_of_one(session, case_id) or (None,)
    if line is None:
        return ()
    there = sent_forms.days(session, case_id)
    able = [one for one in sent_forms.able(session, line) if one.assessor_id not in without]
    new = [one.sheet_id for one in able if isinstance(one, SheetLine) and one.sheet_id not in there]
    awaited = [one for one in able if not isinstance(one, SheetLine)]
    if not new and not awaited:
        return ()
    with journal.act(session, "send_forms", "case", case_id) as act:
        new += [sheets.open_sheet(session, case_id, one.assessor_id, one.role) for one in awaited]
        act.data = {"sheets": sorted(new), "on": today(session).isoformat()}
    return tuple(new)


def sent(session: Session, case_id: int) -> tuple[Sent, ...]:
    """Return the forms of a case that were sent, in that order; anybody may ask, since no mark is read."""
    out = sent_forms.days(session, case_id)
    if not out:
        return ()
    case = session.get_one(models.Case, case_id)
    due = session.get_one(models.Cycle, case.cycle_id).ends_on
    return tuple(Sent(sheet_id, on, due) for sheet_id, on in out.items())


def expected(
    session: Session, on: date, case_id: int | None = None, *, also_over: bool = False
) -> tuple[Expected, ...]:
    """Return the forms of all open cases, or of one, as of a day: the late ones first, then by their due day.

    With *also_over* those of cases that ended are among them; nothing of these is late.

    A sheet that was begun anew after a form went out is not one of them. Nothing here shows a mark.
    """
    first = sent_forms.days(session, case_id)
    if not first:
        return ()
    asked = select(models.Journal.subject_id).where(
        col(models.Journal.act) == "send_forms", col(models.Journal.subject_kind) == "case"
    )
    these = col(models.Case.id).in_(asked) if case_id is None else col(models.Case.id) == case_id
    running = () if also_over else (col(models.Case.state) == CaseState.OPEN,)
    cases = lines_where(session, *running, these)
    days = session.connection().execute(select_columns(col(models.Cycle.id), col(models.Cycle.ends_on)))
    due: dict[int, date | None] = {cycle.id: cycle.ends_on for cycle in days}
    back = _back(session)
    found: list[Expected] = []
    for case in cases:
        for sheet in case.sheets:
            sheet_id = next((one for one in sheet.revisions if one in first), 0)
            if not sheet_id:
                continue
            until, came = due[case.cycle_id], back.get(sheet_id)
            awaited = case.state is CaseState.OPEN and came is None and not sheet.handed_in
            is_late = until is not None and until < on and awaited
            found.append(
                Expected(
                    sheet_id,
                    case.case_id,
                    case.person_name,
                    sheet.assessor_id,
                    sheet.assessor_name,
                    sheet.role,
                    first[sheet_id],
                    until,
                    came,
                    sheet.handed_in,
                    (on - until).days if until is not None and is_late else 0,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.late, not one.is_out, one.due or date.max, one.person)))


def _back(session: Session) -> dict[int, date]:
    """Return the day on which the form of a sheet was last accepted, without those taken back since."""
    origins = select(models.Sheet.id).where(col(models.Sheet.origin) == SheetOrigin.FORM)
    there = set(session.exec(origins))
    return {
        sheet_id: date.fromisoformat(data["on"])
        for data in signed(session, "accept_form", "sheet")
        if (sheet_id := data.get("sheet")) in there and "on" in data
    }


def papers(session: Session, case_id: int, on: date, without: Collection[int] = ()) -> tuple[FormPaper, ...]:
    """Return a form for each assessor who has not handed in: no mark of anybody, and no target.

    Somebody who assesses himself gets no questions: they are what others ask. Whoever is at work here rates
    here, and gets a form only if no other one can be out. None is made for anybody in *without*.

    Raises:
        Unknown, AllHandedIn: as for ``forms.blanks``.
        HavePackets: if all who are left were invited by packet.
        NotBegun: if no sheet is begun; ``send`` begins them.
    """
    organised, key = organisation(session), _key(session)
    made: list[FormPaper] = []
    blanks = forms.blanks(session, case_id, out=True)
    able = {
        one.assessor_id for line in lines_of_one(session, case_id) for one in sent_forms.able(session, line)
    }
    if not able:
        raise HavePackets(tuple(dict.fromkeys(one.assessor.full_name for one in blanks)))
    for sheet in blanks:
        if sheet.assessor.id not in able or sheet.assessor.id in without:
            continue
        edition = sheet.framework.content_hash
        rows = {
            row.item.code: row_identity(key, sheet.uid, edition, row.item.code)
            for row in sheet.scope
            if sheet.uid
        }
        asked = {} if sheet.role is Role.SELF else questions.questions(session, sheet.cycle.id)
        if rows:
            made.append(FormPaper(sheet, organised, asked, rows, on, sheet.cycle.ends_on))
    if not made:
        raise NotBegun
    return tuple(made)


def note_look(session: Session, sheet_id: int) -> None:
    """Note that whoever is at work looks at what the form of somebody else says, while owing a sheet.

    Raises:
        Unknown: if there is no such sheet.
    """
    existing(session, models.Sheet, sheet_id)
    journal.record(session, "look_at_form", "sheet", sheet_id, {"on": today(session).isoformat()})


def returned(session: Session, rows: Mapping[int, str]) -> Returned:
    """Return whose form these rows are of: number of the row -> its hidden identity.

    Raises:
        SeveralForms: if they are of more than one.
        NotSent: if this file sent no such form.
        Altered: if an identity was changed, with the rows.
        OlderEdition: if the case is assessed by another edition now.
        NobodyLeft: if the sheet is gone, because the person or the assessor was erased or withdrawn.
        NoLongerAsked: if the assessor does not assess the case any more.
        Submitted, Withdrawn, Closed: if nothing may be written into the sheet any more.
    """
    found = {number: told for number, one in rows.items() if (told := ROW.fullmatch(one)) is not None}
    uids = {told[1] for told in found.values()}
    if not uids:
        raise NotSent
    if len(uids) > 1:
        raise SeveralForms
    plain = uids.pop()
    uid = "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
    keys = [_derived(key) for _first, key in former_keys.ages(session) if key]  # one may be out of reach
    wrong = [one for one, told in found.items() if not any(is_genuine(told[0], key) for key in keys)]
    if wrong:
        raise NotSent if len(wrong) == len(found) else Altered(tuple(wrong))
    sheet = session.exec(select(models.Sheet).where(models.Sheet.uid == uid)).first()
    if sheet is None:
        raise NobodyLeft
    _sheet, case, cycle = sheet_access.with_case(session, sheet.id)
    edition = frameworks.framework(session, cycle.framework_id).content_hash
    if not all(is_of_edition(told[0], edition) for told in found.values()):
        raise OlderEdition
    people = {one: session.get_one(models.Person, one) for one in (case.person_id, sheet.assessor_id)}
    if any(one.erased_at is not None for one in people.values()):
        raise NobodyLeft
    sheet_access.check_running(session, case.state, case.cycle_id)
    if sheet.state is SheetState.SUBMITTED:
        raise Submitted
    names = {one: short_name(row.surname, row.given, row.patronymic) for one, row in people.items()}
    panel = sent_forms.panel(session, case.id)
    if panel and sheet.assessor_id not in panel:
        raise NoLongerAsked(names[sheet.assessor_id])
    return Returned(
        sheet.id,
        sheet.assessor_id,
        names[sheet.assessor_id],
        names[case.person_id],
        frameworks.scale(session, cycle.scale_id),
    )


def compared(session: Session, rows: Mapping[int, str], said: Answers, viewer_id: int | None) -> Difference:
    """Return what a form would change in its sheet; to others than its assessor, only what the form says.

    Raises:
        SeveralForms, NotSent, Altered, OlderEdition, NobodyLeft, NoLongerAsked, Submitted, Withdrawn, Closed:
            as for ``returned``.
    """
    of = returned(session, rows)
    sheet = sheets.sheet(session, of.sheet_id, of.assessor_id)
    if viewer_id == of.assessor_id:
        return difference(sheet, of, said)
    (line,) = lines_of_one(session, sheet.case_id)
    owes = any(one.assessor_id == viewer_id for one in line.waiting)
    return replace(contents(sheet, of, said), owes=owes)


def accept(session: Session, told: Difference) -> Before:
    """Write what a form changes, as one act in the name of its assessor; the sheet is an open answer then.

    Raises:
        NothingSaid: if it changes nothing.
        Overtaken: if a mark is not the one that was shown.
        Submitted, Withdrawn, Closed: as for ``sheets.rate``.
        TooLong, Unknown: as for ``evidence.note``.
    """
    if not told.changes:
        raise NothingSaid
    with _in_the_name_of(session, told.of.assessor_id):
        sheet = sheet_access.writable(session, told.of.sheet_id)
        _sheet, case, cycle = sheet_access.with_case(session, sheet.id)
        ids = {one.code: one.id for one in frameworks.framework(session, cycle.framework_id).items}
        changes = told.changes if told.seen else _unseen(session, told)
        origins, before = _origins(session, sheet.id), sheet.origin
        marks: dict[int, tuple[Mark | None, Origin, Mark]] = {}
        facts: list[int] = []
        with journal.act(session, "accept_form", "sheet", sheet.id) as act:
            for one in changes:
                if one.comes is not None:
                    item_id = ids[one.code]
                    marks[item_id] = one.there, origins.get(item_id, Origin.TYPED), one.comes
                    sheets.rate(session, sheet.id, item_id, one.comes, Origin.TYPED, Seen(one.there))
            facts += [
                _note(session, sheet.id, case.person_id, ids[one.code], one) for one in changes if one.fact
            ]
            _came(session, sheet.id, SheetOrigin.FORM)
            act.data = {
                "sheet": sheet.id,
                # What the form says, not how much of it is new: that would tell of marks not shown.
                "marks": sum(one.comes is not None for one in told.changes),
                "facts": facts,
                "on": today(session).isoformat(),
            }
    return Before(sheet.id, before, marks, tuple(facts))


def take_back(session: Session, before: Before) -> None:
    """Undo the accepting of a form, as one act in the name of its assessor.

    Raises:
        Overtaken: if a mark is not the one that came any more.
        Submitted, Withdrawn, Closed, Unknown: as for ``sheets.rate``.
    """
    sheet = existing(session, models.Sheet, before.sheet_id)
    with (
        _in_the_name_of(session, sheet.assessor_id),
        journal.act(session, "take_form_back", "sheet", before.sheet_id),
    ):
        for item_id, (mark, origin, came) in before.marks.items():
            sheets.rate(session, before.sheet_id, item_id, mark, origin, Seen(came))
        for fact_id in before.facts:
            evidence.withdraw(session, fact_id)
        _came(session, before.sheet_id, before.origin)


def hand_in(session: Session, sheet_id: int) -> None:
    """Hand in the sheet of an accepted form in the name of its assessor, who sent the form back for that.

    Raises:
        NotYours: if no form was accepted in it.
        Submitted, Withdrawn, Closed, Unknown: as for ``sheets.submit``.
    """
    with handing_in(session, sheet_id):
        sheets.submit(session, sheet_id)


@contextmanager
def handing_in(session: Session, sheet_id: int) -> Generator[None]:
    """Act as the assessor of a sheet whose form was accepted, who sent it back for that.

    Raises:
        NotYours: if no form was accepted in it.
        Unknown: if there is no such sheet.
    """
    sheet = existing(session, models.Sheet, sheet_id)
    if sheet.origin is not SheetOrigin.FORM:
        raise NotYours
    with _in_the_name_of(session, sheet.assessor_id):
        yield


@contextmanager
def _in_the_name_of(session: Session, assessor_id: int) -> Generator[None]:
    """Act as the assessor whose form it is; each event says in whose sitting, if it is not their own."""
    actor, sitting = session.info["actor_id"], session.info.get("sitting_of")
    if actor in (None, assessor_id):
        yield
        return
    session.info["actor_id"] = assessor_id
    session.info["sitting_of"] = actor if sitting in (None, assessor_id) else sitting
    try:
        yield
    finally:
        session.info["actor_id"], session.info["sitting_of"] = actor, sitting


def _unseen(session: Session, told: Difference) -> tuple[Change, ...]:
    """Return which of the changes somebody else agreed to are changes."""
    sheet = sheets.sheet(session, told.of.sheet_id, told.of.assessor_id)
    marks = {one.code: one.comes for one in told.changes if one.comes is not None}
    facts = {one.code: one.fact for one in told.changes if one.fact}
    return difference(sheet, told.of, Answers(marks, facts)).changes


def _note(session: Session, sheet_id: int, person_id: int, item_id: int, one: Change) -> int:
    return evidence.note(
        session, person_id, [item_id], one.fact, Polarity.NEUTRAL, today(session), sheet_id=sheet_id
    )


def _came(session: Session, sheet_id: int, origin: SheetOrigin) -> None:
    row = sheet_access.writable(session, sheet_id)
    row.origin = origin
    session.add(row)


def _origins(session: Session, sheet_id: int) -> dict[int, Origin]:
    rows = session.exec(
        select(models.Mark.item_id, models.Mark.origin).where(models.Mark.sheet_id == sheet_id)
    )
    return {item_id: Origin(origin) for item_id, origin in rows}


def _key(session: Session) -> bytes:
    return _derived(former_keys.ages(session)[-1][1])


def _derived(key: bytes) -> bytes:
    return hashlib.sha256(_PURPOSE + key).digest()
