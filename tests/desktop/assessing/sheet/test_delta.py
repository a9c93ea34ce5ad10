"""Delta first: the last level is shown and confirmed by keys, the focus of the quarter comes first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file import keys
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from db.team import diary
from desktop.assessing.sheet import delta_words
from desktop.assessing.sheet.cells import Column
from desktop.assessing.sheet.modes import CARD, TABLE
from desktop.kit.form.dialog import Question
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.evidence import Polarity
from domain.assessing.rotation import Why
from domain.assessing.sheet import SheetState
from domain.framework.profile import Phase
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from domain.sheet_kinds import Origin
from resources import i18n
from tests.desktop.assessing.sheet.staff import (
    TODAY,
    Staff,
    make_staff_file,
    noon,
    open_staff,
    rate_whole_person,
)
from tests.desktop.assessing.sheet.test_laptop import LAPTOP, in_sight
from tests.desktop.assessing.sheet.walk import (
    CTRL,
    NOTHING,
    SHIFT,
    focused,
    press,
    press_russian,
    type_digits,
)

Key = Qt.Key
SHEET = 4  # the running one: two of the manager, one of the expert came before


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a year of somebody of the staff, closed."""
    path = tmp_path_factory.mktemp("staff") / "кадры.merilo"
    make_staff_file(path)
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    target = tmp_path / template.name
    shutil.copyfile(template, target)
    shutil.copyfile(keys.beside(template), keys.beside(target))
    opened = Store.open(target, clock=noon)
    yield opened
    opened.close()


