"""A result in words, the same on papers and in workbooks."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from domain.assessing.case import CycleKind
from domain.assessing.engine import Engine
from domain.assessing.entry import Row, Standing
from domain.assessing.evidence import Polarity
from domain.assessing.gaps import DutyRisk
from domain.assessing.interval import Interval, NoInterval
from domain.assessing.policy import Policy
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Status, Totals
from domain.framework.profile import Profile
from domain.geometry import BoundedShare, BoundsBar, bounds_bar
from domain.hiring.decision import Decision, Hindrance, OpenQuestion
from domain.mark import SHY_ROLES, Role, State
from domain.people.gates import Gate, GateKind, Requirements
from domain.people.person import Person
from domain.team.matrix import Summary
from reports.words import phrases_erased
from reports.words.names import name_of
from resources import answers
from resources.i18n import NBSP, Words, nb

type Sums = Totals | Summary
"""Indexes of a case or of a part of a team's matrix; both are described in the same words."""


def hiring(result: CaseResult) -> bool:
    """Tell whether the case rates a candidate."""
    return result.cycle.kind is CycleKind.HIRING


def assessment(result: CaseResult, words: Words) -> str:
    """Return the name of the assessment: its title, else the post (outside a vacancy), else the code."""
    alone = words.text(result.profile.post) if not result.in_vacancy else ""
    return result.cycle.title or alone or result.cycle.code


def statement(words: Words) -> str:
    """Return the sentence printed on every result."""
    return words.gettext(
        "This assessment supports selection and development; it is not a statutory "
        "attestation. Decisions are made by the employer on all the evidence."
    )


def sitting(name: str, words: Words) -> str:
    """Return that something was entered while the file was opened by the person named."""
    return words.gettext("entered in another person's session: {name}").format(name=name)


def title(result: CaseResult, words: Words) -> str:
    """Return the kind of the document, without names: it is also used as metadata."""
    _ = words.gettext
    return _("Candidate assessment profile") if hiring(result) else _("Competency assessment profile")


def has_number(totals: Sums) -> bool:
    """Tell whether the policy allows a single number; otherwise only the bounds are shown."""
    return totals.status in (Status.FINAL, Status.PROVISIONAL)


def is_final(totals: Sums) -> bool:
    """Tell whether the number may be bold; a provisional one is in regular weight after «≈»."""
    return totals.status is Status.FINAL


def attainment(totals: Sums, words: Words) -> str:
    """Return «86 %», «≈ 86 %» while provisional, else «мало данных» or «нет данных»."""
    _ = words.gettext
    match totals.status:
        case Status.FINAL:
            return words.percent(totals.attainment)
        case Status.PROVISIONAL:
            return f"≈\u00a0{words.percent(totals.attainment)}"
        case Status.BOUNDS_ONLY:
            return _("too little data")
        case Status.UNDEFINED:
            return _("no data")


def attainment_named(totals: Sums, words: Words) -> str:
    """Return the attainment to follow its name: a number as it is, words after a dash."""
    said = attainment(totals, words)
    return said if has_number(totals) else f"— {said}"


def bounds(totals: Sums, words: Words) -> str:
    """Return «от 81 до 86 %», or that everything is rated or known, where the bounds meet."""
    _ = words.gettext
    if totals.lower is None or totals.upper is None:
        return _("bounds unknown")
    if totals.known == totals.applicable:
        return _("all rated") if totals.now == totals.known else _("all known")
    return _("from {start} to {end}").format(
        start=words.number(totals.lower * 100, 0), end=words.percent(totals.upper)
    )


def status(result: CaseResult, words: Words) -> str:
    """Return how far the result may be relied on, in the same words everywhere (law 21)."""
    return total_status(result.score.totals, words)


def status_beside(totals: Sums, words: Words) -> str:
    """Return the status for a place beside the attainment; empty if the attainment already says it."""
    return total_status(totals, words) if has_number(totals) else ""


