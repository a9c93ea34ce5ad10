"""Follow-ups ticked as asked: written at once, and undone like a mark."""

from dataclasses import replace

from PySide6.QtCore import QObject

from db.assessing.talk import probes
from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.kit.undo import Step


class Ticking(QObject):
    """Writes the ticks of the card."""

    def __init__(self, stage: Stage, card: Card, rating: Rating) -> None:
        super().__init__(stage.screen)
        self._stage, self._card, self._rating = stage, card, rating
        card.follow_ups.ticked.connect(self._on_ticked)

    def _on_ticked(self, probe: str, asked: bool) -> None:
        code = self._stage.table.code
        if code and self._rating.may_write():
            step = Step(lambda: self._put(code, probe, asked), lambda: self._put(code, probe, not asked))
            try:
                self._stage.stack.push(step)
            except Exception:  # the button must not say what is not in the file
                self._card.show_row(self._stage.model.row(code))
                raise

    def _put(self, code: str, probe: str, asked: bool) -> None:
        model = self._stage.model
        row = model.row(code)
        self._stage.context.data.write(probes.tick, model.sheet_id, row.item.id, probe, was_asked=asked)
        model.take_row(replace(row, asked=row.asked | {probe} if asked else row.asked - {probe}))
