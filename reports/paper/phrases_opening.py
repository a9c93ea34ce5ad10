"""Sentences for papers of a case: who looked before all were in, and that here is one sheet of several."""

from domain.assessing.case import Opening
from resources.i18n import Words


def said(opening: Opening, words: Words, *, named: bool = True) -> str:
    """Return who, when, why and whose sheets were still out; unless *named*, only how many were."""
    _ = words.gettext
    reason = opening.reason.strip()
    reason = reason if reason.endswith((".", "!", "?", "…")) else f"{reason}."
    told = _("{name}, {date}. Reason: {reason}").format(
        name=opening.actor_name, date=words.date(opening.on), reason=reason
    )
    if named and opening.waiting:
        told += " " + _("Sheets pending then: {waiting}.").format(waiting=", ".join(opening.waiting))
    elif opening.waiting:
        out = words.ngettext(
            "{count} sheet was pending then.", "{count} sheets were pending then.", len(opening.waiting)
        )
        told += " " + out.format(count=len(opening.waiting))
    return told


def one_of_several(home: str, words: Words) -> str:
    """Return that the paper rests on one sheet of several, and in whose file the result is made."""
    _ = words.gettext
    told = _("The result and the conclusion are made in the file of {who}, once all sheets are submitted.")
    return f"{_('Here is one sheet of several.')} {told.format(who=home)}"


def head(words: Words) -> str:
    """Return the heading of that line."""
    return words.gettext("The sheets were looked at before all were submitted")