def total_status(totals: Sums, words: Words) -> str:
    """Return how far these totals may be relied on, and how many differences are not yet settled."""
    _ = words.gettext
    if totals.status is Status.PROVISIONAL and totals.unsettled:
        return _("provisional, not agreed: {n}").format(n=totals.unsettled)
    return {
        Status.FINAL: _("final"),
        Status.PROVISIONAL: _("provisional"),
        Status.BOUNDS_ONLY: _("too little data"),
        Status.UNDEFINED: _("no data"),
    }[totals.status]


def listing(parts: Iterable[str], limit: int, words: Words) -> str:
    """Return the parts joined by commas, at most *limit* of them, then how many more there are."""
    all_parts = list(parts)
    shown = ", ".join(all_parts[:limit])
    more = len(all_parts) - limit
    return shown if more <= 0 else words.gettext("{shown} and {count} more").format(shown=shown, count=more)


def assessed(totals: Sums, words: Words) -> str:
    """Return «оценено 21 из 23»; if some levels are carried, also what earlier assessments add."""
    _ = words.gettext
    carried, none = totals.known - totals.now - totals.imported, totals.applicable - totals.known
    if totals.imported:
        said = _("assessed {now}, carried over {carried}, imported {imported}, no data {none}")
        return said.format(now=totals.now, carried=carried, imported=totals.imported, none=none)
    if totals.now != totals.known:
        said = _("assessed {now}, carried over {carried}, no data {none}")
        return said.format(now=totals.now, carried=carried, none=none)
    return _("assessed {known} of {total}").format(known=totals.known, total=totals.applicable)


def count_known(result: CaseResult, words: Words) -> str:
    """Return the head of a column that counts known levels: «Оценено» where none comes from elsewhere."""
    totals = result.score.totals
    return words.gettext("Assessed") if totals.known == totals.now else words.gettext("Known")


def mean(result: CaseResult, words: Words) -> str:
    """Return the mean level with its approximate interval, or why there is none."""
    _ = words.gettext
    totals, interval = result.score.totals, result.score.totals.interval
    if not has_number(totals) or totals.mean is None:
        return _("Mean level: {reason}").format(reason=_("too little data"))
    head = _("Mean level {level}").format(level=words.number(totals.mean))
    match interval.reason:
        case NoInterval.ONE_RATER:
            return _("{head}; one assessor, precision is not determined").format(head=head)
        case NoInterval.TOO_FEW_ITEMS | NoInterval.NOTHING:
            return _("{head}; precision is not determined: too few competencies rated by everyone").format(
                head=head
            )
        case None:
            pass
    around = words.number(interval.mean) == words.number(totals.mean)
    if not interval.seen:
        if around:
            return _("{head}; the marks agree, no spread visible").format(head=head)
        said = _("{head}; before calibration {level}: the marks agree, no spread visible")
        return said.format(head=head, level=words.number(interval.mean))
    span = interval_span(interval, words)
    if around:
        return _("{head}, roughly {span}").format(head=head, span=span)
    said = _("{head}; before calibration {level}, roughly {span}")
    return said.format(head=head, level=words.number(interval.mean), span=span)


def interval_span(interval: Interval, words: Words) -> str:
    """Return «1,4–1,9», with as many digits as needed to tell the ends apart."""
    for digits in (1, 2, 3):
        lower, upper = words.number(interval.lower, digits), words.number(interval.upper, digits)
        if lower != upper:
            break
    return f"{lower}–{upper}"


def tolerance(policy: Policy, words: Words) -> str:
    """Return the legend that says how large a gap counts as missing the target."""
    said = words.gettext("A level less than {small} below its target or minimum counts as meeting it.")
    return said.format(small=threshold(policy.small_gap, words))


def threshold(gap: Fraction, words: Words) -> str:
    """Return a threshold in levels unrounded: «0,5», «0,75»."""
    return words.number(gap, 1 if (gap * 10).denominator == 1 else 2)


def band(row: Row, words: Words) -> str:
    """Return the band of the gap in words."""
    return "" if row.band is None else name_of(row.band, words)


def remark(row: Row, words: Words, *, brief: bool = False) -> str:
    """Return an item's remark in words: the minimum, band, age, to discuss, why no level.

    ``brief`` leaves the reasons to the list below the table.
    """
    _ = words.gettext
    if row.level is None:
        missing = row.standing is Standing.MISSING
        said = _("not assessed") if brief and missing else reasons(row, words)
    else:
        said = _("below minimum") + ", " + band(row, words) if row.stop else band(row, words)
    return "; ".join(part for part in (said, aside(row, words, watched=row.watch)) if part)


