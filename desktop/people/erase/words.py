"""The preview of an erasure as a job, and its words in the window."""

from collections.abc import Callable

from db.people import erasing
from desktop.data import Data
from desktop.office.erasure import Done
from domain.people.erasure import CannotErase, Preview
from domain.progress import Progress
from resources.i18n import _


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


def aftermath(done: Done) -> tuple[str, ...]:
    """Return where the papers are, and what nobody but people can reach."""
    names = ", ".join(one.name for one in done.papers)
    return (
        _("Saved in {folder}: {names}. They name the person: keep them outside the file.").format(
            folder=done.papers[0].parent, names=names
        ),
        _("Copies on sticks and on other computers are not reached from here: find and delete them."),
    )
