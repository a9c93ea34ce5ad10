"""The main screens have no cut text, and the checks that say so can tell a faulty widget.

In Russian ``test_every_control.py`` looks at all screens, in more than one size of the window.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import override

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.assessing.sheet.talk.interview import TalkTime
from desktop.hiring.decision.screen import DecisionScreen
from desktop.kit import buttons, labels, layout
from desktop.kit.form import form
from desktop.kit.form.fields import TextField
from desktop.kit.segments import Segments
from desktop.kit.tips import as_it_is
from desktop.shared.level_button import LevelButton
from desktop.theme import Theme
from tests.screens import checks, crews, scene
from tests.screens.blank import blank
from tests.screens.looks import Look, chosen
from tests.screens.painted import hovered
from tests.screens.scenes import played, scenes
from tests.screens.stage import Files, on_stage


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files.make(tmp_path_factory.mktemp("screens"))


@pytest.fixture(autouse=True)
def _own_cursor(qapp: QApplication) -> Iterator[None]:
    before = qapp.cursorFlashTime()
    yield
    qapp.setCursorFlashTime(before)


def test_the_main_screens_show_every_word_in_english(qapp: QApplication, files: Files) -> None:
    look = Look("en", "light")
    seen: list[str] = []
    faults: list[checks.Finding] = []
    for place, path in ((scene.START, None), (scene.AS_MANAGER, files.demo), (scene.AS_HR, files.demo)):
        with on_stage(qapp, files, look, path) as stage:
            if path is not None:
                stage.act_as(scene.HR if place == scene.AS_HR else scene.MANAGER)
            for one in scenes():
                if one.main and one.place == place:
                    with played(one, stage):
                        found = checks.examine(stage.subject())
                        faults += [fault for fault in found if fault.kind in checks.FAULTS]
                        seen.append(one.name)
    assert {"welcome", "people", "sheet", "result", "home"} <= set(seen)
    assert faults == []


def test_a_run_that_was_broken_off_goes_on_with_the_looks_that_are_not_whole(tmp_path: Path) -> None:
    found = tmp_path / crews.FOUND
    found.mkdir()
    for look in ("ru-light", "en-dark"):
        told = {"counts": {"screens": 2, checks.NAMELESS: 1}, "lines": [f"no name: {look}"]}
        (found / f"{look}.json").write_text(json.dumps(told), "utf-8")
    looks = (*chosen("ru-light"), *chosen("en-dark"))
    counts, lines = crews.draw(tmp_path, looks, tmp_path, "people", None, go_on=True)
    assert lines == ["no name: ru-light", "no name: en-dark"]
    assert {name: one[checks.NAMELESS] for name, one in counts.items()} == {"ru-light": 1, "en-dark": 1}
    assert list(tmp_path.iterdir()) == [found], "nothing was drawn anew"


def test_no_scene_takes_the_picture_of_another() -> None:
    names = [one.name for one in scenes()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "look, place, names",
    [
        (
            Look("ru", "light", font_step=14),
            scene.AS_HR,
            ("about", "documents-missing", "familiarisation", "framework", "lock-soon"),
        ),
        (
            Look("ru", "light", font_step=14),
            scene.AS_MANAGER,
            ("plan-concluded", "team-trend"),
        ),
        (
            Look("ru", "light", 1024, 700, font_step=4),
            scene.AS_HR,
            ("people", "people-history", "result", "settings"),
        ),
    ],
)
def test_the_largest_letters_and_the_longest_words_cut_nothing(
    qapp: QApplication, files: Files, look: Look, place: str, names: tuple[str, ...]
) -> None:
    """These screens hold most beside and above one another."""
    wanted = [one for one in scenes() if one.name in names]
    assert len(wanted) == len(names)
    faults: list[checks.Finding] = []
    with on_stage(qapp, files, look, files.demo) as stage:
        stage.act_as(scene.HR if place == scene.AS_HR else scene.MANAGER)
        for one in wanted:
            with played(one, stage):
                faults += [one for one in checks.examine(stage.subject()) if one.kind in checks.FAULTS]
    assert faults == []


def test_no_picture_shows_what_its_widgets_do_not_hold(qapp: QApplication, files: Files) -> None:
    """«Choose a level first» stands below no chosen level; half an interview has taken its time."""
    known = {one.name: one for one in scenes()}
    with on_stage(qapp, files, Look("en", "light"), files.demo) as stage:
        stage.act_as(scene.HR)
        with played(known["decision-choosing"], stage):
            pass  # a level is chosen, and kept for the next scene
        with played(known["decision-nothing-chosen"], stage):
            decision = stage.space.shown
            assert isinstance(decision, DecisionScreen)
            assert "Choose a level first" in decision.panel.fault.text()
            said = [one.accessibleName() for one in decision.panel.levels.buttons]
            assert not [one for one in said if "chosen" in one]
            assert decision.panel.anchor.isHidden()
        stage.act_as(scene.MANAGER)
        with played(known["sheet-card"], stage):
            assert "46:12 of" in next(one.time.text() for one in stage.space.shown.findChildren(TalkTime))


def kinds(widget: QWidget) -> set[str]:
    widget.show()
    QApplication.processEvents()
    return {one.kind for one in checks.examine(widget)}


@pytest.fixture
def page(qapp: QApplication, theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(400, 300)
    yield made
    made.close()
    made.deleteLater()


def put(widget: QWidget, left: int, top: int, width: int, height: int) -> None:
    widget.setGeometry(left, top, width, height)


def test_a_sound_page_has_no_faults(page: QWidget) -> None:
    put(QLabel("Фамилия", page), 10, 10, 200, 24)
    put(QPushButton("Сохранить", page), 10, 50, 140, 32)
    assert kinds(page) == set()


def test_what_is_empty_is_told_once_it_takes_more_than_a_third_of_the_window(page: QWidget) -> None:
    full = QPixmap(400, 300)
    painter = QPainter(full)
    painter.fillRect(full.rect(), Qt.GlobalColor.white)
    painter.fillRect(full.rect(), QBrush(Qt.GlobalColor.black, Qt.BrushStyle.Dense4Pattern))
    painter.end()
    seen, word = QLabel(page), QLabel("Фамилия", page)
    word.hide()
    seen.setAlignment(Qt.AlignmentFlag.AlignTop)
    seen.setPixmap(full)
    put(seen, 0, 0, 400, 208)
    assert blank(page) == ()
    put(seen, 0, 0, 400, 176)
    (found,) = blank(page)
    assert (found.kind, found.told) == (checks.BLANK, "nothing in 400×120, 40 %")
    put(word, 200, 240, 60, 24)
    word.show()
    assert blank(page) == (), "a word in the middle leaves only smaller parts"


@pytest.mark.parametrize("width, height", [(30, 24), (200, 8)])
def test_a_label_too_small_for_its_words_is_found(page: QWidget, width: int, height: int) -> None:
    put(QLabel("Обязательные требования", page), 10, 10, width, height)
    assert kinds(page) == {checks.CLIPPED}


def test_a_paragraph_without_room_for_its_lines_is_found(page: QWidget) -> None:
    paragraph = QLabel("Без пароля и кода восстановления данные не открыть никому", page)
    paragraph.setWordWrap(True)
    put(paragraph, 10, 10, 160, 20)
    assert kinds(page) == {checks.CLIPPED}


def test_a_button_narrower_than_its_words_is_found(page: QWidget) -> None:
    put(QPushButton("Посмотреть на примере", page), 10, 10, 100, 32)
    assert kinds(page) == {checks.CLIPPED}


def test_a_cut_button_is_found_even_if_its_tooltip_says_all(page: QWidget) -> None:
    cut = QPushButton("Посмотреть на примере", page)
    cut.setToolTip(cut.text())
    put(cut, 10, 10, 100, 32)
    assert kinds(page) == {checks.CLIPPED}


def test_a_segment_without_room_tells_the_rest_but_never_half_a_figure(page: QWidget) -> None:
    segments = Segments(("Все", "Обязательные требования 3", "Ждём 118"), page, "Показать")
    put(segments, 10, 10, segments.sizeHint().width(), 34)
    assert kinds(page) == set()
    whole = [one.width() for one in segments.findChildren(QPushButton)]
    put(segments, 10, 10, segments.sizeHint().width() - 60, 34)
    assert kinds(page) == {checks.ELIDED}
    words = segments.findChildren(QPushButton)[1]
    assert words.toolTip() == as_it_is("Обязательные требования 3")
    assert [one.width() for one in segments.findChildren(QPushButton)][::2] == whole[::2]
    put(segments, 10, 10, segments.sizeHint().width(), 34)
    assert kinds(page) == set()
    assert words.toolTip() == ""
    segments.set_text(1, "Ждём " + "9" * 40)
    assert kinds(page) == {checks.CLIPPED}


def test_a_cut_line_is_whole_under_the_pointer_even_if_more_is_said_there(page: QWidget) -> None:
    line = labels.elided("79–82%, +1 pp against quarter III", page)
    line.set_more("7 of 11 people rated")
    put(line, 10, 10, 80, 24)
    page.show()
    page.grab()  # it says the rest once it is painted
    assert kinds(page) == {checks.ELIDED}
    line.setToolTip("7 of 11 people rated")
    assert kinds(page) == {checks.CLIPPED}


def test_a_cut_line_that_waits_to_be_painted_is_judged_as_it_will_be_painted(page: QWidget) -> None:
    put(labels.elided("79–82%, +1 pp against quarter III", page), 10, 10, 80, 24)
    page.show()
    assert {one.kind for one in checks.examine(page)} == {checks.ELIDED}


def test_a_button_that_gets_a_longer_text_is_judged_as_it_will_be_laid_out(page: QWidget) -> None:
    box = QWidget(page)
    line = buttons.button("K03", box)
    layout.row(line, layout.STRETCH, of=box)
    put(box, 10, 10, 380, 60)
    page.show()
    checks.examine(page)
    line.setText("K03  Обязанности операторов")
    assert checks.examine(page) == ()


def test_words_outside_of_what_holds_them_are_found(page: QWidget) -> None:
    put(QLabel("Кандидат", page), 380, 10, 100, 24)
    assert kinds(page) == {checks.CLIPPED}


def test_widgets_over_one_another_are_found(page: QWidget) -> None:
    put(QLabel("Код", page), 10, 10, 100, 24)
    put(QLabel("Имя", page), 60, 20, 100, 24)
    assert kinds(page) == {checks.OVERLAP}


def test_a_field_without_a_name_is_found(page: QWidget) -> None:
    edit = QLineEdit(page)
    put(edit, 10, 10, 200, 32)
    assert kinds(page) == {checks.NAMELESS}
    edit.setAccessibleName("Фамилия")
    assert kinds(page) == set()
    edit.setAccessibleName("")
    edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert kinds(page) == set()


def test_what_is_too_small_to_be_hit_is_found(page: QWidget) -> None:
    cross = QPushButton(page)
    cross.setAccessibleName("Закрыть")
    put(cross, 10, 10, 23, 32)
    assert kinds(page) == {checks.SMALL}
    put(cross, 10, 10, 24, 24)
    assert kinds(page) == set()


def test_rows_too_low_to_be_hit_are_found(page: QWidget) -> None:
    rows = QListWidget(page)
    rows.setAccessibleName("Люди")
    rows.addItem("Орлов")
    put(rows, 10, 10, 200, 100)
    for height, expected in ((23, {checks.SMALL}), (24, set[str]())):
        rows.item(0).setSizeHint(QSize(100, height))
        assert kinds(page) == expected


class Padded(QStyledItemDelegate):
    """Leaves 60 px on each side of the text, and ends it with «…» where the rest has no room."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = option.rect.adjusted(60, 0, -60, 0)
        shown = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def test_a_cell_that_cuts_its_text_by_its_own_measure_is_found(page: QWidget) -> None:
    rows = QListWidget(page)
    rows.setAccessibleName("Люди")
    rows.addItem("Служба поддержки")
    rows.setItemDelegate(Padded(rows))
    rows.item(0).setSizeHint(QSize(100, 32))
    put(rows, 10, 10, 350, 100)
    assert kinds(page) == set()
    put(rows, 10, 10, 200, 100)
    assert kinds(page) == {checks.CLIPPED}
    rows.item(0).setToolTip("Служба поддержки")
    assert kinds(page) == {checks.ELIDED}
    rows.item(0).setText("≈ 95,3 % · 100,0 %")
    rows.item(0).setToolTip("≈ 95,3 % · 100,0 %")
    assert kinds(page) == {checks.CLIPPED}, "half a figure is another figure, whatever the pointer is told"
    rows.item(0).setText("24 Nov 2026")
    rows.item(0).setToolTip("24 Nov 2026")
    put(rows, 10, 10, 190, 100)
    assert kinds(page) == {checks.CLIPPED}, "a date has room"


