"""What the sealed sheets of a case wait for: shares of its key, and every other sheet that is expected."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import batched

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing.progress import lines_where
from domain.assessing.case import CaseState
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Closed:
    """The sealed sheets of a case, by assessor, and whom they wait for.

    ``shares`` are assessors by the number of a share that is missing, ``sheets`` those whose own sheet or
    form in this file is not submitted.
    """

    covered: frozenset[int]
    shares: Mapping[int, int]
    sheets: frozenset[int]

    @property
    def awaited(self) -> frozenset[int]:
        """The assessors for whom they wait; if there are none, they can be opened."""
        return self.sheets | frozenset(self.shares.values())


def closed(session: Session, case_ids: Collection[int]) -> dict[int, Closed]:
    """Return what keeps the sheets of cases closed that were dealt a key; no mark is read.

    Who has sent a sealed sheet, or dropped out so that another gave the share, is not waited for. In a case
    that was opened early with a reason only shares are.
    """
    found: dict[int, Closed] = {}
    for some in batched(case_ids, AT_ONCE):
        keys = session.exec(select(models.CaseKey).where(col(models.CaseKey.case_id).in_(some))).all()
        if keys:
            dealt = {one.case_id: one.dealt for one in keys}
            lines = {one.case_id: one for one in lines_where(session, col(models.Case.id).in_(dealt))}
            covered, dropped, numbers = _came(session, dealt)
            holders = _holders(session, dealt)
            for case_id in dealt:
                out = set[int]()
                if case_id in lines and not lines[case_id].opened_early:
                    out = {one.assessor_id for one in lines[case_id].waiting}
                missing = {n: who for n, who in holders[case_id].items() if n not in numbers[case_id]}
                done = covered[case_id] | dropped[case_id]
                found[case_id] = Closed(frozenset(covered[case_id]), missing, frozenset(out - done))
    return found


def ready(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the open cases whose sealed sheets wait for nobody, and whom each is about; no mark is read."""
    of, case = models.CaseKey, models.Case
    dealt = session.exec(
        select(of.case_id).join(case, col(case.id) == col(of.case_id)).where(case.state == CaseState.OPEN)
    ).all()
    if not dealt:  # so it is in most files, and this is asked after many acts
        return ()
    free = [one for one, waits in closed(session, dealt).items() if waits.covered and not waits.awaited]
    lines = lines_where(session, col(models.Case.id).in_(free)) if free else ()
    return tuple((line.case_id, line.person_name) for line in lines if line.state is CaseState.OPEN)


type _Numbers = defaultdict[int, set[int]]


def _came(session: Session, case_ids: Collection[int]) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return by case whose sealed sheets wait, whose shares another gave, and which shares are here."""
    of = models.Packet
    columns = col(of.case_id), col(of.kind), col(of.assessor_id), col(of.share_number)
    session.flush()  # a statement on the connection bypasses the session's autoflush
    rows = session.connection().execute(
        select_columns(*columns, col(of.share).is_not(None), col(of.body).is_not(None)).where(
            col(of.case_id).in_(case_ids),
            col(of.way) == Way.RECEIVED,
            col(of.kind).in_((PacketKind.SEALED_SHEET, PacketKind.GIVEN_SHARE)),
        )
    )
    covered, dropped, numbers = (defaultdict[int, set[int]](set) for _ in range(3))
    for case_id, kind, assessor_id, number, has_share, has_body in rows:
        if case_id is None or assessor_id is None or number is None:
            continue
        if kind is PacketKind.GIVEN_SHARE:
            dropped[case_id].add(assessor_id)
        elif has_body:
            covered[case_id].add(assessor_id)
        if has_share:
            numbers[case_id].add(number)
    return covered, dropped, numbers


def _holders(session: Session, dealt: Mapping[int, int]) -> dict[int, dict[int, int]]:
    """Return by case who was given which share when the key was dealt last."""
    of = models.Packet
    rows = session.exec(
        select(of.case_id, of.share_number, of.assessor_id)
        .where(col(of.case_id).in_(dealt), of.kind == PacketKind.INVITATION, of.way == Way.SENT)
        .order_by(col(of.id).desc())
    )
    found: dict[int, dict[int, int]] = {one: {} for one in dealt}
    for case_id, number, assessor_id in rows:
        if case_id is None or number is None or assessor_id is None:
            continue
        if len(found[case_id]) < dealt[case_id]:
            found[case_id].setdefault(number, assessor_id)
    return found
