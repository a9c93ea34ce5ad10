"""The keys of a screen and of the window, as F1 lists them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.kit.page.key_list import KeyList
from resources.i18n import _


def sheet_of_keys(own: Sequence[tuple[str, str]], parent: QWidget) -> KeyList:
    """Return the list of a screen's own keys, beside those that mean the same everywhere."""
    everywhere = (
        ("Ctrl+1…7", _("places")),
        ("Ctrl+K", _("person, screen, action")),
        ("Ctrl+Shift+E", _("diary note")),
        ("F6", _("rail, header, content")),
        ("Ctrl+O", _("open another file")),
        ("Ctrl+Shift+O", _("import files")),
        ("Ctrl+,", _("settings")),
        ("Ctrl+Alt+L", _("lock the file")),
        ("F1", _("help")),
        ("Ctrl+Q", _("quit")),
    )
    told = {cap for cap, _words in own}
    others = tuple(key for key in everywhere if key[0] not in told)
    return KeyList(_("Keys"), ((_("This screen"), own), (_("Everywhere"), others)), parent)
