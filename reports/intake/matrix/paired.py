"""Heads of two rows, the competency above and what it has and needs below: made one row of heads."""

from dataclasses import replace

from domain.text import fold
from reports.intake.matrix.layout import HEAD_LOOKED_FOR, Sheet
from reports.intake.table import Line, Table, Value

_HAS = frozenset(
    ("факт", "фактически", "текущий", "текущий уровень", "есть", "оценка", "уровень", "actual", "current")
)
_NEEDS = frozenset(
    (
        *("план", "цель", "целевой", "требуется", "требуемый", "норма", "нужно"),
        *("target", "required", "plan", "goal"),
    )
)


def one_row_of_heads(table: Table) -> Table:
    """Return a table in which «Продажи» over «факт» and «план» heads the one, «план: …» the other.

    A table without such heads is returned as it is.
    """
    sheet = Sheet(table)
    for upper, lower in zip(sheet.numbers[:HEAD_LOOKED_FOR], sheet.numbers[1:HEAD_LOOKED_FOR], strict=False):
        below = {at: fold(sheet.text(lower, at)) for at in range(sheet.width)}
        has = [at for at, text in below.items() if text in _HAS]
        needs = [at for at, text in below.items() if text in _NEEDS]
        others = {at: text for at, text in below.items() if text and at not in has and at not in needs}
        alone = all(fold(sheet.text(upper, at)) == text for at, text in others.items())  # merged downwards
        if len(has) > 1 and needs and alone:
            return _joined(table, sheet, upper, lower)
    return table


def _joined(table: Table, sheet: Sheet, upper: int, lower: int) -> Table:
    heads: list[Value] = []
    above = ""  # the competency that the columns stand under, merged or written once
    for at in range(sheet.width):
        text, below = sheet.text(upper, at), sheet.text(lower, at)
        if fold(below) in _HAS | _NEEDS:
            above = text or above
            heads.append(above if fold(below) in _HAS else f"{below}: {above}")
        else:
            above = ""
            heads.append(text or below)
    lines = tuple(
        Line(upper, tuple(heads)) if one.number == upper else one
        for one in table.lines
        if one.number != lower
    )
    merged = tuple(one for one in table.merged if not (one.top <= lower and one.bottom >= upper))
    return replace(table, lines=lines, merged=merged)
