"""The lines of the jump box: found entries as a list, painted with icon, text and key cap."""

from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.jump.entries import Entry, Kind
from desktop.kit.table.list_model import LINE_ROLE, Index
from desktop.kit.table.option import parts
from desktop.theme import Theme
from resources.i18n import _

EDGE, PADDING, ICON = 3, 14, 16
TOUCHING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class FoundDelegate(QStyledItemDelegate):
    """Paints an entry in one line."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, row_height(self._theme))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(LINE_ROLE)
        assert isinstance(entry, Entry)
        theme = self._theme
        rect, state = parts(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))
        icon = theme.icon(entry.icon, "accent" if chosen else "muted")
        top = rect.top() + (rect.height() - ICON) // 2
        icon.paint(painter, rect.left() + PADDING, top, ICON, ICON)
        room = rect.adjusted(PADDING + ICON + 12, 0, -PADDING, 0)
        if entry.cap:
            room.setRight(self._paint_cap(painter, room, entry.cap) - 12)
        self._paint_words(painter, room, entry, strong=chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, entry: Entry, *, strong: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font("strong" if strong else "body"))
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, TOUCHING, title)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(title) + 12)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        note = painter.fontMetrics().elidedText(_note(entry), Qt.TextElideMode.ElideRight, room.width())
        if room.width() > 0 and note != "…":
            painter.drawText(room, TOUCHING, note)

    def _paint_cap(self, painter: QPainter, room: QRect, cap: str) -> int:
        """Paint the key at the right end; return its left edge."""
        theme = self._theme
        painter.setFont(theme.font("caption"))
        metrics = painter.fontMetrics()
        wide, high = metrics.horizontalAdvance(cap) + 10, metrics.height() + 2
        box = QRectF(room.right() - wide, room.center().y() - high / 2 + 0.5, wide, high)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cap)
        return int(box.left())


def row_height(theme: Theme) -> int:
    """Return the height of a line, px."""
    return 36 + 2 * theme.font_step


def spoken(entry: Entry) -> str:
    """Return what a screen reader says for the entry."""
    return ", ".join(part for part in (entry.title, _note(entry), entry.cap) if part)


def _note(entry: Entry) -> str:
    kinds = {Kind.PLACE: _("screen"), Kind.ACT: _("action"), Kind.PERSON: ""}
    return entry.note or kinds[entry.kind]