def test_a_field_narrower_than_the_day_it_shows_is_found(page: QWidget) -> None:
    put(QPushButton("Сохранить", page), 10, 250, 140, 32)  # has the focus: what is typed into may scroll
    day = QLineEdit("24.11.2026 – 30.11.2026", page)
    day.setAccessibleName("Срок")
    put(day, 10, 10, 100, 32)
    assert kinds(page) == {checks.CLIPPED}
    put(day, 10, 10, 250, 32)
    assert kinds(page) == set()


def test_a_field_of_ours_tells_the_rest_under_the_pointer(page: QWidget) -> None:
    put(QPushButton("Сохранить", page), 10, 250, 140, 32)
    basis = TextField("Основание", page, "basis", "согласие на обработку персональных данных")
    put(basis, 10, 10, 150, 70)
    assert kinds(page) == {checks.ELIDED}
    basis.line.clear()
    basis.line.setPlaceholderText("согласие на обработку персональных данных")
    assert kinds(page) == {checks.ELIDED}
    put(basis, 10, 10, 380, 70)
    assert kinds(page) == set()


def test_a_password_is_never_told_under_the_pointer(page: QWidget) -> None:
    line = form.line("Пароль", page, "ключ от всех дверей и окон")[1]
    put(line, 10, 10, 60, 32)
    page.show()
    assert hovered(line, line.rect().center()) != ""
    line.setEchoMode(QLineEdit.EchoMode.Password)
    assert hovered(line, line.rect().center()) == ""


