"""When two files of one organisation parted, and what each changed since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlmodel import Session

from db.assessing import rosters
from db.journal import exports
from db.journal.problems import Record
from db.journal.signed import signed
from db.people import requisites
from domain.exchange.merging import Keep

ACT, KIND = "merge_file", "file"

_OF = {
    Record.PERSON: "person",
    Record.PLAN: "plan",
    Record.CYCLE: "cycle",
    Record.EDITION: "framework",
    Record.RETIREMENT: "framework",
    Record.PROFILE: "profile",
    Record.JOB_DESCRIPTION: "job_description",
}
_KINDS = {"campaign": "cycle"}  # an act on the one is an act on the other

type Touched = Mapping[str, set[int]]
"""Table -> keys of the records that acts have changed."""


@dataclass(frozen=True, slots=True)
class Base:
    """What each file changed that the other does not know of, in its own keys.

    ``merged_here``: this file has taken in a state of the other before, so what neither changed since was
    decided then; ``merged_there`` the other way round.
    """

    here: Touched
    there: Touched
    merged_here: bool
    merged_there: bool
    set_here: frozenset[str]  # names of settings
    set_there: frozenset[str]

    def setting(self, name: str) -> Keep | None:
        """Return whose version of a setting stays; None if people must decide."""
        mine, theirs = name in self.set_here, name in self.set_there
        if mine != theirs:
            return Keep.HERE if mine else Keep.THERE
        if not mine and (self.merged_here or self.merged_there):
            return Keep.HERE if self.merged_here else Keep.THERE
        return None


def base(session: Session, driver: Any) -> Base:
    """Compare the journals: they agree up to where the files parted, or one knows the other by a merge."""
    parted = _parted(driver)
    own = [(_head(one), one) for one in signed(session, ACT, KIND)]
    known_there = [head for head, _ in own if _has(driver, "other", *head)]
    theirs = driver.execute(
        "SELECT seq, data FROM other.journal WHERE act = ? AND subject_kind = ?", (ACT, KIND)
    ).fetchall()
    heads = [(seq, _head(exports.told(data))) for seq, data in theirs]
    known_here = [head for _seq, head in heads if _has(driver, "main", *head)]
    since_here = max([parted, *(seq for seq, _ in known_here)])
    since_there = max([parted, *(seq for seq, _ in known_there)])
    return Base(
        _touched(driver, "main", since_here, set(known_there)),
        _touched(driver, "other", since_there, set(known_here)),
        bool(known_there),
        bool(known_here),
        _set(driver, "main", since_here, set(known_there)),
        _set(driver, "other", since_there, set(known_here)),
    )


def head(driver: Any, file: str) -> tuple[int, str]:
    """Return number and MAC of the last event of one of the files."""
    row = driver.execute(f"SELECT seq, mac FROM {file}.journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (row[0], row[1].hex())


def _parted(driver: Any) -> int:
    """Return the last event that both journals have: each MAC covers all before it."""
    low, high = 0, min(head(driver, "main")[0], head(driver, "other")[0])
    same = (
        "SELECT one.mac = two.mac FROM main.journal AS one JOIN other.journal AS two ON two.seq = one.seq"
        " WHERE one.seq = ?"
    )
    while low < high:
        middle = (low + high + 1) // 2
        row = driver.execute(same, (middle,)).fetchone()
        low, high = (middle, high) if row and row[0] else (low, middle - 1)
    return low


def _head(data: Mapping[str, Any]) -> tuple[int, str]:
    match data.get("other"):
        case [int(seq), str(mac)]:
            return seq, mac
        case _:
            return -1, ""


def _has(driver: Any, file: str, seq: int, mac: str) -> bool:
    row = driver.execute(f"SELECT mac FROM {file}.journal WHERE seq = ?", (seq,)).fetchone()
    return row is not None and bytes(row[0]).hex() == mac


def _touched(driver: Any, file: str, since: int, known: set[tuple[int, str]]) -> Touched:
    """Return what later events are about, but for merges with a state that the other file knows."""
    found: dict[str, set[int]] = defaultdict(set)
    sheets = driver.execute(
        f"SELECT DISTINCT subject_id FROM {file}.journal WHERE seq > ? AND subject_kind = 'sheet'", (since,)
    )
    found["sheet"].update(one for (one,) in sheets if one is not None)
    rows = driver.execute(
        f"SELECT act, subject_kind, subject_id, data FROM {file}.journal WHERE seq > ? AND act <> 'rate'",
        (since,),
    )
    for act, kind, subject, text in rows:
        data = exports.told(text)
        if (act, kind) == (ACT, KIND) and _head(data) in known:
            continue
        for of, one in _parts(kind, subject, data):
            if one is not None:
                found[_KINDS.get(of, of)].add(one)
        for record, one, _digest in data.get("proof", ()):
            if (table := _OF.get(record)) is not None:
                found[table].add(one)
    return found


def _set(driver: Any, file: str, since: int, known: set[tuple[int, str]]) -> frozenset[str]:
    """Return the settings that later events have set, but for merges with a state that the other has."""
    rows = driver.execute(
        f"SELECT act, subject_kind, data FROM {file}.journal WHERE seq > ?"
        " AND (act, subject_kind) IN (('set', 'setting'), ('load', 'person'), (?, ?))",
        (since, ACT, KIND),
    )
    found = set[str]()
    for act, kind, text in rows:
        data = exports.told(text)
        if (act, kind) == (ACT, KIND):
            if _head(data) not in known:
                found |= set(cast("list[str]", data.get("settings", [])))
        elif act == "load":
            found.add(rosters.COLUMNS)
        elif isinstance(name := data.get("name"), str):
            found.add(name)
            if name == requisites.SETTING and data.get("document") == requisites.USUAL:
                found.add(requisites.LOGO)
    return frozenset(found)


def _parts(kind: str, subject: int | None, data: Mapping[str, Any]) -> Iterable[tuple[str, int | None]]:
    yield kind, subject
    for _act, of, one, more in data.get("with", ()):
        yield from _parts(of, one, more)
