"""What a person does with campaigns, and what they then see."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns
from desktop.app import App
from desktop.hiring.campaign.list_screen import CampaignsScreen
from desktop.hiring.campaign.screen import CampaignScreen
from desktop.hiring.campaign.vacancy_screen import VacancyScreen
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.db import sample
from tests.desktop.conftest import PASSWORD, TODAY, Start, read_whole, unlock, workspace_of
from tests.desktop.people.hands import active, type_in

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Crew:
    """The file and who works in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.store() as store:
            self.gromov, self.sokolova = (one.id for one in store.read(people.actors))

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The file, with Sokolova at work, while the program does not run."""
        opened = Store.open(self.path, PASSWORD)
        try:
            found = {one.surname: one.id for one in opened.read(people.actors)}
            opened.act_as(found["Sokolova"])
            yield opened
        finally:
            opened.close()

    def campaign(self, *names: str) -> tuple[int, dict[str, int]]:
        """Open a campaign with these candidates, assessed by both; return its id and the cases by surname."""
        with self.store() as store:
            panel = ((self.sokolova, Role.HR), (self.gromov, Role.MANAGER))
            ends = TODAY + timedelta(days=14)
            cycle = sample.campaign(store, *panel, title="Manager", starts_on=TODAY, ends_on=ends)
            cases = {
                name: store.write(
                    campaigns.invite, cycle, store.write(people.add, Person(surname=name, given="Ivan"))
                )
                for name in names
            }
        return cycle, cases

    def hand_in(self, case_id: int, assessor: int, level: int | None = 2) -> int:
        """Let an assessor begin a sheet, and hand it in with this level everywhere unless None."""
        with self.store() as store:
            store.act_as(assessor)
            sheet_id = store.write(sheets.open_sheet, case_id, assessor, Role.HR)
            if level is not None:
                rows = store.read(sheets.sheet, sheet_id, assessor).scope
                store.write(sheets.enter, sheet_id, {one.item.id: (Mark.rated(level), "") for one in rows})
                store.write(sheets.submit, sheet_id)
        return sheet_id

    def begin(self, start: Start, qtbot: QtBot) -> App:
        """Start the program as Sokolova."""
        app = unlock(start(self.path), qtbot)
        if app.window.workspace is None:
            assert app.window.start is not None
            app.window.start.actor_chosen.emit(self.sokolova)
            qtbot.waitUntil(lambda: read_whole(app))
        assert app.me is not None
        assert app.me.id == self.sokolova
        return app


def press(key: Key | str, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _time in range(times):
        QTest.keyClick(focused(), key, modifiers)


def write(text: str) -> None:
    """Type where the focus is, also Cyrillic."""
    type_in(text)


def in_front(app: App, qtbot: QtBot) -> None:
    """Let the window have the keys, as the system does when a dialog closes or a window is made anew."""
    app.window.activateWindow()
    with qtbot.waitActive(app.window):
        pass
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def texts(widget: QWidget) -> str:
    """Return all that the labels in sight say."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def campaigns_screen(app: App) -> CampaignsScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, CampaignsScreen), shown
    return shown


def campaign_screen(app: App) -> CampaignScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, CampaignScreen), shown
    return shown


def vacancy_screen(app: App) -> VacancyScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, VacancyScreen), shown
    return shown


def dialog[D: QDialog](screen: QWidget, kind: type[D]) -> D:
    """Return the dialog of this kind that stands before the screen."""
    found = [one for one in screen.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, found
    return active(found[0])


def column(screen: CampaignsScreen | CampaignScreen, number: int) -> list[str]:
    """Return what a column of the table says, headings left out."""
    model = screen.model
    return [
        str(model.index(row, number).data()) for row in range(model.rowCount()) if model.line(row) is not None
    ]
