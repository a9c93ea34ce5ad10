"""A case to go and back: the assessor's own sheet of it, in one other file of the same assessor at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import away, cases, sheet_access
from db.assessing.sheet import sent_forms
from db.exchange import carried, holdings, invitations, keys, own_drafts, packets, sent_models, sent_parts
from db.exchange.carried import Carried
from db.journal import exports, journal
from db.models.table import existing
from db.models.types import acting, actor_id
from domain.assessing.case import CaseState
from domain.errors import Missing, Submitted
from domain.exchange.draft_merge import Bases, Choices, merged, since
from domain.exchange.holding import Holding
from domain.exchange.ledger import KnownKey, Taken, Way
from domain.exchange.packet import CaseBack, CaseToGo, Head, Packet, PacketKind, SentDraft
from domain.exchange.refusal import Invited, NoKeys, NotAccepted, SubmittedThere, Why
from domain.mark import Role
from domain.sheet_kinds import SheetState


@dataclass(frozen=True, slots=True)
class Road:
    """Where an own sheet is: ``away`` since when in the assessor's other file, None if it is here.

    ``sent`` is its line among packets if it came from another file, by an invitation or taken along to this
    one. ``has_other_file``: the key of another file of the assessor is known. ``is_final_there``: it came
    back submitted, and is a draft here, since something here differs. ``sealed``: since when a
    sealed sheet of the same assessor is here, and closed.
    """

    sent: Holding | None
    away: date | None
    has_other_file: bool
    is_final_there: bool = False
    sealed: date | None = None

    @property
    def is_guest(self) -> bool:
        """Whether it was taken along to this file, and goes back."""
        return self.sent is not None and self.sent.kind is PacketKind.CASE_TO_GO


def road(session: Session, case_id: int, assessor_id: int) -> Road:
    """Return where the assessor's sheet of a case is; ``sent`` only for whoever is at work."""
    lines = holdings.of_case(session, case_id)
    own = (one for one in lines if one.is_mine and one.assessor_id == assessor_id)
    known = keys.known(session)
    has_other = any(one.person_id == assessor_id and one.withdrawn_on is None for one in known)
    line = next(own, None)
    is_final = _is_final_there(session, case_id, assessor_id, {one.keys.signing for one in known})
    gone, sealed = (day(session, case_id, assessor_id) for day in (away.since, away.sealed))
    return Road(line, gone, has_other, is_final, sealed)


def outgoing(session: Session, case_id: int, to: KnownKey) -> tuple[Head, CaseToGo]:
    """Return the head and the content of a packet with a case, its framework and the own sheet of it.

    The key must be that of the actor's other file: a sheet goes to nobody but its assessor.

    Raises:
        Unknown, Closed, Withdrawn: if there is no such case, or it is over.
        NotYours: if the key is somebody else's.
        NotAssigned, AlreadyOpen: if the actor does not rate in the case.
        Submitted: if the sheet is submitted.
        Away: if it is away already.
        SubmittedThere: if that file has handed it in, and takes nothing more of it.
        Invited: if the actor was invited by packet from this file.
        Missing: if there is no actor, or nothing says in which role the actor rates: no sheet was begun.
        NotAccepted: if the person was erased, or the framework says something else than on the day it was
            published.
    """
    case, _line = cases.running(session, case_id)
    me = acting(session)
    sheet_access.mine(session, to.person_id)
    sheet_access.check_here(away.since(session, case_id, me))
    sheet = own_drafts.newest(session, case_id, me)
    if sheet is not None and sheet.state is SheetState.SUBMITTED:
        raise Submitted
    if _is_final_there(session, case_id, me, {to.keys.signing}):
        raise SubmittedThere
    _check_not_invited(session, case_id, me)
    seat = session.get(models.CaseAssessor, (case_id, me))
    if sheet is None and seat is None:
        sheet_access.role_in(session, case_id, me, Role.MANAGER)  # the reason why not, if there is one
        raise Missing("sheet")
    role = sheet.role if sheet is not None else seat.role if seat is not None else Role.MANAGER
    person, assessor = (sent_parts.sent_person(session, one) for one in (case.person_id, me))
    if person is None or assessor is None:
        raise NotAccepted(Why.ERASED)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    chosen = (
        None if cycle.question_set_id is None else session.get_one(models.QuestionSet, cycle.question_set_id)
    )
    shipped = chosen is not None and chosen.origin is models.Source.SOURCE
    told = CaseToGo(
        case.uid,
        cycle.uid,
        cycle.kind,
        cycle.title,
        cycle.ends_on,
        person,
        assessor,
        role,
        session.get_one(models.Framework, cycle.framework_id).content_hash,
        sent_parts.profile_hash_of(session, case),
        chosen.code if chosen is not None and shipped else "",
        *_scope(session, case),
        own_drafts.draft(session, case_id, me),
        None,
    )
    whole = sent_models.along(session, cycle.framework_id, told)
    return packets.head(session, PacketKind.CASE_TO_GO, to), whole


