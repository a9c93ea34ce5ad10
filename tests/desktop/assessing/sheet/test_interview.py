"""The talk over a sheet: its time and pace, the most important items, and those outside of the set."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import seats, sheets
from db.file.store import Store
from db.framework import frameworks
from desktop.assessing.sheet.modes import CARD
from desktop.assessing.sheet.screen import SheetScreen
from desktop.assessing.sheet.talk.interview import KEEP_EVERY, TalkClock, TalkTime
from desktop.assessing.sheet.talk.talk import FOCUS_MINUTES
from desktop.kit.tips import tip_of
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.sheet import SheetOrigin
from domain.assessing.talk.focus import focus_set, planned_minutes, talk
from domain.assessing.talk.pace import Pace
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from resources.meetings import rules
from tests.db import sample
from tests.desktop.assessing.sheet.walk import CTRL, Walk, open_screen, press, type_digits

Key = Qt.Key


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def time_of(screen: SheetScreen) -> str:
    return screen.header.time.time.text()


def pace_of(screen: SheetScreen) -> str:
    return screen.header.time.pace.text().replace("\u00a0", " ")


def shown(screen: SheetScreen) -> list[str]:
    return [row.item.code for row in screen.model.shown]


def another(store: Store, kind: PersonKind = PersonKind.CANDIDATE, set_code: str = "") -> int:
    """Begin a sheet of somebody else, of a set of questions where one is named."""
    person = store.write(people.add, Person(kind=kind, surname="Белова"))
    chosen = sample.set_id(store, set_code) if set_code else None
    return store.write(assessments.start, person, 1, Role.HR, None, chosen)


def test_nothing_is_cut_and_nothing_moves_as_the_seconds_go(
    theme: Theme, frame: QWidget, qtbot: QtBot
) -> None:
    time = TalkTime(theme, "F6", frame)
    time.show()
    widths: set[int] = set()
    for spent in (3 * 60 + 51, 11 * 60 + 11, 12 * 60 + 48, 20 * 60 + 20):
        time.show_pace(Pace(3600, 1200 + spent, 1200, 8, 23), paused=False, brief=True)
        for label in (time.time, time.pace):
            assert label.minimumWidth() >= label.sizeHint().width()
        widths.add(time.sizeHint().width())
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Pace(1080, 65, 540, 3, 6, 600, 180), "7 min ahead of the plan"),
        (Pace(1080, 900, 540, 3, 6, 600, 180), "1 min longer than planned"),
        (Pace(1080, 510, 540, 3, 6, 600, 180), "3:00 planned per question"),
        (Pace(1080, 600, 0, 0, 6, 600, 180), "3:00 planned per question"),
        (Pace(1080, 61, 180, 1, 6, 600, 180), "1 min ahead of the plan"),
    ],
    ids=["ahead", "behind", "within a minute", "nothing marked", "one marked"],
)
def test_ahead_or_behind_is_said_from_a_minute_on(
    theme: Theme, frame: QWidget, made: Pace, said: str
) -> None:
    time = TalkTime(theme, "F6", frame)
    time.show_pace(made, paused=False, brief=True)
    assert time.pace.text().replace("\u00a0", " ") == said
    assert "without a question: 3 minutes" in tip_of(time.pace).replace("\u00a0", " ")


# The clock


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def clock(settings: Settings, watch: Watch, qapp: QObject) -> TalkClock:
    return TalkClock(settings, qapp, watch)


def test_only_the_seconds_of_the_talk_are_counted(clock: TalkClock, watch: Watch) -> None:
    clock.begin("one")
    watch.now += 30
    assert clock.spent == 0, "nobody talks yet"
    clock.go()
    watch.now += 90
    assert (clock.spent, clock.runs) == (90, True)
    clock.rest()
    watch.now += 500
    assert (clock.spent, clock.runs) == (90, False)
    clock.go()
    watch.now += 5
    assert clock.spent == 95


def test_a_pause_lasts_until_it_is_ended(clock: TalkClock, watch: Watch) -> None:
    clock.begin("one")
    clock.go()
    watch.now += 60
    clock.toggle()
    clock.go()  # the card is shown again: still a pause
    watch.now += 600
    assert (clock.spent, clock.paused) == (60, True)
    clock.toggle()
    watch.now += 1
    assert (clock.spent, clock.paused) == (61, False)


def test_the_time_outlives_the_program_and_each_sheet_has_its_own(
    clock: TalkClock, watch: Watch, settings: Settings, qapp: QObject
) -> None:
    clock.begin("one")
    clock.go()
    watch.now += 100
    clock.begin("two")
    assert clock.spent == 0
    again = TalkClock(settings, qapp, watch)
    again.begin("one")
    assert again.spent == 100
    again.forget()
    assert settings.spent("one") == 0


def test_no_more_than_a_quarter_of_a_minute_is_lost_with_the_power(
    clock: TalkClock, watch: Watch, settings: Settings, qtbot: QtBot
) -> None:
    clock.begin("one")
    clock.go()
    watch.now += KEEP_EVERY
    with qtbot.waitSignal(clock.ticked, timeout=5000):
        pass
    assert settings.spent("one") == KEEP_EVERY


def test_a_sheet_without_a_talk_has_no_time(clock: TalkClock, watch: Watch) -> None:
    clock.begin("")
    clock.go()
    clock.toggle()
    watch.now += 60
    assert (clock.counts, clock.spent, clock.paused) == (False, 0, False)


# The time on the screen


def test_the_card_shows_the_time_against_the_planned_minutes_and_where_the_pace_leads(
    walk: Walk, settings: Settings, theme: Theme, store: Store, qtbot: QtBot
) -> None:
    settings.keep_spent(walk.filed.uid, 600)
    walk.screen.close()
    frame = QWidget()
    qtbot.addWidget(frame)
    screen = open_screen(store, theme, settings, frame)
    screen.modes.show_mode(CARD)
    frame.show()
    qtbot.waitUntil(screen.card.head.hasFocus)
    questions = store.read(frameworks.questions, walk.filed.framework.id)
    planned = planned_minutes(tuple(row.item.code for row in walk.filed.scope), questions)
    assert time_of(screen).startswith("10:0")
    whole = talk(planned, *rules()).total
    assert whole > planned, "opening, notes and closing take their time too"
    assert time_of(screen).endswith(f"of {whole // 60}:{whole % 60:02}:00")
    assert pace_of(screen).endswith("planned per question")
    for _item in range(4):
        code = screen.table.code
        type_digits("2")
        if screen.table.code == code:
            type_digits("2")  # critical, and for now without a fact
    covered = sum(questions[row.item.code].minutes for row in walk.filed.scope[:4])
    early = covered * 60 - screen.talk.clock.spent
    assert early >= 60
    assert pace_of(screen) == f"{early // 60} min ahead of the plan"
    more = tip_of(screen.header.time.pace).replace("\u00a0", " ")
    assert more.startswith("2:3"), "ten minutes over four marks"
    told = int(more.split("about ")[1].split(" min")[0])
    assert abs(told - 10 * planned / covered - (whole - planned)) <= 2


def test_the_clock_runs_while_the_card_is_before_ones_eyes_and_only_then(walk: Walk, qtbot: QtBot) -> None:
    clock, header = walk.screen.talk.clock, walk.screen.header
    assert not clock.runs and not header.time.isVisible(), "the table is for typing, not for talking"
    press(Key.Key_M, CTRL)
    assert clock.runs and header.time.isVisible()
    walk.screen.hide()
    assert not clock.runs
    walk.screen.show()
    assert clock.runs
    press(Key.Key_M, CTRL)
    assert not clock.runs


def test_a_key_pauses_the_talk_and_goes_on(walk: Walk) -> None:
    press(Key.Key_M, CTRL)
    clock, button = walk.screen.talk.clock, walk.screen.header.time.button
    press(Key.Key_F8)
    assert (clock.runs, button.accessibleName()) == (False, "Continue")
    type_digits("3")
    assert walk.mark("K01") == Mark.rated(3), "a pause of the clock hinders nobody"
    press(Key.Key_F8)
    assert (clock.runs, button.accessibleName()) == (True, "Pause")


def test_a_sheet_that_is_handed_in_has_no_time_any_more(walk: Walk, settings: Settings, qtbot: QtBot) -> None:
    settings.keep_spent(walk.filed.uid, 600)
    press(Key.Key_M, CTRL)
    walk.screen.asking.submit_agreed.emit()
    assert settings.spent(walk.filed.uid) == 0
    assert not walk.screen.talk.clock.counts
    assert not walk.screen.header.time.isVisible()


@pytest.mark.parametrize("case", ["staff", "paper"])
def test_only_an_interview_is_timed(walk: Walk, store: Store, case: str) -> None:
    sheet_id = another(store, PersonKind.EMPLOYEE if case == "staff" else PersonKind.CANDIDATE)
    if case == "paper":
        line = store.read(sheets.sheet, sheet_id, 1)
        second = store.write(people.add, Person(surname="Фомина", is_actor=True))
        store.act_as(second)
        sheet_id = store.write(sheets.open_sheet, line.case_id, second, Role.EXPERT, SheetOrigin.PAPER)
        store.act_as(1)
    walk.screen.open(sheet_id)
    walk.screen.modes.show_mode(CARD)
    assert not walk.screen.talk.clock.runs
    assert not walk.screen.header.time.isVisible()


# Which items are talked about


def test_a_key_leaves_the_most_important_items_by_the_rule_and_brings_all_back(
    walk: Walk, store: Store
) -> None:
    sheet = walk.filed
    questions = store.read(frameworks.questions, sheet.framework.id)
    profile = store.read(seats.profile_of, sheet.case_id)
    wanted = focus_set(profile, sheet.framework, questions, FOCUS_MINUTES)
    assert {row.item.code for row in sheet.rows if row.critical} <= set(wanted)
    assert 0 < planned_minutes(wanted, questions) <= FOCUS_MINUTES
    press(Key.Key_F5)
    assert set(shown(walk.screen)) == set(wanted)
    assert walk.screen.left.scope.focus_set.isChecked()
    type_digits("2" * len(wanted))
    assert {row.item.code for row in walk.filed.rows if row.mark is not None} == set(wanted)
    press(Key.Key_F5)
    assert len(shown(walk.screen)) == 71
    assert len(walk.filed.scope) == 71, "what is shown changes nothing of what the case froze"


def test_the_short_set_is_remembered_sheet_by_sheet(
    store: Store, frame: QWidget, theme: Theme, settings: Settings
) -> None:
    """A program that was killed in a talk came back with all 71 and stood on another item."""
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    screen.table.setFocus()
    press(Key.Key_F5)
    type_digits("22")
    short, at = shown(screen), screen.table.code
    screen.deleteLater()
    again = open_screen(store, theme, settings, frame)
    again.show()
    assert (shown(again), again.table.code) == (short, at)
    other = another(store)
    again.open(other)
    assert len(shown(again)) == 71, "another sheet is as it was"
    again.open(1)
    again.table.setFocus()
    press(Key.Key_F5)
    last = open_screen(store, theme, settings, frame)
    assert len(shown(last)) == 71


def test_what_has_a_mark_stays_in_sight_among_the_most_important(walk: Walk, store: Store) -> None:
    press(Key.Key_F5)
    left_out = next(row.item.code for row in walk.filed.rows if row.item.code not in shown(walk.screen))
    press(Key.Key_F5)
    walk.go(left_out)
    type_digits("3")
    press(Key.Key_F5)
    assert left_out in shown(walk.screen)


def test_a_short_set_has_nothing_to_leave_out(walk: Walk, store: Store) -> None:
    walk.screen.open(another(store, set_code="screening"))
    before = shown(walk.screen)
    press(Key.Key_F5)
    assert shown(walk.screen) == before
    assert not walk.screen.left.scope.focus_set.isVisible()


def test_items_outside_of_the_set_are_one_key_away_and_missed_by_nobody(walk: Walk, store: Store) -> None:
    sheet_id = another(store, set_code="standard")
    walk.screen.open(sheet_id)
    scope = store.read(sheets.sheet, sheet_id, 1).scope
    assert len(shown(walk.screen)) == len(scope) < 71
    press(Key.Key_F7)
    assert len(shown(walk.screen)) == 71
    told = walk.screen.header.progress.text()
    outside = next(row.item.code for row in walk.screen.model.shown if not row.in_scope)
    walk.go(outside)
    type_digits("4")
    filed = store.read(sheets.sheet, sheet_id, 1)
    assert next(row.mark for row in filed.rows if row.item.code == outside) == Mark.rated(4)
    assert walk.screen.header.progress.text() == told == f"0 of {len(scope)}"
    assert len(filed.unmarked) == len(scope)
    press(Key.Key_F7)
    assert set(shown(walk.screen)) == {row.item.code for row in scope} | {outside}


def test_the_same_keys_work_on_the_card(walk: Walk, store: Store) -> None:
    walk.screen.open(another(store, set_code="standard"))
    press(Key.Key_M, CTRL)
    before = shown(walk.screen)
    press(Key.Key_F7)
    assert len(shown(walk.screen)) == 71
    assert walk.screen.card.scope.outside.isChecked()
    press(Key.Key_F7)
    assert shown(walk.screen) == before


def test_what_must_have_a_fact_stays_once_and_blocks_no_key(walk: Walk) -> None:
    press(Key.Key_M, CTRL)
    for digit in "04" * 35 + "0":
        type_digits(digit * 2)  # the second one goes on without a fact
    assert all(mark is not None for mark in walk.marks)
    assert len(walk.filed.without_fact) == 71
    assert walk.screen.header.submit.isEnabled()
