"""Icons inside a line edit: Qt makes them 22 × 18, too small to hit reliably."""

from typing import override

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop.theme import Theme
from resources.i18n import _

TARGET = 24  # pixels in each direction


class IconLine(QLineEdit):
    """A line edit whose icons are large enough, however wide it is."""

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
