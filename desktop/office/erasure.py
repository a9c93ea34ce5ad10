"""Erasing a person from beginning to end: the two papers, the act, the file and its copies. No Qt.

The papers are saved within the transaction: if they cannot be, nothing is erased, and if the act fails after
all, they are removed again. What is done after the act (the file rewritten, the copies) can be repeated.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from domain.people.erasure import Erased, LedgerLine, Order, Preview
from domain.people.person import PersonKind
from domain.progress import Cancelled, Progress
from resources.i18n import Words
from resources.i18n import words as words_of
from resources.msgids import _

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.file.rewriting import Rewritten
    from db.file.store import Store
    from domain.event import HandedOut
    from domain.people.organisation import Organisation
    from domain.people.person import Person
    from reports.paper.subject_copy import HandedOver


_CUT_SHORT = 600  # seconds
PRIVATE = 0o600  # of the two papers, whatever the folder says: outside the file they alone name the person


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what was not reached: ``compact`` False, ``left`` copies that still have it."""

    erased: Erased
    papers: tuple[Path, ...]
    compact: bool
    rewritten: int = 0
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def named(told: Preview, number: int, words: Words) -> str:
    """Return what stands instead of the name of the *number*-th erased person."""
    text = _ASSESSOR if told.signed else _KINDS[told.kind]
    return words.gettext(text).format(number=number)


def erase(
    store: "Store",
    order: Order,
    folder: Path,
    progress: Progress | None = None,
    second: Path | None = None,
) -> Done:
    """Erase the person, and save the act and the extract in *folder*; ``order.named`` may be left empty.

    *second* is another folder that may hold copies.

    Raises:
        Refused: as ``erasing.erase``; nothing was changed.
        OSError, StoreError: nothing was erased, and no paper is left behind.
    """
    from db.file import copies, leftovers
    from db.people import erasing

    progress = progress or Progress()
    told, number, organisation, actor, out = store.read(_facts, order)
    words = words_of(organisation.language)
    if not order.named:
        order = replace(order, named=named(told, number, words))
    papers: list[Path] = []

    def save(erased: Erased) -> None:
        from reports.people import destruction_act_pdf, destruction_extract_pdf
        from reports.people.erasure_paper import ErasurePaper

        paper = ErasurePaper(organisation, erased, actor, store.path.name, _given(out, words))
        stem = f"{erased.code}-{erased.on.isoformat()}.pdf"
        for write, name in (
            (destruction_act_pdf.write, words.gettext("Act-of-destruction")),
            (destruction_extract_pdf.write, words.gettext("Journal-extract")),
        ):
            target = _free(folder, f"{name}-{stem}")
            papers.append(target)
            write(paper, target, Progress(), words)
            with contextlib.suppress(OSError):  # some shares know no modes
                target.chmod(PRIVATE)

    try:
        erased = store.write(erasing.erase, order, save)
    except BaseException:
        for one in papers:
            with contextlib.suppress(OSError):
                one.unlink(missing_ok=True)
        raise
    compact = store.compact()
    # A document that was cut short may hold the person; minutes later nobody writes it any more.
    leftovers.sweep(store.path.parent, copies.folder(store.path), folder, old=_CUT_SHORT)
    return _copies(store, Done(erased, tuple(papers), compact), progress, second)


def again(store: "Store", progress: Progress | None = None, second: Path | None = None) -> tuple[Path, ...]:
    """Erase in every copy whom the ledger names, as once a stick is back; return those not reached."""
    return _rewritten(store, progress or Progress(), second)[2]


def keep_erased(lines: tuple[LedgerLine, ...], language: Words) -> "Callable[[Session], tuple[str, ...]]":
    """Return the act that erases whom the ledger names, in a copy that still has them."""

    def act(session: "Session") -> tuple[str, ...]:
        from db.people import erasing

        return erasing.replay(session, lines, lambda number: language.gettext(_AGAIN).format(number=number))

    return act


def _copies(store: "Store", done: Done, progress: Progress, second: Path | None) -> Done:
    """Rewrite the copies; the act is done, so what keeps them from it is no failure of the act."""
    from db.file.store import StoreError

    try:
        rewritten, removed, left = _rewritten(store, progress, second)
    except (StoreError, Cancelled):
        return replace(done, left=tuple(one.path for one in store.copies.listed(second)))
    return replace(done, rewritten=rewritten, removed=removed, left=left)


def _rewritten(
    store: "Store", progress: Progress, second: Path | None
) -> tuple[int, tuple[Path, ...], tuple[Path, ...]]:
    from db.file.rewriting import Outcome
    from db.people import erasing, organisation

    lines = store.read(erasing.ledger)
    words = words_of(store.read(organisation.organisation).language)
    found: tuple[Rewritten, ...] = store.copies.rewrite(keep_erased(lines, words), progress, second)
    return (
        sum(one.outcome is Outcome.REWRITTEN for one in found),
        tuple(one.path for one in found if one.outcome is Outcome.REMOVED),
        tuple(one.path for one in found if one.outcome is Outcome.LEFT),
    )


def _given(out: "tuple[HandedOut, ...]", words: Words) -> "tuple[HandedOver, ...]":
    """Return what was handed out about the person as the act prints it, the first first."""
    from desktop.office.papers.registry import titled
    from domain.text import Text
    from reports.paper.subject_copy import HandedOver

    return tuple(
        HandedOver(one.at, one.document, Text(title, title), one.formats)
        for one in reversed(out)
        for title in (titled(one.document, words),)
    )


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


def _free(folder: Path, name: str) -> Path:
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem} ({number}).pdf"
    return target


_ASSESSOR = _("Erased assessor No. {number}")
_AGAIN = _("Erased person No. {number}")
_KINDS = {
    PersonKind.CANDIDATE: _("Erased candidate No. {number}"),
    PersonKind.EMPLOYEE: _("Erased employee No. {number}"),
    PersonKind.EXTERNAL: _("Erased external No. {number}"),
}
