"""Whether a candidate keeps the place in the vacancy, or the result if alone: found in the background."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.hiring import comparisons
from desktop.context import Context
from desktop.jobs import Job
from domain.assessing.result import CaseResult
from domain.errors import Unknown
from domain.hiring.comparison import Comparison
from domain.hiring.decision import Decision
from domain.hiring.steadiness import steadiness
from domain.progress import Progress
from reports.words.hiring import phrases_robustness as say
from reports.words.hiring import phrases_steadiness as alone
from resources.i18n import _, current


@dataclass(frozen=True, slots=True)
class Held:
    """Two neighbours in the ranking or one result, whether that holds, and what it rests on."""

    who: str
    verdict: str
    holds: bool
    told: tuple[str, ...]


class Holding(QObject):
    """Compares the candidates of the vacancy once the conclusion is looked at.

    Signals:
        found: a question and its answers, a tuple of ``Held``: of the pairs with the candidate in it, or else
            of the result alone; empty while there is no number to try.
    """

    found = Signal(str, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._result: CaseResult | None = None
        self._comparing: Job | None = None

    def compare(self, decision: Decision) -> None:
        """Work it out; only the last request is answered."""
        context, cycle_id = self._context, decision.result.cycle.id
        data, me, today = context.data, context.me.id, context.today()
        self._result = decision.result
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
        self._comparing, result = None, self._result
        assert result is not None
        told = () if comparison is None else pairs(comparison, result.case.id)
        if told:
            self.found.emit(_("Does the order hold?"), told)
        else:
            self.found.emit(_("Does the result hold?"), by_itself(result))


def pairs(comparison: Comparison, case_id: int) -> tuple[Held, ...]:
    """Return in words the pairs with this case in it."""
    words = current()
    return tuple(
        Held(
            say.who(comparison, one, words),
            say.verdict(one, words),
            one.holds,
            say.sentences(comparison, one, words),
        )
        for one in comparison.robustness
        if case_id in (one.above, one.below)
    )


def by_itself(result: CaseResult) -> tuple[Held, ...]:
    """Return in words whether a result without rivals holds; nothing while it has no number."""
    one, words = steadiness(result), current()
    if one is None:
        return ()
    return (Held(alone.who(one, words), alone.verdict(one, words), one.holds, alone.sentences(one, words)),)
