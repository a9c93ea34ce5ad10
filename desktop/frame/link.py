"""The strip that says that the server does not answer, what waits for it, and what it did not take."""

from PySide6.QtWidgets import QWidget

from desktop.frame.unsent.dialog import UnsentDialog
from desktop.frame.unsent.entries import Entry, entries
from desktop.kit.page.banner import Banner
from desktop.remote_data import RemoteData
from desktop.theme import Theme
from resources.i18n import _, ngettext


class Link(Banner):
    """Hidden while the server answers and has taken everything."""

    def __init__(self, data: RemoteData, me: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._data, self._me = data, me
        data.linked.connect(self._on_linked)
        data.waits.connect(self._show)
        self.acted.connect(self._on_acted)
        self._show()

    def _on_linked(self, _linked: bool) -> None:
        self._show()

    def _show(self) -> None:
        if not self._data.connected:  # as it is now: two threads may tell of it in another order
            self.show_fact(_("No connection to the server."), self._without(), "warn", closable=False)
        elif held := len(self._data.held):
            told = ngettext(
                "The server did not take {n} thing that was written without it.",
                "The server did not take {n} things that were written without it.",
                held,
            )
            stays = _("It stays on this computer until you decide.")
            self.show_fact(told.format(n=held), stays, "warn", act=_("Decide…"), closable=False)
        else:
            self.hide()

    def _without(self) -> str:
        """Return what may be relied upon meanwhile."""
        read = _("What was read stays on the screen.")
        if not self._data.may_wait:
            return f"{read} " + _("Nothing is saved until the server answers again.")
        waits = _("Marks and comments wait on this computer; nothing else is saved until the server answers.")
        n = self._data.waiting
        number = ngettext("Waiting: {n} entry.", "Waiting: {n} entries.", n).format(n=n) if n else ""
        return " ".join(filter(None, (read, waits, number)))

    def _on_acted(self) -> None:
        dialog = UnsentDialog(entries(self._data, self._data.held, self._me), self.window())
        dialog.settled.connect(self._on_settled)
        dialog.open()

    def _on_settled(self, told: tuple[tuple[Entry, bool], ...]) -> None:
        for entry, own in told:
            if own and entry.again is not None:
                f, args = entry.again
                self._data.send_again(entry.numbers, f, *args)
            else:
                self._data.let_go(entry.numbers)
