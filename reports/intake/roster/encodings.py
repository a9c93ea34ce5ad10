"""In which encoding a text without a mark is: certain, or to be asked; never read as gibberish."""

import re
from dataclasses import dataclass

USUAL = "cp1251"  # Russian Windows
CYRILLIC = (USUAL, "cp866", "koi8_r", "mac_cyrillic")
WESTERN = ("cp1252", "cp1250", "mac_roman")
LOOKED_AT = 1_000_000  # bytes
ENOUGH, BETTER = 0.6, 0.05  # shares of words that look right

_TOKEN = re.compile(r"[^\s;,\"\t.:()«»\[\]!?№'/+-]+")
_RUSSIAN = re.compile(r"\d*([А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+)\d*")
_LATIN = re.compile(r"\d*([A-ZÀ-ÖØ-ÞĀ-ſ]?[a-zß-öø-ÿĀ-ſ]+|[A-ZÀ-ÖØ-ÞĀ-ſ]+)\d*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding the text may be in, and some of its words in it."""

    encoding: str
    sample: str


def wide(data: bytes) -> str:
    """Return the encoding of two bytes a character that a text without a mark is in; empty if it is not."""
    head = data[:4_000]
    zeros = head.count(0)
    if not zeros:
        return ""
    even = sum(byte in (0, 4) for byte in head[::2])
    odd = sum(byte in (0, 4) for byte in head[1::2])
    most = max(even, odd)
    if len(head) % 2 or 4 * most < len(head):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def certain(data: bytes) -> bool:
    """Tell whether the text is surely in the usual encoding of Russian Windows."""
    shares = _shares(data)
    usual = shares.get(USUAL, 0.0)
    return not shares or (usual >= ENOUGH and usual + BETTER >= max(shares.values()))


def candidates(data: bytes) -> tuple[Candidate, ...]:
    """Return the encodings in which the text looks right, the likeliest first."""
    shares = _shares(data)
    likely = sorted(shares, key=lambda one: -shares[one])
    found: dict[str, Candidate] = {}
    for encoding in likely:
        text = _decoded(data, encoding)
        sample = ", ".join(dict.fromkeys(_foreign(text)))[:120] if text is not None else ""
        if sample and shares[encoding] > 0:
            found.setdefault(sample, Candidate(encoding, sample))
    return tuple(found.values())


def _shares(data: bytes) -> dict[str, float]:
    """Return encoding -> share of the words with letters beyond ASCII that look like words in it."""
    shares: dict[str, float] = {}
    for encoding in (*CYRILLIC, *WESTERN):
        text = _decoded(data, encoding)
        if text is None:
            continue
        words = _foreign(text)
        if words:
            right = sum(_is_word(word, encoding) for word in words)
            shares[encoding] = right / len(words)
    return shares


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data[:LOOKED_AT].decode(encoding)
    except UnicodeDecodeError:
        return None


def _foreign(text: str) -> list[str]:
    """Return the words with anything beyond ASCII in them."""
    return [word for word in _TOKEN.findall(text) if not word.isascii() and any(map(str.isalnum, word))]


def _is_word(word: str, encoding: str) -> bool:
    if encoding in CYRILLIC:
        return _RUSSIAN.fullmatch(word) is not None
    plain = sum(char.isascii() for char in word)
    return 2 * plain >= len(word) and _LATIN.fullmatch(word) is not None
