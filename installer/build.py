"""Freezes the program into ``build/frozen/merilo``: ``python -m installer.build``."""

import os
import subprocess
import sys
from pathlib import Path

from installer.package import icu, pruning

ROOT = Path(__file__).resolve().parent.parent
RECIPE = ROOT / "installer" / "merilo.spec"

_SAME_BYTES = {
    "PYTHONHASHSEED": "0",  # the order of a set is in compiled code too
    "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",  # a package packs it better as a whole, and it starts sooner
}


def freeze(target: Path = ROOT / "build") -> Path:
    """Run the recipe below *target* and return the program; takes about a minute.

    Raises:
        subprocess.CalledProcessError: if PyInstaller fails; its stderr says why.
    """
    folders = ["--distpath", str(target / "frozen"), "--workpath", str(target / "pyinstaller")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(RECIPE)],
        cwd=ROOT,
        env=os.environ | {"PYINSTALLER_CONFIG_DIR": str(target / "pyinstaller"), **_SAME_BYTES},
        check=True,
    )
    folder = target / "frozen" / "merilo"
    pruning.shorten(folder)
    if sys.platform == "linux":
        pruning.strip(folder.rglob("*.so*"))
        for library in folder.glob("_internal/PySide6/Qt/lib/libicudata.so.*"):
            icu.reduce(library)
    return folder / ("merilo.exe" if sys.platform == "win32" else "merilo")


if __name__ == "__main__":
    print(freeze())
