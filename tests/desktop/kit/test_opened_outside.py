"""What opens a file for us is another program, and finds the libraries of its own system."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop.kit.page import files

NAME, BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"


class Opener(QObject):
    """Stands where the program of the system would, and sees what that one would be started with."""

    def __init__(self) -> None:
        super().__init__()
        self.saw: list[tuple[str, str | None]] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.saw.append((url.fileName(), os.environ.get(NAME)))


@pytest.fixture
def opener(qapp: QApplication) -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.mark.parametrize("before", [None, "/home/me/lib"])
def test_the_installed_program_keeps_its_libraries_to_itself(
    before: str | None, opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv(NAME, "/usr/lib/merilo/_internal")
    monkeypatch.delenv(BEFORE, raising=False)
    if before is not None:
        monkeypatch.setenv(BEFORE, before)
    assert files.show_file(tmp_path / "план.pdf")
    assert opener.saw == [("план.pdf", before)]
    assert os.environ[NAME] == "/usr/lib/merilo/_internal", "its own processes need them again"


def test_from_sources_the_environment_stays_as_it_is(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, "/home/me/lib")
    assert files.show_file(tmp_path / "план.pdf")
    assert opener.saw == [("план.pdf", "/home/me/lib")]
