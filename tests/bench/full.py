"""The size of a file of 1,000 people and 12 quarters with all its events, and the cost of checking it."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep
from typing import Any

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles, entries, people, snapshots
from db.assessing.sheet import sheets
from db.file import checkup, keys, migrate, triggers
from db.file.copies import Why
from db.file.store import Store
from db.framework import frameworks
from db.journal import content, journal
from db.journal.problems import Record
from domain.assessing.case import Cycle, CycleKind
from domain.assessing.snapshot import take
from domain.canonical import canonical
from domain.framework.profile import Phase
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.bench.crowd import crowd
from tests.bench.lean import DAY, ROOM, copy_of, lean, work_a_day
from tests.bench.measure import Figure, Waits, seconds
from tests.bench.team_map import QUARTERS, Team

PEOPLE, LARGE = 1_000, 10_000
FEW = 120  # of 12 quarters and 71 competencies each
COMPUTED = 40  # snapshots that are really computed; all others are copies
RATED = 30  # people whose marks are written through the program
OF_SHEET = (Record.SHEET, Record.MARKS, Record.WORDS)


def figures() -> list[Figure]:
    """Measure size, walk and check of the file (made once), and the size of marks written one by one."""
    kept, lean, marks = made()
    with TemporaryDirectory(dir=ROOM) as folder:
        return _measured(copy_of(kept, Path(folder)), lean, marks)


def _measured(path: Path, lean: int, marks: int) -> list[Figure]:
    gc.disable()  # as the program does: it collects on a timer of its own
    store = Store.open(path)
    whole = path.stat().st_size
    events = store.read(journal.head)[0]
    walk = min(seconds(lambda: store.read(journal.verify)) for _again in range(3))
    read = min(seconds(lambda: store.read(_events)) for _again in range(3))
    check, pause = _held(lambda: _check(store))
    _time, still = _held(lambda: sleep(check / 2))
    parts = seconds(lambda: store.read(_pragmas))
    end = store.read(journal.head)
    work_a_day(store)
    day = seconds(lambda: _day(store, end))
    store.close()
    gc.enable()
    return [
        Figure("file, a mark", whole / marks, lean / marks, limit=None, most=250, unit="bytes"),
        Figure("file, a mark rated", _rated(), whole / marks, limit=None, most=300, unit="bytes"),
        Figure("check: 1,000 events", walk / events * 1000, read / events * 1000, limit=None, most=0.003),
        Figure("check: whole file", check, parts, limit=None, most=6.0),
        Figure("check: longest pause", pause, still, limit=None, most=0.05),
        Figure("check: a day's work", day, check, limit=None, most=2.0),
        large_day(),
    ]


def restored() -> list[Figure]:
    """Measure how long a copy of 100,000 marks takes to be restored, checks included, against making it."""
    kept = lean(FEW)
    with TemporaryDirectory(dir=ROOM) as folder:
        store = Store.open(copy_of(kept, Path(folder)))
        made = seconds(lambda: store.copies.take(Why.BY_HAND))
        (copy,) = store.copies.listed()
        took = seconds(lambda: store.copies.restore(copy, Path(folder) / "new.merilo"))
        store.close()
    return [Figure("restore 100,000 marks", took, made, limit=None, most=10.0)]


def large_day() -> Figure:
    """Measure the check after opening of a day in a file of 10,000 people, against that in a small one."""
    crowd(LARGE).store.close()
    with TemporaryDirectory(dir=ROOM) as folder:
        large = _day_in(copy_of(ROOM / f"team-{LARGE}.merilo", Path(folder)))
        small = Path(folder) / "small.merilo"
        Store.create(small, None).store.close()
        return Figure("check: a day in 10,000", large, _day_in(small), limit=None, most=2.0)


def _day_in(path: Path) -> float:
    store = Store.open(path)
    store.prepare()
    store.check_since_last()
    work_a_day(store)
    began = process_time()  # of the processor: others work on the machine too
    found = store.check_since_last()
    took = process_time() - began
    assert found.problems == (), found.problems[:3]
    assert found.compared > DAY * len(OF_SHEET)
    store.close()
    return took


def made() -> tuple[Path, int, int]:
    """Return the file, its bytes without journal and computations, and the number of marks in it."""
    ROOM.mkdir(exist_ok=True)
    path, told = ROOM / f"full-{migrate.SCHEMA}.merilo", ROOM / f"full-{migrate.SCHEMA}.txt"
    if not told.exists():
        with TemporaryDirectory(dir=ROOM) as folder:
            team = Team(Path(folder), PEOPLE)
            lean, marks = _filled(team)
            team.path.replace(path)
            keys.beside(team.path).replace(keys.beside(path))
        told.write_text(f"{lean} {marks}", encoding="utf-8")
    lean, marks = (int(word) for word in told.read_text(encoding="utf-8").split())
    return path, lean, marks


def _filled(team: Team) -> tuple[int, int]:
    db = team.raw()
    db.execute(
        "INSERT INTO case_item (case_id, item_id, in_scope, reason) "
        'SELECT "case".id, item.id, 1, \'\' FROM "case", item'
    )
    lean = _bytes(db)
    db.close()
    team.store.write(_computed)
    end = team.store.read(journal.head)
    db = team.raw()
    db.execute("BEGIN")
    db.execute(
        "INSERT INTO snapshot (uid, case_id, engine, made_at, items_id, duties_id, policy_id, content,"
        ' content_hash) SELECT lower(hex(randomblob(16))), "case".id, engine, made_at, items_id, duties_id,'
        ' policy_id, content, content_hash FROM "case" JOIN snapshot ON snapshot.id = 1 + "case".id % ?'
        ' WHERE "case".state = \'closed\' AND "case".id NOT IN (SELECT case_id FROM snapshot)',
        (COMPUTED,),
    )
    db.execute("COMMIT")  # so that the store sees what it proves
    db.execute("BEGIN")
    db.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _told(team, db, *end))
    for guard in triggers.TRIGGERS:
        db.execute(guard)  # which were off while the file was being filled
    db.execute("COMMIT")
    marks = db.execute("SELECT count(*) FROM mark").fetchone()[0]
    db.close()
    team.store.close()
    return lean, marks


def _computed(session: Session) -> None:
    """Store the results of some of the closed cases, as closing them does."""
    rows = session.exec(
        select(models.Case, models.Cycle)
        .join(models.Cycle)
        .where(models.Case.state == "closed")
        .order_by(col(models.Case.id).desc())
        .limit(COMPUTED)
    ).all()
    for case, cycle in rows:
        known = entries.known(session, case, cycle)
        snapshots.keep(session, case.id, take(known.entries, known.framework.duties, known.policy))
    session.info["unjournaled"] = True


def _told(team: Team, db: Any, seq: int, previous: str) -> Iterator[tuple[object, ...]]:
    """Yield the events of all records, as acts in this file would have written and proved them."""
    sign = journal.signer(keys.journal_key(team.dek))
    at = datetime.now(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")
    for act, kind, subject, data in _acts(team, db):
        seq += 1
        told = canonical(data).decode()
        row = (seq, at, team.boss, act, kind, subject, told)
        mac = sign(*row, previous)
        previous = mac.hex()
        yield (*row, mac)


def _acts(team: Team, db: Any) -> Iterator[tuple[str, str, int | None, dict[str, Any]]]:
    def proof(record: Record, ids: list[int]) -> list[list[object]]:
        return [
            [record.value, one, digest]
            for one, digest in team.store.read(content.hashes, record, ids).items()
        ]

    added = [row[0] for row in db.execute("SELECT id FROM person WHERE is_actor = 0")]
    yield "load", "person", None, {"added": added, "proof": proof(Record.PERSON, added)}
    marks = db.execute("SELECT sheet_id, item_id, state, level FROM mark ORDER BY sheet_id, item_id")
    given = groupby(marks, lambda row: row[0])
    parts = [row[0] for row in db.execute("SELECT id FROM snapshot_part")]
    for cycle, state in db.execute("SELECT id, state FROM cycle ORDER BY id").fetchall():
        asked = 'SELECT "case".id, sheet.id FROM "case" JOIN sheet ON case_id = "case".id WHERE cycle_id = ?'
        rows = db.execute(f"{asked} ORDER BY sheet.id", (cycle,)).fetchall()
        cases, sheet_ids = [row[0] for row in rows], [row[1] for row in rows]
        opening = [*proof(Record.CYCLE, [cycle]), *proof(Record.CASE, cases)]
        yield "open", "cycle", cycle, {"proof": opening}
        proofs = zip(*(proof(record, sheet_ids) for record in OF_SHEET), strict=True)
        for sheet, proved in zip(sheet_ids, proofs, strict=True):
            told, of_sheet = next(given)
            assert told == sheet, "sheets are in the order of their cycles"
            for _sheet, item, mark, level in of_sheet:
                yield "rate", "sheet", sheet, {"item": item, "state": mark, "level": level}
            yield "submit", "sheet", sheet, {"proof": list(proved)}
        if state == "closed":
            closing = [*proof(Record.SNAPSHOT, cases), *proof(Record.PART, parts)]
            yield "close", "cycle", cycle, {"cases": cases, "proof": closing}


def _rated() -> float:
    """Return the bytes per mark written through the program, with its share of the case and computation."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rated.merilo"
        store = Store.create(path, None).store
        boss = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
        store.act_as(boss)
        profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
        items = [one.id for one in store.read(frameworks.newest).items]
        rated = [
            store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=f"Человек{number}"))
            for number in range(RATED)
        ]
        before = store.read(_used)
        cycle = store.write(cycles.open_cycle, Cycle(kind=CycleKind.QUARTERLY, starts_on=date(2026, 10, 1)))
        for number, person in enumerate(rated):
            case = store.write(cases.open_case, cycle, person, profile.id)
            sheet = store.write(sheets.open_sheet, case, boss, Role.MANAGER)
            for place, item in enumerate(items):
                store.write(sheets.rate, sheet, item, Mark.rated((number + place * place) % 5))
            store.write(sheets.submit, sheet)
        store.write(cycles.close_cycle, cycle)
        used = store.read(_used) - before
        store.close()
    return used / (RATED * len(items))


