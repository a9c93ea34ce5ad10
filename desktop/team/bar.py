"""The bar that filters and arranges the map: view, unit, items, what a cell shows, order, zoom."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop.actions import Actions
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.fitted import Fitted
from desktop.kit.form.choice import Choice
from desktop.kit.segments import Segments
from desktop.team.board import Chosen, Mode, Order
from desktop.team.words import chosen_words, mode_words, order_words
from desktop.theme import Theme
from domain.framework.framework import Function
from domain.people.organisation import Unit
from resources.i18n import _, current, pgettext

ITEMS, FUNCTIONS, TREND, TRAINING, COVER = range(5)
EDGE, SPACE = 18, 8


class Bar(Fitted):
    """On one line where there is room, else on two.

    Signals:
        view_chosen: one of ITEMS, FUNCTIONS, TREND, TRAINING, COVER.
        unit_chosen: another unit was chosen.
        turned: items, mode, order or grouping have changed.
        zoomed: make the rows dense or normal.
    """

    view_chosen = Signal(int)
    unit_chosen = Signal()
    turned = Signal()
    zoomed = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.names = (
            *(_("Competencies"), _("Functions"), pgettext("over quarters", "Trend"), _("Training")),
            _("Who carries what"),
        )
        self.views = Segments(self.names, self, _("View"))
        self.units = Choice(theme, _("Unit"), self)
        self.units.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.units.setMaximumWidth(164 + 10 * theme.font_step)
        self.chosen = Choice(theme, _("Competencies shown"), self)
        self.chosen.setFixedWidth(148 + 11 * theme.font_step)
        self.chosen.view().setMinimumWidth(240 + 12 * theme.font_step)
        self.modes = Choice(theme, _("What a cell shows"), self)
        self.modes.addItems([mode_words(one) for one in Mode])
        self.more = button(_("Order"), self, "secondary", theme.icon("list-filter"), do=self._on_more)
        self.more.setAccessibleName(_("Order, groups and zoom"))
        self.menu = QMenu(self)
        self._orders = QActionGroup(self)
        for number, order in enumerate(Order, start=1):
            action = self.menu.addAction(f"{order_words(order)}\tAlt+{number}")
            action.setCheckable(True)
            action.setData(order.value)
            self._orders.addAction(action)
        self.put_order(Order.GAPS)
        self.menu.addSeparator()
        self.by_unit = self._switch(actions, "group_units")
        self.lacking_first = self._switch(actions, "lacking_first")
        self.dense = self._switch(actions, "dense")
        self._grid = layout.grid(across=SPACE, down=SPACE, around=(EDGE, 6, EDGE, 6), of=self)
        self._left, self._right = QWidget(self), QWidget(self)
        for holder, parts in (
            (self._left, (self.views, self.units)),
            (self._right, (self.chosen, self.modes, self.more)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE - 1)
            for one in parts:
                row.addWidget(one)
            holder.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._wanted = ""  # what to show once it is offered
        self._lines = 0
        self._lay(1)
        self.views.chosen.connect(self.view_chosen)
        self.units.activated.connect(self.unit_chosen)
        self.chosen.activated.connect(self.turned)
        self.modes.activated.connect(self.turned)
        self._orders.triggered.connect(self.turned)
        for one in (self.by_unit, self.lacking_first):
            one.triggered.connect(self.turned)
        self.dense.triggered.connect(self.zoomed)

    @property
    def unit_id(self) -> int | None:
        """The chosen unit, None for all."""
        return self.units.currentData()

    @property
    def mode(self) -> Mode:
        """What a cell shows."""
        return tuple(Mode)[self.modes.currentIndex()]

    @property
    def order(self) -> Order:
        """The order of the people."""
        checked = self._orders.checkedAction()
        return Order(checked.data())

    @property
    def items(self) -> tuple[Chosen, str]:
        """The chosen kind of items, and the function; empty for all functions."""
        data = self.chosen.currentData()
        if data is None or data in tuple(Chosen):
            return Chosen(data or Chosen.MAIN), ""
        return Chosen.ALL, str(data)

    def put_order(self, order: Order) -> None:
        """Set the order without a signal."""
        self._orders.actions()[tuple(Order).index(order)].setChecked(True)

    @property
    def has_every(self) -> bool:
        """Whether all units together can be chosen."""
        return self.units.count() > 0 and self.units.itemData(0) is None

    def offer_units(self, units: Sequence[Unit], *, every: bool = True) -> None:
        """Offer these units, with *every* all together too, and keep the chosen one."""
        kept = self.unit_id
        self.units.clear()
        if every:
            self.units.addItem(_("All units"), None)
        for unit in units if every else from_the_top(units):
            self.units.addItem(unit.name, unit.id)
        self.units.setCurrentIndex(max(self.units.findData(kept), 0))
        self.fit()

    def choose_items(self, data: str) -> None:
        """Show this kind of items, or the items of a function, without a signal; if offered, else later."""
        self._wanted = data
        self.chosen.setCurrentIndex(max(self.chosen.findData(data), 0))

    def offer_items(self, count: int, main: int, functions: Sequence[Function]) -> None:
        """Offer the *main* items, all *count*, the critical ones, those below target, and each function."""
        kept = self.chosen.currentData() or self._wanted
        self.chosen.clear()
        for one in Chosen:
            self.chosen.addItem(chosen_words(one, main if one is Chosen.MAIN else count), one.value)
        for function in functions:
            self.chosen.addItem(current().text(function.short), function.code)
        self.chosen.setCurrentIndex(max(self.chosen.findData(kept), 0))
        self.fit()

    def turn_to(self, view: int) -> None:
        """Show what belongs to the view, without a signal."""
        self.views.choose(view)
        self._right.setVisible(view in (ITEMS, FUNCTIONS))
        self.chosen.setVisible(view == ITEMS)
        self.fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, super().minimumSizeHint().height())

    def _switch(self, actions: Actions, name: str) -> QAction:
        action = self.menu.addAction(f"{actions.text(name)}\t{actions.cap(name)}")
        action.setCheckable(True)
        return action

    @override
    def fit(self) -> None:
        wide = self._left.sizeHint().width() + SPACE + self._right.sizeHint().width()
        one = self._right.isHidden() or wide <= self.width() - 2 * EDGE
        self._lay(1 if one else 2)

    def _lay(self, lines: int) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        self._grid.removeWidget(self._left)
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, 0 if lines == 1 else 1, 1 if lines == 1 else 0)
        self._grid.setColumnStretch(2, 1)

    def _on_more(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))


def from_the_top(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with those first that are below none of the others."""
    known = {one.id for one in units}
    return sorted(units, key=lambda one: one.parent_id in known)
