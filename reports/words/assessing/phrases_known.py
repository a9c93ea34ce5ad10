"""How much of a result is known, in words: critical items, duties, and why it is provisional."""

from collections.abc import Sequence

from domain.assessing.gaps import DutyRisk, DutyStatus
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Score
from domain.mark import Role, shy
from reports.words import phrases
from resources.i18n import Words


def sound(score: Score) -> int:
    """Return how many critical items have a level that is not below their minimum."""
    return sum(row.level is not None and not row.stop for row in score.criticals)


def unknown(score: Score) -> tuple[str, ...]:
    """Return the codes of critical items without a level, in order."""
    return tuple(row.code for row in score.criticals if row.level is None)


def below(score: Score, words: Words, stops: str = "") -> str:
    """Return a sentence on what is below its minimum, or that nothing is, as far as is known.

    *stops* names those below; without it their codes do. Empty if no item is critical.
    """
    _ = words.gettext
    if not score.criticals:
        return ""
    if score.stops:
        codes = stops or ", ".join(row.code for row in score.stops)
        said = _("Below minimum: {codes}.").format(codes=codes)
    elif not unknown(score):
        return _("Nothing below minimum.")
    elif sound(score):
        said = _("Nothing below minimum among those with a level.")
    else:
        said = ""
    return f"{said} {not_known(unknown(score), words)}.".strip() if unknown(score) else said


def not_known(codes: Sequence[str], words: Words) -> str:
    """Return how many critical items are not known, with their codes; no full stop."""
    said = words.ngettext(
        "Not known for {n} critical competency: {codes}",
        "Not known for {n} critical competencies: {codes}",
        len(codes),
    )
    return said.format(n=len(codes), codes=phrases.listing(codes, 12, words))


def no_level(codes: Sequence[str], words: Words) -> str:
    """Return that critical items have no level, as a reason for a provisional result."""
    _ = words.gettext
    if len(codes) == 1:
        return _("no level for the critical {code}").format(code=codes[0])
    return _("no level for the critical {codes}").format(codes=phrases.listing(codes, 12, words))


def more(count: int, words: Words) -> str:
    """Return how many more items a list has than it names."""
    return words.ngettext("and {n} more", "and {n} more", count).format(n=count)


def threshold(result: CaseResult, words: Words) -> str:
    """Return on which side of the profile's threshold the attainment lies; empty without a threshold."""
    _ = words.gettext
    limit, totals = result.profile.pass_attainment, result.score.totals
    if limit is None:
        return ""
    reached, shown = totals.attainment, phrases.passing(limit, words)
    if reached is None or not phrases.has_number(totals):
        return _("Threshold of the profile: {share}").format(share=shown)
    below, digits = reached < limit, phrases.places(limit)
    while below and words.percent(reached, digits) == words.percent(limit, digits):
        digits += 1  # «80 %, below the threshold of 80 %» would not be believed
    said = (
        _("{share}, below the threshold of {limit}")
        if below
        else _("{share}, not below the threshold of {limit}")
    )
    about = "" if phrases.is_final(totals) else "≈\u00a0"
    return said.format(share=about + words.percent(reached, digits), limit=shown)


def profile_scope(score: Score, words: Words) -> str:
    """Return «в наборе 2 из 27 компетенций»; empty if the set is the whole profile."""
    scope, total = score.totals.in_scope, len(score.rows)
    if scope >= total:
        return ""
    said = words.ngettext(
        "{scope} of {total} competency in the set", "{scope} of {total} competencies in the set", total
    )
    return said.format(scope=scope, total=total)


def duties_unknown(duties: Sequence[DutyRisk], words: Words) -> str:
    """Return how many duties are not known; empty for none."""
    count = sum(one.status is DutyStatus.NO_DATA for one in duties)
    said = words.ngettext("No data on {n} duty", "No data on {n} duties", count).format(n=count)
    return said if count else ""


def reservation(result: CaseResult, words: Words) -> tuple[str, str] | None:
    """Return how far the result may be relied on and why no further; None for a final one."""
    why, totals = why_provisional(result, words), result.score.totals
    if not why or phrases.is_final(totals):
        return None
    said = phrases.status(result, words)
    head = words.gettext("Provisional") if phrases.has_number(totals) else said[:1].upper() + said[1:]
    return head, why


def why_provisional(result: CaseResult, words: Words) -> str:
    """Return what a final result still lacks; empty if nothing."""
    _ = words.gettext
    unknown = [row.code for row in result.score.criticals if row.level is None]
    unknown += [row.code for row in result.score.not_applicable if row.unconfirmed]
    totals = result.score.totals
    reasons: list[str] = []
    if result.unsettled:
        said = _("no agreed level for {codes}")
        reasons.append(said.format(codes=phrases.listing((row.code for row in result.unsettled), 12, words)))
    if unknown:
        reasons.append(no_level(unknown, words))
    if totals.coverage is not None and totals.coverage < result.policy.final_coverage:
        said = _("coverage below {share}")
        reasons.append(said.format(share=words.percent(result.policy.final_coverage)))
    return "; ".join(reasons)


def not_compared(result: CaseResult, words: Words) -> str:
    """Say that a shy role with few answers is compared with nobody; empty if all are compared (law 15)."""
    _ = words.gettext
    few = shy(one.role for one in result.assessors)
    said: list[str] = []
    if Role.PEER in few:
        said.append(_("Differences with colleagues are not shown: fewer than three colleagues answered."))
    if Role.SUBORDINATE in few:
        said.append(_("Differences with subordinates are not shown: fewer than three subordinates answered."))
    return " ".join(said)


def alone(words: Words) -> str:
    """Return why nothing is compared where the marks of one assessor count, at most."""
    return words.gettext("Only one assessor's marks count: there is nothing to compare.")


def no_difference(result: CaseResult, words: Words) -> str:
    """Say that none of those compared differ widely, and who is not compared; claim no more than is known."""
    _ = words.gettext
    few = shy(one.role for one in result.assessors)
    compared = [one for one in result.counted if one.role not in few]
    if not few:
        return _("none") if len(compared) > 1 else alone(words)
    kept = not_compared(result, words)
    return kept if len(compared) < 2 else kept + " " + _("Between the other assessors: none.")
