"""The strip that says that the two papers of an erasure are still to be saved, until they are."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit.page import files
from desktop.kit.page.banner import Banner
from domain.progress import Progress
from resources.i18n import _

if TYPE_CHECKING:
    from domain.papers.destruction import DuePapers


class PapersDue(Banner):
    """Hidden while none is due; a job under way may be the one that saves them, so its end is awaited.

    Signals:
        told: where they are now.
    """

    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self._context = context
        self._due: tuple[DuePapers, ...] = ()
        self._behind = False
        self._saving: Job | None = None
        context.data.changed.connect(self._on_changed)
        context.jobs.finished.connect(self._on_finished)
        self.acted.connect(self.save)

    def look(self) -> None:
        """Say of whom they are; nothing where the file is only read."""
        from db.people.destruction import due

        self._behind = False
        data = self._context.data
        if data.read_only or not data.allows(due):
            return
        self._due = data.read(due)
        if not self._due:
            self.hide()
            return
        codes = ", ".join(one.erased.code for one in self._due)
        self.show_fact(
            _("The documents of an erasure are still to be saved: {codes}.").format(codes=codes),
            _("The certificate of destruction and the extract name the person. Once saved, they alone do."),
            "warn",
            act=_("Save…"),
            closable=False,
            page="people#erase",
        )

    def save(self) -> None:
        """Ask for a folder, and save them there."""
        if under_way(self._saving):
            return
        title = _("Where to save the act and the extract")
        folder = files.choose_folder(self, title, self._context.settings.folders, Use.ERASURE)
        if folder is None:
            return
        from db.home import overview

        data, due = self._context.data, self._due
        second = self._context.settings.second_folder(data.read(overview.identity))

        def work(_progress: Progress) -> tuple[Path, ...]:
            return tuple(path for one in due for path in data.save_due(one, folder, second))

        self._saving = self._context.jobs.run(work, self._on_saved, _("Saving the act and the extract"))

    def _on_saved(self, paths: tuple[Path, ...]) -> None:
        names = ", ".join(one.name for one in paths)
        self.told.emit(
            _("Saved in {folder}: {names}. They name the person: keep them outside the file.").format(
                folder=paths[0].parent, names=names
            )
        )

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "outstanding" in tables:
            self._behind = True
            self._on_finished()

    def _on_finished(self) -> None:
        if self._behind and not self._context.jobs.busy:
            self.look()