def test_a_level_lower_than_its_anchor_is_found(page: QWidget, theme: Theme) -> None:
    level = LevelButton(theme, 2, page)
    level.describe("Базовый", "Верно излагает основное и применяет в типовых случаях. " * 3)
    put(level, 10, 10, 300, level.heightForWidth(300) - 1)
    assert kinds(page) == {checks.CLIPPED}
    put(level, 10, 10, 300, level.heightForWidth(300))
    assert kinds(page) == set()


def test_a_word_without_end_is_broken_and_read_whole(page: QWidget, theme: Theme) -> None:
    name = labels.paragraph("Ж" * 78, page)
    put(name, 10, 10, 200, name.heightForWidth(200))
    assert kinds(page) == set()
    assert name.text() == "Ж" * 78
    assert name.height() > 2 * theme.line_height("body")  # broken into lines


PLANTED = """
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QStyledItemDelegate, QWidget

from tests.screens.scene import START, Scene


class Box(QStyledItemDelegate):
    def paint(self, painter, option, index):
        painter.fillRect(option.rect.adjusted(4, 4, -4, -4), QColor("#999999"))


def _faulty(stage):
    page = QWidget(stage.app.window)
    page.setGeometry(300, 100, 400, 300)
    QLabel("Обязательные требования", page).setGeometry(10, 10, 30, 24)
    QLabel("Код", page).setGeometry(10, 60, 99, 24)
    QLabel("Имя", page).setGeometry(60, 70, 99, 24)
    QPushButton(page).setGeometry(10, 120, 32, 32)
    small = QPushButton("x", page)
    small.setGeometry(10, 160, 20, 20)
    pale = QLabel("Едва видно", page)
    pale.setStyleSheet("color: #BBBBBB; background: white")
    pale.setGeometry(10, 200, 200, 30)
    boxes = QListWidget(page)
    boxes.setAccessibleName("Отметки")
    boxes.addItem("читается вслух")
    boxes.item(0).setSizeHint(boxes.sizeHint() / 4)
    boxes.setItemDelegate(Box(boxes))
    boxes.setGeometry(220, 120, 160, 60)
    page.show()


def _broken(stage):
    raise ZeroDivisionError("planted")


SCENES = (Scene("planted", START, _faulty), Scene("planted-broken", START, _broken))
"""


