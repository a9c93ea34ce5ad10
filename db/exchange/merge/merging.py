"""Merging another file of the same organisation into this one: one act, and a preview that is the act undone.

Records are found by identity alone. What only one file changed since they parted is taken; what both changed
is a conflict, which people decide; what is signed or decided is never replaced. The guards of frozen rows are
taken off within the transaction and put back before it ends, as a migration does.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, select

from db import models
from db.assessing import merging as cards
from db.exchange.merge import merge_base, merge_codes, merge_keys, merge_names, merge_packets, other_file
from db.exchange.merge.merge_fates import Fates
from db.exchange.merge.merge_rows import NEW, THERE, Rows
from db.exchange.merge.merge_rules import RULES, How, Rule
from db.exchange.merge.merge_seats import Seats
from db.exchange.merge.merge_versions import Versions
from db.exchange.merge.other_file import Other
from db.file.triggers import GUARDS
from db.journal import content, journal
from db.journal.problems import Record
from db.models.types import actor_id
from db.people import erasing
from domain.errors import Unknown
from domain.exchange.merging import About, Conflict, Count, Decisions, Keep, Kind, Merged, NotMerged, Why
from domain.people.erasure import LedgerLine
from domain.progress import Progress

# The person of these follows a card that was merged into another, as in ``db.assessing.merging``.
_MOVING = ("case", "plan", "basis_paper", "familiarisation", "issued_paper", "known_key")
_SHEET = (Record.SHEET, Record.MARKS, Record.WORDS, Record.ASKED)
# What comes as parts of another record alone, and is proved with it.
_WITH = {
    Record.MARKS: Record.SHEET,
    Record.ASKED: Record.SHEET,
    Record.WORDS: Record.SHEET,
    Record.PROVISIONS: Record.EDITION,
}
# Of drafts nothing is proved before they are signed or published.
_PROVED = {
    **dict.fromkeys(_SHEET, "SELECT id FROM main.sheet WHERE state = 'submitted'"),
    **dict.fromkeys(
        (Record.EDITION, Record.PROVISIONS), "SELECT id FROM main.framework WHERE state <> 'draft'"
    ),
    Record.RETIREMENT: "SELECT id FROM main.framework WHERE retired_at IS NOT NULL",
    Record.PROFILE: "SELECT id FROM main.profile WHERE state <> 'draft'",
    Record.JOB_DESCRIPTION: "SELECT id FROM main.job_description WHERE state <> 'draft'",
    Record.SCALE: "SELECT id FROM main.scale WHERE state <> 'draft'",
}


class _Tried(Exception):
    """Carries what a merge would do out of the transaction that is then undone."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.merged = merged


def preview(
    write: Callable[..., Any],
    other: Other,
    decisions: Decisions,
    named: Callable[[int], str],
    progress: Progress | None = None,
) -> Merged:
    """Return what ``merge`` would do: it is done and undone, by *write* of the store or of the window's data.

    Raises:
        NotMerged, CannotMerge, Unknown: as ``merge``, but not for what nobody has decided yet.
    """
    try:
        write(_try, other, decisions, named, progress or Progress())
    except _Tried as tried:
        return tried.merged
    raise AssertionError("a preview is always undone")


def merge(
    session: Session,
    other: Other,
    decisions: Decisions,
    named: Callable[[int], str],
    progress: Progress | None = None,
) -> Merged:
    """Merge the other file into this one; *named* makes what stands for the n-th person erased.

    Raises:
        NotMerged: for another organisation, records in two versions about which nobody decided, or counts
            that are not those expected.
        Unknown: if a code of ``decisions.same`` is nobody's.
        CannotMerge: if two cards of one person cannot become one.
        Cancelled: if the user cancelled.
    """
    other_file.attach(session, other)
    try:
        return _merged(session, other, decisions, named, progress or Progress(), trying=False)
    except BaseException:
        session.rollback()
        raise


