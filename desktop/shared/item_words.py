"""How an item and the levels of the scale are put into words on screens."""

from domain.framework.framework import Kind
from domain.scale import Level
from resources.i18n import _, current, nb


def clause_words(clause: str) -> str:
    """Return the clause as it stands at a title: «п. 1.5 8)»; an item of one's own has none."""
    return nb(_("cl. {clause}").format(clause=clause)) if clause else ""


def anchor(level: Level, kind: Kind) -> str:
    """Return what one sees or hears at the level of knowledge or of a skill."""
    return current().text(level.knowledge if kind is Kind.KNOWLEDGE else level.skill)


def sentence(text: str) -> str:
    """The source's lines begin small; only the first letter is changed, for the eye."""
    return text[:1].upper() + text[1:]
