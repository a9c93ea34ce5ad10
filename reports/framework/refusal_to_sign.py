"""The act that somebody refused to sign a job description: drawn up before two witnesses, signed by hand."""

from domain.papers.framework_papers import RefusalToSign
from domain.people.declined import Case
from reports.paper import footers
from reports.paper.letterhead import capital
from reports.paper.text_papers.text_paper import Clause, Signer, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words import cases
from reports.words.framework.familiarity import of_edition
from resources.i18n import Words


def lay(paper: RefusalToSign, words: Words) -> TextPaper:
    """Describe the act; it is dated when it was drawn up, else by hand."""
    _ = words.gettext
    code = words.pgettext("code of a paper", "AR-{code}").format(code=paper.person.code)
    actor = paper.actor
    drew = Signer() if actor is None else Signer(capital(actor.post), actor.signature_name)
    read = _("I have read the record and received a copy, or refused to sign it:")
    return TextPaper(
        title=_("Record of a refusal to sign"),
        about="",
        foot=footers.foot(code, None, paper.made_on, words),
        organisation=paper.organisation,
        made_on=paper.made_on,
        top=Top.ORDER,
        on=None if paper.refused is None else paper.refused.on,
        blocks=(
            *(Clause(text) for text in sentences(paper, words)),
            Clause(_("Drawn up by"), plain=True),
        ),
        signers=(drew,),
        after=(
            (_("Witnesses"), (Signer(), Signer())),
            (read, (Signer(capital(paper.person.post), paper.person.signature_name),)),
        ),
    )


def sentences(paper: RefusalToSign, words: Words) -> tuple[str, ...]:
    """Return what the act states, each a paragraph."""
    _ = words.gettext
    person, edition = paper.person, paper.edition
    whom = cases.with_post(person, Case.DATIVE, words)
    who = ", ".join(part for part in (person.full_name, person.post, person.unit) if part)
    if edition is None:
        document = _("the job description {blank}").format(blank="_" * 24)
    else:
        post, told = of_edition(edition, words)
        document = _("the job description {post} {edition}").format(post=post, edition=told)
    offered = _(
        "In the presence of the witnesses named below, {who} was given {document} to read and "
        "was asked to sign the familiarisation sheet."
    )
    if whom:
        offered = words.pgettext(
            "dative",
            "In the presence of the witnesses named below, {who} was given {document} to read and "
            "was asked to sign the familiarisation sheet.",
        )
    offered = offered.format(who=whom or who, document=document)
    reason = "" if paper.refused is None else paper.refused.reason
    why = reason or "_" * 40
    return (
        offered,
        _("The content of the document was read out."),
        _("The person refused to sign. Reason given: {reason}").format(reason=why),
        _("This record confirms that the document was offered and that a signature was refused."),
    )


write, write_docx = writers(lay)
