"""Letting an assessor go, which opens the sealed sheets if nobody else was awaited."""

from collections.abc import Mapping

from sqlmodel import Session

from db.exchange import opening
from db.exchange.sealed_sheets import Inside
from db.hiring import campaigns
from domain.exchange.ledger import Opened


def release(session: Session, case_id: int, person_id: int, inside: Mapping[str, Inside]) -> Opened:
    """Release an assessor, and write the sealed sheets with it, as one act.

    *inside* is what is in each, by the assessor's identity, empty if none opens.

    Raises:
        Refused: if the assessor stays; nothing was written.
    """

    def act(session: Session) -> None:
        campaigns.release(session, case_id, person_id)

    return opening.with_act(session, act, case_id, inside)
