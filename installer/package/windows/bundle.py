"""Lays out the program for Windows: a Python that is carried along, compiled modules, two ways to start."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from PIL import Image

import resources
from installer.build import ROOT
from installer.package import pruning
from installer.package.parts import OURS, PROGRAM, key_of
from installer.package.windows import known, unused

FOLDER = "app"
"""Holds all that Python imports; ``desktop.office.own_folder`` knows an installed program by it."""

LEFT = "merilo-data"
"""A person's own folder, which makes the program portable: neither laid nor removed."""

FIRST = ("installer/start.py", "installer/whole.py")
"""What a start begins with, and looks through the rest: laid by the setup before anything else."""

ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_START = """\
from installer.start import main

if __name__ == "__main__":
    raise SystemExit(main())
"""
_DAY = (2026, 1, 1, 0, 0, 0)  # inside the start: the same bytes whenever it is made
_AS_SOURCE = ("db/migrations/",)  # Alembic reads its versions as source
_NOT_OURS = (".po", ".pot")
_OF_THE_SERVER = ("db/postgresql/", "db/service/")


def lay(libraries: Path, python: Path, target: Path) -> None:
    """Write the whole program into *target*, which is emptied.

    Raises:
        subprocess.CalledProcessError: if something cannot be compiled.
    """
    shutil.rmtree(target, ignore_errors=True)
    app = target / FOLDER
    app.mkdir(parents=True)
    _lay_python(python, target)
    _lay_libraries(libraries, app)
    _lay_ours(app)
    _compile(app)
    for name in known.RUNTIME_FILES:
        shutil.copy(libraries / "shiboken6" / name, target / name)
    (target / f"{PROGRAM}.exe").write_bytes(start(python))
    (target / f"{PROGRAM}.ico").write_bytes(icon())


def owners(libraries: Path) -> dict[str, Distribution]:
    """Return the package of each file in the unpacked libraries, by its place."""
    found = distributions(path=[str(libraries)])
    return {file.as_posix(): one for one in found for file in one.files or ()}


def start(python: Path) -> bytes:
    """Return the program for the command line: the start of distlib, which runs the Python beside it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(zipfile.ZipInfo("__main__.py", _DAY), _START)
    line = b"#!<launcher_dir>\\python.exe\n"
    return (python / "start" / "distlib" / "t64.exe").read_bytes() + line + packed.getvalue()


def icon() -> bytes:
    """Return the sign of the program in all sizes that Windows asks for."""
    made = io.BytesIO()
    with Image.open(resources.path("icons/merilo.png")) as opened:
        opened.save(made, "ICO", sizes=[(size, size) for size in ICON_SIZES])
    return made.getvalue()


def _lay_python(python: Path, target: Path) -> None:
    for path in sorted(python.iterdir()):
        if path.is_file() and path.name not in known.PYTHON_LEFT_OUT and path.suffix != ".txt":
            shutil.copy(path, target / path.name)
    _repack(next(target.glob("python*.zip")))
    where = next(target.glob("python*._pth"))
    # Only these: neither the registry nor variables nor other Pythons of this computer.
    where.write_text(f"{where.stem}.zip\n.\n{FOLDER}\n", "utf-8")


def _repack(modules: Path) -> None:
    """Write the modules of Python without those of no use, and not packed: the setup packs all as one."""
    with zipfile.ZipFile(modules) as packed:
        kept = {
            one.filename: packed.read(one)
            for one in packed.infolist()
            if not one.is_dir() and not one.filename.startswith(unused.OF_PYTHON)
        }
    with zipfile.ZipFile(modules, "w") as plain:
        for name, content in sorted(kept.items()):
            plain.writestr(zipfile.ZipInfo(name, _DAY), content)


def _lay_libraries(libraries: Path, app: Path) -> None:
    for place, package in owners(libraries).items():
        path = libraries / place
        if path.is_file() and known.wanted(place, key_of(package)):
            (app / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, app / place)
    pruning.shorten(app)


def _lay_ours(app: Path) -> None:
    files = [path for package in sorted(OURS - {"installer"}) for path in (ROOT / package).rglob("*")]
    for path in (*files, *(ROOT / place for place in FIRST)):
        left_out = path.suffix in _NOT_OURS or path.relative_to(ROOT).as_posix().startswith(_OF_THE_SERVER)
        if path.is_file() and "__pycache__" not in path.parts and not left_out:
            place = app / path.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
    merilo = distribution(PROGRAM)
    about = app / f"{PROGRAM}-{resources.VERSION}.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text(pruning.heading(merilo.read_text("METADATA") or ""), "utf-8", newline="\n")


def _compile(app: Path) -> None:
    """Put compiled modules in the place of sources: it starts sooner, and its folder stays as it is."""
    sources = [one for one in app.rglob("*.py") if not one.relative_to(app).as_posix().startswith(_AS_SOURCE)]
    listed = "\n".join(sorted(str(one) for one in sources))
    how = ["-q", "-b", "-s", str(app), "--invalidation-mode", "unchecked-hash", "-i", "-"]
    subprocess.run(
        [sys.executable, "-m", "compileall", *how],
        input=listed,
        encoding="utf-8",
        env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        check=True,
    )
    for path in sources:
        path.unlink()
