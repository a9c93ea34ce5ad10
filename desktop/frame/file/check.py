"""Checks the open file in the background: new events and pages after opening, all once a day when idle.

The timers are here and not in ``Data``: one that Python drops in a worker thread takes the program with it.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import errands
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.kit.page.banner import Banner
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from db.journal.problems import Problem
    from db.journal.reconcile import Reconciled

REST = 5_000  # milliseconds without a change after which the journal's end is noted
IDLE = 300_000  # milliseconds without a change after which the whole file is checked
SHOWN = 3  # problems that are listed


class FileCheck(QObject):
    """Checks one file after another; any other job comes first.

    Signals:
        failed: the check found something; ``tell`` shows it.
    """

    failed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._data: Data | None = None
        self.outcome: Reconciled | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._on_rest)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.check_whole)

    def begin(self, data: Data) -> None:
        """Check what was written since the last check; only once for each opening."""
        if self._data is data:
            return
        self._data, self.outcome = data, None
        data.changed.connect(self._on_changed)
        self._check_new()

    def leave(self) -> None:
        """Forget the file, because it is being closed."""
        self._rest.stop()
        self._idle.stop()
        if self._data is not None:
            self._data.changed.disconnect(self._on_changed)
        self._data = self.outcome = None

    def check_whole(self) -> None:
        """Check the whole file if that is due; any other job comes first."""
        if self._data is None or not self._data.whole_check_due:
            return
        if self._jobs.busy:
            self._idle.start()
        else:
            self.check_again()

    def check_again(self) -> None:
        """Check the whole file as soon as nothing else is done: something else came upon damage."""
        if self._data is not None:
            work = partial(errands.check_whole, self._data)
            self._jobs.run(work, self._on_checked, "", self._idle.start, gives_way=True)

    @property
    def damaged(self) -> bool:
        """Whether something was found that cannot be read, or does not hold together."""
        from db.journal.problems import ProblemKind

        found = () if self.outcome is None else self.outcome.problems
        return any(one.kind in (ProblemKind.PAGES, ProblemKind.LINKS) for one in found)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found, as sentences; the first few."""
        from desktop.office.checked import problem_found

        found = () if self.outcome is None else self.outcome.problems
        return tuple(problem_found(one, current()) for one in found[:SHOWN])

    def tell(self, banner: Banner) -> None:
        """Show what was found, and the way to what can be done; nothing if the file is sound."""
        if self.outcome is None or not self.outcome.problems:
            return
        count = len(self.outcome.problems)
        fact = ngettext(
            "The check of the file found {n} problem.", "The check of the file found {n} problems.", count
        ).format(n=count)
        if self.damaged:
            todo = _("From now on the file is only read, and stays as it is.")
        else:
            todo = _("Compare with your printed documents if you did not do this.")
            if self._data is not None and not self._data.read_only:
                todo = f"{_('Work can go on.')} {todo}"
        banner.show_fact(fact, " ".join((*self.reasons, todo)), "danger", act=_("What can be done…"))

    def _check_new(self) -> None:
        if self._data is not None:
            work = partial(errands.check_since_last, self._data)
            self._jobs.run(work, self._on_new_checked, "", self._check_new, gives_way=True)

    def _on_new_checked(self, outcome: "Reconciled") -> None:
        self._on_checked(outcome)
        if not self.damaged:
            self._check_pages()

    def _check_pages(self) -> None:
        if self._data is not None:
            work = partial(errands.check_pages, self._data)
            self._jobs.run(work, self._on_pages_checked, "", self._check_pages, gives_way=True)

    def _on_pages_checked(self, broken: "tuple[Problem, ...]") -> None:
        if broken and self.outcome is not None:
            problems = (*broken, *self.outcome.problems)
            self._on_checked(replace(self.outcome, problems=problems))

    def _on_changed(self, _tables: object) -> None:
        self._rest.start()
        self._idle.start()

    def _on_rest(self) -> None:
        if self._data is not None:
            self._data.rest()

    def _on_checked(self, outcome: "Reconciled | None") -> None:
        self._idle.start()
        if outcome is None:
            return
        told = () if self.outcome is None else self.outcome.problems
        self.outcome = outcome
        if outcome.problems and outcome.problems != told:  # a banner that was closed stays closed
            self.failed.emit()
