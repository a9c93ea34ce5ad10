"""Models into and out of the program as jobs of the screen: choosing files, the preview, what came of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db import drafts
from db.editions import EditionLine
from desktop import models
from desktop.context import Context
from desktop.documents import Exported, Read
from desktop.framework import words as say
from desktop.models import Incoming
from desktop.widgets import files
from desktop.widgets.form_dialog import Form, TextAreaField
from domain.framework import Kind
from domain.progress import Progress
from domain.version_map import Fate
from reports import phrases_framework
from resources.i18n import _, current

type Loaded = Callable[[int], None]


class Transfer(QObject):
    """The two jobs; both ask for a place first.

    Signals:
        loaded: id of the draft that was made of a file.
        exported: the files written.
        told: something to say, and whether it is a warning.
    """

    loaded = Signal(int)
    exported = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent

    def load(self, after: str) -> None:
        """Ask for a file and read it; a preview asks before anything is written.

        *after* is the key of the model whose next edition a job description is.
        """
        context = self._context
        start = context.settings.last_folder or Path.home()
        kinds = _("Models (*.xlsx *.csv *.txt *.docx *.xml *.json);;All files (*)")
        chosen = files.open_file(self._parent, _("Load a model"), start, kinds)
        if chosen is not None:
            job = _reading(context.data.read, chosen, after)
            context.jobs.run(job, self._on_read, _("Reading the model"))

    def export(self, line: EditionLine) -> None:
        """Ask for a folder and write the edition there in every format, in the language of the screen."""
        context = self._context
        start = context.settings.last_folder or Path.home()
        folder = files.folder(self._parent, _("Folder for the model"), start)
        if folder is not None:
            job = _exporting(context.data.read, line, folder, context.today(), current().language)
            context.jobs.run(job, self._on_exported, _("Writing the model"))

    def _on_read(self, incoming: Incoming) -> None:
        Preview(self._context, incoming, self._on_loaded, self._parent).open()

    def _on_loaded(self, framework_id: int) -> None:
        self.loaded.emit(framework_id)

    def _on_exported(self, done: tuple[Exported, tuple[str, ...]]) -> None:
        made, cut = done
        if made.written:
            self.exported.emit(made.written)
        if made.failed:
            raise made.failed[0].error
        if cut:
            note = _("Names longer than 100 characters were cut for Moodle: {codes}.")
            self.told.emit(note.format(codes=", ".join(cut)))


class Preview(Form):
    """What is in the file and what it would change; the draft is made when that is agreed to."""

    def __init__(self, context: Context, incoming: Incoming, loaded: Loaded, parent: QWidget) -> None:
        content = incoming.content
        kinds = [one.kind for one in content.items]
        counted = _(
            "“{title}”: knowledge {knowledge}, skills {skills}, functions {functions}, duties {duties}"
        )
        about = counted.format(
            title=content.title.ru,
            knowledge=kinds.count(Kind.KNOWLEDGE),
            skills=kinds.count(Kind.SKILL),
            functions=len(content.functions),
            duties=len(content.duties),
        )
        super().__init__(
            context.theme,
            _("Model in {file}").format(file=incoming.path.name),
            about,
            _("Make a draft"),
            parent,
        )
        self._context = context
        self._incoming, self._loaded = incoming, loaded
        if incoming.base is None:
            what = _("It is a model of its own.")
        else:
            what = _("It follows edition {number}; changes: {count}.").format(
                number=incoming.base.number, count=len(incoming.differences)
            )
        self.changes = self.put(TextAreaField(what, self, "changes", "\n".join(_lines(incoming)), 12))
        self.changes.area.setReadOnly(True)
        self.act_button.setFocus()

    def send(self) -> None:
        incoming = self._incoming
        made = self._context.data.write(drafts.begin_from, incoming.content, incoming.base_id, incoming.links)
        self._loaded(made)


def _lines(incoming: Incoming) -> list[str]:
    words = current()
    told = _("{old} → {new}: {fate}, alike to {alike} %")
    fates = [
        told.format(
            old=", ".join(one.old) or "—",
            new=", ".join(one.new) or "—",
            fate=phrases_framework.fate(one.fate, words),
            alike=one.alike,
        )
        for one in incoming.links
        if one.fate is not Fate.SAME
    ]
    if incoming.base is None:
        return [f"{one.code}  {one.text.ru}" for one in incoming.content.items]
    return [*fates, *(phrases_framework.difference(one, words) for one in incoming.differences)] or [
        say.changes(0)
    ]


def _reading(read: Read, path: Path, after: str) -> Callable[[Progress], Incoming]:
    """Return the job that reads a model; it holds no widget."""

    def work(progress: Progress) -> Incoming:
        return models.read_from_window(read, path, progress, after)

    return work


def _exporting(
    read: Read, line: EditionLine, folder: Path, on: date, language: str
) -> Callable[[Progress], tuple[Exported, tuple[str, ...]]]:
    """Return the job that writes an edition; it holds no widget."""

    def work(progress: Progress) -> tuple[Exported, tuple[str, ...]]:
        return models.export(read, line, models.FORMATS, (language,), folder, progress, on)

    return work
