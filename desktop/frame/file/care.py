"""Background work for the open file, and where the window reports it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.data import Data
from desktop.frame.file.check import FileCheck
from desktop.frame.file.copies import FileCopies
from desktop.frame.file.disk_space import DiskSpace
from desktop.frame.file.outstanding import FileOutstanding
from desktop.jobs import Jobs
from desktop.settings import Settings

if TYPE_CHECKING:  # imported after the first paint
    from desktop.frame.workspace import Workspace


class FileCare(QObject):
    """Owns the parts that look after the file: its check, copies, the room on its disk, unfinished acts."""

    def __init__(self, jobs: Jobs, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._data: Data | None = None
        self.check = FileCheck(jobs, self)
        self.check.failed.connect(self._on_check_failed)
        self.outstanding = FileOutstanding(jobs, settings, self)
        self.copies = FileCopies(jobs, settings, self)
        self.copies.changed.connect(self._on_copies_changed)
        self.space = DiskSpace(self)
        self.space.changed.connect(self._on_space_changed)

    def show_in(self, workspace: "Workspace") -> None:
        """Tell from now on in this workspace, beginning with what is known."""
        self._workspace = workspace
        self._on_check_failed()
        self._on_copies_changed()
        self._on_space_changed()

    def begin(self, data: Data) -> None:
        """Begin the work for this file, once it is shown and read."""
        self._data = data
        self.check.begin(data)
        self.space.begin(data)
        if self._workspace is not None:
            self.outstanding.begin(data, self._workspace.file)  # before a copy that would have it too
            self.copies.begin(data, self._workspace.file)

    def leave(self) -> None:
        """Forget the file, because it is being closed."""
        self.check.leave()
        self.outstanding.leave()
        self.copies.leave()
        self.space.leave()
        self._workspace = self._data = None

    def show_ways_out(self) -> None:
        """Offer what can be done about what the check found."""
        if self._workspace is not None:
            self._workspace.show_ways_out(self.check.reasons)

    def _on_check_failed(self) -> None:
        self._drop_gone()
        if self._workspace is None or self._data is None:
            return
        if self.check.damaged and not self._data.read_only:
            self._data.stop_writing()
            self._workspace.status.set_read_only()
            if QApplication.activeModalWidget() is None:  # what is typed there stays there
                self._workspace.reopen()
        self.check.tell(self._workspace.damage)
        if self.check.damaged:  # one banner says what happened, and what can be done
            self._workspace.notice.hide()
            self._workspace.copies.hide()

    def _on_copies_changed(self) -> None:
        self._drop_gone()
        if self._workspace is not None and not self.check.damaged:
            self.copies.tell(self._workspace.copies)
        if self.copies.damaged and not self.check.damaged:
            self.check.check_again()

    def _on_space_changed(self) -> None:
        self._drop_gone()
        if self._workspace is not None:
            self.space.tell(self._workspace.space)
            self._workspace.status.set_full(self.space.is_full)

    def _drop_gone(self) -> None:
        """Forget a workspace whose window was closed before the file was."""
        if self._workspace is not None and not isValid(self._workspace):
            self._workspace = None
