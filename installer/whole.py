"""Whether the installed program is whole, said in words: an installation may have been broken off half-way.

Nothing here may rest on what could be missing: neither on Qt, nor on the catalogue of texts.
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

LIST = "resources/notices/contents.txt"  # below the folder of the modules
REPLACEABLE = (
    "PySide6/",
    "shiboken6/",
    "app/PySide6/",
    "app/shiboken6/",
    "psycopg/",
    "psycopg_binary/",
    "psycopg_binary.libs/",
)  # LGPL: another build may lie there
ANY = "any"  # size
NAMED = 3  # files at the most: who reads this wants to know what to do
BROKEN = 3  # exit code
TITLE = "Мерило · Merilo"  # nobody knows yet which one is read
PACKAGE = (
    "Установите его ещё раз: sudo apt install --reinstall ./merilo_…_amd64.deb, архив распакуйте заново. "
    "Ваши файлы целы.",
    "Install it again: sudo apt install --reinstall ./merilo_…_amd64.deb, or unpack the archive anew. "
    "Your files are untouched.",
)
SETUP = (
    "Запустите программу установки ещё раз, архив распакуйте заново целиком. Ваши файлы целы.",
    "Run the setup again, or unpack the whole archive anew. Your files are untouched.",
)
SERVER = (
    "Установите его ещё раз: sudo apt install --reinstall ./merilo-server_…_amd64.deb. Данные целы.",
    "Install it again: sudo apt install --reinstall ./merilo-server_…_amd64.deb. The data are untouched.",
)
# What desktops have to show a sentence with; our own Qt may be what is missing.
_SHOWN_BY = (
    ("zenity", "--error", "--no-markup", f"--title={TITLE}", "--text"),
    ("kdialog", "--title", TITLE, "--error"),
)


def contents(folder: Path, listed: str = LIST) -> str:
    """Return the list of all files below *folder* with their sizes; *listed* is where itself will lie."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    places = {path.relative_to(folder).as_posix(): str(path.stat().st_size) for path in files}
    return "".join(
        f"{ANY if place.startswith(REPLACEABLE) else size} {place}\n"
        for place, size in places.items()
        if place != listed
    )


def lacking(folder: Path, listed: str = LIST) -> list[str]:
    """Return the files that are not there, or not of the size that *folder* lists; none without a list."""
    try:
        told = (folder / listed).read_text("utf-8")
    except FileNotFoundError:
        return []  # frozen, but not packed
    lines = (line.partition(" ") for line in told.splitlines())
    return [place for size, _space, place in lines if not _fits(folder / place, size)]


def sentences(names: Iterable[str], again: Sequence[str] = PACKAGE) -> str:
    """Return what to say of files that are lacking, in both languages: nobody knows yet which one is read."""
    found = list(names)
    named = ", ".join(found[:NAMED])
    more = len(found) - NAMED
    russian = f" и ещё {more}" if more > 0 else ""
    english = f" and {more} more" if more > 0 else ""
    return (
        f"Мерило установлено не до конца. Не хватает: {named}{russian}.\n{again[0]}\n\n"
        f"Merilo is not installed completely. Missing: {named}{english}.\n{again[1]}\n"
    )


def insist(
    folder: Path,
    listed: str = LIST,
    again: Sequence[str] = PACKAGE,
    show: Callable[[str, Sequence[str]], None] | None = None,
) -> None:
    """End the program in words if a file of its own is lacking.

    They are written where commands are typed; who has clicked an icon sees a window, opened by *show*, which
    is given the words and the names of the files.

    Raises:
        SystemExit: if something is lacking.
    """
    if not (found := lacking(folder, listed)):
        return
    text = sentences(found, again)
    stream = cast(TextIO | None, sys.stderr)  # None on Windows without a console
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    if stream is not None:
        stream.write(text)
        stream.flush()
    if stream is None or _clicked():
        (show or _show)(text, found)
    raise SystemExit(BROKEN)


def _fits(path: Path, size: str) -> bool:
    try:
        return size in (ANY, str(path.stat().st_size))
    except OSError:
        return False


def _clicked() -> bool:
    """Return whether this looks like the start of an icon: a screen, no terminal, no command."""
    if sys.platform == "win32":
        return Path(sys.executable).stem.casefold() == "pythonw"
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    named = sys.argv[1:]
    nothing_asked = not named or (len(named) == 1 and not named[0].startswith("-") and "." in named[0])
    linux = sys.platform.startswith("linux")
    return linux and bool(screen) and nothing_asked and not sys.stderr.isatty()


def _show(text: str, names: Sequence[str]) -> None:
    """Show it in a window of the desktop's own, or of ours where Qt is whole."""
    import shutil  # here: a start that is whole waits for neither
    import subprocess

    ours = getattr(sys, "_MEIPASS", "")
    before = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    if theirs := before.get("LD_LIBRARY_PATH_ORIG"):
        before["LD_LIBRARY_PATH"] = theirs
    for command in _SHOWN_BY:
        if shutil.which(command[0]):
            subprocess.run([*command, text], env=before, check=False, capture_output=True)
            return
    if ours and not any(name.startswith(("PySide6/", "shiboken6/", "lib")) for name in names):
        try:
            from PySide6.QtWidgets import QApplication, QMessageBox

            application = QApplication(sys.argv[:1])
            QMessageBox.critical(None, TITLE, text)
            application.quit()
        except Exception:
            return  # it has been written where there is a reader
