"""Canonical JSON and the content hash over it."""

import hashlib
import json
import unicodedata

type Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def canonical(content: object) -> bytes:
    """Return the one byte form of *content*: keys sorted, texts NFC, no blanks, no floats.

    Raises:
        TypeError: if a float or another type without one exact form is inside.
    """
    return json.dumps(_normal(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(content: object) -> str:
    """Return SHA-256 over the canonical form, 64 hexadecimal digits (law 17)."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _normal(value: object) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_normal(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        pairs: dict[str, Plain] = {}
        for key, part in value.items():  # pyright: ignore[reportUnknownVariableType]
            if not isinstance(key, str):
                raise TypeError(f"keys must be texts, not {type(key).__name__}")  # pyright: ignore
            pairs[unicodedata.normalize("NFC", key)] = _normal(part)
        return pairs
    raise TypeError(f"{type(value).__name__} has no canonical form")
