"""Restoring a copy: where to, by which password, and whether to open the new file then."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.copies.into_new_file import IntoNewFile, Wording, Work
from desktop.jobs import Jobs
from desktop.kit.form.dialog import Message
from desktop.office import copied
from desktop.theme import Theme
from resources.i18n import _, current

if TYPE_CHECKING:
    from db.file.copies import Copy
    from db.file.restoring import Restored


class RestoreDialog(IntoNewFile):
    """Says what the copy is and what it lacks.

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
        words = current()
        when = copied.moment(copy.taken, words) if copy.taken is not None else ""
        facts = (when, copied.occasion(copy, words), copied.size(copy.size, words))
        lines = (copy.path.name, " · ".join(part for part in facts if part), lack)
        wording = Wording(
            _("Restore to a new file"),
            tuple(line for line in lines if line),
            _("Password or recovery code of the copy"),
            _("Restore"),
            _("Restoring…"),
            _("No file is replaced: the copy and any open file stay as they are."),
        )
        super().__init__(theme, jobs, wording, new, work, parent, locked=locked)
        self.finished_well.connect(self._on_restored)

    def _on_restored(self, outcome: "Restored") -> None:
        above = self.parentWidget()
        while above is not None and (further := above.parentWidget()) is not None:
            above = further  # a dialog may close with this one, and would take the message with it
        if outcome.erased_again and above is not None:
            codes = ", ".join(outcome.erased_again)
            what = _("Erased since the copy was made, and erased in the new file too: {codes}")
            Message(what.format(codes=codes), "", above).open()
        (self.restored if self.open_check.isChecked() else self.kept).emit(outcome.path)
