"""``merilo newkey``: the password or the code may be known to others, so neither opens the file any more."""

import contextlib
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db import models
from db.assessing import people
from db.file import restoring
from db.file.copies import Why
from db.file.errors import WrongPassword
from db.file.store import Store
from db.journal import journal, outstanding
from db.people import erasing, organisation
from desktop.office import code_on_paper, erasure
from desktop.office.cli.cli import main
from domain.people.erasure import Choice, Order
from domain.people.person import Person, PersonKind
from reports.paper import atomic
from tests import prepared
from tests.reports import reading

OLD, NEW = "верный пароль 12", "совсем другой пароль 7"


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian, whatever the computer speaks."""
    monkeypatch.setenv("MERILO_LANG", "ru")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a password, a candidate, and a copy beside it."""
    path = prepared.empty(tmp_path / "Север.merilo", OLD)
    with contextlib.closing(Store.open(path, OLD)) as store:
        hr = Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True)
        store.act_as(store.write(people.add, hr))
        store.write(people.add, Person(kind=PersonKind.CANDIDATE, surname="Мельник"))
        store.copies.take(Why.BY_HAND)
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, typed: str) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    return main([*map(str, arguments), "--password-stdin"])


def test_the_file_and_its_copies_open_with_the_new_password_and_the_printed_code_alone(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "общая" / "листок.pdf"
    sheet.parent.mkdir()
    sheet.parent.chmod(0o755)
    assert run(monkeypatch, "newkey", file, "--sheet", sheet, typed=f"{OLD}\n{NEW}\n") == 0
    lines = capsys.readouterr().out.splitlines()
    code = lines[1]
    assert lines[0] == "У файла новый ключ. Новый код восстановления:"
    assert lines[2:] == ["Новый ключ теперь у 2 копий.", str(sheet)]
    assert code[:7] in reading.whole(sheet)
    assert not stat.S_IMODE(sheet.stat().st_mode) & 0o077
    with pytest.raises(WrongPassword):
        Store.open(file, OLD)
    Store.open(file, None, code).close()
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert store.checkup() == ()
        assert store.read(outstanding.outstanding) == ()
        on_paper = store.read(organisation.setting, code_on_paper.SETTING)
        assert on_paper == code_on_paper.which(store.settings_key), "the window reminds nobody of it"
        last = store.read(lambda session: session.get_one(models.Journal, journal.head(session)[0]))
        assert (last.act, last.subject_kind, last.data["document"]) == (
            "export",
            "document",
            "recovery-sheet",
        )
        assert [restoring.key_of(one.path, NEW) for one in store.copies.listed()]


def test_a_sheet_that_cannot_be_saved_leaves_the_new_key_and_says_so(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "нет такой" / "листок.pdf"
    assert run(monkeypatch, "newkey", file, "--sheet", nowhere, typed=f"{OLD}\n{NEW}\n") == 1
    told = capsys.readouterr()
    assert told.err.startswith("Лист восстановления не сохранён.")
    assert told.err.endswith("У файла новый ключ: запишите новый код.\n")
    Store.open(file, None, told.out.splitlines()[1]).close()
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert store.read(organisation.setting, code_on_paper.SETTING) is None


def test_a_sheet_saved_beside_one_that_a_viewer_shows_is_told_of_where_it_is(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = tmp_path / "листок.pdf"
    shown.write_text("former")
    replaced = atomic._replaced
    monkeypatch.setattr(atomic, "_replaced", lambda part, to: to != shown and replaced(part, to))
    assert run(monkeypatch, "newkey", file, "--sheet", shown, typed=f"{OLD}\n{NEW}\n") == 0
    told = capsys.readouterr()
    beside = tmp_path / "листок (2).pdf"
    assert told.out.splitlines()[-1] == str(beside)
    assert told.err == ("Файл «листок.pdf» открыт в другой программе; новый сохранён как «листок (2).pdf».\n")
    assert told.out.splitlines()[1][:7] in reading.whole(beside)
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert store.read(organisation.setting, code_on_paper.SETTING) is not None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_code_that_cannot_be_printed_keeps_nothing_undone_and_nobody_is_told_that_nothing_changed(
    file: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "нет такой" / "листок.pdf"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "newkey", file, "--sheet", nowhere, "--password-stdin"],
            env={name: told for name, told in os.environ.items() if name != "PYTHONUNBUFFERED"},
            input=f"{OLD}\n{NEW}\n".encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=600,
        )
    assert done.returncode == 1
    unsaved, unsaid = done.stderr.decode().splitlines(keepends=True)
    assert unsaved.startswith("Лист восстановления не сохранён.")
    assert unsaid == (
        "Вывод команды записать не удалось. Что она успела сделать, сделано: прежде чем повторять, проверьте "
        "файл.\n"
    )
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert store.read(outstanding.outstanding) == ()
        assert [restoring.key_of(one.path, NEW) for one in store.copies.listed()]


def test_a_copy_on_a_stick_opens_with_the_old_password_until_the_stick_is_back(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, drawer = tmp_path / "флешка", tmp_path / "ящик стола"
    stick.mkdir()
    with contextlib.closing(Store.open(file, OLD)) as store:
        copy = store.copies.take(Why.BY_HAND, where=stick).copy
    stick.rename(drawer)
    assert run(monkeypatch, "newkey", file, "--copies", stick, typed=f"{OLD}\n{NEW}\n") == 1
    assert str(stick) in capsys.readouterr().err
    drawer.rename(stick)
    assert restoring.key_of(copy.path, OLD)
    assert run(monkeypatch, "finish", file, typed=f"{NEW}\n") == 0
    assert restoring.key_of(copy.path, NEW)


def test_an_erasure_after_a_new_key_reaches_the_copies_from_before_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "newkey", file, typed=f"{OLD}\n{NEW}\n") == 0
    with contextlib.closing(Store.open(file, NEW)) as store:
        person = store.read(people.by_code, "C-0001").id
        done = erasure.erase(store, Order(person, "отзыв", "", others=Choice.REMOVE), file.parent)
        assert (done.rewritten, done.removed, done.left) == (2, (), ())
        assert len(store.read(erasing.ledger)) == 1
        assert store.checkup() == ()


@pytest.mark.parametrize("erased", [True, False], ids=["at an erasure", "at an opening"])
def test_copies_in_a_folder_that_the_command_did_not_know_get_the_new_key_too(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, erased: bool
) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    with contextlib.closing(Store.open(file, OLD)) as store:
        copy = store.copies.take(Why.BY_HAND, where=stick).copy
    assert run(monkeypatch, "newkey", file, typed=f"{OLD}\n{NEW}\n") == 0
    assert restoring.key_of(copy.path, OLD)
    with contextlib.closing(Store.open(file, NEW)) as store:
        if erased:
            person = store.read(people.by_code, "C-0001").id
            order = Order(person, "отзыв", "", others=Choice.REMOVE)
            done = erasure.erase(store, order, file.parent, second=stick)
            assert (done.rewritten, done.removed, done.left) == (3, (), ())
        else:
            assert erasure.finish(store, second=stick).renewed == 1
        assert store.read(outstanding.outstanding) == ()
        assert store.checkup() == ()
    assert restoring.key_of(copy.path, NEW)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("чужой пароль 12\n" + NEW, "Пароль не подошёл"), (f"{OLD}\nкороткий", "12")],
    ids=["a wrong password", "a short new one"],
)
def test_what_is_refused_leaves_the_old_key(
    file: Path, typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "newkey", file, typed=typed) == 1
    assert said in capsys.readouterr().err
    Store.open(file, OLD).close()
