"""Candidates stand in their order, side by side on what is common; what is hidden stays hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.file.store import Store
from db.hiring import campaigns, comparisons
from desktop.context import Context
from desktop.hiring.compare.items import COMMON, FUNCTIONS, OTHERS, ROBUST
from desktop.hiring.compare.ranking import Hidden
from desktop.hiring.compare.screen import AT_ONCE, CompareScreen
from desktop.office.papers.registry import COMPARISON
from domain.hiring.comparison import Contender
from resources import i18n
from tests.desktop.conftest import new_file
from tests.desktop.contest import Contest, eight
from tests.desktop.desk import Frame, Held, Stage

Key = Qt.Key
PLACE, NAME, GATES = range(3)  # the first columns of the ranking
CTRL = Qt.KeyboardModifier.ControlModifier
type Show = Callable[[], CompareScreen]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two people who assess."""
    return new_file(tmp_path / "North.merilo", actors=2)


@pytest.fixture
def contest(store: Store) -> Contest:
    """A campaign of nobody yet, assessed by Sokolova and Gromov."""
    by_name = {one.surname: one.id for one in store.read(people.actors)}
    store.act_as(by_name["Sokolova"])
    return Contest(store, by_name["Sokolova"], by_name["Gromov"])


@pytest.fixture
def show(stage: Stage, contest: Contest) -> Show:
    """Open the comparison in a window of its own."""

    def opened() -> CompareScreen:
        screen = stage.show(CompareScreen, Frame(), height=744)
        screen.open(contest.cycle_id)
        QCoreApplication.processEvents()
        return screen

    return opened


def rows(screen: CompareScreen) -> list[str]:
    """Return the rows of the candidates as they are read."""
    assert screen.ranking is not None
    model = screen.ranking.list_model
    said: list[str] = []
    for row in range(model.rowCount()):
        line = model.line(row)
        column = PLACE if line is None else NAME
        text = str(model.index(row, column).data())
        if isinstance(line, Contender):
            text = f"{model.index(row, PLACE).data()} {line.person.surname}"
        said.append(text)
    return said


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(*keys: Qt.Key | str) -> None:
    """Press keys where the focus is."""
    for key in keys:
        at = QApplication.focusWidget()
        assert at is not None
        if isinstance(key, str):
            QTest.keyClicks(at, key)
        else:
            QTest.keyClick(at, key)


def drawn(screen: CompareScreen) -> list[str]:
    """Return who is on the radar, by slot."""
    names = (
        {one.case_id: one.person.surname for one in screen.comparison.contenders} if screen.comparison else {}
    )
    return [names.get(one, "") if one is not None else "" for one in screen.chosen.slots]


def test_it_is_said_why_a_share_differs_from_the_one_in_the_list_of_people(
    contest: Contest, show: Show
) -> None:
    contest.hand_in(contest.invite(0), 2.5)
    contest.hand_in(contest.invite(1), 2.5, unknown=("K32",))
    screen = show()
    assert screen.comparison is not None
    common = len(screen.comparison.common)
    whole = len(screen.comparison.rows) + len(screen.comparison.others)
    assert screen.basis.isVisible()
    assert f"the {common} of {whole} competencies assessed for everyone" in screen.basis.text()


