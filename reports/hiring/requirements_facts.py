"""What the requirements of a vacancy say, in words, whatever they are printed as (forms.md section 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.framework.framework import Question
from domain.hiring.campaign import CampaignChange, Panelist
from domain.mark import Role
from domain.papers.hiring_papers import RequirementsPaper
from domain.people.gates import GateKind
from domain.people.name import same_person
from reports.paper import letterhead
from reports.words import cases, phrases
from reports.words.framework import phrases_framework
from reports.words.framework.familiarity import of_edition
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import NBSP, Words

NAMED = 12  # competencies by their titles; of more the framework is the list

type Fact = tuple[str, str]


def vacancy(paper: RequirementsPaper, words: Words) -> list[Fact]:
    """Return what is known of the vacancy; an empty text is a line to fill."""
    _ = words.gettext
    cycle = paper.campaign.cycle
    places = "" if cycle.places is None else str(cycle.places)
    term = ""
    if cycle.starts_on is not None and cycle.ends_on is not None:
        term = words.pgettext("dates", "from {start} to {end}").format(
            start=words.date(cycle.starts_on), end=words.date(cycle.ends_on)
        )
    edition = _("{title}, edition {number}").format(
        title=words.text(paper.framework.title), number=paper.framework.number
    )
    return [
        (_("Position"), words.text(paper.campaign.profile.post)),
        (_("Vacancy"), cycle.title),
        (_("Unit"), paper.unit),
        (_("Reports to"), _superior(paper, words)),
        (_("Number of places"), places),
        (_("Reason for the vacancy"), paper.campaign.reason),
        (_("Valid"), term),
        (_("Basis: professional standard"), "" if paper.basis is None else words.text(paper.basis)),
        (_("Basis: framework"), edition),
        (
            _("Basis: job description"),
            "" if paper.job_description is None else of_edition(paper.job_description, words)[1],
        ),
    ]


def _superior(paper: RequirementsPaper, words: Words) -> str:
    superior = None if paper.job_description is None else paper.job_description.superior
    if superior is None:
        return ""
    post = "" if words.language == "ru" or superior.en else cases.of_dative(superior.ru)
    return post or words.text(superior)


@dataclass(frozen=True, slots=True)
class Demand:
    """A mandatory requirement: word for word, how it is counted, and by what it is evidenced."""

    kind: GateKind
    text: str
    proof: str
    counted: str = ""


def mandatory(paper: RequirementsPaper, words: Words) -> list[Demand]:
    """Return the mandatory requirements of the profile."""
    _, asked = words.gettext, paper.campaign.profile.requirements
    ways = [
        _("{areas}: {months} mo.").format(
            areas=", ".join(words.text(asked.areas[area]) for area in way.areas), months=way.min_months
        )
        for way in asked.alternatives
    ]
    counted = _("Counted in full months, one of: {ways}").format(ways="; ".join(ways)) if ways else ""
    known = (
        Demand(
            GateKind.EDUCATION, words.text(asked.education), _("certificate of education or qualification")
        ),
        Demand(
            GateKind.EXPERIENCE,
            words.text(asked.experience),
            _("employment record book or employment history statement (Labour Code, Articles 65 and 66.1)"),
            counted,
        ),
    )
    order = list(asked.asked)
    return sorted((one for one in known if one.kind in order), key=lambda one: order.index(one.kind))


def outside(paper: RequirementsPaper, words: Words) -> str:
    """Return which competencies of the profile are not assessed: a few by their titles; empty if all are."""
    inside = {item.code for item in paper.scope}
    asked = paper.campaign.profile.targets
    left = [one for one in paper.framework.items if one.code in asked and one.code not in inside]
    if not left:
        return ""
    said = words.ngettext(
        "{count} more competency of the profile is not assessed for this vacancy",
        "{count} more competencies of the profile are not assessed for this vacancy",
        len(left),
    )
    told = said.format(count=len(left))
    if len(left) > NAMED:
        return words.gettext("{said}; the framework lists them.").format(said=told)
    named = "; ".join(f"{one.code}{NBSP}{words.text(one.on_paper)}" for one in left)
    return f"{told}: {named}."


def clauses(paper: RequirementsPaper, kinds: Sequence[GateKind], words: Words) -> str:
    """Return the clauses of the profile's document, empty if it has none."""
    known = paper.campaign.profile.requirements.clauses
    said = ", ".join(known[kind] for kind in kinds if known.get(kind))
    return words.gettext("(clause {clause})").format(clause=said) if said else ""


