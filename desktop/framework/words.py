"""The texts of the model screen."""

from collections import Counter

from db.framework.editions import DraftView, EditionLine, Impact, Uses
from domain.framework.edition import Edition
from domain.framework.edition_faults import Part
from domain.framework.framework import EditionState
from domain.framework.profile import Target
from resources.i18n import _, current, ngettext, pgettext

STARTER = "operator-starter"  # the key of the starter model; its reader is imported when needed


def origin(line: EditionLine, *, own: bool) -> str:
    """Return whose wording an item has."""
    if line.key == STARTER:
        return _("from the starter framework, written by us")
    return _("the organisation's own competency") if own else _("word for word from the job description")


def duty_origin(line: EditionLine, *, own: bool) -> str:
    """Return whose wording a duty has."""
    return _("the organisation's own duty") if own and line.key != STARTER else origin(line, own=own)


def edition(line: EditionLine) -> str:
    """Return «4, черновик»."""
    state = {
        EditionState.DRAFT: _("{number}, draft"),
        EditionState.PUBLISHED: _("{number}, in force") if line.in_force else _("{number}, earlier"),
        EditionState.RETIRED: _("{number}, retired"),
    }[line.state]
    return state.format(number=line.number)


def about(line: EditionLine) -> str:
    """Return since when an edition is in force and how many cases use it, or a draft's number of items."""
    words = current()
    if line.state is EditionState.DRAFT:
        return items(line.items)
    if line.published_on is None:
        return cases(line.cases)
    day = words.date(line.published_on)
    told = _("since {day} · {cases}").format(day=day, cases=cases(line.cases))
    if line.review_on is None or line.state is EditionState.RETIRED:
        return told
    return _("{told} · review {day}").format(told=told, day=words.date(line.review_on))


def cases(count: int) -> str:
    """Return «52 дела»."""
    return ngettext("{n} assessment", "{n} assessments", count).format(n=count)


def keys(*, draft: bool, compared: bool) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the keys and what they do, separately for competencies, duties, profiles and clauses.

    *draft*: the edition can be changed; *compared*: there is one before it.
    """
    both = (
        ("Ctrl+PgDn", pgettext("key", "next tab")),
        ("Ctrl+Z", _("undo")),
        ("Ctrl+Shift+D", _("compare editions")),
    )
    pages = (
        (
            ("↑ ↓", _("competency")),
            ("0–4", _("target")),
            ("Enter", _("targets")),
            ("F2", _("text")),
            ("F3", pgettext("key", "question")),
            ("F4", pgettext("key", "links")),
            ("F7", pgettext("key", "levels")),
            ("Ins", _("add")),
            ("Del", pgettext("key", "remove")),
            *both,
        ),
        (
            ("↑ ↓", pgettext("key", "duty")),
            ("Enter", pgettext("key", "links")),
            ("F2", _("text")),
            ("Ins", _("add")),
            ("Del", pgettext("key", "remove")),
            ("Ctrl+PgUp", pgettext("key", "previous tab")),
            *both,
        ),
        (
            ("↑ ↓", pgettext("key", "profile")),
            ("Enter", pgettext("key", "mandatory requirements")),
            ("F2", pgettext("key", "position")),
            ("Ins", _("add")),
            ("Del", pgettext("key", "remove")),
            ("Ctrl+PgUp", pgettext("key", "previous tab")),
            *both[1:],
        ),
    )
    description = (
        ("↑ ↓", pgettext("key", "clause")),
        ("F2", _("text")),
        ("F4", pgettext("key", "follow")),
        ("Del", pgettext("key", "do not print")),
        ("Ctrl+PgUp", pgettext("key", "previous tab")),
        ("Ctrl+E", pgettext("key", "documents")),
        ("Ctrl+Z", _("undo")),
    )
    idle = frozenset(() if draft else _CHANGING) | frozenset(() if compared else ("Ctrl+Shift+D",))
    return (*(tuple(one for one in page if one[0] not in idle) for page in pages), description)


_CHANGING = ("0–4", "Enter", "F2", "Ins", "Del", "Ctrl+Z")  # what does nothing in a published edition


def segments() -> tuple[str, str, str, str]:
    """Return the names of the filters."""
    return (
        pgettext("filter of competencies", "All"),
        pgettext("filter of competencies", "Changed"),
        pgettext("filter of competencies", "Critical"),
        pgettext("filter of competencies", "Own"),
    )


def change(*, added: bool, changed: bool) -> str:
    """Return what a draft does to an item, empty for nothing."""
    if added:
        return pgettext("competency", "added")
    return pgettext("competency", "changed") if changed else ""


def profile_change(*, added: bool, changed: bool) -> str:
    """Return what a draft does to a profile, empty for nothing."""
    if added:
        return pgettext("profile", "added")
    return pgettext("profile", "changed") if changed else ""


def items(count: int) -> str:
    """Return «72 компетенции»."""
    return ngettext("{n} competency", "{n} competencies", count).format(n=count)


def changes(count: int) -> str:
    """Return «6 изменений»."""
    return ngettext("{n} change", "{n} changes", count).format(n=count)


def touched(count: int) -> str:
    """Return how many competencies a draft affects; one may have several changes."""
    return _("changed ones: {n}").format(n=count)


def proposed(count: int, of: int) -> str:
    """Return how many competencies in a function nobody has confirmed yet, empty for none."""
    if not count:
        return ""
    return _("proposed") if count == of else _("proposed: {n}").format(n=count)


def confirming(count: int) -> str:
    """Return the question before several places are confirmed at once."""
    told = ngettext(
        "Confirm the function of {n} competency?", "Confirm the functions of {n} competencies?", count
    )
    return told.format(n=count)


def facts(line: EditionLine) -> str:
    """Return the text beside the screen's title: of several models each may have an edition 1."""
    edition = _("edition {number}").format(number=line.number)
    if line.state is EditionState.DRAFT:
        edition = _("draft of edition {number}").format(number=line.number)
    if line.state is EditionState.RETIRED:
        edition = _("edition {number}, retired: {reason}").format(number=line.number, reason=line.retire_note)
    return _("“{title}”, {edition}").format(title=current().text(line.title), edition=edition)


