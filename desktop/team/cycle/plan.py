"""A cycle being drafted: all fields as typed, and what is still missing. No Qt."""

import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from db.team.staff_cycles import Edition, Editions, Employee
from desktop.kit.form.dates import parse_date, typed_date
from domain.assessing.case import CycleKind
from domain.assessing.policy import Policy
from domain.errors import Impossible
from domain.framework.profile import Profile, called_by
from domain.hiring.campaign import MAX_WANTED
from domain.mark import Role
from domain.people.organisation import Unit
from domain.period import quarter_number, quarter_of
from domain.team.quarterly import CyclePlan
from resources.i18n import _, current, ngettext

KINDS = (CycleKind.QUARTERLY, CycleKind.PROBATION, CycleKind.AD_HOC)
TITLE_LIMIT = 200
AD_HOC_DAYS = 14  # default length of an ad hoc cycle
NAMED = 3  # names in a sentence; the rest are counted
_ROMAN = ("I", "II", "III", "IV")

type Panel = tuple[tuple[int, Role], ...]


class Part(IntEnum):
    """The three steps, in their order."""

    PERIOD = 0
    PEOPLE = 1
    EDITIONS = 2


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps the cycle from opening: the field to correct, and a sentence."""

    part: Part
    field: str
    text: str


@dataclass(slots=True)
class CycleForm:
    """The draft; ``panels`` maps a person id to the assessors, ``profiles`` a post to a profile id.

    ``unit_id`` filters the list of people and is the unit of the cycle. ``source`` is the title of the cycle
    that the form was filled from.
    """

    part: Part = Part.PERIOD
    kind: CycleKind = CycleKind.QUARTERLY
    title: str = ""
    starts: str = ""
    ends: str = ""
    unit_id: int | None = None
    people: tuple[int, ...] = ()
    panels: dict[int, Panel] = field(default_factory=dict[int, Panel])
    with_manager: bool = True
    with_self: bool = False
    framework_id: int = 0
    policy_id: int = 0
    set_id: int | None = None
    profiles: dict[str, int] = field(default_factory=dict[str, int])
    source: str = ""
    touched: bool = False

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and last day, None for an invalid date."""
        return _day(self.starts), _day(self.ends)

    def copy(self) -> "CycleForm":
        """Return an independent copy."""
        return CycleForm(
            self.part,
            self.kind,
            self.title,
            self.starts,
            self.ends,
            self.unit_id,
            self.people,
            dict(self.panels),
            self.with_manager,
            self.with_self,
            self.framework_id,
            self.policy_id,
            self.set_id,
            dict(self.profiles),
            self.source,
            self.touched,
        )

    def take_in(self, people: Iterable[Employee]) -> None:
        """Add people, to be rated by the roles chosen for everybody."""
        added = {one.id: one for one in people}
        self.people = tuple(dict.fromkeys((*self.people, *added)))
        for one in added.values():
            self.panels.setdefault(one.id, self._usual(one))

    def leave_out(self, people: Iterable[Employee]) -> None:
        """Remove people from the cycle."""
        out = {one.id for one in people}
        self.people = tuple(one for one in self.people if one not in out)
        for person_id in out:
            self.panels.pop(person_id, None)

    def want(self, role: Role, wanted: bool, everyone: Iterable[Employee]) -> None:
        """Add or remove, for everybody in the cycle, the person's manager or the person as assessor."""
        if role is Role.SELF:
            self.with_self = wanted
        else:
            self.with_manager = wanted
        inside = set(self.people)
        for one in everyone:
            if one.id in inside:
                assessor = one.id if role is Role.SELF else one.manager_id
                kept = tuple(seat for seat in self.panels.get(one.id, ()) if seat != (assessor, role))
                there = {person for person, _role in kept}
                adds = wanted and assessor is not None and assessor not in there
                own = ((assessor, role),) if adds and assessor is not None else ()
                self.panels[one.id] = (*kept, *own) if role is Role.SELF else (*own, *kept)

    def assign(self, person_ids: Iterable[int], assessor: int, role: Role) -> None:
        """Let somebody assess these people; for themselves they assess in the role of self."""
        for person_id in person_ids:
            mine = Role.SELF if person_id == assessor else role
            kept = tuple(seat for seat in self.panels.get(person_id, ()) if seat[0] != assessor)
            self.panels[person_id] = (*kept, (assessor, mine))

    def release(self, person_ids: Iterable[int], assessor: int) -> None:
        """Remove an assessor from these people."""
        for person_id in person_ids:
            kept = tuple(seat for seat in self.panels.get(person_id, ()) if seat[0] != assessor)
            self.panels[person_id] = kept

    def _usual(self, one: Employee) -> Panel:
        found: list[tuple[int, Role]] = []
        if self.with_manager and one.manager_id is not None and one.manager_id != one.id:
            found.append((one.manager_id, Role.MANAGER))
        if self.with_self:
            found.append((one.id, Role.SELF))
        return tuple(found)


