"""The kinds of document: first those of the screen that led here, then all others by subject."""

from typing import override

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from desktop.export.papers_of import PapersOf
from desktop.kit.table.column_table import Cell, CellList, Column
from desktop.kit.table.list_model import Heading
from desktop.kit.table.list_table import PADDING
from desktop.office.papers.document import About, Document
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from desktop.theme import Theme
from resources.i18n import _, current, pgettext

ROW = 32  # px, of a name that fits into one line
AROUND = 10  # px above and below longer ones


class KindsList(CellList[Document]):
    """Each kind is in the list once; a row is as high as its name."""

    def __init__(self, theme: Theme, parent: QWidget, *, every: bool = True) -> None:
        """Without *every* only those that are wanted are listed."""
        self._theme, self._every = theme, every
        self._there: frozenset[str] = frozenset(DOCUMENTS)
        self._wanted: PapersOf | None = None
        column = Column("kind", _("Documents"), self._cell)
        super().__init__(theme, column, _key, parent, row=ROW)
        self.setSelectionMode(KindsList.SelectionMode.SingleSelection)
        self.offer(None)

    def tell(self, there: frozenset[str]) -> None:
        """Say of each kind whether somebody is there for it."""
        if there != self._there:
            self._there, line = there, self.current_line
            with QSignalBlocker(self.selectionModel()):  # the kind chosen stays, so nothing is read again
                self.offer(self._wanted)
                if line is not None:
                    self.stand_on(line.key)
            self.viewport().update()

    def first(self, last: str) -> int:
        """Return the row to begin with: the kind used last, else the first one that somebody is there for."""
        model = self.list_model
        kinds = [one.key for one in DOCUMENTS.values()]
        listed = sorted((model.row_of(kind), kind) for kind in kinds)
        there = [row for row, kind in listed if kind in self._there]
        return model.row_of(last) if last in self._there else next(iter(there), model.first())

    def _cell(self, line: Document) -> Cell:
        name = line.name(current())
        if line.key in self._there:
            return Cell(name, wrap=True)
        return Cell(name, wrap=True, ink="muted", words=f"{name}, {_nobody()}")

    def offer(self, wanted: PapersOf | None) -> None:
        """List the kinds, under a title of their own those that are wanted."""
        self._wanted = wanted
        near = () if wanted is None else tuple(DOCUMENTS[kind] for kind in wanted.of)
        lines: list[Heading | Document] = []
        if wanted is not None:
            lines += [Heading(wanted.title), *near]
        for about, title in _titles().items() if self._every else ():
            rest = [one for one in DOCUMENTS.values() if one.about is about and one not in near]
            if rest:
                empty = not any(one.key in self._there for one in rest)
                lines += [Heading(f"{title} · {_nobody()}" if empty else title), *rest]
        self.list_model.show(lines)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        font, room = self._theme.font("body"), self.viewport().width() - 2 * PADDING
        line, rows = QFontMetrics(font).height(), self.verticalHeader()
        for row in range(self.list_model.rowCount()):
            if (one := self.list_model.line(row)) is not None:
                lines = _lines(QTextLayout(one.name(current()), font), room)
                rows.resizeSection(row, max(self._theme.scaled(ROW), lines * line + AROUND))


def _lines(text: QTextLayout, room: int) -> int:
    text.beginLayout()
    while (line := text.createLine()).isValid():
        line.setLineWidth(room)
    text.endLayout()
    return text.lineCount()


def _titles() -> dict[About, str]:
    return {
        About.CASE: _("Assessment"),
        About.PLAN: _("Plans"),
        About.PERSON: _("People"),
        About.MODEL: _("Framework"),
        About.CAMPAIGN: _("Vacancies"),
        About.TEAM: _("Team"),
    }


def _key(line: Document) -> object:
    return line.key


def _nobody() -> str:
    return pgettext("documents", "none yet")
