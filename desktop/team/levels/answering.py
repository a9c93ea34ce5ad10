"""What a person answers about a matrix, put with the answers before; each a function of records."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.office.intake.levels import Answers
from desktop.team.levels.questions import OPEN
from desktop.team.levels.words import NO_LEVEL
from domain.framework.framework import Kind
from domain.people.roster import Decision

type Chosen = Mapping[object, object]
"""The keys of lines, each with the value chosen."""


def words(answers: Answers, said: Chosen) -> Answers:
    """Say which level these words of the file's scale mean, or that they mean none."""
    places = {one: to for one, to in answers.places.items() if one not in said}
    for one, value in said.items():
        if value == NO_LEVEL:
            places[str(one)] = None
        elif isinstance(value, int):
            places[str(one)] = value
    return replace(answers, places=places)


def people(answers: Answers, said: Chosen) -> Answers:
    """Say who is in these rows of the file."""
    kept = {one: to for one, to in answers.people.items() if one not in said}
    chosen = {one: to for one, to in said.items() if isinstance(one, int) and isinstance(to, Decision)}
    return replace(answers, people=kept | chosen)


def items(answers: Answers, said: Chosen) -> Answers:
    """Say which items of the model these competencies are, or of what kind in a new one."""
    kept = {one: to for one, to in answers.items.items() if one not in said}
    kinds = {one: to for one, to in answers.kinds.items() if one not in said}
    for one, value in said.items():
        assert isinstance(one, int)
        if isinstance(value, Kind):
            kinds[one] = value
        elif value != OPEN:
            kept[one] = str(value)
    return replace(answers, items=kept, kinds=kinds)


def targets(answers: Answers, said: Chosen) -> Answers:
    """Say the target of these competencies of a new model."""
    kept = {one: to for one, to in answers.targets.items() if one not in said}
    chosen = {one: to for one, to in said.items() if isinstance(one, int) and isinstance(to, int)}
    return replace(answers, targets=kept | chosen)
