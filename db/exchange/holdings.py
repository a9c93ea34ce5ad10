"""Who has what: invitations, sealed sheets, shares and forms, each where it is now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import batched

from sqlmodel import Session, col, select

from db import models
from db.assessing.sheet import answer_forms, sent_forms
from db.exchange import carried, shares
from db.exchange.closed import closed
from db.journal.presence import NAME
from db.models.types import actor_id, today
from domain.assessing.answer_form import Expected
from domain.assessing.case import CaseState
from domain.exchange.holding import Holding, SentEdition, Stand
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.people.person import short_name
from domain.text import Text

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class _Place:
    """A case as a line names it."""

    person: str
    title: str
    due: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Written:
    """The newest sheet of an assessor in a case; ``on`` None as long as none was submitted."""

    sheet_id: int
    assessor_id: int
    on: date | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What lines need beside packets: who is at work, cases, people, keys, sheets by case and assessor.

    ``keyed`` are those whose key is known and can get a packet, ``asked`` the seats whose form was withdrawn.
    """

    me: int | None
    places: Mapping[int, _Place]
    names: Mapping[int, str]
    by_key: Mapping[str, str]
    keyed: Collection[int]
    asked: Collection[tuple[int, int]]
    sheets: Mapping[tuple[int | None, int | None], _Written]
    editions: Mapping[str, SentEdition]


def holdings(session: Session) -> tuple[Holding, ...]:
    """Return what went out and came in, the newest first; no mark is read."""
    rows = session.exec(select(models.Packet).order_by(col(models.Packet.id).desc())).all()
    forms = answer_forms.expected(session, today(session), also_over=True)
    return (*_kept(session), *_holdings(session, rows, forms, _seats(session, _sent_out(rows, forms))))


def of_case(session: Session, case_id: int) -> tuple[Holding, ...]:
    """Return what went out and came in by packets for one case."""
    of = models.Packet
    rows = session.exec(select(of).where(of.case_id == case_id).order_by(col(of.id).desc())).all()
    return _holdings(session, rows, ()) if rows else ()


def _kept(session: Session) -> list[Holding]:
    """Return a line for each case whose shares this file keeps; its person and cycle are told by codes."""
    return [
        Holding(
            one.case,
            Stand.KEPT,
            PacketKind.KEPT_SHARES,
            None,
            one.person,
            one.cycle,
            one.sender,
            one.kept_on,
        )
        for one in shares.kept_cases(session)
        if len(one.given) < len(one.holders)
    ]


def _holdings(
    session: Session,
    rows: Sequence[models.Packet],
    forms: Sequence[Expected],
    seats: Collection[tuple[int, int]] = (),
) -> tuple[Holding, ...]:
    """Return the lines of packets, of forms, and of those seats of whose sheets neither tells."""
    case_ids = {one.case_id for one in rows if one.case_id is not None} | {one.case_id for one in forms}
    sheets = _sheets(session, case_ids)
    people = {one.assessor_id for one in (*rows, *sheets.values())} | {person for _case, person in seats}
    names = _names(session, {one for one in people if one is not None})
    known = _Known(
        actor_id(session),
        _places(session, case_ids),
        names,
        _by_key(session),
        _keyed(session),
        sent_forms.withdrawn(session),
        sheets,
        _editions(session, rows),
    )
    newest = _newest(rows)
    lines = [line for one in newest.values() if (line := _line(one, newest, known)) is not None]
    lines += _forms(forms, known, {(one.case_id, one.assessor_id) for one in lines})
    lines += _rated_here(seats, known, lines)
    lines = _waiting(session, lines, known)
    return tuple(sorted(lines, key=lambda one: (one.back or one.since, one.key), reverse=True))


def _waiting(session: Session, lines: Sequence[Holding], known: _Known) -> list[Holding]:
    """Return the lines with whom closed sheets wait for; if that is nobody, they can be opened."""
    cases = {one.case_id for one in lines if one.stand is Stand.CLOSED and one.case_id is not None}
    if not cases:
        return list(lines)
    awaited = {case_id: one.awaited for case_id, one in closed(session, cases).items()}
    ids = frozenset[int]().union(*awaited.values())
    names = {**known.names, **_names(session, ids - known.names.keys())}
    told: list[Holding] = []
    for one in lines:
        if one.stand is not Stand.CLOSED or one.case_id not in awaited:
            told.append(one)
            continue
        who = tuple(sorted(names[person] for person in awaited[one.case_id] if person in names))
        ready = not awaited[one.case_id] and known.places[one.case_id].is_open
        told.append(replace(one, stand=Stand.READY if ready else Stand.CLOSED, awaited=who))
    return told