def aside(row: Row, words: Words, *, watched: bool = False) -> str:
    """Return what else there is to say on an item beside its band: its age, and what is open or agreed."""
    _ = words.gettext
    said: list[str] = []
    if row.standing is Standing.CARRIED and row.entry.carried is not None:
        said.append(age(row.entry.carried.quarters, words, imported=row.imported))
    if row.entry.settled is not None:
        said.append(_("agreed level"))
    elif row.discuss:
        said.append(_("to discuss"))
    elif watched:
        said.append(_("an assessor is below the target"))
    if row.unconfirmed:
        said.append(_("needs a decision"))
    return "; ".join(said)


def level(row: Row, words: Words) -> str:
    """Return the level, with the sign of one that comes from a file (law 22)."""
    said = words.number(row.level)
    return f"{said}{NBSP}{imported_sign(words)}" if row.imported else said


def imported_sign(words: Words) -> str:
    """Return the sign beside a level that comes from a file."""
    return words.pgettext("sign of an imported level", "f")


def minimum(row: Row, words: Words) -> str:
    """Return the minimum of a critical item as a table prints it; empty for another item."""
    return "" if row.least is None else words.number(row.least, 0)


def age(quarters: int, words: Words, *, imported: bool = False) -> str:
    """Return how old a carried level is, and that it comes from a file if it does (law 22)."""
    if imported and not quarters:
        return words.gettext("imported")
    if imported:
        told = words.ngettext("imported, {count} quarter ago", "imported, {count} quarters ago", quarters)
        return told.format(count=quarters)
    said = words.ngettext("carried over, {count} quarter", "carried over, {count} quarters", quarters)
    return said.format(count=quarters)


def reasons(row: Row, words: Words) -> str:
    """Return the distinct reasons the assessors gave for no level, in their order."""
    if row.standing is Standing.NOT_APPLICABLE:
        return name_of(State.NOT_APPLICABLE, words)
    if row.kept_back:
        return words.gettext(
            "rated only by people whose marks are not shown: fewer than three of the role answered"
        )
    states = dict.fromkeys(given.mark.state for given in row.entry.marks if given.mark.level is None)
    said = "; ".join(name_of(state, words) for state in states)
    return said or words.gettext("nobody rated it")


def none_asked(requirements: Requirements, words: Words) -> str:
    """Return why nobody is checked against a profile that asks for nothing (law 20)."""
    if requirements.unconfirmed:
        return words.gettext("Those in the job description are not confirmed and not checked.")
    return words.gettext("The position profile sets none.")


def no_gates(gates: Sequence[Gate], requirements: Requirements, words: Words, *, hiring: bool) -> str:
    """Return the line that replaces the gates: none is required, or nothing was entered for staff.

    Documents seen at hire are not asked for again at once. Empty if the gates are to be shown.
    """
    if not gates:
        return none_asked(requirements, words)
    if not hiring and all(gate.unknown for gate in gates):
        return words.gettext("No documents entered.")
    return ""


def no_result_gates(result: CaseResult, words: Words) -> str:
    """Return the line that replaces the gates of a result; empty if they are to be shown."""
    asked = result.profile.requirements
    gone = phrases_erased.erased(words) if result.person.erased else ""
    return gone or no_gates(result.gates, asked, words, hiring=hiring(result))


def verdict(gate: Gate, words: Words) -> str:
    """Return the outcome of a gate; for the medical one only the admission (forms.md section 3)."""
    if gate.kind is GateKind.MEDICAL and gate.medical is not None:
        return name_of(gate.medical.admitted, words)
    return name_of(gate.verdict, words)


def decision_title(decision: Decision, words: Words) -> str:
    """Return the title of a decision's paper: of a panel, of one person, of a member of staff.

    A *protocol* would need a chair, a secretary and an agenda.
    """
    _ = words.gettext
    if not hiring(decision.result):
        return _("Assessment results")
    people = {one.id for one in decision.result.assessors if one.rated}
    if decision.conclusions:
        people |= {one.person_id for one in (decision.conclusions[0].by, *decision.conclusions[0].signers)}
    return _("Conclusion of the panel") if len(people) > 1 else _("Assessment conclusion")


