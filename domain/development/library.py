"""The organisation's library of development actions: what an own action must be like."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.development.plan import ActionKind
from domain.development.plan_rules import check_hours
from domain.errors import Impossible, Missing, SameAction, TooLong
from domain.framework.edition_faults import TEXT_LIMIT
from domain.text import Text, clean, fold

KINDS = (ActionKind.EXPERIENCE, ActionKind.SOCIAL, ActionKind.FORMAL)
WEEKS_LIMIT = 52  # a plan is reviewed within a year


@dataclass(frozen=True, slots=True)
class LibraryDraft:
    """What people set of an own action; ``weeks`` is calendar time, ``hours`` None is not known."""

    kind: ActionKind
    text: Text
    evidence: Text
    weeks: int
    hours: int | None = None


def checked(draft: LibraryDraft, present: Iterable[tuple[Text, bool]]) -> LibraryDraft:
    """Return an own action as it is kept.

    *present* are the words of the other actions of the same item, and whether each is retired.

    Raises:
        Missing: without words, or without what shows that it is done.
        TooLong: if a text has more than 2,000 characters.
        Impossible: if the kind is none of the three, or the weeks are none or more than a year.
        ZeroHours: if it takes no hours at all; unknown hours are None.
        SameAction: if the item has an action of these words already.
    """
    if draft.kind not in KINDS:
        raise Impossible("kind")
    text, evidence = _said("text", draft.text), _said("evidence", draft.evidence)
    if not 0 < draft.weeks <= WEEKS_LIMIT:
        raise Impossible("weeks")
    if draft.hours is not None:
        check_hours(draft.hours)
    wanted = _same(text.ru)
    for other, retired in present:
        if _same(other.ru) == wanted:
            raise SameAction(retired=retired)
    return LibraryDraft(draft.kind, text, evidence, draft.weeks, draft.hours)


def _said(field: str, text: Text) -> Text:
    ru = clean(text.ru).strip()
    en = None if text.en is None else clean(text.en).strip() or None
    if not ru:
        raise Missing(field)
    for one, name in ((ru, field), (en or "", f"{field}_en")):
        if len(one) > TEXT_LIMIT:
            raise TooLong(name, len(one), TEXT_LIMIT)
    return Text(ru, en)


def _same(text: str) -> str:
    """Return what two texts have in common that differ in capitals, blanks and a full stop at most."""
    return fold(text).rstrip(".")
