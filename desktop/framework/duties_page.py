"""The duties of an edition: the competencies they draw on, and what a draft changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.framework.part_page import PartPage
from desktop.kit import layout
from desktop.kit.page.empty import Empty
from desktop.kit.search_field import SearchField
from desktop.kit.table.column_table import Cell, Column, ColumnTable
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


class DutiesPage(PartPage[DutyRow]):
    """Search and table."""

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.search = SearchField(context.theme, _("Clause or word"), self)
        change = [_change(say.change(added=one, changed=not one)) for one in (True, False)]
        columns: tuple[Column[DutyRow], ...] = (
            Column("clause", _("Clause"), _clause, None, Cell("3.1.1 10)", role="strong")),
            Column("text", _("Duty"), _text, None, None, least=200, most=None),
            Column("items", _("Competencies"), _items, None, "K00, K00, K00, K00", spare=1),
            Column("change", "", _changed, None, change),
        )
        title = _("Duties of the edition")
        self.table = ColumnTable(context, "duties", title, columns, _key, self, row=44, fixed=True)
        self.list = self.table.list_model
        self.nothing = Empty(context.theme.icon("list-tree", "muted", 22), _("No duty found"), self)
        self.lay_out(layout.left(self.search), self.table, self.nothing)
        self.search.textChanged.connect(self.fill)

    def fill(self) -> None:
        """Show the duties accepted by search and function, keeping the current one."""
        view = self._model.view
        if view is None:
            return
        told = _changes(self._model)
        wanted = fold(self.search.text())
        shown = [
            DutyRow(one, told.get(one.code) is Change.ADDED, one.code in told)
            for one in view.content.duties
            if wanted in fold(f"{one.code} {one.clause} {one.text.ru} {one.text.en or ''}")
        ]
        self.show_under(lambda function: [one for one in shown if one.duty.function == function])


def _changes(model: FrameworkModel) -> Mapping[str, Change]:
    """Return how the draft changes each duty; if there are several changes, that of adding."""
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
