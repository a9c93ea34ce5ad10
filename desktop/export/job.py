"""The job that writes the documents of a case, and what is told when some could not be made."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop import documents
from desktop.documents import Exported, Failure
from desktop.export.dialog import Wish
from desktop.sentences import sentence
from domain.progress import Progress
from resources.i18n import _, current


def exporting(
    read: documents.Read, case_id: int, wish: Wish, viewer_id: int, today: date, unit_id: int | None = None
) -> Callable[[Progress], Exported]:
    """Return the job that writes what is wished, of a team only those of the unit; it holds no widget."""

    def work(progress: Progress) -> Exported:
        written: list[Path] = []
        failed: list[Failure] = []
        share = wish.count // len(wish.kinds)
        for number, kind in enumerate(wish.kinds):
            part = _Part(progress, number * share, share, wish.count)
            done = documents.export(
                read,
                kind,
                (case_id,),
                wish.formats,
                wish.languages,
                wish.folder,
                part,
                viewer_id,
                today,
                unit_id,
            )
            written += done.written
            failed += done.failed
        return Exported(tuple(written), tuple(failed))

    return work


class _Part(Progress):
    """One kind of papers within a progress that counts all files."""

    def __init__(self, whole: Progress, before: int, share: int, total: int) -> None:
        super().__init__()
        self._whole, self._before, self._share, self._total = whole, before, share, total
        self._done = 0

    def step(self, done: int, total: int) -> None:
        """Count the files; steps within one file only ask whether to stop."""
        if total == self._share:
            self._done = done
        self._whole.step(self._before + self._done, self._total)


def failed_words(done: Exported) -> tuple[str, str]:
    """Return the fact and the rest of what to tell of documents that could not be made."""
    told = " ".join(_failed(failure) for failure in done.failed)
    kept = _("The others are saved.") if done.written else ""
    return _("Not all documents could be made."), f"{told} {kept}".strip()


def _failed(failure: Failure) -> str:
    """Say which paper is missing and why; without a path it came not so far as to have a name."""
    told = sentence(failure.error, current())
    name = failure.path.name if failure.path is not None else _("Development plan")
    return f"{name}: {told.what} {told.todo}".strip()