def _held(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long the work takes in a thread of its own, and the longest it blocked this one."""
    begun = last = perf_counter()
    longest = waited = 0.0
    waits = Waits()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        while not future.done():
            sleep(0.002)
            now, stood = perf_counter(), waits.waited()
            longest, last = max(longest, now - last - stood), now
            waited += stood
        future.result()  # what it raises is raised here
    return perf_counter() - begun - waited, longest


def _check(store: Store) -> None:
    found = store.check()
    assert found.problems == (), found.problems[:3]
    assert found.compared > PEOPLE * QUARTERS * len(OF_SHEET), found.compared


def _day(store: Store, end: journal.Head) -> None:
    found = store.read(checkup.since, *end)
    assert found.problems == () and found.compared > DAY * len(OF_SHEET)


def _events(session: Session) -> int:
    """Read the journal and do nothing with it: the least that the walk can cost."""
    driver: Any = session.connection().connection.driver_connection
    return sum(1 for _row in driver.execute("SELECT * FROM journal ORDER BY seq"))


def _pragmas(session: Session) -> None:
    """Run SQLite's own checks."""
    for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
        session.connection().exec_driver_sql(f"PRAGMA {pragma}").all()


def _used(session: Session) -> int:
    return _bytes(session.connection().connection.driver_connection)


def _bytes(db: Any) -> int:
    """Return the bytes of the pages in use."""
    pages, free = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
    return (pages - free) * 4096