def _try(
    session: Session, other: Other, decisions: Decisions, named: Callable[[int], str], progress: Progress
) -> None:
    other_file.attach(session, other)
    try:
        raise _Tried(_merged(session, other, decisions, named, progress, trying=True))
    except BaseException:
        session.rollback()
        raise


def _merged(
    session: Session,
    other: Other,
    decisions: Decisions,
    named: Callable[[int], str],
    progress: Progress,
    *,
    trying: bool,
) -> Merged:
    driver: Any = session.connection().connection.driver_connection
    organisations = [
        driver.execute(f"SELECT uid FROM {one}.organisation").fetchone() for one in ("main", "other")
    ]
    if organisations[0] != organisations[1]:
        raise NotMerged(Why.OTHER_ORGANISATION)
    with journal.act(session, "merge_file", "file") as act:
        lines: tuple[LedgerLine, ...] = other.store.read(erasing.ledger)
        erased, ledger = erasing.carry_out(session, erasing.news(session, lines), named)
        session.flush()
        work = _Work(session, driver, decisions, progress)
        told = work.do(trying=trying)
        for there, here in decisions.same.items():
            cards.merge(session, work.person("main", here), work.double(there))
            session.flush()
        act.data = {
            "other": list(other.head),
            "new": {one.kind.value: one.new for one in told.counts if one.new},
            "conflicts": len(told.conflicts),
            "keep": decisions.keep and decisions.keep.value,
            "kept_there": sum(
                not one.fixed and decisions.of(one.record) is Keep.THERE for one in told.conflicts
            ),
            "anew": work.proved(),
            "settings": work.settings,
            "released": work.released,
            **ledger,
        }
        work.end()
    event, _mac = journal.head(session)
    counts = tuple(
        replace(one, erased=len(erased)) if one.kind is Kind.PEOPLE else one for one in told.counts
    )
    return replace(told, counts=counts, erased=erased, event=0 if trying else event)


