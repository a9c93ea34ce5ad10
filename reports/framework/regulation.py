"""The regulation on the assessment of competencies: a local act, filled in from the model and the policy."""

from domain.mark import Role
from reports.paper import footers
from reports.paper.assessment_papers import Regulation
from reports.paper.text_paper import Block, Clause, Heading, Signer, Table, TextPaper, Top
from reports.paper.text_writers import writers
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
        signers=(Signer(_("Drawn up by")), Signer(_("Agreed: lawyer"))),
    )


def _sections(rules: Regulation, words: Words) -> list[Block]:
    _ = words.gettext
    blocks: list[Block] = []
    parts = (
        (_("General provisions"), _general(rules, words)),
        (_("What is assessed"), _what(rules, words)),
        (_("Who assesses"), _who(rules, words)),
        (_("How an assessment is held"), _how(words)),
        (_("How the result is counted"), _counted(rules, words)),
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
    name = rules.organisation.full_name or rules.organisation.short_name or "_" * 24
    texts = [
        _("The regulation sets how the competencies of candidates and staff are assessed in {name}.").format(
            name=name
        ),
        _(
            "It is a local act (Labour Code, article 8) and rests on articles 3, 64, 86, 196 and 197 of the "
            "Labour Code and on Federal Law 152-FZ."
        ),
        _("The assessment supports selection, development and training. It is not a statutory attestation."),
    ]
    if rules.basis is not None:
        texts.append(_("The framework is based on: {basis}.").format(basis=words.text(rules.basis)))
    return texts


def _what(rules: Regulation, words: Words) -> list[str]:
    _ = words.gettext
    framework = rules.framework
    assessed = _("The framework “{title}”, edition {number}, names what is assessed: {n} competencies.")
    return [
        assessed.format(title=words.text(framework.title), number=framework.number, n=len(framework.items)),
        _("Only business qualities are assessed that the work requires."),
        _("What nobody saw or asked is marked as not assessed and is never taken for level 0."),
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
        _("Marks that count are given by: {roles}.").format(
            roles=", ".join(name_of(role, words) for role in counted)
        ),
        _("The mean of each role counts, so that many of one role do not outweigh another."),
    ]
    if others:
        told = _("These marks are shown and not counted: {roles}.")
        texts.append(told.format(roles=", ".join(name_of(role, words) for role in others)))
    texts.append(_("Answers of colleagues and subordinates are shown only from three answers on."))
    return texts


def _how(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _("An assessment is held by order, which names its term, the assessors and the staff assessed."),
        _("Assessors fill in a sheet each; the marks of others are hidden until all are submitted."),
        _("A fact, what the person said or did, is noted beside level 0, level 4 and critical competencies."),
        _("A submitted sheet is not changed; a correction is a new sheet with a reason."),
        _("Candidates for one vacancy are asked the same questions."),
    ]


def _counted(rules: Regulation, words: Words) -> list[str]:
    _ = words.gettext
    policy = rules.policy
    return [
        _("A level counts as on target if it is less than {gap} below it.").format(
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
        _("A critical competency below its minimum is always named and never averaged away."),
        _("Levels of earlier quarters are carried for at most {n} quarters and shown with their age.").format(
            n=policy.carry_quarters
        ),
    ]


def _used(rules: Regulation, words: Words) -> list[str]:
    _, most = words.gettext, rules.policy.max_goals
    plan = words.ngettext(
        "A development plan has at most {n} competency and is discussed at least monthly.",
        "A development plan has at most {n} competencies and is discussed at least monthly.",
        most,
    )
    return [
        _("Decisions are made by people who name the reasons; no decision rests on a computer alone."),
        plan.format(n=most),
        _("A low level is no ground for dismissal, a disciplinary penalty or a cut in pay."),
        _("A candidate is told the reasons of a refusal in writing within seven working days of a request."),
    ]


def _objections(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _("Staff sign for having read this regulation before the first assessment (Labour Code, 22, 86)."),
        _("Everyone assessed signs for having read the result, gets a copy and may add a written opinion."),
        _("An objection is considered within ten working days by those who did not assess: {name}.").format(
            name="_" * 24
        ),
    ]


def _data(rules: Regulation, words: Words) -> list[str]:
    _, terms = words.gettext, rules.retention
    return [
        _("The data of a candidate are kept for {n} days after the decision.").format(n=terms.candidate_days),
        _("In the reserve they are kept for {n} months from the consent.").format(n=terms.reserve_months),
        _("The data of staff are kept for {n} months after leaving.").format(n=terms.staff_months),
        _("When a term is over the data are destroyed, which an act and an extract of the journal prove."),
        _("Results are seen only by those who need them for their work: {names}.").format(names="_" * 24),
    ]


def _final(words: Words) -> list[str]:
    _ = words.gettext
    return [
        _("The regulation is in force from the day of its approval until it is replaced."),
        _("It is changed by order; staff sign for having read a new edition."),
    ]


write, write_docx = writers(lay)
