"""One file of a copy, ``NAME.merilo-backup``: database and key file together, and what the copy is.

It is a ZIP archive without compression, so that any program can take the two files out of it by hand. Each
part has its SHA-256 in the description; a container is written whole, read back, and only then gets its name.
"""

import hashlib
import json
import os
import re
import struct
import zipfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from db.file import keys
from db.file.errors import Damaged, DiskFull, Newer, NotOurs, Unwritable, of_system
from domain.canonical import once
from resources import parts

SUFFIX = ".merilo-backup"
FORMAT = "merilo-backup"
VERSION = 1
DATABASE, KEYS, ABOUT = "file.merilo", "file.merilo.keys", "copy.json"
_LARGEST = 1 << 16  # bytes of the description
_CHUNK = 1 << 20
_STEP = 8 << 20  # bytes that may wait to be written to the disk
_YEAR = 366 * 24 * 3600  # seconds; no copy takes as long
_TEXTS = ("why", "file_id", "head", "common_head", "database", "keys")
_DATED = re.compile(r"-\d{8}-\d{6}(-\d+)?$")
_DATE = (1980, 1, 1, 0, 0, 0)
_LENGTHS = 26  # bytes of the head of a part before the lengths of its name and of what follows it
_LISTED = 46  # bytes of a line of the list at the end, without name
_END, _LARGE = 22, 56 + 20  # bytes of the end of an archive, and of what an archive over 4 GB has before it
_TORN = (
    zipfile.BadZipFile,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class About:
    """What a container says of itself; nothing in it is secret.

    ``seq`` and ``head`` are the last event of its journal, ``common_…`` the last that it shares with the
    file: an erasure gives a copy events of its own. ``rows`` counts those of all tables, ``took`` is in
    seconds; ``database`` and ``keys`` are sums, the latter empty without a key file.
    """

    taken: datetime
    why: str
    file_id: str
    schema: int
    seq: int
    head: str
    common_seq: int
    common_head: str
    rows: int
    took: float
    database: str = ""
    keys: str = ""


def about(path: Path) -> About:
    """Read the description alone.

    Raises:
        FileNotFoundError: if there is no such file.
        NotOurs: if it is something else.
        Damaged: if it is torn.
        Newer: if a later program wrote it.
        Unwritable: if it cannot be read.
    """
    with _opened(path) as archive:
        return _about(archive, path)


def key_file(path: Path) -> bytes | None:
    """Read the key file alone; None if the copy has none.

    Raises:
        As ``about``.
    """
    with _opened(path) as archive:
        return _key_file(archive, _about(archive, path))


def pack(database: Path, key_file: bytes | None, about: About, target: Path) -> None:
    """Write the container in place of *target*, whole or not at all.

    Raises:
        DiskFull, Unwritable: no part of it is left behind.
        Damaged: if the disk does not give back what was written.
    """
    plain = asdict(about) | {"format": FORMAT, "version": VERSION, "taken": about.taken.isoformat()}
    plain["keys"] = "" if key_file is None else hashlib.sha256(key_file).hexdigest()
    with _whole(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        with database.open("rb") as source, archive.open(_entry(DATABASE), "w", force_zip64=True) as to:
            plain["database"] = _carry(source, _steadily(file, to.write))
        if key_file is not None:
            archive.writestr(_entry(KEYS), key_file)
        archive.writestr(_entry(ABOUT), json.dumps(plain, indent=1))


def unpack(path: Path, database: Path) -> tuple[About, bytes | None]:
    """Write the database to the new private file *database*; return the description and the key file.

    Raises:
        Damaged: if a part is not what the description says.
        NotOurs, Newer, Unwritable, FileNotFoundError: as ``about``; about *database* also DiskFull.
    """
    with of_system(database):
        keys.write_private(database, b"")
    with database.open("rb+") as target:

        def put(chunk: bytes) -> None:
            with of_system(database):
                target.write(chunk)

        read = _parts(path, put)
        with of_system(database):
            keys.sync_file(target)
    return read


def duplicate(path: Path, target: Path) -> None:
    """Write the container at *target* too, whole or not at all; both are read.

    Raises:
        FileNotFoundError, NotOurs, Newer, Damaged, DiskFull, Unwritable: no part is left behind.
    """
    with path.open("rb") as source, _whole(target) as file:
        _carry(source, _steadily(file, file.write))


@contextmanager
def _whole(target: Path) -> Generator[IO[bytes]]:
    """Open a private part to write to; *target* is it once it is on the disk and reads as it was written."""
    part = parts.beside(target)
    try:
        with of_system(target):
            keys.write_private(part, b"")  # so that no one else can ever read it
            with part.open("rb+") as file:
                yield file
            with part.open("rb+") as file:
                keys.sync_file(file)
        _read_back(part)
        with of_system(target):
            part.replace(target)
            keys.sync_folder(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def name(stem: str, at: datetime) -> str:
    """Return the name of a copy of the file *stem*, by the local time; a long stem is cut."""
    return f"{shortened(stem)}-{at.astimezone():%Y%m%d-%H%M%S}{SUFFIX}"


def shortened(stem: str) -> str:
    """Return as much of the name of a file as the names of its copies have."""
    return stem.encode()[:200].decode(errors="ignore")


def stem(path: Path) -> str:
    """Return the name of the file that a copy of this name is of, as ``name`` has put it there."""
    return _DATED.sub("", path.name.removesuffix(SUFFIX))


def _read_back(part: Path) -> None:
    _parts(part, lambda _chunk: None)


def _parts(path: Path, put: Callable[[bytes], object]) -> tuple[About, bytes | None]:
    with _opened(path) as archive:
        found = _about(archive, path)
        with archive.open(DATABASE) as source:
            if _carry(source, put) != found.database:
                raise Damaged(path)
        return found, _key_file(archive, found)


def _key_file(archive: zipfile.ZipFile, about: About) -> bytes | None:
    if not about.keys:
        return None
    content = _small(archive, KEYS, keys.LARGEST)
    if hashlib.sha256(content).hexdigest() != about.keys:
        raise ValueError("another sum")
    return content


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                raise NotOurs(path) if path.stat().st_size else Damaged(path)
            with zipfile.ZipFile(file) as archive:
                if _has_more(file, archive):
                    raise Damaged(path)
                yield archive
    except (FileNotFoundError, DiskFull, Unwritable):
        raise
    except OSError as error:
        raise Unwritable(path) from error
    except _TORN as error:
        raise Damaged(path) from error


def _has_more(file: IO[bytes], archive: zipfile.ZipFile) -> bool:
    """Return whether bytes that no part accounts for lie before, between or after the parts."""
    at = 0
    for one in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if one.header_offset != at:
            return True
        file.seek(at + _LENGTHS)
        name, extra = struct.unpack("<HH", file.read(4))
        at += _LENGTHS + 4 + name + extra + one.compress_size
    file.seek(-_END, os.SEEK_END)
    end = file.read(_END)
    listed = sum(_LISTED + len(one.orig_filename.encode()) + len(one.extra) for one in archive.infolist())
    size = file.tell() - at - listed  # the end, with its larger twin for what does not fit into it
    return at != archive.start_dir or not end.startswith(b"PK\x05\x06") or size not in (_END, _END + _LARGE)


def _about(archive: zipfile.ZipFile, path: Path) -> About:
    names = archive.namelist()
    if ABOUT not in names:
        raise NotOurs(path)
    plain = json.loads(_small(archive, ABOUT, _LARGEST), object_pairs_hook=once)
    if plain.pop("format") != FORMAT:
        raise NotOurs(path)
    if (version := int(plain.pop("version"))) > VERSION:
        raise Newer(path, version, VERSION)
    taken = datetime.fromisoformat(plain.pop("taken")).astimezone(UTC)
    found = About(taken=taken, **plain)
    whole = {DATABASE, ABOUT} | ({KEYS} if found.keys else set[str]())
    numbers = all(type(plain[name]) is int for name in ("schema", "seq", "common_seq", "rows"))
    texts = all(type(plain[name]) is str for name in _TEXTS)
    if not (numbers and texts and 0 <= float(found.took) < _YEAR):
        raise Damaged(path)
    if len(names) != len(whole) or set(names) != whole:
        raise Damaged(path)
    if any(one.compress_type != zipfile.ZIP_STORED for one in archive.infolist()):
        raise Damaged(path)  # a small archive must not fill the disk
    return found


def _small(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    with archive.open(name) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise ValueError(name)
    return content


def _steadily(file: IO[bytes], put: Callable[[bytes], object]) -> Callable[[bytes], object]:
    """Return *put*, which lets the disk keep up: a mark that is saved meanwhile waits for all that waits."""
    waiting = 0

    def put_steadily(chunk: bytes) -> None:
        nonlocal waiting
        put(chunk)
        waiting += len(chunk)
        if waiting >= _STEP:
            file.flush()
            os.fsync(file.fileno())
            waiting = 0

    return put_steadily


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr = 0o600 << 16
    return entry


def _carry(source: IO[bytes], put: Callable[[bytes], object]) -> str:
    """Hand on what *source* holds; return its sum."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        put(chunk)
    return digest.hexdigest()
