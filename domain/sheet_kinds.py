"""The kinds and states of items, marks and sheets, apart from what sheets are built of."""

from enum import StrEnum


class Kind(StrEnum):
    """Knowledge (clause 1.4) or skill (clause 1.5): each has its own anchors."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"


class State(StrEnum):
    """Rated, or one of five reasons why there is no level."""

    RATED = "rated"
    NOT_ASKED = "not_asked"
    NO_EVIDENCE = "no_evidence"
    NOT_OBSERVED = "not_observed"
    NOT_APPLICABLE = "not_applicable"
    RECUSED = "recused"


class Origin(StrEnum):
    """How a mark came into the sheet."""

    TYPED = "typed"
    TWIN = "twin"
    CONFIRMED = "confirmed"
    SUBMIT = "submit"


class Role(StrEnum):
    """In which capacity an assessor rates."""

    SELF = "self"
    MANAGER = "manager"
    HR = "hr"
    PEER = "peer"
    SUBORDINATE = "subordinate"
    EXPERT = "expert"


class SheetState(StrEnum):
    """A draft takes marks; a submitted sheet is read-only."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class SheetOrigin(StrEnum):
    """Where the marks were made."""

    SCREEN = "screen"
    PAPER = "paper"
    FORM = "package"  # a workbook: whoever held it could read the marks
