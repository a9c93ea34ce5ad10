"""The real program on the demo file in one language and look, brought to each of its screens."""

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from db.assessing import people
from db.exchange import keys as ledger
from db.exchange import pairing
from db.file import opening
from db.file.keys import beside
from db.file.store import Store
from db.service.door import Door
from db.wire import remote
from desktop.app import App
from desktop.errands import DEMO
from desktop.errors import Failure
from desktop.frame.workspace import Workspace
from desktop.office.exchange import carrying, sending
from desktop.settings import Settings
from desktop.start.server import ServerCard
from domain.exchange.key import Introduction
from domain.login import LoginRole
from domain.people.person import NAME_LIMIT, Person, PersonKind
from tests import aside, prepared
from tests.db.service.web.client import FAST, FIRST, OWN, add, served
from tests.screens.looks import Look

TODAY = date(2026, 11, 24)
RECENT = (
    "/Документы/Оценка/Северный контакт.merilo",
    "/Документы/Оценка/Архангельск 2025.merilo",
    "/Съёмный диск/Кадровый резерв контакт-центра на 2027 год.merilo",
)
BEHIND = QColor(0, 0, 0, 60)  # over what is behind a dialog
PATIENCE = 120_000  # milliseconds, on a busy machine too

SERVED = {
    LoginRole.ASSESSOR: "E-0102",
    LoginRole.MANAGER: "E-0102",
    LoginRole.AUDITOR: "E-0103",
    LoginRole.ADMINISTRATOR: "E-0103",
    LoginRole.HR: "E-0101",
}
"""Who has an account of a role, by the code of the person; HR last, who erases somebody."""

LONG_NAMED = ("C-0042", "C-0043", "E-0101", "E-0102", "E-0301", "E-0322")
LONG_NAMES = (
    (
        "Вельяминова-Зернова-Константинопольская-Преображенская",
        "Анна-Мария-Александра-Елизавета",
        "Константиновна-Максимилиановна-Вс.",
    ),
    ("Ж" * 78, "Александр-Христофор", "Вольдемарович-Иннокентьевич"),
)
LONG_POST = (
    "ведущий специалист по информационно-справочному обслуживанию контактного информационного центра, смена Б"
)


@dataclass(frozen=True, slots=True)
class Files:
    """The files that the screens show: the demo, one with nobody but the assessor, one of long names.

    ``own`` is somebody's own file, which has the people of the demo: of it there are copies, and what is in
    work has gone along to another computer. ``served`` is what the server of the organisation serves: the
    demo, with an account for each role that has a window.
    """

    folder: Path
    demo: Path
    empty: Path
    long: Path
    own: Path
    served: Path

    @classmethod
    def make(cls, folder: Path) -> "Files":
        """Create the files in *folder*."""
        made = cls.there(folder)
        demo, empty = made.demo, made.empty
        demo.parent.mkdir()
        prepared.demo(demo)
        store = Store.create(empty, None, fast=True).store
        actor = Person(
            kind=PersonKind.EMPLOYEE,
            surname="Соколова",
            given="Анна",
            patronymic="Викторовна",
            post="специалист по персоналу",
            is_actor=True,
        )
        store.write(people.add, actor)
        store.close()
        shutil.copytree(demo.parent, made.long.parent)
        lengthen(made.long)
        made.own.parent.mkdir()
        for source, target in ((demo, made.own), (beside(demo), beside(made.own))):
            shutil.copyfile(source, target)
        take_along(made.own, "E-0102", "E-0322")
        shutil.copytree(demo.parent, made.served.parent)
        let_in(made.served)
        aside.put()  # what making them has loaded stays
        return made

    @classmethod
    def there(cls, folder: Path) -> "Files":
        """Return the paths of the files in *folder*."""
        demo = Path(DEMO) / f"{DEMO}.merilo"
        own = folder / "own" / "Север.merilo"
        served = folder / "served" / demo.name
        return cls(folder, folder / demo, folder / "Оценка.merilo", folder / "long" / demo, own, served)

    def copied(self, folder: Path) -> "Files":
        """Return a copy in *folder*, which is created: two programs cannot write to one file."""
        shutil.copytree(self.folder, folder)
        return self.there(folder)


