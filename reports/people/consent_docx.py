"""The consent to the processing of personal data as a text document, to be fitted before it is signed."""

from reports.paper.papers import ConsentPaper
from reports.paper.text_paper import Clause, Facts, Signer, TextPaper, Top
from reports.paper.text_writers import writers
from reports.people.consent_pdf import about, foot, operator, subject, terms
from resources.i18n import Words


def lay(paper: ConsentPaper, words: Words) -> TextPaper:
    """Describe the consent."""
    _ = words.gettext
    return TextPaper(
        title=_("Consent to the processing of personal data"),
        about=about(paper, words),
        foot=foot(paper, words),
        organisation=paper.organisation,
        made_on=paper.made_on,
        top=Top.FORM,
        blocks=(
            Facts(tuple(subject(paper, words))),
            Clause(_("freely give my consent to the operator"), plain=True),
            Facts(tuple(operator(paper, words))),
            *(Clause(text, lead=f"{name}:", plain=True) for name, text in terms(paper, words)),
        ),
        signers=(Signer(_("Signature of the person"), paper.person.signature_name),),
    )


_pdf, write = writers(lay)
