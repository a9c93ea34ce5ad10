"""Reads a damaged file without its list of tables: its other pages show where each table begins.

The list is on the first page and on others. Each page is decrypted only if it authenticates. A copy of the
file gets a first page that lists one table alone, and is read as any other file; the damaged file is only
read.
"""

import contextlib
import hmac
import secrets
import struct
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, override

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from db.file import copying, driver, keys, migrate
from db.file.driver import APPLICATION_ID, PLAIN, Mode, connect
from db.file.errors import Damaged, DriverError, NotOurs, of_system
from domain.progress import Progress
from resources import parts

if TYPE_CHECKING:
    import sqlite3

OBJECTS = "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"

PAGE, SALT, IV, MAC = 4096, 16, 16, 64  # bytes, as SQLCipher 4 has them
_ROOM = PAGE - IV - MAC  # of a page, for what SQLite writes
_LEAF, _ROWS, _KEYS = 13, (5, 13), (2, 10)  # kinds of pages: of rows by number, of rows by their key
_UNREADABLE = (10, 11, 26)  # IOERR, CORRUPT, NOTADB
_LOG, _FRAME = 32, 24  # bytes before the pages of a log, and before each of them
_AT_ONCE = 256  # pages between two questions whether to go on


class Readable(ABC):
    """A damaged file that can be asked for rows, one question after the other."""

    _connection: "sqlite3.Connection | None" = None

    @abstractmethod
    def again(self) -> None:
        """Connect once more: after a damaged page a connection may give no more rows."""

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()

    def rows(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that can be read, and raise at the first that cannot."""
        assert self._connection is not None
        with page_by_page():
            yield from self._connection.execute(question, values)

    def one(self, question: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row, or None.

        Raises:
            Unreadable: if it cannot be read; the next question works again.
        """
        assert self._connection is not None
        try:
            with page_by_page():
                return self._connection.execute(question, values).fetchone()
        except Unreadable:
            self.again()
            raise


class Unlisted(Readable):
    """The damaged file without its list of tables: a copy of it that lists one table at a time.

    What is left of the list shows where a table begins. If all of that is as in a file just made, or
    just rewritten, so is the rest.
    """

    def __init__(self, path: Path, dek: bytes, noted_salt: bytes, copy: Path, progress: Progress) -> None:
        self.path, self._dek, self._copy = path, dek, copy
        self.version = migrate.SCHEMA
        try:
            with of_system(copy):
                keys.write_private(copy, b"")
                pages = _carried(path, dek, noted_salt, copy, progress)
            self._ours = {name: _plainly(sql) for kind, name, sql in todays() if kind == "table"}
            if pages is None or not self._is_todays(pages):
                raise Damaged(path)
            self._pages = pages
            self._roots = self._begins(pages)
        except BaseException:
            copying.remove(copy)
            raise

    def _is_todays(self, pages: "_Pages") -> bool:
        """Return whether the schema is the one that we know; each table that is listed tells."""
        listed = [(name, one) for name, one in pages.listed.items() if one is not None]
        if pages.application_id not in (None, APPLICATION_ID):
            raise NotOurs(self.path)
        same = all(self._ours.get(name) == _plainly(one.sql) for name, one in listed)
        return same and bool(listed) and pages.version in (None, migrate.SCHEMA)

    def _begins(self, pages: "_Pages") -> dict[str, int]:
        roots = {name: one.root for name, one in pages.listed.items() if one is not None}
        missing = self._ours.keys() - pages.listed.keys()
        for places in _usual_places(self._copy, self._dek) if missing else ():
            if all(places[name] == root for name, root in roots.items()):
                roots |= {name: places[name] for name in missing}
                break
        by_key = {name for name, sql in self._ours.items() if sql.rstrip().endswith("WITHOUT ROWID")}
        return {name: root for name, root in roots.items() if pages.holds_rows(root, by_key=name in by_key)}

    def knows(self, table: str) -> bool:
        """Let the copy list this table, and return whether it is known where it begins."""
        root = self._roots.get(table)
        if root is None:
            return False
        super().close()
        with of_system(self._copy):
            _list_alone(self._pages, self._copy, table, self._ours[table], root)
        self.again()
        return True

    @override
    def again(self) -> None:
        super().close()
        self._connection = connect(self._copy, self._dek, Mode.FROZEN, cut_off=True)

    @override
    def close(self) -> None:
        super().close()
        copying.remove(self._copy)


def _plainly(sql: str) -> str:
    """Return the SQL of a table with the same columns and no index: nothing lists where one begins."""
    with contextlib.closing(driver.in_memory()) as trial:
        trial.execute(sql)
        ((name, by_key),) = trial.execute(
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        info = trial.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = [f'"{row[1]}"' for row in sorted(info, key=lambda row: row[5]) if row[5]]
    numbered = len(key) == 1 and not by_key and any(row[5] and row[2].upper() == "INTEGER" for row in info)
    columns = [
        f'"{column}" {kind}'
        + (" PRIMARY KEY" if numbered and place else "")
        + (f" DEFAULT ({default})" if default is not None else "")  # of a column that a migration added
        for _number, column, kind, _filled, default, place in info
    ]
    if by_key:
        columns.append(f"PRIMARY KEY ({', '.join(key)})")
    return f'CREATE TABLE "{name}" ({", ".join(columns)}){" WITHOUT ROWID" if by_key else ""}'


def _usual_places(beside: Path, dek: bytes) -> Iterator[dict[str, int]]:
    """Yield where each table begins in a new file, in a rewritten one, and in one made step by step."""
    for by_steps in (False, True):
        yield from _places_of_new(beside, dek, by_steps=by_steps)


def _places_of_new(beside: Path, dek: bytes, *, by_steps: bool) -> Iterator[dict[str, int]]:
    from db.file import engine

    trial = parts.beside(beside)
    try:
        keys.write_private(trial, b"")
        making = engine.make(trial, dek)
        try:
            migrate.upgrade(making, trial, by_steps=by_steps)
        finally:
            making.dispose()
        with contextlib.closing(connect(trial, dek)) as connection:
            for way in ("SELECT 1",) if by_steps else ("SELECT 1", "VACUUM"):
                connection.execute(way).fetchall()
                asked = "SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"
                yield dict(connection.execute(asked).fetchall())
    finally:
        copying.remove(trial)


class Unreadable(Exception):
    """A page that is needed does not authenticate, or is not there."""


@contextlib.contextmanager
def page_by_page() -> Generator[None]:
    try:
        yield
    except DriverError as error:
        if not unreadable(error):
            raise
        raise Unreadable from error


def unreadable(error: Exception) -> bool:
    """Return whether the driver says that a page does not authenticate or makes no sense."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in _UNREADABLE


def todays() -> Sequence[tuple[str, str, str]]:
    """Return kind, name and SQL of what is in a file of today's schema."""
    from db.file import engine

    fresh = engine.in_memory()
    try:
        with fresh.begin() as connection:
            migrate.install(connection)
            return [tuple(row) for row in connection.exec_driver_sql(OBJECTS)]  # type: ignore[misc]
    finally:
        fresh.dispose()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A table as the list has it: its first page and its SQL."""

    root: int
    sql: str


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the pages of a file told: the kind of each (0 if it cannot be read), and of the list what is left.

    ``listed`` has None for a table of which two first pages are told. ``first`` is the first page, if it can
    be read.
    """

    code: "_Code"
    kinds: bytes
    listed: Mapping[str, _Listed | None]
    first: bytes | None

    @property
    def version(self) -> int | None:
        """The version of the schema; None if the first page cannot be read."""
        return None if self.first is None else struct.unpack_from(">I", self.first, 60)[0]

    @property
    def application_id(self) -> int | None:
        """Whose file it is; None if the first page cannot be read."""
        return None if self.first is None else struct.unpack_from(">I", self.first, 68)[0]

    def holds_rows(self, root: int, *, by_key: bool) -> bool:
        """Return whether a table of this kind can begin there; a page that cannot be read may be anything."""
        kind = self.kinds[root] if 1 < root < len(self.kinds) else 1
        return kind == 0 or kind in (_KEYS if by_key else _ROWS)


class _Code:
    """How the pages of one file are encrypted and authenticated."""

    def __init__(self, dek: bytes, salt: bytes) -> None:
        self.salt, self._dek = salt, dek
        self._mac = _derived(dek, bytes(one ^ 0x3A for one in salt))

    def page(self, number: int, content: bytes) -> bytes | None:
        """Return what SQLite wrote on the page; None if it does not authenticate."""
        start = SALT if number == 1 else 0
        if len(content) != PAGE or not hmac.compare_digest(
            content[-MAC:], self._tag(number, content[start:-MAC])
        ):
            return None
        cipher = Cipher(AES256(self._dek), CBC(content[_ROOM : _ROOM + IV])).decryptor()
        plain = cipher.update(content[start:_ROOM]) + cipher.finalize()
        return PLAIN + plain if number == 1 else plain

    def first(self, plain: bytes) -> bytes:
        """Return the first page of the file with this content."""
        iv = secrets.token_bytes(IV)
        cipher = Cipher(AES256(self._dek), CBC(iv)).encryptor()
        content = cipher.update(plain[SALT:_ROOM]) + cipher.finalize() + iv
        return self.salt + content + self._tag(1, content)

    def _tag(self, number: int, content: bytes) -> bytes:
        return hmac.digest(self._mac, content + number.to_bytes(4, "little"), "sha512")


def _derived(dek: bytes, salt: bytes) -> bytes:
    """Return the first half of the only block of PBKDF2 with two turns of HMAC-SHA512.

    ``hashlib`` has that function only together with an OpenSSL, which does not come along on Windows.
    """
    first = hmac.digest(dek, salt + (1).to_bytes(4), "sha512")
    second = hmac.digest(dek, first, "sha512")
    return bytes(one ^ other for one, other in zip(first, second, strict=True))[:32]


def _carried(path: Path, dek: bytes, noted_salt: bytes, copy: Path, progress: Progress) -> "_Pages | None":
    """Carry the file over into *copy*, looking at each page; None if no page authenticates.

    The file begins with the salt that its pages are authenticated by; *noted_salt* is what it was, if the
    first page is lost, else empty.
    """
    number = path.stat().st_size // PAGE
    kinds = bytearray(number + 1)
    listed: dict[str, _Listed | None] = {}
    first = None
    with path.open("rb") as file, copy.open("wb") as target:
        if (code := _code(path, dek, noted_salt)) is None:
            return None
        log, size = _logged(path, code)
        number = size or number
        kinds.extend(bytes(max(0, number + 1 - len(kinds))))
        for page in range(1, number + 1):
            if not page % _AT_ONCE:
                progress.step(page, number)
            content = file.read(PAGE)
            content = log.get(page, content)
            target.write(content.ljust(PAGE, b"\0"))  # a file cut off within a page moves no other
            if (plain := code.page(page, content)) is None:
                continue
            first = plain if page == 1 else first
            start = 100 if page == 1 else 0
            kinds[page] = plain[start]
            if plain[start] == _LEAF:
                for name, one in _listed(plain, start):
                    listed[name] = one if listed.get(name, one) == one else None
    return _Pages(code, bytes(kinds[: number + 1]), listed, first)


def _logged(path: Path, code: "_Code") -> tuple[dict[int, bytes], int]:
    """Return the pages that the log beside the file holds of finished acts, and how many the file then has.

    A page counts if it authenticates and is of the same log: what an earlier one left behind has other salts.
    """
    pages: dict[int, bytes] = {}
    size, act = 0, dict[int, bytes]()
    try:
        log = path.with_name(path.name + "-wal").open("rb")
    except OSError:
        return {}, 0
    with log:
        salts = log.read(_LOG)[16:24]
        while len(head := log.read(_FRAME)) == _FRAME and head[8:16] == salts:
            number, after = struct.unpack_from(">II", head)
            content = log.read(PAGE)
            if code.page(number, content) is None:
                break
            act[number] = content
            if after:  # the last page of an act
                pages, size, act = pages | act, after, {}
    return pages, size


def _list_alone(pages: "_Pages", copy: Path, table: str, sql: str, root: int) -> None:
    """Let *copy* list this table alone."""
    cell = _row(table, sql, root)
    begins = _ROOM - len(cell)
    plain = bytearray(_ROOM)
    plain[:100] = struct.pack(
        ">16sHBBBBBB4I8I20xII",
        PLAIN,
        *(PAGE, 1, 1, IV + MAC, 64, 32, 32),  # no log; the shares that SQLite wants
        *(1, len(pages.kinds) - 1, 0, 0),  # changes, pages, none of them free
        *(1, 4, 0, 0, 1, 0, 0, APPLICATION_ID),  # the format, and texts in UTF-8
        *(1, 3_000_000),  # that the number of pages is of the last change, made by a version 3 of SQLite
    )
    struct.pack_into(">BHHHB", plain, 100, _LEAF, 0, 1, begins, 0)
    struct.pack_into(">H", plain, 108, begins)
    plain[begins:] = cell
    with copy.open("rb+") as file:
        file.write(pages.code.first(bytes(plain)))


def _code(path: Path, dek: bytes, noted_salt: bytes) -> "_Code | None":
    """Return the code by which a page authenticates."""
    with path.open("rb") as file:
        start = file.read(SALT)
        codes = [_Code(dek, salt) for salt in (start, noted_salt) if len(salt) == SALT]
        file.seek(0)
        number = 0
        while content := file.read(PAGE):
            number += 1
            for code in codes:
                if number > 1 and code.page(number, content) is not None:
                    return code
    return None


def _listed(page: bytes, start: int) -> Iterator[tuple[str, "_Listed"]]:
    """Yield the tables of a page that holds a part of the list; nothing of any other page."""
    (cells,) = struct.unpack_from(">H", page, start + 3)
    for number in range(cells):
        with contextlib.suppress(ValueError, IndexError, struct.error):
            (at,) = struct.unpack_from(">H", page, start + 8 + 2 * number)
            size, at = _varint(page, at)
            _number, at = _varint(page, at)
            values = _values(page[at : min(at + size, len(page))])
            if len(values) != 5:
                return
            kind, name, of, root, sql = values
            if kind == "table" and name == of and isinstance(root, int) and isinstance(sql, str):
                yield str(name), _Listed(root, sql)


def _values(record: bytes) -> list[str | int | None]:
    """Return the values of a record of texts and whole numbers.

    Raises:
        ValueError: if it is another.
    """
    end, at = _varint(record, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values: list[str | int | None] = []
    for kind in kinds:
        if kind >= 13 and kind % 2:
            size = (kind - 13) // 2
            if at + size > len(record):
                raise ValueError("it goes on elsewhere")
            values.append(record[at : at + size].decode())
        elif kind in (0, 8, 9):
            size = 0
            values.append(None if kind == 0 else kind - 8)
        elif kind <= 6:
            size = (1, 2, 3, 4, 6, 8)[kind - 1]
            values.append(int.from_bytes(record[at : at + size], signed=True))
        else:
            raise ValueError("no text and no whole number")
        at += size
    return values


def _varint(content: bytes, at: int) -> tuple[int, int]:
    number = 0
    for _byte in range(8):
        number = number << 7 | content[at] & 127
        at += 1
        if content[at - 1] < 128:
            return number, at
    return number << 8 | content[at], at + 1


def _row(table: str, sql: str, root: int) -> bytes:
    """Return the cell of the list that names this table."""
    texts = [one.encode() for one in ("table", table, table, sql)]
    kinds = [13 + 2 * len(one) for one in texts]
    head = b"".join(map(_as_varint, (*kinds[:3], 4, kinds[3])))
    record = bytes((len(head) + 1,)) + head + b"".join(texts[:3]) + root.to_bytes(4) + texts[3]
    return _as_varint(len(record)) + b"\x01" + record


def _as_varint(number: int) -> bytes:
    return bytes((number,)) if number < 128 else bytes((number >> 7 | 128, number & 127))
