"""Importing levels, from the file to what would come in, for the window and the command line alike.

No Qt: the window runs it as a job.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from db.assessing import rosters
from db.framework import editions, frameworks
from db.framework.editions import EditionLine
from db.team import level_imports
from desktop.office.intake import apart, contents, readings
from desktop.office.intake.models import free_key
from desktop.office.intake.readings import Levels, Said, WhichEncoding
from desktop.office.papers.documents import Read
from domain.framework.edition import Edition
from domain.framework.edition_faults import Fault, faults, hindrances
from domain.framework.framework import EditionState, Framework, Kind
from domain.people.comparing import complaints
from domain.people.person import Person, PersonKind
from domain.people.roster import Decision, Entry, Fate, Field, Roster, RosterRow
from domain.progress import Progress
from domain.team import level_scale
from domain.team.level_import import Batch, LevelImport, matched
from domain.team.level_scale import Places, Scale, Word
from domain.text import fold
from reports.intake.matrix import founding, pairing
from reports.intake.matrix.founding import Founded, Wanted
from reports.intake.matrix.layout import Form, Of
from reports.intake.matrix.pairing import Pair
from reports.intake.matrix.reading import Left, LeftOut, LevelTable, Rating, Someone
from reports.intake.refusal import Unreadable, Why
from reports.intake.roster.names import given_first, parts

LEAVE_OUT = ""
"""In place of an item's code: the competency does not come in."""

