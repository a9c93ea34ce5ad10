"""The first week of a file: an act for each thing not done; gone when all is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.file.copies import Copy, Why
from db.people import organisation
from desktop.data import Data
from desktop.home.first_week import FirstWeekPanel, Step
from desktop.home.screen import HomeScreen
from desktop.intake.door import Door
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.home.home import with_sheets


def test_each_thing_has_its_act_until_it_is_done(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Orlov", "Kim", submitted=("Kim",))
    app = unlock(start(file), qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: screen.whole)
    panel = screen.findChild(FirstWeekPanel)
    assert panel is not None and panel.isVisible()
    details, people, framework, assessment, copy, form = (panel.act(one) for one in Step)
    assert details.isVisible() and framework.isVisible() and form.isVisible()
    assert not people.isVisible() and not assessment.isVisible(), "both are done"
    said = [one.accessibleName() for one in panel.findChildren(QLabel)]
    assert "People to assess: done" in said and "Form to fill in by hand: not done yet" in said
    assert app.data is not None
    app.data.know_copies(Copy(file, 0, datetime.now(UTC), Why.DAY), behind=False)
    assert copy.isVisible(), "a copy that nobody asked for is nobody's step"
    app.data.know_copies(Copy(file, 0, datetime.now(UTC), Why.BY_HAND), behind=False, asked_for=True)
    assert not copy.isVisible()
    known = app.data.read(organisation.organisation)
    app.data.write(organisation.describe, replace(known, full_name="North Contact"))
    qtbot.waitUntil(lambda: not details.isVisible())
    with qtbot.waitSignal(screen.documents_wanted):
        form.click()
    assert workspace_of(app).place == ("documents", 0)


def test_a_file_that_can_only_be_read_is_asked_for_nothing(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sheets(file, "Orlov")
    app = unlock(start(file), qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: screen.whole)
    assert screen.week.isVisible()
    monkeypatch.setattr(Data, "read_only", True)
    screen.refresh()
    qtbot.waitUntil(lambda: not screen.week.isVisible())


def test_a_digit_opens_its_row_wherever_the_focus_is(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Orlov", "Kim", "Belov")
    app = unlock(start(file), qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: screen.whole)
    assert screen.due_model.numbered(1) is not None
    assert ("1–9", "open a line") in screen.keys
    hints = [one.text() for one in workspace_of(app).status.findChildren(QLabel)]
    assert "1–9" in hints, "told as soon as there are rows"
    screen.file.copies_button.setFocus()
    with qtbot.waitSignal(screen.sheet_opened):
        QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_1)


def test_a_new_file_says_what_can_be_set_up_and_what_is(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, HomeScreen)
    week = screen.begin.week
    assert week.isVisible()
    with qtbot.waitSignal(screen.organisation_wanted):
        week.act(Step.ORGANISATION).click()
    workspace_of(app).go("home")
    assert app.data is not None
    known = app.data.read(organisation.organisation)
    app.data.write(organisation.describe, replace(known, full_name="North Contact"))
    qtbot.waitUntil(lambda: not week.act(Step.ORGANISATION).isVisible())
    assert week.act(Step.FRAMEWORK).isVisible() and week.isVisible()
    own, supplied = week.framework_menu().actions()
    assert (own.text(), supplied.text()) == ("Import a job description…", "Keep the supplied framework")
    supplied.trigger()
    qtbot.waitUntil(lambda: not week.isVisible())


def test_a_framework_that_was_kept_is_asked_for_no_more(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Door] = []
    monkeypatch.setattr(Door, "choose", lambda door: asked.append(door))
    with_sheets(file, "Orlov")
    app = unlock(start(file), qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: screen.whole)
    screen.week.framework_menu().actions()[0].trigger()
    assert len(asked) == 1
    screen.week.framework_menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: not screen.week.act(Step.FRAMEWORK).isVisible())
