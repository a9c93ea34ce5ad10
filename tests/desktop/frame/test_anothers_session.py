"""What somebody enters in a session that another person has opened says so on its document."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.development import plan_followup, plans
from db.hiring import decisions
from db.papers import assessing_papers
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.data import Data
from desktop.kit.form.dialog import Question
from desktop.office.papers import documents
from desktop.places import HOME
from desktop.start.welcome import WhoCard
from domain.hiring.decision import Outcome
from domain.mark import Mark, Role
from domain.papers.kinds import FILLED
from domain.papers.sheet_paper import SheetPaper
from domain.people.person import Person
from domain.period import next_quarter
from domain.progress import Progress
from reports.assessing import sheet_pdf
from resources.i18n import words
from tests.desktop.conftest import TODAY, Start, new_file, unlock, workspace_of
from tests.desktop.frame.test_lock import give, lock

TOLD = "entered in another person's session: "


def sheet_of_the_other(app: App, surname: str, other: int) -> int:
    """Begin an assessment in which the other person is the assessor; return the sheet."""
    assert app.data is not None
    person = app.data.write(people.add, Person(surname=surname))
    return app.data.write(assessments.start, person, other, Role.MANAGER)


def hand_in(app: App, sheet_id: int) -> SheetPaper:
    """Hand the sheet in as whoever works now, and return its document."""
    assert app.data is not None and app.me is not None
    item = app.data.read(sheets.sheet, sheet_id, app.me.id).scope[0].item.id
    app.data.write(sheets.rate, sheet_id, item, Mark.rated(3))
    app.data.write(sheets.submit, sheet_id)
    case = app.data.read(sheets.sheet, sheet_id, app.me.id).case_id
    [paper] = app.data.read(assessing_papers.submitted_sheets, FILLED, case, app.me.id, TODAY)
    return paper.record


def text(paper: SheetPaper, folder: Path) -> str:
    sheet_pdf.write(paper, folder / "sheet.pdf", Progress(), words("en"))
    return " ".join(PdfReader(folder / "sheet.pdf").pages[0].extract_text().split())


def go_on_as(app: App, person_id: int, *, own: bool = False) -> None:
    """Go on as this person; nothing is asked of those who come back to their own name."""
    menu = workspace_of(app).file_menu().people
    next(act for act in menu.actions() if act.data() == person_id).trigger()
    asked = [one for one in app.window.findChildren(Question) if one.isVisible()]
    assert len(asked) == (0 if own else 1)
    for question in asked:
        QTest.keyClick(question.act, Qt.Key.Key_Space)
    assert app.me is not None and app.me.id == person_id


def test_a_sheet_handed_in_in_anothers_session_says_whose_it_was(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    path = new_file(tmp_path / "files" / "Two.merilo", actors=2)
    app = unlock(start(path), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    first, second, third = (sheet_of_the_other(app, name, manager) for name in ("Orlov", "Lebedev", "Titov"))
    opener = app.data.read(people.person, hr).short_name
    go_on_as(app, manager)
    assert TOLD + opener in text(hand_in(app, first), tmp_path)
    lock(app, qtbot)
    give(app, qtbot)
    assert app.me is not None and app.me.id == manager
    assert hand_in(app, second).sitting_of == opener, "the password does not make it a session of one's own"
    app.window.close()
    app.close()
    app = unlock(start(path), qtbot)
    assert app.me is None and app.window.start is not None, "nobody can know who opens it now"
    app.window.start.actor_chosen.emit(manager)
    own = hand_in(app, third)
    assert own.sitting_of == ""
    assert TOLD not in text(own, tmp_path), "who opens the file enters in a session of their own"
    app.window.close()
    app.close()
    app = unlock(start(path), qtbot)
    assert app.me is not None and app.me.id == manager, "who opened it last and stayed is not asked again"


def test_coming_back_to_ones_own_name_asks_nothing(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    app = unlock(start(new_file(tmp_path / "files" / "Two.merilo", actors=2)), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    go_on_as(app, manager)
    go_on_as(app, hr, own=True)
    app.window.close()
    app.close()


def test_the_key_of_a_sheet_asks_the_same_question_and_nothing_is_led_to_by_a_no(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app = unlock(start(new_file(tmp_path / "files" / "Two.merilo", actors=2)), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    theirs = sheet_of_the_other(app, "Orlov", manager)
    workspace_of(app).to_sheet(theirs)
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    for leads in (
        lambda: screen.asking.assessor_chosen.emit(manager),  # F9 and a name
        lambda: screen.asking.paper_found.emit(theirs, manager),  # Ctrl+B and a number
    ):
        leads()
        (question,) = [one for one in app.window.findChildren(Question) if one.isVisible()]
        assert question.windowTitle() or question.accessibleName()
        question.reject()
        assert app.me is not None and app.me.id == hr, "the answer was no"
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in app.window.findChildren(Question)))
    workspace_of(app).go(HOME)
    go_on_as(app, manager)
    assert not isinstance(workspace_of(app).shown, SheetScreen), "nobody goes where the answer was no"
    app.window.close()
    app.close()


def test_who_went_on_is_not_taken_for_who_opens_the_file_next(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    path = new_file(tmp_path / "files" / "Three.merilo", actors=2)
    app = unlock(start(path), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    third = app.data.write(people.add, Person(surname="Yurova"))
    first, second = (sheet_of_the_other(app, *one) for one in (("Orlov", manager), ("Titov", third)))
    opener = app.data.read(people.person, hr).short_name
    go_on_as(app, manager)
    lock(app, qtbot)
    give(app, qtbot)
    app.data.write(people.add, Person(surname="Lebedev"))
    app.close()  # as killed: nothing is put away before
    app = unlock(start(path), qtbot)
    assert app.me is None and app.window.start is not None and isinstance(app.window.start.card, WhoCard)
    focused = app.window.start.card.focusWidget()
    assert focused is not None and focused.property("person_id") == hr, "who had opened it is offered"
    app.window.start.actor_chosen.emit(hr)
    go_on_as(app, manager)
    assert hand_in(app, first).sitting_of == opener
    go_on_as(app, third)
    assert hand_in(app, second).sitting_of == opener, "not who went on in between"
    go_on_as(app, hr, own=True)
    app.close()
    app = unlock(start(path), qtbot)
    assert app.me is not None and app.me.id == hr, "who has come back to a session of their own is known"


def test_whom_a_file_that_is_only_read_shows_has_not_begun_a_session(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_file(tmp_path / "files" / "Two.merilo", actors=2)
    with monkeypatch.context() as patched:
        patched.setattr(Data, "read_only", property(lambda _data: True))
        app = unlock(start(path), qtbot)
        assert app.me is not None and app.me.id, "somebody, as nothing can be entered"
        lock(app, qtbot)
    give(app, qtbot)
    assert app.me is None and app.window.start is not None, "it can be written in now"
    app.close()
    app = unlock(start(path), qtbot)
    assert app.me is None


def test_a_plan_a_refusal_and_a_workbook_say_it_too(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = new_file(tmp_path / "files" / "Two.merilo", actors=2)
    app = unlock(start(path), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    sheet_id = sheet_of_the_other(app, "Orlov", manager)
    opener = app.data.read(people.person, hr).short_name
    go_on_as(app, manager)
    hand_in(app, sheet_id)
    case = app.data.read(sheets.sheet, sheet_id, manager).case_id
    plan = app.data.write(plans.make, case, manager, next_quarter(TODAY), TODAY)
    app.data.write(plan_followup.approve, plan, TODAY)
    app.data.write(decisions.conclude, case, Outcome.NOT_RECOMMEND, "по фактам", "", (), TODAY)
    told = dict[tuple[str, str], str]()
    for kind, one, name in (
        ("profile", case, "xlsx"),
        ("refusal", case, "pdf"),
        ("idp", plan, "pdf"),
        ("idp", plan, "xlsx"),
    ):
        folder, read = tmp_path / f"{kind}-{name}", app.data.read
        made = documents.export(read, kind, (one,), (name,), ("en",), folder, Progress(), manager, TODAY)
        told[kind, name] = words_of(made.written[0])
    silent = [key for key, read_in in told.items() if (TOLD + opener).casefold() not in read_in.casefold()]
    assert silent == []


def words_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    cells = (cell for tab in load_workbook(path).worksheets for row in tab.values for cell in row)
    return " ".join(str(one) for one in cells if one is not None)
