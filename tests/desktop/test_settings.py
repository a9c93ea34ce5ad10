"""What the computer remembers comes back with its type, and nonsense in the file does no harm."""

import os
import stat
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from desktop.folders import Use
from desktop.kit.page import files
from desktop.seal import Seal
from desktop.settings import Settings

KEY = bytes(range(32))


def test_everything_comes_back_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "cfg" / "merilo.ini"
    kept = Settings(file)
    kept.seal(Seal(KEY))
    kept.language, kept.theme, kept.font_step = "en", "dark", 3
    kept.last_file, kept.last_folder = tmp_path / "a b.merilo", tmp_path
    kept.keep_actor("file-1", "uid-1")
    kept.keep_geometry(QByteArray(b"\x00\x01\xff"), "file-1")
    kept.keep_geometry(QByteArray(b"\x02"), "file-2")
    kept.recent = (tmp_path / "Один, два.merilo",)
    kept.keep_place("file-1", ("sheet", 12))
    kept.write()
    # Qt keeps an open ini in memory: under another name it must be read, as the next start would.
    file.rename(file.with_name("copy.ini"))
    read = Settings(file.with_name("copy.ini"))
    read.seal(Seal(KEY))
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
        *(
            "language=xx",
            "theme=pink",
            "font_step=99",
            "font_step=big",
            "lock_after=0",
            "last_folder=/no/where",
        ),
        *(
            "lock_after=0",
            "recent=[1, {}]",
            "recent={",
            "recent=7",
            "[places]\nodd=sheet",
            "[places]\nodd=sheet:x",
        ),
    ],
)
def test_nonsense_in_the_file_counts_as_nothing(tmp_path: Path, line: str) -> None:
    file = tmp_path / "odd.ini"
    file.write_text(f"[General]\n{line}\n", encoding="utf-8")
    odd = Settings(file)
    assert (odd.language, odd.theme, odd.font_step, odd.last_folder) == (None, "light", 0, None)
    assert (odd.recent, odd.place("odd"), odd.lock_after) == ((), ("", 0), 10)


