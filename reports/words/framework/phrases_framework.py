"""A model in words: its faults with their places, its changes, the fates of its items."""

from collections.abc import Sequence

from domain.errors import Holds, LastEdition, NothingChanged
from domain.framework.edition_difference import Change, Difference
from domain.framework.edition_faults import CODE_LIMIT, TEXT_LIMIT, Fault, Faulty, Flaw, Part
from domain.framework.framework import FrameworkNotNamed, Lead, SeveralFrameworks
from domain.framework.profile import Phase, Profile
from domain.framework.version_map import Fate, Link
from reports.paper.seen import elide
from reports.words.names import name_of
from reports.words.refusals import NOTHING, Refusals, Sentence, said
from resources.i18n import Words, nb
from resources.msgids import _

FIRST = 10  # faults listed in one sentence
SHOWN = 60  # characters of a text quoted in a line


def asking(one: str, words: Words) -> str:
    """Return the kind of a question in words; an unknown kind is returned as it is."""
    _ = words.gettext
    return {
        "knowledge": _("Knowledge question"),
        "behavioural": _("From experience"),
        "situational": _("Situation"),
    }.get(one, one)


def profile(one: Profile, words: Words) -> str:
    """Return «Менеджер, в должности»."""
    return f"{words.text(one.post)}, {name_of(one.phase, words)}"


def part(one: Part, words: Words) -> str:
    """Return the name of a part of the model."""
    _ = words.gettext
    return {
        Part.EDITION: _("framework"),
        Part.LEVEL: _("level"),
        Part.FUNCTION: _("function"),
        Part.ITEM: _("competency"),
        Part.DUTY: _("duty"),
        Part.GROUP: _("group of similar competencies"),
        Part.QUESTION: _("question"),
        Part.SET: _("question set"),
        Part.PROFILE: _("profile"),
        Part.TARGET: _("target"),
    }[one]


def fate(one: Fate, words: Words) -> str:
    """Return what became of an item."""
    _ = words.gettext
    return {
        Fate.SAME: _("unchanged"),
        Fate.REWORDED: _("reworded"),
        Fate.SPLIT: _("split"),
        Fate.MERGED: _("merged"),
        Fate.NEW: _("new competency"),
        Fate.DROPPED: words.pgettext("competency", "dropped"),
    }[one]


def link(one: Link, words: Words) -> str:
    """Return «K06 → K06: другая формулировка, сходство 96 %»; no likeness for items that begin or end."""
    _ = words.gettext
    told = _("{old} → {new}: {fate}, {alike}% similar") if one.old and one.new else _("{old} → {new}: {fate}")
    old, new = (", ".join(codes) or "—" for codes in (one.old, one.new))
    return told.format(old=old, new=new, fate=fate(one.fate, words), alike=one.alike)


def change(one: Change, words: Words) -> str:
    """Return what happened to a part."""
    _ = words.gettext
    return {
        Change.ADDED: _("added"),
        Change.DROPPED: _("dropped"),
        Change.REWORDED: _("reworded"),
        Change.RELABELLED: _("short title changed"),
        Change.RECODED: _("number changed"),
        Change.MOVED: _("moved to another function"),
        Change.SECONDARY: _("other functions changed"),
        Change.ORDER: _("order changed"),
        Change.LINKS: _("links changed"),
        Change.LEVEL: _("target level changed"),
        Change.WEIGHT: _("weight changed"),
        Change.CRITICAL: _("critical changed"),
        Change.FLOOR: _("minimum changed"),
        Change.REQUIREMENTS: _("mandatory requirements changed"),
        Change.EDUCATION: _("education changed"),
        Change.EXPERIENCE: _("experience changed"),
        Change.MEDICAL: _("medical check changed"),
        Change.THRESHOLD: _("threshold changed"),
        Change.PHASE: _("phase changed"),
        Change.ASKED: _("way of asking changed"),
    }[one]


