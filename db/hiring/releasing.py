"""Letting an assessor go, which opens the sealed sheets if nobody else was awaited."""

from collections.abc import Mapping

from sqlmodel import Session, select

from db import models
from db.assessing import cases
from db.assessing.sheet import blank_sheets, sent_forms
from db.exchange import opening
from db.exchange.sealed_sheets import Inside
from db.journal import journal
from db.people.erasure_rows import waiting_sealed
from domain.errors import Begun, Unknown
from domain.exchange.ledger import Opened


def release(session: Session, case_id: int, person_id: int, inside: Mapping[str, Inside]) -> Opened:
    """Release an assessor, and write the sealed sheets with it, as one act.

    *inside* is what is in each, by the assessor's identity, empty if none opens.

    Raises:
        Refused: if the assessor stays; nothing was written.
    """

    def act(session: Session) -> None:
        take_off(session, case_id, person_id)

    return opening.with_act(session, act, case_id, inside)


def take_off(session: Session, case_id: int, person_id: int) -> None:
    """Take an assessor off a case; a sheet in which nothing is entered ends with it.

    Raises:
        Unknown: if there is no such case, or the person does not assess in it.
        Closed, Withdrawn: if the case is over.
        Begun: if anything is in the sheet, a form of it is out, it is elsewhere, or it has come in sealed.
    """
    _, line = cases.running(session, case_id)
    row = session.get(models.CaseAssessor, (case_id, person_id))
    of = models.CaseAssessor
    sealed = select(of.person_id).where(of.case_id == case_id, of.person_id == person_id, waiting_sealed())
    begun = [one.sheet_id for one in line.sheets if one.assessor_id == person_id]
    stays = begun and person_id not in sent_forms.blank(session, case_id).removable
    if stays or session.exec(sealed).first():
        raise Begun
    if row is None and not begun:
        raise Unknown("assessor", person_id)
    blank_sheets.end(session, begun)  # before the seat, which stays as long as there is a sheet
    if row is not None:
        session.delete(row)
    data = {"assessor": person_id, **({"sheet": begun[0]} if begun else {})}
    journal.record(session, "release", "case", case_id, data)
