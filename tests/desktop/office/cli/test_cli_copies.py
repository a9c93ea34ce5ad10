"""Copies on the command line, as the person types it whose laptop is going into repair."""

import io
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from db.assessing import people
from db.file import copies, keys
from db.file.copies import Why
from db.file.store import Store
from db.journal import journal
from db.journal.exports import Of
from db.people import erasing, register
from desktop.office import copied
from desktop.office.cli.cli import main
from desktop.office.papers.registry import REFUSAL_TO_SIGN
from domain.people.erasure import Order
from domain.people.issued import Issue
from domain.people.person import Person
from resources.i18n import words
from tests import prepared
from tests.db.writer import bump, hire

PASSWORD = "верный пароль 12"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file behind a password, which the environment does not know."""
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)
    return prepared.empty(tmp_path / "завод.merilo", PASSWORD)


def typed(monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{password}\n".encode())))


def test_a_copy_is_made_while_the_file_is_open_and_restored_beside_it(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = Store.open(file, PASSWORD)
    window.write(bump, "count")
    typed(monkeypatch)
    assert main(["backup", str(file), "--password-stdin"]) == 0
    (copy,) = copies.folder(file).iterdir()
    assert capsys.readouterr().out.splitlines() == [str(copy), "Копия полная, файл в ней цел."]
    window.write(bump, "count")
    window.close()
    new = tmp_path / "новый.merilo"
    typed(monkeypatch)
    assert main(["restore", str(copy), str(new), "--password-stdin"]) == 0
    out = capsys.readouterr().out
    assert "как в копии" in out
    assert "Файл цел" in out
    Store.open(new, PASSWORD).close()


def test_numbers_that_a_restored_file_would_give_again_are_told(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = Store.open(file, PASSWORD)
    ids = [window.write(people.add, Person(surname=name)) for name in ("Громов", "Яшина", "Ли", "Ким")]

    def register_both(session: Session) -> None:
        with journal.act(session, "issue", "document"):
            for one in ids[1:3]:
                register.issue(session, REFUSAL_TO_SIGN, Of.PERSON, one, Issue(date(2025, 3, 4)))

    def register_one(session: Session, person: int) -> None:
        register.issue(session, REFUSAL_TO_SIGN, Of.PERSON, person, Issue(date(2025, 3, 4)))

    window.write(register_one, ids[0])
    copy = window.copies.take(Why.BY_HAND).copy
    window.write(register_both)
    window.write(register_one, ids[3])
    lacks = window.copies.lacks(copy)
    window.close()
    assert lacks is not None
    assert lacks.numbers == tuple((REFUSAL_TO_SIGN, code) for code in ("2", "3", "4"))
    assert ": 2, 3, 4." in copied.lack(lacks, words("ru"))
    new = tmp_path / "новый.merilo"
    typed(monkeypatch)
    assert main(["restore", str(copy.path), str(new), "--password-stdin"]) == 0
    assert ": 2, 3, 4." in capsys.readouterr().out
    restored = Store.open(new, PASSWORD)
    restored.write(register_one, ids[3])
    codes = [one.code for one in restored.read(register.register)]
    restored.close()
    assert codes == ["2", "1"], "as was told: the number is given once more"


def test_a_copy_goes_to_the_stick_and_nothing_there_is_removed(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    for _ in range(12):
        typed(monkeypatch)
        assert main(["backup", str(file), "--to", str(stick), "--password-stdin"]) == 0
    assert len(list(stick.iterdir())) == 12
    assert not copies.folder(file).exists()


def test_a_restored_copy_overwrites_nothing_and_a_wrong_password_leaves_nothing(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch)
    main(["backup", str(file), "--password-stdin"])
    (copy,) = copies.folder(file).iterdir()
    before = file.read_bytes()
    typed(monkeypatch)
    assert main(["restore", str(copy), str(file), "--password-stdin"]) == 1
    assert "уже есть" in capsys.readouterr().err
    assert file.read_bytes() == before
    new = tmp_path / "new.merilo"
    typed(monkeypatch, "не тот пароль 12")
    assert main(["restore", str(copy), str(new), "--password-stdin"]) == 1
    assert "Пароль не подошёл" in capsys.readouterr().err
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    typed(monkeypatch)
    assert main(["restore", str(copy), str(new), "--password-stdin"]) == 1
    assert "повреждена" in capsys.readouterr().err
    assert [one for one in (new, *keys.both(new)) if one.exists()] == []
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".merilo-")]


def test_what_is_no_copy_or_is_not_there_is_told(
    file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    new = tmp_path / "new.merilo"
    assert main(["restore", str(file), str(new)]) == 1
    assert "не файл" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "nowhere"), str(new)]) == 1
    assert "не найден" in capsys.readouterr().err
    assert main(["backup", str(tmp_path / "nowhere.merilo")]) == 1
    assert "не найден" in capsys.readouterr().err


def test_what_can_be_read_of_a_damaged_file_is_salvaged(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) * 7 // 10] ^= 1  # among the questions of the catalogue
    file.write_bytes(content)
    new = tmp_path / "new.merilo"
    typed(monkeypatch)
    main(["salvage", str(file), str(new), "--password-stdin"])
    out = capsys.readouterr().out
    assert "Спасен" in out
    assert "потеряно" in out
    assert not re.search("[a-z]", out.replace(str(new), "")), "tables have the names that people know"
    assert "Повреждённый файл не изменён" in out
    assert file.read_bytes() == content
    Store.open(new, PASSWORD).close()
    typed(monkeypatch)
    assert main(["salvage", str(file), str(new), "--password-stdin"]) == 1
    assert "уже есть" in capsys.readouterr().err


def test_whoever_was_erased_in_the_file_beside_is_erased_in_what_is_restored(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = Store.open(file, PASSWORD)
    window.act_as(window.write(hire))
    who = window.write(people.add, Person(surname="Мельник", given="Пётр"))
    copy = window.copies.take(Why.DAY).copy
    window.write(erasing.erase, Order(who, "срок хранения вышел", "Стёртый № 1"))
    window.close()
    typed(monkeypatch)
    assert main(["restore", str(copy.path), str(tmp_path / "new.merilo"), "--password-stdin"]) == 0
    assert "стёрты и в новом файле" in capsys.readouterr().out


def test_before_an_import_the_file_is_copied_and_a_dry_run_copies_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    people_list = tmp_path / "list.csv"
    people_list.write_text("Фамилия;Имя\nМельник;Пётр\n", encoding="utf-8")
    typed(monkeypatch)
    assert main(["import", "people", str(file), str(people_list), "--dry-run", "--password-stdin"]) == 0
    assert copies.listed(file) == ()
    typed(monkeypatch)
    assert main(["import", "people", str(file), str(people_list), "--password-stdin"]) == 0
    (copy,) = copies.listed(file)
    assert copy.why is Why.IMPORT
    store = Store.open(file, PASSWORD)
    lacks = store.copies.lacks(copy)
    store.close()
    assert lacks is not None
    assert lacks.events == 1


def test_a_copy_away_from_its_file_is_not_restored_without_asking_for_that_file(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch)
    main(["backup", str(file), "--to", str(tmp_path / "stick"), "--password-stdin"])
    (copy,) = (tmp_path / "stick").iterdir()
    capsys.readouterr()
    typed(monkeypatch)
    assert main(["restore", str(copy), str(tmp_path / "new.merilo"), "--password-stdin"]) == 0
    told = capsys.readouterr().err
    assert "--original" in told and "кого стёрли после копии" in told
    typed(monkeypatch)
    named = ["restore", str(copy), str(tmp_path / "b.merilo"), "--original", str(file), "--password-stdin"]
    assert main(named) == 0
    assert capsys.readouterr().err == ""


def test_a_damaged_file_beside_its_copies_does_not_keep_them_from_being_restored(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch)
    main(["backup", str(file), "--password-stdin"])
    (copy,) = copies.folder(file).iterdir()
    file.write_bytes(b"\1" * 8192)
    typed(monkeypatch)
    assert main(["restore", str(copy), str(tmp_path / "new.merilo"), "--password-stdin"]) == 0
    assert "кого стёрли после копии" in capsys.readouterr().err
    typed(monkeypatch)
    again = ["restore", str(copy), str(tmp_path / "b.merilo"), "--original", str(file), "--password-stdin"]
    assert main(again) == 1
    assert not (tmp_path / "b.merilo").exists()
