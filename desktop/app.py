"""The composition root: the only place where the parts are created and connected."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import desktop.imports  # noqa: F401  # pyright: ignore[reportUnusedImport]  # before PySide6

# isort: split
from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

import resources
from desktop import errands
from desktop.actions import Actions, EditKeys
from desktop.data import Data
from desktop.errors import ErrorBoundary, Failure
from desktop.frame.doorbell import AT_START, Answer, Doorbell, ring, ring_locked
from desktop.frame.example import Example
from desktop.frame.file.care import FileCare
from desktop.frame.file.change import OF_EXCHANGE, FileChange
from desktop.frame.file.copy_offer import OF_COPIES
from desktop.frame.lock import Lock, tell
from desktop.frame.look import Look
from desktop.frame.new_key import NewKey
from desktop.frame.opening import Opening
from desktop.frame.recovery import Recovery
from desktop.frame.server import ServerWalk
from desktop.frame.window import Window
from desktop.garbage import Garbage
from desktop.jobs import Jobs
from desktop.office import own_folder
from desktop.recent import Recent
from desktop.settings import Settings
from desktop.start.screen import StartScreen
from resources import i18n
from resources.i18n import _, ngettext

if TYPE_CHECKING:  # imported after the first paint
    from desktop.frame.place import Memory
    from desktop.frame.workspace import Workspace
    from desktop.intake.dialog import Chosen
    from domain.people.person import Person


def run(path: Path | None = None, *, settings: Settings | None = None) -> int:
    """Show the window until it is closed; return the exit code. *path* is the file to open, or to take.

    If a window of this account has the file open, that window comes to the front instead; if it is busy for
    long, this one says so and does not ask for the file's password. What comes from another file is handed to
    the window of the file opened last, or else of another one.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Merilo")  # screen readers say it; otherwise it is the script's name
    kept = settings if settings is not None else Settings()
    brought = path if path is not None and path.suffix.lower() in OF_EXCHANGE else None
    wanted, answer = _asked(kept, brought) if brought is not None else _rung(path or kept.newest_file)
    if answer is (Answer.HERE if brought is None else Answer.TAKEN):
        return 0
    app = App(application, kept, _today, _documents())
    if answer in (Answer.BUSY, Answer.SILENT) and wanted is not None:
        app.start_beside(wanted, answer, brought)
    else:
        app.start(path)
    status = application.exec()
    app.close()
    return status


def _rung(wanted: Path | None) -> tuple[Path | None, Answer]:
    """Ring at the window that has this file open."""
    return wanted, _answer(wanted) if wanted is not None else Answer.NOBODY


def _asked(settings: Settings, brought: Path) -> tuple[Path | None, Answer]:
    """Hand this to the first window that takes it, in the order in which their files were opened."""
    for wanted in dict.fromkeys((settings.last_file, *settings.recent)):
        answer = _answer(wanted, brought) if wanted is not None else Answer.NOBODY
        if answer in (Answer.TAKEN, Answer.BUSY, Answer.SILENT):
            return wanted, answer
    return None, Answer.NOBODY


def _answer(wanted: Path, brought: Path | None = None) -> Answer:
    """Ring at the window that has this file open, else at the one that asks for its password."""
    answer = ring(wanted, AT_START, brought)
    return ring_locked(wanted, AT_START, brought) if answer is Answer.NOBODY else answer


