"""The frame of a page that imports: where a file comes from, what hinders the one act, and the act itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.recognising import Meaning, Thing
from desktop.office.not_recorded import not_recorded
from desktop.office.papers.documents import Exported
from domain.progress import Progress
from resources.i18n import _, current


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page wants from the door for files: the things that it takes, and how the file is asked for."""

    things: frozenset[Thing]
    title: str
    kinds: str  # of files, as Qt writes them: «Merilo (*.merilo)»


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself: its title, what it wants, its empty state, the name of its template.

    ``importing`` is the title of the job that is the act.
    """

    title: str
    wanted: Wanted
    empty: str
    rest: str
    template: str
    importing: str


class ImportPage(Screen):
    """Nothing is written before the act, and one act writes everything; files come through the one door.

    A page says what it is in its ``About``, takes what the door found in ``bring``, lays out its parts below
    ``nothing``, and answers ``facts``, ``act_words``, ``hindrance``, ``writing`` and ``template``.

    Signals:
        file_wanted: its ``Wanted``: ask for a file.
        text_wanted: the same of the text in the clipboard.
    """

    file_wanted = Signal(object)
    text_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, about: About) -> None:
        super().__init__(context, parent)
        self._about = about
        self._loading: Job | None = None
        theme, act = context.theme, context.actions
        self.header = self.add_header(Header(theme, about.title, self, back=_("Back")))
        self.template_button = self.header.act(_("Template…"), "file-spreadsheet", self.save_template)
        self.choose_button = self.header.act(_("Choose a file…"), "folder-open", self.choose)
        self.load_button = self.header.act(_("Import"), "download", self.load)
        self.header.lead(self.load_button)
        self.banner = self.add_banner()
        self.why = labels.paragraph("", self, "small", "warn")
        self.why.setContentsMargins(20, 8, 20, 2)
        self.lay(self.why)
        icon, choose = theme.icon("file-spreadsheet", "muted", 22), _("Choose a file…")
        self.nothing = Empty(icon, about.empty, self, rest=about.rest, act=choose)
        self.nothing.acted.connect(self.choose)
        for name, slot in (
            ("load_people", self.choose),
            ("save_template", self.save_template),
            ("paste_list", self.paste),
        ):
            act.make(name, self, slot)
        act.make("load", self, self.load)

    def bring(self, one: Arrival, meaning: Meaning) -> None:
        """Take a file that the door has read."""
        raise NotImplementedError

    @property
    def facts(self) -> str:
        """What comes in, in a line; empty without a file."""
        raise NotImplementedError

    @property
    def act_words(self) -> str:
        """What the act would do; empty without a file."""
        raise NotImplementedError

    @property
    def hindrance(self) -> str:
        """Why the file cannot be imported now, empty if it can or if there is none."""
        raise NotImplementedError

    @property
    def looked(self) -> object | None:
        """The file being considered; None before one is chosen and after it is imported."""
        raise NotImplementedError

    @property
    def choosing(self) -> bool:
        """Whether the page has no file yet."""
        return self.looked is None

    def writing(self) -> Callable[[Progress], Any]:
        """Return the job that imports."""
        raise NotImplementedError

    def template(self, target: Path) -> Callable[[Progress], Exported]:
        """Return the job that writes an empty file to fill in."""
        raise NotImplementedError

    def on_written(self, done: Any) -> None:
        """Show what came of the act."""
        raise NotImplementedError

    def choose(self) -> None:
        """Ask for a file."""
        self.file_wanted.emit(self._about.wanted)

    def paste(self) -> None:
        """Take the text in the clipboard as if it were a file."""
        self.text_wanted.emit(self._about.wanted)

    def save_template(self) -> None:
        """Ask where to save an empty file to fill in, and write it."""
        kinds, folders = _("Workbook (*.xlsx)"), self._context.settings.folders
        name = f"{self._about.template}.xlsx"
        target = files.target(self, _("Save the template"), name, kinds, folders, Use.DOCUMENTS)
        if target is not None:
            self._context.jobs.run(self.template(target), self.on_exported, _("Saving the template"))

    def on_exported(self, done: Exported) -> None:
        """Say what was written, and what could not be put down in the journal."""
        if done.written:
            self.exported.emit(done.written)
        if done.unrecorded is not None:
            self.banner.show_fact(not_recorded(done.unrecorded, current()), "", "warn")

    def load(self) -> None:
        """Write everything in one transaction, off the UI thread."""
        if self.choosing or not self.load_button.isEnabled() or self.importing:
            return
        run = self._context.jobs.run
        self._loading = run(self.writing(), self.on_written, self._about.importing, ended=self.show_acts)
        self.show_acts()

    @property
    def importing(self) -> bool:
        """Whether the act is under way."""
        return under_way(self._loading)

    def show_acts(self) -> None:
        """Show what comes in, what the act would do, and why it cannot be done."""
        self.header.set_title(self._about.title, self.facts)
        self.load_button.setText(self.act_words or _("Import"))
        why = self._why()
        allow(self.load_button, why)
        self.why.setText(why)
        self.why.setVisible(bool(why) and not self.choosing)

    def _why(self) -> str:
        if self._context.data.read_only:
            return read_only_reason()
        if self.choosing:
            return _("Choose a file first.")
        return _("The file is being imported.") if self.importing else self.hindrance
