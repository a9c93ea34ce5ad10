"""A button in the header that looks like a search field and opens the jump box."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from resources.i18n import _


def found_by(*, people: bool) -> str:
    """Return what can be typed into the box; *people* are found too."""
    return _("Person, screen, action") if people else _("Screen, action")


def jump_field(theme: Theme, cap: str, parent: QWidget, *, people: bool = True) -> QPushButton:
    """Return the button: magnifying glass, what can be typed, and the key *cap* that does the same."""
    made = button("", parent, "field")
    words = found_by(people=people)
    made.setAccessibleName(words)
    made.setAccessibleDescription(cap)
    row = layout.row(gap=9, around=(10, 0, 10, 0), of=made)
    glass = QLabel(made, pixmap=theme.icon("search", "muted").pixmap(16, 16))
    row.addWidget(glass)
    row.addWidget(labels.elided(words, made, "body", "muted"), 1)
    row.addWidget(chips.key_cap(cap, made))
    for child in made.findChildren(QLabel):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.setFixedWidth(270 + 20 * theme.font_step)
    return made
