"""The head of a plan to be approved: whose it is, its number and dates, and the stamp beside them."""

from reportlab.platypus import Flowable

from domain.development.plan import PlanState
from domain.development.plan_sheet import PlanSheet
from reports.paper import letterhead
from reports.paper.grid import columns, gap, stamp
from reports.paper.style import styles
from reports.paper.text import WIDE, bold, join, para
from reports.words import phrases
from reports.words.development import phrases_plans
from resources.i18n import Words


def plan_head(sheet: PlanSheet, title: str, heading: str, width: float, words: Words) -> list[Flowable]:
    """Return the head of the plan titled *title*; *heading* says what it is and whom it is about."""
    look, organisation, plan = styles(), sheet.organisation, sheet.plan
    code, on = organisation.numbered("", plan.approved_on)
    number = (
        words.gettext("No. {number}").format(number=code) if code else phrases_plans.numbered(plan, words)
    )
    parts = (words.dated(on), number, organisation.city)
    unfinished = plan.state is PlanState.DRAFT
    corner: list[Flowable] = [
        *([para(words.gettext("DRAFT"), look.strong), gap(3)] if unfinished else []),
        *letterhead.of_organisation(organisation, sheet.person.unit, words, style=look.signed),
        gap(3),
        para(bold(title.upper()), look.signed),
        gap(3),
        para(WIDE.join(part for part in parts if part), look.signed),
    ]
    if sheet.sitting_of:
        corner.append(para(letterhead.capital(phrases.sitting(sheet.sitting_of, words)), look.caption))
    approver = stamp(organisation.approver_post, organisation.approver_name, words, style=look.signed)
    period = phrases_plans.long_period(plan.period, words)
    return [
        columns([corner, approver], [width - letterhead.STAMP, letterhead.STAMP]),
        gap(4),
        para(join(bold(heading), f", {period}"), look.subtitle),
    ]
