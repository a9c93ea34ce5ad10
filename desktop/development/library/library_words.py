"""The texts of the library of actions."""

from db.development.library import Shelf, ShelfAction, ShelfItem
from db.development.what_worked import Adapted
from desktop.development import words as plans
from domain.development.plan import ActionKind
from domain.development.worked import LEAST, Worked
from resources.i18n import _, current, ngettext, pgettext

ALL, OWN, RETIRED, BARE = range(4)


def filters() -> tuple[str, ...]:
    """Return the names of the list's filters."""
    return (
        pgettext("competencies", "All"),
        pgettext("competencies", "With own actions"),
        pgettext("competencies", "With retired actions"),
        pgettext("competencies", "Without actions"),
    )


def kinds() -> dict[ActionKind, str]:
    """Return the headings of the three kinds."""
    return {
        ActionKind.EXPERIENCE: _("Experience: tasks at work"),
        ActionKind.SOCIAL: _("With others: mentoring, exchange"),
        ActionKind.FORMAL: _("Learning: courses, reading"),
    }


def facts(shelf: Shelf) -> str:
    """Return the library's totals: «редакция 2 · 216 действий, своих 3, выведено 1»."""
    actions = [one for item in shelf.items for one in item.actions]
    offered = [one for one in actions if one.retired_on is None]
    own, retired = sum(one.action.own for one in offered), len(actions) - len(offered)
    count = ngettext("{n} action", "{n} actions", len(offered)).format(n=len(offered))
    parts = [count, say_own(own), say_retired(retired)]
    edition = _("edition {number}").format(number=shelf.framework.number)
    return f"{edition} · {', '.join(part for part in parts if part)}"


def about(item: ShelfItem) -> str:
    """Return the text below an item: «3 действия · своих 1 · выведено 1»."""
    offered = item.offered
    own = sum(one.action.own for one in offered)
    count = ngettext("{n} action", "{n} actions", len(offered)).format(n=len(offered))
    parts = (
        count if offered else _("no actions"),
        say_own(own),
        say_retired(len(item.actions) - len(offered)),
    )
    return " · ".join(part for part in parts if part)


def say_own(count: int) -> str:
    """Return how many actions are the organisation's own, empty for none."""
    return ngettext("{n} own", "{n} own", count).format(n=count) if count else ""


def say_retired(count: int) -> str:
    """Return how many actions are retired, empty for none."""
    return _("{n} retired").format(n=count) if count else ""


def weeks(count: int) -> str:
    """Return how long an action takes, in calendar weeks."""
    return ngettext("{n} week", "{n} weeks", count).format(n=count)


def hours(one: ShelfAction) -> str:
    """Return the off-queue hours, a dash until someone enters them."""
    return "–" if one.action.hours is None else str(one.action.hours)


def brought(one: ShelfAction) -> str:
    """Return the mean change in levels, a dash while it covers too few people."""
    return "–" if one.worked is None else plans.worked(one.worked)


def origin(one: ShelfAction) -> str:
    """Return whose action it is, and since when it is retired: «своё · выведено 24.11.2026: курс закрыт»."""
    parts = [pgettext("action", "own") if one.action.own else ""]
    if one.retired_on is not None:
        told = _("retired on {day}: {reason}")
        parts.append(told.format(day=current().date(one.retired_on), reason=" ".join(one.reason.split())))
    return " · ".join(part for part in parts if part)


def whose(one: ShelfAction) -> str:
    """Return the origin in full: a shipped action is the program's proposal and comes from no source."""
    shipped = "" if one.action.own else _("proposed by Merilo, not from the source")
    return " · ".join(part for part in (shipped, origin(one)) if part)


def story(one: ShelfAction) -> str:
    """Return where an action is used and what it achieved, in one sentence."""
    if not one.plans:
        return _("No plan uses it yet.")
    plans_ = ngettext("In {n} plan", "In {n} plans", one.plans).format(n=one.plans)
    done = ngettext("done {n} time", "done {n} times", one.done).format(n=one.done)
    told = f"{plans_}, {done}."
    if one.worked is not None:
        sign = _("Gain {change}: an indication, not proof.").format(change=plans.worked(one.worked))
        return f"{told} {sign}"
    rest = ngettext(
        "The gain is shown once {n} person has been assessed after a plan.",
        "The gain is shown once {n} people have been assessed after a plan.",
        LEAST,
    )
    return f"{told} {rest.format(n=LEAST)}"


def change(one: Worked) -> str:
    """Return a change with its sign: «+0,8»."""
    sign = "+" if one.change > 0 else ""
    return sign + current().number(one.change)


def below(adapted: Adapted) -> str:
    """Return the text below what worked: how much there is, and what is withheld."""
    plans_ = ngettext(
        "{n} onboarding plan is closed", "{n} onboarding plans are closed", adapted.plans
    ).format(n=adapted.plans)
    found = ngettext(
        "{n} new employee assessed at the end", "{n} new employees assessed at the end", adapted.assessed
    ).format(n=adapted.assessed)
    parts = [f"{plans_}, {found}."]
    if adapted.untold:
        parts.append(
            ngettext(
                "{n} mentor is not shown: individuals could be identified.",
                "{n} mentors are not shown: individuals could be identified.",
                adapted.untold,
            ).format(n=adapted.untold)
        )
    return " ".join(parts)