def hindrance(one: OpenQuestion, words: Words) -> str:
    """Return what must be settled before a conclusion, with the item's code if there is one."""
    _ = words.gettext
    said = {
        Hindrance.SPREAD: _("{code}: the assessors differ, no level is agreed"),
        Hindrance.SPLIT: _("{code}: the assessors disagree on whether it applies"),
        Hindrance.UNCONFIRMED: _("{code}: critical, “not applicable” is not confirmed"),
        Hindrance.UNKNOWN: _("{code}: critical, no level is known"),
        Hindrance.GATE: _("mandatory requirement not confirmed yet: {gate}"),
    }[one.hindrance]
    return said.format(code=one.code or "", gate=name_of(one.gate, words) if one.gate else "")


def shown_name(assessor: Assessor, words: Words) -> str:
    """Return the name of an assessor for a comment; colleagues and subordinates are named by their role."""
    return name_of(assessor.role, words) if assessor.role in SHY_ROLES else assessor.person.short_name


def assessor(one: Assessor, words: Words) -> str:
    """Return an assessor with the post; a colleague or a subordinate only by role (law 15)."""
    if one.role in SHY_ROLES:
        return capacity(one, words)
    return f"{bound_name(one.person)}, {capacity(one, words)}"


def role_of(one: Assessor, words: Words) -> str:
    """Return the role in which somebody assessed, for lists on screens: not everybody's post is known."""
    told = name_of(one.role, words)
    return f"{told}, {open_answer(words)}" if one.open_answer else told


def capacity(one: Assessor, words: Words) -> str:
    """Return the capacity in which somebody assessed, for papers: the post, else the role.

    It is the role for colleagues, subordinates and self-assessment.
    """
    told = capacity_of(one.person, one.role, words)
    return f"{told}, {open_answer(words)}" if one.open_answer else told


def open_answer(words: Words) -> str:
    """Return that whoever held the form in which marks came could read them."""
    return words.gettext("open answer")


def sealed_line(assessors: Sequence[Assessor], words: Words, *, named: bool = True) -> str:
    """Return the line about sheets that came in sealed packets; empty if there is none."""
    names = _of_some(assessors, [one.came_sealed for one in assessors], words, named=named)
    return words.gettext("The sheet came in a sealed packet: {names}.").format(names=names) if names else ""


def open_answers(assessors: Sequence[Assessor], words: Words, *, named: bool = True) -> str:
    """Return whose answers are open, «Громов М. С.»; unless *named*, by number; empty if nobody's is."""
    return _of_some(assessors, [one.open_answer for one in assessors], words, named=named)


def _of_some(assessors: Sequence[Assessor], which: Sequence[bool], words: Words, *, named: bool) -> str:
    number = words.gettext("Assessor {number}")
    names = (
        shown_name(one, words) if named else number.format(number=place)
        for place, (one, told) in enumerate(zip(assessors, which, strict=True), start=1)
        if told
    )
    return ", ".join(dict.fromkeys(names))


def open_to_holders(names: Sequence[str], words: Words) -> str:
    """Return whose answers are in forms though marks are hidden; empty if nobody's are."""
    if not names:
        return ""
    told = words.gettext("Open answers, for whoever has the workbook of the form: {names}.")
    return told.format(names=listing(tuple(dict.fromkeys(names)), 3, words))


def open_line(assessors: Sequence[Assessor], words: Words, *, named: bool = True) -> str:
    """Return the line about open answers; empty if there is none."""
    names = open_answers(assessors, words, named=named)
    told = words.gettext("Open answer: {names}. The marks came in a form: whoever held it could read them.")
    return told.format(names=names) if names else ""


def capacity_of(person: Person, role: Role, words: Words) -> str:
    """Return in which capacity somebody assesses in a role, as ``capacity`` does."""
    own = role is Role.SELF or role in SHY_ROLES
    return name_of(role, words) if own else person.post or name_of(role, words)


