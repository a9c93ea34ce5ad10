"""The regulation on the assessment of competencies: a local act, filled in from the model and the policy."""

from domain.mark import Role
from domain.papers.framework_papers import Regulation
from reports.paper import footers
from reports.paper.text_papers.text_paper import Block, Clause, Heading, Signer, Table, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words.names import name_of
from resources.i18n import Words


def lay(rules: Regulation, words: Words) -> TextPaper:
    """Describe the regulation."""
    _ = words.gettext
    code = words.pgettext("code of a paper", "RG-{number}").format(number=rules.framework.number)
    return TextPaper(
        title=_("Regulation"),
        about=_("On the assessment of competencies"),
        foot=footers.foot(code, rules.framework, rules.made_on, words),
        organisation=rules.organisation,
        made_on=rules.made_on,
        top=Top.APPROVED,
        blocks=tuple(_sections(rules, words)),
        signers=(Signer(_("Drawn up by")), Signer(_("Agreed by: legal counsel"))),
    )


def _sections(rules: Regulation, words: Words) -> list[Block]:
    _ = words.gettext
    blocks: list[Block] = []
    parts = (
        (_("General provisions"), _general(rules, words)),
        (_("What is assessed"), _what(rules, words)),
        (_("Who assesses"), _who(rules, words)),
        (_("How an assessment is carried out"), _how(words)),
        (_("How the result is calculated"), _counted(rules, words)),
        (_("What the result is used for"), _used(rules, words)),
        (_("Familiarisation and objections"), _objections(words)),
        (_("Personal data"), _data(rules, words)),
        (_("Final provisions"), _final(words)),
    )
    for number, (title, texts) in enumerate(parts, start=1):
        blocks.append(Heading(f"{number}. {title}"))
        blocks += [Clause(text, number=f"{number}.{at}.") for at, text in enumerate(texts, start=1)]
        if number == 2:
            blocks.append(_scale(rules, words))
    return blocks


def _general(rules: Regulation, words: Words) -> list[str]:
    _ = words.gettext
    texts = [
        _("This regulation establishes how the competencies of candidates and employees are assessed."),
        _(
            "It is a local act (Labour Code, Article 8) based on Articles 3, 64, 86, 196 "
            "and 197 of the Labour Code and on Federal Law No. 152-FZ."
        ),
        _("The assessment supports selection, development and training. It is not a statutory attestation."),
    ]
    if rules.basis is not None:
        texts.append(_("The framework is based on: {basis}.").format(basis=words.text(rules.basis)))
    return texts


def _what(rules: Regulation, words: Words) -> list[str]:
    _ = words.gettext
    framework = rules.framework
    assessed = _(
        "The competency framework “{title}”, edition {number}, defines what is assessed: {n} competencies."
    )
    return [
        assessed.format(title=words.text(framework.title), number=framework.number, n=len(framework.items)),
        _("Only the professional qualities that the work requires are assessed."),
        _("What nobody observed or asked about is marked as not assessed and never counted as level 0."),
        _("The levels are:"),
    ]


def _scale(rules: Regulation, words: Words) -> Table:
    _ = words.gettext
    text = words.text
    rows = tuple(
        (str(one.value), text(one.name), text(one.knowledge), text(one.skill)) for one in rules.scale.levels
    )
    name = words.pgettext("of a level", "Name")
    return Table((_("Level"), name, _("Knowledge"), _("Skill")), rows, (0.1, 0.18, 0.36, 0.36))


def _who(rules: Regulation, words: Words) -> list[str]:
    _ = words.gettext
    counted = [role for role in Role if rules.policy.counts(role)]
    others = [role for role in Role if not rules.policy.counts(role)]
    texts = [
        _("The result is based on the marks of: {roles}.").format(
            roles=", ".join(name_of(role, words) for role in counted)
        ),
        _("The mean of each role counts, so that a role with many assessors does not outweigh the others."),
    ]
    if others:
        told = _("Marks of these roles are shown but not counted: {roles}.")
        texts.append(told.format(roles=", ".join(name_of(role, words) for role in others)))
    texts.append(_("Answers of colleagues and subordinates are shown only if there are at least three."))
    return texts


