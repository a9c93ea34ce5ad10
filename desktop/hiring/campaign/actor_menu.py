"""Who is working in a campaign: the name on the button, and a menu to switch."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.theme import Theme
from domain.people.person import Person

NAME = 170  # px of a name on a button; a longer one would push the title aside


def short_name(me: Person, theme: Theme) -> str:
    """Return the name of the current user for the button, shortened if too wide."""
    letters, room = QFontMetrics(theme.font("strong")), NAME + 8 * theme.font_step
    return letters.elidedText(me.short_name, Qt.TextElideMode.ElideRight, room).replace("&", "&&")


class ActorMenu(QMenu):
    """People by name; the current user is ticked.

    Signals:
        wanted: id of the person who assesses from now on.
    """

    wanted = Signal(int)

    def __init__(self, names: Mapping[int, str], me_id: int, button: QPushButton) -> None:
        super().__init__(button)
        self._me_id, self._button = me_id, button
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person_id, name in names.items():
            action = self.addAction(name.replace("&", "&&"))
            action.setData(person_id)
            action.setCheckable(True)
            action.setChecked(person_id == me_id)
        self.triggered.connect(self._on_chosen)

    def pop_up(self) -> None:
        """Open below the button."""
        self.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 2)))

    def _on_chosen(self, action: QAction) -> None:
        if action.data() != self._me_id:
            self.wanted.emit(action.data())
