"""Canonical JSON, the content hash over it, and a check of JSON from elsewhere."""

import hashlib
import json
import unicodedata
from typing import Any, cast

type Plain = bool | int | str | list["Plain"] | dict[str, "Plain"] | None


class Repeated(ValueError):
    """An object names a key twice, ``key``: two readers would understand it differently."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object, for ``object_pairs_hook`` of ``json.loads``.

    Raises:
        Repeated: if it names a key twice.
    """
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise Repeated(key)
        content[key] = value
    return content


def canonical(content: object) -> bytes:
    """Return the unique byte form of *content*: keys sorted, texts NFC, no spaces, no floats.

    Raises:
        TypeError: if it contains a float or another type without one exact form.
    """
    return json.dumps(_normal(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(content: object) -> str:
    """Return SHA-256 over the canonical form, 64 hexadecimal digits (law 17)."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _normal(value: Any) -> Plain:
    # Most are exactly of these types, and most texts have one form.
    if type(value) is int or value is None or (type(value) is str and value.isascii()):
        return value
    match value:
        case bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case list() | tuple():
            return [_normal(part) for part in cast("list[Any]", value)]
        case dict():
            return {_key(key): _normal(part) for key, part in cast("dict[Any, Any]", value).items()}
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys must be texts, not {type(key).__name__}")
    return key if type(key) is str and key.isascii() else unicodedata.normalize("NFC", key)
