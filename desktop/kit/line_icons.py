"""A line edit that tells what it cuts, with icons large enough: Qt makes them 22 × 18 px."""

from typing import override

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolButton, QToolTip

from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from resources.i18n import _

TARGET = 24  # pixels in each direction
AROUND = 2  # px that Qt leaves on each side of the text


class Line(QLineEdit):
    """Its tooltip shows the whole text, or the hint in its place, when the line is too short for it."""

    @override
    def event(self, event: QEvent, /) -> bool:
        cut = self._cut if isinstance(event, QHelpEvent) else ""
        if not isinstance(event, QHelpEvent) or not cut:
            return super().event(event)
        tip = "<br>".join(one for one in (as_it_is(cut), self.toolTip()) if one)
        QToolTip.showText(event.globalPos(), tip, self)
        return True

    @property
    def _cut(self) -> str:
        """The text that is shown, if the line is too short for it; a password is never told."""
        text = self.displayText() or self.placeholderText()
        if self.text() and self.echoMode() is not QLineEdit.EchoMode.Normal:
            return ""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        buttons = (one for one in self.findChildren(QToolButton) if one.isVisible())
        room = inner.width() - sum(one.width() for one in buttons) - 2 * AROUND
        return text if self.fontMetrics().horizontalAdvance(text) > room else ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        enlarge(self)


def put_glass(edit: QLineEdit, theme: Theme) -> None:
    """Put a magnifying glass before the text; it takes the field's name, or Qt would leave it unnamed."""
    glass = edit.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    glass.setText(edit.accessibleName())


def put_cross(edit: QLineEdit) -> None:
    """Put a clear button after the text and name it, which Qt does not."""
    before = edit.findChildren(QToolButton)
    edit.setClearButtonEnabled(True)
    for cross in edit.findChildren(QToolButton):
        if cross not in before:
            cross.setAccessibleName(_("Clear the field"))


def enlarge(edit: QLineEdit) -> None:
    """Enlarge each icon of the field to the target size, keeping its centre."""
    for icon in edit.findChildren(QToolButton):
        box = QRect(0, 0, max(icon.width(), TARGET), max(icon.height(), TARGET))
        box.moveCenter(icon.geometry().center())
        icon.setGeometry(box)
