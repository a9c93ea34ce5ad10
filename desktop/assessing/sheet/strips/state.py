"""The strip above the rows: why the sheet is read-only, or which unsaved text was restored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.home.next_sheets import NextSheet
from desktop.assessing.sheet.table.second_pass import Checked
from desktop.kit.form.dates import day_and_hour
from desktop.kit.page.banner import Banner
from desktop.theme import Theme
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.sheet import Sheet, SheetOrigin, SheetState
from domain.exchange.holding import Holding
from resources.i18n import _, current, ngettext


class StateBanner(Banner):
    """Hidden while there is nothing to say; its button corrects the sheet or shows the unsaved text.

    For a read-only file the window says so, for all screens.

    Signals:
        result_wanted: id of the case whose result to show.
        sealing_wanted: id of the case whose sheet is to be sealed for whoever invited the assessor.
        correction_wanted: the sheet is to be corrected.
    """

    result_wanted = Signal(int)
    sealing_wanted = Signal(int)
    correction_wanted = Signal()

    _half: tuple[str, ...] = ()  # codes of the restored texts in the message
    following: NextSheet | None = None  # where the button leads, if anywhere

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._case_id = 0
        self.seals = False  # whether the button seals the sheet
        self.leads_to_result = True  # whether whoever works here may see results at all
        self.correct = self.add_act(_("Correct…"), self.correction_wanted.emit)
        self.result = self.add_act(_("Result"), self._on_result)

    def show_state(
        self, sheet: Sheet, half_typed: tuple[str, ...], *, mine: bool, sent: Holding | None = None
    ) -> None:
        """Show the state of the sheet. *mine*: the viewer may make a new revision; *half_typed* are codes.

        *sent* is where the sheet of an assessor is who was invited by packet.
        """
        self.hide()
        self._half, self.following, self._case_id = (), None, sheet.case_id
        self.result.hide()
        self.correct.hide()
        self.seals = False
        if sheet.case is CaseState.WITHDRAWN:
            self.show_fact(
                _("The candidate has been withdrawn.")
                if sheet.cycle.kind is CycleKind.HIRING
                else _("The cycle was withdrawn."),
                _("The sheet is read-only; its marks do not count."),
                closable=False,
            )
        elif sheet.state is SheetState.DRAFT and sheet.case is not CaseState.OPEN:
            self.show_fact(_("The assessment is closed."), _("The sheet is read-only."), closable=False)
        elif sheet.sealed_on is not None:
            rest = _(
                "It opens with the last one; until then this sheet is only read. “Correct…” changes it then."
            )
            if half_typed:
                kept = _("What you typed here is kept: {codes}.").format(codes=", ".join(half_typed))
                rest = f"{kept} {rest}"
            fact = _("Your sealed sheet came in on {day}.").format(day=current().date(sheet.sealed_on))
            self.show_fact(fact, rest, closable=False)
        elif sheet.state is SheetState.SUBMITTED and sheet.submitted_at is not None:
            assert sheet.submitted_on is not None, sheet
            when = day_and_hour(sheet.submitted_on, sheet.submitted_at)
            may = mine and sheet.case is CaseState.OPEN
            if sent is not None and mine:
                self._show_sealing(when, sent, may=may)
                return
            rest = _("It is read-only. To change it, start a correction.") if may else ""
            if may and sheet.origin is SheetOrigin.PAPER:
                rest += " " + _("The next form: Ctrl+B.")
            if sheet.origin is SheetOrigin.FORM:
                rest = " ".join(filter(None, (_("Open answer: it came in a form."), rest)))
            self.result.setVisible(self.leads_to_result)
            self.show_fact(
                _("The sheet was submitted on {when}.").format(when=when),
                rest,
                act=_("Correct…") if may else "",
                closable=False,
            )
        elif sheet.origin is SheetOrigin.FORM and sheet.state is SheetState.DRAFT and not half_typed:
            self.show_fact(_("Open answer."), _("The marks came in a form: whoever held it could read them."))
        elif half_typed:
            self._half = half_typed
            self.show_fact(
                ngettext("Unsaved text was restored.", "Unsaved texts were restored.", len(half_typed)),
                _("Not saved yet: {codes}.").format(codes=", ".join(half_typed)),
                act=_("Show"),
            )

    def _show_sealing(self, when: str, sent: Holding, *, may: bool) -> None:
        """Say that the submitted sheet goes to whoever invited the assessor, or went."""
        self.seals = True
        self.correct.setVisible(may)
        rest = _("Save the packet and give it to {who}: nobody reads your marks before all are in.")
        act = _("Seal and save packet…")
        if sent.back is not None:
            rest, act = _("The sealed packet for {who} was saved on {day}."), _("Save packet again…")
        self.show_fact(
            _("The sheet was submitted on {when}.").format(when=when),
            rest.format(who=sent.who, day=current().date(sent.back)),
            act=act,
            closable=False,
        )

    def show_next(self, following: NextSheet) -> None:
        """Say that the sheet was handed in, with a link to the next one."""
        self.following, self.seals = following, False
        self.result.hide()
        self.correct.hide()
        left = ngettext("{n} sheet of yours is left.", "{n} sheets of yours are left.", following.left)
        self.show_fact(
            _("The sheet was submitted."),
            left.format(n=following.left),
            act=_("Next sheet: {name}").format(name=following.name),
            closable=False,
        )
        self.act.setFocus()

    def show_half(self, half_typed: tuple[str, ...]) -> None:
        """Say which restored texts are still unsaved; hide if there are none."""
        left = tuple(code for code in self._half if code in half_typed)
        if left != self._half:
            self._half = left
            self._rest.setText(_("Not saved yet: {codes}.").format(codes=", ".join(left)))
            self.setVisible(bool(left))

    def show_checked(self, told: Checked) -> None:
        """Show the outcome of typing the paper in a second time."""
        self._half = ()
        self.show_fact(told.fact, told.rest)

    def _on_result(self) -> None:
        self.result_wanted.emit(self._case_id)

    def seal(self) -> None:
        """Ask for the sheet to be sealed."""
        self.sealing_wanted.emit(self._case_id)
