"""The same sheet in another window: changes made there appear here, and typed text is never touched."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from db.assessing.sheet import sheets
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.stage import Stage
from domain.assessing.evidence import Evidence
from domain.assessing.sheet import SheetRow
from domain.errors import NotYours, Unknown
from domain.mark import Mark
from resources.i18n import _

type Said = tuple[Mark | None, str, tuple[Evidence, ...], frozenset[str]]


class SecondWindow(QObject):
    """Reads the sheet again when somebody else has written to the file.

    Signals:
        told: a message about the rows changed.
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
        ] = {}  # changes that have come in and are not shown while the old text is still being edited
        stage.context.data.news.connect(self._on_news)
        # Queued: text left behind is saved first, and compared with what it replaces.
        texts.settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    def _on_news(self) -> None:
        model, context = self._model, self._context
        if not self._screen.isVisible() or not model.is_shown:
            return
        try:
            there = context.data.read(sheets.sheet, model.sheet_id, context.me.id)
        except (NotYours, Unknown):  # the next act is refused and says so
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
        if over and not self._texts.editor.is_open:  # else saving the text says so
            self.ended.emit(there.id)

    def _on_settled(self) -> None:
        if self._held and not self._texts.editor.is_open:
            self._on_news()

    def _written_on(self, here: SheetRow, there: SheetRow) -> SheetRow:
        """Return the row in the file, but with the text under edit as it was when editing began.

        Saving it is then refused and shows the new text; otherwise it would silently overwrite that.
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
    return row.mark, row.comment, row.facts, row.asked
