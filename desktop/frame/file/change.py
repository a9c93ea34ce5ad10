"""Another file is dropped, chosen or created: the open one is closed only if nothing is lost."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from desktop import errands
from desktop.frame.doorbell import Answer, ring
from desktop.frame.file.copy_offer import OF_COPIES, CopyOffer
from desktop.frame.opening import Holder, Opening
from desktop.jobs import Jobs
from desktop.kit.page import files
from desktop.recent import SUFFIX
from resources.i18n import _, ngettext

if TYPE_CHECKING:
    from desktop.frame.opening import Found

OF_PACKETS, OF_KEYS = ".merilo-packet", ".merilo-key"
OF_EXCHANGE = (OF_PACKETS, OF_KEYS, ".xlsx", ".xls", ".ods")
"""What comes from another file or in a colleague's form: it is taken into the file that is open."""


class FileChange(QObject):
    """Asks first if something typed would be lost.

    Signals:
        kept: path of a restored file, which is not to be opened.
    """

    kept = Signal(object)

    def __init__(
        self, holder: Holder, opening: Opening, jobs: Jobs, documents: Path, parent: QObject
    ) -> None:
        """*documents* is where a copy from elsewhere is restored if nothing else is chosen."""
        super().__init__(parent)
        self._copy = CopyOffer(holder, opening, jobs, documents, self)
        self._copy.restored.connect(self._on_restored)
        self._copy.kept.connect(self.kept)
        self._holder, self._opening, self._jobs = holder, opening, jobs
        opening.elsewhere.connect(self._on_elsewhere)
        self._found: Found | None = None
        self._dropped: dict[
            Path | None, tuple[Path, ...]
        ] = {}  # by the file that was locked, None if none was
        self._brought: tuple[Path, ...] = ()  # while something was asked

    def drop(self, paths: tuple[Path, ...]) -> None:
        """Open the dropped Merilo file, or import what else was dropped, if need be once a file is open."""
        window = self._holder.window
        if len(paths) == 1 and paths[0].suffix.lower() in (SUFFIX, OF_COPIES) and paths[0].is_file():
            self._open_or_merge(paths[0])
        elif self._is_locked:
            self._put_by(self._opening.path, paths)
            window.say(_("The file is locked."), self._later(paths) + " " + _("Enter its password first."))
        elif window.workspace is not None:
            self._forget(paths)
            window.workspace.intake.import_files(paths)
        else:
            self._put_by(None, paths)
            rest = _("Open or create a Merilo file first: a file is needed to import into.")
            window.say(self._later(paths), rest)

    def bring(self, path: Path) -> None:
        """Take what a second start of the program was given as if it had been dropped on the window.

        Nothing can be dropped on a window that asks something: what comes then waits for the answer.
        """
        if path.is_absolute() and path.suffix.lower() in OF_EXCHANGE:
            self._brought = (*self._brought, path)
            self._take_brought()

    @property
    def _is_locked(self) -> bool:
        """Whether the lock page is shown, whether or not the file behind it is closed by now."""
        return self._opening.covered or (self._opening.data is None and self._opening.left_at is not None)

    def _later(self, paths: tuple[Path, ...]) -> str:
        name, count = paths[0].name, len(paths)
        kind = paths[0].suffix.lower() if count == 1 else ""
        if kind == OF_PACKETS:
            return _("The packet “{name}” will be taken.").format(name=name)
        if kind == OF_KEYS:
            return _("The key “{name}” will be added.").format(name=name)
        told = ngettext("“{name}” will be imported.", "{n} files will be imported.", count)
        return told.format(name=name, n=count)

    def _take_brought(self) -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QDialog):
            asked.finished.connect(self._on_answered)
        elif self._brought:
            brought, self._brought = self._brought, ()
            self.drop(brought)

    def _on_answered(self, _result: int) -> None:
        QTimer.singleShot(0, self, self._take_brought)  # after what comes of the answer

    def go_on(self) -> None:
        """Import what was dropped while no file was open, or while it was locked.

        What was meant for one file comes into no other: it waits for that one, and this is said.
        """
        dropped = [one for place in self._of(self._opening.path) for one in self._dropped.pop(place)]
        self._brought = tuple(dict.fromkeys((*self._brought, *dropped)))
        for place, paths in self._dropped.items():
            if place is not None:
                self._tell_waiting(place, paths)
        QTimer.singleShot(0, self, self._take_brought)  # after a form that the lock had closed is open again

    def leave(self) -> None:
        """Hand what still waits to the window that has its file: nothing takes it here any more."""
        for place in tuple(self._dropped):
            path = place or self._opening.path
            own = self._opening.data  # behind the lock page, where a ring would wait for itself
            if path is not None and (own is None or not errands.same(own.path, path)):
                self._hand_over(path)

    def _on_elsewhere(self, path: Path) -> None:
        """Hand what waits for a file to the window that has it, and say so."""
        if given := self._hand_over(path):
            names = ngettext("“{name}” was handed to it.", "{n} files were handed to it.", len(given))
            told = _("“{name}” is open in another window, which is in front now.")
            if Answer.BUSY in given.values():
                told = _("“{name}” is open in another window, which is busy now.")
            rest = names.format(name=next(iter(given)).name, n=len(given))
            self._holder.window.say(told.format(name=path.stem), rest)

    def _hand_over(self, path: Path) -> dict[Path, Answer]:
        waiting = [one for place in self._of(path) for one in self._dropped[place]]
        taken = (Answer.TAKEN, Answer.BUSY)  # it has that, or finds it as soon as it can
        answers = {one: ring(path, brought=one) for one in waiting}
        given = {one: answer for one, answer in answers.items() if answer in taken}
        self._forget(tuple(given))
        return given

    def _of(self, path: Path | None) -> list[Path | None]:
        """Return for what the things wait that go into this file: for it, or for none by name."""
        return [one for one in self._dropped if one is None or (path is not None and errands.same(one, path))]

    def _put_by(self, place: Path | None, paths: tuple[Path, ...]) -> None:
        self._dropped[place] = tuple(dict.fromkeys((*self._dropped.get(place, ()), *paths)))

    def _forget(self, paths: tuple[Path, ...]) -> None:
        """Let nothing wait any more that was let fall on the open file since."""
        for place, waiting in tuple(self._dropped.items()):
            self._dropped[place] = tuple(one for one in waiting if one not in paths)
            if not self._dropped[place]:
                del self._dropped[place]

    def _tell_waiting(self, place: Path, paths: tuple[Path, ...]) -> None:
        told = ngettext("“{name}” waits for “{file}”.", "{n} files wait for “{file}”.", len(paths))
        rest = _(
            "What came while that file was locked is taken once it is open again here. To take it into this "
            "file, drop it on the window once more."
        )
        self._holder.window.say(told.format(name=paths[0].name, n=len(paths), file=place.stem), rest)

    def ask_for_file(self, folder: Path) -> None:
        """Ask for a file, starting in *folder*."""
        kinds = _("Merilo files and their copies (*.merilo *.merilo-backup)")
        chosen = files.open_file(self._holder.window, _("Open a file"), folder, kinds)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, path: Path) -> None:
        """Open the file; the open one is closed only if the other can be opened.

        A copy is never opened: restoring it is offered.
        """
        window, opening = self._holder.window, self._opening
        if opening.created is not None:
            window.say(
                _("Write down the recovery code first."),
                _("The other file was not opened."),
            )
        elif opening.covered:
            window.say(
                _("Work in the locked file is still being finished."), _("Open the other file in a moment.")
            )
        elif path.suffix.lower() == OF_COPIES:
            self._copy.offer(path)
        elif opening.data is None:
            opening.look(path)
        elif not opening.data.is_remote and errands.same(path, opening.data.path):
            window.toast.tell(_("“{name}” is already open").format(name=path.stem))
        elif not opening.shows_elsewhere(path):
            self._jobs.run(partial(errands.look_at, path), self._on_looked_at, "")

    def make_new(self) -> None:
        """Close the open file and create another."""
        self._ask(_("Create a new file?"), _("Leave without saving"), self._opening.begin_new)

    def close_file(self) -> None:
        """Close the open file."""
        assert self._opening.data is not None
        name = self._opening.data.name
        self._ask(_("Close “{name}”?").format(name=name), _("Close without saving"), self._opening.close_file)

    def _open_or_merge(self, path: Path) -> None:
        """Offer to merge what was once the open file; anything else is opened."""
        data, opening = self._opening.data, self._opening
        busy = opening.created is not None or opening.covered
        copy = path.suffix.lower() != SUFFIX
        alone = data is None or data.read_only or data.is_remote
        if data is None or alone or busy or copy or errands.same(path, data.path):
            self.choose(path)
        else:
            self._jobs.run(partial(errands.look_at_kin, data, path), self._on_kin, "")

    def _on_kin(self, found: tuple[Path, bool]) -> None:
        path, is_kin = found
        window = self._holder.window
        if not is_kin or window.workspace is None or self._opening.covered:
            self.choose(path)
            return
        from desktop.exchange.merge.offer import MergeOffer

        offer = MergeOffer(path, window)
        offer.merge_wanted.connect(self._on_merge_wanted)
        offer.open_wanted.connect(self.choose)
        offer.open()

    def _on_merge_wanted(self, path: Path) -> None:
        if self._holder.window.workspace is not None:
            self._holder.window.workspace.exchange.merge(path)

    def _on_restored(self, path: Path, present: str) -> None:
        """Open the restored file; whoever has just given its password is not asked for it again."""
        if self._opening.data is not None or not present:
            self.choose(path)
        else:
            code = errands.is_recovery_code(present)
            self._opening.open(path, "" if code else present, present if code else "")

    def _on_looked_at(self, found: "Found") -> None:
        if self._opening.data is None or self._opening.covered:
            return  # it was closed or locked meanwhile
        self._found = found
        question = _("Open “{name}”?").format(name=found[0].stem)
        self._ask(question, _("Open without saving"), self._change)

    def _change(self) -> None:
        assert self._found is not None
        self._opening.change(self._found)

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