def lengthen(path: Path) -> None:
    """Give everybody in the file the longest allowed name, in one word or in many."""
    store = Store.open(path)
    try:
        for number, code in enumerate(LONG_NAMED):
            one = store.read(people.by_code, code)
            surname, given, patronymic = LONG_NAMES[number % len(LONG_NAMES)]
            assert len(f"{surname} {given} {patronymic}") >= NAME_LIMIT
            store.write(
                people.change,
                replace(one, surname=surname, given=given, patronymic=patronymic, post=LONG_POST),
            )
    finally:
        store.close()


def take_along(path: Path, assessor: str, code: str) -> None:
    """Let the assessor take the own sheet about somebody along to another file, today at noon."""
    store = Store.open(path, clock=lambda: datetime.combine(TODAY, time(12), tzinfo=UTC))
    try:
        person = store.read(people.by_code, assessor)
        store.act_as(person.id)
        told = Introduction(pairing.new().public, person.full_name, "", str(UUID(int=1)))
        store.write(ledger.know, told, person.id, told.keys.groups)
        card = store.read(people.card, store.read(people.by_code, code).id, person.id, TODAY)
        case = next(one for one in card.cases if not one.of_file)
        sending.write(store, path.parent, carrying.take_along(store, case.case_id))
    finally:
        store.close()


def let_in(path: Path) -> None:
    """Give accounts by name of their role to those of ``SERVED``; each has set a password of its own."""
    store = Store.open(path)
    door = Door(store, FAST)
    try:
        for role, code in SERVED.items():
            person = store.read(people.by_code, code)
            units = (person.unit_id,) if role is LoginRole.MANAGER and person.unit_id is not None else ()
            add(store, role.value, person.id, role, *units)
            door.change_password(door.log_in(role.value, FIRST).token, FIRST, OWN)
    finally:
        store.close()


