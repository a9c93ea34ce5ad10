"""A program that takes a packet, and is killed on the way."""

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event

from db.file.store import Store
from desktop.office.exchange import reading, taking
from domain.progress import Progress
from tests.desktop.office.exchange.devices import here

NEVER = -1


def take_on(file: Path, me: int, packet: Path, step: int, pipe: Connection) -> None:
    """Take the packet and tell how many statements that took; killed before the n-th of them."""
    reading.apart.read = here  # type: ignore[assignment]  # it has a process of its own already
    store = Store.open(file)
    store.act_as(me)
    done = 0

    def count(*_: object) -> None:
        nonlocal done
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    pipe.send(0)
    data = packet.read_bytes()
    taking.take(store, taking.looked(store, data, Progress()), taking.hash_of(data))
    pipe.send(done)
    pipe.recv()  # the file is left open, as by a program that goes on
