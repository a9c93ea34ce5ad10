"""`merilo export team`: the matrix of an assessment of staff, of a unit if asked, blind where it must be."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.assessing import cycles
from db.file.store import Store
from db.people import organisation
from db.team import quarterly
from desktop.office.cli.cli import main
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.progress import Progress
from tests import prepared
from tests.db import sample

DAY = "2026-11-24"
WAITING = (
    "Орлов Денис Игоревич",
    "Сафин Тимур Маратович",
    "Тихонов Глеб Романович",
    "Щербакова Нина Львовна",
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("team") / "demo.merilo"
    prepared.demo(path)
    return path


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(file)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


def text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def export(file: Path, folder: Path, *more: str) -> int:
    return main(["export", "team", str(file), *more, "--out", str(folder), "--today", DAY])


def test_a_running_quarter_shows_who_waits_and_the_levels_of_the_others(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(file, tmp_path, "--cycle", "2026-IV", "--format", "pdf") == 0
    (path,) = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert path.name == f"team_2026-IV_{DAY}_ru.pdf"
    told = text(path)
    for name in WAITING:
        row = told.split(name)[1][:90]
        assert "ждём" in row, name
    assert "Алёшина Вера Петровна" in told and "сдано листов: 16 из 21" in told


def test_a_unit_narrows_the_team_to_its_people_and_those_below(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(file, tmp_path, "--cycle", "2026-III", "--unit", "смена б", "--format", "pdf") == 0
    (path,) = tmp_path.iterdir()
    assert path.name == f"team_2026-III_Смена-Б_{DAY}_ru.pdf"
    told = text(path)
    assert "Захарова Мария Алексеевна" in told and "Алёшина" not in told
    assert export(file, tmp_path, "--cycle", "2026-III", "--unit", "Служба поддержки клиентов") == 0
    assert "Алёшина" in text(tmp_path / f"team_2026-III_Служба-поддержки-клиентов_{DAY}_ru.pdf")
    assert export(file, tmp_path, "--cycle", "2026-III", "--unit", "Смена Э") == 1
    assert "Смена Э" in capsys.readouterr().err


def test_all_cycles_of_staff_are_made_in_one_go(file: Path, tmp_path: Path) -> None:
    assert export(file, tmp_path, "--all", "--format", "pdf") == 0
    made = {path.name.split("_")[1] for path in tmp_path.iterdir()}
    assert made == {"2026-I", "2026-II", "2026-III", "2026-IV", "2026-P-001"}


@pytest.mark.parametrize("more", [[], ["--person", "E-0301"]])
def test_a_team_has_to_be_named_by_its_assessment(
    file: Path, tmp_path: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        export(file, tmp_path, *more)
    assert left.value.code == 2
    assert "--cycle | --all" in capsys.readouterr().err


def test_a_unit_is_for_teams_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", "plan", str(file), "--all", "--unit", "Смена А"])
    assert left.value.code == 2
    assert "--unit: team" in capsys.readouterr().err


def test_the_screens_make_the_same_with_the_id_of_a_unit(store: Store, tmp_path: Path) -> None:
    cycle = store.read(cycles.by_code, "2026-III").id
    unit = next(one.id for one in store.read(organisation.units) if one.name == "Смена А")
    made = documents.export(
        store.read,
        registry.TEAM,
        (cycle,),
        ("pdf",),
        ("ru", "en"),
        tmp_path,
        Progress(),
        None,
        demo.TODAY,
        unit,
    )
    assert [path.name for path in made.written] == [
        f"team_2026-III_Смена-А_{DAY}_{language}.pdf" for language in ("ru", "en")
    ]
    assert made.failed == ()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def long_table(file: Path, folder: Path, *more: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    assert main(["export", *more, str(file), "--out", str(folder), "--today", DAY]) == 0
    return sorted(folder.iterdir())


def test_a_long_table_of_a_quarter_names_roles_days_and_what_waits(file: Path, tmp_path: Path) -> None:
    csv_file, book = long_table(file, tmp_path / "out", "levels", "--cycle", "2026-IV")
    assert (csv_file.name, book.name) == (
        f"levels_2026-IV_{DAY}_ru.csv",
        f"levels_2026-IV_{DAY}_ru.xlsx",
    )
    told = rows(csv_file)
    waiting = [one for one in told if one["Состояние"] == "ещё не показано"]
    assert {one["Человек"] for one in waiting} == set(WAITING)
    assert not any(one["Уровень"] or one["Роль оценившего"] or one["Дата"] for one in waiting)
    rated = [one for one in told if one["Состояние"] == "оценён"]
    assert rated and all(one["Уровень"] and one["Дата"] and one["Роль оценившего"] for one in rated)
    carried = [one for one in told if one["Состояние"] == "перенесён"]
    assert carried and all(one["Давность, кварталов"] != "0" and not one["Дата"] for one in carried)


def test_all_quarters_are_one_table_and_one_event_that_names_them_all(
    store: Store, file: Path, tmp_path: Path
) -> None:
    found = long_table(file, tmp_path / "out", "levels", "--all", "--format", "csv")
    (path,) = found
    assert path.name == f"levels_all_{DAY}_ru.csv"
    told = rows(path)
    staff = [one for one in store.read(cycles.cycles) if one.kind in quarterly.STAFF]
    assert {one["Оценка"] for one in told} == {
        one.code for one in staff if one.code in path.read_text("utf-8")
    }
    assert len({one["Квартал"] for one in told}) > 1
    event = sample.last_event(store)
    assert (event.act, event.data["document"], event.data["files"]) == ("export", "levels", 1)
    assert set(event.data["ids"]) == {one.id for one in staff}
    assert len(event.data["people"]) == len({one["Код человека"] for one in told})


def test_a_long_table_of_a_unit_has_its_people_alone(file: Path, tmp_path: Path) -> None:
    (path,) = long_table(
        file, tmp_path / "out", "levels", "--cycle", "2026-IV", "--unit", "Смена А", "--format", "csv"
    )
    assert {one["Подразделение"] for one in rows(path)} == {"Смена А"}


def test_a_long_table_of_a_vacancy_has_its_candidates(file: Path, tmp_path: Path) -> None:
    (path,) = long_table(file, tmp_path / "out", "candidate-levels", "--all", "--format", "csv")
    told = rows(path)
    assert {one["Код человека"][:2] for one in told} == {"C-"}
    assert "перенесён" not in {one["Состояние"] for one in told}  # nothing is carried to a candidate
