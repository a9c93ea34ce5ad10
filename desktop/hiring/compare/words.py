"""The words of the comparison: who is tied, who has no place and why, who is still awaited."""

from collections.abc import Sequence

from db.hiring.campaigns import CandidateLine
from domain.assessing.scoring import Status
from domain.hiring.comparison import Comparison, Contender
from domain.people.gates import Gate
from reports.words import phrases
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import _, current

NAMED = 8  # further names in a line are counted


def count_words(comparison: Comparison) -> str:
    """Return how many of the campaign's candidates are compared, and on how many items."""
    seen, all_of_them = len(comparison.contenders), len(comparison.contenders) + len(comparison.blind)
    parts = [
        comparison.cycle.title or comparison.cycle.code,
        _("{seen} of {all} candidates").format(seen=seen, all=all_of_them),
    ]
    if comparison.contenders:
        union = len(comparison.rows) + len(comparison.others)
        said = _("{part} of {whole} competencies in common")
        parts.append(said.format(part=len(comparison.common), whole=union))
        parts.append(_("{share} in common").format(share=current().percent(comparison.overlap)))
    return " · ".join(parts)


def basis_words(comparison: Comparison) -> str:
    """Say why the shares differ from those shown elsewhere; empty where every item counts."""
    if not comparison.contenders or not comparison.others:
        return ""
    counted, whole = len(comparison.common), len(comparison.rows) + len(comparison.others)
    return _(
        "Percentages are based on the {n} of {whole} competencies assessed for {whom}; the "
        "people list and the result use all of them, so figures there may differ."
    ).format(n=counted, whole=whole, whom=phrases_hiring.whom(comparison, current()))


def tie_notes(comparison: Comparison) -> dict[int, tuple[str, str]]:
    """Return the notes below tied candidates: case id -> fact, names.

    A note comes below the first of each group; what an earlier note has said is left out.
    """
    pairs = {frozenset(pair) for pair in comparison.ties}
    by_id = {one.case_id: one.person.short_name for one in comparison.contenders}
    said: list[frozenset[int]] = []
    notes: dict[int, tuple[str, str]] = {}
    for one in comparison.contenders:
        others = [b if a == one.case_id else a for a, b in comparison.ties if one.case_id in (a, b)]
        order = list(by_id)
        later = [
            case_id
            for case_id in order
            if case_id in others and order.index(case_id) > order.index(one.case_id)
        ]
        group = frozenset((one.case_id, *later))
        if not later or any(group <= known for known in said):
            continue
        alike = all(frozenset((a, b)) in pairs for a in group for b in group if a != b)
        if alike:
            said.append(group)
            names = _listed([by_id[one.case_id], *(by_id[case_id] for case_id in later)])
            notes[one.case_id] = (_("These data do not distinguish:"), names)
        else:
            fact = _("On these data {name} cannot be distinguished from:")
            names = phrases.listing((by_id[case_id] for case_id in later), NAMED, current())
            notes[one.case_id] = (fact.format(name=by_id[one.case_id]), names)
    return notes


def short_names(contenders: Sequence[Contender]) -> tuple[str, ...]:
    """Return surnames, with initials where two are equal."""
    surnames = [one.person.surname for one in contenders]
    return tuple(
        one.person.short_name if surnames.count(one.person.surname) > 1 else one.person.surname
        for one in contenders
    )


def place_words(contender: Contender) -> str:
    """Return the place, or a dash without one."""
    return "–" if contender.rank is None else str(contender.rank)


def why_no_place(contender: Contender) -> str:
    """Return why the candidate has no place; empty if there is one."""
    if contender.rank is not None:
        return ""
    if contender.status is Status.FINAL:
        return phrases_hiring.final_placeless(contender, current())
    if contender.status is Status.PROVISIONAL and contender.unsettled:
        return _("not agreed: {n}").format(n=contender.whole.unsettled)
    if contender.status is Status.PROVISIONAL and contender.unknown:
        return _("critical without a level: {n}").format(n=len(contender.unknown))
    share = current().percent(contender.whole.coverage)
    return _("only {share} known").format(share=share)


def why_at_length(contender: Contender) -> str:
    """Return the same with item codes, for tooltips and screen readers."""
    if contender.rank is not None:
        return ""
    told = phrases_hiring.placeless(contender, current())
    if contender.status in (Status.FINAL, Status.PROVISIONAL) and (contender.unsettled or contender.unknown):
        return told
    share = current().percent(contender.whole.coverage)
    known = _("only {share} known").format(share=share)
    return told if contender.status is Status.FINAL else f"{told}, {known}"


def gates_words(gates: Sequence[Gate]) -> str:
    """Return all verdicts in one line."""
    words = current()
    if not gates:
        return _("not checked")
    return "; ".join(f"{name_of(gate.kind, words)}: {phrases.verdict(gate, words)}" for gate in gates)


def waiting_words(line: CandidateLine) -> str:
    """Return whose sheets are still awaited; a sealed one that is here is not."""
    names = [one.assessor_name for one in line.case.pending]
    if not names and line.waiting:
        return _("sealed sheets are not opened yet")
    if not names:
        return _("no sheets submitted yet")
    return _("pending: {names}").format(names=phrases.listing(names, NAMED, current()))


def _listed(names: Sequence[str]) -> str:
    """Return «A, B и C»; of many names the last are only counted."""
    if len(names) > NAMED:
        return phrases.listing(names, NAMED, current())
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
