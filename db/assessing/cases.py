"""Cases: one person in one cycle, what is frozen with it, and the result of its submitted sheets."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from db import models
from db.assessing import away, cycles, entries, people, snapshots
from db.assessing.entries import Known
from db.assessing.facts import evidence
from db.assessing.progress import CaseLine, SheetLine, lines_of_one, lines_where
from db.assessing.sheet import sent_forms
from db.assessing.sheet_access import check_running
from db.framework import frameworks
from db.journal import journal, reasons
from db.models.table import existing
from db.models.types import acting, need_space, new_uid, now, today
from db.people.organisation import organisation
from domain.assessing.anonymity import anonymous
from domain.assessing.case import CaseState, Opening
from domain.assessing.evidence import Evidence
from domain.assessing.result import Assessor, CaseResult, Comment
from domain.assessing.scoring import score
from domain.assessing.sheet import COMMENT_LIMIT, SheetOrigin, SheetState
from domain.assessing.sheet_number import sheet_number
from domain.assessing.snapshot import proves, take
from domain.errors import (
    AlreadyOpen,
    Closed,
    Impossible,
    NeedsReason,
    NobodyWaits,
    NothingSubmitted,
    NotRecomputed,
    StillBlind,
    Taken,
    TooLong,
    Unknown,
)
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.framework.framework import EditionState, Framework
from domain.framework.profile import Profile
from domain.people.gates import check_gates
from domain.people.person import Person
from domain.progress import Progress
from domain.text import clean, fold

__all__ = ["CaseLine", "SheetLine", "case_of", "cases_in", "line", "open_case", "result"]


def open_case(
    session: Session,
    cycle_id: int,
    person_id: int,
    profile_id: int,
    excluded: Mapping[str, str] | None = None,
    *,
    uid: str = "",
    covering: Collection[str] | None = None,
) -> int:
    """Open a case and return its id; freezes profile and scope (law 8a).

    The scope is the cycle's question set plus all critical items, or the whole framework. *excluded* is code
    -> reason and removes critical items from it. A case that was opened in another file has its identity
    *uid* and its scope, *covering* the items with these keys.

    Raises:
        Taken: if the person already has a case in this cycle.
        Closed: if the cycle is closed.
        NeedsReason: if an exclusion has no reason.
        Impossible: if the profile belongs to another framework, or an excluded item is not critical.
        TooLong: if a reason has more than 5,000 characters.
        Unknown: if cycle, person, profile or excluded item do not exist.
        TooLittleSpace: if the disk has no room to finish it.
    """
    need_space(session)
    cycle = existing(session, models.Cycle, cycle_id)
    if cycle.state is not CaseState.OPEN:
        raise Closed
    existing(session, models.Person, person_id)
    held = models.Case.cycle_id == cycle_id, models.Case.person_id == person_id
    if session.exec(select(models.Case.id).where(*held)).first() is not None:
        raise Taken("cycle", cycle.code)
    edition = session.get(models.Profile, profile_id)
    if edition is None or edition.state is not EditionState.PUBLISHED:
        raise Unknown("profile", profile_id)
    if edition.framework_id != cycle.framework_id:
        raise Impossible("profile_id")
    framework = frameworks.framework(session, cycle.framework_id)
    profile = frameworks.profile(session, profile_id)
    excluding = {
        framework.item(code).id: reason
        for code, reason in _reasons(excluded or {}, framework, profile).items()
    }
    asked = asked_in(session, cycle, framework)
    row = models.Case(
        uid=uid or new_uid(session),
        cycle_id=cycle_id,
        person_id=person_id,
        profile_id=profile_id,
        state=CaseState.OPEN,
        opened_on=today(session),
    )
    session.add(row)
    session.flush()
    covered_by_id = (
        scope(framework, profile, asked)
        if covering is None
        else {one.id: one.key in covering for one in framework.items}
    )
    for item_id, covered in covered_by_id.items():
        why = excluding.get(item_id, "")
        session.add(
            models.CaseItem(case_id=row.id, item_id=item_id, in_scope=covered and not why, reason=why)
        )
    session.flush()
    data = {"cycle": cycle_id, "person": person_id, "profile": profile_id, "excluded": sorted(excluded or {})}
    journal.record(session, "open", "case", row.id, data)
    return row.id


def scope(framework: Framework, profile: Profile, asked: Collection[str]) -> dict[int, bool]:
    """Return item id -> whether a case covers it: items asked that have a target, and all critical ones."""
    found: dict[int, bool] = {}
    for item in framework.items:
        target = profile.targets.get(item.code)
        found[item.id] = target is not None and (item.code in asked or target.critical)
    return found


def case_of(session: Session, person_id: int, cycle_code: str | None = None, *, blank: bool = False) -> int:
    """Return the person's newest case with a submitted sheet, or the one in that cycle.

    With *blank* a sheet need not be in, since a blank form reveals nothing.

    Raises:
        Unknown: if there is none.
    """
    wanted = (
        select(models.Case.id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(models.Case.person_id == person_id, models.Case.state != CaseState.WITHDRAWN)
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    )
    if not blank:
        wanted = wanted.join(models.Sheet, col(models.Sheet.case_id) == models.Case.id).where(
            models.Sheet.state == SheetState.SUBMITTED
        )
    if cycle_code is not None:
        wanted = wanted.where(models.Cycle.code == cycle_code)
    found = session.exec(wanted).first()
    if found is None:
        raise Unknown("case", people.person(session, person_id).code)
    return found


def newest_shown(session: Session, person_id: int, viewer_id: int | None = None) -> int:
    """Return the person's newest case whose marks the viewer may see; None is an unnamed viewer.

    Raises:
        Unknown: if there is none.
    """
    for line in lines_where(session, models.Case.person_id == person_id):
        if line.open_to(viewer_id) and line.state is not CaseState.WITHDRAWN:
            return line.case_id
    raise Unknown("case", people.person(session, person_id).code)


def code_of(session: Session, case_id: int) -> str:
    """Return the person's code, to speak of the case without a name.

    Raises:
        Unknown: if there is no such case.
    """
    found = session.exec(
        select(models.Person.code)
        .join(models.Case, col(models.Case.person_id) == models.Person.id)
        .where(models.Case.id == case_id)
    ).first()
    if found is None:
        raise Unknown("case", case_id)
    return found


def line(session: Session, case_id: int) -> CaseLine:
    """Return the progress of a case.

    Raises:
        Unknown: if there is no such case.
    """
    found = lines_of_one(session, case_id)
    if not found:
        raise Unknown("case", case_id)
    return found[0]


def lines_of(session: Session, case_ids: Collection[int]) -> tuple[CaseLine, ...]:
    """Return the progress of these cases; those that are no longer there are left out."""
    return lines_where(session, col(models.Case.id).in_(case_ids)) if case_ids else ()


def cases_in(session: Session, cycle_code: str) -> tuple[CaseLine, ...]:
    """Return the cases of a cycle by the name of the person.

    Raises:
        Unknown: if there is no such cycle.
    """
    cycle_id = cycles.by_code(session, cycle_code).id
    lines = lines_where(session, models.Case.cycle_id == cycle_id)
    return tuple(sorted(lines, key=lambda line: (fold(line.person_name), line.case_id)))


def result(session: Session, case_id: int, viewer_id: int | None, on: date) -> CaseResult:
    """Return a case with its score and everything that a page or paper shows; gates as of *on*.

    What single assessors said is left out if it could identify a colleague (law 15). For every viewer the
    case is blind until every assessor has handed in, or someone opened it with a reason; even then it stays
    blind to those who have not handed in. A correction in progress is no obstacle: its author has handed in
    before, and the highest submitted revision counts.

    Raises:
        Unknown: if there is no such case.
        NothingSubmitted: if no sheet is in and no one owes one, or the case ended without any.
        StillBlind: with the names of those who have not handed in.
    """
    case = existing(session, models.Case, case_id)
    (line,) = lines_of_one(session, case_id)
    check_open(session, line, viewer_id)
    found = results(session, (case,), session.get_one(models.Cycle, case.cycle_id), on)[0]
    home = away.elsewhere(session, (case_id,)).get(case_id, "")
    return anonymous(replace(found, in_vacancy=not line.beside_vacancies, home=home))


def recomputed(session: Session, case_id: int, viewer_id: int | None) -> str:
    """Recompute a closed case from what was stored at its closing; return the engine named there.

    Raises:
        NotRecomputed: if the result differs, or nothing was stored, or the case shows something else now.
        Unknown, NothingSubmitted, StillBlind: as for ``result``.
    """
    case = existing(session, models.Case, case_id)
    (line,) = lines_of_one(session, case_id)
    check_open(session, line, viewer_id)
    kept = snapshots.snapshot(session, case_id)
    if not proves(kept):
        raise NotRecomputed(kept.engine)
    now_known = entries.known(session, case, session.get_one(models.Cycle, case.cycle_id))
    shown = take(now_known.entries, now_known.framework.duties, now_known.policy, now_known.engine)
    if shown.results != kept.results:
        raise NotRecomputed(kept.engine, moved=True)
    return kept.engine


def running(session: Session, case_id: int, *, sealed: bool = False) -> tuple[models.Case, CaseLine]:
    """Return a case that is not over; with *sealed*, one that merely takes no more sheets is accepted too.

    Raises:
        Unknown: if there is no such case.
        Closed, Withdrawn: if it is over.
    """
    case = existing(session, models.Case, case_id)
    if not (sealed and case.state is CaseState.SEALED):
        check_running(session, case.state, case.cycle_id)
    (line,) = lines_of_one(session, case_id)
    return case, line


def open_early(session: Session, case_id: int, reason: str, also: Sequence[str] = ()) -> None:
    """Show the marks of a case early, except to those who have not handed in; these may do so, still blind.

    *also* are the reasons why somebody else gave the shares of those who dropped out.

    Raises:
        NeedsReason: if no reason is given.
        NothingSubmitted: if no sheet is in.
        NobodyWaits: if every sheet is in.
        AlreadyOpen: if it was opened before.
        Missing: if there is no actor.
        Unknown, Closed, Withdrawn: if there is no such case, or it is over.
    """
    _, line = running(session, case_id)
    actor = acting(session)
    told = reasons.reason(reason)
    if line.opened_early:
        raise AlreadyOpen
    if not any(sheet.handed_in for sheet in line.sheets):
        raise NothingSubmitted
    if not line.waiting:
        raise NobodyWaits
    out = [one.assessor_id for one in line.waiting]
    row = models.CaseOpening(
        case_id=case_id,
        actor_id=actor,
        reason="; ".join(dict.fromkeys((told, *also))),
        at=now(session),
        on=today(session),
        waiting=out,
    )
    session.add(row)
    journal.record(session, "open_early", "case", case_id, {"waiting": out})


def early_openings(session: Session, case_ids: Collection[int]) -> dict[int, Opening]:
    """Return case id -> who opened it early, and why, for cases where someone did; two statements."""
    rows = session.exec(select(models.CaseOpening).where(col(models.CaseOpening.case_id).in_(case_ids))).all()
    if not rows:
        return {}
    known = people.brief(session, {one for row in rows for one in (row.actor_id, *row.waiting)})
    return {
        row.case_id: Opening(
            actor_name=known[row.actor_id].full_name,
            reason=row.reason,
            on=row.on,
            waiting=tuple(known[one].full_name for one in row.waiting),
        )
        for row in rows
    }


def check_open(session: Session, line: CaseLine, viewer_id: int | None) -> None:
    """Check that the viewer may see the marks of a case.

    Raises:
        StillBlind, NothingSubmitted: as for ``result``.
    """
    if line.open_to(viewer_id):
        return
    if line.waiting:
        names = tuple(one.assessor_name for one in line.pending)
        nameless = viewer_id is None and line.opened_early
        raise StillBlind(names, nameless=nameless, open_answers=_open_answers(session, line, viewer_id))
    raise NothingSubmitted


def _open_answers(session: Session, line: CaseLine, viewer_id: int | None) -> tuple[str, ...]:
    there = sent_forms.days(session, line.case_id)
    in_forms = (one for one in line.sheets if any(sheet_id in there for sheet_id in one.revisions))
    return tuple(one.assessor_name for one in in_forms if one.assessor_id != viewer_id)


def results(
    session: Session,
    cases: Sequence[models.Case],
    cycle: models.Cycle,
    on: date,
    progress: Progress | None = None,
) -> tuple[CaseResult, ...]:
    """Return the results of cases of one cycle, in order; a fixed number of statements if it is for hiring.

    They are not anonymous yet: the caller checks who may see them and passes on no marks.

    Raises:
        Cancelled: if the user cancelled.
    """
    known = entries.known_all(session, cases, cycle)
    rated = people.several(session, [case.person_id for case in cases])
    sheets = [sheet for one in known for sheet in one.sheets]
    managers = {person.manager_id or 0 for person in rated.values()}
    others = people.brief(session, {sheet.assessor_id for sheet in sheets} | managers)
    case_of = {sheet.id: sheet.case_id for sheet in sheets}
    comments: dict[int, list[models.MarkText]] = defaultdict(list)
    for comment in _comments(session, sheets):
        comments[case_of[comment.sheet_id]].append(comment)
    facts: dict[int, list[Evidence]] = defaultdict(list)
    for fact in evidence.of_sheets(session, case_of):
        assert fact.sheet_id is not None
        facts[case_of[fact.sheet_id]].append(fact)
    openings = early_openings(session, [case.id for case in cases])
    sealed = _came_sealed(session, [case.id for case in cases])
    ours, scale, record = (
        organisation(session),
        frameworks.scale(session, cycle.scale_id),
        cycles.record(cycle),
    )
    made: list[CaseResult] = []
    for number, one in enumerate(known):
        if progress is not None:
            progress.step(number, len(known))
        person = rated[one.record.person_id]
        rated_by = Counter(
            given.assessor_id
            for entry in one.entries
            for given in entry.marks
            if given.mark.level is not None
        )
        made.append(
            CaseResult(
                organisation=ours,
                person=person,
                manager=others.get(person.manager_id or 0),
                cycle=record,
                case=one.record,
                framework=one.framework,
                scale=scale,
                profile=one.profile,
                policy=one.policy,
                policy_number=one.policy_number,
                assessors=tuple(
                    _assessor(sheet, others, rated_by[sheet.assessor_id], sealed) for sheet in one.sheets
                ),
                gates=check_gates(person, one.profile.requirements, on),
                comments=_told(one, comments[one.record.id]),
                facts=tuple(facts[one.record.id]),
                score=score(one.entries, one.framework.duties, one.policy, one.engine),
                made_on=on,
                engine=one.engine,
                last_settled_on=one.settled_on,
                opening=openings.get(one.record.id),
            )
        )
    return tuple(made)


def _reasons(excluded: Mapping[str, str], framework: Framework, profile: Profile) -> dict[str, str]:
    cleaned = {code: clean(reason).strip() for code, reason in excluded.items()}
    for code, reason in cleaned.items():
        framework.item(code)  # raises Unknown if there is none
        if code not in profile.targets or not profile.targets[code].critical:
            raise Impossible("excluded")
        if not reason:
            raise NeedsReason
        if len(reason) > COMMENT_LIMIT:
            raise TooLong("reason", len(reason), COMMENT_LIMIT)
    return cleaned


def asked_in(session: Session, cycle: models.Cycle, framework: Framework) -> frozenset[str]:
    """Return the codes that the cycle asks for: its question set, or everything."""
    if cycle.question_set_id is None:
        return frozenset(item.code for item in framework.items)
    return frozenset(frameworks.question_set(session, cycle.question_set_id).items)


def _came_sealed(session: Session, case_ids: Sequence[int]) -> frozenset[int]:
    """Return the sheets that came in sealed packets and are open; a correction made here is none of them."""
    packet, sheet = models.Packet, models.Sheet
    of_packet = and_(col(packet.case_id) == sheet.case_id, col(packet.assessor_id) == sheet.assessor_id)
    wanted = (
        select(func.min(col(sheet.id)))
        .join(packet, of_packet)
        .where(
            col(packet.case_id).in_(case_ids),
            packet.way == Way.RECEIVED,
            packet.kind == PacketKind.SEALED_SHEET,
            col(packet.opened_on).is_not(None),
        )
        .group_by(col(sheet.case_id), col(sheet.assessor_id))
    )
    return frozenset(session.exec(wanted))


def _assessor(
    sheet: models.Sheet, people_: Mapping[int, Person], rated: int, sealed: Collection[int]
) -> Assessor:
    assert sheet.submitted_at is not None, sheet
    assert sheet.submitted_on is not None, sheet
    return Assessor(
        id=sheet.assessor_id,
        sheet_id=sheet.id,
        person=people_[sheet.assessor_id],
        role=sheet.role,
        revision=sheet.revision,
        submitted_at=sheet.submitted_at,
        submitted_on=sheet.submitted_on,
        rated=rated,
        number=sheet_number(sheet.uid),
        open_answer=sheet.origin is SheetOrigin.FORM,
        came_sealed=sheet.id in sealed,
    )


def _comments(session: Session, sheets: Sequence[models.Sheet]) -> Sequence[models.MarkText]:
    ids = [sheet.id for sheet in sheets]
    wanted = select(models.MarkText).where(col(models.MarkText.sheet_id).in_(ids))
    return session.exec(wanted.order_by(col(models.MarkText.sheet_id), col(models.MarkText.item_id))).all()


def _told(known: Known, rows: Sequence[models.MarkText]) -> tuple[Comment, ...]:
    """Return the comments of the case in the order of the items, then of the sheets."""
    order = {item.id: (number, item.code) for number, item in enumerate(known.framework.items)}
    sheets = {sheet.id: (number, sheet.assessor_id) for number, sheet in enumerate(known.sheets)}
    found = sorted(rows, key=lambda row: (order[row.item_id], sheets[row.sheet_id][0]))
    return tuple(Comment(order[row.item_id][1], sheets[row.sheet_id][1], row.comment) for row in found)
