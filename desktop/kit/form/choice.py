"""A drop-down list and a checkbox that look right in every theme."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desktop.kit.tips import set_tip
from desktop.theme import Theme

BOX = 16


class Choice(QComboBox):
    """A drop-down list; its arrow is drawn here, because a style sheet would need an image file.

    Text that does not fit ends in «…», and the tooltip then shows all of it.
    Scrolling over it scrolls the page or form and never chooses.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        """*name* is announced by screen readers."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt would give it the focus when scrolled over

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            line, text = self.lineEdit(), self.currentText()
            if line is not None and self.isEnabled():
                cut = line.fontMetrics().horizontalAdvance(text) > line.width() - 4
                set_tip(self, text if cut else "")
            self._paint_arrow(QPainter(self))
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, field = self.style(), QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        text = self.currentText()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        if shown != text:  # when disabled, the tooltip also says why
            why = "" if self.isEnabled() else self.accessibleDescription()
            set_tip(self, " · ".join(part for part in (text, why) if part))
        elif self.isEnabled():
            set_tip(self, "")
        option.currentText = shown  # pyright: ignore[reportAttributeAccessIssue]
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        self._paint_arrow(painter)

    def _paint_arrow(self, painter: QPainter) -> None:
        arrow = self._theme.icon("chevron-down", "muted" if self.isEnabled() else "faint")
        arrow.paint(painter, self.width() - 24, (self.height() - 16) // 2, 16, 16)


class Check(QCheckBox):
    """A checkbox, drawn in theme colours so that it has a border in every theme.

    All that its focus ring encloses can be clicked, not the words alone.
    """

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setMinimumHeight(theme.size("target_min"))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(BOX + 8 + width + 2, max(self.minimumHeight(), self.fontMetrics().height() + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - BOX) / 2 + 0.5, BOX - 1, BOX - 1)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("primary" if on else "field_border"), 1))
        painter.setBrush(theme.color("primary" if on else "raised"))
        painter.drawRoundedRect(box, theme.radius("mark"), theme.radius("mark"))
        if on:
            painter.setPen(QPen(theme.color("on_primary"), 2))
            left, top = box.left(), box.top()
            points = ((3.5, 7.5), (6.5, 10.5), (11.5, 4.5))
            painter.drawPolyline(QPolygonF([QPointF(left + x, top + y) for x, y in points]))
        painter.setPen(theme.color("text" if self.isEnabled() else "faint"))
        words = self.rect().adjusted(BOX + 8, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
