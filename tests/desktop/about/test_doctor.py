"""The doctor says what keeps an installation from its work, and names nobody."""

import importlib.util
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.file import lock, place
from db.file.store import Store
from desktop.office import doctor, own_folder
from desktop.office.cli.cli import main
from desktop.office.doctor import Finding, State
from desktop.settings import Settings
from resources.i18n import words

EN = words("en")
SURNAME = "Соколова"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account of its own, in English; return the folder of its settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    monkeypatch.setenv("MERILO_LANG", "en")
    return tmp_path / "config" / "merilo"


def of(findings: tuple[Finding, ...], what: str) -> Finding:
    (found,) = [one for one in findings if one.what == what]
    return found


def test_a_sound_installation_has_nothing_wrong_and_its_report_names_nobody(tmp_path: Path) -> None:
    folder = tmp_path / f"Отдел {SURNAME}"
    folder.mkdir()
    file = folder / f"{SURNAME}.merilo"
    Store.create(file, "correct horse battery", fast=True).store.close()
    found = doctor.examine(EN, folder, file)
    assert [one for one in found if one.state is State.WRONG] == []
    assert of(found, "Its key file").found == "is beside it and sound"
    assert of(found, "Open in a window").found == "no"
    told = doctor.report(found)
    assert SURNAME not in told
    assert str(tmp_path) not in told
    assert str(Path.home()) not in told


def test_an_open_file_is_seen_from_outside_without_its_password(tmp_path: Path) -> None:
    file = tmp_path / "North.merilo"
    Store.create(file, "correct horse battery", fast=True).store.close()
    window = lock.take(file, lambda: datetime.now(UTC))
    try:
        assert of(doctor.examine(EN, tmp_path, file), "Open in a window").found == "yes"
    finally:
        window.release()
    assert of(doctor.examine(EN, tmp_path, file), "Open in a window").found == "no"


def test_of_a_file_on_a_network_it_is_not_said_that_nobody_has_it_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "North.merilo"
    Store.create(file, "correct horse battery", fast=True).store.close()
    monkeypatch.setattr(place, "on_network", lambda _path: True)
    found = doctor.examine(EN, tmp_path, file)
    assert of(found, "Its disk").found == "is on a network"
    assert "Open in a window" not in [one.what for one in found]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_protected_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "protected"
    folder.mkdir()
    file = folder / "North.merilo"
    Store.create(file, "correct horse battery", fast=True).store.close()
    folder.chmod(0o555)
    try:
        found = doctor.examine(EN, tmp_path, file)
    finally:
        folder.chmod(0o755)
    assert of(found, "Its folder").found == "cannot be written"


def test_another_programs_file_is_told_without_its_name(tmp_path: Path) -> None:
    file = tmp_path / f"{SURNAME}.merilo"
    file.write_text("not ours", encoding="utf-8")
    found = of(doctor.examine(EN, tmp_path, file), "The file")
    assert (found.state, found.found) == (State.WRONG, "“…” is not a Merilo file.")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"[General]\nlanguage=ru\nrec", b"[Gen"])
def test_damaged_settings_are_told_and_the_next_start_sets_them_aside(own: Path, content: bytes) -> None:
    own.mkdir(parents=True)
    where = own / own_folder.SETTINGS
    where.write_bytes(content)
    found = of(doctor.examine(EN, own), "Settings")
    assert (found.state, found.found) == (State.WRONG, "damaged")
    begun = Settings()
    begun.theme = "dark"
    aside = where.with_name("merilo.ini.damaged")
    assert begun.set_aside == aside
    assert aside.read_bytes() == content
    assert of(doctor.examine(EN, own), "Settings").found == "sound"


def test_what_lacks_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PARTS", (*doctor.PARTS, "fonts/Gone.ttf"))
    monkeypatch.setitem(doctor.LIBRARIES, "no_such_library", "no-such-library")
    found = doctor.examine(EN, tmp_path / "nowhere")
    wrong = {one.what: one.found for one in found if one.state is State.WRONG}
    assert wrong == {
        "no-such-library": "cannot be used",
        "Fonts, texts and pictures": "missing: fonts/Gone.ttf",
        "Folder for files": "does not exist",
    }
    assert all(one.cure for one in found if one.state is State.WRONG)
    assert doctor.report(found).startswith("! no-such-library")


def test_the_command_ends_with_one_if_anything_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--folder", str(tmp_path)]) == 0
    assert "Fonts, texts and pictures: complete" in capsys.readouterr().out
    assert main(["doctor", "--folder", str(tmp_path / "nowhere")]) == 1
    assert "1 thing is wrong" in capsys.readouterr().out


def test_a_program_that_carries_its_folder_keeps_its_settings_there(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "stick" / "merilo"
    program.parent.mkdir()
    program.write_bytes(b"")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert own_folder.settings_folder() == own, "no such folder, so it is installed"
    carried = program.parent / own_folder.CARRIED
    carried.mkdir()
    assert own_folder.carried() == own_folder.settings_folder() == carried
    Settings().theme = "dark"
    assert (carried / own_folder.SETTINGS).is_file()
    assert not own.exists()


def test_the_program_of_windows_is_installed_and_a_checkout_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it is not frozen: its modules lie in a folder beside the Python that came with it."""
    assert not own_folder.installed()
    assert own_folder.__file__ is not None
    place = tmp_path / "Merilo" / "app" / "desktop" / "office" / "own_folder.py"
    place.parent.mkdir(parents=True)
    shutil.copy(own_folder.__file__, place)
    known = importlib.util.spec_from_file_location("carried_along", place)
    assert known is not None and known.loader is not None
    module = importlib.util.module_from_spec(known)
    known.loader.exec_module(module)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Merilo" / "pythonw.exe"))
    assert module.installed()
    assert module.carried() is None
    (tmp_path / "Merilo" / own_folder.CARRIED).mkdir()
    assert module.settings_folder() == tmp_path / "Merilo" / own_folder.CARRIED
