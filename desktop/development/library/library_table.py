"""The two tables of the library: the competencies, and the actions of the one that is chosen."""

from enum import IntEnum
from typing import override

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from db.development.library import ShelfAction, ShelfItem
from desktop.context import Context
from desktop.development.library import library_words as say
from desktop.kit.table import columns
from desktop.kit.table.list_table import PADDING, Heading, Index, LineDelegate, ListModel, ListTable
from desktop.theme import Theme
from resources.i18n import _, current, pgettext

TEXT_LEAST = 260


class Column(IntEnum):
    """The columns of the actions in their order."""

    TEXT = 0
    WEEKS = 1
    HOURS = 2
    PLANS = 3
    BROUGHT = 4


FIGURES = (Column.WEEKS, Column.HOURS, Column.PLANS)


class ItemList(ListTable[ShelfItem]):
    """The competencies under their functions, each with what the library has for it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.lines: ListModel[ShelfItem] = ListModel((_("Competencies"),), _item_texts, _item_key, parent)
        super().__init__(self.lines, theme, _("Competencies"), parent, row=42 + 3 * theme.font_step)
        self.setItemDelegate(ItemDelegate(theme, self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)


class ItemDelegate(LineDelegate):
    """Code and name, below them the counts."""

    def __init__(self, theme: Theme, table: ListTable[ShelfItem]) -> None:
        super().__init__(theme, table)

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: ShelfItem, index: Index) -> None:
        here = index.row() == self._table.currentIndex().row()
        name = f"{line.item.code} {current().text(line.item.label)}"
        bare = not line.offered
        self.write_two(
            painter,
            rect,
            (name, "strong" if here else "body", "text"),
            (say.about(line), "small", "warn" if bare else "muted"),
        )


class ActionTable(ListTable[ShelfAction]):
    """The actions of one competency under their kinds."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        theme = context.theme
        told = _titles()
        titles = tuple(told[one] for one in Column)
        self.lines: ListModel[ShelfAction] = ListModel(titles, _texts, _key, parent, right=FIGURES)
        super().__init__(
            self.lines, theme, pgettext("library", "Actions"), parent, row=66 + 4 * theme.font_step
        )
        self.setItemDelegate(ActionDelegate(theme, self))
        self.columns = columns.Columns(
            self,
            "library",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.PLANS, Column.BROUGHT, Column.WEEKS),
            least=TEXT_LEAST + 12 * theme.font_step,
            fixed=True,
        )

    def show_item(self, item: ShelfItem | None) -> None:
        """Show the actions of an item, standing where one stood."""
        stood = self.current_line
        lines: list[Heading | ShelfAction] = []
        for kind, heading in say.kinds().items():
            mine = [] if item is None else [one for one in item.actions if one.action.kind is kind]
            if mine:
                lines += [Heading(heading), *mine]
        self.lines.show(lines)
        self.stand_on(0 if stood is None else stood.action.id)


class ActionDelegate(LineDelegate):
    """The words over two lines, below them whose it is; what is retired is muted."""

    def __init__(self, theme: Theme, table: ListTable[ShelfAction]) -> None:
        super().__init__(theme, table)

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: ShelfAction, index: Index) -> None:
        retired = line.retired_on is not None
        if index.column() == Column.TEXT:
            words = current()
            below = say.origin(line)
            token = "muted" if retired else "accent"
            if not below:
                below, token = words.text(line.action.evidence), "muted"
            text = " ".join(words.text(line.action.text).split())
            ink = "muted" if retired else "text"
            if QFontMetrics(self.theme.font("body")).horizontalAdvance(text) <= rect.width():
                self.write_two(painter, rect, (text, "body", ink), (below, "small", token))
                return
            last = self.theme.line_height("small")
            self.write_lines(painter, rect.adjusted(0, 4, 0, -last - 4), text, "body", ink)
            foot = QRect(rect.left(), rect.bottom() - last - 4, rect.width(), last)
            self.write(painter, foot, below, "small", token)
            return
        figures = index.column() in FIGURES
        token = "muted" if retired else "text"
        self.write(painter, rect, str(index.data()), "body", token, figures=figures)


def _item_texts(line: ShelfItem) -> tuple[str, ...]:
    return (f"{line.item.code} {current().text(line.item.label)}, {say.about(line)}",)


def _item_key(line: ShelfItem) -> object:
    return line.item.key


def _texts(line: ShelfAction) -> tuple[str, ...]:
    origin = say.origin(line)
    text = current().text(line.action.text)
    return (
        f"{text}, {origin}" if origin else text,
        str(line.action.weeks),
        say.hours(line),
        str(line.plans),
        say.brought(line),
    )


def _key(line: ShelfAction) -> object:
    return line.action.id


def _titles() -> dict[Column, str]:
    return {
        Column.TEXT: pgettext("column", "Action"),
        Column.WEEKS: _("Weeks"),
        Column.HOURS: pgettext("column", "Hours"),
        Column.PLANS: pgettext("column", "Plans"),
        Column.BROUGHT: pgettext("column", "Gain"),
    }


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    caption, body = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("body"))
    titles = _titles()

    def wide(column: Column, sample: str = "2000") -> int:
        return max(caption.horizontalAdvance(titles[column]) + 24, body.horizontalAdvance(sample) + 20)

    brought = _("{change} level, n = {n}").format(change="+0,0", n=99)
    return (
        columns.Column("text", None),
        columns.Column("weeks", wide(Column.WEEKS)),
        columns.Column("hours", wide(Column.HOURS)),
        columns.Column("plans", wide(Column.PLANS)),
        columns.Column("brought", wide(Column.BROUGHT, brought) + PADDING),
    )
