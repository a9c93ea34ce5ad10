"""Which rows of a sheet are shown: those of the scope, those that hold what is looked for."""

from enum import Enum

from domain.assessing.sheet import SheetRow, needs_fact
from domain.text import fold

type Needle = tuple[str, str]  # the word, and what it is as a code

_CODE_LETTERS = str.maketrans({"к": "k", "л": "k", "с": "s", "ы": "s"})


class Show(Enum):
    """Which rows are shown, in the order of the segments."""

    ALL = 0
    UNMARKED = 1
    FACT_NEEDED = 2

    def asks_for(self, row: SheetRow) -> bool:
        """Tell whether the row is one of these."""
        match self:
            case Show.ALL:
                return True
            case Show.UNMARKED:
                return row.in_scope and row.mark is None
            case Show.FACT_NEEDED:
                return needs_fact(row)


class Finder:
    """Knows the words of each row; they are folded once."""

    def __init__(self) -> None:
        self._hay: dict[str, str] = {}

    def clear(self) -> None:
        """Take other rows from now on."""
        self._hay.clear()

    def holds(self, row: SheetRow, needles: list[Needle]) -> bool:
        """Tell whether the row holds every word."""
        if not needles:
            return True
        hay = self._hay.get(row.item.code)
        if hay is None:
            hay = self._hay[row.item.code] = _haystack(row)
        return all(word in hay or hay.startswith(code) for word, code in needles)


def needles_of(text: str) -> list[Needle]:
    """Return what is looked for in a folded text."""
    return [_as_code(word) for word in text.split()]


def said_of(row: SheetRow) -> bool:
    """Tell whether anything is said of the item: then its row is always shown."""
    return row.mark is not None or bool(row.comment or row.facts)


def _as_code(word: str) -> Needle:
    """Return the word, and what it is as a code: «с15» and «ы15» of a Russian layout are S15."""
    code = word[:1].translate(_CODE_LETTERS) + word[1:]
    return word, code if word[1:].isdigit() else word


def _haystack(row: SheetRow) -> str:
    item = row.item
    texts = (item.label.ru, item.label.en, item.text.ru, item.text.en, item.clause)
    return fold(" ".join([item.code, *(text for text in texts if text)]))
