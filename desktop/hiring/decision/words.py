"""The words of the decision screen beyond those shared with papers (``reports.words.phrases``)."""

from domain.assessing.agreement import Agreement, case_agreement
from domain.assessing.entry import Row, Standing
from domain.assessing.result import Assessor, CaseResult
from domain.hiring.decision import Conclusion, Decision, DecisionGroup, OpenQuestion, Signer, open_questions
from domain.mark import Mark
from domain.people.name import Name
from domain.people.person import Person
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import NBSP, _, current, nb, ngettext, pgettext


def label(result: CaseResult, code: str) -> str:
    """Return the short name of the item in the reader's language."""
    return current().text(result.framework.item(code).label)


def shown_assessors(result: CaseResult) -> tuple[Assessor, ...]:
    """Return whose marks are shown side by side: nobody's where a shy role could be identified (law 15)."""
    return () if result.kept_apart else result.assessors


def column_name(assessor: Assessor) -> str:
    """Return the heading over an assessor's marks: the surname, or the role of a shy one."""
    name = phrases.shown_name(assessor, current())
    return assessor.person.surname if name == assessor.person.short_name else name


def told_by(result: CaseResult, code: str, assessor: Assessor) -> str:
    """Return what the assessor wrote on an item: facts, oldest first, then comments."""
    facts = [fact.text for fact in reversed(result.facts_on(code)) if fact.author_id == assessor.id]
    notes = [one.text for one in result.comments_on(code) if one.assessor_id == assessor.id]
    return "\n".join(text.strip() for text in (*facts, *notes) if text.strip())


def group_note(group: DecisionGroup, rows: tuple[Row, ...]) -> str:
    """Return how many items a group has, or how many of those to discuss are left."""
    if group is not DecisionGroup.DISCUSS:
        return str(len(rows))
    left = sum(row.entry.settled is None for row in rows)
    return _("{left} of {total} left").format(left=left, total=len(rows)) if left else _("all agreed")


def asks(row: Row) -> str:
    """Return what to do with the item before a conclusion; empty if nothing."""
    if row.entry.settled is not None:
        return ""
    if row.discuss:
        return _("to discuss")
    return _("to confirm") if row.unconfirmed else ""


def level_source(row: Row) -> str:
    """Return where the level that counts comes from, in a word."""
    if row.standing is Standing.NOT_APPLICABLE:
        return pgettext("decision", "not applicable")
    if row.level is None:
        return _("no level")
    if row.standing is Standing.CARRIED:
        return pgettext("decision", "imported one") if row.imported else pgettext("decision", "earlier one")
    return pgettext("decision", "mark") if row.spread is None else pgettext("decision", "mean")


def mark_words(mark: Mark | None) -> str:
    """Return a mark for screen readers."""
    if mark is None:
        return pgettext("empty cell, read aloud", "none")
    return name_of(mark.state, current()) if mark.level is None else str(mark.level)


def facts_of(decision: Decision) -> str:
    """Return what is shown beside the name: the code and how many sheets the decision rests on."""
    result = decision.result
    count = len(result.assessors)
    sheets = ngettext("decision based on {n} sheet", "decision based on {n} sheets", count).format(n=count)
    names = phrases.open_answers(result.assessors, current())
    opened = _("open answer: {names}").format(names=names) if names else ""
    return " · ".join(part for part in (result.person.code, sheets, opened) if part)


def agreement_words(result: CaseResult, *, brief: bool = False) -> str:
    """Return how far the assessors agree, with the share of pairs; too few pairs get no verdict.

    *brief* leaves out what the share counts.
    """
    if result.kept_apart:
        return _("Too few people of the role answered to show marks separately.")
    if len(result.assessors) < 2:
        return _("One assessor: agreement cannot be measured")
    found = case_agreement(result.score.rows, result.policy)
    if found.agreement is Agreement.TOO_FEW or found.within_one is None:
        return ngettext(
            "Agreement: too little data, {n} pair of levels",
            "Agreement: too little data, {n} pairs of levels",
            found.pairs,
        ).format(n=found.pairs)
    word = name_of(found.agreement, current())
    share = current().percent(found.within_one)
    if brief:
        return nb(_("Agreement {word}: {share}").format(word=word, share=share))
    return nb(_("Agreement {word}: {share} of pairs are within one level").format(word=word, share=share))


def hindering(decision: Decision) -> tuple[OpenQuestion, ...]:
    """Return the open questions that prevent a conclusion which closes the case."""
    return tuple(one for one in open_questions(decision) if one.refuses)


def question_words(result: CaseResult, one: OpenQuestion) -> str:
    """Return an open question with the short name of its item."""
    said = phrases.hindrance(one, current())
    return f"{said} ({label(result, one.code)})" if one.code is not None else said


def named_signer(one: Signer) -> str:
    """Return a signer with the post."""
    return f"{one.name}, {one.post}" if one.post else one.name


def outcome_line(conclusion: Conclusion) -> str:
    """Return outcome, author and date in one line."""
    return _("{outcome}: {name}, {day}").format(
        outcome=sentence_case(name_of(conclusion.outcome, current())),
        name=conclusion.by.name,
        day=current().date(conclusion.on),
    )


def named(person: Person | Name) -> str:
    """Return a person with the post, since two may share a name."""
    return f"{person.full_name}, {person.post}" if person.post else person.full_name


def sentence_case(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def target_words(target: int) -> str:
    """Return «цель 2»."""
    return _("target {level}").format(level=target).replace(" ", NBSP)
