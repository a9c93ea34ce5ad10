"""The setup: the recipe for makensis, told what is in the program and what to remove again."""

import os
import subprocess
from pathlib import Path

from installer.package.parts import PROGRAM

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
    file = target / f"{PROGRAM}-{version}-windows-amd64-setup.exe"
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    told = {
        "VERSION": version,
        "BUNDLE": str(bundle),
        # In use as long as the program runs, however it was started.
        "LIBRARY": next(bundle.glob("python3??.dll")).name,
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
