"""A packet is read by its recipient from a known sender as it was written, and by nobody in any other way."""

import random
import uuid
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import decrypt, encrypt, passphrase, x25519

from db.exchange import envelope, pairing
from desktop.office.exchange import sealing
from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.key import Introduction
from domain.exchange.packet import CONTENT, FORMAT, Packet, PacketKind, SealedSheet
from domain.exchange.refusal import NotAccepted, SharesMissing, Why
from tests.desktop.office.exchange.packets import CASE, OTHER, each, head, sealed_sheet, sheet
from tests.faults.sizes import size

HR, ASSESSOR, STRANGER = pairing.new(), pairing.new(), pairing.new()
KNOWN = frozenset({ASSESSOR.public.signing, HR.public.signing})
CONTENTS = each(ASSESSOR)


def _written(kind: PacketKind = PacketKind.SEALED_SHEET) -> bytes:
    return envelope.sealed(head(kind, ASSESSOR, HR.public.sealing), CONTENTS[kind], ASSESSOR)


def _read(data: bytes) -> Packet:
    return envelope.opened(data, HR.sealing, HR.public.sealing, KNOWN)


def _why(act: Callable[[], object]) -> Why:
    with pytest.raises(NotAccepted) as refused:
        act()
    return refused.value.why


@pytest.mark.parametrize("kind", PacketKind)
def test_each_kind_of_packet_is_read_as_it_was_written(kind: PacketKind) -> None:
    top = head(kind, ASSESSOR, HR.public.sealing)
    data = envelope.sealed(top, CONTENTS[kind], ASSESSOR)
    assert envelope.recipient(data) == HR.public.sealing
    assert _read(data) == Packet(top, CONTENTS[kind])
    assert kind in CONTENT


def test_a_sealed_sheet_of_71_competencies_is_a_small_file() -> None:
    case_key, shares = sealing.deal_case(CASE, 1)
    content = sealed_sheet(ASSESSOR, case_key, shares[0], sheet())
    data = envelope.sealed(head(PacketKind.SEALED_SHEET, ASSESSOR, HR.public.sealing), content, ASSESSOR)
    assert len(data) <= 60_000


def test_nobody_but_the_recipient_reads_a_word_of_it() -> None:
    data = _written(PacketKind.SHEET)
    assert "знает".encode() not in data and CASE.encode() not in data
    for own, why in ((STRANGER, Why.FOR_ANOTHER), (HR, Why.DAMAGED)):
        public = own.public.sealing
        assert _why(lambda own=public: envelope.opened(data, STRANGER.sealing, own, KNOWN)) is why


def test_a_sender_nobody_compared_keys_with_is_refused_and_named_by_key() -> None:
    kind = PacketKind.SEALED_SHEET
    forged = envelope.sealed(head(kind, STRANGER, HR.public.sealing), CONTENTS[kind], STRANGER)
    with pytest.raises(NotAccepted) as refused:
        _read(forged)
    assert (refused.value.why, refused.value.facts) == (Why.UNKNOWN_SIGNER, STRANGER.public.signing)


def test_what_was_signed_for_somebody_else_cannot_be_sent_on() -> None:
    other = pairing.new()
    data = envelope.sealed(
        head(PacketKind.SHEET, ASSESSOR, other.public.sealing), CONTENTS[PacketKind.SHEET], ASSESSOR
    )
    inside = decrypt(data.split(b"\n", 2)[2], [x25519.Identity.from_str(other.sealing)])
    line = canonical({"for": HR.public.sealing, "format": 1, "reader": 1})
    again = encrypt(inside, [x25519.Recipient.from_str(HR.public.sealing)])
    assert _why(lambda: _read(b"merilo-packet\n" + line + b"\n" + again)) is Why.DAMAGED
    # Not even with the open line that was signed.
    assert _why(lambda: _read(b"\n".join((*data.split(b"\n", 2)[:2], again)))) is Why.FOR_ANOTHER


def test_sheets_open_only_when_all_shares_are_in() -> None:
    case_key, shares = sealing.deal_case(CASE, 3)
    content = sealed_sheet(ASSESSOR, case_key, shares[0], sheet())
    for some in ((), shares[:1], shares[1:], shares[:2] * 2):
        with pytest.raises(SharesMissing):
            sealing.case_identity(case_key, some)
    identity = sealing.case_identity(case_key, (shares[2], shares[0], shares[1]))
    assert sealing.opened_sheet(content, identity, case_key, KNOWN).content == sheet()
    other_key, others = sealing.deal_case(CASE, 3)
    assert _why(lambda: sealing.case_identity(other_key, (*others[:2], shares[2]))) is Why.WRONG_SHARE
    assert _why(lambda: sealing.case_identity(case_key, others)) is Why.WRONG_SHARE


