"""What can still be read of a damaged file, row by row, into a new one; the damaged file is never touched."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, override

from db.file import copying, driver, keys, migrate, opening, place, restoring
from db.file.damaged.bare import OBJECTS, Readable, Unlisted, Unreadable, todays, unreadable
from db.file.driver import APPLICATION_ID, Mode, connect
from db.file.errors import Damaged, DriverError, Newer, NotOurs, OnNetwork, of_sqlite, of_system
from domain.progress import Progress
from resources import parts

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

_LAST = (1 << 63) - 1
_AT_ONCE = 2_000  # rows written between two questions whether to go on


@dataclass(frozen=True, slots=True)
class TableSaved:
    """One table: rows saved, rows that could not be read, rows left out because what they belong to is lost.

    ``lost`` is None if nothing tells how many rows there were.
    """

    table: str
    saved: int
    lost: int | None
    orphans: int = 0


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The new file, and what each table gave; ``loosened`` counts links that now lead nowhere."""

    path: Path
    tables: tuple[TableSaved, ...]
    loosened: int = 0

    @property
    def saved(self) -> int:
        """Rows in the new file."""
        return sum(one.saved for one in self.tables)

    @property
    def not_saved(self) -> tuple[TableSaved, ...]:
        """The tables that lost something, or may have."""
        return tuple(one for one in self.tables if one.lost != 0 or one.orphans)


def salvage(
    damaged: Path,
    new: Path,
    password: str | None,
    recovery_code: str | None = None,
    progress: Progress | None = None,
) -> Salvaged:
    """Make a new file of all rows that can be read.

    Raises:
        Exists: if there is a file or a key file of the new name; nothing is ever overwritten.
        KeysMissing, WrongPassword, WrongRecoveryCode: as when the file is opened.
        Damaged: if no page can be read, or the list of tables cannot and nothing tells what it was.
        FileNotFoundError, NotOurs, Newer, OnNetwork, DiskFull, Unwritable, Cancelled: nothing is left behind.
    """
    progress = progress or Progress()
    if place.on_network(new):
        raise OnNetwork(new)
    from db.file import creation

    with creation.alone(new, part := creation.part_of(new)):
        restoring.clear(new, part)
        return _salvaged(damaged, new, part, password, recovery_code, progress)


def _salvaged(
    damaged: Path, new: Path, part: Path, password: str | None, recovery_code: str | None, progress: Progress
) -> Salvaged:
    with contextlib.suppress(Damaged):  # it may well be cut off
        opening.look(damaged)
    found, dek = opening.unlock(damaged, password, recovery_code)
    written: tuple[Path, ...] = ()
    try:
        with of_system(new):
            keys.write_private(part, b"")
        noted_salt = found.salt if found is not None else b""
        with (
            of_sqlite(damaged),
            contextlib.closing(_source(damaged, dek, noted_salt, part, progress)) as source,
        ):
            tables, loosened = _carry(source, part, dek, progress)
        result = Salvaged(new, tables, loosened)
        facts, _result = restoring.changed(part, dek, _recorded(result))
        if found is not None:
            written = copying.put_keys(keys.anchored(keys.unchecked(found), dek, *facts.head), new)
        copying.put_new(part, new)
    except BaseException:
        copying.remove(part)
        copying.remove_keys(written)
        raise
    return result


def _source(
    damaged: Path, dek: bytes, noted_salt: bytes, part: Path, progress: Progress
) -> "_Source | Unlisted":
    """Return the file as what can be asked for its tables; without their list, which costs a copy of it.

    Raises:
        Damaged: if neither can be.
    """
    try:
        source = _Source(damaged, dek)
        if source.lists_tables:
            return source
        source.close()
    except DriverError as error:
        if not unreadable(error):
            raise
    # What SQLite has open here is not opened by hand.
    if driver.is_open(damaged):
        raise Damaged(damaged)
    return Unlisted(damaged, dek, noted_salt, parts.beside(part), progress)


