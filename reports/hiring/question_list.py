"""The questions of an interview without keys: to read out, with room to write, fit for anybody's eyes."""

from domain.framework.framework import led
from domain.papers.hiring_papers import RequirementsPaper
from reports.paper import footers
from reports.paper.text_papers.text_paper import Block, Clause, Facts, Heading, Lines, Note, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words.hiring.phrases_hiring import talk_time
from resources.i18n import Words


def lay(paper: RequirementsPaper, words: Words) -> TextPaper:
    """Describe the list."""
    _ = words.gettext
    cycle = paper.campaign.cycle
    code = words.pgettext("code of a paper", "QL-{code}").format(code=cycle.code)
    about = _("For the vacancy: {title}").format(title=cycle.title or words.text(paper.campaign.profile.post))
    return TextPaper(
        title=_("Interview questions"),
        about=about,
        foot=footers.foot(code, paper.framework, paper.made_on, words),
        organisation=paper.organisation,
        made_on=paper.made_on,
        top=Top.FORM,
        unit=paper.unit,
        blocks=_blocks(paper, words),
        result=True,
    )


def _blocks(paper: RequirementsPaper, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    questions = paper.questions if paper.lead is None else led(paper.questions, paper.lead)
    minutes = sum(questions[item.code].minutes for item in paper.scope if item.code in questions)
    blocks: list[Block] = [
        Facts(((_("Candidate"), ""), (_("Day"), ""), (_("Assessor"), ""))),
        Note(_("Planned time: {time}.").format(time=talk_time(minutes, words))) if minutes else Note(""),
    ]
    if not any(item.code in questions for item in paper.scope):
        blocks.append(Note(_("There are no questions for this vacancy.")))
    for function in paper.framework.functions:
        items = [one for one in paper.scope if one.function == function.code and one.code in questions]
        if not items:
            continue
        blocks.append(Heading(words.text(function.short)))
        for item in items:
            asked = questions[item.code]
            blocks.append(Clause(words.text(asked.question), number=f"{item.code}.", plain=True))
            if item.code in paper.handed_out:
                blocks.append(Note(_("The candidate is given the situation on paper.")))
            blocks.append(Lines(2))
    return tuple(one for one in blocks if one != Note(""))


write, write_docx = writers(lay)
