"""Erasing a person from beginning to end: the two papers, the act, the file and its copies. No Qt.

The papers are drawn within the transaction, as parts where they are to lie: if that cannot be, nothing is
erased. They get their names after the commit, so that no paper tells of an act that did not happen. What is
to be done then (the papers, the file, its copies) is written down in the same transaction and worked off: a
kill at any step leaves nothing, or something that is named.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office import destruction
from domain.outstanding import Outstanding, Task
from domain.people.erasure import Erased, LedgerLine, Order, Preview
from domain.progress import Cancelled, Progress
from resources.i18n import Words
from resources.i18n import words as words_of
from resources.msgids import _

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.file.store import Store
    from db.journal import outstanding
    from domain.event import HandedOut
    from domain.papers.destruction import DuePapers
    from domain.people.organisation import Organisation
    from domain.people.person import Person


_CUT_SHORT = 600  # seconds


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what was not reached, as in ``Finished``."""

    erased: Erased
    papers: tuple[Path, ...]
    compact: bool
    rewritten: int = 0
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    unsaved: tuple[Path, ...] = ()


def erase(
    store: "Store",
    order: Order,
    folder: Path,
    progress: Progress | None = None,
    second: Path | None = None,
    *,
    words: Words | None = None,
) -> Done:
    """Erase the person, and save the act and the extract in *folder*; ``order.named`` may be left empty.

    *second* is another folder that may hold copies. Without *words* the papers, and the name of whoever was
    erased, are in the organisation's language.

    Raises:
        Refused: as ``erasing.erase``; nothing was changed.
        OSError, StoreError: nothing was erased, and no paper is left behind.
    """
    from db.file import copies, leftovers
    from db.file.store import StoreError
    from db.journal import outstanding
    from db.people import erasing

    told, number, organisation, actor, out = store.read(_facts, order)
    words = words or words_of(organisation.language)
    if not order.named:
        order = replace(order, named=destruction.named(told, number, words))
    papers: list[destruction.Part] = []

    def draw(erased: Erased) -> None:
        system = destruction.System(store.path.name)
        destruction.draw(papers, folder, erased, (organisation, actor, out), system, words)

    def act(session: "Session") -> Erased:
        """Erase, and write down in the same transaction what is to be done outside the file then."""
        erased = erasing.erase(session, order, draw)
        tasks = [(Task.PAPER, target.absolute(), part.read_bytes()) for part, target in papers]
        outstanding.write_down(session, (*tasks, *_after(store, second)), erased.event)
        return erased

    try:
        erased = store.write(act)
    except BaseException:
        destruction.drop(part for part, _target in papers)
        raise
    for part, target in papers:
        with contextlib.suppress(OSError):  # it is saved below from what the file holds
            part.replace(target)
    destruction.drop(part for part, _target in papers)
    # A document that was cut short may hold the person; minutes later nobody writes it any more.
    leftovers.sweep(store.path.parent, copies.folder(store.path), folder, old=_CUT_SHORT)
    names = tuple(target for _part, target in papers)
    try:
        after = finish(store, progress, second, words=words)
    except (StoreError, Cancelled):  # the act is done; what is outstanding is written down
        left = tuple(one.path for one in store.copies.listed(second))
        unsaved = tuple(one for one in names if not one.exists())
        after = Finished(left=left, unsaved=unsaved, compact=False)
    return Done(erased, names, after.compact, after.rewritten, after.removed, after.left, after.unsaved)


