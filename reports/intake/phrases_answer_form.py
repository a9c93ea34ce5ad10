"""What a form that came back would change, and what is asked about it, in words."""

from collections.abc import Sequence

from domain.assessing.answer_form import Asked, Change, Difference, Doubt
from domain.mark import Mark
from domain.scale import Scale
from reports.words import phrases
from reports.words.assessing.lacking_facts import NAMED
from reports.words.names import name_of
from resources.i18n import Words

MISTAKES = 24  # codes listed by name at most: each of them is to be corrected


def mark(one: Mark | None, scale: Scale, words: Words) -> str:
    """Return a mark in words; of no mark a dash."""
    if one is None:
        return "–"
    if one.level is None:
        return name_of(one.state, words)
    return f"{one.level} · {words.text(scale.level(one.level).name)}"


def counted(told: Difference, words: Words) -> str:
    """Return how much a form says, and which rows are not taken or blank, as a line without any of it."""
    marks = sum(one.comes is not None for one in told.changes)
    facts = sum(bool(one.fact) for one in told.changes)
    not_taken = tuple(dict.fromkeys(one.code for one in told.asked))
    each = (
        (marks, words.gettext("marks: {n}"), ""),
        (facts, words.gettext("facts: {n}"), ""),
        (len(told.asked), words.gettext("not taken: {n}"), _named(not_taken, MISTAKES, words)),
        (len(told.blank), words.gettext("no mark: {n}"), _named(told.blank, NAMED, words)),
        (told.same, words.gettext("the same already: {n}"), ""),
    )
    line = " · ".join(said.format(n=n) + which for at, (n, said, which) in enumerate(each) if n or not at)
    return line[0].upper() + line[1:]


def _named(codes: Sequence[str], most: int, words: Words) -> str:
    return f" ({phrases.listing(codes, most, words)})" if codes else ""


def comes(one: Change, scale: Scale, words: Words) -> str:
    """Return what a form says as a line: code, mark, and that a fact comes."""
    told = [mark(one.comes, scale, words)] if one.comes is not None else []
    return f"{one.code}: {', '.join((*told, words.gettext('a fact')) if one.fact else told)}"


def asked(one: Asked, words: Words, *, shown: bool = True) -> str:
    """Return what was not taken from the form, and why, as a line; what it was only if that is *shown*."""
    told = words.gettext("{code}: “{text}”, {why}") if one.text and shown else "{code}: {why}"
    return told.format(code=one.code, text=one.text, why=why(one, words))


def why(one: Asked, words: Words) -> str:
    """Return why something was not taken from the form."""
    _ = words.gettext
    return {
        Doubt.OFF_SCALE: _("no level of the scale"),
        Doubt.NO_MARK: _("neither a level nor a reason"),
        Doubt.DAY: _("a date instead of a level"),
        Doubt.ERROR: _("a formula without a value"),
        Doubt.TWICE: _("two rows with different marks"),
        Doubt.LONG: _("a fact of more than 5,000 characters"),
        Doubt.OUTSIDE: _("not assessed here"),
    }[one.why]
