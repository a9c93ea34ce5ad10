"""A drill in the window of the program: a candidate is erased, and nothing names her any more."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.facts import evidence
from db.file import copies, keys
from db.file.container import unpack
from db.file.copies import Why
from db.home import overview
from db.models.types import today
from db.people import organisation
from desktop.app import App
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.screen import SheetScreen
from desktop.kit.form.dialog import Question
from desktop.kit.page import files
from desktop.people.erase.dialog import EraseDialog
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.settings import Settings
from domain.assessing.evidence import Polarity
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD, Start, at_rest, read_whole, unlock, workspace_of
from tests.desktop.frame.test_lock import give, lock
from tests.desktop.office.test_erasure import decrypted
from tests.reports import reading

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the list of names while one types

MARKERS = (
    "Kleymenova",
    "Radmila",
    "Bogdanovna",
    "kleymenova@example.org",
    "said in passing",
    "halfway through",
)
WHY = "consent withdrawn"


def front[D: QDialog](kind: type[D]) -> D:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def people_of(app: App, person_id: int) -> PeopleScreen:
    workspace_of(app).go("people", person_id)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    return shown


def quiet(app: App, qtbot: QtBot) -> None:
    """Wait until all is read and the file is looked after, which begins once it is seen and prepared."""
    data = app.data
    assert data is not None
    qtbot.waitUntil(lambda: data.keeps_copies and at_rest(app) and read_whole(app))


def told_of(app: App) -> int:
    """Let the file learn of her wherever one can write, and leave some of it half typed."""
    assert app.data is not None and app.me is not None
    surname, given, patronymic, contact, said, half = MARKERS
    she = Person(
        kind=PersonKind.CANDIDATE, surname=surname, given=given, patronymic=patronymic, contact=contact
    )
    one = app.data.write(people.add, she)
    other = app.data.write(people.add, Person(kind=PersonKind.CANDIDATE, surname="Belov", given="Artem"))
    app.data.write(evidence.note, one, [1], said, Polarity.FOR, app.data.read(today))
    app.data.write(evidence.note, other, [1], f"took over from {surname}", Polarity.FOR, app.data.read(today))
    workspace_of(app).go("sheet", app.data.write(assessments.start, one, app.me.id, Role.HR))
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    screen.rating.give(Mark.rated(2))
    screen.texts.write(screen.model.sheet.scope[0].item.code, Words.COMMENT)
    QTest.keyClicks(screen.texts.comment.field, half)
    people_of(app, one).edit_person()
    form = front(PersonDialog)
    form.patronymic.line.setText(f"{patronymic}-{surname}")
    form.reject()
    return one


def erase(app: App, one: int, qtbot: QtBot) -> EraseDialog:
    """Erase her as a person does: look at everything, decide, say why and where, confirm."""
    people_of(app, one).erase()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EraseDialog))
    dialog = front(EraseDialog)
    dialog.mentions.take_all_out()
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    dialog.erase_button.click()
    QTest.mouseClick(front(Question).act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.result_shown)
    return dialog


def test_nothing_names_who_was_erased_but_the_act_and_its_extract(
    start: Start,
    file: Path,
    settings: Settings,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acts = tmp_path / "acts"
    acts.mkdir()

    def chosen(*_asked: object) -> Path:
        return acts

    monkeypatch.setattr(files, "folder", chosen)
    app = unlock(start(file), qtbot)
    quiet(app, qtbot)
    one = told_of(app)
    lock(app, qtbot)
    give(app, qtbot)
    quiet(app, qtbot)
    assert app.data is not None
    app.data.copy(Why.BY_HAND)
    app.data.write(organisation.keep_setting, "quiet", "1")  # which that copy lacks
    identity = app.data.read(overview.identity)
    assert settings.visits(identity), "the window has noted where one was"
    assert left(file, tmp_path, acts) > {file.name}, "the drill would find it: in the file and in a copy"
    erase(app, one, qtbot).cancel_button.click()
    quiet(app, qtbot)
    assert settings.visits(identity) == ""
    before = next(one for one in copies.listed(file) if one.why is Why.ERASURE)
    assert before.rewritten, "had the act failed, it was there as it was"
    assert all(marker not in app.window.windowTitle() for marker in MARKERS)
    app.window.close()
    app.close()
    assert left(file, tmp_path, acts) == set()
    papers = sorted(acts.glob("*.pdf"))
    assert len(papers) == 2
    assert all(MARKERS[0] in reading.whole(paper) for paper in papers)


def left(file: Path, tmp_path: Path, acts: Path) -> set[str]:
    """Return the names of all files that name her: as they are, and the encrypted ones page by page."""
    found = set[str]()
    dek = keys.unlock(keys.load(file), PASSWORD, file)
    whole = [(path.name, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()]
    for copy in copies.listed(file):
        part = tmp_path / "pages"
        unpack(copy.path, part)
        whole.append((copy.path.name, decrypted(part, dek)))
        part.unlink()
    whole.append((file.name, decrypted(file, dek)))
    papers = {one.name for one in acts.iterdir()}
    for name, content in whole:
        if name not in papers and (named(name.encode()) or named(content)):
            found.add(name)
    return found


def named(content: bytes) -> bool:
    folded = content.lower()
    return any(
        one.lower().encode(code) in folded for one in MARKERS for code in ("utf-8", "utf-16-le", "utf-16-be")
    )
