"""The minutes of a commission on a vacancy: who was heard, what was found; decisions are written in."""

from domain.hiring.comparison import Comparison
from reports.paper import footers
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Signer,
    TextPaper,
    Ticks,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import Words


def lay(comparison: Comparison, words: Words) -> TextPaper:
    """Describe the minutes; votes are not counted, and what nobody recorded is a line."""
    _ = words.gettext
    cycle = comparison.cycle
    code = words.pgettext("code of a paper", "MN-{code}").format(code=cycle.code)
    title = cycle.title or words.text(comparison.profile.post)
    return TextPaper(
        title=_("Minutes of the panel meeting"),
        about=_("Candidates for the vacancy: {title}").format(title=title),
        foot=footers.foot(code, comparison.framework, comparison.made_on, words),
        organisation=comparison.organisation,
        made_on=comparison.made_on,
        top=Top.ORDER,
        blocks=_blocks(comparison, words),
        signers=(Signer(_("Chair")), Signer(_("Secretary"))),
    )


def _blocks(comparison: Comparison, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    blocks: list[Block] = [
        Facts(((_("Chair"), ""), (_("Secretary"), ""), (_("Present"), ""), (_("Invited"), ""))),
        Heading(_("Agenda")),
    ]
    for at, one in enumerate(comparison.contenders, start=1):
        told = _("Candidate {name}").format(name=_named(one.person.full_name, one.person.code))
        blocks.append(Clause(told, number=f"{at}.", plain=True))
    if not comparison.contenders:
        blocks.append(Lines(2))
    for at, one in enumerate(comparison.contenders, start=1):
        blocks.append(Heading(f"{at}. {_named(one.person.full_name, one.person.code)}"))
        heard = _("attainment {attainment}; critical competencies below the minimum: {n}")
        told = heard.format(attainment=phrases.attainment(one.whole, words), n=one.stops)
        blocks.append(Clause(told + ".", lead=_("Presented:"), plain=True))
        blocks.append(Clause("", lead=_("Discussion:"), plain=True))
        blocks.append(Lines(2))
        if one.concluded is not None:
            outcome = _("{outcome}, {day}").format(
                outcome=name_of(one.concluded.outcome, words), day=words.date(one.concluded.on)
            )
            blocks.append(Clause(outcome + ".", lead=_("Decided:"), plain=True))
            blocks.append(Clause(one.concluded.reasons, lead=_("Reasons:"), plain=True))
            if one.concluded.conditions.strip():
                blocks.append(Clause(one.concluded.conditions, lead=_("Conditions:"), plain=True))
        else:
            blocks.append(Clause("", lead=_("Decided:"), plain=True))
            blocks.append(
                Ticks((_("recommend"), _("with conditions"), _("do not recommend"), _("continue assessing")))
            )
            blocks.append(Lines(2, _("(reasons)")))
    blocks.append(Heading(_("Dissenting opinions")))
    blocks.append(Lines(2))
    return tuple(blocks)


def _named(name: str, code: str) -> str:
    return f"{name} ({code})" if code else name


write, write_docx = writers(lay)
