"""`merilo import people`: each list whole or not at all, told in both languages, never a Qt module."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.assessing import people, rosters
from db.file.store import Store
from db.journal import journal
from db.people import erasing
from desktop.office.cli.cli import main
from domain.people.erasure import Order
from domain.people.person import Person, PersonKind
from tests import prepared
from tests.reports.hostile import parts, zipped

STAFF = PersonKind.EMPLOYEE
PASSWORD = "верный пароль 12"
LIST = "Табельный номер;Фамилия;Имя;Должность\n0304;Белов;Артём;мастер\n0400;Яковлев;Илья;оператор\n"


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "Север.merilo"
    store = Store.open(prepared.empty(path))
    store.act_as(store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True)))
    store.write(
        people.add, Person(kind=PersonKind.EMPLOYEE, surname="Белов", given="Артём", personnel_no="0304")
    )
    store.write(people.add, Person(surname="Лебедева", given="Ирина"))
    store.close()
    yield path


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def staff(file: Path) -> dict[str, Person]:
    store = Store.open(file)
    try:
        return {one.surname: one for one in store.read(people.everybody)}
    finally:
        store.close()


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("ru_RU.UTF-8", "люди.csv: 1 новый, 1 изменится\n"),
        ("en_GB.UTF-8", "люди.csv: 1 new, 1 changes\n"),
    ],
)
def test_a_list_is_loaded_and_told_in_a_line(
    locale: str,
    told: str,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert main(["import", "people", str(file), written(tmp_path, "люди.csv", LIST)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == (told, "")
    found = staff(file)
    assert (found["Белов"].post, found["Яковлев"].personnel_no) == ("мастер", "0400")
    assert found["Яковлев"].kind is PersonKind.EMPLOYEE


def test_the_same_list_again_changes_nothing_and_is_done(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "люди.csv", LIST)
    assert main(["import", "people", str(file), path]) == 0
    store = Store.open(file)
    before = store.read(journal.head)
    store.close()
    capsys.readouterr()
    assert main(["import", "people", str(file), path]) == 0
    assert capsys.readouterr().out == "люди.csv: 2 без изменений\n"
    store = Store.open(file)
    assert store.read(journal.head) == before
    assert store.checkup() == ()
    store.close()


def test_a_dry_run_only_says_what_would_be(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "люди.csv", LIST)
    assert main(["import", "people", str(file), path, "--dry-run"]) == 0
    assert capsys.readouterr().out == "люди.csv: 1 новый, 1 изменится\n"
    assert "Яковлев" not in staff(file)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "ru_RU.UTF-8",
            ("строка 2: C2: «31.02.2026» — не дата", "строка 3: Возможно, тот же человек: Лебедева Ирина"),
        ),
        ("en_GB.UTF-8", ("row 2: C2: “31.02.2026” is not a date", "row 3: Possible match: Лебедева Ирина")),
    ],
)
def test_errors_and_questions_are_told_row_by_row_and_nothing_is_written(
    locale: str,
    told: tuple[str, str],
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    text = "Фамилия;Имя;Дата приёма\nЗуева;Полина;31.02.2026\nЛебедева;Ирина;\nОрлов;Денис;\n"
    path = written(tmp_path, "люди.csv", text)
    before = staff(file)
    assert main(["import", "people", str(file), path]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [
        line.removeprefix("люди.csv: ").startswith(one) for line, one in zip(lines, told, strict=False)
    ] == [
        True,
        True,
    ], lines
    assert "--leave-out" in lines[2]
    assert staff(file) == before
    assert main(["import", "people", str(file), path, "--leave-out", "2, 3"]) == 0
    assert {"Орлов"} == set(staff(file)) - set(before)


def test_one_bad_list_does_not_hold_up_the_others(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "макросы.xlsm"
    bad.write_bytes(zipped(parts() | {"xl/vbaProject.bin": "?"}))
    gone = str(tmp_path / "нет.csv")
    good = written(tmp_path, "люди.csv", LIST)
    assert main(["import", "people", str(file), str(bad), gone, good]) == 1
    said = capsys.readouterr()
    assert "макросы.xlsm: В файле есть макросы" in said.err
    assert "нет.csv" in said.err
    assert said.out == "люди.csv: 1 новый, 1 изменится\n"
    assert "Яковлев" in staff(file)


def test_a_list_without_known_heads_is_refused_with_what_to_do(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "люди.csv", "Что;Где\nстол;кабинет\n")
    assert main(["import", "people", str(file), path]) == 1
    assert "как в шаблоне" in capsys.readouterr().err


def test_what_was_chosen_in_the_window_holds_here_too(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(file)
    store.act_as(store.read(people.actors)[0].id)
    from db.people import organisation

    store.write(organisation.keep_setting, rosters.COLUMNS, '{"кого": "full_name"}')
    store.close()
    assert (
        main(["import", "people", str(file), written(tmp_path, "люди.csv", "Кого;Где\nОрлов Денис;тут\n")])
        == 0
    )
    assert staff(file)["Орлов"].given == "Денис"


def test_a_sheet_and_who_they_are_can_be_told(file: Path, tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["Фамилия"])
    made.worksheets[0].append(["Орлов"])
    made.create_sheet("Резерв").append(["Фамилия"])
    made["Резерв"].append(["Громов"])
    made.save(tmp_path / "люди.xlsx")
    arguments = ["import", "people", str(file), str(tmp_path / "люди.xlsx"), "--sheet", "Резерв"]
    assert main([*arguments, "--who", "candidate"]) == 0
    found = staff(file)
    assert "Орлов" not in found
    assert found["Громов"].kind is PersonKind.CANDIDATE


def test_a_sheet_that_is_not_there_is_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Workbook()
    made.worksheets[0].append(["Фамилия"])
    made.save(tmp_path / "люди.xlsx")
    assert main(["import", "people", str(file), str(tmp_path / "люди.xlsx"), "--sheet", "Нет"]) == 1
    assert "Такого листа нет" in capsys.readouterr().err


def test_a_password_is_asked_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = tmp_path / "locked.merilo"
    prepared.empty(locked, PASSWORD)
    path = written(tmp_path, "люди.csv", "Фамилия\nОрлов\n")
    monkeypatch.setenv("MERILO_PASSWORD", "не тот")
    assert main(["import", "people", str(locked), path]) == 1
    assert "Пароль не подошёл" in capsys.readouterr().err
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    assert main(["import", "people", str(locked), path]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "people", "x.merilo"],
        ["import", "skills", "x.merilo", "a.csv"],
        ["import", "people", "x.merilo", "a.csv", "--who", "boss"],
        ["import", "people", "x.merilo", "a.csv", "--leave-out", "вторую"],
    ],
)
def test_wrong_usage_leaves_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: merilo import" in capsys.readouterr().err


def test_no_qt_and_no_openpyxl_is_loaded(file: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.office.cli.cli import main; status = main(sys.argv[1:]);"
        "foreign = ('PySide6', 'shiboken6', 'openpyxl', 'reportlab');"
        "print(status, [name for name in sys.modules if name.startswith(foreign)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "import", "people", str(file), written(tmp_path, "люди.csv", LIST)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_list_from_before_an_erasure_says_so_and_a_newer_one_does_not(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    old, new = (written(tmp_path, name, LIST) for name in ("old.csv", "new.csv"))
    os.utime(old, (0, 0))
    store = Store.open(file)
    who = store.read(people.by_code, "C-0001").id
    store.write(erasing.erase, Order(who, "consent withdrawn", "Erased No. 1"))
    store.close()
    later = time.time() + 60
    os.utime(new, (later, later))
    assert main(["import", "people", str(file), old, "--dry-run"]) == 0
    assert "1 person was erased after this list was saved" in capsys.readouterr().err
    assert main(["import", "people", str(file), new, "--dry-run"]) == 0
    assert capsys.readouterr().err == ""