def handed_out(session: Session, top: Head, to: KnownKey, file_hash: str, case_id: int, said: str) -> None:
    """Write down that the case went out, as one act: from now on the own sheet is only read here.

    *said* is the hash of the own sheet as the packet has it: see ``carried.said``.

    Raises:
        Away: if it went out meanwhile.
        Invited: if the actor was invited by packet meanwhile.
        NotAccepted: if the sheet was changed since the packet was made.
    """
    me = acting(session)
    sheet_access.check_here(away.since(session, case_id, me))
    _check_not_invited(session, case_id, me)
    now = Carried(session.get_one(models.Person, me).uid, own_drafts.draft(session, case_id, me))
    _write_down(session, top, to, file_hash, case_id, now, said)


def _write_down(
    session: Session, top: Head, to: KnownKey, file_hash: str, case_id: int, now: Carried, said: str
) -> None:
    if carried.said(now) != said:
        raise NotAccepted(Why.CHANGED)
    row = packets.sent(session, top, to.keys.signing, file_hash, case_id, acting(session))
    row.body = carried.body(now)
    exports.record(session, invitations.DOCUMENT, exports.Of.CASE, [case_id], (invitations.FORMAT,), 1)


def accept(session: Session, packet: Packet, file_hash: str, choices: Choices | None = None) -> int | None:
    """Take a case along in this file, and return it; None if the packet was taken before.

    Raises:
        NotAccepted: as for ``packets.sender``, or if the person was erased here, this file has another
            framework and the packet brings none, or the case is over or somebody else's.
        Unsettled: if this file and the packet have both changed the sheet, and no choice settles it.
        TooLittleSpace: if the disk has no room for it.
    """
    told = packet.content
    assert isinstance(told, CaseToGo)
    if packets.sender(session, packet, file_hash) is None:
        return None
    me = acting(session)
    case = session.exec(select(models.Case).where(models.Case.uid == told.case)).first()
    with journal.act(session, "receive", "case") as act:
        person_id = sent_parts.person_of(session, told.person)
        assert person_id is not None
        case = _begin(session, told, person_id) if case is None else _known(session, case, told, person_id)
        if told.draft is not None:
            _merge(session, case, me, told.role, told.draft, choices, Why.SUBMITTED_HERE)
        row = packets.received(session, packet, file_hash)
        row.case_id, row.assessor_id = case.id, me
        row.body = carried.body(Carried(told.assessor.uid, told.draft))
        act.subject_id, act.data = case.id, {"packet": packet.head.uid, "person": case.person_id}
    return case.id


def coming_back(session: Session, case_id: int) -> tuple[KnownKey, Head, CaseBack]:
    """Return whose file the actor's sheet goes back to, the head and the content of the packet.

    Raises:
        NotAccepted: if the case did not come here to go.
        NoKeys: if the key of the file it came from was withdrawn.
        Missing: if there is no actor, or no sheet was begun.
    """
    case, me = existing(session, models.Case, case_id), acting(session)
    to, came = home(session, case_id)
    draft = own_drafts.draft(session, case_id, me)
    if draft is None:
        raise Missing("sheet")
    cycle = session.get_one(models.Cycle, case.cycle_id)
    edition = session.get_one(models.Framework, cycle.framework_id).content_hash
    told = CaseBack(case.uid, came.assessor, edition, draft)
    return to, packets.head(session, PacketKind.CASE_BACK, to), told


def home(session: Session, case_id: int) -> tuple[KnownKey, Carried]:
    """Return the key of the file where the actor's sheet is at home, and what came from there last.

    Raises:
        NotAccepted: if the case did not come here to go.
        NoKeys: if that key was withdrawn.
    """
    row, came = _newest(session, case_id, acting(session), Way.RECEIVED, PacketKind.CASE_TO_GO)
    if row is None or came is None:
        raise NotAccepted(Why.NO_CASE)
    to = keys.by_signing(session, row.key)
    if to.withdrawn_on is not None:
        raise NoKeys((to.name,))
    return to, came


def handed_back(session: Session, top: Head, file_hash: str, case_id: int, said: str) -> None:
    """Write down that the sheet went back, as one act; *said* as for ``handed_out``.

    Raises:
        NotAccepted, NoKeys: as for ``home``; or if the sheet or its packet was changed since it was made.
    """
    to, came = home(session, case_id)
    packets.check_made(session, top, PacketKind.CASE_BACK, to)
    now = Carried(came.assessor, own_drafts.draft(session, case_id, acting(session)))
    _write_down(session, top, to, file_hash, case_id, now, said)


