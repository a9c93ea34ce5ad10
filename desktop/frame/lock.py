"""Locking: the window shows the file's name alone, words are kept, work ends, the file is closed.

What cannot wait is done at once: the window is covered. The file is closed as soon as nothing would be lost
by it; until then the password lifts the cover, and afterwards it opens the file at the same place.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from desktop.actions import Actions
from desktop.frame.idle import Idle
from desktop.frame.lock_warning import LockWarning
from desktop.frame.opening import Opening
from desktop.frame.window import Window
from desktop.jobs import Jobs
from desktop.office.not_kept import NotKept
from desktop.settings import Settings
from resources.i18n import _

if TYPE_CHECKING:  # imported after the first paint
    from desktop.errors import Failure
    from desktop.frame.place import Memory
    from desktop.kit.form.dialog import Dialog
    from desktop.kit.form.keeper import Spot
    from desktop.kit.form.kept_dialog import Asked, KeptDialog

AGAIN = 1_000  # milliseconds until it is tried again to close what could not be closed yet
OWNERLESS = frozenset({"cocoa", "offscreen"})  # platforms that do not know who has filled the clipboard
TALK = 30  # minutes at least while an interview is timed: people talk, and touch nothing


class Holder(Protocol):
    """Holds the window, which is another one after the look or the language has changed."""

    window: Window


class Lock(QObject):
    """Locks the open file by key, from the menu, or when nobody is there.

    Signals:
        covering: the file is about to be hidden; what it is checked by should give way.
        cover_wanted: show the lock page over the open file.
        uncovered: the file is shown again, and was never closed.
    """

    covering = Signal()
    cover_wanted = Signal()
    uncovered = Signal()

    def __init__(
        self,
        application: QApplication,
        holder: Holder,
        opening: Opening,
        jobs: Jobs,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application, self._holder, self._opening = application, holder, opening
        self._jobs, self._settings = jobs, settings
        self._told = False  # why the covered file stays open
        self._ours = False  # whether what is on the clipboard was copied here
        self._hidden: list[QDialog] = []  # dialogs whose words cannot be kept now
        self._typing: list[tuple[KeptDialog, Spot]] = []  # where in the hidden ones one was typing
        self._at_work: list[Dialog] = []  # dialogs that wait for work, or say how it ended
        self._form: tuple[str, Asked | None] | None = None  # the form that was closed, to be opened again
        self._afterwards: list[str | Failure] = []  # what ended behind the page, to be told after it
        self._warning: LockWarning | None = None
        self.idle = Idle(application, self._limit, self)
        self.idle.nearly.connect(self._on_nearly)
        self.idle.touched.connect(self._on_touched)
        self.idle.passed.connect(self._on_passed)
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self._close)
        application.focusWindowChanged.connect(self._on_window)
        opening.entered.connect(self._on_entered)
        opening.leaving.connect(self.idle.stop)
        opening.proved.connect(self._uncover)
        jobs.finished.connect(self._on_finished)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)

    def stop(self) -> None:
        """Let go of the application."""
        self.idle.end()
        self._application.focusWindowChanged.disconnect(self._on_window)
        QGuiApplication.clipboard().dataChanged.disconnect(self._on_copied)

    def lock(self) -> None:
        """Lock the file; one without a password is not locked, because nothing would open it again."""
        opening, window = self._opening, self._holder.window
        if opening.data is None or opening.covered or window.workspace is None:
            return
        if not opening.data.has_password:
            window.toast.tell(_("This file has no password, so it is not locked. Set one in the settings."))
            return
        self._on_touched()
        self._afterwards.clear()
        QGuiApplication.inputMethod().commit()
        self._put_dialogs_away()
        opening.covered, opening.left_at, self._told = True, None, False
        self._keep()
        self.covering.emit()
        window.toast.hide()
        if self._ours:
            QGuiApplication.clipboard().clear()
        self.cover_wanted.emit()
        self._close()

    def _keep(self) -> bool:
        """Save the words typed on the screens, and note the place; False if some cannot be saved now."""
        from desktop.frame.place import Place

        opening, workspace = self._opening, self._holder.window.workspace
        assert opening.data is not None and opening.me is not None and workspace is not None
        for _once_more in range(2):  # the first failure is raised, and then the other screens were not asked
            try:
                memory = workspace.memory()
            except NotKept:
                continue
            if opening.left_at is None:  # a second look finds what was open already put away
                opening.left_at = Place(opening.file, opening.me.uid, opening.opened_by, memory)
                self._afterwards += memory.told
            break
        return opening.data.all_kept

    def _close(self) -> None:
        """Close the covered file if nothing is lost by it; else try again later."""
        from desktop.kit.form.kept_dialog import KeptDialog

        opening, window = self._opening, self._holder.window
        if not isValid(window) or not opening.covered or window.workspace is None or window.start is None:
            return
        if self._jobs.busy:
            return  # what is being saved is saved to its end
        self._end_work()
        if opening.data is not None and opening.data.is_remote:
            return  # nothing lies open on this computer; the page alone hides it
        self._hidden = [one for one in self._hidden if isValid(one)]  # one may have ended with its work
        # In a system dialog somebody below waits for its answer, and would find its screen gone.
        waits = QThread.currentThread().loopLevel() > 1
        kept = not self._hidden and not self._at_work and self._keep()
        if not kept and not self._told:
            self._told = True
            fact = _("What was typed cannot be saved now, so the file stays open behind this page.")
            if self._at_work or any(not isinstance(one, KeptDialog) for one in self._hidden):
                fact = _("A result is waiting to be read, so the file stays open behind this page.")
            window.start.say(fact, _("The password leads back to it."))
        if waits or not kept:
            self._again.start()
            return
        if (place := opening.left_at) is not None:
            memory = replace(place.memory, form=self._form, told=tuple(self._afterwards))
            opening.left_at = replace(place, memory=memory)
        window.remember()
        opening.lock()
        window.drop_file()
        self._settings.unseal()

    def _uncover(self) -> None:
        """Show the file that was not closed yet."""
        opening, window = self._opening, self._holder.window
        place, opening.left_at, opening.covered = opening.left_at, None, False
        self._again.stop()
        window.uncover()
        if place is not None and window.workspace is not None:
            window.workspace.come_back(place.memory)
        for dialog in reversed((*self._hidden, *self._at_work)):
            if isValid(dialog):
                dialog.show()
        for form, spot in self._typing:  # hiding has moved the focus on
            if isValid(form):
                form.go_on_at(spot)
        self._typing.clear()
        self._hidden.clear()
        self._at_work.clear()
        self.idle.begin()
        QTimer.singleShot(0, self, self._resume)
        self.uncovered.emit()

    def _put_dialogs_away(self) -> None:
        """Close popups and dialogs, which keep their words; hide what cannot keep them now or is at work."""
        from desktop.kit.form.dialog import Dialog

        self._form = None
        self._typing.clear()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            if isinstance(dialog, Dialog) and (dialog.unfinished or self._is_below(dialog)):
                dialog.hide()
                self._at_work.append(dialog)
                continue
            try:
                away = self._reject(dialog)
            except Exception as error:  # whatever it is, the page comes
                from desktop.errors import failure

                self.tell_afterwards(failure(error))
                away = False
            if not away:
                dialog.hide()
                self._hidden.append(dialog)

    def _reject(self, dialog: QDialog) -> bool:
        """Close the dialog and note how it is opened again; False if it must keep its words itself."""
        from desktop.kit.form.kept_dialog import KeptDialog

        form: tuple[str, Asked | None] | None = None
        spot = dialog.spot if isinstance(dialog, KeptDialog) else None
        if isinstance(dialog, KeptDialog) and (dialog.asked is not None or dialog.is_filled):
            asked = None if dialog.asked is None else replace(dialog.asked, spot=spot)
            form = dialog.windowTitle() if dialog.is_filled else "", asked
        dialog.reject()
        if not dialog.isVisible():
            self._form = form or self._form  # of several, the one below the others
            return True
        question = QApplication.activeModalWidget()  # whether to lose the words: answered by no
        if isinstance(question, QDialog) and question is not dialog:
            question.reject()
        if isinstance(dialog, KeptDialog) and spot is not None:
            self._typing.append((dialog, spot))
        return False

    def _is_below(self, dialog: "Dialog") -> bool:
        """Return whether a hidden dialog belongs to this one, and would be closed with it."""
        hidden = (*self._at_work, *self._hidden)
        return any(isValid(one) and one.parentWidget() is dialog for one in hidden)

    def _end_work(self) -> None:
        """Close dialogs whose work has ended; hide what came of it, until somebody is there to read it."""
        workspace = self._holder.window.workspace
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            above = dialog.parentWidget()
            while above is not None and above is not workspace:
                above = above.parentWidget()
            if above is None:
                break  # of the lock page itself
            dialog.hide()
            self._hidden.append(dialog)
        at_work, self._at_work = self._at_work, []
        for one in at_work:  # what is above comes first
            if isValid(one) and (one.unfinished or self._is_below(one)):
                self._at_work.append(one)
            elif isValid(one):
                self._end(one)

    def _end(self, dialog: "Dialog") -> None:
        """Close a dialog whose work has ended; one whose words cannot be kept now stays hidden."""
        from desktop.kit.form.kept_dialog import KeptDialog

        if isinstance(dialog, KeptDialog) and dialog.is_filled:
            self._form = self._form or (dialog.windowTitle(), dialog.asked)
        dialog.reject()
        question = QApplication.activeModalWidget()
        if isinstance(question, QDialog) and question.parentWidget() is dialog:
            question.reject()
            self._hidden.append(dialog)

    def _on_entered(self, memory: "Memory | None") -> None:
        self.idle.begin()
        self._form = None if memory is None else memory.form
        self._afterwards = [] if memory is None else list(memory.told)
        QTimer.singleShot(0, self, self._resume)

    def tell_afterwards(self, told: "str | Failure") -> None:
        """Keep what was finished, or failed, behind the lock page, to be told after the password."""
        if isinstance(told, str) or not told.passing:  # the page itself says what cannot be saved
            self._afterwards.append(told)

    def _resume(self) -> None:
        """Open the form again that was closed, once its screen is shown, then tell what ended meanwhile."""
        if not self._opening.covered and self._holder.window.workspace is not None:
            told, self._afterwards = [*self._afterwards, *self._open_form()], []
            tell(self._holder.window, told)

    def _open_form(self) -> tuple[str, ...]:
        """Open the form, or return that what was filled in is kept, if something was."""
        from desktop.kit.form.reopening import reopen

        form, workspace, self._form = self._form, self._holder.window.workspace, None
        if form is None or workspace is None:
            return ()
        title, asked = form
        if (asked is not None and reopen(asked, workspace.shown)) or not title:
            return ()
        return (_("What you had filled in is kept. Open the form again: “{form}”.").format(form=title),)

    def _limit(self) -> float:
        """Return after how many seconds without a touch the file is locked; 0 for never."""
        window = self._holder.window
        workspace = window.workspace if isValid(window) else None  # the window may end before the program
        if workspace is None or not isValid(workspace) or self._opening.covered:
            return 0.0
        minutes = self._settings.lock_after
        return 60.0 * (max(minutes, TALK) if workspace.talking else minutes)

    def _on_nearly(self) -> None:
        data, window = self._opening.data, self._holder.window
        if data is not None and data.has_password:
            self._warning = LockWarning(window.theme, window)
            self._warning.come()

    def _on_touched(self) -> None:
        if self._warning is not None:
            self._warning.leave()
            self._warning = None

    def _on_passed(self) -> None:
        data = self._opening.data
        if data is not None and data.has_password:
            self.lock()
        else:
            self.idle.begin()

    def _on_finished(self) -> None:
        if self._opening.covered:
            QTimer.singleShot(0, self, self._close)  # once the job has delivered what came of it

    def _on_copied(self) -> None:
        owns = QGuiApplication.clipboard().ownsClipboard() or QGuiApplication.platformName() in OWNERLESS
        active = QGuiApplication.focusWindow() is not None  # pyright: ignore[reportUnnecessaryComparison]
        self._ours = owns and active

    def _on_window(self, window: QWindow | None) -> None:
        """Give the key to a dialog too: it keeps the keys of the window below from working."""
        if window is None:
            return
        for widget in self._application.topLevelWidgets():
            has_key = any(action.objectName() == "lock" for action in widget.actions())
            if isinstance(widget, QDialog) and widget.windowHandle() is window and not has_key:
                Actions().make("lock", widget, self.lock)


def tell(window: Window, told: "Sequence[str | Failure]") -> None:
    """Tell all that ended behind the lock page: what failed stays until somebody has read it."""
    done = [one for one in told if isinstance(one, str)]
    failed = [one for one in told if not isinstance(one, str)]
    if failed:
        window.tell(_together(failed))
    if len(done) > 1 and not failed:
        window.say(_("Done while the file was locked."), " · ".join(done))
    elif done:
        window.toast.tell(" · ".join(done))


def _together(failed: "Sequence[Failure]") -> "Failure":
    first, *others = failed
    if not others:
        return first
    further = [part for one in others for part in _parts(one)]
    sentence = first.sentence
    whole = replace(
        sentence,
        todo=" ".join((sentence.todo, *further)).strip(),
        bug=any(one.sentence.bug for one in failed),
    )
    return replace(first, sentence=whole, report="\n\n".join(one.report for one in failed if one.report))


def _parts(failure: "Failure") -> tuple[str, ...]:
    told = failure.sentence
    return tuple(part for part in (told.what, told.safe, told.todo) if part)
