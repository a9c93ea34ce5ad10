"""An installation that was broken off half-way is told in words, in both languages, before anything fails."""

from pathlib import Path

import pytest

from installer import whole


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
