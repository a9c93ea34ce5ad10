"""An assessor's own work at the server: by when, what is submitted, and nothing that leads nowhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.app import App
from desktop.settings import Settings
from domain.login import Login, LoginRole
from tests.desktop.conftest import Start, at_rest, read_whole, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, log_in
from tests.desktop.server.test_assessor import begin, home_of, rate, said

Key = Qt.Key


@pytest.fixture
def at(example: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    """Fomina has submitted 22 sheets, and one is still to come."""
    fomina = example.read(people.by_code, "E-0103").id
    with centre(example, monkeypatch, fomina=Login(fomina, LoginRole.ASSESSOR)) as made:
        yield made


@pytest.mark.parametrize("role", tuple(LoginRole))
def test_each_setting_that_is_offered_leads_to_its_field(
    start: Start, example: Store, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, role: LoginRole
) -> None:
    gromov = example.read(people.by_code, "E-0102")
    login = Login(gromov.id, role, (gromov.unit_id or 1,) if role is LoginRole.MANAGER else ())
    with centre(example, monkeypatch, gromov=login) as at:
        app = log_in(start(), qtbot, at, "gromov")
        rounds.settings_lead_to_their_fields(app, qtbot)
        rounds.nothing_was_refused(app, at)


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def test_it_is_said_by_when_the_sheet_that_comes_next_is_due(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "fomina")
    assert "Due by 31 December" in said(app).replace("\u00a0", " ")


def test_all_submitted_sheets_can_be_reached_not_only_the_last_ones(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    panel = home_of(app := log_in(start(), qtbot, at, "fomina")).submitted
    assert len(panel.rows) == 12 and panel.more.text() == "Show 10 more"
    panel.more.click()
    settle(app, qtbot)
    assert len(panel.rows) == 22 and panel.more.isHidden()
    assert len({row.property("sheet") for row in panel.rows}) == 22
    panel.rows[-1].click()
    settle(app, qtbot)
    rounds.nothing_was_refused(app, at)


def test_whoever_rates_at_the_screen_is_offered_neither_a_paper_form_nor_another_name(
    start: Start, at: Centre, settings: Settings, qtbot: QtBot
) -> None:
    settings.sheet_mode = "table"
    app = log_in(start(), qtbot, at, "fomina")
    screen = begin(app, qtbot)
    rate(app, screen, "2", qtbot)
    assert screen.left.second.isHidden()
    QTest.keyClick(screen.table, Key.Key_F4)
    assert not screen.second.runs
    assert screen.header.who.text() and not isinstance(screen.header.who, QPushButton)
    rounds.nothing_was_refused(app, at)


def test_the_overview_counts_as_the_sheet_that_shows_a_short_set(
    start: Start, example: Store, monkeypatch: pytest.MonkeyPatch, settings: Settings, qtbot: QtBot
) -> None:
    settings.sheet_mode = "table"
    fomina = example.read(people.by_code, "E-0103").id
    with centre(example, monkeypatch, fomina=Login(fomina, LoginRole.ASSESSOR)) as at:
        app = log_in(start(), qtbot, at, "fomina")
        screen = begin(app, qtbot)
        assert screen.model.focus is not None, "levels are known from before"
        rate(app, screen, "222", qtbot)
        done, total = screen.model.seen.progress
        following = next(row.item.code for row in screen.model.seen.scope if row.mark is None)
        assert (done, total) != screen.model.sheet.progress
        workspace_of(app).back()
        settle(app, qtbot)
        told = said(app)
        assert f"{done} of {total}" in told and following in told
        # All items are shown again: so the overview counts all.
        screen = begin(app, qtbot)
        screen.delta.show_whole()
        done, total = screen.model.seen.progress
        assert (done, total) == screen.model.sheet.progress
        workspace_of(app).back()
        settle(app, qtbot)
        assert f"{done} of {total}" in said(app)
        rounds.nothing_was_refused(app, at)
