"""The journal as a workbook and as a CSV file: the same columns, one event a line."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from domain.formulas import guard
from domain.progress import Progress
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, put_table
from reports.book.workbook import Tab
from reports.paper.atomic import replacing
from resources.i18n import Words


class JournalLine(NamedTuple):
    """An event in words; ``code`` is that of the person, ``value`` the journal code."""

    number: str
    when: str
    who: str
    what: str
    whom: str
    code: str
    of: str
    details: str
    value: str


@dataclass(frozen=True, slots=True)
class JournalPaper:
    """The events, the newest first; ``left`` earlier ones are not among them."""

    lines: Sequence[JournalLine]
    made_on: date
    left: int = 0


@saved
def write(paper: JournalPaper, words: Words) -> Contents:
    """Write the events, one a row."""
    title = words.gettext("Journal")
    return Contents(title, paper.made_on, (Leaf(title, _sheet, paper),))


def write_csv(
    lines: Iterable[JournalLine], count: int, target: Path, progress: Progress, words: Words
) -> None:
    """Write the events as CSV in UTF-8 with a mark, as spreadsheets expect; nothing in it runs as a formula.

    They are written as they come, so that millions of them fit; *count* is how many there are in the journal.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    written = 0
    with replacing(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\r\n")
        table.writerow([one.title for one in _columns(words)])
        for line in lines:
            if not written % 1_000:
                progress.step(written, max(count, written))
            table.writerow([guard(one) for one in line])
            written += 1
        if count > written:
            table.writerow([_left(count - written, words)])


def _sheet(tab: Tab, paper: JournalPaper, words: Words) -> None:
    last = put_table(tab, _columns(words), paper.lines, fixed=1)
    if paper.left:
        tab.put_text(last + 2, 1, _left(paper.left, words))


def _left(left: int, words: Words) -> str:
    text = words.ngettext(
        "{n} earlier event is not in this table.", "{n} earlier events are not in this table.", left
    )
    return text.format(n=left)


def _columns(words: Words) -> list[Column[JournalLine]]:
    _ = words.gettext
    return [
        Column(_("Number"), 10, lambda line: line.number),
        Column(_("When"), 20, lambda line: line.when),
        Column(_("Who"), 34, lambda line: line.who),
        Column(_("What was done"), 52, lambda line: line.what),
        Column(_("About whom"), 34, lambda line: line.whom),
        Column(_("Code"), 12, lambda line: line.code),
        Column(_("About what"), 22, lambda line: line.of),
        Column(_("Details"), 48, lambda line: line.details),
        Column(_("Journal code"), 34, lambda line: line.value),
    ]
