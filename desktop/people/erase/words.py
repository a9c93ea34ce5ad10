"""The preview of an erasure as a job, and its words in the window."""

from collections.abc import Callable
from pathlib import Path

from db.people import erasing
from desktop.data import Data
from desktop.office.destruction import DoneAtServer
from desktop.office.erasure import Done
from domain.people.erasure import CannotErase, Preview
from domain.progress import Progress
from reports.words.people import phrases_erasure
from resources.i18n import _, current


def erasure_of(
    data: Data, person_id: int, *, marks_kept: bool = True
) -> Callable[[Progress], Preview | CannotErase]:
    """Return the job that looks through the file for all that an erasure takes."""

    def work(_progress: Progress) -> Preview | CannotErase:
        try:
            return data.read(erasing.preview, person_id, marks_kept=marks_kept)
        except CannotErase as refused:
            return refused

    return work


def reason_stays(*, at_server: bool) -> str:
    """Return why the reason must name nobody."""
    if at_server:
        return _("It stays on the server: name nobody.")
    return _("It stays in the file: name nobody.")


def what_follows(*, at_server: bool) -> str:
    """Return what is done once somebody agrees."""
    if at_server:
        return _("The data go from the server. Then the act and the extract are saved on this computer.")
    return _("The act and the extract are saved first. Then the data go from the file and its copies.")


def told(done: Done | DoneAtServer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is left to be done, and what was done, a sentence each."""
    if isinstance(done, DoneAtServer):
        due = _(
            "The act and the extract are not saved yet. The server keeps what they need; until then every "
            "window of HR says so and offers to save them."
        )
        return (due,) if done.due else (), _after_server(done)
    words = current()
    left = phrases_erasure.not_reached(done.compact, done.left, words, done.unsaved)
    return left, (*phrases_erasure.copies(done.rewritten, done.removed, words), *_after(done))


def _after(done: Done) -> tuple[str, ...]:
    """Return where the papers are, and what nobody but people can reach."""
    return (
        _saved(done.papers),
        _("Copies on sticks and on other computers are not reached from here: find and delete them."),
    )


def _after_server(done: DoneAtServer) -> tuple[str, ...]:
    copies = _(
        "Copies of the server are not reached: the person stays in them until the administrator deletes "
        "them. If one is restored, the person is erased again."
    )
    packets = _("Files and packets on other computers are not reached either: find and delete them.")
    return (*((_saved(done.papers),) if done.papers else ()), copies, packets)


def _saved(papers: tuple[Path, ...]) -> str:
    names = ", ".join(one.name for one in papers)
    return _("Saved in {folder}: {names}. They name the person: keep them outside the file.").format(
        folder=papers[0].parent, names=names
    )
