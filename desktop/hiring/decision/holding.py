"""Whether a candidate keeps the place among those of the vacancy: found in the background, told in words."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.hiring import comparisons
from desktop.context import Context
from desktop.jobs import Job
from domain.errors import Unknown
from domain.hiring.comparison import Comparison
from domain.hiring.decision import Decision
from domain.progress import Progress
from reports.words import phrases_robustness as say
from resources.i18n import current


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours in the ranking, whether their order holds, and what it rests on."""

    who: str
    verdict: str
    holds: bool
    told: tuple[str, ...]


class Holding(QObject):
    """Compares the candidates of the vacancy once the conclusion is looked at.

    Signals:
        found: the pairs with the candidate in it, a tuple; empty outside a vacancy.
    """

    found = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id = 0
        self._comparing: Job | None = None

    def compare(self, decision: Decision) -> None:
        """Work it out; only the last one asked for is told."""
        context, cycle_id = self._context, decision.result.cycle.id
        data, me, today = context.data, context.me.id, context.today()
        self._case_id = decision.result.case.id
        self.leave()

        def work(progress: Progress) -> Comparison | None:
            try:
                return data.read(comparisons.comparison, cycle_id, me, today, progress)
            except Unknown:  # not in a vacancy: there is nobody to compare with
                return None

        self._comparing = context.jobs.run(work, self._on_compared, "")

    def leave(self) -> None:
        """Drop what is being compared: another decision may be shown by then."""
        if self._comparing is not None:
            self._comparing.drop()
            self._comparing = None

    def _on_compared(self, comparison: Comparison | None) -> None:
        self._comparing = None
        self.found.emit(() if comparison is None else pairs(comparison, self._case_id))


def pairs(comparison: Comparison, case_id: int) -> tuple[Pair, ...]:
    """Return in words the pairs with this case in it."""
    words = current()
    return tuple(
        Pair(
            say.who(comparison, one, words),
            say.verdict(one, words),
            one.holds,
            say.sentences(comparison, one, words),
        )
        for one in comparison.robustness
        if case_id in (one.above, one.below)
    )
