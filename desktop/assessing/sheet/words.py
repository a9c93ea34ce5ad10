"""The words of the sheet for marks and rows, on screen and for screen readers."""

from collections.abc import Collection

from desktop.kit.form.dates import day_and_hour
from desktop.shared.polarity import polarity_sign, polarity_word
from domain.assessing.evidence import Evidence
from domain.assessing.sheet import Sheet, SheetRow
from domain.mark import Mark, State
from domain.scale import Scale
from reports.words.names import name_of, short_name_of
from resources.i18n import UNKNOWN, _, current, ngettext

__all__ = [
    "REASONS",
    "all_words",
    "counted",
    "critical_unmarked",
    "critical_words",
    "fact_line",
    "mark_aloud",
    "mark_short",
    "mark_words",
    "polarity_sign",
    "polarity_word",
    "reason",
    "reason_short",
    "spoken",
    "stamp",
]

REASONS = (
    State.NOT_ASKED,
    State.NO_EVIDENCE,
    State.NOT_OBSERVED,
    State.NOT_APPLICABLE,
    State.RECUSED,
)


def reason(state: State) -> str:
    """Return in full why there is no level."""
    return name_of(state, current())


def reason_short(state: State) -> str:
    """Return the reason shortened to fit the box of the form."""
    return short_name_of(state, current())


def mark_words(mark: Mark | None, scale: Scale) -> str:
    """Return a mark in words: «уровень 3, уверенный»."""
    if mark is None:
        return _("no mark")
    if mark.level is None:
        return reason(mark.state)
    name = current().text(scale.level(mark.level).name).lower()
    return _("level {level}, {name}").format(level=mark.level, name=name)


def mark_short(mark: Mark | None) -> str:
    """Return a mark as on the form: the digit, or the short reason."""
    if mark is None:
        return _("no mark")
    return reason_short(mark.state) if mark.level is None else str(mark.level)


def mark_aloud(code: str, mark: Mark | None, scale: Scale) -> str:
    """Return what was saved, kept short since it is heard all day: «S05: 3, уверенный»."""
    if mark is None or mark.level is None:
        return f"{code}: {mark_words(mark, scale)}"
    return f"{code}: {mark.level}, {current().text(scale.level(mark.level).name).lower()}"


def spoken(row: SheetRow, scale: Scale, half_typed: str | None) -> str:
    """Return the whole row for screen readers: «S15 Выявление потребностей в обучении, без отметки»."""
    title = f"{row.item.code} {current().text(row.item.label)}"
    parts = [title, mark_words(row.mark, scale)]
    if row.critical:
        parts.insert(1, _("critical"))
    if not row.in_scope:
        parts.append(_("outside the set"))
    if half_typed is not None:
        parts.append(_("unsaved text: {text}").format(text=half_typed or UNKNOWN))
    else:
        parts += [_("fact: {text}").format(text=fact.text) for fact in row.facts]
    if row.comment:
        parts.append(_("comment: {text}").format(text=row.comment))
    return ", ".join(parts)


def all_words(row: SheetRow, half_typed: str | None) -> str:
    """Return all texts beside the mark, a paragraph each: facts with sign and day, then the comment."""
    parts = [] if half_typed is None else [_("Not saved: {text}").format(text=half_typed or UNKNOWN)]
    parts += [fact_line(fact) for fact in row.facts]
    if row.comment:
        parts.append(_("Comment: {text}").format(text=row.comment))
    return "\n".join(parts)


def fact_line(fact: Evidence) -> str:
    """Return «+ 23.11.2026: вернула SL за 25 минут»."""
    return f"{polarity_sign(fact.polarity)} {current().date(fact.observed_on)}: {fact.text}"


def stamp(fact: Evidence) -> str:
    """Return when the fact was recorded: «записано 24.11.2026, 14:31»."""
    return _("written {when}").format(when=day_and_hour(fact.recorded_on, fact.recorded_at))


def counted(seen: Sheet, focus: Collection[str] | None) -> str:
    """Say why more rows than the short set are shown; empty if there are none."""
    more = 0 if focus is None else sum(row.item.code not in focus for row in seen.scope)
    if not more:
        return ""
    told = _("Shown: {focus} in the short set and {more} outside it that already have a record.")
    return told.format(focus=len(seen.scope) - more, more=more)


def critical_unmarked(seen: Sheet) -> tuple[str, ...]:
    """Return the codes of the critical items shown that have no mark, in the order of the rows."""
    return tuple(row.item.code for row in seen.unmarked if row.critical)


def critical_words(codes: tuple[str, ...]) -> str:
    """Say how many critical items have no mark, before their codes."""
    said = ngettext(
        "{n} critical competency has no mark:", "{n} critical competencies have no mark:", len(codes)
    )
    return said.format(n=len(codes))
