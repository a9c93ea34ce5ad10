"""What was known about a person before a staff sheet: each item's last level, its age, newer facts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import CompoundSelect, literal, null, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import levels, sheet_access
from db.assessing.cycle_counts import RUNNING
from db.assessing.facts import evidence
from db.assessing.facts.fact_rows import Entered
from db.assessing.levels import Reader, Told
from db.assessing.progress import CaseLine, lines_where
from db.framework import frameworks
from db.journal.scope import OUTSIDE
from db.team import diary
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.evidence import Evidence
from domain.assessing.rotation import Focus, LastKnown, quarter_focus
from domain.assessing.sheet import SheetState
from domain.errors import Unknown
from domain.framework.framework import Framework
from domain.period import quarter_number, quarter_of, quarters_between
from domain.team.diary import Note


@dataclass(frozen=True, slots=True)
class Before:
    """What is shown beside a staff sheet before it is filled in.

    ``known`` is code -> the last level; ``notes`` are the diary notes that the viewer may see, newest first.
    The focus contains no targets, only why an item is asked.
    """

    known: Mapping[str, LastKnown]
    focus: Focus
    notes: tuple[Note, ...]


def before(session: Session, sheet_id: int, viewer_id: int | None) -> Before:
    """Return what was known about the person when the cycle of this sheet began.

    Levels come from earlier staff cases that are closed or visible to the viewer; settled levels replace
    rated ones. Three statements, once the editions are cached.

    Raises:
        Unknown: if there is no such sheet.
        NotYours: if the viewer may not see the sheet.
    """
    whose = (
        select(models.Case.person_id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .where(models.Sheet.id == sheet_id)
        .scalar_subquery()
    )
    lines = lines_where(session, col(models.Case.person_id) == whose)
    now = next((one for one in lines if any(sheet_id in mine.revisions for mine in one.sheets)), None)
    if now is None:
        raise Unknown("sheet", sheet_id)
    sheet_access.check_in(now, sheet_id, viewer_id)
    framework = frameworks.framework(session, now.framework_id)
    told = _of_framework(evidence.shown(session, now.person_id, lines, viewer_id), framework)
    earlier = [one for one in lines if _is_earlier(one, now, viewer_id)]
    begun = _begun(now)
    given = _given(session, [one.case_id for one in earlier], now.case_id)
    known = _with_facts(_known(session, earlier, given, begun, framework), [one.fact for one in told])
    focus = quarter_focus(
        framework,
        frameworks.profile(session, now.profile_id),
        known,
        begun.year * 4 + quarter_number(begun),
        frameworks.policy(session, now.policy_id)[2],
        {item.code for item in framework.items if item.id in given[now.case_id].outside},
    )
    return Before(known, focus, diary.as_notes((one for one in told if one.fact.sheet_id is None), viewer_id))


def _begun(line: CaseLine) -> date:
    return line.starts_on or line.opened_on


def _is_earlier(line: CaseLine, now: CaseLine, viewer_id: int | None) -> bool:
    """Return whether it is an earlier staff case that the viewer may look into.

    A cycle still running counts too, once its marks are not hidden from the viewer.
    """
    seen = line.state is CaseState.CLOSED or (line.state in RUNNING and line.open_to(viewer_id))
    of_staff = line.cycle_kind is not CycleKind.HIRING and line.cycle_id != now.cycle_id
    return seen and of_staff and _begun(line) <= _begun(now)


def _known(
    session: Session,
    earlier: Collection[CaseLine],
    given: Mapping[int, "_Said"],
    begun: date,
    framework: Framework,
) -> dict[str, LastKnown]:
    """Return code -> the last level, in the order of the framework, without facts."""
    readers: dict[int, Reader] = {}
    found: dict[str, LastKnown] = {}
    # Within a quarter a level of a file never takes the place of one that was given here (law 22).
    for line in sorted(
        earlier,
        key=lambda one: (
            quarter_of(_begun(one)).starts_on,
            not given[one.case_id].imported,
            _begun(one),
            one.case_id,
        ),
        reverse=True,
    ):
        if line.policy_id not in readers:
            readers[line.policy_id] = Reader(frameworks.policy(session, line.policy_id)[2])
        said = given[line.case_id]
        rated = readers[line.policy_id].levels(list(said.sheets.values()))
        here = {item: level for item, level in rated.items() if item not in said.outside}
        codes = _codes(session, line, framework)
        quarters = quarters_between(_begun(line), begun)
        for item_id, level in (here | said.settled).items():
            code = codes.get(item_id)
            if level is not None and code is not None and code not in found:
                on = said.days.get(item_id, line.opened_on)
                found[code] = LastKnown(code, Fraction(level), quarters, on)
        for item_id, level in said.imported.items():
            code = codes.get(item_id)
            if code is not None and code not in found:
                on = said.days.get(item_id, line.opened_on)
                found[code] = LastKnown(code, Fraction(level), quarters, on, imported=True)
    return {item.code: found[item.code] for item in framework.items if item.code in found}


@dataclass(slots=True)
class _Said:
    """What a case says: each assessor's newest sheet; by item the settled or imported level and the day."""

    sheets: dict[int, Told] = field(default_factory=dict[int, Told])
    settled: dict[int, int | None] = field(default_factory=dict[int, int | None])
    imported: dict[int, int] = field(default_factory=dict[int, int])
    outside: set[int] = field(default_factory=set[int])
    days: dict[int, date] = field(default_factory=dict[int, date])

    def hear(self, row: Any) -> None:
        """Add a sheet; later revisions must come later."""
        sheet = self.sheets[row.whose] = Told(row.whose, row.role, row.marks)
        for item_id in sheet.rated:
            self.days[item_id] = max(row.day, self.days.get(item_id, row.day))


