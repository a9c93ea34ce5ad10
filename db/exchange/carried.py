"""What a packet of a case to go or back carried, kept beside its row: what both files had then."""

import hashlib
from dataclasses import dataclass

from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.packet import SentDraft
from domain.exchange.strict import Digest


@dataclass(frozen=True, slots=True)
class Carried:
    """``assessor`` is the identity at home; ``draft`` the sheet as it was, None if none was begun."""

    assessor: str
    draft: SentDraft | None


def body(told: Carried) -> bytes:
    """Return it as the row keeps it."""
    return canonical(strict.plain(told))


def said(told: Carried) -> Digest:
    """Return the hash of what a packet carries, by which it is known not to have changed since."""
    return hashlib.sha256(body(told)).hexdigest()


def read(kept: bytes) -> Carried:
    """Return what a row keeps."""
    return strict.record(Carried, strict.parsed(kept))


def is_submitted(kept: bytes | None) -> bool:
    """Return whether the sheet was handed in when the packet was made; what was erased says nothing."""
    draft = None if kept is None else read(kept).draft
    return draft is not None and draft.submitted_at is not None
