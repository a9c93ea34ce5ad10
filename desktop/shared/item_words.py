"""Items and the levels of the scale as text on screens."""

from domain.framework.framework import Kind
from domain.scale import Level
from resources.i18n import _, current, nb


def clause_words(clause: str) -> str:
    """Return the clause as printed beside a title: «п. 1.5 8)»; empty for an item of one's own."""
    return nb(_("cl. {clause}").format(clause=clause)) if clause else ""


def anchor(level: Level, kind: Kind) -> str:
    """Return what can be observed at this level of a knowledge or a skill."""
    return current().text(level.knowledge if kind is Kind.KNOWLEDGE else level.skill)


def sentence(text: str) -> str:
    """Capitalize the first letter only, for display: lines in the source begin with a small one."""
    return text[:1].upper() + text[1:]
