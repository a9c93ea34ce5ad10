"""What Qt hands a delegate to paint with, by names that its stubs do not know."""

from typing import Any, cast

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def parts(option: QStyleOptionViewItem) -> tuple[QRect, QStyle.StateFlag]:
    """Return the room of the cell, and whether it is selected, hovered or has the focus."""
    known = cast(Any, option)
    return known.rect, known.state
