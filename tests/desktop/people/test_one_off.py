"""An assessment by itself: it hides nothing of a vacancy, and rows of one person are told apart."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, cases, people
from db.assessing.sheet import sheets
from db.assessing.sheet.open_drafts import open_drafts
from db.file.store import Store
from db.framework import drafts, frameworks, starter
from db.hiring import campaigns, decisions
from db.home import overview
from db.home.due import first_due
from db.team import standings
from desktop.context import Context
from desktop.hiring.campaign.list_screen import CampaignsScreen
from desktop.home.aside import Named, RecentPanel
from desktop.home.visits import Kind, Visit
from desktop.home.words import due_words
from desktop.kit.form.dialog import Message, Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.people.assessment_dialog import AssessmentDialog, likely_role
from desktop.people.card.history import history
from desktop.people.screen import PeopleScreen
from desktop.people.state import latest_of, shown_of
from domain.framework.profile import Phase
from domain.hiring.decision import Outcome
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from reports.words import phrases
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.desk import Stage
from tests.desktop.people.hands import Show, add

WHEN = datetime(2026, 11, 24, 9, tzinfo=UTC)


def of_vacancy(store: Store, me: int, person: int, level: int) -> int:
    """Rate a candidate for a vacancy and hand in; return the case."""
    vacancy = sample.campaign(store, (me, Role.HR))
    case = store.write(campaigns.invite, vacancy, person)
    sample.sheet(store, case, me, Role.HR, level)
    return case


def state_of(screen: PeopleScreen, person: int) -> str:
    model = screen.table.list_model
    return model.index(model.row_of(person), screen.table.number("state")).data()


def test_an_assessment_by_itself_does_not_hide_the_result_of_a_vacancy(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова", given="Анна", post="менеджер"))
    vacancy = of_vacancy(store, me, person, 3)
    draft = store.write(assessments.start, person, me, Role.HR)
    card = store.read(people.card, person, me, TODAY)
    assert len(card.cases) == 2
    for found in (latest_of(card.cases), shown_of(card.cases, me)):
        assert found is not None and found.case_id == vacancy
    (row,) = [one for one in store.read(people.people, me) if one.person.id == person]
    assert row.latest is not None and row.shown is not None
    assert (row.latest.case_id, row.shown.case_id) == (vacancy, vacancy)
    assert store.read(standings.standings, me).of(vacancy) is not None
    screen = show()
    screen.open(person)
    assert state_of(screen, person) == "To the conclusion"
    store.write(sheets.submit, draft)
    card = store.read(people.card, person, me, TODAY)
    shown = shown_of(card.cases, me)
    assert shown is not None and shown.case_id == vacancy, "nor once it is in"


def test_without_a_vacancy_the_newest_one_speaks(context: Context, store: Store) -> None:
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова"))
    store.write(sheets.submit, store.write(assessments.start, person, me, Role.HR))
    newest = store.write(assessments.start, person, me, Role.HR)
    card = store.read(people.card, person, me, TODAY)
    latest = latest_of(card.cases)
    assert latest is not None and latest.draft_of(me) is not None
    assert latest.draft_of(me).sheet_id == newest  # pyright: ignore[reportOptionalMemberAccess]


def test_rows_of_one_person_are_told_apart(
    context: Context, store: Store, qtbot: QtBot, qapp: object
) -> None:
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова", given="Анна", post="менеджер"))
    store.write(sheets.submit, store.write(assessments.start, person, me, Role.HR))
    second = store.write(assessments.start, person, me, Role.HR)
    of_vacancy(store, me, person, 2)
    window = QWidget()
    qtbot.addWidget(window)
    screen = CampaignsScreen(context, window)
    screen.open()
    model = screen.model
    rows = [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    mine = [row for row in rows if "Ершова" in str(row[0])]
    assert len({row[0] for row in mine}) == len(mine) == 2
    assert {"submitted", "draft 0 of 71"} <= {text for row in mine for text in row}
    drafts = store.read(open_drafts, me)
    due, _total = store.read(first_due, drafts, (), me, TODAY, None)
    words = [due_words(one, TODAY) for one in due if one.person_id == person]
    assert len({(one.title, one.detail) for one in words}) == len(words) >= 2
    first = store.read(sheets.sheet, 1, me).id
    names = store.read(overview.names, (), (), (first, second))
    assert len(set(names.of_sheets.values())) == 2
    panel = RecentPanel(context.theme, window)
    panel.show_visits(
        tuple(
            Named(Visit(Kind.SHEET, one, WHEN), names.sheets[one], names.of_sheets[one])
            for one in (first, second)
        ),
        date(2026, 11, 24),
    )
    assert len({row.accessibleName() for row in panel.rows}) == 2


def test_a_short_interview_has_a_short_scope_and_its_result_knows_enough(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    """«Main only» was offered by the program itself, and the result said «too little known»."""
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова", post="менеджер"))
    screen = show()
    screen.open(person)
    screen.assess()
    (dialog,) = screen.findChildren(AssessmentDialog)
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        dialog.start()
    assert opened.args is not None
    sheet = store.read(sheets.sheet, opened.args[0], me)
    assert len(sheet.scope) == 15
    profile = sample.profile(store)
    assert {code for code, one in profile.targets.items() if one.critical} <= {
        row.item.code for row in sheet.scope
    }
    store.write(sheets.enter, sheet.id, {row.item.id: (Mark.rated(3), "") for row in sheet.scope})
    store.write(sheets.submit, sheet.id)
    totals = store.read(cases.result, sheet.case_id, me, TODAY).score.totals
    assert (totals.coverage, phrases.is_final(totals)) == (1, True)


def test_a_model_without_questions_offers_no_length_and_says_so(
    context: Context, store: Store, show: Show
) -> None:
    """A model typed from a list of a job description: nobody has thought of questions yet."""
    made = starter.starter()
    bare = replace(made, questions={}, sets=())
    store.write(drafts.publish, store.write(drafts.begin_from, bare), "checked")
    (person,) = add(store, Person(surname="Ершова", post="оператор"))
    screen = show()
    screen.open(person)
    screen.assess()
    (dialog,) = screen.findChildren(AssessmentDialog)
    assert dialog.profile.box.currentText() == "Contact-centre operator: at hire"
    assert not dialog.length.isVisible()
    told = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "has no questions or sets: all" in told
    assert "Critical competencies are in every set." not in told, "where there is no set"
    dialog.start()
    card = store.read(people.card, person, context.me.id, TODAY)
    assert len(store.read(sheets.sheet, card.cases[0].sheets[0].sheet_id, 1).scope) == len(bare.items)


def test_a_mistaken_assessment_is_deleted_from_the_card_while_it_is_empty(
    context: Context, store: Store, show: Show
) -> None:
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова", post="менеджер"))
    vacancy = of_vacancy(store, me, person, 3)
    store.write(assessments.start, person, me, Role.HR)
    screen = show()
    screen.open(person)
    (back,) = screen.card.withdraw_buttons
    back.click()
    (question,) = [one for one in screen.findChildren(Question) if one.isVisible()]
    assert "Ершова" in question.accessibleDescription()
    codes = [one.cycle_code for one in store.read(people.card, person, me, TODAY).cases]
    assert max(question.accessibleDescription().count(code) for code in codes) == 1
    assert question.safe.isDefault(), "Enter keeps it"
    question.act.click()
    QCoreApplication.processEvents()
    assert [one.case_id for one in store.read(people.card, person, me, TODAY).cases] == [vacancy]
    assert screen.card.withdraw_buttons == []


def test_one_with_marks_is_withdrawn_with_a_reason_and_stays_in_the_history(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова", post="менеджер"))
    sheet = store.read(sheets.sheet, store.write(assessments.start, person, me, Role.HR), me)
    store.write(sheets.rate, sheet.id, sheet.rows[0].item.id, Mark.rated(2))
    screen = show()
    screen.open(person)
    screen.withdraw_assessment()
    (dialog,) = [one for one in screen.findChildren(ReasonDialog) if one.isVisible()]
    dialog.take()
    assert dialog.isVisible() and dialog.field.note, "why is needed"
    dialog.text.setPlainText("начата по ошибке")
    with qtbot.waitSignal(screen.told) as told:
        dialog.take()
    assert told.args == ["The assessment is withdrawn and no longer counts"]
    QCoreApplication.processEvents()
    moments = history(store.read(people.card, person, me, TODAY), me)
    (moment,) = [one for one in moments if one.title == "Assessment withdrawn"]
    assert "начата по ошибке" in moment.detail and moment.sheet_id == sheet.id
    assert state_of(screen, person) == "withdrawn"
    assert screen.card.withdraw_buttons == []
    screen.withdraw_assessment()
    assert not [one for one in screen.findChildren(ReasonDialog) if one.isVisible()]


def test_what_a_conclusion_rests_on_is_not_withdrawn_and_that_is_said_first(
    context: Context, store: Store, show: Show
) -> None:
    me = context.me.id
    (person,) = add(store, Person(surname="Ершова", post="менеджер"))
    sheet = store.read(sheets.sheet, store.write(assessments.start, person, me, Role.HR), me)
    store.write(sheets.enter, sheet.id, {row.item.id: (Mark.rated(3), "") for row in sheet.scope})
    store.write(sheets.submit, sheet.id)
    store.write(decisions.conclude, sheet.case_id, Outcome.RECOMMEND, "уровни не ниже целей")
    screen = show()
    screen.open(person)
    screen.card.withdraw_buttons[0].click()
    (message,) = [one for one in screen.findChildren(Message) if one.isVisible()]
    assert "has been signed: Ершова" in message.accessibleDescription()


def test_a_signed_conclusion_stands_in_the_list_instead_of_a_result_that_is_ready(
    context: Context, store: Store, show: Show
) -> None:
    (person,) = add(store, Person(surname="Ершова"))
    case = of_vacancy(store, context.me.id, person, 3)
    screen = show()
    screen.open(person)
    assert state_of(screen, person) == "To the conclusion"
    store.write(decisions.conclude, case, Outcome.NOT_RECOMMEND, "другой опыт")
    screen.open(person)
    assert state_of(screen, person) == "do not recommend"


def test_a_candidate_without_a_post_is_offered_the_profile_used_last(context: Context, store: Store) -> None:
    first = store.read(frameworks.profiles)[0]
    store.write(drafts.publish, store.write(drafts.begin_from, starter.starter()), "checked")
    operator = next(
        one for one in store.read(frameworks.profiles) if one.post.en == "Contact-centre operator"
    )
    assert first.id != operator.id
    before, now, named = add(
        store,
        Person(surname="Ершова"),
        Person(surname="Орлова"),
        Person(surname="Ким", post=operator.post.ru),
    )
    assert store.read(assessments.likely_profile, now) == operator.id, "of the model published last"
    store.write(assessments.start, before, context.me.id, Role.HR, first.id)
    assert store.read(assessments.likely_profile, now) == first.id
    assert store.read(assessments.likely_profile, named) == operator.id


def test_a_candidate_is_offered_the_profile_called_like_the_post_even_if_it_is_only_in_post(
    context: Context, store: Store, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = store.read(frameworks.profiles)
    (person,) = add(store, Person(surname="Ершова", post=every[0].post.ru))
    monkeypatch.setattr(
        frameworks, "profiles", lambda _session: [one for one in every if one.phase is Phase.POST]
    )
    asked = AssessmentDialog(context, store.read(people.person, person), stage.show(PeopleScreen))
    chosen = next(one for one in every if one.id == asked.profile.value)
    assert (chosen.post, chosen.phase) == (every[0].post, Phase.POST) and not asked.profile.note


def test_a_post_that_no_profile_is_called_by_is_told_beside_the_one_proposed(
    context: Context, store: Store, stage: Stage
) -> None:
    odd, known = add(
        store,
        Person(kind=PersonKind.EMPLOYEE, surname="Ершова", post="юрист"),
        Person(kind=PersonKind.EMPLOYEE, surname="Ким", post=store.read(frameworks.profiles)[0].post.ru),
    )
    screen = stage.show(PeopleScreen)
    asked = AssessmentDialog(context, store.read(people.person, odd), screen)
    assert "юрист" in asked.profile.note
    asked = AssessmentDialog(context, store.read(people.person, known), screen)
    assert not asked.profile.note


def test_the_buttons_of_a_new_assessment_stay_where_they_are_when_another_profile_needs_less_room(
    store: Store, show: Show
) -> None:
    made = starter.starter()
    bare = replace(made, questions={}, sets=())
    store.write(drafts.publish, store.write(drafts.begin_from, bare), "checked")
    (person,) = add(store, Person(surname="Ершова", post="менеджер"))
    screen = show()
    screen.open(person)
    screen.assess()
    (dialog,) = screen.findChildren(AssessmentDialog)
    box, button = dialog.profile.box, dialog.start_button
    QApplication.processEvents()
    assert dialog.length.isVisible()
    place = button.mapTo(dialog, button.rect().topLeft())
    box.setCurrentIndex(box.findText("Contact-centre operator: at hire"))
    QApplication.processEvents()
    assert not dialog.length.isVisible()
    assert button.mapTo(dialog, button.rect().topLeft()) == place


def test_the_role_proposed_is_the_one_last_taken_with_people_of_this_kind(
    context: Context, store: Store
) -> None:
    candidate, employee = add(
        store, Person(surname="Ершова"), Person(kind=PersonKind.EMPLOYEE, surname="Ким")
    )
    store.write(assessments.start, candidate, context.me.id, Role.EXPERT)
    assert store.read(assessments.last_role, context.me.id, PersonKind.CANDIDATE) is Role.EXPERT
    assert likely_role(context, store.read(people.person, employee), None) is Role.MANAGER
