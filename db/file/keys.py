"""The key file beside the database: slots that give the data key, and the paper code that encodes it.

There are two copies of it, ``NAME.merilo.keys`` and ``NAME.merilo.keys2``. The first counts; if it is missing
or damaged, the second one does.
"""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.file.errors import Damaged, KeysMissing, Newer, WrongPassword, WrongRecoveryCode, of_system
from domain.canonical import canonical, once
from resources import parts

FORMAT = "merilo-keys"
VERSION = 1
KEY = 32  # bytes of the data key, which encrypts the database
MOST_SLOTS = 8  # each with a password takes its time to try
LARGEST = 1 << 20  # bytes of a key file

# Capital letters and digits without 0 O 1 I, which people mix up on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 8, 7
_CRC = 0x864CFB  # the polynomial of CRC-24: it finds every error within 24 neighbouring bits
_CRC_START = 0xB704CE
# Cyrillic letters that look like Latin ones, as a Russian keyboard or hand writes them.
_LOOK_ALIKES = str.maketrans("АВСЕНКМРТУХ", "ABCEHKMPTYX")


@dataclass(frozen=True, slots=True)
class Cost:
    """How expensive it is to try a password: KiB of memory, passes over it, parallel lanes."""

    memory: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        # A key file from elsewhere must not make us use all memory or run for days.
        if self.lanes not in range(1, 17) or self.passes not in range(1, 7):
            raise ValueError(self)
        if not 8 * self.lanes <= self.memory <= 512 * 1024:
            raise ValueError(self)


STRONG = Cost(memory=256 * 1024, passes=3, lanes=4)
FAST = Cost(memory=64, passes=1, lanes=1)  # for tests only


@dataclass(frozen=True, slots=True)
class PasswordSlot:
    """The data key, encrypted with a key derived from a password."""

    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """The data key in the clear: the demo has no secrets."""

    dek: bytes


@dataclass(frozen=True, slots=True)
class OtherSlot:
    """A slot of a later program, which we cannot use and keep as it is; ``content`` is its JSON."""

    content: str


type Slot = PasswordSlot | OpenSlot | OtherSlot


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the journal ended: last number, its MAC, and a tag that only the data key can produce."""

    seq: int
    head: str
    tag: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the file was found sound: last number, its MAC, the day of the last whole check, and a tag."""

    seq: int
    head: str
    whole_on: str
    tag: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The content of the key file; ``check`` shows whether a data key belongs to this file."""

    file_id: str
    check: str
    slots: tuple[Slot, ...]
    anchor: Anchor | None = None
    checked: Checked | None = None
    salt: bytes = b""  # what the file begins with, noted for when its first page is lost; no secret
    pending: "Keys | None" = None  # those of a new data key, from just before the file has it to just after

    @property
    def open(self) -> bool:
        """Whether the file opens without a password."""
        return self.pending is None and any(isinstance(slot, OpenSlot) for slot in self.slots)

    @property
    def either(self) -> "tuple[Keys, ...]":
        """These keys, and those that may have taken their place by now."""
        return (self,) if self.pending is None else (replace(self, pending=None), self.pending)


def beside(path: Path) -> Path:
    """Return the path of the key file of the database *path*: ``NAME.merilo.keys``."""
    return path.with_name(path.name + ".keys")


def both(path: Path) -> tuple[Path, Path]:
    """Return the paths of the key file of the database *path* and of its second copy."""
    return beside(path), path.with_name(path.name + ".keys2")


def new_dek() -> bytes:
    """Return a new random data key."""
    return secrets.token_bytes(KEY)


def make(dek: bytes, password: str | None, cost: Cost | None = None, file_id: str | None = None) -> Keys:
    """Return the keys of a file whose data key is *dek*; without a password, they have the open slot."""
    file_id = file_id or str(uuid.uuid4())
    slot = OpenSlot(dek) if password is None else _wrap(dek, password, cost or STRONG, file_id)
    return Keys(file_id, _check(dek, file_id), (slot,))


def with_password(keys: Keys, dek: bytes, password: str) -> Keys:
    """Return the same keys with this password in place of the old one; slots we do not know stay."""
    others = (slot for slot in keys.slots if isinstance(slot, OtherSlot))
    return replace(keys, slots=(_wrap(dek, password, STRONG, keys.file_id), *others))


def unlock(keys: Keys, password: str | None, path: Path) -> bytes:
    """Return the data key.

    Raises:
        WrongPassword: if the password does not fit, or none was given and one is needed.
    """
    for slot in keys.slots:
        if isinstance(slot, OpenSlot):
            return slot.dek
    for slot in keys.slots:
        if isinstance(slot, PasswordSlot) and password is not None:
            kek = _kek(password, slot.cost, slot.salt)
            with contextlib.suppress(InvalidTag):
                return AESGCM(kek).decrypt(slot.nonce, slot.wrapped, _bound(keys.file_id, slot.cost))
    raise WrongPassword(path)


def fits(keys: Keys, dek: bytes) -> bool:
    """Return whether *dek* is the data key of this file."""
    return hmac.compare_digest(keys.check, _check(dek, keys.file_id))


def fitting(keys: Keys, dek: bytes) -> Keys | None:
    """Return the keys, or those that are to take their place, if *dek* is their data key."""
    return next((one for one in keys.either if fits(one, dek)), None)


def journal_key(dek: bytes) -> bytes:
    """Return the journal's key, derived from the data key alone, so that it survives a lost key file."""
    return _derived(dek, b"merilo journal 1")


