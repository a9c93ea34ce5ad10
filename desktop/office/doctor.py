"""Whether this installation can do its work, and what a file looks like from outside. No Qt, no password.

What it finds may be sent to somebody who helps, so it names no person, no path and no file: a folder is
called by what it is for.
"""

import importlib
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from desktop.office import own_folder
from domain.progress import Cancelled, Progress
from resources import VERSION
from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.copies import Copy

LIBRARIES = {  # as they are imported, and as they are installed
    "PySide6.QtWidgets": "PySide6-Essentials",
    "sqlcipher3": "sqlcipher3",
    "sqlalchemy": "SQLAlchemy",
    "sqlmodel": "sqlmodel",
    "alembic": "alembic",
    "reportlab.pdfgen.canvas": "reportlab",
    "openpyxl": "openpyxl",
    "lxml.etree": "lxml",
    "docx": "python-docx",
    "pymorphy3": "pymorphy3",
    "petrovich": "petrovich",
    "pyrage": "pyrage",
}
PARTS = (  # what travels with the program
    "fonts/Inter.ttf",
    "fonts/PTSans-Regular.ttf",
    "fonts/PTSans-Bold.ttf",
    "fonts/PTSans-Italic.ttf",
    "fonts/PTSans-BoldItalic.ttf",
    "fonts/DejaVuSans.ttf",
    "fonts/DejaVuSans-Bold.ttf",
    "theme.toml",
    "icons/merilo.svg",
    "translations/ru/LC_MESSAGES/merilo.mo",
    "catalogue/catalogue.yaml",
    "catalogue/source.txt",
)
ROOM = 200_000_000  # bytes; documents of a team and a copy of a large file need this much
MEGABYTE = 1_000_000
OLDEST_CLOCK = 2026  # the year of the first release: a clock before it is wrong


