"""The part of the page about the file: how it is read, which framework and day its levels are of, by whom."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.form.dates import typed_date
from desktop.kit.form.fields import ChoiceField, DateField, LookUpField
from desktop.team.levels import words
from desktop.team.levels.work import Looked, model_of
from domain.errors import Impossible
from reports.intake.matrix.layout import Form
from reports.intake.roster import phrases
from reports.intake.roster.days import DayOrder
from resources.i18n import _, current

WHOLE_DAY = len("31.12.2025")


class Source(QWidget):
    """Says what a person chose only if that differs from what is shown.

    Signals:
        sheet_chosen: the name of another sheet.
        form_chosen: another ``Form``.
        order_chosen: what comes first in dates, a ``DayOrder``.
        model_chosen: id of another framework.
        day_typed: the day is typed, or unfinished again.
        assessor_typed: who assessed is typed or chosen.
    """

    sheet_chosen = Signal(str)
    form_chosen = Signal(object)
    order_chosen = Signal(object)
    model_chosen = Signal(int)
    day_typed = Signal()
    assessor_typed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._looked: Looked | None = None
        theme = context.theme
        self.file = labels.elided("", self, "strong")
        self.form = ChoiceField(theme, _("How it is drawn"), self, "form", words.forms())
        self.model = ChoiceField(theme, _("Framework"), self, "framework", ())
        self.on = DateField(_("Levels of the day"), self, "on")
        self.on.be_narrow()
        self.assessor = LookUpField(theme, _("Who assessed"), self, "assessor", (), None)
        self.assessor.say(_("Leave empty if the file does not say: the levels then belong to the file."))
        self.sheet = ChoiceField(theme, _("Sheet"), self, "sheet", ())
        self.order = ChoiceField(theme, _("What comes first in dates"), self, "order", ())
        fields = layout.grid(across="m", down="s", wide=(0, 1))
        for number, one in enumerate((self.form, self.model, self.on, self.assessor, self.sheet, self.order)):
            fields.addWidget(one, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        layout.column(self.file, fields, gap="l", of=self)
        self.sheet.box.activated.connect(self._on_sheet)
        self.form.box.activated.connect(self._on_form)
        self.order.box.activated.connect(self._on_order)
        self.model.box.activated.connect(self._on_model)
        self.assessor.box.currentTextChanged.connect(self.assessor_typed)
        self.on.line.editingFinished.connect(self.day_typed)
        self.on.line.textEdited.connect(self._on_typed)

    def show_file(self, looked: Looked) -> None:
        """Show how a file is read, with the frameworks and the assessors there are."""
        self._looked, table = looked, looked.incoming.table
        self.file.setText(looked.path.name)
        self.file.set_more(str(looked.path))
        self.sheet.offer([(one, one) for one in looked.sheets], table.sheet)
        self.sheet.setVisible(len(looked.sheets) > 1)
        self.form.offer(words.forms(), table.layout.form)
        self.model.offer(words.models(looked.models), model_of(looked.incoming))
        self.assessor.offer([(one.id, one.line) for one in self._context.names.roll.assessors])
        self.on.setVisible(not looked.dated)
        choices: list[tuple[object, str]] = [(None, _("Dates: choose…"))] if table.doubtful_day else []
        choices += [(one, phrases.order(one, current())) for one in DayOrder]
        self.order.offer(choices, table.written)
        self.order.setVisible(len(choices) > len(DayOrder) or table.written is not None)

    @property
    def day(self) -> date | None:
        """The day as typed; None if it is none yet."""
        try:
            return self.on.read()
        except Impossible:
            return None

    def put(self, day: date | None, assessor: str) -> None:
        """Show a day, and who assessed as it was typed."""
        self.on.line.setText(typed_date(day))
        self.assessor.box.setEditText(assessor)

    def _on_sheet(self) -> None:
        sheet = self.sheet.value
        if self._looked is not None and sheet != self._looked.incoming.table.sheet:
            self.sheet_chosen.emit(str(sheet))

    def _on_form(self) -> None:
        form = self.form.value
        if self._looked is not None and form != self._looked.incoming.table.layout.form:
            self.form_chosen.emit(Form(str(form)))

    def _on_order(self) -> None:
        if isinstance(self.order.value, DayOrder):
            self.order_chosen.emit(self.order.value)

    def _on_model(self) -> None:
        if isinstance(self.model.value, int):
            self.model_chosen.emit(self.model.value)

    def _on_typed(self, text: str) -> None:
        if len(text.strip()) == WHOLE_DAY:  # nobody should have to leave the field to be allowed to import
            self.day_typed.emit()
