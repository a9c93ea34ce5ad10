"""The message about the last key: above the table, beside the levels of the card, and for screen readers."""

from PySide6.QtCore import QObject

from desktop.assessing.sheet.card.question import LevelHead
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.filters import Filters
from desktop.kit.aloud import announce
from resources.i18n import _


class Saying(QObject):
    """Shows messages about marks; others send theirs to ``tell``."""

    def __init__(self, stage: Stage, rating: Rating, filters: Filters, level_head: LevelHead) -> None:
        super().__init__(stage.screen)
        self._model, self._screen = stage.model, stage.screen
        self._rating = rating
        self._filters, self._level_head = filters, level_head
        rating.said.connect(self.tell)
        rating.asked.connect(self.show)
        rating.saved.connect(self._announce)
        rating.refused.connect(self._offer_again)
        rating.usual.connect(self.show_usual)

    def show(self, text: str) -> None:
        """Show the message where the user is looking."""
        self._filters.say(text)
        self._level_head.say(text)

    def tell(self, text: str) -> None:
        """Show the message, and announce it to screen readers."""
        self.show(text)
        self._announce(text)

    def show_usual(self) -> None:
        """Show the default message, while nothing has happened."""
        if not self._rating.allowed:
            self.show(_("This sheet is read-only"))
        elif self._rating.second.runs:
            self.show(_("Enter the form again; a difference beeps and waits"))
        elif self._model.sheet.unmarked:
            self._level_head.say("")
            self._filters.say(_("A digit gives the level and moves to the next row without a mark"))
        else:
            self.show(_("Every row has a mark"))

    def _offer_again(self, text: str) -> None:
        """Say that a mark was not written, and offer to retry."""
        self._filters.say(text, wrong=True, again=True)
        self._level_head.say(text, wrong=True, again=True)
        announce(text, self._screen, urgent=True)

    def _announce(self, text: str) -> None:
        announce(text, self._screen)
