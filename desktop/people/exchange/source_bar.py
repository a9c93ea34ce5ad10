"""Where the rows come from: file, sheet, kind of people, columns."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.form.choice import Choice
from desktop.kit.tips import set_tip
from desktop.office.intake.rosters import People
from desktop.theme import Theme
from domain.people.person import PersonKind
from reports.intake.roster import phrases
from reports.intake.roster.days import DayOrder
from resources.i18n import _, current, ngettext

KIND = 24  # letters: wide enough for «Вид не указан: сотрудники»
KINDS = (PersonKind.EMPLOYEE, PersonKind.CANDIDATE, PersonKind.EXTERNAL)


class SourceBar(QFrame):
    """The file that was read and how it is interpreted.

    Signals:
        sheet_chosen: name of another sheet of the workbook.
        kind_chosen: the PersonKind of rows that do not say it.
        order_chosen: the DayOrder of dates that can be read in two ways.
        columns_wanted: change what the columns hold.
    """

    sheet_chosen = Signal(str)
    kind_chosen = Signal(object)
    order_chosen = Signal(object)
    columns_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = 0
        column = layout.column(of=self)
        self.file = labels.elided("", self, "strong")
        self.file.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.sheets = self._choice(theme, _("Workbook sheet"))
        self.kinds = self._choice(theme, _("Who they are if the list does not say"))
        self.kinds.setMinimumContentsLength(KIND)
        for one in KINDS:
            self.kinds.addItem(_kind_words(one), one)
        self.orders = self._choice(theme, _("What comes first in dates"))
        self.columns_button = button(_("Columns…"), self, icon=theme.icon("columns-3"))
        set_tip(self.columns_button, "F2")
        row = (self.file, self.orders, self.sheets, self.kinds, self.columns_button)
        column.addLayout(flow(*row, margins=(16, 6, 16, 6), gap=8))
        column.addWidget(labels.rule(self))
        self.sheets.activated.connect(self._on_sheet)
        self.kinds.activated.connect(self._on_kind)
        self.orders.activated.connect(self._on_order)
        self.columns_button.clicked.connect(self.columns_wanted)

    def show_list(self, one: People, doubtful_day: str) -> None:
        """Show where the rows come from; *doubtful_day* asks how dates are written."""
        self.orders.clear()
        if doubtful_day:
            self.orders.addItem(_("Dates: choose…"), None)
        for order in DayOrder:
            self.orders.addItem(phrases.order(order, current()), order)
        self.orders.setCurrentIndex(max(self.orders.findData(one.written), 0))
        self.orders.setVisible(bool(doubtful_day) or one.written is not None)
        table = one.table
        self.file.setText(one.path.name)
        self.file.set_more(str(one.path))
        self.sheets.clear()
        self.sheets.addItems([_("Sheet: {name}").format(name=name) for name in table.sheets])
        for number, name in enumerate(table.sheets):
            self.sheets.setItemData(number, name)
        self._sheet = max(self.sheets.findData(table.sheet), 0)
        self.sheets.setCurrentIndex(self._sheet)
        self.sheets.setVisible(len(table.sheets) > 1)
        self.kinds.setCurrentIndex(KINDS.index(one.kind))
        count = len(one.columns.of)
        self.columns_button.setText(ngettext("{n} column…", "{n} columns…", count).format(n=count))

    def _choice(self, theme: Theme, name: str) -> Choice:
        made = Choice(theme, name, self)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(16)
        return made

    def _on_sheet(self, number: int) -> None:
        self.sheets.setCurrentIndex(self._sheet)  # until the new sheet has been read
        if number != self._sheet:
            self.sheet_chosen.emit(self.sheets.itemData(number))

    def _on_order(self, number: int) -> None:
        if (order := self.orders.itemData(number)) is not None:
            self.order_chosen.emit(DayOrder(order))

    def _on_kind(self, number: int) -> None:
        self.kind_chosen.emit(KINDS[number])


def _kind_words(kind: PersonKind) -> str:
    return {
        PersonKind.EMPLOYEE: _("Type not given: employees"),
        PersonKind.CANDIDATE: _("Type not given: candidates"),
        PersonKind.EXTERNAL: _("Type not given: external"),
    }[kind]
