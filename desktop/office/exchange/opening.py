"""Sealed sheets are read in a process of their own, and written in the act that brings the last sheet in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.office.exchange import reading, sealing
from desktop.office.exchange.files import Files
from domain.errors import Refused
from domain.exchange.ledger import Opened
from domain.progress import Progress

if TYPE_CHECKING:
    from db.exchange.opening import Sealed
    from db.exchange.sealed_sheets import Inside


@dataclass(frozen=True, slots=True)
class Outcome:
    """What opened with an act; ``refused`` is why the sealed sheets could not be read. The act is done."""

    done: Opened
    refused: Refused | None = None


def inside(found: "Sealed | None", progress: Progress) -> "Mapping[str, Inside]":
    """Return what is in sealed sheets by the assessor's identity; empty if none open.

    Raises:
        NotAccepted: if the shares do not make the key.
        Unreadable: if reading takes more than it may.
        Cancelled: if asked to stop.
    """
    if found is None:
        return {}
    identity = sealing.case_identity(found.case_key, found.shares)
    return reading.sheets(found.covers, identity, found.case_key, found.signers, progress)


def submitted(files: Files, sheet_id: int, progress: Progress, *, form: bool = False) -> Outcome:
    """Hand in a sheet, and open the sealed ones with it if it was the last, as one act.

    With *form* it is the sheet of an accepted form, handed in in the name of its assessor.

    Raises:
        Refused: if it may not be handed in; nothing was written.
    """
    from db.exchange import opening

    act = opening.hand_in if form else opening.submit
    return _done(files, files.read(opening.sheet_opens, sheet_id), progress, act, sheet_id)


def released(files: Files, case_id: int, person_id: int, progress: Progress) -> Outcome:
    """Release an assessor, and open the sealed sheets with it if nobody else was awaited, as one act.

    Raises:
        Refused: if the assessor stays; nothing was written.
    """
    from db.exchange import opening
    from db.hiring import releasing

    found = files.read(opening.opens_by, case_id, (person_id,))
    return _done(files, found, progress, releasing.release, case_id, person_id)


def opened_early(files: Files, case_id: int, reason: str, progress: Progress) -> Outcome:
    """Open a case early with a reason, and the sealed sheets with it if all their shares are in, as one act.

    Raises:
        Refused: if it may not be opened; nothing was written.
    """
    from db.exchange import opening

    found = files.read(opening.opens_by, case_id, early=True)
    return _done(files, found, progress, opening.open_early, case_id, reason)


def opened(files: Files, case_id: int, progress: Progress) -> Opened:
    """Open the sealed sheets of a case for which nobody is awaited any more, as one act.

    Raises:
        NotAccepted, Unreadable, Cancelled: as for ``inside``; nothing was written.
    """
    from db.exchange import opening

    read = inside(files.read(opening.opens_by, case_id), progress)
    return files.write(opening.unseal, case_id, read) if read else Opened()


def _done(
    files: Files, found: "Sealed | None", progress: Progress, act: Callable[..., Opened], *what: object
) -> Outcome:
    """Do the act with the sheets that open by it; if they cannot be read, it is done without them."""
    try:
        read = inside(found, progress)
    except Refused as refused:
        return Outcome(files.write(act, *what, {}), refused)
    return Outcome(files.write(act, *what, read))
