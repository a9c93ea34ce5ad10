"""Handing in a sheet: the question before, what follows, and the reason for a later correction."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.assessing import cases
from db.assessing.sheet import sheets
from db.exchange import holdings
from db.file.errors import StoreError
from db.hiring import campaigns
from db.home import next_sheets
from db.home.next_sheets import NextSheet
from db.wire.faults import Unanswered
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.handing_in.asking import Asking
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.talk.interview import TalkClock
from desktop.shared import opening
from domain.assessing.case import CycleKind
from domain.assessing.evidence import fact_of_field
from domain.assessing.sheet import Sheet, SheetOrigin, SheetState
from domain.errors import Refused
from domain.mark import Role
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.office.exchange.opening import Outcome


class HandingIn(QObject):
    """Asks, writes, and signals what follows.

    Signals:
        opened: id of the sheet handed in, now read-only.
        submitted: id of the case whose sheet was handed in.
        awaited: ids of campaign and case, if other sheets are still awaited after handing in.
        going_on: the NextSheet of the same assessor in the cycle, if there is one.
        busy: whether the sheet is just being handed in, in the background, and takes nothing.
        told: a message.
    """

    opened = Signal(int)
    submitted = Signal(int)
    awaited = Signal(int, int)
    going_on = Signal(object)
    busy = Signal(bool)
    told = Signal(str)

    def __init__(self, stage: Stage, texts: Texts, rating: Rating, asking: Asking, clock: TalkClock) -> None:
        super().__init__(stage.screen)
        self._screen = stage.screen
        self._context, self._model = stage.context, stage.model
        self._texts = texts
        self._rating = rating
        self._asking = asking
        self._clock = clock
        self._handing: Sheet | None = None  # while it is written
        self._ended: Sheet | None = None  # the last one that was
        self._unanswered = 0  # id of the sheet of which the server has not said whether it is handed in
        asking.submit_agreed.connect(self._submit)
        self._context.data.changed.connect(self._on_changed)

    def ask(self) -> None:
        """Say what is missing and ask."""
        if self._handing is not None or not self._rating.may_write():
            return
        if self._texts.editor.is_open:
            self._texts.editor.save()
        model = self._model
        facts = {
            code
            for code, field in model.half_typed
            if fact_of_field(field) is not None and (model.half(code, field) or "").strip()
        }
        self._asking.submit(model.sheet, model.seen, model.half_codes, facts)

    def _submit(self) -> None:
        self._texts.save_all()
        self._handing = sheet = self._model.sheet
        try:
            is_job = opening.submit(self._context, sheet.id, self._on_submitted, self._on_ended)
        except Exception as error:
            self._handing = None
            self._unanswered = sheet.id if isinstance(error, Unanswered) else 0
            raise
        if is_job:
            self.busy.emit(True)

    def _on_changed(self, tables: frozenset[str]) -> None:
        """Look whether a sheet was handed in after all, once the server answers."""
        if not self._unanswered or "sheet" not in tables:
            return
        if self._model.sheet.id != self._unanswered:
            self._unanswered = 0  # the page that comes reads it
            return
        read, me = self._context.data.read, self._context.me.id
        try:
            now = read(sheets.sheet, self._unanswered, me)
        except (StoreError, Refused):
            return  # nobody answers again; the next change is looked at
        if now.state is SheetState.SUBMITTED:
            self._unanswered = 0
            self._clock.forget()
            self.opened.emit(self._model.sheet.id)
            self.told.emit(_("The server has answered: the sheet is submitted."))

    def _on_ended(self) -> None:
        self._ended, self._handing = self._handing, None
        self.busy.emit(False)

    def _on_submitted(self, outcome: "Outcome") -> None:
        """Show what follows, if the sheet is still the one on the screen."""
        sheet = self._ended
        assert sheet is not None, "what was submitted has ended"
        if words := opening.words(outcome):
            self.told.emit(words)
        if self._model.sheet.id != sheet.id:
            return
        self._clock.forget()
        self.opened.emit(sheet.id)
        if not self._screen.isVisible():
            return  # whoever went on to something else is not called back
        if sheet.origin is SheetOrigin.PAPER:
            return  # papers come one after another
        if self._goes_out(sheet):
            return  # the sheet itself says that it is to be sealed now
        following = self._following(sheet)
        if following is not None:
            self.going_on.emit(following)
        elif self._others_out(sheet):
            self.awaited.emit(sheet.cycle.id, sheet.case_id)
        elif self._context.data.allows(cases.result):
            self.submitted.emit(sheet.case_id)

    def begin(self, following: NextSheet) -> int:
        """Return the id of the sheet, beginning it if necessary."""
        me = self._context.me.id
        return following.sheet_id or self._context.data.write(
            sheets.open_sheet, following.case_id, me, Role.MANAGER
        )

    def _following(self, sheet: Sheet) -> NextSheet | None:
        """Return the next sheet in a staff cycle; candidates come one by one, as they are interviewed."""
        if sheet.cycle.places is not None or sheet.cycle.kind is CycleKind.HIRING:
            return None
        return self._context.data.read(next_sheets.next_sheet, self._context.me.id, sheet.cycle.id)

    def _goes_out(self, sheet: Sheet) -> bool:
        """Whether the sheet goes by packet to whoever invited its assessor."""
        data = self._context.data
        found = data.read(holdings.of_case, sheet.case_id) if data.allows(holdings.of_case) else ()
        return any(one.is_mine for one in found)

    def _others_out(self, sheet: Sheet) -> bool:
        """Whether a candidate of a campaign has no visible result yet."""
        context = self._context
        if sheet.cycle.places is None or not context.data.allows(campaigns.candidates):
            return False
        lines = context.data.read(campaigns.candidates, sheet.cycle.id, context.me.id, context.today())
        mine = (line.case for line in lines if line.case.case_id == sheet.case_id)
        return not any(case.open_to(context.me.id) for case in mine)
