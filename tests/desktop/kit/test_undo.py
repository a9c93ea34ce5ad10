"""An act and the one that takes it back; what was refused leaves the stack."""

import pytest
from PySide6.QtGui import QUndoStack

from desktop.kit.undo import Adding, Step


class Shelf:
    """Keeps what stands on it, and gives each thing a number once."""

    def __init__(self) -> None:
        self.things: dict[int, str] = {}
        self.gone: dict[int, str] = {}
        self.locked = False

    def add(self, thing: str) -> int:
        self._refuse()
        number = len(self.things) + len(self.gone) + 1
        self.things[number] = thing
        return number

    def drop(self, number: int) -> None:
        self._refuse()
        self.gone[number] = self.things.pop(number)

    def restore(self, number: int) -> None:
        self._refuse()
        self.things[number] = self.gone.pop(number)

    def _refuse(self) -> None:
        if self.locked:
            raise PermissionError


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def stack(qapp: object) -> QUndoStack:
    return QUndoStack()


def adding(shelf: Shelf, thing: str) -> Adding:
    return Adding(lambda: shelf.add(thing), shelf.restore, shelf.drop)


def test_a_step_is_done_taken_back_and_done_again(shelf: Shelf, stack: QUndoStack) -> None:
    shelf.add("cup")
    stack.push(Step(lambda: shelf.drop(1), lambda: shelf.restore(1)))
    assert shelf.things == {}
    stack.undo()
    assert shelf.things == {1: "cup"}
    stack.redo()
    assert shelf.things == {}


def test_what_was_added_is_the_same_thing_when_done_again(shelf: Shelf, stack: QUndoStack) -> None:
    command = adding(shelf, "cup")
    assert command.new_id == 0
    stack.push(command)
    stack.undo()
    shelf.add("jug")
    stack.redo()
    assert (command.new_id, shelf.things) == (1, {2: "jug", 1: "cup"})


def test_a_refused_act_is_not_on_the_stack(shelf: Shelf, stack: QUndoStack) -> None:
    shelf.locked = True
    with pytest.raises(PermissionError):
        stack.push(adding(shelf, "cup"))
    assert (stack.count(), stack.canUndo()) == (0, False)


def test_an_undo_that_is_refused_leaves_the_stack(shelf: Shelf, stack: QUndoStack) -> None:
    stack.push(adding(shelf, "cup"))
    shelf.locked = True
    with pytest.raises(PermissionError):
        stack.undo()
    assert (stack.count(), shelf.things) == (0, {1: "cup"})
