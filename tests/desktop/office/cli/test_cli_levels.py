"""`merilo import levels`: what comes in is told with what does not; nothing is written before it is clear."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from db.team import level_imports, matrix
from desktop.office.cli.cli import main
from domain.framework.framework import EditionState
from domain.people.person import Person, PersonKind
from domain.team.matrix import Cell
from tests import prepared

DAY = ("--date", "2025-12-31")


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "Север.merilo"
    store = Store.open(prepared.empty(path))
    staff = PersonKind.EMPLOYEE
    store.act_as(store.write(people.add, Person(kind=staff, surname="Громов", given="Пётр", is_actor=True)))
    store.write(people.add, Person(kind=staff, surname="Смолкина", given="Ада"))
    store.close()
    yield path


@pytest.fixture
def texts(file: Path) -> tuple[str, str]:
    """The wording of two items of the model in the file."""
    store = Store.open(file)
    framework = store.read(frameworks.newest)
    store.close()
    return framework.item("K01").text.ru, framework.item("S02").text.ru


def table(folder: Path, texts: tuple[str, str], *rows: str, more: str = "") -> str:
    path = folder / "матрица.csv"
    path.write_text(f"Сотрудник;{texts[0]};{texts[1]}{more}\n" + "\n".join(rows) + "\n", "utf-8")
    return str(path)


def cycles(file: Path) -> list[int]:
    store = Store.open(file)
    try:
        return list(store.read(level_imports.sources))
    finally:
        store.close()


def test_a_dry_run_says_what_comes_in_and_writes_nothing(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, texts, "Смолкина Ада;1;5", "Верескин Лев;3;н/п")
    asked = ["import", "levels", str(file), path, *DAY, "--scale", "proposed", "--dry-run"]
    assert main(asked) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "матрица.csv: уровней 3, людей 2, из них новых 1, компетенций 2",
        "матрица.csv: шкала: 1 (1) → 0, 3 (1) → 2, 5 (1) → 4, н/п (1) → нет уровня",
        "матрица.csv: модель «Менеджер», редакция 1",
        "матрица.csv: 31.12.2025: уровней 3",
    ]
    assert said.err == ""
    assert cycles(file) == []


def test_the_levels_come_in_and_the_map_shows_them_as_imported(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, texts, "Смолкина Ада;1;5", "Верескин Лев;3;н/п")
    assert main(["import", "levels", str(file), path, *DAY, "--scale", "proposed"]) == 0
    assert capsys.readouterr().out.endswith("матрица.csv: Создана 1 закрытая оценка.\n")
    store = Store.open(file)
    ((cycle_id, source),) = store.read(level_imports.sources).items()
    assert (source.file, source.on, source.by) == ("матрица.csv", date(2025, 12, 31), "")
    found = store.read(matrix.team_matrix, cycle_id, None)
    codes = [item.code for item in found.framework.items]
    levels = {
        (person.name, code): found.place(row, column).level
        for row, person in enumerate(found.people)
        for column, code in enumerate(codes)
        if found.cells[row * len(codes) + column] == Cell.IMPORTED
    }
    store.close()
    assert levels == {
        ("Смолкина Ада", "K01"): 0,
        ("Смолкина Ада", "S02"): 4,
        ("Верескин Лев", "K01"): 2,
    }


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--scale", "proposed"), "--date"),
        (DAY, "--scale"),
    ],
)
def test_without_day_or_scale_nothing_is_written(
    more: tuple[str, ...],
    told: str,
    file: Path,
    tmp_path: Path,
    texts: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", "levels", str(file), table(tmp_path, texts, "Смолкина Ада;1;2"), *more]) == 1
    assert told in capsys.readouterr().err
    assert cycles(file) == []


def test_what_is_not_clear_is_listed_with_place_and_reason_and_comes_in_when_decided(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, texts, "Смолкина А.;бронза;2;1", more=";Совсем другое дело")
    asked = ["import", "levels", str(file), path, *DAY]
    assert main([*asked, "--scale", "proposed"]) == 1
    said = capsys.readouterr().err
    assert "матрица.csv: A2: не решено, кто это («Смолкина А.»)" in said
    assert "матрица.csv: D1: не решено, какая это компетенция модели («Совсем другое дело»)" in said
    assert "матрица.csv: B2: уровень неизвестен: укажите его место на шкале («бронза»)" in said
    assert cycles(file) == []
    decided = ["--scale", "бронза=1", "--persons", "2=E-0002", "--match", "D1=-"]
    assert main([*asked, *decided]) == 0
    assert len(cycles(file)) == 1


@pytest.mark.parametrize("name", ["Ожегова Я.И.", "Ожегова Я. И.", "Я. И. Ожегова"])
def test_initials_of_somebody_in_the_file_are_a_question_however_they_are_written(
    name: str, file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(file)
    yana = Person(kind=PersonKind.EMPLOYEE, surname="Ожегова", given="Яна", patronymic="Игоревна")
    store.write(people.add, yana)
    store.close()
    path = table(tmp_path, texts, f"{name};1;2")
    assert main(["import", "levels", str(file), path, *DAY, "--scale", "proposed"]) == 1
    assert f"A2: не решено, кто это («{name}»)" in capsys.readouterr().err
    assert cycles(file) == []


def test_what_is_clear_comes_in_alone_only_when_a_person_says_so(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, texts, "Смолкина Ада;бронза;2")
    asked = ["import", "levels", str(file), path, *DAY, "--scale", "proposed"]
    assert main(asked) == 1
    assert main([*asked, "--partly"]) == 0
    assert "уровней 1, людей 1" in capsys.readouterr().out
    assert len(cycles(file)) == 1


def test_a_file_without_levels_and_an_unknown_sheet_have_their_sentences(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "список.csv"
    path.write_text("Город;Улица\nМосква;Первая длинная улица посёлка имени строителей\n", "utf-8")
    assert main(["import", "levels", str(file), str(path), *DAY]) == 1
    assert "Таблицы с именами, компетенциями и уровнями не нашлось." in capsys.readouterr().err
    assert main(["import", "levels", str(file), str(path), "--sheet", "Нет такого"]) == 1
    assert "Такого листа нет." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Смолкина А.Б.", "Смолкина А. Б.", "Smolkina A.B."])
def test_initials_are_a_question_and_never_a_new_person_by_themselves(
    name: str, file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(file)
    store.act_as(store.read(people.actors)[0].id)
    for surname, given, patronymic in (
        ("Смолкина", "Алла", "Борисовна"),
        ("Smolkina", "Alla", "Borisovna"),
    ):
        one = Person(kind=PersonKind.EMPLOYEE, surname=surname, given=given, patronymic=patronymic)
        store.write(people.add, one)
    store.close()
    asked = ["import", "levels", str(file), table(tmp_path, texts, f"{name};1;2"), *DAY]
    assert main([*asked, "--scale", "proposed"]) == 1
    assert f"A2: не решено, кто это («{name}»)" in capsys.readouterr().err


def test_a_name_that_begins_with_the_given_name_is_that_of_the_person_in_the_file(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(file)
    store.act_as(store.read(people.actors)[0].id)
    for surname, given in (("Frost", "Ada"), ("Winter", "Bo")):
        store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=surname, given=given))
    store.close()
    asked = ["import", "levels", str(file), table(tmp_path, texts, "Ada Frost;1;2", "Winter, Bo;1;2"), *DAY]
    assert main([*asked, "--scale", "proposed", "--dry-run"]) == 0
    assert "людей 2, из них новых 0" in capsys.readouterr().out


def test_two_competencies_said_to_be_one_item_never_replace_each_other(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, texts, "Смолкина Ада;1;4;2", "Верескин Лев;3;3;3", more=";Иное")
    asked = ["import", "levels", str(file), path, *DAY, "--scale", "proposed", "--match", "C1=S02,D1=S02"]
    assert main([*asked, "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "уровней 3, людей 2" in said.out
    assert "C2: два разных уровня на один день («4»)" in said.err
    assert "D2: два разных уровня на один день («2»)" in said.err
    assert "D3: то же ещё раз («3»)" in said.err


def dated(folder: Path, texts: tuple[str, str], *days: str) -> str:
    path = folder / "оценки.csv"
    lines = [f"Смолкина Ада;{text};3;{on}" for text, on in zip(texts, days, strict=True)]
    path.write_text("Сотрудник;Компетенция;Уровень;Дата\n" + "\n".join(lines) + "\n", "utf-8")
    return str(path)


def test_days_in_either_order_are_read_as_the_table_shows_or_asked(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["import", "levels", str(file), "--scale", "proposed", "--dry-run"]
    assert main([*asked, dated(tmp_path, texts, "03/04/2025", "04/25/2025")]) == 0
    said = capsys.readouterr().out
    assert "04.03.2025: уровней 1" in said and "25.04.2025: уровней 1" in said
    doubtful = dated(tmp_path, texts, "03/04/2025", "05/06/2025")
    assert main([*asked, doubtful]) == 1
    assert "--dates month-first" in capsys.readouterr().err
    assert main([*asked, doubtful, "--dates", "day-first"]) == 0
    said = capsys.readouterr().out
    assert "03.04.2025: уровней 1" in said and "05.06.2025: уровней 1" in said


def test_levels_in_an_encoding_that_only_a_person_can_tell_come_in_when_told(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "matrix.csv"
    rows = "Núñez José;2", "Müller Jürgen;3", "Façade Zoë;1"
    path.write_text("Employee;K01\n" + "\n".join(rows) + "\n", "cp1252")
    asked = ["import", "levels", str(file), str(path), *DAY, "--scale", "proposed", "--dry-run"]
    assert main(asked) == 1
    capsys.readouterr()
    main([*asked, "--encoding", "cp1252"])
    assert "людей 3" in capsys.readouterr().out


def test_levels_of_a_day_that_is_still_to_come_stay_out(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["import", "levels", str(file), table(tmp_path, texts, "Смолкина Ада;1;2")]
    assert main([*asked, "--date", "2190-01-01", "--scale", "proposed"]) == 1
    assert "B2: этот день ещё не наступил («1»)" in capsys.readouterr().err
    assert cycles(file) == []


def own_matrix(folder: Path) -> str:
    """A colleague's matrix of a post that the file does not know, with the levels that the post requires."""
    path = folder / "монтажники.csv"
    path.write_text(
        "Сотрудник;Паять платы;Знание схем;Оформлять акты\n"
        "Целевой уровень;3;2;\nСмолкина Ада;4;1;2\nВерескин Лев;2;;1\n",
        "utf-8",
    )
    return str(path)


