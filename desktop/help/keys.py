"""The keys of a screen and of the window, as F1 lists them below the page of the screen."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction

from desktop.actions import Actions
from desktop.help.drawing import Keys
from resources.i18n import _

_PLACE = re.compile(r"Ctrl\+\d")  # a place has that of its number, also where its act has none in the table


def sheet_of_keys(own: Sequence[tuple[str, str]], acts: Iterable[QAction], *, of_file: bool = True) -> Keys:
    """Return a screen's own keys, and those that mean the same everywhere, if the window has their *acts*."""
    table = Actions()
    made = [(one.objectName(), [key.toString() for key in one.shortcuts()]) for one in acts]
    have = {name for name, caps in made if caps}
    digits = sorted({cap for _name, caps in made for cap in caps if _PLACE.fullmatch(cap)})
    everywhere = (
        *((_joined(digits), _("places")) for _one in digits[:1]),
        *(
            (table.cap(name), words)
            for name, words in (
                ("jump", _("person, screen, action")),
                ("note", _("diary note")),
                ("next_area", _("rail, header, content")),
                ("other_file", _("open another file") if of_file else _("open a file")),
                ("import_files", _("import files")),
                ("preferences", _("settings")),
                ("lock", _("lock the file") if of_file else _("lock the window")),
                ("help", _("help")),
                ("quit", _("quit")),
            )
            if name in have
        ),
    )
    told = {cap for cap, _words in own}
    others = tuple(key for key in everywhere if key[0] not in told)
    return ((_("Keys of this screen"), tuple(own)), (_("Keys everywhere"), others))


def _joined(caps: Sequence[str]) -> str:
    """Return the first key and the last digit: they follow one another."""
    return caps[0] if len(caps) == 1 else f"{caps[0]}…{caps[-1][-1]}"
