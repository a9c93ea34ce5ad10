"""Whether the system has the libraries that a window needs: Qt would end the program in its own words."""

import ctypes
import os
import sys
from pathlib import Path

_PLUGINS = "PySide6/Qt/plugins/platforms"
_LACKING = "cannot open shared object file"


def lacking() -> str:
    """Return the library without which an installed program opens no window; empty if it opens one."""
    folder: str = getattr(sys, "_MEIPASS", "")
    if not folder or not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    shown_by = (("WAYLAND_DISPLAY", "libqwayland.so"), ("DISPLAY", "libqxcb.so"))
    found = ""
    for variable, plugin in shown_by:
        if os.environ.get(variable):
            found = _lacking_for(Path(folder) / _PLUGINS / plugin)
            if not found:
                return ""  # Qt takes the first that can be loaded
    return found


def _lacking_for(plugin: Path) -> str:
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        # PyInstaller puts a sentence of its own in front of what the system has said.
        name, _colon, said = str(error.__cause__ or error).partition(": ")
        if said.startswith(_LACKING):
            return Path(name).name
    return ""
