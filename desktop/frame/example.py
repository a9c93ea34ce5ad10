"""The example: built beside one's own files, opened once nobody is at work, removed in one act."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, QObject, Signal

from desktop import errands
from desktop.frame.opening import Holder, Opening
from desktop.frame.window import Window
from desktop.jobs import Jobs
from desktop.settings import Settings
from resources.i18n import _

TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class Example(QObject):
    """One file in the folder of the settings, the same for all files of this account.

    Signals:
        removed: it is gone, and a message says so.
    """

    removed = Signal(str)

    def __init__(
        self,
        holder: Holder,
        opening: Opening,
        jobs: Jobs,
        settings: Settings,
        today: Callable[[], date],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._holder, self._opening, self._jobs = holder, opening, jobs
        self._settings, self._today = settings, today
        self._asked_in: Window | None = None  # nobody has touched anything in it since

    def show(self) -> None:
        """Open the example, which is built at first; whoever goes on working meanwhile is only told."""
        window = self._holder.window
        if window.start is not None:
            window.start.set_busy(True)
        self._asked_in = window
        window.windowHandle().installEventFilter(self)
        work = partial(errands.make_demo, self._settings.folder, self._today())
        self._jobs.run(work, self._on_made, _("Preparing the example"), self._on_cancelled)

    def ask_to_remove(self) -> None:
        """Ask, then remove the example with all that was tried in it."""
        from desktop.kit.form.dialog import Question

        question = Question(
            _("Remove the example?"),
            _(
                "What was tried in it is removed too. Your own files stay as they are. "
                "You can open the example again at any time."
            ),
            _("Cancel"),
            _("Remove"),
            self._holder.window,
        )
        question.accepted.connect(self._on_agreed)
        question.open()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody goes on working while the example is built."""
        if event.type() in TOUCHES:
            watched.removeEventFilter(self)
            self._asked_in = None
        return False

    def _on_made(self, path: Path) -> None:
        window, opening = self._holder.window, self._opening
        untouched, self._asked_in = self._asked_in is window, None
        window.windowHandle().removeEventFilter(self)
        if opening.covered:
            return  # locked meanwhile
        if opening.data is None or untouched:
            opening.go_over(path)
        else:
            window.toast.tell(_("The example is ready."), undo=partial(self._open, path), link=_("Open"))

    def _on_cancelled(self) -> None:
        if self._holder.window.start is not None:
            self._holder.window.start.set_busy(False)

    def _open(self, path: Path) -> None:
        if not self._opening.covered:
            self._opening.go_over(path)

    def _on_agreed(self) -> None:
        opening, path = self._opening, errands.demo_path(self._settings.folder)
        if opening.data is not None and errands.same(opening.data.path, path):
            opening.close_file()
        elif opening.shows_elsewhere(path):
            return
        self._jobs.run(partial(errands.remove_demo, self._settings.folder), self._on_removed, "")

    def _on_removed(self, _nothing: None) -> None:
        told, start = _("The example is removed."), self._holder.window.start
        if start is not None:
            start.say(told)
        self.removed.emit(told)
