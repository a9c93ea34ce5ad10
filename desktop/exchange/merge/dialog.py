"""Merging another file of the organisation: which one, what it brings, what to decide, and the way back."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.context import Context
from desktop.exchange.merge import words
from desktop.exchange.merge.preview import Preview
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog
from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.kit.page.progress_bar import ProgressBar
from desktop.office.exchange import merging
from desktop.office.sentences import sentence
from domain.errors import Refused
from domain.exchange.merging import Keep, Merged
from domain.password import Tries, WaitFirst
from domain.progress import Progress
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.file.copies import Copy

WIDE, HIGH, LOW, EDGE = 720, 640, 300, 40  # px


class MergeFilesDialog(Dialog):
    """Three steps in one window; the other file is kept open, and only read, from the first to the last.

    Signals:
        merged: the dialog is closed after a merge.
        way_back_wanted: the copy made before the merge, to be restored.
    """

    help_page = "exchange#merge"

    merged = Signal()
    way_back_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, path: Path | None = None) -> None:
        super().__init__(parent)
        self._context, self.path = context, path
        self._tries, self._words = Tries(monotonic), current()
        self._job: Job | None = None
        self._second: merging.Second | None = None
        self.preview: Preview | None = None
        self.copy: Copy | None = None  # made before the merge, once that is done
        self._column = self.lay_out(_("Merge files"))
        self.about = labels.paragraph(
            _("What a branch entered in its copy of this file comes into it. The other file is only read."),
            self,
            "small",
            "muted",
        )
        self._column.addWidget(self.about)
        self._column.addLayout(self._place_row())
        self.password = PasswordEdit(context.theme, self)
        self._password = Field(_("Password or recovery code of the other file"), self.password, self)
        self.password.hinted.connect(self._password.say)
        self._column.addWidget(self._password)
        self.area = layout.scroll(self)
        self.area.hide()
        self._column.addWidget(self.area, 1)
        self._space = QWidget(self)
        self._column.addWidget(self._space, 1)
        self.step = labels.plain("", self, "small", "muted")
        self.bar = ProgressBar(context.theme, self)
        self._column.addWidget(self.step)
        self._column.addWidget(self.bar)
        self.fault = labels.fault(self)
        self._column.addWidget(self.fault)
        self.left = labels.paragraph("", self, "small", "muted")
        self.left.hide()
        self._column.addWidget(self.left)
        self.back_button = button(_("Put back as it was…"), self, do=self._on_way_back)
        self.back_button.hide()
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.act_button = button(_("Look through"), self, "primary", do=self._on_act)
        self.act_button.setDefault(True)
        self._column.addLayout(
            layout.row(
                self.back_button,
                layout.STRETCH,
                self.cancel_button,
                self.act_button,
                gap="s",
                around=ABOVE,
            )
        )
        context.jobs.progressed.connect(self._on_progressed)
        self._show_place()
        self._show_busy()
        (self.choose_button if path is None else self.password).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        self._fit()
        super().showEvent(arg__1)

    @property
    @override
    def unfinished(self) -> bool:
        decided = self.preview is not None and self.preview.is_begun
        return under_way(self._job) or self.copy is not None or decided

    @override
    def reject(self) -> None:
        if under_way(self._job):
            self._job.cancel()
            self._tell(_("Stopping…"))
        else:
            super().reject()

    @override
    def done(self, arg__1: int) -> None:
        self._let_go()
        super().done(arg__1)
        if self.copy is not None:
            self.merged.emit()

    def _let_go(self) -> None:
        """Let others open the other file again."""
        second, self._second = self._second, None
        if second is not None:
            second.close()

    def _place_row(self) -> layout.QHBoxLayout:
        self.place = labels.elided("", self)
        self.choose_button = button(_("Choose…"), self, do=self._on_choose)
        self.choose_button.setAccessibleName(_("Choose the other file"))
        return layout.row(
            labels.plain(_("Other file"), self, "small", "muted"),
            layout.grow(self.place),
            self.choose_button,
            gap="s",
        )

    def _show_place(self) -> None:
        chosen = self.path is not None
        self.place.setText(str(self.path) if chosen else _("not chosen yet"))
        self.choose_button.setAccessibleDescription(self.place.text())
        self._password.setVisible(chosen and self._is_locked())

    def _is_locked(self) -> bool:
        """Whether a password is to be asked; what is wrong with the file is told when it is opened."""
        from db.file.errors import StoreError
        from db.file.store import Store

        assert self.path is not None
        try:
            return Store.needs_password(self.path)
        except (StoreError, OSError):
            return True

    def _on_choose(self) -> None:
        kinds, folders = _("Merilo files (*.merilo)"), self._context.settings.folders
        chosen = files.choose(self, _("The other file"), kinds, folders, Use.INTAKE)
        if chosen is not None:
            self.path = chosen
            self.password.clear()
            self._complain("")
            self._show_place()
            self._show_busy()
            self._fit()
            (self.act_button if self._password.isHidden() else self.password).setFocus()

    def _on_act(self) -> None:
        if under_way(self._job) or self.path is None:
            return
        if self.copy is not None:
            self.accept()
        elif self.preview is None:
            self._look()
        elif not self.preview.undecided:
            self._merge()

    def _look(self) -> None:
        if not self._password.isHidden() and not self.password.text():
            self._password.say(_("Enter the password."), wrong=True)
            self.password.setFocus()
            return
        assert self.path is not None
        self._run(
            partial(self._looked, self.path, self.password.text()), self._on_looked, _("Looking through")
        )

    def _looked(
        self, path: Path, present: str, progress: Progress
    ) -> "tuple[merging.Second, Merged] | Exception":
        from desktop import errands

        code = errands.is_recovery_code(present)
        key = merging.Key(None if code else present or None, present if code else None)
        data = self._context.data

        def look() -> tuple[merging.Second, Merged]:
            second = merging.opened(data, path, key, self._tries, self._words, progress)
            try:
                chosen = merging.decisions({}, None)
                return second, merging.previewed(data, second, chosen, self._words, progress)
            except BaseException:
                second.close()
                raise

        return _tried(look)

    def _merge(self) -> None:
        assert self._second is not None
        assert self.preview is not None
        chosen = merging.decisions(self.preview.same, Keep.HERE, self.preview.each)
        data, second, told = self._context.data, self._second, self._words

        def merge(progress: Progress) -> "merging.Done | Exception":
            return _tried(lambda: merging.merged(data, second, chosen, data.copy, told, progress))

        self._run(merge, self._on_merged, _("Copying, then merging"))

    def _run[T](
        self, work: "Callable[[Progress], T | Exception]", then: "Callable[[T | Exception], None]", step: str
    ) -> None:
        self._complain("")
        self.help_page = ""  # what was refused before is over
        self._tell(step)
        self.bar.begin(step)
        self._job = self._context.jobs.run(work, then, "", self._on_cancelled, ended=self._on_ended)
        self._show_busy()

    def _on_looked(self, outcome: "tuple[merging.Second, Merged] | Exception") -> None:
        if isinstance(outcome, Exception):
            self._refuse(outcome)
            return
        self._second, told = outcome
        if not self.isVisible():  # behind the lock page; ``_leave`` follows, or the dialog is gone before
            self._let_go()
            return
        self.show_preview(told)

    def show_preview(self, told: Merged) -> None:
        """Show what the merge would do, and ask what people must decide."""
        self.preview = Preview(told, self.area)
        self.preview.decided.connect(self._show_busy)
        self.area.setWidget(self.preview)
        self.area.show()
        for widget in (self._password, self.about, self.choose_button, self._space):
            widget.hide()
        self.act_button.setText(_("Merge"))
        self._show_busy()
        self._fit()
        waits = self.left.text() if self.preview.undecided else ""
        announce(". ".join(part for part in (words.brought(told).rstrip("."), waits) if part), self)
        first = next((row for row in self.preview.conflicts if row.keep is None), None)
        (self.act_button if first is None else first.choice).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_merged(self, outcome: "merging.Done | Exception") -> None:
        if isinstance(outcome, Exception):
            self._refuse(outcome)
            return
        self._let_go()
        self.show_done(outcome)

    def show_done(self, outcome: merging.Done) -> None:
        """Show what came, and the way back."""
        self.copy = outcome.copy
        done = QWidget(self.area)
        event = _("Merged: event {event} of the journal.").format(event=outcome.merged.event)
        kept = _("As it was before, this file is in the copy {name}. The other file is as it was.")
        layout.column(
            labels.paragraph(event, done, "strong"),
            labels.paragraph(words.brought(outcome.merged), done),
            labels.paragraph(words.notes(outcome.merged), done, "small"),
            labels.paragraph(kept.format(name=self.copy.path.name), done, "small", "muted"),
            layout.STRETCH,
            gap="s",
            of=done,
        )
        self.area.setWidget(done)
        announce(" ".join((event, words.brought(outcome.merged))), self)
        self.cancel_button.hide()
        self.back_button.show()
        self.act_button.setText(_("Close"))
        self._show_busy()
        self._fit()
        self.act_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_way_back(self) -> None:
        copy = self.copy
        self.accept()
        self.way_back_wanted.emit(copy)

    def _on_cancelled(self) -> None:
        self._complain(_("Cancelled: nothing was changed."))

    def _on_ended(self) -> None:
        self._job = None
        self._show_busy()
        if not self.isVisible():
            QTimer.singleShot(0, self, self._leave)  # after what came of it

    def _leave(self) -> None:
        if not self.isVisible() and self.copy is None and self.result() != QDialog.DialogCode.Accepted:
            super().reject()

    def _refuse(self, error: Exception) -> None:
        """Say what stands in the way; behind the lock page it is told afterwards."""
        if not self.isVisible():
            raise error
        from db.file.errors import WrongPassword, WrongRecoveryCode

        told = sentence(error, current())
        self.help_page = told.help
        if isinstance(error, WrongPassword | WrongRecoveryCode) and not self._password.isHidden():
            self._password.say(told.what, wrong=True)
            self.password.selectAll()
            self.password.setFocus()
        else:
            self._complain(told.brief)
        self._fit()

    def _tell(self, step: str) -> None:
        self.step.setText(step)
        announce(step, self)

    def _on_progressed(self, done: int, total: int) -> None:
        if under_way(self._job):
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _show_busy(self) -> None:
        busy = under_way(self._job)
        self.step.setVisible(busy)
        self.bar.setVisible(busy)
        waiting = 0 if self.preview is None or self.copy is not None else self.preview.undecided
        why = _("The files are being read") if busy else ""
        for widget in (self.choose_button, self.password):
            allow(widget, why)
        if self.preview is not None and self.copy is None:
            self.area.setEnabled(not busy)
        undecided = ngettext(
            "{n} record still to be decided", "{n} records still to be decided", waiting
        ).format(n=waiting)
        self.left.setText(undecided)
        self.left.setVisible(bool(waiting) and not busy)
        if not busy and self.path is None:
            why = _("Choose the other file first.")
        elif not busy and waiting:
            why = undecided
        allow(self.act_button, why)
        if busy:
            self.cancel_button.setFocus()

    def _complain(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _fit(self) -> None:
        step, above = self._context.theme.font_step, self.parentWidget()
        short = self.preview is None or self.copy is not None
        wide, high = WIDE + 40 * step, (LOW if short else HIGH) + 30 * step
        if above is not None:
            room = above.window()
            wide, high = min(wide, room.width() - EDGE), min(high, room.height() - EDGE)
        self.resize(max(wide, self.minimumSizeHint().width()), max(high, self.minimumSizeHint().height()))


def _tried[T](act: "Callable[[], T]") -> T | Exception:
    """Return what came of it, or what people or the disk refused; our own errors pass."""
    from db.file.errors import StoreError

    try:
        return act()
    except (Refused, StoreError, WaitFirst, OSError) as refused:
        return refused
