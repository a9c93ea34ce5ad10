"""The consent to the processing of personal data as a sheet of its own (152-ФЗ, article 9; forms.md 9.3)."""

from domain.papers.hiring_papers import ConsentPaper
from reports.paper import footers
from reports.paper.text_papers.text_paper import Clause, Facts, Signer, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
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
            Clause(
                _(
                    "freely, of my own will and in my own interest, consent to the "
                    "processing of my personal data by the operator"
                ),
                plain=True,
            ),
            Facts(tuple(operator(paper, words))),
            *(Clause(text, lead=f"{name}:", plain=True) for name, text in terms(paper, words)),
        ),
        signers=(Signer(_("Data subject"), paper.person.signature_name),),
    )


def foot(paper: ConsentPaper, words: Words) -> str:
    """Return the line at the foot."""
    return footers.foot(words.gettext("PD-{code}").format(code=paper.person.code), None, paper.made_on, words)


def about(paper: ConsentPaper, words: Words) -> str:
    """Return what the consent is for, as the line under the title."""
    _ = words.gettext
    return _("For the personnel reserve") if paper.reserve else _("For consideration of an application")


def subject(paper: ConsentPaper, words: Words) -> list[tuple[str, str]]:
    """Return who consents; what is never in the file is empty."""
    _ = words.gettext
    return [
        (_("I (full name)"), paper.person.full_name),
        (_("Address"), ""),
        (_("Identity document: type, number, issued by and on"), ""),
    ]


def operator(paper: ConsentPaper, words: Words) -> list[tuple[str, str]]:
    """Return who processes the data."""
    _, own = words.gettext, paper.organisation
    return [
        (_("Operator"), own.full_name or own.short_name),
        (_("Operator's address"), own.more.address),
    ]


def terms(paper: ConsentPaper, words: Words) -> list[tuple[str, str]]:
    """Return what a written consent must name (152-ФЗ, article 9, part 4)."""
    _ = words.gettext
    purpose = _(
        "to consider my application for the position “{post}” and to assess how I meet its requirements"
    )
    days, months = paper.retention.candidate_days, paper.retention.reserve_months
    term = words.ngettext(
        "until the decision on the vacancy and {n} day after it",
        "until the decision on the vacancy and {n} days after it",
        days,
    ).format(n=days)
    if paper.reserve:
        purpose = _("to keep me in the personnel reserve and to offer me vacancies for the position “{post}”")
        term = words.ngettext(
            "{n} month from the day of signing", "{n} months from the day of signing", months
        ).format(n=months)
    return [
        (_("Purpose"), purpose.format(post=paper.post.strip() or "____________") + "."),
        (
            _("Data"),
            _(
                "full name; telephone number and e-mail address; education; work "
                "experience; interview answers and assessment results; of the medical "
                "check, only whether I am cleared for work."
            ),
        ),
        (
            _("Actions and methods"),
            _(
                "collection, recording, storage, correction, use, deletion and "
                "destruction, by automated means and otherwise, within the organisation. "
                "No decision is based on automated processing alone."
            ),
        ),
        (_("Term of validity"), term + "."),
        (
            _("Withdrawal"),
            _(
                "I may withdraw this consent at any time by written notice to the "
                "operator; the data are then destroyed within 30 days, unless the law "
                "requires them to be kept."
            ),
        ),
    ]


write, write_docx = writers(lay)
