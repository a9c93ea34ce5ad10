"""The form that opens a staff assessment: who is rated, by whom, against which targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.assessing.case import CycleKind
from domain.mark import Role


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """A staff cycle before it is opened; id 0 means the newest edition, or the profile of the post.

    ``assessors`` is person id -> that person's panel, as assessor id and role, in order. For people not in it
    no one is assigned, and anyone may begin a sheet. ``profiles`` is person id -> profile id, where it
    differs from ``profile_id``.
    """

    kind: CycleKind
    title: str
    starts_on: date
    ends_on: date
    people: tuple[int, ...]
    assessors: Mapping[int, tuple[tuple[int, Role], ...]] = field(
        default_factory=dict[int, tuple[tuple[int, Role], ...]]
    )
    profile_id: int = 0
    profiles: Mapping[int, int] = field(default_factory=dict[int, int])
    unit_id: int | None = None
    framework_id: int = 0
    policy_id: int = 0
    question_set_id: int | None = None