type _Newest = Mapping[tuple[Way, PacketKind, int | None, int | None, str], models.Packet]
"""Way, kind and seat -> packet; the last is the identity of one that belongs to no case."""


def _newest(rows: Sequence[models.Packet]) -> _Newest:
    """Return the newest packet of each kind that went one way about one seat: earlier ones are worthless."""
    newest: dict[tuple[Way, PacketKind, int | None, int | None, str], models.Packet] = {}
    for one in rows:
        alone = one.uid if one.case_id is None else ""  # no packet takes the place of another one
        newest.setdefault((one.way, one.kind, one.case_id, one.assessor_id, alone), one)
    return newest


def _line(one: models.Packet, newest: _Newest, known: _Known) -> Holding | None:
    """Return the line of a packet; None if it is told in that of another one, or its case is gone."""
    if (one.way, one.kind) == (Way.RECEIVED, PacketKind.RESULT) and one.body is not None:
        names = known.names.get(one.assessor_id or 0, ""), known.by_key.get(one.key, "")
        return Holding(one.uid, Stand.KEPT, one.kind, None, names[0], "", names[1], one.on)
    if _is_model(one):
        edition = known.editions.get((one.body or b"").decode())
        who = known.by_key.get(one.key, "")
        return Holding(one.uid, Stand.DONE, one.kind, None, "", "", who, one.on, edition=edition)
    place = known.places.get(one.case_id or 0)
    if place is None:
        return None
    sheet = known.sheets.get((one.case_id, one.assessor_id))
    who = known.by_key.get(one.key, "") or known.names.get(one.assessor_id or 0, "")
    line = Holding(
        one.uid,
        Stand.DONE,
        one.kind,
        one.case_id,
        place.person,
        place.title,
        who,
        one.on,
        place.due,
        assessor_id=one.assessor_id,
        sheet_id=None if sheet is None else sheet.sheet_id,
    )
    match one.way, one.kind:
        case Way.SENT, PacketKind.INVITATION:
            return _invited(line, sheet, _answer(one, newest, Way.RECEIVED), _is_dropped(one, newest), place)
        case Way.RECEIVED, PacketKind.INVITATION:
            return _to_assess(_guest(line, known), sheet, _answer(one, newest, Way.SENT), place)
        case Way.SENT, PacketKind.CASE_TO_GO:
            back = newest.get((Way.RECEIVED, PacketKind.CASE_BACK, one.case_id, one.assessor_id, ""))
            return _taken_along(line, one, back, known, place)
        case Way.RECEIVED, PacketKind.CASE_TO_GO:
            answer = _answer(one, newest, Way.SENT, PacketKind.CASE_BACK)
            line = replace(_guest(line, known), back=None if answer is None else answer.on)
            return _turn(line, Stand.HERE if answer is None else Stand.DONE)
        case _, PacketKind.SEALED_SHEET | PacketKind.GIVEN_SHARE | PacketKind.CASE_BACK:
            return None
        case _:
            return replace(line, due=None)


def _answer(
    one: models.Packet, newest: _Newest, way: Way, kind: PacketKind = PacketKind.SEALED_SHEET
) -> models.Packet | None:
    """Return what answers a packet: the sealed sheet that can be read, or the case that is back."""
    found = newest.get((way, kind, one.case_id, one.assessor_id, ""))
    return found if found is not None and found.id > one.id and not _is_set_aside(found) else None


def _is_set_aside(one: models.Packet) -> bool:
    """Return whether a sealed sheet came in and proved unreadable: it is awaited again."""
    sealed = (one.way, one.kind) == (Way.RECEIVED, PacketKind.SEALED_SHEET)
    return sealed and one.body is None and one.opened_on is None


def _is_dropped(one: models.Packet, newest: _Newest) -> bool:
    """Return whether somebody else gave the share that went out with an invitation."""
    return (Way.RECEIVED, PacketKind.GIVEN_SHARE, one.case_id, one.assessor_id, "") in newest


