"""What the columns of a list hold: the program's guess, corrected by a person."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.form.dialog import Dialog
from desktop.kit.off import allow
from desktop.office.intake.rosters import People
from desktop.people.exchange.words import no_columns_words
from domain.people.roster import Field
from reports.intake import people
from reports.intake.people import HEAD_LOOKED_FOR, NO_HEAD, Columns
from reports.intake.table import letters
from reports.words.people import phrases_roster
from resources.i18n import _, current

HEIGHT = 680  # px at most
SHOWN = 24  # characters of a heading or a value


class ColumnsDialog(Dialog):
    """One line per field: the column that holds it. A column holds one field at most.

    Signals:
        chosen: the new Columns.
    """

    help_page = "people_import#match"

    chosen = Signal(object)

    def __init__(self, context: Context, one: People, parent: QWidget) -> None:
        super().__init__(parent)
        self._one = one
        self.columns: Columns = one.columns
        theme = context.theme
        column = self.lay_out(_("Columns of the list"))
        about = _("Your choice is remembered for lists with the same headings once this one is imported.")
        self.about = labels.paragraph(about, self, "small", "muted")
        column.addWidget(self.about)
        scroll = layout.scroll(self)
        inside = QWidget(scroll)
        grid = layout.grid(across="l", down=6, wide=(1,), around=(0, 0, 8, 0), of=inside)
        self.head = self._choice(context, _("Headings in"), inside)
        self.head.addItems([_("no headings"), *(self._line(number) for number in range(self._lines))])
        self.head.setCurrentIndex(self.columns.head - NO_HEAD)
        self._add(grid, 0, _("Headings in"), self.head, inside)
        self.boxes: dict[Field, Choice] = {}
        for row, of in enumerate(Field, start=1):
            name = phrases_roster.field(of, current())
            box = self.boxes[of] = self._choice(context, name, inside)
            box.addItem(_("not in the list"))
            box.addItems([""] * one.table.width)
            self._add(grid, row, name, box, inside)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.take_button = button(_("Compare"), self, "primary", do=self._take)
        self.take_button.setDefault(True)
        column.addLayout(layout.row(layout.STRETCH, self.cancel_button, self.take_button, gap="s"))
        self._show()
        self.head.currentIndexChanged.connect(self._on_head)
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._on_column)
        self._wide = 560 + 40 * theme.font_step
        self.boxes[next(iter(self.columns.of), Field.SURNAME)].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        above = self.parentWidget()
        room = above.window().height() - 60 if above is not None else HEIGHT
        self.resize(self._wide, min(HEIGHT, max(420, room)))
        super().showEvent(event)

    @property
    def _lines(self) -> int:
        return min(HEAD_LOOKED_FOR, len(self._one.table.lines))

    def _choice(self, context: Context, name: str, inside: QWidget) -> Choice:
        box = Choice(context.theme, name, inside)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        return box

    def _add(self, grid: QGridLayout, row: int, name: str, box: Choice, inside: QWidget) -> None:
        caption = labels.paragraph(name, inside, "small")
        caption.setBuddy(box)
        grid.addWidget(caption, row, 0)
        grid.addWidget(box, row, 1)

    def _show(self) -> None:
        """Fill the lists with headings and samples, and select the current choice."""
        self.about.setVisible(self.columns.head != NO_HEAD)
        heads = people.heads(self._one.table, self.columns)
        texts = [self._column(number, head) for number, head in enumerate(heads)]
        for of, box in self.boxes.items():
            box.blockSignals(True)
            for number, text in enumerate(texts, start=1):
                box.setItemText(number, text)
            at = self.columns.of.get(of)
            box.setCurrentIndex(0 if at is None else at + 1)
            box.blockSignals(False)
        allow(self.take_button, self._hindrance())

    def _hindrance(self) -> str:
        """Return why the columns cannot be accepted, empty if they can."""
        for of, box in self.boxes.items():
            at = box.currentIndex()
            for other, same in self.boxes.items():
                if at and other is not of and same.currentIndex() == at:
                    return _("Column {column} is selected twice: {one}, {other}.").format(
                        column=letters(at - 1),
                        one=phrases_roster.field(of, current()),
                        other=phrases_roster.field(other, current()),
                    )
        return "" if self.columns.enough else no_columns_words()

    def _column(self, number: int, head: str) -> str:
        sample = people.sample(self._one.table, self.columns, number)
        if self.columns.head == NO_HEAD:
            return f"{letters(number)} · {_short(sample)}".rstrip(" ·")
        named = _short(head) or _("no heading")
        told = f" ({_short(sample)})" if sample else ""
        return f"{letters(number)} · {named}{told}"

    def _line(self, number: int) -> str:
        heads = people.heads(self._one.table, Columns(number, {}))
        told = ", ".join(head for head in heads if head)
        row = self._one.table.lines[number].number
        return _("row {n}: {heads}").format(n=row, heads=told[:80])

    def _on_head(self, number: int) -> None:
        self.columns = people.under(self._one.table, number + NO_HEAD, self._one.remembered)
        self._show()

    def _on_column(self) -> None:
        # The arrow keys skip columns that belong to another field.
        at = {of: box.currentIndex() - 1 for of, box in self.boxes.items() if box.currentIndex()}
        self.columns = Columns(self.columns.head, at)
        allow(self.take_button, self._hindrance())

    def _take(self) -> None:
        columns = self.columns
        self.accept()
        self.chosen.emit(columns)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
