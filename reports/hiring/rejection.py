"""The usual letter to a candidate who was not chosen: without the reasons, which are given on request."""

from domain.papers.hiring_papers import RefusalPaper
from reports.paper import footers
from reports.paper.letterhead import capital, signing
from reports.paper.text_papers.text_paper import Clause, Signer, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words import cases
from resources.i18n import Words


def lay(paper: RefusalPaper, words: Words) -> TextPaper:
    """Describe the letter."""
    _ = words.gettext
    refusal = paper.refusal
    person, by = refusal.person, refusal.ground.by
    code = words.pgettext("code of a paper", "LR-{code}").format(code=person.code or refusal.cycle.code)
    name = " ".join(part for part in (person.given, person.patronymic) if part) or person.surname
    post = refusal.cycle.title or words.text(refusal.post)
    texts = (
        _("Dear {name},").format(name=name),
        _("Thank you for your interest in the vacancy “{post}” and for your time.").format(post=post),
        _("We have considered your application and are unable to offer you this position."),
        _(
            "If you wish to know the reasons, write to us: we will state them in writing "
            "within seven working days of your request (Labour Code, Article 64)."
        ),
        _(
            "Your personal data will be destroyed when their retention period ends, "
            "unless you consent to being kept in the personnel reserve."
        ),
        _("We wish you every success."),
    )
    return TextPaper(
        title="",
        about=_("Outcome of your application"),
        foot=footers.foot(code, None, refusal.made_on, words),
        organisation=refusal.organisation,
        made_on=refusal.made_on,
        top=Top.LETTER,
        to=(cases.addressee(person, words),),
        blocks=tuple(Clause(text) for text in texts),
        signers=(Signer(capital(by.post), signing(by.name)),),
    )


write, write_docx = writers(lay)
