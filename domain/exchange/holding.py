"""Who has what: each sheet, form or share that is on its way, and where it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.exchange.packet import PacketKind
from domain.text import Text


class Stand(StrEnum):
    """Where it is, as seen from this file."""

    TO_ASSESS = "to_assess"  # an invitation came, and the own sheet is not submitted
    TO_SEAL = "to_seal"  # the own sheet is submitted and has not gone out
    HERE = "here"  # an own case was taken along to this file, and goes back
    OTHERS = "others"  # one of these three, of another person who works in this file
    OUT = "out"  # it went out, and nothing has come back
    CLOSED = "closed"  # a sealed sheet is back and waits for the others
    READY = "ready"  # a sealed sheet is back, nobody is awaited any more, and it is not opened yet
    TO_SUBMIT = "to_submit"  # a form, or a sheet submitted elsewhere, is back and not submitted here
    RATED_HERE = "rated_here"  # it never went out, or is back: its assessor rates in this file
    TO_INVITE = (
        "to_invite"  # not out and not begun; its assessor has another file, or had a form that was withdrawn
    )
    COUNTS = "counts"  # it never went out, and is submitted
    DONE = "done"  # it is back and counts, or the own sheet went out
    DROPPED = "dropped"  # the second named person gave the share of an assessor who dropped out
    KEPT = "kept"  # shares for safekeeping
    OVER = "over"  # the assessment ended before it came back


_ASKED = frozenset(
    {Stand.OUT, Stand.TO_ASSESS, Stand.TO_SEAL, Stand.TO_SUBMIT, Stand.RATED_HERE, Stand.TO_INVITE}
)


@dataclass(frozen=True, slots=True)
class SentEdition:
    """A framework that went out, by title and number of the edition."""

    title: Text
    number: int


@dataclass(frozen=True, slots=True)
class Holding:
    """A line of the list; ``key`` is its identity, ``kind`` None stands for an assessor's form.

    ``person`` is who is assessed and ``title`` in which cycle, ``case_id`` None if it belongs to no case.
    ``who`` is the other one: the assessor, or whoever invited. ``since`` is when it went out or came, of
    a sheet that never did when the first one of its case went, ``back`` when the answer did. ``awaited``
    are those for whom a closed sheet waits, here or elsewhere. ``assessor_id`` is whose sheet it is,
    ``sheet_id`` that sheet if it is begun here. ``guest`` is the assessor by name who was invited from
    elsewhere, or took the case along to this file; ``is_mine``: that is whoever is at work. ``may_go``:
    the own sheet may be taken along again.
    ``edition`` is that of a framework, if known. ``withdrawn``: a form was out, and its assessor, whose
    key is not known, is to be asked anew.
    """

    key: str
    stand: Stand
    kind: PacketKind | None
    case_id: int | None
    person: str
    title: str
    who: str
    since: date
    due: date | None = None
    back: date | None = None
    awaited: tuple[str, ...] = ()
    assessor_id: int | None = None
    sheet_id: int | None = None
    guest: str = ""
    is_mine: bool = False
    may_go: bool = False
    edition: SentEdition | None = None
    withdrawn: bool = False

    def is_late(self, on: date) -> bool:
        """Return whether it should have been back, or sent, before this day."""
        return self.stand in _ASKED and self.due is not None and self.due < on
