"""The texts for copies of a file: their occasion, what is wrong with one, what it lacks. No Qt."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.copies import Copy, Lacks


def occasion(copy: "Copy", words: Words) -> str:
    """Return when a copy was made, as its occasion, and that it was rewritten; "" if that cannot be read."""
    from db.file.copies import Why

    _ = words.gettext
    if copy.why is None:
        return ""
    made = {
        Why.DAY: _("start of the day"),
        Why.HALF_HOUR: _("during work"),
        Why.MIGRATION: _("before an update of the file"),
        Why.IMPORT: _("before an import"),
        Why.MERGE: _("before a merge"),
        Why.ERASURE: _("before an erasure"),
        Why.NEW_KEY: _("before a new key"),
        Why.EXIT: _("at closing"),
        Why.BY_HAND: _("by hand"),
    }[copy.why]
    return _("{made}, rewritten").format(made=made) if copy.rewritten else made


def state(copy: "Copy", words: Words) -> str:
    """Return what is known of a copy's soundness."""
    from db.file.copies import State, Wrong

    _ = words.gettext
    if copy.wrong is None:
        return _("sound") if copy.state is State.SOUND else _("sound when made")
    return {
        Wrong.TORN: _("incomplete or damaged"),
        Wrong.UNREADABLE: _("cannot be read"),
        Wrong.NEWER: _("from a newer version"),
        Wrong.KEY: _("does not open with this file's key"),
        Wrong.PAGES: _("damaged pages"),
        Wrong.LINKS: _("damaged rows"),
        Wrong.SCHEMA: _("changed structure"),
        Wrong.JOURNAL: _("changed journal"),
        Wrong.ROWS: _("rows are missing"),
    }[copy.wrong]


def lack(lacks: "Lacks | None", words: Words) -> str:
    """Return what a copy lacks, as a sentence; None is a copy from another course of the file."""
    _, ngettext = words.gettext, words.ngettext
    if lacks is None:
        return _("Its journal differs from that of the file, so what is missing from it is unknown.")
    if lacks.since is None or not lacks.events:
        return _("It holds everything that is in the file.")
    acts = lacks.events - lacks.marks
    parts = (
        ngettext("{n} mark", "{n} marks", lacks.marks).format(n=lacks.marks) if lacks.marks else "",
        _acts(acts, words, beside=bool(lacks.marks)),
    )
    told = _("It is missing everything done since {moment}: {what}.").format(
        moment=moment(lacks.since, words), what=", ".join(part for part in parts if part)
    )
    return " ".join(part for part in (told, numbers_again(lacks, words)) if part)


def _acts(count: int, words: Words, *, beside: bool) -> str:
    """Return how many acts, beside marks or alone; empty for none."""
    if not count:
        return ""
    if beside:
        return words.ngettext("{n} other act", "{n} other acts", count).format(n=count)
    return words.ngettext("{n} act", "{n} acts", count).format(n=count)


def numbers_again(lacks: "Lacks", words: Words) -> str:
    """Return which document numbers a file restored from the copy would give again; empty for none."""
    from desktop.office.papers.titles import titled

    kinds: dict[str, list[str]] = {}
    for document, code in lacks.numbers:
        kinds.setdefault(document, []).append(code)
    if not kinds:
        return ""
    which = "; ".join(f"{titled(one, words)}: {', '.join(codes)}" for one, codes in kinds.items())
    text = words.gettext(
        "Documents registered since whose numbers a restored file gives again: {which}. Register these first "
        "there, in the same order."
    )
    return text.format(which=which)


def moment(at: datetime, words: Words) -> str:
    """Return a day and a time, as in «24.11.2026, 09:02»."""
    return words.gettext("{day}, {time}").format(day=words.date(at.astimezone().date()), time=words.time(at))


def day(at: datetime, on: date, words: Words) -> str:
    """Return «сегодня, 09:02», or day and time of an older copy."""
    if at.astimezone().date() == on:
        return words.gettext("today, {time}").format(time=words.time(at))
    return moment(at, words)


def size(length: int, words: Words) -> str:
    """Return the size of a copy, «4,2 МБ»."""
    if length < 1_000_000:
        return words.gettext("{n} KB").format(n=words.number(length / 1000, 0))
    return words.gettext("{n} MB").format(n=words.number(length / 1_000_000))


def renewed(count: int, words: Words) -> str:
    """Return how many copies have got the new key; empty if none."""
    text = words.ngettext("{n} copy has the new key now.", "{n} copies have the new key now.", count)
    return text.format(n=count) if count else ""


def former(places: Sequence[Path], words: Words) -> tuple[str, ...]:
    """Return which copies still open with the former key, a sentence each; empty if none."""
    if not places:
        return ()
    text = words.gettext(
        "Copies that still open with the former password and code: {names}. They get the new key as soon as "
        "they can be reached."
    )
    return (text.format(names=", ".join(map(str, places))),)
