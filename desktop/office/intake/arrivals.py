"""Files that a person brings, of whatever kind: what each of them is, or why nothing of it comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.office.intake import apart, contents, recognising
from desktop.office.intake.readings import WhichEncoding
from desktop.office.intake.recognising import Meaning, Thing
from domain.errors import Refused
from domain.exchange import key, packet
from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why
from reports.intake.roster.encodings import Candidate

_SHORTCUTS = (".lnk", ".url", ".webloc", ".desktop")
_OURS = {
    **dict.fromkeys((".merilo", ".merilo-backup", ".merilo-wal", ".merilo-shm"), Why.OUR_FILE),
    **dict.fromkeys((".keys", ".keys2"), Why.KEYS),
}
_FIRST = {Thing.PACKET: packet.FIRST, Thing.KEY: key.FIRST}  # what each begins with
_ELSEWHERE = ("http:", "https:", "ftp:", "mailto:")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file, or a text from the clipboard, and what it may be, the likeliest first.

    Without a meaning it is either refused, or a text of which a person has to say the encoding. ``wanted`` is
    what the person who chose it wants it to be; empty if it may be anything.
    """

    path: Path
    meanings: tuple[Meaning, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    refusal: Refused | OSError | None = None
    text: str | None = None
    encoding: str = ""
    wanted: frozenset[Thing] = frozenset()

    @property
    def clear(self) -> Meaning | None:
        """The one thing that it is, if that is wanted and comes in; else a person is told or asked."""
        if len(self.meanings) != 1 or self.meanings[0].thing is Thing.DOCUMENT:
            return None
        one = self.meanings[0]
        return one if not self.wanted or one.thing in self.wanted else None


def looked_into(paths: Sequence[Path], progress: Progress) -> tuple[Arrival, ...]:
    """Return what each file is, read by a process of its own; what is wrong with one stops no other."""
    if len(paths) == 1:
        return (look_into(paths[0], progress),)
    found: list[Arrival] = []
    for path in paths:
        progress.step(len(found), len(paths))
        found.append(look_into(path, progress.part()))
    return tuple(found)


def look_into(
    path: Path, progress: Progress, encoding: str = "", wanted: frozenset[Thing] = frozenset()
) -> Arrival:
    """Return what a file is; *encoding* is what a person says a text is in, *wanted* what it should be."""
    try:
        _check_place(path)
        brought = Arrival(path, encoding=encoding, wanted=wanted)
        return _read(brought, contents.content(path), progress)
    except (Refused, OSError) as error:
        return Arrival(path, refusal=error)


def look_into_text(
    name: str, text: str, progress: Progress, wanted: frozenset[Thing] = frozenset()
) -> Arrival:
    """Return what a text from the clipboard is; *name* stands for that of a file."""
    pasted = Arrival(Path(name), text=text, wanted=wanted)
    try:
        return _read(pasted, text.encode(errors="replace"), progress)
    except Refused as error:
        return Arrival(pasted.path, refusal=error, text=text)


def _read(one: Arrival, data: bytes, progress: Progress) -> Arrival:
    thing = next((thing for thing, first in _FIRST.items() if data.startswith(first)), None)
    if thing is not None and one.text is None:
        return replace(one, meanings=(Meaning(thing, data),))
    about = data, one.path.name, one.encoding
    if one.wanted:
        found = apart.read(recognising.recognised_as, *about, one.wanted, progress=progress)
    else:
        found = apart.read(recognising.recognised, *about, progress=progress)
    if isinstance(found, WhichEncoding):
        return replace(one, candidates=found.candidates)
    return replace(one, meanings=found)


def _check_place(path: Path) -> None:
    """Refuse what is no file of somebody's own: a folder, a link, a device, a file that is opened instead."""
    if str(path).startswith(_ELSEWHERE) or path.suffix.casefold() in _SHORTCUTS:
        raise Unreadable(Why.LINK)
    if path.is_dir():
        raise Unreadable(Why.FOLDER)
    path.stat()  # a file that is gone is told as such
    if not path.is_file():
        raise Unreadable(Why.NO_FILE)
    if (why := _OURS.get(path.suffix.casefold())) is not None:
        raise Unreadable(why)
