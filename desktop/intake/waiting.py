"""The strip over the screens that says which files wait to be imported."""

from typing import TYPE_CHECKING

from desktop.kit.page.banner import Banner
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.intake.door import Door


class Waiting(Banner):
    """Leads to the next file; closing it drops those that wait."""

    def listen(self, door: "Door") -> None:
        """Show what waits at this door."""
        door.waiting.connect(self._show)
        self.acted.connect(door.next)
        self.closed.connect(door.forget)

    def _show(self, fact: str, rest: str) -> None:
        if fact:
            self.show_fact(fact, rest, act=_("Next file"))
        self.setVisible(bool(fact))