NEW = -1
"""In place of a framework's id: one is made from the competencies of the matrix."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said about a file: the day, the places of words, who is who and what is what.

    ``places`` overrides what is proposed, and stands alone without ``proposals``. ``people`` is by row of the
    file, ``items`` position -> code or ``LEAVE_OUT``. ``framework_id`` 0 is the one with most of the
    competencies, or ``NEW`` if none has half of them. Of a new one ``title`` is also that of the post,
    ``kinds`` and ``targets`` are by position, ``target`` is for the competencies without one. ``posts``: new
    people of whom the file names no position work in that of the model.
    """

    on: date | None = None
    places: Places = field(default_factory=dict[str, int | None])
    people: Mapping[int, Decision] = field(default_factory=dict[int, Decision])
    items: Mapping[int, str] = field(default_factory=dict[int, str])
    framework_id: int = 0
    assessor_id: int | None = None
    proposals: bool = True
    title: str = ""
    kinds: Mapping[int, Kind] = field(default_factory=dict[int, Kind])
    targets: Mapping[int, int] = field(default_factory=dict[int, int])
    target: int | None = None
    posts: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file of levels, and what would become of it; nothing is written yet.

    ``roster`` says who is in which row, ``pairs`` which item each competency is. ``left_out`` is what does
    not come in. ``undecided`` counts words, people, competencies and targets that a person has not decided.
    ``count`` levels come in, of the people in these ``rows`` and the items with these ``codes``.
    ``founded`` is the model that is made and published first, None if there is one; ``faults`` prevent that,
    or the publishing of a draft. ``perhaps`` are words with the level to name first where they are asked.
    ``answered_before`` is the file by whose scale the words were answered already, empty if by none.
    """

    table: LevelTable
    words: tuple[Word, ...]
    places: Places
    roster: Roster
    framework: Framework
    pairs: tuple[Pair, ...]
    batches: tuple[Batch, ...]
    left_out: tuple[LeftOut, ...]
    undecided: int
    count: int
    rows: frozenset[int]
    codes: frozenset[str]
    founded: Founded | None = None
    faults: tuple[Fault, ...] = ()
    perhaps: Mapping[str, int] = field(default_factory=dict[str, int])
    answered_before: str = ""

    @property
    def publishes(self) -> bool:
        """Whether a model is published by the same act."""
        return self.founded is not None or self.framework.state is EditionState.DRAFT

    @property
    def people(self) -> tuple[Entry, ...]:
        """Whose levels come in."""
        return tuple(one for one in self.roster.entries if one.row.number in self.rows)

    def told(self, title: str, name: str, answers: Answers, note: str = "") -> LevelImport:
        """Return what the act writes; *name* is that of the file, *note* says why a model is published."""
        return LevelImport(
            title,
            name,
            self.table.sheet,
            self.framework.id,
            self.roster,
            self.batches,
            self.places,
            answers.assessor_id,
            None if self.founded is None else self.founded.content,
            note if self.publishes else "",
        )


def read_levels(
    path: Path, progress: Progress, said: Said, found: Levels | None = None
) -> tuple[tuple[str, ...], LevelTable] | WhichEncoding:
    """Read the sheet with levels; return the names of all sheets and the levels.

    *found* is what the file was already read as; then it is not read again.

    Raises:
        Unreadable: with the reason and the place, also if nothing in the file looks like levels.
        OSError: if the file cannot be read from the disk.
    """
    if found is None:
        data = contents.content(path) if said.text is None else said.text.encode(errors="replace")
        read_as = apart.read(readings.levels, data, path.name, said, progress=progress)
        if isinstance(read_as, WhichEncoding):
            return read_as
        found = read_as
    if found.table is None:
        raise Unreadable(Why.NO_LEVELS, said.sheet or "")
    return found.sheets, found.table


def considered(read: Read, table: LevelTable, answers: Answers) -> Incoming:
    """Return what would come in with these answers, and what would not.

    Raises:
        Unknown: if there is no such model.
    """
    lines = read(editions.editions)
    chosen = answers.framework_id or _likeliest(read, table, lines)
    words = level_scale.words_of((one.text, one.place) for one in table.ratings)
    likely: Places = level_scale.proposed(words) if answers.proposals else {}
    perhaps = level_scale.likely(words)
    if chosen == NEW and table.targets:
        # Targets in figures beside levels of yes and no: each has a scale of its own.
        aims = level_scale.words_of((one.text, one.place) for one in table.targets)
        told = {fold(one.text) for one in words}
        more = [one for one in aims if fold(one.text) not in told]
        likely = {**(level_scale.proposed(more) if answers.proposals else {}), **likely}
        words = (*words, *more)
    before = _remembered(read, words, chosen)
    if before is not None and answers.proposals:
        likely = {**likely, **_known_words(words, before)}
    places = {**likely, **{fold(word): to for word, to in answers.places.items()}}
    known = read(rosters.known)
    rows = _rows(table)
    roster = matched(rows, known, answers.people)
    framework = None if chosen == NEW else read(frameworks.framework, chosen)
    if answers.posts:
        post = answers.title if framework is None else framework.title.ru
        roster = matched(_with_post(rows, unposted(roster), post), known, answers.people)
    if framework is None:
        model = _founded(table, answers, places, lines)
        pairs = tuple(Pair(at, model.codes.get(at, LEAVE_OUT)) for at in range(len(table.items)))
        weighing = _Weighing(table, answers, places, roster, pairs, known.today)
        wrong = faults(replace(model.content, levels=read(frameworks.scale).levels))
        found = weighing.incoming(words, _as_framework(model.content), model, wrong)
        return replace(found, perhaps=perhaps)
    wrong = _hindrances(read, lines, chosen) if framework.state is EditionState.DRAFT else ()
    pairs = _paired(pairing.pairs(table.items, framework), answers.items)
    weighing = _Weighing(table, answers, places, roster, pairs, known.today)
    told = "" if before is None else before.file
    return replace(weighing.incoming(words, framework, None, wrong), perhaps=perhaps, answered_before=told)


def _remembered(read: Read, words: Sequence[Word], framework_id: int) -> Scale | None:
    """Return the scale of an earlier file of this model that these words are of, if there is one."""
    if framework_id == NEW:
        return None
    return level_scale.remembered(words, read(level_imports.scales, framework_id))


def _known_words(words: Sequence[Word], scale: Scale) -> Places:
    told = [fold(one.text) for one in words]
    return {word: scale.places[word] for word in told if word in scale.places}


def _likeliest(read: Read, table: LevelTable, lines: Sequence[EditionLine]) -> int:
    """Return the id of the model with most of the competencies, ``NEW`` if none has half of them.

    Of equals the one in force comes before a draft, and the file's first model before the others.
    """
    able = [one for one in lines if one.in_force or one.state is EditionState.DRAFT]
    able.sort(key=lambda one: one.state is EditionState.DRAFT)
    counted = [(pairing.shared(table.items, read(frameworks.framework, one.id)), one.id) for one in able]
    most, best = max(counted, key=lambda one: one[0], default=(0, NEW))
    return best if 2 * most >= len(table.items) else NEW


def _founded(table: LevelTable, answers: Answers, places: Places, lines: Sequence[EditionLine]) -> Founded:
    of_file = {one.item: places.get(fold(one.text)) for one in table.targets}
    targets = {at: level for at, level in of_file.items() if level is not None} | dict(answers.targets)
    left_out = frozenset(at for at, code in answers.items.items() if code == LEAVE_OUT)
    wanted = Wanted(answers.title, answers.kinds, targets, answers.target, left_out)
    found = founding.founded(table.items, wanted)
    key = free_key(found.content.key, lines)
    return found if key == found.content.key else replace(found, content=founding.renamed(found.content, key))


def _hindrances(read: Read, lines: Sequence[EditionLine], draft: int) -> tuple[Fault, ...]:
    line = next(one for one in lines if one.id == draft)
    base = None if line.based_on is None else read(editions.content, line.based_on)
    return hindrances(read(editions.content, draft), base)


def _as_framework(content: Edition) -> Framework:
    """Return a model that is not in the file yet, as one that is."""
    return Framework(
        *(0, "", content.key, 1, content.title, EditionState.DRAFT),
        *(content.functions, content.items, (), (), ()),
    )


def _paired(found: tuple[Pair, ...], chosen: Mapping[int, str]) -> tuple[Pair, ...]:
    """Let a person's choices stand; whatever was proposed for a chosen item gives way."""
    wanted = set(chosen.values())
    return tuple(
        Pair(one.position, chosen[one.position], one.maybe)
        if one.position in chosen
        else Pair(one.position, None, one.maybe)
        if one.code in wanted
        else one
        for one in found
    )


