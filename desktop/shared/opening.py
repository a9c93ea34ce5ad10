"""Acts that may bring the last sheet of a case in: sealed ones open with it in a job, and one line tells."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.exchange import opening
from db.journal import reasons
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Job, Jobs, under_way
from desktop.office.exchange import phrases_exchange
from desktop.office.sentences import sentence
from domain.exchange.ledger import Opened
from domain.progress import Progress
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:  # reading packets is imported when there is one
    from desktop.office.exchange.opening import Outcome

type Done = "Callable[[Outcome], object]"
"""Called with what opened, when the act is done."""


def submit(context: Context, sheet_id: int, done: Done, ended: Callable[[], object]) -> bool:
    """Hand in an own sheet, and return whether that goes on in a job; *ended* is called before *done*.

    Raises:
        Refused: if it may not be handed in.
    """
    opens = context.data.read(opening.sheet_opens, sheet_id) is not None
    _do(context.jobs, partial(_submitted, context.data, sheet_id, False), done, opens=opens, ended=ended)
    return opens


def hand_in(context: Context, sheet_id: int, done: Done) -> None:
    """Hand in the sheet of an accepted form.

    Raises:
        Refused: if it may not be handed in.
    """
    opens = context.data.read(opening.sheet_opens, sheet_id) is not None
    _do(context.jobs, partial(_submitted, context.data, sheet_id, True), done, opens=opens)


def release(
    data: Data, jobs: Jobs, case_id: int, person_id: int, done: Done, ended: Callable[[], object]
) -> None:
    """Release an assessor from a case; *ended* is called first, whatever comes of it.

    Raises:
        Refused: if the assessor stays.
    """
    opens = data.read(opening.opens_by, case_id, (person_id,)) is not None
    _do(jobs, partial(_released, data, case_id, person_id), done, opens=opens, ended=ended)


def open_early(context: Context, case_id: int, reason: str, done: Done) -> None:
    """Open a case early, for a reason.

    Raises:
        Refused: if it may not be opened, or the reason is missing or too long.
    """
    told = reasons.reason(reason)
    opens = context.data.read(opening.opens_by, case_id, early=True) is not None
    _do(context.jobs, partial(_opened_early, context.data, case_id, told), done, opens=opens)


class SheetsOpening(QObject):
    """Opens the sealed sheets of a case for which nobody is awaited any more, wherever that is asked for.

    Signals:
        told: what opened, or that nothing did.
    """

    told = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def open(self, case_id: int) -> None:
        """Open them in a job; pressed twice, the second would find nothing, and say so."""
        if not under_way(self._job):
            work = partial(_opened, self._context.data, case_id)
            self._job = self._context.jobs.run(work, self._on_opened, _title())

    def _on_opened(self, done: Opened) -> None:
        self.told.emit(asked_words(done))


def words(outcome: "Outcome", *, early: bool = False) -> str:
    """Return what opened with an act, in one line; empty if there is nothing to say."""
    if outcome.refused is None:
        return opened_words(outcome.done, early=early)
    why = sentence(outcome.refused, current()).what
    text = _(
        "The sealed sheets could not be opened. {why} Nothing is lost: press “Open sheets” under "
        "Assessment → Exchange."
    )
    return text.format(why=why)


def opened_words(done: Opened, *, early: bool = False) -> str:
    """Return how many sealed sheets opened, or whose cannot be read; empty if there are none.

    *early*: somebody has not handed in.
    """
    if done.set_aside:
        return phrases_exchange.set_aside(done.set_aside, current())
    if not done.opened:
        return ""
    opened = (
        ngettext("{n} sealed sheet is open.", "{n} sealed sheets are open.", done.opened)
        if early
        else ngettext("All are in: {n} sheet is open", "All are in: {n} sheets are open", done.opened)
    )
    return opened.format(n=done.opened)


def asked_words(done: Opened) -> str:
    """Return what opened when somebody asked for it, or that nothing did."""
    return opened_words(done) or _("There is nothing to open: see who is awaited.")


def _do(
    jobs: Jobs,
    work: "Callable[[Progress], Outcome]",
    done: Done,
    *,
    opens: bool,
    ended: Callable[[], object] | None = None,
) -> None:
    """Do it at once if nothing opens; else in a job, for sealed sheets are read in a process of their own."""
    if opens:
        jobs.run(work, done, _title(), ended=ended)
        return
    outcome = work(Progress())
    if ended is not None:
        ended()
    done(outcome)


def _title() -> str:
    return _("Opening the sealed sheets")


def _submitted(data: Data, sheet_id: int, form: bool, progress: Progress) -> "Outcome":
    from desktop.office.exchange import opening as office

    return office.submitted(data, sheet_id, progress, form=form)


def _released(data: Data, case_id: int, person_id: int, progress: Progress) -> "Outcome":
    from desktop.office.exchange import opening as office

    return office.released(data, case_id, person_id, progress)


def _opened_early(data: Data, case_id: int, reason: str, progress: Progress) -> "Outcome":
    from desktop.office.exchange import opening as office

    return office.opened_early(data, case_id, reason, progress)


def _opened(data: Data, case_id: int, progress: Progress) -> Opened:
    from desktop.office.exchange import opening as office

    return office.opened(data, case_id, progress)
