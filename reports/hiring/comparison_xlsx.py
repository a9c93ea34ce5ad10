"""The comparison of candidates as a workbook: numbers, and the formulas that lead to them from the levels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from openpyxl.utils import get_column_letter

from domain.assessing.scoring import Totals
from domain.hiring.comparison import ComparedItem, Comparison, Contender
from domain.people.gates import GateKind
from domain.progress import Progress
from domain.scale import Band
from reports.book import attainment_cell
from reports.book.workbook import EXACT, NUMBER, SHARE, WHOLE, Book, Look, Tab
from reports.paper import letterhead
from reports.paper.atomic import replacing
from reports.words import phrases, phrases_hiring
from resources.i18n import Words

_HEAD = 3  # row of the heads on the sheet of the calculation
_FIXED = 6  # columns before the levels: code, competency, function, weight, target, critical
_EACH = 4  # columns of products for each candidate


def write(comparison: Comparison, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    with replacing(target) as part:
        book = Book(_("Candidate comparison"), comparison.made_on)
        fills = (
            (_summary, _("Summary")),
            (_calculation, _("Calculation")),
            (_levels, _("Competencies")),
            (_reference, _("Reference")),
        )
        for number, (fill, name) in enumerate(fills):
            progress.step(number, len(fills) + 1)
            fill(book.tab(name), comparison, words)
        progress.step(len(fills), len(fills) + 1)
        book.save(part)
    progress.step(len(fills) + 1, len(fills) + 1)


def _who(one: Contender) -> str:
    return f"{one.person.short_name} ({one.person.code})"


def _summary(tab: Tab, comparison: Comparison, words: Words) -> None:
    _ = words.gettext
    tab.widths(8, 34, 16, 16, 16, 12, 12, 10, 10, 10, 14, 12, 12, 18, 26)
    tab.put_text(1, 1, _("Candidate comparison"), Look.TITLE, wrap=False)
    notes = [
        comparison.organisation.short_name or comparison.organisation.full_name,
        comparison.cycle.title or comparison.cycle.code,
        phrases_hiring.common(comparison, words),
        phrases_hiring.gates_as_of(comparison, words),
    ]
    if comparison.warn:
        notes.append(phrases_hiring.little_common(words))
    if comparison.blind:
        names = ", ".join(comparison.blind)
        notes.append(_("Not shown, sheets pending: {names}.").format(names=names))
    notes += phrases_hiring.opened_early(comparison, words)
    row = 2
    for note in notes:
        if note:
            tab.put_text(row, 1, note, Look.MUTED, wrap=False)
            row += 1
    if comparison.dated_on is not None:
        tab.put_day(row, 1, comparison.dated_on, Look.MUTED)
    row += 2
    head, asked = row, comparison.gates
    names = [
        _("Rank"),
        _("Candidate"),
        *(letterhead.capital(phrases.gate_kind(kind, words)) for kind in asked),
        _("Below minimum"),
        _("Profile attainment"),
        _("From"),
        _("To"),
        _("Level"),
        _("Interval"),
        _("Common, rated"),
        _("All of the candidate, rated"),
        _("Status"),
        _("Conclusion"),
    ]
    first = 3 + len(asked)  # the column of the first figure after the verdicts
    tab.heads(head, names, figures=(1, *(first + place for place in (0, 1, 2, 3, 4, 6, 7))))
    for one in comparison.contenders:
        row += 1
        _contender(tab, row, one, asked, words)
        tab.underline(row, len(names))
    tab.table(head, row, len(names), fixed=2)
    row += 2
    for said in phrases_hiring.ties(comparison, words):
        tab.put_text(row, 1, said, wrap=False)
        row += 1
    tab.put_text(row + 1, 1, phrases.statement(words), Look.MUTED, wrap=False)


def _contender(tab: Tab, row: int, one: Contender, asked: Sequence[GateKind], words: Words) -> None:
    totals = one.common
    number = phrases.has_number(totals)
    verdicts = {gate.kind: phrases.verdict(gate, words) for gate in one.gates}
    if one.rank is None:
        tab.put_text(row, 1, "—")
    else:
        tab.put_number(row, 1, one.rank, WHOLE, Look.STRONG)
    tab.put_text(row, 2, _who(one), Look.STRONG)
    for column, kind in enumerate(asked, start=3):
        tab.put_text(row, column, verdicts.get(kind, "—"))
    first = 3 + len(asked)
    tab.put_number(row, first, one.stops, WHOLE)
    attainment_cell.put(tab, row, first + 1, totals)
    tab.put_number(row, first + 2, totals.lower, SHARE)
    tab.put_number(row, first + 3, totals.upper, SHARE)
    tab.put_number(row, first + 4, totals.mean if number else None, NUMBER)
    tab.put_text(row, first + 5, phrases_hiring.span(totals, words) or "—")
    tab.put_number(row, first + 6, totals.known, WHOLE)
    tab.put_number(row, first + 7, one.assessed, WHOLE)
    tab.put_text(
        row, first + 8, phrases_hiring.placeless(one, words) or phrases.total_status(one.whole, words)
    )
    tab.put_text(row, first + 9, phrases_hiring.concluded(one, words))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Column letters of one candidate: the level, w·min(x, t), w·t and w of what is known, w·x."""

    level: str
    reached: str
    asked: str
    weight: str
    weighted: str


