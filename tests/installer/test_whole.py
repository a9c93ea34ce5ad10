"""An installation that was broken off half-way is told in words, in both languages, before anything fails."""

from pathlib import Path

import pytest

from installer import start, whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a program with the list of its files."""
    for place in ("PySide6/Qt/lib/libQt6Core.so.6", "resources/theme.toml", "libbz2.so.1.0", whole.LIST):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("content")
    (tmp_path / whole.LIST).write_text(whole.contents(tmp_path), "utf-8")
    return tmp_path


def test_a_whole_program_starts(folder: Path) -> None:
    assert whole.lacking(folder) == []
    assert len((folder / whole.LIST).read_text("utf-8").splitlines()) == 3, "the list is not in the list"


def test_a_program_that_was_only_frozen_has_no_list_and_starts(tmp_path: Path) -> None:
    assert whole.lacking(tmp_path) == []


def test_files_that_did_not_come_or_came_half_are_named_with_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "resources/theme.toml").write_text("cont")
    (folder / "libbz2.so.1.0").unlink()
    with pytest.raises(SystemExit) as ended:
        whole.insist(folder)
    assert ended.value.code == whole.BROKEN
    said = capsys.readouterr().err
    assert "Мерило установлено не до конца. Не хватает: libbz2.so.1.0, resources/theme.toml.\n" in said
    assert "Merilo is not installed completely. Missing: libbz2.so.1.0, resources/theme.toml.\n" in said
    assert "apt install --reinstall" in said


def test_of_many_files_a_few_are_named() -> None:
    said = whole.sentences(["a", "b", "c", "d", "e"])
    assert "Не хватает: a, b, c и ещё 2.\n" in said
    assert "Missing: a, b, c and 2 more.\n" in said


def test_qt_may_be_replaced_by_another_build(folder: Path) -> None:
    qt = folder / "PySide6/Qt/lib/libQt6Core.so.6"
    qt.write_text("another build of it")
    assert whole.lacking(folder) == []
    qt.unlink()
    assert whole.lacking(folder) == ["PySide6/Qt/lib/libQt6Core.so.6"]


def test_a_program_for_windows_lists_what_lies_beside_its_modules_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("python313.zip", "app/desktop/app.pyc", "app/PySide6/Qt6Core.dll", start.LIST):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("content")
    (tmp_path / start.LIST).write_text(whole.contents(tmp_path, start.LIST), "utf-8")
    (tmp_path / "merilo-data").mkdir()
    (tmp_path / "merilo-data" / "merilo.ini").write_text("the person's own")
    whole.insist(tmp_path, start.LIST, whole.SETUP)
    (tmp_path / "app/PySide6/Qt6Core.dll").write_text("another build of it")
    whole.insist(tmp_path, start.LIST, whole.SETUP)
    (tmp_path / "python313.zip").unlink()
    with pytest.raises(SystemExit):
        whole.insist(tmp_path, start.LIST, whole.SETUP)
    said = capsys.readouterr().err
    assert "Не хватает: python313.zip.\nЗапустите программу установки ещё раз" in said
    assert "apt" not in said


@pytest.mark.parametrize(
    ("arguments", "display", "shown"),
    [
        ((), ":7", True),
        (("/home/anna/Оценка.merilo",), ":7", True),
        ((), "", False),
        (("doctor",), ":7", False),
        (("--version",), ":7", False),
        (("check", "Оценка.merilo"), ":7", False),
    ],
)
def test_who_has_clicked_an_icon_is_told_in_a_window(
    arguments: tuple[str, ...],
    display: str,
    shown: bool,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog, told = tmp_path / "bin" / "zenity", tmp_path / "told.txt"
    dialog.parent.mkdir()
    dialog.write_text(f'#!/bin/sh\necho "$5" > "{told}"\n')
    dialog.chmod(0o755)
    monkeypatch.setenv("PATH", str(dialog.parent))
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.argv", ["merilo", *arguments])
    (folder / "resources/theme.toml").unlink()
    with pytest.raises(SystemExit):
        whole.insist(folder)
    assert told.exists() is shown
    if shown:
        assert "Не хватает: resources/theme.toml" in told.read_text("utf-8")
