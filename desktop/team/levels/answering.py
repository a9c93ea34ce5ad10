"""What a person answers about a matrix, put with the answers before; each a function of records."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.office.intake.levels import Answers
from desktop.team.levels.questions import OPEN
from desktop.team.levels.words import NO_LEVEL
from domain.framework.framework import Kind
from domain.people.roster import Decision

type Answering = Callable[[Answers, Iterable[object], object], Answers]


def words(answers: Answers, said: Iterable[object], value: object) -> Answers:
    """Say which level these words of the file's scale mean, or that they mean none."""
    asked = {str(one) for one in said}
    places = {one: to for one, to in answers.places.items() if one not in asked}
    if value == NO_LEVEL:
        places |= dict.fromkeys(asked)
    elif isinstance(value, int):
        places |= dict.fromkeys(asked, value)
    return replace(answers, places=places)


def people(answers: Answers, rows: Iterable[object], value: object) -> Answers:
    """Say who is in these rows of the file."""
    asked = _numbers(rows)
    kept = {one: to for one, to in answers.people.items() if one not in asked}
    if isinstance(value, Decision):
        kept |= dict.fromkeys(asked, value)
    return replace(answers, people=kept)


def items(answers: Answers, positions: Iterable[object], value: object) -> Answers:
    """Say which items of the model these competencies are, or of what kind in a new one."""
    asked = _numbers(positions)
    kept = {one: to for one, to in answers.items.items() if one not in asked}
    kinds = {one: to for one, to in answers.kinds.items() if one not in asked}
    if isinstance(value, Kind):
        kinds |= dict.fromkeys(asked, value)
    elif value != OPEN:
        kept |= dict.fromkeys(asked, str(value))
    return replace(answers, items=kept, kinds=kinds)


def targets(answers: Answers, positions: Iterable[object], value: object) -> Answers:
    """Say the target of these competencies of a new model."""
    asked = _numbers(positions)
    kept = {one: to for one, to in answers.targets.items() if one not in asked}
    if isinstance(value, int):
        kept |= dict.fromkeys(asked, value)
    return replace(answers, targets=kept)


def _numbers(keys: Iterable[object]) -> frozenset[int]:
    return frozenset(one for one in keys if isinstance(one, int))