def packed(form: CycleForm) -> dict[str, str]:
    """Return the draft as strings for storage; empty for a cycle nobody has touched."""
    return {"cycle": json.dumps(asdict(form))} if form.touched else {}


def unpacked(
    words: Mapping[str, str], everyone: Iterable[Employee], known: Container[int]
) -> CycleForm | None:
    """Return the stored cycle, None if there is none; whoever no longer exists is left out."""
    if "cycle" not in words:
        return None
    told = json.loads(words["cycle"])
    form = CycleForm(**told)
    form.part, form.kind = Part(told["part"]), CycleKind(told["kind"])
    there = {one.id for one in everyone}
    form.people = tuple(one for one in told["people"] if one in there)
    form.panels = {
        int(one): tuple((person, Role(role)) for person, role in panel if person in known)
        for one, panel in told["panels"].items()
        if int(one) in there
    }
    return form


@dataclass(frozen=True, slots=True)
class Choices:
    """What a cycle chooses from; ``everyone`` says who is busy during the days of the form.

    ``known`` maps framework id and post to the profile named after that post.
    """

    editions: Editions
    everyone: tuple[Employee, ...]
    units: tuple[Unit, ...]
    known: dict[tuple[int, str], Profile | None] = field(
        default_factory=dict[tuple[int, str], Profile | None], compare=False, repr=False
    )

    def within(self, unit_id: int | None) -> frozenset[int | None]:
        """Return the unit and all below it; for None all units and no unit."""
        if unit_id is None:
            return frozenset({None, *(one.id for one in self.units)})
        found = [unit_id]
        for above in found:  # grows while it is walked
            found += [one.id for one in self.units if one.parent_id == above and one.id not in found]
        return frozenset(found)

    def edition(self, form: CycleForm) -> Edition:
        """Return the chosen framework, else the one whose posts cover most of the chosen people."""
        every = self.editions.frameworks
        chosen = next((one for one in every if one.id == form.framework_id), None)
        if chosen is not None or len(every) == 1:
            return chosen or every[0]
        posts = Counter(one.post for one in self.chosen(form))
        return max(  # the first of equals
            every,
            key=lambda one: sum(n for post, n in posts.items() if self._called(one, post) is not None),
        )

    def policy(self, form: CycleForm) -> Policy:
        """Return the chosen policy, else the newest."""
        every = self.editions.policies
        return next((one[2] for one in every if one[0] == form.policy_id), every[0][2])

    def profile(self, form: CycleForm, post: str) -> Profile | None:
        """Return the profile chosen for a post, else the one named after it; None if a person has to choose.

        If the frameworks have only one profile in all, it serves every post; the only one of the cycle's own
        framework serves people whose position is not entered.
        """
        edition = self.edition(form)
        chosen = next((one for one in edition.profiles if one.id == form.profiles.get(post)), None)
        if chosen is None:
            chosen = self._called(edition, post)
        every = [one for framework in self.editions.frameworks for one in framework.profiles]
        if chosen is None and (len(every) == 1 or (not post and len(edition.profiles) == 1)):
            return next(iter(edition.profiles), None)
        return chosen

    def elsewhere(self, form: CycleForm, post: str) -> Edition | None:
        """Return another framework with a profile for this post, if the cycle's own has none."""
        here = self.edition(form)
        if self._called(here, post) is not None:
            return None
        others = (one for one in self.editions.frameworks if one.id != here.id)
        return next((one for one in others if self._called(one, post) is not None), None)

    def _called(self, edition: Edition, post: str) -> Profile | None:
        key = edition.id, post
        if key not in self.known:
            self.known[key] = called_by(edition.profiles, post)
        return self.known[key]

    def chosen(self, form: CycleForm) -> tuple[Employee, ...]:
        """Return the people to be rated, by name."""
        wanted = set(form.people)
        return tuple(one for one in self.everyone if one.id in wanted)

    def posts(self, form: CycleForm) -> tuple[str, ...]:
        """Return the posts of the people to be rated, in the order of their names."""
        return tuple(dict.fromkeys(one.post for one in self.chosen(form)))

    def items(self, form: CycleForm, post: str) -> int:
        """Return how many items a sheet for this post has; every set includes the critical ones (law 8a)."""
        profile, edition = self.profile(form, post), self.edition(form)
        if profile is None:
            return 0
        chosen = next((one.items for one in edition.sets if one.id == form.set_id), None)
        if chosen is None:
            return len(profile.targets)
        return sum(code in chosen or target.critical for code, target in profile.targets.items())


