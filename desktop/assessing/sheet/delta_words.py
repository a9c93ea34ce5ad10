"""The words of a staff sheet about last time: level, age, facts since, why an item is asked."""

from fractions import Fraction

from desktop.shared.polarity import polarity_sign
from domain.assessing.recency import LAST_DAYS, Recency
from domain.assessing.rotation import Focus, LastKnown, Why, may_confirm
from domain.assessing.sheet import SheetRow
from domain.scale import Scale
from domain.team.diary import Note
from resources.i18n import _, current, nb, ngettext, pgettext

WEEKS = LAST_DAYS // 7


def level(last: LastKnown, scale: Scale) -> str:
    """Return «уровень 3, уверенный», or «среднее 2,5» for a mean."""
    if whole(last) is None:
        return _("mean {level}").format(level=current().number(last.level, 1))
    name = current().text(scale.level(int(last.level)).name).lower()
    return _("level {level}, {name}").format(level=int(last.level), name=name)


def whole(last: LastKnown) -> int | None:
    """Return the level if it can be given again, None for a mean between two levels."""
    return int(last.level) if Fraction(last.level).denominator == 1 else None


def age(last: LastKnown) -> str:
    """Return «квартал назад, 20.08.2026»."""
    day = current().date(last.on)
    if last.imported:
        return _("imported, level of {day}").format(day=day)
    if not last.quarters:
        return _("this quarter, {day}").format(day=day)
    told = ngettext("{n} quarter ago, {day}", "{n} quarters ago, {day}", last.quarters)
    return told.format(n=last.quarters, day=day)


def facts(last: LastKnown) -> str:
    """Return how many facts are newer than the level."""
    if not last.newer_facts:
        return _("no new facts")
    return ngettext("{n} new fact", "{n} new facts", last.newer_facts).format(n=last.newer_facts)


def known(last: LastKnown | None, scale: Scale) -> str:
    """Return «уверенный · квартал назад, 20.08.2026», for display beside the digit."""
    if last is None:
        return _("No earlier level")
    whole_level = whole(last)
    name = (
        level(last, scale) if whole_level is None else current().text(scale.level(whole_level).name).lower()
    )
    return nb(f"{name} · {age(last)}")


def spoken(last: LastKnown, scale: Scale) -> str:
    """Return the same for screen readers."""
    return _("last time: {told}").format(told=", ".join((level(last, scale), age(last), facts(last))))


def why(row: SheetRow, focus: Focus, lately: bool) -> str:
    """Return why the item is or is not asked this quarter.

    Without a mark, an earlier gap and the quarterly rotation get the same words: different ones would reveal
    on which side of the target the level was.
    """
    reason = focus.reasons.get(row.item.code)
    if reason is None:
        return (
            _("Not in the short set: rated recently")
            if lately
            else _("Not in the short set: its turn is in another quarter")
        )
    if reason is Why.CRITICAL:
        return _("In the short set: critical, rated every quarter")
    if reason is Why.IMPORTED:
        return _("In the short set: the level is imported and was never given here")
    if reason is Why.STALE:
        return _("In the short set: the level is about to expire")
    if row.mark is None:
        return _("In the short set: by the last result, or by its turn")
    if reason is Why.GAP:
        return _("In the short set: below the target last time")
    return _("In the short set: its turn, so that a year covers everything")


def refused(code: str, last: LastKnown | None) -> str:
    """Return why the plain key cannot confirm the last level."""
    if last is None:
        return _("{code}: no earlier level, so there is nothing to confirm").format(code=code)
    if last.imported:
        return _("{code}: the level is imported and was never given here: give a level").format(code=code)
    if whole(last) is None:
        told = _("{code}: last time it was a mean, {level}: give a level")
        return told.format(code=code, level=current().number(last.level, 1))
    return _("{code}: no new facts; confirm with Shift+Enter").format(code=code)


def confirmed(code: str, last: LastKnown, scale: Scale) -> str:
    """Return what the key has done."""
    return _("{code}: {level}, as on {day}").format(
        code=code, level=level(last, scale), day=current().date(last.on)
    )


def nothing_to_take(code: str, noted: bool) -> str:
    """Return why no note becomes a fact."""
    if noted:
        return _("{code}: all your notes are already used").format(code=code)
    return _("{code}: no notes in the diary").format(code=code)


def read_only() -> str:
    """Return why nothing can be confirmed."""
    return _("This sheet is read-only")


def may(last: LastKnown | None, *, deliberate: bool) -> bool:
    """Whether the last level may be given again."""
    return (
        last is not None
        and whole(last) is not None
        and may_confirm(last, last.newest_fact_on, deliberate=deliberate)
    )


def folded(lately: int, later: int) -> str:
    """Return which items of a function are folded away; empty if none."""
    parts: list[str] = []
    if lately:
        told = ngettext("{n} confirmed recently", "{n} confirmed recently", lately)
        parts.append(told.format(n=lately))
    if later:
        told = ngettext("{n} in another quarter", "{n} in another quarter", later)
        parts.append(told.format(n=later))
    return nb(_("collapsed: {what}").format(what=", ".join(parts))) if parts else ""


def focus(one: Focus) -> str:
    """Return «Короткий набор: 31, около 11 мин»."""
    return nb(_("Short set: {n}, about {minutes} min").format(n=len(one.codes), minutes=one.minutes))


def reasons(one: Focus) -> str:
    """Return how many are in focus for which reason; reasons that reveal a target are counted together."""
    counts = {reason: sum(other is reason for other in one.reasons.values()) for reason in Why}
    parts = (
        (_("critical {n}"), counts[Why.CRITICAL]),
        (_("about to expire {n}"), counts[Why.STALE]),
        (_("with an imported level {n}"), counts[Why.IMPORTED]),
        (_("by the last result or by turn {n}"), counts[Why.GAP] + counts[Why.TURN]),
    )
    return nb(" · ".join(text.format(n=n) for text, n in parts if n))


def recency(one: Recency) -> str:
    """Return «Факты: 70 % за последние 3 недели (7 из 10)»."""
    if one.share is None:
        return _("No facts for this quarter yet")
    told = ngettext(
        "Facts: {share} from the last {n} week ({late} of {all})",
        "Facts: {share} from the last {n} weeks ({late} of {all})",
        WEEKS,
    )
    return nb(told.format(share=current().percent(one.share), n=WEEKS, late=one.late, all=one.n))


def expected(one: Recency) -> str:
    """Return the share to expect if notes were spread evenly."""
    told = _("If facts were recorded evenly, it would be {share}: the end of a quarter is remembered best.")
    return told.format(share=current().percent(one.expected))


def note_cap() -> str:
    """Return the letter of the key that uses a note, in the user's keyboard layout."""
    return pgettext("key cap", "D")


def note(one: Note) -> str:
    """Return «+ 12.10.2026, Громов М. С.: вернула SL» for a note; the viewer's own has no name."""
    fact, by = one.fact, "" if one.mine or not one.author_name else f", {one.author_name}"
    return f"{polarity_sign(fact.polarity)} {current().date(fact.observed_on)}{by}: {fact.text}"
