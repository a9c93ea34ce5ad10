"""Documents that people sign to have read, and what came of it, in words."""

from collections.abc import Iterator, Mapping

from domain.framework.job_description import EditionToRead
from domain.people.familiarisation import Document, Familiarised, Read, Reply, Signature, Way
from reports.words import cases
from resources.i18n import Words
from resources.msgids import _

KINDS: Mapping[Read, str] = {
    Read.JOB_DESCRIPTION: _("Job description"),
    Read.FRAMEWORK: _("Competency framework"),
    Read.REGULATION: _("Local act"),
    Read.RESULTS: _("Assessment results"),
}
WAYS: Mapping[Way, str] = {
    Way.SHEET: _("familiarisation sheet"),
    Way.JOURNAL: _("familiarisation journal"),
    Way.COPY: _("employer's copy of the document"),
    Way.OTHER: _("another way"),
}


def title(document: Document, words: Words) -> str:
    """Return «Должностная инструкция: Менеджер, от 24.11.2026 № 15, редакция 2» without what is unknown."""
    _ = words.gettext
    if document.read is Read.REGULATION:
        return document.title.ru  # as people typed it
    typed = document.read is Read.RESULTS
    named = (document.title.ru if typed else words.text(document.title)) or document.paper_number
    parts = [f"{_(KINDS[document.read])}: {named}"]
    if document.read is Read.JOB_DESCRIPTION:
        parts += filter(None, (dated(document, words),))
    if document.number:
        parts.append(edition(document, words))
    return ", ".join(parts)


def edition(document: Document, words: Words) -> str:
    """Return «редакция 2»."""
    return words.gettext("edition {number}").format(number=document.number)


def dated(document: Document, words: Words) -> str:
    """Return «от 24.11.2026 № 15», without what is unknown."""
    _ = words.gettext
    day = "" if document.dated_on is None else _("of {day}").format(day=words.date(document.dated_on))
    number = _("No. {number}").format(number=document.paper_number) if document.paper_number else ""
    return " ".join(filter(None, (day, number)))


def reply(signature: Signature, words: Words) -> str:
    """Return what came of it and on which day."""
    _ = words.gettext
    pattern = {
        Reply.SIGNED: _("signed on {day}"),
        Reply.REFUSED: _("refused to sign, record of {day}"),
        Reply.TAKEN_BACK: _("entry withdrawn on {day}"),
    }[signature.reply]
    return pattern.format(day=words.date(signature.on))


def of_person(told: tuple[Familiarised, ...], words: Words) -> Iterator[tuple[str, str]]:
    """Yield each document with what is kept about its signature."""
    for one in told:
        signature = one.signature
        sum_of_scan = f"SHA-256 {signature.sha256}" if signature.sha256 else ""
        parts = (
            reply(signature, words),
            words.gettext(WAYS[signature.way]) if signature.reply is Reply.SIGNED else "",
            signature.reason,
            signature.scan,
            sum_of_scan,
        )
        yield title(one.document, words), ", ".join(part for part in parts if part)


def of_edition(edition: EditionToRead, words: Words) -> tuple[str, str]:
    """Return the post for use in a sentence, and «от 24.11.2026 № 15, редакция 2»."""
    _ = words.gettext
    number = _("No. {number}").format(number=edition.paper_number or "____")
    place = _("dated {date}, {number}, edition {edition}").format(
        date=words.dated(edition.dated_on), number=number, edition=edition.number
    )
    post = words.text(edition.post)
    if edition.nominative:  # a title in quotation marks has no case
        return _("“{post}”").format(post=post), place
    return cases.in_a_sentence(post), place
