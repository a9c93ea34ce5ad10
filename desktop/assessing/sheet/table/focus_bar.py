"""The bar above a staff sheet: the focus of the quarter, the minutes, how recent the facts are."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.actions import Actions
from desktop.assessing.sheet import delta_words
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.fitted import Fitted
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.assessing.recency import Recency
from domain.assessing.rotation import Focus
from resources.i18n import _

METER = QSize(64, 10)
WITH_REASONS = 1080  # px at normal text size from which the reasons are shown too
WITH_METER = 760


class RecencyMeter(QWidget):
    """The share of facts from the last weeks; the tick is the share if they were spread evenly."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: Recency | None = None
        self.setFixedSize(METER)

    def show_recency(self, told: Recency | None) -> None:
        """Show another share."""
        self._told = told
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        told, theme = self._told, self._theme
        if told is None:
            return
        painter = QPainter(self)
        box = QRectF(0.5, 1.5, self.width() - 1, self.height() - 3)
        painter.fillRect(box, theme.color("border"))
        if told.share is not None:
            filled = QRectF(box.left(), box.top(), box.width() * float(told.share), box.height())
            painter.fillRect(filled, theme.color("accent"))
        at = box.left() + box.width() * float(told.expected)
        painter.fillRect(QRectF(at - 1, 0, 2, self.height()), theme.color("target"))


class FocusBar(Fitted):
    """Hidden without a focus of the quarter.

    Signals:
        toggled: switch between the focus and all items.
    """

    toggled = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("header")
        row = layout.row(gap="s", around=(16, 5, 16, 5), of=self)
        self.switch = button("", self, small=True, do=self.toggled)
        self.switch.setCheckable(True)
        self.switch.setProperty("reason", True)
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cap = chips.key_cap(actions.cap("focus_set"), self)
        self.reasons = labels.elided("", self, "small", "muted")
        self.reasons.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.meter = RecencyMeter(theme, self)
        self.recency = labels.plain("", self, "small", "muted")
        for widget in (self.switch, self._cap):
            row.addWidget(widget)
        row.addWidget(self.reasons, 1)
        for widget in (self.meter, self.recency):
            row.addWidget(widget)
        self.hide()

    def show_focus(self, focus: Focus, *, focused: bool) -> None:
        """Show how many items are in focus, and whether the others are folded away."""
        self.switch.setText(delta_words.focus(focus))
        self.switch.setChecked(focused)
        told = _("F5: short set only, Shift+F5: all competencies")
        set_tip(self.switch, told)
        self.switch.setAccessibleDescription(told)
        self.reasons.setText(delta_words.reasons(focus))
        self.reasons.setAccessibleName(self.reasons.text())

    def show_recency(self, told: Recency | None) -> None:
        """Show how recent the facts are; None if the cycle has no days."""
        self.meter.show_recency(told)
        self.recency.setText("" if told is None else delta_words.recency(told))
        self.recency.setAccessibleName(self.recency.text())
        tip = "" if told is None else delta_words.expected(told)
        for widget in (self.meter, self.recency):
            set_tip(widget, tip if tip else "")
            widget.setAccessibleDescription(tip)
        self.fit()

    @override
    def fit(self) -> None:
        room = self._theme.usual(self.width())
        self.reasons.setVisible(room >= WITH_REASONS)
        told = bool(self.recency.text())
        self.recency.setVisible(told and room >= WITH_METER)
        self.meter.setVisible(told and room >= WITH_METER)