def difference(one: Difference, words: Words, profiles: Sequence[Profile] = (), room: int = SHOWN) -> str:
    """Return «K06, цель: уровень изменён: 3 → 4»; *profiles* are shown by name, others by key.

    *room* is how many characters of a text are shown.
    """
    _ = words.gettext
    head, what = whose(one, words, profiles), _what(one, words)
    before, after = _apart(*sides(one, words), room)
    if one.reason:
        return _("{head}: {what}: {value}. Reason: {reason}").format(
            head=head, what=what, value=before, reason=shown(one.reason, room)
        )
    if before and after:
        return _("{head}: {what}: {before} → {after}").format(
            head=head, what=what, before=before, after=after
        )
    if before or after:
        return _("{head}: {what}: {value}").format(head=head, what=what, value=before or after)
    return _("{head}: {what}").format(head=head, what=what)


def whose(one: Difference, words: Words, profiles: Sequence[Profile] = ()) -> str:
    """Return «K06, цель, Менеджер, в должности»; profiles not in *profiles* are shown by key."""
    names = {known.key: profile(known, words) for known in profiles}
    code = "" if one.part is Part.PROFILE else nb(one.clause) or one.code
    of = names.get(one.profile, one.profile)
    return ", ".join(told for told in (code, part(one.part, words), of) if told)


def happened(one: Difference, words: Words) -> str:
    """Return «исключена. Причина: передано службе качества»."""
    if not one.reason:
        return _what(one, words)
    _ = words.gettext
    return _("{what}. Basis: {reason}").format(what=_what(one, words), reason=one.reason)


def sides(one: Difference, words: Words) -> tuple[str, str]:
    """Return the whole text of each edition, in English where there is any; empty where there is no text."""
    both = one.before, one.after
    if words.language == "en" and one.english[0] != one.english[1]:
        both = one.english[0] or one.before, one.english[1] or one.after
    return _value(one.change, both[0], words), _value(one.change, both[1], words)


def _what(one: Difference, words: Words) -> str:
    _ = words.gettext
    if (one.part, one.change) == (Part.TARGET, Change.REWORDED):
        return _("basis changed")
    feminine = one.part in (Part.FUNCTION, Part.ITEM, Part.DUTY, Part.GROUP, Part.TARGET)
    if one.change is Change.ADDED:
        return words.pgettext("competency", "added") if feminine else words.pgettext("question", "added")
    if one.change is Change.DROPPED:
        return words.pgettext("competency", "dropped") if feminine else words.pgettext("question", "dropped")
    return change(one.change, words)


def fault(one: Fault, words: Words) -> str:
    """Return what is wrong, with its place in front: «Компетенции!C14, K05: текста нет»."""
    where = ", ".join(told for told in (one.place, one.code) if told)
    if not where and one.flaw in (Flaw.NO_LIST, Flaw.NO_ITEMS):  # of the whole file
        return _wrong(one, words)
    return f"{where or part(one.part, words)}: {_wrong(one, words)}"


def _wrong(one: Fault, words: Words) -> str:
    _ = words.gettext
    told = {
        Flaw.DUPLICATE_CODE: _("the code appears twice"),
        Flaw.DUPLICATE_KEY: _("two competencies share one identity: {value}"),
        Flaw.EMPTY_CODE: _("there is no code"),
        Flaw.EMPTY_TEXT: _("there is no text"),
        Flaw.LONG_TEXT: _("the text is too long: {value} characters of {limit}"),
        Flaw.LONG_CODE: _("the code is too long: {value} characters of {codes}"),
        Flaw.MARKUP: _("the text contains markup: {value}"),
        Flaw.CYCLE: _("it refers to itself: {value}"),
        Flaw.UNKNOWN_CODE: _("it refers to “{value}”, which does not exist"),
        Flaw.UNKNOWN_KIND: _("“{value}” is neither knowledge nor skill"),
        Flaw.UNKNOWN_SECTION: _("“{value}” is not a part of the requirements"),
        Flaw.UNKNOWN_LEVEL: _("“{value}” is not a level of the scale, only 0–4"),
        Flaw.LEVELS: _("the scale has {value} levels; there are always five, 0–4"),
        Flaw.WEIGHT: _("“{value}” is not a weight, only 1–3"),
        Flaw.YES_NO: _("“{value}” is neither yes nor no"),
        Flaw.NUMBER: _("“{value}” is not a number that fits here"),
        Flaw.WEIGHT_REASON: _("the weight differs from the previous edition and no basis is given"),
        Flaw.CRITICAL_REASON: _("the critical flag differs from the previous edition and no basis is given"),
        Flaw.FLOOR: _("the minimum “{value}” is above the target; it can be no higher than the target"),
        Flaw.FLOOR_OF_NONE: _("the minimum “{value}” is set for a competency that is not critical"),
        Flaw.FLOOR_REASON: _("the minimum differs from the usual one and no basis is given"),
        Flaw.NO_TARGET: _("no profile has a target for it"),
        Flaw.NO_PROFILE: _("there is no position profile"),
        Flaw.NO_ITEMS: _("there are no competencies"),
        Flaw.TOO_MANY: _("there are too many: {value}"),
        Flaw.NO_COLUMN: _("there is no column “{value}”"),
        Flaw.NO_PARENT: _("what it belongs to does not exist: {value}"),
        Flaw.NOT_A_CELL: _("there is a formula without a value, an error or a date here"),
        Flaw.NO_LIST: _("there is no list “{value}”"),
        Flaw.OTHER_FORMAT: _("this file is of another kind: {value}"),
    }[one.flaw]
    return told.format(value=shown(one.value), limit=TEXT_LIMIT, codes=CODE_LIMIT)


