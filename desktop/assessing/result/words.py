"""The words of the result screen beyond those shared with the papers (``reports.words.phrases``)."""

from domain.assessing.entry import Row, Standing
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Score, Status, Totals
from domain.framework.framework import Framework
from domain.scale import Band
from reports.words import phrases
from reports.words.assessing import phrases_known
from resources.i18n import NBSP, _, current, ngettext

NAMED = 6  # codes below their minimum on the first strip; the list of gaps begins with them


def status_words(result: CaseResult) -> str:
    """Say why the result is not final, with the competencies awaited; empty for a final one."""
    match result.score.totals.status:
        case Status.FINAL:
            return ""
        case Status.UNDEFINED:
            return _("Nothing has been assessed, so there is no number.")
        case Status.BOUNDS_ONLY:
            least = current().percent(result.policy.number_coverage)
            return _("Coverage is below {least}: no single figure is shown.").format(least=least)
        case Status.PROVISIONAL:
            why = phrases_known.why_provisional(result, current())
            return _("Provisional: {reasons}").format(reasons=why)


def coverage_words(totals: Totals) -> tuple[str, ...]:
    """Return «оценено 21 из 23, охват 91 %»; with carried levels both coverages, one per line (law 8b)."""
    words = current()
    if totals.now == totals.known:
        known = phrases.assessed(totals, words)
        return (f"{known}, {_('coverage {share}').format(share=words.percent(totals.coverage))}",)
    now = _("assessed now: {n} of {total}, coverage {share}")
    known = _("known with levels from earlier quarters: {n} of {total}, coverage {share}")
    return (
        now.format(n=totals.now, total=totals.applicable, share=words.percent(totals.coverage_now)),
        known.format(n=totals.known, total=totals.applicable, share=words.percent(totals.coverage)),
    )


def age_words(row: Row) -> str:
    """Return the age of a carried level, empty for a current one."""
    if row.standing is not Standing.CARRIED or row.entry.carried is None:
        return ""
    return phrases.age(row.entry.carried.quarters, current(), imported=row.imported)


def step_words(unsettled: int, *, concludes: bool) -> str:
    """Name the way to the decision: levels to agree on, the conclusion, or the decision as such."""
    if unsettled:
        said = ngettext("Agree on {n} difference", "Agree on {n} differences", unsettled)
        return said.format(n=unsettled)
    return _("To the conclusion") if concludes else _("Decision…")


def scope_words(score: Score, framework: Framework) -> str:
    """Return «в наборе 23 из 71 компетенции»."""
    total = len(framework.items)
    return ngettext(
        "{scope} of {total} competency in the set", "{scope} of {total} competencies in the set", total
    ).format(scope=score.totals.in_scope, total=total)


def level_words(row: Row) -> str:
    """Return «1,3 → 2»."""
    return f"{phrases.level(row, current())} → {row.entry.target}"


def gap_words(row: Row) -> str:
    """Return «▽ 0,7» or «▼ 2,0»; empty without a gap."""
    if row.band is Band.MET or row.band is None:
        return ""
    sign = "▼" if row.band is Band.LARGE else "▽"
    return f"{sign}{NBSP}{current().number(row.gap)}"


def spread_of(result: CaseResult, row: Row) -> tuple[float, float] | None:
    """Return lowest and highest level of the assessors; None for fewer than two, or if it identifies one."""
    levels = phrases.open_levels(row, result)
    return (min(levels), max(levels)) if len(levels) > 1 else None


def label(result: CaseResult, code: str) -> str:
    """Return the short name of the item in the reader's language."""
    return current().text(result.framework.item(code).label)
