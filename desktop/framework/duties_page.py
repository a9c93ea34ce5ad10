"""The duties of an edition: what they draw on, and what a draft changes in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.kit.page.empty import Empty
from desktop.kit.search_field import SearchField
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading
from domain.framework.edition_difference import Change
from domain.framework.edition_faults import Part
from domain.framework.framework import Duty
from domain.text import fold
from resources.i18n import _, current


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty as the table shows it."""

    duty: Duty
    added: bool
    changed: bool


class DutiesPage(QWidget):
    """Search and table; ``function`` narrows it to one function, empty for all.

    Signals:
        filled: the rows were laid out anew.
    """

    filled = Signal()

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.function = ""
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.search = SearchField(theme, _("Clause or word"), self)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(top)
        change = [_change(say.change(added=one, changed=not one)) for one in (True, False)]
        columns: tuple[Column[DutyRow], ...] = (
            Column("clause", _("Clause"), _clause, None, Cell("3.1.1 10)", role="strong")),
            Column("text", _("Duty"), _text, None, None, least=200),
            Column("items", _("Competencies"), _items, None, "K00, K00, K00, K00", spare=1),
            Column("change", "", _changed, None, change),
        )
        title = _("Duties of the edition")
        self.table = ColumnTable(context, "duties", title, columns, _key, self, row=44, fixed=True)
        self.list = self.table.list_model
        self.nothing = Empty(theme.icon("list-tree", "muted", 22), _("No duty found"), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        self.search.textChanged.connect(self.fill)

    @property
    def row(self) -> DutyRow | None:
        """The duty one stands on."""
        return self.table.current_line

    def fill(self) -> None:
        """Show what search and function leave of the edition, standing where one stood."""
        view = self._model.view
        if view is None:
            return
        code = "" if self.row is None else self.row.duty.code
        told = _changes(self._model)
        wanted = fold(self.search.text())
        lines: list[Heading | DutyRow] = []
        for function in view.content.functions:
            if self.function not in ("", function.code):
                continue
            mine = [
                DutyRow(one, told.get(one.code) is Change.ADDED, one.code in told)
                for one in view.content.duties
                if one.function == function.code
                and wanted in fold(f"{one.code} {one.clause} {one.text.ru} {one.text.en or ''}")
            ]
            if mine:
                lines += [Heading(current().text(function.short), function.clause), *mine]
        self.list.show(lines)
        self.table.stand_on(code)
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.filled.emit()


def _changes(model: FrameworkModel) -> Mapping[str, Change]:
    """Return what the draft does to which duty; of several changes that of adding."""
    assert model.view is not None
    told: dict[str, Change] = {}
    for one in model.view.differences:
        if one.part is Part.DUTY and told.get(one.code) is not Change.ADDED:
            told[one.code] = one.change
    return told


def _clause(line: DutyRow) -> Cell:
    return Cell(line.duty.clause or line.duty.code, ink="muted", edge=line.added or line.changed)


def _text(line: DutyRow) -> Cell:
    role = "strong" if line.added or line.changed else "body"
    return Cell(current().text(line.duty.text), role=role, wrap=True)


def _items(line: DutyRow) -> Cell:
    return Cell(", ".join(line.duty.items), ink="muted", wrap=True)


def _changed(line: DutyRow) -> Cell:
    return _change(say.change(added=line.added, changed=line.changed))


def _change(text: str) -> Cell:
    return Cell(text, role="small", ink="accent")


def _key(line: DutyRow) -> object:
    return line.duty.code