def settings_key(dek: bytes) -> bytes:
    """Return the key for what a computer remembers about people and sheets of the file."""
    return _derived(dek, b"merilo settings 1")


def anchored(keys: Keys, dek: bytes, seq: int, head: str) -> Keys:
    """Return the keys with this end of the journal as their anchor."""
    return replace(keys, anchor=Anchor(seq, head, _anchor_tag(dek, keys.file_id, seq, head)))


def anchor_holds(keys: Keys, dek: bytes) -> bool:
    """Return whether there is an anchor and it was made with the data key."""
    anchor = keys.anchor
    return anchor is not None and hmac.compare_digest(
        anchor.tag, _anchor_tag(dek, keys.file_id, anchor.seq, anchor.head)
    )


def with_checked(keys: Keys, dek: bytes, seq: int, head: str, whole_on: str) -> Keys:
    """Return the keys with this note of what was found sound; *whole_on* is an ISO date, empty for never."""
    tag = _checked_tag(dek, keys.file_id, seq, head, whole_on)
    return replace(keys, checked=Checked(seq, head, whole_on, tag))


def unchecked(keys: Keys) -> Keys:
    """Return the keys without a note of what was found sound: they go with a copy."""
    return replace(keys, checked=None)


def checked(keys: Keys | None, dek: bytes) -> Checked | None:
    """Return how far the file was found sound; None if it is not noted, or not with the data key."""
    if keys is None or (noted := keys.checked) is None:
        return None
    tag = _checked_tag(dek, keys.file_id, noted.seq, noted.head, noted.whole_on)
    return noted if hmac.compare_digest(noted.tag, tag) else None


def load(path: Path) -> Keys:
    """Read the key file of the database *path*, or its second copy if the first is missing or damaged.

    Raises:
        KeysMissing: if it is not beside the database.
        Newer: if a later program wrote it.
        Damaged: if it makes no sense; the error names the key file.
    """
    first, second = both(path)
    try:
        return _loaded(first, path)
    except (KeysMissing, Damaged):
        with contextlib.suppress(KeysMissing, Damaged):
            return _loaded(second, path)
        raise


def mend(keys: Keys, path: Path) -> None:
    """Write the copy of the key file that is missing, damaged or older than *keys*, which were loaded."""
    for where in both(path):
        try:
            same = _loaded(where, path) == keys
        except (KeysMissing, Damaged):
            same = False
        if not same:
            put(encoded(keys), where)


