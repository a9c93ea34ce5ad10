"""Erasing a person (152-ФЗ): what it would take, the act itself, and the ledger of who was erased.

The line in the ledger comes first and unlocks frozen rows (``db.file.triggers``); the person's own row, which
stays without a name, is marked last and locks them again. The event proves anew what was rewritten.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from db import models
from db.journal import journal
from db.journal.presence import present
from db.journal.problems import Record
from db.journal.signed import signed
from db.models.types import actor_id, now, today
from db.people import mentions
from db.people.erasure_rows import Scope, cards, counts, emptied, going, nameless, scope, waiting_sealed
from domain.assessing.case import CaseState
from domain.canonical import canonical
from domain.errors import Missing, TooLong, Unknown
from domain.exchange.packet import PacketKind
from domain.people.erasure import (
    REASON_LIMIT,
    CannotErase,
    Choice,
    Count,
    Erased,
    Hindrance,
    LedgerLine,
    Order,
    Preview,
    ReasonNames,
)
from domain.people.naming import MASK, Naming
from domain.people.person import full_name
from domain.plan_kinds import PlanState
from domain.sheet_kinds import SheetState
from domain.text import clean, fold

_OUR_CODE = re.compile(r"[CEX]-\d{4,}")  # anything else may have been typed, and may be a name


def preview(session: Session, person_id: int, *, marks_kept: bool = True) -> Preview:
    """Return all that erasing the person would remove; a merged card means the one it became part of.

    Raises:
        Unknown: if there is no such person.
        CannotErase: if the person was already erased, works with the file now, or is the last who can.
    """
    rows = _erasable(session, person_id)
    of, card = scope(session, rows), rows[0]
    ids = of.who
    return Preview(
        person_id=card.id,
        code=card.code,
        name=full_name(card.surname, card.given, card.patronymic),
        kind=card.kind,
        cards=len(rows),
        marks_kept=marks_kept,
        counts=counts(session, of, marks_kept=marks_kept),
        mentions=mentions.mentions(session, of, mentions.namings(rows)),
        open_cases=_open_cases(session, ids),
        signed=_number(session, models.Sheet, _signed(ids)),
        awaited=_awaited(session, ids),
        managed=_number(
            session, models.Person, col(models.Person.manager_id).in_(ids), present(), ~_among(ids)
        ),
        held_until=card.hold_until,
        actor_id=actor_id(session),
        sheet_uids=tuple(
            session.exec(
                select(models.Sheet.uid)
                .where(col(models.Sheet.id).in_(of.sheets))
                .order_by(col(models.Sheet.id))
            )
        ),
        mentored=_number(session, models.Mentoring, col(models.Mentoring.mentor_id).in_(ids)),
    )


def counted(session: Session, person_id: int, *, marks_kept: bool) -> tuple[Count, ...]:
    """Return only how many records go or stay, which is quick; refuses as ``preview``."""
    return counts(session, scope(session, _erasable(session, person_id)), marks_kept=marks_kept)


def erase(session: Session, order: Order, papers: Callable[[Erased], None] | None = None) -> Erased:
    """Erase the person; return what the act of destruction prints.

    *papers* is called last, within the transaction: if it fails, nothing is erased. Pages that held the
    person before remain in the file until ``Store.compact``.

    Raises:
        Unknown, CannotErase: as for ``preview``.
        Missing, TooLong, ReasonNames: if the reason is empty, longer than 300 characters, or names the
            person.
        Undecided: if words of others name the person and nobody decided about them.
    """
    rows = _erasable(session, order.person_id)
    reason = _reason(order.reason, mentions.namings(rows))
    return _erase(session, replace(order, reason=reason), rows, papers)


def _erase(
    session: Session,
    order: Order,
    rows: tuple[models.Person, ...],
    papers: Callable[[Erased], None] | None = None,
) -> Erased:
    names, reason = mentions.namings(rows), order.reason
    of, card = scope(session, rows), rows[0]
    ids = of.who
    before = Erased(
        person_id=card.id,
        code=card.code,
        name=full_name(card.surname, card.given, card.patronymic),
        kind=card.kind,
        counts=counts(session, of, marks_kept=order.marks_kept),
        marks_kept=order.marks_kept,
        reason=reason,
        at=now(session),
        on=today(session),
        event=0,
        mac="",
        actor_id=actor_id(session),
    )
    for one in rows:
        session.add(models.Erasure(person_uid=one.uid, reason=reason, at=before.at, actor_id=before.actor_id))
    session.flush()
    proven = mentions.rewrite(session, of, names, order.decisions or {}, order.others)
    _empty(session, of, proven)
    _forget_carried(session, of, names)
    for gone in going(of, marks_kept=order.marks_kept):
        session.exec(delete(gone.table).where(gone.where))
    _unname(session, rows, order.named, proven)
    session.flush()
    data = {
        "people": list(ids),
        "uids": [one.uid for one in rows],
        "marks_kept": [one.uid for one in rows] if order.marks_kept else [],
        "counts": [[one.matter.value, one.records] for one in before.counts if not one.kept],
        "anew": {record.value: sorted(owners) for record, owners in sorted(proven.items())},
    }
    journal.record(session, "erase", "person", card.id, data)
    event, mac = journal.head(session)
    erased = replace(before, event=event, mac=mac)
    if papers is not None:
        papers(erased)
    return erased


def ledger(session: Session) -> tuple[LedgerLine, ...]:
    """Return who was erased, by identity only, the first first."""
    rows = session.exec(
        select(models.Erasure).order_by(col(models.Erasure.at), col(models.Erasure.person_uid))
    )
    kept = _marks_kept(session)
    return tuple(LedgerLine(row.person_uid, row.reason, row.at, row.person_uid in kept) for row in rows)


def gone(session: Session, uids: Collection[str]) -> dict[str, LedgerLine]:
    """Return which of these identities the ledger names: whatever comes in about them is refused.

    For files that carry identities, as those of an exchange do; a list of people has none (decision 0133).
    """
    wanted = set(uids)
    return {line.uid: line for line in ledger(session) if line.uid in wanted}


def erased_since(session: Session, at: datetime) -> int:
    """Return how many people were erased after this moment."""
    return _number(session, models.Erasure, col(models.Erasure.at) > at)


def erasures(session: Session) -> int:
    """Return how many people the ledger names."""
    return _number(session, models.Erasure)


def stricter(session: Session, lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return the lines that leave no marks of somebody whose marks were kept here, without a name."""
    kept = _marks_kept(session)
    return tuple(one for one in lines if not one.marks_kept and one.uid in kept)


