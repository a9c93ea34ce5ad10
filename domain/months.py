"""Experience as people type it, understood as whole months or refused."""

from enum import StrEnum

from domain.errors import Refused


class WhyNot(StrEnum):
    """Why a text is no number of months."""

    EMPTY = "empty"
    UNCLEAR = "unclear"  # words that are no number or unit of time
    BOUND = "bound"  # «more than», «about»: a bound is no number
    FRACTION = "fraction"  # not a whole number of months, and never rounded
    TOO_LONG = "too_long"  # more than a working life, 900 months


class NotMonths(Refused):
    """The text is no whole number of months; ``why`` says what is wrong with it."""

    def __init__(self, text: str, why: WhyNot) -> None:
        super().__init__(why.value)
        self.text, self.why = text, why
