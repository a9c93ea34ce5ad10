"""Whom or what a document is asked of: read in the background, found by name, any number of them chosen."""

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.search_field import SearchField
from desktop.kit.table.column_table import Cell, CellList, Column
from desktop.office.papers.subjects import Subject, listing
from domain.text import fold
from resources.i18n import _, current

LEAST = 40  # px that the list keeps when messages above leave it little


class SubjectsPane(QWidget):
    """One subject is current; those asked for are known before the list is read.

    Signals:
        chosen: other subjects are chosen, or the list is read.
    """

    chosen = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, theme = context, context.theme
        self._kind = ""
        self._filling = self._only = False
        self._subjects: tuple[Subject, ...] = ()
        self._asked: tuple[int, ...] = ()  # to be chosen once the list is read
        self._reading: Job | None = None
        self._count = labels.plain("", self, "small", "muted")
        self.search = SearchField(theme, _("Name or unit"), self)
        self.search.grow()
        column = Column("subject", _("For whom"), _cell)
        self.list: CellList[Subject] = CellList(theme, column, _key, self, row=44)
        self.list.setMinimumHeight(LEAST)
        head = layout.row(labels.plain(_("For whom"), self, "strong"), layout.STRETCH, self._count)
        top = layout.column(head, self.search, gap="s", around=(12, 10, 12, 8))
        layout.column(top, layout.grow(self.list), of=self)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.search.textChanged.connect(self._narrow)

    @property
    def reading(self) -> bool:
        """Whether the list is still to be read."""
        return under_way(self._reading)

    @property
    def there(self) -> bool:
        """Whether there is anybody, found by the search or not."""
        return bool(self._subjects)

    @property
    def current_id(self) -> int:
        """The id of the current subject, 0 if there is none."""
        if self.reading:
            return self._asked[0] if self._asked else 0
        line = self.list.current_line
        return 0 if line is None else line.id

    @property
    def chosen_ids(self) -> tuple[int, ...]:
        """The ids of all that are chosen."""
        return self._asked if self.reading else tuple(one.id for one in self.list.chosen)

    def names(self) -> dict[int, str]:
        """Return the names of those chosen, by id."""
        return {one.id: one.name for one in self.list.chosen}

    def show_kind(self, kind: str, ids: tuple[int, ...] = (), *, only: bool = False) -> None:
        """List whom a document of this kind can be asked of, and choose these; with *only* nobody instead."""
        self._kind, self._only = kind, only
        self._asked = ids
        with QSignalBlocker(self.search):
            self.search.clear()
        self._show(())
        self.read()

    def choose(self, *ids: int) -> None:
        """Choose these subjects, once they are listed, and nobody instead of one that is gone."""
        self._asked, self._only = ids, True
        with QSignalBlocker(self.search):
            self.search.clear()
        self._read()
        self.chosen.emit()

    def read(self) -> None:
        """Read the list again; who is chosen stays chosen."""
        self._asked = self.chosen_ids or self._asked
        self._read()

    def _read(self) -> None:
        context, kind = self._context, self._kind
        if self._reading is not None:
            self._reading.drop()
        read, me, today = context.data.read, context.me.id, context.today()
        work = listing(read, kind, me, today, current(), self._asked)
        self._reading = context.jobs.run(work, self._on_read, "")

    def _on_read(self, found: tuple[Subject, ...]) -> None:
        self._subjects = found
        self._narrow()

    def _narrow(self) -> None:
        if self.reading:
            return
        wanted = fold(self.search.text())
        asked, self._asked = self._asked or self.chosen_ids, ()
        self._show(tuple(one for one in self._subjects if wanted in one.found_by))
        self._stand_on(asked)
        self.chosen.emit()

    def _show(self, lines: tuple[Subject, ...]) -> None:
        self._filling = True
        self.list.list_model.show(lines)
        self._filling = False
        self._tell()

    def _stand_on(self, ids: tuple[int, ...]) -> None:
        """Choose these, the first one as the current one; the first line if none of them is listed."""
        flags, model = QItemSelectionModel.SelectionFlag, self.list.list_model
        rows = [row for one in ids if (row := model.row_of(one)) >= 0]
        self._filling = True
        nobody = self._only and ids and not rows and not self.search.text()  # who was asked for is gone
        self.list.go_to(rows[0] if rows else -1 if nobody else model.first())
        for row in rows[1:]:
            self.list.selectionModel().select(model.index(row, 0), flags.Select | flags.Rows)
        self._filling = False
        self._tell()

    def _on_selected(self) -> None:
        if not self._filling:
            if self.reading:  # what is chosen meanwhile counts
                chosen = {
                    one.id: None for one in (self.list.current_line, *self.list.chosen) if one is not None
                }
                self._asked = tuple(chosen)
            self._tell()
            self.chosen.emit()

    def _tell(self) -> None:
        shown, chosen = self.list.list_model.rowCount(), len(self.list.chosen)
        self._count.setText(_("{n} of {total}").format(n=chosen, total=shown) if shown else "")
        if (held := self.layout()) is not None:
            held.activate()  # else the count is cut to its former width until the next event


def _key(line: Subject) -> object:
    return line.id


def _cell(line: Subject) -> Cell:
    return Cell(line.name, line.facts)