def news(session: Session, lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return the lines of another file that are still to be carried out in this one, the stricter first."""
    told, known = tuple(lines), {one.uid for one in ledger(session)}
    fresh = [one for one in told if one.uid not in known]
    return (
        *stricter(session, told),
        *(one for one in fresh if not one.marks_kept),
        *(one for one in fresh if one.marks_kept),
    )


def joined(session: Session, lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return the ledger of this file as it will be once these lines have been carried out."""
    went = {uid for one in stricter(session, lines) for uid in _uids_of_human(session, one.uid)}
    return tuple(replace(one, marks_kept=one.marks_kept and one.uid not in went) for one in ledger(session))


def replay(session: Session, lines: Iterable[LedgerLine], named: Callable[[int], str]) -> tuple[str, ...]:
    """Erase whom the ledger of another copy of this file names; return as ``carry_out``."""
    wanted = news(session, lines)
    if not wanted:
        session.info["unjournaled"] = True
        return ()
    with journal.act(session, "replay", "erasure") as act:
        codes, act.data = carry_out(session, wanted, named)
    return codes


def carry_out(
    session: Session, lines: Sequence[LedgerLine], named: Callable[[int], str]
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Erase as these ``news`` say, within an act; return the codes of those who lost anything, and its data.

    What others wrote loses the name. *named* makes the words that stand for the n-th erased person. Of two
    erasures of one person the stricter wins, so that it does not matter in which order files are merged
    (decision 0236).
    """
    known = {one.uid for one in ledger(session)}
    codes: list[str] = []
    told: dict[str, bool] = {}  # identity -> whether the marks stay
    for line in lines:
        row = session.exec(select(models.Person).where(models.Person.uid == line.uid)).first()
        rows = () if row is None else cards(session, row.id)
        if row is None and line.uid not in known:
            session.add(
                models.Erasure(
                    person_uid=line.uid, reason=line.reason, at=line.at, actor_id=actor_id(session)
                )
            )
        elif row is not None and row.erased_at is None:
            codes.append(row.code)
            name = named(next_number(session))
            order = Order(row.id, line.reason, name, line.marks_kept, others=Choice.REMOVE)
            # Who may be erased was asked in the other copy, which has other people at work by now.
            _erase(session, order, rows)
        elif row is not None and line.uid in known:
            codes.append(row.code)
            _drop_marks(session, scope(session, rows))
        told = dict.fromkeys([line.uid, *(one.uid for one in rows)], line.marks_kept) | told
        session.flush()
    return tuple(codes), {"uids": list(told), "marks_kept": [uid for uid, kept in told.items() if kept]}


def _uids_of_human(session: Session, uid: str) -> tuple[str, ...]:
    row = session.exec(select(models.Person.id).where(models.Person.uid == uid)).first()
    return (uid,) if row is None else tuple(one.uid for one in cards(session, row))


def _drop_marks(session: Session, of: Scope) -> None:
    """Delete what was kept of an erased person without a name."""
    for gone in nameless(of):
        session.exec(delete(gone.table).where(gone.where))


def next_number(session: Session) -> int:
    """Return the number under which the next erased person is remembered."""
    return _number(session, models.Person, col(models.Person.erased_at).is_not(None)) + 1


def _marks_kept(session: Session) -> set[str]:
    """Return the identities of whom no erasure took the marks, as the journal says."""
    acts = (("erase", "person"), ("replay", "erasure"), ("merge_file", "file"))
    kept, dropped = set[str](), set[str]()
    for told in (one for act, kind in acts for one in signed(session, act, kind)):
        left = set(told.get("marks_kept", ()))
        kept |= left
        dropped |= set(told.get("uids", ())) - left
    return kept - dropped


def _erasable(session: Session, person_id: int) -> tuple[models.Person, ...]:
    rows = cards(session, person_id)
    if not rows:
        raise Unknown("person", person_id)
    if rows[0].erased_at is not None:
        raise CannotErase(Hindrance.ERASED)
    if actor_id(session) in {one.id for one in rows}:
        raise CannotErase(Hindrance.AT_WORK)
    others = _number(session, models.Person, present(), ~_among([one.id for one in rows]))
    actors = _number(
        session,
        models.Person,
        present(),
        col(models.Person.is_actor).is_(True),
        ~_among([one.id for one in rows]),
    )
    if rows[0].is_actor and others and not actors:
        raise CannotErase(Hindrance.LAST)
    return rows


def _reason(text: str, names: Iterable[Naming]) -> str:
    reason = " ".join(clean(text).split())
    if not reason:
        raise Missing("reason")
    if len(reason) > REASON_LIMIT:
        raise TooLong("reason", len(reason), REASON_LIMIT)
    if any(span.sure for one in names for span in one.spans(reason)):
        raise ReasonNames
    return reason


def _empty(session: Session, of: Scope, proven: dict[Record, set[int]]) -> None:
    """Take the words about the person out of rows that stay."""
    m, where = models, emptied(of)
    for sheet in session.exec(
        select(m.Sheet).where(where[m.Sheet], m.Sheet.reason != "", m.Sheet.state == SheetState.SUBMITTED)
    ):
        sheet.reason = MASK if sheet.revision > 1 else ""  # a correction has a reason, whatever it was
        proven.setdefault(Record.WORDS, set()).add(sheet.id)
    for item in session.exec(select(m.CaseItem).where(where[m.CaseItem], m.CaseItem.reason != "")):
        item.reason = MASK
        proven.setdefault(Record.CASE, set()).add(item.case_id)
    for settled in session.exec(select(m.Settled).where(where[m.Settled], m.Settled.reason != "")):
        settled.reason = MASK
        proven.setdefault(Record.SETTLED, set()).add(settled.case_id)
    for plan in session.exec(select(m.Plan).where(where[m.Plan])):
        plan.aim, plan.state = "", PlanState.CLOSED
        proven.setdefault(Record.PLAN, set()).add(plan.id)
    # The packet itself stays in the list: its number is never given again, and it is not taken again.
    session.exec(update(m.Packet).where(where[m.Packet]).values(share=None, body=None))
    session.exec(update(m.FirstAnswer).values(asked=None, answer=None))
    for case in session.exec(
        select(m.Case).where(
            col(m.Case.id).in_(of.cases), col(m.Case.state).in_((CaseState.OPEN, CaseState.SEALED))
        )
    ):
        case.state = CaseState.WITHDRAWN
    session.flush()


def _forget_carried(session: Session, of: Scope, names: Sequence[Naming]) -> None:
    """Take the copy of a sheet out of packets that carried it, if it is by the person or names the person.

    It only helps to merge what comes back: without it, more is asked. Out of the reason why a share was given
    goes the name alone.
    """
    packet = models.Packet
    kinds = PacketKind.CASE_TO_GO, PacketKind.CASE_BACK, PacketKind.GIVEN_SHARE
    for row in session.exec(select(packet).where(col(packet.kind).in_(kinds), col(packet.body).is_not(None))):
        told: dict[str, Any] = json.loads(row.body or b"")
        if row.kind is PacketKind.GIVEN_SHARE:
            row.body = canonical(mentions.masked(told, names, all_=False))
        elif row.assessor_id in of.who or _names(told, names):
            row.body = canonical(told | {"draft": None})
        session.add(row)


def _names(told: object, names: Sequence[Naming]) -> bool:
    text = "\n".join(mentions.texts(told))
    return any(one.spans(text) for one in names)


def _unname(
    session: Session, rows: tuple[models.Person, ...], named: str, proven: dict[Record, set[int]]
) -> None:
    """Take the person's post, place and name out of what others have, and mark the person as erased."""
    m, ids = models, [one.id for one in rows]
    posts: tuple[tuple[Any, Record, Any], ...] = (
        (m.Conclusion, Record.CONCLUSION, m.Conclusion.case_id),
        (m.NotChosen, Record.NOT_CHOSEN, m.NotChosen.case_id),
        (m.ProbationEnd, Record.PLAN, m.ProbationEnd.plan_id),
    )
    for table, record, owner in posts:
        mine = col(table.person_id).in_(ids) & (col(table.post) != "")
        proven.setdefault(record, set()).update(session.exec(select(owner).where(mine)))
        session.exec(update(table).where(mine).values(post=""))
    mine = col(m.ConclusionSigner.person_id).in_(ids) & (col(m.ConclusionSigner.post) != "")
    signed = select(m.Conclusion.case_id).join(
        m.ConclusionSigner, col(m.ConclusionSigner.conclusion_id) == m.Conclusion.id
    )
    proven.setdefault(Record.CONCLUSION, set()).update(session.exec(signed.where(mine)))
    session.exec(update(m.ConclusionSigner).where(mine).values(post=""))
    session.exec(update(m.Person).where(col(m.Person.manager_id).in_(ids)).values(manager_id=None))
    _drop_from_training(session, set(ids))
    recode: dict[str, str] = {}
    for row in rows:
        row.surname, row.given, row.patronymic, row.folded = named, "", "", fold(named)
        row.contact = row.post = row.basis = ""
        row.personnel_no = row.unit_id = row.manager_id = None
        row.hired_on = row.left_on = row.left_reason = row.basis_on = row.basis_until = None
        row.purpose = row.ground = row.withdrawn_on = row.hold_until = None
        row.declined, row.is_actor = None, False
        if not _OUR_CODE.fullmatch(row.code):
            recode[row.code] = row.code = f"{row.id}-{row.uid[:8]}"
        session.add(row)
    session.flush()
    for change in session.exec(select(m.CampaignChange)) if recode else ():
        if recode.keys() & set(change.assessed):
            change.assessed = [recode.get(code, code) for code in change.assessed]
            proven.setdefault(Record.CYCLE, set()).add(change.cycle_id)
    session.flush()
    for row in rows:
        row.erased_at = now(session)
    for record in [record for record, owners in proven.items() if not owners]:
        del proven[record]
    proven.setdefault(Record.PERSON, set()).update(ids)


def _drop_from_training(session: Session, ids: set[int]) -> None:
    for draft in session.exec(select(models.TrainingDraft)):
        content = draft.content
        groups = [
            one | {"people": [person for person in one["people"] if person not in ids]}
            for one in content.get("groups", ())
        ]
        pairs = [one for one in content.get("pairs", ()) if not ids & set(one[1:])]
        if (after := content | {"groups": groups, "pairs": pairs}) != content:
            draft.content = after


def _open_cases(session: Session, ids: Sequence[int]) -> tuple[str, ...]:
    rows = session.exec(
        select(models.Cycle.code)
        .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
        .where(
            col(models.Case.person_id).in_(ids),
            col(models.Case.state).in_((CaseState.OPEN, CaseState.SEALED)),
        )
        .order_by(col(models.Cycle.code))
    )
    return tuple(rows)


def _awaited(session: Session, ids: Sequence[int]) -> int:
    """Return how many sheets about others the person was to hand in and has not."""
    m = models
    signed = select(m.Sheet.id).where(
        col(m.Sheet.case_id) == m.CaseAssessor.case_id,
        col(m.Sheet.assessor_id) == m.CaseAssessor.person_id,
        col(m.Sheet.state) == SheetState.SUBMITTED,
    )
    return session.exec(
        select(func.count())
        .select_from(m.CaseAssessor)
        .join(m.Case, col(m.Case.id) == m.CaseAssessor.case_id)
        .where(
            col(m.CaseAssessor.person_id).in_(ids),
            ~col(m.Case.person_id).in_(ids),
            m.Case.state == CaseState.OPEN,
            ~signed.exists(),
            ~waiting_sealed(),
        )
    ).one()


def _signed(ids: Sequence[int]) -> Any:
    about = select(models.Case.id).where(col(models.Case.person_id).in_(ids))
    return (
        col(models.Sheet.assessor_id).in_(ids)
        & (col(models.Sheet.state) == SheetState.SUBMITTED)
        & ~col(models.Sheet.case_id).in_(about)
    )


def _among(ids: Sequence[int]) -> Any:
    return col(models.Person.id).in_(ids)


def _number(session: Session, table: Any, *where: Any) -> int:
    return session.exec(select(func.count()).select_from(table).where(*where)).one()