def open_levels(row: Row, result: CaseResult) -> tuple[int, ...]:
    """Return the original levels that may be shown singly; empty where they would give a shy role away."""
    if result.kept_apart:
        return ()
    return tuple(
        given.mark.level
        for given in row.entry.marks
        if given.mark.level is not None and result.policy.counts(given.role)
    )


def share_of(level: Fraction | None) -> float | None:
    """Return a level or share as a float for drawing."""
    return None if level is None else float(level)


def bounded(totals: Sums) -> BoundedShare:
    """Return the attainment with its bounds for drawing."""
    value = totals.attainment if has_number(totals) else None
    return BoundedShare(share_of(value), share_of(totals.lower), share_of(totals.upper))


def bar(totals: Sums) -> BoundsBar:
    """Return the attainment with its bounds for drawing as a bar."""
    drawn = bounded(totals)
    return bounds_bar(drawn.value, drawn.lower, drawn.upper)


def fact(result: CaseResult, row: Row, polarity: Polarity, words: Words) -> str:
    """Return the fact behind a finding on the item; empty where it would give a shy role away."""
    if result.kept_apart:
        return ""
    return written(result.ground(row, polarity), words).strip()


def passing(share: Fraction, words: Words) -> str:
    """Return the threshold of a profile as it was typed: «70 %», «72,5 %»."""
    return words.percent(share, places(share))


def places(share: Fraction) -> int:
    """Return how many decimals of the percentage tell a threshold whole, at most four."""
    return next((one for one in range(4) if (share * 100 * 10**one).is_integer()), 4)


def asked_for(profile: Profile, words: Words) -> str:
    """Return the attainment that a profile asks for; empty if it has no threshold."""
    share = profile.pass_attainment
    told = words.gettext("profile attainment required: at least {share}")
    return "" if share is None else nb(told.format(share=passing(share, words)))


def written(text: str, words: Words) -> str:
    """Return what somebody wrote; what was chosen among the answers described is in the paper's language."""
    return text if words.language == "ru" else answers.english_of(text)


def of_fact(on: date | None, spoken: Polarity, assessors: Iterable[Assessor], words: Words) -> str:
    """Return who gave a fact, its day, and what it speaks for: «Громов М. С., 23.11.2026, против»."""
    names = dict.fromkeys(shown_name(one, words).replace(" ", NBSP) for one in assessors)
    day = words.date(on) if on is not None else ""
    return ", ".join(part for part in (*names, day, polarity(spoken, words)) if part)


def polarity(one: Polarity, words: Words) -> str:
    """Return whether a fact speaks for or against; empty for a neutral one."""
    return "" if one is Polarity.NEUTRAL else name_of(one, words)


def is_carried(row: Row) -> bool:
    """Tell whether the level comes from an earlier quarter."""
    return row.standing is Standing.CARRIED


def shortfalls(one: DutyRisk, limit: int, words: Words) -> str:
    """Return the items that endanger a duty: «S03 1,0 при цели 2, S08 1,3 при цели 2»."""
    said = words.gettext("{code} {level}, target {target}")
    parts = [
        said.format(code=row.code, level=level(row, words), target=row.entry.target).replace(" ", NBSP)
        for row in one.short
    ]
    return listing(parts, limit, words)


def bound_name(person: Person) -> str:
    """Return «Фомина Е. П.», which no line break splits."""
    return person.short_name.replace(" ", "\u00a0")


def deciders(result: CaseResult) -> tuple[Person, ...]:
    """Return the people who sign the conclusion on page 1: the manager and at most one of HR."""
    signing = [one.person for one in result.assessors if one.role is Role.MANAGER][:1]
    if not signing and result.manager is not None:
        signing = [result.manager]
    return (*signing, *[one.person for one in result.assessors if one.role is Role.HR][:1])


def kept_back(engine: Engine, words: Words) -> str:
    """Return why marks of single assessors are not shown, and whether those of the role count (law 15)."""
    if engine.counts_few:
        return words.gettext(
            "Marks, facts and comments of single assessors are not shown: fewer than three people of the role"
            " answered."
        )
    return words.gettext(
        "Marks, facts and comments of single assessors are not shown: fewer than three people of the role"
        " answered. The marks of that role do not count."
    )
