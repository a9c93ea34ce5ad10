"""Tables whose columns are lists: «Должен знать | Должен уметь»; they are read column by column."""

from collections.abc import Sequence
from itertools import groupby

from domain.framework.provision import LISTS, Topic
from reports.intake.instruction.heads import head_of
from reports.intake.instruction.lines import Line, Sign

type Row = Sequence[Sequence[str]]
"""The cells of a row, each with its lines."""


def by_column(rows: Sequence[Row]) -> tuple[str, ...] | None:
    """Return the lines of a table whose first row names lists, column by column; None if it names none."""
    if len(rows) < 2 or not 2 <= len(rows[0]) <= 6:
        return None
    topics = [_topic(" ".join(cell)) for cell in rows[0]]
    lists = [at for at, topic in enumerate(topics) if topic is not None]
    strange = [cell for at, cell in enumerate(rows[0]) if at not in lists and len(" ".join(cell)) > 6]
    if len({topics[at] for at in lists}) < 2 or strange:  # a short one is the number of the row
        return None
    return tuple(text for at in lists for row in rows if at < len(row) for text in row[at])


def in_order(printed: Sequence[str]) -> Sequence[str]:
    """Return a text with its tables of such columns, whose cells are parted by «|», column by column."""
    if not any("|" in text for text in printed):
        return printed
    lines: list[str] = []
    for parted, block in groupby(printed, lambda text: "|" in text):
        rows = tuple(block)
        cells = [[(cell.strip(),) for cell in text.strip(" |").split("|")] for text in rows] if parted else []
        first = next((at for at in range(len(cells)) if by_column(cells[at:]) is not None), len(rows))
        lines += (*rows[:first], *(by_column(cells[first:]) or ()))
    return lines


def _topic(text: str) -> Topic | None:
    if not text.strip():
        return None
    head = head_of(Line(1, Sign.NONE, "", " ".join(text.split())), Topic.OTHER)
    return head.topic if head is not None and head.topic in LISTS and not head.rest else None
