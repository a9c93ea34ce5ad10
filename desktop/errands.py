"""What is done for the window off the UI thread: looking at a file, making one, building the example."""

import shutil
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from domain.progress import Progress

if TYPE_CHECKING:  # comes after the first paint
    from db.file.store import Created, KeysMissing, Store
    from desktop.data import Data
    from domain.people.person import Person

DEMO = "demo"
LISTS = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv"})
"""Endings of lists of people; those that are refused are among them, since the reader says why."""


def import_data(progress: Progress) -> None:
    """Import what a file and its overview need, while the person is still reading the first screen."""
    for name in ("db.file.store", "db.home.glance"):
        import_module(name)


def import_screens() -> None:
    """Import the frame and the overview, while a file that was looked at is being opened."""
    for name in ("desktop.context", "desktop.frame.workspace", "desktop.home.screen"):
        import_module(name)


def prepare(data: "Data", progress: Progress) -> None:
    """Import what reading and writing need, and the first step from the overview."""
    data.prepare()
    for name in ("db.home.overview", "db.assessing.people", "db.assessing.sheets"):
        import_module(name)


def look_at(path: Path, progress: Progress) -> "tuple[Path, bool, KeysMissing | None]":
    """Return the path, whether the file asks for a password, and what is missing beside it."""
    from db.file.store import KeysMissing, Store

    try:
        return path, Store.needs_password(path), None
    except KeysMissing as missing:
        return path, True, missing  # not the end: the recovery code opens the file without its keys


def open_file(path: Path, password: str, code: str, progress: Progress) -> "Store":
    """Open the file by its password or its recovery code, one of which may be empty."""
    from db.file.store import Store

    return Store.open(path, password or None, code or None)


def renew_password(data: "Data", password: str, progress: Progress) -> None:
    """Let this password open the file from now on; a key file that is lost is made anew."""
    data.change_password(password)


def make_file(path: Path, password: str, person: "Person", progress: Progress) -> "Created":
    """Make a file in which this person works."""
    from db.assessing import people
    from db.file.store import Store

    with suppress(OSError):  # a new account may have no folder for documents yet; Store tells why not
        path.parent.mkdir(parents=True, exist_ok=True)
    created = Store.create(path, password)
    created.store.write(people.add, person)
    return created


def make_demo(folder: Path, today: date, progress: Progress) -> Path:
    """Build the example once; it appears whole or not at all."""
    from desktop.office.demo import demo

    path = folder / DEMO / f"{DEMO}.merilo"
    if not path.exists():
        part = folder / f"{DEMO}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        demo.build(part / path.name, today)
        progress.step(1, 1)
        shutil.rmtree(folder / DEMO, ignore_errors=True)
        part.rename(folder / DEMO)
    return path


def is_list(paths: tuple[Path, ...]) -> bool:
    """Tell whether this is one file that may be a list of people."""
    return len(paths) == 1 and paths[0].suffix.casefold() in LISTS and paths[0].is_file()


def same(one: Path, other: Path) -> bool:
    """Tell whether both paths lead to one file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other
