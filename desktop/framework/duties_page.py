"""The duties of an edition: what they draw on, and what a draft changes in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import override

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.kit.page.empty import Empty
from desktop.kit.search_field import SearchField
from desktop.kit.table import columns
from desktop.kit.table.list_table import EDGE, PADDING, Heading, Index, LineDelegate, ListModel, ListTable
from desktop.theme import Theme
from domain.framework.edition_difference import Change
from domain.framework.edition_faults import Part
from domain.framework.framework import Duty
from domain.text import fold
from resources.i18n import _, current

TEXT_LEAST = 200


class Column(IntEnum):
    """The columns in their order."""

    CLAUSE = 0
    TEXT = 1
    ITEMS = 2
    CHANGE = 3


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
        titles = (_("Clause"), _("Duty"), _("Competencies"), "")
        self.list: ListModel[DutyRow] = ListModel(titles, _texts, _key, self)
        named, row = _("Duties of the edition"), 2 * theme.line_height("body") + 4
        self.table: ListTable[DutyRow] = ListTable(self.list, theme, named, self, row=row)
        self.table.setItemDelegate(DutyDelegate(theme, self.table))
        self.columns = columns.Columns(
            self.table,
            "duties",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.ITEMS,),
            least=TEXT_LEAST + 12 * theme.font_step,
            fixed=True,
        )
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
        told = _changed(self._model)
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


class DutyDelegate(LineDelegate):
    """Words over two lines, and an ink edge at what a draft changes."""

    def __init__(self, theme: Theme, table: ListTable[DutyRow]) -> None:
        super().__init__(theme, table, quiet=(Column.CLAUSE,))

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: DutyRow, index: Index) -> None:
        touched = line.added or line.changed
        if index.column() == Column.CLAUSE and touched:
            edge = QRect(rect.left() - PADDING, rect.top(), EDGE, rect.height())
            painter.fillRect(edge, self.theme.color("accent"))
        match index.column():
            case Column.TEXT:
                self.write_lines(painter, rect, str(index.data()), "strong" if touched else "body", "text")
            case Column.ITEMS:
                self.write_lines(painter, rect, str(index.data()), "body", "muted")
            case Column.CHANGE:
                self.write(painter, rect, str(index.data()), "small", "accent")
            case _:
                super().paint_cell(painter, rect, line, index)


def _changed(model: FrameworkModel) -> Mapping[str, Change]:
    """Return what the draft does to which duty; of several changes that of adding."""
    assert model.view is not None
    told: dict[str, Change] = {}
    for one in model.view.differences:
        if one.part is Part.DUTY and told.get(one.code) is not Change.ADDED:
            told[one.code] = one.change
    return told


def _texts(line: DutyRow) -> tuple[str, ...]:
    duty = line.duty
    return (
        duty.clause or duty.code,
        current().text(duty.text),
        ", ".join(duty.items),
        say.change(added=line.added, changed=line.changed),
    )


def _key(line: DutyRow) -> object:
    return line.duty.code


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    body, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
    says = (say.change(added=True, changed=False), say.change(added=False, changed=True))
    return (
        columns.Column("clause", body.horizontalAdvance("3.1.1 10)") + PADDING + 16),
        columns.Column("text", None),
        columns.Column("items", body.horizontalAdvance("K00, K00, K00, K00") + 16),
        columns.Column("change", max(map(small.horizontalAdvance, says)) + 12 + PADDING),
    )
