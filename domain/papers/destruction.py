"""What the act of destruction and the extract from the journal show, until they are saved."""

from dataclasses import dataclass

from domain.event import HandedOut
from domain.people.erasure import Erased
from domain.people.organisation import Organisation
from domain.people.person import Person


@dataclass(frozen=True, slots=True)
class DuePapers:
    """The papers of one erasure, which name the person; ``actor`` is None if nobody signs yet.

    ``handed_out`` are the documents about the person that had been exported, the newest first.
    """

    id: int
    erased: Erased
    organisation: Organisation
    actor: Person | None
    handed_out: tuple[HandedOut, ...]
