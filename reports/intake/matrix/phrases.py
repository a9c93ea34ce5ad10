"""What of a matrix does not come in, in words: the place and the reason."""

from domain.text import fold
from reports.intake.matrix.reading import Left, LeftOut
from resources.i18n import Words
from resources.msgids import _

SHOWN = 60  # characters of what does not come in


def left_out(one: LeftOut, words: Words) -> str:
    """Return «Лист1!B4: столбец не используется («Комментарий»)»."""
    told = words.gettext(_WHY[one.why])
    text = one.text if len(one.text) <= SHOWN else f"{one.text[: SHOWN - 1]}…"
    shown = words.gettext("{place}: {why} (“{text}”)") if fold(text) else "{place}: {why}"
    return shown.format(place=one.place, why=told, text=text)


_WHY = {
    Left.COLUMN: _("the column is not used"),
    Left.TOTAL: _("a total, not a level"),
    Left.BELOW: _("below the table"),
    Left.MERGED: _("one level in merged cells: not clear whose"),
    Left.FAULT: _("no value: an error, or a formula that was never computed"),
    Left.TWICE: _("the same again"),
    Left.DIFFERS: _("two different levels of the same day"),
    Left.TARGET: _("the framework has targets of its own"),
    Left.OLDER: _("an older level of the same quarter"),
    Left.NOBODY: _("a level beside no name"),
    Left.NOTHING: _("a level under no competency"),
    Left.DAY: _("not a date"),
    Left.SHEET: _("the sheet is not read"),
    Left.WORD: _("the level is not known: give its place on the scale"),
    Left.PERSON: _("not decided who this is"),
    Left.NOT_TAKEN: _("left out"),
    Left.ITEM: _("not decided which competency of the framework this is"),
    Left.GONE: _("had left by that day"),
    Left.FUTURE: _("the day is still to come"),
}
