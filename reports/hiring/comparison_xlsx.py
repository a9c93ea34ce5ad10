"""The comparison of candidates as a workbook: numbers, and the formulas that compute them from the levels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from openpyxl.utils import get_column_letter

from domain.assessing.scoring import Totals
from domain.hiring.comparison import ComparedItem, Comparison, Contender
from domain.people.gates import GateKind
from domain.scale import Band
from reports.book import attainment_cell
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, Shown, put_facts, put_table
from reports.book.workbook import EXACT, NUMBER, SHARE, WHOLE, Look, Tab
from reports.paper import letterhead
from reports.words import phrases
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import Words

_HEAD = 3  # row of the heads on the calculation sheet
_FIXED = 6  # columns before the levels: code, competency, function, weight, target, critical
_EACH = 4  # columns of products for each candidate


@saved
def write(comparison: Comparison, words: Words) -> Contents:
    """Write the workbook: the ranking, the formulas behind it, all levels, reference."""
    _ = words.gettext
    return Contents(
        _("Candidate comparison"),
        comparison.made_on,
        (
            Leaf(_("Summary"), _summary, comparison),
            Leaf(_("Calculation"), _calculation, comparison),
            Leaf(_("Competencies"), _levels, comparison),
            Leaf(_("Reference"), _reference, comparison),
        ),
    )


def _who(one: Contender) -> str:
    return f"{one.person.short_name} ({one.person.code})"


def _summary(tab: Tab, comparison: Comparison, words: Words) -> None:
    _ = words.gettext
    tab.put_text(1, 1, _("Candidate comparison"), Look.TITLE, wrap=False)
    notes = [
        comparison.organisation.short_name or comparison.organisation.full_name,
        comparison.cycle.title or comparison.cycle.code,
        phrases_hiring.common(comparison, words),
        phrases_hiring.gates_as_of(comparison, words),
    ]
    if comparison.warn:
        notes.append(phrases_hiring.little_common(words))
    notes += phrases_hiring.not_shown(comparison, words)
    notes += phrases_hiring.opened_early(comparison, words)
    notes += phrases_hiring.open_answers(comparison, words)
    row = 2
    for note in notes:
        if note:
            tab.put_text(row, 1, note, Look.MUTED, wrap=False)
            row += 1
    if comparison.dated_on is not None:
        tab.put_day(row, 1, comparison.dated_on, Look.MUTED)
    row += 2
    row = put_table(tab, _ranking(comparison, words), comparison.contenders, at=row, fixed=2)
    row += 2
    for said in phrases_hiring.ties(comparison, words):
        tab.put_text(row, 1, said, wrap=False)
        row += 1
    tab.put_text(row + 1, 1, phrases.statement(words), Look.MUTED, wrap=False)


def _ranking(comparison: Comparison, words: Words) -> list[Column[Contender]]:
    _ = words.gettext

    def verdict(kind: GateKind, one: Contender) -> str:
        return next((phrases.verdict(gate, words) for gate in reversed(one.gates) if gate.kind is kind), "—")

    return [
        Column(_("Rank"), 8, _rank, WHOLE),
        Column(_("Candidate"), 34, _who, look=Look.STRONG),
        *(
            Column(letterhead.capital(name_of(kind, words)), 16, partial(verdict, kind))
            for kind in comparison.gates
        ),
        Column(_("Below minimum"), 12, lambda one: one.stops, WHOLE),
        Column(_("Profile attainment"), 12, lambda one: attainment_cell.shown(one.common), SHARE),
        Column(_("From"), 10, lambda one: one.common.lower, SHARE),
        Column(_("To"), 10, lambda one: one.common.upper, SHARE),
        Column(
            _("Level"), 10, lambda one: one.common.mean if phrases.has_number(one.common) else None, NUMBER
        ),
        Column(_("Interval"), 14, lambda one: phrases_hiring.span(one.common, words) or "—"),
        Column(_("Common, rated"), 12, lambda one: one.common.known, WHOLE),
        Column(_("All of the candidate, rated"), 12, lambda one: one.assessed, WHOLE),
        Column(
            _("Status"),
            18,
            lambda one: phrases_hiring.placeless(one, words) or phrases.total_status(one.whole, words),
        ),
        Column(_("Conclusion"), 26, lambda one: phrases_hiring.concluded(one, words)),
    ]


def _rank(one: Contender) -> Shown:
    return Shown("—") if one.rank is None else Shown(one.rank, WHOLE, Look.STRONG)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Column letters of one candidate: the level, w·min(x, t), known w·t and w, w·x."""

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
    """Write the levels of the common items, the product formulas, and the indexes below them."""
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
    tab.put_text(at, 2, words.text(comparison.framework.item(row.code).on_paper), wrap=False)
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
            name = words.text(comparison.framework.function(function).on_paper)
            at = _index(tab, at, name, totals, _of_function(first, last, at), columns, words)
    tab.put_text(
        at + 1, 1, _("The difference is rounding of the last binary digits only."), Look.MUTED, wrap=False
    )


def _of_function(first: int, last: int, at: int) -> Callable[[str], str]:
    """Return the sum of a column over the function whose code is in row *at*.

    The code is read from its cell: no text of a framework ever goes into a formula.
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
    """Write attainment and mean over the known items from row *at* down; return the row after them."""
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
    """Write all items of the candidates, including those that do not count, with their gaps to the target."""
    _ = words.gettext
    framework, text = comparison.framework, words.text
    columns: list[Column[ComparedItem]] = [
        Column(_("Code"), 8, lambda row: row.code),
        Column(_("Competency"), 36, lambda row: text(framework.item(row.code).on_paper)),
        Column(_("Labour function"), 22, lambda row: text(framework.function(row.function).on_paper)),
        Column(_("Weight"), 8, lambda row: row.weight, WHOLE),
        Column(_("Target"), 8, lambda row: row.target, WHOLE),
        Column(_("Critical"), 10, lambda row: _("yes") if row.critical else ""),
        Column(_("Minimum"), 9, lambda row: row.least, WHOLE),
        Column(_("Counts"), 9, lambda row: _("yes") if row.code in comparison.common else _("no")),
    ]
    for place, one in enumerate(comparison.contenders):
        columns.append(Column(_who(one), 14, partial(_level, place), NUMBER))
        columns.append(Column(_("Against the target"), 14, partial(_against, place, words), look=Look.MUTED))
    put_table(tab, columns, (*comparison.rows, *comparison.others), fixed=2)


def _level(place: int, row: ComparedItem) -> Fraction | None:
    return row.levels[place]


def _against(place: int, words: Words, row: ComparedItem) -> str:
    """Return how the level compares with the target in words; colour carries no meaning here."""
    _ = words.gettext
    band = row.bands[place]
    if band is None:
        standing = _("no level")
    elif band is Band.MET:
        standing = _("meets the target")
    else:
        standing = _("below minimum") if row.stops[place] else _("below")
    return f"{standing}; {words.pgettext('level', 'not agreed')}" if row.unsettled[place] else standing


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
        (_("Generated"), comparison.made_on),
        (_("Assessment number"), str(comparison.cycle.id)),
    ]
    row = put_facts(tab, 3, facts, Look.STRONG)
    tab.put_text(row + 1, 1, phrases.statement(words), Look.MUTED, wrap=False)