@pytest.mark.parametrize("wrong", ["case", "assessor", "body"])
def test_a_sealed_sheet_must_be_what_its_cover_says(wrong: str) -> None:
    case_key, shares = sealing.deal_case(CASE, 1)
    content = sealed_sheet(ASSESSOR, case_key, shares[0], sheet())
    identity = sealing.case_identity(case_key, shares)
    for told in ("AAAA*", "AAA", "тело") if wrong == "body" else (OTHER,):
        cover = replace(content, **{wrong: told})
        assert _why(lambda cover=cover: sealing.opened_sheet(cover, identity, case_key, KNOWN)) is Why.DAMAGED


def test_a_sheet_with_long_words_at_each_competency_travels() -> None:
    chance, whole = random.Random(7), sheet()
    comments = ["".join(chance.choices("абвгдежзиклмнопрст ", k=5_000)) for _one in whole.marks]
    marks = [replace(one, comment=told) for one, told in zip(whole.marks, comments, strict=True)]
    long = replace(whole, marks=tuple(marks))
    case_key, shares = sealing.deal_case(CASE, 1)
    content = sealed_sheet(ASSESSOR, case_key, shares[0], long)
    assert len(content.body) > strict.LONGEST_TEXT
    top = head(PacketKind.SEALED_SHEET, ASSESSOR, HR.public.sealing)
    cover = _read(envelope.sealed(top, content, ASSESSOR)).content
    assert isinstance(cover, SealedSheet)
    identity = sealing.case_identity(case_key, shares)
    assert sealing.opened_sheet(cover, identity, case_key, KNOWN).content == long


def test_a_passphrase_in_place_of_a_key_opens_nothing() -> None:
    """A key that was compared by voice is what makes a packet: see docs/decisions/0223."""
    line = canonical({"for": "passphrase", "format": 1, "reader": 1})
    for body in (passphrase.encrypt(b"x" * 200, "верно лошадь скрепка"), _written().split(b"\n", 2)[2]):
        assert _why(lambda body=body: _read(b"merilo-packet\n" + line + b"\n" + body)) is Why.FOR_ANOTHER
    line = canonical({"for": HR.public.sealing, "format": 1, "reader": 1})
    closed = passphrase.encrypt(b"x" * 200, "верно лошадь скрепка")
    assert _why(lambda: _read(b"merilo-packet\n" + line + b"\n" + closed)) is Why.DAMAGED


def test_whatever_is_changed_cut_or_added_nothing_is_accepted() -> None:
    chance = random.Random(20)
    whole = {kind: _written(kind) for kind in PacketKind}
    for turn in range(size("tampered_packets")):
        data = bytearray(whole[chance.choice(tuple(PacketKind))])
        at = chance.randrange(len(data))
        match turn % 6:
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                data[at:at] = chance.randbytes(chance.randrange(1, 40))
            case 3:
                del data[at : at + chance.randrange(1, 40)]
            case 4:
                other = whole[chance.choice(tuple(PacketKind))]
                data[at:] = other[at:] if other[at:] != data[at:] else b"x"
            case _:
                data[at : at + 16] = bytes(data[at : at + 16])[::-1] or b"x"
        if bytes(data) in whole.values():  # what was turned round reads the same
            continue
        with pytest.raises(NotAccepted):
            _read(bytes(data))


def _inside(lines: bytes, *, compressed: bytes | None = None) -> bytes:
    """Return a packet that is signed and encrypted as ours are, with other content."""
    inside = zlib.compress(lines, 9) if compressed is None else compressed
    line = canonical({"for": HR.public.sealing, "format": 1, "reader": 1})
    signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(ASSESSOR.signing))
    signature = signing.sign(b"merilo packet 1\0" + line + b"\0" + inside)
    whole = bytes.fromhex(ASSESSOR.public.signing) + signature + inside
    return b"merilo-packet\n" + line + b"\n" + encrypt(whole, [x25519.Recipient.from_str(HR.public.sealing)])


def _lines(**changes: object) -> bytes:
    kind = PacketKind.GIVEN_SHARE
    top = strict.plain(head(kind, ASSESSOR, HR.public.sealing)) | changes
    return canonical(top) + b"\n" + canonical(strict.plain(CONTENTS[kind])) + b"\n"


def test_a_known_sender_with_a_changed_program_is_bound_by_the_same_rules() -> None:
    assert _read(_inside(_lines())).head.kind is PacketKind.GIVEN_SHARE
    whole = _lines()
    for lines in (
        *(_lines(kind="invitation"), _lines(kind="other"), _lines(sequence=0), _lines(sequence=True)),
        *(_lines(more=1), _lines(format=0), _lines(made_at="2026-11-24"), _lines(uid=None)),
        *(_lines(sender=STRANGER.public.signing), _lines(recipient=STRANGER.public.sealing)),
        *(whole + b"{}\n", whole[:-1], b"", b"\n\n", whole.replace(b'"number":1', b'"number":NaN')),
        whole.replace(b'"number":1', b'"number":1,"number":1'),
    ):
        assert _why(lambda lines=lines: _read(_inside(lines))) is Why.DAMAGED
    assert _why(lambda: _read(_inside(_lines(format=2)))) is Why.NEWER
    inside = zlib.compress(whole)
    assert _why(lambda: _read(_inside(b"", compressed=inside + b"x"))) is Why.DAMAGED
    assert _why(lambda: _read(_inside(b"", compressed=inside[:-1]))) is Why.DAMAGED


