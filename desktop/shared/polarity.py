"""For or against, in a sign and in a word."""

from domain.assessing.evidence import Polarity
from resources.i18n import pgettext

POLARITIES = (Polarity.FOR, Polarity.AGAINST, Polarity.NEUTRAL)  # in the order of segments


def polarity_sign(polarity: Polarity) -> str:
    """Return the sign before a fact."""
    return {Polarity.FOR: "+", Polarity.AGAINST: "−", Polarity.NEUTRAL: "·"}[polarity]


def polarity_word(polarity: Polarity) -> str:
    """Return whether a fact speaks for or against, in a word."""
    return {
        Polarity.FOR: pgettext("fact", "for"),
        Polarity.AGAINST: pgettext("fact", "against"),
        Polarity.NEUTRAL: pgettext("fact", "neutral"),
    }[polarity]
