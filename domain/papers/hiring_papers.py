"""What the papers of a selection print, where no other record holds all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.assessing.case import Cycle
from domain.assessing.policy import Policy
from domain.framework.framework import Framework, Item, Lead, Question
from domain.framework.job_description import EditionToRead
from domain.hiring.campaign import Campaign, Panelist
from domain.hiring.refusal import Refusal
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.people.retention import Retention
from domain.text import Text


@dataclass(frozen=True, slots=True)
class RequirementsPaper:
    """A campaign with what its paper prints beside it; empty texts are lines to fill by hand.

    ``basis`` is the professional standard with its order, None if the model does not name one. ``handed_out``
    are keys of items whose situation the candidate gets in print. ``job_description`` is the newest published
    edition, None if there is none.
    """

    organisation: Organisation
    framework: Framework
    campaign: Campaign
    questions: Mapping[str, Question]
    unit: str
    made_on: date
    lead: Lead | None = None
    basis: Text | None = None
    policy: Policy = field(default_factory=Policy)
    handed_out: frozenset[str] = frozenset()
    job_description: EditionToRead | None = None

    @property
    def scope(self) -> tuple[Item, ...]:
        """The items that are assessed: those of the question set and all critical ones (law 8a)."""
        chosen = self.campaign.question_set
        targets = self.campaign.profile.targets
        return tuple(
            item
            for item in self.framework.items
            if item.code in targets
            and (chosen is None or item.code in chosen.items or targets[item.code].critical)
        )


@dataclass(frozen=True, slots=True)
class RefusalPaper:
    """What a refusal letter prints; ``text`` None is the draft, if nobody saved other words."""

    refusal: Refusal
    text: str | None


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """A consent to the processing of personal data; ``reserve`` makes it the second one, for the reserve.

    Address and identity document are never in the file: they are lines to fill by hand. ``retention`` says
    for how long.
    """

    organisation: Organisation
    person: Person
    post: str
    made_on: date
    reserve: bool = False
    retention: Retention = field(default_factory=Retention)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A letter to a candidate; ``minutes`` is the planned time of the talk, 0 if unknown."""

    organisation: Organisation
    person: Person
    cycle: Cycle
    post: Text
    unit: str
    panel: tuple[Panelist, ...]
    minutes: int
    made_on: date
