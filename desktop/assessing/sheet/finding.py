"""Which rows of a sheet are shown: by filter and search, by focus, and those outside the scope."""

from collections.abc import Collection, Mapping
from enum import Enum

from domain.assessing.sheet import SheetRow, needs_fact
from domain.text import fold

type Needle = tuple[str, str]  # the word, and the word read as a code

_CODE_LETTERS = str.maketrans({"к": "k", "л": "k", "с": "s", "ы": "s"})


class Show(Enum):
    """Which rows are shown, in the order of the segments."""

    ALL = 0
    UNMARKED = 1
    FACT_NEEDED = 2

    def asks_for(self, row: SheetRow) -> bool:
        """Whether the filter lets the row through."""
        match self:
            case Show.ALL:
                return True
            case Show.UNMARKED:
                return row.in_scope and row.mark is None
            case Show.FACT_NEEDED:
                return needs_fact(row)


class Finder:
    """What is asked for of one sheet.

    ``focus`` holds the codes asked for while only the most important are, None for all; ``outside`` says
    whether items outside the scope are shown.
    """

    def __init__(self) -> None:
        self.show = Show.ALL
        self.focus: frozenset[str] | None = None
        self.outside = False
        self._needles: list[Needle] = []
        self._hay: dict[str, str] = {}  # the folded text of each row searched so far

    def narrow(self, text: str, show: Show) -> None:
        """Ask for every word of *text*, and for *show*."""
        self.show, self._needles = show, [_as_code(word) for word in fold(text).split()]

    def chosen(self, rows: Mapping[str, SheetRow], half_typed: Collection[str]) -> dict[str, SheetRow]:
        """Return the rows to be rated, and all with content, regardless of filter and search."""
        return {
            code: row
            for code, row in rows.items()
            if said_of(row)
            or code in half_typed
            or (row.in_scope and (self.focus is None or code in self.focus))
            or (self.outside and not row.in_scope)
        }

    def holds(self, row: SheetRow, seen: SheetRow) -> bool:
        """Whether filter and search let the row through; *seen* is the same row as it is shown."""
        return self.show.asks_for(seen) and self._has_words(row)

    def _has_words(self, row: SheetRow) -> bool:
        if not self._needles:
            return True
        hay = self._hay.get(row.item.code)
        if hay is None:
            hay = self._hay[row.item.code] = _haystack(row)
        return all(word in hay or hay.startswith(code) for word, code in self._needles)


def said_of(row: SheetRow) -> bool:
    """Whether the item has a mark, comment or fact: then its row is always shown."""
    return row.mark is not None or bool(row.comment or row.facts or row.asked)


def _as_code(word: str) -> Needle:
    """Return the word, and the word read as a code: «с15» and «ы15» from a Russian layout mean S15."""
    code = word[:1].translate(_CODE_LETTERS) + word[1:]
    return word, code if word[1:].isdigit() else word


def _haystack(row: SheetRow) -> str:
    item = row.item
    texts = (item.label.ru, item.label.en, item.text.ru, item.text.en, item.clause)
    return fold(" ".join([item.code, *(text for text in texts if text)]))
