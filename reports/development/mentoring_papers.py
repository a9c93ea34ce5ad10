"""The papers of mentoring (ТК РФ 351.8): the mentor's consent, the order, and the mentor's report."""

from datetime import date

from domain.development.adaptation import Mentoring
from domain.development.indicator import Indicator
from domain.development.plan_sheet import PlanSheet
from domain.people.declined import Case
from reports.paper import footers
from reports.paper.letterhead import capital
from reports.paper.text_papers.text_paper import (
    INK,
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Ticks,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words import cases, phrases
from reports.words.development import phrases_plans
from resources.i18n import Words


def consent(sheet: PlanSheet, words: Words) -> TextPaper:
    """Describe the written consent of the mentor."""
    _ = words.gettext
    terms = sheet.mentoring
    mentor = Signer() if terms is None else Signer(capital(terms.mentor_post), terms.signature_name)
    code = words.pgettext("code of a paper", "MC-{code}").format(code=sheet.person.code)
    agrees = _("I agree to mentor {name}, from {start} to {end}, as additional work on the terms below.")
    whose = cases.of(sheet.person, Case.GENITIVE, words)
    if whose:
        agrees = words.pgettext(
            "genitive",
            "I agree to mentor {name}, from {start} to {end}, as additional work on the terms below.",
        )
    texts = (
        agrees.format(
            name=whose or _whom(sheet),
            start=words.date(sheet.plan.period.starts_on),
            end=words.date(_until(sheet)),
        ),
    )
    return TextPaper(
        title=_("Consent to mentoring"),
        about=_("Labour Code, article 351.8"),
        foot=footers.foot(code, None, sheet.made_on, words),
        organisation=sheet.organisation,
        made_on=sheet.made_on,
        top=Top.LETTER,
        unit=sheet.person.unit,
        to=_to(sheet, words),
        on=None if terms is None else terms.consent_on,
        blocks=(
            *(Clause(text) for text in texts),
            _terms(terms, words),
            Clause(
                _(
                    "I understand that I may withdraw from mentoring early, and that the "
                    "employer may end it early, on at least three working days' written "
                    "notice."
                )
            ),
        ),
        signers=(mentor,),
    )


def order(sheet: PlanSheet, words: Words) -> TextPaper:
    """Describe the order by which the mentor is appointed, by agreement or as part of the job."""
    _ = words.gettext
    terms = sheet.mentoring
    code = words.pgettext("code of a paper", "OM-{code}").format(code=sheet.person.code)
    mentor = (terms.mentor_name if terms is not None else "") or INK
    appoints = _("Appoint {mentor} as mentor of {name}, from {start} to {end}.")
    whom = "" if terms is None or words.language != "ru" else terms.mentor_accusative
    whose = cases.of(sheet.person, Case.GENITIVE, words)
    if whom and whose:
        mentor = whom
        appoints = words.pgettext(
            "accusative", "Appoint {mentor} as mentor of {name}, from {start} to {end}."
        )
    return TextPaper(
        title=words.pgettext("a paper", "Order"),
        about=_("On mentoring"),
        foot=footers.foot(code, None, sheet.made_on, words),
        organisation=sheet.organisation,
        made_on=sheet.made_on,
        top=Top.ORDER,
        unit=sheet.person.unit,
        blocks=(
            Clause(
                _("To support a new employee's onboarding, I HEREBY ORDER:")
                if terms is not None and terms.part_of_job
                else _("Pursuant to Article 351.8 of the Labour Code, I HEREBY ORDER:")
            ),
            Clause(
                appoints.format(
                    mentor=mentor,
                    name=whose if whom and whose else _whom(sheet),
                    start=words.date(sheet.plan.period.starts_on),
                    end=words.date(_until(sheet)),
                ),
                number="1.",
            ),
            Clause(_("Terms:"), number="2."),
            _terms(terms, words),
            Clause(
                _("The mentor shall report on the results by {day}.").format(day=words.date(_until(sheet))),
                number="3.",
            ),
            Clause(_("Compliance with this order is supervised by {name}.").format(name=INK), number="4."),
            Clause(_grounds(terms, words)),
        ),
        signers=(Signer(sheet.organisation.approver_post, sheet.organisation.approver_name),),
        after=(
            (
                _("I have read the order:"),
                (
                    Signer(_("Mentor"), "" if terms is None else terms.signature_name),
                    Signer(_("Employee"), sheet.person.signature_name),
                ),
            ),
        ),
    )


def report(sheet: PlanSheet, words: Words) -> TextPaper:
    """Describe the mentor's report: what was planned is known, what came of it only as far as recorded."""
    _ = words.gettext
    terms = sheet.mentoring
    code = words.pgettext("code of a paper", "MR-{code}").format(code=sheet.person.code)
    return TextPaper(
        title=_("Mentor's report"),
        about=_("Mentoring of {name}").format(name=_whom(sheet)),
        foot=footers.foot(code, sheet.framework, sheet.made_on, words),
        organisation=sheet.organisation,
        made_on=sheet.made_on,
        top=Top.APPROVED,
        unit=sheet.person.unit,
        blocks=_of_report(sheet, terms, words),
        signers=(
            Signer(_("Mentor"), "" if terms is None else terms.signature_name),
            Signer(_("Employee"), sheet.person.signature_name, _("I have read it")),
        ),
    )


def _of_report(sheet: PlanSheet, terms: Mentoring | None, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    plan, text = sheet.plan, words.text
    mine = [
        (goal, one)
        for goal in plan.goals
        for one in goal.live
        if terms is not None and terms.mentor_id in (one.owner_id, one.mentor_id)
    ]
    shown = mine or [(goal, one) for goal in plan.goals for one in goal.live]
    rows = tuple(
        (goal.item, text(one.text), words.date(one.ends_on), phrases_plans.mark(one, words))
        for goal, one in shown
    )
    goals = tuple(
        (
            goal.item,
            text(sheet.framework.item(goal.item).on_paper),
            words.number(goal.level_from, 1) if goal.level_from is not None else "",
            str(goal.level_to),
            words.number(goal.level_after, 1) if goal.level_after is not None else "",
        )
        for goal in plan.goals
    )
    levels = (_("At the start"), _("Target"), _("Now"))
    blocks: list[Block] = [
        Facts(
            (
                (_("Mentor"), "" if terms is None else terms.mentor_name),
                (
                    _("Term"),
                    words.pgettext("dates", "from {start} to {end}").format(
                        start=words.date(plan.period.starts_on), end=words.date(_until(sheet))
                    ),
                ),
            )
        ),
        Heading(_("1. What was done")),
        Table((_("Code"), _("Action"), _("By when"), _("Done")), rows, (0.09, 0.5, 0.14, 0.27), blank=1),
        Heading(_("2. What the employee can do")),
        Table(
            (_("Code"), _("Competency"), *levels),
            goals,
            (0.09, 0.49, 0.15, 0.12, 0.15),
            frozenset({2, 3, 4}),
        ),
    ]
    if sheet.indicators:
        blocks += [Heading(_("3. Indicators")), _indicators(sheet, words)]
    blocks += [
        Heading(_("Difficulties, and what helped")),
        Lines(3),
        Heading(_("Readiness to work without a mentor")),
        Ticks((_("ready"), _("partly ready"), _("not ready yet"))),
        Lines(2, _("(facts)")),
        Heading(_("Proposals to the manager")),
        Lines(2),
        Note(phrases.statement(words)),
    ]
    return tuple(blocks)


def _indicators(sheet: PlanSheet, words: Words) -> Table:
    _ = words.gettext
    rows = tuple((one.name, one.norm, _actual(one, words)) for one in sheet.indicators)
    return Table((_("Indicator"), _("Target"), _("Actual")), rows, (0.5, 0.25, 0.25))


def _actual(one: Indicator, words: Words) -> str:
    """Return the last figure that was entered, with its week; empty to be filled in."""
    known = [week for week in one.weeks if week.fact is not None]
    if not known:
        return ""
    said = words.gettext("{figure} in week {week}")
    return said.format(figure=phrases_plans.figure(known[-1].fact, words), week=known[-1].number)


def _terms(terms: Mentoring | None, words: Words) -> Facts:
    _ = words.gettext
    work = (
        (_("Content of the work"), "" if terms is None else terms.content),
        (_("Form of the work"), "" if terms is None else terms.form),
    )
    if terms is not None and terms.part_of_job:
        return Facts(work)
    return Facts((*work, (_("Pay"), "" if terms is None else terms.pay)))


def _grounds(terms: Mentoring | None, words: Words) -> str:
    _ = words.gettext
    if terms is not None and terms.part_of_job:
        return _("Grounds: {clause}.").format(clause=terms.clause)
    return _("Grounds: consent dated {consent}, supplementary agreement No. {number} dated {day}.").format(
        consent=words.dated(None if terms is None else terms.consent_on),
        number="______" if terms is None or not terms.agreement_no else terms.agreement_no,
        day=words.dated(None if terms is None else terms.agreement_on),
    )


def _to(sheet: PlanSheet, words: Words) -> tuple[str, ...]:
    """Return who approves: in the dative if somebody confirmed the forms of that name and post."""
    own, person = sheet.organisation, sheet.approver
    if person is not None and words.language == "ru" and person.named(Case.DATIVE):
        post = person.in_post(Case.DATIVE)
        if post and own.approver_post.casefold() in ("", person.post.casefold()):
            return capital(post), cases.addressee(person, words, short=True)
    post = cases.in_a_sentence(own.approver_post)
    known = [part for part in (post, own.approver_name) if part]
    return (words.gettext("To: {name}").format(name=known[0]), *known[1:]) if known else ()


def _whom(sheet: PlanSheet) -> str:
    return ", ".join(part for part in (sheet.person.full_name, sheet.person.post) if part)


def _until(sheet: PlanSheet) -> date:
    terms = sheet.mentoring
    return sheet.plan.period.ends_on if terms is None or terms.until is None else terms.until


write_consent, write_consent_docx = writers(consent)
write_order, write_order_docx = writers(order)
write_report, write_report_docx = writers(report)
