"""Icons inside a field of one line: Qt makes them 22 × 18, too small to be hit with certainty."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QToolButton

TARGET = 24  # pixels each way


def enlarge(edit: QLineEdit) -> None:
    """Give each icon of the field its least size around the middle that Qt has given it."""
    for icon in edit.findChildren(QToolButton):
        box = QRect(0, 0, max(icon.width(), TARGET), max(icon.height(), TARGET))
        box.moveCenter(icon.geometry().center())
        icon.setGeometry(box)