def accept_back(
    session: Session, packet: Packet, file_hash: str, choices: Choices | None = None
) -> int | None:
    """Take the sheet of a case that was taken along, and return the case; None if it was taken before.

    If it was submitted there, and nothing else was written here, it is the submitted sheet here too.

    Raises:
        NotAccepted: as for ``packets.sender``, or if the case is unknown or over, the person was erased, the
            case did not go to the sender, who does not assess it any more, or another sheet was submitted.
        Unsettled: if both files have changed the sheet, and no choice settles it.
    """
    found = _awaited(session, packet, file_hash)
    if found is None:
        return None
    case, assessor_id, role, told = found
    with journal.act(session, "receive", "case", case.id) as act:
        _merge(session, case, assessor_id, role, told.draft, choices)
        away.back(session, case.id, assessor_id)
        row = packets.received(session, packet, file_hash)
        row.case_id, row.assessor_id = case.id, assessor_id
        row.body = carried.body(Carried(told.assessor, told.draft))
        act.data = {"packet": packet.head.uid, "assessor": assessor_id}
    return case.id


def may_come_back(session: Session, packet: Packet, file_hash: str) -> int | None:
    """Return the case whose sheet ``accept_back`` would take, writing nothing; None as it does.

    Raises:
        NotAccepted, Unsettled: as for ``accept_back`` without choices.
    """
    if (found := _awaited(session, packet, file_hash)) is None:
        return None
    case, assessor_id, role, told = found
    _merge(session, case, assessor_id, role, told.draft, None, writes=False)
    return case.id


def _awaited(
    session: Session, packet: Packet, file_hash: str
) -> tuple[models.Case, int, Role, CaseBack] | None:
    """Return case, assessor, role and the sheet that may come back; None if the packet was taken before."""
    told = packet.content
    assert isinstance(told, CaseBack)
    known = packets.sender(session, packet, file_hash)
    if known is None:
        return None
    case = _at_home(session, told)
    assessor = session.get_one(models.Person, known.person_id)
    went, _carried = _newest(session, case.id, assessor.id, Way.SENT, PacketKind.CASE_TO_GO)
    if assessor.uid != told.assessor or went is None or went.key != packet.head.sender:
        raise NotAccepted(Why.NOT_INVITED)
    role = _role(session, case, assessor.id)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    if session.get_one(models.Framework, cycle.framework_id).content_hash != told.edition:
        raise NotAccepted(Why.OUT_OF_MODEL)
    return case, assessor.id, role, told


def take(session: Session, packet: Packet, file_hash: str, choices: Choices | None = None) -> Taken:
    """Take a case to go or a case back, and return what that did.

    Raises:
        NotAccepted, Unsettled, TooLittleSpace: as for ``accept`` and ``accept_back``.
    """
    act = accept if packet.head.kind is PacketKind.CASE_TO_GO else accept_back
    return packets.taken(session, packet, act(session, packet, file_hash, choices))


def is_own(session: Session, packet: Packet) -> bool:
    """Return whether the sheet in a case to go or back is the actor's own, who alone sees what it says."""
    if packet.head.kind is not PacketKind.CASE_BACK:
        return True  # it is taken as the actor's, or not at all
    known = keys.valid(session, packet.head.sender)
    return known is not None and known.person_id == actor_id(session)


def _merge(
    session: Session,
    case: models.Case,
    assessor_id: int,
    role: Role,
    brought: SentDraft,
    choices: Choices | None,
    second: Why = Why.SECOND_SHEET,
    *,
    writes: bool = True,
) -> None:
    """Bring what another file of the assessor says into the own sheet; the same content changes nothing.

    *second* is why none is taken beside the one that is submitted here. Without *writes* it is looked at.
    """
    own_drafts.check(session, case, role, brought)
    here = own_drafts.draft(session, case.id, assessor_id)
    if here is not None and here.said == brought.said and here.content_hash == brought.content_hash:
        return
    if here is not None and here.submitted_at is not None and brought.revision <= here.revision:
        raise NotAccepted(second)
    whole = merged(_known_to_both(session, case.id, assessor_id, brought), here, brought, choices)
    if writes:
        own_drafts.write(session, case, assessor_id, role, brought, whole)


def _known_to_both(session: Session, case_id: int, assessor_id: int, brought: SentDraft) -> Bases:
    """Return what the sheet may have said when both files had the same of it last.

    That is what came last, or one of those that went out since: nobody knows whether they arrived.
    """
    of = models.Packet
    rows = session.exec(
        select(of)
        .where(
            of.case_id == case_id,
            of.assessor_id == assessor_id,
            col(of.kind).in_((PacketKind.CASE_TO_GO, PacketKind.CASE_BACK)),
        )
        .order_by(col(of.id))
    ).all()
    came = max((place for place, one in enumerate(rows) if one.way is Way.RECEIVED), default=0)
    drafts = [None if one.body is None else carried.read(one.body).draft for one in rows]
    return since(drafts[:came], drafts[came:], brought)


