"""The two sides of a mark or a fact that two files have changed, in words."""

from desktop.shared.polarity import polarity_sign
from domain.exchange.draft_merge import Clash, Side
from domain.exchange.packet import SentFact, SentRow
from domain.scale import Scale
from reports.words.names import name_of
from resources.i18n import _, current, pgettext


def word(side: Side) -> str:
    """Return where a side comes from."""
    return pgettext("side", "Here") if side is Side.HERE else _("In the packet")


def thing(one: Clash) -> str:
    """Return what is changed: the mark with its comment, or a fact."""
    return _("Fact") if isinstance(one.here or one.brought, SentFact) else _("Mark")


def said(one: Clash, side: Side, scale: Scale) -> str:
    """Return what one side says, in one paragraph."""
    told = one.here if side is Side.HERE else one.brought
    match told:
        case SentRow():
            return "\n".join(part for part in (_mark(told, scale), told.comment) if part)
        case SentFact():
            return f"{polarity_sign(told.polarity)} {current().date(told.observed_on)} {told.text}"
        case None if isinstance(one.here or one.brought, SentFact):
            return _("no fact")
        case None:
            return _("no mark")


def _mark(row: SentRow, scale: Scale) -> str:
    if row.mark is None:
        return _("no mark")
    if row.mark.level is None:
        return name_of(row.mark.state, current())
    name = current().text(scale.level(row.mark.level).name).lower()
    return _("level {level}, {name}").format(level=row.mark.level, name=name)
