"""The expert view: coefficients of agreement, for calibration and not for the decision."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.hiring.decision.tall import Tall
from desktop.hiring.decision.words import agreement_words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog
from domain.assessing.result import CaseResult
from reports.words import phrases
from resources.i18n import _, current, nb


class ExpertDialog(Dialog):
    """Name, value and basis; an undefined coefficient says so. Esc or Enter closes it."""

    help_page = "numbers#agreement"

    def __init__(self, result: CaseResult, parent: QWidget) -> None:
        # The document has the same table; its libraries load only when somebody asks for it.
        from reports.assessing import coefficients
        from reports.words.assessing import side_by_side

        super().__init__(parent)
        self.setMinimumWidth(640)
        column = self.lay_out(_("Expert view"), gap="s")
        legend = _("For calibration: shows how well the assessors agree, says nothing about the person.")
        if not result.kept_apart:
            column.addWidget(labels.paragraph(nb(agreement_words(result)), self))
        column.addWidget(labels.paragraph(nb(legend), self, "small", "muted"))
        shown = side_by_side.panel(result)
        parts = [f"{place + 1} — {shown.brief(place, current())}" for place in range(len(shown.shown))]
        if parts:
            who = _("Assessors: {names}").format(names="; ".join(parts))
            column.addWidget(labels.paragraph(nb(who), self, "small", "muted"))
        self.rows = coefficients.told(result, shown, current())
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 4)
        page = Tall(self)
        page.setLayout(grid)
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("Expert view"))
        scroll.viewport().setAutoFillBackground(False)
        self._page, self._scroll = page, scroll
        for number, (name, value, note) in enumerate(self.rows):
            grid.addWidget(labels.paragraph(name, page), number, 0)
            grid.addWidget(labels.plain(value, page, "strong"), number, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(labels.paragraph(note, page, "small", "muted"), number, 2)
        scroll.setWidget(page)
        page.setAutoFillBackground(False)
        column.addWidget(scroll, 1)
        if result.kept_apart:  # not even the agreement: it could give away the single mark
            told = phrases.kept_back(result.engine, current())
            column.addWidget(labels.paragraph(nb(told), self))
        elif not self.rows:
            column.addWidget(labels.paragraph(_("Too few competencies were rated by two assessors."), self))
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        self.close_button.setDefault(True)
        column.addLayout(layout.row(layout.STRETCH, self.close_button, around=ABOVE))
        self.close_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._page.fit()
        more = self._page.minimumHeight() - self._scroll.viewport().height()
        room = QGuiApplication.primaryScreen().availableGeometry().height() - 60
        self.resize(self.width(), min(self.height() + more, room, 760))
