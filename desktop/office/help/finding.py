"""Search in the help: every word of the question by its stem, the passage that has most of them first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.office.help.filled import every
from desktop.office.help.reader import OF_A_FILE, Reader
from domain.text import fold
from resources.help_pages import Heading, Page, lines, plain
from resources.stems import Stems

MOST = 12  # passages shown
LEAST = 2  # letters of a word that is searched for
IN_HEADING, AT_BEGINNING = 3, 1  # worth of a word that is in a heading, or only begins as one of the passage
_WORD = re.compile(r"[^\W_]+")
_SHORT = 160  # characters of a passage around the first word found


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a page under one heading; ``mark`` is empty for the part before the first heading."""

    page: str
    mark: str
    title: str  # of the page
    heading: str
    texts: tuple[str, ...]

    @property
    def link(self) -> str:
        """Where the passage is, as links say it."""
        return f"{self.page}#{self.mark}" if self.mark else self.page


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with words that were searched for, and the sentence around the first of them."""

    passage: Passage
    text: str


class Finder:
    """Finds in the pages of one language that a reader has; made with the first search."""

    def __init__(self, language: str, reader: Reader) -> None:
        self._stem = Stems().stem
        self._index = tuple(
            (one, self._stems(f"{one.title} {one.heading}"), self._stems(" ".join(one.texts)))
            for shown in every(language, reader)
            for one in passages(shown)
        )

    def find(self, wanted: str) -> tuple[Found, ...]:
        """Return the passages that have all words if there are any, else most of them; best first."""
        asked = tuple(dict.fromkeys(self._stem(word) for word in _words(wanted)))
        if not asked:
            return ()
        scored = [
            (sum(hits := [self._worth(one, heads, body) for one in asked]), sum(map(bool, hits)), passage)
            for passage, heads, body in self._index
        ]
        most = max((had for _worth, had, _passage in scored), default=0)
        if not most:
            return ()
        best = sorted(
            ((worth, passage) for worth, had, passage in scored if had == most), key=lambda one: -one[0]
        )
        return tuple(Found(passage, self._around(passage, asked)) for _worth, passage in best[:MOST])

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(self._stem(word) for word in _words(text))

    def _worth(self, asked: str, heads: frozenset[str], body: frozenset[str]) -> int:
        if asked in heads:
            return 2 * IN_HEADING
        if asked in body:
            return 2 * AT_BEGINNING
        # What is still being typed is the beginning of a word.
        if any(one.startswith(asked) for one in heads):
            return IN_HEADING
        return AT_BEGINNING if any(one.startswith(asked) for one in body) else 0

    def _around(self, passage: Passage, asked: Sequence[str]) -> str:
        """Return the sentences of the text that has most of the words, shortened."""
        if not passage.texts:
            return ""
        best = max(passage.texts, key=lambda text: self._count(text, asked))
        first = next((at for at, word in _placed(best) if self._hit(word, asked)), 0)
        begin = 0 if first < _SHORT // 2 else best.rfind(" ", 0, first - _SHORT // 3) + 1
        cut = best[begin : begin + _SHORT]
        if begin + _SHORT < len(best):
            cut = f"{cut.rpartition(' ')[0]}…"
        return f"…{cut}" if begin else cut

    def _count(self, text: str, asked: Sequence[str]) -> int:
        stems = self._stems(text)
        return sum(any(one.startswith(word) for one in stems) for word in asked)

    def _hit(self, word: str, asked: Sequence[str]) -> bool:
        return self._stem(word).startswith(tuple(asked))


@lru_cache(maxsize=2)
def finder(language: str, reader: Reader = OF_A_FILE) -> Finder:
    """Return what finds in the pages of this language."""
    return Finder("ru" if language == "ru" else "en", reader)


def passages(page: Page) -> Iterator[Passage]:
    """Cut a page at its headings."""
    mark = heading = ""
    texts: list[str] = []
    for block in page.blocks:
        if isinstance(block, Heading):
            if texts or mark:
                yield Passage(page.name, mark, page.title, heading, tuple(texts))
            mark, heading, texts = block.mark, block.text, []
        else:
            texts += [plain(one) for one in lines(block)]
    yield Passage(page.name, mark, page.title, heading, tuple(texts))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if len(word) >= LEAST]


def _placed(text: str) -> Iterator[tuple[int, str]]:
    for found in _WORD.finditer(text):
        yield found.start(), fold(found[0])
