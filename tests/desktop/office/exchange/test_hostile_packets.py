"""HR's file takes no packet that was changed, cut, sent on, repeated or forged, and says why."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyrage import passphrase

from db.exchange import envelope, pairing
from domain.canonical import canonical
from domain.exchange.packet import Content, GivenShare, Invitation, Packet, PacketKind, SealedSheet
from domain.exchange.refusal import NotAccepted, Why
from domain.exchange.share import Share
from tests.db import sample
from tests.desktop.office.exchange.devices import Device, Schedule
from tests.faults.sizes import size

NOWHERE = "00000000-0000-0000-0000-00000000000a"
STRANGER = pairing.new()
ON_THE_WAY = {Why.NO_PACKET, Why.DAMAGED, Why.FOR_ANOTHER, Why.NEWER}


@dataclass
class Post:
    """HR's file, which has taken nothing, the sheets of both assessors, and what was in the packets."""

    at: Schedule
    sheets: tuple[bytes, bytes]
    packets: tuple[Packet, Packet]
    invitation: Packet
    chance: random.Random

    def __post_init__(self) -> None:
        self.sealing = self.at.hr.keys.public.sealing

    def made(self, number: int, content: Content | None = None, **head: object) -> bytes:
        """Return what a changed program of an assessor makes: signed, with other content or head."""
        packet, own = self.packets[number], self.at.assessors[number].keys
        top = replace(packet.head, **head)  # type: ignore[arg-type]
        return envelope.sealed(top, content or packet.content, own)

    def cover(self, number: int, **changes: object) -> SealedSheet:
        """Return what a sealed sheet says, changed."""
        cover = self.packets[number].content
        assert isinstance(cover, SealedSheet)
        return replace(cover, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    at = Schedule(tmp_path_factory.mktemp("hostile"), random.Random(38))
    at.begin()
    at.invite(keeper=at.seats[1])
    (case,) = at.cases
    for number in (0, 1):
        at.bring(at.post.letters[number])
        at.rate(number, case)
        at.submit(number, case)
        at.seal(number, case)
    first, second = (one.data for one in at.post.letters[-2:])
    packets = at.hr.opened(first), at.hr.opened(second)
    invitation = at.assessors[0].opened(at.post.letters[0].data)
    yield Post(at, (first, second), packets, invitation, random.Random(38))
    at.close()


def tampered(post: Post) -> bytes:
    data = bytearray(post.chance.choice(post.sheets))
    at, some = post.chance.randrange(len(data)), post.chance.randrange(1, 40)
    match post.chance.randrange(6):
        case 0:
            data[at] ^= 1 << post.chance.randrange(8)
        case 1:
            del data[at:]
        case 2:
            data[at:at] = post.chance.randbytes(some)
        case 3:
            del data[at : at + some]
        case 4:
            data[at:] = post.sheets[0][at:] + b"x"
        case _:
            data[at : at + some] = (one ^ post.chance.randrange(1, 256) for one in data[at : at + some])
    return bytes(data)


def forged(post: Post) -> bytes:
    packet = post.chance.choice(post.packets)
    return envelope.sealed(replace(packet.head, sender=STRANGER.public.signing), packet.content, STRANGER)


def sent_on(post: Post) -> bytes:
    """Made for the assessor, and handed to HR."""
    return post.at.post.letters[post.chance.randrange(2)].data


def behind_a_phrase(post: Post) -> bytes:
    first, _line, body = post.sheets[0].split(b"\n", 2)
    line = canonical({"for": "passphrase", "format": 1, "reader": 1})
    return b"\n".join((first, line, passphrase.encrypt(body, "верно лошадь")))


def of_another_organisation(post: Post) -> bytes:
    return post.made(post.chance.randrange(2), organisation=NOWHERE)


def of_another_case(post: Post) -> bytes:
    return post.made(0, post.cover(0, case=NOWHERE))


def in_the_name_of_the_other(post: Post) -> bytes:
    return post.made(0, post.cover(1))


def with_the_share_of_the_other(post: Post) -> bytes:
    return post.made(0, post.cover(0, share=post.cover(1).share))


def with_a_false_share(post: Post) -> bytes:
    """As a program makes it that wants the others' sheets to stay closed."""
    number = post.chance.randrange(2)
    return post.made(number, post.cover(number, share=falsified(post, post.cover(number).share)))


def with_a_false_share_for_another(post: Post) -> bytes:
    """As the second named person's program makes it."""
    cover = post.cover(0)
    told = GivenShare(cover.case, cover.case_key, falsified(post, cover.share), "болеет", sample.TODAY)
    return post.made(1, told, kind=PacketKind.GIVEN_SHARE)


def falsified(post: Post, share: Share) -> Share:
    """Return a share with one bit turned, with other bytes, or with those of the other."""
    body = bytearray.fromhex(share.body)
    match post.chance.randrange(3):
        case 0:
            body[post.chance.randrange(len(body))] ^= 1 << post.chance.randrange(8)
        case 1:
            body[:] = post.chance.randbytes(len(body))
        case _:
            body[:] = bytes.fromhex(post.cover(share.number % 2).share.body)
    return replace(share, body=body.hex())


def to_another_key(post: Post) -> bytes:
    return post.made(0, post.cover(0, case_key=STRANGER.public.sealing))


def of_a_later_program(post: Post) -> bytes:
    return post.made(0, format=2)


def of_another_model(post: Post) -> bytes:
    told = post.invitation.content
    assert isinstance(told, Invitation)
    told = replace(told, case=NOWHERE, edition="ab" * 32, framework=None)
    return post.made(0, told, kind=PacketKind.INVITATION, format=2)


def to_a_case_of_ours(post: Post) -> bytes:
    return post.made(0, post.invitation.content, kind=PacketKind.INVITATION, format=2)


def open_on_the_way(post: Post) -> bytes:
    """A sheet that nobody sealed."""
    from tests.desktop.office.exchange.packets import sheet

    return post.made(0, sheet(), kind=PacketKind.SHEET)


HOSTILE: dict[Callable[[Post], bytes], set[Why]] = {
    tampered: ON_THE_WAY,
    forged: {Why.UNKNOWN_SIGNER},
    sent_on: {Why.FOR_ANOTHER},
    behind_a_phrase: {Why.FOR_ANOTHER},
    of_another_organisation: {Why.OTHER_ORGANISATION},
    of_another_case: {Why.NO_CASE},
    in_the_name_of_the_other: {Why.NOT_INVITED},
    with_the_share_of_the_other: {Why.WRONG_SHARE},
    with_a_false_share: {Why.FALSE_SHARE},
    with_a_false_share_for_another: {Why.FALSE_SHARE},
    to_another_key: {Why.WRONG_SHARE},
    of_a_later_program: {Why.NEWER},
    of_another_model: {Why.NO_MODEL},
    to_a_case_of_ours: {Why.OTHER_CONTENT},
    open_on_the_way: {Why.OTHER_KIND},
}


def refused(device: Device, data: bytes) -> Why:
    with pytest.raises(NotAccepted) as caught:
        device.take(data)
    return caught.value.why


def test_nothing_hostile_is_accepted_and_each_is_refused_for_its_reason(post: Post) -> None:
    hr = post.at.hr
    before = hr.everything()
    ways = tuple(HOSTILE)
    for turn in range(size("hostile_packets")):
        way = ways[turn % (2 * len(ways))] if turn % (2 * len(ways)) < len(ways) else tampered
        data = way(post)
        if data in post.sheets:
            continue
        why = refused(hr, data)
        assert why in HOSTILE[way], (way.__name__, why)
    assert hr.everything() == before


def test_no_false_share_is_taken_whoever_sends_it(post: Post) -> None:
    hr = post.at.hr
    before = hr.everything()
    ways = with_a_false_share, with_a_false_share_for_another
    for turn in range(size("false_shares")):
        assert refused(hr, ways[turn % 2](post)) is Why.FALSE_SHARE
    assert hr.everything() == before


def test_replayed_packets_change_nothing(post: Post, tmp_path: Path) -> None:
    at = Schedule(tmp_path, random.Random(4))
    at.begin()
    at.invite()
    (case,) = at.cases
    for number in (0, 1):
        at.bring(at.post.letters[number])
        at.submit(number, case)
        at.seal(number, case)
        at.seal(number, case)
    early, late, last, more = (one.data for one in at.post.letters[2:])
    assert not at.hr.take(late).again
    after_one = at.hr.everything()
    assert at.hr.take(late).again and refused(at.hr, early) is Why.OLDER
    assert at.hr.everything() == after_one
    assert at.hr.take(last).opened == 2
    after_all = at.hr.everything()
    for data in (late, last):
        assert at.hr.take(data).again
    for data in (early, more):
        assert refused(at.hr, data) in {Why.OLDER, Why.SECOND_SHEET}
    assert at.hr.everything() == after_all
    at.close()