@pytest.mark.parametrize(
    ("kind", "form", "missing"),
    [
        (PacketKind.INVITATION, 1, ("framework",)),
        (PacketKind.CASE_TO_GO, 1, ("framework", "critical")),
        (PacketKind.CASE_TO_GO, 2, ("framework", "critical")),
        (PacketKind.CASE_TO_GO, 3, ("critical",)),
    ],
)
def test_what_an_older_program_wrote_is_read_without_what_it_did_not_know(
    kind: PacketKind, form: int, missing: tuple[str, ...]
) -> None:
    told, top = strict.plain(CONTENTS[kind]), strict.plain(head(kind, ASSESSOR, HR.public.sealing))
    short = {name: said for name, said in told.items() if name not in missing}
    older = top | {"format": form}

    def inside(first: object, second: object) -> bytes:
        return _inside(canonical(first) + b"\n" + canonical(second) + b"\n")

    content = _read(inside(older, short)).content
    assert content == replace(CONTENTS[kind], **dict.fromkeys(missing))
    assert _read(inside(top, told)).content == CONTENTS[kind]
    for first, second in (
        *((older, short | {name: None}) for name in missing),
        (top, short),
        (top, told | {"edition": "ab" * 32}),
        (older, [short]),
    ):
        assert _why(lambda first=first, second=second: _read(inside(first, second))) is Why.DAMAGED


def test_only_what_has_changed_needs_a_newer_program() -> None:
    asked = {kind: _written(kind).split(b"\n")[1] for kind in PacketKind}
    newer = {PacketKind.INVITATION: b'"format":2,"reader":2', PacketKind.CASE_TO_GO: b'"format":4,"reader":4'}
    assert {kind for kind, line in asked.items() if b'"reader":1' not in line} == newer.keys()
    assert all(said in asked[kind] for kind, said in newer.items())


def test_what_inflates_without_end_is_refused_before_it_does() -> None:
    assert _why(lambda: _read(_inside(b" " * (envelope.INFLATED + 1)))) is Why.BIG
    assert _why(lambda: _read(b"merilo-packet\n" + b"x" * envelope.LARGEST)) is Why.BIG


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Why.NO_PACKET),
        (b"PK\3\4", Why.NO_PACKET),
        (b"merilo-packet", Why.NO_PACKET),
        (b"merilo-packet\n", Why.DAMAGED),
        (b"merilo-packet\n{}\n", Why.DAMAGED),
        (b'merilo-packet\n{"for":"x","format":%d,"reader":%d}\n' % (FORMAT + 1, FORMAT + 1), Why.NEWER),
        (b"merilo-packet\n" + b"[" * 2_000 + b"\n", Why.DAMAGED),
    ],
)
def test_what_is_no_packet_of_ours_says_so(data: bytes, why: Why) -> None:
    assert _why(lambda: _read(data)) is why


def test_a_pairing_file_is_read_as_written_and_nothing_else_is() -> None:
    told = Introduction(HR.public, "Лебедева Ирина", "Строй", OTHER)
    data = pairing.written(told)
    assert pairing.read(data) == told and HR.sealing.encode() not in data
    for wrong in (
        *(b"", data[:-4], data + b"x", data.replace(b"merilo-key 1", b"merilo-key 2")),
        *(data.replace(HR.public.signing.encode(), b"ab"), data.replace(b"age1", b"age2")),
        pairing.written(replace(told, name="a" * 301)),
        pairing.written(replace(told, organisation="Строй")),
        data + b" " * pairing.LARGEST,
    ):
        assert _why(lambda wrong=wrong: pairing.read(wrong)) is Why.NO_KEY


def test_no_private_key_and_no_share_is_shown_by_a_report() -> None:
    told = repr((HR, CONTENTS[PacketKind.KEPT_SHARES]))
    assert HR.sealing not in told and HR.signing not in told


def test_two_packets_of_one_content_have_nothing_in_common_to_see() -> None:
    one, two = _written(), _written()
    assert one.split(b"\n", 2)[2] != two.split(b"\n", 2)[2]
    assert isinstance(_read(one).content, SealedSheet)
    assert uuid.UUID(_read(one).head.uid) != uuid.UUID(_read(two).head.uid)
    assert _read(one).head.made_at.utcoffset() == timedelta(0)
