"""What can be done about a damaged file: its newest good copy, or what can be read of it."""

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import copying
from desktop.context import Context
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.salvage_dialog import SalvagedDialog, SalvageDialog
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.off import allow
from desktop.office import copied
from domain.password import Tries
from resources.i18n import _, current

if TYPE_CHECKING:
    from pathlib import Path

    from db.file.damaged.salvage import Salvaged
    from db.file.restoring import Restored
    from desktop.copying import Good
    from domain.progress import Progress

WIDTH = 520


class WaysOut(Dialog):
    """Looks for the newest copy that is sound, and says what it lacks; the damaged file is never touched.

    Signals:
        file_chosen: path of a restored file, to be opened.
        copies_wanted: show all copies.
        told: a message of success.
    """

    help_page = "troubles#damaged"

    file_chosen = Signal(object)
    copies_wanted = Signal()
    told = Signal(str)

    def __init__(self, context: Context, file: str, reasons: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._good: Good | None = None
        self._tries = Tries(monotonic)
        column = self.lay_out(_("What can be done"))
        self.setFixedWidth(WIDTH + 28 * context.theme.font_step)
        for reason in reasons:
            column.addWidget(labels.paragraph(reason, self))
        if context.data.read_only:
            still = _("“{name}” is only read, and stays as it is.").format(name=context.data.path.name)
            column.addWidget(labels.paragraph(still, self, "small", "muted"))
        self._copy_frame(column)
        if context.data.read_only:
            self._salvage_frame(column)
        self.all_button = button(_("All copies…"), self, "quiet", do=self._on_all)
        self.close_button = button(_("Go on reading"), self, do=self.reject)
        column.addLayout(
            layout.row(self.all_button, layout.STRETCH, self.close_button, gap="s", around=ABOVE)
        )
        work = partial(copying.newest_good, context.data, context.settings.second_folder(file))
        looking = context.jobs.run(work, self.show_good, "")
        self.finished.connect(looking.drop)  # it may take minutes, and others wait for it
        self.close_button.setFocus()

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        fit(self)
        super().showEvent(arg__1)

    @property
    def text(self) -> str:
        """What to say about the newest good copy."""
        return " ".join(part for part in (self._copy.text(), self._lack.text()) if part)

    def _copy_frame(self, column: QVBoxLayout) -> None:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        self._copy = labels.paragraph(_("Looking for the newest good copy…"), frame, "strong")
        self._lack = labels.paragraph("", frame, "small")
        self._lack.hide()
        self.restore_button = button(_("Restore to a new file…"), frame, "primary", do=self._on_restore)
        allow(self.restore_button, _("The copies are being checked"))
        words = layout.column(self._copy, self._lack, gap="xs")
        act = layout.row(layout.STRETCH, self.restore_button)
        self._words = layout.column(words, act, gap="s", around=(12, 10, 12, 10), of=frame)
        column.addWidget(frame)

    def _salvage_frame(self, column: QVBoxLayout) -> None:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        words = labels.paragraph(_("Or save what can still be read of the damaged file."), frame, "strong")
        self.salvage_button = button(_("Save to a new file…"), frame, do=self._on_salvage)
        layout.column(
            words, layout.row(layout.STRETCH, self.salvage_button), gap="s", around=(12, 10, 12, 10), of=frame
        )
        column.addWidget(frame)

    def show_good(self, good: "Good | None") -> None:
        """Offer this copy; None if none is sound."""
        self._good = good
        if good is None:
            self._copy.setText(_("There is no good copy of this file in its folders."))
            self._lack.setText(_("Look for one elsewhere, as on a stick, and open it as a file."))
            self.restore_button.hide()
        else:
            assert good.copy.taken is not None
            day = copied.day(good.copy.taken, self._context.today(), current())
            self._copy.setText(_("The newest good copy: {moment}").format(moment=day))
            self._lack.setText(copied.lack(good.lacks, current()))
            self.restore_button.show()
            allow(self.restore_button)
            self.restore_button.setDefault(True)
            self.restore_button.setFocus()
        self._lack.show()
        self._words.activate()  # its height is that of the words before until Qt comes to it
        fit(self)

    def _on_restore(self) -> None:
        if self._good is None:
            return
        context, copy = self._context, self._good.copy
        dialog = RestoreDialog(
            context.theme,
            context.jobs,
            copy,
            copying.suggested(context.data.path, copy),
            self._work,
            self,
            locked=False,
            lack=self._lack.text(),
        )
        dialog.restored.connect(self._on_restored)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _work(self, new: "Path", _present: str) -> "Callable[[Progress], Restored | Exception]":
        assert self._good is not None
        return partial(copying.restore, self._context.data, self._good.copy, new)

    def _on_restored(self, path: "Path") -> None:
        self.accept()
        self.file_chosen.emit(path)

    def _on_kept(self, path: "Path") -> None:
        self.accept()
        self.told.emit(_("Restored: {name}").format(name=path.name))

    def _on_salvage(self) -> None:
        context = self._context
        path = context.data.path
        dialog = SalvageDialog(
            context.theme,
            context.jobs,
            path,
            copying.free_name(path.with_name(_("{name} saved").format(name=path.stem) + path.suffix)),
            self._salvaging,
            self,
            locked=context.data.has_password,
        )
        dialog.finished_well.connect(self._on_salvaged)
        dialog.open()

    def _salvaging(self, new: "Path", present: str) -> "Callable[[Progress], Salvaged | Exception]":
        return partial(copying.salvage_by, present, self._tries, self._context.data.path, new)

    def _on_salvaged(self, salvaged: "Salvaged") -> None:
        dialog = SalvagedDialog(self._context.theme, salvaged, self)
        dialog.opened.connect(self._on_restored)
        dialog.open()

    def _on_all(self) -> None:
        self.accept()
        self.copies_wanted.emit()