class State(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    NOTE = "note"  # worth knowing, nothing to mend
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and what to do about it if anything is wrong."""

    state: State
    what: str
    found: str
    cure: str = ""


def examine(words: Words, documents: Path, database: Path | None = None) -> tuple[Finding, ...]:
    """Look at the installation and, if given, at a file from outside; the order is that of the report.

    *documents* is the folder where files are first looked for.
    """
    found = [*_program(words), *_libraries(words), *_parts(words)]
    found += [_settings(words), *_folders(words, documents), _apart(words), _clock(words)]
    found += _display(words)
    if database is not None:
        found += _file(words, database)
    return tuple(found)


def report(findings: tuple[Finding, ...]) -> str:
    """Return the findings as plain lines, what is wrong first."""
    marks = {State.GOOD: "+", State.NOTE: "·", State.WRONG: "!"}
    order = sorted(findings, key=lambda one: one.state is not State.WRONG)
    lines: list[str] = []
    for one in order:
        lines.append(f"{marks[one.state]} {one.what}: {one.found}")
        if one.cure:
            lines.append(f"    {one.cure}")
    return "\n".join(lines)


def _program(words: Words) -> Iterator[Finding]:
    _ = words.gettext
    how = _("installed") if own_folder.installed() else _("from sources")
    if own_folder.carried() is not None:
        how = _("portable")
    yield Finding(State.GOOD, "Merilo", f"{VERSION}, {how}")
    yield Finding(State.GOOD, "Python", f"{platform.python_version()}, {platform.machine()}")
    yield Finding(State.GOOD, _("System"), f"{platform.system()} {platform.release()}")


def _libraries(words: Words) -> Iterator[Finding]:
    _ = words.gettext
    for module, package in LIBRARIES.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            # The name of what the system lacks is all that helps; the rest of the text has paths.
            lacks = str(error).partition(":")[0] if ".so" in str(error).partition(":")[0] else ""
            yield Finding(
                State.WRONG,
                package,
                _("cannot be used; the system lacks {name}").format(name=lacks)
                if lacks
                else _("cannot be used"),
                _("Install Merilo again, or the library that is named."),
            )
            continue
        yield Finding(State.GOOD, package, _version(package))
    try:
        from db.file import driver

        connection = driver.in_memory()
        try:
            cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
        finally:
            connection.close()
        yield Finding(State.GOOD, "SQLCipher", str(cipher))
    except Exception as error:
        yield Finding(
            State.WRONG,
            "SQLCipher",
            type(error).__name__,
            _("Without it no file opens: install Merilo again."),
        )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "—"


def _parts(words: Words) -> Iterator[Finding]:
    _ = words.gettext
    lacking = [name for name in PARTS if not _has(name)]
    if lacking:
        yield Finding(
            State.WRONG,
            _("Fonts, texts and pictures"),
            _("missing: {names}").format(names=", ".join(lacking)),
            _("Install Merilo again: documents and screens need them."),
        )
    else:
        yield Finding(State.GOOD, _("Fonts, texts and pictures"), _("complete"))


def _has(name: str) -> bool:
    try:
        return bool(resources.data(name))
    except OSError:
        return False


def _settings(words: Words) -> Finding:
    _ = words.gettext
    what, where = _("Settings"), own_folder.settings_folder() / own_folder.SETTINGS
    try:
        sound = own_folder.is_sound(where.read_bytes())
    except FileNotFoundError:
        return Finding(State.GOOD, what, _("none yet"))
    except OSError:
        return Finding(
            State.WRONG, what, _("cannot be read"), _("Check the rights on the folder of the settings.")
        )
    if not sound:
        return Finding(
            State.WRONG,
            what,
            _("damaged"),
            _("The next start of the window sets them aside and begins with new ones."),
        )
    if not os.access(where, os.W_OK):
        cure = _("What is chosen is forgotten at the end: check the rights on the folder of the settings.")
        return Finding(State.WRONG, what, _("cannot be written"), cure)
    return Finding(State.GOOD, what, _("sound"))


def _folders(words: Words, documents: Path) -> Iterator[Finding]:
    _ = words.gettext
    temporary = Path(tempfile.gettempdir())
    for what, folder in ((_("Folder for files"), documents), (_("Folder for temporary files"), temporary)):
        yield _folder(words, what, folder)


def _folder(words: Words, what: str, folder: Path) -> Finding:
    _ = words.gettext
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"merilo")
    except OSError:
        return Finding(
            State.WRONG,
            what,
            _("cannot be written") if folder.is_dir() else _("does not exist"),
            _("Choose another folder for the file, or ask for the right to write to this one."),
        )
    from db.file import place

    free = place.free(folder / "file")
    if free is None:
        return Finding(State.GOOD, what, _("can be written"))
    told = _("can be written, {n} MB free").format(n=words.number(free // MEGABYTE, 0))
    if free < ROOM:
        return Finding(State.WRONG, what, told, _("Make room: documents and copies may fail."))
    return Finding(State.GOOD, what, told)


def _apart(words: Words) -> Finding:
    """Try what reading a stranger's file and drawing a paper need."""
    from desktop.office.intake import apart

    _ = words.gettext
    what = _("A process of its own for others' files")
    try:
        answer = apart.read(answered, progress=Progress())
    except (Exception, Cancelled) as error:
        return Finding(
            State.WRONG,
            what,
            _("does not start ({kind})").format(kind=type(error).__name__),
            _("Lists, job descriptions and packets cannot be read: a guard of this computer may forbid it."),
        )
    return Finding(State.GOOD if answer else State.WRONG, what, _("starts"))


def answered(_progress: Progress) -> bool:
    """Return True, from another process."""
    return True


def _clock(words: Words) -> Finding:
    _ = words.gettext
    now = datetime.now().astimezone()
    told = f"{words.date(now.date())}, {words.time(now)}, UTC{now:%z}"
    if now.year < OLDEST_CLOCK:
        return Finding(
            State.WRONG, _("Clock"), told, _("Set it: terms and dates in documents are counted from it.")
        )
    return Finding(State.GOOD, _("Clock"), told)


def _display(words: Words) -> Iterator[Finding]:
    _ = words.gettext
    if not sys.platform.startswith("linux"):
        return
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if any(os.environ.get(name) for name in names):
        yield Finding(State.GOOD, _("Display"), _("there is one"))
    else:
        yield Finding(
            State.NOTE, _("Display"), _("none"), _("Without one there is no window; the commands work.")
        )


def _file(words: Words, path: Path) -> Iterator[Finding]:
    from db.file import copies, keys, opening, place
    from db.file.errors import StoreError
    from desktop.office.sentences import sentence

    _ = words.gettext
    try:
        opening.look(path)
        size = path.stat().st_size
        yield Finding(
            State.GOOD,
            _("The file"),
            _("can be ours, {n} MB").format(n=words.number(size / MEGABYTE)),
        )
    except (StoreError, OSError) as error:
        told = sentence(error, words)
        yield Finding(State.WRONG, _("The file"), _nameless(told.what, path), _nameless(told.rest, path))
        if not path.is_file():
            return
    try:
        keys.load(path)
        yield Finding(State.GOOD, _("Its key file"), _("is beside it and sound"))
    except (StoreError, OSError) as error:
        told = sentence(error, words)
        yield Finding(State.WRONG, _("Its key file"), _nameless(told.what, path), _nameless(told.rest, path))
    if opening.has_wal(path):
        yield Finding(
            State.NOTE, _("Its log"), _("is beside it: the file is open, or the program was ended hard")
        )
    # Where no lock can be had, on a network or in a protected folder, nobody can tell who has it open.
    if place.on_network(path):
        yield Finding(
            State.NOTE, _("Its disk"), _("is on a network"), _("Keep the file on a disk of this computer.")
        )
    else:
        yield _window(words, path)
    if service := place.sync_service(path):
        cure = _("Keep the file elsewhere: two computers that sync it can lose work.")
        yield Finding(State.NOTE, _("Its folder"), _("is synced by {name}").format(name=service), cure)
    yield _copies(words, copies.newest(path))


def _window(words: Words, path: Path) -> Finding:
    from db.file import lock
    from db.file.errors import OpenElsewhere, StoreError

    _ = words.gettext
    protected = Finding(State.NOTE, _("Its folder"), _("cannot be written"), _("The file opens read-only."))
    try:
        lock.take(path, lambda: datetime.now(UTC)).release()
    except OpenElsewhere:
        return Finding(State.NOTE, _("Open in a window"), _("yes"))
    except (StoreError, OSError):
        return protected
    if not os.access(path.parent, os.W_OK):
        return protected
    return Finding(State.GOOD, _("Open in a window"), _("no"))


def _copies(words: Words, newest: "Copy | None") -> Finding:
    _ = words.gettext
    if newest is None or newest.taken is None:
        return Finding(State.NOTE, _("Its copies"), _("none"), _("Make one: Copies, or merilo backup."))
    day = newest.taken.astimezone().date()
    return Finding(State.GOOD, _("Its copies"), _("the newest is of {date}").format(date=words.date(day)))


def _nameless(text: str, path: Path) -> str:
    """Return the sentence without the file's name: it may be that of an organisation or a person."""
    for name in (str(path), path.name, path.stem):
        text = text.replace(name, "…")
    return text
