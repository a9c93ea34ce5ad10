"""A person says what became of each item, by keys; until then nothing is published, and all can be undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from db.file.store import Store
from db.framework import drafts, editions
from desktop.framework.versions.screen import ALL, CHANGED, WAITING, MapScreen
from desktop.kit.table.list_table import BOX, PADDING
from desktop.office.sentences import sentence
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.version_acts import MapFaulty, MapFlaw, Unconfirmed
from domain.framework.version_map import Fate, MapLine, Word
from domain.text import Text
from resources.i18n import current

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier

type Show = Callable[[int], MapScreen]


def press(screen: MapScreen, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    screen.table.setFocus()
    QTest.keyClick(screen.table, key, held)


def stand(screen: MapScreen, old: str = "", new: str = "") -> None:
    wanted = ((old,) if old else (), (new,) if new else ())
    screen.table.stand_on(wanted)
    row = screen.table.current_line
    assert row is not None and row.key == wanted


def tick(screen: MapScreen, *lines: tuple[str, str]) -> None:
    for old, new in lines:
        stand(screen, old, new)
        press(screen, Key.Key_Space)


def shown(screen: MapScreen) -> list[tuple[Fate, tuple[str, ...], tuple[str, ...]]]:
    return [one.line.link.said for one in screen.table.list_model.lines()]


def kept(store: Store, draft: int, code: str) -> MapLine:
    lines = store.read(editions.view, draft).links
    return next(one for one in lines if code in one.link.new)


def test_what_a_file_proposed_is_shown_first_and_hinders_publishing(
    store: Store, draft: int, show: Show
) -> None:
    screen = show(draft)
    assert screen.choice.currentIndex() == WAITING
    assert shown(screen) == [
        (Fate.REWORDED, ("K06",), ("K06",)),
        (Fate.NEW, (), ("K40",)),
        (Fate.DROPPED, ("S32",), ()),
    ]
    assert "3 rows are not confirmed." in screen.banner.text
    assert screen.table.hasFocus()
    QAbstractItemModelTester(screen.table.list_model)
    with pytest.raises(Unconfirmed):
        store.write(drafts.publish, draft, "Новая инструкция")


def test_enter_confirms_line_by_line_and_then_the_edition_is_published(
    store: Store, draft: int, show: Show
) -> None:
    screen = show(draft)
    for left in (2, 1, 0):
        press(screen, Key.Key_Return)
        assert screen.model.waiting == left
    assert screen.nothing.isVisible()
    assert "All rows are confirmed." in screen.banner.text
    line = kept(store, draft, "K06")
    assert line.word is Word.CONFIRMED and line.actor and line.on is not None
    store.write(drafts.publish, draft, "Новая инструкция")


def test_several_selected_lines_are_confirmed_at_once_and_that_is_undone_at_once(
    store: Store, draft: int, show: Show
) -> None:
    screen = show(draft)
    press(screen, Key.Key_Down, SHIFT)
    press(screen, Key.Key_Return)
    assert screen.model.waiting == 1
    press(screen, Key.Key_Z, CTRL)
    assert screen.model.waiting == 3
    assert kept(store, draft, "K06").word is Word.PROPOSED


def test_only_very_alike_lines_are_confirmed_together(store: Store, draft: int, show: Show) -> None:
    screen = show(draft)
    told: list[object] = []
    screen.told.connect(told.append)
    assert screen.table.list_model.lines()[0].alike in range(75, 90)
    assert not screen.alike_button.isEnabled()
    screen.model.confirm_alike()
    assert screen.model.waiting == 3
    content = store.read(editions.content, 1)
    nearly = content.item("K06").text.ru.replace("методики", "методику")
    assert nearly != content.item("K06").text.ru
    store.write(drafts.put, draft, reworded(store, draft, nearly))
    press(screen, Key.Key_Return, CTRL | SHIFT)
    assert told == ["1 row confirmed"]
    assert [one.line.link.new for one in screen.model.rows if one.line.waits] == [("K40",), ()]


def reworded(store: Store, draft: int, text: str) -> Edition:
    return edit.reword_item(store.read(editions.content, draft), "K06", Text(text), Text("Методики"))


def test_ticked_lines_are_joined_to_what_was_split_and_the_identity_is_another(
    store: Store, draft: int, show: Show
) -> None:
    screen = show(draft)
    before = store.read(editions.content, draft)
    tick(screen, ("K06", "K06"), ("", "K40"))
    press(screen, Key.Key_J, CTRL)
    assert (Fate.SPLIT, ("K06",), ("K06", "K40")) in [one.line.link.said for one in screen.model.rows]
    assert kept(store, draft, "K40").word is Word.CONFIRMED
    after = store.read(editions.content, draft)
    assert after.item("K06").key != before.item("K06").key
    press(screen, Key.Key_Z, CTRL)
    assert store.read(editions.content, draft) == before
    assert screen.model.waiting == 3
    press(screen, Key.Key_Z, CTRL | SHIFT)
    assert kept(store, draft, "K40").link.fate is Fate.SPLIT


def test_ticks_outlive_a_search_so_that_lines_far_apart_are_merged(
    store: Store, draft: int, show: Show
) -> None:
    screen = show(draft)
    screen.choice.setCurrentIndex(ALL)
    screen.search.setText("S31")
    tick(screen, ("S31", "S31"))
    screen.search.setText("S32")
    tick(screen, ("S32", ""))
    press(screen, Key.Key_J, CTRL)
    assert kept(store, draft, "S31").link.said == (Fate.MERGED, ("S31", "S32"), ("S31",))
    keys = [store.read(editions.content, one).item("S31").key for one in (1, draft)]
    assert keys[0] != keys[1]


def test_a_dropped_and_a_new_item_are_joined_to_one_that_goes_on(
    store: Store, draft: int, show: Show
) -> None:
    screen = show(draft)
    screen.choice.setCurrentIndex(ALL)
    stand(screen, "K07", "K07")
    press(screen, Key.Key_Delete)
    pieces = {one.line.link.said for one in screen.model.rows if "K07" in (*one.key[0], *one.key[1])}
    assert pieces == {(Fate.DROPPED, ("K07",), ()), (Fate.NEW, (), ("K07",))}
    old = store.read(editions.content, 1).item("K07").key
    assert store.read(editions.content, draft).item("K07").key != old
    tick(screen, ("K07", ""), ("", "K40"))
    press(screen, Key.Key_J, CTRL)
    assert kept(store, draft, "K40").link.said == (Fate.REWORDED, ("K07",), ("K40",))
    assert store.read(editions.content, draft).item("K40").key == old


@pytest.mark.parametrize(
    ("lines", "flaw"),
    [
        ((("K01", "K01"), ("K02", "K02")), MapFlaw.MANY_TO_MANY),
        ((("S01", "S01"), ("", "K40")), MapFlaw.TWO_KINDS),
        ((("S32", ""),), MapFlaw.FEW),
    ],
)
def test_what_makes_no_line_is_refused_and_the_map_stays(
    store: Store, draft: int, show: Show, lines: tuple[tuple[str, str], ...], flaw: MapFlaw
) -> None:
    screen = show(draft)
    screen.choice.setCurrentIndex(ALL)
    tick(screen, *lines)
    before = store.read(editions.view, draft).links
    with pytest.raises(MapFaulty) as refused:
        screen.join()
    assert refused.value.flaw is flaw
    assert store.read(editions.view, draft).links == before


def test_the_words_that_changed_are_marked_on_both_sides(draft: int, show: Show) -> None:
    screen = show(draft)
    reworded = next(one for one in screen.model.rows if one.line.link.fate is Fate.REWORDED)
    screen.choice.setCurrentIndex(ALL)
    screen.table.stand_on(reworded.key)
    old, new = screen.texts
    assert old.toPlainText() != new.toPlainText()
    assert "line-through" in old.toHtml() and "line-through" not in new.toHtml()
    assert "underline" in new.toHtml() and "underline" not in old.toHtml()


def test_search_finds_words_of_either_edition_and_says_where_nothing_is(draft: int, show: Show) -> None:
    screen = show(draft)
    screen.choice.setCurrentIndex(CHANGED)
    screen.search.setText("чат-бот")
    assert shown(screen) == [(Fate.NEW, (), ("K40",))]
    assert "возможности чат-бота" in screen.texts[1].toPlainText()
    screen.search.setText("такого нет")
    assert screen.nothing.isVisible()
    screen.nothing.acted.emit()
    assert len(shown(screen)) == 72


def test_the_map_of_a_published_edition_is_read_and_every_act_says_why_not(
    store: Store, draft: int, show: Show
) -> None:
    lines = [one.link for one in store.read(editions.view, draft).links]
    store.write(drafts.relate, draft, lines)
    store.write(drafts.publish, draft, "Новая инструкция")
    screen = show(draft)
    assert screen.choice.currentIndex() == CHANGED
    before = store.read(editions.view, draft).links
    for key in (Key.Key_Space, Key.Key_Delete, Key.Key_Return):
        press(screen, key)
    assert store.read(editions.view, draft).links == before
    for one in (screen.confirm_button, screen.join_button, screen.cut_button, screen.alike_button):
        assert not one.isEnabled()
        assert one.accessibleDescription() == "The map of a published edition cannot be changed."


def test_boxes_are_ticked_by_the_mouse_and_what_is_selected_stays(draft: int, show: Show) -> None:
    screen = show(draft)
    screen.choice.setCurrentIndex(ALL)
    stand(screen, "K06", "K06")
    chosen = screen.table.chosen

    def click(old: str, new: str) -> None:
        row = screen.table.list_model.row_of(((old,) if old else (), (new,) if new else ()))
        cell = screen.table.visualRect(screen.table.list_model.index(row, 0))
        QTest.mouseClick(
            screen.table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(cell.left() + PADDING + BOX // 2, cell.center().y()),
        )

    click("K01", "K01")
    click("K02", "K02")
    assert [one.old for one in screen.model.ticked] == [("K01",), ("K02",)]
    assert screen.table.chosen == chosen and screen.table.hasFocus()
    click("K01", "K01")
    assert [one.old for one in screen.model.ticked] == [("K02",)]
    assert screen.join_button.isEnabled() is False


def test_joining_without_two_ticked_lines_says_what_to_do(draft: int, show: Show) -> None:
    screen = show(draft)
    with pytest.raises(MapFaulty) as refused:
        screen.join()
    assert refused.value.flaw is MapFlaw.FEW
    assert sentence(refused.value, current()).what == "Select two rows or more."
