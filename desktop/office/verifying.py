"""Whether a workbook of ours still says what follows from its marks, and what the database says. No Qt.

Those of a team or a vacancy have levels of many people without the marks behind them: only a database knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.papers.document import Asked
from desktop.office.papers.registry import (
    COMPARISON,
    PROFILE,
    TEAM,
)
from domain.errors import NotRecounted
from domain.progress import Progress
from reports.assessing import candidate_formulas, profile_recount
from reports.assessing.profile_recount import Difference, Recount, Sheet, Shown
from reports.book.workbook import Book
from reports.intake import file, xlsx
from reports.paper.atomic import in_memory
from resources.i18n import Words
from resources.i18n import words as words_of

if TYPE_CHECKING:
    from db.file.store import Store

LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its sheets in order, the language that it speaks, and the kind of document."""

    sheets: dict[str, Sheet]
    words: Words
    kind: str = PROFILE

    def beside(self, title: str, name: str) -> tuple[profile_recount.Place, Shown]:
        """Return where the value beside a name in column A is, and the value.

        Raises:
            NotRecounted: if the name is not there.
        """
        for (row, column), said in self.sheets[title].shown.items():
            if column == 0 and said == name:
                return (row, 1), self.sheets[title].shown.get((row, 1))
        raise NotRecounted(f"{title}: {name}")


def workbook(path: Path) -> Workbook:
    """Read a workbook as a stranger's file, without computing anything.

    Raises:
        NotRecounted: if it is none of ours that can be verified.
        Unreadable: if it cannot be read safely.
        OSError: if the disk fails.
    """
    return _read(file.content(path), path.name)


def _read(data: bytes, name: str) -> Workbook:
    file.check(data)
    if not data.startswith(b"PK"):
        raise NotRecounted
    found = xlsx.parse(data, name, Progress(), None).sheets
    for language in LANGUAGES:
        words = words_of(language)
        for kind, titles in _titles(words).items():
            if titles <= set(found):
                return Workbook({title: _sheet(data, name, title) for title in found}, words, kind)
    raise NotRecounted


def _titles(words: Words) -> dict[str, set[str]]:
    """Return the sheets that tell a kind from those after it."""
    _ = words.gettext
    common = {_("Summary"), _("Calculation"), _("Reference")}
    return {
        PROFILE: {*profile_recount.titles(words)},
        TEAM: common | {_("People"), _("Needs")},
        COMPARISON: common | {_("Competencies")},
    }


def _sheet(data: bytes, name: str, title: str) -> Sheet:
    shown: dict[profile_recount.Place, Shown] = {}
    for line in xlsx.parse(data, name, Progress(), title).lines:
        for column, value in enumerate(line.cells):
            if value is not None:
                shown[line.number, column] = value if isinstance(value, str | float) else str(value)
    return Sheet(title, shown, xlsx.formulas(data, title))


def recounted(book: Workbook) -> Recount:
    """Calculate the workbook again from the marks in it.

    Raises:
        NotRecounted: if something that the count needs is missing.
    """
    made = profile_recount.calculation(book.sheets, book.words)
    anew = Book("", date.min.replace(year=2000))
    title = profile_recount.titles(book.words)[0]
    candidate_formulas.write(anew.tab(title), made, book.words)
    with in_memory() as buffer:
        anew.save(buffer)
    return profile_recount.differences(book.sheets, made, _sheet(buffer.getvalue(), "", title), book.words)


def against(store: "Store", book: Workbook, viewer_id: int | None) -> tuple[Difference, ...]:
    """Return the cells that differ from the workbook that the database gives for the same day.

    Raises:
        NotRecounted: if the workbook does not say which assessment it shows, or on which day.
        Unknown, NothingSubmitted, StillBlind: as for any document about an assessment.
    """
    from db.people import organisation
    from desktop.office.papers import drawing
    from desktop.office.papers.documents import papers_of

    _ = book.words.gettext
    reference = _("Reference")
    summary = reference if book.kind == COMPARISON else _("Summary")
    place, number = book.beside(reference, _("Assessment number"))
    if not isinstance(number, str) or not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise NotRecounted(profile_recount.address(reference, place))
    place, day = book.beside(summary, _("Generated"))
    try:
        on = date.fromisoformat(str(day))
    except ValueError:
        raise NotRecounted(profile_recount.address(summary, place)) from None
    unit_id = None
    if book.kind == TEAM:
        _place, unit = book.beside(summary, _("Unit"))
        unit_id = None if unit == _("all units") else store.read(organisation.unit_called, str(unit))
    (paper,) = papers_of(store.read, book.kind, Asked(int(number), viewer_id, on, unit_id))
    with in_memory() as buffer:
        drawing.write(book.kind, paper, "xlsx", Path(), Progress(), book.words)
    return tuple(_unlike(book, _read(buffer.getvalue(), "")))


def _unlike(one: Workbook, other: Workbook) -> Iterator[Difference]:
    """Yield what differs in any cell of any sheet, values before formulas."""
    nothing = Sheet("", {}, {})
    for title in dict.fromkeys((*one.sheets, *other.sheets)):
        mine, theirs = one.sheets.get(title, nothing), other.sheets.get(title, nothing)
        for place in sorted(mine.shown.keys() | theirs.shown.keys()):
            shown, follows = mine.shown.get(place), theirs.shown.get(place)
            if not profile_recount.same(shown, follows):
                yield Difference(profile_recount.address(title, place), shown, follows)
        for place in sorted(mine.formulas.keys() | theirs.formulas.keys()):
            told = mine.formulas.get(place), theirs.formulas.get(place)
            if told[0] != told[1]:
                signed = (None if text is None else f"={text}" for text in told)
                yield Difference(profile_recount.address(title, place), *signed)
