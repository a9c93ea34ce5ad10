"""One sheet that was worked on in two files: what each changed stays, and what both did a person settles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import Refused
from domain.exchange.packet import SentDraft, SentFact, SentRow


class Side(StrEnum):
    """Whose words count: those of this file, or those that were brought."""

    HERE = "here"
    BROUGHT = "brought"


type Choices = Mapping[str, Side] | Side
"""Identity of an item or a fact -> the side that counts; one side for all of them."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A mark or a fact that was changed in both files; ``uid`` is the identity of the item or the fact.

    ``item`` is the identity of the item that it is about; a side is None where there is nothing any more.
    """

    uid: str
    item: str
    here: SentRow | SentFact | None
    brought: SentRow | SentFact | None


class Unsettled(Refused):
    """Both files changed the sheet; nothing is taken until somebody has settled each of ``clashes``."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(len(clashes))
        self.clashes = clashes


@dataclass(frozen=True, slots=True)
class Merged:
    """What the sheet says now, in the order of identities; ``as_brought`` if it is what was brought."""

    rows: tuple[SentRow, ...]
    facts: tuple[SentFact, ...]
    as_brought: bool


type Bases = Sequence[SentDraft | None]
"""What both files may have had last, oldest first; None for a sheet that was not begun."""


def since(before: Bases, perhaps: Bases, brought: SentDraft) -> Bases:
    """Return those of *perhaps* that both files may have had last, *before* being older ones.

    What went out has arrived if something that it was the first to say is in what is *brought*; nothing of it
    has if that is what both had before.
    """
    if perhaps and perhaps[0] is not None and perhaps[0].said == brought.said:
        return perhaps[:1]
    stated = _signs((brought,))
    for place in range(len(perhaps) - 1, 0, -1):
        if stated & _signs(perhaps[place : place + 1]) - _signs((*before, *perhaps[:place])):
            return perhaps[place:]
    return perhaps


def _signs(drafts: Bases) -> set[tuple[str, datetime]]:
    """Return marks by item and facts by identity, each with its instant."""
    found: set[tuple[str, datetime]] = set()
    for one in drafts:
        if one is not None:
            found.update((row.item, row.rated_at) for row in one.rows if row.rated_at is not None)
            found.update((fact.uid, fact.recorded_at) for fact in one.facts)
    return found


def merged(
    bases: Bases, here: SentDraft | None, brought: SentDraft, choices: Choices | None = None
) -> Merged:
    """Return the sheet of both files; *bases* is what both may have had, empty if they never had the same.

    What would be decided otherwise from one of them than from another counts as changed by both.

    Raises:
        Unsettled: if both changed the same mark or fact, and no choice says which of them counts.
    """
    clashes: list[Clash] = []
    bases = bases or (None,)
    mine, theirs = _rows(here), _rows(brought)
    rows = _each([_rows(one) for one in bases], mine, theirs, _row_said, _item, choices, clashes)
    rows = {key: _asked(row, mine.get(key), theirs.get(key)) for key, row in rows.items()}
    stated = _facts(brought)
    facts = _each([_facts(one) for one in bases], _facts(here), stated, _fact_said, _item, choices, clashes)
    if clashes:
        raise Unsettled(tuple(clashes))
    as_brought = _same(rows, theirs, _row_said) and _same(facts, stated, _fact_said)
    return Merged(
        tuple(rows[key] for key in sorted(rows)), tuple(facts[key] for key in sorted(facts)), as_brought
    )


def _each[T: (SentRow, SentFact)](
    bases: Sequence[Mapping[str, T]],
    here: Mapping[str, T],
    brought: Mapping[str, T],
    said: Callable[[T], object],
    item: Callable[[T], str],
    choices: Choices | None,
    clashes: list[Clash],
) -> dict[str, T]:
    def says(one: T | None) -> object:
        return None if one is None else said(one)

    found: dict[str, T] = {}
    for key in sorted({*here, *brought}):
        mine, theirs = here.get(key), brought.get(key)
        sides = {_side(says(base.get(key)), says(mine), says(theirs)) for base in bases}
        side = sides.pop() if len(sides) == 1 else None
        side = side or (choices if isinstance(choices, Side | None) else choices.get(key))
        if side is None:
            one = mine or theirs
            assert one is not None
            clashes.append(Clash(key, item(one), mine, theirs))
        chosen, other = (mine, theirs) if side is Side.HERE else (theirs, mine)
        if chosen is None and other is not None and said(other) is None:
            chosen = other  # nothing but ticks
        if chosen is not None:
            found[key] = chosen
    return found


def _side(was: object, mine: object, theirs: object) -> Side | None:
    """Return the side that counts without a question; None if both changed it, and not alike."""
    if mine == theirs or theirs == was:
        return Side.HERE
    return Side.BROUGHT if mine == was else None


def _rows(draft: SentDraft | None) -> dict[str, SentRow]:
    rows = () if draft is None else draft.rows
    return {one.item: one for one in rows if one.state is not None or one.comment or one.asked}


def _facts(draft: SentDraft | None) -> dict[str, SentFact]:
    return {} if draft is None else {one.uid: one for one in draft.facts}


def _item(one: SentRow | SentFact) -> str:
    return one.item if isinstance(one, SentRow) else one.items[0]


def _row_said(row: SentRow) -> object:
    if row.state is None and not row.comment:
        return None  # only ticks, which add up
    return row.state, row.level, row.comment


def _fact_said(fact: SentFact) -> object:
    return sorted(fact.items), fact.polarity, fact.observed_on, fact.text


def _asked(row: SentRow, *sides: SentRow | None) -> SentRow:
    """Return the row with the follow-up questions of both: what was asked once was asked."""
    found = {one.text: one for side in sides if side is not None for one in reversed(side.asked)}
    return replace(row, asked=tuple(found[text] for text in sorted(found)))


def _same[T: (SentRow, SentFact)](
    one: Mapping[str, T], other: Mapping[str, T], said: Callable[[T], object]
) -> bool:
    first, second = ({key: said(row) for key, row in side.items()} for side in (one, other))
    return {key: row for key, row in first.items() if row} == {key: row for key, row in second.items() if row}
