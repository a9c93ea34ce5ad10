"""The packet as one file: a line that anybody reads, then what only the recipient does.

``merilo-packet`` and one line of JSON: format, least reader, recipient. Then an age file. Inside it are the
sender's key (32 bytes), the signature (64) and deflated JSON lines: the head and the content. The signature
covers the open line and the deflated bytes as they are, and is checked before any of them is inflated.
See docs/exchange.md and docs/decisions/0210.
"""

import zlib
from collections.abc import Collection

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import DecryptError, decrypt, encrypt, x25519  # pyright: ignore[reportMissingModuleSource]

from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.key import PrivateKeys
from domain.exchange.packet import CONTENT, FIRST, FORMAT, Content, Head, Packet, content_of, format_of
from domain.exchange.refusal import NotAccepted, Why

ENDING = "merilo-packet"
LARGEST = 16 << 20  # bytes of a file
INFLATED = 16 << 20  # bytes of what is in it
OPEN_LINE = 1_024  # bytes
_SIGNED = b"merilo packet 1\0"  # so that a signature under something else is none here
_KEY, _SIGNATURE = 32, 64


def sealed(head: Head, content: Content, keys: PrivateKeys) -> bytes:
    """Return the file."""
    assert head.sender == keys.public.signing and isinstance(content, CONTENT[head.kind])
    lines = b"".join(canonical(strict.plain(one)) + b"\n" for one in (head, content))
    inside = zlib.compress(lines)  # smaller by a hundredth at the highest level, in twice the time
    line = canonical({"for": head.recipient, "format": head.format, "reader": head.format})
    signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.signing))
    signature = signing.sign(_signed(line, inside))
    whole = bytes.fromhex(head.sender) + signature + inside
    body = encrypt(whole, [x25519.Recipient.from_str(head.recipient)])
    return FIRST + line + b"\n" + body


def recipient(data: bytes) -> str:
    """Return for whom a packet says it is; nothing of it is proved yet.

    Raises:
        NotAccepted: if it is no packet, or one of a later format.
    """
    return _open_line(data)[0]


def opened(data: bytes, identity: str, own: str, signers: Collection[str]) -> Packet:
    """Return what a packet says.

    *identity* is the age identity of *own*, *signers* are the keys whose packets are taken.

    Raises:
        NotAccepted: with the reason, if anything at all is not as it should be.
    """
    named, line, body = _open_line(data)
    if named != own:
        raise NotAccepted(Why.FOR_ANOTHER)
    whole = _decrypted(body, identity)
    if len(whole) <= _KEY + _SIGNATURE:
        raise NotAccepted(Why.DAMAGED)
    key, signature, inside = whole[:_KEY], whole[_KEY : _KEY + _SIGNATURE], whole[_KEY + _SIGNATURE :]
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _signed(line, inside))
    except (InvalidSignature, ValueError):
        raise NotAccepted(Why.DAMAGED) from None
    if key.hex() not in signers:
        raise NotAccepted(Why.UNKNOWN_SIGNER, key.hex())
    packet = _packet(inside)
    if packet.head.sender != key.hex() or packet.head.recipient != own:
        raise NotAccepted(Why.DAMAGED)  # signed for somebody else, who sent it on
    return packet


def _open_line(data: bytes) -> tuple[str, bytes, bytes]:
    if len(data) > LARGEST:
        raise NotAccepted(Why.BIG)
    if not data.startswith(FIRST):
        raise NotAccepted(Why.NO_PACKET)
    line, end, body = data.removeprefix(FIRST).partition(b"\n")
    if not end or len(line) > OPEN_LINE:
        raise NotAccepted(Why.DAMAGED)
    try:
        said = strict.parsed(line)
    except strict.NotStrict:
        raise NotAccepted(Why.DAMAGED) from None
    match said:
        case {"for": str() as named, "format": int(), "reader": int() as reader}:
            if reader > FORMAT:
                raise NotAccepted(Why.NEWER)
            return named, line, body
        case _:
            raise NotAccepted(Why.DAMAGED)


def _decrypted(body: bytes, identity: str) -> bytes:
    try:
        return decrypt(body, [x25519.Identity.from_str(identity)])
    except (DecryptError, ValueError):
        raise NotAccepted(Why.DAMAGED) from None


def _packet(inside: bytes) -> Packet:
    inflate = zlib.decompressobj()
    try:
        lines = inflate.decompress(inside, INFLATED + 1)
        if len(lines) > INFLATED:
            raise NotAccepted(Why.BIG)
        if not inflate.eof or inflate.unused_data:
            raise NotAccepted(Why.DAMAGED)
        first, second, rest = lines.split(b"\n")
        if rest:
            raise NotAccepted(Why.DAMAGED)
        head = strict.record(Head, strict.parsed(first))
        if head.format < 1 or head.sequence < 1:
            raise NotAccepted(Why.DAMAGED)
        if head.format > format_of(head.kind):
            raise NotAccepted(Why.NEWER)
        return Packet(head, content_of(head.kind, head.format, strict.parsed(second)))
    except (zlib.error, ValueError):  # a number of lines that is not two is a ValueError too
        raise NotAccepted(Why.DAMAGED) from None


def _signed(line: bytes, inside: bytes) -> bytes:
    return _SIGNED + line + b"\0" + inside
