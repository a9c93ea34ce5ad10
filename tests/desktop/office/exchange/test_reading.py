"""A packet is read in a process of its own: as it was written, or refused with the same reason."""

import pytest

from db.exchange import envelope, pairing
from desktop.office.exchange import reading
from domain.exchange.packet import Packet, PacketKind
from domain.exchange.refusal import NotAccepted, Why
from domain.progress import Progress
from tests.desktop.office.exchange.packets import each, head

HR, ASSESSOR = pairing.new(), pairing.new()
KNOWN = frozenset({ASSESSOR.public.signing})


@pytest.mark.parametrize("kind", [PacketKind.INVITATION, PacketKind.SEALED_SHEET])
def test_a_packet_read_apart_is_the_one_that_was_written(kind: PacketKind) -> None:
    top, content = head(kind, ASSESSOR, HR.public.sealing), each(ASSESSOR)[kind]
    data = envelope.sealed(top, content, ASSESSOR)
    assert reading.read(data, HR, KNOWN, Progress()) == Packet(top, content)


def test_a_refusal_comes_back_with_its_reason() -> None:
    kind = PacketKind.GIVEN_SHARE
    data = envelope.sealed(head(kind, ASSESSOR, HR.public.sealing), each(ASSESSOR)[kind], ASSESSOR)
    with pytest.raises(NotAccepted) as refused:
        reading.read(data, HR, frozenset(), Progress())
    assert (refused.value.why, refused.value.facts) == (Why.UNKNOWN_SIGNER, ASSESSOR.public.signing)
