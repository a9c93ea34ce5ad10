"""The sheets and forms of everybody in a quarter who owes one, saved at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import answer_forms, forms
from desktop.export.saving import begin_sheets
from desktop.export.screen import DocumentsScreen
from desktop.kit.form.dialog import Question
from desktop.office.papers.registry import ANSWER_FORM, SHEET
from desktop.settings import Settings
from desktop.shared.seats import form_words
from domain.assessing.answer_form import Expected
from domain.mark import Role
from resources.i18n import current
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, dialog, press, texts
from tests.desktop.team.cycle.hands import Team, cycle_screen

Key = Qt.Key


@pytest.mark.parametrize("kind", [ANSWER_FORM, SHEET])
def test_the_papers_of_several_cases_begin_their_sheets(
    team: Team, start: Start, qtbot: QtBot, kind: str
) -> None:
    _cycle_id, cases = team.cycle(dict.fromkeys(team.people, ((team.gromov, Role.MANAGER),)))
    app = team.begin(start, qtbot)
    assert app.data is not None
    begin_sheets(app.data, kind, tuple(cases.values()))
    begin_sheets(app.data, kind, tuple(cases.values()))
    for case_id in cases.values():
        assert len(app.data.read(forms.blanks, case_id, out=True)) == 1


def test_a_sheet_is_entered_from_paper_beside_one_that_is_in(team: Team, start: Start, qtbot: QtBot) -> None:
    both = ((team.sokolova, Role.HR), (team.gromov, Role.MANAGER))
    cycle_id, cases = team.cycle(dict.fromkeys(team.people, both))
    team.rate(cases["Adams"], team.sokolova)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.table.stand_on((cases["Adams"], team.sokolova))
    offered = {one.text() for one in screen.card.findChildren(QPushButton) if one.isVisible()}
    assert "Enter from paper…" in offered, "Gromov's sheet of the same person is still out"
    press("b", CTRL)
    asked = dialog(screen, Question)
    assert "Gromov" in texts(asked)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: app.me is not None and app.me.id == team.gromov)


def test_the_forms_of_all_who_owe_a_sheet_of_a_cycle_are_saved_at_once(
    team: Team, start: Start, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    both = ((team.gromov, Role.MANAGER), (team.sokolova, Role.HR))
    cycle_id, cases = team.cycle(dict.fromkeys(team.people, both))
    team.rate(cases["Adams"], team.sokolova)
    settings.last_folder = tmp_path
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    cycle_screen(app)
    press("e", CTRL)
    papers = workspace_of(app).shown
    assert isinstance(papers, DocumentsScreen)
    papers.show_paper(ANSWER_FORM)
    qtbot.waitUntil(lambda: not papers.drawing and not app.jobs.busy, timeout=120_000)
    with qtbot.waitSignal(papers.exported, timeout=120_000):
        papers.save_button.click()
    assert app.data is not None
    codes = [app.data.read(people.person, one).code for one in (team.gromov, team.sokolova)]
    saved = [len(list(tmp_path.glob(f"Assessor* {code} {TODAY}.xlsx"))) for code in codes]
    assert saved == [len(cases), 0], "names of files say nobody's name; Sokolova, at work here, rates here"
    assert len(app.data.read(answer_forms.expected, TODAY)) == len(cases)
    workspace_of(app).to_cycle(cycle_id)
    assert "form handed out on" in texts(cycle_screen(app).card)


def test_a_form_is_told_by_where_it_is_and_how_late() -> None:
    sent = Expected(1, 2, "Adams", 3, "Gromov", Role.MANAGER, TODAY, TODAY, None, False, 0)
    undated = replace(sent, due=None)
    back = replace(sent, back=TODAY)
    shown = [form_words(one) for one in (sent, undated, replace(sent, late=1), replace(sent, late=3), back)]
    day = current().day_month(TODAY)
    assert shown == [
        f"form handed out on {day}, due {day}",
        f"form handed out on {day}",
        "form not back, 1 day late",
        "form not back, 3 days late",
        f"form back on {day}",
    ]
    assert form_words(replace(sent, handed_in=True, late=3)) == ""
