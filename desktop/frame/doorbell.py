"""A second start of the program with a file that is open already brings the open window to the front.

The only module that knows of Qt's sockets. They are local to this computer and this account; what comes
through them is not read, because there is only one thing to say.
"""

import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.file import lock

if TYPE_CHECKING:  # imported when a file is open, or about to be opened twice
    from PySide6.QtNetwork import QLocalServer

ANSWER = b"here"
PATIENCE = 800  # ms for the answer of a window that is there
AT_START = 5_000  # ms for it while a start has nothing to show yet


class Answer(Enum):
    """What came of ringing: a busy window comes to the front as soon as it can."""

    NOBODY = "nobody"
    BUSY = "busy"
    HERE = "here"


class Doorbell(QObject):
    """Listens for further starts with the open file.

    Signals:
        rung: somebody wants this window.
    """

    rung = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, path: Path) -> None:
        """Answer for the file at *path* from now on; its lock must be held."""
        from PySide6.QtNetwork import QLocalServer

        self.stop()
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name(path))  # left behind by a window that was killed
        server.newConnection.connect(self._on_ring)
        server.listen(_name(path))

    def stop(self) -> None:
        """Answer no more. Safe to call twice."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _on_ring(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            visitor = self._server.nextPendingConnection()
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.write(ANSWER)
            visitor.disconnectFromServer()
        self.rung.emit()


def ring(path: Path, patience: int | None = None) -> Answer:
    """Bring the window of this account that has this file open to the front.

    *patience* is for its answer, in milliseconds, None for the usual: where nobody listens, that is known at
    once.
    """
    if not lock.beside(path).exists():
        return Answer.NOBODY
    from PySide6.QtNetwork import QLocalSocket

    visitor = QLocalSocket()
    visitor.connectToServer(_name(path))
    if not visitor.waitForConnected(PATIENCE):
        return Answer.NOBODY
    answered = visitor.waitForReadyRead(PATIENCE if patience is None else patience)
    gone = not answered and visitor.state() is not QLocalSocket.LocalSocketState.ConnectedState
    visitor.abort()
    if gone:  # it was closed meanwhile
        return Answer.NOBODY
    return Answer.HERE if answered else Answer.BUSY


def _name(path: Path) -> str:
    """The socket's name says nothing about the file: others on this computer can list it."""
    import hashlib  # OpenSSL: the first window needs none of it

    return "merilo-" + hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]
