"""The two tables of the library: the competencies, and the actions of the chosen one."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from db.development.library import ShelfAction, ShelfItem
from desktop.context import Context
from desktop.development.library import library_words as say
from desktop.kit.table.column_table import Cell, CellList, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.theme import Theme
from resources.i18n import _, current, pgettext


def item_list(theme: Theme, parent: QWidget) -> CellList[ShelfItem]:
    """Return the list of competencies under their functions, each with its counts of actions."""
    return CellList(theme, Column("item", _("Competencies"), _item), _item_key, parent, row=42)


class ActionTable(ColumnTable[ShelfAction]):
    """The actions of one competency, grouped by kind."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        gain = _("{change} level, n = {n}").format(change="+0,0", n=99)
        columns = (
            Column(
                "text",
                pgettext("column", "Action"),
                _text,
                None,
                None,
                least=260,
                most=None,
                paint=_paint_text,
            ),
            _plain("weeks", _("Weeks"), lambda line: str(line.action.weeks), figures=True, spare=3),
            _plain("hours", pgettext("column", "Hours"), say.hours, figures=True),
            _plain("plans", pgettext("column", "Plans"), lambda line: str(line.plans), figures=True, spare=1),
            _plain("brought", pgettext("column", "Gain"), say.brought, gain, spare=2),
        )
        title = pgettext("library", "Actions")
        super().__init__(context, "library", title, columns, _key, parent, row=66, fixed=True)

    def show_item(self, item: ShelfItem | None) -> None:
        """Show the actions of an item, keeping the current line."""
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
    """Return a column of plain text, muted for retired actions."""

    def cell(line: ShelfAction) -> Cell:
        return Cell(text(line), ink=_ink(line))

    return Column(key, title, cell, None, widest, figures=figures, spare=spare)


def _ink(line: ShelfAction) -> str:
    return "muted" if line.retired_on is not None else "text"


def _text(line: ShelfAction) -> Cell:
    return Cell(current().text(line.action.text), say.origin(line))


def _paint_text(on: LineDelegate, painter: QPainter, rect: QRect, line: ShelfAction, _index: Index) -> None:
    """Draw the text over two lines, and below it whose action it is, or else its evidence."""
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


def _item(line: ShelfItem) -> Cell:
    name = f"{line.item.code} {current().text(line.item.label)}"
    return Cell(name, say.about(line), below_ink="muted" if line.offered else "warn")


def _item_key(line: ShelfItem) -> object:
    return line.item.key


def _key(line: ShelfAction) -> object:
    return line.action.id