def _how(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _(
            "An assessment is carried out by order, which names its dates, the assessors "
            "and the employees assessed."
        ),
        _(
            "Each assessor completes their own sheet; the marks of others are hidden until "
            "all sheets are submitted."
        ),
        _(
            "An answer in a form is open to whoever has its workbook; the documents of the assessment say "
            "whose answer came so."
        ),
        _("For levels 0 and 4 and for critical competencies a fact is noted: what the person said or did."),
        _("A submitted sheet is not changed; a correction is a new sheet with a reason."),
        _("Candidates for one vacancy are asked the same questions."),
    ]


def _counted(rules: Regulation, words: Words) -> list[str]:
    _ = words.gettext
    policy = rules.policy
    return [
        _("A level counts as meeting its target if it is less than {gap} below it.").format(
            gap=words.number(policy.small_gap, 1)
        ),
        words.ngettext(
            "Assessors who differ by {n} level or more discuss the facts and agree on a level.",
            "Assessors who differ by {n} levels or more discuss the facts and agree on a level.",
            policy.discuss_spread,
        ).format(n=policy.discuss_spread),
        _("A result is final if levels are known for at least {share} of the requirements by weight.").format(
            share=words.percent(policy.final_coverage)
        ),
        _("A level above the target does not make up for one below it."),
        _("A critical competency below its minimum is always reported separately and never averaged out."),
        words.ngettext(
            "Levels of earlier quarters stay for at most {n} quarter and are shown with their age.",
            "Levels of earlier quarters stay for at most {n} quarters and are shown with their age.",
            policy.carry_quarters,
        ).format(n=policy.carry_quarters),
    ]


def _used(rules: Regulation, words: Words) -> list[str]:
    _, most = words.gettext, rules.policy.max_goals
    plan = words.ngettext(
        "A development plan has at most {n} competency and is discussed at least monthly.",
        "A development plan has at most {n} competencies and is discussed at least monthly.",
        most,
    )
    return [
        _(
            "Decisions are made by people, who give reasons; no decision is based on "
            "automated processing alone."
        ),
        plan.format(n=most),
        _("A low level is not grounds for dismissal, disciplinary action or a pay cut."),
        _(
            "A candidate is told the reasons for a refusal in writing within seven working "
            "days of a written request."
        ),
    ]


def _objections(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _(
            "Employees read this regulation and sign to confirm it before their first "
            "assessment (Labour Code, Articles 22 and 86)."
        ),
        _(
            "Everyone assessed reads their result and signs to confirm it, receives a copy "
            "and may attach a written opinion."
        ),
        _(
            "Objections are considered within ten working days by people who took no part "
            "in the assessment: {name}."
        ).format(name="_" * 24),
    ]


def _data(rules: Regulation, words: Words) -> list[str]:
    _, terms = words.gettext, rules.retention
    return [
        words.ngettext(
            "A candidate's data are kept for {n} day after the decision.",
            "A candidate's data are kept for {n} days after the decision.",
            terms.candidate_days,
        ).format(n=terms.candidate_days),
        words.ngettext(
            "Data in the personnel reserve are kept for {n} month from the consent.",
            "Data in the personnel reserve are kept for {n} months from the consent.",
            terms.reserve_months,
        ).format(n=terms.reserve_months),
        words.ngettext(
            "An employee's data are kept for {n} month after they leave.",
            "An employee's data are kept for {n} months after they leave.",
            terms.staff_months,
        ).format(n=terms.staff_months),
        _(
            "When the retention period ends the data are destroyed; an act and an extract "
            "from the journal prove it."
        ),
        _("Results are available only to those who need them for their work: {names}.").format(
            names="_" * 24
        ),
    ]


def _final(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _("This regulation takes effect on the day it is approved and applies until it is replaced."),
        _("It is amended by order; employees read each new edition and sign to confirm it."),
    ]


write, write_docx = writers(lay)
