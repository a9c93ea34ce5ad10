"""The items of an edition below their filters, and a message if none is found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.bars import FilterBar
from desktop.framework.items import ItemTable
from desktop.framework.model import FrameworkModel, ItemRow
from desktop.framework.part_page import PartPage
from desktop.kit.page.empty import Empty
from domain.text import fold
from resources.i18n import _

ALL, CHANGED, CRITICAL, OWN = range(4)


class ItemsPage(PartPage[ItemRow]):
    """Search, filters and the table."""

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.filters = FilterBar(context.theme, self)
        self.search, self.segments = self.filters.search, self.filters.segments
        self.table = ItemTable(context, self)
        icon = context.theme.icon("list-tree", "muted", 22)
        self.nothing = Empty(icon, _("No competency found"), self, act=_("Clear filter"))
        self.lay_out(self.filters, self.table, self.nothing)
        self.search.textChanged.connect(self.fill)
        self.segments.chosen.connect(self.fill)

    def clear(self) -> None:
        """Show all items again."""
        self.function = ""
        self.search.clear()
        self.segments.choose(ALL)
        self.fill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self) -> None:
        """Show the items that the filters accept, keeping the current one."""
        if self._model.view is None:
            return
        rows = self._model.rows
        chosen = {
            ALL: rows,
            CHANGED: tuple(one for one in rows if one.changed or one.added),
            CRITICAL: tuple(one for one in rows if one.post is not None and one.post.critical),
            OWN: tuple(one for one in rows if one.item.own),
        }
        self.filters.show_counts(tuple(len(chosen[number]) for number in (ALL, CHANGED, CRITICAL, OWN)))
        wanted = fold(self.search.text())
        shown = [one for one in chosen[self.segments.current] if wanted in _searched(one)]
        self.show_under(lambda function: [one for one in shown if one.item.function == function])


def _searched(row: ItemRow) -> str:
    item = row.item
    return fold(f"{item.code} {item.text.ru} {item.text.en or ''} {item.label.ru} {item.label.en or ''}")
