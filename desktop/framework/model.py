"""The edition shown: its content in the file, and the only way to change a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from db.framework import drafts, editions
from db.framework.editions import DraftView, EditionLine
from desktop.context import Context
from desktop.kit.undo import Step
from domain.framework.edition import Edition
from domain.framework.edition_difference import Change
from domain.framework.edition_faults import Part
from domain.framework.framework import EditionState, Item
from domain.framework.profile import Phase, Profile, Target

TABLES = frozenset(
    {"framework", "function", "item", "item_function", "item_group", "duty", "duty_item", "question"}
    | {"question_set", "profile", "target", "scale", "scale_level", "grouping_check", "version_link"}
    | {"job_description"}
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as the table shows it; ``was_…`` is the previous edition's target, None if it had none."""

    item: Item
    post: Target | None
    hire: Target | None
    was_post: Target | None
    was_hire: Target | None
    duties: int
    added: bool
    changed: bool


class DocumentStep(Step):
    """A step of the job description, which ends when that is published or its draft discarded."""


class FrameworkModel(QObject):
    """All editions, the one shown, and the undo stack of a draft.

    Signals:
        changed: the edition was reread.
        dropped: what was removed from the draft, as a sentence.
    """

    changed = Signal()
    dropped = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.lines: tuple[EditionLine, ...] = ()
        self.view: DraftView | None = None
        self.rows: tuple[ItemRow, ...] = ()
        self.stack = QUndoStack(self)
        context.data.changed.connect(self._on_changed)

    @property
    def shown(self) -> int:
        """The id of the edition that is shown, 0 before one is."""
        return 0 if self.view is None else self.view.line.id

    @property
    def content(self) -> Edition:
        """The content of the edition; available once one was read."""
        assert self.view is not None
        return self.view.content

    @property
    def is_draft(self) -> bool:
        """Whether the edition shown is a draft."""
        return (
            self.view is not None
            and self.view.line.state is EditionState.DRAFT
            and not self._context.data.read_only
        )

    @property
    def draft(self) -> EditionLine | None:
        """The draft of the model shown, if it has one."""
        if self.view is None:
            return None
        key = self.view.line.key
        return next((one for one in self.lines if one.key == key and one.state is EditionState.DRAFT), None)

    @property
    def in_force(self) -> EditionLine | None:
        """The edition of this model used for assessments."""
        if self.view is None:
            return None
        key = self.view.line.key
        return next((one for one in self.lines if one.key == key and one.in_force), None)

    def open(self) -> None:
        """Reread everything; show the same edition, or else what somebody worked on last."""
        self.lines = self._context.data.read(editions.editions)
        first = next((one.id for one in self.lines if one.id == self.shown), _last_worked_on(self.lines))
        if first:
            self._read(first)

    def show(self, framework_id: int) -> None:
        """Show another edition; the undo stack of the previous one is cleared."""
        if framework_id != self.shown:
            self.stack.clear()
            self._read(framework_id)

    def put(self, content: Edition) -> None:
        """Replace the content of the draft as an undoable step.

        Raises:
            Faulty: if it has faults; nothing was changed.
        """
        if content != self.content:
            data, framework_id, before = self._context.data, self.shown, self.content
            self.stack.push(
                Step(
                    lambda: data.write(drafts.put, framework_id, content),
                    lambda: data.write(drafts.put, framework_id, before),
                )
            )

    def undo(self) -> None:
        """Undo the last step that has not ended."""
        stack = self.stack
        while stack.canUndo() and stack.command(stack.index() - 1).isObsolete():
            stack.undo()
        stack.undo()

    def redo(self) -> None:
        """Redo the last step undone that has not ended."""
        stack = self.stack
        while stack.canRedo() and stack.command(stack.index()).isObsolete():
            stack.redo()
        stack.redo()

    def end_document_steps(self) -> None:
        """Take the steps of the job description out of what can be undone; those of the model stay."""
        for at in range(self.stack.count()):
            step = self.stack.command(at)
            if isinstance(step, DocumentStep):
                step.setObsolete(True)

    def profile(self, phase: Phase) -> Profile | None:
        """Return the profile whose targets the table shows: the first of this phase."""
        return next((one for one in self.content.profiles if one.phase is phase), None)

    def row(self, code: str) -> ItemRow | None:
        """Return the row of an item."""
        return next((one for one in self.rows if one.item.code == code), None)

    def _read(self, framework_id: int) -> None:
        self.view = self._context.data.read(editions.view, framework_id)
        self.rows = _rows(self.view)
        self.changed.emit()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.view is not None and tables & TABLES:
            self.open()


def _last_worked_on(lines: Sequence[EditionLine]) -> int:
    """Return the newest draft, or else what came into force last; 0 where there is no edition."""
    drafted = [one for one in lines if one.state is EditionState.DRAFT]
    ids = [one.id for one in drafted or [one for one in lines if one.in_force] or lines]
    return max(ids, default=0)


def _rows(view: DraftView) -> tuple[ItemRow, ...]:
    content = view.content
    keys = {} if view.base is None else {one.key: one.code for one in view.base.items}
    telling = [one for one in view.differences if one.part in (Part.ITEM, Part.TARGET, Part.QUESTION)]
    added = {one.code for one in telling if one.part is Part.ITEM and one.change is Change.ADDED}
    changed = {one.code for one in telling} - added
    duties: dict[str, int] = {}
    for duty in content.duties:
        for code in duty.items:
            duties[code] = duties.get(code, 0) + 1
    post, hire = (_targets(content, phase) for phase in (Phase.POST, Phase.HIRE))
    was_post, was_hire = (
        {} if view.base is None else _targets(view.base, phase) for phase in (Phase.POST, Phase.HIRE)
    )
    return tuple(
        ItemRow(
            item=one,
            post=post.get(one.code),
            hire=hire.get(one.code),
            was_post=was_post.get(keys.get(one.key, "")),
            was_hire=was_hire.get(keys.get(one.key, "")),
            duties=duties.get(one.code, 0),
            added=one.code in added,
            changed=one.code in changed,
        )
        for one in content.items
    )


def _targets(content: Edition, phase: Phase) -> dict[str, Target]:
    found = next((one for one in content.profiles if one.phase is phase), None)
    return {} if found is None else found.targets
