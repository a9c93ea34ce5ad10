"""``merilo verify``: a workbook in which anything was changed says so, cell by cell."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from db.assessing import cases, cycles
from db.file.store import Store
from db.hiring import campaigns
from db.people.organisation import unit_called
from desktop.office import verifying
from desktop.office.cli.cli import main
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.progress import Progress
from reports.assessing import candidate_xlsx
from resources.i18n import words
from tests import prepared
from tests.reports import sample

TITLES = ("Сводка", "Заключение", "Расчёт", "Компетенции", "Обязанности", "Отметки", "Справка")
MARKS = "G"  # the first column of marks on the sheet of the calculation


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo file, and the profile of C-0041 in both languages; no test changes them."""
    made = tmp_path_factory.mktemp("verify")
    prepared.demo(made / "demo.merilo")
    store = Store.open(made / "demo.merilo")
    case = next(
        one.case_id for one in store.read(cases.cases_in, "2026-H-001") if "Мельник" in one.person_name
    )
    documents.export(
        store.read,
        registry.PROFILE,
        (case,),
        ("xlsx",),
        ("ru", "en"),
        made,
        Progress(),
        None,
        demo.TODAY,
        processes=1,
    )
    store.close()
    return made


@pytest.fixture(scope="module")
def profile(folder: Path) -> Path:
    (path,) = folder.glob("profile_*_ru.xlsx")
    return path


@pytest.fixture(scope="module")
def book(profile: Path) -> verifying.Workbook:
    return verifying.workbook(profile)


def changed(
    path: Path,
    target: Path,
    title: str,
    place: str,
    how: Callable[[str], str],
    titles: tuple[str, ...] = TITLES,
) -> Path:
    """Copy the workbook with the XML of one cell replaced, as somebody with a tool would do it."""
    part = f"xl/worksheets/sheet{titles.index(title) + 1}.xml"
    with ZipFile(path) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            data = old.read(one)
            if one == part:
                cell = re.compile(rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)'.encode(), re.DOTALL)
                (found,) = cell.findall(data)
                other = how(found.decode()).encode()
                assert other != found
                data = data.replace(found, other)
            new.writestr(one, data)
    return target


def value(told: str) -> Callable[[str], str]:
    return lambda cell: re.sub(r"<v>.*?</v>|<v\s*/>", f"<v>{told}</v>", cell)


def formula(told: str) -> Callable[[str], str]:
    return lambda cell: re.sub(r"<f>.*?</f>", f"<f>{told}</f>", cell)


def row_of(book: verifying.Workbook, title: str, name: str) -> int:
    """Return the row whose first or second cell says this."""
    shown = book.sheets[title].shown
    return next(row for (row, column), said in shown.items() if column < 2 and said == name)


# Sheet, column, name in the row, what is put there, and a cell that then has to be told.
MUTATIONS = (
    ("Расчёт", MARKS, "K01", value("0"), "Расчёт!"),
    ("Расчёт", MARKS, "S22", value("4"), "Сводка!"),
    ("Расчёт", "D", "K01", value("0"), "Сводка!"),
    ("Расчёт", "E", "K02", value("9"), "Компетенции!"),
    ("Расчёт", "F", "K11", value("4"), "Компетенции!"),
    ("Расчёт", MARKS, "На цели, если разрыв меньше", value("3"), "Расчёт!"),
    ("Расчёт", "D", "На цели, если разрыв меньше", value("1.5"), "Сводка!"),
    ("Расчёт", "M", "K01", value("2"), "Расчёт!M"),
    ("Расчёт", "N", "K26", value("9"), "Расчёт!N"),
    ("Расчёт", "M", "K26", formula("4"), "Расчёт!M"),
    ("Расчёт", "T", "K26", formula("1"), "Расчёт!T"),
    ("Расчёт", "E", "Выполнение профиля", value("0.99"), "Расчёт!E"),
    ("Расчёт", "G", "Выполнение профиля", value("0.99"), "Расчёт!G"),
    ("Расчёт", "E", "Выполнение профиля", formula("0.99"), "Расчёт!E"),
    ("Сводка", "B", "Выполнение профиля", value("0.9"), "Сводка!B"),
    ("Сводка", "C", "Выполнение профиля", value("0.1"), "Сводка!C"),
    ("Сводка", "B", "Средний уровень", value("2.4"), "Сводка!B"),
    ("Сводка", "D", "Средний уровень", value("3.5"), "Сводка!D"),
    ("Сводка", "B", "Критичных ниже допустимого", value("0"), "Сводка!B"),
    ("Сводка", "B", "Оперативное управление", value("1"), "Сводка!B"),
    ("Компетенции", "K", "S01", value("3"), "Компетенции!K"),
    ("Компетенции", "L", "S01", value("0"), "Компетенции!L"),
    ("Отметки", "C", "K01", value("4"), "Отметки!C"),
)


def test_an_untouched_workbook_is_recounted_and_agrees_in_either_language(folder: Path) -> None:
    for path in folder.glob("profile_*.xlsx"):
        made = verifying.recounted(verifying.workbook(path))
        assert made.differences == () and made.compared > 2000, path.name


