"""For or against, as a symbol and as a word."""

from domain.assessing.evidence import Polarity
from reports.words.names import name_of
from resources.i18n import current

POLARITIES = (Polarity.FOR, Polarity.AGAINST, Polarity.NEUTRAL)  # in the order of the segments


def polarity_sign(polarity: Polarity) -> str:
    """Return the symbol before a fact."""
    return {Polarity.FOR: "+", Polarity.AGAINST: "−", Polarity.NEUTRAL: "·"}[polarity]


def polarity_word(polarity: Polarity) -> str:
    """Return the word for whether a fact speaks for or against."""
    return name_of(polarity, current())
