"""The strip above the rows of a sheet on the road: taken along from this file, or to it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.assessing import away
from db.exchange.travels import Road
from desktop.data import Data
from desktop.kit.form.dialog import Question
from desktop.kit.page.banner import Banner
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.assessing.sheet import Sheet, SheetState
from domain.exchange.holding import Holding
from resources.i18n import _, current


class AlongStrip(Banner):
    """Hidden while the sheet is at home.

    Signals:
        return_wanted: id of the case that goes back by packet.
        packet_wanted: choose the packet that brings the sheet back.
        returned: the sheet counts as here again.
    """

    return_wanted = Signal(int)
    packet_wanted = Signal()
    returned = Signal()

    def __init__(self, data: Data, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._data, self._case_id = data, 0
        self.goes_back = False  # whether the button saves the sheet to go back
        self.acted.connect(self._on_acted)
        # At the server the sheet is the only place that everybody has; a file has its exchange.
        self.take_button = self.add_act(_("Take packet…"), self.packet_wanted)

    def show_road(self, sheet: Sheet, road: Road, *, mine: bool) -> None:
        """Show where the sheet is; *mine*: the viewer may change it."""
        self.hide()
        self.take_button.hide()
        self._case_id, self.goes_back = sheet.case_id, False
        if sheet.case is not CaseState.OPEN:
            return
        if road.away is not None and sheet.state is SheetState.DRAFT:
            self.take_button.setVisible(mine and self._data.is_remote)
            self.show_fact(
                _("You took this sheet along on {day}.").format(day=current().date(road.away)),
                _("It is only read here until the packet brings it back."),
                act=_("Return without a packet") if mine else "",
                closable=False,
            )
        elif mine and road.is_final_there:
            self.show_fact(
                _("You submitted this sheet in your other file; here it differs, and is a draft."),
                _("Finish and submit it in this file."),
                closable=False,
            )
        elif mine and road.is_guest and road.sent is not None:
            self._show_guest(road.sent)

    def _show_guest(self, sent: Holding) -> None:
        """Say that the sheet is at home in another file, and whether it went back."""
        self.goes_back = True
        told = _("You took this sheet along to this file on {day}.")
        rest = _("Save a packet and open it in the file that it comes from; it need not be submitted first.")
        act = _("Return by packet…")
        if sent.back is not None:
            rest = _("A packet to go back was saved on {day}.").format(day=current().date(sent.back))
            act = _("Save packet again…")
        self.show_fact(told.format(day=current().date(sent.since)), rest, act=act, closable=False)

    def _on_acted(self) -> None:
        if self.goes_back:
            self.return_wanted.emit(self._case_id)
            return
        asked = Question(
            _("Return the sheet without its packet?"),
            _(
                "What was rated in the other file is then missing here. If the packet turns up later, take "
                "the sheet along once more: after that it is accepted."
            ),
            _("Wait for the packet"),
            _("Return without a packet"),
            self,
        )
        asked.accepted.connect(partial(self._end, self._case_id))
        asked.open()

    def _end(self, case_id: int) -> None:
        self._data.write(away.end, case_id)
        self.returned.emit()


def may_go(sheet: Sheet, road: Road) -> bool:
    """Return whether an own sheet may be taken along: a draft that is here, and at home here or invited.

    What the other file has submitted stays here.
    """
    is_open = sheet.state is SheetState.DRAFT and sheet.case is CaseState.OPEN
    here = road.away is None and road.sealed is None
    return is_open and here and not road.is_guest and not road.is_final_there
