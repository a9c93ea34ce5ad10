"""Which rows of a sheet are shown: the filter and the search."""

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
    """Caches the folded search text of each row."""

    def __init__(self) -> None:
        self._hay: dict[str, str] = {}

    def clear(self) -> None:
        """Forget the cached texts, for other rows."""
        self._hay.clear()

    def holds(self, row: SheetRow, needles: list[Needle]) -> bool:
        """Whether the row contains every word."""
        if not needles:
            return True
        hay = self._hay.get(row.item.code)
        if hay is None:
            hay = self._hay[row.item.code] = _haystack(row)
        return all(word in hay or hay.startswith(code) for word, code in needles)


def needles_of(text: str) -> list[Needle]:
    """Return the search words of a folded text."""
    return [_as_code(word) for word in text.split()]


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
