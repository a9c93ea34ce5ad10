"""The sheet «Расчёт»: live formulas from the marks to every index, beside the stored numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openpyxl.utils import get_column_letter

from domain.assessing.entry import Row, Standing
from domain.assessing.policy import Policy
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Score, Totals
from domain.mark import Role, State
from reports.book.workbook import EXACT, SHARE, WHOLE, Look, Tab
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import Words

type Sum = Callable[[str], str]  # column letter -> formula of its sum

HEAD = 4  # row of the heads; the policy values that the formulas read are above it


@dataclass(frozen=True, slots=True)
class _Places:
    """Column letters of the sheet; ``marks`` are (role, first, last column), empty where roles are shy."""

    marks: tuple[tuple[Role, str, str], ...]
    settled: str
    carried: str
    applies: str
    level: str
    reached: str
    asked: str
    asked_known: str
    weight: str
    weight_known: str
    weighted: str
    met: str
    last: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of marks: whose they are, in which role, and the head above it."""

    assessor_id: int
    role: Role
    head: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """What the sheet is made of: nothing else of a result, so that it can be made anew from the sheet itself.

    ``columns`` are the assessors whose marks count, role by role; empty where a shy role would show
    (law 15), and then ``kept_back`` says so. ``labels`` and ``functions`` are code -> what it is called.
    """

    score: Score
    policy: Policy
    columns: tuple[Column, ...]
    labels: Mapping[str, str]
    functions: Mapping[str, str]
    kept_back: str = ""


def fill(tab: Tab, result: CaseResult, words: Words) -> None:
    """Write the items with their marks and formulas, and below them the totals, overall and by function."""
    framework = result.framework
    made = Calculation(
        result.score,
        result.policy,
        tuple(Column(one.id, one.role, phrases.shown_name(one, words)) for one in _counted(result)),
        {row.code: words.text(framework.item(row.code).on_paper) for row in result.score.rows},
        {code: words.text(framework.function(code).on_paper) for code in result.score.functions},
        phrases.kept_back(result.engine, words) if result.kept_apart else "",
    )
    write(tab, made, words)


def write(tab: Tab, made: Calculation, words: Words) -> None:
    """Write the sheet."""
    places = _places(made.columns)
    _rules(tab, made, words)
    _heads(tab, made, places, words)
    first, rows = HEAD + 1, made.score.rows
    for number, row in enumerate(rows, start=first):
        _item(tab, number, row, made, places, words)
    last = HEAD + len(rows)
    tab.table(HEAD, last, places.last, fixed=2)
    rest = [11] * (places.last - 6 - len(made.columns))
    if any(row.entry.carried is not None and row.entry.carried.imported for row in rows):
        rest[1] = 21  # the carried levels: some say that they come from a file
    tab.widths(6, 31, 9, 9, 10, 9, *([11] * len(made.columns)), *rest)
    _totals(tab, first, last, places, made, words)


def _counted(result: CaseResult) -> list[Assessor]:
    if result.kept_apart:
        return []
    counted = result.counted
    roles = list(dict.fromkeys(one.role for one in counted))
    return sorted(counted, key=lambda one: roles.index(one.role))


def _places(shown: Sequence[Column]) -> _Places:
    groups: list[tuple[Role, str, str]] = []
    for number, one in enumerate(shown, start=7):
        letter = get_column_letter(number)
        if groups and groups[-1][0] is one.role:
            groups[-1] = (one.role, groups[-1][1], letter)
        else:
            groups.append((one.role, letter, letter))
    start = 7 + len(shown)
    letters = [get_column_letter(start + n) for n in range(11)]
    return _Places(tuple(groups), *letters, last=start + 10)


def _rules(tab: Tab, made: Calculation, words: Words) -> None:
    """Write the policy's small gap to D2, its least coverage to D3, and each assessor's ρ above the marks."""
    _ = words.gettext
    tab.put_text(1, 1, _("From marks to indexes, by formulas"), Look.TITLE, wrap=False)
    tab.put_text(2, 1, _("On target if the gap is below"), Look.MUTED, wrap=False)
    tab.put_number(2, 4, made.policy.small_gap, EXACT)
    tab.put_text(3, 1, _("A number from coverage"), Look.MUTED, wrap=False)
    tab.put_number(3, 4, made.policy.number_coverage, EXACT)
    if not made.columns:
        tab.put_text(1, 6, made.kept_back, Look.MUTED, wrap=False)
        return
    tab.put_text(2, 6, "ρ", Look.MUTED)
    for number, one in enumerate(made.columns, start=7):
        tab.put_number(2, number, made.policy.role_weights[one.role], EXACT)
        tab.put_text(3, number, name_of(one.role, words), Look.MUTED)


