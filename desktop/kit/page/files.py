"""The system's file dialogs behind functions, which tests replace: call them as ``files.save_as(...)``."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def open_file(parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    """Ask for a file that exists; *kinds* as Qt wants them: «Merilo (*.merilo)». None: nothing chosen."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(chosen) if chosen else None


def save_as(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask where to write, beginning at *suggested*; asks before something would be replaced."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def show_folder(path: Path) -> bool:
    """Open the system's window of the folder, or of the folder that holds a file; False if it cannot."""
    target = path if path.is_dir() else path.parent
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
