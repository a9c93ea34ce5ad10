"""Undo steps: an act and its reversal; a refused act leaves the stack."""

from collections.abc import Callable
from typing import override

from PySide6.QtGui import QUndoCommand


class Step(QUndoCommand):
    """Does something and undoes it; holds ids and records, never anything shown."""

    def __init__(self, do: Callable[[], object], take_back: Callable[[], object]) -> None:
        super().__init__()
        self._do, self._take_back = do, take_back

    @override
    def redo(self) -> None:
        self._try(self._do)

    @override
    def undo(self) -> None:
        self._try(self._take_back)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise


class Adding(Step):
    """Adds something, whose id is ``new_id`` from then on, 0 before; redone, it has the same id."""

    def __init__(
        self, add: Callable[[], int], restore: Callable[[int], object], drop: Callable[[int], object]
    ) -> None:
        ids: list[int] = []  # not an attribute: a step that refers to itself would outlive its stack
        super().__init__(
            lambda: restore(ids[0]) if ids else ids.append(add()),
            lambda: drop(ids[0]),
        )
        self._ids = ids

    @property
    def new_id(self) -> int:
        """The id of what was added."""
        return self._ids[0] if self._ids else 0
