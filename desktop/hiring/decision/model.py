"""The items of a decision as the table shows them: the largest differences first."""

from dataclasses import dataclass
from fractions import Fraction

from desktop.hiring.decision.words import asks, group_note, label, level_source, shown_assessors
from desktop.kit.table.list_model import Heading
from domain.assessing.entry import Row, Standing
from domain.assessing.result import CaseResult
from domain.assessing.scoring import level_that_counts
from domain.hiring.decision import Decision, groups
from domain.mark import Mark
from reports.words.names import name_of
from resources.i18n import current


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the table shows it; ``mean`` is that of the original marks, whatever was settled."""

    row: Row
    label: str
    marks: tuple[Mark | None, ...]
    spread: int | None
    mean: Fraction | None
    asks: str
    source: str


def lines_of(decision: Decision) -> list[Heading | Line]:
    """Return the items under their groups, each with its count or how many are left."""
    lines: list[Heading | Line] = []
    for group, rows in groups(decision):
        lines.append(Heading(name_of(group, current()), group_note(group, rows)))
        lines += [_line(decision.result, row) for row in rows]
    return lines


def _line(result: CaseResult, row: Row) -> Line:
    given = {one.assessor_id: one.mark for one in row.entry.marks}
    assessors = shown_assessors(result)
    return Line(
        row=row,
        label=label(result, row.code),
        marks=tuple(given.get(one.id) for one in assessors),
        spread=row.spread if assessors else None,
        mean=_mean(row, result),
        asks=asks(row),
        source=level_source(row),
    )


def _mean(row: Row, result: CaseResult) -> Fraction | None:
    """Return the level by the marks alone; None if one was settled and the marks are withheld (law 15)."""
    if row.entry.marks or row.entry.settled is not None:
        return level_that_counts(row.entry.marks, result.policy)
    return row.level if row.standing is Standing.ASSESSED else None
