"""Freezes the program into ``build/frozen/merilo``: ``python -m installer.build``."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECIPE = ROOT / "installer" / "merilo.spec"


def freeze(target: Path = ROOT / "build") -> Path:
    """Run the recipe below *target* and return the program; takes about a minute.

    Raises:
        subprocess.CalledProcessError: if PyInstaller fails; its stderr says why.
    """
    folders = ["--distpath", str(target / "frozen"), "--workpath", str(target / "pyinstaller")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(RECIPE)],
        cwd=ROOT,
        env=os.environ | {"PYINSTALLER_CONFIG_DIR": str(target / "pyinstaller")},
        check=True,
    )
    return target / "frozen" / "merilo" / ("merilo.exe" if sys.platform == "win32" else "merilo")


if __name__ == "__main__":
    print(freeze())