def _heads(tab: Tab, made: Calculation, places: _Places, words: Words) -> None:
    _ = words.gettext
    tab.heads(
        HEAD,
        [
            _("Code"),
            _("Competency"),
            _("Function"),
            _("In the set"),
            _("Weight"),
            _("Target"),
            *(one.head for one in made.columns),
            _("Agreed"),
            _("Carried"),
            _("Applicable"),
            _("Level"),
            "w·min(x, t)",
            _("w·t, applicable"),
            _("w·t, known"),
            _("w, applicable"),
            _("w, known"),
            "w·x",
            _("On target"),
        ],
        figures=range(4, places.last + 1),
    )


def _item(tab: Tab, at: int, row: Row, made: Calculation, places: _Places, words: Words) -> None:
    entry, shown = row.entry, made.columns
    tab.put_text(at, 1, row.code)
    tab.put_text(at, 2, made.labels[row.code], wrap=False)
    tab.put_text(at, 3, entry.function)
    tab.put_number(at, 4, int(entry.in_scope), WHOLE)
    tab.put_number(at, 5, entry.weight, WHOLE)
    tab.put_number(at, 6, entry.target, WHOLE)
    said = {given.assessor_id: given.mark for given in entry.marks}
    for number, one in enumerate(shown, start=7):
        mark = said.get(one.assessor_id)
        if mark is None:
            continue
        if mark.level is not None:
            tab.put_number(at, number, mark.level, WHOLE)
        else:
            tab.put_text(at, number, short_state(mark.state, words), Look.MUTED)
    column = 7 + len(shown)
    if entry.settled is not None:
        if entry.settled.level is None:
            tab.put_text(at, column, short_state(State.NOT_APPLICABLE, words), Look.MUTED)
        else:
            tab.put_number(at, column, entry.settled.level, WHOLE)
    if entry.carried is not None and entry.carried.quarters <= made.policy.carry_quarters:
        form = _of_file(words) if entry.carried.imported else EXACT
        tab.put_number(at, column + 1, entry.carried.level, form)
    applies = int(row.standing is not Standing.NOT_APPLICABLE)
    if shown:
        tab.put_formula(at, column + 2, _applies(at, places, words), applies, WHOLE)
        tab.put_formula(at, column + 3, _level(at, places), row.level, EXACT)
    else:
        tab.put_number(at, column + 2, applies, WHOLE)
        tab.put_number(at, column + 3, row.level, EXACT)
    inside, known = f"D{at}*{places.applies}{at}", f"COUNT({places.level}{at})"
    level = f"{places.level}{at}"
    products = (
        (f"=IF({known}=1,{inside}*E{at}*MIN({level},F{at}),0)", EXACT),
        (f"={inside}*E{at}*F{at}", WHOLE),
        (f"={inside}*{known}*E{at}*F{at}", WHOLE),
        (f"={inside}*E{at}", WHOLE),
        (f"={inside}*{known}*E{at}", WHOLE),
        (f"=IF({known}=1,{inside}*E{at}*{level},0)", EXACT),
        (f"=IF({known}=1,IF(F{at}-{level}<$D$2,{inside},0),0)", WHOLE),
    )
    given = _given(row, made.policy.small_gap)
    for number, ((formula, form), value) in enumerate(zip(products, given, strict=True), start=column + 4):
        tab.put_formula(at, number, formula, value, form)
    tab.underline(at, places.last)


def _of_file(words: Words) -> str:
    """Return the format of a level that comes from a file: it says so, and formulas still count with it."""
    return f'{EXACT}" {words.gettext("imported")}"'


def _given(row: Row, small_gap: Fraction) -> tuple[Fraction | int, ...]:
    """Return the values of an item's product formulas, in column order."""
    weight, target, level = row.weight, row.entry.target, row.level
    counts = int(row.counts)
    if level is None:
        return 0, counts * weight * target, 0, counts * weight, 0, 0, 0
    return (
        counts * weight * min(level, Fraction(target)),
        counts * weight * target,
        counts * weight * target,
        counts * weight,
        counts * weight,
        counts * weight * level,
        counts * int(target - level < small_gap),
    )


def _applies(at: int, places: _Places, words: Words) -> str:
    """Law 8: not applicable if nobody gave a level and all who answered said so; a settled decision wins."""
    marks = f"{places.marks[0][1]}{at}:{places.marks[-1][2]}{at}"
    settled = f"{places.settled}{at}"
    never = _quoted(short_state(State.NOT_APPLICABLE, words))
    unclear = _quoted(short_state(State.NO_EVIDENCE, words))
    asked = f"IF(COUNT({marks})>0,1,IF(COUNTIF({marks},{never})>0,IF(COUNTIF({marks},{unclear})>0,1,0),1))"
    return f"=IF(COUNT({settled})=1,1,IF({settled}={never},0,{asked}))"


