"""Reading and writing as the screens know them, and changes in the file as signals."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # importing db takes 0.3 s; the window is painted first
    from db.file.copies import Copy, Taken, Why
    from db.file.errors import StoreError
    from db.file.own_copies import OwnCopies
    from db.file.store import Store
    from db.journal.problems import Problem
    from db.journal.reconcile import Reconciled
    from desktop.office.destruction import DoneAtServer
    from desktop.office.erasure import Done, Finished
    from domain.login import Ended, LoginRole
    from domain.papers.destruction import DuePapers
    from domain.people.erasure import Order
    from domain.progress import Progress


class Data(QObject):
    """Reads and writes the open file.

    The first parameter of the functions is the session; a screen never sees one.

    Signals:
        changed: names of the touched tables, a frozenset, heard on the UI thread after COMMIT. A setting is
            ``setting NAME`` instead of its table.
        saved: when that was, an aware datetime.
        news: another window or program has written into the file; ``changed`` has said where.
        unsaved: a write to the file failed. A refusal by a rule does not count: it had nothing to save.
        copied: a copy of the file was made, a Taken; heard on the UI thread.
        copies_looked: more is known about the copies there are.
        copy_failed: why no copy could be made before an act, a StoreError.
    """

    changed = Signal(object)
    saved = Signal(object)
    news = Signal()
    unsaved = Signal()
    copied = Signal(object)
    copies_looked = Signal()
    copy_failed = Signal(object)

    is_remote = False  # whether it is the server of the organisation instead of a file

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.save_failed = False  # whether the last write did not reach the disk
        self._known_to: int | None = None  # the last event before others were looked for
        self._told = False  # whether a draft that could not be kept has been reported
        self.newest_copy: Copy | None = None  # as far as is known
        self.copy_behind = self.copies_known = self.copies_asked_for = False
        self.keeps_copies = False  # whether copies are made by themselves; the example has none
        store.listen(self._heard)

    @property
    def path(self) -> Path:
        """The open file."""
        return self._store.path

    @property
    def name(self) -> str:
        """What is open, as its title says it."""
        return self.path.stem

    @property
    def where(self) -> str:
        """Where that is."""
        return str(self.path)

    @property
    def role(self) -> "LoginRole":
        """As what one works here; whoever opens a file may do all that can be done in it."""
        from domain.login import LoginRole

        return LoginRole.HR

    @property
    def of_units(self) -> bool:
        """Whether whoever works here is given people of some units alone, and asks of one unit at a time."""
        return False

    def allows(self, f: Callable[..., Any]) -> bool:
        """Whether this function may be asked here: what may not be is left away, and never asked."""
        return True

    @property
    def hidden(self) -> tuple[type[Exception], ...]:
        """What is raised here, beside refusals, by a read about what is not there for whoever works here."""
        return ()

    @property
    def ended_by(self) -> "Ended | None":
        """Why the login at a server holds no more; a file has none."""
        return None

    @property
    def sends_later(self) -> bool:
        """Whether something that was written still waits on this computer; into a file it goes at once."""
        return False

    @property
    def read_only(self) -> bool:
        """True if the folder or the file can only be read."""
        return self._store.read_only

    def read[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function of ``db``; callable from any thread."""
        return self._store.read(f, *args, **kwargs)

    @property
    def prepared(self) -> bool:
        """Whether everything a read or a write needs is imported."""
        return self._store.prepared

    def glance[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one of the few reading functions of ``db.home.glance``, which need no further imports."""
        return self._store.glance(f, *args, **kwargs)

    def prepare(self) -> None:
        """Import what the first read or write needs; takes 0.2 s, so it is called from a job."""
        self._store.prepare()

    def write[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing function of ``db`` in one transaction; callable from any thread."""
        try:
            return self._store.write(f, *args, **kwargs)
        except Exception as error:
            from db.file.errors import StoreError

            if isinstance(error, StoreError):
                self.save_failed = True
                self.unsaved.emit()
            raise

    def erase(
        self, order: "Order", folder: Path, progress: "Progress", second: Path | None = None
    ) -> "Done | DoneAtServer":
        """Erase a person, save the two documents in *folder*, rewrite the copies; called from a job.

        *second* is the second folder for copies.
        """
        from db.file.copies import Why
        from desktop.office import erasure
        from resources.i18n import current

        self.copy_first(Why.ERASURE, progress.part())
        return erasure.erase(self._store, order, folder, progress, second, words=current())

    def save_due(self, due: "DuePapers", folder: Path, second: Path | None = None) -> tuple[Path, ...]:
        """Save the two documents of an erasure that was done at a server in *folder*; called from a job.

        *second* is the second folder for copies.
        """
        from desktop.office import erasure

        return erasure.save_due(self._store, due, folder, second)

    def finish(self, progress: "Progress", second: Path | None = None) -> "Finished":
        """Do what acts have still to do outside the file; called from a job.

        *second* is the second folder for copies.
        """
        from desktop.office import erasure
        from resources.i18n import current

        return erasure.finish(self._store, progress, second, words=current())

    def record[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Record what is done already; a failure loses no work, so ``unsaved`` is silent."""
        return self._store.write(f, *args, **kwargs)

    def keep[**P](self, f: Callable[Concatenate[Any, P], object], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Keep half-typed text through a writing function of ``db``; False if it cannot be kept.

        Raises:
            NotKept: on the first failure, and on the first after a success: not every second.
        """
        from db.file.errors import StoreError
        from db.wire.refusals import NotServed

        if self.read_only:
            return False
        try:
            self.write(f, *args, **kwargs)
        except (StoreError, NotServed) as error:
            if self._told:
                return False
            self._told = True
            from desktop.office.not_kept import NotKept

            raise NotKept from error
        self._told = False
        return True

    @property
    def copies(self) -> "OwnCopies":
        """The copies of the file; all but its lists takes a while, so it is called from a job."""
        return self._store.copies

    @property
    def all_kept(self) -> bool:
        """Whether the last half-typed text that was to be kept is in the file."""
        return not self._told

    def look_for_news(self) -> None:
        """Announce what another window or program has written since the last look; cheap if nothing has."""
        if self._known_to is None:
            from db.home import glance

            self._known_to = self._store.glance(glance.last_event)
        if self._store.others_wrote():
            from db.journal import news

            self._known_to, tables = self._store.read(news.since, self._known_to)
            self.changed.emit(tables)
            self.news.emit()

    def act_as(self, person_id: int | None, sitting_of: int | None = None) -> None:
        """Name this person in the journal from now on, and who had opened the file if that was another."""
        self._store.act_as(person_id, sitting_of)

    @property
    def settings_key(self) -> bytes:
        """The key for what this computer remembers about people and sheets of the file."""
        return self._store.settings_key

    @property
    def has_key_file(self) -> bool:
        """Whether there is a key file that fits; without one only the recovery code opens the file."""
        return self._store.has_key_file

    @property
    def has_password(self) -> bool:
        """Whether the file asks for a password; the example does not."""
        return self._store.has_password

    def change_password(self, new: str, present: str) -> None:
        """Make *new* the file's only password; takes a while, so it is called from a job.

        *present* is the password so far or the recovery code.
        """
        self._store.change_password(new, present)

    def stop_writing(self) -> None:
        """Only read the file from now on: a check found it damaged, and it is to stay as it is."""
        self._store.stop_writing()

    def recovery_code(self, present: str) -> str:
        """Return the recovery code to whoever gives the password; called from a job."""
        return self._store.recovery_code(present)

    def opens(self, path: Path) -> bool:
        """Whether this file's key opens the file there, which then was once this one; from a job."""
        return self._store.opens(path)

    @property
    def cause(self) -> "StoreError | None":
        """The fault for which the file is read-only; None if it may not be written, or can be."""
        return self._store.cause

    def free(self) -> int | None:
        """Return the bytes left on the file's disk; None if it cannot be asked."""
        return self._store.free()

    def copy(self, why: "Why", progress: "Progress | None" = None) -> "Taken":
        """Make a copy of the file; called from a job."""
        taken = self._store.copies.take(why, progress)
        self.copied.emit(taken)
        return taken

    @property
    def lacks_copy(self) -> bool:
        """Whether the file holds something that no copy has; False for a file that is not copied."""
        behind = self.copy_behind or self._store.copies.behind
        return self.keeps_copies and not self.read_only and behind

    def copy_first(self, why: "Why", progress: "Progress | None" = None) -> None:
        """Make a copy before an act that changes much, unless the newest has everything; from a job.

        If none can be made, that is announced and keeps nobody from the act.

        Raises:
            Damaged: if the file is not sound, so that nothing more may be written.
        """
        from db.file.errors import Damaged, StoreError

        if not self.lacks_copy:
            return
        try:
            self.copy(why, progress)
        except Damaged:
            raise
        except StoreError as fault:
            self.copy_failed.emit(fault)

    def know_copies(self, newest: "Copy | None", *, behind: bool, asked_for: bool = False) -> None:
        """Note, for screens that tell it, the newest copy, if any, and whether it lacks something.

        *asked_for*: somebody ever made one, or chose a second folder.
        """
        self.newest_copy, self.copy_behind, self.copies_known = newest, behind, True
        self.copies_asked_for = asked_for
        self.copies_looked.emit()

    @property
    def whole_check_due(self) -> bool:
        """Whether the whole file was not yet checked today, and can be."""
        return not self.read_only and self._store.whole_check_due

    def check_since_last(self, progress: "Progress") -> "Reconciled":
        """Compare with the journal what was written since the last check; called from a job."""
        return self._store.check_since_last(progress)

    def check_pages(self) -> "tuple[Problem, ...]":
        """Check the pages of a file of usual size, until it was checked whole today; called from a job."""
        return self._store.check_pages()

    def check(self, progress: "Progress") -> "Reconciled":
        """Check the whole file; called from a job."""
        return self._store.check(progress)

    def rest(self) -> None:
        """Note the journal's end in the key file: nothing has been written for a while."""
        self._store.rest()

    def close(self) -> None:
        """Close the file; from now on it refuses to be read or written."""
        self._store.close()

    def _heard(self, tables: frozenset[str]) -> None:
        # Called in the writing thread; receivers live on the UI thread, so Qt queues the signals for them.
        self.save_failed = False
        self.changed.emit(tables)
        self.saved.emit(datetime.now(UTC))
