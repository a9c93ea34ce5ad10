"""The sheets of a cycle, by people or by assessors; one of them is current in either."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollBar, QStackedWidget, QWidget

from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.kit.table.list_model import ListModel
from desktop.team.cycle.assessors_table import AssessorsTable
from desktop.team.cycle.people_grid import PeopleGrid
from desktop.team.cycle.rows import Narrowing, SheetRow, Which, rows_of
from domain.text import fold


class SheetsView(QStackedWidget):
    """Keeps the sheets with their arrangement.

    Signals:
        moved: another sheet is current.
        scrolled: the value of the scroll bar of the table shown.
        doubled: a double click on a line.
    """

    moved = Signal()
    scrolled = Signal(int)
    doubled = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: CyclePage | None = None
        self._rows: tuple[SheetRow, ...] = ()
        self._narrowing = Narrowing(context.me.id)
        self.at_once = 0  # people up to whom those awaited come first
        self.people = PeopleGrid(context, self)
        self.assessors = AssessorsTable(context, self)
        for one in (self.people, self.assessors):
            self.addWidget(one)
            one.selectionModel().currentRowChanged.connect(self.moved)
            one.verticalScrollBar().valueChanged.connect(self.scrolled)
            one.doubleClicked.connect(self.doubled)
        self.people.turned.connect(self.moved)

    @property
    def table(self) -> PeopleGrid | AssessorsTable:
        """The table that is shown."""
        return self.assessors if self.by_assessor else self.people

    @property
    def model(self) -> ListModel[SheetRow]:
        """The lines of the table shown."""
        return self.table.list_model

    @property
    def bar(self) -> QScrollBar:
        """The scroll bar of the table shown."""
        return self.table.verticalScrollBar()

    @property
    def by_assessor(self) -> bool:
        """Whether the sheets are under their assessors."""
        return self.currentWidget() is self.assessors

    @property
    def is_arranged(self) -> bool:
        """Whether the sheets are grouped by assessor or filtered."""
        return self.by_assessor or self._narrowing.which is not Which.ALL or bool(self._narrowing.typed)

    def take(self, page: CyclePage, rows: tuple[SheetRow, ...] | None = None) -> None:
        """Show this cycle; *rows* are its sheets, if they have been found already."""
        self._page, self._rows = page, rows_of(page) if rows is None else rows
        self._lay()

    def arrange(self, *, by_assessor: bool, which: Which, typed: str) -> None:
        """Change grouping and filter."""
        wanted = Narrowing(self._narrowing.viewer_id, which, fold(typed))
        if (by_assessor, wanted) == (self.by_assessor, self._narrowing):
            return
        self._narrowing = wanted
        self.setCurrentWidget(self.assessors if by_assessor else self.people)
        self._lay()

    def _lay(self) -> None:
        page = self._page
        if page is None:
            return
        if self.by_assessor:
            self.assessors.show_sheets(page, self._rows, self._narrowing)
        else:
            first = page.is_whole and len(page.people) <= self.at_once
            self.people.show_sheets(page, self._rows, self._narrowing, waiting_first=first)
