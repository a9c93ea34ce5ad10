"""Canonical JSON and the content hash over it."""

import hashlib
import json
import unicodedata
from typing import Any, cast

type Plain = bool | int | str | list["Plain"] | dict[str, "Plain"] | None


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
    match value:
        case None | bool() | int():
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
    return unicodedata.normalize("NFC", key)
