"""Who else may answer where a service should be: one that says one thing, and a way that cuts answers."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Event, Thread

LOOPBACK = "127.0.0.1"
REFUSED = re.compile(
    rb'"refused":"db\.wire\.refusals\.((?:NotAllowed|OutOfReach|AnothersName)".{0,200})', re.DOTALL
)


@contextmanager
def answering(content: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Answer every connection with these bytes, or with nothing; yield the port and what was asked."""
    asked = list[bytes]()

    def serve(one: socket.socket) -> None:
        with closing(one), suppress(OSError):
            asked.append(one.recv(1 << 16))
            one.sendall(content)
            if not content:
                one.recv(1 << 16)  # until the other end lets go

    with listening(serve) as port:
        yield port, asked


class Way:
    """The way to a service: once it is ``cut`` nobody gets through; ``to_cut`` answers are lost on it."""

    def __init__(self, port: int) -> None:
        self.to_service = port
        self.port = 0
        self.is_cut = False
        self.to_cut = 0
        self.asked = list[bytes]()
        self.refused = list[
            str
        ]()  # what the service did not do for this login: which refusal, with its facts
        self.gate = Event()  # answers wait until it is set
        self.gate.set()
        self._ends = list[socket.socket]()

    def cut(self) -> None:
        """Let nothing through from now on."""
        self.is_cut = True
        self.gate.set()
        for one in self._ends:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let all through again."""
        self.is_cut = False

    def serve(self, one: socket.socket) -> None:
        """Carry one connection."""
        with closing(one), suppress(OSError):
            if self.is_cut:
                return
            with socket.create_connection((LOOPBACK, self.to_service)) as other:
                self._ends += [one, other]
                if self.is_cut:  # while it was being made
                    return
                back = Thread(target=self._back, args=(other, one))
                back.start()
                while content := one.recv(1 << 16):
                    self.asked.append(content)
                    other.sendall(content)
                with suppress(OSError):
                    other.shutdown(socket.SHUT_RDWR)
                back.join()

    def _back(self, other: socket.socket, one: socket.socket) -> None:
        with suppress(OSError):
            while content := other.recv(1 << 16):
                self.refused += [found.decode(errors="replace") for found in REFUSED.findall(content)]
                self.gate.wait()
                if self.to_cut:
                    self.to_cut -= 1
                    break
                one.sendall(content)
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def way(port: int) -> Iterator[Way]:
    """Lead to the service at this port."""
    made = Way(port)
    with listening(made.serve) as made.port:
        try:
            yield made
        finally:
            made.cut()


@contextmanager
def listening(serve: object) -> Iterator[int]:
    """Let a thread *serve* each connection until the test is over; yield the port."""
    threads = list[Thread]()
    with socket.create_server((LOOPBACK, 0)) as server:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    one, _place = server.accept()
                    threads.append(Thread(target=serve, args=(one,)))
                    threads[-1].start()

        accepting = Thread(target=accept)
        accepting.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for thread in threads:
                thread.join()