@dataclass(frozen=True, slots=True)
class Finished:
    """What was done of what was outstanding, and what was not reached.

    ``left`` are places: copies that still have who was erased, a folder of copies that is away, and
    ``unsaved`` documents. ``compact`` is False if the file could not be rewritten. ``former`` are places of
    copies that still open with the former key, ``renewed`` how many have the present one now.
    """

    papers: tuple[Path, ...] = ()
    rewritten: int = 0
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    unsaved: tuple[Path, ...] = ()
    compact: bool = True
    renewed: int = 0
    former: tuple[Path, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is outstanding any more."""
        return self.compact and not (self.left or self.unsaved or self.former)


def finish(
    store: "Store",
    progress: Progress | None = None,
    second: Path | None = None,
    *,
    everywhere: bool = False,
    words: Words | None = None,
) -> Finished:
    """Do what erasures and new keys have still to do: save papers, rewrite the file and its copies.

    It can be repeated, and goes on where a kill or somebody stopped it. *second* is another folder that may
    hold copies; *everywhere*: look through all copies although none is known to be outstanding.
    *words* as for ``erase``.

    Raises:
        StoreError: if the file cannot be written; what is outstanding stays written down.
    """
    from db.journal import outstanding
    from desktop.office import renewing

    renewing.name_strays(store, second)
    progress, tasks = progress or Progress(), store.read(outstanding.outstanding)
    saved, unsaved = _save_papers(store, [one for one in tasks if one.task is Task.PAPER], second)
    if saved:
        tasks = store.read(outstanding.outstanding)
    in_file = [one.id for one in tasks if one.task is Task.FILE]
    compact = not in_file or store.compact()
    if in_file and compact:
        store.write(outstanding.settle, in_file)
    # First, since an erasure could not open these copies.
    renewed, former = renewing.renew(store, [one for one in tasks if one.task is Task.OLD_KEY], progress)
    found = Finished(papers=saved, unsaved=unsaved, compact=compact, renewed=renewed, former=former)
    of_copies = [one for one in tasks if one.task in (Task.COPY, Task.FOLDER)]
    if not of_copies and not everywhere:
        return found
    return _copies(store, of_copies, found, progress, second, words)


def save_due(store: "Store", due: "DuePapers", folder: Path, second: Path | None = None) -> tuple[Path, ...]:
    """Save the papers of an erasure that was done while the file was served; what it left to do is done then.

    Raises:
        OSError, StoreError: they stay due.
    """
    from resources.i18n import current

    def settle(due_id: int) -> None:
        store.write(_settle_due, due_id, tuple(_after(store, second)), due.erased.event)

    return destruction.save(due, folder, destruction.System(store.path.name), current(), settle)


def _settle_due(session: "Session", due_id: int, new: "Sequence[outstanding.New]", event: int) -> None:
    from db.journal import outstanding
    from db.people import destruction as due_papers

    due_papers.saved(session, due_id)
    outstanding.write_down(session, new, event)


def _after(store: "Store", second: Path | None) -> "Iterator[outstanding.New]":
    """Yield what is to be done after any erasure: file, each copy, the second folder if it may be away."""
    from db.file import copies

    yield Task.FILE, store.path.absolute(), None
    for copy in store.copies.listed(second):
        yield Task.COPY, copy.path.absolute(), None
    if second is not None and not copies.is_held(second):
        yield Task.FOLDER, second.absolute(), None


def _save_papers(
    store: "Store", tasks: "Sequence[Outstanding]", second: Path | None
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Save the documents that a kill kept from their place; return those saved, and those that are not.

    They name the person: copies made while the file held them are written down to be rewritten.
    """
    from db.journal import outstanding
    from reports.paper.atomic import for_owner, replacing

    saved: list[Path] = []
    unsaved: list[Path] = []
    done: list[int] = []
    for one in tasks:
        content = store.read(outstanding.content, one.id)
        try:
            target = one.place
            if not target.exists() or target.read_bytes() != content:
                target = destruction.free(target.parent, target.name)
                with for_owner(), replacing(target) as part:
                    part.write_bytes(content)
        except OSError:  # the stick may be away
            unsaved.append(one.place)
        else:
            _sweep_parts(target.parent, content)
            saved.append(target)
            done.append(one.id)
    if done:
        event = max(one.event for one in tasks)
        store.write(_note, done, tuple(_after(store, second)), event)
    return tuple(saved), tuple(unsaved)


def _sweep_parts(folder: Path, content: bytes) -> None:
    """Remove parts of a document that a kill kept from its name: they name the person."""
    with contextlib.suppress(OSError):
        for part in folder.glob(".merilo-*.part"):
            with contextlib.suppress(OSError):
                if part.stat().st_size == len(content) and part.read_bytes() == content:
                    part.unlink()


def keep_erased(lines: tuple[LedgerLine, ...], language: Words) -> "Callable[[Session], tuple[str, ...]]":
    """Return the act that erases whom the ledger names, in a copy that still has them."""

    def act(session: "Session") -> tuple[str, ...]:
        from db.people import erasing

        return erasing.replay(session, lines, lambda number: language.gettext(_AGAIN).format(number=number))

    return act


def _copies(
    store: "Store",
    tasks: "Sequence[Outstanding]",
    found: Finished,
    progress: Progress,
    second: Path | None,
    words: Words | None,
) -> Finished:
    """Rewrite the copies; the act is done, so what keeps them from it is no failure of the act."""
    from db.file import copies
    from db.file.rewriting import Outcome
    from db.file.store import StoreError
    from db.journal import outstanding
    from db.people import erasing, organisation

    lines = store.read(erasing.ledger)
    erase_again = keep_erased(lines, words or words_of(store.read(organisation.organisation).language))

    def act(session: "Session") -> object:
        outstanding.drop_papers(session)
        return erase_again(session)

    folders = [one.place for one in tasks if one.task is Task.FOLDER]
    elsewhere = (second, *folders) if second is not None else folders
    places = [one.place for one in tasks]
    try:
        outcomes = store.copies.rewrite(act, progress, elsewhere, places, found.former)
    except (StoreError, Cancelled):
        return replace(found, left=tuple(one.place for one in tasks))
    left = [one.path.absolute() for one in outcomes if one.outcome is Outcome.LEFT]
    met = {one.path.absolute() for one in outcomes}
    # A mount point may be there though its stick is away: a folder is there that holds a copy.
    own = copies.folder(store.path).absolute()
    holding = {one.parent for one in met}
    if _is_there(own):
        holding.add(own)
    away = [one.place for one in tasks if not {one.place, _folder(one)} & (met | holding)]
    waiting = {*left, *away, *(one.parent for one in left)}
    event = max((one.event for one in tasks), default=0)
    done = [one.id for one in tasks if one.place not in waiting]
    store.write(_note, done, [(Task.COPY, one, None) for one in left], event)
    store.empty_log()
    return replace(
        found,
        rewritten=sum(one.outcome is Outcome.REWRITTEN for one in outcomes),
        removed=tuple(one.path for one in outcomes if one.outcome is Outcome.REMOVED),
        left=(*left, *away),
    )


def _note(session: "Session", done: Sequence[int], new: "Sequence[outstanding.New]", event: int) -> None:
    from db.journal import outstanding

    outstanding.settle(session, done)
    outstanding.write_down(session, new, event)


def _folder(task: Outstanding) -> Path:
    return task.place.parent if task.task is Task.COPY else task.place


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _facts(
    session: "Session", order: Order
) -> "tuple[Preview, int, Organisation, Person | None, tuple[HandedOut, ...]]":
    from db.assessing import people
    from db.journal import exports
    from db.people import erasing, organisation

    told = erasing.preview(session, order.person_id, marks_kept=order.marks_kept)
    return (
        told,
        erasing.next_number(session),
        organisation.organisation(session),
        None if told.actor_id is None else people.person(session, told.actor_id),
        exports.handed_out(session, told.person_id),
    )


_AGAIN = _("Erased person No. {number}")
