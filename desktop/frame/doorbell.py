"""A second start of the program brings the window that has the file open to the front, and hands it a packet.

The only module that knows of Qt's sockets. They are local to this computer and this account. All that comes
through them is one path, of bounded length: the window reads what is there as if it had been dropped on it.
A window has another name while it asks for the password of a closed file: it does not have the file's lock
then, and whoever opens the file elsewhere must not take the socket from it, nor it from them. Its process is
part of that name: two windows may ask for one password, and each must be reached while it is there. Listening
takes a name from another window without a word, and closing removes it.
"""

import os
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

from db.file import lock

if TYPE_CHECKING:  # imported when a file is open, or about to be opened twice
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER = b"here"
TAKEN = b"taken"
END = b"\0"  # after a path, which cannot hold it
LONGEST = 32_768  # bytes of a path, more than any system has
PATIENCE = 800  # ms for the answer of a window that is there
AT_START = 5_000  # ms for it while a start has nothing to show yet
AGAIN = 0.02  # s until a window is looked for again that has the file and does not listen yet


class Answer(Enum):
    """What came of ringing: a busy window comes to the front as soon as it can, a silent one never heard."""

    NOBODY = "nobody"
    SILENT = "silent"
    BUSY = "busy"
    HERE = "here"
    TAKEN = "taken"


