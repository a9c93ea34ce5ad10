"""A packet of each kind, filled."""

import base64
import uuid
from datetime import UTC, date, datetime

from db.framework.catalogue import shipped_edition
from desktop.office.exchange import sealing
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.exchange.key import PrivateKeys
from domain.exchange.packet import (
    CaseBack,
    CaseToGo,
    Content,
    GivenShare,
    Head,
    Invitation,
    KeptShares,
    PacketKind,
    SealedSheet,
    SentDraft,
    SentFact,
    SentItem,
    SentLevel,
    SentLink,
    SentMark,
    SentModel,
    SentPerson,
    SentProbe,
    SentResult,
    SentRow,
    SentSheet,
    format_of,
)
from domain.exchange.share import Share
from domain.framework.edition import profile_hash
from domain.framework.provision import Provision, Topic
from domain.framework.version_map import Fate
from domain.people.person import PersonKind
from domain.sheet_kinds import Kind, Origin, Role, SheetOrigin, State

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CASE, SHEET, ASSESSOR, OTHER = (str(uuid.UUID(int=number)) for number in range(1, 5))


def head(kind: PacketKind, sender: PrivateKeys, recipient: str, sequence: int = 1) -> Head:
    """Return the head of a packet."""
    return Head(
        str(uuid.uuid4()), kind, format_of(kind), sequence, NINE, sender.public.signing, recipient, OTHER
    )


def sheet(items: int = 71, level: int | None = 3) -> SentSheet:
    """Return a submitted sheet with a comment and a fact on each item."""
    known = [str(uuid.UUID(int=100 + number)) for number in range(items)]
    marks = tuple(SentMark(one, State.RATED, level, Origin.TYPED, NINE, "знает хорошо") for one in known)
    days = Polarity.FOR, TODAY, TODAY, NINE
    facts = tuple(
        SentFact(str(uuid.UUID(int=1_000 + at)), (one,), *days, "Рассказал, как проверял смету.")
        for at, one in enumerate(known)
    )
    whose = SHEET, CASE, ASSESSOR, Role.EXPERT, SheetOrigin.SCREEN
    return SentSheet(*whose, 1, "", "ab" * 32, NINE, NINE, TODAY, marks, facts, "cd" * 32)


def sealed_sheet(assessor: PrivateKeys, case_key: str, share: Share, content: SentSheet) -> SealedSheet:
    """Return the sheet as it travels: closed to everybody until all shares are together."""
    return sealing.closed(content, head(PacketKind.SHEET, assessor, case_key), assessor, share)


def draft(items: int = 71) -> SentDraft:
    """Return a sheet in work: an item without a mark has a comment, each a fact and a follow-up question."""
    done = sheet(items)
    rows = tuple(
        SentRow(
            one.item, one.state, one.level, one.origin, one.rated_at, one.comment, (SentProbe("И?", NINE),)
        )
        for one in done.marks[1:]
    )
    bare = SentRow(done.marks[0].item, None, None, None, None, "спросить ещё раз", ())
    return SentDraft(SHEET, 1, "", SheetOrigin.SCREEN, NINE, (bare, *rows), done.facts, None, None, "")


def model() -> SentModel:
    """Return the shipped model."""
    shipped = shipped_edition()
    hashes = (shipped.hash, *(profile_hash(one) for one in shipped.profiles))
    uids = tuple(str(uuid.UUID(int=5_000 + number)) for number in range(len(hashes)))
    author = SentPerson(OTHER, "E-1", PersonKind.EMPLOYEE, "Громов", "Михаил", "")
    link, line = SentLink(Fate.NEW, "", OTHER), Provision(Topic.RIGHTS, "Права", "4.1", "Вправе", whole=True)
    return SentModel(shipped, 1, uids, hashes, "", "", NINE, TODAY, author, (link,), (line,))


def each(assessor: PrivateKeys) -> dict[PacketKind, Content]:
    """Return a content of each kind."""
    case_key, shares = sealing.deal_case(CASE, 3)
    item = SentItem(OTHER, "K01", Kind.KNOWLEDGE, "F1", "Сметы", "Budgets", True, "Как?", "How?")
    level = SentLevel(3, "три", "three", "знает", "knows", "умеет", "does")
    person = SentPerson(OTHER, "E-1", PersonKind.EMPLOYEE, "Громов", "Михаил", "")
    carried = model()
    invitation = Invitation(
        *(CASE, OTHER, CycleKind.HIRING, "Отбор", person, person, Role.EXPERT, TODAY, "Модель"),
        *(carried.hashes[0], carried.hashes[1], (level,), (item,), case_key, shares[0], carried),
    )
    return {
        PacketKind.INVITATION: invitation,
        PacketKind.SHEET: sheet(),
        PacketKind.SEALED_SHEET: sealed_sheet(assessor, case_key, shares[0], sheet()),
        PacketKind.KEPT_SHARES: KeptShares(
            CASE, "2026-H-001", "C-1", case_key, shares, ("E-1", "E-2", "E-3")
        ),
        PacketKind.GIVEN_SHARE: GivenShare(CASE, case_key, shares[0], "болен", TODAY),
        PacketKind.MODEL: model(),
        PacketKind.CASE_TO_GO: CaseToGo(
            *(CASE, OTHER, CycleKind.HIRING, "Отбор", TODAY, person, person, Role.EXPERT),
            *(carried.hashes[0], carried.hashes[1], "short", (OTHER,), (OTHER,), draft(), carried),
        ),
        PacketKind.CASE_BACK: CaseBack(CASE, ASSESSOR, "ab" * 32, draft()),
        PacketKind.RESULT: SentResult(
            *(CASE, person, "Отбор", "report", TODAY, base64.b64encode(b"%PDF-1.4").decode())
        ),
    }
