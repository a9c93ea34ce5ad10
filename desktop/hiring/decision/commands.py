"""Undo steps of a decision: a level settled, or a settled level withdrawn."""

from dataclasses import dataclass

from db.hiring import decisions
from desktop.data import Data
from desktop.kit.undo import Step


@dataclass(frozen=True, slots=True)
class Agreed:
    """A level that people settled, with the reason; level None means that the item does not apply."""

    level: int | None
    reason: str


class Settle(Step):
    """Settle the level of one item; None lets the marks count again."""

    def __init__(self, data: Data, case_id: int, code: str, old: Agreed | None, new: Agreed | None) -> None:
        super().__init__(lambda: _put(data, case_id, code, new), lambda: _put(data, case_id, code, old))
        self.code = code


def _put(data: Data, case_id: int, code: str, agreed: Agreed | None) -> None:
    if agreed is None:
        data.write(decisions.unsettle, case_id, code)
    else:
        data.write(decisions.settle, case_id, code, agreed.level, agreed.reason)
