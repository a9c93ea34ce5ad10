"""A copy was dropped or chosen as a file: it is never opened in place, and restoring it is offered."""

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.frame.opening import Holder, Opening
from desktop.jobs import Jobs
from desktop.recent import SUFFIX
from resources.i18n import _, current

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.file.copies import Copy
    from db.file.restoring import Restored
    from domain.progress import Progress

OF_COPIES = ".merilo-backup"
_DATED = re.compile(r"-\d{8}-\d{6}(-\d+)?$")


class CopyOffer(QObject):
    """Asks for the password and the place, restores, and hands on the new file.

    Signals:
        restored: path of the new file, to be opened, and the password or code that opened the copy.
        kept: path of the new file, which is not to be opened.
    """

    restored = Signal(object, str)
    kept = Signal(object)

    def __init__(self, holder: Holder, opening: Opening, jobs: Jobs, folder: Path, parent: QObject) -> None:
        """*folder* is where a copy from elsewhere, as from a stick, is restored if nothing else is chosen."""
        super().__init__(parent)
        self._holder, self._opening, self._jobs, self._folder = holder, opening, jobs, folder
        self._present = ""  # what opened the copy, until its dialog ends

    def offer(self, path: Path) -> None:
        """Look into the copy, and offer to restore it; say so if it cannot be."""
        from desktop import copying

        self._jobs.run(partial(copying.look_into, path), self._on_looked, "")

    def _on_looked(self, looked: "tuple[Copy, bool]") -> None:
        copy, locked = looked
        window = self._holder.window
        if self._opening.covered:  # meanwhile; nothing shows over the lock page
            window.say(_("The file is locked."), _("Enter its password first. Nothing was read or changed."))
            return
        if copy.taken is None:
            from desktop.office import copied

            fact = _("“{name}” cannot be restored: {why}.").format(
                name=copy.path.name, why=copied.state(copy, current())
            )
            window.say(fact, _("Choose another copy. No file was opened or changed."))
            return
        from desktop.copies.restore_dialog import RestoreDialog

        dialog = RestoreDialog(
            window.theme,
            self._jobs,
            copy,
            suggested(copy.path, self._folder),
            partial(self._work, copy),
            window,
            locked=locked,
        )
        dialog.restored.connect(self._on_restored)
        dialog.kept.connect(self._on_kept)
        dialog.rejected.connect(self._forget)
        dialog.open()

    def _work(self, copy: "Copy", new: Path, present: str) -> "Callable[[Progress], Restored | Exception]":
        from desktop import copying

        self._present = present
        return partial(copying.restore_by, present, self._opening.tries, copy, new)

    def _on_restored(self, path: Path) -> None:
        present = self._present
        self._forget()
        self.restored.emit(path, present)

    def _forget(self) -> None:
        self._present = ""

    def _on_kept(self, path: Path) -> None:
        self._forget()
        self.kept.emit(path)


def suggested(copy: Path, elsewhere: Path) -> Path:
    """Return where to restore a copy: where its file was, by the folder of its copies, else *elsewhere*."""
    from desktop import copying

    name = _DATED.sub("", copy.stem)
    beside = copy.parent.name == f"{name}-backups"
    return copying.free_name((copy.parent.parent if beside else elsewhere) / f"{name}{SUFFIX}")
