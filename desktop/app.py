"""The composition root: the only place where the parts are created and connected."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import resources
from desktop import errands, imports  # noqa: F401  # pyright: ignore[reportUnusedImport]
from desktop.actions import Actions, EditKeys
from desktop.data import Data
from desktop.errands import DEMO
from desktop.errors import ErrorBoundary, Failure
from desktop.frame.doorbell import Doorbell, ring
from desktop.frame.file_change import FileChange
from desktop.frame.file_check import FileCheck
from desktop.frame.look import Look
from desktop.frame.window import Window
from desktop.garbage import Garbage
from desktop.jobs import Jobs
from desktop.recent import Recent
from desktop.settings import Settings
from desktop.start.actor import Actor
from desktop.start.screen import StartScreen
from domain.password import Tries
from resources import i18n
from resources.i18n import _, ngettext

if TYPE_CHECKING:  # imported after the first paint
    from db.file.errors import OpenElsewhere
    from db.file.store import Created, Store
    from desktop.frame.file_change import Found
    from desktop.frame.workspace import Memory
    from domain.people.person import Person


def run(path: Path | None = None, *, settings: Settings | None = None) -> int:
    """Show the window until it is closed; return the exit code. *path* is the file to open.

    If a window of this account has the file open, that window comes to the front instead.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Merilo")  # screen readers say it; otherwise it is the script's name
    kept = settings if settings is not None else Settings()
    wanted = path or kept.newest_file
    if wanted is not None and ring(wanted):
        return 0
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    app = App(application, kept, _today, Path(documents) if documents else Path.home())
    app.start(path)
    status = application.exec()
    app.close()
    return status


