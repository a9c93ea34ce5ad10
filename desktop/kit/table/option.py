"""What Qt gives a delegate for painting, under names that its type stubs lack."""

from typing import Any, cast

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def parts(option: QStyleOptionViewItem) -> tuple[QRect, QStyle.StateFlag]:
    """Return the cell's area, and whether it is selected, hovered or focused."""
    known = cast(Any, option)
    return known.rect, known.state
