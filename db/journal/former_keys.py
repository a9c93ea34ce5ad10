"""The keys that the journal had before the file got a new one, or became a database, or was one.

The event of a new key holds the key before it, wrapped under the new one: whoever has the present key can
verify the whole journal, and nobody who has only a former key can go on with it. It holds the data key too,
in the same way: a copy that nobody named may be met years later.
"""

import hashlib
import json
from typing import cast

from sqlmodel import Session

from db.journal import by_hand

ACT, KIND = "new_key", "key"
_BEFORE = f"""SELECT seq, data FROM journal
    WHERE act <> 'rate' AND subject_kind = '{KIND}' AND act IN ('{ACT}', 'adopt', 'give_back')
    ORDER BY seq DESC"""
_NONCE = 12  # bytes
_JOURNAL, _DATA = "former", "former_data_key"  # in the data of the event
_PURPOSES = {_JOURNAL: b"merilo former key 1", _DATA: b"merilo former data key 1"}

type Ages = tuple[tuple[int, bytes], ...]
"""The number of the first event under each key, and the key; the oldest first."""


def wrapped(session: Session, former: bytes, data_key: bytes) -> dict[str, str]:
    """Return the data of the event of a new key, its first; *former* is the journal's key until now.

    *data_key* is the one of the whole file until now.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    told = dict[str, str]()
    for name, one in ((_JOURNAL, former), (_DATA, data_key)):
        nonce = _nonce(session)
        content = AESGCM(_wrapping(_present(session), name)).encrypt(nonce, one, ACT.encode())
        told[name] = (nonce + content).hex()
    return told


def ages(session: Session) -> Ages:
    """Return all keys of the journal; what cannot be unwrapped leaves the events before it without one."""
    key, found = _present(session), list[tuple[int, bytes]]()
    for seq, data in by_hand.rows(session, _BEFORE):
        found.append((seq, key))
        key = _unwrapped(data, key)
    return ((0, key), *reversed(found))


def data_keys(session: Session) -> tuple[tuple[int, bytes], ...]:
    """Return the event of each new key and the data key that the file had before it; the newest first."""
    key, found = _present(session), list[tuple[int, bytes]]()
    for seq, data in by_hand.rows(session, _BEFORE):
        if former := _unwrapped(data, key, _DATA):
            found.append((seq, former))
        key = _unwrapped(data, key)
    return tuple(found)


def at(keys: Ages, seq: int) -> bytes:
    """Return the key of the event with this number."""
    return next(key for first, key in reversed(keys) if seq >= first)


def _unwrapped(data: object, key: bytes, name: str = _JOURNAL) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = bytes.fromhex(json.loads(cast("str", data))[name])
        return AESGCM(_wrapping(key, name)).decrypt(content[:_NONCE], content[_NONCE:], ACT.encode())
    except (ValueError, KeyError, TypeError, InvalidTag):
        return b""  # the chain tells that somebody else wrote it


def _wrapping(key: bytes, name: str) -> bytes:
    return hashlib.sha256(_PURPOSES[name] + key).digest()


def _present(session: Session) -> bytes:
    return cast("bytes", session.info["journal_key"])


def _nonce(session: Session) -> bytes:
    # Each wrapping has a key of its own, so that any nonce would do.
    return session.info["new_uid"]().bytes[:_NONCE]