def test_nothing_of_the_content_is_remembered_outside_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "merilo.ini"
    kept = Settings(file)
    kept.keep_widths("people", {"code": 80})
    assert "people" in file.read_text(encoding="utf-8")
    assert {name for name in dir(kept) if not name.startswith("_")} == {
        *(
            "language",
            "theme",
            "font_step",
            "still",
            "last_file",
            "last_folder",
            "folders",
            "geometry",
            "keep_geometry",
            "folder",
        ),
        *(
            "second_folder",
            "keep_second_folder",
            "second_copied",
            "keep_second_copied",
            "second_apart",
            "copy_asked_for",
            "keep_copy_asked_for",
            "copies_tight",
            "keep_copies_tight",
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
        *(
            "visits",
            "keep_visits",
            "spent",
            "keep_spent",
            "short_set",
            "keep_short_set",
            "shown_set",
            "keep_shown_set",
            "seal",
            "newest_file",
            "file_opened",
            "check_password_gone",
            "lock_after",
            "unseal",
            "write",
            "set_aside",
            "server",
            "at_server",
        ),
    }


def test_what_is_about_people_and_sheets_is_read_with_the_key_of_its_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "cfg" / "merilo.ini"
    kept = Settings(file)
    kept.keep_spent("sheet-uid-0b2f", 1234)  # before a file is open
    kept.seal(Seal(KEY))
    kept.keep_actor("file-1", "person-uid-77aa")
    kept.keep_place("file-1", ("sheet", 98765))
    kept.keep_visits("file-1", "person:98765:1790000000")
    kept.write()
    kept.keep_shown_set("sheet-uid-0b2f", "short")
    kept.keep_short_set("sheet-uid-0b2f", ("K07", "S19"))
    text = file.read_text(encoding="utf-8")
    for secret in (
        "uid-0b2f",
        "uid-77aa",
        "98765",
        "1790000000",
        "short",
        "visits",
        "talks",
        "places",
        "K07",
    ):
        assert secret not in text
    file.rename(file.with_name("copy.ini"))
    read, other = Settings(file.with_name("copy.ini")), Settings(file.with_name("copy.ini"))
    read.seal(Seal(KEY))
    other.seal(Seal(bytes(32)))
    assert (read.actor("file-1"), read.place("file-1")) == ("person-uid-77aa", ("sheet", 98765))
    assert (read.visits("file-1"), read.spent("sheet-uid-0b2f")) == ("person:98765:1790000000", 1234)
    assert read.shown_set("sheet-uid-0b2f") == "short"
    assert read.short_set("sheet-uid-0b2f") == {"K07", "S19"} and not other.short_set("sheet-uid-0b2f")
    assert (other.actor("file-1"), other.place("file-1"), other.visits("file-1")) == ("", ("", 0), "")
    read.keep_spent("sheet-uid-0b2f", 0)
    assert read.spent("sheet-uid-0b2f") == 0


def test_where_one_was_waits_for_the_disk_at_once_for_all_steps_and_goes_with_its_own_key(
    tmp_path: Path,
) -> None:
    file = tmp_path / "merilo.ini"
    kept = Settings(file)
    kept.seal(Seal(KEY))
    kept.keep_spent("sheet", 5)
    before = file.read_bytes()
    for number in range(9):
        kept.keep_place("file-1", ("sheet", number))
        kept.keep_visits("file-1", f"sheet:{number}:1790000000")
    assert file.read_bytes() == before, "a step waited for the disk"
    assert (kept.place("file-1"), kept.visits("file-1")) == (("sheet", 8), "sheet:8:1790000000")
    kept.seal(Seal(bytes(32)))  # another file is opened
    assert (kept.place("file-1"), file.read_bytes() == before) == (("", 0), False)
    kept.keep_place("file-2", ("team", 0))
    kept.unseal()
    file.rename(tmp_path / "copy.ini")
    for key, name, place in ((KEY, "file-1", ("sheet", 8)), (bytes(32), "file-2", ("team", 0))):
        read = Settings(tmp_path / "copy.ini")
        read.seal(Seal(key))
        assert read.place(name) == place


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_the_settings_are_for_their_owner_alone_and_forget_what_stood_in_the_clear(tmp_path: Path) -> None:
    file = tmp_path / "cfg" / "merilo.ini"
    Settings(file).language = "en"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    old = tmp_path / "merilo.ini"
    old.write_text("[General]\nlanguage=en\n[talks]\n0b2f=600\n[visits]\nx=person:1:2\n", encoding="utf-8")
    old.chmod(0o644)
    Settings(old).theme = "dark"
    text = old.read_text(encoding="utf-8")
    assert "0b2f" not in text
    assert "person" not in text
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_each_file_dialog_begins_where_the_last_one_of_its_kind_ended(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after a new start, but for files about one person: their folders are often named after people."""
    lists, papers, proofs = (tmp_path / name for name in ("lists", "papers", "Ivanova Anna"))
    for one in (lists, papers, proofs):
        one.mkdir()
    began = list[Path]()
    answers = iter((lists / "a.xlsx", papers / "b.xlsx", proofs / "c.pdf", None, None, None))

    def asked(_parent: object, _title: str, folder: Path, _kinds: str) -> Path | None:
        began.append(folder)
        return next(answers)

    monkeypatch.setattr(files, "open_file", asked)
    window = cast("QWidget", None)
    uses = (Use.INTAKE, Use.DOCUMENTS, Use.EVIDENCE)
    settings = Settings(tmp_path / "merilo.ini")
    for use in uses + uses:
        files.choose(window, "", "", settings.folders, use)
    assert began[3:] == [lists, papers, proofs]
    again = Settings(tmp_path / "merilo.ini").folders
    assert [again.last(use) for use in uses[:2]] == [lists, papers]
    assert again.last(Use.EVIDENCE) != proofs
    assert "Ivanova" not in (tmp_path / "merilo.ini").read_text("utf-8")
    papers.rmdir()
    assert again.last(Use.DOCUMENTS).is_dir(), "a folder that is gone is not offered"
