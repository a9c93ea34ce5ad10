"""Staff cycles in words: what they are, how far their sheets are, who is leaving."""

from datetime import date

from db.assessing.cycle_counts import CycleCount
from db.team.staff_cycles import CyclePage, Rated, StaffCycle
from desktop.names import Names
from desktop.shared.cycle_words import days_left, kind_words, with_sealed
from domain.assessing.case import CaseState, Cycle
from domain.assessing.policy import Policy
from domain.mark import Role
from domain.team.level_import import Source
from reports.words.names import name_of
from resources.i18n import _, current, ngettext


def title_words(cycle: Cycle) -> str:
    """Return the title of a cycle, or its kind if it has none."""
    return cycle.title or kind_words(cycle.kind)


def left_words(cycle: Cycle, on: date) -> tuple[str, bool]:
    """Return the days left, or the state once it is not open, and whether to show it as a warning."""
    if cycle.state is not CaseState.OPEN:
        return name_of(cycle.state, current()), False
    return days_left(cycle, on)


def source_words(one: Source) -> str:
    """Return which file the levels of a cycle come from, of which day, and who assessed."""
    file = f"{one.file}, {one.sheet}" if one.sheet else one.file
    told = _("Imported from “{file}”: levels of {day}, assessor {name}.")
    return told.format(file=file, day=current().date(one.on), name=one.by or _("not given"))


def about_words(line: StaffCycle) -> str:
    """Return the line below the title in the list: kind, or the only person; unit; code."""
    kind = "" if not line.cycle.title else kind_words(line.cycle.kind)
    return " · ".join(part for part in (line.only or kind, line.unit, line.cycle.code) if part)


def sheets_words(done: int, total: int, state: CaseState = CaseState.OPEN) -> str:
    """Return «сдано 4 из 9 листов»; where no more can come in, "none yet" is not said."""
    told = ngettext("{done} of {n} sheet submitted", "{done} of {n} sheets submitted", total)
    if total:
        return told.format(done=done, n=total)
    return _("no sheets yet") if state is CaseState.OPEN else _("no sheets")


def count_words(count: CycleCount | None, state: CaseState) -> str:
    """Return how many sheets of a cycle are submitted, sealed ones too, as in the list and on its page."""
    if count is None:
        return sheets_words(0, 0, state)
    return sheets_words(count.submitted, count.total, state)


def nobody_words(state: CaseState) -> str:
    """Say that a case has no assessors; while it is open, anybody may begin."""
    if state is CaseState.OPEN:
        return _("Whoever starts will assess.")  # the line beside says that nobody is assigned
    return _("No one was assigned, and no sheet was started.")


def role_words(role: Role, policy: Policy) -> str:
    """Return a role with its weight, «коллега, вес 1»."""
    told = _("{role}, weight {weight}")
    return told.format(role=name_of(role, current()), weight=weight_words(role, policy))


def weight_words(role: Role, policy: Policy) -> str:
    """Return the weight of a role, «1» or «0,5»."""
    weight = policy.role_weights[role]
    return str(weight.numerator) if weight.denominator == 1 else current().number(float(weight))


def gone_words(rated: Rated, cycle: Cycle) -> str:
    """Say that somebody has left, or will before the cycle ends; empty otherwise."""
    day = rated.left_on
    if day is None or (cycle.ends_on is not None and day > cycle.ends_on):
        return ""
    told = _("left {day}") if rated.gone else _("leaves {day}")
    return told.format(day=current().date(day))


def no_papers_words(page: CyclePage, names: Names) -> str:
    """Return why there is no document of a cycle; empty if there is one."""
    if not page.people:
        return _("Nobody is in this cycle")
    reached = any(names.reaches(one.case.person_id) for one in page.people)
    return "" if reached else _("Nobody of your units is in this cycle")


def counted(rated: Rated) -> str:
    """Return how many sheets about somebody are handed in, «сдано 1 из 2»."""
    case = rated.case
    if not case.total:
        return _("no sheets expected") if case.gone else _("no assessors assigned")
    told = _("{done} of {total} submitted").format(done=case.submitted, total=case.total)
    return with_sealed(told, case.sealed)


def by_words(page: CyclePage) -> str:
    """Return who assessed what came from a file, as far as the file says."""
    return (page.source.by if page.source is not None else "") or _("The file does not say who")


def nobody_assigned(*, running: bool) -> str:
    """Say that a person has no assessors."""
    return _("Nobody is assigned") if running else _("Nobody was assigned")
