"""The two tables of the library: the competencies, and the actions of the one that is chosen."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from db.development.library import ShelfAction, ShelfItem
from desktop.context import Context
from desktop.development.library import library_words as say
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index, ListModel
from desktop.kit.table.list_table import LineDelegate, ListTable
from desktop.theme import Theme
from resources.i18n import _, current, pgettext


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


class ActionTable(ColumnTable[ShelfAction]):
    """The actions of one competency under their kinds."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        gain = _("{change} level, n = {n}").format(change="+0,0", n=99)
        columns = (
            Column("text", pgettext("column", "Action"), _text, None, None, least=260, paint=_paint_text),
            _plain("weeks", _("Weeks"), lambda line: str(line.action.weeks), figures=True, spare=3),
            _plain("hours", pgettext("column", "Hours"), say.hours, figures=True),
            _plain("plans", pgettext("column", "Plans"), lambda line: str(line.plans), figures=True, spare=1),
            _plain("brought", pgettext("column", "Gain"), say.brought, gain, spare=2),
        )
        title = pgettext("library", "Actions")
        super().__init__(context, "library", title, columns, _key, parent, row=66, fixed=True)

    def show_item(self, item: ShelfItem | None) -> None:
        """Show the actions of an item, standing where one stood."""
        stood = self.current_key
        lines: list[Heading | ShelfAction] = []
        for kind, heading in say.kinds().items():
            mine = [] if item is None else [one for one in item.actions if one.action.kind is kind]
            if mine:
                lines += [Heading(heading), *mine]
        self.list_model.show(lines)
        self.stand_on(stood)


def _plain(
    key: str,
    title: str,
    text: Callable[[ShelfAction], str],
    widest: str = "2000",
    *,
    figures: bool = False,
    spare: int = 0,
) -> Column[ShelfAction]:
    """Return a column of one text, muted in what is retired."""

    def cell(line: ShelfAction) -> Cell:
        return Cell(text(line), ink=_ink(line))

    return Column(key, title, cell, None, widest, figures=figures, spare=spare)


def _ink(line: ShelfAction) -> str:
    return "muted" if line.retired_on is not None else "text"


def _text(line: ShelfAction) -> Cell:
    return Cell(current().text(line.action.text), say.origin(line))


def _paint_text(on: LineDelegate, painter: QPainter, rect: QRect, line: ShelfAction, _index: Index) -> None:
    """Write the words over two lines, below them whose it is, or else what proves it."""
    below, ink = say.origin(line), _ink(line)
    token = "accent" if below and ink == "text" else "muted"
    below = below or current().text(line.action.evidence)
    text = " ".join(current().text(line.action.text).split())
    if QFontMetrics(on.theme.font("body")).horizontalAdvance(text) <= rect.width():
        on.write_two(painter, rect, (text, "body", ink), (below, "small", token))
        return
    last = on.theme.line_height("small")
    on.write_lines(painter, rect.adjusted(0, 4, 0, -last - 4), text, "body", ink)
    foot = QRect(rect.left(), rect.bottom() - last - 4, rect.width(), last)
    on.write(painter, foot, below, "small", token)


def _item_texts(line: ShelfItem) -> tuple[str, ...]:
    return (f"{line.item.code} {current().text(line.item.label)}, {say.about(line)}",)


def _item_key(line: ShelfItem) -> object:
    return line.item.key


def _key(line: ShelfAction) -> object:
    return line.action.id
