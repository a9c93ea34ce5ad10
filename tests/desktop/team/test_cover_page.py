"""On whom each duty rests: people are ticked off by keys, and what falls stands first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.team import cover_page
from desktop.team.bar import COVER
from desktop.team.screen import TeamScreen
from tests.desktop.team.cells import CTRL, names, press
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import FOURTH, Staff

Key = Qt.Key


@pytest.fixture
def screen(staff: Staff, show: Show) -> TeamScreen:
    """Two who carry everything but what Gusev alone can do; of Kim nothing may be seen."""
    staff.quarter(
        FOURTH,
        {
            "Алёшина": staff.at(4, S08=1),
            "Белов": staff.at(4, S08=1),
            "Гусев": staff.at(4),
            "Орлов": staff.at(0),
            "Ким": {},
        },
        close=False,
    )
    screen = show()
    press(*[Key.Key_PageDown] * 4, held=CTRL)
    assert screen.bar.views.current == COVER and screen.cover.people.hasFocus()
    return screen


def duties(screen: TeamScreen) -> dict[str, str]:
    """Return clause -> what it rests on, in the order shown."""
    model = screen.cover.duties.list_model
    return {
        str(model.index(row, 0).data()): str(model.index(row, 2).data()) for row in range(model.rowCount())
    }


def person(screen: TeamScreen, surname: str) -> list[str]:
    model = screen.cover.people.list_model
    for row in range(model.rowCount()):
        cells = [str(model.index(row, column).data()) for column in range(4)]
        if cells[1].startswith(surname):
            return cells
    raise AssertionError(surname)


def stand_on(screen: TeamScreen, surname: str) -> None:
    table = screen.cover.people
    line = next(one for one in table.list_model.lines() if one.name.startswith(surname))
    table.stand_on(line.person_id)


def test_what_rests_on_one_falls_when_that_one_is_away(screen: TeamScreen) -> None:
    whole = duties(screen)
    alone = [clause for clause, count in whole.items() if count == "1"]
    assert alone and set(whole.values()) == {"1", "3"}, "Orlov carries nothing"
    assert person(screen, "Гусев") == ["here", "Гусев П. Н.", str(len(whole)), str(len(alone))]
    assert screen.cover.told.text() == f"On one person: {len(alone)} · carried by nobody: 0"
    stand_on(screen, "Гусев")
    QTest.keyClick(screen.cover.people, Key.Key_Space)
    after = duties(screen)
    assert list(after)[: len(alone)] == alone, "what falls stands first"
    assert [count for count in after.values() if count == "falls"] == ["falls"] * len(alone)
    assert screen.cover.told.text().startswith(f"Without 1 person: {len(alone)} duties fall")
    assert person(screen, "Гусев")[0] == "away"
    assert person(screen, "Орлов")[2] == "0" and person(screen, "Ким")[2] == "not known", "unknown is no zero"
    QTest.keyClick(screen.cover.people, Key.Key_Space)
    assert duties(screen) == whole


def test_who_is_away_is_remembered_while_another_screen_is_open(screen: TeamScreen) -> None:
    stand_on(screen, "Белов")
    QTest.keyClick(screen.cover.people, Key.Key_Space)
    memory = screen.memory()
    screen.cover.away.clear()
    screen.recall(memory)
    assert person(screen, "Белов")[0] == "away"


def test_while_a_large_team_is_counted_nothing_of_the_one_before_is_shown(
    screen: TeamScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(cover_page, "AT_ONCE", 0)
    before = duties(screen)
    assert screen.loaded is not None
    screen.cover.show_team(screen.loaded)
    screen.cover.toggle()
    assert screen.cover.told.text() == "Counting who carries what…" and duties(screen) == {}
    qtbot.waitUntil(lambda: bool(duties(screen)), timeout=60_000)
    assert duties(screen) == before


def test_people_are_found_by_what_they_can_do(screen: TeamScreen) -> None:
    press(Key.Key_F, held=CTRL)
    search = screen.map.corner.search
    search.setText("S08 ≥ 3")
    assert names(screen) == ["Гусев"]
    search.setText("с08>=1 алёшина")
    assert names(screen) == ["Алёшина"]
    search.setText("S08 > 1")
    assert names(screen) == ["Гусев"], "Orlov has 0, the others 1: none of them above it"
    search.setText("S99 ≥ 3")
    assert names(screen) == []


def test_without_a_linked_duty_nothing_is_counted(
    screen: TeamScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert screen.loaded is not None
    monkeypatch.setattr(screen.loaded.board, "_cover", ())
    screen.cover.show_team(screen.loaded)
    assert duties(screen) == {}
    assert screen.cover.told.text() == "No duty is linked to a competency of these people's profiles."


def test_while_nothing_is_known_no_duty_is_counted(staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {"Ким": {}, "Орлов": {}}, close=False)
    screen = show()
    press(*[Key.Key_PageDown] * 4, held=CTRL)
    assert set(duties(screen).values()) == {"not known"}
    assert screen.cover.told.text() == "Who carries the duties is not known yet."
