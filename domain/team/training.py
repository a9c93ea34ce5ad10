"""What people make of the proposed training: groups and mentor pairs, all of which may be changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from domain.team.matrix import TeamMatrix
from domain.team.needs import MentorPair, TeamNeeds, TrainingGroup, mentor_pairs, training_groups
from domain.team.training_terms import UNKNOWN, Terms


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """A group to train together; ``number`` never changes while other groups come and go."""

    number: int
    codes: tuple[str, ...]
    people: tuple[int, ...]
    terms: Terms = UNKNOWN


@dataclass(frozen=True, slots=True)
class DraftPair:
    """Who teaches whom what."""

    code: str
    mentor_id: int
    learner_id: int


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """Groups and pairs as people left them, in the order of the proposal."""

    groups: tuple[DraftGroup, ...]
    pairs: tuple[DraftPair, ...]

    def without_group(self, number: int) -> "TrainingDraft":
        """Drop a group."""
        return replace(self, groups=tuple(one for one in self.groups if one.number != number))

    def without_person(self, number: int, person_id: int) -> "TrainingDraft":
        """Remove a person from a group; a group left empty is dropped."""
        changed = (
            replace(one, people=tuple(id_ for id_ in one.people if id_ != person_id))
            if one.number == number
            else one
            for one in self.groups
        )
        return replace(self, groups=tuple(one for one in changed if one.people))

    def with_person(self, number: int, person_id: int) -> "TrainingDraft":
        """Add a person at the end of a group, unless already in it."""
        return replace(
            self,
            groups=tuple(
                replace(one, people=(*one.people, person_id))
                if one.number == number and person_id not in one.people
                else one
                for one in self.groups
            ),
        )

    def with_terms(self, number: int, terms: Terms) -> "TrainingDraft":
        """Set the terms of a group's training."""
        return replace(
            self,
            groups=tuple(replace(one, terms=terms) if one.number == number else one for one in self.groups),
        )

    def without_pair(self, pair: DraftPair) -> "TrainingDraft":
        """Drop a pair."""
        return replace(self, pairs=tuple(one for one in self.pairs if one != pair))

    def only(self, people: Collection[int]) -> "TrainingDraft":
        """Return the part visible if only these people are shown."""
        groups = (
            replace(one, people=tuple(id_ for id_ in one.people if id_ in people)) for one in self.groups
        )
        pairs = (one for one in self.pairs if one.mentor_id in people and one.learner_id in people)
        return TrainingDraft(tuple(one for one in groups if one.people), tuple(pairs))

    def hiding(self, people: Collection[int]) -> "TrainingDraft":
        """Return the part hidden with these people: themselves in groups, and every pair with one of them."""
        groups = (
            replace(one, people=tuple(id_ for id_ in one.people if id_ in people)) for one in self.groups
        )
        pairs = (one for one in self.pairs if one.mentor_id in people or one.learner_id in people)
        return TrainingDraft(tuple(one for one in groups if one.people), tuple(pairs))

    def joined(self, hidden: "TrainingDraft") -> "TrainingDraft":
        """Put back the people whom the editor of the draft could not see."""
        numbers = {one.number for one in self.groups}
        unseen = {one.number: one for one in hidden.groups}
        groups = [
            replace(one, people=(*one.people, *unseen[one.number].people)) if one.number in unseen else one
            for one in self.groups
        ]
        groups += [one for one in hidden.groups if one.number not in numbers]
        return TrainingDraft(tuple(sorted(groups, key=lambda one: one.number)), (*self.pairs, *hidden.pairs))


def proposed(matrix: TeamMatrix, needs: TeamNeeds) -> TrainingDraft:
    """Return the training that a team's gaps suggest."""
    codes = {need.code for need in needs.items}
    twins: Mapping[str, tuple[str, ...]] = {code: matrix.framework.twins(code) for code in codes}
    groups: tuple[TrainingGroup, ...] = training_groups(needs, twins)
    pairs: tuple[MentorPair, ...] = mentor_pairs(matrix, needs)
    return TrainingDraft(
        tuple(DraftGroup(number, one.codes, one.people) for number, one in enumerate(groups, start=1)),
        tuple(DraftPair(one.code, one.mentor_id, one.learner_id) for one in pairs),
    )
