"""For or against, in a sign and in a word."""

from domain.assessing.evidence import Polarity
from reports.words.names import name_of
from resources.i18n import current

POLARITIES = (Polarity.FOR, Polarity.AGAINST, Polarity.NEUTRAL)  # in the order of segments


def polarity_sign(polarity: Polarity) -> str:
    """Return the sign before a fact."""
    return {Polarity.FOR: "+", Polarity.AGAINST: "−", Polarity.NEUTRAL: "·"}[polarity]


def polarity_word(polarity: Polarity) -> str:
    """Return whether a fact speaks for or against, in a word."""
    return name_of(polarity, current())
