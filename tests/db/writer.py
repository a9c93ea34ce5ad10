"""What the fault tests run in processes of their own; each tells over a pipe what has come true."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from sqlalchemy.orm import configure_mappers
from sqlmodel import Session

from db import models
from db.assessing import people
from db.assessing.sheet import sheets
from db.file import keys, migrate
from db.file.copies import Why
from db.file.store import Store, StoreError
from db.people import organisation
from domain.mark import Mark
from domain.people.person import Person, PersonKind

# Once in the server, and not in each process again.
models.load()
configure_mappers()
FORKS = "forkserver" in multiprocessing.get_all_start_methods()


def run(work: Callable[..., None], *arguments: object) -> tuple[Connection, BaseProcess]:
    """Start *work* in a process of its own; return our end of its pipe, and the process.

    A server that has imported everything, and has no threads, forks: that takes milliseconds.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "alembic.command", "sqlalchemy.dialects.sqlite.pysqlite"])
    here, there = context.Pipe()
    child = context.Process(target=work, args=(*arguments, there), daemon=True)
    child.start()
    there.close()
    return cast("Connection", here), child


def bump(session: Session, name: str, by: int = 1) -> int:
    """Read a number, write it back greater: lost updates show."""
    value = int(organisation.setting(session, name) or 0) + by
    organisation.keep_setting(session, name, str(value))
    return value


def hire(session: Session) -> int:
    """Put somebody into the file who can act."""
    return people.add(session, Person(kind=PersonKind.EMPLOYEE, surname="Вымышленная", is_actor=True))


def count_up(path: Path, password: str, times: int, pipe: Connection) -> None:
    """Open the file, wait for the word, then add one *times* times."""
    store = Store.open(path, password)
    pipe.send("ready")
    pipe.recv()
    for _ in range(times):
        store.write(bump, "count")
    store.close()
    pipe.send("done")


def rating(items: Sequence[int], step: int) -> tuple[int, int]:
    """Return which item the writer rates at this step, and with which level."""
    return items[step % len(items)], (step * 3 + step // len(items)) % 5


def rate_on(path: Path, password: str, sheet_id: int, step: int, pipe: Connection) -> None:
    """Give mark after mark, from this step on, and tell of each once it is on the disk."""
    store = Store.open(path, password)
    (hr,) = store.read(people.actors)
    store.act_as(hr.id)
    items = [row.item.id for row in store.read(sheets.sheet, sheet_id, hr.id).rows]
    while True:
        item, level = rating(items, step)
        store.write(sheets.rate, sheet_id, item, Mark.rated(level))
        step += 1
        pipe.send((item, level, *rating(items, step)))


def rate_some(path: Path, password: str, sheet_id: int, count: int, acks: int) -> None:
    """Give so many marks and close the file; each is told by a line to the descriptor *acks*."""
    store = Store.open(path, password)
    (hr,) = store.read(people.actors)
    store.act_as(hr.id)
    items = [row.item.id for row in store.read(sheets.sheet, sheet_id, hr.id).rows]
    for step in range(count):
        item, level = rating(items, step)
        store.write(sheets.rate, sheet_id, item, Mark.rated(level))
        os.write(acks, f"{item} {level}\n".encode())
    store.close()


def change_passwords(path: Path, old: str, new: str, pipe: Connection) -> None:
    """Change the password to and fro, at no cost of derivation, until the process ends."""
    keys.STRONG = keys.FAST
    store = Store.open(path, old)
    store.change_password(new, old)  # the first act imports much, and is seldom in its middle when killed
    store.change_password(old, new)
    pipe.send("ready")
    while True:
        store.change_password(new, old)
        store.change_password(old, new)


def migrate_and_end(path: Path, password: str, scripts: Path, schema: int, pipe: Connection) -> None:
    """Open an old file with a program that is ahead, and say when that is done."""
    migrate.SCRIPTS, migrate.SCHEMA = scripts, schema
    pipe.send("ready")
    Store.open(path, password).close()
    pipe.send("opened")


def as_nobody(path: Path, password: str, pipe: Connection) -> None:
    """Do what a user without rights on the folder can do; tell the answers."""
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    store = Store.open(path, password)
    told: list[object] = [store.read_only, store.read(organisation.setting, "count")]
    try:
        store.write(bump, "count")
    except StoreError as error:
        told.append(type(error).__name__)
    try:
        store.change_password("новый пароль 12", password)
    except StoreError as error:
        told.append(type(error).__name__)
    told.append([str(problem) for problem in store.checkup()])
    store.close()
    pipe.send(told)


def with_small_files(path: Path, password: str, limit: int, pipe: Connection) -> None:
    """Write while no file may grow beyond *limit* bytes, then without the limit; tell how it went."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = Store.open(path, password)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    told: list[str] = []
    for _ in range(3):
        try:
            store.write(organisation.keep_setting, "big", "ж" * 2_000_000)
        except StoreError as error:
            told.append(type(error).__name__)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told.append(str(store.write(bump, "count")))
    told.extend(str(problem) for problem in store.checkup())
    store.close()
    pipe.send(told)


def copy_on(path: Path, password: str, pipe: Connection) -> None:
    """Make copy after copy, with an act before each."""
    store = Store.open(path, password)
    pipe.send("ready")
    while True:
        store.write(bump, "count")
        store.copies.take(Why.HALF_HOUR)
