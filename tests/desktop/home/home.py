"""The overview on the screen, and files that it tells of."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.app import App
from desktop.home.screen import HomeScreen
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.desktop.conftest import PASSWORD, workspace_of


def home(app: App) -> HomeScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, HomeScreen)
    return shown


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def with_sheets(path: Path, *names: str, submitted: tuple[str, ...] = ()) -> dict[str, int]:
    """Add candidates with a sheet each, whose first item is rated; return their sheets by surname."""
    store = Store.open(path, PASSWORD)
    me = store.read(people.actors)[0]
    store.act_as(me.id)
    made: dict[str, int] = {}
    for name in names:
        person = store.write(people.add, Person(surname=name, given="Kirill"))
        sheet_id = store.write(assessments.start, person, me.id, Role.HR)
        first = store.read(sheets.sheet, sheet_id, me.id).scope[0]
        store.write(sheets.rate, sheet_id, first.item.id, Mark.rated(3))
        if name in submitted:
            store.write(sheets.submit, sheet_id)
        made[name] = sheet_id
    store.close()
    return made


def primaries(screen: QWidget) -> list[str]:
    return [
        one.text()
        for one in screen.findChildren(QPushButton)
        if one.isVisible() and one.property("kind") == "primary"
    ]


def rows(screen: HomeScreen) -> list[str]:
    """Return the titles of what waits."""
    model = screen.due_model
    return [str(model.index(number, 0).data()) for number in model.rows()]


def popup() -> QMenu:
    """Return the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def with_people(path: Path, *added: Person) -> list[int]:
    """Add people and return their ids."""
    store = Store.open(path, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    ids = [store.write(people.add, one) for one in added]
    store.close()
    return ids
