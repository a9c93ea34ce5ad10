"""The header of a campaign: the way back, who assesses, and the act that adds a candidate."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from desktop.kit.buttons import button
from desktop.kit.page.header import Header
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.people.person import Person
from resources.i18n import _

NAME = 170  # px of a name on a button; more would take the room of the title


class CampaignHeader(Header):
    """Title and facts left; the name of who is at the keyboard opens a menu of the others.

    Signals:
        actor_asked: the menu is to be opened.
        actor_wanted: id of who assesses from now on.
    """

    actor_asked = Signal()
    actor_wanted = Signal(int)

    def __init__(self, theme: Theme, me: Person, parent: QWidget) -> None:
        super().__init__(_("Vacancy"), parent)
        self._me = me
        self.back_button = button(_("To vacancies"), self, icon=theme.icon("arrow-left"))
        name = me.short_name
        letters, room = QFontMetrics(theme.font("strong")), NAME + 8 * theme.font_step
        shown = letters.elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.actor_button = button(shown.replace("&", "&&"), self, icon=theme.icon("user-round"))
        told = _("Working as: {name}").format(name=name)
        self.actor_button.setAccessibleName(told)
        set_tip(self.actor_button, told)
        self.add_button = button(_("Add a candidate…"), self, icon=theme.icon("user-round-plus"))
        for one in (self.back_button, self.actor_button, self.add_button):
            self.add(one)
        self.actor_button.clicked.connect(self.actor_asked)

    def menu(self, names: Mapping[int, str]) -> QMenu:
        """Return a menu of people by name; who is at the keyboard has a tick."""
        menu = QMenu(self.actor_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person_id, name in names.items():
            action = menu.addAction(name.replace("&", "&&"))
            action.setData(person_id)
            action.setCheckable(True)
            action.setChecked(person_id == self._me.id)
        menu.triggered.connect(self._on_chosen)
        return menu

    def pop_up(self, menu: QMenu) -> None:
        """Open the menu below the name."""
        menu.popup(self.actor_button.mapToGlobal(QPoint(0, self.actor_button.height() + 2)))

    def _on_chosen(self, action: QAction) -> None:
        if action.data() != self._me.id:
            self.actor_wanted.emit(action.data())
