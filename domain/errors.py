"""Refusals: what a rule does not allow, with the facts for the sentence shown on screen."""

from datetime import date
from enum import StrEnum


class Refused(Exception):
    """A rule of the trade forbids the act; nothing was changed.

    Subclasses carry facts as attributes; the sentence for people is made in ``desktop/office/sentences.py``.
    """


class NoLogo(Refused):
    """The file is no picture that can be read, or it is too large."""


class OffScale(Refused):
    """The scale has no such level."""

    def __init__(self, level: object) -> None:
        super().__init__(level)
        self.level = level


class Submitted(Refused):
    """The sheet was handed in and is read-only; a correction is a new revision."""


class Rewritten(Refused):
    """The text was changed since it was last seen, and stays; ``there`` is the current text."""

    def __init__(self, there: str) -> None:
        super().__init__()
        self.there = there


class NotSubmitted(Refused):
    """The sheet is still a draft, so there is nothing to correct or to count."""


class Closed(Refused):
    """The case or cycle is closed."""


class StillBlind(Refused):
    """The marks of a case are hidden until every assessor has handed in.

    ``waiting`` are the full names of those whose sheet is to come, nobody if only sealed sheets are closed,
    ``open_answers`` of the others whose answers are in forms. ``nameless``: it is open early, but for whom?
    """

    def __init__(
        self, waiting: tuple[str, ...], *, nameless: bool = False, open_answers: tuple[str, ...] = ()
    ) -> None:
        super().__init__(len(waiting))
        self.waiting, self.nameless, self.open_answers = waiting, nameless, open_answers


class TooLittleSpace(Refused):
    """The file's disk has too little room for an assessment or a sheet to be begun; ``free`` is in bytes."""

    def __init__(self, free: int) -> None:
        super().__init__(free)
        self.free = free


class NotYours(Refused):
    """The sheet belongs to another assessor."""


class KeptApart(NotYours):
    """The marks of a colleague or subordinate are not shown sheet by sheet (law 15)."""


class NothingSubmitted(Refused):
    """The case has no submitted sheet, so there is nothing to show or to print."""


class NoGoals(Refused):
    """A plan cannot be built: nothing is below its target and no critical item lacks a level."""


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
    """The last day is before the first; ``field`` is the field of the last day."""

    def __init__(self, field: str = "ends_on") -> None:
        super().__init__(field)


class FloorAboveTarget(Impossible):
    """The floor of a critical item cannot be above its target."""

    def __init__(self, floor: int, target: int) -> None:
        super().__init__("floor")
        self.floor, self.target = floor, target


class Taken(Refused):
    """The value must be unique and is already in use."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(field)
        self.field, self.value = field, value


class Unknown(Refused):
    """There is no such thing; ``kind`` is its word in the domain, ``code`` what was looked for."""

    def __init__(self, kind: str, code: object) -> None:
        super().__init__(kind, code)
        self.kind, self.code = kind, code


class NoAdaptation(Unknown):
    """A hire led to no adaptation plan; ``in_post`` and ``unknown`` are as in ``Unplanned``."""

    def __init__(self, code: str, *, in_post: bool, unknown: int) -> None:
        super().__init__("plan", code)
        self.args = (code, in_post, unknown)
        self.in_post, self.unknown = in_post, unknown


class InUse(Refused):
    """A unit can be removed only when empty; the numbers count what is directly in it."""

    def __init__(self, people: int, units: int, cycles: int) -> None:
        super().__init__(people, units, cycles)
        self.people, self.units, self.cycles = people, units, cycles


class Holds(Refused):
    """A function can be removed only when empty; ``codes`` are the items and duties that belong to it."""

    def __init__(self, function: str, codes: tuple[str, ...]) -> None:
        super().__init__(function, len(codes))
        self.function, self.codes = function, codes


class NeedsReason(Refused):
    """The act is allowed only with a written reason."""


class SheetsOut(NeedsReason):
    """Sheets are not handed in, so the cycle ends only with a written reason.

    ``waiting`` are pairs of the person rated and the assessor, by name; those of ``sealed`` are not opened.
    """

    def __init__(self, waiting: tuple[tuple[str, str], ...], *sealed: tuple[str, str]) -> None:
        super().__init__(len(waiting) + len(sealed))
        self.waiting, self.sealed = waiting, sealed


class Overlaps(Refused):
    """People would be in two cycles of the same kind over the same days.

    ``overlaps`` are the person, the existing cycle and the new one, by name.
    """

    def __init__(self, overlaps: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(len(overlaps))
        self.overlaps = overlaps


class HasLeft(Refused):
    """People had left before the cycle starts; ``names`` are their names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class HadLeft(Refused):
    """A person had left before the day of the observation."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(name, day)
        self.name, self.day = name, day


class NeedsPaper(Refused):
    """A consent is renewed by a document with a date of its own, never by a later end alone."""

    field = "basis_on"


class NotConsent(Refused):
    """A contract or a law permits the processing, so there is no consent to withdraw."""


class NoteUsed(Refused):
    """A note of the diary is a fact in a sheet that was handed in."""


class Published(Refused):
    """The content of a published framework, scale or profile never changes."""


class Withdrawn(Closed):
    """The candidate withdrew, or a whole staff *cycle* was withdrawn: nothing can be written to it."""

    def __init__(self, *, cycle: bool = False) -> None:
        super().__init__()
        self.cycle = cycle


class NotAssigned(Refused):
    """The case has assigned assessors, and this person is not one of them; ``names`` are theirs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class Begun(Refused):
    """The assessor has begun the sheet and can no longer be released."""


class AlreadyOpen(Refused):
    """The case was opened before all sheets were in: a new assessor could have seen the others' marks."""