def _level(at: int, places: _Places) -> str:
    """Law 6: settled, else the role means weighted by ρ, else carried, else empty."""
    settled, carried = f"{places.settled}{at}", f"{places.carried}{at}"
    parts: list[str] = []
    weights: list[str] = []
    for _role, first, last in places.marks:
        marks = f"{first}{at}:{last}{at}"
        parts.append(f"IF(COUNT({marks})>0,{first}$2*AVERAGE({marks}),0)")
        weights.append(f"IF(COUNT({marks})>0,{first}$2,0)")
    whole = f"{places.marks[0][1]}{at}:{places.marks[-1][2]}{at}"
    mean = f"({'+'.join(parts)})/({'+'.join(weights)})"
    other = f'IF({places.applies}{at}=0,"",IF(COUNT({carried})=1,{carried},""))'
    return (
        f'=IF(COUNT({settled})=1,{settled},IF({places.applies}{at}=0,"",IF(COUNT({whole})>0,{mean},{other})))'
    )


def short_state(state: State, words: Words) -> str:
    """Return what stands in place of a level."""
    _ = words.gettext
    return {
        State.RATED: "",
        State.NOT_ASKED: _("not asked"),
        State.NO_EVIDENCE: _("not enough evidence"),
        State.NOT_OBSERVED: _("not observed"),
        State.NOT_APPLICABLE: _("not applicable"),
        State.RECUSED: _("recused"),
    }[state]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _totals(tab: Tab, first: int, last: int, places: _Places, made: Calculation, words: Words) -> None:
    _ = words.gettext
    at = last + 3
    tab.put_text(at - 1, 1, _("Totals"), Look.TITLE, wrap=False)
    heads = ["", _("Index"), "", "", _("Formula"), "", _("Stored"), _("Difference")]
    for column, name in enumerate(heads, start=1):
        tab.put_text(at, column, name, Look.HEAD, wrap=False)

    def whole(column: str) -> str:
        return f"SUM({column}{first}:{column}{last})"

    at = _indexes(tab, at + 1, made.score.totals, whole, places, words)
    for code, totals in made.score.functions.items():
        tab.put_text(at, 1, code, Look.STRONG)
        tab.put_text(at, 2, made.functions[code], Look.STRONG, wrap=False)

        def part(column: str, named: int = at) -> str:
            # The code is read from its cell: no text of a framework ever goes into a formula.
            return f"SUMIF($C${first}:$C${last},$A${named},{column}${first}:{column}${last})"

        at = _indexes(tab, at + 1, totals, part, places, words)
    tab.put_text(
        at + 1, 1, _("The difference is rounding of the last binary digits only."), Look.MUTED, wrap=False
    )


def _indexes(
    tab: Tab,
    at: int,
    totals: Totals,
    total: Sum,
    places: _Places,
    words: Words,
) -> int:
    """Write the indexes over one set of items from row *at* down; return the row after them."""
    _ = words.gettext
    reached, asked = total(places.reached), total(places.asked)
    asked_known, weight = total(places.asked_known), total(places.weight)
    weight_known, weighted, met = total(places.weight_known), total(places.weighted), total(places.met)
    number = phrases.has_number(totals)
    rows: list[tuple[str, str, str, Fraction | int | None]] = [
        (
            _("Profile attainment"),
            SHARE,
            _number(reached, asked_known, weight_known, weight),
            totals.attainment if number else None,
        ),
        (_("Lower bound"), SHARE, _ratio(reached, asked), totals.lower),
        (_("Upper bound"), SHARE, _ratio(f"({reached}+{asked}-{asked_known})", asked), totals.upper),
        (_("Coverage, known"), SHARE, _ratio(weight_known, weight), totals.coverage),
        (
            _("Mean level"),
            EXACT,
            _number(weighted, weight_known, weight_known, weight),
            totals.mean if number else None,
        ),
        (_("Competencies on target"), WHOLE, f"={met}", totals.met),
    ]
    for name, form, formula, stored in rows:
        tab.put_text(at, 2, name, wrap=False)
        tab.put_formula(at, 5, formula, stored, form if form is not SHARE else "0.00%", Look.STRONG)
        tab.put_number(at, 7, stored, form if form is not SHARE else "0.00%")
        apart = None if stored is None else 0
        tab.put_formula(at, 8, f'=IF(COUNT(E{at},G{at})=2,E{at}-G{at},"")', apart, "0.0000000000")
        tab.underline(at, 8)
        at += 1
    return at


def _ratio(part: str, whole: str) -> str:
    return f'=IF({whole}=0,"",{part}/{whole})'


def _number(part: str, whole: str, known: str, weight: str) -> str:
    """Show a single number only from the policy's coverage up; below it there are only the bounds."""
    return f'=IF({whole}=0,"",IF({known}<$D$3*{weight},"",{part}/{whole}))'
