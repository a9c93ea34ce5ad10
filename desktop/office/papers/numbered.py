"""Which documents get a number of the register of issued documents when they are made for signing."""

from desktop.office.papers.registry import (
    ADAPTATION,
    DECISION,
    FEEDBACK,
    IDP,
    INVITATION,
    MENTOR_ORDER,
    MENTOR_REPORT,
    MINUTES,
    MODEL_ORDER,
    NOTICE,
    ORDER,
    REFUSAL,
    REFUSAL_TO_SIGN,
    REGULATION,
    REJECTION,
    REQUIREMENTS,
    STAFF_ORDER,
)

# Meetings share one sheet, which their days tell apart; a consent is the paper of whoever gives it, and a job
# description has its number with its edition.
NUMBERED = frozenset(
    {
        *(DECISION, REFUSAL, REJECTION, REQUIREMENTS, INVITATION, MINUTES, FEEDBACK, NOTICE, REFUSAL_TO_SIGN),
        *(REGULATION, MODEL_ORDER, ORDER, STAFF_ORDER, MENTOR_ORDER, MENTOR_REPORT, IDP, ADAPTATION),
    }
)
