"""What a packet of a case to go or back carried, kept beside its row: what both files had then."""

from dataclasses import dataclass

from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.packet import SentDraft


@dataclass(frozen=True, slots=True)
class Carried:
    """``assessor`` is the identity at home; ``draft`` the sheet as it was, None if none was begun."""

    assessor: str
    draft: SentDraft | None


def body(told: Carried) -> bytes:
    """Return it as the row keeps it."""
    return canonical(strict.plain(told))


def read(kept: bytes) -> Carried:
    """Return what a row keeps."""
    return strict.record(Carried, strict.parsed(kept))


def is_submitted(kept: bytes | None) -> bool:
    """Return whether the sheet was handed in when the packet was made; what was erased says nothing."""
    draft = None if kept is None else read(kept).draft
    return draft is not None and draft.submitted_at is not None
