"""Undo steps of a decision: a level settled, or a settled level withdrawn."""

from db.hiring import decisions
from desktop.data import Data
from desktop.kit.undo import Step
from domain.hiring.decision import Agreed, SeenAgreed


class Settle(Step):
    """Settle the level of one item; None lets the marks count again.

    *old* is what the person saw there: what another one settled meanwhile is not replaced.
    """

    def __init__(self, data: Data, case_id: int, code: str, old: Agreed | None, new: Agreed | None) -> None:
        super().__init__(
            lambda: _put(data, case_id, code, old, new), lambda: _put(data, case_id, code, new, old)
        )
        self.code = code


def _put(data: Data, case_id: int, code: str, seen: Agreed | None, agreed: Agreed | None) -> None:
    if agreed is None:
        data.write(decisions.unsettle, case_id, code, SeenAgreed(seen))
    else:
        data.write(decisions.settle, case_id, code, agreed.level, agreed.reason, SeenAgreed(seen))
