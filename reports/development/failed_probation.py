"""The notice of a probation that was not passed, with the reasons that people recorded (ТК РФ 71)."""

from domain.development.plan_sheet import PlanSheet
from domain.development.probation import ProbationEnd
from reports.paper import footers
from reports.paper.letterhead import capital, signing
from reports.paper.text_papers.text_paper import INK, Block, Clause, Facts, Lines, Signer, TextPaper, Top
from reports.paper.text_papers.text_writers import writers
from reports.words import cases
from resources.i18n import Words


def lay(sheet: PlanSheet, words: Words) -> TextPaper:
    """Describe the notice: with the reasons of the conclusion, without one as a draft with lines for them."""
    _ = words.gettext
    person, end = sheet.person, next(iter(sheet.ends), None)
    code = words.pgettext("code of a paper", "NP-{code}").format(code=person.code)
    given = _("Notice received, copy handed over:")
    return TextPaper(
        title=_("Notice"),
        about=_("Unsatisfactory probation result"),
        foot=footers.foot(code, None, sheet.made_on, words),
        organisation=sheet.organisation,
        made_on=sheet.made_on,
        top=Top.LETTER,
        unit=person.unit,
        to=cases.addressed(person, words),
        on=None if end is None else end.told.notice_on,
        blocks=_blocks(sheet, end, words),
        draft=end is None,
        signers=(Signer(sheet.organisation.approver_post, sheet.organisation.approver_name),),
        after=(
            (given, (Signer(_("Employee"), person.signature_name),)),
            (_("Refused to accept or sign it; witnesses:"), (Signer(), Signer())),
        ),
    )


def _blocks(sheet: PlanSheet, end: ProbationEnd | None, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    warning = _(
        "We notify you that, under Article 71 of the Labour Code, employment contract No. "
        "{number} of {day} will be terminated on {last} because the result of your probation "
        "is unsatisfactory."
    )
    contract = warning.format(number="______", day=words.blank_date, last=words.blank_date)
    reasons = "" if end is None else end.told.reasons.strip()
    documents = "" if end is None else end.told.documents.strip()
    concluded = ""
    if end is not None:
        by = ", ".join(part for part in (end.by_post, signing(end.by_name)) if part)
        concluded = ", ".join(filter(None, (words.date(end.told.on), capital(by))))
    return (
        Facts(((_("Probation"), _term(sheet, end, words)), (_("Conclusion"), concluded))),
        Clause(contract),
        Clause(_("You are considered not to have passed the probation for the following reasons:")),
        *(Clause(line) for line in reasons.splitlines() if line.strip()),
        *(() if reasons else (Lines(4),)),
        Clause(_("Supporting documents: {documents}.").format(documents=documents or INK)),
        Clause(
            _(
                "This notice is given in writing at least three days in advance. You may appeal "
                "against the decision in court."
            )
        ),
    )


def _term(sheet: PlanSheet, end: ProbationEnd | None, words: Words) -> str:
    start = sheet.person.hired_on or sheet.plan.period.starts_on
    return words.pgettext("dates", "from {start} to {end}").format(
        start=words.date(start), end=words.date(sheet.agreed_end if end is None else end.told.ends_on)
    )


write, write_docx = writers(lay)
