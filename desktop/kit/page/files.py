"""The system's file dialogs as functions that tests replace: call them as ``files.save_as(...)``.

``choose``, ``target`` and ``choose_folder`` begin in the folder used last for the same purpose, and remember
the one that was chosen.
"""

import os
import sys
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.folders import Folders, Use

_LIBRARIES, _BEFORE = (
    "LD_LIBRARY_PATH",
    "LD_LIBRARY_PATH_ORIG",
)  # as PyInstaller's start of the program sets them


def choose(parent: QWidget, title: str, kinds: str, folders: Folders, use: Use) -> Path | None:
    """Ask for an existing file; None if cancelled."""
    path = open_file(parent, title, folders.last(use), kinds)
    if path is not None:
        folders.keep(use, path.parent)
    return path


def target(parent: QWidget, title: str, name: str, kinds: str, folders: Folders, use: Use) -> Path | None:
    """Ask where to write, suggesting a file name; None if cancelled."""
    path = save_as(parent, title, folders.last(use) / name, kinds)
    if path is not None:
        folders.keep(use, path.parent)
    return path


def choose_folder(parent: QWidget, title: str, folders: Folders, use: Use) -> Path | None:
    """Ask for a folder; None if cancelled."""
    chosen = folder(parent, title, folders.last(use))
    if chosen is not None:
        folders.keep(use, chosen)
    return chosen


def open_file(parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    """Ask for an existing file; *kinds* in Qt's format: «Merilo (*.merilo)». None if cancelled."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(chosen) if chosen else None


def open_files(parent: QWidget, title: str, folder: Path, kinds: str) -> tuple[Path, ...]:
    """Ask for existing files, as ``open_file`` does for one; none if cancelled."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
    return tuple(Path(one) for one in chosen)


def save_as(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask where to write, suggesting a path; confirms before replacing a file. None if cancelled."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def new_file(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask where to write what will replace nothing, so nothing is confirmed; None if cancelled."""
    confirm_nothing = QFileDialog.Option.DontConfirmOverwrite
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds, "", confirm_nothing)
    return Path(chosen) if chosen else None


def folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None if cancelled."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def show_folder(path: Path) -> bool:
    """Open the system's window of a folder, or of the folder of a file; False if that fails."""
    return show_file(path if path.is_dir() else path.parent)


def show_file(path: Path) -> bool:
    """Open a file, or a folder, in the program that the system has for it; False if that fails."""
    with libraries_of_system(os.environ, frozen=hasattr(sys, "frozen")):
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@contextmanager
def libraries_of_system(environ: MutableMapping[str, str], *, frozen: bool) -> Generator[None]:
    """Let other programs find the system's libraries: on Linux a frozen program was started with its own."""
    ours = environ.get(_LIBRARIES)
    if not frozen or ours is None:
        yield
        return
    before = environ.get(_BEFORE)
    if before is None:
        del environ[_LIBRARIES]
    else:
        environ[_LIBRARIES] = before
    try:
        yield
    finally:
        environ[_LIBRARIES] = ours
