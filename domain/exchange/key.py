"""Keys as people see them: whose they are, and the six groups by which two people compare them."""

from dataclasses import dataclass
from typing import override

from domain.canonical import content_hash
from domain.errors import Refused
from domain.event import grouped, ungrouped
from domain.exchange.strict import Digest, Uid

FIRST = b"merilo-key "  # what a pairing file begins with, before its version


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know: ``signing`` (Ed25519, 64 hexadecimal digits), ``sealing`` (an age recipient)."""

    signing: Digest
    sealing: str

    @property
    def fingerprint(self) -> str:
        """The hash over both keys, 64 hexadecimal digits."""
        return content_hash(["merilo-key", self.signing, self.sealing])

    @property
    def groups(self) -> str:
        """The first 24 digits of the fingerprint in six groups, to be read aloud."""
        return grouped(self.fingerprint)


@dataclass(frozen=True, slots=True)
class PrivateKeys:
    """What only the file itself holds: ``signing`` (64 hexadecimal digits), ``sealing`` (an age identity)."""

    signing: str
    sealing: str
    public: PublicKeys

    @override
    def __repr__(self) -> str:  # no key in a log or in the report of a failed test
        return f"PrivateKeys({self.public.groups})"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Whose keys they are, as the pairing file says: nothing of it is proved until the groups were compared.

    ``organisation`` is the identity of the file's organisation, as text with dashes.
    """

    keys: PublicKeys
    name: str
    organisation_name: str
    organisation: Uid


class OtherGroups(Refused):
    """The six groups that were read aloud are not those of the key."""


def same_groups(typed: str, keys: PublicKeys) -> bool:
    """Return whether somebody typed the six groups of these keys, in any spacing and either alphabet."""
    return ungrouped(typed) == ungrouped(keys.groups)
