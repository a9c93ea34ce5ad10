"""The units of the organisation: a list, and a form to rename, move, merge or remove one."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from db.people import organisation, units
from db.people.units import UnitLine
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.form.dialog import Dialog, Question
from desktop.kit.form.fields import ChoiceField, TextField
from desktop.kit.form.keeper import FormKeeper, drafts_above
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.table.list_model import ListModel
from desktop.kit.table.list_table import LineDelegate, ListTable
from desktop.office.sentences import sentence
from domain.errors import InUse, Refused
from reports.words.people import phrases_roster
from resources.i18n import _, current

WIDE, HIGH, SIDE = 760, 520, 280
INDENT = "\u2003"  # an em wide


class UnitsDialog(Dialog):
    """Table left, the current unit right; each act is written at once."""

    help_page = "people#units"

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._line: UnitLine | None = None  # None while a new one is being named
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Units"))
        theme = context.theme
        heading = labels.plain(_("Units"), self, "section")
        self.add_button = button(_("New unit"), self, icon=theme.icon("plus"))
        titles = (_("Unit"), _("People"), _("Cycles"))
        self.model: ListModel[UnitLine] = ListModel(titles, _texts, _key, self, right=(1, 2), fixed=True)
        self.table = ListTable(self.model, theme, _("Units"), self)
        self.table.setSelectionMode(ListTable.SelectionMode.SingleSelection)
        self.table.setItemDelegate(LineDelegate(theme, self.table))
        self.table.horizontalHeader().setSectionResizeMode(
            0, self.table.horizontalHeader().ResizeMode.Stretch
        )
        for number in (1, 2):
            self.table.setColumnWidth(number, 76 + 6 * theme.font_step)
        self.nothing = Empty(
            theme.icon("list-tree", "muted", 22),
            _("No units yet"),
            self,
            rest=_("Importing people creates the units they name."),
        )
        side = self._side()
        self.close_button = button(_("Close"), self)
        layout.column(
            layout.row(layout.grow(heading), self.add_button),
            layout.grow(layout.row(layout.grow(self.table), layout.grow(self.nothing), side, gap="l")),
            layout.row(layout.STRETCH, self.close_button),
            gap="m",
            around=layout.AROUND_DIALOG,
            of=self,
        )
        self._keeper = FormKeeper(self._fields, "UnitsDialog", "", None)
        self._join()
        self._read(None)
        wanted = self.table if self.model.rowCount() else self.name.line
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self) -> QWidget:
        theme = self._context.theme
        side = QFrame(self)
        side.setFixedWidth(SIDE + 20 * theme.font_step)
        column = layout.column(gap=10, of=side)
        self._fields = QWidget(side)
        self.name = TextField(_("Unit name"), self._fields, "name")
        self.above = ChoiceField(theme, _("Part of"), self._fields, "parent_id", ((None, _("top level")),))
        layout.column(self.name, self.above, gap=10, of=self._fields)
        self.save_button = button(_("Save"), side, "primary")
        self.save_button.setDefault(True)
        self.into = Choice(theme, _("Merge with"), side)
        self.merge_button = button(_("Merge…"), side)
        self.remove_button = button(_("Delete"), side, "danger")
        column.addWidget(self._fields)
        column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(labels.rule(side))
        caption = labels.plain(_("Merge with"), side, "small")
        caption.setBuddy(self.into)
        column.addWidget(caption)
        column.addWidget(self.into)
        column.addWidget(self.merge_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(labels.rule(side))
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.note = labels.paragraph("", side, "small", "muted")
        column.addWidget(self.note)
        column.addStretch(1)
        return side

    def _join(self) -> None:
        make, own = self._context.actions.make, Qt.ShortcutContext.WidgetWithChildrenShortcut
        make("add", self, self.add)
        make("edit", self, self._on_edit)
        self.table.around = ("edit",)
        make("remove_unit", self.table, self.remove, Qt.ShortcutContext.WidgetShortcut)
        make("copy", self.table, self.table.copy, own)
        self.add_button.clicked.connect(self.add)
        self.save_button.clicked.connect(self.save)
        self.merge_button.clicked.connect(self.ask_merge)
        self.remove_button.clicked.connect(self.remove)
        self.close_button.clicked.connect(self.accept)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.into.currentIndexChanged.connect(self._show_acts)

    @override
    def done(self, arg__1: int) -> None:
        """Close; a half-typed name comes back when its unit is selected again."""
        self._keeper.now()
        super().done(arg__1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        step, above = self._context.theme.font_step, self.parentWidget()
        wide, high = WIDE + 40 * step, HIGH + 20 * step
        if above is not None:
            wide = min(wide, above.window().width() - 40)
            high = min(high, max(420, above.window().height() - 40))
        self.resize(wide, high)
        super().showEvent(event)

    def add(self) -> None:
        """Start a new unit, at first under the same parent as the current one."""
        self._show_unit(None)
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the name and parent of the unit, or the new unit."""
        write, parent = self._context.data.write, self.above.value
        assert parent is None or isinstance(parent, int)
        line = self._line
        try:
            if line is None:
                unit_id = write(organisation.add_unit, self.name.text, parent)
            else:
                unit_id = line.unit.id
                write(units.change, unit_id, self.name.text, parent)
        except Refused as refused:  # the text stays in the fields
            told = sentence(refused, current())
            self.help_page = told.help
            self.name.complain(told.brief)
            self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._keeper.forget()
        self._read(unit_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_merge(self) -> None:
        """Ask before merging two units: it cannot be undone."""
        into = self.into.currentData()
        if self._line is None or into is None:
            return
        question = Question(
            _("Merge these two units?"),
            _("Everything in “{unit}” moves to “{into}”, and “{unit}” is deleted.").format(
                unit=self._line.unit.name, into=self.into.currentText().strip(INDENT)
            ),
            _("Keep both"),
            _("Merge"),
            self,
            danger=True,
        )
        question.accepted.connect(self._merge)
        question.open()

    def remove(self) -> None:
        """Remove the unit if it is empty."""
        if self._line is not None and self._line.empty and not self._context.data.read_only:
            self._context.data.write(units.remove, self._line.unit.id)
            self._read(None)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge(self) -> None:
        into = self.into.currentData()
        assert self._line is not None
        try:
            self._context.data.write(units.merge, self._line.unit.id, into)
        except Refused as refused:
            told = sentence(refused, current())
            self.help_page = told.help
            self.note.setText(told.what)
            return
        self._read(into)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, unit_id: int | None) -> None:
        self.help_page = ""  # what was refused before is over
        row = max(self.table.currentIndex().row(), 0)
        lines = self._context.data.read(units.outline)
        self.model.show(lines)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        if unit_id is not None:
            self.table.stand_on(unit_id)
        else:
            self.table.go_to(min(row, len(lines) - 1))
        self._show_unit(self.table.current_line)

    def _show_unit(self, line: UnitLine | None) -> None:
        self._keeper.now()  # text typed for the previous unit
        self._line = line
        self.name.settle()
        self.name.line.setText("" if line is None else line.unit.name)
        places = self._others()
        self.above.offer(((None, _("top level")), *places), None if line is None else line.unit.parent_id)
        self.into.blockSignals(True)
        self.into.clear()
        self.into.addItem(_("choose a unit"), None)
        for unit_id, name in places if line is not None else ():
            self.into.addItem(name, unit_id)
        self.into.blockSignals(False)
        about = "" if line is None else str(line.unit.id)
        self._keeper.begin(about, drafts_above(self.parentWidget()))
        self.save_button.setText(_("Add") if line is None else _("Save"))
        self._show_acts()

    def _others(self) -> tuple[tuple[int, str], ...]:
        """Return the units that the current one can be moved under or merged into."""
        made: list[tuple[int, str]] = []
        inside = -1  # depth of the current unit while its descendants are skipped
        for one in self.model.lines():
            if self._line is not None and one.unit.id == self._line.unit.id:
                inside = one.depth
                continue
            if inside >= 0 and one.depth > inside:
                continue
            inside = -1
            made.append((one.unit.id, f"{INDENT * one.depth}{one.unit.name}"))
        return tuple(made)

    def _show_acts(self) -> None:
        read_only = read_only_reason() if self._context.data.read_only else ""
        line = self._line
        allow(self.add_button, read_only)
        allow(self.save_button, read_only)
        chosen = self.into.currentData() is not None
        allow(self.merge_button, read_only or ("" if chosen else _("Choose a unit first.")))
        inside = "" if line is None else _inside(line)
        full = _("Not empty: {what}.").format(what=inside) if inside else ""
        allow(self.remove_button, read_only or (_("Choose a unit first.") if line is None else full))
        self.note.setText(full)

    def _on_current(self) -> None:
        self._show_unit(self.table.current_line)

    def _on_edit(self) -> None:
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.line.selectAll()


def _texts(line: UnitLine) -> tuple[str, ...]:
    return f"{INDENT * line.depth}{line.unit.name}", str(line.people or "–"), str(line.cycles or "–")


def _key(line: UnitLine) -> object:
    return line.unit.id


def _inside(line: UnitLine) -> str:
    return phrases_roster.in_unit(InUse(line.people, line.units, line.cycles), current())