def banner(view: DraftView) -> tuple[str, str]:
    """Return how a draft differs, and what stays unchanged."""
    number = view.line.number
    if view.base is None and view.line.key == STARTER:
        told = _("It was written by us. Check it and adapt it to your own job description.")
        return _("Draft of the starter framework."), told
    if view.base is None:
        return _("Draft of a new framework."), _("Nobody is assessed against it until it is published.")
    fact = _("Draft of edition {number}: {changes}.").format(number=number, changes=_changes(view))
    return fact, _("Open cycles and submitted sheets stay on edition {number}.").format(
        number=view.base_number
    )


def _changes(view: DraftView) -> str:
    """Return «4 changes (1 competency, 3 targets)»; the breakdown is empty without any."""
    counts = Counter(one.part for one in view.differences)
    told = ", ".join(_count(part, counts[part]) for part in _PARTS if counts[part])
    return changes(len(view.differences)) + (f" ({told})" if told else "")


# In the order of the text.
_PARTS = (
    Part.FUNCTION,
    Part.ITEM,
    Part.TARGET,
    Part.DUTY,
    Part.QUESTION,
    Part.SET,
    Part.GROUP,
    Part.LEVEL,
    Part.PROFILE,
    Part.EDITION,
)


def _count(part: Part, n: int) -> str:
    told = {
        Part.FUNCTION: ngettext("{n} function", "{n} functions", n),
        Part.ITEM: ngettext("{n} competency", "{n} competencies", n),
        Part.TARGET: ngettext("{n} target", "{n} targets", n),
        Part.DUTY: ngettext("{n} duty", "{n} duties", n),
        Part.QUESTION: ngettext("{n} question", "{n} questions", n),
        Part.SET: ngettext("{n} question set", "{n} question sets", n),
        Part.GROUP: ngettext("{n} group of similar competencies", "{n} groups of similar competencies", n),
        Part.LEVEL: ngettext("{n} level", "{n} levels", n),
        Part.PROFILE: ngettext("{n} profile", "{n} profiles", n),
        Part.EDITION: ngettext("{n} title", "{n} titles", n),
    }
    return told[part].format(n=n)


def first(content: Edition) -> str:
    """Return what the first edition of a framework holds."""
    parts = (
        items(len(content.items)),
        ngettext("{n} duty", "{n} duties", len(content.duties)).format(n=len(content.duties)),
        ngettext("{n} profile", "{n} profiles", len(content.profiles)).format(n=len(content.profiles)),
    )
    return _("The first edition: {parts}.").format(parts=", ".join(parts))


def changed(view: DraftView) -> str:
    """Return what publishing changes, in the numbers of the banner."""
    return f"{_changes(view)}."


def impact(told: Impact) -> str:
    """Return what publishing affects."""
    parts = [
        ngettext("{n} mark", "{n} marks", told.marks).format(n=told.marks),
        ngettext("{n} open plan", "{n} open plans", told.plans).format(n=told.plans),
        ngettext("{n} open cycle", "{n} open cycles", told.cycles).format(n=told.cycles),
    ]
    if told.campaigns:
        campaigns = ngettext("{n} open vacancy", "{n} open vacancies", told.campaigns)
        parts.append(campaigns.format(n=told.campaigns))
    return _("Affected: {parts}. Marks, plans and cycles stay on their own edition.").format(
        parts=", ".join(parts)
    )


def uses(told: Uses) -> str:
    """Return what depends on an item and stays, in one sentence."""
    parts = (
        ngettext("{n} mark", "{n} marks", told.marks).format(n=told.marks),
        ngettext("{n} sheet in progress", "{n} sheets in progress", told.sheets).format(n=told.sheets),
        ngettext("{n} open plan", "{n} open plans", told.plans).format(n=told.plans),
    )
    return _("{parts} stay there and continue.").format(parts=", ".join(parts))


def level(now: Target | None, was: Target | None, part: str = "level") -> str:
    """Return «3 → 4», or «4» if nothing differs."""
    if now is None:
        return "–"
    value = str(getattr(now, part))
    before = value if was is None else str(getattr(was, part))
    return value if before == value else f"{before} → {value}"


def closed_reason(line: EditionLine) -> str:
    """Return why nothing can be changed in an edition."""
    if line.state is EditionState.RETIRED:
        return _("A retired edition never changes. Start a draft from it.")
    return _("A published edition never changes. Start a draft from it.")
