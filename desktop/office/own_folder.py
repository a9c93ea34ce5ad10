"""Where the program keeps what is its own: the account's folder for settings, or the one it carries along.

A folder ``merilo-data`` beside the installed program makes it portable: settings go there, and files are
first looked for there, so that a stick leaves nothing on the computers it visits.
"""

import os
import sys
from pathlib import Path

CARRIED = "merilo-data"
SETTINGS = "merilo.ini"
_MODULES = "app"


def installed() -> bool:
    """Return whether this is a program as people get it, and no checkout or library of somebody's Python.

    It is frozen into one, or on Windows lies in a folder ``app`` beside the Python that came with it.
    """
    beside = Path(sys.executable).resolve().parent / _MODULES
    return getattr(sys, "frozen", False) or beside == Path(__file__).resolve().parents[2]


def carried() -> Path | None:
    """Return the folder that the program carries along; None unless it is portable.

    Only of an installed program: a checkout has developers, who have an account.
    """
    if not installed():
        return None
    beside = Path(sys.executable).resolve().parent / CARRIED
    return beside if beside.is_dir() else None


def settings_folder() -> Path:
    """Return the folder of the settings and of the notes about where journals end."""
    if (own := carried()) is not None:
        return own
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "merilo"


def is_sound(content: bytes) -> bool:
    """Return whether this can be a settings file as Qt writes it: sections, ``name=value`` and comments."""
    lines = (line.strip() for line in content.split(b"\n"))
    return b"\0" not in content and all(
        line.endswith(b"]") if line.startswith(b"[") else line.startswith(b";") or b"=" in line
        for line in lines
        if line
    )
