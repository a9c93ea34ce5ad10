"""Push buttons of the four kinds."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QWidget


def button(
    text: str,
    parent: QWidget | None,
    kind: str = "secondary",
    icon: QIcon | None = None,
    *,
    small: bool = False,
) -> QPushButton:
    """Return a button; *kind* is secondary, primary, quiet or danger, and a screen has one primary button.

    Icons on a primary button are asked from the theme with the token ``on_primary``.
    """
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    if icon is not None:
        made.setIcon(icon)
        made.setIconSize(QSize(16, 16))
    return made


def set_kind(made: QPushButton, kind: str) -> None:
    """Give the button another kind while it is shown."""
    if made.property("kind") != kind:
        made.setProperty("kind", kind)
        made.style().unpolish(made)  # Qt keeps the old look otherwise
        made.style().polish(made)
