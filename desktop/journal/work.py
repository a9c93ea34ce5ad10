"""Background work of the journal: reading a page of a choice, and writing all of it to a file."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.file.errors import StoreError
from db.journal import events, exports
from desktop.data import Data
from desktop.office.papers.documents import Exported, Read
from desktop.office.papers.titles import titled
from domain.event import Event, EventChoice, EventPage, grouped
from domain.progress import Progress
from reports.words import phrases_journal
from resources.i18n import Words

if TYPE_CHECKING:
    from reports.people.journal_table import JournalLine, JournalPaper

PART = 10_000  # events that are read at once: the names for them cost memory
MOST = {"xlsx": 100_000, "csv": 2_000_000}  # events that one file takes; a workbook is built in memory


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the journal: a choice, or the value that a paper prints; where a page goes on."""

    choice: EventChoice
    value: str = ""
    before: int | None = None


type Found = tuple[Asked, EventPage]


def find(read: Read, asked: Asked) -> EventPage:
    """Return the page."""
    if asked.value:
        event = read(events.by_groups, asked.value)
        return EventPage(() if event is None else (event,), is_last=True)
    return read(events.page, asked.choice, asked.before)


def finding(read: Read, asked: Asked) -> Callable[[Progress], Found]:
    """Return the job that finds the page; it holds no widget."""

    def work(progress: Progress) -> Found:
        progress.step(0, 1)
        return asked, find(read, asked)

    return work


def counting(read: Read, asked: Asked) -> Callable[[Progress], int]:
    """Return the job that counts the events asked for."""

    def work(progress: Progress) -> int:
        progress.step(0, 1)
        return counted(read, asked)

    return work


def counted(read: Read, asked: Asked) -> int:
    """Return how many events were asked for."""
    if asked.value:
        return len(find(read, asked).events)
    return read(events.counted, asked.choice)


def saving(data: Data, asked: Asked, target: Path, on: date, words: Words) -> Callable[[Progress], Exported]:
    """Return the job that writes the events asked for to a workbook or a CSV file.

    The journal then tells of whom they are.
    """

    def work(progress: Progress) -> Exported:
        from reports.people import journal_table

        kind = "csv" if target.suffix.casefold() == ".csv" else "xlsx"
        people: set[int] = set()
        progress.step(0, 1)
        count = counted(data.read, asked)
        lines = _lines(data.read, asked, MOST[kind], people, words)
        if kind == "csv":
            journal_table.write_csv(lines, count, target, progress, words)
        else:
            journal_table.write(_paper(lines, count, on, progress), target, progress, words)
        return Exported((target,), (), unrecorded=_recorded(data, kind, people))

    return work


def _recorded(data: Data, kind: str, people: Collection[int]) -> StoreError | None:
    """Tell the journal of it; return why it cannot be told, None if it was."""
    try:
        data.record(exports.journal_saved, kind, people)
    except StoreError as error:
        return error
    return None


def _lines(read: Read, asked: Asked, most: int, people: set[int], words: Words) -> "Iterator[JournalLine]":
    """Yield the events asked for, at most this many, read in parts; put whom they are about into *people*."""
    left, before = most, asked.before
    while left > 0:
        if asked.value:
            event = read(events.by_groups, asked.value)
            found, left = () if event is None else (event,), 0
        else:
            found = read(events.older, asked.choice, before, min(left, PART))
            left = left - len(found) if len(found) == PART else 0
        for event in found:
            before = event.seq
            if event.person_id is not None:
                people.add(event.person_id)
            yield _line(event, words)


def _paper(lines: "Iterator[JournalLine]", count: int, on: date, progress: Progress) -> "JournalPaper":
    from reports.people.journal_table import JournalPaper

    found: list[JournalLine] = []
    for line in lines:
        if not len(found) % PART:
            progress.step(len(found), max(count, len(found)))
        found.append(line)
    return JournalPaper(found, on, max(0, count - len(found)))


def _line(event: Event, words: Words) -> "JournalLine":
    from reports.people.journal_table import JournalLine

    at = event.at.astimezone()
    return JournalLine(
        str(event.seq),
        f"{words.date(at.date())} {words.time(at, seconds=True)}",
        phrases_journal.by(event, words),
        phrases_journal.act(event, words),
        event.person,
        event.code,
        phrases_journal.subject(event, words),
        phrases_journal.detail(event, titled(event.document, words), words),
        grouped(event.mac),
    )
