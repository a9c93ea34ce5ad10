"""The sentence about who looked at the sheets before all were in, for every paper of such a case."""

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


def head(words: Words) -> str:
    """Return the heading of that line."""
    return words.gettext("The sheets were looked at before all were submitted")