def test_two_assessors_of_one_name_and_role_are_told_apart_by_their_order(tmp_path: Path) -> None:
    result = sample.candidate()
    first, *_rest = result.assessors
    alike = tuple(
        replace(one, person=replace(one.person, surname="Ли", given="Анна", patronymic=""), role=first.role)
        for one in result.assessors
    )
    entries = tuple(
        replace(row.entry, marks=tuple(replace(one, role=first.role) for one in row.entry.marks))
        for row in result.score.rows
    )
    candidate_xlsx.write(
        sample.with_score(replace(result, assessors=alike), entries),
        tmp_path / "p.xlsx",
        Progress(),
        words("ru"),
    )
    made = verifying.recounted(verifying.workbook(tmp_path / "p.xlsx"))
    assert made.compared > 500 and made.differences == ()


@pytest.mark.parametrize("number", range(len(MUTATIONS)))
def test_whatever_is_changed_is_told_by_its_cell(
    book: verifying.Workbook, profile: Path, tmp_path: Path, number: int
) -> None:
    title, column, name, how, told = MUTATIONS[number]
    place = f"{column}{row_of(book, title, name)}"
    found = verifying.recounted(
        verifying.workbook(changed(profile, tmp_path / "changed.xlsx", title, place, how))
    )
    assert any(one.address.startswith(told) for one in found.differences), found.differences


def test_the_command_tells_each_difference_in_a_sentence_and_ends_with_one(
    book: verifying.Workbook,
    profile: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    place = f"B{row_of(book, 'Сводка', 'Выполнение профиля')}"
    path = changed(profile, tmp_path / "changed.xlsx", "Сводка", place, value("0.9"))
    assert main(["verify", str(path)]) == 1
    assert f"Сводка!{place}: указано 0,9, а из отметок следует 0,749206" in capsys.readouterr().out


def test_with_a_database_words_are_compared_too_and_its_records_with_the_journal(
    folder: Path,
    book: verifying.Workbook,
    profile: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    for one in folder.glob("demo.merilo*"):
        shutil.copyfile(one, tmp_path / one.name)
    database = ["--database", str(tmp_path / "demo.merilo")]
    assert main(["verify", str(profile), *database]) == 0
    told = capsys.readouterr().out
    assert "Каждая ячейка такая, как в базе." in told
    assert "Записи базы такие, как говорит её журнал." in told
    place = f"B{row_of(book, 'Справка', 'Версия расчёта')}"
    path = changed(
        profile,
        tmp_path / "changed.xlsx",
        "Справка",
        place,
        lambda cell: cell.replace("<t>2</t>", "<t>7</t>"),
    )
    assert main(["verify", str(path), *database]) == 1
    assert f"Справка!{place}: указано «7», в базе «2»" in capsys.readouterr().out


@pytest.fixture(scope="module")
def books(folder: Path) -> dict[str, Path]:
    """The workbooks of a team, of one unit of it, and of a comparison."""
    store = Store.open(folder / "demo.merilo")
    unit = store.read(unit_called, "Смена А")
    asked = {
        "team": (registry.TEAM, store.read(cycles.by_code, "2026-IV").id, None),
        "unit": (registry.TEAM, store.read(cycles.by_code, "2026-IV").id, unit),
        "comparison": (registry.COMPARISON, store.read(campaigns.campaigns)[0].cycle.id, None),
    }
    made: dict[str, Path] = {}
    for name, (kind, one_id, unit_id) in asked.items():
        done = documents.export(
            store.read,
            kind,
            (one_id,),
            ("xlsx",),
            ("ru",),
            folder / name,
            Progress(),
            None,
            demo.TODAY,
            unit_id,
            processes=1,
        )
        (made[name],) = done.written
    store.close()
    return made


@pytest.mark.parametrize("name", ["team", "unit", "comparison"])
def test_levels_of_several_people_are_compared_with_the_database(
    folder: Path, books: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for one in folder.glob("demo.merilo*"):
        shutil.copyfile(one, tmp_path / one.name)
    database = ["--database", str(tmp_path / "demo.merilo")]
    assert main(["verify", str(books[name])]) == 3
    assert "--database" in capsys.readouterr().err
    assert main(["verify", str(books[name]), *database]) == 0
    sheets = verifying.workbook(books[name]).sheets
    title = next(iter(sheets))
    row, column = next(place for place, shown in sheets[title].shown.items() if isinstance(shown, float))
    place = f"{chr(ord('A') + column)}{row}"
    other = changed(books[name], tmp_path / "changed.xlsx", title, place, value("0.123"), tuple(sheets))
    assert main(["verify", str(other), *database]) == 1
    assert f"{title}!{place}" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_of_ours_ends_with_three(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    assert main(["verify", str(path)]) == 3
    assert main(["verify", str(tmp_path / "none.xlsx")]) == 3
    said = capsys.readouterr()
    assert said.err and not said.out