def _columns(comparison: Comparison) -> list[_Columns]:
    count = len(comparison.contenders)
    found: list[_Columns] = []
    for place in range(count):
        start = _FIXED + count + _EACH * place + 1
        letters = [get_column_letter(start + number) for number in range(_EACH)]
        found.append(_Columns(get_column_letter(_FIXED + place + 1), *letters))
    return found


def _calculation(tab: Tab, comparison: Comparison, words: Words) -> None:
    """Put the levels of the common items, the products by formulas, and below them the indexes."""
    _ = words.gettext
    places, count = _columns(comparison), len(comparison.contenders)
    tab.widths(8, 34, 10, 9, 9, 10, *([14] * count), *([12] * (_EACH * count)))
    tab.put_text(1, 1, _("From levels to indexes, by formulas"), Look.TITLE, wrap=False)
    names = [_("Code"), _("Competency"), _("Function"), _("Weight"), _("Target"), _("Critical")]
    names += [_who(one) for one in comparison.contenders]
    products = ("w·min(x, t)", _("w·t, known"), _("w, known"), "w·x")
    for one in comparison.contenders:
        names += [f"{one.person.code}: {product}" for product in products]
    tab.heads(_HEAD, names, figures=(4, 5, *range(_FIXED + 1, len(names) + 1)))
    at = _HEAD
    for row in comparison.rows:
        at += 1
        _item(tab, at, row, comparison, words)
        for level, columns in zip(row.levels, places, strict=True):
            _products(tab, at, level, row, columns)
        tab.underline(at, len(names))
    first, last = _HEAD + 1, at
    tab.table(_HEAD, max(first, last), len(names), fixed=2)
    if last >= first:
        _indexes(tab, first, last, places, comparison, words)


def _item(tab: Tab, at: int, row: ComparedItem, comparison: Comparison, words: Words) -> None:
    tab.put_text(at, 1, row.code)
    tab.put_text(at, 2, words.text(comparison.framework.item(row.code).label), wrap=False)
    tab.put_text(at, 3, row.function)
    tab.put_number(at, 4, row.weight, WHOLE)
    tab.put_number(at, 5, row.target, WHOLE)
    tab.put_text(at, 6, words.gettext("yes") if row.critical else "")


def _products(tab: Tab, at: int, level: Fraction | None, row: ComparedItem, columns: _Columns) -> None:
    place = _number(columns.level)
    tab.put_number(at, place, level, EXACT)
    x, known = f"{columns.level}{at}", int(level is not None)
    reached = row.weight * min(level or Fraction(0), Fraction(row.target))
    asked, weighted = known * row.weight * row.target, row.weight * (level or Fraction(0))
    tab.put_formula(at, _number(columns.reached), f"=IF(COUNT({x})=1,D{at}*MIN({x},E{at}),0)", reached, EXACT)
    tab.put_formula(at, _number(columns.asked), f"=COUNT({x})*D{at}*E{at}", asked, WHOLE)
    tab.put_formula(at, _number(columns.weight), f"=COUNT({x})*D{at}", known * row.weight, WHOLE)
    tab.put_formula(at, _number(columns.weighted), f"=IF(COUNT({x})=1,D{at}*{x},0)", weighted, EXACT)


def _number(letter: str) -> int:
    number = 0
    for char in letter:
        number = 26 * number + ord(char) - ord("A") + 1
    return number


def _indexes(
    tab: Tab, first: int, last: int, places: Sequence[_Columns], comparison: Comparison, words: Words
) -> None:
    _ = words.gettext
    at = last + 3
    tab.put_text(at - 1, 1, _("Totals"), Look.TITLE, wrap=False)
    heads = ["", _("Candidate"), "", _("Index"), "", _("Formula"), _("Stored"), _("Difference")]
    for column, name in enumerate(heads, start=1):
        tab.put_text(at, column, name, Look.HEAD, wrap=False)

    def whole(column: str) -> str:
        return f"SUM({column}{first}:{column}{last})"

    at += 1
    for one, columns in zip(comparison.contenders, places, strict=True):
        at = _index(tab, at, _who(one), one.common, whole, columns, words)
        for function, totals in one.functions.items():
            if not totals.in_scope:
                continue
            tab.put_text(at, 1, function, Look.MUTED)
            name = words.text(comparison.framework.function(function).short)
            at = _index(tab, at, name, totals, _of_function(first, last, at), columns, words)
    tab.put_text(
        at + 1, 1, _("The difference is rounding of the last binary digits only."), Look.MUTED, wrap=False
    )


