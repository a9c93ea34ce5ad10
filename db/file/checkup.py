"""Whether the file is sound: its pages, its links, its schema (compared exactly) and its journal."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Event

from sqlmodel import Session

from db.file import engine, keys, migrate
from db.file.keys import Keys
from db.journal import journal, reconcile
from db.journal.problems import Problem, ProblemKind
from db.journal.reconcile import Reconciled
from domain.progress import Progress

_PAGE = re.compile(r".* for page (\d+)")


def check(session: Session, beside: Session, progress: Progress | None = None) -> Reconciled:
    """Return every fault found, and how many records agree with the journal.

    Pages and links are checked in a thread of their own, in *beside*, a second session over the same state:
    SQLite does not need the interpreter for them. If pages are broken, nothing else is reported. The WAL must
    be empty, because only the pages of the main file are checked.

    Raises:
        Cancelled: if the user cancelled.
    """
    under_way = _WhileSound(progress or Progress())
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages") as pool:
        aside = pool.submit(_pages_and_links, beside, under_way)
        try:
            problems = (*_schema(session), *journal.verify(session, progress=under_way))
            found = reconcile.reconcile(session, progress=under_way)
        except Exception:
            under_way.over.set()
            if broken := aside.result()[0]:  # damage that was read gives an error; the pages name it
                return Reconciled(broken)
            raise
        broken, links = aside.result()
    if broken:
        return Reconciled(broken)
    return replace(found, problems=(*links, *problems, *found.problems), end=journal.head(session))


class _WhileSound(Progress):
    """The progress of what is compared while the pages are checked: it stops once one of them is broken."""

    def __init__(self, whole: Progress) -> None:
        super().__init__(whole.step)
        self.over = Event()  # once nobody waits for the links


def _pages_and_links(
    session: Session, under_way: _WhileSound
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    broken = pages(session)
    if broken:
        under_way.cancel()
    return broken, () if broken or under_way.over.is_set() else _links(session)


def since(session: Session, seq: int, head: str, progress: Progress | None = None) -> Reconciled:
    """Return every fault in the events after this one, in the records that they prove, and in the schema.

    0 and ``journal.START`` are for the whole journal. Other pages than these need are not read.

    Raises:
        Cancelled: if the user cancelled.
    """
    if journal.mac_at(session, seq) != head:
        return Reconciled((Problem(ProblemKind.JOURNAL, str(seq)),))
    found = reconcile.reconcile(session, seq, progress)
    problems = (*_schema(session), *journal.verify(session, (seq, head), progress), *found.problems)
    return replace(found, problems=problems, end=journal.head(session))


def anchor(session: Session, found: Keys, dek: bytes) -> tuple[Problem, ...]:
    """Return a problem if the anchor in the key file is missing, invalid, or not found in the journal."""
    noted = found.anchor
    if noted is None or not keys.anchor_holds(found, dek):
        return (Problem(ProblemKind.ANCHOR, keys.FORMAT),)
    if journal.mac_at(session, noted.seq) != noted.head:
        return (Problem(ProblemKind.ANCHOR, str(noted.seq)),)
    return ()


def pages(session: Session) -> tuple[Problem, ...]:
    """Return every page that is damaged; the WAL must be empty, as for ``check``."""
    connection = session.connection()
    rows = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    found = [_PAGE.sub(r"\1", str(row[0])) for row in rows]
    if not found:
        rows = connection.exec_driver_sql("PRAGMA integrity_check").all()
        found = [str(row[0]) for row in rows if row[0] != "ok"]
    return tuple(Problem(ProblemKind.PAGES, place) for place in found)


def _links(session: Session) -> tuple[Problem, ...]:
    rows = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    return tuple(Problem(ProblemKind.LINKS, f"{row[0]} {row[1]} -> {row[2]}") for row in rows)


def _schema(session: Session) -> tuple[Problem, ...]:
    """Compare with a freshly created schema: a trigger or view that is not ours could act in our name."""
    found = migrate.objects(session.connection())
    if migrate.of_today(found):
        return ()  # by far the most frequent case
    strange = sorted(found ^ _fresh(migrate.SCRIPTS, migrate.SCHEMA))
    return tuple(Problem(ProblemKind.SCHEMA, f"{kind} {name}") for kind, name, *_ in strange)


@cache
def _fresh(_scripts: Path, _schema: int) -> frozenset[tuple[str, ...]]:
    """Return what a new file of these revisions holds."""
    fresh = engine.in_memory()
    try:
        with fresh.begin() as connection:
            migrate.install(connection)
            return migrate.objects(connection)
    finally:
        fresh.dispose()