def _newest(
    session: Session, case_id: int, assessor_id: int, way: Way, kind: PacketKind
) -> tuple[models.Packet | None, Carried | None]:
    """Return the last packet of this kind with this sheet, and what both files had then."""
    of = models.Packet
    wanted = select(of).where(
        of.case_id == case_id, of.assessor_id == assessor_id, of.kind == kind, of.way == way
    )
    row = session.exec(wanted.order_by(col(of.id).desc()).limit(1)).first()
    return row, None if row is None or row.body is None else carried.read(row.body)


def _is_final_there(session: Session, case_id: int, assessor_id: int, signers: Collection[str]) -> bool:
    """Return whether the sheet came back submitted from one of these files, and is none here yet."""
    row, told = _newest(session, case_id, assessor_id, Way.RECEIVED, PacketKind.CASE_BACK)
    if row is None or row.key not in signers or told is None or told.draft is None:
        return False
    sheet = own_drafts.newest(session, case_id, assessor_id)
    if sheet is None or sheet.state is SheetState.SUBMITTED or told.draft.submitted_at is None:
        return False
    return told.draft.revision >= sheet.revision


def _check_not_invited(session: Session, case_id: int, me: int) -> None:
    """Refuse what would come back by two roads: an invitation stands until its sheet or its share is in."""
    newest = session.connection().execute(select_columns(away.kind(case_id, me))).scalar_one()
    if newest is PacketKind.INVITATION and me in sent_forms.by_packet(session, case_id):
        raise Invited


def _scope(session: Session, case: models.Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the items to be rated, and of those among them that are critical."""
    rows = session.exec(
        select(models.Item.key, models.Target.critical)
        .join(models.CaseItem, col(models.CaseItem.item_id) == col(models.Item.id))
        .outerjoin(
            models.Target,
            (col(models.Target.item_id) == col(models.Item.id))
            & (col(models.Target.profile_id) == case.profile_id),
        )
        .where(models.CaseItem.case_id == case.id, col(models.CaseItem.in_scope).is_(True))
        .order_by(col(models.Item.position))
    ).all()
    return tuple(key for key, _critical in rows), tuple(key for key, critical in rows if critical)


def _role(session: Session, case: models.Case, assessor_id: int) -> Role:
    """Return the role in which the assessor rates; somebody who was released does not any more."""
    seat = session.get(models.CaseAssessor, (case.id, assessor_id))
    if seat is not None:
        return seat.role
    panel = select(models.CaseAssessor.person_id).where(models.CaseAssessor.case_id == case.id)
    sheet = own_drafts.newest(session, case.id, assessor_id)
    if sheet is None or session.exec(panel).first() is not None:
        raise NotAccepted(Why.NOT_INVITED)
    return sheet.role


def _begin(session: Session, told: CaseToGo, person_id: int) -> models.Case:
    if told.framework is not None:
        sent_models.bring(session, told.framework)
    framework_id, profile_id = sent_parts.model_of(session, told.edition, told.profile)
    cycle_id = sent_parts.cycle_of(session, told, framework_id, told.question_set)
    if told.critical is not None:
        critical = {key: key in told.critical for key in told.items}
        profile_id = sent_parts.targets_of(session, cycle_id, profile_id, critical)
    case_id = cases.open_case(
        session, cycle_id, person_id, profile_id, uid=told.case, covering=set(told.items)
    )
    session.add(models.CaseAssessor(case_id=case_id, person_id=acting(session), role=told.role, position=0))
    session.flush()
    return session.get_one(models.Case, case_id)


def _known(session: Session, case: models.Case, told: CaseToGo, person_id: int) -> models.Case:
    """Return the case that is here already: of the same person, by the same edition, rated by the actor."""
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    edition = session.get_one(models.Framework, cycle.framework_id).content_hash
    if case.person_id != person_id or edition != told.edition:
        raise NotAccepted(Why.OTHER_CONTENT)
    if _role(session, case, acting(session)) is not told.role:
        raise NotAccepted(Why.NOT_INVITED)
    return case


def _at_home(session: Session, told: CaseBack) -> models.Case:
    """Return the case that the sheet belongs to, as long as it takes one."""
    found = session.exec(
        select(models.Case, models.Person.erased_at)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(models.Case.uid == told.case)
    ).first()
    if found is None:
        raise NotAccepted(Why.NO_CASE)
    case, erased_at = found
    if erased_at is not None:
        raise NotAccepted(Why.ERASED)
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    return case
