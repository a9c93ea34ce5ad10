"""The lines of the training page: needs by function, groups with terms and people, pairs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from desktop.kit.table.list_model import Heading
from desktop.team.board import Board
from desktop.team.words import short_name
from domain.team.needs import Gap
from domain.team.training import DraftGroup, DraftPair, TrainingDraft
from domain.team.training_terms import total
from reports.team import phrases_training
from reports.words.team import phrases_team
from resources.i18n import _, current, ngettext


@dataclass(frozen=True, slots=True)
class NeedRow:
    """An item that people lack."""

    code: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A group, its terms, a person in it, or a pair; ``person_id`` is 0 for the group itself.

    Its texts are spelled out when it is seen: a large centre has 30,000 such rows.
    """

    number: int
    person_id: int
    pair: DraftPair | None
    unit: str
    spell: Callable[[], tuple[str, str]] = field(compare=False)
    terms: bool = False

    @property
    def texts(self) -> tuple[str, str, str]:
        """Who, what to teach, and the unit."""
        return (*self.spell(), self.unit)


def need_rows(board: Board) -> list[Heading | NeedRow]:
    """Return the items under their functions, both by pressing gap."""
    words, lacking = current(), board.lacking
    made: list[Heading | NeedRow] = []
    for function in lacking.functions:
        name = words.text(board.matrix.framework.function(function.code).short)
        people = ngettext("{n} person", "{n} people", function.people).format(n=function.people)
        made.append(Heading(name, f"{people}, {words.number(function.pressing, 0)}"))
        for need in lacking.items:
            if need.function == function.code:
                texts = (
                    need.code,
                    words.text(board.matrix.framework.item(need.code).label),
                    str(need.below),
                    str(need.stops) if need.stops else "—",
                    str(need.missing) if need.missing else "—",
                    words.number(need.pressing, 0 if need.pressing.denominator == 1 else 1),
                )
                made.append(NeedRow(need.code, texts))
    return made


def draft_rows(draft: TrainingDraft, board: Board) -> list[Heading | DraftRow]:
    """Return the groups with their people, then the pairs."""
    names, units = names_of(board), _units(board)
    made: list[Heading | DraftRow] = []
    if draft.groups:
        made.append(Heading(_("Groups"), str(len(draft.groups))))
    gaps = {need.code: dict(need.people) for need in board.lacking.items}
    for place, group in enumerate(draft.groups, start=1):
        mine = {code: people for code, people in gaps.items() if code in group.codes}
        made.append(DraftRow(group.number, 0, None, "", partial(_group_texts, place, group, board)))
        made += [
            DraftRow(group.number, one, None, units[one], partial(_member_texts, names[one], mine, one))
            for one in group.people
            if one in names
        ]
        made.append(DraftRow(group.number, 0, None, "", partial(_terms_texts, group), terms=True))
    pairs = [one for one in draft.pairs if one.mentor_id in names and one.learner_id in names]
    if pairs:
        made.append(Heading(_("Mentors"), str(len(pairs))))
    made += [
        DraftRow(0, 0, pair, units[pair.learner_id], partial(_pair_texts, pair, names, board))
        for pair in pairs
    ]
    return made


def group_title(place: int, group: DraftGroup) -> str:
    """Return «Группа 1: 4 человека»."""
    count = ngettext("{n} person", "{n} people", len(group.people)).format(n=len(group.people))
    return _("Group {n}: {people}").format(n=place, people=count)


def sum_words(draft: TrainingDraft, board: Board) -> str:
    """Return the total for all groups, as far as known; empty if nothing is."""
    words, groups = current(), draft.groups
    staff = sum(one.left_on is None for one in board.matrix.people) or 1
    off_line = total((one.terms.off_line, len(one.people)) for one in groups)
    share = total((one.terms.share, Fraction(len(one.people), staff)) for one in groups)
    cost = total((one.terms.cost, 1) for one in groups)
    said = (
        (_("Off-queue hours: {sum}."), phrases_training.total(off_line, phrases_training.hours, words)),
        (_("Working time of the team: {sum}."), phrases_training.total(share, phrases_training.share, words)),
        (_("Cost: {sum}."), phrases_training.total(cost, phrases_training.roubles, words)),
    )
    return " ".join(text.format(sum=known) for text, known in said if known)


def subject(board: Board, codes: Sequence[str]) -> str:
    """Return «K07, K20 Название»."""
    label = current().text(board.matrix.framework.item(codes[0]).label)
    return f"{', '.join(codes)} {label}"


def _group_texts(place: int, group: DraftGroup, board: Board) -> tuple[str, str]:
    return group_title(place, group), subject(board, group.codes)


def _member_texts(name: str, gaps: Mapping[str, Mapping[int, Gap]], person_id: int) -> tuple[str, str]:
    return f"    {name}", _gap(gaps, person_id)


def _terms_texts(group: DraftGroup) -> tuple[str, str]:
    terms = " · ".join(phrases_training.settled(group.terms, current()))
    return "    " + _("Terms"), terms or _("dates and cost unknown")


def _pair_texts(pair: DraftPair, names: Mapping[int, str], board: Board) -> tuple[str, str]:
    who = _("{mentor} teaches: {learner}").format(
        mentor=short_name(names[pair.mentor_id]), learner=short_name(names[pair.learner_id])
    )
    return who, subject(board, (pair.code,))


def _gap(gaps: Mapping[str, Mapping[int, Gap]], person_id: int) -> str:
    words = current()
    texts = [
        _("{code} {level}, target {target}").format(
            code=code,
            level=phrases_team.gap_level(gap, words),
            target=gap.target,
        )
        for code, people in gaps.items()
        if (gap := people.get(person_id)) is not None
    ]
    return "; ".join(texts)


def names_of(board: Board) -> dict[int, str]:
    """Return the full names of the team by id."""
    return {one.person_id: one.name for one in board.matrix.people}


def _units(board: Board) -> dict[int, str]:
    return {one.person_id: board.unit(row) for row, one in enumerate(board.matrix.people)}
