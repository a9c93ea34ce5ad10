"""The question before restoring or salvaging: into which new file, and by which password."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from desktop.jobs import Job, Jobs, under_way
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office.not_made import NotMade
from desktop.office.sentences import sentence
from desktop.recent import SUFFIX
from desktop.theme import Theme
from domain.progress import Progress
from resources.i18n import _, current

if TYPE_CHECKING:
    from db.file.damaged.salvage import Salvaged
    from db.file.restoring import Restored

WIDTH = 480

type Outcome = "Restored | Salvaged | Exception"
type Work = Callable[[Path, str], Callable[[Progress], Outcome]]
"""Returns the job that makes this file, by this password."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the dialog says: title, facts in a frame, whose password, the act, the act under way, a note."""

    title: str
    facts: tuple[str, ...]
    present: str
    act: str
    acting: str
    note: str


class IntoNewFile(Dialog):
    """Stays open until the new file exists; shows what prevents that, and loses nothing.

    Signals:
        finished_well: what the job returned.
    """

    help_page = "copies"

    finished_well = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        wording: Wording,
        new: Path,
        work: Work,
        parent: QWidget,
        *,
        locked: bool,
    ) -> None:
        """*new* is the path suggested; *locked*: ask for the password."""
        super().__init__(parent)
        self._jobs, self._work, self.path, self._wording = jobs, work, new, wording
        self._job: Job | None = None
        column = self.lay_out(wording.title)
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        self._facts(wording.facts, column)
        self.place = labels.elided("", self)
        self.choose_button = button(_("Choose…"), self, do=self._on_choose)
        self.choose_button.setAccessibleName(_("Choose the new file"))
        column.addWidget(labels.plain(_("New file"), self, "small"))
        column.addLayout(layout.row(layout.grow(self.place), self.choose_button, gap="s"))
        self.password = PasswordEdit(theme, self)
        self._password = Field(wording.present, self.password, self)
        self._password.setVisible(locked)
        self.password.hinted.connect(self._password.say)
        column.addWidget(self._password)
        self.open_check = Check(theme, _("Open the new file"), self)
        self.open_check.setChecked(True)
        column.addWidget(self.open_check)
        column.addWidget(labels.paragraph(wording.note, self, "small", "muted"))
        self.fault = labels.fault(self)
        column.addWidget(self.fault)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.act_button = button(wording.act, self, "primary", do=self._on_act)
        self.act_button.setDefault(True)
        column.addLayout(
            layout.row(layout.STRETCH, self.cancel_button, self.act_button, gap="s", around=ABOVE)
        )
        self._show_place()
        (self.password if locked else self.act_button).setFocus()

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        fit(self)
        super().showEvent(arg__1)

    @property
    @override
    def unfinished(self) -> bool:
        return under_way(self._job)

    @override
    def reject(self) -> None:
        if under_way(self._job):
            self._job.cancel()
        else:
            super().reject()

    def _facts(self, facts: tuple[str, ...], column: QVBoxLayout) -> None:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        lines = layout.column(gap="xs", around=(12, 8, 12, 8), of=frame)
        first, *others = facts
        lines.addWidget(labels.elided(first, frame, "strong"))
        for one in others:
            lines.addWidget(labels.paragraph(one, frame, "small"))
        column.addWidget(frame)

    def _show_place(self) -> None:
        self.place.setText(str(self.path))
        self.choose_button.setAccessibleDescription(str(self.path))

    def _on_choose(self) -> None:
        chosen = files.new_file(self, _("New file"), self.path, _("Merilo files (*.merilo)"))
        if chosen is not None:
            ours = chosen.suffix.lower() == SUFFIX
            self.path = chosen if ours else chosen.with_name(f"{chosen.name}{SUFFIX}")
            self._show_place()
            self._complain("")

    def _on_act(self) -> None:
        if under_way(self._job):
            return
        if not self._password.isHidden() and not self.password.text():
            self._password.say(_("Enter the password."), wrong=True)
            self.password.setFocus()
            return
        self._complain("")
        work, run = self._work(self.path, self.password.text()), self._jobs.run
        self._job = run(work, self._on_done, "", self._on_cancelled, ended=self._on_ended)
        self._show_busy()

    def _on_done(self, outcome: "Restored | Salvaged | Exception") -> None:
        if not isinstance(outcome, Exception):
            if not self.isVisible():  # behind the lock page no other file is opened
                self.open_check.setChecked(False)
            self.accept()
            self.finished_well.emit(outcome)
            return
        if not self.isVisible():
            raise NotMade(self.path.name) from outcome  # told once the lock page is gone
        from db.file.errors import WrongPassword, WrongRecoveryCode

        words = sentence(outcome, current())
        self.help_page = words.help
        if isinstance(outcome, WrongPassword | WrongRecoveryCode) and not self._password.isHidden():
            self._password.say(words.what, wrong=True)
            self.password.selectAll()
            self.password.setFocus()
        else:
            self._complain(words.brief)

    def _on_cancelled(self) -> None:
        self._complain(_("Cancelled: no file was made."))

    def _on_ended(self) -> None:
        """Offer the act again; behind the lock page end with the work, however it ended.

        The file stays open while a dialog waits there.
        """
        self._show_busy()
        if not self.isVisible():
            QTimer.singleShot(0, self, self._leave)  # after what came of it

    def _leave(self) -> None:
        if not self.isVisible() and self.result() != QDialog.DialogCode.Accepted:
            super().reject()

    def _show_busy(self) -> None:
        busy = under_way(self._job)
        self.act_button.setText(self._wording.acting if busy else self._wording.act)
        for widget in (self.act_button, self.choose_button, self.password, self.open_check):
            allow(widget, _("The new file is being made") if busy else "")
        if busy:
            self.cancel_button.setFocus()

    def _complain(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        fit(self)
