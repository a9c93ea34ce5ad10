"""The job that writes documents of one or many, and the message if some failed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import override

from desktop.export.dialog import Ids, Wish
from desktop.office.not_recorded import not_recorded
from desktop.office.papers import documents
from desktop.office.papers.documents import Exported, Failure, Stopped
from desktop.office.papers.registry import DOCUMENTS
from desktop.office.sentences import sentence
from domain.progress import Progress
from reports.paper.atomic import HeldOpen, Unwritable
from resources.i18n import _, current, ngettext

SHOWN = 3  # documents named per reason


def exporting(
    read: documents.Read,
    case_id: int,
    wish: Wish,
    viewer_id: int,
    today: date,
    unit_id: int | None = None,
    *,
    write: documents.Write,
) -> Callable[[Progress], Exported]:
    """Return the job that writes the documents wished for, of a team only the unit's; it holds no widget."""

    def work(progress: Progress) -> Exported:
        ids = dict.fromkeys(wish.kinds, (case_id,))
        return _export(read, write, ids, wish, viewer_id, today, unit_id, progress)

    return work


def exporting_many(
    read: documents.Read,
    write: documents.Write,
    wish: Wish,
    viewer_id: int,
    today: date,
    unit_id: int | None,
) -> Callable[[Progress], Exported]:
    """Return the job that writes all documents wished for, each for its own ids, of a team only the unit's.

    If it is stopped, its result is what was finished by then.
    """

    def work(progress: Progress) -> Exported:
        try:
            return _export(read, write, wish.of, wish, viewer_id, today, unit_id, progress)
        except Stopped as stopped:
            return stopped.done

    return work


def _export(
    read: documents.Read,
    write: documents.Write,
    ids: Ids,
    wish: Wish,
    viewer_id: int,
    today: date,
    unit_id: int | None,
    progress: Progress,
) -> Exported:
    done = Exported((), ())
    before = 0
    for kind in wish.kinds:
        part = _Part(progress, before, wish.count)
        before += wish.files(kind)
        stopped = False
        try:
            made = documents.export(
                read,
                kind,
                ids[kind],
                wish.formats,
                wish.languages,
                wish.folder,
                part,
                viewer_id,
                today,
                unit_id,
                write=write,
            )
        except Stopped as stop:
            made, stopped = stop.done, True
        done = Exported(
            (*done.written, *made.written),
            (*done.failed, *made.failed),
            unrecorded=done.unrecorded or made.unrecorded,
        )
        if stopped or made.left:
            done = replace(done, left=made.left + wish.count - before)
        if stopped:
            raise Stopped(done)
        if done.left:
            break
    return done


class _Part(Progress):
    """One kind of document within a progress that counts all files."""

    def __init__(self, whole: Progress, before: int, total: int) -> None:
        super().__init__()
        self._whole, self._before, self._total = whole, before, total

    @override
    def step(self, done: int, total: int) -> None:
        self._whole.step(self._before + done, self._total)


def failed_words(done: Exported) -> tuple[str, str]:
    """Return fact and details of the message about documents that failed, both empty if none did."""
    if not done.failed:
        return "", ""
    told = " ".join(_failed(failure) for failure in done.failed)
    kept = _("The others are saved.") if done.written and not done.left else ""
    return _("Not all documents could be made."), " ".join(filter(None, (told, _not_begun(done), kept)))


def missing_words(done: Exported, names: Mapping[int, str]) -> tuple[str, str]:
    """Return the same for many documents: how many were written, and the others by reason.

    *names* are those of subjects that could not even be read, by the id asked for. Both texts are empty if
    nothing is missing.
    """
    count = len(done.written)
    if not done.failed and not done.left:
        return "", ""
    fact = ngettext("{n} file of {total} is saved.", "{n} files of {total} are saved.", count).format(
        n=count, total=count + len(done.failed) + done.left
    )
    return fact, " ".join(filter(None, (*_reasons(done, names), _not_begun(done))))


def unrecorded_words(done: Exported) -> str:
    """Return that the journal does not tell of this export, and why; empty if it does."""
    return "" if done.unrecorded is None else not_recorded(done.unrecorded, current())


def _not_begun(done: Exported) -> str:
    if not done.left:
        return ""
    return ngettext("{n} file was not started.", "{n} files were not started.", done.left).format(n=done.left)


def _reasons(done: Exported, names: Mapping[int, str]) -> list[str]:
    """Return each reason once, after the names of the documents it concerns."""
    named: dict[object, list[str]] = {}
    first: dict[object, str] = {}
    for failure in done.failed:
        error = failure.error
        told = sentence(error, current())
        what = told.what
        if isinstance(error, Unwritable):
            what = what.replace(str(error.path), error.path.name)  # whoever chose the folder knows it
        # One that is held open says where each file went.
        key = what if isinstance(error, HeldOpen) or not isinstance(error, OSError) else error.errno
        first.setdefault(key, f"{what} {told.todo}".strip())
        name = failure.path.name if failure.path is not None else names.get(failure.case_id, failure.code)
        named.setdefault(key, []).append(name)
    return [
        first[key] if len(mine) == 1 and mine[0] in first[key] else f"{_listed(mine)}: {first[key]}"
        for key, mine in named.items()
    ]


def _listed(named: list[str]) -> str:
    more = len(named) - SHOWN
    if more <= 0:
        return ", ".join(named)
    last = ngettext("and {n} more", "and {n} more", more).format(n=more)
    return f"{', '.join(named[:SHOWN])} {last}"


def _failed(failure: Failure) -> str:
    """Say which document is missing and why; one that failed before it had a file name goes by its title."""
    told = sentence(failure.error, current())
    name = failure.path.name if failure.path is not None else DOCUMENTS[failure.kind].name(current())
    return f"{name}: {told.what} {told.todo}".strip()
