"""The invitation of a candidate to the interview: what is asked, how long it takes, what to bring."""

from domain.papers.hiring_papers import Invitation
from reports.paper import footers
from reports.paper.letterhead import signing
from reports.paper.text_papers.text_paper import Block, Clause, Facts, TextPaper, Top
from reports.paper.text_papers.text_paper import Signer as Signed
from reports.paper.text_papers.text_writers import writers
from reports.words import cases
from reports.words.hiring.phrases_hiring import talk_time
from resources.i18n import Words


def lay(letter: Invitation, words: Words) -> TextPaper:
    """Describe the letter."""
    _ = words.gettext
    code = words.pgettext("code of a paper", "IN-{code}").format(code=letter.person.code)
    host = next(iter(letter.panel), None)
    return TextPaper(
        title=_("Invitation to an interview"),
        about="",
        foot=footers.foot(code, None, letter.made_on, words),
        organisation=letter.organisation,
        made_on=letter.made_on,
        top=Top.LETTER,
        unit=letter.unit,
        to=(cases.addressee(letter.person, words),),
        blocks=_blocks(letter, words),
        signers=(Signed() if host is None else Signed(host.post, signing(host.name)),),
    )


def _blocks(letter: Invitation, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    name = " ".join(part for part in (letter.person.given, letter.person.patronymic) if part)
    post = letter.cycle.title or words.text(letter.post)
    posts = "; ".join(dict.fromkeys(one.post for one in letter.panel if one.post))
    address = ", ".join(part for part in (letter.organisation.city, letter.organisation.more.address) if part)
    contact = ", ".join(filter(None, (letter.organisation.more.executor, letter.organisation.more.phone)))
    return (
        Clause(_("Dear {name},").format(name=name or letter.person.surname)),
        Clause(_("We invite you to an interview for the vacancy “{post}”.").format(post=post)),
        Facts(
            (
                (_("Day and time"), ""),
                (_("Place"), address),
                (_("Room or link"), ""),
                (_("Duration"), talk_time(letter.minutes, words) if letter.minutes else ""),
                (_("Who will interview you"), posts),
                (_("Contact person, telephone"), contact),
            )
        ),
        Clause(
            _(
                "All candidates are asked the same questions about their knowledge and "
                "work experience. The answers are noted. We will ask for examples: the "
                "situation, what you did and what came of it."
            )
        ),
        Clause(
            _(
                "Please bring documents confirming your education and work experience. "
                "Documents about your health, family or beliefs are not needed."
            )
        ),
        Clause(
            _(
                "If you have not yet consented to the processing of your personal data, "
                "you will be given a separate consent form before the interview. If you "
                "need any adjustments for the interview, please let us know in advance."
            )
        ),
    )


write, write_docx = writers(lay)
