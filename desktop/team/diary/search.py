"""The search through the diary and what stands on sheets; where there is much, it reads in the background."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from db.team import diary, sheet_words
from desktop.office.papers.documents import Read
from desktop.team.diary.narrowing import Wish, narrowed, together
from domain.progress import Progress
from domain.team.diary import Note, Page

if TYPE_CHECKING:
    from resources.stems import Stems


class Search:
    """Finds notes on a page or, if it is not whole, in the file, and words on sheets; each is read once."""

    def __init__(self, read: Read, viewer_id: int, person_id: int | None, page: Page) -> None:
        """*person_id* is whom the page is about, None for everybody."""
        self._read, self._of = read, (viewer_id, person_id)
        self._notes = page.notes if page.is_whole else None
        self._on_sheets: tuple[Note, ...] | None = None if page.on_sheets else ()
        self._much = page.on_sheets > diary.PAGE
        self._stems: Stems | None = None

    def takes_long(self, wish: Wish) -> bool:
        """Return whether sheets hold so much that a job has to look for the words."""
        return self._much and bool(wish.words.strip())

    def find(self, wish: Wish, today: date) -> tuple[Note, ...]:
        """Return the notes of the filter, and what sheets say in its words, newest first."""
        if self._notes is None:
            self._notes = self._read(diary.notes, *self._of)
        notes = narrowed(self._notes, wish, today, self._stem)
        if not wish.words.strip():
            return notes
        if self._on_sheets is None:
            self._on_sheets = self._read(sheet_words.words, *self._of)
        return together(notes, narrowed(self._on_sheets, wish, today, self._stem))

    def finding(self, wish: Wish, today: date) -> Callable[[Progress], tuple[Note, ...]]:
        """Return the job that finds the notes; it holds no widget."""
        return partial(self._work, wish, today)

    def _work(self, wish: Wish, today: date, progress: Progress) -> tuple[Note, ...]:
        progress.step(0, 1)
        return self.find(wish, today)

    def _stem(self, word: str) -> str:
        if self._stems is None:
            from resources.stems import Stems  # only those who search pay for this import

            self._stems = Stems()
        return self._stems.stem(word)