class _Source(Readable):
    """The damaged file, opened anew after each page that cannot be read (P54)."""

    def __init__(self, path: Path, dek: bytes) -> None:
        self.path, self._dek = path, dek
        self._mode = Mode.READ if opening.has_wal(path) else Mode.FROZEN
        try:
            self._connection = self._opened()
        except DriverError:
            if self._mode is Mode.FROZEN:
                raise
            self._mode = Mode.FROZEN  # the log may be what is damaged, or its folder takes no index
            self._connection = self._opened()

    def _opened(self) -> "sqlite3.Connection":
        connection = connect(self.path, self._dek, self._mode, cut_off=True)
        try:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            self.version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if application_id != APPLICATION_ID:
                raise NotOurs(self.path)
            if self.version > migrate.SCHEMA:
                raise Newer(self.path, self.version, migrate.SCHEMA)
        except BaseException:
            connection.close()
            raise
        return connection

    @override
    def again(self) -> None:
        self.close()
        self._connection = self._opened()

    @property
    def lists_tables(self) -> bool:
        """Whether the list of tables can be read, to its end."""
        try:
            self.one("SELECT count(*) FROM sqlite_master")
        except (Unreadable, DriverError):
            return False
        return True

    def knows(self, table: str) -> bool:
        """Return whether the list of tables has this one."""
        try:
            self.one(f'SELECT 1 FROM "{table}" LIMIT 0')
        except (Unreadable, DriverError):
            return False
        return True


def _carry(
    source: "_Source | Unlisted", part: Path, dek: bytes, progress: Progress
) -> tuple[tuple[TableSaved, ...], int]:
    objects = _objects(source)
    tables = [(name, sql) for kind, name, sql in objects if kind == "table"]
    if not any(source.knows(name) for name, _sql in tables):
        raise Damaged(source.path)
    with contextlib.closing(connect(part, dek)) as target:
        # Free pages are written too: one that was never written authenticates by nothing, and stops VACUUM.
        for setting in ("foreign_keys=OFF", "journal_mode=OFF", "synchronous=OFF", "secure_delete=ON"):
            target.execute(f"PRAGMA {setting}")
        target.execute("BEGIN")
        saved: dict[str, int] = {}
        lost: dict[str, int | None] = {}
        for number, (name, sql) in enumerate(tables):
            progress.step(number, len(tables))
            target.execute(sql)
            known = source.knows(name)
            saved[name] = _table(source, target, name, progress) if known else 0
            lost[name] = _lost(source, name, saved[name]) if known else None
        for kind, _name, sql in objects:
            if kind == "index" and sql:
                target.execute(sql)
        orphans, loosened = _mend_links(target)
        for kind, _name, sql in objects:
            if kind == "trigger":
                target.execute(sql)
        target.execute(f"PRAGMA application_id={APPLICATION_ID}")
        target.execute(f"PRAGMA user_version={source.version}")
        target.execute("COMMIT")
    told = (
        TableSaved(name, saved[name] - orphans.get(name, 0), lost[name], orphans.get(name, 0))
        for name, _sql in tables
    )
    return tuple(told), loosened


def _objects(source: "_Source | Unlisted") -> Sequence[tuple[str, str, str]]:
    """Return kind, name and SQL of what is in the file; ours, if it is of today's schema."""
    if source.version == migrate.SCHEMA:  # then a strange trigger is left behind
        return todays()
    try:
        return [(kind, name, sql) for kind, name, sql in source.rows(OBJECTS)]
    except Unreadable:
        raise Damaged(source.path) from None


def _table(source: "_Source | Unlisted", target: "sqlite3.Connection", name: str, progress: Progress) -> int:
    """Carry over each row of the table that can be read; return how many."""
    info = target.execute(f'PRAGMA table_info("{name}")').fetchall()
    named = ", ".join(f'"{row[1]}"' for row in info)
    key = [f'"{row[1]}"' for row in sorted(info, key=lambda row: row[5]) if row[5]]
    try:
        target.execute(f'SELECT rowid FROM "{name}"')
        named, rows = f"rowid, {named}", _readable(source, name, named)
    except target.OperationalError:  # it is kept by its key alone
        rows = _from_both_ends(source, name, named, key)
    places = ", ".join("?" * (named.count(",") + 1))
    insert = f'INSERT OR IGNORE INTO "{name}" ({named}) VALUES ({places})'
    before = target.total_changes
    for number, row in enumerate(rows):
        if not number % _AT_ONCE:
            progress.step(0, 1)
        with contextlib.suppress(target.IntegrityError):  # a row whose values make no sense any more
            target.execute(insert, row)
    return target.total_changes - before


