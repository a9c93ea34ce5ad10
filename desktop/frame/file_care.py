"""What is done for the open file in the background, and where in the window it is told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.data import Data
from desktop.frame.disk_space import DiskSpace
from desktop.frame.file_check import FileCheck
from desktop.jobs import Jobs

if TYPE_CHECKING:  # imported after the first paint
    from desktop.frame.workspace import Workspace


class FileCare(QObject):
    """Owns the parts that look after the file: its check and the room on its disk."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self.check = FileCheck(jobs, self)
        self.check.failed.connect(self._on_check_failed)
        self.space = DiskSpace(self)
        self.space.changed.connect(self._on_space_changed)

    def show_in(self, workspace: "Workspace") -> None:
        """Tell from now on in this workspace, beginning with what is known."""
        self._workspace = workspace
        self._on_check_failed()
        self._on_space_changed()

    def begin(self, data: Data) -> None:
        """Begin the work for this file, once it is shown and read."""
        self.check.begin(data)
        self.space.begin(data)

    def leave(self) -> None:
        """Forget the file, because it is being closed."""
        self.check.leave()
        self.space.leave()
        self._workspace = None

    def _on_check_failed(self) -> None:
        if self._workspace is not None:
            self.check.tell(self._workspace.notice)

    def _on_space_changed(self) -> None:
        if self._workspace is not None:
            self.space.tell(self._workspace.space)
