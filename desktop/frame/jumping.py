"""The jump box over the open file: what it offers, and what is done with what was chosen in it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop.context import Context

if TYPE_CHECKING:
    from desktop.frame.workspace import Workspace
    from desktop.jump.box import JumpBox
    from desktop.jump.entries import Entry


class Jumping(QObject):
    """Opens the jump box, created anew each time, and carries out what was chosen."""

    def __init__(self, context: Context, space: "Workspace") -> None:
        super().__init__(space)
        self._context, self._space = context, space
        self.box: JumpBox | None = None  # while it is open

    def open(self) -> None:
        """Open the box, unless it is open."""
        from desktop.jump import gathering, offers
        from desktop.jump.box import JumpBox

        if self.box is None:
            context, space = self._context, self._space
            own = [one.objectName() for one in self._own_actions()]
            box = self.box = JumpBox(
                context.theme,
                gathering.shelves(context, space.papers, own, space.recent),
                space,
                partial(gathering.numbers, context),
                offers.why_nothing,
            )
            box.chosen.connect(self._on_chosen)
            box.closed.connect(self._on_closed)
            box.come()

    def close(self) -> None:
        """Close the box if it is open."""
        if self.box is not None:
            self.box.close_box()

    def do(self, name: str) -> None:
        """Carry out the act with this name."""
        space = self._space
        acts: dict[str, Callable[[], object]] = {
            "new_assessment": space.assess_new,
            "add_people": space.add_employee,
            **space.intake.acts,
            "dismiss": space.dismiss,
            "new_vacancy": space.to_vacancy,
            "note": space.note_down,
            **space.record_acts,
            "library": space.to_library,
            "copies": space.to_copies,
            "new_cycle": space.new_cycle,
            "other_file": space.file_wanted.emit,
            "new_file": space.new_file_wanted.emit,
            "close_file": space.close_wanted.emit,
            "lock": space.lock_wanted.emit,
            "about": space.about_wanted.emit,
            "demo": space.demo_wanted.emit,
            "remove_demo": space.demo_removal_wanted.emit,
            "help": space.help_wanted.emit,
            **space.exchange.acts,
            **{one.objectName(): one.trigger for one in self._own_actions()},
        }
        acts_on: dict[str, Callable[[str], object]] = {
            "theme": space.theme_chosen.emit,
            "language": space.language_chosen.emit,
            "cycle": lambda cycle_id: space.to_cycle(int(cycle_id)),
            "campaign": lambda cycle_id: space.to_campaign(int(cycle_id)),
            "sheet_number": space.find_sheet,
            "file": lambda path: space.open_recent(Path(path)),
        }
        act, _colon, what = name.partition(":")
        if act in acts_on:
            acts_on[act](what)
        elif act in acts:  # the screen may no longer allow the act
            acts[act]()

    def _own_actions(self) -> list[QAction]:
        """Return the acts of the current screen that the box offers."""
        icon = self._context.actions.icon
        return [one for one in self._space.shown.actions() if one.isEnabled() and icon(one.objectName())]

    def _on_chosen(self, entry: "Entry") -> None:
        from desktop.jump.entries import Kind

        space = self._space
        match entry.kind:
            case Kind.PLACE:
                space.go(entry.name)
            case Kind.PERSON:
                space.to_page(entry.person_id)
            case Kind.ITEM:
                framework_id, _colon, code = entry.name.partition(":")
                space.to_model_item(int(framework_id), code)
            case Kind.SETTING:
                space.to_setting(entry.name)
            case Kind.PAPER:
                space.to_papers(entry.name)
            case Kind.ACT:
                self.do(entry.name)

    def _on_closed(self) -> None:
        self.box = None