@pytest.fixture
def frame(store: Store, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture(params=[CARD, TABLE], ids=["card", "table"])
def staff(
    request: pytest.FixtureRequest, store: Store, theme: Theme, settings: Settings, frame: QWidget
) -> Staff:
    """The running sheet in each mode, as it is opened."""
    settings.sheet_mode = ("card", "table")[request.param]
    return open_staff(store, theme, settings, frame, SHEET)


@pytest.fixture
def table(store: Store, theme: Theme, settings: Settings, frame: QWidget) -> Staff:
    settings.sheet_mode = "table"
    return open_staff(store, theme, settings, frame, SHEET)


def said(staff: Staff) -> str:
    return staff.said


def strip(staff: Staff):
    """What stands beside the current item in the mode that is shown."""
    return staff.screen.delta.strips[not staff.screen.modes.is_card]


def unnoted(staff: Staff) -> str:
    """The first item in focus with a whole level from before and nothing noted since."""
    known = staff.before.known
    return next(
        code
        for code in staff.before.focus.codes
        if code in known and not known[code].newer_facts and delta_words.whole(known[code]) is not None
    )


def origin(staff: Staff, code: str) -> Origin | None:
    return next(row.origin for row in staff.filed.rows if row.item.code == code)


def test_the_sheet_opens_on_the_focus_with_its_minutes_and_the_rest_folded(staff: Staff) -> None:
    focus = staff.before.focus
    model = staff.screen.model
    assert model.codes == focus.codes
    assert 20 < len(focus.codes) < 60
    bar = staff.screen.delta.bar
    assert bar.isVisible()
    assert bar.switch.isChecked()
    told = bar.switch.text().replace("\u00a0", " ")
    assert told == f"Short set: {len(focus.codes)}, about {focus.minutes} min"
    folds = [heading.folded.replace("\u00a0", " ") for heading in model.headings()]
    assert all(fold.startswith("collapsed: ") for fold in folds)
    assert staff.screen.header.progress.text() == f"0 of {len(focus.codes)}", "what is listed counts"
    assert not staff.screen.left.counted.isVisible(), "the bar says how many are in the short set"


def test_a_key_shows_all_and_another_the_focus(staff: Staff) -> None:
    focus = staff.before.focus.codes
    press(Key.Key_F5, SHIFT)
    assert len(staff.screen.model.codes) == 71
    assert not any(heading.folded for heading in staff.screen.model.headings())
    assert not staff.screen.delta.bar.switch.isChecked()
    press(Key.Key_F5, SHIFT)
    assert len(staff.screen.model.codes) == 71, "the second time it changes nothing"
    press(Key.Key_F5)
    assert staff.screen.model.codes == focus
    press(Key.Key_F5)
    assert len(staff.screen.model.codes) == 71


def test_the_last_level_its_age_and_its_facts_stand_beside_the_item(staff: Staff) -> None:
    staff.go("K01")
    words = strip(staff).words.text().replace("\u00a0", " ")
    assert words == "novice · 2 quarters ago, 20 Jun 2026", words
    assert strip(staff).facts.text() == "2 new facts"
    heard = strip(staff).words.accessibleName().replace("\u00a0", " ")
    assert heard == "last time: level 1, novice, 2 quarters ago, 20 Jun 2026, 2 new facts"
    assert strip(staff).isVisible()
    assert strip(staff).confirm.text() == "Confirm"
    press(Key.Key_F5, SHIFT)
    staff.go("K02")
    assert strip(staff).words.text() == "No earlier level"
    assert strip(staff).confirm.isHidden()
    staff.go("K05")
    assert "1 quarter ago" in strip(staff).words.text().replace("\u00a0", " ")
    assert strip(staff).confirm.text() == "Confirm anyway", "the only fact is older than the mark"


def test_enter_confirms_where_a_fact_is_newer_and_goes_on(staff: Staff) -> None:
    staff.go("K01")
    press(Key.Key_Return)
    assert staff.mark("K01") == Mark.rated(1)
    assert origin(staff, "K01") is Origin.CONFIRMED
    assert staff.code != "K01"
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert staff.mark("K01") is None


def test_enter_without_a_newer_fact_says_so_and_the_deliberate_key_confirms(staff: Staff) -> None:
    code = unnoted(staff)
    staff.go(code)
    press(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert staff.mark(code) is None
    assert staff.code == code
    assert said(staff).replace("\u00a0", " ") == f"{code}: no new facts; confirm with Shift+Enter"
    shown = staff.screen.card.level_head.words if staff.screen.modes.is_card else staff.screen.filters.words
    needed = shown.fontMetrics().horizontalAdvance(shown.text())
    assert shown.width() >= needed, "the key is said in full"
    press(Key.Key_Return, SHIFT)
    assert staff.mark(code) == Mark.rated(int(staff.before.known[code].level))
    assert staff.code != code


def test_a_key_held_down_confirms_one_item_and_never_all(staff: Staff) -> None:
    staff.go("K01")
    for again in (False, *([True] * 20)):
        QTest.simulateEvent(focused(), True, Key.Key_Return.value, NOTHING, "\r", again, -1)
    assert sum(mark is not None for mark in staff.marks) == 1


def test_a_mean_of_two_and_no_level_at_all_cannot_be_confirmed(staff: Staff) -> None:
    staff.go("K27")
    press(Key.Key_Return, SHIFT)
    assert staff.mark("K27") is None
    assert "mean" in said(staff)
    assert strip(staff).confirm.isHidden()
    press(Key.Key_F5, SHIFT)
    staff.go("K02")
    press(Key.Key_Return, SHIFT)
    assert staff.mark("K02") is None
    assert "no earlier level" in said(staff)


def test_a_fact_written_in_the_sheet_lets_the_level_be_confirmed(table: Staff) -> None:
    code = unnoted(table)
    table.go(code)
    table.write("seen today")
    press(Key.Key_Return, CTRL | SHIFT)
    assert strip(table).confirm.text() == "Confirm"
    press(Key.Key_Return)
    assert table.mark(code) is not None


def test_before_the_mark_a_gap_of_last_time_is_told_like_a_turn(staff: Staff) -> None:
    focus = staff.before.focus
    kinds = {Why.GAP: set[str](), Why.TURN: set[str]()}
    for code, why in focus.reasons.items():
        if why in kinds:
            staff.go(code)
            kinds[why].add(strip(staff).why.text())
    assert kinds[Why.GAP] == kinds[Why.TURN] == {"In the short set: by the last result, or by its turn"}
    gap = next(code for code, why in focus.reasons.items() if why is Why.GAP)
    staff.go(gap)
    type_digits("3")
    staff.go(gap)
    assert strip(staff).why.text() == "In the short set: below the target last time"


def test_what_is_folded_lately_does_not_hang_on_the_target(staff: Staff) -> None:
    before = staff.before
    for code, last in before.known.items():
        if code not in before.focus.codes and last.quarters <= 1:
            assert code in staff.screen.delta._lately()  # pyright: ignore[reportPrivateUsage]


def test_the_last_level_is_an_outline_in_its_box(table: Staff) -> None:
    table.go("K03") if "K03" in table.before.focus.codes else press(Key.Key_F5, SHIFT)
    assert table.screen.table.rows.last["K01"] == 1
    assert "K27" not in table.screen.table.rows.last, "a mean has no box"
    view = table.screen.table
    view.go_to(view.line("K01"))
    QApplication.processEvents()
    boxes = [
        view.viewport().grab(view.visualRect(view.model().index(view.line("K01"), column))).toImage()
        for column in (Column.LEVEL_0 + 1, Column.LEVEL_0 + 2)
    ]
    assert boxes[0] != boxes[1]


def test_the_notes_of_the_diary_stand_beside_their_item_and_become_facts_by_a_key(staff: Staff) -> None:
    staff.go("K01")
    if staff.screen.modes.is_card:
        lines = [one for one in staff.screen.card.side.notes.lines if one.isVisible()]
        assert [one.words.text()[:1] for one in lines] == ["+", "+"]
        assert "новичку" in lines[0].words.text()
    else:
        assert "новичку" in strip(staff).note.text()
    press_russian("В")
    (fact,) = staff.facts("K01")
    assert fact.text == "Объяснил новичку, откуда берётся цель по SL"
    assert fact.note_uid is not None
    press(Key.Key_D)
    assert len(staff.facts("K01")) == 2
    press(Key.Key_D)
    assert said(staff) == "K01: all your notes are already used"
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(staff.facts("K01")) == 1
    type_digits("4")
    assert all(row.item.code != "K01" for row in staff.filed.without_fact)


def test_an_item_without_a_note_says_so(staff: Staff) -> None:
    code = next(code for code in staff.before.focus.codes if code not in ("K01", "S03", "K05"))
    staff.go(code)
    press(Key.Key_D)
    assert said(staff) == f"{code}: no notes in the diary"
    assert staff.facts(code) == []


def test_a_note_written_meanwhile_stands_there_at_once(table: Staff) -> None:
    code = unnoted(table)
    table.go(code)
    assert strip(table).confirm.text() == "Confirm anyway"
    item = table.store.read(frameworks.newest).item(code).id
    data = table.screen.delta._context.data  # pyright: ignore[reportPrivateUsage]
    data.write(diary.write, table.filed.person.id, (item,), "только что", Polarity.FOR, TODAY)
    assert "только что" in strip(table).note.text()
    assert strip(table).confirm.text() == "Confirm"


def test_the_recency_meter_tells_how_late_facts_were_noted(staff: Staff) -> None:
    told = staff.screen.delta.bar.recency.text().replace("\u00a0", " ")
    assert told == "Facts: 67% from the last 3 weeks (2 of 3)", told
    staff.go("K01")
    press(Key.Key_D)
    again = staff.screen.delta.bar.recency.text().replace("\u00a0", " ")
    assert again == told, "a note that became a fact is not counted twice"


def test_a_submitted_sheet_shows_what_was_known_and_offers_nothing(table: Staff) -> None:
    table.store.write(sheets.submit, SHEET)
    table.screen.open(SHEET)
    assert table.filed.state is SheetState.SUBMITTED
    assert len(table.screen.model.codes) == 71
    press(Key.Key_Return, SHIFT)
    press(Key.Key_D)
    assert not strip(table).confirm.isEnabled()
    assert strip(table).confirm.toolTip()
    assert table.store.read(evidence.beside, SHEET, 1) == ()


def test_a_russian_window_says_it_all_in_russian(
    store: Store, theme: Theme, settings: Settings, frame: QWidget
) -> None:
    i18n.use("ru")
    settings.sheet_mode = "table"
    staff = open_staff(store, theme, settings, frame, SHEET)
    staff.go("K01")
    assert strip(staff).words.text().replace("\u00a0", " ") == ("начальный · 2 квартала назад, 20.06.2026")
    assert staff.screen.delta.bar.recency.text().replace("\u00a0", " ") == (
        "Факты: 67 % за последние 3 недели (2 из 3)"
    )
    assert "свёрнуто:" in staff.screen.model.headings()[0].folded


def test_the_question_before_handing_in_counts_those_outside_of_the_focus_by_themselves(
    table: Staff,
) -> None:
    focus = table.before.focus.codes
    type_digits("22")
    left = f"{len(focus) - 2} shown and {71 - len(focus)} outside the short set"
    press(Key.Key_Return, CTRL | SHIFT)
    (question,) = [one for one in table.screen.findChildren(Question) if one.isVisible()]
    told = question.accessibleDescription().splitlines()
    assert " critical competencies have no mark: " in told[0]
    assert told[1:3] == [
        f"Without a mark: {left}. Each will be recorded as “no occasion to observe in the period”.",
        ("A level from an earlier quarter, if there is one and it has not expired, stays in force."),
    ]


def test_a_whole_person_is_rated_delta_first_by_keys_alone(staff: Staff) -> None:
    """Take notes, confirm what has a newer fact, the rest on purpose or by a level.

    No key only moves but on a card that waits for a fact.
    """
    before = staff.before
    events, _machine = rate_whole_person(staff)
    marked = {row.item.code: row.mark for row in staff.filed.rows if row.mark is not None}
    assert set(marked) == set(before.focus.codes)
    assert staff.screen.header.progress.text() == f"{len(marked)} of {len(marked)}"
    noted = [one for one in before.notes if set(one.fact.items) & set(before.focus.codes)]
    waited = [one for one in staff.filed.without_fact if one.origin is Origin.TYPED]
    more = len(waited) if staff.screen.modes.is_card else 0
    assert events == len(before.focus.codes) + len(noted) + more, "a key an item, and one for each note"
    press(Key.Key_Return, CTRL | SHIFT)
    (question,) = [one for one in staff.screen.findChildren(Question) if one.isVisible()]
    told = question.accessibleDescription()
    assert f"Without a mark: {71 - len(marked)} outside the short set. Each will be recorded as" in told
    question.act.click()
    filed = staff.filed
    assert filed.state is SheetState.SUBMITTED
    rated = {row.item.code for row in filed.rows if row.mark is not None and row.mark.level is not None}
    assert rated == set(before.focus.codes)


def colleague(store: Store, name: str) -> int:
    """Let the manager rate one more employee in the running quarter, and return the case."""
    person = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=name, given="Олег"))
    profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
    cycle = store.read(sheets.sheet, SHEET, 1).cycle.id
    case = store.write(cases.open_case, cycle, person, profile.id)
    store.write(campaigns.assign, case, 1, Role.MANAGER)
    return case


