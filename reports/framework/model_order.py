"""The order that puts a competency model and the regulation on its use into force."""

from domain.papers.framework_papers import Regulation
from reports.paper import footers
from reports.paper.text_papers.text_paper import INK, Clause, Signer, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from resources.i18n import Words


def lay(rules: Regulation, words: Words) -> TextPaper:
    """Describe the order."""
    _ = words.gettext
    own, framework = rules.organisation, rules.framework
    code = words.pgettext("code of a paper", "OF-{number}").format(number=framework.number)
    approve = _("Approve the competency framework “{title}”, edition {number} (annex 1).")
    texts = (
        approve.format(title=words.text(framework.title), number=framework.number),
        _("Approve the regulation on the assessment of competencies (annex 2)."),
        _("Bring both into force on {day}.").format(day=words.blank_date),
        _("Have employees read both and sign to confirm it by {day}. Responsible: {name}.").format(
            day=words.blank_date, name=INK
        ),
        _("Earlier editions cease to have effect from the same day."),
        _("Compliance with this order is supervised by {name}.").format(name=INK),
    )
    return TextPaper(
        title=words.pgettext("a paper", "Order"),
        about=_("Approval of the competency framework and the regulation on assessment"),
        foot=footers.foot(code, framework, rules.made_on, words),
        organisation=own,
        made_on=rules.made_on,
        top=Top.ORDER,
        blocks=(
            Clause(
                _(
                    "To assess candidates and employees by one procedure (Labour Code, "
                    "Article 8), I HEREBY ORDER:"
                )
            ),
            *(Clause(text, number=f"{at}.") for at, text in enumerate(texts, start=1)),
        ),
        signers=(Signer(own.approver_post, own.approver_name),),
        after=((_("I have read the order:"), (Signer(),) * 3),),
    )


write, write_docx = writers(lay)
