"""The requirements of a vacancy as a text document, to be edited before it is approved."""

from domain.papers.hiring_papers import RequirementsPaper
from domain.people.gates import GateKind
from reports.hiring import requirements_facts as said_of
from reports.paper import footers
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Note,
    Signer,
    Table,
    TextPaper,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words import cases, phrases
from resources.i18n import Words

_SHARES = (0.08, 0.42, 0.08, 0.1, 0.08, 0.24)


def lay(paper: RequirementsPaper, words: Words) -> TextPaper:
    """Describe the requirements: the same as the printed ones, function by function."""
    _ = words.gettext
    post = cases.in_a_sentence(words.text(paper.campaign.profile.post))
    author, head = said_of.signers(paper, words)
    return TextPaper(
        title=_("Candidate requirements profile"),
        about=_("Requirements for candidates for the position: {post}").format(post=post),
        foot=footers.foot(
            _("RC-{code}").format(code=paper.campaign.cycle.code), paper.framework, paper.made_on, words
        ),
        organisation=paper.organisation,
        made_on=paper.made_on,
        top=Top.APPROVED,
        unit=paper.unit,
        on=paper.campaign.cycle.opened_on,
        number=paper.campaign.cycle.code,
        blocks=(
            Heading(_("1. Vacancy")),
            Facts(tuple(said_of.vacancy(paper, words))),
            *_mandatory(paper, words),
            *_admission(paper, words),
            *_competencies(paper, words),
            Heading(_("5. How it is assessed")),
            Facts(tuple(said_of.procedure(paper, words)), 0.2),
            Heading(_("6. What is not a requirement")),
            Clause(said_of.nothing_else(words)),
            *_changes(paper, words),
            Clause(_("Drawn up by"), plain=True),
        ),
        signers=(Signer(*author),),
        after=() if head is None else ((_("AGREED"), (Signer(*head),)),),
    )


def _mandatory(paper: RequirementsPaper, words: Words) -> list[Block]:
    _ = words.gettext
    demands = said_of.mandatory(paper, words)
    clauses = said_of.clauses(paper, [one.kind for one in demands], words)
    blocks: list[Block] = [Heading(" ".join(filter(None, (_("2. Mandatory requirements"), clauses))))]
    if demands:
        heads = (_("No."), _("Requirement, verbatim"), _("Evidenced by"))
        rows = [
            (str(number), "\n".join(filter(None, (one.text, one.counted))), one.proof)
            for number, one in enumerate(demands, start=1)
        ]
        blocks.append(Table(heads, tuple(rows), (0.06, 0.58, 0.36)))
    else:
        blocks.append(Note(phrases.none_asked(paper.campaign.profile.requirements, words)))
    own = [one for one in paper.campaign.own_requirements if one.strip()]
    if own:
        lead = _("Additional requirements of the employer arising from the nature of the work")
        blocks.append(Clause(lead, plain=True))
        blocks += [Clause(one, number=f"{number}.") for number, one in enumerate(own, start=1)]
    return blocks


def _admission(paper: RequirementsPaper, words: Words) -> list[Block]:
    _, asked = words.gettext, paper.campaign.profile.requirements
    clauses = said_of.clauses(paper, [GateKind.MEDICAL], words)
    head = Heading(" ".join(filter(None, (_("3. Conditions of admission"), clauses))))
    if GateKind.MEDICAL not in asked.asked:
        return [head, Note(_("The position profile sets none."))]
    listed = "; ".join(words.text(one) for one in asked.examinations.values())
    return [head, Clause(words.text(asked.medical)), *([Note(listed)] if listed else [])]


def _competencies(paper: RequirementsPaper, words: Words) -> list[Block]:
    _ = words.gettext
    legend = _(
        "(◆ critical: no other level makes up for one below the minimum; levels 0 to 4, weight 1 to 3)"
    )
    blocks: list[Block] = [Heading(_("4. Competencies")), Note(legend)]
    heads = (_("Code"), _("Competency"), _("Target"), _("Minimum"), _("Weight"), _("How it is assessed"))
    for function in paper.framework.functions:
        rows: list[tuple[str, ...]] = []
        for item in paper.scope:
            if item.function != function.code:
                continue
            target = paper.campaign.profile.targets[item.code]
            way = said_of.way(paper.questions.get(item.code), words, item.key in paper.handed_out)
            floor = "" if target.floor is None else words.number(target.floor, 0)
            label = f"{'◆ ' if target.critical else ''}{words.text(item.on_paper)}"
            rows.append(
                (item.code, label, words.number(target.level, 0), floor, words.number(target.weight, 0), way)
            )
        if rows:
            title = " ".join(filter(None, (function.code, words.text(function.on_paper), function.clause)))
            blocks += [Clause(title, plain=True), Table(heads, tuple(rows), _SHARES, frozenset({2, 3, 4}))]
    blocks.append(Note(phrases.tolerance(paper.policy, words)))
    if told := said_of.outside(paper, words):
        blocks.append(Note(told))
    return blocks


def _changes(paper: RequirementsPaper, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for one in paper.campaign.changes:
        head, assessed = said_of.change(one, words)
        blocks += [Clause(one.text, lead=head, plain=True), Note(assessed)]
    return [Heading(words.gettext("Changes after opening")), *blocks] if blocks else []


_pdf, write = writers(lay)