def _from_both_ends(
    source: "_Source | Unlisted", name: str, columns: str, key: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows before the first page that cannot be read, and those after the last."""
    for order in ("ASC", "DESC"):
        question = f'SELECT {columns} FROM "{name}" ORDER BY {", ".join(f"{one} {order}" for one in key)}'
        try:
            yield from source.rows(question)
            return
        except Unreadable:
            source.again()


def _readable(source: "_Source | Unlisted", name: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield rowid and columns of the rows in order; what cannot be read is leapt over."""
    question = f'SELECT rowid, {columns} FROM "{name}" WHERE rowid >= ? ORDER BY rowid'
    start = -_LAST
    while True:
        try:
            for row in source.rows(question, start):
                yield row
                start = row[0] + 1
            return
        except Unreadable:
            source.again()
        following = _next_readable(source, name, columns, start)
        if following is None:
            return
        start = following


def _next_readable(source: "_Source | Unlisted", name: str, columns: str, start: int) -> int | None:
    """Return the least number after *start* from which a row can be read, nearly; None if there is none."""
    question = f'SELECT rowid, {columns} FROM "{name}" WHERE rowid >= ? ORDER BY rowid LIMIT 1'

    def seek(number: int) -> tuple[bool, int | None]:
        try:
            row = source.one(question, number)
        except Unreadable:
            return False, None
        return True, None if row is None else row[0]

    if start == -_LAST:  # not even the first row: numbers begin at one
        start = 0
    bad, leap = start, 1
    while True:
        good = bad + leap
        if good >= _LAST:
            return None
        readable, row = seek(good)
        if readable:
            break
        bad, leap = good, leap * 2
    while good - bad > 1:
        middle = (good + bad) // 2
        readable, found = seek(middle)
        if readable:
            good, row = middle, found
        else:
            bad = middle
    return row


def _lost(source: "_Source | Unlisted", name: str, saved: int) -> int | None:
    """Return how many rows could not be read, as the smallest index counts them; None if it cannot."""
    try:
        counted = source.one(f'SELECT count(*) FROM "{name}"')
    except Unreadable:
        return None
    return None if counted is None else max(0, counted[0] - saved)


def _mend_links(target: "sqlite3.Connection") -> tuple[dict[str, int], int]:
    """Leave out the rows that belong to lost ones, and loosen links that may be empty; return how many.

    A file with links that lead nowhere would be refused by every check.
    """
    orphans: dict[str, int] = {}
    loosened = 0
    while broken := target.execute("PRAGMA foreign_key_check").fetchall():
        for table, link in sorted({(row[0], row[3]) for row in broken}):
            where, optional = _leads_nowhere(target, table, link)
            loose = _loosened(target, table, optional, where) if optional else None
            if loose is None:
                gone = target.execute(f'DELETE FROM "{table}" WHERE {where}').rowcount
                orphans[table] = orphans.get(table, 0) + gone
            else:
                loosened += loose
    return orphans, loosened


def _leads_nowhere(target: "sqlite3.Connection", table: str, link: int) -> tuple[str, list[str]]:
    """Return the condition for the rows whose link leads nowhere, and its columns that may be empty."""
    columns = [row for row in target.execute(f'PRAGMA foreign_key_list("{table}")') if row[0] == link]
    parent = columns[0][2]
    key = [row[1] for row in target.execute(f'PRAGMA table_info("{parent}")') if row[5]]
    pairs = [(row[3], row[4] or key[place]) for place, row in enumerate(columns)]
    named = " AND ".join(f'"{table}"."{ours}" IS NOT NULL' for ours, _theirs in pairs)
    same = " AND ".join(f'up."{theirs}" = "{table}"."{ours}"' for ours, theirs in pairs)
    info = {row[1]: row for row in target.execute(f'PRAGMA table_info("{table}")')}
    optional = [ours for ours, _theirs in pairs if not info[ours][3] and not info[ours][5]]
    return f'{named} AND NOT EXISTS (SELECT 1 FROM "{parent}" AS up WHERE {same})', optional


def _loosened(target: "sqlite3.Connection", table: str, columns: Sequence[str], where: str) -> int | None:
    """Empty these links; return of how many rows, None if a rule of the table wants them."""
    sets = ", ".join(f'"{name}" = NULL' for name in columns)
    try:
        return target.execute(f'UPDATE "{table}" SET {sets} WHERE {where}').rowcount
    except target.IntegrityError:
        return None


def _recorded(result: Salvaged) -> Any:
    """Return the act that tells the journal what this file came from."""

    def act(session: "Session") -> None:
        from db.journal import journal

        lost = {one.table: one.lost for one in result.not_saved}
        journal.record(session, "salvage", "file", None, {"saved": result.saved, "lost": lost})

    return act
