"""Refusals: what a rule does not allow, with the facts for the sentence that the screen makes of it."""

from datetime import date
from enum import StrEnum


class Refused(Exception):
    """A rule of the trade forbids the act; nothing was changed.

    Subclasses carry facts as attributes; the sentence for people is made in ``desktop/office/sentences.py``.
    """


class OffScale(Refused):
    """The scale has no such level."""

    def __init__(self, level: object) -> None:
        super().__init__(level)
        self.level = level


class Submitted(Refused):
    """The sheet was handed in and is read-only; a correction is a new revision."""


class Rewritten(Refused):
    """Other words than those that were seen stand there by now; they stay. ``there`` are these words."""

    def __init__(self, there: str) -> None:
        super().__init__()
        self.there = there


class NotSubmitted(Refused):
    """The sheet is still a draft, so there is nothing to correct or to count."""


class Closed(Refused):
    """The case or cycle is closed."""


class StillBlind(Refused):
    """The marks of a case are hidden until every assessor has handed in the own sheet.

    ``waiting`` holds the full names of those whose sheet is out, in the order of the sheets. ``nameless``
    tells that somebody opened the case early, and whoever asks has not said who it is.
    """

    def __init__(self, waiting: tuple[str, ...], *, nameless: bool = False) -> None:
        super().__init__(len(waiting))
        self.waiting = waiting
        self.nameless = nameless


class NotYours(Refused):
    """The sheet belongs to another assessor."""


class KeptApart(NotYours):
    """What a colleague or a subordinate marked is not shown sheet by sheet (law 15)."""


class NothingSubmitted(Refused):
    """The case has no submitted sheet, so there is nothing to show or to print."""


class NoGoals(Refused):
    """A plan cannot be built: nothing is below its target and no critical item waits for a level."""


class NoTopics(Refused):
    """No training can be planned: no topic is needed by enough people, or all were ``removed`` by hand."""

    def __init__(self, *, removed: bool = False) -> None:
        super().__init__(removed)
        self.removed = removed


class TooLong(Refused):
    """A text is longer than its field allows; ``limit`` and ``length`` are in characters."""

    def __init__(self, field: str, length: int, limit: int) -> None:
        super().__init__(field, length, limit)
        self.field, self.length, self.limit = field, length, limit


class Missing(Refused):
    """A required field is empty; ``field`` is its name in the record."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Impossible(Refused):
    """A value contradicts another or the calendar; ``field`` is its name in the record."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class EndsBeforeStart(Impossible):
    """The last day is before the first; ``field`` is that of the last."""

    def __init__(self, field: str = "ends_on") -> None:
        super().__init__(field)


class FloorAboveTarget(Impossible):
    """A critical item cannot be asked for less than what it is let to the work with."""

    def __init__(self, floor: int, target: int) -> None:
        super().__init__("floor")
        self.floor, self.target = floor, target


class Taken(Refused):
    """The value must be unique and is in use already."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(field)
        self.field, self.value = field, value


class Unknown(Refused):
    """No such thing; ``kind`` is its word in the domain, ``code`` what was asked for."""

    def __init__(self, kind: str, code: object) -> None:
        super().__init__(kind, code)
        self.kind, self.code = kind, code


class NoAdaptation(Unknown):
    """A hire brought no plan of adaptation; ``in_post`` and ``unknown`` are as in ``Unplanned``."""

    def __init__(self, code: str, *, in_post: bool, unknown: int) -> None:
        super().__init__("plan", code)
        self.args = (code, in_post, unknown)
        self.in_post, self.unknown = in_post, unknown


class InUse(Refused):
    """A unit goes away only when nothing is in it; the numbers are of what is directly in it."""

    def __init__(self, people: int, units: int, cycles: int) -> None:
        super().__init__(people, units, cycles)
        self.people, self.units, self.cycles = people, units, cycles


class Holds(Refused):
    """A function goes away only when nothing belongs to it; ``codes`` are of the items and duties that do."""

    def __init__(self, function: str, codes: tuple[str, ...]) -> None:
        super().__init__(function, len(codes))
        self.function, self.codes = function, codes


class NeedsReason(Refused):
    """The act is allowed only with a written reason."""


class SheetsOut(NeedsReason):
    """Sheets are out, so the cycle ends only with a written reason.

    ``waiting`` are the person rated and the assessor, by name.
    """

    def __init__(self, waiting: tuple[tuple[str, str], ...]) -> None:
        super().__init__(len(waiting))
        self.waiting = waiting


class Overlaps(Refused):
    """People would be in two cycles of one kind over the same days.

    ``overlaps`` are the person, the cycle that is there and the new one, by name.
    """

    def __init__(self, overlaps: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(len(overlaps))
        self.overlaps = overlaps


class HasLeft(Refused):
    """People had left before the cycle starts; ``names`` are theirs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class HadLeft(Refused):
    """Somebody had left before the day on which something is said to have been seen."""

    def __init__(self, name: str, left_on: date) -> None:
        super().__init__(name, left_on)
        self.name = name
        self.left_on = left_on


class NeedsPaper(Refused):
    """A consent is renewed by a paper with a date of its own, never by a later end alone."""

    field = "basis_on"


class NoteUsed(Refused):
    """A note of the diary stands as a fact in a sheet that was handed in."""


class Published(Refused):
    """The content of a published framework, scale or profile never changes."""


class Withdrawn(Closed):
    """The candidate left, or a whole *cycle* of staff was withdrawn: nothing is written in it any more."""

    def __init__(self, *, cycle: bool = False) -> None:
        super().__init__()
        self.cycle = cycle


