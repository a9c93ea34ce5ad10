"""Undo steps of a training draft: one for each change."""

from collections.abc import Callable

from db.team import training_drafts
from desktop.data import Data
from desktop.kit.undo import Step
from domain.team.training import TrainingDraft

type Where = tuple[int, int | None]  # the cycle, and the unit in it


def change(
    data: Data,
    where: Where,
    old: TrainingDraft | None,
    new: TrainingDraft | None,
    shown: Callable[[], None],
) -> Step:
    """Replace the *old* draft by the *new* one; None stands for the proposal."""

    def put(draft: TrainingDraft | None) -> None:
        cycle_id, unit_id = where
        if draft is None:
            data.write(training_drafts.drop, cycle_id, unit_id)
        else:
            data.write(training_drafts.keep, cycle_id, draft, unit_id)
        shown()

    return Step(lambda: put(new), lambda: put(old))
