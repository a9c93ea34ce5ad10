"""What one edition of a job description changes in another, clause by clause and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from domain.framework.job_description import Clause, FeedKind, Standing

_WORDS = re.compile(r"\S+\s*")


class ClauseChange(StrEnum):
    """What happened to a clause."""

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"


class Word(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """One changed clause, with its numbers; a number is empty where the clause is not.

    ``duty`` says whether it is a duty or a labour function: what a contract names, so that reading the new
    edition does not by itself change it.
    """

    change: ClauseChange
    old_number: str
    new_number: str
    old: str
    new: str
    duty: bool

    @property
    def words(self) -> tuple[tuple[Word, str], ...]:
        """The text in runs of words that stay, come or go."""
        return runs(self.old, self.new)


def runs(old: str, new: str) -> tuple[tuple[Word, str], ...]:
    """Return both texts in runs of words that stay, come or go."""
    return tuple(_runs(old, new))


def clause_differences(
    old: Sequence[Clause], new: Sequence[Clause], language: str = "ru"
) -> tuple[ClauseDifference, ...]:
    """Return the changes in the order of *new*, what is gone after what it stood behind."""
    before, after = _printed(old), _printed(new)
    first = {one.identity: one for one in before}
    second = {one.identity: one for one in after}
    gone = [one for one in before if one.identity not in second]
    changes: list[ClauseDifference] = []
    place = {one.identity: at for at, one in enumerate(before)}
    for one in after:
        was = first.get(one.identity)
        if was is not None:
            changes += [
                _dropped(lost, language) for lost in gone if place[lost.identity] < place[was.identity]
            ]
            gone = [lost for lost in gone if place[lost.identity] > place[was.identity]]
        change = _change(was, one, language)
        if change is not None:
            changes.append(change)
    return (*changes, *(_dropped(one, language) for one in gone))


def _printed(lines: Sequence[Clause]) -> list[Clause]:
    return [one for one in lines if one.standing is not Standing.LEFT_OUT]


def _change(was: Clause | None, now: Clause, language: str) -> ClauseDifference | None:
    text = _said(now, language)
    if was is None:
        return ClauseDifference(ClauseChange.ADDED, "", now.number, "", text, _is_duty(now))
    old = _said(was, language)
    if _bare(old) != _bare(text):
        return ClauseDifference(ClauseChange.REWORDED, was.number, now.number, old, text, _is_duty(now))
    if was.number != now.number:
        return ClauseDifference(ClauseChange.RENUMBERED, was.number, now.number, old, text, _is_duty(now))
    return None


def _dropped(one: Clause, language: str) -> ClauseDifference:
    return ClauseDifference(ClauseChange.DROPPED, one.number, "", _said(one, language), "", _is_duty(one))


def _is_duty(one: Clause) -> bool:
    return any(feed.kind in (FeedKind.DUTY, FeedKind.FUNCTION) for feed in one.feeds) or one.place.startswith(
        ("2.", "3.")
    )


def _said(one: Clause, language: str) -> str:
    return (one.text.en or one.text.ru) if language == "en" else one.text.ru


def _bare(text: str) -> str:
    """Return the text as far as it counts: the sign that ends a line of a list belongs to its place."""
    return " ".join(text.split()).rstrip(".;")


def _runs(old: str, new: str) -> Iterator[tuple[Word, str]]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    bare_before, bare_after = ([word.strip() for word in part] for part in (before, after))
    for act, first, last, start, end in SequenceMatcher(
        None, bare_before, bare_after, autojunk=False
    ).get_opcodes():
        if act == "equal":
            yield Word.SAME, "".join(after[start:end])
            continue
        if last > first:
            yield Word.DROPPED, "".join(before[first:last])
        if end > start:
            yield Word.ADDED, "".join(after[start:end])
