"""Undo steps of a sheet: a mark, a comment, a fact. The model writes, only commands tell it to."""

from collections.abc import Mapping
from typing import override

from desktop.assessing.sheet.model import Given, SheetModel
from desktop.kit.undo import Adding, Step
from domain.assessing.evidence import Told
from domain.mark import Mark, Overtaken
from domain.sheet_kinds import Origin

type Fact = tuple[tuple[str, ...], Told, str | None]  # item codes, content, hash of its file


class Rate(Step):
    """Give one item a mark, or clear it with None; *wanted* is what was tried last."""

    def __init__(self, model: SheetModel, code: str, mark: Mark | None, origin: Origin) -> None:
        row = model.row(code)
        old, new = (row.mark, row.origin or Origin.TYPED), (mark, origin)
        super().__init__(
            lambda: _give(model, {code: new}, {code: old}), lambda: _give(model, {code: old}, {code: new})
        )
        self.code = code
        self.wanted, self._old, self._new = new, old, new

    @override
    def redo(self) -> None:
        self.wanted = self._new
        super().redo()

    @override
    def undo(self) -> None:
        self.wanted = self._old
        super().undo()


def say(model: SheetModel, code: str, text: str) -> Step:
    """Write the comment of one item; empty removes it."""
    old = model.row(code).comment
    return Step(lambda: model.put_comment(code, text, old), lambda: model.put_comment(code, old, text))


def tell(model: SheetModel, fact: Fact) -> Adding:
    """Add a new fact; undo withdraws it."""
    return Adding(lambda: model.put_fact(0, *fact), model.bring_back, model.drop_fact)


def retell(model: SheetModel, fact_id: int, old: Fact, new: Fact) -> Step:
    """Change a fact."""
    return Step(
        lambda: model.put_fact(fact_id, *new, seen=old[1].text),
        lambda: model.put_fact(fact_id, *old, seen=new[1].text),
    )


def withdraw(model: SheetModel, fact_id: int) -> Step:
    """Withdraw a fact."""
    return Step(lambda: model.drop_fact(fact_id), lambda: model.bring_back(fact_id))


def take_note(model: SheetModel, note_id: int) -> Adding:
    """Use a diary note as a fact of the sheet; undo withdraws only the fact."""
    return Adding(
        lambda: model.take_note(note_id), lambda _fact_id: model.take_note(note_id), model.drop_fact
    )


def rate_all(model: SheetModel, marks: Mapping[str, Mark]) -> Step:
    """Give many items their marks as one step."""
    rows = {code: model.row(code) for code in marks}
    old = {code: (row.mark, row.origin or Origin.TYPED) for code, row in rows.items()}
    new: dict[str, Given] = {code: (mark, Origin.TYPED) for code, mark in marks.items()}
    return Step(lambda: _give(model, new, old), lambda: _give(model, old, new))


def _give(model: SheetModel, given: Mapping[str, Given], seen: Mapping[str, Given]) -> None:
    for code, (mark, _origin) in seen.items():
        if model.marked.get(code) != mark:  # another window's mark is already shown
            raise Overtaken(*model.mark_in_file(code))
    model.put_marks(given, {code: mark for code, (mark, _origin) in seen.items()})
