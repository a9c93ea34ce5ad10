"""Campaigns and candidates in words."""

from collections.abc import Sequence

from db.hiring.campaigns import CampaignLine, CandidateLine, CandidateState
from desktop.hiring.campaign.step import Step, next_step
from desktop.shared.cycle_words import short, with_sealed
from desktop.shared.seats import out
from domain.framework.fairness import Ground, Unfair
from domain.hiring.decision import Outcome
from domain.people.gates import Gate, Verdict
from reports.words import phrases, phrases_erased
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext


def sheets_words(line: CampaignLine) -> str:
    """Return «сдано 4 из 9 листов»."""
    if not line.sheets:
        return _("no sheets yet")
    told = ngettext("{done} of {n} sheet submitted", "{done} of {n} sheets submitted", line.sheets)
    return told.format(done=line.sheets_in, n=line.sheets)


def stage_words(lines: Sequence[CandidateLine]) -> str:
    """Return how many candidates reached each stage; who withdrew is not counted."""
    there = [one for one in lines if one.state is not CandidateState.WITHDRAWN]
    if not there:
        return ""
    over = (CandidateState.DECIDED, CandidateState.HIRED, CandidateState.NOT_CHOSEN)
    assessed = sum(one.state is CandidateState.READY or one.state in over for one in there)
    told = ngettext(
        "{n} candidate → assessed {assessed} → decided {decided} → hired {hired}",
        "{n} candidates → assessed {assessed} → decided {decided} → hired {hired}",
        len(there),
    )
    return told.format(
        n=len(there),
        assessed=assessed,
        decided=sum(one.state in over for one in there),
        hired=sum(one.state is CandidateState.HIRED for one in there),
    )


def state_words(line: CandidateLine) -> str:
    """Say how far a candidate is; a conclusion is named only to those who may see it."""
    match line.state:
        case CandidateState.WITHDRAWN:
            return pgettext("candidate", "withdrawn")
        case CandidateState.HIRED:
            return pgettext("candidate", "hired")
        case CandidateState.NOT_CHOSEN:
            return pgettext("candidate", "another was chosen")
        case CandidateState.DECIDED:
            if line.erased:
                return pgettext("candidate", "data erased")
            if line.concluded is None:
                return pgettext("candidate", "decided")
            return name_of(line.concluded, current())
        case CandidateState.READY:
            return (
                _("interview in progress")
                if line.concluded is Outcome.CONTINUE
                else _("all sheets submitted")
            )
        case CandidateState.INVITED:
            return pgettext("candidate", "invited")
        case CandidateState.ASSESSING:
            told = _("{done} of {total} sheets submitted")
            case = line.case
            return with_sealed(told.format(done=case.submitted, total=case.total), case.sealed)


def step_words(line: CandidateLine, viewer_id: int) -> str:
    """Return the label of the next step; empty if there is nothing to do."""
    match next_step(line, viewer_id):
        case Step.BEGIN:
            return _("Start the interview")
        case Step.RESUME:
            return _("Continue the interview")
        case Step.ASSIGN:
            return _("Assign an assessor…")
        case Step.WAIT:
            waiting = out(line.case)
            if not waiting:
                return _("Open sheets")
            if len(waiting) == 1:
                return _("Waiting: {name}").format(name=short(waiting[0].name))
            return ngettext("Waiting for {n} sheet", "Waiting for {n} sheets", len(waiting)).format(
                n=len(waiting)
            )
        case Step.DISCUSS:
            return _("Discuss and decide")
        case Step.DECIDED:
            return _("View decision")
        case Step.NONE:
            return ""


def gates_words(gates: tuple[Gate, ...], *, erased: bool = False) -> str:
    """Return all gates in one line, for screen readers; *erased*: with the person."""
    if erased:
        return phrases_erased.brief(current())
    if not gates:
        return _("not checked")
    return "; ".join(f"{name_of(one.kind, current())}: {phrases.verdict(one, current())}" for one in gates)


def gates_summary(gates: tuple[Gate, ...], *, erased: bool = False) -> str:
    """Return a short summary of the gates; *erased* as in ``gates_words``."""
    if erased:
        return phrases_erased.brief(current())
    if not gates:
        return _("not checked")
    not_met = sum(one.verdict is Verdict.NOT_MET for one in gates)
    to_confirm = sum(one.verdict is Verdict.TO_CONFIRM for one in gates)
    if not_met:
        return ngettext("{n} not met", "{n} not met", not_met).format(n=not_met)
    if to_confirm:
        return ngettext("{n} to confirm", "{n} to confirm", to_confirm).format(n=to_confirm)
    return _("all met")


def unfair_fact(found: Sequence[Unfair]) -> str:
    """Say that a requirement may not rest on this."""
    return _("Requirements may concern professional qualities only ({article}).").format(
        article=", ".join(dict.fromkeys(one.article for one in found))
    )


def unfair_rest(found: Sequence[Unfair]) -> str:
    """Say which words touch which ground, and what to do."""
    named = "; ".join(
        dict.fromkeys(
            _("“{words}”: {ground}").format(words=one.found, ground=ground_words(one.ground)) for one in found
        )
    )
    return _("Found: {words}. Describe what the job requires; your text stays in the field.").format(
        words=named
    )


def unfair_words(found: Sequence[Unfair]) -> str:
    """Return fact and advice together, for the line below a field."""
    return f"{unfair_fact(found)} {unfair_rest(found)}"


def restricted_fact(found: Sequence[Unfair]) -> str:
    """Say that a requirement is lawful for some posts only."""
    return _("{words}: allowed only where a law requires it ({article}).").format(
        words=", ".join(dict.fromkeys(_("“{words}”").format(words=one.found) for one in found)),
        article=", ".join(dict.fromkeys(one.article for one in found)),
    )


def restricted_rest() -> str:
    """Say what to do about such a requirement."""
    return _(
        "If no law requires this for the position, remove the words. The vacancy can be opened either way."
    )


def ground_words(ground: Ground) -> str:
    """Return the ground on which the law forbids choosing people."""
    return {
        Ground.SEX: pgettext("ground", "sex"),
        Ground.AGE: pgettext("ground", "age"),
        Ground.FAMILY: pgettext("ground", "family"),
        Ground.LOOKS: pgettext("ground", "looks"),
        Ground.ORIGIN: pgettext("ground", "origin"),
        Ground.RESIDENCE: pgettext("ground", "place of residence"),
        Ground.BELIEFS: pgettext("ground", "beliefs and memberships"),
        Ground.HEALTH: pgettext("ground", "health beyond the medical check of clause 1.3"),
        Ground.RECORD: pgettext("ground", "criminal record"),
    }[ground]
