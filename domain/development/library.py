"""The organisation's library of development actions: the rules for its own ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.development.plan import ActionKind
from domain.development.plan_rules import check_hours
from domain.errors import Impossible, SameAction
from domain.framework.entered import required
from domain.text import Text, fold

KINDS = (ActionKind.EXPERIENCE, ActionKind.SOCIAL, ActionKind.FORMAL)
WEEKS_LIMIT = 52  # a plan is reviewed within a year


@dataclass(frozen=True, slots=True)
class LibraryDraft:
    """What people enter for an own action; ``weeks`` is calendar time, ``hours`` None is unknown."""

    kind: ActionKind
    text: Text
    evidence: Text
    weeks: int
    hours: int | None = None


def checked(draft: LibraryDraft, present: Iterable[tuple[Text, bool]]) -> LibraryDraft:
    """Return an own action as it is stored.

    *present* are the texts of the same item's other actions, each with whether it is retired.

    Raises:
        Missing: if the text or the evidence is empty.
        TooLong: if a text has more than 2,000 characters.
        Impossible: if the kind is none of the three, the weeks not 1 to 52, or the hours beyond a year.
        ZeroHours: if it takes 0 hours; unknown hours are None.
        SameAction: if the item already has an action with this text.
    """
    if draft.kind not in KINDS:
        raise Impossible("kind")
    text, evidence = required(draft.text, "text"), required(draft.evidence, "evidence")
    if not 0 < draft.weeks <= WEEKS_LIMIT:
        raise Impossible("weeks")
    if draft.hours is not None:
        check_hours(draft.hours)
    wanted = _same(text.ru)
    for other, retired in present:
        if _same(other.ru) == wanted:
            raise SameAction(retired=retired)
    return LibraryDraft(draft.kind, text, evidence, draft.weeks, draft.hours)


def _same(text: str) -> str:
    """Return what is left of a text when case, spacing and a final full stop are ignored."""
    return fold(text).rstrip(".")
