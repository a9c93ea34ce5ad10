"""A stranger's file is read in a process of its own: whatever happens there, the program goes on."""

import json
import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.office.cli.cli import main
from desktop.office.intake import apart, readings
from desktop.office.intake.apart import Limits
from desktop.office.intake.readings import Said
from domain.framework.edition_faults import Faulty, Flaw
from domain.progress import Cancelled, Progress
from reports.intake import file
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Table
from tests import prepared
from tests.bench.roster import write_list
from tests.desktop.office import strangers
from tests.reports.intake.matrix.drawn import xlsx

ROOT = Path(__file__).resolve().parents[3]
LONG = 600  # seconds on the clock, which no other limit must need, however busy the machine is
FEW = Limits(memory=200_000_000, seconds=1, answer=1_000_000, patience=LONG)


def refused(reading: Callable[..., object], *what: object, limits: Limits = FEW) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        apart.read(reading, *what, progress=Progress(), limits=limits)
    assert multiprocessing.active_children() == []
    return caught.value


def test_an_answer_comes_back_as_it_was_made_and_progress_before_it() -> None:
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: steps.append((done, total)))
    assert apart.read(strangers.a_table, "Штат", progress=progress) == strangers.a_table("Штат", Progress())
    assert (1, 2) in steps
    assert multiprocessing.active_children() == []


def test_a_long_answer_comes_in_pieces_between_which_the_window_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes: list[int] = []

    class Counted(apart.Pieces):
        def read(self, size: int | None = -1, /) -> bytes:
            sizes.append(len(piece := super().read(size)))
            return piece

    monkeypatch.setattr(apart, "Pieces", Counted)
    rows = apart.read(strangers.many_rows, 20_000, progress=Progress())
    assert rows == strangers.many_rows(20_000, Progress())
    assert 0 < max(sizes) < 200_000 < sum(sizes), "in one call it would hold every other thread"


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (strangers.all_memory, Why.MEMORY),
        (strangers.one_huge_text, Why.MEMORY),
        (strangers.endless_text, Why.MUCH_TEXT),
        (strangers.a_crash, Why.LOST),
        (strangers.a_foreign_record, Why.LOST),
    ],
)
def test_whatever_a_file_takes_is_refused_by_its_limit(reading: Callable[..., object], why: Why) -> None:
    assert refused(reading).why is why


def test_what_waits_for_ever_is_given_up_by_the_clock() -> None:
    assert refused(strangers.all_time, limits=replace(FEW, patience=3)).why is Why.TIME


@pytest.mark.skipif(not apart.COUNTED, reason="Windows says not why it ended the process")
def test_it_is_the_processor_that_counts_not_the_clock_of_a_busy_machine() -> None:
    limits = Limits(seconds=1, patience=LONG)
    assert refused(strangers.all_processor, limits=limits).why is Why.TIME
    told = apart.read(strangers.late, 3.5, progress=Progress(), limits=limits)
    assert told == strangers.late(0, Progress())


def test_without_others_the_limits_are_those_that_were_promised() -> None:
    limits = apart.LIMITS
    assert (limits.memory, limits.seconds, limits.patience) == (500_000_000, 30, 120)


def test_a_file_too_large_to_be_handed_over_is_refused_for_its_memory() -> None:
    assert refused(strangers.a_table, bytes(190_000_000)).why is Why.MEMORY


def test_refusals_and_faults_keep_their_reason_and_place() -> None:
    error = refused(strangers.a_refusal)
    assert (error.why, error.place) == (Why.BAD_CELL, "Штат!B4")
    with pytest.raises(Faulty) as caught:
        apart.read(strangers.faults, progress=Progress())
    assert [one.flaw for one in caught.value.faults] == [Flaw.NO_ITEMS]


@pytest.mark.parametrize("reading", [strangers.our_mistake, strangers.our_other_mistake])
def test_a_mistake_of_ours_is_a_refusal_that_names_its_place_and_nothing_of_the_file(
    reading: Callable[..., object],
) -> None:
    error = refused(reading)
    assert error.why is Why.FAILED
    assert "strangers.py:" in error.place and "Лебедева" not in error.place


def test_an_answer_that_would_act_is_refused_and_does_not(tmp_path: Path) -> None:
    path = tmp_path / "made"
    assert refused(strangers.an_act, str(path)).why is Why.LOST
    assert not path.exists()


def test_a_request_to_stop_ends_a_reading_that_never_looks_for_one() -> None:
    progress = Progress(lambda done, _total: progress.cancel() if done else None)
    with pytest.raises(Cancelled):
        apart.read(strangers.never_told_to_stop, progress=progress)
    assert multiprocessing.active_children() == []


def test_the_process_that_reads_has_neither_the_database_nor_a_window() -> None:
    code = (
        "import sys; from desktop.office.intake import apart, readings\n"
        "print([one for one in sys.modules if one.split('.')[0] in"
        " ('PySide6', 'shiboken6', 'sqlalchemy', 'sqlmodel', 'sqlcipher3', 'db', 'reportlab', 'openpyxl',"
        " 'docx', 'lxml')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


def test_twenty_thousand_people_are_the_same_in_a_process_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "штат.xlsx"
    write_list(path, 20_000, 12)
    data = file.content(path)
    table: Table = apart.read(readings.people, data, path.name, None, "", progress=Progress())
    assert table == file.parse(data, path.name, Progress()) and len(table.lines) == 20_001


def test_levels_of_a_thousand_people_in_71_competencies_come_back_within_the_limits() -> None:
    skills = [f"Умение {number}" for number in range(1, 72)]
    names = [
        "Смолкин" + "".join(chr(ord("а") + int(one)) for one in f"{number:03}") for number in range(1_000)
    ]
    rows = [
        [f"{name} Лев", "Специалист", *((at + number) % 5 for at in range(71))]
        for number, name in enumerate(names)
    ]
    data = xlsx({"Матрица": [["ФИО", "Должность", *skills], *rows]})
    found = apart.read(readings.levels, data, "матрица.xlsx", Said(), progress=Progress())
    assert found.table is not None
    assert (len(found.table.people), len(found.table.ratings)) == (1_000, 71_000)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)
    return prepared.empty(tmp_path / "Север.merilo")


def test_twenty_thousand_competencies_without_codes_are_counted_and_refused(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [
        {"identifier": f"00000000-0000-0000-0000-{number:012}", "fullStatement": f"знание {number}"}
        for number in range(20_000)
    ]
    document = {"identifier": "10000000-0000-0000-0000-000000000000", "title": "Модель"}
    path = tmp_path / "много.json"
    path.write_text(json.dumps({"CFDocument": document, "CFItems": items, "CFAssociations": []}), "utf-8")
    assert main(["import", "framework", str(database), str(path)]) == 1
    assert "слишком много: 20000" in capsys.readouterr().err


def test_a_command_that_meets_a_limit_says_which_and_what_to_do(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "люди.csv"
    path.write_text("Фамилия;Имя\n" + "Лебедева;Ирина\n" * 500, "utf-8")
    monkeypatch.setattr(apart, "LIMITS", Limits(answer=2_000))
    assert main(["import", "people", str(database), str(path)]) == 1
    said = capsys.readouterr().err
    assert "люди.csv" in said and "Оставьте в файле только нужное" in said
