"""Which forms are out, to whom more may go, and the withdrawal of one that is not answered."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.assessing import sheet_access
from db.assessing.progress import Awaited, CaseLine, SheetLine, lines_of_one, lines_where
from db.assessing.sheet import blank_sheets
from db.journal import journal
from db.journal.signed import signed
from db.models.table import existing
from db.models.types import actor_id, today
from domain.assessing.answer_form import Answered
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind


def days(session: Session, case_id: int | None = None) -> dict[int, date]:
    """Return sheet id -> the day on which its form went out first; *case_id* None stands for all cases.

    The id of a sheet that ended with its form is given again, so each withdrawal ends one sending.
    """
    sent: dict[int, list[date]] = {}
    for data in signed(session, "send_forms", "case", case_id):
        for sheet_id in data["sheets"]:
            sent.setdefault(sheet_id, []).append(date.fromisoformat(data["on"]))
    if not sent:
        return {}
    ended = Counter(data["sheet"] for data in signed(session, "withdraw_form", "case", case_id))
    return {one: on[ended[one]] for one, on in sent.items() if ended[one] < len(on)}


@dataclass(frozen=True, slots=True)
class Recipient:
    """An assessor to whom forms may go, in so many ``cases``.

    In ``begun`` of them the sheet is begun, in ``sent`` of them a form is out already. With ``has_key`` the
    others can come in a packet, which keeps the marks closed.
    """

    assessor_id: int
    name: str
    cases: int
    begun: int
    sent: int
    has_key: bool

    @property
    def is_likely(self) -> bool:
        """Whether a form is the way: no packet can go to this assessor."""
        return not self.has_key or self.begun == self.cases


def recipients(session: Session, case_ids: Collection[int]) -> tuple[Recipient, ...]:
    """Return to whom forms of these cases may go; the forms are made of the same seats.

    They stand as they were assigned, so that none changes its place when a sheet begins.
    """
    of = models.KnownKey
    keys = set(session.exec(select(of.person_id).where(col(of.withdrawn_on).is_(None))))
    lines = lines_where(session, col(models.Case.id).in_(case_ids))
    there = days(session)
    places = _places(session, case_ids)
    last = len(places)
    seats = [
        one
        for line in lines
        for one in sorted(
            able(session, line), key=lambda seat: places.get((line.case_id, seat.assessor_id), last)
        )
    ]
    begun = Counter(one.assessor_id for one in seats if isinstance(one, SheetLine))
    out = Counter(one.assessor_id for one in seats if isinstance(one, SheetLine) and one.sheet_id in there)
    names = {one.assessor_id: one.assessor_name for one in seats}
    return tuple(
        Recipient(one, names[one], count, begun[one], out[one], one in keys)
        for one, count in Counter(one.assessor_id for one in seats).items()
    )


def with_form(session: Session, case_ids: Collection[int], without: Collection[int]) -> tuple[int, ...]:
    """Return in which of these cases a form can go to anybody who is not in *without*, in their order."""
    there = {
        line.case_id
        for line in lines_where(session, col(models.Case.id).in_(case_ids))
        if any(one.assessor_id not in without for one in able(session, line))
    }
    return tuple(one for one in case_ids if one in there)


def _places(session: Session, case_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """Return case and assessor -> the place among all who are assigned in these cases."""
    of = models.CaseAssessor
    wanted = select(of.case_id, of.person_id).where(col(of.case_id).in_(case_ids))
    seats = session.exec(wanted.order_by(col(of.case_id), col(of.position)))
    return {(case_id, person_id): number for number, (case_id, person_id) in enumerate(seats)}


def able(session: Session, line: CaseLine) -> tuple[SheetLine | Awaited, ...]:
    """Return to whom a form of a case may go: not to whoever sends it, if another one can be out."""
    if not line.pending:
        return ()
    elsewhere, begun = by_packet(session, line.case_id), {one.assessor_id for one in line.sheets}
    wanted = [one for one in line.pending if one.assessor_id in begun or one.assessor_id not in elsewhere]
    own = _own(session, {one.assessor_id for one in wanted})
    return tuple(one for one in wanted if one.assessor_id != own)


@dataclass(frozen=True, slots=True)
class Blank:
    """Assessors of a case whose begun sheets hold nothing yet, by id.

    The form of those in ``formed`` can be withdrawn; those in ``removable`` have none and can be taken off.
    """

    formed: frozenset[int] = frozenset()
    removable: frozenset[int] = frozenset()


def blank(session: Session, case_id: int) -> Blank:
    """Return whose sheets of a case are begun, here, and blank."""
    (line,) = lines_of_one(session, case_id) or (None,)
    found = () if line is None else blank_sheets.among(session, line.pending)
    if not found:
        return Blank()
    there, named = days(session, case_id), panel(session, case_id)
    formed = {one.assessor_id for one in found if one.sheet_id in there}
    return Blank(frozenset(formed & named), frozenset(one.assessor_id for one in found) - formed)


def withdraw(session: Session, case_id: int, person_id: int) -> None:
    """Withdraw the form of an assessor who is still to answer: its sheet ends, the assessor stays awaited.

    The workbook is taken no more. A packet can go to the assessor then, or another form.

    Raises:
        Unknown: if there is no such case.
        Closed, Withdrawn: if the case is over.
        Answered: if no form is out in which nothing is answered.
    """
    case = existing(session, models.Case, case_id)
    sheet_access.check_running(session, case.state, case.cycle_id)
    if person_id not in blank(session, case_id).formed:
        raise Answered
    of = models.Sheet
    sheet_id = session.exec(select(of.id).where(of.case_id == case_id, of.assessor_id == person_id)).one()
    data = {"sheet": sheet_id, "assessor": person_id, "case": case_id, "on": today(session).isoformat()}
    blank_sheets.end(session, [sheet_id])
    journal.record(session, "withdraw_form", "case", case_id, data)


def withdrawn(session: Session) -> frozenset[tuple[int, int]]:
    """Return case and assessor of each form that was ever withdrawn; another one may have gone out since."""
    told = signed(session, "withdraw_form", "case")
    return frozenset((data["case"], data["assessor"]) for data in told if "case" in data)


def panel(session: Session, case_id: int) -> set[int]:
    """Return who is assigned to rate in a case."""
    of = models.CaseAssessor
    return set(session.exec(select(of.person_id).where(of.case_id == case_id)))


def by_packet(session: Session, case_id: int) -> set[int | None]:
    """Return who was invited by packet: who holds a share of the case's key, as it was dealt last."""
    key, of = session.get(models.CaseKey, case_id), models.Packet
    if key is None:
        return set()
    invited = select(of.assessor_id).where(
        of.case_id == case_id, of.kind == PacketKind.INVITATION, of.way == Way.SENT
    )
    return set(session.exec(invited.order_by(col(of.id).desc()).limit(key.dealt)))


def _own(session: Session, assessors: Collection[int]) -> int | None:
    """Return who is at work here, if there are other assessors: that sheet needs no form."""
    me = actor_id(session)
    return me if set(assessors) - {me} else None
