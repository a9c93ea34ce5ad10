"""The same sheet in another window: what is written there is shown here, and no typed word is touched."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from db.assessing import sheets
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.stage import Stage
from domain.assessing.evidence import Evidence
from domain.assessing.sheet import SheetRow
from domain.errors import NotYours, Unknown
from domain.mark import Mark
from resources.i18n import _

type Said = tuple[Mark | None, str, tuple[Evidence, ...]]


class SecondWindow(QObject):
    """Reads the sheet anew when somebody else has written into the file.

    Signals:
        told: which rows are others now, in words.
        ended: id of the sheet, which was handed in or closed elsewhere.
    """

    told = Signal(str)
    ended = Signal(int)

    def __init__(self, stage: Stage, texts: Texts) -> None:
        super().__init__(stage.screen)
        self._context, self._model, self._screen = stage.context, stage.model, stage.screen
        self._texts = texts
        self._held: dict[
            str, Said
        ] = {}  # what came and is not shown while the words before it are written on
        stage.context.data.news.connect(self._on_news)
        # Queued: words that are left are saved first, and compared with what they were written over.
        texts.settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    def _on_news(self) -> None:
        model, context = self._model, self._context
        if not self._screen.isVisible() or not model.is_shown:
            return
        try:
            there = context.data.read(sheets.sheet, model.sheet_id, context.me.id)
        except (NotYours, Unknown):  # told by the next act, which is refused in words
            return
        here = {row.item.code: row for row in model.sheet.rows}
        others = [row for row in there.rows if _said(row) != _said(here[row.item.code])]
        fresh = [row.item.code for row in others if self._held.get(row.item.code) != _said(row)]
        self._held = {}
        for row in others:
            shown = self._written_on(here[row.item.code], row)
            if shown != row:
                self._held[row.item.code] = _said(row)
            model.take_row(shown)
        if fresh:
            codes = ", ".join(fresh)
            self.told.emit(_("Changed in another window: {codes}").format(codes=codes))
        over = (there.state, there.case) != (model.sheet.state, model.sheet.case)
        if over and not self._texts.editor.is_open:  # else saving the words tells of it
            self.ended.emit(there.id)

    def _on_settled(self) -> None:
        if self._held and not self._texts.editor.is_open:
            self._on_news()

    def _written_on(self, here: SheetRow, there: SheetRow) -> SheetRow:
        """Return the row of the file, with the words that are written on now as they were when that began.

        Saving them is then refused and shows what came; taken in unseen, it would be written over.
        """
        editor = self._texts.editor
        if not editor.is_open or editor.code != here.item.code:
            return there
        if editor.what is Words.COMMENT:
            return replace(there, comment=here.comment)
        mine = next((one for one in here.facts if one.id == editor.fact_id), None)
        if mine is None:
            return there
        others = tuple(one for one in there.facts if one.id != mine.id)
        place = next((at for at, one in enumerate(there.facts) if one.id == mine.id), len(others))
        return replace(there, facts=(*others[:place], mine, *others[place:]))


def _said(row: SheetRow) -> Said:
    return row.mark, row.comment, row.facts
