"""How long a one-off interview may be: a few sizes of the scope, each with its realistic time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.assessing.talk.focus import Talk, focus_set, planned_minutes, talk
from domain.framework.framework import Framework, Lead, Question, QuestionSet
from domain.framework.profile import Profile

SHORT_MINUTES = 60  # the limit for the questions of the short set


@dataclass(frozen=True, slots=True)
class Length:
    """One choice: ``codes`` is its scope, ``time`` how long the interview takes.

    ``set_id`` is the ready-made set it uses. Without one, ``chosen`` are the items of a set to be made; empty
    means everything.
    """

    codes: tuple[str, ...]
    time: Talk
    set_id: int | None = None
    chosen: tuple[str, ...] = ()

    @property
    def short(self) -> bool:
        """Whether this is the set of the most important items only."""
        return bool(self.chosen)


def lengths(
    profile: Profile,
    framework: Framework,
    questions: Mapping[str, Question],
    sets: Iterable[QuestionSet],
    most: int,
    beside: int,
) -> tuple[Length, ...]:
    """Return the lengths to choose from, the shortest first and everything last.

    They are: the most important items that fit into an hour, the largest ready-made set between those and
    everything, and everything; only the last if no item has a question. *most* and *beside* are the minutes
    of ``focus.talk``.
    """
    asked = tuple(item.code for item in framework.items if item.code in profile.targets)

    def made(codes: Iterable[str], set_id: int | None = None, chosen: tuple[str, ...] = ()) -> Length:
        wanted = frozenset(codes)
        scope = tuple(code for code in asked if code in wanted or profile.targets[code].critical)
        return Length(scope, talk(planned_minutes(scope, questions), most, beside), set_id, chosen)

    whole = made(asked)
    focus = focus_set(profile, framework, questions, SHORT_MINUTES)
    found = [made(focus, chosen=focus)] if focus else []
    found = [one for one in found if len(one.codes) < len(whole.codes)]
    least = len(found[0].codes) if found else 0
    ready = (made(one.items, one.id) for one in sets if one.lead is Lead.EXPERIENCE)
    between = [one for one in ready if least < len(one.codes) < len(whole.codes)]
    if between:
        found.append(max(between, key=lambda one: (len(one.codes), one.time.total)))
    return (*found, whole)