class App(QObject):
    """Creates and owns the parts, and connects the window to the file."""

    def __init__(
        self, application: QApplication, settings: Settings, today: Callable[[], date], documents: Path
    ) -> None:
        """*documents* is the folder where files are first looked for and created."""
        super().__init__()
        self._application = application
        self.settings = settings
        self._today = today
        self._documents = documents
        self.errors = ErrorBoundary(self)
        self.errors.install()
        self._garbage = Garbage(application, self)
        self.jobs = Jobs(self)
        self.check = FileCheck(self.jobs, self)
        self.check.failed.connect(self._on_check_failed)
        self.recent = Recent(settings, self)
        self._edit_keys = EditKeys(application, self)
        self._example_told = False
        self._file = ""  # this computer's key for the open file; "" for the example, which is not remembered
        self._look = Look(application, settings, self)
        self.data: Data | None = None
        self.me: Person | None = None
        self._path: Path | None = None
        self.created: Created | None = None
        self._actor = Actor()
        self._tries = Tries(monotonic)
        self._code = ""  # the recovery code that opened the file, until a new password is set
        self._farewell = ""  # the message about the file just closed, to be shown with the next one
        self._closed = False
        self._change = FileChange(self, self.jobs, self)
        self._doorbell = Doorbell(self)
        self.window = self._make_window()
        self._look.changed.connect(self._rebuild)
        self._change.look_wanted.connect(self._probe)
        self._change.change_wanted.connect(self._change_file)
        self._change.new_file_wanted.connect(self._begin_new_file)
        self._change.close_wanted.connect(self._close_file)
        self._doorbell.rung.connect(self._on_rung)
        self.errors.raised.connect(self._on_raised)
        self.recent.changed.connect(self._on_recent_changed)

    def start(self, path: Path | None) -> None:
        """Show the window; everything heavy waits until after its first paint."""
        self._path = path.absolute() if path is not None else self.settings.newest_file
        self._show_start()
        self.window.painted.connect(self._on_painted)
        self.window.show()

    def close(self) -> None:
        """Stop the work, close the file and restore the interpreter's hooks. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self.jobs.close()
        self._leave()
        self._look.stop()
        self._edit_keys.stop()
        self._garbage.stop()
        self.errors.remove()

    def _make_window(self) -> Window:
        window = Window(self._look.theme, Actions(), self.jobs, self.settings)
        window.dropped.connect(self._change.drop)
        window.file_painted.connect(self._on_file_painted)
        return window

    def _show_start(self) -> None:
        start = StartScreen(self._look.theme, i18n.current().language, self._documents, self.window)
        start.language_chosen.connect(self._look.choose_language)
        start.open_wanted.connect(self._on_open_wanted)
        start.create_wanted.connect(self._on_create_wanted)
        start.code_written.connect(self._on_code_written)
        start.password_renewed.connect(self._on_password_renewed)
        start.renewal_left.connect(self._enter)
        start.actor_named.connect(self._on_actor_named)
        start.actor_chosen.connect(self._on_start_actor)
        start.demo_wanted.connect(self._on_demo_wanted)
        start.file_chosen.connect(self._change.choose)
        start.file_forgotten.connect(self.recent.forget)
        start.about_wanted.connect(self._on_about_wanted)
        Actions().make("other_file", start, start.choose_file)
        start.show_recent(self.recent.files)
        self.window.show_start(start)
        start.actor = self._actor
        if self._path is not None:
            start.unlock(self._path)
        else:
            start.welcome(self._actor)

    def _show_file(self, memory: "Memory | None" = None) -> None:
        """Show the open file; *memory* restores what was shown before."""
        from desktop.context import Context
        from desktop.frame.workspace import Workspace

        assert self.data is not None
        assert self.me is not None
        context = Context(
            self.data, self.jobs, self.settings, Actions(), self._look.theme, self.me, self._today
        )
        workspace = Workspace(context, self.window)
        workspace.file_wanted.connect(self._on_file_wanted)
        workspace.file_chosen.connect(self._change.choose)
        workspace.file_forgotten.connect(self.recent.forget)
        workspace.about_wanted.connect(self._on_about_wanted)
        workspace.demo_wanted.connect(self._on_demo_wanted)
        workspace.language_chosen.connect(self._look.choose_language)
        workspace.theme_chosen.connect(self._look.choose_theme)
        workspace.font_step_chosen.connect(self._look.choose_font_step)
        workspace.actor_chosen.connect(self._on_actor_chosen)
        workspace.exported.connect(self._on_exported)
        workspace.told.connect(self.window.toast.tell)
        workspace.show_recent(self.recent.files)
        workspace.new_file_wanted.connect(self._change.make_new)
        workspace.close_wanted.connect(self._change.close_file)
        workspace.file = self._file
        if not self._file and not self._example_told:
            workspace.show_example()
        workspace.notice.closed.connect(self._on_notice_closed)
        self.check.tell(workspace.notice)
        self.window.show_file(workspace, self.data.path.stem)
        workspace.begin(memory)

    def _on_notice_closed(self) -> None:
        """Do not show the notice again when the window is rebuilt; the next start shows it again."""
        self._example_told = True

    def _rebuild(self) -> None:
        """Rebuild the window in another language or look, at the same place."""
        old = self.window
        memory = old.workspace.memory() if old.workspace is not None else None
        if old.start is not None:
            self._actor = old.start.typed_actor()
        self.settings.keep_geometry(old.saveGeometry())
        self.window = self._make_window()
        if old.workspace is not None:
            self._show_file(memory)
        else:
            self._show_start()
        self.window.show()
        self.window.activateWindow()
        old.close()
        old.deleteLater()

    def _leave(self) -> None:
        """Close the open file."""
        self._doorbell.stop()
        if self.created is not None:
            self.created.store.close()
        if self.data is not None:
            self.jobs.leave()
            self.check.leave()
            self.data.close()
            self.data.deleteLater()
        self.created = self.data = self.me = None

    def _on_rung(self) -> None:
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _on_raised(self, failure: Failure) -> None:
        self.window.tell(failure)

    def _on_painted(self) -> None:
        self._application.setWindowIcon(_icon())
        self.jobs.run(errands.import_data, self._on_imported, "")

    def _on_file_painted(self) -> None:
        if self.data is not None:
            self.jobs.run(partial(errands.prepare, self.data), self._on_prepared, "")

    def _on_prepared(self, _nothing: None) -> None:
        """Let the workspace look ahead; should it be faster, it makes these imports itself."""
        if self.data is not None:
            self._doorbell.listen(self.data.path)
        if self.window.workspace is not None:
            self.window.workspace.look_ahead()
        if self.data is not None:
            self.check.begin(self.data)

    def _on_check_failed(self) -> None:
        if self.window.workspace is not None:
            self.check.tell(self.window.workspace.notice)

    def _on_imported(self, _nothing: None) -> None:
        self.recent.look()
        if self._path is not None and self.data is None:
            self._probe(self._path)

    def _probe(self, path: Path) -> None:
        """Find out, off the UI thread, whether the file needs a password."""
        self._path = path
        self.jobs.run(partial(errands.look_at, path), self._on_probed, "")

    def _on_probed(self, found: "Found") -> None:
        path, locked, missing = found
        if self._path != path or self.data is not None:
            return  # the password came before the file was examined
        if not locked:
            self.settings.check_password_gone(path)
            self._open(path, "", "")
        elif self.window.start is not None and not self.window.start.asks(path):
            self.window.start.unlock(path)
        if missing is not None:
            self.errors.tell(missing)
        errands.import_screens()  # meanwhile we only wait for the disk or the person

    def _on_open_wanted(self, path: Path, password: str, code: str) -> None:
        if password or code:
            self._open(path, password, code)
        else:
            self._change.choose(path)

    def _part(self) -> str:
        """Close the open file, remember the place in it, and return the message about it."""
        assert self.data is not None
        self.window.remember()
        name = self.data.path.stem
        self._leave()
        return _("“{name}” is closed. Everything in it is saved.").format(name=name)

    def _begin_new_file(self) -> None:
        me = self.me if self._file else None  # in the example the actor is nobody real
        if me is not None:
            self._actor = Actor(me.surname, me.given, me.patronymic, me.post)
        told = self._part()
        self._path = None
        self._show_start()
        assert self.window.start is not None
        if me is not None:
            self.window.start.new_file(self._actor)
        self.window.start.say(told)

    def _close_file(self) -> None:
        told = self._part()
        if not self._file:
            self._path = None  # the example asks for no password
        self._show_start()
        assert self.window.start is not None
        self.window.start.say(told)

    def _change_file(self, found: "Found") -> None:
        path, locked, missing = found
        self._farewell = self._part()
        self._path = path
        self._show_start()
        if locked:
            assert self.window.start is not None
            self.window.start.say(self._farewell)
            self._farewell = ""
            if missing is not None:
                self.errors.tell(missing)
        else:
            self.settings.check_password_gone(path)
            self._open(path, "", "")

    def _on_recent_changed(self) -> None:
        for shown in (self.window.start, self.window.workspace):
            if shown is not None:
                shown.show_recent(self.recent.files)

    def _on_about_wanted(self) -> None:
        from desktop.about.dialog import AboutDialog

        path = self.data.path if self.data is not None else None
        AboutDialog(self._look.theme, path, self.window).open()

    def _open(self, path: Path, password: str, code: str, *, in_spite: bool = False) -> None:
        """*in_spite*: the user has decided that another computer no longer has the file open."""
        if self._change.shows_elsewhere(path):
            return
        if self.window.start is not None:
            self.window.start.set_busy(True)
        self._path, self._code = path, code
        enter = self._on_opened_by_code if code else self._on_opened
        again = partial(self._open, path, password, code, in_spite=True)

        def then(outcome: "Store | OpenElsewhere") -> None:
            if isinstance(outcome, Exception):
                self._change.ask_in_spite(outcome, again)
            else:
                enter(outcome)

        work = partial(errands.open_file, path, password, code, self._tries, in_spite, self.settings.folder)
        self.jobs.run(work, then, "")

    def _on_opened(self, store: "Store") -> None:
        self._leave()
        self.data = Data(store, self)
        self._enter()

    def _on_opened_by_code(self, store: "Store") -> None:
        """Ask for a new password first: otherwise only the code would open the file next time."""
        if store.read_only or self.window.start is None:
            self._on_opened(store)
            return
        self._leave()
        self.data = Data(store, self)
        self.window.start.renew(store.path.name)

    def _on_password_renewed(self, password: str) -> None:
        assert self.data is not None
        assert self.window.start is not None
        self.window.start.set_busy(True)
        self.jobs.run(partial(errands.renew_password, self.data, password, self._code), self._on_renewed, "")

    def _on_renewed(self, _nothing: None) -> None:
        self._farewell = ""
        self._enter()
        self.window.toast.tell(
            _("The new password now opens the file. Older copies still open with the old one.")
        )

    def _on_create_wanted(self, path: Path, password: str, actor: Actor) -> None:
        if self.window.start is not None:
            self.window.start.set_busy(True)
        work = partial(errands.make_file, path, password, actor.person(), self.settings.folder)
        self.jobs.run(work, self._on_created, "")

    def _on_created(self, created: "Created") -> None:
        self.created = created
        if self.window.start is not None:
            self.window.start.recovery(created.recovery_code, created.store.path.name)

    def _on_code_written(self) -> None:
        assert self.created is not None
        created, self.created = self.created, None
        self._on_opened(created.store)

    def _enter(self) -> None:
        """Sign in whoever worked here last; ask if that is not clear."""
        from db.home import glance

        assert self.data is not None
        self.settings.file_opened(self.data.path, self.data.has_password, self.data.settings_key)
        self._code, demo = "", self._is_demo(self.data.path)
        self._example_told = False
        self._file = "" if demo else self.data.glance(glance.file_identity)
        actors = self.data.glance(glance.actors)
        known = [person for person in actors if self._file and person.uid == self.settings.actor(self._file)]
        if demo or len(actors) == 1 or (self.data.read_only and actors):
            known = known or [actors[0]]
        if known:
            self._go_in(known[0])
        elif self.data.read_only:
            from domain.people.person import Person

            self._go_in(Person())
        else:
            assert self.window.start is not None
            self.window.start.who(actors, self.data.glance(glance.last_actor))

    def _on_start_actor(self, person_id: int) -> None:
        from db.assessing import people

        assert self.data is not None
        self._go_in(self.data.read(people.person, person_id))

    def _on_actor_named(self, actor: Actor) -> None:
        from db.assessing import people

        assert self.data is not None
        self._go_in(self.data.read(people.person, self.data.write(people.add, actor.person())))

    def _go_in(self, person: "Person") -> None:
        assert self.data is not None
        self.me = person
        if person.id:
            self.data.act_as(person.id)
        memory = None
        if self._file:
            if self.settings.actor(self._file) == person.uid:
                from desktop.frame.workspace import Memory

                memory = Memory(self.settings.place(self._file))
            self.window.recall(self._file)
            self.settings.last_file = self.data.path
            self.settings.keep_actor(self._file, person.uid)
            self.recent.opened(self.data.path)
        if self.settings.language is None:
            self.settings.language = i18n.current().language
        data = self.data
        if data.prepared or self._begins_with_step(memory):
            self._come_in(data, memory)
        else:
            come_in = partial(self._come_in, data, memory)
            self.jobs.run(partial(errands.prepare, data), lambda _nothing: come_in(), "")

    def _begins_with_step(self, memory: "Memory | None") -> bool:
        """Return whether a glance can paint the first screen, so that it waits for nothing else."""
        from db.home import glance
        from desktop.places import HOME

        assert self.data is not None
        assert self.me is not None
        at_home = memory is None or memory.place[0] in ("", HOME)
        return at_home and self.data.glance(glance.next_step, self.me.id) is not None

    def _come_in(self, data: Data, memory: "Memory | None") -> None:
        if self.data is not data:
            return  # another file was chosen meanwhile
        self._show_file(memory)
        if self._farewell:
            self.window.toast.tell(self._farewell)
            self._farewell = ""

    def _on_actor_chosen(self, person_id: int) -> None:
        from db.assessing import people

        assert self.data is not None
        assert self.window.workspace is not None
        memory = self.window.workspace.memory()
        if not self.data.read_only:
            self.data.write(people.take_over, person_id)
        self.me = self.data.read(people.person, person_id)
        self.data.act_as(person_id)
        if self._file:
            self.settings.keep_actor(self._file, self.me.uid)
        self._show_file(memory)

    def _on_file_wanted(self) -> None:
        self._change.ask_for_file(self._path.parent if self._path is not None else self._documents)

    def _on_demo_wanted(self) -> None:
        if self.window.start is not None:
            self.window.start.set_busy(True)
        work = partial(errands.make_demo, self.settings.folder, self._today())
        self.jobs.run(work, self._on_demo_made, _("Preparing the example"))

    def _on_demo_made(self, path: Path) -> None:
        if self.data is not None:
            self._part()
            self._path = path
            self._show_start()
        self._open(path, "", "")

    def _is_demo(self, path: Path) -> bool:
        return path.parent == self.settings.folder / DEMO

    def _on_exported(self, paths: tuple[Path, ...]) -> None:
        count = len(paths)
        told = ngettext("Saved {n} file", "Saved {n} files", count).format(n=count)
        self.window.toast.tell(told, paths[0].parent)


def _icon() -> QIcon:
    try:
        return QIcon(str(resources.path("icons/merilo.png")))
    except FileNotFoundError:
        return QIcon()


def _today() -> date:
    return datetime.now().astimezone().date()
