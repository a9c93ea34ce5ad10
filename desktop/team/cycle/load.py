"""How much work a new cycle means, in total and for the busiest assessor."""

from dataclasses import dataclass

from desktop.team.cycle.plan import Choices, CycleForm
from domain.assessing.rotation import minutes
from resources.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Load:
    """The work of a cycle, in total and of the busiest assessor; ``nobody`` counts people without one.

    ``most`` is who has the most to do, 0 if several have or it is not known; ``unsized`` counts people
    whose profile is not chosen: how long their sheets take is not known.
    """

    people: int
    sheets: int
    assessors: int
    minutes: int
    most: int
    most_sheets: int
    most_minutes: int
    nobody: int
    unsized: int = 0


def load_of(form: CycleForm, choices: Choices) -> Load:
    """Return the planned work; a person without an assessor still counts as one sheet."""
    taken: dict[int, list[int]] = {}
    total = alone = unknown = 0
    items = {post: choices.items(form, post) for post in choices.posts(form)}
    sizes = {post: minutes(count) if count else 0 for post, count in items.items()}
    for one in choices.chosen(form):
        asked = sizes[one.post]
        panel = form.panels.get(one.id, ())
        if not panel:
            unknown += 1
            alone += asked
        for assessor, _role in panel:
            taken.setdefault(assessor, []).append(asked)
            total += asked
    unsized = sum(not sizes[one.post] for one in choices.chosen(form))
    heaviest = max(map(sum, taken.values()), default=0)
    able = [person for person, times in taken.items() if sum(times) == heaviest]
    most = able[0] if len(able) == 1 and not unsized else 0
    return Load(
        people=len(form.people),
        sheets=sum(len(one) for one in taken.values()) + unknown,
        assessors=len(taken),
        minutes=total + alone,
        most=most,
        most_sheets=len(taken.get(most, ())),
        most_minutes=sum(taken.get(most, ())),
        nobody=unknown,
        unsized=unsized,
    )


def hours_words(count: int) -> str:
    """Return «40 мин» or «9 ч 36 мин»."""
    hours, rest = divmod(count, 60)
    if not hours:
        return _("{n} min").format(n=rest)
    return _("{hours} h {n} min").format(hours=hours, n=rest) if rest else _("{hours} h").format(hours=hours)


def load_words(load: Load) -> str:
    """Return «24 листа, 12 человек, всего 9 ч 36 мин»."""
    sheets = ngettext("{n} sheet", "{n} sheets", load.sheets).format(n=load.sheets)
    people = ngettext("{n} person", "{n} people", load.people).format(n=load.people)
    if load.unsized == load.people:
        return _("{sheets} for {people}, hours not known yet").format(sheets=sheets, people=people)
    told = _("{sheets} for {people}, {time} in total").format(
        sheets=sheets, people=people, time=hours_words(load.minutes)
    )
    if not load.unsized:
        return told
    more = ngettext(
        "without {n} person who has no profile", "without {n} people who have no profile", load.unsized
    )
    return f"{told}, {more.format(n=load.unsized)}"
