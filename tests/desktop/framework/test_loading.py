"""A model comes in by a preview: a person says what it becomes, and which column of a table holds what."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.framework import drafts, editions
from desktop.framework.forms.columns_form import ColumnsForm
from desktop.framework.forms.marks_form import MarksForm
from desktop.framework.forms.moodle_form import MoodleForm
from desktop.framework.preview import TRANSLATION, Preview
from desktop.framework.screen import FrameworkScreen
from desktop.kit.form.dialog import Question
from desktop.kit.page import files
from desktop.office.intake import apart
from desktop.office.intake.models import OWN, How, Unmarked
from domain.framework.framework import EditionState, Kind
from domain.framework.profile import Phase
from domain.framework.provision import Topic
from domain.progress import Progress
from domain.text import Text
from reports.book.model_columns import Column
from reports.framework import model_xlsx, moodle_csv
from resources import text
from resources.i18n import words
from tests.bench.model import large
from tests.db.sample import new_uid
from tests.desktop.conftest import TODAY
from tests.desktop.framework.hands import CONTROL, agree, choose, dialog, load, press, shown, turn
from tests.reports.intake.models import general, standard, work

SOURCE = text("catalogue/source.txt")
OTHER = """1.1. Оператор справочной службы относится к категории специалистов.
1.4. Оператор должен знать:
1) услуги организации;
2) порядок приёма звонка.
1.5. Оператор должен уметь:
1) слушать абонента.
2.1. Трудовые функции:
2.1.1. приём звонков;
2.1.2. учёт обращений.
"""


def said(preview: Preview) -> str:
    return preview.about.text() + "\n" + preview.changes.area.toPlainText()


def test_the_list_shows_a_changed_title_as_it_will_be(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    source = tmp_path / "оператор.txt"
    source.write_text(OTHER.replace("услуги организации", "организацию архивного дела"), encoding="utf-8")
    preview = load(screen, qtbot, source, monkeypatch)
    assert "look through them: K01 Организация архивного дела." in said(preview)
    assert "K01  Организация архивного дела" in said(preview) and "рганизацию" not in said(preview)
    assert "K02  порядок приёма звонка" in said(preview)


def test_a_job_description_comes_in_by_a_preview(
    screen: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    source = tmp_path / "инструкция.txt"
    source.write_text(SOURCE.replace("6) методики распределения", "6) новые методики распределения"), "utf-8")
    preview = load(screen, qtbot, source, monkeypatch)
    assert "K06" in said(preview) and "follows edition 1; changes: 1" in said(preview)
    assert len(store.read(editions.editions)) == 1
    agree(screen, qtbot, preview)
    assert screen.model.is_draft and screen.model.view is not None
    assert [one.code for one in screen.model.view.differences] == ["K06"]
    screen.acts.discard()
    dialog(screen, Question).accept()  # what was loaded is undone by throwing the draft away
    assert [one.number for one in store.read(editions.editions)] == [1]
    assert store.checkup() == ()


def test_the_job_description_of_another_post_begins_a_model_of_its_own(
    screen: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    source = tmp_path / "оператор.txt"
    source.write_text(OTHER, encoding="utf-8")
    preview = load(screen, qtbot, source, monkeypatch)
    assert preview.becomes.value == OWN and "a separate framework" in said(preview)
    assert "Blanks for you to fill in: 3 targets, 3 questions. Nothing is made up" in said(preview)
    assert "услуги организации" in said(preview)
    turn(preview.becomes, screen.model.content.key)  # the other way is a choice as well
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    assert "follows edition 1" in said(preview) and "dropped" in said(preview)
    turn(preview.becomes, OWN)
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    agree(screen, qtbot, preview)
    view = screen.model.view
    assert view is not None and view.base is None and view.content.title.ru == "Оператор справочной службы"
    assert [one.number for one in store.read(editions.editions)] == [1, 1]
    assert view.groupings == {}
    screen.table.stand_on("K02")
    assert "proposed" in screen.inspector.target.grouping.text()
    press(screen.table, Qt.Key.Key_G, CONTROL)
    assert "confirmed" in screen.inspector.target.grouping.text()
    assert "Sokolova" in screen.inspector.target.grouping.text()


def test_a_second_file_takes_the_place_of_none_that_is_asked_about(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    letters = [tmp_path / name for name in ("one.txt", "two.txt")]
    transfer, read = screen.acts.transfer, list[Path]()
    for place in letters:
        transfer.show(Unmarked(place, "Пекарь печёт.", How()))

    def note(path: Path, *_rest: object) -> None:
        read.append(path)

    monkeypatch.setattr(transfer, "_read", note)
    for asking in screen.findChildren(MarksForm):
        asking.chosen.emit("Пекарь печёт.", ())
    assert sorted(read) == letters


LETTER = "Пекарь у нас такой\nпечь и тесто\nсанитарные правила\nмесить тесто\nотдыхать в пятницу"


def test_a_person_says_where_the_lists_of_a_text_begin(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    source = tmp_path / "письмо.txt"
    source.write_text(LETTER, encoding="utf-8")
    choose(screen, source, monkeypatch)
    asked = shown(screen, qtbot, MarksForm)
    area = asked.text.area
    press(area, Qt.Key.Key_Return, CONTROL)
    assert asked.isVisible() and "begin" in asked.text.note
    press(area, Qt.Key.Key_Down)
    press(area, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(area, Qt.Key.Key_Down)
    press(area, Qt.Key.Key_Down)
    press(area, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(area, Qt.Key.Key_Down)
    QTest.mouseClick(asked.buttons[Topic.OTHER], Qt.MouseButton.LeftButton)
    press(area, Qt.Key.Key_Return, CONTROL)
    preview = shown(screen, qtbot, Preview)
    assert "knowledge 2, skills 1" in said(preview) and "месить тесто" in said(preview)
    assert "remains in the document only: отдыхать в пятницу." in said(preview)
    assert preview.becomes.value == OWN
    turn(preview.becomes, screen.model.content.key)  # the marks still hold
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    assert "follows edition 1" in said(preview)
    preview.reject()


def test_marks_left_in_one_text_do_not_come_back_in_another(screen: FrameworkScreen, qtbot: QtBot) -> None:
    keys = CONTROL | Qt.KeyboardModifier.ShiftModifier
    for pasted in (LETTER, "Другой пекарь\nдругая печь"):
        QGuiApplication.clipboard().setText(pasted)
        press(screen.table, Qt.Key.Key_I, keys)
        asked = shown(screen, qtbot, MarksForm)
        assert asked.text.text == pasted
        press(asked.text.area, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        press(asked.text.area, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not screen.findChildren(MarksForm))


def test_a_job_description_is_pasted_and_says_what_it_proposes(screen: FrameworkScreen, qtbot: QtBot) -> None:
    keys = CONTROL | Qt.KeyboardModifier.ShiftModifier
    heard: list[str] = []
    screen.told.connect(heard.append)
    QGuiApplication.clipboard().setText(" ")
    press(screen.table, Qt.Key.Key_I, keys)
    assert heard == ["There is no text in the clipboard."]
    QGuiApplication.clipboard().setText(
        "Пекарь\nДолжностные обязанности. Месит тесто.\n"
        "Должен знать: печь; тесто.\nТребования к квалификации. Нет."
    )
    press(screen.table, Qt.Key.Key_I, keys)
    preview = shown(screen, qtbot, Preview)
    told = said(preview)
    assert "Clipboard" in preview.windowTitle() and "knowledge 2, skills 1" in told
    assert "its duties are proposed as skills (1)" in told
    assert "S01  Месит тесто (proposed)" in told and "D1.1  Месит тесто" in told
    assert "remains in the document only: Требования к квалификации." in told
    agree(screen, qtbot, preview)
    assert [one.text.ru for one in screen.model.content.items] == ["печь", "тесто", "Месит тесто"]


def test_our_own_workbook_may_become_a_model_of_its_own(
    screen: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "модель.xlsx"
    model_xlsx.write(store.read(editions.content, 1), path, TODAY, Progress(), words("ru"))
    preview = load(screen, qtbot, path, monkeypatch)
    assert "changes: 0" in said(preview)
    turn(preview.becomes, OWN)
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    agree(screen, qtbot, preview)
    first, second = store.read(editions.editions)
    assert (first.state, second.state, second.based_on) == (EditionState.PUBLISHED, EditionState.DRAFT, None)
    assert first.key != second.key


def test_a_standard_is_narrowed_to_one_generalised_function(
    screen: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "стандарт.xml"
    path.write_bytes(
        standard(
            general("A", work("A/01.4", ["отвечает"], ["говорить"], ["этикет"])),
            general("C", work("C/01.6", ["управляет"], ["ставить задачи"], ["право"])),
        )
    )
    preview = load(screen, qtbot, path, monkeypatch)
    assert "knowledge 2, skills 2" in said(preview)
    assert [preview.general.box.itemText(at) for at in range(3)] == [
        "the whole standard",
        "A общая",
        "C общая",
    ]
    turn(preview.general, "C")
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    assert "knowledge 1, skills 1" in said(preview) and "этикет" not in said(preview)
    agree(screen, qtbot, preview)
    assert [one.text.ru for one in screen.model.content.items] == ["право", "ставить задачи"]


def test_exchanged_lists_of_a_standard_are_asked_before_a_draft_is_made(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "стандарт.xml"
    verbs, nouns = ["ставить задачи", "вести учёт", "говорить ясно"], ["право", "этикет", "порядок учёта"]
    path.write_bytes(standard(general("A", work("A/01.4", ["отвечает"], nouns, verbs))))
    preview = load(screen, qtbot, path, monkeypatch)
    assert preview.swapped.isVisible() and not preview.general.isVisible()
    assert "look exchanged" in preview.act_button.accessibleDescription()
    turn(preview.swapped, True)
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    agree(screen, qtbot, preview)
    assert [one.text.ru for one in screen.model.content.items if one.kind is Kind.KNOWLEDGE] == nouns


def test_another_sheet_of_a_book_is_read_when_a_person_chooses_it(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("Склад")
    first.title = "Касса"
    for sheet, text_ in ((first, "Кассовая дисциплина"), (second, "Приёмка товара")):
        sheet.append(["Код", "Текст"])
        sheet.append(["K01", text_])
    book.create_sheet("Прочее").append(["a", "b"])
    book.save(tmp_path / "навыки.xlsx")
    preview = load(screen, qtbot, tmp_path / "навыки.xlsx", monkeypatch)
    assert "Кассовая дисциплина" in said(preview) and "Sheets not read: Склад, Прочее." in said(preview)
    turn(preview.sheet, "Склад")
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    assert "Приёмка товара" in said(preview) and "Кассовая" not in said(preview)
    preview.reject()


def test_a_second_draft_is_refused_in_the_preview_and_nothing_is_written(
    drafted: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    source = tmp_path / "инструкция.txt"
    source.write_text(SOURCE, encoding="utf-8")
    before = store.read(editions.editions)
    preview = load(drafted, qtbot, source, monkeypatch)
    press(preview.changes.area, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(preview.fault.isVisible, timeout=120_000)
    assert "draft" in preview.fault.text().casefold() and preview.act_button.isEnabled()
    assert store.read(editions.editions) == before
    preview.reject()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_with_heads_of_another_language_is_read_by_columns_that_a_person_names(
    screen: FrameworkScreen,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    form: str,
) -> None:
    path = tmp_path / f"Meister.{form}"
    rows = [["Nummer", "Beschreibung", "Art"], ["K01", "план", "знание"], ["S01", "люди", "умение"]]
    if form == "csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    else:
        book = Workbook()
        for row in [["Liste"], *rows]:
            book.worksheets[0].append(row)
        book.save(path)
    choose(screen, path, monkeypatch)
    asked = shown(screen, qtbot, ColumnsForm)
    if form == "xlsx":
        turn(asked.head, 2)
    assert "Nummer" in asked.boxes[Column.CODE].box.itemText(1)
    asked.take()
    assert asked.isVisible() and "needs a code" in asked.boxes[Column.CODE].note
    turn(asked.boxes[Column.CODE], 0)
    turn(asked.boxes[Column.TEXT], 0)
    asked.take()
    assert asked.isVisible() and "already" in asked.boxes[Column.TEXT].note
    turn(asked.boxes[Column.TEXT], 1)
    turn(asked.boxes[Column.KIND], 2)
    press(asked.boxes[Column.KIND].box, Qt.Key.Key_Return, CONTROL)
    preview = shown(screen, qtbot, Preview)
    assert "knowledge 1, skills 1" in said(preview)
    agree(screen, qtbot, preview)
    assert [(one.code, one.kind, one.text.ru) for one in screen.model.content.items] == [
        ("K01", Kind.KNOWLEDGE, "план"),
        ("S01", Kind.SKILL, "люди"),
    ]


class Pulse(QObject):
    """Counts how often the event loop came round."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(5)

    def _on_beat(self) -> None:
        self.beats += 1


