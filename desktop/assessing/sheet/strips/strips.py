"""The strips above the rows: in what state the sheet is, where it is, and what their buttons lead to."""

from PySide6.QtCore import QObject, Signal

from db.assessing import cases
from db.exchange import along, travels
from db.exchange.travels import Road
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.strips.along import AlongStrip, may_go
from desktop.assessing.sheet.strips.state import StateBanner
from desktop.assessing.sheet.talk.head import SheetHeader
from domain.assessing.sheet import Sheet, SheetState


class Strips(QObject):
    """``may_go``: the sheet may be taken along now.

    Signals:
        outdated: id of the sheet, which went or came back since it was read.
        sealed: id of the sheet, beside which a sealed one of its assessor came in, or is open since.
        correction_wanted: the sheet is to be corrected.
        next_wanted: the sheet to go on with, a NextSheet.
        half_wanted: the restored text is to be gone on with.
    """

    outdated = Signal(int)
    sealed = Signal(int)
    correction_wanted = Signal()
    next_wanted = Signal(object)
    half_wanted = Signal()

    def __init__(self, stage: Stage, header: SheetHeader, rating: Rating) -> None:
        super().__init__(stage.screen)
        self._data, self._model, self._header, self._rating = (
            stage.context.data,
            stage.model,
            header,
            rating,
        )
        self.banner = StateBanner(stage.context.theme, stage.screen)
        self.banner.leads_to_result = self._data.allows(cases.result)
        self._goes = self._data.allows(along.handed_out)
        self.along = AlongStrip(stage.context.data, stage.context.theme, stage.screen)
        self._me = stage.context.me.id
        self.may_go = False
        self.banner.acted.connect(self._on_banner)
        self.banner.correction_wanted.connect(self.correction_wanted)
        self.along.returned.connect(self._on_returned)
        rating.checked.connect(self.banner.show_checked)

    def show_sheet(self, sheet: Sheet, *, mine: bool) -> None:
        """Say in what state the sheet is and where; *mine*: the viewer may change it or correct it."""
        road = self._road(sheet)
        if (road.away is None) != (sheet.away_since is None):
            self.outdated.emit(sheet.id)
            return
        if sheet.state is SheetState.DRAFT and (road.sealed is None) != (sheet.sealed_on is None):
            self.sealed.emit(sheet.id)
            return
        sent = road.sent if mine and not road.is_guest else None
        self.banner.show_state(sheet, self._model.half_codes, mine=mine, sent=sent)
        self.along.show_road(sheet, road, mine=mine)
        self.may_go = self._goes and mine and may_go(sheet, road)
        # At the server it is there before the key is known: whoever only rates has no other way to it.
        self._header.show_along(shown=self.may_go and (road.has_other_file or self._data.is_remote))

    def _road(self, sheet: Sheet) -> Road:
        """Return where the sheet is; the server tells of the own one, and another's does not travel."""
        if self._data.is_remote and sheet.assessor.id != self._me:
            return Road(None, sheet.away_since, has_other_file=False, sealed=sheet.sealed_on)
        return self._data.read(travels.road, sheet.case_id, sheet.assessor.id)

    def focus(self) -> bool:
        """Focus what is to be done next with a sheet that was handed in; return whether there is anything."""
        if self.along.goes_back:
            self.along.act.setFocus()
            return True
        next_is_told = self.banner.following is not None or self.banner.seals
        if next_is_told:
            self.banner.act.setFocus()
        return next_is_told

    def _on_returned(self) -> None:
        self.outdated.emit(self._model.sheet_id)

    def _on_banner(self) -> None:
        if self.banner.seals:
            self.banner.seal()
        elif self.banner.following is not None:
            self.next_wanted.emit(self.banner.following)
        elif not self._rating.allowed:
            self.correction_wanted.emit()
        else:
            self.banner.hide()
            self.half_wanted.emit()