class NotAssigned(Refused):
    """The case has its assessors, and this person is none of them; ``names`` are those of the panel."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class Begun(Refused):
    """The assessor has begun the sheet and cannot be released any more."""


class AlreadyOpen(Refused):
    """The case was opened before all were in: who joins now would not be independent of what is seen."""


class Rests(StrEnum):
    """What keeps a cycle from being withdrawn."""

    HIRING = "hiring"  # candidates withdraw one by one
    CYCLE = "cycle"  # of an assessment: it belongs to a cycle of staff
    CONCLUSION = "conclusion"
    PLAN = "plan"
    LATER = "later"  # a later cycle was closed with levels carried from it


class NotWithdrawn(Refused):
    """A cycle stays since something rests on it: ``names`` of whom, ``why`` is what."""

    def __init__(self, why: Rests, names: tuple[str, ...] = ()) -> None:
        super().__init__(len(names))
        self.why = why
        self.names = names


class NobodyWaits(Refused):
    """No sheet is out, so there is nothing to open early."""


class AllHandedIn(Refused):
    """Every sheet of the case is in, so there is nobody to print an empty one for."""


class FrozenRequirements(Refused):
    """The targets of a campaign are frozen at its opening; other targets are a new campaign."""


class Unsettled(Refused):
    """A conclusion must wait; ``codes`` are the items that people have to settle first."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(*codes)
        self.codes = codes


class NotRefused(Refused):
    """Reasons of a refusal are made for whom a named person refused; ``hiring`` is False for an employee."""

    def __init__(self, *, hiring: bool) -> None:
        super().__init__(hiring)
        self.hiring = hiring


class RefusedAlready(Refused):
    """The candidate was refused before: by a conclusion, or since another was chosen."""


class NamesAnother(Refused):
    """The reasons given to one candidate name another; ``word`` is what was found."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class NotRecommended(Refused):
    """Nobody is hired without a conclusion of people that recommends it."""


class Hired(Refused):
    """The candidate has been hired by this case already."""


class NoPlaces(Refused):
    """All places of the campaign are taken; ``places`` is their number."""

    def __init__(self, places: int) -> None:
        super().__init__(places)
        self.places = places


class OutsidePlan(Refused):
    """A day lies outside of the plan, whose days are ``starts_on`` to ``ends_on``."""

    def __init__(self, starts_on: date, ends_on: date) -> None:
        super().__init__(starts_on, ends_on)
        self.starts_on, self.ends_on = starts_on, ends_on


class DayOff(Refused):
    """Nobody works on ``day``; ``next`` is the working day after it."""

    def __init__(self, day: date, next_day: date) -> None:
        super().__init__(day, next_day)
        self.day, self.next = day, next_day


class ZeroHours(Refused):
    """Hours are a number from 1, or unknown; nought would read as «costs nothing»."""


class OwnerLeft(Refused):
    """Somebody who left the organisation cannot be responsible; ``name`` is theirs, ``on`` the last day."""

    def __init__(self, name: str, on: date) -> None:
        super().__init__(on)
        self.name, self.on = name, on


class TooManyGoals(Refused):
    """A plan has no more competencies than people can work on; ``limit`` is their number."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TooManySteps(Refused):
    """An induction has no more steps than ``limit``."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Covered(Refused):
    """The plan has a goal for this item already, or for a twin of it; ``code`` is that goal's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlanClosed(Refused):
    """The plan is closed: nothing in it changes any more."""


class NotActive(Refused):
    """The plan is still a draft, so there is nothing to report yet."""


class Approved(Refused):
    """The plan was approved before."""


class NoConsent(Refused):
    """Nobody is a mentor without having agreed in writing (ТК РФ 351.8); ``name`` is the mentor's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class NothingPlanned(Refused):
    """A plan without goals, or a goal without an action, cannot be approved; ``codes`` are those goals."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(*codes)
        self.codes = codes


class BasisWithdrawn(Refused):
    """The assessment that a draft of a plan was made from was taken back as a mistake."""


class Unreported(Refused):
    """A plan cannot be closed while actions wait for a word; ``count`` is their number."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class ActionsOutside(Refused):
    """Other days for a plan would leave actions or meetings outside of it; ``count`` is their number."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class Numbered(Refused):
    """An approved plan begins in the ``year`` of its number: in another one that may be taken."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class NoTarget(Refused):
    """The profile asks nothing of this item, so a goal for it needs a level that people set; ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ShippedAction(Refused):
    """The words of a development action that ships with the program never change."""


class SameAction(Refused):
    """The item has an action of these words already; ``retired`` if that one is not offered any more."""

    def __init__(self, *, retired: bool) -> None:
        super().__init__()
        self.retired = retired


class InPlans(Refused):
    """An action of the library that plans hold cannot go without a word; ``count`` is how many plans."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NotInForce(Refused):
    """No edition in force has this item, so nothing can be planned for it any more; ``code`` as it was."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LastEdition(Refused):
    """People are assessed by this edition alone, so it is not retired before another one is published."""


class NothingChanged(Refused):
    """A draft says what the edition before says, so there is nothing to publish."""


class NotRecomputed(Refused):
    """The computation kept of a case does not give what it gave when the case was closed.

    ``engine`` names the rules that made it, None if none is kept since the case is open. ``moved`` tells that
    it still gives the same, but what the file holds of the case gives something else by now.
    """

    def __init__(self, engine: str | None, *, moved: bool = False) -> None:
        super().__init__(engine)
        self.engine, self.moved = engine, moved
