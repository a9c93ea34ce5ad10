"""What the computer remembers comes back with its type, and nonsense in the file does no harm."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from desktop.settings import Settings


def test_everything_comes_back_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "cfg" / "merilo.ini"
    kept = Settings(file)
    kept.language, kept.theme, kept.font_step = "en", "dark", 3
    kept.last_file, kept.last_folder = tmp_path / "a b.merilo", tmp_path
    kept.keep_actor("file-1", "uid-1")
    kept.keep_geometry(QByteArray(b"\x00\x01\xff"), "file-1")
    kept.keep_geometry(QByteArray(b"\x02"), "file-2")
    kept.recent = (tmp_path / "Один, два.merilo",)
    kept.keep_place("file-1", ("sheet", 12))
    # Qt keeps an open ini in memory: under another name it must be read, as the next start would.
    file.rename(file.with_name("copy.ini"))
    read = Settings(file.with_name("copy.ini"))
    assert (read.language, read.theme, read.font_step) == ("en", "dark", 3)
    assert (read.last_file, read.last_folder) == (tmp_path / "a b.merilo", tmp_path)
    assert (read.actor("file-1"), read.actor("file-2")) == ("uid-1", "")
    assert [bytes(read.geometry(one).data()) for one in ("file-1", "file-2", "file-3", "")] == [
        *(b"\x00\x01\xff", b"\x02", b"", b"\x02")
    ]
    assert read.folder == file.parent
    assert read.recent == (tmp_path / "Один, два.merilo",)
    assert (read.place("file-1"), read.place("file-2")) == (("sheet", 12), ("", 0))


def test_each_table_has_its_own_widths_and_order(tmp_path: Path) -> None:
    file = tmp_path / "merilo.ini"
    kept = Settings(file)
    kept.keep_widths("people/0", {"code": 80, "state": 144})
    kept.keep_order("people", "date", falling=True)
    file.rename(file.with_name("copy.ini"))
    read = Settings(file.with_name("copy.ini"))
    assert read.widths("people/0") == {"code": 80, "state": 144}
    assert read.order("people") == ("date", True)
    assert (read.widths("people/4"), read.order("plans")) == ({}, ("", False))


@pytest.mark.parametrize(
    "widths", ["code", "code:", "code:wide;:80", "code:-5;;", "code:123456789", "code:0"]
)
def test_nonsense_about_widths_counts_as_nothing(tmp_path: Path, widths: str) -> None:
    file = tmp_path / "odd.ini"
    file.write_text(f'[tables]\npeople\\0\\widths="{widths}"\n', encoding="utf-8")
    assert Settings(file).widths("people/0") == {}


def test_a_first_start_knows_nothing(tmp_path: Path) -> None:
    fresh = Settings(tmp_path / "none.ini")
    assert (fresh.language, fresh.theme, fresh.font_step) == (None, "light", 0)
    assert (fresh.last_file, fresh.last_folder, fresh.actor("file-1")) == (None, None, "")
    assert fresh.geometry().isEmpty()
    assert (fresh.recent, fresh.place("file-1")) == ((), ("", 0))


@pytest.mark.parametrize(
    "line",
    [
        *("language=xx", "theme=pink", "font_step=99", "font_step=big", "last_folder=/no/where"),
        *("recent=[1, {}]", "recent={", "recent=7", "[places]\nodd=sheet", "[places]\nodd=sheet:x"),
    ],
)
def test_nonsense_in_the_file_counts_as_nothing(tmp_path: Path, line: str) -> None:
    file = tmp_path / "odd.ini"
    file.write_text(f"[General]\n{line}\n", encoding="utf-8")
    odd = Settings(file)
    assert (odd.language, odd.theme, odd.font_step, odd.last_folder) == (None, "light", 0, None)
    assert (odd.recent, odd.place("odd")) == ((), ("", 0))


def test_nothing_of_the_content_is_remembered_outside_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "merilo.ini"
    kept = Settings(file)
    kept.keep_actor("file-1", "0b2f")
    assert "actor" in file.read_text(encoding="utf-8")
    assert {name for name in dir(kept) if not name.startswith("_")} == {
        *(
            "language",
            "theme",
            "font_step",
            "last_file",
            "last_folder",
            "geometry",
            "keep_geometry",
            "folder",
        ),
        *(
            "sheet_mode",
            "recent",
            "actor",
            "keep_actor",
            "place",
            "keep_place",
            "widths",
            "keep_widths",
            "order",
            "keep_order",
        ),
        *("visits", "keep_visits", "spent", "keep_spent", "shown_set", "keep_shown_set"),
    }
