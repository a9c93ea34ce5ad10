"""`merilo export team`: the matrix of an assessment of staff, of a unit if asked, blind where it must be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.assessing import cycles
from db.file.store import Store
from db.people import organisation
from desktop.office.cli.cli import main
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.progress import Progress
from tests import prepared

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
