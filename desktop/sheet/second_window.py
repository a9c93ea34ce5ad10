"""The same sheet in another window: what is written there is shown here, and no typed word is touched."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db import sheets
from desktop.context import Context
from desktop.sheet.model import SheetModel
from desktop.sheet.texts import Texts
from domain.errors import NotYours, Unknown
from domain.evidence import Evidence
from domain.mark import Mark
from domain.sheet import SheetRow
from resources.i18n import _


class SecondWindow(QObject):
    """Reads the sheet anew when somebody else has written into the file.

    Signals:
        told: which rows are others now, in words.
        ended: id of the sheet, which was handed in or closed elsewhere.
    """

    told = Signal(str)
    ended = Signal(int)

    def __init__(self, context: Context, model: SheetModel, texts: Texts, screen: QWidget) -> None:
        super().__init__(screen)
        self.data = context.data
        self._context, self._model, self._texts, self._screen = context, model, texts, screen
        context.data.news.connect(self._on_news)

    def _on_news(self) -> None:
        model, context = self._model, self._context
        if not self._screen.isVisible() or not model.is_shown:
            return
        try:
            there = context.data.read(sheets.sheet, model.sheet_id, context.me.id)
        except (NotYours, Unknown):  # told by the next act, which is refused in words
            return
        here = {row.item.code: _said(row) for row in model.sheet.rows}
        others = [row for row in there.rows if _said(row) != here[row.item.code]]
        for row in others:
            model.take_row(row)
        if others:
            codes = ", ".join(row.item.code for row in others)
            self.told.emit(_("Changed in another window: {codes}").format(codes=codes))
        over = (there.state, there.case) != (model.sheet.state, model.sheet.case)
        if over and not self._texts.editor.is_open:  # else saving the words tells of it
            self.ended.emit(there.id)


def _said(row: SheetRow) -> tuple[Mark | None, str, tuple[Evidence, ...]]:
    return row.mark, row.comment, row.facts