def _invited(
    line: Holding, sheet: _Written | None, answer: models.Packet | None, dropped: bool, place: _Place
) -> Holding:
    if answer is not None:
        stand = Stand.CLOSED if answer.opened_on is None else Stand.DONE
        return replace(line, stand=stand, kind=PacketKind.SEALED_SHEET, back=answer.on)
    if sheet is not None and sheet.on is not None:  # typed here, or by a form
        return replace(line, back=sheet.on)
    if dropped:
        return replace(line, stand=Stand.DROPPED)
    return replace(line, stand=Stand.OUT if place.is_open else Stand.OVER)


def _to_assess(line: Holding, sheet: _Written | None, answer: models.Packet | None, place: _Place) -> Holding:
    if answer is not None:
        return replace(line, kind=PacketKind.SEALED_SHEET, back=answer.on)
    if sheet is not None and sheet.on is not None:
        return _turn(line, Stand.TO_SEAL)
    return _turn(line, Stand.TO_ASSESS) if place.is_open else replace(line, stand=Stand.OVER)


def _taken_along(
    line: Holding, one: models.Packet, back: models.Packet | None, known: _Known, place: _Place
) -> Holding:
    """Return the line of a sheet that was taken along from this file.

    What is back and not submitted counts once it is; until it was submitted elsewhere it may go again.
    """
    if one.opened_on is None and place.is_open:
        return replace(line, stand=Stand.OUT)
    sheet = known.sheets.get((one.case_id, one.assessor_id))
    line = replace(line, back=one.opened_on)
    if not place.is_open or (sheet is not None and sheet.on is not None):
        return line
    if one.assessor_id != known.me:
        return replace(line, stand=Stand.RATED_HERE)
    if back is not None and carried.is_submitted(back.body):
        return replace(line, stand=Stand.TO_SUBMIT)
    return replace(line, may_go=True)


def _guest(line: Holding, known: _Known) -> Holding:
    """Return the line of an assessor whose case came from another file."""
    name = known.names.get(line.assessor_id or 0, "")
    return replace(line, guest=name, is_mine=line.assessor_id is not None and line.assessor_id == known.me)


def _turn(line: Holding, stand: Stand) -> Holding:
    """Return the line where its assessor has something to do, who need not be the one at work."""
    return replace(line, stand=stand if line.is_mine or stand is Stand.DONE else Stand.OTHERS)


def _forms(
    forms: Sequence[Expected], known: _Known, told: Collection[tuple[int | None, int | None]]
) -> list[Holding]:
    """Return a line for each form, but for assessors invited by packet as well."""
    return [
        Holding(
            f"form {one.sheet_id}",
            _stand_of_form(one, is_open=known.places[one.case_id].is_open),
            None,
            one.case_id,
            known.places[one.case_id].person,
            known.places[one.case_id].title,
            known.names.get(one.assessor_id, ""),
            one.on,
            one.due,
            one.back,
            assessor_id=one.assessor_id,
            sheet_id=one.sheet_id,
        )
        for one in forms
        if one.case_id in known.places and (one.case_id, one.assessor_id) not in told
    ]


def _stand_of_form(one: Expected, *, is_open: bool) -> Stand:
    if one.handed_in:
        return Stand.DONE
    if not is_open:
        return Stand.OVER
    return Stand.OUT if one.is_out else Stand.TO_SUBMIT


def _sent_out(rows: Sequence[models.Packet], forms: Sequence[Expected]) -> set[int]:
    """Return the cases of this file of which a sheet went out by packet or form."""
    kinds = (PacketKind.INVITATION, PacketKind.CASE_TO_GO)
    went = {one.case_id for one in rows if one.kind in kinds and one.way is Way.SENT}
    came = {one.case_id for one in rows if one.kind in kinds and one.way is Way.RECEIVED}
    return {one for one in went - came if one is not None} | {one.case_id for one in forms}


