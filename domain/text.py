"""Texts in two languages, the folded form used for searching people, and the form cut to a length."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Russian and English; ``en`` is None if an own item is not translated yet."""

    ru: str
    en: str | None = None


def either(before: Text, ru: str, en: str) -> Text:
    """Return a text of which one language is enough: what is in English alone stands for both.

    A Russian one that was there *before* is not given up by clearing its field: then it is empty.
    """
    had, _english = apart(before)
    return Text(ru if had or ru.strip() else en, en or None)


def apart(text: Text) -> tuple[str, str]:
    """Return what was typed of a text in Russian and in English; empty where the other stands for it."""
    return "" if text.ru == text.en else text.ru, text.en or ""


def fold(text: str) -> str:
    """Return the form in which texts are compared: NFKC, case-folded, ё as е, é as e, single spaces.

    Signs without width are left out: nobody could type what is not seen.
    """
    if text.isascii():
        return " ".join(text.casefold().split())  # nothing else to do, and most cells of a table are figures
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")
    return " ".join(_ACCENTED.sub(_base, plain).split())


def clean(text: str) -> str:
    """Return typed text in NFC, without control characters except tab and newline; all line ends become \\n.

    Direction overrides are removed too: they would let one name look like another.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text  # the usual case; nothing that is removed is printable
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (char for char in lines if char in "\n\t" or unicodedata.category(char) != "Cc")
    return "".join(char for char in kept if char not in _DIRECTIONS and not 0xD800 <= ord(char) <= 0xDFFF)


def visible(text: str) -> bool:
    """Return whether anything of the text is seen: a space without width is a sign and shows nothing."""
    return any(
        unicodedata.category(char)[0] not in "CMZ" and char not in _EMPTY for char in _UNSEEN.sub("", text)
    )


def elide(text: str, limit: int) -> str:
    """Return the text cut at a word to at most *limit* characters, with «…» if anything was cut."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    if not space or len(head) <= limit // 4:
        return f"{cut}…"
    while len(head) - head.rfind(" ") <= 4 and " " in head:  # no «по…»: a short word belongs to the next one
        head = head[: head.rfind(" ")]
    return head.rstrip(" ,;:.—–-") + "…"


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that are drawn as nothing
_UNSEEN = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]")  # of no width
_ACCENTED = re.compile("[\u00c0-\u024f]")  # Latin letters only: й is not и


def _base(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter[0])[0]
