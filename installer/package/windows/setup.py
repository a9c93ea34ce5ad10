"""The setup: the recipe for makensis, told what is in the program and what to remove again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from installer.package.parts import PROGRAM
from installer.package.windows.bundle import FIRST, FOLDER
from installer.start import LIST

RECIPE = Path(__file__).with_name("files") / "merilo.nsi"
NEEDED = "makensis"


def setup(bundle: Path, version: str, moment: int, work: Path, target: Path) -> Path:
    """Write ``merilo-VERSION-windows-amd64-setup.exe`` into *target* and return it.

    Raises:
        subprocess.CalledProcessError: if makensis fails; its output says why.
    """
    work.mkdir(parents=True, exist_ok=True)
    removing = work / "removing.nsh"
    removing.write_text("".join(removed(bundle)), "utf-8", newline="\n")
    # In use as long as the program runs, however it was started.
    library = next(bundle.glob("python3??.dll")).name
    laying = work / "laying.nsh"
    laying.write_text("".join(laid(bundle, library)), "utf-8", newline="\n")
    file = target / f"{PROGRAM}-{version}-windows-amd64-setup.exe"
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    told = {
        "VERSION": version,
        "BUNDLE": str(bundle),
        "LIBRARY": library,
        "LAYING": str(laying),
        "REMOVING": str(removing),
        "KILOBYTES": str(size // 1024),
        "TARGET": str(file),
    }
    subprocess.run(
        [
            NEEDED,
            "-V2",
            "-WX",
            "-INPUTCHARSET",
            "UTF8",
            *(f"-D{name}={value}" for name, value in told.items()),
            str(RECIPE),
        ],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(moment)},
        check=True,
    )
    return file


def removed(bundle: Path) -> tuple[str, ...]:
    """Return a line for each thing that was laid, and for nothing else that a person may have put there."""
    return tuple(
        f'{"RMDir /r" if path.is_dir() else "Delete"} "$INSTDIR\\{path.name}"\n'
        for path in sorted(bundle.iterdir())
    )


def laid(bundle: Path, library: str) -> Iterator[str]:
    """Return the lines that lay each file, so that a start finds words wherever the setup was broken off.

    First what looks through the rest, and its list; then the Python, whose own *library* comes last, since
    nothing starts without it; then all others.
    """
    first = (*(f"{FOLDER}/{place}c" for place in FIRST), LIST)
    files = {path.relative_to(bundle).as_posix(): path for path in bundle.rglob("*") if path.is_file()}

    def turn(place: str) -> tuple[int, str]:
        if place in first:
            return 0, place
        return (3 if "/" in place else 2 if place == library else 1), place

    folder = ""
    for place in sorted(files, key=turn):
        inside = place.rpartition("/")[0].replace("/", "\\")
        out = f"$INSTDIR\\{inside}" if inside else "$INSTDIR"
        if out != folder:
            folder = out
            yield f'SetOutPath "{out}"\n'
        yield f'File "{files[place]}"\n'
