"""Adding and editing a person: one form, every complaint at its field, nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import override

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from db.assessing import people
from db.framework import frameworks
from db.people import organisation
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dates import parse_date
from desktop.kit.form.fields import ChoiceField, DateField, Field, LookUpField, TextField
from desktop.kit.form.form_dialog import refused_words
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.reading_order import tab_stops
from desktop.office.help.refusals import help_page
from desktop.people.leaving_dialog import check_day
from desktop.people.pasted_list import PastedList
from desktop.people.rows import EducationRow, ExperienceRow, FormRow, MedicalRow, Rows, is_narrow
from domain.errors import Impossible, Missing, NeedsPaper, Refused, Taken, TooLong
from domain.people.gates import Requirements
from domain.people.person import Education, Experience, Medical, Person, PersonKind, check, check_basis
from domain.text import clean, visible
from reports.words.names import name_of
from resources.i18n import _, current


class PersonDialog(KeptDialog):
    """The form of one person; *person* None adds a new one.

    Signals:
        saved: id of the person, after COMMIT.
        list_wanted: a list was pasted here and should be imported; its text, and who they are in this form.
    """

    help_page = "people#add"

    saved = Signal(int)
    list_wanted = Signal(str, object)

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        person: Person | None = None,
        kind: PersonKind = PersonKind.CANDIDATE,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._before = person or Person(kind=kind)
        # The system shows window titles elsewhere too, so this one has the code and not the name.
        self.setWindowTitle(_("Edit: {name}").format(name=person.code) if person else _("New person"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        read = context.data.read
        requirements = read(frameworks.profiles)[0].requirements
        units = [(unit.id, unit.name) for unit in read(organisation.units)]

        self.resize(self._room())
        name = _("Edit: {name}").format(name=person.full_name) if person else _("New person")
        heading = labels.paragraph(name, self, "section")
        heading.setContentsMargins(24, 16, 24, 0)
        column = layout.column(heading, of=self)
        scroll = layout.scroll(self)
        self._scroll = scroll
        form = QWidget(scroll)
        lines = layout.column(self.restored, gap="l", around=(24, 20, 24, 20), of=form)
        self._places = 2 if is_narrow(self, context.theme) else 3
        grid = _grid(self._places)
        self._who(form, grid)
        self._work(form, grid, units)
        lines.addLayout(grid)
        self.pasted = PastedList(form, self.surname.line)
        self.pasted.wanted.connect(self._on_list_wanted)
        lines.insertWidget(0, self.pasted)
        self._lists(form, requirements, lines)
        lines.addStretch(1)
        scroll.setWidget(form)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot())
        self.surname.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        super().showEvent(arg__1)
        form, column = self._scroll.widget(), self.layout()
        if form is not None and column is not None:
            around = column.sizeHint().height() - self._scroll.sizeHint().height()
            self.resize(self.width(), min(self.height(), around + form.sizeHint().height()))

    @override
    def filled_for(self) -> str:
        return str(self._before.id or "")

    def _who(self, form: QWidget, grid: QGridLayout) -> None:
        person = self._before
        kinds = [(kind, name_of(kind, current())) for kind in PersonKind]
        self.kind = ChoiceField(self._context.theme, _("Who"), form, "kind", kinds, person.kind)
        self.code = TextField(_("Code"), form, "code", person.code, _("assigned automatically"))
        self.surname = TextField(_("Surname"), form, "surname", person.surname)
        self.given = TextField(_("Given name"), form, "given", person.given)
        self.patronymic = TextField(_("Patronymic"), form, "patronymic", person.patronymic)
        self._put(grid, (self.surname, self.given, self.patronymic))
        self._put(grid, (self.kind, self.code))

    def _work(self, form: QWidget, grid: QGridLayout, units: list[tuple[int, str]]) -> None:
        theme, person = self._context.theme, self._before
        others = self._context.names.roll.choices
        if person.id:
            others = [one for one in others if one[0] != person.id]
        self.post = TextField(_("Position"), form, "post", person.post)
        self.unit = LookUpField(
            theme,
            _("Unit or a new one"),
            form,
            "unit_id",
            units,
            person.unit_id,
            new=True,
            fresh=_("This will be a new unit."),
        )
        self.manager = LookUpField(theme, _("Manager"), form, "manager_id", others, person.manager_id)
        self.number = TextField(_("Personnel number"), form, "personnel_no", person.personnel_no or "")
        self.hired = DateField(_("Hired on"), form, "hired_on", person.hired_on)
        self.basis = TextField(
            _("Legal basis for processing"), form, "basis", person.basis, _("consent or contract")
        )
        self.basis_on = DateField(_("Signed on"), form, "basis_on", person.basis_on)
        self.basis_until = DateField(_("Valid until"), form, "basis_until", person.basis_until)
        self.left = DateField(_("Left on"), form, "left_on", person.left_on)
        self.left_reason = TextField(_("Reason for leaving"), form, "left_reason", person.left_reason)
        self._put(grid, (self.post, self.unit, self.manager))
        self._put_basis(grid)
        # Last: these come and go with the kind, and nothing else may move.
        self._put(grid, (self.number, self.hired))
        self._put(grid, (self.left, self.left_reason))
        self.kind.box.currentIndexChanged.connect(self._show_fitting)
        self._show_fitting()

    def _put(self, grid: QGridLayout, fields: tuple[Field, ...]) -> None:
        """Add a block of fields, side by side, in as many rows as they need."""
        first = grid.rowCount() if grid.count() else 0
        for number, field in enumerate(fields):
            line, place = divmod(number, self._places)
            grid.addWidget(field, first + line, place, Qt.AlignmentFlag.AlignTop)

    def _put_basis(self, grid: QGridLayout) -> None:
        """Give the basis two columns and its dates one: beside it if there are three, else below."""
        row = grid.rowCount()
        grid.addWidget(self.basis, row, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        days = layout.row(layout.top(self.basis_on, 1), layout.top(self.basis_until, 1), gap="m")
        beside = self._places > 2
        grid.addLayout(days, row if beside else row + 1, 2 if beside else 0, 1, 1 if beside else 2)

    def _show_fitting(self) -> None:
        """Show personnel number, hiring and leaving only for people who work here."""
        for field in (self.number, self.hired, self.left, self.left_reason):
            field.setVisible(self._employed)

    @property
    def _employed(self) -> bool:
        return self.kind.value is PersonKind.EMPLOYEE

    def _lists(self, form: QWidget, requirements: Requirements, lines: QVBoxLayout) -> None:
        theme, person = self._context.theme, self._before

        def education(parent: QWidget, record: Education | None) -> FormRow:
            return EducationRow(theme, requirements, parent, record)

        def experience(parent: QWidget, record: Experience | None) -> FormRow:
            return ExperienceRow(theme, requirements, parent, record)

        def medical(parent: QWidget, record: Medical | None) -> FormRow:
            return MedicalRow(theme, requirements, parent, record)

        self.education = Rows(
            "education", _("Education"), _("Add education"), education, person.education, form
        )
        title = _("Experience")
        self.experience = Rows("experience", title, _("Add experience"), experience, person.experience, form)
        self.medical = Rows(
            "medical", _("Medical check"), _("Add certificate"), medical, person.medical, form
        )
        for rows in (self.education, self.experience, self.medical):
            lines.addWidget(labels.rule(form))
            lines.addWidget(rows)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("status")
        self.cancel_button = button(_("Cancel"), foot, do=self.reject)
        self.save_button = button(_("Save"), foot, "primary", do=self.save)
        self.save_button.setDefault(True)
        acts = layout.STRETCH, self.cancel_button, self.save_button
        layout.row(*acts, gap="s", around=(24, 12, 24, 12), of=foot)
        return foot

    def _on_list_wanted(self, text: str) -> None:
        kind = self.kind.value
        self.reject()
        self.list_wanted.emit(text, kind)

    def save(self) -> None:
        """Store the person and close, or say at the fields what is wrong."""
        for field in self.findChildren(Field):
            field.settle()
        typed = self._typed()
        if typed is None:
            self._show_first_problem()
            return
        try:
            person_id = self._store(typed)
        # The only place where a screen catches these: they belong to a field, and the form must stay open.
        except (Missing, TooLong, Impossible, Taken, NeedsPaper) as refused:
            self._complain(refused)
            self._show_first_problem()
            return
        self.accept()
        self.saved.emit(person_id)

    def _typed(self) -> Person | None:
        """Return the person as typed, None if any field complains; then all of them say so."""
        sound: list[bool] = []

        def ask[T](read: Callable[[], T]) -> T | None:
            try:
                answer = read()
            except Refused:
                sound.append(False)
                return None
            return answer

        kind = self.kind.value
        assert isinstance(kind, PersonKind)
        surname = clean(self.surname.text).strip()
        if not visible(surname):
            self.surname.complain(_("Enter the surname."))
            sound.append(False)
        education = [ask(row.record) for row in self.education.rows]
        experience = [ask(row.record) for row in self.experience.rows]
        medical = [ask(row.record) for row in self.medical.rows]
        typed = replace(
            self._before,
            kind=kind,
            code=clean(self.code.text),
            surname=surname,
            given=clean(self.given.text),
            patronymic=clean(self.patronymic.text),
            post=clean(self.post.text),
            unit_id=ask(self.unit.read),
            manager_id=ask(self.manager.read),
            # Fields not shown keep their values.
            personnel_no=(clean(self.number.text) or None) if self._employed else self._before.personnel_no,
            hired_on=ask(self.hired.read) if self._employed else self._before.hired_on,
            left_on=ask(self._left_on) if self._employed else self._before.left_on,
            left_reason=clean(self.left_reason.text) if self._employed else self._before.left_reason,
            basis=clean(self.basis.text),
            basis_on=ask(self.basis_on.read),
            basis_until=ask(self.basis_until.read),
            education=tuple(one for one in education if isinstance(one, Education)),
            experience=tuple(one for one in experience if isinstance(one, Experience)),
            medical=tuple(one for one in medical if isinstance(one, Medical)),
        )
        return None if sound else typed

    def _left_on(self) -> date | None:
        day = self.left.read()
        if day is not None:
            try:
                hired = parse_date(self.hired.line.text(), "hired_on")
            except Impossible:
                hired = None  # the field itself says so
            check_day(self.left, day, hired, self._context.today())
        return day

    def _store(self, person: Person) -> int:
        check(person)  # complaints about the person come before those about a new unit
        check_basis(self._before, person)
        new_unit = clean(self.unit.text) if person.unit_id is None else ""
        return self._context.data.write(people.ensure, person, new_unit)

    def _complain(self, refused: Missing | TooLong | Impossible | Taken | NeedsPaper) -> None:
        self.help_page = help_page(refused)
        for field in self.findChildren(Field):
            if field.name == refused.field:
                field.complain(refused_words(refused))
                return
        raise refused  # not about a field of ours: the error boundary shows it

    def _show_first_problem(self) -> None:
        """Scroll to the first field with a complaint, top to bottom."""
        for stop in tab_stops(self):
            field = stop.parentWidget()
            if isinstance(field, Field) and field.wrong:
                stop.setFocus(Qt.FocusReason.OtherFocusReason)
                self._scroll.ensureWidgetVisible(field, 0, 40)
                return

    def _room(self) -> QSize:
        """Return up to 900 × 720 within the parent window, wider for larger text."""
        owner = self.parentWidget()
        room = owner.window().size() if owner is not None else QGuiApplication.primaryScreen().size()
        width = 900 + 56 * self._context.theme.font_step
        return QSize(min(width, room.width() - 40), min(720, room.height() - 60))


def _grid(places: int) -> QGridLayout:
    grid = layout.grid(across="m", down="m")
    for place in range(places):
        grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(place, 200)
    return grid