class Stage:
    """One running program."""

    def __init__(self, application: QApplication, files: Files, look: Look) -> None:
        self.application = application
        self.files = files
        self.look = look
        remembered = files.folder / "merilo.ini"
        remembered.unlink(missing_ok=True)  # left by another look
        settings = Settings(remembered)
        settings.language, settings.theme, settings.font_step = look.language, look.theme, look.font_step
        settings.last_file = files.folder / "nothing.merilo"
        settings.recent = tuple(Path(one) for one in RECENT)
        application.setCursorFlashTime(0)
        if look.points:
            font = application.font()
            font.setPointSize(look.points)
            application.setFont(font)  # the system font: the theme has its own sizes
        self.app = App(application, settings, lambda: TODAY, Path("/Оценка"))
        self.failures: list[str] = []  # errors nobody caught
        self.app.errors.raised.connect(self._on_raised)

    def start(self) -> None:
        """Show the first screen."""
        self.app.start(None)
        self.fit()

    def open(self, path: Path) -> None:
        """Open a file that has no password."""
        start = self.app.window.start
        assert start is not None
        start.open_wanted.emit(path, "", "")
        wait(lambda: self.app.data is not None)
        settle()
        if self.app.window.workspace is None:  # the program asks which of several people is working
            assert self.app.data is not None
            start.actor_chosen.emit(self.app.data.read(people.actors)[0].id)
        wait(lambda: self.app.window.workspace is not None)
        self.fit()

    def log_in(self, port: int, role: LoginRole) -> None:
        """Work at the service on this port in the account of this role."""
        start = self.app.window.start
        assert start is not None
        start.server()
        card = start.card
        assert isinstance(card, ServerCard)
        card.address.setText(f"http://127.0.0.1:{port}")
        card.name.setText(role.value)
        card.password.setText(OWN)
        card.go.click()
        wait(lambda: self.app.window.workspace is not None and not self.app.jobs.busy)
        self.fit()

    def fit(self) -> None:
        """Give the window the size of the look and let it settle."""
        self.app.window.resize(self.look.width, self.look.height)
        self.app.window.activateWindow()
        wait(lambda: not self.app.jobs.busy and self.app.window.isActiveWindow())
        settle()

    def act_as(self, code: str) -> None:
        """Work as the person with this code."""
        assert self.app.data is not None
        self.space.actor_chosen.emit(self.app.data.read(people.by_code, code).id)
        self.fit()

    @property
    def space(self) -> Workspace:
        """The workspace of the open file."""
        assert self.app.window.workspace is not None
        return self.app.window.workspace

    def dialog(self) -> QDialog | None:
        """The dialog in front of the window, and of those that it was opened from."""
        top = self.application.topLevelWidgets()
        shown = [one for one in top if isinstance(one, QDialog) and one.isVisible()]
        behind = {one.parentWidget() for one in shown}
        return next((one for one in shown if one not in behind), None)

    def menu(self) -> QMenu | None:
        """The menu that is open."""
        shown = self.application.topLevelWidgets()
        return next((one for one in shown if isinstance(one, QMenu) and one.isVisible()), None)

    def picture(self) -> QPixmap:
        """Return what a person sees: the window, and in its middle any dialog with a one-pixel edge."""
        window, dialog, menu = self.app.window, self.dialog(), self.menu()
        whole = window.grab()
        if menu is not None:
            painter = QPainter(whole)
            painter.drawPixmap(window.mapFromGlobal(menu.mapToGlobal(QPoint())), menu.grab())
            painter.end()
        if dialog is not None:
            above = dialog.grab()
            painter = QPainter(whole)
            painter.fillRect(whole.rect(), BEHIND)
            room = (
                window.size() - dialog.size()
            ) / 2  # not of the pictures: a painter counts no device pixels
            at = QPoint(room.width(), room.height())
            painter.drawPixmap(at, above)
            painter.setPen(QColor("#808080"))
            painter.drawRect(QRect(at, dialog.size()).adjusted(-1, -1, 0, 0))
            painter.end()
        return whole

    def subject(self) -> QWidget:
        """Return the widget to examine: the dialog if there is one, else the window."""
        return self.dialog() or self.app.window

    def _on_raised(self, failure: Failure) -> None:
        self.failures.append(" / ".join((failure.sentence.what, *failure.report.splitlines()[:1])))

    def close(self) -> None:
        """End the program."""
        aside.end(self.app, self._leave)
        self.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _leave(self) -> None:
        self.app.window.close()
        self.app.window.deleteLater()


@contextmanager
def on_stage(
    application: QApplication,
    files: Files,
    look: Look,
    path: Path | None,
    *,
    read_only: bool = False,
    role: LoginRole | None = None,
) -> Generator[Stage]:
    """Run the program on this file, or without one if None, and end it; *read_only*: it may only be read.

    With a *role* a service serves the file, and one works at it in that role.
    """
    if role is not None:
        with pytest.MonkeyPatch.context() as patch, served("--file", str(path)) as (_process, port, _health):
            patch.setattr(remote, "PATIENCE", PATIENCE / 1_000)  # no network is cut, only the machine is busy
            yield from _at_server(Stage(application, files, look), port, role)
        return
    with pytest.MonkeyPatch.context() as patch:
        if read_only:
            patch.setattr(opening, "permitted", _nothing)  # root may write whatever the rights say
        stage = Stage(application, files, look)
        try:
            stage.start()
            if path is not None:
                stage.open(path)
            yield stage
        finally:
            stage.close()


def _at_server(stage: Stage, port: int, role: LoginRole) -> Generator[Stage]:
    try:
        stage.start()
        stage.log_in(port, role)
        yield stage
    finally:
        stage.close()


def _nothing(_path: Path) -> bool:
    return False


def settle() -> None:
    """Let layouts, style and focus settle, and closed widgets be deleted."""
    for _round in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait(until: Callable[[], bool]) -> None:
    """Let Qt work until the condition holds."""
    timer = QElapsedTimer()
    timer.start()
    while not until():
        if timer.elapsed() > PATIENCE:
            raise TimeoutError("the program did not come to rest")
        QTest.qWait(5)
