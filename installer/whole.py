"""Whether the installed program is whole, said in words: an installation may have been broken off half-way.

Nothing here may rest on what could be missing: neither on Qt, nor on the catalogue of texts.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

LIST = "resources/notices/contents.txt"  # below the folder of the program
REPLACEABLE = ("PySide6/", "shiboken6/")  # Qt is under the LGPL: anybody may put another build in its place
ANY = "any"  # size
NAMED = 3  # files at the most: who reads this wants to know what to do
BROKEN = 3  # exit code
AGAIN = (
    "Установите его ещё раз: sudo apt install --reinstall ./merilo_…_amd64.deb, архив распакуйте заново. "
    "Ваши файлы целы.",
    "Install it again: sudo apt install --reinstall ./merilo_…_amd64.deb, or unpack the archive anew. "
    "Your files are untouched.",
)


def contents(folder: Path) -> str:
    """Return the list of all files below *folder* with their sizes, without itself."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    places = {path.relative_to(folder).as_posix(): str(path.stat().st_size) for path in files}
    return "".join(
        f"{ANY if place.startswith(REPLACEABLE) else size} {place}\n"
        for place, size in places.items()
        if place != LIST
    )


def lacking(folder: Path) -> list[str]:
    """Return the files that are not there, or not of the size that *folder* lists; none without a list."""
    try:
        told = (folder / LIST).read_text("utf-8")
    except FileNotFoundError:
        return []  # frozen, but not packed
    listed = (line.partition(" ") for line in told.splitlines())
    return [place for size, _space, place in listed if not _fits(folder / place, size)]


def sentences(names: Iterable[str]) -> str:
    """Return what to say of files that are lacking, in both languages: nobody knows yet which one is read."""
    found = list(names)
    named = ", ".join(found[:NAMED])
    more = len(found) - NAMED
    russian = f" и ещё {more}" if more > 0 else ""
    english = f" and {more} more" if more > 0 else ""
    return (
        f"Мерило установлено не до конца. Не хватает: {named}{russian}.\n{AGAIN[0]}\n"
        f"Merilo is not installed completely. Missing: {named}{english}.\n{AGAIN[1]}\n"
    )


def insist(folder: Path) -> None:
    """End the program in words if a file of its own is lacking.

    Raises:
        SystemExit: if something is lacking.
    """
    if found := lacking(folder):
        sys.stderr.write(sentences(found))
        raise SystemExit(BROKEN)


def _fits(path: Path, size: str) -> bool:
    try:
        return size in (ANY, str(path.stat().st_size))
    except OSError:
        return False
