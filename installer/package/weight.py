"""How much a program takes on the disk, and what in it takes most."""

from collections import Counter
from pathlib import Path

SETUP, DEB, INSTALLED = 48e6, 57e6, 195e6
"""Bytes at most: somewhat less than promised (50, 60 and 200 MB), so that there is time to make room."""

NAMED = 12


def weight(folder: Path) -> int:
    """Return the bytes of all files below the folder, a link being none."""
    return sum(_files(folder).values())


def heaviest(folder: Path) -> str:
    """Return a line for each of the largest files and packages, for whoever has to make room."""
    files = _files(folder)
    packages: Counter[str] = Counter()
    for place, size in files.items():
        names = place.split("/")
        packages["/".join(names[:2]) if names[0] in _FOLDERS else names[0]] += size
    told = [f"{size / 1e6:6.1f} MB  {place}" for place, size in files.most_common(NAMED)]
    return "\n".join(
        ["", *told, "of packages:"]
        + [f"{size / 1e6:6.1f} MB  {name}" for name, size in packages.most_common(NAMED)]
    )


_FOLDERS = ("_internal", "app")  # in which the packages lie, frozen and for Windows


def _files(folder: Path) -> Counter[str]:
    return Counter(
        {
            path.relative_to(folder).as_posix(): path.stat().st_size
            for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink()
        }
    )