def save(keys: Keys, path: Path) -> None:
    """Write the key file of the database *path* and its copy; each is replaced whole or not at all."""
    content = encoded(keys)
    for where in both(path):
        put(content, where)


def encoded(keys: Keys) -> bytes:
    """Return what a key file with these keys holds."""
    return json.dumps(_plain(keys), indent=1).encode()


def put(content: bytes, where: Path) -> None:
    """Write a file that only its owner can read in place of the old one."""
    part = parts.beside(where)
    with of_system(where):
        try:
            write_private(part, content)
            part.replace(where)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(where.parent)


def _loaded(where: Path, path: Path) -> Keys:
    with of_system(where):
        try:
            with where.open("rb") as file:
                content = file.read(LARGEST)
        except FileNotFoundError:
            raise KeysMissing(path, where) from None
    return decoded(content, where)


def decoded(content: bytes, where: Path) -> Keys:
    """Return the keys that the content of a key file gives; *where* it was read is named in errors.

    Raises:
        Newer: if a later program wrote it.
        Damaged: if it makes no sense.
    """
    try:
        plain = json.loads(content, object_pairs_hook=once)
        if plain["format"] == FORMAT and _number(plain["version"]) > VERSION:
            raise Newer(where, plain["version"], VERSION)
        return _read(plain)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged(where) from None


def recovery_code(dek: bytes) -> str:
    """Return the data key as people write it down: 8 groups of 7 characters, the last 24 bits a checksum."""
    number = int.from_bytes(dek + _crc24(dek).to_bytes(3))
    text = "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (GROUPS * GROUP - 1), -1, -5))
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def dek_of(code: str, path: Path) -> bytes:
    """Return the data key that a code stands for; spaces, dashes, case and Cyrillic look-alikes are forgiven.

    Raises:
        WrongRecoveryCode: if the length is wrong or the checksum does not fit.
    """
    text = "".join(sign for sign in unicodedata.normalize("NFKC", code).upper() if sign.isalnum())
    text = text.translate(_LOOK_ALIKES)
    if len(text) != GROUPS * GROUP or not set(text) <= set(ALPHABET):
        raise WrongRecoveryCode(path)
    number = 0
    for sign in text:
        number = number << 5 | ALPHABET.index(sign)
    content = number.to_bytes(KEY + 3)
    dek, checksum = content[:KEY], content[KEY:]
    if int.from_bytes(checksum) != _crc24(dek):
        raise WrongRecoveryCode(path)
    return dek


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read, and flush it to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        sync_file(file)


def sync_file(file: BinaryIO) -> None:
    """Flush what was written to the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush the file names of the folder to the disk, where the system can; the files are there already."""
    if os.name == "nt":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives refuse
            os.fsync(handle)
    finally:
        os.close(handle)


def _wrap(dek: bytes, password: str, cost: Cost, file_id: str) -> PasswordSlot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_kek(password, cost, salt)).encrypt(nonce, dek, _bound(file_id, cost))
    return PasswordSlot(cost, salt, nonce, wrapped)


