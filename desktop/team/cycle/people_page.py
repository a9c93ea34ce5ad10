"""The second step of a new cycle: who is rated, by unit, and who assesses each."""

from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from db.team.staff_cycles import Employee
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.form.fields import ChoiceField
from desktop.kit.page.empty import Empty
from desktop.kit.search_field import SearchField
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.kit.turn import Turn
from desktop.shared.cycle_words import short
from desktop.team.cycle.panel_side import PanelSide
from desktop.team.cycle.plan import Choices, CycleForm, empty_unit, why_not
from desktop.theme import Theme
from domain.mark import Role
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

TABLE = 420  # px that the list needs beside the panel, at normal text size


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list; ``why`` is the reason if they cannot be in the cycle, else empty."""

    one: Employee
    taken: bool
    why: str


class PeoplePage(QWidget):
    """The list at the left, the assessors at the right; Space adds or removes the selected people.

    Signals:
        changed: the people rated or their assessors have changed.
    """

    changed = Signal()

    def __init__(self, context: Context, choices: Choices, form: CycleForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.form, self._choices = form, choices
        self._names: dict[int, str] = {}
        theme = context.theme
        whole = layout.row(of=self)
        main = QWidget(self)
        left = layout.column(self._bar(theme), of=main)
        self._note = labels.paragraph("", self, "small", "muted")
        below = layout.row(layout.grow(self._note), layout.top(self._count), gap="m", around=(16, 0, 16, 8))
        left.addLayout(below)
        left.addWidget(labels.rule(self))
        columns: tuple[Column[Line], ...] = (
            Column("taken", "", _taken, None, 24, paint=_paint_tick),
            Column("name", _("Who is assessed"), _name, widest=None, least=215, most=380),
            Column("post", _("Position"), _post, widest=220, least=204, spare=1),
            Column("panel", _("Assessors"), self._panel, widest=270, least=212),
        )
        title = _("People to be assessed")
        self.table = ColumnTable(context, "cycle_people", title, columns, _key, self, fixed=True)
        self.model = self.table.list_model
        self.nobody = Empty(theme.icon("users", "muted", 22), "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nobody)
        left.addWidget(self._stack, 1)
        self.side = PanelSide(context, choices, form, self)
        names = (pgettext("part of a screen", "List"), _("Assessors"))
        least = TABLE + 20 * theme.font_step
        self.turn = Turn(main, self.side, names, self, least=least, wide=self.side.wide)
        whole.addWidget(self.turn)
        make, widget = context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("toggle", self.table, self.toggle, widget)
        make("open", self.table, self.toggle, widget)
        make("find", self, self._on_find)
        self.search.textChanged.connect(self.renew)
        self.search.returnPressed.connect(self._to_table)
        self.unit.box.currentTextChanged.connect(self._on_unit)  # after the field has processed the change
        self.table.clicked.connect(self._on_clicked)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.side.changed.connect(self._told)

    def _bar(self, theme: Theme) -> QHBoxLayout:
        row = layout.row(gap="m", around=(16, 12, 16, 8))
        units: list[tuple[object, str]] = [(None, _("All units"))]
        units += [(one.id, one.name) for one in self._choices.units]
        self.unit = ChoiceField(theme, _("Unit"), self, "unit_id", units, self.form.unit_id)
        self.search = SearchField(theme, _("Name or code"), self)
        self._count = labels.plain("", self, "strong")
        row.addWidget(self.unit, 1)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    @property
    def note(self) -> str:
        """The text below the fields."""
        return self._note.text()

    @property
    def selected(self) -> tuple[Employee, ...]:
        """The selected people, in the order of the list."""
        return tuple(line.one for line in self.table.chosen)

    def show_form(self, form: CycleForm, choices: Choices) -> None:
        """Take over earlier choices; the people are listed once this step is shown."""
        self.form, self._choices = form, choices
        self.unit.box.blockSignals(True)
        ids = [None, *(one.id for one in choices.units)]
        self.unit.box.setCurrentIndex(ids.index(form.unit_id) if form.unit_id in ids else 0)
        self.unit.box.blockSignals(False)
        self.side.show_form(form, choices)

    def take_choices(self, choices: Choices) -> None:
        """Take over who is busy after a change of days."""
        self._choices = choices
        self.side.take_choices(choices)
        self.renew()

    def renew(self) -> None:
        """Show everybody who matches, by unit, and keep the current person."""
        stood, chosen = self.table.current_key, {one.id for one in self.selected}
        typed, here = fold(self.search.text()), self._choices.within(self.form.unit_id)
        self._names = {one.id: one.name for one in self._choices.everyone}
        units: dict[str, list[Line]] = {}
        inside, (starts, _ends) = set(self.form.people), self.form.days()
        for one in self._choices.everyone:
            taken, why = one.id in inside, why_not(one, starts)
            gone = one.left_on is not None and not taken and bool(why)
            fits = not typed or typed in fold(f"{one.name} {one.code}")
            if one.unit_id in here and fits and (not gone or typed):
                units.setdefault(one.unit, []).append(Line(one, taken, why))
        lines: list[Heading | Line] = []
        for unit in sorted(units, key=lambda name: (not name, fold(name))):
            mine = units[unit]
            note = _("{done} of {total}").format(done=sum(one.taken for one in mine), total=len(mine))
            lines += [Heading(unit or _("Without a unit"), note), *mine]
        self.model.show(lines)
        first = next((one.one.id for one in self.model.lines() if one.taken), None)
        self.table.stand_on(first if stood is None else stood)
        self._select(chosen)
        self._stack.setCurrentWidget(self.table if lines else self.nobody)
        self._say_nobody(typed)
        count = len(self.form.people)
        self._count.setText(ngettext("{n} chosen", "{n} chosen", count).format(n=count))
        self._on_selected()

    def toggle(self) -> None:
        """Add the selected people, or remove them if all are already in."""
        chosen = self.selected
        inside, (starts, _ends) = set(self.form.people), self.form.days()
        able = [one for one in chosen if one.id in inside or not why_not(one, starts)]
        if all(one.id in inside for one in able):
            self.form.leave_out(able)
        else:
            self.form.take_in(able)
        may = {one.id for one in able}
        first = next((one for one in chosen if one.id not in may), None)
        self.say("" if first is None else f"{first.name}: {why_not(first, starts)}.", wrong=True)
        if able:
            self._told()

    def point_at(self, name: str, text: str) -> None:
        """Show what is wrong and focus the place to correct it."""
        if name == "unit_id":
            self.unit.complain(text)
            self.unit.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.say(text, wrong=True)
        if name == "panel":
            self.turn.reveal(self.side)
            self.side.person.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._to_table()

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show a line below the fields; an empty text shows how to select."""
        usual = _("Space adds or removes, Shift+arrows select several, Ctrl+A selects all.")
        self._note.setText(text or usual)
        labels.recolour(self._note, "danger" if text and wrong else "muted")

    def focus(self) -> None:
        """Focus the list, or the unit where the list is empty."""
        if self.model.lines():
            self._to_table()
        else:
            self.unit.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _panel(self, line: Line) -> Cell:
        """Return who assesses, for those who are seen: ten thousand would be spelt out for thirty."""
        if line.why:
            return Cell(line.why, ink="warn")
        panel = self.form.panels.get(line.one.id, ()) if line.taken else ()
        told = [self._assessor(line, assessor, role) for assessor, role in panel]
        return Cell("; ".join(told) or (_("whoever starts") if line.taken else ""))

    def _assessor(self, line: Line, assessor: int, role: Role) -> str:
        """Return an assessor; that a manager assesses goes without saying."""
        if assessor == line.one.id:
            return name_of(role, current())
        name = short(self._names.get(assessor) or self.side.name_of(assessor))
        if role is Role.MANAGER:
            return name
        return _("{name}, {role}").format(name=name, role=name_of(role, current()))

    def _select(self, chosen: set[int]) -> None:
        """Restore the selection, one run of rows at a time."""
        if len(chosen) < 2:
            return
        selection, first, last = QItemSelection(), -1, self.model.columnCount() - 1
        for row in range(self.model.rowCount() + 1):
            line = self.model.line(row)
            if line is not None and line.one.id in chosen:
                first = row if first < 0 else first
            elif first >= 0:
                selection.select(self.model.index(first, 0), self.model.index(row - 1, last))
                first = -1
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().select(selection, flags)

    def _say_nobody(self, typed: str) -> None:
        if typed:
            self.nobody.set_texts(_("Nobody found"), _("Filter: {text}").format(text=self.search.text()))
        elif self.form.unit_id is not None:
            self.nobody.set_texts(_("Nobody works in this unit"), empty_unit(self.form, self._choices))
        else:
            told = _("Add people or import a list under “People” first.")
            self.nobody.set_texts(_("No employees yet"), told)

    def _told(self) -> None:
        self.form.touched = True
        self.renew()
        self.changed.emit()

    def _to_table(self) -> None:
        self.turn.reveal(self.table)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_find(self) -> None:
        self.turn.reveal(self.search)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_unit(self) -> None:
        value = self.unit.value
        assert value is None or isinstance(value, int)
        self.form.unit_id = value
        self._told()
        if not self.model.lines() and not self.search.text():
            self.unit.complain(empty_unit(self.form, self._choices))

    def _on_clicked(self, index: QModelIndex) -> None:
        """Toggle by a click on the tick box."""
        if index.column() == self.table.number("taken"):
            self.toggle()

    def _on_selected(self) -> None:
        self.side.show_people(self.selected)


def _key(line: Line) -> object:
    return line.one.id


def _taken(line: Line) -> str:
    return pgettext("person in a cycle", "included") if line.taken else ""


def _paint_tick(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, _index: Index) -> None:
    """Paint a tick box, unless the person cannot be in the cycle."""
    if not line.why or line.taken:
        on.paint_tick(painter, rect, taken=line.taken)


def _name(line: Line) -> Cell:
    return Cell(line.one.name, ink="text" if line.taken else "muted")


def _post(line: Line) -> Cell:
    return Cell(line.one.post, ink="muted")
