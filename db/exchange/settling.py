"""Whose sheet two files have both changed, and how its items are called: what settling it needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db import models
from db.exchange import keys, travels
from db.framework import frameworks
from domain.exchange.packet import CaseBack, CaseToGo, Packet
from domain.framework.framework import Item
from domain.scale import Scale


@dataclass(frozen=True, slots=True)
class Subject:
    """What both sides are about: ``items`` by identity, in rating order.

    ``is_own``: whoever is at work may see both sides, being the assessor, who is ``assessor`` by name.
    """

    assessor: str
    is_own: bool
    items: Mapping[str, Item]
    scale: Scale


def subject(session: Session, packet: Packet) -> Subject:
    """Return what the sheet in a case to go or a case back is about; nothing of what it says."""
    told = packet.content
    assert isinstance(told, CaseToGo | CaseBack)
    of = models.Framework
    known = select(of.id, of.scale_id).where(of.content_hash == told.edition).order_by(col(of.id))
    found = session.exec(known).first()
    assert found is not None, "it was compared with the edition of the case"
    framework_id, scale_id = found
    sender = keys.valid(session, packet.head.sender)
    items = frameworks.framework(session, framework_id).items
    return Subject(
        "" if sender is None else sender.name,
        travels.is_own(session, packet),
        {one.key: one for one in items},
        frameworks.scale(session, scale_id),
    )
