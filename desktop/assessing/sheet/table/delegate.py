"""Paints a line of the sheet as on the printed form: code, label, boxes 0–4, «нет уровня», the fact."""

from collections.abc import Mapping
from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from desktop.assessing.sheet import words
from desktop.assessing.sheet.cells import Column, Heading
from desktop.assessing.sheet.model import SheetModel
from desktop.assessing.sheet.table.second_pass import SecondPass, doubt_words
from desktop.kit import chips
from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow, needs_fact
from resources.i18n import UNKNOWN, _, current

PADDING = 16  # px before the first and after the last column; between columns half of it
EDGE = 3  # px: the ink edge of the current row
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class RowDelegate(QStyledItemDelegate):
    """Paints the whole table; fonts and colours are created once."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._table = parent
        self._fonts: dict[str, QFont] = {
            role: theme.font(role) for role in ("caption", "small", "body", "strong")
        }
        self._figures = theme.font("small", tabular=True)
        self._colors = {
            token: theme.color(token)
            for token in (
                *("raised", "sunken", "selection", "border", "border_strong", "field_border"),
                *("text", "muted", "accent", "critical", "warn"),
            )
        }
        self._labels: dict[tuple[str, int, bool], tuple[str, int]] = {}
        self._headings: dict[tuple[str, str, str, int], tuple[str, int]] = {}
        self._boxes: dict[tuple[object, ...], QPixmap] = {}
        self._add_fact = _("+ record a fact")
        self._fact_needed = _("fact needed")
        self._comment = _("Comment: {text}")
        self._size = theme.pair("mark_chip")
        self._reason_size = QSize(reason_width(theme), self._size.height())
        self._now = -1
        self._focused = False
        self._ratio = 1.0
        self.read_only = False
        self.second: SecondPass | None = None
        self.last: Mapping[str, int] = {}  # code -> the last level, drawn as an outline

    def begin(self) -> None:
        """Read, before cells are painted, what is the same for all of them."""
        self._now = self._table.currentIndex().row()
        self._focused = self._table.hasFocus()
        self._ratio = self._table.viewport().devicePixelRatio()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._size.width(), row_height(self._theme))

    def paint_line(self, painter: QPainter, line: int, cells: Mapping[int, QRect], under: int) -> None:
        """Paint these cells of the line by column, or its heading; *under* the mouse is a column or -1.

        The table calls it once a line: asked by Qt cell by cell, a key press would paint twice as long.
        """
        row = self._model.row_at(line)
        if row is None:
            heading = self._model.heading_at(line)
            if heading is not None:
                self._paint_heading(painter, cells[Column.CODE], heading)
            return
        now = line == self._now
        for column, rect in cells.items():
            self._paint_ground(painter, rect, column, now)
            self._paint_cell(painter, rect, column, row, now, column == under and not self.read_only)

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = self._model.row_at(index.row()) if index.column() == Column.FACT else None
        every = index.data(Qt.ItemDataRole.ToolTipRole)  # facts and comment, in full
        if row is None or (every and not (self.second and row.item.code in self.second.doubts)):
            return super().helpEvent(event, view, option, index)
        shown = as_it_is(self._fact_shown(row, now=index.row() == self._now)[0])
        QToolTip.showText(event.globalPos(), "<br>".join(one for one in (shown, every) if one), view)
        return True

    def _paint_ground(self, painter: QPainter, rect: QRect, column: int, now: bool) -> None:
        if not now:  # the table has painted the ground
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._colors["border"])
            return
        painter.fillRect(rect, self._colors["selection"])
        painter.setPen(self._colors["accent"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.topRight())
        if self._focused:  # keys act here: the lines are twice as strong
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        if column == Column.CODE:
            painter.fillRect(rect.left(), rect.top(), EDGE, rect.height(), self._colors["accent"])

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        painter.fillRect(rect, self._colors["sunken"])
        painter.setPen(self._colors["border"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        painter.setFont(self._fonts["caption"])
        painter.setPen(self._colors["muted"])
        painter.drawText(inner, _RIGHT, done)
        title = current().text(heading.function.short)
        told = "   ".join(part for part in (heading.function.clause, heading.folded) if part)
        told, beside = self._fitted_heading(title, told, done, inner.width())
        painter.setFont(self._fonts["strong"])
        painter.setPen(self._colors["text"])
        painter.drawText(inner, _LEFT, title)
        painter.setFont(self._fonts["small"])
        painter.setPen(self._colors["muted"])
        painter.drawText(inner.adjusted(beside, 0, 0, 0), _LEFT, told)

    def _fitted_heading(self, title: str, told: str, done: str, width: int) -> tuple[str, int]:
        """Return what is told beside the title, shortened to fit, and where it begins, measured once."""
        key = (title, told, done, width)
        if key not in self._headings:
            beside = QFontMetrics(self._fonts["strong"]).horizontalAdvance(title) + 8
            room = width - beside - QFontMetrics(self._fonts["caption"]).horizontalAdvance(done) - 8
            metrics = QFontMetrics(self._fonts["small"])
            self._headings[key] = metrics.elidedText(told, Qt.TextElideMode.ElideRight, room), beside
        return self._headings[key]

    def _paint_cell(
        self, painter: QPainter, rect: QRect, column: int, row: SheetRow, now: bool, hovered: bool
    ) -> None:
        level = Column.level(column)
        if level is not None:
            self._paint_box(painter, rect, row, level, now, hovered)
        elif column == Column.CODE:
            painter.setFont(self._figures)
            painter.setPen(self._colors["text" if now else "muted"])
            painter.drawText(rect.adjusted(PADDING, 0, 0, 0), _LEFT, row.item.code)
        elif column == Column.CRITICAL:
            if row.critical:
                self._paint_diamond(painter, rect)
        elif column == Column.LABEL:
            self._paint_label(painter, rect.adjusted(8, 0, -8, 0), row, now)
        elif column == Column.REASON:
            self._paint_reason(painter, rect, row, now, hovered)
        else:
            self._paint_fact(painter, rect.adjusted(8, 0, -PADDING, 0), row, now)

    def _paint_diamond(self, painter: QPainter, rect: QRect) -> None:
        middle = QRectF(rect).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["critical"])
        points = ((0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_label(self, painter: QPainter, rect: QRect, row: SheetRow, now: bool) -> None:
        text, width = self._fitted(current().text(row.item.label), rect.width(), now)
        painter.setFont(self._fonts["strong" if now else "body"])
        painter.setPen(self._colors["text" if now or row.mark is not None else "muted"])
        painter.drawText(rect, _LEFT, text)
        beside = ""
        if twins := self._model.twins(row.item.code):
            beside = "≈ " + ", ".join(twins)
        if not row.in_scope:
            beside = _("outside the set")
        if not beside:
            return
        rest = rect.adjusted(width + 6, 0, 0, 0)
        painter.setFont(self._fonts["caption"])
        if painter.fontMetrics().horizontalAdvance(beside) <= rest.width():
            painter.setPen(self._colors["muted"])
            painter.drawText(rest, _LEFT, beside)

    def _fitted(self, label: str, room: int, now: bool) -> tuple[str, int]:
        """Return the label shortened to fit, and its full width, measured once."""
        key = (label, room, now)
        if key not in self._labels:
            metrics = QFontMetrics(self._fonts["strong" if now else "body"])
            text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room)
            self._labels[key] = text, metrics.horizontalAdvance(label)
        return self._labels[key]

    def _paint_box(
        self, painter: QPainter, rect: QRect, row: SheetRow, level: int, now: bool, hovered: bool
    ) -> None:
        chosen = row.mark is not None and row.mark.level == level
        if not chosen and self._doubted(row) == level:
            self._paint_doubt(painter, box_in(rect, self._size), str(level))
            return
        strong = (now or hovered) and not self.read_only
        self._put_box(painter, rect, self._size, level if chosen else None, "", strong)
        if chosen:
            return
        if self.last.get(row.item.code) == level:
            self._paint_last(painter, box_in(rect, self._size), level)
        elif strong:
            painter.setFont(self._figures)
            painter.setPen(self._colors["text" if hovered else "muted"])
            painter.drawText(box_in(rect, self._size), _CENTRE, str(level))

    def _paint_last(self, painter: QPainter, box: QRectF, level: int) -> None:
        """Paint the last level as an outline: filled is now, outlined is before."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colors("level_line")[level], 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._theme.radius("mark")
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        painter.setPen(self._colors["muted"])
        painter.setFont(self._figures)
        painter.drawText(box, _CENTRE, str(level))
        painter.restore()

    def _doubted(self, row: SheetRow) -> int | None:
        """Return the level of the second typing if it differs."""
        if self.second is None or not self.second.doubts:
            return None
        mark = self.second.doubts.get(row.item.code)
        return None if mark is None else mark.level

    def _paint_doubt(self, painter: QPainter, box: QRectF, said: str) -> None:
        """Paint an outline where the second typing put the cross."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colors["warn"], 2))
        painter.setBrush(self._colors["raised"])
        radius = self._theme.radius("mark")
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        painter.setFont(self._figures)
        painter.drawText(box, _CENTRE, said)
        painter.restore()

    def _paint_reason(self, painter: QPainter, rect: QRect, row: SheetRow, now: bool, hovered: bool) -> None:
        short = ""
        if row.mark is not None and row.mark.level is None:
            short = words.reason_short(row.mark.state)
        strong = (now or hovered) and not self.read_only
        self._put_box(painter, rect, self._reason_size, None, short, strong)

    def _put_box(
        self, painter: QPainter, rect: QRect, size: QSize, level: int | None, reason: str, strong: bool
    ) -> None:
        """Draw the cached picture of a box: there are hundreds of boxes and twenty looks."""
        width, height = size.width(), size.height()
        look = (width, level, reason, strong, self._ratio)
        if look not in self._boxes:
            self._boxes[look] = self._box(QRectF(0, 0, width, height), level, reason, strong)
        left = rect.left() + (rect.width() - width) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - height) // 2, self._boxes[look])

    def _box(self, box: QRectF, level: int | None, reason: str, strong: bool) -> QPixmap:
        made = QPixmap((box.size() * self._ratio).toSize())
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        inside = QPainter(made)
        if level is None and not reason:
            self._paint_empty(inside, box, strong)
        else:
            metrics = QFontMetrics(self._fonts["caption"])
            short = metrics.elidedText(reason, Qt.TextElideMode.ElideRight, int(box.width()) - 8)
            chips.paint_mark(inside, box, self._theme, level, short)
        inside.end()
        return made

    def _paint_empty(self, painter: QPainter, box: QRectF, strong: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colors["field_border" if strong else "border_strong"], 1))
        painter.setBrush(self._colors["raised"])
        radius = self._theme.radius("mark")
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_fact(self, painter: QPainter, rect: QRect, row: SheetRow, now: bool) -> None:
        text, token = self._fact_shown(row, now=now)
        if not text:
            return
        painter.setFont(self._fonts["small"])
        painter.setPen(self._colors[token])
        shown = painter.fontMetrics().elidedText(text[:400], Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)

    def _fact_shown(self, row: SheetRow, *, now: bool) -> tuple[str, str]:
        """Return what the row's last cell shows, and its colour."""
        half, text = self._model.half(row.item.code), _fact_words(row)
        if self.second is not None and row.item.code in self.second.doubts:
            return doubt_words(self.second.doubts[row.item.code]), "warn"
        if half is not None:
            return _("Not saved: {text}").format(text=" ".join(half.split()) or UNKNOWN), "warn"
        if not text and needs_fact(row) and not self.read_only:
            return self._fact_needed, "warn"
        if not text and row.comment:
            return self._comment.format(text=" ".join(row.comment.split())), "muted"
        if not text and now and not self.read_only:
            return self._add_fact, "muted"
        return text, "text"


def _fact_words(row: SheetRow) -> str:
    """Return the newest fact on one line, and how many more there are."""
    if not row.facts:
        return ""
    text = " ".join(row.facts[0].text.split())
    rest = len(row.facts) - 1
    return _("{n} more · {text}").format(n=f"+{rest}", text=text) if rest else text


def row_height(theme: Theme) -> int:
    """Return the height of a line, px; it grows with the text size."""
    return theme.size("row_dense") + theme.font_step


def reason_width(theme: Theme) -> int:
    """Return the width of the box for no level, px; it holds a short word."""
    return 60 + 6 * theme.font_step


def box_in(rect: QRect, size: QSize) -> QRectF:
    """Return the box centred in a cell."""
    left = rect.left() + (rect.width() - size.width()) // 2
    top = rect.top() + (rect.height() - size.height()) // 2
    return QRectF(left, top, size.width(), size.height())