def test_a_model_is_made_of_the_matrix_published_and_rated_in_one_act(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_matrix(tmp_path)
    asked = ["import", "levels", str(file), path, *DAY, "--scale", "proposed"]
    assert main(asked) == 1
    assert "--make-framework" in capsys.readouterr().err
    asked += ["--make-framework", "Монтажник плат"]
    assert main([*asked, "--dry-run"]) == 1, "nobody said the third target"
    said = capsys.readouterr()
    assert "новая модель «Монтажник плат»: знаний 1, умений 2, функций 1, без цели 1" in said.out
    assert main(asked) == 1
    assert "--target" in capsys.readouterr().err and not cycles(file)
    assert main([*asked, "--target", "1"]) == 0
    store = Store.open(file)
    ((cycle_id, _source),) = store.read(level_imports.sources).items()
    found = store.read(matrix.team_matrix, cycle_id, None)
    (profile,) = found.profiles.values()
    assert [(one.code, one.text.ru) for one in found.framework.items] == [
        ("K01", "Знание схем"),
        ("S01", "Паять платы"),
        ("S02", "Оформлять акты"),
    ]
    assert {code: one.level for code, one in profile.targets.items()} == {"K01": 2, "S01": 3, "S02": 1}
    assert found.framework.state is EditionState.PUBLISHED
    assert store.check().problems == (), "the one event proves the model and the levels"
    store.close()


def test_the_next_matrix_of_the_post_finds_the_model_by_itself(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_matrix(tmp_path)
    asked = ["import", "levels", str(file), path, "--scale", "proposed"]
    assert main([*asked, *DAY, "--make-framework", "Монтажник плат", "--target", "1"]) == 0
    capsys.readouterr()
    assert main([*asked, "--date", "2026-03-31"]) == 0
    said = capsys.readouterr()
    assert "монтажники.csv: модель «Монтажник плат», редакция 1" in said.out
    assert "B2–C2: у модели свои цели" in said.err
    assert len(cycles(file)) == 2


def test_yes_and_no_are_asked_and_never_taken_for_levels(
    file: Path, tmp_path: Path, texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, texts, "Смолкина Ада;да;нет")
    asked = ["import", "levels", str(file), path, *DAY]
    assert main([*asked, "--scale", "proposed"]) == 1
    assert "B2: уровень неизвестен" in capsys.readouterr().err
    assert main([*asked, "--scale", "да=2,нет=-"]) == 0


def test_targets_in_figures_do_not_make_a_scale_of_yes_and_no(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "монтажники.csv"
    path.write_text("Сотрудник;Паять платы;Знание схем\nЦель;3;2\nСмолкина Ада;да;нет\n", "utf-8")
    asked = ["import", "levels", str(file), str(path), *DAY, "--scale", "proposed", "--dry-run"]
    assert main([*asked, "--make-framework", "Монтажник плат"]) == 1
    said = capsys.readouterr()
    assert "шкала: да (1) → ?, нет (1) → ?, 2 (1) → 2, 3 (1) → 3" in said.out
    assert "без цели 0" in said.out
