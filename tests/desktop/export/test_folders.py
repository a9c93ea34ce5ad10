"""A folder is shown as a person reads it, without the way to their own folder."""

from pathlib import Path

import pytest

from desktop import folders


def test_a_folder_of_ones_own_begins_with_a_tilde_and_another_is_shown_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert folders.readable(tmp_path / "home" / "Papers" / "2026") == str(Path("~", "Papers", "2026"))
    assert folders.readable(tmp_path / "home") == "Home folder"
    assert folders.readable(tmp_path / "stick") == str(tmp_path / "stick")
