"""A white card of the overview, and a line in it that leads somewhere."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _

SIDE = 16
LONG = 30  # characters from which a line may be cut, and its tooltip has it whole


class Panel(QFrame):
    """A title on the left and a small fact on the right (``head``), above the contents in ``column``."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = labels.elided(title, self, "strong")
        self._fact = labels.plain("", self, "small", "muted")
        head = self.head = layout.row(layout.grow(self._title), self._fact, gap="m")
        self.column = layout.column(head, gap="s", around=(SIDE, 14, SIDE, 14), of=self)

    def set_head(self, title: str, fact: str) -> None:
        """Set the title and the fact."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))


def line(
    theme: Theme, icon: str, words: str, when: str, parent: QWidget, do: Callable[[], object]
) -> QPushButton:
    """Return a button as a line: icon, words, and a small fact on the right."""
    made = button("", parent, "quiet", do=do)
    made.setAccessibleName(_("{name}, {done}").format(name=words, done=when))
    row = layout.row(gap=9, of=made)
    row.addWidget(QLabel(made, pixmap=theme.icon(icon, "muted").pixmap(16, 16)))
    row.addWidget(labels.elided(words, made), 1)
    row.addWidget(labels.plain(when, made, "small", "muted"))
    for child in made.findChildren(QLabel):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    set_tip(made, words if len(words) > LONG else "")
    return made
