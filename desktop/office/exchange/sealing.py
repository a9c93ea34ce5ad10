"""Sheets that open only together: the key of a case, its shares, and the sheets closed with it.

Whoever deals the shares keeps none, so nobody holds the key until each assessor has sent a sheet, which
brings a share back. What this protects against, and what not, is in docs/decisions/0210.
"""

import base64
import os
from collections.abc import Collection

from pyrage import IdentityError, x25519  # pyright: ignore[reportMissingModuleSource]

from db.exchange import envelope
from domain.exchange.key import PrivateKeys
from domain.exchange.packet import Head, Packet, PacketKind, SealedSheet, SentSheet
from domain.exchange.refusal import NotAccepted, Why
from domain.exchange.share import Share, deal, together


def deal_case(case: str, count: int) -> tuple[str, tuple[Share, ...]]:
    """Make a key for a case and return its age recipient and the shares; the key itself is kept nowhere."""
    secret = x25519.Identity.generate()
    return str(secret.to_public()), deal(case, str(secret).encode(), count, os.urandom)


def case_identity(case_key: str, shares: Collection[Share]) -> str:
    """Return the age identity of a case from all shares of it.

    Raises:
        SharesMissing: if some are missing.
        NotAccepted: if they are not the shares of this key.
    """
    try:
        identity = x25519.Identity.from_str(together(tuple(shares)).decode())
    except (IdentityError, ValueError):
        raise NotAccepted(Why.WRONG_SHARE) from None
    if str(identity.to_public()) != case_key:
        raise NotAccepted(Why.WRONG_SHARE)
    return str(identity)


def closed(sheet: SentSheet, head: Head, keys: PrivateKeys, share: Share) -> SealedSheet:
    """Return the sheet as it travels, closed with the case's key, which the head names as its recipient."""
    assert head.kind is PacketKind.SHEET
    body = envelope.sealed(head, sheet, keys)
    return SealedSheet(sheet.case, sheet.assessor, head.recipient, share, base64.b64encode(body).decode())


def opened_sheet(cover: SealedSheet, identity: str, case_key: str, signers: Collection[str]) -> Packet:
    """Return the packet inside a sealed sheet; *identity* is that of the case.

    Raises:
        NotAccepted: if it is damaged, or not what its cover says.
    """
    try:
        body = base64.b64decode(cover.body, validate=True)
    except ValueError:  # also of signs that are not ASCII
        raise NotAccepted(Why.DAMAGED) from None
    try:
        packet = envelope.opened(body, identity, case_key, signers)
    except NotAccepted as error:  # what is inside is no file that somebody chose
        outside = (Why.NO_PACKET, Why.FOR_ANOTHER)
        raise NotAccepted(Why.DAMAGED) if error.why in outside else error from None
    sheet = packet.content
    if not isinstance(sheet, SentSheet) or (sheet.case, sheet.assessor) != (cover.case, cover.assessor):
        raise NotAccepted(Why.DAMAGED)
    return packet