def why_not(one: Employee, starts: date | None) -> str:
    """Return why a person cannot be in a cycle that starts on this day, empty if they can."""
    if one.left_on is not None and starts is not None and one.left_on < starts:
        return _("left {day}, before the cycle starts").format(day=current().date(one.left_on))
    return _("already in the cycle “{title}”").format(title=one.busy) if one.busy else ""


def lacks(form: CycleForm, choices: Choices) -> tuple[Lack, ...]:
    """Return what is missing or wrong, in the order of the steps."""
    found = list(_period_lacks(form))
    chosen = choices.chosen(form)
    if not chosen:
        here = [one for one in choices.everyone if one.unit_id in choices.within(form.unit_id)]
        if form.unit_id is not None and not here:
            found.append(Lack(Part.PEOPLE, "unit_id", empty_unit(form, choices)))
        found.append(Lack(Part.PEOPLE, "people", _("Nobody is included: add at least one person.")))
    starts, _ends = form.days()
    hindered = [(one.name, why) for one in chosen if (why := why_not(one, starts))]
    if hindered:
        named = "; ".join(f"{name}: {why}" for name, why in hindered[:NAMED])
        found.append(Lack(Part.PEOPLE, "people", f"{named}{_more(len(hindered) - NAMED)}."))
    assessing = {assessor for panel in form.panels.values() for assessor, _role in panel}
    gone = [
        one.name
        for one in choices.everyone
        if one.id in assessing and one.left_on is not None and starts is not None and one.left_on < starts
    ]
    if gone:
        told = _("Cannot assess, left before the cycle starts: {names}.")
        listed = ", ".join(gone[:NAMED]) + _more(len(gone) - NAMED)
        found.append(Lack(Part.PEOPLE, "panel", told.format(names=listed)))
    full = [one.name for one in chosen if len(form.panels.get(one.id, ())) > MAX_WANTED]
    if full:
        told = _("More than {n} assessors: {names}.").format(n=MAX_WANTED, names=", ".join(full[:NAMED]))
        found.append(Lack(Part.PEOPLE, "panel", told))
    if not choices.edition(form).profiles:
        told = _("This framework has no published profile for people in post.")
        found.append(Lack(Part.EDITIONS, "framework_id", told))
    else:
        unsaid = (post for post in choices.posts(form) if choices.profile(form, post) is None)
        found += [Lack(Part.EDITIONS, "profile_id", unsaid_words(form, choices, post)) for post in unsaid]
    return tuple(found)


def unsaid_words(form: CycleForm, choices: Choices, post: str) -> str:
    """Say that no profile is chosen for a post, and which framework has its own."""
    if not post:
        return _("No position is entered: choose the profile these people are assessed by.")
    other = choices.elsewhere(form, post)
    if other is None:
        told = _("Position “{post}”: choose the profile it is assessed by.")
        return told.format(post=post)
    told = _(
        "Position “{post}”: its profile is in the framework “{title}”. Open a cycle of its own for these "
        "people, or choose the profile they are assessed by here."
    )
    return told.format(post=post, title=current().text(other.title))


def editions_words(form: CycleForm, choices: Choices) -> str:
    """Return the framework of the cycle, and below it the profiles that people are assessed by."""
    edition = choices.edition(form)
    told = _("{title}, edition {n}").format(title=current().text(edition.title), n=edition.number)
    found = [choices.profile(form, post) for post in choices.posts(form)]
    names = tuple(dict.fromkeys(current().text(one.post) for one in found if one is not None))
    if None in found:
        return f"{told}\n{_('profile not chosen')}"
    if not names:
        return told
    several = ngettext("{n} profile", "{n} profiles", len(names)).format(n=len(names))
    return f"{told}\n{_('profile: {name}').format(name=names[0]) if len(names) == 1 else several}"


def empty_unit(form: CycleForm, choices: Choices) -> str:
    """Say that the chosen unit has nobody."""
    name = next((one.name for one in choices.units if one.id == form.unit_id), "")
    return _("Nobody works in the unit “{name}”. Choose another one or enter it on the cards.").format(
        name=name
    )