def _seats(session: Session, case_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return case and assessor of all from whom a sheet is expected."""
    of = models.CaseAssessor
    found: list[tuple[int, int]] = []
    for some in batched(case_ids, AT_ONCE):
        wanted = select(of.case_id, of.person_id).where(col(of.case_id).in_(some))
        found += session.exec(wanted.order_by(col(of.case_id), col(of.position)))
    return found


def _rated_here(seats: Collection[tuple[int, int]], known: _Known, lines: Sequence[Holding]) -> list[Holding]:
    """Return a line for each sheet of a running case that never went out, so that none is missing."""
    told = {(one.case_id, one.assessor_id) for one in lines}
    first: dict[int | None, date] = {}
    for one in lines:
        first[one.case_id] = min(one.since, first.get(one.case_id, one.since))
    found: list[Holding] = []
    for case_id, person_id in seats:
        place, sheet = known.places.get(case_id), known.sheets.get((case_id, person_id))
        if place is None or not place.is_open or (case_id, person_id) in told or case_id not in first:
            continue
        back = None if sheet is None else sheet.on
        has_key = person_id in known.keyed
        withdrawn = (case_id, person_id) in known.asked and not has_key
        idle = sheet is None and person_id != known.me
        here = Stand.TO_INVITE if idle and (withdrawn or has_key) else Stand.RATED_HERE
        found.append(
            Holding(
                f"seat {case_id} {person_id}",
                here if back is None else Stand.COUNTS,
                None,
                case_id,
                place.person,
                place.title,
                known.names.get(person_id, ""),
                first[case_id],
                place.due,
                back,
                assessor_id=person_id,
                sheet_id=None if sheet is None else sheet.sheet_id,
                is_mine=person_id == known.me,
                withdrawn=withdrawn and idle,
            )
        )
    return found


def _places(session: Session, case_ids: Collection[int]) -> dict[int, _Place]:
    case, cycle = models.Case, models.Cycle
    found: dict[int, _Place] = {}
    for some in batched(case_ids, AT_ONCE):
        wanted = (
            select(case, cycle, models.Person)
            .join(cycle, col(cycle.id) == col(case.cycle_id))
            .join(models.Person, col(models.Person.id) == col(case.person_id))
            .where(col(case.id).in_(some), col(models.Person.erased_at).is_(None))
        )
        for one, of, person in session.exec(wanted):
            name = short_name(person.surname, person.given, person.patronymic)
            is_open = one.state is CaseState.OPEN and of.state is CaseState.OPEN
            found[one.id] = _Place(name, of.title or of.code, of.ends_on, is_open)
    return found


def _sheets(session: Session, case_ids: Collection[int]) -> dict[tuple[int | None, int | None], _Written]:
    of = models.Sheet
    found: dict[tuple[int | None, int | None], _Written] = {}
    for some in batched(case_ids, AT_ONCE):
        wanted = select(of).where(col(of.case_id).in_(some)).order_by(col(of.revision))
        for one in session.exec(wanted):
            seat = (one.case_id, one.assessor_id)
            before = found.get(seat)
            handed_in = one.submitted_on or (None if before is None else before.on)  # a correction is a draft
            found[seat] = _Written(one.id, one.assessor_id, handed_in)
    return found


def _editions(session: Session, rows: Sequence[models.Packet]) -> dict[str, SentEdition]:
    """Return the editions of the frameworks that went out, by hash; older packets do not say it."""
    hashes = {one.body.decode() for one in rows if _is_model(one) and one.body is not None}
    of = models.Framework
    found: dict[str, SentEdition] = {}
    for some in batched(hashes, AT_ONCE):
        for one in session.exec(select(of).where(col(of.content_hash).in_(some))):
            found[one.content_hash] = SentEdition(Text(one.title_ru, one.title_en), one.number)
    return found


def _is_model(one: models.Packet) -> bool:
    return (one.way, one.kind) == (Way.SENT, PacketKind.MODEL)


def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in batched(ids, AT_ONCE):
        wanted = select(models.Person.id, *NAME).where(col(models.Person.id).in_(some))
        found |= {person_id: short_name(*name) for person_id, *name in session.exec(wanted)}
    return found


def _by_key(session: Session) -> dict[str, str]:
    of = models.KnownKey
    wanted = select(of.signing, *NAME).join(models.Person, col(models.Person.id) == col(of.person_id))
    return {signing: short_name(*name) for signing, *name in session.exec(wanted)}


def _keyed(session: Session) -> set[int]:
    """Return whose key is known and was not withdrawn."""
    of = models.KnownKey
    return set(session.exec(select(of.person_id).where(col(of.withdrawn_on).is_(None))))
