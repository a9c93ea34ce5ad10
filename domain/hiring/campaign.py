"""The hiring campaign: what is asked of candidates, by whom they are assessed, and what changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.assessing.case import Cycle
from domain.framework.framework import Lead, QuestionSet
from domain.framework.profile import Profile, Target
from domain.mark import Role

MAX_WANTED = 9


@dataclass(frozen=True, slots=True)
class Panelist:
    """An assessor of a campaign or of a case, in the order of the panel."""

    person_id: int
    name: str
    post: str
    role: Role


@dataclass(frozen=True, slots=True)
class CampaignChange:
    """A change of the requirements after opening; ``assessed`` are the codes of people assessed before it."""

    on: date
    actor_name: str
    text: str
    assessed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A cycle of kind *hiring* with what it froze.

    ``question_set`` None means the whole framework; ``wanted`` is the number of assessors for each candidate,
    1-9; ``minutes`` is planned, the sum of the questions; ``changes`` stand in the order they were made;
    ``lead`` is what each of the candidates is asked where a question has two leads.
    """

    cycle: Cycle
    profile: Profile
    question_set: QuestionSet | None
    panel: tuple[Panelist, ...]
    wanted: int
    reason: str
    own_requirements: tuple[str, ...]
    changes: tuple[CampaignChange, ...]
    minutes: int
    lead: Lead = Lead.EXPERIENCE


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What a person filled in to open a campaign.

    ``own_items`` are codes and make an own question set, else ``question_set_id`` counts (None = the whole
    framework); ``lead`` None is the one of the set; ``panel`` is person id and role; ``targets`` is
    code -> target, only the changed ones.
    """

    title: str
    unit_id: int | None
    places: int | None
    reason: str
    starts_on: date | None
    ends_on: date | None
    profile_id: int
    question_set_id: int | None = None
    own_items: tuple[str, ...] = ()
    panel: tuple[tuple[int, Role], ...] = ()
    wanted: int = 2
    own_requirements: tuple[str, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict[str, Target])
    lead: Lead | None = None
