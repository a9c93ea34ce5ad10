"""The overview as the sheets themselves count: one that shows a short set counts what that set has."""

from collections.abc import Callable
from dataclasses import replace

from db.home.overview_records import Draft, Overview, Stop
from domain.home.due import Due, Kind


def as_shown(seen: Overview, codes_of: Callable[[str], frozenset[str]]) -> Overview:
    """Return it with the totals and the next item of short sets; *codes_of* has them by the sheet's uid."""
    sets = {one.sheet_id: codes for one in seen.drafts if (codes := codes_of(one.uid))}
    if not sets:
        return seen
    drafts = tuple(replace(one, total=_total(one, sets.get(one.sheet_id))) for one in seen.drafts)
    stop, first = seen.stop, seen.drafts[0]
    if stop is not None and first.sheet_id in sets:
        stop = _stop(stop, sets[first.sheet_id])
        drafts = (replace(first, total=first.done + len(stop.unmarked)), *drafts[1:])
    totals = {one.sheet_id: one.total for one in drafts}
    return replace(seen, drafts=drafts, stop=stop, due=tuple(_due(one, totals) for one in seen.due))


def _total(draft: Draft, codes: frozenset[str] | None) -> int:
    """Return how many items the sheet shows: those of its set, and all that have a mark."""
    return draft.total if codes is None else min(draft.total, max(draft.done, len(codes)))


def _stop(stop: Stop, codes: frozenset[str]) -> Stop:
    unmarked = tuple(one for one in stop.unmarked if one[0] in codes)
    code, label = unmarked[0] if unmarked else ("", None)
    return Stop(code, label, stop.marked_at, unmarked, short=True)


def _due(due: Due, totals: dict[int, int]) -> Due:
    if due.kind is not Kind.DRAFT or due.opens_id not in totals:
        return due
    return replace(due, total=totals[due.opens_id])
