"""The order to hold an assessment: what, of whom, by whom and by when."""

from domain.assessing.case import CycleKind
from domain.hiring.campaign import Panelist
from domain.mark import Role
from domain.papers.assessment_papers import AssessmentOrder
from domain.people.name import same_person
from reports.paper import footers
from reports.paper.letterhead import capital, signing
from reports.paper.text_papers.text_paper import INK, Block, Clause, Heading, Signer, Table, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words.names import name_of
from resources.i18n import Words

_SHOWN = 6  # people in the table; a longer list is an annex on a page of its own


def lay(order: AssessmentOrder, words: Words) -> TextPaper:
    """Describe the order."""
    _ = words.gettext
    code = words.pgettext("code of a paper", "OA-{code}").format(code=order.cycle.code)
    own = order.organisation
    # Whoever gives the order signs it once.
    readers = [one for one, _roles in _commission(order) if not same_person(own.approver_name, one.name)]
    return TextPaper(
        title=words.pgettext("a paper", "Order"),
        about=_about(order, words),
        foot=footers.foot(code, order.framework, order.made_on, words),
        organisation=own,
        made_on=order.made_on,
        top=Top.ORDER,
        unit=order.unit,
        blocks=_blocks(order, words),
        signers=(Signer(own.approver_post, own.approver_name),),
        after=(
            (
                _("I have read the order:"),
                tuple(Signer(capital(one.post), signing(one.name)) for one in readers),
            ),
        )
        if readers
        else (),
        annex=(Heading(_("Annex to the order. Employees to be assessed")), _people(order, words))
        if _annexed(order)
        else (),
    )


def _about(order: AssessmentOrder, words: Words) -> str:
    _ = words.gettext
    if order.post is not None:
        title = order.cycle.title or words.text(order.post)
        return _("Assessment of candidates for the vacancy: {title}").format(title=title)
    return _("Competency assessment of employees: {title}").format(
        title=order.cycle.title or order.cycle.code
    )


def _blocks(order: AssessmentOrder, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    cycle, hiring = order.cycle, order.post is not None
    probation = cycle.kind is CycleKind.PROBATION
    if hiring:
        purpose = _("To select a candidate on professional qualities (Labour Code, Articles 3 and 64)")
    elif probation:
        purpose = _(
            "To establish whether employees are suited to their work (Labour Code, Articles 70 and 71)"
        )
    else:
        purpose = _("To plan the development and training of employees (Labour Code, Articles 196 and 197)")
    what = _(
        "Carry out assessment {code} from {start} to {end} against the competency "
        "framework “{model}”, edition {number}."
    )
    blocks: list[Block] = [
        Clause(_("{purpose}, I HEREBY ORDER:").format(purpose=purpose)),
        Clause(
            what.format(
                code=cycle.code,
                start=words.dated(cycle.starts_on),
                end=words.dated(cycle.ends_on),
                model=words.text(order.framework.title),
                number=order.framework.number,
            ),
            number="1.",
        ),
        Clause(_("Appoint the panel:") if hiring else _("Appoint the assessors:"), number="2."),
        Table(
            (_("Full name"), _("Position"), _("Role in the assessment")),
            tuple(
                (one.name, one.post, ", ".join(name_of(role, words) for role in roles))
                for one, roles in _commission(order)
            ),
            (0.4, 0.36, 0.24),
            blank=0 if order.commission else 3,
        ),
        Clause(_("Keep to this schedule:"), number="3."),
        Table(
            (_("Step"), _("By when"), words.pgettext("a paper", "Responsible")),
            tuple((step, day, "") for step, day in _calendar(order, words)),
            (0.5, 0.22, 0.28),
        ),
    ]
    number = 4
    if not hiring:
        if _annexed(order):
            listed = _("Assess the employees listed in the annex ({n}).").format(n=len(order.people))
            blocks.append(Clause(listed, number=f"{number}."))
        else:
            blocks += [Clause(_("Assess:"), number=f"{number}."), _people(order, words)]
        number += 1
    closing = [
        _(
            "Each assessor completes their own sheet and does not discuss marks until all "
            "sheets are submitted."
        ),
        _(
            "The assessment is not a statutory attestation and is not grounds for "
            "dismissal or disciplinary action."
        ),
        _("Results are confidential; each person assessed reads their own results and signs to confirm it."),
    ]
    if probation:
        closing[1] = _(
            "The assessment is not a statutory attestation; the manager gives a reasoned "
            "conclusion on the probation."
        )
    if hiring:
        closing[2] = _("Results are confidential; a candidate is told the reasons for a refusal on request.")
    closing.append(_("Compliance with this order is supervised by {name}.").format(name=INK))
    blocks += [Clause(text, number=f"{number + at}.") for at, text in enumerate(closing)]
    return tuple(blocks)


def _annexed(order: AssessmentOrder) -> bool:
    """Tell whether the people assessed are listed in an annex, and not within the order."""
    return order.post is None and len(order.people) > _SHOWN


def _people(order: AssessmentOrder, words: Words) -> Table:
    _ = words.gettext
    heads = (_("Full name"), _("Position"), _("Unit"))
    return Table(heads, order.people, (0.4, 0.32, 0.28), blank=0 if order.people else 3)


def _commission(order: AssessmentOrder) -> list[tuple[Panelist, tuple[Role, ...]]]:
    """Return who assesses, each once with every role."""
    roles: dict[int, tuple[Role, ...]] = {}
    for one in order.commission:
        roles[one.person_id] = (*roles.get(one.person_id, ()), one.role)
    first = {one.person_id: one for one in reversed(order.commission)}
    return [(first[who], parts) for who, parts in roles.items()]


def _calendar(order: AssessmentOrder, words: Words) -> list[tuple[str, str]]:
    _ = words.gettext
    cycle = order.cycle
    end = words.date(cycle.ends_on) if cycle.ends_on is not None else ""
    start = words.date(cycle.starts_on) if cycle.starts_on is not None else ""
    if order.post is not None:
        return [
            (_("Requirements profile approved"), start),
            (_("Interviews held, sheets submitted"), ""),
            (_("Panel meeting"), ""),
            (_("Conclusion recorded, candidates informed"), end),
        ]
    probation = cycle.kind is CycleKind.PROBATION
    return [
        (_("Assessors briefed"), start),
        (_("Assessment sheets submitted"), ""),
        (_("Differences discussed, levels agreed"), ""),
        (_("Results discussed with everyone assessed"), ""),
        (_("Conclusion on the probation") if probation else _("Development plans approved"), end),
    ]


write, write_docx = writers(lay)
