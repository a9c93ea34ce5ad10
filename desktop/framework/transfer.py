"""Import and export of models as jobs of the screen: the preview of a file, the folder, the outcome."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from db.file.copies import Why
from db.framework import drafts, editions
from db.framework.editions import EditionLine
from desktop.context import Context
from desktop.data import Data
from desktop.export.outcome import failed_words, unrecorded_words
from desktop.folders import Use
from desktop.framework.forms.columns_form import ColumnsForm
from desktop.framework.forms.marks_form import MarksForm
from desktop.framework.forms.moodle_form import MoodleForm
from desktop.framework.preview import Preview
from desktop.kit.form.dialog import Message
from desktop.kit.page import files
from desktop.office.intake import models
from desktop.office.intake.models import How, Incoming, Question, Unmapped, Unmarked
from desktop.office.intake.readings import Model, Unclear
from desktop.office.papers.documents import Exported, Read
from desktop.office.papers.registry import FRAMEWORK_FORMATS
from domain.errors import Refused
from domain.framework.framework import EditionState
from domain.framework.profile import Profile
from domain.progress import Progress
from reports.intake.instruction.reading import Mark
from reports.intake.model.model_rows import Columns
from resources.i18n import Words, _, current


class Transfer(QObject):
    """The two jobs; a preview asks before anything is written, a folder is asked for.

    Signals:
        loaded: id of the draft made from a file.
        exported: the files written.
        told: a message, and whether it is a warning.
    """

    loaded = Signal(int)
    exported = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._seen = ""

    def export(self, line: EditionLine, profiles: tuple[Profile, ...] = ()) -> None:
        """Ask which of the *profiles* to export to Moodle, then export; without any, do not ask."""
        if not profiles:
            self._export(line, "")
            return
        asked = MoodleForm(self._context, profiles, self._parent)
        asked.chosen.connect(partial(self._export, line))
        asked.open()

    def _export(self, line: EditionLine, targets: str) -> None:
        """Ask for a folder and write the edition there in every format, in the language of the screen."""
        context = self._context
        folders, title = context.settings.folders, _("Folder for the framework")
        folder = files.choose_folder(self._parent, title, folders, Use.DOCUMENTS)
        if folder is not None:
            job = _exporting(context.data, line, folder, context.today(), current().language, targets)
            context.jobs.run(job, self._on_exported, _("Exporting the framework"))

    def save_template(self) -> None:
        """Ask where to save an empty job description or workbook to fill in, and write it."""
        context = self._context
        kinds = f"{_('Job description (*.docx)')};;{_('Workbook (*.xlsx)')}"
        folders, name = context.settings.folders, f"{_('Job description')}.docx"
        target = files.target(self._parent, _("Save the template"), name, kinds, folders, Use.DOCUMENTS)
        if target is not None:
            work = _template(context.data.read, target, context.today(), current())
            context.jobs.run(work, self._on_template, _("Saving the template"))

    def _on_template(self, made: Exported) -> None:
        self.exported.emit(made.written)

    def take(self, path: Path, how: How, seen: str, found: Model | Unclear) -> None:
        """Preview a file, or a text from the clipboard, that was already read as *found*."""
        self._seen = seen
        self._read(path, how, found)

    def _read(self, path: Path, how: How | None, found: Model | Unclear | None = None) -> None:
        job = _reading(self._context.data.read, path, self._seen, how, found)
        self._context.jobs.run(job, self.show, _("Reading the framework"))

    def show(self, found: Incoming | Question) -> None:
        """Show what is in a file, or ask what only a person can say: columns, lists."""
        if isinstance(found, Incoming):
            self._open(found)
            return
        if isinstance(found, Unmapped):
            columns = ColumnsForm(self._context, found, self._parent)
            columns.chosen.connect(partial(self._on_columns, found))
            columns.sheet_chosen.connect(partial(self._on_sheet, found))
            columns.open()
        else:
            marks = MarksForm(self._context, found, self._parent)
            marks.chosen.connect(partial(self._on_marks, found))
            marks.open()

    def _open(self, incoming: Incoming) -> None:
        lines = self._context.data.read(editions.editions)
        known = {one.key: current().text(one.title) for one in lines if one.state is not EditionState.DRAFT}
        preview = Preview(self._context, incoming, tuple(known.items()), self._parent)
        preview.wanted.connect(partial(self._on_wanted, preview, incoming.path))
        preview.agreed.connect(partial(self._on_agreed, preview))
        preview.open()

    def _on_sheet(self, asked: Question, sheet: str) -> None:
        self._read(asked.path, replace(asked.how, sheet=sheet, columns=None))

    def _on_columns(self, asked: Question, columns: Columns) -> None:
        self._read(asked.path, replace(asked.how, columns=columns))

    def _on_marks(self, asked: Question, text: str, marks: tuple[Mark, ...]) -> None:
        self._read(asked.path, replace(asked.how, text=text, marks=marks))

    def _on_wanted(self, preview: Preview, path: Path, how: How) -> None:
        job = _reading_again(self._context.data.read, path, self._seen, how)
        self._wait_for(preview, job, self._on_read_again, _("Reading the framework"))

    def _on_read_again(self, preview: Preview, found: Incoming | Question | Refused) -> None:
        if not isValid(preview):
            return
        if isinstance(found, Unmapped | Unmarked):  # of another sheet a person has to say more
            preview.reject()
            self.show(found)
            return
        if isinstance(found, Incoming):
            preview.show_incoming(found)
        else:
            preview.refuse(found)

    def _on_agreed(self, preview: Preview, incoming: Incoming) -> None:
        job = _making(self._context.data, incoming)
        self._wait_for(preview, job, self._on_made, _("Creating the draft"))

    def _wait_for[T](
        self,
        preview: Preview,
        work: Callable[[Progress], T],
        done: Callable[[Preview, T], object],
        title: str,
    ) -> None:
        """Do this for a preview: it can be answered again once the job is over; leaving it is a cancel."""

        def deliver(outcome: T) -> None:
            if isValid(self):
                done(preview, outcome)

        job = self._context.jobs.run(work, deliver, title, ended=preview.release)
        preview.rejected.connect(job.cancel)

    def _on_made(self, preview: Preview, made: int | Refused) -> None:
        if isinstance(made, Refused):
            if isValid(preview):
                preview.complain(made)
            return
        self.loaded.emit(made)
        if isValid(preview):
            preview.accept()

    def _on_exported(self, done: tuple[Exported, tuple[str, ...]]) -> None:
        made, cut = done
        if made.written:
            self.exported.emit(made.written)
        fact, rest = failed_words(made)
        silent = unrecorded_words(made)
        if fact or silent:
            Message(fact or silent, f"{rest} {silent}".strip() if fact else "", self._parent).open()
        if cut:
            note = _(
                "In the Moodle file names longer than 100 characters are shortened, and text that a "
                "spreadsheet would run has an apostrophe before it: {codes}."
            )
            self.told.emit(note.format(codes=", ".join(cut)))


def _reading(
    read: Read, path: Path, seen: str, how: How | None, found: Model | Unclear | None = None
) -> Callable[[Progress], Incoming | Question]:
    """Return the job that reads a model, unless it was *found* in the file already; it holds no widget."""

    def work(progress: Progress) -> Incoming | Question:
        return models.read_from_window(read, path, progress, seen, how, found)

    return work


def _reading_again(
    read: Read, path: Path, seen: str, how: How
) -> Callable[[Progress], Incoming | Question | Refused]:
    """Return the job that reads it differently; it returns a refusal, for the preview to show."""

    def work(progress: Progress) -> Incoming | Question | Refused:
        try:
            return models.read_from_window(read, path, progress, seen, how)
        except Refused as refused:
            return refused

    return work


def _making(data: Data, incoming: Incoming) -> Callable[[Progress], int | Refused]:
    """Return the job that makes the draft; it returns a refusal, for the preview to show."""

    def work(progress: Progress) -> int | Refused:
        progress.step(0, 1)
        data.copy_first(Why.IMPORT, progress.part())
        try:
            return data.write(
                drafts.begin_from, incoming.content, incoming.base_id, incoming.links, incoming.provisions
            )
        except Refused as refused:
            return refused

    return work


def _template(read: Read, target: Path, on: date, words: Words) -> Callable[[Progress], Exported]:
    """Return the job that writes an empty model to fill in."""

    def work(progress: Progress) -> Exported:
        from desktop.office.intake import templates  # libraries for papers cost 0.3 s

        return templates.write_model(read, target, on, progress, words)

    return work


def _exporting(
    data: Data, line: EditionLine, folder: Path, on: date, language: str, targets: str
) -> Callable[[Progress], tuple[Exported, tuple[str, ...]]]:
    """Return the job that writes an edition; it holds no widget."""

    def work(progress: Progress) -> tuple[Exported, tuple[str, ...]]:
        formats = FRAMEWORK_FORMATS
        spoken = (language,)
        return models.export(data.read, line, formats, spoken, folder, progress, on, data.record, targets)

    return work
