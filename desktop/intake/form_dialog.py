"""What a form that came back says, row by row, before any of it is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.assessing.sheet import answer_forms
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, grouped
from domain.assessing.answer_form import Asked, Change, Difference
from reports.intake import phrases_answer_form
from reports.words.assessing.lacking_facts import lacking_closed, lacking_facts
from resources.i18n import _, current, ngettext, pgettext, sentences

WIDE, HIGH = 960, 640  # px at the usual text size, at most
LINES = 3  # of the fact of the current row
AROUND_ROWS = 360  # px that all but the rows needs
type Line = Change | Asked


class FormDialog(Dialog):
    """What is not taken stands first, then the marks that are replaced, then what is new.

    Somebody else than the assessor sees the contents of the form, but nothing of the sheet; who owes a sheet
    about the same person sees the contents only on demand, and the journal says so.
    """

    help_page = "exchange#form"

    def __init__(self, context: Context, told: Difference, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = told
        of, self._data = told.of, context.data
        self._room = parent.window().size()
        column = self.lay_out(
            _("Accept a form?"),
            _("Accept the form of {name} about {person}?").format(name=of.assessor, person=of.person),
        )
        column.addWidget(labels.paragraph(_summary(told), self))
        self.lacking = labels.paragraph(lacking_words(told), self, "strong", "warn")
        self.lacking.setVisible(bool(told.lacking))
        column.addWidget(self.lacking)
        self.table: ColumnTable[Line] = ColumnTable(
            context, "answer_form", _("What the form says"), self._columns(), _key, self, fixed=True
        )
        self.table.list_model.show(_lines(told))
        self.show_button = button(_("Show what the form says"), self, do=self._on_show)
        self.nothing = QWidget(self)
        courtesy = _(
            "You owe a sheet about the same person: look at the marks of others after submitting it. A form "
            "is an open answer, and the program cannot keep it closed; if you look now, the journal says so."
        )
        layout.column(
            labels.paragraph(courtesy, self.nothing),
            layout.left(self.show_button),
            gap="s",
            of=self.nothing,
        )
        self.table.setVisible(not told.owes)
        self.nothing.setVisible(told.owes)
        self.fact = labels.paragraph("", self, "small")
        self.below = layout.scroll(self)
        self.below.setWidget(self.fact)
        self.below.setAccessibleName(_("Fact"))
        self.below.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.below.setFixedHeight(context.theme.line_height("small") * LINES)
        self.below.setVisible(not told.owes and any(one.fact for one in told.changes))
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self._on_current()
        column.addWidget(self.table, 1)
        column.addWidget(self.below)
        column.addWidget(self.nothing)
        column.addWidget(labels.paragraph(_consequence(told), self, "small", "muted"))
        self.safe = button(_("Cancel"), self, do=self.reject)
        self.act = button(_("Accept"), self, "primary", do=self.accept)
        column.addLayout(layout.row(layout.STRETCH, self.safe, self.act, gap="s", around=ABOVE))
        if not told.changes:
            self.act.hide()
            self.safe.setText(_("Close"))
        self.safe.setDefault(True)
        (self.safe if told.owes else self.table).setFocus(Qt.FocusReason.OtherFocusReason)
        self._size(context)

    def _size(self, context: Context) -> None:
        theme, room = context.theme, self._room
        rows = self.table.list_model.rowCount() + 1
        high = theme.scaled(AROUND_ROWS) + rows * (theme.size("row") + theme.font_step)
        self._high = min(high, theme.scaled(HIGH), room.height() - 40)
        self.resize(min(theme.scaled(WIDE), room.width() - 40), self._high)
        if self.told.owes:
            fit(self)

    def _on_current(self) -> None:
        """Show the whole fact of the current row: the table has one line for it."""
        line = self.table.current_line
        self.fact.setText("" if line is None or isinstance(line, Asked) else line.fact.strip())
        self.below.verticalScrollBar().setValue(0)

    def _on_range(self, _least: int, most: int) -> None:
        """Let the arrows scroll a fact that does not fit."""
        self.below.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most > 0 else Qt.FocusPolicy.NoFocus)

    def _on_show(self) -> None:
        """Show it once the journal says who looked; why one should not stays in sight."""
        self._data.write(answer_forms.note_look, self.told.of.sheet_id)
        self.show_button.hide()
        self.table.show()
        self.lacking.setText(lacking_facts(self.told.lacking, current()))
        self.below.setVisible(any(one.fact for one in self.told.changes))
        self.resize(self.width(), self._high)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column[Line], ...]:
        now = (Column("there", pgettext("column", "Now"), self._there, widest="0 · Экспертный", spare=1),)
        return (
            Column("code", _("Code"), _code, widest="K000"),
            Column("item", _("Competency"), _item, widest=None, least=180),
            *(now if self.told.seen else ()),
            Column("comes", _("In the form"), self._comes, widest="0 · Уверенный пользователь"),
            Column("fact", _("Fact"), self._fact, widest=220, spare=2),
        )

    def _there(self, line: Line) -> Cell:
        if isinstance(line, Asked):
            return Cell("")
        shown = line.there if line.comes is not None else None
        return Cell(
            phrases_answer_form.mark(shown, self.told.of.scale, current()) if line.comes else "", ink="muted"
        )

    def _comes(self, line: Line) -> Cell:
        if isinstance(line, Asked):
            return Cell(line.text, ink="warn")
        if line.comes is None:
            return Cell("")
        return Cell(phrases_answer_form.mark(line.comes, self.told.of.scale, current()), role="strong")

    def _fact(self, line: Line) -> Cell:
        if isinstance(line, Asked):
            return Cell("")
        if not line.fact and line.code in self.told.lacking:
            return Cell(_("fact needed"), ink="warn")
        return Cell(" ".join(line.fact.split()))


def _lines(told: Difference) -> list[Heading | Line]:
    replaced = [one for one in told.changes if one.there is not None and one.comes is not None]
    others = [one for one in told.changes if one.there is None or one.comes is None]
    groups: list[tuple[str, list[Line]]] = [
        (_("Not taken: ask {name}").format(name=told.of.assessor), [*told.asked]),
        (_("Replaces a mark"), [*replaced]),
        (pgettext("marks", "New") if told.seen else _("In the form"), [*others]),
    ]
    return grouped(groups)


def _key(line: Line) -> object:
    return (line.code, line.text, line.why) if isinstance(line, Asked) else line.code


def _code(line: Line) -> Cell:
    return Cell(line.code, ink="muted")


def _item(line: Line) -> str:
    return phrases_answer_form.why(line, current()) if isinstance(line, Asked) else current().text(line.item)


def lacking_words(told: Difference) -> str:
    """Return which marks lack a fact; whoever should not look at the marks is told no level by that."""
    if told.owes:
        return lacking_closed(told.lacking, told.critical, current())
    return lacking_facts(told.lacking, current())


def _summary(told: Difference) -> str:
    line = phrases_answer_form.counted(told, current())
    if told.seen or not told.marked:
        return line
    there = ngettext(
        "The sheet has {n} mark already, which is not shown here. Where they differ, the form counts.",
        "The sheet has {n} marks already, which are not shown here. Where they differ, the form counts.",
        told.marked,
    )
    return sentences(line, there.format(n=told.marked))


def _consequence(told: Difference) -> str:
    opened = _("The sheet becomes an open answer: whoever held the form could read it.")
    if told.seen:
        return opened
    whose = _("It is written in the name of the assessor; the journal says in whose session.")
    return sentences(opened, whose)
