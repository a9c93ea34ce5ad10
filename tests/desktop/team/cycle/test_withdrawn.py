"""A cycle is withdrawn, by its page and by name, and says so."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from db import models
from db.assessing import cycles
from db.assessing.sheet import sheets
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.team.cycle.dialogs import EndDialog
from domain.assessing.case import CaseState
from domain.hiring.decision import Outcome
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Key,
    dialog,
    in_front,
    press,
    texts,
    write,
)
from tests.desktop.team.cycle.hands import Team, cycle_screen, cycles_screen, lines, page_of

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_mistaken_cycle_is_withdrawn_with_a_reason_from_the_page_and_by_name(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    sheet_id = team.rate(cases["Adams"], team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert screen.withdraw_button.isVisible()
    press("k", CTRL)
    write("opened by mistake")
    press(Key.Key_Return)
    asked = dialog(screen, ReasonDialog)
    assert "It no longer counts anywhere" in texts(asked)
    press(Key.Key_Return, CTRL)
    assert asked.isVisible(), "not without a reason"
    write("opened a quarter too early")
    press(Key.Key_Return, CTRL)
    assert page_of(app, cycle_id).cycle.state is CaseState.WITHDRAWN
    in_front(app, qtbot)
    assert "opened a quarter too early" in screen.banner.text
    assert not any(
        one.isVisible() for one in (screen.close_button, screen.seal_button, screen.withdraw_button)
    )
    assert app.data is not None
    assert app.data.read(sheets.sheet, sheet_id, team.gromov).rows, "what was handed in stays"
    workspace_of(app).go("cycles")
    assert any("Withdrawn cycles" in one for one in lines(cycles_screen(app).model))


def test_what_rests_on_a_cycle_is_said_instead_of_asking_for_a_reason(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    for assessor in (team.gromov, team.sokolova):
        team.rate(cases["Adams"], assessor)
    with team.store() as store:
        store.act_as(team.gromov)
        store.write(_sign, cases["Adams"], team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.withdraw()
    assert not screen.findChildren(ReasonDialog)
    assert "A conclusion based on this cycle has been signed: Adams Ivan." in screen.banner.text


def _sign(session: Session, case_id: int, person_id: int) -> None:
    """Leave a conclusion as files have it from before they were of hiring alone."""
    session.info["unjournaled"] = True
    session.add(
        models.Conclusion(
            case_id=case_id,
            outcome=Outcome.CONTINUE,
            reasons="agreed",
            person_id=person_id,
            on=TODAY,
        )
    )


def test_a_withdrawn_cycle_still_tells_how_many_people_were_in_it(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, _cases = team.cycle({})
    with team.store() as store:
        store.write(cycles.withdraw_cycle, cycle_id, "opened by mistake")
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycles()
    (line,) = [one for one in lines(cycles_screen(app).model) if "IV 2026" in one]
    assert line.endswith("| 3 | no sheets"), line
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert "no sheets yet" not in texts(screen)
    assert "its sheets stay" not in screen.banner.text
    assert any("Nobody was assigned | no assessors assigned" in one for one in lines(screen.model))


def test_a_cycle_that_has_not_begun_is_withdrawn_and_not_closed(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    first = TODAY + timedelta(days=7)
    cycle_id, cases = team.cycle(starts_on=first, ends_on=first + timedelta(days=60))
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert not screen.close_button.isEnabled()
    assert not screen.seal_button.isEnabled()
    assert screen.withdraw_button.isVisible()
    assert "The cycle starts on" in screen.banner.text
    assert "withdraw it" in screen.banner.text
    press("w", CTRL | SHIFT)
    assert not [one for one in screen.findChildren(EndDialog) if one.isVisible()]
    sheet_id = team.rate(cases["Adams"], team.sokolova, None)
    assert app.data is not None
    app.data.write(sheets.submit, sheet_id)
    assert screen.close_button.isEnabled(), "what was handed in before the first day may be kept"
    screen.close_cycle()
    asked = dialog(screen, EndDialog)
    assert "The cycle has not started yet: its first day is" in texts(asked)


def test_a_cycle_withdrawn_before_its_first_day_is_not_said_to_be_withdrawn_yet(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    first = TODAY + timedelta(days=7)
    cycle_id, _cases = team.cycle(starts_on=first, ends_on=first + timedelta(days=60))
    with team.store() as store:
        store.write(cycles.withdraw_cycle, cycle_id, "opened by mistake")
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert "Withdrawn on" in screen.banner.text
    assert "The cycle starts on" not in screen.banner.text
