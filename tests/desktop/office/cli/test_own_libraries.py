"""Without a library of the system the installed program opens no window, and says which one is missing."""

import ctypes
import shutil
import sys
from pathlib import Path

import PySide6
import pytest
from PyInstaller.loader import pyimod03_ctypes

from desktop.office.cli import cli, own_libraries

PLUGINS = Path("PySide6/Qt/plugins/platforms")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere Qt brings all of them"
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an installed program of which Qt's own libraries are not there."""
    (tmp_path / PLUGINS).mkdir(parents=True)
    shutil.copy(Path(PySide6.__file__).parent.parent / PLUGINS / "libqxcb.so", tmp_path / PLUGINS)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("CDLL", "cdll", "PyDLL", "pydll"):
        monkeypatch.setattr(ctypes, name, getattr(ctypes, name))  # put back what is replaced now
    pyimod03_ctypes.install()  # as it is in the frozen program
    return tmp_path


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "Окно не открыть: в системе нет libQt6"),
        ("en", "The window cannot be shown: the system lacks libQt6"),
    ],
)
def test_the_library_is_named_with_what_to_do(
    language: str,
    told: str,
    installed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MERILO_LANG", language)
    assert cli.main([]) == cli.REFUSED
    said = capsys.readouterr().err
    assert told in said
    assert "sudo apt --fix-broken install" in said


def test_where_wayland_shows_windows_nothing_of_x11_is_asked_for(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (installed / PLUGINS / "libqxcb.so").unlink()
    assert own_libraries.lacking() == "libqxcb.so"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert own_libraries.lacking() == "libqxcb.so", "neither of them"
    # It stands for the other plugin, of which this machine may lack a library.
    whole = Path(PySide6.__file__).parent / "Qt"
    shutil.copy(whole / "plugins/platforms/libqoffscreen.so", installed / PLUGINS / "libqwayland.so")
    (installed / "PySide6/Qt/lib").symlink_to(whole / "lib")
    assert own_libraries.lacking() == ""


def test_from_sources_and_without_a_screen_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    assert own_libraries.lacking() == ""


def test_a_platform_that_somebody_has_chosen_is_taken(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert own_libraries.lacking() == ""
