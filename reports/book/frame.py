"""The frame of a workbook: its sheets in order, filled one after another and saved as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate

from domain.progress import Progress
from reports.book.workbook import Book, Tab
from reports.paper.atomic import placed
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class Leaf[R]:
    """One sheet: its name, the function that fills it, and the record that function gets."""

    name: str
    fill: Callable[[Tab, R, Words], None]
    record: R
    portrait: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """A workbook to be written; ``title`` is its neutral name, with no names of people."""

    title: str
    made_on: date
    leaves: Sequence[Leaf[Any]]


def saved[R, **P](
    tell: Callable[Concatenate[R, Words, P], Contents],
) -> Callable[Concatenate[R, Path, Progress, Words, P], None]:
    """Return a function that writes a record as the workbook of *tell*: (record, target, progress, words, …).

    A cancelled or failed run leaves no file behind; the same record gives the same bytes.

    Raises:
        Cancelled: if asked to stop, by the function returned.
        Unwritable: if the disk or the folder refuses, likewise.
    """

    @wraps(tell)
    def write(
        record: R, target: Path, progress: Progress, words: Words, *more: P.args, **named: P.kwargs
    ) -> None:
        contents = tell(record, words, *more, **named)
        steps = len(contents.leaves) + 1
        with placed(target) as part:
            book = Book(contents.title, contents.made_on)
            for number, leaf in enumerate(contents.leaves):
                progress.step(number, steps)
                leaf.fill(book.tab(leaf.name, portrait=leaf.portrait), leaf.record, words)
            progress.step(steps - 1, steps)
            book.save(part)
        progress.step(steps, steps)

    return write
