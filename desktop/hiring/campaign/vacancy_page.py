"""The first part of a vacancy: title, unit, places, days, profile, reason."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from db.people import organisation
from desktop.context import Context
from desktop.hiring.campaign.requirements_tab import profile_words
from desktop.hiring.campaign.vacancy import Catalogue, Vacancy
from desktop.hiring.campaign.words import unfair_words
from desktop.kit import labels, layout
from desktop.kit.form.fields import ChoiceField, DateField, Field, LookUpField, TextField
from desktop.kit.form.text_area import TextArea
from domain.framework.fairness import unfair
from resources.i18n import _, pgettext

PAUSE = 600  # ms without a keystroke after which checks run
WIDE = 720


class VacancyPage(QScrollArea):
    """Fields; each writes into the vacancy at every keystroke.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self, context: Context, catalogue: Catalogue, vacancy: Vacancy, parent: QWidget) -> None:
        super().__init__(parent)
        self.vacancy, self._catalogue = vacancy, catalogue
        theme = context.theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        form = QWidget(inside, maximumWidth=WIDE + 40 * theme.font_step)
        grid = layout.grid(across="m", down=14, of=form)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        units = [(unit.id, unit.name) for unit in context.data.read(organisation.units)]
        self.title = TextField(_("Title of the vacancy"), form, "title", "", _("position, unit"))
        self.title.line.setMaxLength(300)
        fresh = _("This will be a new unit.")
        self.unit = LookUpField(
            theme, _("Unit or a new one"), form, "unit_id", units, None, new=True, fresh=fresh
        )
        self.places = TextField(pgettext("of a vacancy", "Places"), form, "places")
        self.places.line.setMaxLength(6)
        self.starts = DateField(pgettext("first day", "From"), form, "starts_on")
        self.ends = DateField(_("To, if known"), form, "ends_on")
        self.profile = ChoiceField(theme, _("Requirements profile"), form, "profile_id", ())
        self.text = TextArea(_("Reason for the vacancy"), form, 3)
        self.reason = Field(_("Reason for the vacancy"), self.text, form, "reason")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.title, 0, 0, 1, 3, top)
        grid.addWidget(self.unit, 1, 0, 1, 2, top)
        grid.addWidget(self.places, 1, 2, top)
        grid.addWidget(self.profile, 2, 0, 1, 3, top)
        grid.addWidget(self.starts, 3, 0, top)
        grid.addWidget(self.ends, 3, 1, top)
        grid.addWidget(self.reason, 4, 0, 1, 3, top)
        note = _("What is set here stays as it is once the vacancy is open; changes are recorded separately.")
        grid.addWidget(labels.paragraph(note, form, "small", "muted"), 5, 0, 1, 3, top)
        layout.column(form, layout.STRETCH, around=(24, 20, 24, 20), of=inside)
        self.setWidget(inside)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.check_fair)
        self.show_vacancy(vacancy)
        for line in (self.title.line, self.places.line, self.starts.line, self.ends.line):
            line.textChanged.connect(self._on_typed)
            line.editingFinished.connect(self._on_finished)
        self.unit.box.currentTextChanged.connect(self._on_typed)
        self.profile.box.currentIndexChanged.connect(self._on_typed)
        self.text.textChanged.connect(self._on_typed)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in reading order."""
        return (self.title, self.unit, self.places, self.profile, self.starts, self.ends, self.reason)

    @property
    def first(self) -> QLineEdit:
        """The first field."""
        return self.title.line

    def show_vacancy(self, vacancy: Vacancy) -> None:
        """Show the typed values."""
        self.vacancy = vacancy
        every = (
            self.title.line,
            self.places.line,
            self.starts.line,
            self.ends.line,
            self.unit.box,
            self.text,
        )
        for one in every:
            one.blockSignals(True)
        self.title.line.setText(vacancy.title)
        self.places.line.setText(vacancy.places)
        self.starts.line.setText(vacancy.starts)
        self.ends.line.setText(vacancy.ends)
        self.unit.box.setEditText(vacancy.unit)
        self.text.setPlainText(vacancy.reason)
        profiles = [(one.id, profile_words(one)) for one in self._catalogue.profiles]
        self.profile.offer(profiles, self._catalogue.profile(vacancy).id)
        for one in every:
            one.blockSignals(False)

    def point_at(self, name: str, text: str) -> None:
        """Show what is wrong with a field and focus it."""
        for field in self.fields:
            if field.name == name:
                field.complain(text)
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(field)

    def check_fair(self) -> None:
        """Say which grounds a requirement must not rest on, once typing pauses."""
        for field, text in ((self.title, self.vacancy.title), (self.reason, self.vacancy.reason)):
            found = unfair(text)
            if found:
                field.complain(unfair_words(found))
            else:
                field.settle()

    def _on_typed(self) -> None:
        vacancy = self.vacancy
        vacancy.title, vacancy.places = self.title.line.text(), self.places.line.text()
        vacancy.starts, vacancy.ends = self.starts.line.text(), self.ends.line.text()
        vacancy.unit, vacancy.reason = self.unit.text, self.text.toPlainText()
        chosen = self.profile.value
        assert isinstance(chosen, int)
        if chosen != self._catalogue.profile(vacancy).id:
            model = self._catalogue.model(vacancy)
            vacancy.profile_id = chosen
            vacancy.targets.clear()  # they changed another profile
            if self._catalogue.model(vacancy) is not model:  # the questions belonged to another model too
                vacancy.scope, vacancy.codes, vacancy.lead = self._catalogue.usual_set(vacancy), (), None
        vacancy.touched = True
        self._pause.start()
        self.changed.emit()

    def _on_finished(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.check_fair()