def _of_function(first: int, last: int, at: int) -> Callable[[str], str]:
    """Return the sum of a column over the function whose code stands in row *at*.

    The code is read from its cell: no text of a framework ever stands inside a formula.
    """
    return lambda column: f"SUMIF($C${first}:$C${last},$A${at},{column}${first}:{column}${last})"


def _index(
    tab: Tab,
    at: int,
    name: str,
    totals: Totals,
    total: Callable[[str], str],
    columns: _Columns,
    words: Words,
) -> int:
    """Put attainment and mean over the known items from row *at*; return the row after them."""
    _ = words.gettext
    rows = (
        (_("Profile attainment"), total(columns.reached), total(columns.asked), totals.attainment, "0.00%"),
        (_("Mean level"), total(columns.weighted), total(columns.weight), totals.mean, EXACT),
    )
    for index, part, of, stored, form in rows:
        tab.put_text(at, 2, name, wrap=False)
        tab.put_text(at, 4, index, wrap=False)
        tab.put_formula(at, 6, f'=IF({of}=0,"",{part}/{of})', stored, form, Look.STRONG)
        tab.put_number(at, 7, stored, form)
        apart = None if stored is None else 0
        tab.put_formula(at, 8, f'=IF(COUNT(F{at},G{at})=2,F{at}-G{at},"")', apart, "0.0000000000")
        tab.underline(at, 8)
        at += 1
    return at


def _levels(tab: Tab, comparison: Comparison, words: Words) -> None:
    """Put all items of the candidates, also those that do not count, with what stands against the target."""
    _ = words.gettext
    count = len(comparison.contenders)
    names = [_("Code"), _("Competency"), _("Labour function"), _("Weight"), _("Target"), _("Critical")]
    names += [_("Minimum"), _("Counts")]
    for one in comparison.contenders:
        names += [_who(one), _("Against the target")]
    tab.widths(8, 36, 22, 8, 8, 10, 9, 9, *([14, 14] * count))
    figures = {4, 5, 7, *(9 + 2 * place for place in range(count))}
    tab.heads(1, names, figures=figures)
    at = 1
    for row in (*comparison.rows, *comparison.others):
        at += 1
        item = comparison.framework.item(row.code)
        function = comparison.framework.function(row.function)
        tab.put_text(at, 1, row.code)
        tab.put_text(at, 2, words.text(item.label))
        tab.put_text(at, 3, words.text(function.short))
        tab.put_number(at, 4, row.weight, WHOLE)
        tab.put_number(at, 5, row.target, WHOLE)
        tab.put_text(at, 6, _("yes") if row.critical else "")
        tab.put_number(at, 7, row.least, WHOLE)
        tab.put_text(at, 8, _("yes") if row.code in comparison.common else _("no"))
        told = zip(row.levels, row.bands, row.stops, row.unsettled, strict=True)
        for place, (level, band, stop, unsettled) in enumerate(told):
            tab.put_number(at, 9 + 2 * place, level, NUMBER)
            against = _against(band, words, stop=stop)
            if unsettled:
                against = f"{against}; {words.pgettext('level', 'not agreed')}"
            tab.put_text(at, 10 + 2 * place, against, Look.MUTED)
        tab.underline(at, len(names))
    tab.table(1, at, len(names), fixed=2)


def _against(band: Band | None, words: Words, *, stop: bool) -> str:
    """Return the standing in words: colour says nothing here."""
    _ = words.gettext
    if band is None:
        return _("no level")
    if band is Band.MET:
        return _("meets the target")
    return _("below minimum") if stop else _("below")


def _reference(tab: Tab, comparison: Comparison, words: Words) -> None:
    _ = words.gettext
    tab.widths(34, 90)
    tab.put_text(1, 1, _("Reference"), Look.TITLE, wrap=False)
    said = _("{title}, edition {number}")
    framework = comparison.framework
    edition = said.format(title=words.text(framework.title), number=framework.number)
    profile = said.format(title=words.text(comparison.profile.post), number=comparison.profile.number)
    facts = [
        (_("Framework"), edition),
        (_("Position profile"), profile),
        (_("In common"), words.percent(comparison.overlap)),
        (
            _("Common competencies"),
            _("Those assessed for everyone whose own result is final; only these count in the comparison."),
        ),
        (
            _("Order"),
            _(
                "Mandatory requirements, then critical competencies below minimum, then profile attainment. "
                "Without a final result there is no rank, nor with only one final result."
            ),
        ),
        (
            _("Profile attainment"),
            _(
                "Weight times the smaller of level and target, divided by weight times target, over "
                "the competencies with a level. A surplus does not close a gap."
            ),
        ),
        (_("Against the target"), phrases.tolerance(comparison.policy, words)),
        (
            _("Not distinguishable"),
            _("The intervals of the mean levels overlap; they come from the differences between assessors."),
        ),
    ]
    for row, (name, text) in enumerate(facts, start=3):
        tab.put_text(row, 1, name, Look.STRONG)
        tab.put_text(row, 2, text)
        tab.underline(row, 2)
    tab.put_text(len(facts) + 4, 1, phrases.statement(words), Look.MUTED, wrap=False)
