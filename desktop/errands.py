"""The window's work off the UI thread: examining a file, creating one, building the example."""

import shutil
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from domain.password import Tries
from domain.progress import Progress

if TYPE_CHECKING:  # imported after the first paint
    from db.file.store import Created, KeysMissing, Store
    from desktop.data import Data
    from domain.people.person import Person

DEMO = "demo"
LISTS = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv"})
"""File name endings of lists of people; refused formats are included, because the reader says why."""


def import_data(progress: Progress) -> None:
    """Import what opening a file and its overview need, while the first screen is being read."""
    for name in ("db.file.store", "db.home.glance"):
        import_module(name)


def import_screens() -> None:
    """Import the frame and the overview while the chosen file is being opened."""
    for name in ("desktop.context", "desktop.frame.workspace", "desktop.home.screen"):
        import_module(name)


def prepare(data: "Data", progress: Progress) -> None:
    """Import what reading and writing need, and the overview's first step; remove old leftovers."""
    data.prepare()
    from db.file import backup, leftovers

    leftovers.sweep(data.path.parent, backup.folder(data.path))
    for name in ("db.home.overview", "db.assessing.people", "db.assessing.sheets"):
        import_module(name)


def look_at(path: Path, progress: Progress) -> "tuple[Path, bool, KeysMissing | None]":
    """Return the path, whether the file needs a password, and which of its keys are missing."""
    from db.file.store import KeysMissing, Store

    try:
        return path, Store.needs_password(path), None
    except KeysMissing as missing:
        return path, True, missing  # not fatal: the recovery code opens the file without its keys


def open_file(path: Path, password: str, code: str, tries: Tries, progress: Progress) -> "Store":
    """Open the file with its password or its recovery code; one of them may be empty."""
    from db.file.store import Store

    return Store.open(path, password or None, code or None, tries=tries)


def renew_password(data: "Data", new: str, present: str, progress: Progress) -> None:
    """Make *new* the file's only password; a lost key file is created again."""
    data.change_password(new, present)


def make_file(path: Path, password: str, person: "Person", progress: Progress) -> "Created":
    """Create a file in which this person works."""
    from db.assessing import people
    from db.file.store import Store

    with suppress(OSError):  # a new account may have no Documents folder yet; Store says what fails
        path.parent.mkdir(parents=True, exist_ok=True)
    created = Store.create(path, password)
    created.store.write(people.add, person)
    return created


def make_demo(folder: Path, today: date, progress: Progress) -> Path:
    """Build the example once; it appears complete or not at all."""
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
    """Return whether this is a single file that may be a list of people."""
    return len(paths) == 1 and paths[0].suffix.casefold() in LISTS and paths[0].is_file()


def same(one: Path, other: Path) -> bool:
    """Return whether both paths lead to the same file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other
