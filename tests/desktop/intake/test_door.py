"""Any file let fall on the window or chosen at its door: what it is, what comes of it, and where it goes."""

from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.file import opening
from desktop.app import App
from desktop.framework.forms.columns_form import ColumnsForm
from desktop.framework.forms.marks_form import MarksForm
from desktop.framework.preview import Preview
from desktop.home.screen import HomeScreen
from desktop.intake.dialog import Brought
from desktop.kit.page import files
from desktop.office.intake import arrivals
from desktop.office.intake.recognising import Thing
from desktop.people.exchange.screen import ImportScreen
from desktop.shared.encoding_dialog import EncodingDialog
from desktop.start.unlock import LockedCard, UnlockCard
from desktop.team.levels.screen import LevelsScreen
from domain.progress import Progress
from tests.desktop.conftest import Start, card_of, unlock, workspace_of
from tests.reports.intake.matrix.drawn import Cells, xlsx

Key = Qt.Key
STAFF = "Фамилия;Имя;Табельный номер;Разряд\nСмолкина;Ада;0042;4\nВерескин;Лев;0043;5\n"
WESTERN = "Surname;Name\nNúñez;José\nMüller;Änne\n"
INSTRUCTION = (
    "Должностная инструкция кладовщика\n1.4. Кладовщик должен знать:\n1) правила приёмки товара;\n"
    "2) порядок учёта остатков.\n1.5. Кладовщик должен уметь:\n1) принимать товар по накладной;\n"
    "2) вести карточки учёта.\n"
)


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


@pytest.fixture
def drop(app: App, qtbot: QtBot) -> Callable[..., None]:
    return lambda *what: let_fall(app, qtbot, *what)


def let_fall(app: App, qtbot: QtBot, *what: Path | str) -> None:
    """Let files, or links, fall on the window and wait until they are read."""
    data = QMimeData()
    data.setUrls([QUrl(one) if isinstance(one, str) else QUrl.fromLocalFile(str(one)) for one in what])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window = app.window.windowHandle()
    QApplication.sendEvent(window, QDragEnterEvent(QPointF(9, 9), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *how))
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)


