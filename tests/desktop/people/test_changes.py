"""Two assessments of one person are compared from the card by keys, and go to a spreadsheet."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.people.changes_dialog import ChangesDialog
from desktop.people.screen import PeopleScreen
from domain.assessing.case import CycleKind
from domain.mark import Role
from tests.db import sample
from tests.desktop.conftest import Start, new_file, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, dialog, press
from tests.desktop.team.cycle.hands import lines

Said = dict[str, sample.Said]


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """Sokolova and Gromov, and a file that holds nobody else."""
    return Crew(new_file(tmp_path / "North.merilo", actors=2))


def quarters(crew: Crew, *said: Said) -> int:
    """Let Gromov rate Kim in so many quarters; return Kim."""
    with crew.store() as store:
        person = sample.add(store, "Kim", given="Ann")
        for number, one in enumerate(said):
            rate(store, crew, person, date(2026, 1 + 3 * number, 1), one)
    return person


def rate(store: Store, crew: Crew, person: int, starts: date, said: Said) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=starts, title=f"Q{(starts.month + 2) // 3}")
    store.act_as(crew.gromov)
    sample.sheet(store, sample.case(store, person, cycle), crew.gromov, Role.MANAGER, said)


def test_any_two_are_compared_by_keys_and_copied(crew: Crew, start: Start, qtbot: QtBot) -> None:
    kim = quarters(crew, {"K01": 1, "S01": 2}, {"K01": 1}, {"K01": 3, "S01": 2, "S02": 4})
    app = crew.begin(start, qtbot)
    workspace_of(app).to_person(kim)
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    press("h", CTRL)
    asked = dialog(screen, ChangesDialog)
    assert asked.one.box.currentText().startswith("Q2")
    assert asked.other.box.currentText().startswith("Q3")
    assert [one.split(" | ")[0] for one in lines(asked.model)[1:]] == ["K01"]
    assert "mean 1.0, now 3.0; up 1, down 0 of 1" in lines(asked.model)[0]
    asked.one.box.setFocus()
    press(Key.Key_Down)  # the first quarter
    assert asked.one.box.currentText().startswith("Q1")
    told = [one for one in lines(asked.model) if not one.startswith("[")]
    assert [one.split(" | ")[0] for one in told] == ["K01", "S01"]
    assert "up by 2" in told[0]
    assert "unchanged" in told[1]
    assert "1 rated only once" in asked.told.text()
    asked.table.setFocus()
    press("a", CTRL)
    press("c", CTRL)
    table = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert table[0] == [
        "Function",
        "Code",
        "Competency",
        "Then",
        "Now",
        "Change",
        "Target then",
        "Target now",
    ]
    assert [row[1] for row in table[1:]] == ["K01", "S01"]
    assert [row[3:6] for row in table[1:]] == [["1", "3", "up by 2"], ["2", "2", "unchanged"]]
    asked.which.setFocus()
    press(Key.Key_End)
    assert len([one for one in lines(asked.model) if not one.startswith("[")]) == 1
    press(Key.Key_Escape)
    assert not asked.isVisible()


def test_the_same_one_twice_is_said_beside_the_field(crew: Crew, start: Start, qtbot: QtBot) -> None:
    kim = quarters(crew, {"K01": 1}, {"K02": 2})
    app = crew.begin(start, qtbot)
    workspace_of(app).to_person(kim)
    screen = workspace_of(app).shown
    press("h", CTRL)
    asked = dialog(screen, ChangesDialog)
    assert asked.nothing.isVisible()
    asked.one.box.setFocus()
    press(Key.Key_Up)
    assert asked.other.note == "Both are the same assessment. Choose another one."
    assert asked.two is None


def test_with_one_assessment_the_button_says_why(crew: Crew, start: Start, qtbot: QtBot) -> None:
    kim = quarters(crew, {"K01": 1})
    app = crew.begin(start, qtbot)
    workspace_of(app).to_person(kim)
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    button = screen.card.compare_button
    assert button is not None
    assert not button.isEnabled()
    assert "Two assessments are needed" in button.accessibleDescription()
    press("h", CTRL)
    assert not [one for one in screen.findChildren(ChangesDialog) if one.isVisible()]
