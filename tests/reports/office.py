"""Workbooks recalculated by LibreOffice, from formulas alone: nothing that we wrote beside them is read."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

MISSING = shutil.which("soffice") is None


def recalculated(books: Sequence[Path], folder: Path) -> list[Path]:
    """Return the workbooks as LibreOffice saves them, in their order; made in *folder*."""
    bare, out = folder / "bare", folder / "out"
    bare.mkdir()
    for path in books:
        with path.open("rb") as file:
            book = load_workbook(file)  # the library drops the values of formulas
            book.save(bare / path.name)
            book.close()
    return converted([bare / path.name for path in books], out, "xlsx")


def converted(books: Sequence[Path], folder: Path, ending: str) -> list[Path]:
    """Return the workbooks as LibreOffice saves them with this ending, in their order; made in *folder*."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    files = [str(path) for path in books]
    command = ["soffice", "--headless", profile, "--convert-to", ending, "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return [folder / f"{path.stem}.{ending}" for path in books]
