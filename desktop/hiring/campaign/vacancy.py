"""A vacancy being drafted: all fields as typed, and what is still missing. No Qt."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import IntEnum

from desktop.kit.form.dates import parse_date
from domain.errors import Impossible
from domain.framework.fairness import Unfair, unfair
from domain.framework.framework import Framework, Lead, Question, QuestionSet
from domain.framework.profile import Profile, Target
from domain.hiring.campaign import MAX_WANTED, CampaignDraft
from domain.mark import Role
from domain.text import Text, clean
from resources.i18n import _, ngettext

EVERYTHING, OWN = "everything", "own"  # alternatives to the codes of ready sets
MOST_PLACES = 999
USUAL = ("standard", "hire")  # sets in the shipped models


class Part(IntEnum):
    """The three parts of the page, in their order."""

    VACANCY = 0
    REQUIREMENTS = 1
    INTERVIEW = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A target that differs from the profile's; ``reason`` explains a changed weight or criticality."""

    level: int
    weight: int
    critical: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps the campaign from opening: the field to correct, and a sentence."""

    part: Part
    field: str
    text: str
    unfair: bool = False


@dataclass(slots=True)
class Vacancy:
    """The draft; ``scope`` is the code of a ready set, ``EVERYTHING`` or ``OWN``."""

    part: Part = Part.VACANCY
    title: str = ""
    unit: str = ""
    places: str = "1"
    reason: str = ""
    starts: str = ""
    ends: str = ""
    profile_id: int = 0
    targets: dict[str, Change] = field(default_factory=dict[str, Change])
    own: str = ""
    scope: str = ""
    codes: tuple[str, ...] = ()
    minutes: str = "45"
    wanted: int = 2
    panel: tuple[tuple[int, Role], ...] = ()
    lead: Lead | None = None  # None: that of the set
    touched: bool = False

    @property
    def own_requirements(self) -> tuple[str, ...]:
        """The organisation's own requirements, one a line."""
        return tuple(line.strip() for line in self.own.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Offer:
    """A model in force with its profiles, questions and ready sets."""

    framework: Framework
    questions: Mapping[str, Question]
    profiles: tuple[Profile, ...]
    sets: tuple[QuestionSet, ...]


@dataclass(slots=True)
class Catalogue:
    """What a vacancy chooses from; its questions come from the model that its profile belongs to.

    The model published last comes first, and its first profile is proposed. ``models`` is replaced when an
    edition is published.
    """

    models: tuple[Offer, ...]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles of all models, the first model's first."""
        return tuple(profile for model in self.models for profile in model.profiles)

    def model(self, vacancy: Vacancy) -> Offer:
        """Return the model of the chosen profile."""
        held = (one for one in self.models if any(p.id == vacancy.profile_id for p in one.profiles))
        return next(held, self.models[0])

    def framework(self, vacancy: Vacancy) -> Framework:
        """Return the edition that candidates are assessed by."""
        return self.model(vacancy).framework

    def questions(self, vacancy: Vacancy) -> Mapping[str, Question]:
        """Return the questions of that edition by item code."""
        return self.model(vacancy).questions

    def sets(self, vacancy: Vacancy) -> tuple[QuestionSet, ...]:
        """Return the ready sets of that edition."""
        return self.model(vacancy).sets

    def usual_set(self, vacancy: Vacancy) -> str:
        """Return the default set of a new vacancy."""
        codes = [one.code for one in self.sets(vacancy)]
        return next((one for one in USUAL if one in codes), codes[0] if codes else EVERYTHING)

    def profile(self, vacancy: Vacancy) -> Profile:
        """Return the chosen profile."""
        return next((one for one in self.profiles if one.id == vacancy.profile_id), self.profiles[0])

    def bring(self, vacancy: Vacancy, key: str) -> None:
        """Put the draft on the profile of this key in force; what no longer exists is left out."""
        if all(one.id != vacancy.profile_id for one in self.profiles):
            heir = next((one for one in self.profiles if one.key == key), self.profiles[0])
            vacancy.profile_id = heir.id
        targets = self.profile(vacancy).targets
        vacancy.targets = {code: change for code, change in vacancy.targets.items() if code in targets}
        vacancy.codes = tuple(code for code in vacancy.codes if code in targets)
        if vacancy.scope not in {EVERYTHING, OWN, *(one.code for one in self.sets(vacancy))}:
            vacancy.scope = self.usual_set(vacancy)

    def change(self, vacancy: Vacancy, code: str) -> Change:
        """Return the target as drafted."""
        base = self.profile(vacancy).targets[code]
        return vacancy.targets.get(code, Change(base.level, base.weight, base.critical))

    def critical(self, vacancy: Vacancy) -> frozenset[str]:
        """Return the codes of critical items, which every set includes (law 8a)."""
        targets = self.profile(vacancy).targets
        return frozenset(code for code in targets if self.change(vacancy, code).critical)

    def chosen(self, vacancy: Vacancy) -> frozenset[str]:
        """Return the codes chosen by the set; critical ones are added by ``scope``."""
        targets = self.profile(vacancy).targets
        if vacancy.scope == EVERYTHING:
            return frozenset(targets)
        if vacancy.scope == OWN:
            return frozenset(vacancy.codes)
        ready = next((one for one in self.sets(vacancy) if one.code == vacancy.scope), None)
        return frozenset(targets) if ready is None else frozenset(ready.items)

    def scope(self, vacancy: Vacancy) -> frozenset[str]:
        """Return all codes that will be asked: the set and the critical items."""
        return self.chosen(vacancy) | self.critical(vacancy)

    def lead(self, vacancy: Vacancy) -> Lead:
        """Return which of two leads everybody is asked: the one chosen, else that of the set."""
        ready = next((one.lead for one in self.sets(vacancy) if one.code == vacancy.scope), Lead.EXPERIENCE)
        return vacancy.lead or ready

    def twofold(self, vacancy: Vacancy) -> int:
        """Return how many of the chosen questions have two leads."""
        asked = (self.questions(vacancy).get(code) for code in self.scope(vacancy))
        return sum(one is not None and one.twin is not None for one in asked)

    def put(self, vacancy: Vacancy, code: str, change: Change) -> None:
        """Keep a target; one equal to the profile's is no change."""
        base = self.profile(vacancy).targets[code]
        same = (change.level, change.weight, change.critical) == (base.level, base.weight, base.critical)
        if same and not change.reason.strip():
            vacancy.targets.pop(code, None)
        else:
            vacancy.targets[code] = change
        vacancy.touched = True

    def differs(self, vacancy: Vacancy, code: str) -> bool:
        """Whether the target differs from the profile's."""
        base, now = self.profile(vacancy).targets[code], self.change(vacancy, code)
        return (now.level, now.weight, now.critical) != (base.level, base.weight, base.critical)

    def needs_reason(self, vacancy: Vacancy, code: str) -> bool:
        """Whether the change needs a reason (law 11)."""
        base, now = self.profile(vacancy).targets[code], self.change(vacancy, code)
        return (now.weight, now.critical) != (base.weight, base.critical)


def findings(vacancy: Vacancy) -> tuple[Unfair, ...]:
    """Return the unlawful grounds found anywhere in the typed texts."""
    texts = (vacancy.title, vacancy.reason, *vacancy.own_requirements)
    return tuple(one for text in texts for one in unfair(text))


def lacks(vacancy: Vacancy, catalogue: Catalogue) -> tuple[Lack, ...]:
    """Return what is missing or wrong, in page order."""
    found: list[Lack] = []

    def lack(part: Part, name: str, text: str) -> None:
        found.append(Lack(part, name, text))

    if not clean(vacancy.title).strip():
        lack(Part.VACANCY, "title", _("a title"))
    if not _sound_places(vacancy.places):
        lack(Part.VACANCY, "places", _("a number of places, 1 to {n}").format(n=MOST_PLACES))
    days: list[date | None] = []
    for name, typed in (("starts_on", vacancy.starts), ("ends_on", vacancy.ends)):
        try:
            days.append(parse_date(typed, name))
        except Impossible:
            lack(Part.VACANCY, name, _("a date such as 24.11.2026"))
    if len(days) == 2 and days[0] and days[1] and days[1] < days[0]:
        lack(Part.VACANCY, "ends_on", _("an end date no earlier than the start"))
    for text, part, name in (
        (vacancy.title, Part.VACANCY, "title"),
        (vacancy.reason, Part.VACANCY, "reason"),
        (vacancy.own, Part.REQUIREMENTS, "own_requirements"),
    ):
        if unfair(text):
            found.append(Lack(part, name, _("wording about professional qualities only"), unfair=True))
    for code in vacancy.targets:
        if catalogue.needs_reason(vacancy, code) and not vacancy.targets[code].reason.strip():
            lack(
                Part.REQUIREMENTS,
                code,
                _("the basis for the weight or criticality of {code}").format(code=code),
            )
    if not catalogue.scope(vacancy):
        lack(Part.INTERVIEW, "codes", _("at least one question"))
    if len(vacancy.panel) < vacancy.wanted:
        missing = vacancy.wanted - len(vacancy.panel)
        text = ngettext("{n} more assessor", "{n} more assessors", missing).format(n=missing)
        lack(Part.INTERVIEW, "panel", text)
    return tuple(found)


def draft(vacancy: Vacancy, catalogue: Catalogue, unit_id: int | None) -> CampaignDraft:
    """Return the campaign to open; the draft must be complete."""
    ready = next((one.id for one in catalogue.sets(vacancy) if one.code == vacancy.scope), None)
    order = [item.code for item in catalogue.framework(vacancy).items]
    base = catalogue.profile(vacancy).targets
    return CampaignDraft(
        title=vacancy.title,
        unit_id=unit_id,
        places=int(vacancy.places) if vacancy.places.strip() else None,
        reason=vacancy.reason,
        starts_on=parse_date(vacancy.starts, "starts_on"),
        ends_on=parse_date(vacancy.ends, "ends_on"),
        profile_id=catalogue.profile(vacancy).id,
        question_set_id=ready,
        own_items=tuple(code for code in order if code in catalogue.scope(vacancy))
        if vacancy.scope == OWN
        else (),
        panel=vacancy.panel,
        wanted=min(vacancy.wanted, MAX_WANTED),
        own_requirements=vacancy.own_requirements,
        targets={code: wanted_target(base[code], change) for code, change in vacancy.targets.items()},
        lead=catalogue.lead(vacancy),
    )


def packed(vacancy: Vacancy) -> dict[str, str]:
    """Return the draft as strings for storage; empty for a vacancy nobody has touched."""
    return {"vacancy": json.dumps(asdict(vacancy))} if vacancy.touched else {}


def unpacked(words: Mapping[str, str], people: Collection[int]) -> Vacancy | None:
    """Return the stored vacancy without people who are gone; None if there is none."""
    if "vacancy" not in words:
        return None
    told = json.loads(words["vacancy"])
    vacancy = Vacancy(**told)
    vacancy.part = Part(told["part"])
    vacancy.targets = {code: Change(**change) for code, change in told["targets"].items()}
    vacancy.codes = tuple(told["codes"])
    vacancy.panel = tuple((one, Role(role)) for one, role in told["panel"] if one in people)
    vacancy.lead = Lead(told["lead"]) if told["lead"] else None
    return vacancy


def without(panel: tuple[tuple[int, Role], ...], gone: Collection[int]) -> tuple[tuple[int, Role], ...]:
    """Return the panel without these people."""
    return tuple(one for one in panel if one[0] not in gone)


def wanted_target(base: Target, change: Change) -> Target:
    """Return the target of an item: its floor follows the level, the reason explains what law 11 requires."""
    said = Text(clean(change.reason).strip())
    other_weight, other_stop = change.weight != base.weight, change.critical != base.critical
    return replace(
        base.at(change.level),
        weight=change.weight,
        critical=change.critical,
        weight_reason=said if other_weight else base.weight_reason,
        critical_reason=said if other_stop else base.critical_reason,
    )


def _sound_places(text: str) -> bool:
    """Whether it is a number of places; an empty text also passes."""
    plain = text.strip()
    return not plain or (plain.isascii() and plain.isdigit() and len(plain) < 4 and int(plain) > 0)