def _documents() -> Path:
    """Return where files are first looked for and created."""
    carried = own_folder.carried()
    if carried is not None:
        return carried
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents else Path.home()


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
        self.care = FileCare(self.jobs, settings, self)
        self.recent = Recent(settings, self)
        self._edit_keys = EditKeys(application, self)
        self._example_told = False
        self._settings_told = False
        self._look = Look(application, settings, self)
        self._closed = False
        # What the program was started with: a copy to restore, or what is taken once a file is open.
        self._copy: Path | None = None
        self._brought: Path | None = None
        self.opening = Opening(self, self.jobs, settings, today, self)
        self.example = Example(self, self.opening, self.jobs, settings, today, self)
        self.example.removed.connect(self._on_told)
        self._server = ServerWalk(self, self.opening, self.jobs, settings, self)
        self._change = FileChange(self, self.opening, self.jobs, documents, self)
        self._change.kept.connect(self._on_restored_aside)
        self._doorbell = Doorbell(self)
        self.recovery = Recovery(self, self.opening, self.jobs, today, self)
        self.lock = Lock(application, self, self.opening, self.jobs, settings, self)
        self.window = self._make_window()
        self._look.changed.connect(self._rebuild)
        self.lock.idle.rests.connect(self._garbage.search)
        self.lock.covering.connect(self.care.leave)
        self.lock.cover_wanted.connect(self._cover)
        self.lock.uncovered.connect(self._on_uncovered)
        self.opening.start_wanted.connect(self._show_start)
        self.opening.entered.connect(self._on_entered)
        self.new_key = NewKey(self, self.opening, self.recovery, self.jobs, settings, self)
        self.opening.parting.connect(self.care.copies.copy_if_small)
        self.opening.held.connect(self._doorbell.listen)
        self.opening.locked.connect(self._doorbell.listen_locked)
        self.opening.turned.connect(self._doorbell.stop)
        self.opening.leaving.connect(self._on_leaving)
        self.opening.agreed.connect(self._on_actor_chosen)
        self.opening.failed.connect(self.errors.tell)
        self._doorbell.rung.connect(self._on_rung)
        self._doorbell.brought.connect(self._change.bring)
        self.errors.raised.connect(self._on_raised)
        self.recent.changed.connect(self._on_recent_changed)

    @property
    def data(self) -> Data | None:
        """The open file; None if there is none."""
        return self.opening.data

    @property
    def me(self) -> "Person | None":
        """Who works in the open file; None while nobody does."""
        return self.opening.me

    def start(self, path: Path | None) -> None:
        """Show the window; everything heavy waits until after its first paint."""
        self._copy = path if path is not None and path.suffix.lower() == OF_COPIES else None
        self._brought = path if path is not None and path.suffix.lower() in OF_EXCHANGE else None
        opened = self._copy is None and self._brought is None
        given = path.absolute() if path is not None and opened else None
        at_server = opened and self.settings.at_server and bool(self.settings.server[0])
        self.opening.path = given or (None if at_server else self.settings.newest_file)
        self._show_window()

    def start_beside(self, path: Path, answer: Answer, brought: Path | None = None) -> None:
        """Show the window without this file, which a window that gave this answer has open."""
        self._show_window()
        self.opening.tell_elsewhere(path, answer, brought)

    def _show_window(self) -> None:
        self._show_start()
        if self.window.start is not None:
            self._tell_settings(self.window.start)
        self.window.painted.connect(self._on_painted)
        self.window.show()

    def _tell_settings(self, where: "StartScreen | Workspace") -> None:
        """Say that damaged settings were set aside."""
        if self.settings.set_aside is not None:
            where.say(
                _("The settings were damaged: language, colours and recent files are as at a first start."),
                _("Your files are not affected. The damaged settings are kept beside as “{name}”.").format(
                    name=self.settings.set_aside.name
                ),
            )

    def close(self) -> None:
        """Stop the work, close the file and restore the interpreter's hooks. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._change.leave()
        self.lock.stop()
        self.recent.stop()
        self.jobs.close()
        self.care.copies.copy_at_end()
        self.opening.leave()
        self._server.leave()
        self._look.stop()
        self._edit_keys.stop()
        self._garbage.stop()
        self.errors.remove()

    def _make_window(self) -> Window:
        window = Window(self._look.theme, Actions(), self.jobs, self.settings)
        window.dropped.connect(self._change.drop)
        window.file_painted.connect(self._on_file_painted)
        Actions().make("lock", window, self.lock.lock)
        return window

    def _show_start(self) -> None:
        start = self._start_screen()
        self.window.show_start(start)
        self.opening.lead(start)

    def _cover(self) -> None:
        start = self._start_screen()
        self.window.cover(start)
        self.opening.lead(start)

    def _start_screen(self) -> StartScreen:
        start = StartScreen(
            self._look.theme, i18n.current().language, self._documents, self.window, self.settings.server
        )
        self._server.lead(start)
        start.language_chosen.connect(self._look.choose_language)
        start.open_wanted.connect(self._on_open_wanted)
        start.sheet_wanted.connect(self.recovery.save)
        start.sheet_printed.connect(self.recovery.note_printed)
        start.demo_wanted.connect(self.example.show)
        start.file_chosen.connect(self._change.choose)
        start.file_forgotten.connect(self.recent.forget)
        start.about_wanted.connect(self._on_about_wanted)
        Actions().make("other_file", start, start.choose_file)
        start.show_recent(self.recent.files)
        return start

    def _show_file(self, memory: "Memory | None" = None, queue: "tuple[Chosen, ...]" = ()) -> None:
        """Show the open file; *memory* restores what was shown before, *queue* are files that wait."""
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
        workspace.demo_wanted.connect(self.example.show)
        workspace.demo_removal_wanted.connect(self.example.ask_to_remove)
        workspace.language_chosen.connect(self._look.choose_language)
        workspace.theme_chosen.connect(self._look.choose_theme)
        workspace.font_step_chosen.connect(self._look.choose_font_step)
        workspace.still_chosen.connect(self._look.choose_still)
        workspace.code_wanted.connect(self.recovery.show_code)
        workspace.key_wanted.connect(self.new_key.begin)
        workspace.actor_wanted.connect(self.opening.ask_to_become)
        workspace.actor_chosen.connect(self._on_actor_chosen)
        workspace.exported.connect(self._on_exported)
        workspace.told.connect(self._on_told)
        workspace.removed.connect(self._on_removed)
        workspace.undoable.connect(self._on_undoable)
        workspace.damage.acted.connect(self.care.show_ways_out)
        workspace.show_recent(self.recent.files)
        workspace.new_file_wanted.connect(self._change.make_new)
        workspace.lock_wanted.connect(self.lock.lock)
        workspace.close_wanted.connect(self._change.close_file)
        workspace.file = self.opening.file
        if not self.opening.file and not self._example_told:
            workspace.show_example()
        workspace.notice.closed.connect(self._on_notice_closed)
        self.care.show_in(workspace)
        self.window.show_file(workspace, self.data.name)
        workspace.begin(memory)
        if queue:
            workspace.intake.door.go_on_with(queue)
        # Else once it is, so that the first paint waits for nothing.
        if self.data.prepared and not self.data.is_remote:
            self.recovery.remind(workspace)
        self._change.go_on()

    def _on_notice_closed(self) -> None:
        """Do not show the notice again when the window is rebuilt; the next start shows it again."""
        self._example_told = True

    def _rebuild(self) -> None:
        """Rebuild the window in another language or look, at the same place."""
        old = self.window
        memory = old.workspace.memory() if old.workspace is not None else None
        if old.start is not None:
            self.opening.actor = old.start.typed_actor()
        self.settings.keep_geometry(old.saveGeometry())
        self.window = self._make_window()
        if old.workspace is not None:
            self._show_file(memory, old.workspace.intake.queue)
        else:
            self._show_start()
        self.window.show()
        self.window.activateWindow()
        old.close()
        old.deleteLater()
        if memory is not None:
            tell(self.window, memory.told)

    def _on_entered(self, memory: "Memory | None") -> None:
        self._example_told = False
        if self.data is not None:
            self.data.changed.connect(self._on_changed)
            self._hear_server(self.data)
        if self.opening.file and self.data is not None and not self.data.is_remote:
            self.recent.opened(self.data.path)
        self._show_file(memory)
        if not self._settings_told and self.window.workspace is not None:  # a file named at the start hid it
            self._tell_settings(self.window.workspace)
        self._settings_told = True

    def _hear_server(self, data: Data) -> None:
        if data.is_remote:
            from desktop.remote_data import RemoteData

            assert isinstance(data, RemoteData)
            data.logged_out.connect(self.lock.lock)

    def _on_uncovered(self) -> None:
        if self.data is not None and self.window.workspace is not None:
            self.care.show_in(self.window.workspace)
            if not self.data.is_remote:
                self.care.begin(self.data)
            self._change.go_on()

    def _on_leaving(self) -> None:
        self._doorbell.stop()
        if self.data is not None:
            self._garbage.leave()
        self.care.leave()
        if isValid(self.window):
            self.window.toast.end_undo()

    def _on_rung(self) -> None:
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _on_raised(self, failure: Failure) -> None:
        if self.opening.covered:  # it may name somebody
            self.lock.tell_afterwards(failure)
        elif isValid(self.window):  # it may end before the program
            self.window.tell(failure)

    def _on_painted(self) -> None:
        self._application.setWindowIcon(_icon())
        self.jobs.run(errands.import_data, self._on_imported, "")

    def _on_file_painted(self) -> None:
        if self.data is not None:
            self.jobs.run(partial(errands.prepare, self.data), self._on_prepared, "")

    def _on_prepared(self, _nothing: None) -> None:
        """Let the workspace look ahead; should it be faster, it makes these imports itself."""
        of_file = self.data is not None and not self.data.is_remote
        if self.data is not None and of_file:
            self._doorbell.listen(self.data.path)
        if self.window.workspace is not None:
            self.window.workspace.look_ahead()
            if of_file:
                self.recovery.remind(self.window.workspace)
        if self.data is not None and of_file:
            self.care.begin(self.data)
        if self.window.workspace is not None:  # last: a file that cannot be read is told of by its care
            self.window.workspace.ready.look()

    def _on_imported(self, _nothing: None) -> None:
        self.recent.look()
        if self._copy is not None:
            self._change.choose(self._copy)
        elif self.opening.path is not None and self.data is None:
            self.opening.look(self.opening.path)
        if self._brought is not None:
            brought, self._brought = self._brought.absolute(), None
            self._change.drop((brought,))

    def _on_open_wanted(self, path: Path, password: str, code: str) -> None:
        if password or code:
            self.opening.open(path, password, code)
        else:
            self._change.choose(path)

    def _on_recent_changed(self) -> None:
        for shown in (self.window.start, self.window.workspace):
            if shown is not None:
                shown.show_recent(self.recent.files)

    def _on_about_wanted(self) -> None:
        from desktop.about.dialog import AboutDialog

        shown = self.window.workspace if not self.opening.covered else None
        path = self._shown_file
        server = self.data.where if self.data is not None and self.data.is_remote else ""
        dialog = AboutDialog(self._look.theme, path, self.window, server=server)
        if shown is not None:
            dialog.copies_wanted.connect(shown.to_copies)
            dialog.journal_wanted.connect(shown.to_journal)
        dialog.support_wanted.connect(self._on_support_wanted)
        dialog.open()

    @property
    def _shown_file(self) -> Path | None:
        """The open file while it is shown; None at the server."""
        data = self.data
        return None if data is None or data.is_remote or self.opening.covered else data.path

    def _on_support_wanted(self) -> None:
        from desktop.about.support import SupportDialog

        path = self._shown_file
        places = (self._documents, path)
        reports = tuple(self.errors.reports)
        SupportDialog(self._look.theme, self.jobs, self.settings, places, reports, self.window).open()

    def _on_actor_chosen(self, person_id: int) -> None:
        assert self.window.workspace is not None
        memory, queue = self.window.workspace.memory(person_id), self.window.workspace.intake.queue
        self.opening.become(person_id)
        self._show_file(memory, queue)
        tell(self.window, memory.told)

    def _on_file_wanted(self) -> None:
        path = self.opening.path
        self._change.ask_for_file(path.parent if path is not None else self._documents)

    def _on_told(self, message: str) -> None:
        self._tell(message, None)

    def _on_removed(self, message: str) -> None:
        workspace = self.window.workspace
        if workspace is not None and not self.opening.covered:
            self.window.toast.tell(message, undo=workspace.shown.undo_last)

    def _on_undoable(self, message: str, undo: Callable[[], object]) -> None:
        if not self.opening.covered:
            self.window.toast.tell(message, undo=undo)

    def _on_changed(self, tables: frozenset[str]) -> None:
        from db.journal.news import UNJOURNALED

        if not tables <= UNJOURNALED:
            self.window.toast.end_undo()

    def _on_exported(self, paths: tuple[Path, ...]) -> None:
        count = len(paths)
        told = ngettext("Saved {n} file", "Saved {n} files", count).format(n=count)
        self._tell(told, paths[0].parent)

    def _on_restored_aside(self, path: Path) -> None:
        self._tell(_("Restored: {name}").format(name=path.name), path.parent)

    def _tell(self, message: str, folder: Path | None) -> None:
        if self.opening.covered:  # it may name somebody
            self.lock.tell_afterwards(message)
        else:
            self.window.toast.tell(message, folder)


def _icon() -> QIcon:
    try:
        return QIcon(str(resources.path("icons/merilo.png")))
    except FileNotFoundError:
        return QIcon()


def _today() -> date:
    return datetime.now().astimezone().date()
