"""The hiring campaign: what candidates are asked, who assesses them, and what has changed since."""

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
    """An assessor of a campaign or a case, in panel order."""

    person_id: int
    name: str
    post: str
    role: Role


@dataclass(frozen=True, slots=True)
class CampaignChange:
    """A change of the requirements after opening; ``assessed`` are the codes of those assessed before it."""

    on: date
    actor_name: str
    text: str
    assessed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A cycle of kind *hiring* with what it froze.

    ``question_set`` None means the whole framework. ``wanted`` is the number of assessors for each candidate,
    1-9. ``minutes`` is the planned time, the sum of the questions. ``changes`` are in the order they were
    made. ``lead`` is what every candidate is asked where a question has two leads.
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

    ``own_items`` are codes that make an own question set; without them ``question_set_id`` applies (None =
    the whole framework). ``lead`` None is the lead of the set. ``panel`` is person id and role. ``targets``
    is code -> target, only the changed ones.
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