class _Weighing:
    """Goes through the ratings once."""

    def __init__(
        self,
        table: LevelTable,
        answers: Answers,
        places: Places,
        roster: Roster,
        found: tuple[Pair, ...],
        today: date | None,
    ) -> None:
        self._table, self._answers, self._places = table, answers, places
        self._roster, self._pairs, self._today = roster, found, today
        self._entries = {entry.row.number: entry for entry in roster.entries}
        self._left: list[LeftOut] = list(table.left_out)

    def incoming(
        self,
        words: tuple[Word, ...],
        framework: Framework,
        model: Founded | None,
        wrong: tuple[Fault, ...],
    ) -> Incoming:
        unplaced = level_scale.unplaced(words, self._places)
        people, items = self._people(), self._items()
        asked = [row for row, entry in self._entries.items() if entry.fate in (Fate.ASK, Fate.WRONG)]
        waiting = sum(one.code is None for one in self._pairs)
        self._left += [LeftOut(Left.WORD, one.place, one.text) for one in unplaced]
        if self._table.targets and model is None:
            begin, end = self._table.targets[0].place, self._table.targets[-1].place
            place = begin if begin == end else f"{begin}–{end.rpartition('!')[2]}"
            self._left.append(LeftOut(Left.TARGET, place, ""))
        waiting += len(model.open_targets) if model is not None else 0
        batches: dict[date, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        first: dict[tuple[date, int, str], Rating] = {}
        unsure: set[tuple[date, int, str]] = set()
        for one in self._table.ratings:
            row, code = people.get(one.person), items.get(one.item)
            level = self._places.get(fold(one.text))
            day = one.day or self._answers.on
            if row is None or code is None or level is None or day is None:
                continue
            if self._today is not None and day > self._today:
                self._left.append(LeftOut(Left.FUTURE, one.place, one.text))
                continue
            if self._gone(row, day):
                self._left.append(LeftOut(Left.GONE, one.place, one.text))
                continue
            # Two competencies of the file may be one item of the model.
            other = first.setdefault((day, row, code), one)
            if other is one:
                batches[day][row][code] = level
            elif level == self._places[fold(other.text)]:
                self._left.append(LeftOut(Left.TWICE, one.place, one.text))
            else:
                unsure.add((day, row, code))
                self._left.append(LeftOut(Left.DIFFERS, one.place, one.text))
        for day, row, code in unsure:
            del batches[day][row][code]
        self._left += [LeftOut(Left.DIFFERS, first[key].place, first[key].text) for key in sorted(unsure)]
        made = tuple(
            Batch(day, {row: dict(levels) for row, levels in mine.items() if levels})
            for day, mine in sorted(batches.items())
            if any(mine.values())
        )
        return Incoming(
            self._table,
            words,
            self._places,
            self._roster,
            framework,
            self._pairs,
            made,
            tuple(self._left),
            len(unplaced) + len(asked) + waiting,
            sum(one.count for one in made),
            frozenset(row for one in made for row in one.levels),
            frozenset(code for one in made for levels in one.levels.values() for code in levels),
            model,
            wrong,
        )

    def _people(self) -> dict[int, int]:
        """Return position -> row of the people who come in."""
        found: dict[int, int] = {}
        for position, one in enumerate(self._table.people):
            fate = self._entries[one.row].fate
            if fate in (Fate.NEW, Fate.CHANGED, Fate.SAME):
                found[position] = one.row
            else:
                why = Left.NOT_TAKEN if fate is Fate.LEFT_OUT else Left.PERSON
                self._left.append(LeftOut(why, one.place, one.name))
        return found

    def _items(self) -> dict[int, str]:
        """Return position -> code of the items that come in."""
        found: dict[int, str] = {}
        for one in self._pairs:
            item = self._table.items[one.position]
            if one.code:
                found[one.position] = one.code
            else:
                why = Left.ITEM if one.code is None else Left.NOT_TAKEN
                self._left.append(LeftOut(why, item.place, item.text))
        return found

    def _gone(self, row: int, day: date) -> bool:
        known = self._entries[row].known
        return known is not None and known.left_on is not None and known.left_on < day


def unposted(roster: Roster) -> tuple[int, ...]:
    """Return the rows of new people without a position."""
    return tuple(one.row.number for one in roster.of(Fate.NEW) if not one.row.person.post)


def _with_post(rows: Sequence[RosterRow], numbers: Sequence[int], post: str) -> list[RosterRow]:
    there = frozenset(numbers)
    return [
        replace(row, person=replace(row.person, post=post), filled=row.filled | {Field.POST})
        if row.number in there
        else row
        for row in rows
    ]


def _rows(table: LevelTable) -> list[RosterRow]:
    """Return the people of the matrix, their names read as those of a list of people are."""
    one_column = Of.PERSON in table.layout.of or table.layout.form is Form.PEOPLE_ACROSS
    given = one_column and given_first(one.name for one in table.people)
    return [_row(one, parts(one.name, given=given)) for one in table.people]


def _row(one: Someone, name: tuple[str, str, str]) -> RosterRow:
    surname, given, patronymic = name
    person = Person(
        kind=PersonKind.EMPLOYEE,
        surname=surname,
        given=given,
        patronymic=patronymic,
        personnel_no=one.personnel_no or None,
        post=one.post,
    )
    fields = (
        (Field.SURNAME, surname),
        (Field.GIVEN, given),
        (Field.PATRONYMIC, patronymic),
        (Field.PERSONNEL_NO, one.personnel_no),
        (Field.POST, one.post),
        (Field.UNIT, one.unit),
    )
    filled = frozenset(of for of, text in fields if text)
    row = RosterRow(one.row, person, filled, one.unit, cells=dict.fromkeys(filled, one.place))
    return RosterRow(one.row, person, filled, one.unit, cells=row.cells, problems=complaints(row))
