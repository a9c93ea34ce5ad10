"""The end of a staff cycle in words: why there is none yet, who ended it, and what is lacking."""

from datetime import date

from db.team.staff_cycles import CyclePage
from desktop.team.cycle.words import source_words
from domain.assessing.case import CaseState
from resources.i18n import _, current


def not_begun_words(page: CyclePage, on: date) -> str:
    """Say that there is nothing to end yet; empty once the cycle has begun or a sheet is handed in."""
    starts, given = page.cycle.starts_on, page.count is not None and page.count.done
    if starts is None or starts <= on or given:
        return ""
    text = _(
        "The cycle starts on {day}: there is nothing to end yet. If it was opened by mistake, withdraw it."
    )
    return text.format(day=current().date(starts))


def ended_words(state: CaseState) -> str:
    """Confirm that a cycle has been ended so."""
    texts = {
        CaseState.CLOSED: _("The cycle is closed"),
        CaseState.WITHDRAWN: _("The cycle is withdrawn and no longer counts"),
    }
    return texts.get(state, _("The cycle no longer accepts sheets"))


def end_words(page: CyclePage) -> tuple[str, str]:
    """Return who ended the cycle last and when; the source, the reasons, and without how many sheets."""
    last = page.ends[-1]
    kept = page.count is not None and page.count.done
    fact = {
        CaseState.CLOSED: _("Closed on {day}: {name}."),
        CaseState.WITHDRAWN: _("Withdrawn on {day}: {name}. It no longer counts; its sheets stay.")
        if kept
        else _("Withdrawn on {day}: {name}. It no longer counts."),
    }.get(last.state, _("No sheets accepted since {day}: {name}."))
    reasons = [one.reason for one in page.ends if one.reason]
    rest = [_("Reason: {text}").format(text="; ".join(reasons))] if reasons else []
    if last.out:
        rest = [text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in rest]
        rest.append(_("Ended without sheets: {n}.").format(n=last.out))
    source = [] if page.source is None else [source_words(page.source)]
    return fact.format(day=current().date(last.on), name=last.actor_name), " ".join([*source, *rest])