def test_the_codes_of_the_columns_are_named_beside_the_rulers(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    assert screen.comparison is not None
    assert screen.drawn.rulers.isVisible()
    named = screen.drawn.rulers.accessibleName().replace("\u00a0", " ")
    for function in screen.comparison.framework.functions:
        assert f"{function.code} {i18n.current().text(function.short)}" in named


def test_the_rulers_of_many_functions_scroll_and_are_not_cut(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    before = screen.minimumSizeHint().height()
    names = [f"F{number} Function of the organisation" for number in range(1, 15)]
    screen.drawn.rulers.show_series(names, [])
    QCoreApplication.processEvents()
    assert screen.minimumSizeHint().height() == before
    assert screen.drawn.rulers.height() >= screen.drawn.rulers.minimumSizeHint().height()


def test_candidates_stand_in_order_with_ties_between_and_others_below(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    assert screen.comparison is not None
    assert rows(screen) == [
        "1 Абрамова",
        "These data do not distinguish: Абрамова В. И. and Ефимова Ж. Р.",
        "1 Ефимова",
        "3 Бояринцев",
        "4 Зимин",
        "Unranked the result is not final, so it is not ranked",
        "– Виноградова-Северская",
        "– Громыко",
        "Marks are still hidden their results are not shown or counted",
        "Климова Лидия Юрьевна, C-0007 (pending: Gromov Maxim)",
        "Морозов Никита Андреевич, C-0008 (pending: Sokolova Anna, Gromov Maxim)",
    ]


def test_it_is_said_whether_the_order_holds(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    screen.views.choose(ROBUST)
    screen.views.chosen.emit(ROBUST)
    said = texts(screen.robust).replace("\u00a0", " ").split("\n")
    heads = [at for at, line in enumerate(said) if " above " in line or line.endswith(": same rank")]
    assert [said[at] for at in heads] == [
        "Абрамова В. И. and Ефимова Ж. Р.: same rank",
        "Ефимова Ж. Р. above Бояринцев Г. О.",
        "Бояринцев Г. О. above Зимин И. Т.",
    ]
    assert not any("Громыко" in line or "Климова" in line for line in said), "neither unranked nor hidden"
    assert screen.items is None


def test_the_header_says_how_many_are_in_and_how_much_is_common(contest: Contest, show: Show) -> None:
    eight(contest)
    said = texts(show().header)
    assert (
        "Менеджер, вторая смена · 6 of 8 candidates · 23 of 23 competencies in common · 100% in common"
        in said
    )


def test_who_is_hidden_has_a_name_and_no_number(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    assert screen.ranking is not None
    model = screen.ranking.list_model
    hidden = [row for row in range(model.rowCount()) if isinstance(model.line(row), Hidden)]
    assert len(hidden) == 2
    for row in hidden:
        cells = [str(model.index(row, column).data()) for column in range(GATES, model.columnCount())]
        assert set(cells) == {""}
    text = model.as_text(range(model.rowCount()))
    assert "Климова" in text
    assert screen.items is not None
    assert "Климова" not in screen.items.list_model.as_text(range(screen.items.list_model.rowCount()))


def test_who_has_no_place_reads_why_with_the_codes(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    assert screen.ranking is not None and screen.comparison is not None
    model = screen.ranking.list_model
    one = next(one for one in screen.comparison.contenders if one.person.surname == "Громыко")
    row = model.row_of(one.case_id)
    said = str(model.index(row, NAME).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "provisional; no level for the critical " in said
    assert one.unknown[0] in said
    assert model.index(row, PLACE).data(Qt.ItemDataRole.AccessibleTextRole).startswith("unranked")


def test_all_of_it_goes_by_keys(contest: Contest, show: Show, qtbot: QtBot) -> None:
    eight(contest)
    screen = show()
    assert screen.ranking is not None
    assert screen.ranking.hasFocus()
    assert drawn(screen) == ["Абрамова", "Ефимова", "Бояринцев", ""]
    press(Key.Key_Space)  # off
    assert drawn(screen) == ["", "Ефимова", "Бояринцев", ""]
    press(Key.Key_Down, "1")  # who is drawn already changes the slot
    assert drawn(screen) == ["Ефимова", "", "Бояринцев", ""]
    press(Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert drawn(screen) == ["Ефимова", "Зимин", "Бояринцев", ""]
    press("4")
    assert drawn(screen) == ["Ефимова", "", "Бояринцев", "Зимин"]
    asked: list[int] = []
    screen.result_opened.connect(asked.append)
    press(Key.Key_Return)
    assert asked == [contest.cases["Зимин"]]
    screen.decision_wanted.connect(asked.append)
    QTest.keyClick(screen.ranking, Key.Key_Return, CTRL)
    assert asked == [contest.cases["Зимин"]] * 2
    press(Key.Key_Tab, Key.Key_Left)
    assert screen.views.current == FUNCTIONS
    press(Key.Key_Tab)
    assert screen.items is not None
    assert screen.items.hasFocus()
    with qtbot.waitSignal(screen.closed):
        press(Key.Key_Escape)


def test_a_fifth_is_refused_in_words_and_a_digit_puts_it_in_the_place_of_another(
    contest: Contest, show: Show
) -> None:
    eight(contest)
    screen = show()
    press(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert "" not in drawn(screen)
    before = drawn(screen)
    press(Key.Key_Down, Key.Key_Space)
    assert drawn(screen) == before
    assert "Four are shown already" in texts(screen.drawn)
    press("2")
    assert drawn(screen)[1] == "Виноградова-Северская"
    assert "Four are shown already" not in texts(screen.drawn)
    press(Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert "still hidden" in texts(screen.drawn)


def test_the_rulers_say_all_their_numbers(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    said = screen.drawn.rulers.accessibleName()
    assert said.count(";") == 2
    assert said.startswith("Абрамова В. И.: ")
    assert "Бояринцев Г. О.: F1 Day-to-day management 86%" in said


def test_items_lead_with_the_largest_difference_and_keep_another_order(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    assert screen.items is not None
    spreads = [line.spread for line in screen.items.list_model.lines()]
    assert spreads == sorted(spreads, key=lambda one: one or 0, reverse=True)
    screen.items.setFocus()
    QTest.keyClick(screen.items, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    codes = [line.code for line in screen.items.list_model.lines()]
    assert codes == sorted(codes)
    assert screen.items.horizontalHeader().sectionSize(0) > 0
    again = show()
    assert again.items is not None
    assert [line.code for line in again.items.list_model.lines()] == codes


def test_what_is_not_common_stands_apart_with_who_lacks_it(contest: Contest, show: Show) -> None:
    contest.hand_in(contest.invite(0), 2.5)
    contest.hand_in(contest.invite(1), 2.5, unknown=("K32",))
    screen = show()
    assert screen.views.current == COMMON
    screen.views.choose(OTHERS)
    screen.views.chosen.emit(OTHERS)
    assert screen.items is not None
    model = screen.items.list_model
    assert [line.code for line in model.lines()] == ["K32"]
    assert "no level" in model.as_text((0,))
    assert "Абрамова Вера Ильинична, C-0001" in model.as_text((0,))


def test_copying_gives_all_candidates_even_those_without_room(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    screen.resize(760, 700)
    QCoreApplication.processEvents()
    assert screen.items is not None
    assert screen.items.hidden
    assert "candidates fit" in screen.caption.text()
    screen.items.setFocus()
    QTest.keyClick(screen.items, Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 24
    assert len({line.count("\t") for line in lines}) == 1
    assert "Громыко Денис Павлович" in lines[0]


def test_little_in_common_is_warned_of(contest: Contest, show: Show) -> None:
    contest.hand_in(contest.invite(0), 2.5, unknown=("S31", "S27", "S15", "K16", "K30", "K32"))
    contest.hand_in(contest.invite(1), 2.5, unknown=("S14", "S09", "S02", "K08", "K02", "S07"))
    screen = show()
    assert screen.comparison is not None
    assert screen.comparison.warn
    assert screen.banner.isVisible()
    assert "is in common" in screen.banner.text


def test_one_alone_is_shown_and_said_to_be_alone(contest: Contest, show: Show) -> None:
    contest.hand_in(contest.invite(0), 2.5)
    screen = show()
    assert rows(screen) == ["Unranked a rank needs at least two final results", "– Абрамова"]
    assert "nobody to compare with Абрамова В. И. yet" in screen.banner.text


def test_while_all_are_blind_only_names_are_told(contest: Contest, show: Show) -> None:
    contest.hand_in(contest.invite(0), 2.5, both=False)
    contest.invite(1)
    screen = show()
    assert screen.ranking is None
    said = texts(screen.nobody)
    assert "hidden until all sheets are submitted" in said
    assert "Абрамова Вера Ильинична: pending: Gromov Maxim" in said
    assert not screen.export_button.isEnabled()
    assert screen.export_button.accessibleDescription()
    assert screen.nobody.act.hasFocus()


def test_an_empty_campaign_says_so_and_leads_back(contest: Contest, show: Show, qtbot: QtBot) -> None:
    screen = show()
    assert "There is nobody to compare yet" in texts(screen.nobody)
    with qtbot.waitSignal(screen.closed):
        press(Key.Key_Return)


def test_who_is_opened_early_comes_in_while_one_looks(contest: Contest, show: Show, context: Context) -> None:
    contest.hand_in(contest.invite(0), 2.5)
    second = contest.invite(1)
    contest.hand_in(second, 2.5, both=False)
    screen = show()
    assert rows(screen)[-1].startswith("Бояринцев")
    context.data.write(cases.open_early, second, "Громов болен")
    assert not [one for one in rows(screen) if "still out" in one]
    assert screen.ranking is not None
    assert screen.ranking.hasFocus()


def test_many_are_compared_as_a_job_that_can_be_cancelled(
    contest: Contest, show: Show, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more than is compared at once; the window goes on meanwhile."""
    for _number in range(AT_ONCE):
        contest.hand_in(contest.invite(0), 2.5)
    jobs, closed = context.jobs, list[bool]()
    held = Held(jobs, monkeypatch)
    screen = show()
    screen.closed.connect(lambda: closed.append(True))
    assert jobs.busy and screen.ranking is None
    assert "Comparing candidates…" in texts(screen)
    held.jobs[-1].cancel()
    held.let_go()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert closed and screen.comparison is None

    screen.open(contest.cycle_id)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=120_000)
    assert screen.comparison is not None and screen.ranking is not None
    assert screen.ranking.hasFocus()
    plain = context.data.read(comparisons.comparison, contest.cycle_id, context.me.id, context.today())
    assert screen.comparison == plain and len(plain.contenders) == AT_ONCE

    screen.refresh()
    context.data.write(campaigns.withdraw, plain.contenders[0].case_id, "передумал", context.today())
    qtbot.waitUntil(lambda: not jobs.busy, timeout=120_000)
    assert len(screen.comparison.contenders) == AT_ONCE - 1, "an older comparison comes too late"


def test_what_was_chosen_outlives_a_change_of_language(contest: Contest, show: Show, qtbot: QtBot) -> None:
    eight(contest)
    screen = show()
    press(Key.Key_Down, Key.Key_Space)
    screen.views.choose(FUNCTIONS)
    screen.views.chosen.emit(FUNCTIONS)
    kept = screen.memory()
    i18n.use("ru")
    again = show()
    again.recall(kept)
    assert drawn(again) == ["Абрамова", "", "Бояринцев", ""]
    assert again.views.current == FUNCTIONS
    assert again.ranking is not None
    line = again.ranking.current_line
    assert line is not None
    assert line.case_id == contest.cases["Ефимова"]


def test_the_key_leads_to_the_comparison_among_the_documents(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    asked: list[str] = []
    screen.papers_wanted.connect(asked.append)
    QTest.keyClick(screen, Key.Key_E, CTRL)
    assert asked == [""] and screen.papers is not None
    assert screen.papers.first == COMPARISON and screen.papers.of[COMPARISON] == (contest.cycle_id,)


def test_the_models_keep_the_rules_of_qt(contest: Contest, show: Show) -> None:
    eight(contest)
    screen = show()
    assert screen.ranking is not None and screen.items is not None
    for model in (screen.ranking.list_model, screen.items.list_model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
