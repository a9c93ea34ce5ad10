"""A list with checkboxes, ticked by Space, with a search field above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from desktop.context import Context
from desktop.kit.form.fields import Field
from desktop.kit.form.form_dialog import Form
from desktop.kit.search_field import SearchField
from desktop.kit.table.column_table import CellList, Column
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import BOX, LineDelegate
from domain.text import fold
from resources.i18n import _, pgettext


@dataclass(frozen=True, slots=True)
class Tick:
    """One line to choose; ``code`` is its value."""

    code: str
    text: str
    taken: bool


class TickField(Field):
    """A choice of several; the ticked ones come first, in their order.

    With *ordered* Ctrl+Up and Ctrl+Down move a ticked line among the others. With *search* a word narrows the
    list.

    Signals:
        changed: another line was ticked or unticked.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        title: str,
        form: Form,
        name: str,
        choices: Sequence[tuple[str, str]],
        taken: Sequence[str],
        *,
        rows: int = 6,
        ordered: bool = False,
        search: bool = True,
    ) -> None:
        theme = context.theme
        column = Column("tick", title, _text, paint=_paint_tick)
        self.table = CellList(theme, column, _key, form, row=theme.size("row_dense"))
        self.list = self.table.list_model
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(high * min(rows, max(len(choices), 1)) + 2)
        super().__init__(title, self.table, form, name)
        self._texts = dict(choices)
        self._taken = [code for code in taken if code in self._texts]
        self.search = SearchField(theme, _("Code or word"), self)
        self.search.setVisible(search)
        lines = self.layout()
        assert lines is not None
        if search:
            lines.removeWidget(self.table)
            lines.addWidget(self.search)
            lines.addWidget(self.table)
        form.put(self)
        make, own = context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("toggle", self.table, self.toggle, own)
        if ordered:
            make("move_up", self.table, self.move_up, own)
            make("move_down", self.table, self.move_down, own)
        self.table.clicked.connect(self._on_click)
        self.search.textChanged.connect(self._fill)
        self._fill()
        self.table.go_to(self.list.first())

    @property
    def taken(self) -> tuple[str, ...]:
        """The codes of the ticked lines, in order."""
        return tuple(self._taken)

    def toggle(self) -> None:
        """Tick or untick the current line."""
        line = self.table.current_line
        if line is None:
            return
        if line.taken:
            self._taken.remove(line.code)
        else:
            self._taken.append(line.code)
        self.list.renew(replace(line, taken=not line.taken))
        self.settle()
        self.changed.emit()

    def move_up(self) -> None:
        """Move the line up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the line down."""
        self._move(1)

    def _move(self, step: int) -> None:
        line = self.table.current_line
        if line is None or not line.taken:
            return
        at = self._taken.index(line.code)
        to = min(max(at + step, 0), len(self._taken) - 1)
        self._taken.insert(to, self._taken.pop(at))
        self._fill()
        self.table.stand_on(line.code)

    def _fill(self) -> None:
        wanted = fold(self.search.text())
        order = [*self._taken, *(code for code in self._texts if code not in self._taken)]
        lines = [Tick(code, self._texts[code], code in self._taken) for code in order]
        self.list.show([one for one in lines if wanted in fold(one.text)])

    def _on_click(self, _index: QModelIndex) -> None:
        self.toggle()


def _text(line: Tick) -> str:
    return pgettext("ticked line", "{text}, selected").format(text=line.text) if line.taken else line.text


def _paint_tick(on: LineDelegate, painter: QPainter, rect: QRect, line: Tick, _index: Index) -> None:
    on.paint_tick(painter, rect, taken=line.taken)
    on.write(painter, rect.adjusted(BOX + 8, 0, 0, 0), line.text, "body", "text")


def _key(line: Tick) -> object:
    return line.code