def plan_of(form: CycleForm, choices: Choices) -> CyclePlan:
    """Return the cycle to open; the draft must be complete."""
    starts, ends = form.days()
    assert starts is not None and ends is not None
    profiles = {
        one.id: profile.id
        for one in choices.chosen(form)
        if (profile := choices.profile(form, one.post)) is not None
    }
    edition = choices.edition(form)
    return CyclePlan(
        kind=form.kind,
        title=form.title,
        starts_on=starts,
        ends_on=ends,
        people=tuple(one.id for one in choices.chosen(form)),
        assessors={person: panel for person, panel in form.panels.items() if panel},
        profile_id=next(iter(profiles.values()), 0),
        profiles=profiles,
        unit_id=form.unit_id,
        framework_id=edition.id,
        policy_id=form.policy_id or choices.editions.policies[0][0],
        question_set_id=form.set_id if any(one.id == form.set_id for one in edition.sets) else None,
    )


def filled(template: CyclePlan, source: str, choices: Choices) -> CycleForm:
    """Return a form filled from the last cycle."""
    posts = {one.id: one.post for one in choices.everyone}
    there = [one for one in template.people if one in posts]
    managers = {one.id: one.manager_id for one in choices.everyone}
    seats = [(person, seat) for person in there for seat in template.assessors.get(person, ())]
    form = CycleForm(
        kind=template.kind,
        title=usual_title(template.kind, template.starts_on),
        starts=typed_date(template.starts_on),
        ends=typed_date(template.ends_on),
        unit_id=template.unit_id,
        people=tuple(there),
        panels={person: template.assessors.get(person, ()) for person in there},
        with_manager=any(seat == (managers[person], Role.MANAGER) for person, seat in seats),
        with_self=any(role is Role.SELF for _person, (_assessor, role) in seats),
        framework_id=template.framework_id,
        set_id=template.question_set_id,
        source=source,
    )
    for person in there:
        if person in template.profiles:
            form.profiles.setdefault(posts[person], template.profiles[person])
    return form


def fresh(kind: CycleKind, today: date) -> CycleForm:
    """Return an empty form with the usual days for the kind."""
    form = CycleForm(kind=kind)
    propose_days(form, today)
    return form


def propose_days(form: CycleForm, today: date) -> None:
    """Set the usual days for the kind; the end of a probation only people know."""
    if form.kind is CycleKind.QUARTERLY:
        period = quarter_of(today)
        form.starts, form.ends = typed_date(period.starts_on), typed_date(period.ends_on)
        form.title = usual_title(form.kind, period.starts_on)
        return
    out_of_turn = form.kind is CycleKind.AD_HOC
    form.starts = typed_date(today)
    form.ends = typed_date(today + timedelta(days=AD_HOC_DAYS)) if out_of_turn else ""
    form.title = usual_title(form.kind, today)


def usual_title(kind: CycleKind, starts: date) -> str:
    """Return the usual title of the kind, «IV квартал 2026»."""
    if kind is CycleKind.QUARTERLY:
        quarter = _ROMAN[quarter_number(starts) - 1]
        return _("Quarter {quarter}, {year}").format(quarter=quarter, year=starts.year)
    return _("Probation") if kind is CycleKind.PROBATION else _("Ad hoc assessment")


def _period_lacks(form: CycleForm) -> Sequence[Lack]:
    found: list[Lack] = []
    if len(" ".join(form.title.split())) > TITLE_LIMIT:
        told = _("The title has more than {n} characters.").format(n=TITLE_LIMIT)
        found.append(Lack(Part.PERIOD, "title", told))
    days: list[date | None] = []
    for name, typed in (("starts_on", form.starts), ("ends_on", form.ends)):
        day = _day(typed)
        days.append(day)
        if day is None:
            told = (
                _("This date is not understood. Enter it as 24.11.2026.")
                if typed.strip()
                else _("Enter a date.")
            )
            found.append(Lack(Part.PERIOD, name, told))
    if days[0] and days[1] and days[1] < days[0]:
        told = _("The cycle would end before it starts. Enter a later date.")
        found.append(Lack(Part.PERIOD, "ends_on", told))
    return found


def _more(count: int) -> str:
    return ngettext(" and {n} more", " and {n} more", count).format(n=count) if count > 0 else ""


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed, "day")
    except Impossible:
        return None
