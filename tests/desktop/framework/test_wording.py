"""The question of an item, the levels, and the links of an item are changed by keys and can be undone."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollArea

from db.file.store import Store
from db.framework import editions
from desktop.framework.forms.links_form import LinksForm
from desktop.framework.forms.wording_forms import LevelsForm, QuestionForm
from desktop.framework.inspector import LINKS, QUESTION
from desktop.framework.screen import FrameworkScreen
from domain.text import Text
from tests.desktop.framework.hands import CONTROL, dialog, differences, press, tick
from tests.desktop.people.hands import type_in


def test_in_a_published_edition_the_keys_show_the_parts_and_ask_nothing(screen: FrameworkScreen) -> None:
    screen.table.stand_on("K06")
    press(screen.table, Qt.Key.Key_F3)
    assert screen.inspector.turn.current == QUESTION
    asked = screen.model.content.questions["K06"]
    assert asked.question.en == screen.inspector.question.question.text()
    assert [levels for levels, _text in screen.inspector.question.answers.said] == [(1,), (2, 3), (4,)]
    press(screen.table, Qt.Key.Key_F4)
    assert screen.inspector.turn.current == LINKS
    assert screen.inspector.links.duties.said[0][1].startswith("3.1.1 8)")
    assert screen.inspector.links.functions.said == (((), "F2 Control & performance"),)
    assert not screen.inspector.part_button.isEnabled()
    assert [one for one in screen.findChildren(QDialog) if one.isVisible()] == []


def test_the_fields_stand_right_below_the_title_and_above_the_buttons(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F3)
    form = dialog(drafted, QuestionForm)
    fields = [one.edit for one in form.fields if one.isVisible()]
    left = min(one.mapTo(form, QPoint()).x() for one in fields)
    right = max(one.mapTo(form, QPoint(one.width(), 0)).x() for one in fields)
    assert left == form.about.mapTo(form, QPoint()).x()
    end = form.act_button.mapTo(form, QPoint(form.act_button.width(), 0)).x()
    bar = form.findChildren(QScrollArea)[0].verticalScrollBar()
    assert right == end - (bar.width() if bar.isVisible() else 0)


def test_another_question_is_asked_in_both_languages(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F3)
    form = dialog(drafted, QuestionForm)
    assert "personally" in form.about.text()  # the follow-ups are the same for everybody
    form.question.ru.area.selectAll()
    type_in("Как вы распределяете нагрузку?")
    form.question.en.area.setPlainText("How do you share out the load?")
    form.strong.ru.area.setPlainText("называет правила")
    form.minutes.line.setText("7")
    press(form.question.ru.area, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()
    found = store.read(editions.content, drafted.model.shown).questions["K06"]
    assert (found.question.ru, found.question.en) == (
        "Как вы распределяете нагрузку?",
        "How do you share out the load?",
    )
    assert (found.minutes, found.strong.ru) == (7, "называет правила")
    assert drafted.inspector.question.question.text() == "How do you share out the load?"
    told = differences(drafted)
    assert "K06, question: reworded" in told and "way of asking changed" in told
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_a_question_that_says_nothing_or_too_much_stays_in_the_form(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F3)
    form = dialog(drafted, QuestionForm)
    form.question.ru.area.setPlainText("  ")
    form.take()
    assert form.isVisible() and "empty" in form.question.ru.note
    form.question.ru.area.setPlainText("что?")
    form.weak.en.area.setPlainText("x" * 10_000)
    form.take()
    assert form.isVisible() and "10,000" in form.weak.en.note
    assert len(form.weak.en.text) == 10_000  # nothing typed is lost
    form.weak.en.area.setPlainText("little")
    for wrong in ("0", "61", "пять", ""):
        form.minutes.line.setText(wrong)
        form.take()
        assert form.isVisible() and "1 to 60" in form.minutes.note
    form.reject()
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_both_wordings_of_a_question_are_shown_and_changed(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("S17")
    press(drafted.table, Qt.Key.Key_F3)
    form = dialog(drafted, QuestionForm)
    assert form.twin.ru.text.startswith("Полгода у оператора")
    assert len(form.twin_probes.ru.text.splitlines()) == 2
    form.twin.en.area.setPlainText("An agent lost interest. What will you do?")
    form.twin_probes.ru.area.setPlainText("С чего начнёте?")
    form.twin_probes.en.area.setPlainText("Where do you start?")
    form.probes.ru.area.setPlainText("Что вышло?")
    form.probes.en.area.setPlainText("What came of it?")
    press(form.question.ru.area, Qt.Key.Key_Return, CONTROL)
    found = store.read(editions.content, drafted.model.shown).questions["S17"]
    assert found.probes == (Text("Что вышло?", "What came of it?"),)
    assert found.twin is not None
    assert found.twin.question.en == "An agent lost interest. What will you do?"
    assert found.twin.probes == (Text("С чего начнёте?", "Where do you start?"),)
    assert drafted.inspector.question.twin.text().startswith("An agent lost interest.")
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_answers_to_a_situation_that_is_not_told_stay_in_the_form(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F3)
    form = dialog(drafted, QuestionForm)
    assert form.twin.ru.text == ""
    form.twin_weak.ru.area.setPlainText("молчит")
    form.take()
    assert form.isVisible() and "empty" in form.twin.ru.note
    assert form.twin_weak.ru.text == "молчит"
    form.twin_weak.ru.area.setPlainText("")
    form.take()
    assert not form.isVisible()


def test_a_question_is_taken_away_also_out_of_the_selections(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("K01")
    press(drafted.table, Qt.Key.Key_F3)
    QTest.mouseClick(dialog(drafted, QuestionForm).remove_button, Qt.MouseButton.LeftButton)
    content = store.read(editions.content, drafted.model.shown)
    assert "K01" not in content.questions
    assert all("K01" not in one.items for one in content.sets)
    assert "There is no question" in drafted.inspector.question.question.text()
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert "K01" in store.read(editions.content, drafted.model.shown).questions


def test_two_levels_are_worded_anew_in_one_go(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F7)
    form = dialog(drafted, LevelsForm)
    assert form.level.value == 3
    form.knowledge.ru.area.setPlainText("объясняет сам")
    form.level.box.setCurrentIndex(4)
    form.skill.en.area.setPlainText("teaches others")
    form.level.box.setCurrentIndex(3)
    assert form.knowledge.ru.text == "объясняет сам"  # what was typed of it is still there
    form.level.box.setCurrentIndex(0)
    form.name.ru.area.setPlainText("")
    form.level.box.setCurrentIndex(1)
    form.take()
    assert form.isVisible() and form.level.value == 0 and "empty" in form.name.ru.note
    form.name.ru.area.setPlainText("ноль")
    form.take()
    assert not form.isVisible()
    levels = store.read(editions.content, drafted.model.shown).levels
    assert (levels[0].name.ru, levels[3].knowledge.ru, levels[4].skill.en) == (
        "ноль",
        "объясняет сам",
        "teaches others",
    )
    assert drafted.inspector.target.anchors.said[1][0] == (3,)
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_an_item_is_linked_with_duties_functions_and_its_like(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F4)
    form = dialog(drafted, LinksForm)
    assert form.duties.taken == ("D1.8", "D2.3")
    press(form.duties.table, Qt.Key.Key_Space)  # the first is left
    form.duties.search.setText("3.1.1 2)")
    form.duties.table.go_to(0)
    press(form.duties.table, Qt.Key.Key_Space)
    tick(form.functions, "F5")
    tick(form.near, "K02")
    press(form.near.table, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()
    content = store.read(editions.content, drafted.model.shown)
    assert [one.code for one in content.duties if "K06" in one.items] == ["D1.2", "D2.3"]
    assert content.item("K06").secondary == ("F2", "F5")
    assert ("K06", "K02") in content.alias_groups
    told = differences(drafted)
    for word in ("3.1.1 8), duty: links changed", "other functions changed: F2 → F2, F5", "K06, K02"):
        assert word in told
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_an_item_that_leaves_its_group_is_told_before(drafted: FrameworkScreen) -> None:
    group = drafted.model.content.alias_groups[0]
    outside = next(one.code for one in drafted.model.content.items if one.code not in group)
    drafted.table.stand_on(outside)
    press(drafted.table, Qt.Key.Key_F4)
    form = dialog(drafted, LinksForm)
    tick(form.near, group[0])
    assert group[0] in form.near.note
    tick(form.near, group[0])
    assert form.near.note == ""
    form.reject()
