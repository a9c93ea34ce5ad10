"""What acts have still to do outside the open file: done in the background, at opening and now and then."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.data import Data
from desktop.jobs import Jobs
from desktop.settings import Settings

if TYPE_CHECKING:
    from db.file.errors import StoreError
    from desktop.office.erasure import Finished

AGAIN = 600_000  # milliseconds until the next try, as when a stick was away


class FileOutstanding(QObject):
    """Works off one file after another; any other job comes first. The overview says what is left."""

    def __init__(self, jobs: Jobs, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._settings = jobs, settings
        self._data: Data | None = None
        self._file = ""
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self.finish)

    def begin(self, data: Data, file: str) -> None:
        """Look after this file; *file* is its key on this computer, "" for the example."""
        if self._data is data:
            return
        self.leave()
        if not data.read_only:
            self._data, self._file = data, file
            data.changed.connect(self._on_changed)
            self.finish()

    def leave(self) -> None:
        """Forget the file, because it is being closed."""
        self._again.stop()
        if self._data is not None:
            self._data.changed.disconnect(self._on_changed)
        self._data, self._file = None, ""

    def finish(self) -> None:
        """Do what can be done now."""
        if self._data is not None and not self._data.read_only:
            second = self._settings.second_folder(self._file)
            from desktop import copying

            work = partial(copying.finish, self._data, second)
            self._jobs.run(work, self._on_done, "", self.finish, gives_way=True)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "outstanding" in tables:
            self._again.start()  # the act itself is still at it

    def _on_done(self, outcome: "Finished | StoreError") -> None:
        if self._data is not None and not getattr(outcome, "whole", False):
            self._again.start()
