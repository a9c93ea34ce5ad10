"""The keys of a screen and of the window, as F1 lists them below the page of the screen."""

from collections.abc import Sequence

from desktop.help.drawing import Keys
from resources.i18n import _


def sheet_of_keys(own: Sequence[tuple[str, str]]) -> Keys:
    """Return a screen's own keys, and those that mean the same everywhere."""
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
    return ((_("Keys of this screen"), tuple(own)), (_("Keys everywhere"), others))