@pytest.mark.parametrize(
    "look, scene_name, found",
    [
        (
            "ru-light-200",
            "planted",
            {checks.CLIPPED, checks.OVERLAP, checks.NAMELESS, checks.SMALL, checks.PALE, checks.BROKEN},
        ),
        ("ru-light", "welcome-fault", set[str]()),
    ],
)
def test_the_command_fails_exactly_when_there_is_a_fault(
    tmp_path: Path, look: str, scene_name: str, found: set[str]
) -> None:
    planted, target = tmp_path / "planted.py", tmp_path / "pictures"
    planted.write_text(PLANTED, "utf-8")
    options = ["--look", look, "--only", scene_name, "--also", str(planted), "--target", str(target)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.screens", *options],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = (target / "faults.txt").read_text("utf-8").splitlines()
    assert {line.partition(":")[0] for line in told if line} == found, run.stdout + run.stderr
    assert "читается вслух" not in " ".join(told), "a box to tick is no pale text"
    assert run.returncode == (1 if found else 0)
    picture = QImage(str(target / f"{scene_name}-{look}.png"))
    assert picture.width() == (2560 if look.endswith("200") else 1280)


class Pale(Theme):
    """A theme whose second ink is hardly there."""

    def color(self, token: str) -> QColor:
        return QColor("#BBBBBB") if token == "muted" else super().color(token)


def test_pale_ink_is_found() -> None:
    told = checks.pale(Pale("light"))
    assert told
    assert all("muted" in one.told for one in told)
    assert checks.pale(Theme("light")) == ()
