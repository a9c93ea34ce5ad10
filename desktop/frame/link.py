"""The strip that says that the server does not answer, as long as it does not."""

from PySide6.QtWidgets import QWidget

from desktop.kit.page.banner import Banner
from desktop.remote_data import RemoteData
from desktop.theme import Theme
from resources.i18n import _


class Link(Banner):
    """Hidden while the server answers; nobody need act."""

    def __init__(self, data: RemoteData, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._data = data
        data.linked.connect(self._on_linked)
        self._on_linked(not data.lost)

    def _on_linked(self, linked: bool) -> None:
        if linked:
            self.hide()
            return
        self.show_fact(
            _("No connection to the server."),
            _("What was read stays on the screen. Nothing is saved until the server answers again."),
            "warn",
            closable=False,
        )
