"""The search through the notes of the diary; in a large one it reads all of them, in the background."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from db.team import diary
from desktop.office.papers.documents import Read
from desktop.team.diary.narrowing import Wish, narrowed
from domain.progress import Progress
from domain.team.diary import Note, Page

if TYPE_CHECKING:
    from desktop.team.diary.stems import Stems


class Search:
    """Finds notes on a page or, if it is not whole, in the file; those are read once."""

    def __init__(self, read: Read, viewer_id: int, person_id: int | None, page: Page) -> None:
        """*person_id* is whom the page is about, None for everybody."""
        self._read, self._of = read, (viewer_id, person_id)
        self._notes = page.notes if page.is_whole else None
        self._stems: Stems | None = None

    def find(self, wish: Wish, today: date) -> tuple[Note, ...]:
        """Return the notes of the filter, newest first."""
        if self._notes is None:
            self._notes = self._read(diary.notes, *self._of)
        return narrowed(self._notes, wish, today, self._stem)

    def finding(self, wish: Wish, today: date) -> Callable[[Progress], tuple[Note, ...]]:
        """Return the job that finds the notes; it holds no widget."""
        return partial(self._work, wish, today)

    def _work(self, wish: Wish, today: date, progress: Progress) -> tuple[Note, ...]:
        progress.step(0, 1)
        return self.find(wish, today)

    def _stem(self, word: str) -> str:
        if self._stems is None:
            from desktop.team.diary.stems import Stems  # only those who search pay for this import

            self._stems = Stems()
        return self._stems.stem(word)
