"""`merilo privacy due`: whose data may be kept no longer as a table or JSON, and an exit code."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from desktop.office.cli.cli import main
from domain.people.person import Person, PersonKind
from tests import prepared


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian, whatever the computer speaks, in a wide terminal."""
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("MERILO_LANG", raising=False)
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A file with a reserve whose consent expires and somebody who left long ago."""
    path = tmp_path / "Север.merilo"
    store = Store.open(prepared.empty(path))
    store.act_as(store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True)))
    signed, until = date(2026, 1, 1), date(2026, 6, 1)
    reserve = Person(surname="Орлова", given="Анна", basis="согласие", basis_on=signed, basis_until=until)
    hired, left = date(2010, 1, 1), date(2020, 2, 29)
    gone = Person(kind=PersonKind.EMPLOYEE, surname="Рябов", hired_on=hired, left_on=left)
    for one in (reserve, gone):
        store.write(people.add, one)
    store.close()
    yield path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Run the command; return the exit code and what it printed."""
    code = main(["privacy", "due", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_the_table_names_who_why_and_since_when(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, file, "--today", "2026-11-24")
    assert code == 1
    head, first, second = told.splitlines()
    assert head.split() == ["Код", "Имя", "Цель", "Хранить", "до", "Причина"]
    assert "Рябов" in first
    assert "28.02.2023" in first
    assert "сотрудник уволен" in first
    assert "Орлова Анна" in second
    assert "01.06.2026" in second


def test_nobody_is_due_and_the_code_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, file, "--today", "2023-02-28")
    assert (code, told) == (0, "На 28.02.2023 ничьи данные удалять не нужно.\n")


def test_who_is_due_later_is_listed_and_not_counted(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, file, "--today", "2023-02-28", "--until", "2026-06-01", "--json")
    assert code == 0
    found = json.loads(told)
    assert found["on"] == "2023-02-28"
    assert [(one["name"], one["until"], one["why"], one["over"]) for one in found["people"]] == [
        ("Рябов", "2023-02-28", "left", False),
        ("Орлова Анна", "2026-06-01", "ended", False),
    ]
    assert found["people"][1]["purpose"] == "candidate"


def test_the_help_is_in_the_readers_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit):
        main(["privacy", "--help"])
    assert "вывести JSON вместо таблицы" in capsys.readouterr().out
    monkeypatch.setenv("MERILO_LANG", "en")
    with pytest.raises(SystemExit):
        main(["privacy", "--help"])
    assert "print JSON instead of a table" in capsys.readouterr().out
