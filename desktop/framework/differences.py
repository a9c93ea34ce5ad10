"""All that an edition changes, line by line: the edition before at the left, this one at the right."""

from dataclasses import dataclass
from enum import IntEnum
from typing import override

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from db.framework.editions import DraftView
from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog
from desktop.kit.table import columns
from desktop.kit.table.list_table import Index, LineDelegate, ListModel, ListTable
from desktop.theme import Theme
from reports.words import phrases_framework
from resources.i18n import _, current

EDGE = 60  # px of the window that stay in sight around the dialog
WIDTH, HEIGHT = 980, 640  # px at the most
LEAST = 150


class Column(IntEnum):
    """The columns in their order."""

    WHAT = 0
    BEFORE = 1
    NOW = 2


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One change: whose it is and what happened, and the words of both editions, whole."""

    number: int
    whose: str
    what: str
    before: str
    now: str


class Differences(Dialog):
    """A table to walk in and to copy from; the whole words of the line one stands on are below it."""

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
        self.list: ListModel[DifferenceRow] = ListModel((_("What changed"), *names), _texts, _key, self)
        row = 44 + 3 * theme.font_step
        self.table: ListTable[DifferenceRow] = ListTable(self.list, theme, title, self, row=row)
        self.table.setItemDelegate(DifferenceDelegate(theme, self.table))
        room = parent.window().width() - EDGE
        self.resize(min(WIDTH + 60 * theme.font_step, room), min(HEIGHT, parent.window().height() - EDGE))
        side = (self.width() - 40) * 3 // 10
        self.columns = columns.Columns(
            self.table,
            "differences",
            (
                columns.Column("what", None),
                columns.Column("before", side, least=LEAST),
                columns.Column("now", side, least=LEAST),
            ),
            context.settings,
            context.actions.make,
            theme.font_step,
            least=LEAST,
            fixed=True,
        )
        column.addWidget(self.table, 1)
        column.addLayout(self._sides(theme, names))
        self.close_button = button(_("Close"), self, "primary")
        self.close_button.setDefault(True)
        column.addLayout(layout.row(layout.STRETCH, self.close_button))
        self.close_button.clicked.connect(self.accept)
        context.actions.make("copy", self.table, self.table.copy, Qt.ShortcutContext.WidgetShortcut)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.list.show(_rows(view))
        self.table.go_to(self.list.first())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sides(self, theme: Theme, names: tuple[str, str]) -> QHBoxLayout:
        both = layout.row(gap="m")
        self.texts = (QPlainTextEdit(self), QPlainTextEdit(self))
        for text, name in zip(self.texts, names, strict=True):
            caption = labels.plain(name, self, "small", "muted")
            caption.setBuddy(text)
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            text.setAccessibleName(name)
            text.setFixedHeight(QFontMetrics(theme.font("body")).lineSpacing() * 4 + 16)
            both.addLayout(layout.column(caption, text, gap="xs"), 1)
        return both

    def _on_row(self) -> None:
        row = self.table.current_line
        told = ("", "") if row is None else (row.before, row.now)
        for text, words in zip(self.texts, told, strict=True):
            text.setPlainText(words or "—")


class DifferenceDelegate(LineDelegate):
    """Whose change it is above, what happened below; both sides in the same letters."""

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: DifferenceRow, index: Index) -> None:
        if index.column() == Column.WHAT:
            self.write_two(painter, rect, (line.whose, "strong", "text"), (line.what, "small", "muted"))
        else:
            told = " ".join((line.before, line.now)[index.column() - 1].split())
            self.write(painter, rect, told or "—", "body", "text" if told else "muted")


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


def _texts(line: DifferenceRow) -> tuple[str, ...]:
    return f"{line.whose}: {line.what}", line.before, line.now


def _key(line: DifferenceRow) -> object:
    return line.number
