"""The act of destruction and the extract from the journal: drawn as parts, then named. No Qt.

Over a file they are drawn in the transaction of the erasure (``erasure``). At a server the act comes first
and lets them be due there, since nothing is drawn there: whatever breaks off then, they can be saved later.
"""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.exchange.files import Files
from domain.people.erasure import CannotErase, Hindrance, Order, Preview
from domain.people.person import PersonKind
from domain.progress import Progress
from resources import parts
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from domain.event import HandedOut
    from domain.papers.destruction import DuePapers
    from domain.people.erasure import Erased
    from domain.people.organisation import Organisation
    from domain.people.person import Person

type Part = tuple[Path, Path]
"""A document as it lies there before it is to be seen, and as it is to be called."""

ROOM = 256 << 10  # bytes: more than both papers take


@dataclass(frozen=True, slots=True)
class System:
    """Where the person was erased, as the papers call it: a file, or a server by its address."""

    name: str
    server: bool = False


@dataclass(frozen=True, slots=True)
class DoneAtServer:
    """The person is erased there; ``papers`` were saved, and are ``due`` still if they could not be."""

    papers: tuple[Path, ...]
    due: bool = False


def named(told: Preview, number: int, words: Words) -> str:
    """Return what stands instead of the name of the *number*-th erased person."""
    text = _ASSESSOR if told.signed else _KINDS[told.kind]
    return words.gettext(text).format(number=number)


def erase(data: Files, order: Order, folder: Path, system: System, words: Words) -> DoneAtServer:
    """Erase the person at the server, and save both papers in *folder*; asked again, it goes on where it was.

    Raises:
        Refused: as ``erasing.erase``; nothing was changed.
        Unwritable: if the folder takes no file; nothing was changed.
        StoreError: the server did not answer, and it may be done.
    """
    from db.file.errors import StoreError
    from db.people import destruction, erasing
    from db.wire.refusals import AnswerErased, NotServed

    _try(folder)
    try:
        told = data.read(erasing.preview, order.person_id, marks_kept=order.marks_kept)
        if not order.named:
            order = replace(order, named=named(told, data.read(erasing.next_number), words))
        data.write(destruction.erase, order)
    except AnswerErased:  # it was done under this number, and somebody else was erased since
        pass
    except CannotErase as refused:
        if refused.why is not Hindrance.ERASED or not _due(data, order.person_id):
            raise
    try:
        saved = [
            path
            for one in _due(data, order.person_id)
            for path in save(one, folder, system, words, lambda due_id: data.write(destruction.saved, due_id))
        ]
    except (OSError, StoreError, NotServed):  # a login may end too
        return DoneAtServer((), due=True)
    return DoneAtServer(tuple(saved))


def save(
    due: "DuePapers", folder: Path, system: System, words: Words, settle: Callable[[int], object]
) -> tuple[Path, ...]:
    """Save both papers of an erasure in *folder*, then *settle* it by its id; return where they are.

    Raises:
        OSError: no paper is left behind, and it stays due.
    """
    papers: list[Part] = []
    try:
        draw(papers, folder, due.erased, (due.organisation, due.actor, due.handed_out), system, words)
        for part, target in papers:
            part.replace(target)
    except BaseException:
        drop(one for paper in papers for one in paper)
        raise
    settle(due.id)
    return tuple(target for _part, target in papers)


def draw(
    papers: list[Part],
    folder: Path,
    erased: "Erased",
    facts: "tuple[Organisation, Person | None, Sequence[HandedOut]]",
    system: System,
    words: Words,
) -> None:
    """Draw both papers as parts in *folder*, and add them to *papers*, each before it is begun.

    *facts* are the operator, who acted, and what was handed out about the person, the newest first.
    """
    from desktop.office.papers.documents import safe
    from desktop.office.papers.titles import titles
    from domain.papers.subject_copy import HandedOver
    from reports.paper.atomic import Unwritable, for_owner
    from reports.people import destruction_act_pdf, destruction_extract_pdf
    from reports.people.erasure_paper import ErasurePaper

    organisation, actor, out = facts
    paper = ErasurePaper(
        organisation,
        erased,
        actor,
        system.name,
        tuple(HandedOver(one.at, one.document, one.formats) for one in reversed(out)),
        titles(one.document for one in out),
        at_server=system.server,
    )
    stem = f"{safe(erased.code)}-{erased.on.isoformat()}.pdf"
    for write, name in (
        (destruction_act_pdf.write, words.gettext("Certificate-of-destruction")),
        (destruction_extract_pdf.write, words.gettext("Journal-extract")),
    ):
        target = free(folder, f"{name}-{stem}")
        part = parts.beside(target)
        papers.append((part, target))
        try:
            with for_owner():  # outside the file the two papers alone name the person
                write(paper, part, Progress(), words)
        except Unwritable as refused:
            raise Unwritable(target, refused) from refused


def drop(paths: Iterable[Path]) -> None:
    """Remove what nobody is to find."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def free(folder: Path, name: str) -> Path:
    """Return a place in *folder* at which nothing lies, called so or with a number behind."""
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem} ({number}).pdf"
    return target


def _due(data: Files, person_id: int) -> "tuple[DuePapers, ...]":
    from db.people import destruction

    return tuple(one for one in data.read(destruction.due) if one.erased.person_id == person_id)


def _try(folder: Path) -> None:
    """Find out that nothing can be saved there while nobody is erased yet."""
    from reports.paper.atomic import Unwritable

    part = parts.beside(folder / "papers")
    try:
        part.write_bytes(bytes(ROOM))
    except OSError as refused:
        raise Unwritable(folder, refused) from refused
    finally:
        drop((part,))


_ASSESSOR = _("Erased assessor No. {number}")
_KINDS = {
    PersonKind.CANDIDATE: _("Erased candidate No. {number}"),
    PersonKind.EMPLOYEE: _("Erased employee No. {number}"),
    PersonKind.EXTERNAL: _("Erased external No. {number}"),
}
