"""A program of one's own for each test: temporary settings and files, no dialog that waits for a person."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from desktop.theme import Theme, load_fonts
from desktop.widgets import files
from resources import i18n

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _gone_after_the_test(qapp: QApplication) -> Iterator[None]:
    """Widgets that asked to be deleted are deleted now, not when the interpreter ends."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read the source strings; one that wants Russian says so."""
    i18n.use("en")
    yield
    i18n.use("ru")


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system dialog would wait for ever; a test that expects one answers it by itself."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a file dialog was opened unexpectedly")

    for name in ("open_file", "save_as", "folder", "show_folder"):
        monkeypatch.setattr(files, name, refuse)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application."""
    load_fonts()
    qapp.setStyle("Fusion")
    made = Theme("light")
    qapp.setFont(made.font("body"))
    qapp.setPalette(made.palette())
    qapp.setStyleSheet(made.sheet())
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that are nobody's."""
    return Settings(tmp_path / "config" / "merilo.ini")
