"""Saving documents as a job, and the message about what could not be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.assessing.sheet import answer_forms, paper_sheets, sent_forms
from desktop.context import Context
from desktop.data import Data
from desktop.export.outcome import failed_page, failed_words, missing_words, unrecorded_words
from desktop.kit.page.banner import Banner
from desktop.office.papers import documents
from desktop.office.papers.document import About, When
from desktop.office.papers.documents import Called, Exported, Stopped
from desktop.office.papers.registry import (
    ANSWER_FORM,
    DOCUMENTS,
)
from domain.progress import Progress
from resources.i18n import _

OF_PEOPLE = frozenset((About.CASE, About.PLAN, About.PERSON))


@dataclass(frozen=True, slots=True)
class Wish:
    """What to write and where: a document of each subject, of a team only the unit's.

    With ``surnames`` the names of files tell whom they are about; assessors in ``without`` get no form.
    """

    kind: str
    ids: tuple[int, ...]
    format: str
    language: str
    folder: Path
    unit_id: int | None = None
    surnames: bool = False
    to_sign: Mapping[int, int] = field(default_factory=dict[int, int])
    without: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """The number of files, if each subject has one paper."""
        return min(1, len(self.ids)) if DOCUMENTS[self.kind].joined else len(self.ids)


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a wish; others may have been begun since. ``names`` are those of its subjects, by id."""

    wish: Wish
    names: Mapping[int, str]
    done: Exported


class Saving(QObject):
    """Writes documents as a job, and shows in the banner what failed.

    Signals:
        exported: the paths written, a tuple, and the Wish that they fulfil.
    """

    exported = Signal(object, object)

    def __init__(self, context: Context, banner: Banner) -> None:
        super().__init__(banner)
        self._context, self._banner = context, banner

    def save(self, wish: Wish, names: Mapping[int, str]) -> None:
        """Write what is wished for; *names* are those of the subjects, by id."""
        context = self._context
        self._banner.hide()
        work = exporting(context.data, wish, names, context.me.id, context.today())
        context.jobs.run(work, self._on_exported, _("Saving documents"))

    def _on_exported(self, saved: Saved) -> None:
        wish, done = saved.wish, saved.done
        if done.written:
            self.exported.emit(done.written, wish)
        fact, rest = missing_words(done, saved.names) if len(wish.ids) > 1 else failed_words(done)
        if fact:
            rest = " ".join(filter(None, (rest, unrecorded_words(done))))
            self._banner.show_fact(fact, rest, "danger" if rest else "warn", page=failed_page(done))
        elif silent := unrecorded_words(done):
            self._banner.show_fact(silent, "", "warn")


def _called(wish: Wish, names: Mapping[int, str]) -> Called:
    """Return how the files are called; a surname is the first word of a name."""
    if not wish.surnames or DOCUMENTS[wish.kind].about not in OF_PEOPLE:
        return Called()
    return Called({one_id: name.partition(" ")[0] for one_id, name in names.items()})


def exporting(
    data: Data, wish: Wish, names: Mapping[int, str], viewer_id: int, today: date
) -> Callable[[Progress], Saved]:
    """Return the job that writes the documents wished for; it holds no widget.

    If it is stopped, its result is what was finished by then.
    """

    def work(progress: Progress) -> Saved:
        ids = wish.ids
        if wish.kind == ANSWER_FORM and len(ids) > 1:  # nothing failed where nobody gets one
            ids = data.read(sent_forms.with_form, ids, wish.without)
        begin_sheets(data, wish.kind, ids, wish.without)
        try:
            done = documents.export(
                data.read,
                wish.kind,
                ids,
                (wish.format,),
                (wish.language,),
                wish.folder,
                progress,
                viewer_id,
                today,
                wish.unit_id,
                write=data.record,
                called=_called(wish, names),
                to_sign=wish.to_sign,
                without=wish.without,
            )
        except Stopped as stopped:
            done = stopped.done
        return Saved(wish, names, done)

    return work


def begin_sheets(
    data: Data, kind: str, case_ids: tuple[int, ...], without: frozenset[int] = frozenset()
) -> None:
    """Begin the sheets that are handed out to be filled in by hand, so that each has a number to print.

    None is begun for an assessor in *without*.
    """
    if DOCUMENTS[kind].when is When.SHEET_OUT and not data.read_only:
        for case_id in case_ids:
            data.write(answer_forms.send if kind == ANSWER_FORM else paper_sheets.begin_all, case_id, without)
