"""The top left corner of the map: the search field, the number of people, and what the bars mean."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import labels
from desktop.kit.search_field import SearchField
from desktop.team.heads import LEFT
from desktop.team.heatmap import HeatMap
from desktop.theme import Theme
from resources.i18n import _


class Corner(QWidget):
    """Covers the corner between the two headers of a table."""

    def __init__(self, theme: Theme, parent: HeatMap) -> None:
        super().__init__(parent)
        self._map = parent
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.color("raised"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(LEFT, 10, 10, 4)
        column.setSpacing(0)
        self.search = SearchField(theme, _("Find a person"), self)
        self.search.setMinimumWidth(80)
        self.search.setMaximumWidth(400)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.search)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._count = labels.elided("", self, "small", "muted")
        column_name = labels.plain(_("attainment"), self, "small", "muted")
        row.addWidget(self._count, 1)
        row.addWidget(column_name, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)

    def show_count(self, text: str) -> None:
        """Show the number of people."""
        self._count.setText(text)

    def place(self) -> None:
        """Cover the corner at its current size."""
        self.setGeometry(0, 0, self._map.names.width(), self._map.head.height())
        self.raise_()
