"""The foot of a result: what it is based on, each part in its own window, and what a result is not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from desktop.assessing.result.findings import AssessorsPanel, DutiesPanel, MissingPanel
from desktop.assessing.result.page_dialog import PageDialog
from desktop.assessing.result.panel import Panel
from desktop.kit import labels, layout
from desktop.kit.buttons import Slot, button
from desktop.theme import Theme
from domain.assessing.gaps import DutyStatus
from domain.assessing.result import CaseResult
from reports.words import phrases
from resources.i18n import _, current

AROUND = 96  # px beside the links: the edges of the page, the gaps, and what is left of the last line


class Details(QWidget):
    """One button per part, with its count."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._result = theme, result
        score = result.score
        risky = sum(one.status is DutyStatus.AT_RISK for one in score.duties)
        unknown = sum(one.status is DutyStatus.NO_DATA for one in score.duties)
        told = (
            _("Duties at risk: {n} of {total}, no data on {unknown}…")
            if unknown
            else _("Duties at risk: {n} of {total}…")
        )
        self.duties = self._button(
            told.format(n=risky, total=len(score.duties), unknown=unknown), self.show_duties
        )
        self.missing = self._button(
            _("Not assessed: {n} of {total}…").format(n=len(score.missing), total=score.totals.in_scope),
            self.show_missing,
        )
        self.assessors = self._button(
            _("Assessors: {n}…").format(n=len(result.assessors)), self.show_assessors
        )
        said = labels.elided(_("Not a statutory attestation; the employer decides."), self, "small", "muted")
        said.setAccessibleDescription(phrases.statement(current()))
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = layout.row(
            layout.left(self.duties),
            layout.left(self.missing),
            layout.left(self.assessors),
            layout.grow(said),
            gap="s",
            around=(4, 0, 4, 0),
            of=self,
        )

    def lie(self, room: int) -> None:
        """Place the links beside each other in a room so wide, px, or one below another."""
        ways = QBoxLayout.Direction
        wanted = sum(one.sizeHint().width() for one in (self.duties, self.missing, self.assessors))
        self._row.setDirection(ways.LeftToRight if wanted + AROUND <= room else ways.TopToBottom)

    def show_duties(self) -> None:
        """Show the duties that the gaps put at risk."""
        dialog = self._dialog(_("Duties at risk"))
        self._open(dialog, DutiesPanel(self._result, dialog.page))

    def show_missing(self) -> None:
        """Show what has no level, and why."""
        dialog = self._dialog(_("Not assessed"))
        self._open(dialog, MissingPanel(self._theme, self._result, dialog.page))

    def show_assessors(self) -> None:
        """Show who assessed, and how far they agree."""
        dialog = self._dialog(_("Assessors"))
        self._open(dialog, AssessorsPanel(self._theme, self._result, dialog.page))

    def _button(self, text: str, do: Slot) -> QPushButton:
        return button(text, self, "quiet", small=True, do=do)

    def _dialog(self, title: str) -> PageDialog:
        dialog = PageDialog(title, title, self)
        step = self._theme.font_step
        dialog.resize(560 + 30 * step, 520 + 10 * step)
        return dialog

    def _open(self, dialog: PageDialog, panel: Panel) -> None:
        dialog.body.addWidget(panel)
        dialog.open()
