"""How a screen asks for documents: the dialog, the job that writes them, and what failed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.export.dialog import Batch, ExportDialog, Offer, Wish
from desktop.export.job import (
    exporting,
    exporting_many,
    failed_words,
    missing_words,
    unrecorded_words,
)
from desktop.kit.page.banner import Banner
from desktop.office.papers.documents import Exported
from resources.i18n import _


class PaperDesk(QObject):
    """Asks which documents, writes them as a job, and shows in the banner what failed.

    Signals:
        begun: documents are being made; messages about earlier ones are out of date.
        exported: the paths written, a tuple.
    """

    begun = Signal()
    exported = Signal(object)

    def __init__(self, context: Context, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._banner, self._window = context, banner, window
        self._of = 0
        self._unit_id: int | None = None
        self._names: Mapping[int, str] = {}
        self._many = False

    def offer(
        self,
        of: int,
        offers: Sequence[Offer],
        each: Mapping[str, int] | None = None,
        unit_id: int | None = None,
    ) -> None:
        """Offer documents of one case, cycle or plan, for a team only a unit's; do nothing if there are none.

        *each* is the number of papers of a kind, where it is not one.
        """
        if offers:
            self._of, self._unit_id = of, unit_id
            self._open(ExportDialog(self._context, self._window, offers, each=each))

    def offer_many(
        self,
        offers: Sequence[Offer],
        batches: Sequence[Batch],
        title: str,
        names: Mapping[int, str],
        unit_id: int | None = None,
    ) -> None:
        """Offer documents of one batch, with this title above; *names* are those of the subjects, by id.

        For a team only those of a unit, if one is given.
        """
        if batches:
            self._names, self._unit_id = names, unit_id
            self._open(ExportDialog(self._context, self._window, offers, batches, title))

    def write(self, wish: Wish, names: Mapping[int, str]) -> None:
        """Write what was already chosen elsewhere; *names* are those of the subjects, by id."""
        self._names, self._unit_id = names, None
        self._on_wanted(wish)

    def prepare(self, wish: Wish) -> None:
        """Do what the documents need before they are read; for subclasses."""

    def _open(self, dialog: ExportDialog) -> None:
        dialog.wanted.connect(self._on_wanted)
        dialog.open()

    def _on_wanted(self, wish: Wish) -> None:
        self._banner.hide()
        self.begun.emit()
        self.prepare(wish)
        data, me, today = self._context.data, self._context.me.id, self._context.today()
        self._many = bool(wish.of)
        if self._many:
            work = exporting_many(data.read, data.record, wish, me, today, self._unit_id)
        else:
            work = exporting(data.read, self._of, wish, me, today, self._unit_id, write=data.record)
        self._context.jobs.run(work, self._on_exported, _("Saving documents"))

    def _on_exported(self, done: Exported) -> None:
        if done.written:
            self.exported.emit(done.written)
        fact, rest = missing_words(done, self._names) if self._many else failed_words(done)
        if fact:
            rest = " ".join(filter(None, (rest, unrecorded_words(done))))
            self._banner.show_fact(fact, rest, "danger" if rest else "warn")
        elif silent := unrecorded_words(done):
            self._banner.show_fact(silent, "", "warn")
