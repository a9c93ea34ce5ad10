"""Another file is dropped, chosen or created: the open one is closed only if nothing is lost."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from desktop import errands
from desktop.data import Data
from desktop.frame.doorbell import ring
from desktop.frame.window import Window
from desktop.jobs import Jobs
from desktop.kit.page import files
from desktop.recent import SUFFIX
from resources.i18n import _

if TYPE_CHECKING:  # imported after the first paint
    from db.file.errors import OpenElsewhere
    from db.file.store import Created, KeysMissing

    type Found = tuple[Path, bool, KeysMissing | None]


class Holder(Protocol):
    """Holds the window, the open file, and the file just created while its recovery code is shown."""

    window: Window
    data: Data | None
    created: "Created | None"


class FileChange(QObject):
    """Asks first if something typed would be lost.

    Signals:
        look_wanted: path of the file to examine; none is open.
        change_wanted: the file to change to: its path, whether it is locked, which keys are missing.
        new_file_wanted: close the open file and create another.
        close_wanted: close the open file.
    """

    look_wanted = Signal(object)
    change_wanted = Signal(object)
    new_file_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, holder: Holder, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._holder, self._jobs = holder, jobs
        self._found: Found | None = None

    def drop(self, paths: tuple[Path, ...]) -> None:
        """Open the dropped file, or load a dropped list of people; say why if it is neither."""
        window = self._holder.window
        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX and paths[0].is_file():
            self.choose(paths[0])
        elif window.workspace is not None and errands.is_list(paths):
            window.workspace.load_list(paths[0])
        else:
            window.say(
                _("Drop a single Merilo file (*.merilo) here to open it.")
                if window.workspace is None
                else _("Drop a single file here: a Merilo file (*.merilo) or a list of people."),
                _("No file was opened or changed."),
            )

    def ask_for_file(self, folder: Path) -> None:
        """Ask for a file, starting in *folder*."""
        chosen = files.open_file(self._holder.window, _("Open a file"), folder, _("Merilo files (*.merilo)"))
        if chosen is not None:
            self.choose(chosen)

    def choose(self, path: Path) -> None:
        """Open the file; the open one is closed only if the other can be opened."""
        holder = self._holder
        if holder.created is not None:
            holder.window.say(
                _("Write down the recovery code first: it is shown only once, now."),
                _("The other file was not opened."),
            )
        elif holder.data is None:
            self.look_wanted.emit(path)
        elif errands.same(path, holder.data.path):
            holder.window.toast.tell(_("“{name}” is already open").format(name=path.stem))
        elif not self.shows_elsewhere(path):
            self._jobs.run(partial(errands.look_at, path), self._on_looked_at, "")

    def shows_elsewhere(self, path: Path) -> bool:
        """Bring another window of this account that has the file open to the front, and say so."""
        if not ring(path):
            return False
        self._holder.window.say(
            _("“{name}” is open in another window, which is in front now.").format(name=path.stem), ""
        )
        return True

    def ask_in_spite(self, elsewhere: "OpenElsewhere", then: Callable[[], None]) -> None:
        """Ask whether to open all the same what another computer has open."""
        from desktop.errors import sentence
        from desktop.kit.form.dialog import Question

        window = self._holder.window
        if window.start is not None:
            window.start.set_busy(False)
        consequence = _(
            "Two programs that write at once can damage the file. Open it only if it was not closed there, "
            "as after a power cut."
        )
        question = Question(
            sentence(elsewhere).what,
            consequence,
            _("Do not open"),
            _("Open all the same"),
            window,
            danger=True,
        )
        question.accepted.connect(then)
        question.open()

    def make_new(self) -> None:
        """Close the open file and create another."""
        self._ask(_("Create a new file?"), _("Leave without saving"), self.new_file_wanted.emit)

    def close_file(self) -> None:
        """Close the open file."""
        assert self._holder.data is not None
        name = self._holder.data.path.stem
        self._ask(_("Close “{name}”?").format(name=name), _("Close without saving"), self.close_wanted.emit)

    def _on_looked_at(self, found: "Found") -> None:
        if self._holder.data is None:
            return  # it was closed meanwhile
        self._found = found
        question = _("Open “{name}”?").format(name=found[0].stem)
        self._ask(question, _("Open without saving"), self._change)

    def _change(self) -> None:
        self.change_wanted.emit(self._found)

    def _ask(self, question: str, act: str, then: Callable[[], None]) -> None:
        """Go ahead at once, or ask first if something typed would be lost."""
        window = self._holder.window
        unsaved = window.workspace.unsaved if window.workspace is not None else ""
        if not unsaved:
            then()
            return
        from desktop.kit.form.dialog import Question

        dialog = Question(question, unsaved, _("Stay"), act, window)
        dialog.accepted.connect(then)
        dialog.open()
