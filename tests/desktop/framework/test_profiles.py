"""Profiles of posts come from another one or from scratch, and say what clauses 1.2 and 1.3 require."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.framework import editions
from desktop.framework.forms.dialogs import PublishForm
from desktop.framework.forms.profile_forms import ProfileForm, RequirementsForm
from desktop.framework.preview import Preview
from desktop.framework.screen import DUTIES, PROFILES, FrameworkScreen
from domain.framework.profile import Phase, Profile
from tests.desktop.framework.hands import CONTROL, agree, dialog, differences, press, shown, tick
from tests.desktop.people.hands import type_in


def to_profiles(screen: FrameworkScreen) -> FrameworkScreen:
    press(screen.table, Qt.Key.Key_PageDown, CONTROL)
    press(screen.duties.table, Qt.Key.Key_PageDown, CONTROL)
    assert screen.pages.current == PROFILES and screen.profiles.table.hasFocus()
    return screen


def kept(store: Store, screen: FrameworkScreen) -> tuple[Profile, ...]:
    return store.read(editions.content, screen.model.shown).profiles


def test_what_the_posts_require_is_read(screen: FrameworkScreen) -> None:
    to_profiles(screen)
    told = [screen.profiles.list.index(row, 1).data() for row in range(2)]
    assert told == ["at hire", "in post"]
    assert "secondary vocational" in screen.profile_card.said
    assert "6 months: " in screen.profile_card.said and "12 months: " in screen.profile_card.said
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        press(screen.profiles.table, key)
    assert [one for one in screen.findChildren(QDialog) if one.isVisible()] == []


def test_a_profile_is_made_like_another_and_one_from_scratch(drafted: FrameworkScreen, store: Store) -> None:
    to_profiles(drafted)
    press(drafted.profiles.table, Qt.Key.Key_Insert)
    form = dialog(drafted, ProfileForm)
    form.take()
    assert form.isVisible() and "empty" in form.post.ru.note
    type_in("Старший менеджер")
    form.post.en.area.setPlainText("Senior manager")
    form.share.line.setText("75,5")
    press(form.post.ru.area, Qt.Key.Key_Return, CONTROL)
    made = kept(store, drafted)[2]
    first = kept(store, drafted)[1]
    assert (made.post.ru, made.post.en, made.phase) == ("Старший менеджер", "Senior manager", Phase.POST)
    assert (made.targets, made.requirements) == (first.targets, first.requirements)
    assert made.pass_attainment == Fraction(755, 1000)
    press(drafted.profiles.table, Qt.Key.Key_Insert)
    form = dialog(drafted, ProfileForm)
    form.post.ru.area.setPlainText("Стажёр")
    form.phase.box.setCurrentIndex(0)
    form.like.box.setCurrentIndex(0)
    form.level.box.setCurrentIndex(1)
    form.take()
    made = next(one for one in kept(store, drafted) if one.post.ru == "Стажёр")
    assert {one.level for one in made.targets.values()} == {1} and made.phase is Phase.HIRE
    assert "not mentioned" in drafted.profile_card.said
    told = differences(drafted)
    assert "profile, Senior manager, in post: added" in told
    said: list[str] = []
    drafted.removed.connect(said.append)
    press(drafted.profiles.table, Qt.Key.Key_Delete)
    assert len(kept(store, drafted)) == 3
    assert len(said) == 1 and said[0].startswith("Removed from the draft: ")
    press(drafted.profiles.table, Qt.Key.Key_Z, CONTROL)
    assert len(kept(store, drafted)) == 4


def test_a_threshold_that_is_none_stays_in_the_form(drafted: FrameworkScreen, store: Store) -> None:
    to_profiles(drafted)
    press(drafted.profiles.table, Qt.Key.Key_F2)
    form = dialog(drafted, ProfileForm)
    for wrong in ("101", "-1", "много", "1/0", "1e9999"):
        form.share.line.setText(wrong)
        form.take()
        assert form.isVisible() and "0 to 100" in form.share.note
    form.share.line.setText("80 %")
    form.post.ru.area.setPlainText("x" * 81)
    form.take()
    assert form.isVisible() and "81" in form.post.ru.note
    form.post.ru.area.setPlainText("Руководитель смены")
    form.take()
    assert kept(store, drafted)[0].pass_attainment == Fraction(4, 5)
    told = differences(drafted)
    assert "threshold changed: 80 %" in told and "reworded: Менеджер → Руководитель смены" in told


def test_the_requirements_of_a_post_are_changed_as_data(drafted: FrameworkScreen, store: Store) -> None:
    to_profiles(drafted)
    press(drafted.profiles.table, Qt.Key.Key_Return)
    form = dialog(drafted, RequirementsForm)
    assert [months.text for months, _ticks in form.ways] == ["6", "12", ""]
    form.education.ru.area.setPlainText("высшее образование")
    form.education.en.area.setPlainText("higher education")
    form.least.box.setCurrentIndex(form.least.box.findText("higher education - bachelor"))
    form.ways[0][0].line.setText("18")
    form.ways[1][0].line.setText("")
    for area in form.ways[1][1].taken:
        tick(form.ways[1][1], area)
    form.medical.ru.area.setPlainText("")
    form.medical.en.area.setPlainText("")
    press(form.medical.ru.area, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()
    asked = kept(store, drafted)[0].requirements
    assert (asked.education.en, asked.min_education) == ("higher education", "higher_bachelor")
    assert [one.min_months for one in asked.alternatives] == [18]
    assert asked.medical.ru == ""
    assert "18 months: " in drafted.profile_card.said
    told = differences(drafted)
    for word in ("education changed", "experience changed: 6: ", "medical check changed"):
        assert word in told
    press(drafted.profiles.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_requirements_that_contradict_themselves_stay_in_the_form(drafted: FrameworkScreen) -> None:
    to_profiles(drafted)
    press(drafted.profiles.table, Qt.Key.Key_Return)
    form = dialog(drafted, RequirementsForm)
    form.ways[0][0].line.setText("полгода")
    form.take()
    assert form.isVisible() and "1 to 600" in form.ways[0][0].note
    form.ways[0][0].line.setText("6")
    form.ways[2][0].line.setText("3")
    form.take()
    assert form.isVisible() and "one area" in form.ways[2][1].note
    form.ways[2][0].line.setText("")
    form.least.box.setCurrentIndex(0)
    form.take()
    assert form.isVisible() and "empty" in form.least.note
    form.education.ru.area.setPlainText("x" * 10_000)
    form.least.box.setCurrentIndex(3)
    form.take()
    assert form.isVisible() and "10000" in form.education.ru.note.replace(",", "").replace("\xa0", "")
    form.reject()
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_publishing_counts_what_changes_kind_by_kind(drafted: FrameworkScreen) -> None:
    to_profiles(drafted)
    press(drafted.profiles.table, Qt.Key.Key_Insert)
    form = dialog(drafted, ProfileForm)
    form.post.ru.area.setPlainText("Стажёр")
    form.take()
    drafted.acts.publish()
    asked = dialog(drafted, PublishForm)
    assert asked.about.text().startswith("1 change (1 profile).")


def test_the_keys_of_the_part_that_is_shown_are_told(drafted: FrameworkScreen) -> None:
    assert ("F3", "question") in drafted.keys
    to_profiles(drafted)
    assert ("Enter", "mandatory requirements") in drafted.keys and ("F3", "question") not in drafted.keys
    drafted.turns.choice.activated.emit(1)  # the list that stands for the segments in little room
    assert drafted.pages.current == DUTIES and ("Enter", "links") in drafted.keys


def test_a_published_edition_tells_only_keys_that_do_something(screen: FrameworkScreen) -> None:
    assert not screen.model.is_draft
    assert [cap for cap, _words in screen.keys] == ["↑ ↓", "F3", "F4", "F7", "Ctrl+PgDn"]
    to_profiles(screen)
    assert [cap for cap, _words in screen.keys] == ["↑ ↓", "Ctrl+PgUp"]


def test_from_an_item_one_goes_to_the_library_of_actions(screen: FrameworkScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.library_wanted):
        press(screen.table, Qt.Key.Key_L, CONTROL)
    press(screen.table, Qt.Key.Key_F4)
    with qtbot.waitSignal(screen.library_wanted):
        screen.inspector.links.library_button.click()


def test_the_part_that_was_shown_is_remembered(
    drafted: FrameworkScreen, show: Callable[[], FrameworkScreen]
) -> None:
    to_profiles(drafted)
    again = show()
    again.recall(drafted.memory())
    assert again.pages.current == PROFILES and again.profiles.isVisibleTo(again)


BAKER = """Пекарь
1. Общие положения
1.1. На должность пекаря назначается лицо, имеющее начальное профессиональное образование и стаж работы \
на печах не менее шести месяцев.
2. Должен знать: печь; тесто.
3. Должностные обязанности. Месит тесто.
"""


def test_what_the_job_description_asks_for_waits_for_a_person_to_confirm_it(
    screen: FrameworkScreen, store: Store, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(BAKER)
    press(screen.table, Qt.Key.Key_I, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    agree(screen, qtbot, shown(screen, qtbot, Preview))
    screen.acts.publish()
    publishing = dialog(screen, PublishForm)
    assert "there is no position profile" in publishing.fault.text(), "before anybody writes a note"
    publishing.reject()
    assert screen.banner.act.text() == "New profile…"
    screen.banner.act.click()
    assert screen.profiles.nothing.isVisible()
    profile = dialog(screen, ProfileForm)
    assert profile.post.text.ru == "Пекарь", "the post that the document names is proposed"
    assert not profile.like.isVisible(), "there is no profile to copy, so nothing to choose"
    assert "competency by competency" in profile.level.note
    profile.take()
    assert screen.profile_card.said.count("not confirmed yet") == 2, "education and experience"
    assert "not mentioned" in screen.profile_card.said, "the document says nothing of a medical check"
    assert "are not confirmed" in publishing_says(screen), "said while it can still be changed"
    press(screen.profiles.table, Qt.Key.Key_Return)
    form = dialog(screen, RequirementsForm)
    assert form.education.ru.area.toPlainText() == form.experience.ru.area.toPlainText()
    assert "стаж работы на печах" in form.experience.ru.area.toPlainText()
    assert form.ways[0][0].text == "6" and form.ways[0][1].taken
    press(form.medical.ru.area, Qt.Key.Key_Return, CONTROL)
    (made,) = kept(store, screen)
    assert (made.requirements.min_education, made.requirements.alternatives[0].min_months) == (
        "spo_worker",
        6,
    )
    assert "not confirmed yet" not in screen.profile_card.said
    assert "6 months: стаж работы на печах" in screen.profile_card.said
    assert "are not confirmed" not in publishing_says(screen)


def publishing_says(screen: FrameworkScreen) -> str:
    """Open the form that publishes, close it, and return all that it said."""
    screen.acts.publish()
    publishing = dialog(screen, PublishForm)
    said = " ".join(label.text() for label in publishing.findChildren(QLabel))
    publishing.reject()
    return said


def test_a_first_edition_needs_no_word_of_what_changed(
    screen: FrameworkScreen, store: Store, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(BAKER)
    press(screen.table, Qt.Key.Key_I, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    agree(screen, qtbot, shown(screen, qtbot, Preview))
    screen.banner.act.click()
    dialog(screen, ProfileForm).take()
    screen.acts.publish()
    asked = dialog(screen, PublishForm)
    assert asked.about.text().startswith("The first edition: ")
    assert asked.about.text().endswith(", 1 profile.") and "0 mark" not in asked.about.text()
    asked.take()
    assert not screen.model.is_draft


@pytest.mark.parametrize("key", [Qt.Key.Key_3, Qt.Key.Key_Return])
def test_a_target_given_before_there_is_a_profile_asks_for_one(
    screen: FrameworkScreen, qtbot: QtBot, key: Qt.Key
) -> None:
    QGuiApplication.clipboard().setText(BAKER)
    press(screen.table, Qt.Key.Key_I, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    agree(screen, qtbot, shown(screen, qtbot, Preview))
    press(screen.table, key)
    dialog(screen, ProfileForm).reject()


def test_enter_in_the_name_of_a_post_saves_the_profile_and_keeps_the_name(
    screen: FrameworkScreen, store: Store, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(BAKER)
    press(screen.table, Qt.Key.Key_I, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    agree(screen, qtbot, shown(screen, qtbot, Preview))
    screen.banner.act.click()
    press(dialog(screen, ProfileForm).post.ru.area, Qt.Key.Key_Return)
    assert [one.post.ru for one in kept(store, screen)] == ["Пекарь"]


def test_experience_that_is_only_wished_for_is_told_in_the_words_of_the_document(
    screen: FrameworkScreen, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(
        "Пекарь\nТребования:\n- желателен опыт работы на печах\nДолжен знать: печь; тесто."
    )
    press(screen.table, Qt.Key.Key_I, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    agree(screen, qtbot, shown(screen, qtbot, Preview))
    screen.banner.act.click()
    dialog(screen, ProfileForm).take()
    assert "желателен опыт работы на печах" in screen.profile_card.said