def test_two_thousand_competencies_come_in_while_the_window_goes_on(
    screen: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "большая.xlsx"
    model_xlsx.write(large(), path, TODAY, Progress(), words("ru"))
    on_window: dict[str, bool] = {}
    read, begin_from = apart.read, drafts.begin_from

    def noted_read(*args: object, progress: Progress) -> object:
        on_window["read"] = QThread.isMainThread()
        return read(*args, progress=progress)  # type: ignore[arg-type]

    def noted_write(*args: object) -> int:
        on_window["written"] = QThread.isMainThread()
        return begin_from(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(apart, "read", noted_read)
    monkeypatch.setattr(drafts, "begin_from", noted_write)
    pulse = Pulse()
    preview = load(screen, qtbot, path, monkeypatch)
    agree(screen, qtbot, preview)
    assert len(screen.model.content.items) == 2_000
    assert on_window == {"read": False, "written": False}
    assert pulse.beats > 10, "the loop went round while the job worked"
    pulse.deleteLater()


def test_an_english_file_comes_in_as_the_translation_and_the_russian_stays(
    screen: FrameworkScreen, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    base = screen.model.content
    better = replace(base.item("K06"), text=Text(base.item("K06").text.ru, "How the load is spread"))
    edition = replace(base, items=tuple(better if one.code == "K06" else one for one in base.items))
    source = tmp_path / "model_en.csv"
    moodle_csv.write(edition, source, Progress(), words("en"))
    preview = load(screen, qtbot, source, monkeypatch)
    assert preview.becomes.box.currentText() == "the English translation of “Manager”"
    assert "It translates edition 1; changes: 1." in said(preview)
    assert "How the load is spread" in said(preview) and "dropped" not in said(preview)
    turn(preview.becomes, base.key)  # a person may say that it is a new edition in English
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    assert "It follows edition 1" in said(preview) and "dropped" in said(preview)
    turn(preview.becomes, TRANSLATION + base.key)
    qtbot.waitUntil(preview.act_button.isEnabled, timeout=120_000)
    agree(screen, qtbot, preview)
    assert screen.model.view is not None
    assert [one.code for one in screen.model.view.differences] == ["K06"]
    assert [one.text.ru for one in screen.model.content.items] == [one.text.ru for one in base.items]


def test_an_empty_job_description_is_saved_beside_the_import_and_comes_back_in(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "кладовщик.docx"
    monkeypatch.setattr(files, "save_as", lambda *_asked: target)
    with qtbot.waitSignal(screen.exported, timeout=120_000):
        QTest.mouseClick(screen.template_button, Qt.MouseButton.LeftButton)
    preview = load(screen, qtbot, target, monkeypatch)
    assert "knowledge 4, skills 4, functions 2, duties 4" in said(preview)
    preview.reject()


def test_whose_targets_moodle_is_told_is_asked_where_several_posts_have_some(
    drafted: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    model = drafted.model
    first = next(one for one in model.content.profiles if one.phase is Phase.POST)
    code = next(iter(first.targets))
    only = {code: replace(first.targets[code], level=1, own_floor=None)}
    other = replace(first, key="foreman", uid=str(new_uid()), post=Text("Foreman"), targets=only)
    model.put(replace(model.content, profiles=(*model.content.profiles, other)))
    monkeypatch.setattr(files, "folder", lambda *_: tmp_path)
    press(drafted.table, Qt.Key.Key_E, CONTROL)
    asked = shown(drafted, qtbot, MoodleForm)
    turn(asked.profile, "foreman")
    with qtbot.waitSignal(drafted.exported, timeout=120_000):
        asked.take()
    (moodle,) = tmp_path.glob("*.moodle.csv")
    assert moodle.read_text("utf-8").count("scaleid") == 2  # of the framework and of the one target