def shown[W: QWidget](app: App, kind: type[W]) -> W:
    found = [one for one in app.window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, kind
    return found[0]


def matrix(path: Path) -> Path:
    rows: Cells = [
        ["ФИО", "Работа в 1С", "Приёмка товара", "Работа с рекламациями"],
        ["Смолкина Ада Викторовна", 3, 2, None],
        ["Верескин Лев Олегович", 1, 4, 2],
    ]
    path.write_bytes(xlsx({"Матрица": rows}))
    return path


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_staff_list_a_matrix_and_an_instruction_each_come_to_their_page_and_are_read_once(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = written(tmp_path / "staff.csv", f"Список сотрудников на 24.11.2026\n{STAFF}")
    drop(staff)
    people = workspace_of(app).shown
    assert isinstance(people, ImportScreen)
    assert people.looked is not None
    assert people.looked.roster.size == 2
    table = written(tmp_path / "job.txt", INSTRUCTION)
    drop(table)
    preview = shown(app, Preview)
    assert preview.incoming is not None
    assert len(preview.incoming.content.items) == 4
    preview.reject()


def test_a_matrix_may_be_levels_or_a_list_of_people_and_a_person_says_which(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(matrix(tmp_path / "matrix.xlsx"))
    asked = shown(app, Brought)
    assert "Skill matrix with levels, 5 levels" in asked.text
    assert "It becomes a closed cycle of imported levels." in asked.text
    (box,) = asked.boxes
    assert box.hasFocus()
    assert [box.itemText(at) for at in range(box.count())] == [
        "Skill matrix with levels, 5 levels",
        "List of people, 2 rows",
        "None of these: skip the file",
    ]
    QTest.keyClick(box, Key.Key_Down)
    assert "Other columns are not imported." in asked.text
    QTest.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert isinstance(workspace_of(app).shown, ImportScreen)
    drop(matrix(tmp_path / "matrix.xlsx"))
    QTest.keyClick(shown(app, Brought), Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    levels = workspace_of(app).shown
    assert isinstance(levels, LevelsScreen)
    assert levels.looked is not None
    assert len(levels.looked.incoming.table.ratings) == 5


def test_several_files_are_shown_together_and_come_in_one_after_the_other(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(
        written(tmp_path / "staff.csv", STAFF),
        written(tmp_path / "scan.pdf", "%PDF-1.4"),
        written(tmp_path / "job.txt", INSTRUCTION),
        tmp_path,
    )
    asked = shown(app, Brought)
    told = asked.text
    assert "staff.csv\nList of people, 2 rows" in told
    assert "job.txt\nJob description, 4 competencies" in told
    assert "scan.pdf\nNot imported\nThis is a PDF" in told
    assert "This is a folder. Open it and choose the files in it." in told
    QTest.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    space = workspace_of(app)
    shown(app, Preview).reject()
    assert space.intake.files.text == "1 more file is waiting. Next: staff.csv."
    space.intake.files.act.click()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert isinstance(space.shown, ImportScreen)
    assert not space.intake.files.isVisible()


def test_models_and_people_come_in_before_the_levels_of_both(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(
        matrix(tmp_path / "a.xlsx"),
        written(tmp_path / "b.csv", STAFF),
        written(tmp_path / "c.txt", INSTRUCTION),
    )
    QTest.keyClick(shown(app, Brought).go_button, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    space = workspace_of(app)
    shown(app, Preview).reject()
    assert space.intake.files.text == "2 more files are waiting. Next: b.csv."
    space.intake.files.act.click()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert isinstance(space.shown, ImportScreen)
    assert space.intake.files.text == "1 more file is waiting. Next: a.xlsx."


def test_a_file_brought_by_mistake_is_skipped_and_the_others_come_in(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(written(tmp_path / "job.txt", INSTRUCTION), written(tmp_path / "staff.csv", STAFF))
    asked = shown(app, Brought)
    assert asked.go_button.hasFocus()
    asked.boxes[0].setCurrentText("Skip this file")
    assert "job.txt\nSkip this file\nNothing in it can be imported." in asked.text
    QTest.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    space = workspace_of(app)
    assert isinstance(space.shown, ImportScreen)
    assert not space.intake.files.isVisible()


def test_a_text_that_is_nothing_of_ours_need_not_be_called_anything(
    app: App, drop: Callable[..., None], tmp_path: Path
) -> None:
    drop(written(tmp_path / "menu.csv", "Блюдо;Цена\nСуп гороховый с гренками;120\nКомпот;45\n"))
    asked = shown(app, Brought)
    (box,) = asked.boxes
    box.setCurrentText("None of these: skip the file")
    assert not asked.go_button.isVisible()
    assert asked.cancel_button.text() == "Close"


def test_several_files_are_counted_as_they_are_read(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    several = [tmp_path / f"{number}.pdf" for number in range(3)]
    arrivals.looked_into(several, Progress(lambda done, total: steps.append((done, total))))
    assert steps == [(0, 3), (1, 3), (2, 3)]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("nothing.txt", b"", "The file is empty."),
        ("big.csv", b"a;b\n" * 7_000_000, "The file is larger than 24 MB."),
        ("page.html", b"<!doctype html><p>x", "This is a web page."),
        ("scan.png", b"\x89PNG....", "This is a picture."),
        ("old.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "old format (DOC)"),
        ("North.merilo.keys", b"{}", "These are the keys of a Merilo file."),
        ("North.merilo-wal", b"7", "This is a Merilo file or a copy of one"),
        ("staff.lnk", b"L\0\0\0", "This is a link to a file or a page"),
        ("any.json", b'{"a": 1}', "CFPackage"),
    ],
)
def test_what_does_not_come_in_is_told_with_what_to_do_and_nothing_moves(
    app: App, drop: Callable[..., None], tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    place = workspace_of(app).place
    (tmp_path / name).write_bytes(data)
    drop(tmp_path / name)
    assert said in workspace_of(app).trouble.text
    assert name in workspace_of(app).trouble.text, "the next files may be read while it is shown"
    assert workspace_of(app).place == place


def test_a_link_of_a_browser_and_a_folder_are_told_apart_from_files(
    app: App, drop: Callable[..., None], tmp_path: Path
) -> None:
    drop("https://example.org/instruction.docx")
    assert "This is a link to a file or a page, not the file itself." in workspace_of(app).trouble.text
    drop(tmp_path)
    assert "This is a folder." in workspace_of(app).trouble.text
    drop(tmp_path / "gone.xlsx")
    assert "gone.xlsx" in workspace_of(app).trouble.text


def test_a_text_whose_encoding_is_not_certain_is_asked_and_then_read_as_said(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(written(tmp_path / "who.csv", WESTERN, "cp1252"))
    asked = shown(app, EncodingDialog)
    assert "Núñez" in asked.sample.text()
    asked.take_button.click()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    screen = workspace_of(app).shown
    assert isinstance(screen, ImportScreen)
    assert screen.looked is not None
    assert [one.row.person.surname for one in screen.looked.roster.entries] == ["Núñez", "Müller"]


def test_a_file_that_waits_and_is_brought_again_waits_once(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    both = written(tmp_path / "staff.csv", STAFF), written(tmp_path / "job.txt", INSTRUCTION)
    for _again in range(2):
        drop(*both)
        QTest.keyClick(shown(app, Brought), Key.Key_Return)
        qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert workspace_of(app).intake.files.text == "1 more file is waiting. Next: staff.csv."


def test_what_is_brought_while_an_encoding_is_asked_is_shown_with_that_file(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(written(tmp_path / "who.csv", WESTERN, "cp1252"))
    asked = shown(app, EncodingDialog)
    drop(written(tmp_path / "job.txt", INSTRUCTION))
    assert shown(app, EncodingDialog) is asked
    asked.take_button.click()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    told = shown(app, Brought).text
    assert "who.csv\nList of people, 2 rows" in told
    assert "job.txt\nJob description, 4 competencies" in told


def test_a_file_that_is_locked_while_a_text_is_read_names_none_of_the_files(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(
        written(tmp_path / "who.csv", WESTERN, "cp1252"),
        written(tmp_path / "job.txt", INSTRUCTION),
    )
    shown(app, EncodingDialog).take_button.click()
    app.lock.lock()
    qtbot.waitUntil(lambda: app.data is None, timeout=120_000)
    assert card_of(app, LockedCard).isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_job_description_of_an_old_program_is_asked_too_and_comes_in_as_said(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(written(tmp_path / "job.txt", INSTRUCTION, "cp866"))
    asked = shown(app, EncodingDialog)
    assert asked.box.currentData() == "cp866"
    asked.take_button.click()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    preview = shown(app, Preview)
    assert preview.incoming is not None
    assert preview.incoming.content.items[0].text.ru == "правила приёмки товара"
    preview.reject()


def test_files_dropped_before_a_file_is_open_come_in_once_it_is(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app = start(file)
    let_fall(app, qtbot, written(tmp_path / "staff.csv", STAFF))
    fault = card_of(app, UnlockCard).fault.text
    assert fault == (
        "“staff.csv” will be imported. Open or create a Merilo file first: a file is needed to import into."
    )
    unlock(app, qtbot)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    screen = workspace_of(app).shown
    assert isinstance(screen, ImportScreen)
    qtbot.waitUntil(lambda: screen.looked is not None, timeout=120_000)


def test_a_key_asks_for_files_and_the_clipboard_comes_through_the_same_door(
    app: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = written(tmp_path / "staff.csv", STAFF)

    def chosen(*_what: object) -> tuple[Path, ...]:
        return (staff,)

    monkeypatch.setattr(files, "open_files", chosen)
    QTest.keyClick(
        app.window, Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: isinstance(workspace_of(app).shown, ImportScreen), timeout=120_000)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    QApplication.clipboard().setText(
        "ФИО\tРабота в 1С\tПриёмка\tОтгрузка\nСмолкина Ада Викторовна\t1\t2\t3\n"
    )
    workspace_of(app).intake.import_text()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    QTest.keyClick(shown(app, Brought), Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    levels = workspace_of(app).shown
    assert isinstance(levels, LevelsScreen)
    assert levels.looked is not None
    assert len(levels.looked.incoming.table.ratings) == 3
    levels.form.box.setCurrentIndex(levels.form.box.findData("people_across"))
    levels.form.box.activated.emit(levels.form.box.currentIndex())
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert levels.looked.path.name == "Clipboard", "it is read again from what was pasted"


def test_a_text_and_a_table_of_which_nothing_is_known_are_shown_to_the_person(
    app: App, drop: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    drop(written(tmp_path / "letter.txt", "Уважаемый коллега!\nПрошу направить список.\n"))
    shown(app, MarksForm).reject()
    drop(written(tmp_path / "odd.csv", "a;b\nПервое длинное описание чего-то;второе длинное описание\n"))
    asked = shown(app, Brought)
    assert "You show which column is what." in asked.text
    (box,) = asked.boxes
    box.setCurrentIndex(1)
    QTest.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    shown(app, ColumnsForm).reject()


def test_a_document_that_we_made_brings_nothing_in(tmp_path: Path) -> None:
    book = Workbook()
    book.properties.creator = "Merilo"
    sheet = book.worksheets[0]
    sheet.append(["Итог", "Всего"])
    sheet.append(["Охват", "0,8 и ещё какой-то длинный текст"])
    book.save(tmp_path / "result.xlsx")
    one = arrivals.look_into(tmp_path / "result.xlsx", Progress())
    assert [meaning.thing for meaning in one.meanings][:1] == [Thing.DOCUMENT]


def test_in_a_file_that_is_only_read_no_draft_is_previewed(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def protected(_path: Path) -> bool:  # root may write whatever the rights say
        return False

    monkeypatch.setattr(opening, "permitted", protected)
    app = unlock(start(file), qtbot)
    let_fall(app, qtbot, written(tmp_path / "job.txt", INSTRUCTION))
    assert isinstance(workspace_of(app).shown, HomeScreen)
    assert app.window.toast.text


def test_a_page_is_told_that_the_file_chosen_there_is_of_another_kind_and_leads_to_where_it_belongs(
    app: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = written(tmp_path / "job.txt", INSTRUCTION)
    monkeypatch.setattr(files, "open_file", lambda *_asked: job)
    workspace_of(app).go("people_import")
    page = workspace_of(app).shown
    assert isinstance(page, ImportScreen)
    page.choose_button.click()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    asked = shown(app, Brought)
    assert "Job description, 4 competencies" in asked.text and page.looked is None
    QTest.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert shown(app, Preview).incoming is not None


def test_the_files_of_an_open_file_are_not_among_those_offered_first(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def chosen(*about: object) -> tuple[Path, ...]:
        asked.append(str(about[-1]))
        return ()

    monkeypatch.setattr(files, "open_files", chosen)
    workspace_of(app).intake.choose_files()
    first = asked[0].partition(";;")[0].partition("(")[2].rstrip(")").split()
    shown = [one.name for one in app.data.path.parent.iterdir()] if app.data is not None else []
    assert {"North.merilo", "North.merilo.keys", "North.merilo-wal"} <= set(shown)
    assert not [name for name in shown for kind in first if fnmatch(name, kind)]
    assert any(fnmatch("Должностная инструкция.docx", kind) for kind in first)
