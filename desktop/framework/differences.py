"""Everything an edition changes, line by line: the previous edition on the left, this one on the right."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.framework.editions import DraftView
from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.both_sides import Side, show_sides
from desktop.framework.model import FrameworkModel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.theme import Theme
from reports.words.framework import phrases_framework
from resources.i18n import _, current

EDGE = 60  # px of the window that stay visible around the dialog
WIDTH, HEIGHT = 980, 640  # px at most


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One change: of what, which kind, and the full text in both editions."""

    number: int
    whose: str
    what: str
    before: str
    now: str


class Differences(Dialog):
    """A table to read and copy; below it the full text of the current line."""

    help_page = "versions"

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        assert model.view is not None
        view, theme = model.view, context.theme
        title = _("Changes in edition {number}").format(number=view.line.number)
        heading = f"{title}: {say.changes(len(view.differences))}"
        column = self.lay_out(title, heading)
        names = (
            _("Edition {number}").format(number=view.base_number),
            _("Edition {number}").format(number=view.line.number),
        )
        columns: tuple[Column[DifferenceRow], ...] = (
            Column("what", _("What changed"), _what, None, None, least=150, most=None),
            Column("before", names[0], _before, None, 280, least=150),
            Column("now", names[1], _now, None, 280, least=150),
        )
        self.table = ColumnTable(context, "differences", title, columns, _key, self, row=44, fixed=True)
        self.list = self.table.list_model
        room = parent.window().width() - EDGE
        self.resize(min(WIDTH + 60 * theme.font_step, room), min(HEIGHT, parent.window().height() - EDGE))
        column.addWidget(self.table, 1)
        column.addLayout(self._sides(theme, names))
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        self.close_button.setDefault(True)
        column.addLayout(layout.row(layout.STRETCH, self.close_button))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.list.show(_rows(view))
        self.table.go_to(self.list.first())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sides(self, theme: Theme, names: tuple[str, str]) -> QHBoxLayout:
        both = layout.row(gap="m")
        self.texts = (Side(names[0], self), Side(names[1], self))
        for text, name in zip(self.texts, names, strict=True):
            caption = labels.plain(name, self, "small", "muted")
            caption.setBuddy(text)
            text.setFixedHeight(QFontMetrics(theme.font("body")).lineSpacing() * 4 + 16)
            both.addLayout(layout.column(caption, text, gap="xs"), 1)
        return both

    def _on_row(self) -> None:
        row = self.table.current_line
        show_sides(self.texts, *(("", "") if row is None else (row.before, row.now)))


def _rows(view: DraftView) -> tuple[DifferenceRow, ...]:
    words = current()
    known = (*(view.base.profiles if view.base is not None else ()), *view.content.profiles)
    return tuple(
        DifferenceRow(
            number,
            phrases_framework.whose(one, words, known),
            phrases_framework.happened(one, words),
            *phrases_framework.sides(one, words),
        )
        for number, one in enumerate(view.differences)
    )


def _what(line: DifferenceRow) -> Cell:
    return Cell(line.whose, line.what, role="strong", words=f"{line.whose}: {line.what}")


def _before(line: DifferenceRow) -> Cell:
    return _side(line.before)


def _now(line: DifferenceRow) -> Cell:
    return _side(line.now)


def _side(text: str) -> Cell:
    flat = " ".join(text.split())
    return Cell(flat or "—", ink="text" if flat else "muted", words=text)


def _key(line: DifferenceRow) -> object:
    return line.number
