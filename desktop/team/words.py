"""The words of the team screen: cells, totals, people."""

from fractions import Fraction

from desktop.team.board import Board, Chosen, Mode, Order
from desktop.team.looks import signed
from desktop.team.shift_minimum import column_short, minimum_words
from domain.assessing.case import Cycle, CycleKind
from domain.assessing.scoring import Status
from domain.period import quarter_number
from domain.scale import Band
from domain.team.matrix import KNOWN, Cell, MatrixPerson, Place, Summary
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import MINUS, NBSP, Words, _, current, ngettext, pgettext

_ROMAN = ("I", "II", "III", "IV")


def keys(*, minimums: bool = True) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the keys with their labels, separately for each view; *minimums* are set from the map."""
    map_keys = (
        ("← ↑ → ↓", _("cell")),
        ("Enter", _("result or sheet")),
        ("Ctrl+M", _("main or all")),
        *((("F2", _("minimum for a shift")),) if minimums else ()),
        ("Space", _("show in the trend")),
        ("Ctrl+C", _("copy the selection")),
        ("Ctrl+F", _("find")),
        ("Alt+1…4", _("sort")),
        ("Ctrl+G", _("by unit")),
        ("Ctrl+-", _("compact rows")),
    )
    both = (("Ctrl+C", _("copy")), ("Ctrl+PgUp", pgettext("key", "previous tab")))
    training_keys = (
        ("↑ ↓", _("row")),
        ("Del", pgettext("key", "remove")),
        ("Ins", _("add")),
        ("F2", pgettext("key", "terms")),
        ("Ctrl+Z", _("undo")),
    )
    trend_keys = (("↑ ↓", pgettext("key", "quarter")),)
    cover_keys = (("↑ ↓", _("person")), ("Space", _("away or here")))
    function_keys = (map_keys[0], ("Enter", _("its competencies")), *map_keys[4 if minimums else 3 :])
    return map_keys, function_keys, (*trend_keys, *both), (*training_keys, *both), (*cover_keys, *both)


def mode_words(mode: Mode) -> str:
    """Return what the cells show in this mode."""
    return {
        Mode.LEVEL: _("Level"),
        Mode.GAP: _("Gap"),
        Mode.CHANGE: _("Change"),
        Mode.COVERAGE: _("Coverage"),
        Mode.AGE: _("Age"),
    }[mode]


def order_words(order: Order) -> str:
    """Return the label of an order."""
    return {
        Order.NAME: _("By name"),
        Order.ATTAINMENT: _("By attainment, lowest first"),
        Order.GAPS: _("By levels below minimum, then gaps"),
        Order.COLUMN: _("By the gap in this column"),
    }[order]


def chosen_words(chosen: Chosen, count: int) -> str:
    """Return which items are shown."""
    return {
        Chosen.MAIN: pgettext("competencies", "Main {n}").format(n=count),
        Chosen.ALL: _("All {n}").format(n=count),
        Chosen.CRITICAL: pgettext("filter of competencies", "Critical"),
        Chosen.LACKING: _("Below target"),
    }[chosen]


def short_name(name: str) -> str:
    """Return surname and initials of a full name."""
    surname, *rest = name.split()
    return " ".join((surname, *(f"{one[0]}." for one in rest)))


def cell_words(board: Board, place: Place, person: MatrixPerson) -> str:
    """Return everything about a cell in one sentence with commas."""
    words = current()
    label = words.text(board.matrix.framework.item(place.code).label)
    return ", ".join((f"{short_name(person.name)}: {place.code} {label}", *place_parts(place, person)))


def place_parts(place: Place, person: MatrixPerson) -> tuple[str, ...]:
    """Return what is known about a cell, part by part."""
    words = current()
    parts: list[str] = []
    match place.cell:
        case Cell.OUTSIDE:
            parts.append(_("outside the set"))
        case Cell.HIDDEN:
            parts.append(waiting_words(person))
        case Cell.MISSING:
            parts.append(_("no level: this is not zero"))
        case Cell.NOT_APPLICABLE:
            parts.append(_("not applicable"))
        case Cell.UNCONFIRMED:
            parts.append(_("not applicable, not confirmed yet"))
        case Cell.RATED | Cell.CARRIED | Cell.IMPORTED:
            parts.append(_("level {level}").format(level=_level(place.level, words)))
    if place.target is not None and place.cell is not Cell.OUTSIDE and place.cell is not Cell.HIDDEN:
        parts.append(_("target {target}").format(target=place.target))
        if place.least is not None:
            parts.append(_("critical, not below {level}").format(level=place.least))
    if place.cell is Cell.IMPORTED or (place.cell is Cell.CARRIED and place.age):
        parts.append(phrases.age(place.age or 0, words, imported=place.cell is Cell.IMPORTED))
    if place.stop:
        parts.append(_("below minimum"))
    if place.gap is not None and place.band is not None and place.cell in KNOWN:
        parts.append(gap_words(place.gap, place.band))
    if place.change is not None:
        parts.append(change_words(place.change))
    return tuple(parts)


def gap_words(gap: Fraction, band: Band) -> str:
    """Return the distance from the target in words."""
    words = current()
    if band is Band.MET:
        return _("meets the target") if gap >= 0 else _("above target")
    return _("gap {gap}").format(gap=_level(gap, words))


def change_words(change: Fraction) -> str:
    """Return the change since the previous quarter."""
    if not change:
        return _("no change since the previous quarter")
    told = signed(change, current(), 0 if change.denominator == 1 else 1)
    return _("{change} since the previous quarter").format(change=told)


def waiting_words(person: MatrixPerson) -> str:
    """Return why nothing is shown of somebody, and whose sheets are awaited."""
    if not person.waiting:
        return _("hidden: sealed sheets are not opened yet")
    names = phrases.listing(tuple(map(short_name, person.waiting)), 3, current())
    return _("hidden until all sheets are submitted; pending: {names}").format(names=names)


def total_words(totals: Summary) -> str:
    """Return «86 %», «≈ 86 %», the bounds where little is known, or «нет данных»."""
    words = current()
    if totals.status is Status.BOUNDS_ONLY:
        return words.range_percent(totals.lower, totals.upper)
    return phrases.attainment(totals, words)


def person_words(board: Board, row: int) -> str:
    """Return the person and their totals, for the header of the row."""
    words, person, totals = current(), board.matrix.people[row], board.summary(row)
    parts = [person.name, *(one for one in (person.post, board.unit(row)) if one)]
    if person.left_on is not None:
        parts.append(_("left {day}").format(day=words.date(person.left_on)))
    if person.blind:
        return ", ".join((*parts, waiting_words(person)))
    parts.append(_("attainment {share}").format(share=total_words(totals)))
    if totals.lower is not None and totals.lower != totals.upper:
        parts.append(_("bounds {bounds}").format(bounds=words.range_percent(totals.lower, totals.upper)))
    parts.append(known_words(totals))
    if totals.stops:
        parts.append(_("{n} below minimum").format(n=totals.stops))
    return ", ".join(parts)


def known_words(totals: Summary) -> str:
    """Return «оценено сейчас 88 %, известно 96 %»."""
    words = current()
    told = _("assessed now {now}, known {known}")
    return told.format(now=words.percent(totals.coverage_now), known=words.percent(totals.coverage))


def column_words(board: Board, column: int) -> str:
    """Return the text of an item's header."""
    item, words = board.items[column], current()
    parts = [f"{item.code} {words.text(item.label)}"]
    if board.critical(column):
        parts.append(_("critical"))
    below = board.whole_sums.below[column]
    told = ngettext("{n} person below target", "{n} people below target", below or 0)
    parts.append(_("nobody has a level") if below is None else told.format(n=below))
    if minimum := board.minimums.get(item.key):
        parts.append(minimum_words(minimum))
    if short := column_short(board, column):
        parts.append(short)
    return ", ".join(parts)


