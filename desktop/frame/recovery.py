"""The recovery sheet: shown again, saved as PDF, and asked for until it is on paper."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop import errands
from desktop.data import Data
from desktop.frame.opening import Holder, Opening
from desktop.jobs import Jobs
from desktop.office import code_on_paper
from resources.i18n import _, current

if TYPE_CHECKING:  # imported after the first paint
    from desktop.frame.workspace import Workspace


class Recovery(QObject):
    """Serves the card of a new file and the dialog of the settings alike."""

    def __init__(
        self, holder: Holder, opening: Opening, jobs: Jobs, today: Callable[[], date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._holder, self._opening, self._jobs, self._today = holder, opening, jobs, today
        self._early: dict[Path, list[str]] = {}  # how the sheet of a new file left it by then
        opening.code_written.connect(self._on_code_written)

    def show_code(self, code: str) -> None:
        """Show the code of the open file to whoever has given the password."""
        from desktop.start.recovery_dialog import RecoveryDialog

        data, window = self._opening.data, self._holder.window
        assert data is not None
        if self._opening.covered:
            return  # locked while the password was being checked
        dialog = RecoveryDialog(window.theme, code, data.path.name, window)
        dialog.sheet_wanted.connect(self.save)
        dialog.printed.connect(self.note_printed)
        dialog.written.connect(self.note_kept)
        dialog.open()

    def save(self, target: Path) -> None:
        """Save the sheet of the card that is shown as a PDF."""
        from desktop.start.new_file import RecoveryCard

        card = next(one for one in self._holder.window.findChildren(RecoveryCard) if one.isVisible())
        data, organisation_name = self._opening.data, ""
        if data is not None:
            from db.people import organisation

            organisation_name = data.read(organisation.organisation).full_name
        work = partial(
            errands.save_recovery_sheet, target, card.file, organisation_name, card.whole, self._today()
        )
        self._jobs.run(work, self._on_saved, "")

    def remind(self, workspace: "Workspace") -> None:
        """Remind on the overview, until the code is on paper; the example and a file only read need none."""
        data = self._opening.data
        if data is None or not self._opening.file or data.read_only or not data.has_password:
            return
        if not _on_paper(data):
            workspace.remind(
                _("The recovery sheet of this file is not printed yet."),
                _("Without it a forgotten password closes the file for good."),
                _("Recovery sheet…"),
            )

    def note_kept(self) -> None:
        """Note in the file that the code is on paper, or saved to be printed: nobody is reminded any more."""
        from db.people import organisation

        data, workspace = self._opening.data, self._holder.window.workspace
        if data is not None and not data.read_only and not _on_paper(data):
            which = code_on_paper.which(data.settings_key)
            data.write(organisation.keep_setting, code_on_paper.SETTING, which)
        if workspace is not None:
            workspace.remind("", "", "")

    def note_printed(self) -> None:
        """Hear that the sheet was sent to a printer."""
        from domain.event import PRINTED

        self._left_the_file(PRINTED)

    def _on_saved(self, path: Path) -> None:
        from desktop.start.new_file import RecoveryCard

        for card in self._holder.window.findChildren(RecoveryCard):
            if card.isVisible():
                card.saved(path)
        self._left_the_file("pdf")

    def _left_the_file(self, way: str) -> None:
        created = self._opening.created
        if self._opening.data is not None:
            self._record((way,))
            self.note_kept()
        elif created is not None:
            self._early.setdefault(created.store.path, []).append(way)

    def _on_code_written(self) -> None:
        data = self._opening.data
        if data is not None and (ways := self._early.pop(data.path, None)):
            self._record(ways)
        self._early.clear()
        self.note_kept()

    def _record(self, ways: Sequence[str]) -> None:
        """Tell the journal that the sheet left the file: with it anybody opens the file."""
        from db.journal.exports import Of
        from desktop.office.not_recorded import not_recorded
        from desktop.office.papers.documents import recorded
        from desktop.office.papers.registry import RECOVERY

        data = self._opening.data
        assert data is not None
        if (fault := recorded(data.record, RECOVERY, Of.FILE, ways, len(ways))) is not None:
            self._holder.window.say(not_recorded(fault, current()), "")


def _on_paper(data: Data) -> bool:
    from db.people import organisation

    return data.read(organisation.setting, code_on_paper.SETTING) == code_on_paper.which(data.settings_key)