def way(question: Question | None, words: Words, handed_out: bool) -> str:
    """Return how an interview assesses an item."""
    _ = words.gettext
    if question is None:
        return _("interview")
    kinds = {
        "knowledge": _("knowledge question"),
        "behavioural": _("question about experience"),
        "situational": _("situational task"),
    }
    if handed_out and question.kind == "situational":
        return _("situational task, handed out on paper")
    return kinds.get(question.kind, _("interview"))


def procedure(paper: RequirementsPaper, words: Words) -> list[Fact]:
    """Return how candidates are assessed."""
    _ = words.gettext
    campaign = paper.campaign
    chosen = campaign.question_set
    name = words.text(chosen.name) if chosen is not None else _("the whole framework")
    scope = len(paper.scope)
    questions = words.ngettext("{count} question", "{count} questions", scope).format(count=scope)
    if not campaign.minutes:
        questions = words.ngettext("{n} competency", "{n} competencies", scope).format(n=scope)
    time = phrases_hiring.talk_time(campaign.minutes, words)
    wanted = words.ngettext("{count} assessor", "{count} assessors", campaign.wanted)
    panel = "; ".join(
        ", ".join(part for part in (one.name, one.post or name_of(one.role, words)) if part)
        for one in campaign.panel
    )
    limit = campaign.profile.pass_attainment
    passing = (
        _("nothing below minimum, profile attainment at least {share}").format(
            share=phrases.passing(limit, words)
        )
        if limit is not None
        else _("not set; the panel decides")
    )
    return [
        (
            _("Questions"),
            f"{name}: {questions}; {time}",
        ),
        (
            _("Assessors"),
            _("{wanted} for each candidate: {panel}").format(
                wanted=wanted.format(count=campaign.wanted), panel=panel or "_" * 30
            ),
        ),
        *([(_("Two wordings"), phrases_framework.lead(paper.lead, words))] if paper.lead is not None else []),
        (_("Pass level"), passing),
        (
            _("Rules"),
            _(
                "All candidates are asked the same questions in the same order. Each assessor rates "
                "alone and sees the others' marks only when all are submitted. The panel decides and "
                "gives its reasons."
            ),
        ),
    ]


def change(one: CampaignChange, words: Words) -> tuple[str, str]:
    """Return when and by whom the requirements were changed, and who had been assessed before that."""
    _ = words.gettext
    assessed = _("Nobody had been assessed before the change.")
    if one.assessed:
        assessed = _("Assessed before the change: {codes}.").format(codes=", ".join(one.assessed))
    return f"{words.date(one.on)}, {one.actor_name}:", assessed


def nothing_else(words: Words) -> str:
    """Return what no requirement may be about."""
    return words.gettext(
        "No requirements are set that do not concern professional qualities (Labour "
        "Code, Articles 3 and 64), such as sex, age, family status, appearance, origin, "
        "place of residence or beliefs."
    )


def signers(paper: RequirementsPaper, words: Words) -> tuple[Fact, Fact | None]:
    """Return who draws it up and who agrees; nobody agrees with a paper that the same person approves."""
    panel = paper.campaign.panel
    author = next((one for one in panel if one.role is Role.HR), None)
    head = next((one for one in panel if one.role is Role.MANAGER), None)
    if head is not None and same_person(paper.organisation.approver_name, head.name):
        return _signer(author, words), None
    return _signer(author, words), _signer(head, words)


def _signer(one: Panelist | None, words: Words) -> tuple[str, str]:
    if one is None:
        return "", ""
    return one.post or name_of(one.role, words), letterhead.signing(one.name)
