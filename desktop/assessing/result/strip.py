"""The first strip of a result: the figure with its bounds, what is below its minimum, the requirements."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.assessing.result.findings import GatesPanel, StopsPanel
from desktop.assessing.result.totals import AttainmentPanel
from desktop.kit import labels, layout
from desktop.theme import Theme
from domain.assessing.result import CaseResult
from resources.i18n import _


class Strip(QFrame):
    """Three cells: side by side, the figure above the two others, or one below another."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(_("Result"))
        self.attainment = AttainmentPanel(theme, result, self)
        self.stops = StopsPanel(theme, result, self)
        self.gates = GatesPanel(theme, result, self)
        self._edges = labels.edge(self), labels.edge(self)
        self._grid = layout.grid(across="l", down="m", around=(16, 12, 16, 12), of=self)

    def lie(self, columns: int) -> None:
        """Lay the cells out for a page of three, two or one columns."""
        while self._grid.takeAt(0) is not None:
            pass
        first, second = self._edges
        wide = columns == 3
        for number, share in enumerate((52, 0, 21, 0, 27) if wide else (45, 0, 55, 0, 0)):
            self._grid.setColumnStretch(number, share)
        first.setVisible(columns > 1)
        second.setVisible(wide)
        if wide:
            for number, cell in enumerate((self.attainment, first, self.stops, second, self.gates)):
                self._grid.addWidget(cell, 0, number)
        elif columns == 2:
            self._grid.addWidget(self.attainment, 0, 0, 1, 3)
            for number, cell in enumerate((self.stops, first, self.gates)):
                self._grid.addWidget(cell, 1, number)
        else:
            for number, cell in enumerate((self.attainment, self.stops, self.gates)):
                self._grid.addWidget(cell, number, 0, 1, 3, Qt.AlignmentFlag(0))
