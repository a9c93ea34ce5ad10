"""``merilo export result --recompute``: a closed assessment proves what it said, or it is told in words."""

import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from db.file import driver, keys
from db.file.store import Store
from desktop.office.cli.cli import main
from domain.assessing import scoring
from domain.assessing.policy import Policy
from domain.mark import GivenMark
from tests import prepared

CYCLE = "2026-III"
FIRST = """(SELECT min(snapshot.id) FROM snapshot JOIN "case" ON "case".id = snapshot.case_id
    JOIN cycle ON cycle.id = "case".cycle_id WHERE cycle.code = '2026-III')"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo file; no test changes it."""
    path = tmp_path_factory.mktemp("recompute") / "demo.merilo"
    prepared.demo(path)
    return path


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")


def export(path: Path, out: Path, *arguments: str) -> int:
    return main(["export", "result", str(path), "--recompute", "--out", str(out), *arguments])


def changed(demo: Path, folder: Path, statements: Sequence[str]) -> Path:
    """Copy the file and be at it with a tool, without its guards."""
    path = folder / "changed.merilo"
    shutil.copyfile(demo, path)
    shutil.copyfile(keys.beside(demo), keys.beside(path))
    slot = keys.load(path).slots[0]
    assert isinstance(slot, keys.OpenSlot)
    raw = driver.connect(path, slot.dek)
    raw.execute("PRAGMA foreign_keys=OFF")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        raw.execute(statement.format(first=FIRST))
    raw.close()
    return path


def test_every_closed_assessment_proves_its_result_and_is_written(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(demo, tmp_path, "--all", "--cycle", CYCLE) == 0
    told = capsys.readouterr().out.splitlines()
    proofs = [line for line in told if line.endswith(": пересчитано, сошлось точно (версия расчёта 2).")]
    assert len(proofs) == 12
    assert len(list(tmp_path.glob("*.json"))) == 12


def test_the_files_are_those_that_are_written_without_it(demo: Path, tmp_path: Path) -> None:
    assert export(demo, tmp_path / "with", "--all", "--cycle", CYCLE) == 0
    main(["export", "result", str(demo), "--all", "--cycle", CYCLE, "--out", str(tmp_path / "without")])
    for one in (tmp_path / "with").iterdir():
        assert one.read_bytes() == (tmp_path / "without" / one.name).read_bytes()


def test_an_open_assessment_has_nothing_to_recompute(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(demo, tmp_path, "--person", "C-0042") == 1
    said = capsys.readouterr()
    assert said.err.startswith("C-0042: Сохранённого расчёта нет: оценка не закрыта.")
    assert "Выгружать нечего" not in said.err
    assert (said.out, list(tmp_path.iterdir())) == ("", [])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE snapshot SET engine = '1' WHERE id = {first}",
        "UPDATE snapshot SET engine = '99' WHERE id = {first}",
        "UPDATE snapshot SET content = x'00' WHERE id = {first}",
        "UPDATE snapshot SET content = (SELECT content FROM snapshot WHERE id > {first}) WHERE id = {first}",
        "UPDATE snapshot SET content_hash = x'' WHERE id = {first}",
        "UPDATE snapshot SET items_id = 999 WHERE id = {first}",
        "UPDATE snapshot SET items_id = duties_id WHERE id = {first}",
    ],
)
def test_a_calculation_that_was_changed_is_told_and_the_others_are_written(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    path = changed(demo, tmp_path, [harm])
    assert export(path, tmp_path / "out", "--all", "--cycle", CYCLE) == 1
    said = capsys.readouterr().err
    assert said.count("не даёт прежнего результата") == 1
    assert len(list((tmp_path / "out").glob("*.json"))) == 11


def test_a_mark_changed_after_closing_is_told(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = (
        "UPDATE mark SET level = 4 - level WHERE state = 'rated' AND sheet_id IN (SELECT sheet.id FROM sheet"
        " JOIN snapshot ON snapshot.case_id = sheet.case_id WHERE snapshot.id = {first})"
    )
    path = changed(demo, tmp_path, [marks])
    assert export(path, tmp_path / "out", "--all", "--cycle", CYCLE) == 1
    assert "сходится точно, но сейчас оценка даёт другой результат" in capsys.readouterr().err
    assert len(list((tmp_path / "out").glob("*.json"))) == 11


def test_a_program_that_computes_otherwise_is_found_out(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = scoring.level_that_counts

    def halved(marks: tuple[GivenMark, ...], policy: Policy) -> Fraction | None:
        level = exact(marks, policy)
        return None if level is None else level / 2

    monkeypatch.setattr(scoring, "level_that_counts", halved)
    assert export(demo, tmp_path, "--all", "--cycle", CYCLE) == 1
    assert capsys.readouterr().err.count("не даёт прежнего результата") == 12
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["profile", "framework"])
def test_only_the_result_is_recomputed(demo: Path, tmp_path: Path, kind: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", kind, str(demo), "--recompute", "--all", "--out", str(tmp_path)])
    assert left.value.code == 2


def test_the_demo_is_sound(demo: Path) -> None:
    store = Store.open(demo)
    assert store.checkup() == ()
    store.close()