def _faulty(error: Faulty, words: Words) -> Sentence:
    """List the first faults."""
    _ = words.gettext
    told = [fault(one, words) for one in error.faults[:FIRST]]
    more = "; …" if len(error.faults) > FIRST else ""
    return Sentence(
        _("The framework has errors: {faults}.").format(faults="; ".join(told) + more),
        _("Nothing was written."),
        _("Fix these places and try again."),
    )


def _holds(error: Holds, words: Words) -> Sentence:
    _ = words.gettext
    codes = ", ".join(error.codes[:FIRST]) + (", …" if len(error.codes) > FIRST else "")
    return Sentence(
        _("Function {function} still has competencies or duties: {codes}.").format(
            function=error.function, codes=codes
        ),
        _(NOTHING),
        _("Move them to another function or remove them first."),
    )


REFUSALS: Refusals = {
    Faulty: _faulty,
    FrameworkNotNamed: said(
        _("There is no framework “{name}”. In this file there are: {names}."), _("Name one of these.")
    ),
    SeveralFrameworks: said(_("Several frameworks are called “{name}”: {names}."), _("Name one of these.")),
    Holds: _holds,
    LastEdition: said(_("People are assessed by this edition only."), _("Publish the next edition first.")),
    NothingChanged: said(
        _("The draft does not differ from the edition in force."),
        _("Change something, or delete the draft."),
        _("Nothing was published."),
    ),
}


def _apart(before: str, after: str, room: int) -> tuple[str, str]:
    """Return the beginnings of two texts; if those are the same, start just before the first difference."""
    if before == after or shown(before, room) != shown(after, room):
        return shown(before, room), shown(after, room)
    first, second = before.split(), after.split()
    same = next(
        (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other),
        min(len(first), len(second)),
    )
    start = max(same - 2, 0)
    return shown(f"…{' '.join(first[start:])}", room), shown(f"…{' '.join(second[start:])}", room)


def shown(text: str, room: int = SHOWN) -> str:
    """Return the beginning of a text on one line, cut between words."""
    return elide(text, room)


def _value(one: Change, value: str, words: Words) -> str:
    _ = words.gettext
    if one is Change.CRITICAL:
        return {"0": _("not critical"), "1": _("critical")}.get(value, value)
    if one is Change.PHASE and value:
        return name_of(Phase(value), words)
    if one is Change.ASKED and value in set(Lead):
        return lead_name(Lead(value), words)
    if one is Change.ASKED:
        kind_, separator, minutes = value.partition(", ")
        return asking(kind_, words) + separator + minutes
    return value


def lead(one: Lead, words: Words) -> str:
    """Return which of two leads of a question everybody in a vacancy is asked."""
    _ = words.gettext
    if one is Lead.SITUATION:
        return _(
            "Where a question has two wordings, every candidate gets the situation: “what would you do if…”."
        )
    return _(
        "Where a question has two wordings, every candidate is asked about experience: “tell me how you…”."
    )


def lead_name(one: Lead, words: Words) -> str:
    """Return the name of a lead, for a choice."""
    _ = words.gettext
    if one is Lead.SITUATION:
        return _("situations: for candidates who have not led a group yet")
    return _("experience: “tell me how you…”")
