"""The matrix of a model: items by levels, each cell with the profiles that have their target there."""

from domain.framework.edition import Edition
from domain.framework.profile import Profile
from domain.scale import LEVELS
from reports.book.workbook import WHOLE, Look, Tab
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import NBSP, Words


def signs(profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """Return what each profile is marked by among the levels: a figure only where there are more than two."""
    known = {1: ("●",), 2: ("○", "●")}
    return known.get(len(profiles), tuple(str(at) for at in range(1, len(profiles) + 1)))


def legend(edition: Edition, words: Words) -> list[str]:
    """Return «○ — Менеджер, при найме» for each profile, in their order, with its threshold."""
    told: list[str] = []
    for figure, one in zip(signs(edition.profiles), edition.profiles, strict=True):
        said = words.gettext("{figure} — {post}, {phase}").format(
            figure=figure, post=words.text(one.post), phase=name_of(one.phase, words)
        )
        told.append(", ".join(part for part in (said, phrases.asked_for(one, words)) if part))
    return told


def aims(profiles: tuple[Profile, ...], code: str) -> tuple[str, ...]:
    """Return for each level the signs of the profiles whose target it is, «○ ●», or an empty text."""
    asked = [one.targets[code].level if code in one.targets else None for one in profiles]
    return tuple(
        NBSP.join(sign for sign, level in zip(signs(profiles), asked, strict=True) if level == value)
        for value in LEVELS
    )


def minimums(profiles: tuple[Profile, ...], code: str) -> str:
    """Return the floors of the profiles for which the item is critical, «2 / 3»; only one if they agree."""
    asked = [one.targets[code].floor for one in profiles if code in one.targets]
    return " / ".join(dict.fromkeys(str(floor) for floor in asked if floor is not None))


def put(tab: Tab, edition: Edition, words: Words) -> None:
    """Fill the sheet for people to read; it is never read back, so its cells are not checked."""
    _ = words.gettext
    heads = [
        *(_("Function"), _("Code"), _("Clause"), _("Kind"), _("Short title"), _("Text")),
        *(str(value) for value in LEVELS),
    ]
    for figure in signs(edition.profiles):
        told = [_("Target"), _("Weight"), _("Critical"), _("Minimum")]
        heads += [_("{column} ({figure})").format(column=one, figure=figure) for one in told]
    heads.append(_("Duties"))
    tab.widths(26, 8, 12, 11, 34, 70, *(6,) * len(LEVELS), *(11,) * (4 * len(edition.profiles)), 30)
    tab.put_text(1, 1, _("Competency matrix: {title}").format(title=words.text(edition.title)), Look.TITLE)
    tab.put_text(2, 1, "; ".join(legend(edition, words)), Look.MUTED, wrap=False)
    first = len(heads) - 4 * len(edition.profiles)
    tab.heads(4, heads, range(7, 12))
    names = {one.code: words.text(one.short) for one in edition.functions}
    duties: dict[str, list[str]] = {}
    for duty in edition.duties:
        for code in duty.items:
            duties.setdefault(code, []).append(duty.called)
    for row, item in enumerate(edition.items, start=5):
        cells = (
            *(names[item.function], item.code, item.clause, name_of(item.kind, words)),
            *(words.text(item.label), words.text(item.text)),
            *aims(edition.profiles, item.code),
        )
        for column, text in enumerate(cells, start=1):
            if text:
                tab.put_text(row, column, text)
        column = first
        for profile in edition.profiles:
            target = profile.targets.get(item.code)
            if target is not None:
                tab.put_number(row, column, target.level, WHOLE)
                tab.put_number(row, column + 1, target.weight, WHOLE)
                if target.critical:
                    tab.put_text(row, column + 2, _("yes"))
                    tab.put_number(row, column + 3, target.floor, WHOLE)
            column += 4
        tab.put_text(row, column, ", ".join(duties.get(item.code, ())))
    tab.table(4, len(edition.items) + 4, len(heads), fixed=2)
