"""The texts of the map of versions."""

from collections.abc import Sequence

from db.framework.editions import DraftView
from desktop.framework.versions.model import MapRow
from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.framework.version_map import Fate, Link, MapLine, Word
from reports.words.framework import phrases_map
from resources.i18n import _, current, ngettext, pgettext


def facts(view: DraftView) -> str:
    """Return which two editions the map connects."""
    told = _("edition {old} → draft of edition {new}")
    if view.line.state is not EditionState.DRAFT:
        told = _("edition {old} → edition {new}")
    return told.format(old=view.base_number, new=view.line.number)


def waiting(count: int) -> tuple[str, str]:
    """Return how many lines await a person, and what that means."""
    fact = ngettext("{n} row is not confirmed.", "{n} rows are not confirmed.", count).format(n=count)
    return fact, _("The edition can be published once a person has confirmed every row.")


def ready() -> tuple[str, str]:
    """Return that nothing is waiting, and what follows."""
    return (
        _("All rows are confirmed."),
        _("What continues keeps its history; the trend is linked by it."),
    )


def filters(rows: Sequence[MapRow]) -> tuple[str, str, str]:
    """Return the names of the filters, each with its number of lines."""
    counts = (
        len(rows),
        sum(one.changed for one in rows),
        sum(one.line.waits for one in rows),
    )
    names = (
        pgettext("filter of the map", "All"),
        pgettext("filter of the map", "Changed"),
        pgettext("filter of the map", "Not confirmed"),
    )
    first, second, third = (f"{name} {count}" for name, count in zip(names, counts, strict=True))
    return first, second, third


def whole(edition: Edition, codes: Sequence[str]) -> str:
    """Return the items of one side in full, one per paragraph; empty without any."""
    return "\n".join(f"{code}  {current().text(edition.item(code).text)}" for code in codes)


def alike(row: MapRow) -> str:
    """Return the similarity of both sides, empty if there is only one."""
    return "" if row.alike is None else current().percent(row.alike / 100)


def fates() -> tuple[str, ...]:
    """Return every text possible in the column of fates."""
    words = current()
    lines = [MapLine(Link(fate, (), ()), word) for fate in Fate for word in (Word.CONFIRMED, Word.PROPOSED)]
    return tuple(phrases_map.fate(one, words) for one in lines)
