"""Keys as the libraries have them: made, known by their public part, written to the pairing file."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import RecipientError, x25519  # pyright: ignore[reportMissingModuleSource]

from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.key import FIRST, Introduction, PrivateKeys, PublicKeys
from domain.exchange.refusal import NotAccepted, Why

ENDING = "merilo-key"
LARGEST = 8_192  # bytes of a pairing file
_FIRST = FIRST + b"1\n"
_NAME = 300  # characters


def new() -> PrivateKeys:
    """Return new keys, from the randomness of the operating system."""
    signing, sealing = Ed25519PrivateKey.generate(), x25519.Identity.generate()
    public = PublicKeys(signing.public_key().public_bytes_raw().hex(), str(sealing.to_public()))
    return PrivateKeys(signing.private_bytes_raw().hex(), str(sealing), public)


def written(introduction: Introduction) -> bytes:
    """Return the pairing file."""
    return _FIRST + canonical(strict.plain(introduction)) + b"\n"


def read(data: bytes) -> Introduction:
    """Return what a pairing file says.

    Raises:
        NotAccepted: if it is none.
    """
    if len(data) > LARGEST or not data.startswith(_FIRST):
        raise NotAccepted(Why.NO_KEY)
    try:
        found = strict.record(Introduction, strict.parsed(data.removeprefix(_FIRST)))
    except ValueError:
        raise NotAccepted(Why.NO_KEY) from None
    check(found)
    return found


def check(told: Introduction) -> None:
    """Refuse what can be no key, however it came.

    Raises:
        NotAccepted: if it is none.
    """
    try:
        x25519.Recipient.from_str(told.keys.sealing)
    except (ValueError, RecipientError):
        raise NotAccepted(Why.NO_KEY) from None
    names = (told.name, told.organisation_name)
    if not is_signing(told.keys.signing) or any(len(one) > _NAME for one in names):
        raise NotAccepted(Why.NO_KEY)


def is_signing(key: str) -> bool:
    """Return whether the text can be a public signing key: 64 small hexadecimal digits."""
    return len(key) == 64 and set(key) <= set("0123456789abcdef")
