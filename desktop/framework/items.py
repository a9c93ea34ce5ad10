"""The items of an edition as a table: targets of both profiles, weights, and a draft's changes."""

from typing import override

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import ItemRow
from desktop.kit.chips import paint_diamond
from desktop.kit.table.column_table import LABELS, Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import LineDelegate
from resources.i18n import _, current, pgettext

APART = 10  # px between a label and the word for its change


class ItemTable(ColumnTable[ItemRow]):
    """The items in the order in which they are rated."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        level = Cell("3 → 4", role="strong")
        columns: tuple[Column[ItemRow], ...] = (
            Column("code", _("Code"), _code, None, "K000"),
            Column("label", _("Competency"), _label, None, None, least=230, most=LABELS, paint=_paint_label),
            Column("post", pgettext("column", "Target"), _post, None, level, figures=True),
            Column("hire", pgettext("column", "At hire"), _hire, None, level, figures=True, spare=2),
            Column("weight", _("Weight"), _weight, None, level, figures=True),
            Column("duties", pgettext("column", "Duties"), _duties, None, "99", figures=True, spare=1),
        )
        title = _("Competencies of the edition")
        super().__init__(context, "framework", title, columns, _key, parent, fixed=True)

    @property
    @override
    def chosen(self) -> tuple[ItemRow, ...]:
        """The selected lines in order; the current one if none is selected."""
        here = self.current_line
        return super().chosen or (() if here is None else (here,))


def _paint_label(on: LineDelegate, painter: QPainter, rect: QRect, line: ItemRow, _index: Index) -> None:
    """Draw the label, with ◆ before that of a critical item; all labels leave room for it."""
    if line.post is not None and line.post.critical:
        box = QRectF(rect.left() - 2, rect.top(), 12, rect.height())
        paint_diamond(painter, box, on.theme, "critical")
    box, told = rect.adjusted(14, 0, 0, 0), _changed(line)
    if told:
        wide = QFontMetrics(on.theme.font("small")).horizontalAdvance(told)
        on.write(painter, box.adjusted(box.width() - wide - 1, 0, 0, 0), told, "small", "accent")
        box = box.adjusted(0, 0, -wide - APART, 0)
    role = "strong" if told else "body"
    on.write(painter, box, current().text(line.item.label), role, "text")


def _code(line: ItemRow) -> Cell:
    return Cell(line.item.code, ink="muted", edge=line.added or line.changed)


def _label(line: ItemRow) -> str:
    label = current().text(line.item.label)
    if line.post is not None and line.post.critical:
        label = _("{label}, critical").format(label=label)
    return ", ".join(filter(None, (label, _changed(line))))


def _post(line: ItemRow) -> Cell:
    return _level(say.level(line.post, line.was_post))


def _hire(line: ItemRow) -> Cell:
    return _level(say.level(line.hire, line.was_hire))


def _weight(line: ItemRow) -> Cell:
    return _level(say.level(line.post, line.was_post, "weight"))


def _level(text: str) -> Cell:
    return Cell(text, role="strong" if "→" in text else "body")


def _duties(line: ItemRow) -> Cell:
    return Cell(str(line.duties), ink="muted")


def _changed(line: ItemRow) -> str:
    return say.change(added=line.added, changed=line.changed)


def _key(line: ItemRow) -> object:
    return line.item.code