class Rests(StrEnum):
    """What prevents a cycle from being withdrawn."""

    HIRING = "hiring"  # candidates withdraw one by one
    CYCLE = "cycle"  # of a one-off assessment: it belongs to a cycle of staff
    CONCLUSION = "conclusion"
    PLAN = "plan"
    LATER = "later"  # a later cycle was closed with levels carried from it


class NotWithdrawn(Refused):
    """A cycle cannot be withdrawn because something depends on it: ``why`` is what, ``names`` whose."""

    def __init__(self, why: Rests, names: tuple[str, ...] = ()) -> None:
        super().__init__(len(names))
        self.why = why
        self.names = names


class NobodyWaits(Refused):
    """All sheets are handed in, so there is nothing to open early."""


class AllHandedIn(Refused):
    """Every sheet of the case is handed in, so there is no one to print a blank one for."""


class FrozenRequirements(Refused):
    """The targets of a campaign are frozen at its opening; other targets need a new campaign."""


class Unsettled(Refused):
    """A conclusion must wait; ``codes`` are the items that people have to settle first."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(*codes)
        self.codes = codes


class NotRefused(Refused):
    """Reasons for a refusal exist only if a named person refused; ``hiring`` is False for an employee."""

    def __init__(self, *, hiring: bool) -> None:
        super().__init__(hiring)
        self.hiring = hiring


class NoCandidate(Refused):
    """The case is of an employee, and the document is for candidates."""


class NotFailed(Refused):
    """What people concluded last about the probation is not that it was not passed."""


class OnlyDraft(Refused):
    """A draft gets no number: nobody signs it yet."""


class NoMentor(Refused):
    """No mentor was appointed in this plan."""


class RefusedAlready(Refused):
    """The candidate was already refused: by a conclusion, or because another was chosen."""


class NamesAnother(Refused):
    """The reasons given to one candidate name another; ``word`` is the name found."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class NotRecommended(Refused):
    """No one is hired without a conclusion that recommends it."""


class Hired(Refused):
    """The candidate has already been hired through this case."""


class NoPlaces(Refused):
    """All places of the campaign are taken; ``places`` is their number."""

    def __init__(self, places: int) -> None:
        super().__init__(places)
        self.places = places


class OutsidePlan(Refused):
    """A day is outside the plan, which runs from ``first`` to ``last``."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last


class DayOff(Refused):
    """``day`` is not a working day; ``next`` is the working day after it."""

    def __init__(self, day: date, next_day: date) -> None:
        super().__init__(day, next_day)
        self.day, self.next = day, next_day


class ZeroHours(Refused):
    """Hours are at least 1, or unknown; zero would read as «costs nothing»."""


class OwnerLeft(Refused):
    """Someone who left cannot be responsible; ``name`` is the person, ``day`` the last day."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(day)
        self.name, self.day = name, day


class TooManyGoals(Refused):
    """A plan holds no more than ``limit`` competencies, since people cannot work on more."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TooManySteps(Refused):
    """An induction has at most ``limit`` steps."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Covered(Refused):
    """The plan already has a goal for this item or a twin of it; ``code`` is that goal's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlanClosed(Refused):
    """The plan is closed: nothing in it can change."""


class NotActive(Refused):
    """The plan is still a draft, so there is nothing to report yet."""


class Approved(Refused):
    """The plan was already approved."""


class NoConsent(Refused):
    """A mentor must have agreed in writing (ТК РФ 351.8); ``name`` is the mentor's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class NothingPlanned(Refused):
    """A plan without goals, or a goal without an action, cannot be approved; ``codes`` are those goals."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(*codes)
        self.codes = codes


class BasisWithdrawn(Refused):
    """The assessment that a draft plan was made from was withdrawn as a mistake."""


class Unreported(Refused):
    """A plan cannot be closed while actions lack a report; ``count`` is their number."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class ActionsOutside(Refused):
    """The new dates of the plan would leave actions or meetings outside it; ``count`` is their number."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class Numbered(Refused):
    """An approved plan must begin in the ``year`` of its number, which may be taken in another year."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class NoTarget(Refused):
    """The profile has no target for this item, so a goal for it needs a level that people set; ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ShippedAction(Refused):
    """The wording of a development action that ships with the program never changes."""


class SameAction(Refused):
    """The item already has an action with this text; ``retired`` if it is no longer offered."""

    def __init__(self, *, retired: bool) -> None:
        super().__init__()
        self.retired = retired


class InPlans(Refused):
    """Removing a library action that plans use needs confirmation; ``count`` is how many plans."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NotInForce(Refused):
    """No edition in force has this item, so nothing can be planned for it; ``code`` is its last code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LastEdition(Refused):
    """People are assessed by this edition alone, so it cannot be retired before another is published."""


class NothingChanged(Refused):
    """The draft equals the edition before it, so there is nothing to publish."""


class NotRecounted(Refused):
    """A workbook is no profile of ours, or lacks what a recount needs; ``place`` is where it was missed."""

    def __init__(self, place: str = "") -> None:
        super().__init__()  # the place may hold a person's own text
        self.place = place


class NoMarks(Refused):
    """A workbook has levels without the marks behind them: it can only be compared with a database."""


class NotRecomputed(Refused):
    """Recomputing a closed case does not give what was stored when it was closed.

    ``engine`` names the rules that were used; None if nothing is stored because the case is open. ``moved``
    means that the stored inputs still give the same, but the file's present data gives something else.
    """

    def __init__(self, engine: str | None, *, moved: bool = False) -> None:
        super().__init__(engine)
        self.engine, self.moved = engine, moved
