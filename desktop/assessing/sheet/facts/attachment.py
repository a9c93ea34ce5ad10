"""A file attached to a fact: the sheet keeps only its hash, by which it can be recognised later."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.file_hash import hash_of
from desktop.folders import Folders, Use
from desktop.jobs import Jobs
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.page import files
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.progress import Progress
from resources.i18n import _

KEY = "Ctrl+L"


class Attachments(QObject):
    """Asks for a file and hashes it off the UI thread; file names are remembered until the program ends.

    Signals:
        hashed: the hash of the chosen file.
    """

    hashed = Signal(str)

    def __init__(self, jobs: Jobs, folders: Folders, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._folders = jobs, folders
        self._window = parent
        self.names: dict[str, str] = {}  # hash -> name; not stored, since a name may reveal the person

    def choose(self) -> None:
        """Ask for a file; do nothing if none is chosen."""
        title, every = _("Choose a file"), _("All files (*)")
        path = files.choose(self._window, title, every, self._folders, Use.EVIDENCE)
        if path is None:
            return

        def work(progress: Progress) -> tuple[str, str]:
            return hash_of(path, progress), path.name

        self._jobs.run(work, self._on_hashed, _("Reading the file"))

    def _on_hashed(self, found: tuple[str, str]) -> None:
        sha256, name = found
        self.names.setdefault(sha256, name)
        self.hashed.emit(sha256)


class FileLine(QWidget):
    """The file of a fact: its name or the start of its hash; buttons to attach, compare and remove it.

    Signals:
        wanted: choose a file to attach or compare.
        dropped: remove the file.
    """

    wanted = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}
        self.sha256: str | None = None
        row = layout.row(gap="xs", of=self)
        icon = theme.icon("file-plus", "accent")
        self.attach = button(_("File"), self, "quiet", icon, small=True, do=self.wanted)
        told = _("Attach a file: only its hash is kept, not the file")
        set_tip(self.attach, told)
        self.attach.setAccessibleDescription(told)
        self._cap = chips.key_cap(KEY, self)
        self.name = labels.elided("", self, "small")
        self.check = button(_("Compare"), self, "quiet", small=True, do=self.wanted)
        self.check.setAccessibleDescription(_("Choose a file to see whether it is the same one"))
        set_tip(self.check, f"{self.check.accessibleDescription()} ({KEY})")
        self.cross = button("", self, "quiet", theme.icon("x", "muted"), small=True, do=self.dropped)
        self.cross.setAccessibleName(_("Remove file"))
        set_tip(self.cross, f"{_('Remove file')} (Ctrl+Shift+L)")
        row.addWidget(self.attach)
        row.addWidget(self._cap)
        row.addWidget(self.name, 1)
        row.addWidget(self.check)
        row.addWidget(self.cross)
        row.addStretch(0)

    def use_names(self, names: dict[str, str]) -> None:
        """Use this mapping of hashes to file names."""
        self._names = names

    def show_file(self, sha256: str | None, *, read_only: bool) -> None:
        """Show this file, or an offer to attach one."""
        self.sha256 = sha256
        there = sha256 is not None
        self.attach.setVisible(not there and not read_only)
        self._cap.setVisible(not there and not read_only)
        for widget in (self.name, self.check):
            widget.setVisible(there)
        self.cross.setVisible(there and not read_only)
        self.setVisible(there or not read_only)
        if sha256 is not None:
            known = self._names.get(sha256)
            self._say(known or _("file {hash}…").format(hash=sha256[:8]), "text")
            self.name.set_more(f"SHA-256 {sha256}")

    def compare(self, sha256: str) -> None:
        """Say whether this hash is that of the fact's file."""
        if sha256 == self.sha256:
            self._say(_("the same file"), "ok")
        else:
            self._say(_("another file"), "warn")

    def _say(self, text: str, token: str) -> None:
        self.name.setText(text)
        self.name.setAccessibleName(text)
        labels.recolour(self.name, token)
