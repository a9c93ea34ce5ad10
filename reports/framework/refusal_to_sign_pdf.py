"""The act that somebody refused to sign a job description: drawn up before two witnesses, signed by hand."""

from reportlab.platypus import Flowable, KeepTogether

from reports.framework.familiarisation_pdf import of_edition
from reports.framework.job_description_pdf import body_style
from reports.paper import footers, letterhead
from reports.paper.grid import gap, line, signature
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.papers import RefusalToSign
from reports.paper.style import styles
from reports.paper.text import para
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width


@printed
def write(paper: RefusalToSign, words: Words) -> Pages:
    """Print the act."""
    return Pages(
        PORTRAIT,
        title=title(words),
        made_on=paper.made_on,
        foot=foot(paper, words),
        story=story(paper, words),
        organisation=paper.organisation,
    )


def title(words: Words) -> str:
    """Return the title of the act."""
    return words.gettext("Act of a refusal to sign")


def foot(paper: RefusalToSign, words: Words) -> str:
    """Return the line at the foot."""
    code = words.pgettext("code of a paper", "AR-{code}").format(code=paper.person.code)
    return footers.foot(code, None, paper.made_on, words)


def place(paper: RefusalToSign, words: Words) -> str:
    """Return day, number and city; an act is dated when it was drawn up, else by hand."""
    on = None if paper.refused is None else paper.refused.on
    parts = (words.dated(on), words.gettext("No. {number}").format(number="____"), paper.organisation.city)
    return "   ".join(part for part in parts if part)


def sentences(paper: RefusalToSign, words: Words) -> tuple[str, ...]:
    """Return what the act states, each a paragraph."""
    _ = words.gettext
    person, edition = paper.person, paper.edition
    who = ", ".join(part for part in (person.full_name, person.post, person.unit) if part)
    if edition is None:
        document = _("the job description {blank}").format(blank="_" * 24)
    else:
        post, told = of_edition(edition, words)
        document = _("the job description {post} {edition}").format(post=post, edition=told)
    offered = _(
        "In the presence of the witnesses named below {who} was offered {document} to read and to sign "
        "the familiarisation sheet."
    ).format(who=who, document=document)
    reason = "" if paper.refused is None else paper.refused.reason
    why = reason or "_" * 40
    return (
        offered,
        _("The content of the document was read out."),
        _("The person refused to sign. Reason given: {reason}").format(reason=why),
        _("This act confirms that the document was offered, and that a signature was refused."),
    )


def story(paper: RefusalToSign, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look, actor = styles(), paper.actor
    who = (actor.post, actor.signature_name) if actor is not None else ("", "")
    signing: list[Flowable] = [para(_("Drawn up by"), look.strong)]
    signing += [signature(*who, WIDTH, words), gap(6), para(_("Witnesses"), look.strong)]
    signing += [flow for _one in range(2) for flow in (signature("", "", WIDTH, words), gap(4))]
    read = _("I have read the act (a copy is received), or refused to sign it:")
    signing += [gap(8), para(nb(read), body_style())]
    signing += [signature("", paper.person.signature_name, WIDTH, words)]
    return [
        *letterhead.of_organisation(paper.organisation, "", words),
        gap(10),
        para(title(words).upper(), look.title),
        para(nb(place(paper, words)), look.subtitle),
        gap(8),
        *(para(nb(text), body_style()) for text in sentences(paper, words)),
        gap(4),
        line(WIDTH, ""),
        gap(10),
        KeepTogether(signing),
    ]