class _Work:
    """One merge under way."""

    def __init__(self, session: Session, driver: Any, decisions: Decisions, progress: Progress) -> None:
        self._session, self._driver, self._decisions, self._progress = session, driver, decisions, progress
        self._rows = Rows(driver, decisions.papers.items())
        self._moved: dict[str, set[int]] = defaultdict(set)
        self._recoded: dict[str, str] = {}
        self.settings = list[str]()  # that came
        self.released = list[tuple[int, int, int]]()  # case, assessor, and how often taken off by now
        self._set = list[str]()  # settings that only the other file has changed

    def do(self, *, trying: bool) -> Merged:
        """Merge all tables; return what came of it."""
        rows, decisions = self._rows, self._decisions
        rows.begin()
        versions = Versions(rows, actor_id(self._session))
        base = merge_base.base(self._session, self._driver)
        fates = Fates(rows, base, decisions, versions)
        self._identify()
        fates.decide()
        for rule in _rules(How.PART):
            rows.number(rule)
        for rule in _rules(How.RECORD, How.ADDED):
            rows.stage(rule)
        doubles = merge_codes.doubles(rows)
        twice = merge_codes.twice(rows)
        recoded = merge_codes.recode(self._session, rows)
        self._recoded = {one.there: one.here for one in recoded if one.kind is Kind.PEOPLE}
        merge_codes.quote(rows, recoded)
        merge_packets.leave_out(rows)
        seats = Seats(rows)
        self.released = seats.known
        taken = list[tuple[Rule, tuple[Any, ...]]]()
        for rule in _rules(How.ADDED):
            for keys in rows.otherwise(rule):
                stays = base.setting(*keys) if rule.table == "setting" else None
                if stays is None:
                    stays = Keep.THERE if self._decided(fates, versions, rule, keys) else Keep.HERE
                elif stays is Keep.THERE:
                    self._set.append(keys[0])
                if stays is Keep.THERE:
                    taken.append((rule, keys))
        for place in merge_codes.numbered_twice(rows):
            fates.in_two_versions(Conflict(Kind.PAPERS, place, fixed=True, record=f"issued_paper {place}"))
        if not trying:
            _check(fates.conflicts, decisions)
        released = seats.told()
        marks = self._write(fates, seats, taken)
        counts = self._counts(fates.conflicts, marks, seats)
        return Merged(counts, tuple(fates.conflicts), doubles, recoded, (), twice, released)

    def _decided(self, fates: Fates, versions: Versions, rule: Rule, keys: tuple[Any, ...]) -> bool:
        """Return whether people decided that the words of the other file stay."""
        fixed = rule.table not in _FREE
        parts = versions.of_setting(*keys) if rule.table == "setting" else ()
        place, record = self._place(rule, keys), f"{rule.table} {keys}"
        kind, about = rule.kind or Kind.DECISIONS, self._about(rule, keys)
        return fates.in_two_versions(Conflict(kind, place, fixed, record, differences=parts, about=about))

    def _about(self, rule: Rule, keys: tuple[Any, ...]) -> About:
        told = dict(zip(rule.same[0].split(), keys, strict=True))
        for name, table in (("case_id", "case"), ("author_id", "person")):
            if name in told:
                return merge_names.about(self._rows, table, told[name], "main")
        return About()

    def _identify(self) -> None:
        rows = self._rows
        for rule in RULES:
            if rule.how is not How.APART:
                rows.match(rule)
                if rule.table == "person":
                    self._follow_cards()
                if rule.table == "question_set":
                    self._other_questions()
        for rule in _rules(How.RECORD, How.ADDED):
            rows.number(rule)
            if rule.table == "person":
                self._follow_cards()

    def _follow_cards(self) -> None:
        """Let what belongs to a person go to the card that another was merged into."""
        self._rows.run(
            "UPDATE temp.map_person SET final = coalesce("
            "(SELECT merged_into FROM main.person WHERE id = our),"
            " (SELECT k.our FROM other.person AS o JOIN temp.map_person AS k ON k.their = o.merged_into"
            " WHERE o.id = temp.map_person.their), our)"
        )

    def _other_questions(self) -> None:
        """A set of the same name with other questions is another set."""
        items = (
            "(SELECT group_concat({key} || ' ' || i.position ORDER BY i.item_id)"
            " FROM {file}.question_set_item AS i"
            " {join} WHERE i.set_id = temp.map_question_set.{own})"
        )
        theirs = items.format(
            key="t.our", file="other", join="JOIN temp.map_item AS t ON t.their = i.item_id", own="their"
        ).replace("ORDER BY i.item_id", "ORDER BY t.our")
        ours = items.format(key="i.item_id", file="main", join="", own="our")
        self._rows.run(f"DELETE FROM temp.map_question_set WHERE {theirs} IS NOT {ours}")

    def _write(self, fates: Fates, seats: Seats, taken: list[tuple[Rule, Any]]) -> int:
        rows, run = self._rows, self._rows.run
        counted = {rule.table: self._number("main", rule.table) for rule in _rules(How.RECORD, How.ADDED)}
        for guard in GUARDS:
            run(f"DROP TRIGGER {guard.name}")
        run("PRAGMA defer_foreign_keys=ON")
        gone = (
            "SELECT id FROM main.evidence WHERE sheet_id IN"
            f" (SELECT our FROM temp.map_sheet WHERE fate = '{THERE}')"
            " AND id NOT IN (SELECT our FROM temp.map_evidence)"
        )
        run(f"DELETE FROM main.evidence_item WHERE evidence_id IN ({gone})")
        counted["case_assessor"] -= seats.leave()
        counted["evidence"] -= run(f"DELETE FROM main.evidence WHERE id IN ({gone})").rowcount
        for rule in reversed(_rules(How.PART)):
            rows.clear(rule)
        marks, there = 0, fates.joined_there
        for place, rule in enumerate(RULES):
            self._progress.step(place, len(RULES))
            if rule.how is How.PART:
                came = rows.add_parts(rule)
                if rule.owner == "sheet_id":
                    came += rows.join_parts(rule, there)
                marks += came if rule.table == "mark" else 0
            elif rule.how is not How.APART:
                rows.write(rule, there)
        for rule, keys in taken:
            rows.take(rule, keys)
        self.settings = sorted(
            [one for (one,) in run("SELECT name FROM temp.add_setting").fetchall()]
            + [str(keys[0]) for rule, keys in taken if rule.table == "setting"]
        )
        for table in ("cycle", "case"):
            self._moved[table].update(fates.further(table))
        for table in (*_MOVING, "evidence"):
            self._move(table)
        merge_keys.settle(rows)
        merge_packets.settle(rows)
        for guard in GUARDS:
            run(guard.sqlite)
        self._session.expire_all()
        self._session.info["anew"] = True
        self._session.info["touched"].update(one.table for one in RULES if one.how is not How.APART)
        self._compare(counted)
        return marks

    def _move(self, table: str) -> None:
        apart = " AND sheet_id IS NULL" if table == "evidence" else ""
        merged = "(SELECT merged_into FROM main.person AS p WHERE p.id = {}.person_id)"
        where = f"{merged.format('m')} IS NOT NULL{apart}"
        found = self._rows.run(f'SELECT m.id, m.person_id FROM main."{table}" AS m WHERE {where}').fetchall()
        for key, person in found:
            self._rows.run(
                f'UPDATE main."{table}" SET person_id = (SELECT merged_into FROM main.person WHERE id = ?)'
                " WHERE id = ?",
                (person, key),
            )
            self._moved[table].add(key)

    def _compare(self, counted: Mapping[str, int]) -> None:
        """Compare what is there now with what was, and with what came.

        Raises:
            NotMerged: if a row is missing or refers to one that is not there.
        """
        run, wrong = self._rows.run, 0
        for table, before in counted.items():
            (new,) = run(f"SELECT count(*) FROM temp.add_{table} WHERE fate = '{NEW}'").fetchone()
            wrong += self._number("main", table) != before + new
        number = "(SELECT count(*) FROM {}.mark WHERE sheet_id = {})"
        (lost,) = run(
            "SELECT count(*) FROM temp.map_sheet AS k JOIN other.sheet AS o ON o.id = k.their"
            " LEFT JOIN main.sheet AS m ON m.id = k.our"
            f" WHERE o.state = 'submitted' AND k.fate IN ('{NEW}', '{THERE}', 'same') AND (m.content_hash"
            f" IS NOT o.content_hash OR m.uid <> o.uid OR {number.format('other', 'o.id')}"
            f" <> {number.format('main', 'm.id')})"
        ).fetchone()
        if wrong + lost or run("PRAGMA main.foreign_key_check").fetchone():
            raise NotMerged(Why.LOST, wrong + lost)

    def _counts(self, conflicts: list[Conflict], marks: int, seats: Seats) -> tuple[Count, ...]:
        new, changed, total = (dict.fromkeys(Kind, 0) for _ in range(3))
        for rule in _rules(How.RECORD, How.ADDED):
            if rule.kind is not None:
                fates = dict(
                    self._rows.run(
                        f"SELECT fate, count(*) FROM temp.add_{rule.table} GROUP BY fate"
                    ).fetchall()
                )
                new[rule.kind] += fates.get(NEW, 0)
                changed[rule.kind] += fates.get(THERE, 0)
                changed[rule.kind] += len(self._set) if rule.table == "setting" else 0
                total[rule.kind] += self._number("other", rule.table)
        changed[Kind.CASES] += len({case for case, _person in seats.gone})
        alike = "SELECT their FROM temp.map_sheet WHERE fate = 'same'"
        (same,) = self._rows.run(f"SELECT count(*) FROM other.mark WHERE sheet_id IN ({alike})").fetchone()
        new[Kind.MARKS], total[Kind.MARKS] = marks, marks + same
        unlike = {kind: sum(one.kind is kind for one in conflicts) for kind in Kind}
        return tuple(
            Count(
                kind,
                new[kind],
                changed[kind],
                max(0, total[kind] - new[kind] - changed[kind] - unlike[kind]),
                unlike[kind],
            )
            for kind in Kind
            if total[kind] or new[kind]
        )

    def proved(self) -> dict[str, list[int]]:
        """Return the records that the event proves: all that came, changed or moved."""
        found: dict[str, list[int]] = {}
        for record, parts in content.ROWS.items():
            ids = set[int]()
            for rows in parts:
                table = getattr(models, rows.table).__tablename__
                if rows.through or self._added(table) is None:
                    continue
                if self._rows.keyed(table):
                    moved = ", ".join(map(str, sorted(self._moved[table]))) or "NULL"
                    which = f"id IN (SELECT id FROM temp.add_{table}) OR id IN ({moved})"
                    asked = f'SELECT DISTINCT {rows.key} FROM main."{table}" WHERE {which}'
                else:
                    asked = f"SELECT DISTINCT {rows.key} FROM temp.add_{table}"
                ids.update(one for (one,) in self._rows.run(asked) if one is not None)
            if ids and (only := _PROVED.get(record)) is not None:
                ids &= {one for (one,) in self._rows.run(only)}
            if ids:
                found[record.value] = sorted(ids)
        for part, whole in _WITH.items():
            if whole.value in found:
                found[part.value] = sorted({*found.get(part.value, ()), *found[whole.value]})
        return found

    def _added(self, table: str) -> Rule | None:
        return next((one for one in _rules(How.RECORD, How.ADDED) if one.table == table), None)

    def person(self, file: str, code: str) -> int:
        """Return the key of the person with this code in one of the files.

        Raises:
            Unknown: if it is nobody's.
        """
        row = self._rows.run(f"SELECT id FROM {file}.person WHERE code = ?", (code,)).fetchone()
        if row is None:
            raise Unknown("person", code)
        return row[0]

    def double(self, code: str) -> int:
        """Return the key here of the person who has this code there."""
        their = self.person("other", code)
        return self._rows.run("SELECT our FROM temp.map_person WHERE their = ?", (their,)).fetchone()[0]

    def end(self) -> None:
        """Drop what was made for the merge alone."""
        self._rows.end()

    def _place(self, rule: Rule, keys: tuple[Any, ...]) -> str:
        names = rule.same[0].split()
        told = dict(zip(names, keys, strict=True))
        match told:
            case {"case_id": case}:
                row = self._session.exec(
                    select(models.Cycle.code, models.Person.code)
                    .join(models.Case, models.Case.cycle_id == models.Cycle.id)  # pyright: ignore[reportArgumentType]
                    .join(models.Person, models.Person.id == models.Case.person_id)  # pyright: ignore[reportArgumentType]
                    .where(models.Case.id == case)
                ).first()
                return " ".join(row or ())
            case {"cycle_id": cycle}:
                return (
                    self._session.exec(select(models.Cycle.code).where(models.Cycle.id == cycle)).first()
                    or ""
                )
            case {"author_id": author}:
                return (
                    self._session.exec(select(models.Person.code).where(models.Person.id == author)).first()
                    or ""
                )
            case {"name": name}:
                return str(name)
            case _:
                return ""

    def _number(self, file: str, table: str) -> int:
        return self._rows.run(f'SELECT count(*) FROM {file}."{table}"').fetchone()[0]


# What people set and may set again; all other rows that stay as written are signed or decided.
_FREE = frozenset(
    {"setting", "case_draft", "note_draft", "training_draft", "campaign_panel", "case_assessor"}
)


def _rules(*how: How) -> list[Rule]:
    return [one for one in RULES if one.how in how]


def _check(conflicts: list[Conflict], decisions: Decisions) -> None:
    if undecided := sum(decisions.of(one.record) is None for one in conflicts):
        raise NotMerged(Why.UNDECIDED, undecided)
    if fixed := sum(one.fixed and decisions.of(one.record) is Keep.THERE for one in conflicts):
        raise NotMerged(Why.FIXED, fixed)
