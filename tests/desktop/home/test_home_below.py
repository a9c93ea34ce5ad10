"""What stands below the next step: days, people, the cycle, what was open last, the copies of the file."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from db import models
from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from db.journal import journal
from desktop.home import visits
from desktop.people.screen import PeopleScreen
from desktop.settings import Settings
from domain.assessing.case import Cycle, CycleKind
from domain.framework.profile import Phase
from domain.mark import Role
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD, TODAY, Start, unlock, workspace_of
from tests.desktop.home.home import home, texts, with_people, with_sheets

Key = Qt.Key


def test_a_list_of_a_few_things_is_scrolled_by_the_page_alone(start: Start, file: Path, qtbot: QtBot) -> None:
    names = ("Anisimova", "Belov", "Gusev", "Kim", "Kravets", "Melnik", "Orlov", "Safin", "Tarasov", "Zuev")
    with_sheets(file, *names)
    app = unlock(start(file), qtbot)
    screen = home(app)
    app.window.resize(1024, 700)
    QApplication.processEvents()
    listed = screen.due_list
    assert len(screen.due_model.rows()) == len(names) - 1
    assert listed.verticalScrollBar().maximum() == 0
    QTest.keyClick(screen.primary, Key.Key_Down)
    QTest.keyClick(listed, Key.Key_End)
    last = listed.visualRect(screen.due_model.index(screen.due_model.rows()[-1], 0))
    assert listed.viewport().visibleRegion().contains(last.center()), "the page follows the keys"


def test_a_list_with_more_than_fits_ends_on_a_whole_row(start: Start, file: Path, qtbot: QtBot) -> None:
    soon = (
        Person(
            surname=f"Person{n}", basis_until=TODAY + timedelta(days=n % 12 + 1), kind=PersonKind.CANDIDATE
        )
        for n in range(20)
    )
    with_people(file, *soon)
    screen = home(unlock(start(file), qtbot))
    listed = screen.due_list
    for high in range(300, 340, 7):
        listed.setFixedHeight(high)
        QCoreApplication.processEvents()
        bottom = listed.viewport().rect().bottom()
        last = listed.indexAt(QPoint(20, bottom))
        assert last.row() in screen.due_model.rows(), "not a heading of rows out of sight"
        assert listed.visualRect(last).bottom() == bottom


def test_consents_and_terms_stand_under_their_days(start: Start, file: Path, qtbot: QtBot) -> None:
    with_people(
        file,
        Person(surname="Gone", basis_until=TODAY - timedelta(days=2)),
        Person(surname="Soon", basis_until=TODAY + timedelta(days=3)),
        Person(surname="Later", basis_until=TODAY + timedelta(days=12)),
        Person(surname="Never"),
    )
    with_sheets(file, "Tarasov")
    app = unlock(start(file), qtbot)
    screen = home(app)
    model = screen.due_model
    lines = [str(model.index(number, 0).data()) for number in range(model.rowCount())]
    assert lines == [
        "Overdue",
        "Consent to keep the data: Gone",
        "Within a week",
        "Consent to keep the data: Soon",
        "Later",
        "Consent to keep the data: Later",
    ]
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 days ago" in spoken
    assert "22\u00a0November" in spoken
    QTest.keyClick(screen.primary, Key.Key_Down)
    QTest.keyClick(screen.due_list, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert shown.person is not None
    assert shown.person.surname == "Gone"


def test_a_thousand_people_scroll_and_long_names_are_told_in_the_tooltip(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    name = "Ы" * 120
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    store.write(_many, name)
    store.close()
    app = unlock(start(file), qtbot)
    screen = home(app)
    app.window.resize(1024, 700)
    QApplication.processEvents()
    assert len(screen.due_model.rows()) == 199, "200 are read, and the first is the next step"
    QTest.keyClick(screen.primary, Key.Key_Down)
    QTest.keyClick(screen.due_list, Key.Key_End)
    last = screen.due_model.index(screen.due_model.rows()[-1], 0)
    assert screen.due_list.currentIndex() == last
    viewport = screen.due_list.viewport().rect()
    assert viewport.intersects(screen.due_list.visualRect(last))
    assert screen.due_list.height() < 700, "the list scrolls, not the page"
    assert not screen.file.visibleRegion().isEmpty()
    screen.due_list.scrollToTop()
    assert screen.step._title.toolTip() == "" or name in screen.step._title.toolTip()  # pyright: ignore[reportPrivateUsage]
    tip = str(screen.due_model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert name in tip
    line = screen.due_model.line(1)
    assert line is not None and line.words.act not in tip, "what can be read beside it is not told again"


def _many(session: Session, name: str) -> None:
    """Add a thousand at once; each by an act of its own would take a while."""
    session.add_all(
        models.Person(
            uid=str(uuid4()),
            code=f"C-9{number}",
            kind=PersonKind.CANDIDATE,
            surname=name,
            folded=name,
            basis_until=TODAY,
        )
        for number in range(1000)
    )
    journal.record(session, "add", "test", None, {})


def test_the_cycle_shows_who_is_in_and_leads_to_people(start: Start, file: Path, qtbot: QtBot) -> None:
    ids = with_people(file, *(Person(surname=name, kind=PersonKind.EMPLOYEE) for name in ("Belov", "Orlov")))
    store = Store.open(file, PASSWORD)
    me = store.read(people.actors)[0].id
    store.act_as(me)
    quarter = Cycle(kind=CycleKind.QUARTERLY, title="IV", starts_on=TODAY, ends_on=TODAY + timedelta(days=9))
    cycle_id = store.write(cycles.open_cycle, quarter)
    post = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
    opened = [store.write(cases.open_case, cycle_id, one, post.id) for one in ids]
    store.write(sheets.submit, store.write(sheets.open_sheet, opened[0], me, Role.MANAGER))
    store.close()
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert screen.cycle.isVisible()
    told = [
        screen.cycle.list.model().index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for number in range(2)
    ]
    assert told == ["Belov, submitted", "Orlov, not started"]
    assert {"IV", "of 2 sheets submitted"} <= set(texts(screen))
    listed, row = screen.cycle.list, screen.cycle.list.sizeHintForRow(0)
    listed.setFixedHeight(row + row // 2)
    assert listed.viewport().height() == row, "half a row looks like a fault"
    screen.cycle.list.setFocus()
    screen.cycle.list.setCurrentIndex(screen.cycle.list.model().index(1, 0))
    QTest.keyClick(screen.cycle.list, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert shown.person is not None
    assert shown.person.surname == "Orlov"


def test_what_was_open_last_stands_aside_and_opens_again(
    start: Start, settings: Settings, file: Path, qtbot: QtBot
) -> None:
    made = with_sheets(file, "Tarasov", "Belov", submitted=("Belov",))
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    assert home(app).recent.rows == ()
    assert not home(app).recent.isVisible()
    space.go("sheet", made["Tarasov"])
    space.go("sheet", made["Belov"])
    space.go("sheet", made["Tarasov"])
    space.go("home")
    named = [row.accessibleName().rpartition(",")[0] for row in home(app).recent.rows]
    assert named == ["Tarasov K., sheet", "Belov K., sheet"]
    kept = Path(settings.folder / "merilo.ini").read_text(encoding="utf-8")
    assert "[sealed]" in kept
    assert "Belov" not in kept
    QTest.keyClick(home(app).recent.rows[1], Key.Key_Return)
    assert space.place == ("sheet", made["Belov"])


@pytest.mark.parametrize("kept", ["", "sheet:1", "junk", "sheet:x:1 result:2:99999999999999999999 \u0000"])
def test_what_cannot_be_read_of_the_settings_is_left_out(settings: Settings, kept: str) -> None:
    settings.keep_visits("file", kept)
    assert visits.visits(settings, "file") == ()


def test_a_list_of_visits_is_short_and_names_each_once(settings: Settings) -> None:
    for number in (*range(20), 19):
        visits.remember(settings, "file", visits.Kind.SHEET, number)
    visits.remember(settings, "other", visits.Kind.SHEET, 1)
    ids = [one.id for one in visits.visits(settings, "file")]
    assert ids == list(range(19, 19 - visits.KEPT, -1))


def test_the_file_tells_its_size_and_its_copy_if_there_is_one(start: Start, file: Path, qtbot: QtBot) -> None:
    with_people(file, Person(surname="Belov"))
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: "Backup" in texts(home(app).file), timeout=120_000)
    told = texts(home(app).file)
    assert "Works without a network" in told
    assert any(one.startswith("file ") for one in told)
    assert home(app).file.copies_button.isHidden()


def test_an_old_copy_that_lacks_something_is_told_with_the_way_to_a_new_one(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_people(file, Person(surname="Belov"))
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: "Backup" in texts(home(app).file), timeout=120_000)
    data = app.data
    assert data is not None
    assert data.newest_copy is not None
    old = replace(data.newest_copy, taken=datetime.combine(TODAY, time(9), UTC) - timedelta(days=12))
    data.know_copies(old, behind=False)
    assert home(app).file.copies_button.isHidden()  # nothing was done since
    data.know_copies(old, behind=True)
    QTest.mouseClick(home(app).file.copies_button, Qt.MouseButton.LeftButton)
    assert workspace_of(app).place == ("copies", 0)
    data.know_copies(None, behind=True)
    workspace_of(app).go("home")
    assert "none yet" in texts(home(app).file)
