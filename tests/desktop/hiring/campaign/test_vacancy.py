"""A vacancy is typed by keys alone, on one page; nothing typed is lost, and what is missing is said."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.assessing import merging, people
from db.framework import drafts, editions
from db.hiring import campaigns
from db.people import organisation
from desktop.app import App
from desktop.hiring.campaign.interview_page import InterviewPage, scope_words
from desktop.hiring.campaign.vacancy import EVERYTHING, OWN, Part, wanted_target
from desktop.hiring.campaign.vacancy_screen import VacancyScreen
from desktop.kit.form.dialog import Question
from domain.assessing.talk.focus import planned_minutes
from domain.hiring.campaign import Campaign
from domain.mark import Role
from domain.people.person import Person, PersonKind
from resources import i18n
from tests.db.framework.drafted import with_own_item
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Crew,
    Key,
    campaign_screen,
    campaigns_screen,
    dialog,
    in_front,
    press,
    texts,
    vacancy_screen,
    write,
)


@pytest.fixture
def app(start: Start, crew: Crew, qtbot: QtBot) -> App:
    return crew.begin(start, qtbot)


@pytest.fixture
def screen(app: App) -> VacancyScreen:
    """The page, reached by keys."""
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    return vacancy_screen(app)


def kept(app: App) -> Campaign:
    """Return the campaign that was opened last."""
    assert app.data is not None
    return app.data.read(campaigns.campaign, app.data.read(campaigns.campaigns)[0].cycle.id)


def clear_line() -> None:
    press("A", CTRL)
    press(Key.Key_Delete)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the list of names that comes while one types
def test_a_campaign_is_opened_by_keys_alone(app: App, screen: VacancyScreen, crew: Crew) -> None:
    write("Manager, second line")
    press(Key.Key_Tab)
    write("Chat")
    press(Key.Key_Tab)
    clear_line()
    write("2")
    press(Key.Key_Tab, times=3)  # profile, from, until
    write("08.12.2026")
    press(Key.Key_Tab)
    write("the second line opens")
    press(Key.Key_PageDown, CTRL)
    assert screen.vacancy.part is Part.REQUIREMENTS
    press(Key.Key_3)  # K01 asks for more
    press(Key.Key_PageDown, CTRL)
    assert screen.vacancy.part is Part.INTERVIEW
    press(Key.Key_Return, CTRL)
    assert "1 more assessor" in screen.banner.text, "two are wanted for each candidate"
    write("Gromov Maxim")
    press(Key.Key_Return)
    press(Key.Key_Return, CTRL)
    shown = campaign_screen(app)
    assert shown.nobody.act.hasFocus(), "the next thing is the first candidate"
    made = kept(app)
    assert (made.cycle.title, made.cycle.places, made.reason) == (
        "Manager, second line",
        2,
        "the second line opens",
    )
    assert (made.cycle.starts_on, made.cycle.ends_on) == (date(2026, 11, 24), date(2026, 12, 8))
    assert made.profile.targets["K01"].level == 3
    assert made.minutes == 95
    assert [one.person_id for one in made.panel] == [crew.sokolova, crew.gromov]
    assert {one.role for one in made.panel} == {Role.HR}
    assert app.data is not None
    assert "Chat" in [unit.name for unit in app.data.read(organisation.units)]


def test_what_is_missing_is_said_and_the_button_is_never_off(app: App, screen: VacancyScreen) -> None:
    assert screen.open_button.isEnabled()
    assert screen.missing.text() == "Still needed: a title; 1 more assessor.", (
        "beside the button, before it is pressed"
    )
    assert screen.rail.parts[Part.REQUIREMENTS].accessibleName().endswith(", complete")
    assert not screen.rail.parts[Part.VACANCY].accessibleName().endswith(", complete")
    press(Key.Key_Return, CTRL)
    assert "a title" in screen.banner.text
    assert "1 more assessor" in screen.banner.text
    assert screen.vacancy_page.title.note == "Enter a title."
    assert screen.vacancy_page.title.line.hasFocus()


@pytest.mark.parametrize(
    "places, until, missing",
    [
        ("two", "", "a number of places, 1 to 999"),
        ("0", "", "a number of places, 1 to 999"),
        ("1", "31.02.2027", "a date such as 24.11.2026"),
        ("1", "01.11.2026", "an end date no earlier than the start"),
    ],
)
def test_impossible_values_are_told_at_their_field_and_stay(
    screen: VacancyScreen, places: str, until: str, missing: str
) -> None:
    page = screen.vacancy_page
    write("Manager")
    page.places.line.setText(places)
    page.ends.line.setText(until)
    press(Key.Key_Return, CTRL)
    field = page.ends if until else page.places
    assert field.note == f"Enter {missing}."
    assert (page.places.line.text(), page.ends.line.text()) == (places, until)


def test_every_field_that_lacks_something_is_marked_and_one_stands_in_the_first(
    screen: VacancyScreen,
) -> None:
    page = screen.vacancy_page
    page.places.line.setText("two")
    page.ends.line.setText("31.02.2027")
    press(Key.Key_Return, CTRL)
    assert [field.name for field in page.fields if field.note] == ["title", "places", "ends_on"]
    assert page.title.line.hasFocus()
    page.places.line.setFocus()
    clear_line()
    write("2")
    assert [field.name for field in page.fields if field.note] == ["title", "ends_on"]


def test_own_words_that_rest_on_no_business_quality_are_refused_with_ground_and_article(
    app: App, screen: VacancyScreen, qtbot: QtBot
) -> None:
    write("Manager")
    press(Key.Key_PageDown, CTRL)
    page = screen.targets_page
    page.own_text.setFocus()
    typed = "уверенная работа с таблицами\nдо 35 лет"
    page.own_text.insertPlainText(typed)
    qtbot.waitUntil(page.banner.isVisible)  # as soon as somebody stops typing
    assert "ТК РФ 3, 64" in page.banner.text
    assert "“до 35 лет”: age" in page.banner.text
    assert page.own_text.toPlainText() == typed
    press(Key.Key_Return, CTRL)
    assert isinstance(workspace_of(app).shown, VacancyScreen)
    assert page.own_text.toPlainText() == typed
    page.own_text.setPlainText("уверенная работа с таблицами")
    qtbot.waitUntil(lambda: not page.banner.isVisible())


def test_an_unfair_title_is_told_below_its_field(screen: VacancyScreen) -> None:
    write("Менеджер, женщина до 30")
    press(Key.Key_Tab)
    assert "sex" in screen.vacancy_page.title.note
    assert screen.vacancy_page.title.line.text() == "Менеджер, женщина до 30"


def test_the_floor_of_a_critical_item_is_shown_and_follows_the_target(
    app: App, screen: VacancyScreen
) -> None:
    write("Manager")
    press(Key.Key_PageDown, CTRL)
    page = screen.targets_page
    page.table.stand_on("K01")
    target = page.table.current_line
    assert target is not None and target.now.critical
    assert "Minimum" in texts(page)
    page.level.setFocus()
    press(Key.Key_Left)
    target = page.table.current_line
    assert target is not None and f"Minimum {wanted_target(target.base, target.now).floor}:" in texts(page)
    press(Key.Key_PageDown, CTRL)
    page.table.stand_on("K02")
    assert "Minimum" not in texts(page)


def test_an_item_that_no_document_numbers_has_no_clause_beside_its_code(screen: VacancyScreen) -> None:
    press(Key.Key_PageDown, CTRL)
    page = screen.targets_page
    page.table.stand_on("K01")
    line = page.table.current_line
    assert line is not None and f"K01, cl. {line.item.clause}" in texts(page).replace("\u00a0", " ")
    page.model.renew(replace(line, item=replace(line.item, clause="")))
    page.table.stand_on("K02")
    page.table.stand_on("K01")
    assert "K01, cl." not in texts(page).replace("\u00a0", " ")


def test_another_weight_needs_a_reason_that_is_asked_for_where_it_was_changed(
    app: App, screen: VacancyScreen, crew: Crew
) -> None:
    write("Manager")
    press(Key.Key_PageDown, CTRL)
    page = screen.targets_page
    page.table.stand_on("K02")
    page.weight.setFocus()
    press(Key.Key_Left)  # 3 → 2
    assert page.why.isVisible()
    press(Key.Key_Return, CTRL)
    assert "the basis for the weight or criticality of K02" in screen.banner.text
    assert page.why_text.hasFocus()
    write("the shift plans by itself")
    screen.vacancy.panel = ((crew.sokolova, Role.HR), (crew.gromov, Role.MANAGER))
    press(Key.Key_Return, CTRL)
    target = kept(app).profile.targets["K02"]
    assert target.weight == 2
    assert target.weight_reason is not None
    assert target.weight_reason.ru == "the shift plans by itself"


def test_a_change_is_marked_counted_and_taken_back(screen: VacancyScreen) -> None:
    press(Key.Key_PageDown, CTRL)
    page = screen.targets_page
    assert page.table.hasFocus()
    first = page.model.index(page.model.first(), 2)
    press(Key.Key_4)
    assert first.data() == "2 → 4"
    press(Key.Key_Up)
    press(Key.Key_Delete)
    assert first.data() == "2"
    assert not screen.vacancy.targets


def test_the_draft_survives_going_elsewhere_and_another_language(app: App, screen: VacancyScreen) -> None:
    write("Manager, second line")
    screen.vacancy_page.text.setPlainText("the second line opens")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_4)
    screen.targets_page.own_text.setPlainText("clear writing")
    press(Key.Key_2, CTRL)
    press(Key.Key_3, CTRL)
    assert vacancy_screen(app) is screen, "the key of the place leads back to the draft"
    workspace_of(app).language_chosen.emit("ru")
    fresh = vacancy_screen(app)
    assert fresh is not screen
    page = fresh.vacancy_page
    assert page.title.line.text() == "Manager, second line"
    assert page.text.toPlainText() == "the second line opens"
    assert fresh.vacancy.part is Part.REQUIREMENTS
    assert fresh.targets_page.own_text.toPlainText() == "clear writing"
    assert fresh.vacancy.targets["K01"].level == 4
    assert workspace_of(app).unsaved == "", "it is kept in the file"
    i18n.use("en")


def test_a_focus_set_fills_the_minutes_and_an_item_more_is_one_key(screen: VacancyScreen) -> None:
    press(Key.Key_PageDown, CTRL, times=2)
    page = screen.interview_page
    page.minutes.setFocus()
    press("A", CTRL)
    write("60")
    press(Key.Key_Return)
    assert screen.vacancy.scope == OWN
    words = scope_words(screen.vacancy, screen.catalogue)
    minutes = planned_minutes(
        screen.catalogue.scope(screen.vacancy), screen.catalogue.questions(screen.vacancy)
    )
    assert 45 <= minutes <= 50, "ten of the sixty go to opening, notes and closing"
    assert words.replace("\u00a0", " ").endswith(
        f"questions {minutes} minutes; 1 meeting, "
        f"{minutes + 10} min in total including opening, notes and closing"
    )
    assert page.total.text() == words
    assert page.table.hasFocus()
    left_out = next(one for one in page.model.lines() if not one.taken)
    page.table.stand_on(left_out.item.code)
    press(Key.Key_Space)
    assert f"questions {minutes + left_out.minutes} minutes" in page.total.text().replace("\u00a0", " ")
    assert screen.catalogue.scope(screen.vacancy) >= screen.catalogue.critical(screen.vacancy)


def test_what_a_model_without_questions_asks_is_chosen_all_the_same(screen: VacancyScreen, app: App) -> None:
    bare = tuple(replace(one, questions={}, sets=()) for one in screen.catalogue.models)
    vacancy = replace(screen.vacancy, scope=OWN, codes=())
    workspace = workspace_of(app)
    context = screen._context  # pyright: ignore[reportPrivateUsage]
    page = InterviewPage(context, replace(screen.catalogue, models=bare), vacancy, workspace)
    targets = bare[0].profiles[0].targets
    assert {one.item.code for one in page.model.lines()} == set(targets)
    assert page.focus.isHidden(), "no time without questions"
    assert page.total.text().endswith("; the framework has no questions for them")
    left_out = next(one for one in page.model.lines() if not one.taken)
    page.table.stand_on(left_out.item.code)
    page.toggle()
    assert left_out.item.code in vacancy.codes


def test_the_time_of_the_interview_is_never_cut_however_narrow_the_window(screen: VacancyScreen) -> None:
    press(Key.Key_PageDown, CTRL, times=2)
    page = screen.interview_page
    before = page.minimumSizeHint().width()
    page.total.setText(page.total.text() * 2)
    QCoreApplication.processEvents()
    assert page.minimumSizeHint().width() == before, "a longer text makes no window wider than its screen"
    room = page.total.fontMetrics().boundingRect(
        page.total.rect(), Qt.TextFlag.TextWordWrap, page.total.text()
    )
    assert page.total.rect().contains(room)


def test_a_critical_item_cannot_be_left_out(screen: VacancyScreen) -> None:
    press(Key.Key_PageDown, CTRL, times=2)
    page = screen.interview_page
    critical = next(one for one in page.model.lines() if one.critical)
    page.table.setFocus()
    page.table.stand_on(critical.item.code)
    before = page.total.text()
    press(Key.Key_Space)
    assert page.total.text() == before
    assert page.note == f"{critical.item.code} is critical and is always asked"


def test_an_assessor_whom_another_window_merged_leaves_the_panel(
    app: App, screen: VacancyScreen, crew: Crew
) -> None:
    assert app.data is not None
    double = app.data.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Gromov", post="head"))
    screen.vacancy.panel = ((crew.sokolova, Role.HR), (crew.gromov, Role.MANAGER), (double, Role.PEER))
    screen.interview_page.show_vacancy(screen.vacancy)
    app.data.write(merging.merge, crew.gromov, double)
    panel = screen.interview_page.panel
    panel.remove_buttons[crew.sokolova].setFocus()
    press(Key.Key_Space)
    assert [one for one, _role in screen.vacancy.panel] == [crew.gromov]
    assert list(panel.remove_buttons) == [crew.gromov]


@pytest.mark.parametrize("typed", ["", "0", "час", "5.5"])
def test_minutes_that_are_none_are_refused_in_words(screen: VacancyScreen, typed: str) -> None:
    press(Key.Key_PageDown, CTRL, times=2)
    page = screen.interview_page
    before = screen.vacancy.scope
    page.minutes.setText(typed)
    page.fill()
    assert page.note == "Enter minutes as a number, for example 45"
    assert page.minutes.text() == typed
    assert screen.vacancy.scope == before


def test_a_new_assessor_is_added_on_the_spot(app: App, screen: VacancyScreen) -> None:
    press(Key.Key_PageDown, CTRL, times=2)
    panel = screen.interview_page.panel
    panel.person.box.setFocus()
    write("Fomina Elena")
    press(Key.Key_Return)
    assert app.data is not None
    assert not [one for one in app.data.read(people.actors) if one.surname == "Fomina"]
    assert panel.post.isVisible() and panel.post.line.hasFocus()
    assert panel.post.note == "The position is printed in the signature line: fill it in."
    assert panel.person.text == "Fomina Elena"
    write("shift lead")
    press(Key.Key_Return)
    (new,) = (one for one in app.data.read(people.actors) if one.surname == "Fomina")
    assert new.post == "shift lead"
    assert not panel.post.isVisible()
    assert [one for one, _role in screen.vacancy.panel][-1] == new.id
    assert panel.person.text == ""
    panel.remove_buttons[new.id].setFocus()
    press(Key.Key_Space)
    assert new.id not in [one for one, _role in screen.vacancy.panel]


def test_the_list_says_that_a_draft_waits_and_goes_on_with_it(
    app: App, screen: VacancyScreen, qtbot: QtBot
) -> None:
    write("Manager")
    press(Key.Key_Escape)
    listed = campaigns_screen(app)
    assert listed.new_button.text() == listed.nothing.act.text() == "Continue draft…"
    press(Key.Key_Return)
    assert vacancy_screen(app) is screen
    assert screen.vacancy_page.title.line.text() == "Manager"
    screen.clear_button.click()
    dialog(screen, Question).act.click()
    in_front(app, qtbot)
    press(Key.Key_Escape)
    assert listed.new_button.text() == listed.nothing.act.text() == "New vacancy…"


def test_a_kept_draft_goes_on_with_the_edition_published_meanwhile(app: App, screen: VacancyScreen) -> None:
    assert app.data is not None
    write("Manager")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_4)
    code = next(iter(screen.vacancy.targets))
    was = screen.catalogue.profile(screen.vacancy)
    press(Key.Key_Escape)
    old = screen.catalogue.framework(screen.vacancy).id
    new = app.data.write(drafts.begin, old)
    app.data.write(drafts.put, new, with_own_item(app.data.read(editions.content, new)))
    app.data.write(drafts.publish, new, "edition 2", app.data.read(editions.impact, new))
    press(Key.Key_Return)
    assert vacancy_screen(app) is screen
    now = screen.catalogue.profile(screen.vacancy)
    assert screen.catalogue.framework(screen.vacancy).id == new
    assert (now.key, screen.vacancy.profile_id) == (was.key, now.id) and now.id != was.id
    assert screen.vacancy_page.profile.value == now.id
    assert screen.vacancy_page.title.line.text() == "Manager"
    assert screen.vacancy.targets[code].level == 4
    screen.begin_anew()
    assert screen.catalogue.framework(screen.vacancy).id == new


def test_competencies_without_a_question_are_said_with_the_minutes_planned_for_them(
    screen: VacancyScreen,
) -> None:
    (model, *_others) = screen.catalogue.models
    targets = tuple(screen.catalogue.profile(screen.vacancy).targets)
    asked = {code: replace(model.questions[code], minutes=3, twin=None) for code in targets[:2]}
    catalogue = replace(screen.catalogue, models=(replace(model, questions=asked),))
    told = scope_words(replace(screen.vacancy, scope=EVERYTHING), catalogue).replace("\u00a0", " ")
    n = len(targets)
    assert told.startswith(
        f"{n} competencies ({n - 2} of them without a question, planned at 3 min each); "
        f"questions {3 * n} minutes"
    )


@pytest.mark.qt_log_ignore("This plugin does not support")  # the list of names that comes while one types
def test_an_assessor_found_by_surname_leaves_the_field_empty_and_without_a_fault(
    app: App, screen: VacancyScreen, crew: Crew
) -> None:
    press(Key.Key_PageDown, CTRL, times=2)
    panel = screen.interview_page.panel
    panel.person.box.setFocus()
    write("gromov")
    completer = panel.person.box.completer()
    popup = None if completer is None else completer.popup()
    assert popup is not None and popup.isVisible()
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert not panel.person.note and not panel.post.isVisible()
    press(Key.Key_Return)
    assert crew.gromov in [one for one, _role in screen.vacancy.panel]
    assert panel.person.text == panel.person.note == "" and not panel.post.isVisible()


def test_a_draft_is_thrown_away_only_after_a_question(screen: VacancyScreen) -> None:
    write("Manager")
    assert screen.clear_button.isVisible()
    screen.clear_button.setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Return)
    dialog(screen, Question)
    press(Key.Key_Return)  # the safe answer has the focus
    assert screen.vacancy.title == "Manager"
    assert "Manager" in texts(screen)
    screen.clear_button.click()
    dialog(screen, Question).act.click()
    assert screen.vacancy_page.title.line.text() == ""
    assert not screen.clear_button.isVisible()


def test_what_only_some_posts_may_ask_is_warned_of_and_does_not_hold_the_vacancy_back(
    app: App, screen: VacancyScreen, crew: Crew
) -> None:
    write("Manager")
    press(Key.Key_PageDown, CTRL)
    page = screen.targets_page
    page.own_text.setPlainText("no criminal record")
    page.check_fair()
    assert page.banner.isVisible() and page.banner.property("kind") == "warn"
    assert "allowed only where a law requires it" in texts(page.banner)
    page.own_text.setPlainText("no criminal record, single mothers need not apply")
    page.check_fair()
    assert page.banner.property("kind") == "danger"
    page.own_text.setPlainText("no criminal record")
    screen.vacancy.panel = ((crew.sokolova, Role.HR), (crew.gromov, Role.MANAGER))
    press(Key.Key_Return, CTRL)
    assert kept(app).own_requirements == ("no criminal record",)


def test_a_draft_is_there_when_the_program_is_started_again_and_gone_when_it_is_given_up(
    app: App, screen: VacancyScreen, crew: Crew, start: Start, qtbot: QtBot
) -> None:
    write("Manager, second line")
    screen.vacancy_page.text.setPlainText("the second line opens")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_4)
    code = next(iter(screen.vacancy.targets))
    panel = screen.vacancy.panel
    app.window.close()
    app.close()
    app = crew.begin(start, qtbot)
    workspace_of(app).to_vacancy()
    again = vacancy_screen(app)
    assert again is not screen
    assert again.vacancy_page.title.line.text() == "Manager, second line"
    assert again.vacancy_page.text.toPlainText() == "the second line opens"
    assert (again.vacancy.part, again.vacancy.targets[code].level) == (Part.REQUIREMENTS, 4)
    assert again.vacancy.panel == panel
    again.begin_anew()
    workspace_of(app).go("home")
    workspace_of(app).theme_chosen.emit("dark")
    workspace_of(app).to_vacancy()
    assert vacancy_screen(app).vacancy_page.title.line.text() == ""