def _given(session: Session, case_ids: Collection[int], now: int) -> dict[int, _Said]:
    """Return the answers in the cases, and of the case *now* only what it does not ask; in one statement."""
    found = {number: _Said() for number in (*case_ids, now)}
    rows: list[Any] = list(session.connection().execute(_of_cases(case_ids, now)))
    for row in sorted((one for one in rows if one.role is not None), key=lambda one: one.number):
        found[row.case_id].hear(row)
    for row in rows:
        here = found[row.case_id]
        if row.role is None and row.day is None:
            here.outside.add(row.whose)
        elif row.role is None and row.marks is not None:
            here.imported[row.whose], here.days[row.whose] = row.number, row.day
        elif row.role is None:  # settled levels replace rated ones
            here.settled[row.whose], here.days[row.whose] = row.number, row.day
    return found


def _of_cases(case_ids: Collection[int], now: int) -> CompoundSelect[*tuple[Any, ...]]:
    """Select the sheets of the cases, the settled and imported levels, and the items outside the scope."""
    sheet: Any = models.Sheet
    settled: Any = models.Settled
    left_out: Any = models.CaseItem
    of_file: Any = models.ImportedLevel
    return union_all(
        select_columns(
            sheet.case_id,
            sheet.assessor_id.label("whose"),
            sheet.role,
            sheet.revision.label("number"),
            sheet.submitted_on.label("day"),
            levels.marks_packed().label("marks"),
        ).where(sheet.case_id.in_(case_ids), sheet.state == SheetState.SUBMITTED),
        select_columns(settled.case_id, settled.item_id, null(), settled.level, settled.on, null()).where(
            settled.case_id.in_(case_ids)
        ),
        select_columns(left_out.case_id, left_out.item_id, *(null() for _ in range(4))).where(
            OUTSIDE, left_out.case_id.in_([*case_ids, now])
        ),
        select_columns(
            *(of_file.case_id, of_file.item_id, null(), of_file.level),
            *(col(models.LevelImport.on), literal("imported")),
        )
        .join(models.Case, col(models.Case.id) == of_file.case_id)
        .join(models.LevelImport, col(models.LevelImport.cycle_id) == models.Case.cycle_id)
        .where(of_file.case_id.in_(case_ids)),
    )


def _codes(session: Session, line: CaseLine, framework: Framework) -> dict[int, str]:
    """Return item id -> code in this framework, for the items of a case that may use another edition."""
    codes = {item.key: item.code for item in framework.items}
    here = frameworks.framework(session, line.framework_id).items
    return {item.id: codes[item.key] for item in here if item.key in codes}


def _of_framework(told: Iterable[Entered], framework: Framework) -> list[Entered]:
    """Return the facts with their items as this framework names them, without facts about none of its items.

    Another model may use the same code for something else; the same item has the same key.
    """
    found: list[Entered] = []
    for one in told:
        labels = dict(zip(one.keys, one.labels, strict=True))
        here = [item for item in framework.items if item.key in labels]
        if here:
            found.append(
                replace(
                    one,
                    fact=replace(one.fact, items=tuple(item.code for item in here)),
                    keys=tuple(item.key for item in here),
                    labels=tuple(labels[item.key] for item in here),
                )
            )
    return found


def _with_facts(known: Mapping[str, LastKnown], told: Collection[Evidence]) -> dict[str, LastKnown]:
    """Return the levels with the number of facts observed after them, and the day of the newest fact."""
    days: dict[str, list[date]] = defaultdict(list)
    notes = {fact.uid for fact in told}
    for fact in told:
        if fact.note_uid in notes:
            continue  # a note and the fact copied from it to a sheet count once
        for code in fact.items:
            days[code].append(fact.observed_on)
    return {
        code: replace(
            last,
            newer_facts=sum(day > last.on for day in days[code]),
            newest_fact_on=max(days[code], default=None),
        )
        for code, last in known.items()
    }