def quarter_words(number: int) -> str:
    """Return «IV квартал 2026»; *number* is year × 4 plus 0..3."""
    return _("Quarter {quarter}, {year}").format(quarter=_ROMAN[number % 4], year=number // 4)


def short_quarter(number: int) -> str:
    """Return «IV 26»."""
    return f"{_ROMAN[number % 4]}\u00a0{number // 4 % 100:02d}"


def points(change: Fraction | None) -> str:
    """Return «+9 п. п.», a dash if unknown."""
    words = current()
    if change is None:
        return "—"
    text = words.number(abs(change) * 100, 0)
    sign = "" if text == "0" else "+" if change > 0 else MINUS
    return _("{change} pp").format(change=f"{sign}{text}").replace(" ", NBSP)


def points_token(change: Fraction | None) -> str:
    """Return the colour of these points: what is shown as none is no fall, however little it fell."""
    if not change or current().number(abs(change) * 100, 0) == "0":
        return "muted"
    return "ok" if change > 0 else "gap_large"


def _level(level: Fraction | None, words: Words) -> str:
    digits = 0 if level is not None and level.denominator == 1 else 1
    return words.number(level, digits)


def cycle_words(cycle: Cycle) -> str:
    """Return «IV квартал 2026»; for other cycles the title or the code."""
    if cycle.kind is CycleKind.QUARTERLY and cycle.starts_on is not None:
        name = quarter_words(cycle.starts_on.year * 4 + quarter_number(cycle.starts_on) - 1)
        return name if not cycle.title or cycle.code.count("-") == 1 else f"{name}, {cycle.code}"
    return cycle.title or cycle.code


def facts_words(board: Board) -> str:
    """Return how many levels come from a file, profile and edition, sheets handed in, who is not counted."""
    words, matrix = current(), board.matrix
    profiles = [
        _("“{post}”, edition {number}").format(post=words.text(one.post), number=one.number)
        for one in matrix.profiles.values()
    ]
    sheets = ngettext(
        "{done} of {n} sheet submitted", "{done} of {n} sheets submitted", matrix.sheets
    ).format(done=matrix.sheets_in, n=matrix.sheets)
    of_file = phrases_team.levels_imported(board.whole().imported, words)
    told = of_file, phrases.listing(profiles, 1, words), sheets, *phrases_team.left(matrix, words)
    return " · ".join(filter(None, told)) if profiles else ""
