"""Background jobs for a list of people: read, compare, compare again, load; they hold no widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.assessing import rosters
from db.file.copies import Why
from db.journal.exports import Of
from desktop.data import Data
from desktop.office.intake.rosters import People, Unlettered, compared, erased_meanwhile, left_out, read_list
from desktop.office.papers.documents import Exported, Read, Write, recorded
from desktop.office.papers.registry import LEFT_ROWS
from desktop.people.exchange.words import Line, line_of
from domain.people.person import Person, PersonKind
from domain.people.roster import Decision, Entry, Fate, Moved, Roster
from domain.people.twins import may_be_same
from domain.progress import Progress
from reports.intake import refusal
from reports.intake.refusal import Unreadable
from reports.intake.roster import phrases
from reports.intake.table import Table
from resources.i18n import Words

WAITING = (Fate.WRONG, Fate.ASK)


@dataclass(frozen=True, slots=True)
class Looked:
    """A list with what each row would do, already in words: a long list must not freeze the window.

    ``left_out`` says in sentences what of the file is not read, and that people were erased since it was
    saved. ``doubtful_day`` can be read in two ways, and
    nobody has said how. ``moved`` means that loading was refused, because people in the file had changed
    meanwhile.
    """

    people: People
    roster: Roster
    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()
    doubtful_day: str = ""
    moved: bool = False

    def next_waiting(self, number: int) -> int:
        """Return the next row that waits for a decision, wrapping round; *number* itself if none does."""
        waiting = [one.number for one in self.lines if one.entry.fate in WAITING and one.number != number]
        after = [one for one in waiting if one > number]
        return next(iter(after or waiting), number)


@dataclass(frozen=True, slots=True)
class Pair:
    """A person who was loaded, and one in the file who may be the same."""

    loaded: Person
    other: Person


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was written: the roster as agreed to, and people who may now be in the file twice.

    ``left_out`` says in sentences what of the file was not read.
    """

    file: str
    roster: Roster
    pairs: tuple[Pair, ...]
    people: People
    left_out: tuple[str, ...] = ()


def reading(
    read: Read,
    path: Path,
    sheet: str | None,
    kind: PersonKind,
    encoding: str,
    words: Words,
    found: Table | None = None,
) -> Callable[[Progress], Looked]:
    """Return the job that reads a list and compares it with the people in the file.

    *found* is what the list was already read as; only then its encoding may have been in doubt.
    """

    def work(progress: Progress) -> Looked:
        one = read_list(read, path, progress, sheet, kind, encoding, found)
        if isinstance(one, Unlettered):
            raise Unreadable(refusal.Why.WHICH_ENCODING)
        return _looked(read, one, {}, words)

    return work


def comparing(
    read: Read, people: People, decisions: Mapping[int, Decision], words: Words
) -> Callable[[Progress], Looked]:
    """Return the job that compares again, after a decision or with other columns."""

    def work(progress: Progress) -> Looked:
        progress.step(0, 1)
        return _looked(read, people, decisions, words)

    return work


def loading(data: Data, looked: Looked, words: Words) -> Callable[[Progress], Looked | Loaded]:
    """Return the job that writes all rows in one transaction.

    If people in the file have changed since the rows were shown, nothing is written and the list is compared
    again: what a person agreed to is not what would be done.
    """

    def work(progress: Progress) -> Looked | Loaded:
        people, roster = looked.people, looked.roster
        data.copy_first(Why.IMPORT, progress.part())
        try:
            ids = data.write(rosters.load, roster, people.to_remember, progress)
        except Moved:
            return _looked(data.read, people, roster.decisions, words, moved=True)
        return Loaded(people.path.name, roster, _pairs(data.read, roster, ids), people, looked.left_out)

    return work


def saving_left(
    target: Path, loaded: Loaded, on: date, words: Words, write: Write
) -> Callable[[Progress], Exported]:
    """Return the job that writes the skipped rows to a file, to be corrected and loaded again."""

    def work(progress: Progress) -> Exported:
        from reports.intake.people import as_typed
        from reports.people import people_left_xlsx
        from reports.words.people import phrases_roster

        table, columns = loaded.people.table, loaded.people.columns
        rows = [
            people_left_xlsx.LeftRow(
                as_typed(table, columns, entry.row.number),
                "; ".join(phrases_roster.problem(each, words) for each in entry.problems),
            )
            for entry in loaded.roster.of(Fate.LEFT_OUT)
        ]
        people_left_xlsx.write(rows, target, progress, words, on)
        unrecorded = recorded(write, LEFT_ROWS, Of.FILE, ("xlsx",), 1)
        return Exported((target,), (), unrecorded=unrecorded)

    return work


def saving_template(target: Path, on: date, words: Words) -> Callable[[Progress], Exported]:
    """Return the job that writes the empty template."""

    def work(progress: Progress) -> Exported:
        from reports.people import people_template_xlsx  # costs 0.2 s

        people_template_xlsx.write(on, target, progress, words)
        return Exported((target,), ())

    return work


def _looked(
    read: Read, people: People, decisions: Mapping[int, Decision], words: Words, *, moved: bool = False
) -> Looked:
    roster = compared(read, people, decisions)
    lines = tuple(line_of(entry, words) for entry in roster.entries)
    rest = left_out(people)
    sentences = phrases.left_out(rest.columns, rest.sheets, rest.rows, words)
    if warning := phrases.erased(erased_meanwhile(read, people, roster), words):
        sentences = (warning, *sentences)
    return Looked(people, roster, lines, sentences, people.doubtful_day, moved)


def _pairs(read: Read, roster: Roster, ids: tuple[int, ...]) -> tuple[Pair, ...]:
    """Return the new people who may be in the file twice, in the order of the file."""
    written = sorted(roster.of(Fate.NEW, Fate.CHANGED), key=_number)
    by_row = {entry.row.number: one for entry, one in zip(written, ids, strict=True)}
    doubtful = [entry for entry in written if entry.fate is Fate.NEW and (entry.maybe or entry.twins)]
    if not doubtful:
        return ()
    known = {one.id: one for one in read(rosters.known).people}
    pairs: list[Pair] = []
    for entry in doubtful:
        loaded = known[by_row[entry.row.number]]
        others = (*(one.id for one in entry.maybe), *(by_row.get(number, 0) for number in entry.twins))
        pairs += [
            Pair(loaded, known[one]) for one in others if one in known and may_be_same(loaded, known[one])
        ]
    return tuple(pairs)


def _number(entry: Entry) -> int:
    return entry.row.number
