"""The list of plans gives all its papers at once, by keys, and tells what is missing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.development import plan_board, plan_edit
from db.file.store import Store
from db.people import organisation
from desktop.development import batch
from desktop.development.list_screen import PlansScreen
from desktop.export.dialog import ExportDialog, Wish
from desktop.jobs import Job
from desktop.office.papers import documents
from domain.period import Period, next_quarter
from tests.db import sample
from tests.db.planned import Planned
from tests.desktop.conftest import TODAY
from tests.desktop.development.conftest import Plans
from tests.desktop.development.hands import CTRL, dialog, press

Key = Qt.Key


@pytest.fixture
def unit(store: Store, plan: Planned) -> int:
    """A unit with a unit below it, where somebody has a plan by hand."""
    above = store.write(organisation.add_unit, "Поддержка")
    below = store.write(organisation.add_unit, "Смена ночная", above)
    person = sample.add(store, "Белова", given="Ирина", unit_id=below)
    first = next_quarter(next_quarter(TODAY).ends_on)
    store.write(plan_edit.begin, person, Period(first.starts_on, first.ends_on))
    return above


def asked(screen: PlansScreen) -> ExportDialog:
    made = dialog(ExportDialog)
    assert isinstance(made, ExportDialog)
    return made


def offered(made: ExportDialog) -> list[str]:
    assert made.batch is not None
    return [made.batch.box.itemText(number) for number in range(made.batch.box.count())]


def test_ctrl_e_offers_what_is_shown_then_quarters_and_units(
    plans_list: Plans, unit: int, context: object
) -> None:
    screen = plans_list()
    press(Key.Key_E, CTRL)
    made = asked(screen)
    assert offered(made) == [
        "shown in the list: 2 plans",
        "Quarter II, 2027: 1 plan",
        "Quarter I, 2027: 1 plan",
        "Поддержка: 1 plan",
        "Смена ночная: 1 plan",
    ]
    assert made.save_button.text() == "Save 2 files"
    press(Key.Key_Escape)
    screen.search.setText("ночная")
    press(Key.Key_E, CTRL)
    assert offered(asked(screen))[0] == "shown in the list: 1 plan"


def test_all_plans_shown_are_written_by_keys(
    plans_list: Plans, unit: int, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = plans_list()
    screen._context.settings.last_folder = tmp_path  # where the dialog begins
    press(Key.Key_E, CTRL)
    with qtbot.waitSignal(screen.exported, timeout=30_000) as done:
        press(Key.Key_Return)
    assert done.args is not None
    assert len(done.args[0]) == 2
    assert {path.name for path in tmp_path.glob("*.pdf")} == {path.name for path in done.args[0]}
    assert not screen.trouble.isVisible()


def test_a_whole_team_is_written_by_drawing_processes_at_one_key(
    plans_list: Plans, store: Store, unit: int, tmp_path: Path, qtbot: QtBot
) -> None:
    first = next_quarter(TODAY)
    for number in range(documents.MANY):
        person = sample.add(store, f"Пробный-{number}", unit_id=unit)
        store.write(plan_edit.begin, person, Period(first.starts_on, first.ends_on))
    screen = plans_list()
    folder = tmp_path / "papers"
    folder.mkdir()
    screen._context.settings.last_folder = folder
    wanted = documents.MANY + 2
    press(Key.Key_E, CTRL)
    assert asked(screen).save_button.text() == f"Save {wanted} files"
    with qtbot.waitSignal(screen.exported, timeout=60_000) as done:
        press(Key.Key_Return)
    assert done.args is not None and len(done.args[0]) == wanted
    papers = list(folder.iterdir())
    assert len(papers) == wanted and all(one.suffix == ".pdf" for one in papers), "and no parts"
    assert all(one.read_bytes().rstrip().endswith(b"%%EOF") for one in papers)


def test_what_is_missing_is_told_with_its_reason(
    plans_list: Plans, unit: int, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = plans_list()
    rows = screen._rows
    name = f"idp_{rows[0].person_code}_{rows[0].starts_on:%Y-%m}_2026-11-24_en.pdf"
    (tmp_path / name).mkdir()
    press(Key.Key_E, CTRL)
    made = asked(screen)
    with qtbot.waitSignal(screen.exported, timeout=30_000):
        made.wanted.emit(Wish(("idp",), ("pdf",), ("en",), tmp_path, made.wish.of))
    assert screen.trouble.isVisible()
    assert screen.trouble.text.startswith(f"1 file of 2 is saved. “{name}” cannot be written")
    assert str(tmp_path) not in screen.trouble.text


def test_a_stop_tells_what_was_saved_and_what_was_not_begun(
    plans_list: Plans, plan: Planned, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = plans_list()
    many = {"idp": (plan.plan,) * 40}
    jobs = screen._context.jobs
    heard: list[int] = []
    begun: list[Job] = []
    jobs.started.connect(begun.append)

    def stop(done: int, total: int) -> None:
        heard.append(total)
        if done >= 2:
            begun[-1].cancel()

    jobs.progressed.connect(stop)
    with qtbot.waitSignal(screen.exported, timeout=60_000):
        screen.papers._on_wanted(Wish(("idp",), ("pdf",), ("en",), tmp_path, many))
    written = len(list(tmp_path.glob("*.pdf")))
    assert 2 <= written < 40
    assert set(heard) == {40}
    left = 40 - written
    assert screen.trouble.text == f"{written} files of 40 are saved. {left} files were not started."


def test_a_list_without_plans_has_nothing_to_write(plans_list: Plans, plan: Planned, store: Store) -> None:
    screen = plans_list()
    assert screen.export_button.isEnabled()
    assert batch.batches((), (), ()) == ()
    row = store.read(plan_board.rows, TODAY)[0]
    assert [one.text for one in batch.batches((), (row,), ())] == ["Quarter I, 2027: 1 plan"]
    assert batch.batches((row,), (row,), ())[0].of == {"idp": (plan.plan,)}
