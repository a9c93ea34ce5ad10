"""Finds texts by a few typed letters: word starts first, scattered letters last, either layout."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from domain.text import fold

# The characters of each physical key, without and with Shift.
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>"
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(dict(zip(reversed(_CYRILLIC), reversed(_LATIN), strict=True)))
PART = "\r"  # between the parts of a line; folded text never contains it
TIERS = 5  # how well a text may match: from its beginning down to scattered letters
_WORD = re.compile(r"[^\W_]+")


class Index:
    """Texts, folded once, that are searched at every keystroke; of equal matches the earlier text wins.

    Each line of a text is a part of its own: initials do not continue from one part into the next.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = [" " + _parts(text) for text in texts]
        # One long string: searching it costs far less than searching each line.
        self._whole = "\n" + "\n".join(self._lines) + "\n"
        self._starts: list[int] = []
        at = 1
        for line in self._lines:
            self._starts.append(at)
            at += len(line) + 1
        self._bits = {char: 1 << number for number, char in enumerate(sorted(set(self._whole)))}
        self._masks = [self._mask(line) for line in self._lines]
        self._able: dict[str, list[int]] = {}  # for the current search

    def find(self, typed: str, limit: int) -> tuple[int, ...]:
        """Return the numbers of the *limit* best matches, best first; an empty search matches all."""
        return tuple(number for _index, number in find_in((self,), typed, limit))

    @property
    def numbers(self) -> range:
        """The numbers of all texts."""
        return range(len(self._lines))

    def tier(self, number: int, needle: str) -> Iterator[int]:
        """Yield the texts matching in this tier, 0 the best of ``TIERS``; better matches may recur."""
        able = (self._beginning, self._word_starts, self._pieces, self._initials, self._scattered)
        return able[number](needle)

    def forget(self) -> None:
        """Drop what was computed for the previous search."""
        self._able.clear()

    def _beginning(self, needle: str) -> Iterator[int]:
        """Yield lines that begin with the typed text."""
        return self._having("\n " + needle)

    def _word_starts(self, needle: str) -> Iterator[int]:
        """Yield lines where each typed word begins a word, in any order."""
        return self._with_all([" " + word for word in needle.split()])

    def _pieces(self, needle: str) -> Iterator[int]:
        """Yield lines that contain each typed word somewhere."""
        return self._with_all(needle.split())

    def _initials(self, needle: str) -> Iterator[int]:
        """Yield lines whose words begin with the parts of the typed text: «такир» is «Тарасов Кирилл»."""
        first, *rest = (re.escape(char) for char in needle.replace(" ", ""))
        pattern = re.compile(f" {first}" + "".join(f"(?:{char}|[^{PART}]* {char})" for char in rest))
        return (number for number in self._in_order(needle) if pattern.search(self._lines[number]))

    def _scattered(self, needle: str) -> Iterator[int]:
        """Yield lines with a word that begins with the first letter and has the others in this order.

        Letters spread over several words would match anything: «тема» would match «Заметка в дневник». Two
        letters would fit almost any word.
        """
        first, *rest = (re.escape(char) for char in needle.replace(" ", ""))
        if len(rest) < 2:
            return iter(())
        pattern = re.compile(f" {first}" + "".join(f"[^{char} ]*+{char}" for char in rest))
        return (number for number in self._in_order(needle) if pattern.search(self._lines[number]))

    def _having(self, piece: str) -> Iterator[int]:
        at = self._whole.find(piece)
        while at >= 0:
            number = bisect_right(self._starts, at + 1) - 1
            yield number
            at = self._whole.find(piece, self._starts[number] + len(self._lines[number]))

    def _with_all(self, pieces: Sequence[str]) -> Iterator[int]:
        rarest = max(pieces, key=len)
        for number in self._having(rarest):
            line = self._lines[number]
            if all(piece in line for piece in pieces):
                yield number

    def _in_order(self, needle: str) -> list[int]:
        """Return lines that contain the letters, at least two, in this order."""
        if needle not in self._able:
            letters = needle.replace(" ", "")
            known = len(letters) > 1 and self._bits.keys() >= set(letters)
            self._able[needle] = self._with_letters(letters) if known else []
        return self._able[needle]

    def _with_letters(self, letters: str) -> list[int]:
        # Possessive: the first place of each letter is as good as any, so no backtracking is needed.
        chars = [re.escape(char) for char in letters]
        pattern = re.compile(chars[0] + "".join(f"[^{char}]*+{char}" for char in chars[1:]))
        wanted, lines = self._mask(letters), self._lines
        return [
            number
            for number, mask in enumerate(self._masks)
            if mask & wanted == wanted and pattern.search(lines[number])
        ]

    def _mask(self, chars: Iterable[str]) -> int:
        mask = 0
        for char in set(chars):
            mask |= self._bits[char]
        return mask


def find_in(indices: Sequence[Index], typed: str, limit: int) -> tuple[tuple[int, int], ...]:
    """Return the *limit* best matches over all indices, best first, as index position and text number.

    Of equal matches the earlier index wins, as if all were one; an empty search matches all.
    """
    needles = readings(typed)
    if not needles:
        every = ((at, number) for at, index in enumerate(indices) for number in index.numbers)
        return tuple(islice(every, limit))
    for index in indices:
        index.forget()
    found: dict[tuple[int, int], None] = {}
    for tier, needle in product(range(TIERS), needles):
        for at, index in enumerate(indices):
            fresh = ((at, number) for number in index.tier(tier, needle) if (at, number) not in found)
            found.update(dict.fromkeys(islice(fresh, limit - len(found))))
            if len(found) >= limit:
                return tuple(found)
    return tuple(found)


def readings(typed: str) -> tuple[str, ...]:
    """Return what may have been meant: the text as typed, and as the same keys read in the other layout."""
    small = typed.casefold()
    meant = (_words(text) for text in (typed, small.translate(_TO_CYRILLIC), small.translate(_TO_LATIN)))
    return tuple(dict.fromkeys(text for text in meant if text))


def _parts(text: str) -> str:
    return f" {PART} ".join(found for part in text.splitlines() if (found := _words(part)))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
