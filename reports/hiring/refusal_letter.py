"""The reasons of a refusal as a letter to one person (ТК РФ 64)."""

from domain.papers.hiring_papers import RefusalPaper
from reports.paper import footers
from reports.paper.letterhead import capital, signing
from reports.paper.text_papers.text_paper import Block, Clause, Note, Signer, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words import cases, phrases
from reports.words.hiring.phrases_hiring import left_out, refusal_text
from resources.i18n import Words


def lay(paper: RefusalPaper, words: Words) -> TextPaper:
    """Describe the letter, in the words that people saved or as the draft."""
    _ = words.gettext
    refusal, draft = paper.refusal, paper.text is None
    person, by, other = refusal.person, refusal.ground.by, refusal.ground.sitting_of
    written = refusal_text(refusal, words) if paper.text is None else paper.text
    code = _("RR-{code}").format(code=person.code or refusal.cycle.code)
    without = left_out(refusal, words) if draft else ""
    blocks: list[Block] = [Note(without)] if without else []
    blocks.append(Clause(f"{_('In reply to your written request of')} {words.blank_date}", plain=True))
    blocks += [Clause(one) for one in written.splitlines() if one.strip()]
    if other:
        blocks.append(Note(capital(phrases.sitting(other, words))))
    return TextPaper(
        title=_("Reasons for refusal"),
        about=_("Refusal of employment"),
        foot=footers.foot(code, None, refusal.made_on, words),
        organisation=refusal.organisation,
        made_on=refusal.made_on,
        top=Top.LETTER,
        to=(cases.addressee(person, words, short=True),),
        blocks=tuple(blocks),
        signers=(Signer(capital(by.post), signing(by.name)),),
        draft=draft,
        after=((_("Copy received:"), (Signer(_("Candidate"), person.signature_name),)),),
    )


write, write_docx = writers(lay)
