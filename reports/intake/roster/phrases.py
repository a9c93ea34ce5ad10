"""What of a list of people is not read, in sentences."""

from collections.abc import Sequence

from reports.intake.roster.days import DayOrder
from reports.intake.roster.shape import Passed, PassedRow
from resources.i18n import Words

NAMED = 10  # of each kind
SHOWN = 40  # characters of a row


def left_out(
    columns: Sequence[str], sheets: Sequence[str], rows: Sequence[PassedRow], words: Words
) -> tuple[str, ...]:
    """Return one sentence for each kind of thing that does not come in; none if all does."""
    _ = words.gettext
    units = [_row(one, words) for one in rows if one.why is Passed.UNIT]
    others = [_row(one, words) for one in rows if one.why in (Passed.TOTAL, Passed.NOBODY)]
    told = (
        (_("Columns not read: {names}."), columns),
        (_("Sheets not read: {names}."), sheets),
        (_("Rows that name the unit of those below: {names}."), units),
        (_("Rows that are no people: {names}."), others),
    )
    return tuple(sentence.format(names=_listed(names, words)) for sentence, names in told if names)


def erased(count: int, words: Words) -> str:
    """Return that people were erased after the list was saved; empty if nobody was."""
    if not count:
        return ""
    return words.ngettext(
        "{n} person was erased after this list was saved: see that the list does not bring the person back.",
        "{n} people were erased after this list was saved: see that the list does not bring them back.",
        count,
    ).format(n=count)


def doubtful(day: str, words: Words) -> str:
    """Return the question about a day that can be read in two ways."""
    return words.gettext(
        "“{day}” can be read in two ways: say whether the day or the month comes first."
    ).format(day=day)


def order(one: DayOrder, words: Words) -> str:
    """Return how days are written."""
    _ = words.gettext
    return {
        DayOrder.DAY_FIRST: _("Dates: the day first"),
        DayOrder.MONTH_FIRST: _("Dates: the month first"),
    }[one]


def encoding(name: str, words: Words) -> str:
    """Return the name of an encoding, as people know it."""
    _ = words.gettext
    return {
        "cp1251": _("Cyrillic, Windows"),
        "cp866": _("Cyrillic, DOS"),
        "koi8_r": _("Cyrillic, KOI8-R"),
        "mac_cyrillic": _("Cyrillic, Mac"),
        "cp1252": _("Western, Windows"),
        "cp1250": _("Central European, Windows"),
        "mac_roman": _("Western, Mac"),
    }.get(name, name)


def _row(one: PassedRow, words: Words) -> str:
    text = one.text if len(one.text) <= SHOWN else f"{one.text[: SHOWN - 1]}…"
    return words.gettext("{row} “{text}”").format(row=one.number, text=text)


def _listed(names: Sequence[str], words: Words) -> str:
    told = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        more = words.gettext("and {count} more").format(count=len(names) - NAMED)
        return f"{told} {more}"
    return told
