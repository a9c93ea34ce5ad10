"""For what an organisation keeps someone's data, and what permits it (152-ФЗ, articles 5 and 6)."""

from enum import StrEnum


class Purpose(StrEnum):
    """What the data are kept for; each has a term of its own."""

    CANDIDATE = "candidate"
    STAFF = "staff"
    RESERVE = "reserve"


class Ground(StrEnum):
    """What permits processing: a consent can be withdrawn, a contract and a law cannot."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LAW = "law"
