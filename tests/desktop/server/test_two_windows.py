"""Three windows at one server: a vacancy, two rate blind, a network is cut and comes back, a decision."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns, decisions
from desktop.app import App
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.assessing.sheet.screen import SheetScreen
from desktop.frame.link import Link
from desktop.settings import Settings
from domain.assessing.case import CaseState
from domain.errors import Refused
from domain.hiring.decision import Outcome
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.db.wire.strangers import way
from tests.desktop.conftest import TODAY, Start, at_rest, workspace_of
from tests.desktop.server.at_server import Centre, centre, log_in, remote

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def at(store: Store, me: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    accounts = {"sokolova": me.id}
    for surname in ("Gromov", "Orlov"):
        person = Person(kind=PersonKind.EMPLOYEE, surname=surname, is_actor=True)
        accounts[surname.lower()] = store.write(people.add, person)
    with centre(store, monkeypatch, **accounts) as made:
        yield made


@pytest.fixture
def window(start: Start, tmp_path: Path, qtbot: QtBot) -> Callable[[Centre, str], App]:
    """What opens a window of somebody, on a computer of that person's own."""

    def begin(at: Centre, name: str) -> App:
        settings = Settings(tmp_path / name / "merilo.ini")
        settings.sheet_mode = "table"
        app = start(settings=settings)
        return log_in(app, qtbot, at, name)

    return begin


def sheet_of(app: App, case_id: int, role: Role, qtbot: QtBot) -> SheetScreen:
    """Begin one's own sheet, and show it."""
    assert app.me is not None
    sheet_id = remote(app).write(sheets.open_sheet, case_id, app.me.id, role)
    workspace_of(app).to_sheet(sheet_id)
    qtbot.waitUntil(lambda: at_rest(app))
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    return shown


def turn_to(app: App, screen: SheetScreen, qtbot: QtBot) -> None:
    """Come to this person's computer."""
    app.window.activateWindow()
    with qtbot.waitActive(app.window):
        pass
    screen.table.setFocus()
    qtbot.waitUntil(screen.table.hasFocus)


def rate(app: App, screen: SheetScreen, levels: str, qtbot: QtBot) -> None:
    """Press a digit for each of the next rows."""
    turn_to(app, screen, qtbot)
    before = len(screen.model.marked)
    QTest.keyClicks(screen.table, levels)
    qtbot.waitUntil(lambda: len(screen.model.marked) == before + len(levels) and at_rest(app))


def hand_in(app: App, screen: SheetScreen, qtbot: QtBot) -> None:
    """Agree to what the question tells."""
    turn_to(app, screen, qtbot)
    QTest.keyClick(screen.table, Qt.Key.Key_Return, CTRL | SHIFT)
    (question,) = (one for one in screen.findChildren(SubmitQuestion) if one.isVisible())
    question.act.click()
    qtbot.waitUntil(lambda: at_rest(app))


def told(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_a_vacancy_from_opening_to_the_conclusion(
    window: Callable[[Centre, str], App], at: Centre, store: Store, qtbot: QtBot
) -> None:
    hr = window(at, "sokolova")
    gromov = window(at, "gromov")
    with way(at.way.to_service) as his_way:
        orlov = window(Centre(store, his_way), "orlov")
        assert hr.me is not None and gromov.me is not None and orlov.me is not None
        # HR opens a vacancy with two assessors and invites a candidate.
        panel = (gromov.me.id, Role.MANAGER), (orlov.me.id, Role.EXPERT)
        cycle_id = remote(hr).write(campaigns.open, sample.draft(store, *panel))
        person_id = remote(hr).write(people.add, Person(surname="Lebedeva", given="Irina"))
        case_id = remote(hr).write(campaigns.invite, cycle_id, person_id)
        workspace_of(hr).to_campaign(cycle_id)
        qtbot.waitUntil(lambda: at_rest(hr))
        # Two rate, each in a window of their own.
        hers = sheet_of(gromov, case_id, Role.MANAGER, qtbot)
        his = sheet_of(orlov, case_id, Role.EXPERT, qtbot)
        rows = hers.model.counts()[0]
        rate(gromov, hers, "3" * rows, qtbot)
        rate(orlov, his, "22", qtbot)
        # Neither the other assessor nor HR sees a mark of theirs.
        for app in (gromov, hr):
            assert app.me is not None
            with pytest.raises(Refused):
                remote(app).read(sheets.sheet, his.model.sheet_id, app.me.id)
            with pytest.raises(Refused):
                remote(app).read(cases.result, case_id, app.me.id, TODAY)
        # The network of one is cut: it is said, the sheet stays; it comes back, and the work goes on.
        link = workspace_of(orlov).findChild(Link)
        assert link is not None
        his_way.cut()
        qtbot.waitUntil(link.isVisible)
        assert his.isVisible() and len(his.model.marked) == 2
        his_way.mend()
        qtbot.waitUntil(lambda: not link.isVisible())
        rate(orlov, his, "2" * (rows - 2), qtbot)
        assert set(his.model.marked.values()) == {Mark.rated(2)}
        hand_in(gromov, hers, qtbot)
        hand_in(orlov, his, qtbot)
        # All are in: HR sees the result, and concludes.
        result = remote(hr).read(cases.result, case_id, hr.me.id, TODAY)
        assert result.cycle.id == cycle_id
        workspace_of(hr).to_decision(case_id)
        qtbot.waitUntil(lambda: at_rest(hr))
        assert "Lebedeva" in told(hr.window)
        remote(hr).write(
            decisions.conclude, case_id, Outcome.RECOMMEND, "опыт", signers=(hr.me.id,), on=TODAY
        )
        seen = store.read(decisions.decision, case_id, hr.me.id, TODAY)
        assert seen.concluded is not None and seen.concluded.outcome is Outcome.RECOMMEND
        assert store.read(cases.line, case_id).state is CaseState.CLOSED
        marks = store.read(sheets.sheet, his.model.sheet_id, hr.me.id).scope
        assert {row.mark for row in marks} == {Mark.rated(2)}
        assert store.checkup() == ()
