"""A new key for the open file: closed, it gets the key in a job, opens again, and shows its new code."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop import errands
from desktop.frame.opening import Holder, Opening
from desktop.frame.recovery import Recovery
from desktop.jobs import Jobs
from desktop.settings import Settings
from resources.i18n import _


class NewKey(QObject):
    """Leads from the wish to the sheet with the new code; what prevents it is said on the start screen."""

    def __init__(
        self,
        holder: Holder,
        opening: Opening,
        recovery: Recovery,
        jobs: Jobs,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._holder, self._opening, self._recovery = holder, opening, recovery
        self._jobs, self._settings = jobs, settings
        self._path, self._code = Path(), ""
        self._present = self._password = ""  # until the key is made
        opening.entered.connect(self._on_entered)
        opening.not_opened.connect(self._forget_code)

    def begin(self, present: str, password: str) -> None:
        """Close the file and give it a new key; *present* was proved to be its password or code.

        If something would be lost by closing, it is asked first.
        """
        window = self._holder.window
        if self._opening.data is None or self._opening.covered or window.workspace is None:
            return  # locked while the password was being checked
        self._present, self._password = present, password
        unsaved = window.workspace.unsaved
        if not unsaved:
            self._give()
            return
        from desktop.kit.form.dialog import Question

        question = _("Close “{name}”?").format(name=self._opening.data.path.stem)
        dialog = Question(question, unsaved, _("Stay"), _("Close without saving"), window)
        dialog.accepted.connect(self._give)
        dialog.rejected.connect(self._forget)
        dialog.open()

    def _give(self) -> None:
        opening = self._opening
        if opening.data is None or opening.covered or opening.me is None:
            self._forget()  # locked meanwhile
            return
        self._path = opening.data.path
        second = self._settings.second_folder(opening.file)
        actor_id = opening.me.id
        opening.close_file()
        self._busy(busy=True)
        self._say(
            _("“{name}” is getting a new key.").format(name=self._path.stem),
            _("Everything in it is saved. Then it opens again with the new password."),
        )
        given = (self._present, self._password, actor_id)
        self._present = ""
        work = partial(errands.give_key, self._path, given, opening.tries, second)
        self._jobs.run(work, self._on_given, _("Making the new key"), self._on_cancelled)

    def _on_given(self, outcome: str | Exception) -> None:
        if isinstance(outcome, Exception):
            from desktop.errors import sentence

            words = sentence(outcome)
            self._busy(busy=False)
            self._say(
                _("The file has no new key. {what}").format(what=words.what),
                _("It opens with the password it had. {todo}").format(todo=words.todo).strip(),
            )
            self._forget()
            return
        self._code = outcome
        self._opening.open(self._path, self._password, "")
        self._forget()

    def _on_cancelled(self) -> None:
        self._forget()
        self._busy(busy=False)
        self._say(_("Cancelled: the file has the key it had."), "")

    def _on_entered(self, _memory: object) -> None:
        code, self._code = self._code, ""
        data = self._opening.data
        if code and data is not None and data.path == self._path:
            self._recovery.show_code(code)

    def _forget_code(self) -> None:
        self._code = ""  # the settings show it to whoever gives the password

    def _forget(self) -> None:
        self._present = self._password = ""

    def _busy(self, *, busy: bool) -> None:
        if (start := self._holder.window.start) is not None:
            start.set_busy(busy)

    def _say(self, what: str, rest: str) -> None:
        if (start := self._holder.window.start) is not None and start.card is not None:
            start.say(what, rest)
