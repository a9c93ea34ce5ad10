"""Restoring a copy: where to, by which password, and whether to open it then; nothing is ever replaced."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.jobs import Jobs
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office import copied
from desktop.office.sentences import sentence
from desktop.recent import SUFFIX
from desktop.theme import Theme
from domain.progress import Progress
from resources.i18n import _, current

if TYPE_CHECKING:
    from db.file.copies import Copy
    from db.file.restoring import Restored

WIDTH = 480

type Work = Callable[[Path, str], Callable[[Progress], "Restored | Exception"]]
"""Returns the job that restores into this path, by this password."""


class RestoreDialog(Dialog):
    """Stays open until the copy is restored; what prevents it is said here, and nothing is lost.

    Signals:
        restored: path of the new file, to be opened now.
        kept: path of the new file, which is not to be opened.
    """

    restored = Signal(object)
    kept = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        copy: "Copy",
        new: Path,
        work: Work,
        parent: QWidget,
        *,
        locked: bool,
        lack: str = "",
    ) -> None:
        """*new* is the path suggested, *lack* says what is not in the copy; *locked*: ask its password."""
        super().__init__(parent)
        self._jobs, self._work, self.path = jobs, work, new
        self._under_way = False
        column = self.lay_out(_("Restore to a new file"))
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        self._facts(copy, lack, column)
        self.place = labels.elided("", self)
        self.choose_button = button(_("Choose…"), self, do=self._on_choose)
        self.choose_button.setAccessibleName(_("Choose the new file"))
        column.addWidget(labels.plain(_("New file"), self, "small"))
        column.addLayout(layout.row(layout.grow(self.place), self.choose_button, gap="s"))
        self.password = PasswordEdit(theme, self)
        self._password = Field(_("Password or recovery code of the copy"), self.password, self)
        self._password.setVisible(locked)
        self.password.hinted.connect(self._password.say)
        column.addWidget(self._password)
        self.open_check = Check(theme, _("Open the new file"), self)
        self.open_check.setChecked(True)
        column.addWidget(self.open_check)
        note = _("No file is replaced: the present one and the copy stay as they are.")
        column.addWidget(labels.paragraph(note, self, "small", "muted"))
        self.fault = labels.fault(self)
        column.addWidget(self.fault)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.act_button = button(_("Restore"), self, "primary", do=self._on_act)
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

    @override
    def reject(self) -> None:
        if self._under_way:
            self._jobs.cancel()
        else:
            super().reject()

    def _facts(self, copy: "Copy", lack: str, column: QVBoxLayout) -> None:
        words = current()
        frame = QFrame(self)
        frame.setObjectName("sunken")
        about = [copied.occasion(copy, words), copied.size(copy.size, words)]
        when = copied.moment(copy.taken, words) if copy.taken is not None else ""
        lines = layout.column(gap="xs", around=(12, 8, 12, 8), of=frame)
        lines.addWidget(labels.elided(copy.path.name, frame, "strong"))
        facts = " · ".join(part for part in (when, *about) if part)
        lines.addWidget(labels.paragraph(facts, frame, "small", "muted"))
        if lack:
            lines.addWidget(labels.paragraph(lack, frame, "small"))
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
        if self._under_way:
            return
        if not self._password.isHidden() and not self.password.text():
            self._password.say(_("Enter the password."), wrong=True)
            self.password.setFocus()
            return
        self._complain("")
        self._busy(under_way=True)
        self._jobs.run(self._work(self.path, self.password.text()), self._on_done, "", self._on_cancelled)

    def _on_done(self, outcome: "Restored | Exception") -> None:
        self._busy(under_way=False)
        if not isinstance(outcome, Exception):
            signal = self.restored if self.open_check.isChecked() else self.kept
            self.accept()
            signal.emit(outcome.path)
            return
        from db.file.errors import WrongPassword, WrongRecoveryCode

        words = sentence(outcome, current())
        if isinstance(outcome, WrongPassword | WrongRecoveryCode) and not self._password.isHidden():
            self._password.say(words.what, wrong=True)
            self.password.selectAll()
            self.password.setFocus()
        else:
            self._complain(f"{words.what} {words.todo}".strip())

    def _on_cancelled(self) -> None:
        self._busy(under_way=False)
        self._complain(_("Cancelled: nothing was restored."))

    def _busy(self, *, under_way: bool) -> None:
        self._under_way = under_way
        self.act_button.setText(_("Restoring…") if under_way else _("Restore"))
        for widget in (self.act_button, self.choose_button, self.password, self.open_check):
            allow(widget, _("The copy is being restored") if under_way else "")
        if under_way:
            self.cancel_button.setFocus()

    def _complain(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        fit(self)