class Doorbell(QObject):
    """Listens for further starts with the file that is open, or locked.

    Signals:
        rung: somebody wants this window.
        brought: the Path of something that a further start was given for the open file.
    """

    rung = Signal()
    brought = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, path: Path) -> None:
        """Answer for the file at *path* from now on; its lock must be held.

        A window that answers for it already goes on: whoever rings just now is not turned away.
        """
        if self._server is None or self._server.serverName() != _name(path):
            self._answer_to(_name(path))

    def listen_locked(self, path: Path) -> None:
        """Answer from now on for the closed file at *path*, whose password this window asks for."""
        self._answer_to(_name_locked(path))

    def stop(self) -> None:
        """Answer no more. Safe to call twice."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer_to(self, name: str) -> None:
        from PySide6.QtNetwork import QLocalServer

        self.stop()
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # left behind by a window that was killed
        server.newConnection.connect(self._on_ring)
        server.listen(name)

    def _on_ring(self) -> None:
        server = self._server
        assert server is not None
        while server.hasPendingConnections():
            visitor = server.nextPendingConnection()
            visitor.setReadBufferSize(LONGEST)
            visitor.disconnected.connect(visitor.deleteLater)
            # Before the answer: whoever did not wait for it has left, and what is written then ends the
            # reading too.
            visitor.waitForReadyRead(0)
            brought = _heard(visitor)
            visitor.readyRead.connect(self._on_words)
            if visitor.isOpen():
                visitor.write(ANSWER)
                visitor.flush()
            self.rung.emit()
            if brought is not None:  # after the answer: a look at it may take longer than anybody waits
                self.brought.emit(brought)

    def _on_words(self) -> None:
        brought = _heard(cast("QLocalSocket", self.sender()))
        if brought is not None:
            self.brought.emit(brought)


def ring(path: Path, patience: int | None = None, brought: Path | None = None) -> Answer:
    """Bring the window of this account that has this file open to the front.

    *patience* is for its answer, in milliseconds, None for the usual: where nobody listens, that is known at
    once. *brought* is handed to it: TAKEN if it has that, BUSY if it will have it as soon as it can, HERE if
    it takes nothing, SILENT if it has the file but never listened.
    """
    if not lock.beside(path).exists():
        return Answer.NOBODY
    return _ring(_name(path), path, patience, brought)


def ring_locked(path: Path, patience: int | None = None, brought: Path | None = None) -> Answer:
    """Bring the window of this account to the front that asks for this file's password; of two the newer.

    As `ring`, for a file that no window has open. A window must not ring so at its own file: it would wait
    for itself.
    """
    answers = (_ring(name, None, patience, brought) for name in _asking(path))
    return next((one for one in answers if one is not Answer.NOBODY), Answer.NOBODY)


def _ring(name: str, held: Path | None, patience: int | None, brought: Path | None) -> Answer:
    """Ring at this name; *held* is the file whose lock is held wherever somebody answers to it."""
    from PySide6.QtNetwork import QLocalSocket

    visitor = QLocalSocket()
    deadline = monotonic() + (PATIENCE if patience is None else patience) / 1000
    visitor.connectToServer(name)
    while not visitor.waitForConnected(PATIENCE):
        # A window takes the lock some time before it can listen.
        if held is None or not lock.is_held(held):
            return Answer.NOBODY
        if monotonic() > deadline:
            return Answer.SILENT
        Event().wait(AGAIN)
        visitor.connectToServer(name)
    if not _of_this_account(visitor):
        return Answer.NOBODY
    if brought is not None:
        visitor.write(os.fsencode(brought.absolute()) + END)
        visitor.waitForBytesWritten(PATIENCE)
    wanted = ANSWER if brought is None else ANSWER + TAKEN
    answered = _answered(visitor, len(wanted), PATIENCE if patience is None else patience)
    gone = visitor.state() is not QLocalSocket.LocalSocketState.ConnectedState
    visitor.abort()
    if gone and not answered:  # it was closed meanwhile
        return Answer.NOBODY
    if brought is None:
        return Answer.HERE if answered else Answer.BUSY
    if len(answered) == len(wanted):
        return Answer.TAKEN
    return Answer.HERE if gone else Answer.BUSY  # an older program, that takes nothing


def _heard(visitor: "QLocalSocket") -> Path | None:
    """Take the path that a visitor brings, and tell him so; None until the whole of it is here."""
    words = bytes(visitor.peek(LONGEST).data())
    path, end, _rest = words.partition(END)
    if end and _of_this_account(visitor):
        visitor.readAll()
        visitor.write(TAKEN)
        visitor.flush()
        return Path(os.fsdecode(path))
    if end or len(words) >= LONGEST:
        visitor.abort()
    return None


def _answered(visitor: "QLocalSocket", length: int, patience: int) -> bytes:
    """Return what the window answers, at most *length* bytes; less if it has left or is too busy."""
    answer = b""
    while len(answer) < length and visitor.waitForReadyRead(patience):
        answer += visitor.read(length - len(answer)).data()
    return answer


def _of_this_account(visitor: "QLocalSocket") -> bool:
    """Return whether the program at the other end runs under this account.

    Linux keeps all sockets in one folder, where somebody else may have made one of this name first. Where
    no account can be asked for, Qt's own rights for the socket stay the only guard.
    """
    import socket
    import struct

    if not hasattr(socket, "SO_PEERCRED"):  # pragma: no cover
        return True
    with socket.socket(fileno=os.dup(visitor.socketDescriptor())) as same:
        asked = same.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _process, account, _group = struct.unpack("3i", asked)
    return account == os.getuid()


def _name(path: Path) -> str:
    """The socket's name says nothing about the file: others on this computer can list it."""
    # Qt's own: the first window needs no OpenSSL.
    whole = QCryptographicHash.hash(os.fsencode(path.resolve()), QCryptographicHash.Algorithm.Sha256)
    return "merilo-" + whole.data().hex()[:24]


def _name_locked(path: Path) -> str:
    return f"{_locked(path)}{os.getpid()}"


def _locked(path: Path) -> str:
    return _name(path) + "-locked-"


def _asking(path: Path) -> list[str]:
    """Return the names of windows that ask for a file's password, the newest first.

    They are found without Qt's sockets, which would slow down every start. One that a killed window left is
    among them, and answers nobody.
    """
    # On Windows they are only listed: to open one, as asking for its age does, would be to ring.
    windows = sys.platform == "win32"
    folder, beginning = Path("//./pipe/" if windows else QDir.tempPath()), _locked(path)
    found: list[tuple[float, str]] = []
    with suppress(OSError):  # the folder is not to be listed
        for one in folder.iterdir():
            if one.name.startswith(beginning):
                with suppress(OSError):  # it is gone meanwhile
                    found.append((0 if windows else one.lstat().st_mtime, one.name))
    return [name for _since, name in sorted(found, reverse=True)]