def _kek(password: str, cost: Cost, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # a file without a password needs none of it

    # NFKC: «й» typed as one character or as two is the same password
    return hash_secret_raw(
        unicodedata.normalize("NFKC", password).encode(errors="surrogatepass"),  # what is no text never fits
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY,
        type=Type.ID,
        version=19,
    )


def _bound(file_id: str, cost: Cost) -> bytes:
    # what the wrapping is bound to: a slot from another file or with weaker settings does not open
    return canonical([FORMAT, VERSION, file_id, "password", cost.memory, cost.passes, cost.lanes])


def _derived(dek: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=purpose).derive(dek)


def _check(dek: bytes, file_id: str) -> str:
    return hmac.digest(_derived(dek, b"merilo check 1"), file_id.encode(), hashlib.sha256).hex()


def _anchor_tag(dek: bytes, file_id: str, seq: int, head: str) -> str:
    content = canonical(["anchor", file_id, seq, head])
    return hmac.digest(journal_key(dek), content, hashlib.sha256).hex()


def _checked_tag(dek: bytes, file_id: str, seq: int, head: str, whole_on: str) -> str:
    content = canonical(["checked", file_id, seq, head, whole_on])
    return hmac.digest(journal_key(dek), content, hashlib.sha256).hex()


def _crc24(content: bytes) -> int:
    crc = _CRC_START
    for byte in content:
        crc ^= byte << 16
        for _ in range(8):
            crc = crc << 1 & 0xFFFFFF ^ (_CRC if crc & 0x800000 else 0)
    return crc


def _plain(keys: Keys) -> dict[str, object]:
    content: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "file_id": keys.file_id,
        "check": keys.check,
        "slots": [_plain_slot(slot) for slot in keys.slots],
    }
    if keys.anchor is not None:
        content["journal"] = {"seq": keys.anchor.seq, "head": keys.anchor.head, "tag": keys.anchor.tag}
    if (checked := keys.checked) is not None:
        content["checked"] = {
            "seq": checked.seq,
            "head": checked.head,
            "whole_on": checked.whole_on,
            "tag": checked.tag,
        }
    if keys.salt:
        content["salt"] = _text(keys.salt)
    if keys.pending is not None:
        content["pending"] = _plain(keys.pending)
    return content | {"sum": _sum(content)}


def _plain_slot(slot: Slot) -> dict[str, object]:
    match slot:
        case OpenSlot():
            return {"kind": "open", "key": _text(slot.dek)}
        case PasswordSlot():
            return {
                "kind": "password",
                "kdf": "argon2id",
                "memory_kib": slot.cost.memory,
                "passes": slot.cost.passes,
                "lanes": slot.cost.lanes,
                "salt": _text(slot.salt),
                "nonce": _text(slot.nonce),
                "wrapped": _text(slot.wrapped),
            }
        case OtherSlot():
            return json.loads(slot.content)


def _sum(content: dict[str, object]) -> str:
    """Return what shows an accident to the file, such as a flipped bit; it keeps no one from writing it."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _read(content: Any) -> Keys:
    if content["format"] != FORMAT or content["version"] != VERSION:
        raise ValueError("another format")
    if "sum" in content and content.pop("sum") != _sum(content):  # the first key files have none
        raise ValueError("another sum")
    slots = tuple(map(_slot, content["slots"]))
    if len(slots) > MOST_SLOTS or all(isinstance(slot, OtherSlot) for slot in slots):
        raise ValueError("other slots")
    journal = content.get("journal")
    anchor = None
    if journal is not None:
        anchor = Anchor(_number(journal["seq"]), _hex(journal["head"]), _hex(journal["tag"]))
    checked = None
    if (noted := content.get("checked")) is not None:
        whole_on = str(noted["whole_on"])
        checked = Checked(_number(noted["seq"]), _hex(noted["head"]), whole_on, _hex(noted["tag"]))
    pending = None if (then := content.get("pending")) is None else replace(_read(then), pending=None)
    salt = _bytes(content["salt"], 16) if "salt" in content else b""
    file_id = str(uuid.UUID(content["file_id"]))
    return Keys(file_id, _hex(content["check"]), slots, anchor, checked, salt, pending)


def _slot(content: Any) -> Slot:
    match content["kind"]:
        case "open":
            return OpenSlot(_bytes(content["key"], KEY))
        case "password":
            cost = Cost(_number(content["memory_kib"]), _number(content["passes"]), _number(content["lanes"]))
            wrapped = _bytes(content["wrapped"], KEY + 16)
            return PasswordSlot(cost, _bytes(content["salt"], 16), _bytes(content["nonce"], 12), wrapped)
        case str():
            return OtherSlot(json.dumps(content, sort_keys=True))
        case _:
            raise ValueError("no slot")


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str, length: int) -> bytes:
    content = base64.b64decode(text, validate=True)
    if len(content) != length:
        raise ValueError("another length")
    return content


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a number")
    return value


def _hex(text: object) -> str:
    return bytes.fromhex(cast("str", text)).hex()