def test_after_a_sheet_comes_the_next_one_of_the_same_assessor(
    staff: Staff, store: Store, qtbot: QtBot
) -> None:
    for name in ("Яковлев", "Белов"):
        colleague(store, name)
    press(Key.Key_Return, CTRL | SHIFT)
    (question,) = [one for one in staff.screen.findChildren(Question) if one.isVisible()]
    question.act.click()
    staff.screen.activateWindow()
    qtbot.waitUntil(staff.screen.isActiveWindow)
    banner = staff.screen.banner
    assert banner.text == "The sheet was submitted. 2 sheets of yours are left."
    assert banner.act.text().replace("\u00a0", " ") == "Next sheet: Белов О."
    assert focused() is banner.act
    with qtbot.waitSignal(staff.screen.sheet_opened) as heard:
        press(Key.Key_Return)
    (opened,) = heard.args or ()
    assert store.read(sheets.sheet, opened, 1).person.surname == "Белов"
    staff.screen.open(opened)
    assert not banner.isVisible()


def test_a_search_that_finds_nothing_offers_nothing_to_confirm(table: Staff) -> None:
    assert table.screen.delta.below_table.isVisible()
    table.screen.filters.search.setText("quantum physics")
    assert not table.screen.delta.below_table.isVisible()
    table.screen.filters.take_off()
    assert table.screen.delta.below_table.isVisible()


def test_all_levels_of_a_card_are_in_sight_on_a_laptop(
    store: Store, theme: Theme, settings: Settings, frame: QWidget
) -> None:
    settings.sheet_mode = "card"
    staff = open_staff(store, theme, settings, frame, SHEET)
    frame.resize(*LAPTOP)
    staff.screen.resize(*LAPTOP)
    card = staff.screen.card
    hidden: list[str] = []
    for code in staff.screen.model.codes:
        staff.screen.modes.go(code)
        QTest.qWait(1)
        assert card.last.isVisible()
        if not all(in_sight(one, card) for one in card.marks.levels.buttons):
            hidden.append(code)
    assert hidden == []


def test_after_a_second_typing_the_short_set_is_shown_as_before(staff: Staff) -> None:
    before = staff.screen.model.codes
    assert staff.screen.model.focus is not None
    type_digits("3")
    press(Key.Key_F4)
    assert staff.screen.model.focus is None, "the form has them all"
    press(Key.Key_Escape)
    assert staff.screen.model.focus is not None and staff.screen.model.codes == before
