"""The top left corner of the map: the search field, the number of people, and what the bars mean."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.search_field import SearchField
from desktop.kit.tips import set_tip
from desktop.shared.marks import Diamond
from desktop.team.map.heads import LEFT
from desktop.team.map.heatmap import HeatMap
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
        self.search = SearchField(theme, _("Name or S08 ≥ 3"), self)
        self.search.grow(80, 400)
        self._count = labels.elided("", self, "small", "muted")
        column_name = labels.plain(_("attainment"), self, "small", "muted")
        self._sign = Diamond(theme, "danger", self)
        row = layout.row(
            layout.grow(self._count),
            layout.Placed(column_name, 0, Qt.AlignmentFlag.AlignRight),
            self._sign,
            gap="xs",
        )
        set_tip(self._sign, _("below minimum"))
        layout.column(self.search, layout.STRETCH, row, around=(LEFT, 10, 12, 4), of=self)

    def show_count(self, text: str) -> None:
        """Show the number of people."""
        self._count.setText(text)

    def place(self) -> None:
        """Cover the corner at its current size."""
        self.setGeometry(0, 0, self._map.names.width(), self._map.head.height())
        self.raise_()
