"""The one door for files: asks for them, says what they are, and leads to the page where each comes in."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.data import Data
from desktop.export.outcome import unrecorded_words
from desktop.folders import Use
from desktop.intake import words
from desktop.intake.dialog import Brought, Chosen
from desktop.kit.off import read_only_reason
from desktop.kit.page import files
from desktop.office.intake import arrivals
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.recognising import MODELS, Thing
from desktop.office.papers.documents import Exported
from desktop.shared.encoding_dialog import EncodingDialog
from desktop.shared.import_page import Wanted
from domain.progress import Progress
from reports.intake.refusal import NotTaken
from resources.i18n import Words, _, current


class Door(QObject):
    """One or several files, or the text in the clipboard; the listener shows those that wait.

    Signals:
        brought: an Arrival and the Meaning that it comes in as.
        waiting: what is said of the files that wait, and which is next; both empty if none does.
        told: a message.
        exported: paths of the templates written, a tuple.
    """

    brought = Signal(object, object)
    waiting = Signal(str, str)
    told = Signal(str)
    exported = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._queue: tuple[Chosen, ...] = ()
        self._found: tuple[Arrival, ...] = ()
        self._asked: Arrival | None = None
        self.dialog: Brought | None = None

    @property
    def queue(self) -> tuple[Chosen, ...]:
        """The files that wait."""
        return self._queue

    def go_on_with(self, queue: tuple[Chosen, ...]) -> None:
        """Let these files wait here, as they did at the door of another workspace."""
        self._queue = queue
        names = [one.path.name for one, _meaning in queue]
        self.waiting.emit(*(words.waiting(names) if names else ("", "")))

    def choose(self) -> None:
        """Ask for files and say what they are."""
        folders = self._context.settings.folders
        start = folders.last(Use.INTAKE)
        kinds = _(
            "Documents and tables (*.docx *.odt *.rtf *.pdf *.txt *.xlsx *.xls *.ods *.csv *.xml *.json)"
            ";;All files (*)"
        )
        chosen = files.open_files(self._parent, _("Import files"), start, kinds)
        if chosen:
            folders.keep(Use.INTAKE, chosen[0].parent)
        self.take(chosen)

    def choose_one(self, wanted: Wanted) -> None:
        """Ask for a file of the kind that a page wants; if it is of another, say what it is."""
        folders = self._context.settings.folders
        use = Use.PACKETS if Thing.PACKET in wanted.things else Use.INTAKE
        chosen = files.choose(self._parent, wanted.title, wanted.kinds, folders, use)
        if chosen is not None:
            self._run(partial(_as_wanted, chosen, wanted.things))

    def take(self, paths: Sequence[Path]) -> None:
        """Say what these files are and lead to where they come in."""
        if paths:
            self._run(partial(arrivals.looked_into, tuple(paths)))

    def paste_as(self, wanted: Wanted) -> None:
        """Take the text in the clipboard for what a page wants."""
        self.paste(wanted.things)

    def paste(self, things: frozenset[Thing] = frozenset(), text: str = "") -> None:
        """Say what a text is and lead to where it comes in: *text*, or else what the clipboard holds.

        *things* as for a page.
        """
        text = text or QGuiApplication.clipboard().text()
        if text.strip():
            self._run(partial(_of_text, _("Clipboard"), text, things))
        else:
            self.told.emit(_("There is no text in the clipboard."))

    def save_templates(self) -> None:
        """Ask for a folder and write there an empty list of every kind that comes in."""
        folders = self._context.settings.folders
        folder = files.choose_folder(self._parent, _("Folder for the templates"), folders, Use.DOCUMENTS)
        if folder is not None:
            context = self._context
            work = partial(_templates, context.data, folder, context.today(), current())
            context.jobs.run(work, self._on_templates, _("Saving the templates"))

    def _on_templates(self, done: Exported) -> None:
        self.exported.emit(done.written)
        if silent := unrecorded_words(done):
            self.told.emit(silent)

    def next(self) -> None:
        """Lead to the page of the next file that waits."""
        queue, self._queue = self._queue, ()
        self._lead(queue)

    def forget(self) -> None:
        """Drop the files that wait."""
        self.go_on_with(())

    def _run(self, work: Callable[[Progress], tuple[Arrival, ...]]) -> None:
        self._context.jobs.run(work, self._on_looked, _("Reading the files"))

    def _on_looked(self, found: tuple[Arrival, ...]) -> None:
        self._found += found
        if self._asked is None:
            self._go_on()

    def _go_on(self) -> None:
        """Ask in which encoding a text is as long as one is not certain, then lead or show all files."""
        found = self._found
        if not self._parent.isVisible():  # the file was locked meanwhile, and nothing may name what it is
            self._found = ()
            return
        unlettered = next((each for each in found if each.candidates), None)
        if unlettered is not None:
            self._ask_encoding(unlettered)
            return
        self._found = ()
        if len(found) == 1 and found[0].refusal is not None:
            raise NotTaken(found[0].path.name, found[0].refusal)  # shown like any other refusal
        if len(found) == 1 and (clear := found[0].clear) is not None:
            self._lead(((found[0], clear),))
        elif found:
            dialog = self.dialog = Brought(self._context, found, self._parent)
            dialog.agreed.connect(self._lead)
            dialog.open()

    def _ask_encoding(self, one: Arrival) -> None:
        self._asked = one
        dialog = EncodingDialog(self._context, one.path.name, one.candidates, self._parent)
        dialog.chosen.connect(self._on_encoding)
        dialog.rejected.connect(self._on_no_encoding)
        dialog.open()

    def _on_encoding(self, encoding: str) -> None:
        asked = self._asked
        assert asked is not None
        work = partial(_in_encoding, self._found, asked, encoding)
        self._found, self._asked = (), None
        self._context.jobs.run(work, self._on_looked, _("Reading the files"))

    def _on_no_encoding(self) -> None:
        self._found = tuple(each for each in self._found if each is not self._asked)
        self._asked = None
        self._go_on()

    def _lead(self, chosen: tuple[Chosen, ...]) -> None:
        if not chosen:
            return
        brought = {one.path for one, _meaning in chosen}  # a file that waits is brought again: it waits once
        waiting = (each for each in self._queue if each[0].path not in brought)
        (arrival, meaning), self._queue = chosen[0], (*chosen[1:], *waiting)
        if meaning.thing in MODELS and self._context.data.read_only:  # its preview is of a draft
            self.told.emit(read_only_reason())
        else:
            self.brought.emit(arrival, meaning)
        self.go_on_with(self._queue)


def _as_wanted(path: Path, things: frozenset[Thing], progress: Progress) -> tuple[Arrival, ...]:
    return (arrivals.look_into(path, progress, wanted=things),)


def _of_text(name: str, text: str, things: frozenset[Thing], progress: Progress) -> tuple[Arrival, ...]:
    return (arrivals.look_into_text(name, text, progress, things),)


def _templates(data: Data, folder: Path, on: date, words: Words, progress: Progress) -> Exported:
    from desktop.office.intake import templates  # libraries for papers cost 0.3 s

    return templates.write_all(data.read, data.record, folder, on, progress, words)


def _in_encoding(
    found: tuple[Arrival, ...], asked: Arrival, encoding: str, progress: Progress
) -> tuple[Arrival, ...]:
    read = arrivals.look_into(asked.path, progress, encoding, asked.wanted)
    return tuple(read if one is asked else one for one in found)
