"""Stems of Russian and English words, chosen by the alphabet of each word."""

from collections.abc import Callable
from functools import lru_cache
from typing import cast

type _Stem = Callable[[str], str]


class Stems:
    """Snowball stemmers, imported with the first instance."""

    def __init__(self) -> None:
        import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

        self._russian = cast("_Stem", snowballstemmer.stemmer("russian").stemWord)  # pyright: ignore[reportUnknownMemberType]
        self._english = cast("_Stem", snowballstemmer.stemmer("english").stemWord)  # pyright: ignore[reportUnknownMemberType]
        self.stem: _Stem = lru_cache(maxsize=4096)(self._stem)

    def _stem(self, word: str) -> str:
        """Return the stem of a folded word."""
        return self._russian(word) if "а" <= word[0] <= "я" else self._english(word)
