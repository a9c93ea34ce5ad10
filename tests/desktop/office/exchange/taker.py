"""A program that takes a packet or a second file, and is killed on the way."""

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Pool, event

from db.exchange.merge import merging, other_file
from db.file.store import Store
from desktop.office.exchange import opening, reading, taking
from domain.exchange.merging import Decisions, Keep
from domain.progress import Progress
from tests.db.exchange import merged
from tests.desktop.office.exchange.devices import here

NEVER = -1


def take_on(file: Path, me: int, packet: Path, step: int, pipe: Connection) -> None:
    """Take the packet and tell how many statements that took; killed before the n-th of them."""
    reading.apart.read = here  # type: ignore[assignment]  # it has a process of its own already
    store = Store.open(file)
    store.act_as(me)
    done = _counting(step)
    pipe.send(0)
    data = packet.read_bytes()
    taking.take(store, taking.looked(store, data, Progress()), taking.hash_of(data))
    pipe.send(len(done))
    pipe.recv()  # the file is left open, as by a program that goes on


def submit_on(file: Path, me: int, sheet_id: int, step: int, pipe: Connection) -> None:
    """Hand in a sheet with which the sealed ones open; killed before the n-th statement."""
    reading.apart.read = here  # type: ignore[assignment]
    store = Store.open(file)
    store.act_as(me)
    done = _counting(step)
    pipe.send(0)
    opening.submitted(store, sheet_id, Progress())
    pipe.send(len(done))
    pipe.recv()


def merge_on(file: Path, there: Path, step: int, pipe: Connection) -> None:
    """Take in a second file, and tell how many statements that took; killed before the n-th of them."""
    with merged.opened(file) as store:
        done = _counting(step)
        pipe.send(0)
        with other_file.opened(there, merged.PASSWORD, store, merged.NAMED) as other:
            chosen = Decisions(keep=Keep.HERE, papers=merged.PAPERS)
            store.write(merging.merge, other, chosen, merged.NAMED)
        pipe.send(len(done))
        pipe.recv()


def _counting(step: int) -> list[str]:
    """Return a list that each statement from now on gets into, also those of triggers and of the driver."""
    done: list[str] = []

    def count(statement: str) -> None:
        if len(done) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(statement)

    def listen(driver: Any, *_: object) -> None:
        driver.set_trace_callback(count)

    event.listen(Pool, "checkout", listen)
    return done
