"""The page of a campaign: the next step, and everything else that is done with a candidate, by keys."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.assessing.progress import SheetLine
from db.assessing.sheet import sheets
from db.hiring import campaigns
from db.hiring.campaigns import CampaignLine
from desktop.assessing.sheet.screen import SheetScreen
from desktop.export.screen import DocumentsScreen
from desktop.hiring.campaign.candidates import SEATED
from desktop.hiring.campaign.paper_dialog import PaperDialog
from desktop.hiring.campaign.papers import of_candidate
from desktop.hiring.campaign.screen import REQUIREMENTS
from desktop.jump.entries import Kind
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.settings import THEMES, Settings
from desktop.shared.assessors_dialog import AssessorsDialog
from desktop.shared.seat_chips import chip_tokens
from desktop.shared.seats import Seat
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetOrigin, SheetState
from domain.mark import Role
from resources.i18n import NBSP
from tests.db import sample
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Crew,
    Key,
    campaign_screen,
    campaigns_screen,
    column,
    dialog,
    focused,
    in_front,
    press,
    texts,
    write,
)
from tests.desktop.hiring.campaign.page import acts, lines, sheet_row, show
from tests.screens.checks import contrast
from tests.screens.painted import written


def test_the_list_tells_how_far_a_campaign_is_and_enter_opens_it(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov", "Belov")
    crew.hand_in(cases["Tarasov"], crew.gromov)
    app = crew.begin(start, qtbot)
    press(Key.Key_3, CTRL)
    screen = campaigns_screen(app)
    assert column(screen, 0) == ["Manager, 2026-H-001"]
    assert column(screen, 1)[0].replace(NBSP, " ") == "24 Nov 2026 – 8 Dec 2026, 14 days left"
    assert [column(screen, number)[0] for number in (2, 3, 4)] == ["1", "2", "1 of 4 sheets submitted"]
    press(Key.Key_Return)
    assert workspace_of(app).place == ("campaign", cycle)
    press(Key.Key_Escape)
    assert workspace_of(app).place == ("campaigns", 0)


def test_a_closed_campaign_is_said_to_be_closed_and_not_how_long_ago_it_ended(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    press(Key.Key_3, CTRL)
    screen = campaigns_screen(app)
    line = screen.table.current_line
    assert isinstance(line, CampaignLine)
    screen.model.show([replace(line, cycle=replace(line.cycle, state=CaseState.CLOSED))])
    assert column(screen, 1)[0].replace(NBSP, " ") == "24 Nov 2026 – 8 Dec 2026, closed"


def test_an_empty_list_says_what_to_do(start: Start, crew: Crew, qtbot: QtBot) -> None:
    app = crew.begin(start, qtbot)
    press(Key.Key_3, CTRL)
    screen = campaigns_screen(app)
    assert screen.nothing.act.hasFocus()
    assert [cap for cap, _words in screen.keys] == ["Ins", "Ctrl+PgDn"], "there is no line to open or to copy"
    press(Key.Key_Return)
    assert workspace_of(app).place == ("vacancy", 0)


def test_the_key_of_the_place_leads_back_to_the_campaign_and_then_to_the_list(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    show(app, cycle)
    press(Key.Key_2, CTRL)
    press(Key.Key_3, CTRL)
    assert workspace_of(app).place == ("campaign", cycle)
    press(Key.Key_3, CTRL)
    assert workspace_of(app).place == ("campaigns", 0)


def test_the_hint_of_the_next_tab_is_clicked_like_its_key(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert screen.tabs.current == 0
    workspace_of(app).status.pressed.emit("Ctrl+PgDn")
    assert screen.tabs.current == REQUIREMENTS


def test_each_key_shown_on_the_requirements_does_what_it_says(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    show(app, cycle)
    for cap, place in (("Ctrl+PgDn", ("compare", cycle)), ("Esc", ("campaigns", 0))):
        screen = show(app, cycle)
        screen.tabs.chosen.emit(REQUIREMENTS)
        assert [one for one, _words in screen.keys] == ["Ctrl+PgDn", "Esc"], "no candidate is in sight"
        workspace_of(app).status.pressed.emit(cap)
        assert workspace_of(app).place == place


def test_a_case_is_opened_early_by_name_and_with_a_reason(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, ids = crew.campaign("Tarasov")
    crew.hand_in(ids["Tarasov"], crew.sokolova)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    screen.card.acts["open_early"].trigger()
    asked = dialog(screen, ReasonDialog)
    assert "Sheets pending from: Gromov Maxim." in asked.about.text()
    write("he is ill")
    press(Key.Key_Return, CTRL)
    assert app.data is not None
    opened = app.data.read(cases.early_openings, tuple(ids.values()))[ids["Tarasov"]]
    assert (opened.reason, opened.actor_name) == ("he is ill", "Sokolova Anna")
    assert screen.card.step_button.text() == "Discuss and decide"
    assert "Opened before all sheets were submitted" in texts(screen.card)


def test_a_change_names_who_was_assessed_before_it(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, cases = crew.campaign("Tarasov", "Belov")
    for one in (crew.gromov, crew.sokolova):
        crew.hand_in(cases["Tarasov"], one)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert "2 candidates → assessed 1 → decided 0 → hired 0" in texts(screen.header)
    press(Key.Key_PageDown, CTRL)
    assert screen.tabs.current == REQUIREMENTS
    assert screen.requirements.table.hasFocus()
    screen.requirements.change_button.click()
    asked = dialog(screen, ReasonDialog)
    typed = "только до 30 лет"
    write(typed)
    press(Key.Key_Return, CTRL)
    assert "ТК РФ 3, 64" in asked.field.note
    assert asked.text.toPlainText() == typed
    asked.text.setPlainText("chat in English too")
    press(Key.Key_Return, CTRL)
    told = texts(screen.requirements)
    assert "chat in English too" in told
    assert f"Already assessed: {lines(app, cycle)['Tarasov'].code}" in told


def test_an_assessor_is_taken_off_and_a_new_one_put_on(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, cases = crew.campaign("Tarasov")
    sheet = crew.hand_in(cases["Tarasov"], crew.sokolova, None)
    with crew.store() as store:
        store.act_as(crew.sokolova)
        store.write(sheets.comment, sheet, 1, "Asks back.")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    screen.card.acts["assessors"].trigger()
    asked = dialog(screen, AssessorsDialog)
    assert not asked.release_buttons[crew.sokolova].isEnabled()
    assert "There are entries in the sheet" in asked.release_buttons[crew.sokolova].toolTip()
    asked.release_buttons[crew.gromov].setFocus()
    press(Key.Key_Return)
    assert lines(app, cycle)["Tarasov"].case.assigned == ()
    screen.card.acts["assessors"].trigger()
    asked = dialog(screen, AssessorsDialog)
    asked.person.box.setEditText("Fomina Elena")
    asked.take()
    assert asked.post.note == "The position is printed in the signature line: fill it in."
    assert lines(app, cycle)["Tarasov"].case.assigned == ()
    asked.post.line.setText("shift lead")
    asked.take()
    assert app.data is not None
    assert app.data.read(people.by_code, "E-0003").post == "shift lead"
    assert [one.assessor_name for one in lines(app, cycle)["Tarasov"].case.assigned] == ["Fomina Elena"]


def test_nobody_is_assigned_twice(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    screen.card.acts["assessors"].trigger()
    asked = dialog(screen, AssessorsDialog)
    offered = [asked.person.box.itemText(n) for n in range(asked.person.box.count())]
    assert not any("Gromov" in one or "Sokolova" in one or "Tarasov" in one for one in offered)
    asked.reject()


def test_a_sheet_is_typed_in_the_name_of_its_assessor(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    press(Key.Key_B, CTRL)
    asked = dialog(screen, PaperDialog)
    assert asked.seat is not None
    assert asked.seat.assessor_id == crew.gromov, "the other one is the likely one"
    assert "Working as: Sokolova A." in texts(asked)
    assert "You will work as: Gromov M." in texts(asked)
    press(Key.Key_Return)
    place, sheet_id = workspace_of(app).place
    assert place == "sheet"
    assert app.me is not None
    assert app.me.id == crew.gromov
    assert sheet_row(app, sheet_id)[1] is SheetOrigin.PAPER
    assert acts(app)[:2] == ["take_over", "open"]
    in_front(app, qtbot)
    press(Key.Key_3)
    assert app.data is not None
    sheet = app.data.read(sheets.sheet, sheet_id, crew.gromov)
    assert [row.mark.level for row in sheet.rows if row.mark is not None] == [3]
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert workspace_of(app).place == ("campaign", cycle)
    assert "Gromov M." in texts(workspace_of(app).status)


def test_who_assesses_is_changed_from_the_status_line_and_the_vacancy_stays(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert "Sokolova A." not in texts(screen), "the status line says it, once"
    menu = workspace_of(app).file_menu()
    chosen = next(one for one in menu.people.actions() if one.text() == "Gromov Maxim")
    chosen.trigger()
    next(one for one in app.window.findChildren(Question) if one.isVisible()).act.click()
    assert app.me is not None
    assert app.me.id == crew.gromov
    assert workspace_of(app).place == ("campaign", cycle)
    assert acts(app)[0] == "take_over"
    menu.deleteLater()


@pytest.mark.parametrize("typed", ["экспорт", "выгрузить", "документы", "export"])
def test_each_document_of_the_vacancy_and_of_its_candidate_is_found(
    start: Start, crew: Crew, qtbot: QtBot, typed: str
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    crew.hand_in(cases["Tarasov"], crew.gromov, None)
    app = crew.begin(start, qtbot)
    show(app, cycle)
    press(Key.Key_K, CTRL)
    box = workspace_of(app).jump_box
    assert box is not None
    box.edit.setText(typed)
    papers = [one.title for one in box.model.lines() if one.kind is Kind.PAPER]
    assert {"Requirements profile", "Blank form", "Sheet to fill in by hand"} <= set(papers)
    at = [one.title for one in box.model.lines()].index("Blank form")
    box.list.setCurrentIndex(box.model.index(at, 0))
    press(Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, DocumentsScreen) and (shown.kind, shown.subjects.current_id) == ("form", cycle)


def test_papers_to_fill_in_by_hand_are_one_for_each_assessor_who_has_not_handed_in(
    start: Start, crew: Crew, qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    settings.last_folder = tmp_path
    cycle, cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    show(app, cycle)
    press(Key.Key_P, CTRL)
    papers = workspace_of(app).shown
    assert isinstance(papers, DocumentsScreen) and papers.kind == "sheet"
    qtbot.waitUntil(lambda: not papers.drawing, timeout=60_000)
    assert papers.subjects.current_id == cases["Tarasov"]
    assert papers.save_button.text() == "Save 2 files"
    with qtbot.waitSignal(papers.exported, timeout=120_000) as heard:
        papers.save_button.click()
    assert heard.args is not None and len(heard.args[0]) == 2, "one for each assessor"
    case = lines(app, cycle)["Tarasov"].case
    assert {one.assessor_id for one in case.sheets} == {crew.sokolova, crew.gromov}
    assert sheet_row(app, case.sheets[0].sheet_id)[1] is SheetOrigin.PAPER
    press(Key.Key_Escape)
    assert workspace_of(app).place == ("campaign", cycle), "and back"


def test_without_assessors_a_candidate_has_no_sheet_among_the_documents(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    with crew.store() as store:
        cycle = sample.campaign(store, (crew.gromov, Role.MANAGER))
        store.write(campaigns.invite, cycle, sample.candidate(store, "Tarasov"))
        store.write(people.dismiss, crew.gromov, date(2026, 11, 20), "by agreement")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert screen.papers is not None and screen.papers.first == "invitation"


def test_hidden_sheets_are_not_offered_and_a_withdrawn_candidate_gets_no_form_to_fill_in(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Adams", "Brown")
    crew.hand_in(cases["Adams"], crew.gromov)
    crew.hand_in(cases["Brown"], crew.sokolova)
    with crew.store() as store:
        store.write(campaigns.withdraw, cases["Brown"], "took another offer", TODAY)
    app = crew.begin(start, qtbot)
    show(app, cycle)
    found = lines(app, cycle)
    always = ("invitation", "consent")
    kinds = of_candidate(found["Adams"], crew.sokolova)
    assert kinds == ("sheet", "sheet-keys", "answer-form", *always), (
        "the sheet of Gromov is hidden from Sokolova"
    )
    kinds = of_candidate(found["Brown"], crew.sokolova)
    assert kinds == ("sheet-filled", *always), "nobody fills in a sheet of who withdrew"


def test_a_sheet_begun_on_the_screen_is_typed_from_paper_into_the_table_without_a_clock(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    with crew.store() as store:
        store.write(sheets.open_sheet, cases["Tarasov"], crew.sokolova, Role.HR)
    app = crew.begin(start, qtbot)
    show(app, cycle)
    press(Key.Key_B, CTRL)
    asked = dialog(campaign_screen(app), PaperDialog)
    asked.list.setCurrentRow(next(row for row in range(2) if "Sokolova" in asked.list.item(row).text()))
    press(Key.Key_Return)
    in_front(app, qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    assert not screen.modes.is_card
    assert not screen.talk.clock.counts


def test_the_list_is_narrowed_by_words_and_nobody_found_offers_a_way_back(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign("Tarasov", "Belov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    press(Key.Key_F, CTRL)
    write("bel")
    assert column(screen, 0) == ["Belov Ivan, C-0002"]
    write("xyz")
    assert column(screen, 0) == []
    assert screen.not_found.isVisible()
    screen.not_found.act.click()
    assert len(column(screen, 0)) == 2


def test_tab_candidate_and_filter_survive_another_language(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov", "Belov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    press(Key.Key_Down)
    stood = screen.candidate
    workspace_of(app).theme_chosen.emit("dark")
    fresh = campaign_screen(app)
    in_front(app, qtbot)
    assert fresh is not screen
    assert fresh.candidate == stood
    assert focused() is fresh.table


def test_a_file_that_can_only_be_read_offers_nothing_to_write(
    start: Start, crew: Crew, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    assert app.data is not None
    monkeypatch.setattr(type(app.data), "read_only", property(lambda _self: True))
    screen = show(app, cycle)
    assert not screen.add_button.isEnabled()
    assert screen.add_button.toolTip()
    assert not screen.card.step_button.isVisible()
    assert set(screen.card.acts) == {"print", "person"}
    press(Key.Key_Return)
    press(Key.Key_Insert)
    press(Key.Key_B, CTRL)
    assert workspace_of(app).place == ("campaign", cycle)


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("state", [None, SheetState.DRAFT, SheetState.SUBMITTED])
def test_a_chip_is_seen_in_the_row_one_looks_at(qtbot: QtBot, look: str, state: SheetState | None) -> None:
    theme = Theme(look)
    sheet = None if state is None else SheetLine(1, 1, 1, "", Role.HR, 1, state, 1, 2, None, None, False)
    _ground, _ink, edge = chip_tokens(Seat(1, "Gromov", "Gromov", sheet, None), here=True)
    assert contrast(theme.color(edge), theme.color("selection")) >= 3


def test_where_not_all_assessors_have_room_one_is_shown_with_the_number_of_others(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    table = show(crew.begin(start, qtbot), cycle).table
    head, seats = table.horizontalHeader(), table.number("seats")
    head.resizeSection(seats, SEATED)
    left = head.sectionViewportPosition(seats)
    words = [one.text for one in written(table.viewport()) if left <= one.at.x() < left + SEATED]
    assert "+1" in words
    assert len([one for one in words if one in ("Gromov", "Sokolova")]) == 1
