"""The items of an edition under their filters, and the words where none is found."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.framework.bars import FilterBar
from desktop.framework.items import ItemTable
from desktop.framework.model import FrameworkModel, ItemRow
from desktop.kit.page.empty import Empty
from desktop.kit.table.list_model import Heading
from domain.text import fold
from resources.i18n import _, current

ALL, CHANGED, CRITICAL, OWN = range(4)


class ItemsPage(QWidget):
    """Search, filters and the table; ``function`` narrows it to one function, empty for all.

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
        self.filters = FilterBar(theme, self)
        self.search, self.segments = self.filters.search, self.filters.segments
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.filters)
        column.addLayout(top)
        self.table = ItemTable(context, self)
        self.nothing = Empty(theme.icon("list-tree", "muted", 22), "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        self.search.textChanged.connect(self.fill)
        self.segments.chosen.connect(self.fill)

    @property
    def row(self) -> ItemRow | None:
        """The item one stands on."""
        return self.table.current_line

    def clear(self) -> None:
        """Show all items again."""
        self.function = ""
        self.search.clear()
        self.segments.choose(ALL)
        self.fill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self) -> None:
        """Show what the filters leave of the edition, standing where one stood."""
        view = self._model.view
        if view is None:
            return
        code = "" if self.row is None else self.row.item.code
        rows = self._model.rows
        chosen = {
            ALL: rows,
            CHANGED: tuple(one for one in rows if one.changed or one.added),
            CRITICAL: tuple(one for one in rows if one.post is not None and one.post.critical),
            OWN: tuple(one for one in rows if one.item.own),
        }
        self.filters.show_counts(tuple(len(chosen[number]) for number in (ALL, CHANGED, CRITICAL, OWN)))
        wanted = fold(self.search.text())
        lines: list[Heading | ItemRow] = []
        for function in view.content.functions:
            if self.function not in ("", function.code):
                continue
            mine = [
                one
                for one in chosen[self.segments.current]
                if one.item.function == function.code and wanted in _searched(one)
            ]
            if mine:
                lines += [Heading(current().text(function.short), function.clause), *mine]
        self.table.list_model.show(lines)
        self.table.stand_on(code)
        self.nothing.set_texts(_("No competency found"), "", _("Clear filter"))
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.filled.emit()


def _searched(row: ItemRow) -> str:
    item = row.item
    return fold(f"{item.code} {item.text.ru} {item.text.en or ''} {item.label.ru} {item.label.en or ''}")
