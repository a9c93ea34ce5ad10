"""Freezes the program into ``build/frozen/merilo``: ``python -m installer.build``, the service beside it."""

import os
import subprocess
import sys
from pathlib import Path

from installer.package import icu, pruning

ROOT = Path(__file__).resolve().parent.parent
RECIPE = ROOT / "installer" / "merilo.spec"
RECIPE_OF_SERVER = ROOT / "installer" / "server.spec"

_SAME_BYTES = {
    "PYTHONHASHSEED": "0",  # the order of a set is in compiled code too
    "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",  # a package packs it better as a whole, and it starts sooner
}


def freeze(target: Path = ROOT / "build") -> Path:
    """Run the recipe below *target* and return the program; takes about a minute.

    Raises:
        subprocess.CalledProcessError: if PyInstaller fails; its stderr says why.
    """
    _run(RECIPE, target)
    folder = target / "frozen" / "merilo"
    pruning.shorten(folder)
    if sys.platform == "linux":
        pruning.strip(folder.rglob("*.so*"))
        for library in folder.glob("_internal/PySide6/Qt/lib/libicudata.so.*"):
            icu.reduce(library)
    return folder / ("merilo.exe" if sys.platform == "win32" else "merilo")


def freeze_server(target: Path = ROOT / "build") -> Path:
    """Do the same for the service of an organisation, which needs the extra ``server``.

    Raises:
        subprocess.CalledProcessError: as ``freeze``.
    """
    _run(RECIPE_OF_SERVER, target)
    folder = target / "frozen" / "merilo-server"
    # What is under the LGPL stays as its makers have built it.
    pruning.strip(one for one in folder.rglob("*.so*") if one.parent.name != "psycopg_binary")
    return folder / "merilo-server"


def _run(recipe: Path, target: Path) -> None:
    folders = ["--distpath", str(target / "frozen"), "--workpath", str(target / "pyinstaller")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(recipe)],
        cwd=ROOT,
        env=os.environ | {"PYINSTALLER_CONFIG_DIR": str(target / "pyinstaller"), **_SAME_BYTES},
        check=True,
    )


if __name__ == "__main__":
    print(freeze())
