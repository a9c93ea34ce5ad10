"""The order of lists for readers: ё next to е, case ignored, the reader's own script first."""

import re

from domain.text import fold

# Latin letters are moved behind all Cyrillic ones; characters that are not letters stay before both.
_LATIN = (*range(ord("a"), ord("z") + 1), *range(0xDF, 0x250))
_BEHIND = {point: chr(0xE000 + point) for point in _LATIN}
_DIGITS = re.compile(r"[0-9]+")

type Key = tuple[str, str, str]


def order_key(text: str, *, cyrillic_first: bool = True, numbers: bool = False) -> Key:
    """Return the sort key of *text*; with *numbers* «C-2» comes before «C-10».

    Within one script this is the order of ``fold``, in which the file keeps names. Among texts that fold
    alike, е comes before ё, and small letters before capitals.
    """
    folded = fold(text)
    if numbers:
        folded = _DIGITS.sub(_by_value, folded)
    first = folded.translate(_BEHIND) if cyrillic_first else folded
    return first, text.casefold(), text.swapcase()


def _by_value(found: re.Match[str]) -> str:
    """Write a number so that it sorts by value as text: the count of its digits, then the digits."""
    digits = found[0].lstrip("0")
    return f"{len(digits):03d}{digits}"
