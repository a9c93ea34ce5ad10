"""Form rows that can be added and removed: education, experience, medical conclusions."""

import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import cast, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.fields import ChoiceField, DateField, Field, TextField
from desktop.kit.form.form_dialog import refused_words
from desktop.kit.form.keeper import Edit, Lines, listen, put_text, text_of
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.errors import Impossible, Missing
from domain.months import NotMonths, parse_months
from domain.people.gates import Requirements
from domain.people.person import Admission, Education, Experience, Medical
from domain.text import clean
from reports.words.names import name_of
from resources.i18n import _, current, pgettext

BESIDE = 720  # px at normal text size: more than two fields side by side need this


def is_narrow(within: QWidget, theme: Theme) -> bool:
    """Whether the dialog has room for only two fields side by side."""
    return theme.usual(within.window().width()) < BESIDE


class FormRow(QWidget):
    """Fields side by side and a button that removes the row.

    Signals:
        removed: remove this row.
    """

    removed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, remove: str) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole = layout.row(gap="s", of=self)
        self.fields: list[Field] = []
        self.remove = button("", self, "quiet", theme.icon("trash-2", "muted"), do=self._on_removed)
        self.remove.setAccessibleName(remove)
        set_tip(self.remove, remove)

    @abstractmethod
    def record(self) -> object:
        """Return the typed values as a record.

        Raises:
            Missing, Impossible: after the field has said what is wrong.
        """

    def _fill(self, *lines: tuple[tuple[Field, int], ...]) -> None:
        """Arrange the fields in rows; numbers are shares of the width, 0 is the minimum needed."""
        column = layout.column(gap=6)
        short = tuple(fields[at : at + 2] for fields in lines for at in range(0, len(fields), 2))
        for fields in short if is_narrow(self, self._theme) else lines:
            line = layout.row(gap="s")
            for field, share in fields:
                if not share:
                    field.setFixedWidth(132 + 7 * self._theme.font_step)
                line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
                self.fields.append(field)
            if not any(share for _field, share in fields):
                line.addStretch(1)
            column.addLayout(line)
        self._whole.addLayout(column, 1)
        beside = QVBoxLayout()
        beside.addSpacing(20)  # aligns the button with the editors, not with their titles
        beside.addWidget(self.remove)
        beside.addStretch(1)
        self._whole.addLayout(beside)

    def _on_removed(self) -> None:
        self.removed.emit(self)


class EducationRow(FormRow):
    """A diploma."""

    def __init__(
        self, theme: Theme, requirements: Requirements, parent: QWidget, education: Education | None = None
    ) -> None:
        super().__init__(theme, parent, _("Remove this education"))
        levels = [(level.id, current().text(level.name)) for level in requirements.education_levels]
        given = education or Education(requirements.min_education)
        self._level = ChoiceField(theme, _("Level"), self, "level", levels, given.level)
        self._document = TextField(
            _("Document"), self, "document", given.document, _("kind, number, date, issued by")
        )
        self._seen = DateField(_("Seen on"), self, "confirmed_on", given.confirmed_on)
        self._fill(((self._level, 5), (self._document, 5), (self._seen, 0)))

    @override
    def record(self) -> Education:
        return Education(str(self._level.value), clean(self._document.text), self._seen.read())


class ExperienceRow(FormRow):
    """Work in one area: by days, or as months."""

    def __init__(
        self, theme: Theme, requirements: Requirements, parent: QWidget, experience: Experience | None = None
    ) -> None:
        super().__init__(theme, parent, _("Remove this experience"))
        areas = [(area, current().text(text)) for area, text in requirements.areas.items()]
        given = experience
        months = "" if given is None or given.months is None else str(given.months)
        self._area = ChoiceField(theme, _("Area"), self, "area", areas, given and given.area)
        self._from = DateField(pgettext("first day", "From"), self, "from_on", given and given.from_on)
        self._to = DateField(_("To, if ended"), self, "to_on", given and given.to_on)
        self._months = TextField(_("or how long"), self, "months", months, _("5.5 years"))
        self._document = TextField(_("Document"), self, "document", given.document if given else "")
        self._seen = DateField(_("Seen on"), self, "confirmed_on", given and given.confirmed_on)
        self._fill(
            ((self._area, 5), (self._document, 4)),
            ((self._from, 0), (self._to, 0), (self._months, 0), (self._seen, 0)),
        )

    @override
    def record(self) -> Experience:
        starts, ends, seen, months = (
            self._from.read(),
            self._to.read(),
            self._seen.read(),
            self._typed_months(),
        )
        if starts is None and ends is not None:
            self._from.complain(_("Enter the start date too."))
            raise Missing("from_on")
        if (starts is None) == (months is None):
            self._months.complain(
                _("Enter either the dates or the months.")
                if starts is None
                else _("Either dates or months, not both.")
            )
            raise Impossible("months")
        if starts is not None and ends is not None and ends < starts:
            self._to.complain(_("This date is before the start date."))
            raise Impossible("to_on")
        return Experience(str(self._area.value), starts, ends, months, clean(self._document.text), seen)

    def _typed_months(self) -> int | None:
        typed = self._months.text
        if not typed:
            return None
        try:
            return parse_months(typed)
        except NotMonths as refused:
            self._months.complain(refused_words(refused))
            raise Impossible("months") from None


class MedicalRow(FormRow):
    """A medical conclusion: whether admitted and until when; findings have no place here."""

    def __init__(
        self, theme: Theme, requirements: Requirements, parent: QWidget, medical: Medical | None = None
    ) -> None:
        super().__init__(theme, parent, _("Remove this certificate"))
        kinds = [(kind, current().text(text)) for kind, text in requirements.examinations.items()]
        admissions = [(value, name_of(value, current())) for value in Admission]
        self._kind = ChoiceField(theme, _("Medical check"), self, "kind", kinds, medical and medical.kind)
        self._admitted = ChoiceField(
            theme,
            _("Conclusion"),
            self,
            "admitted",
            admissions,
            medical.admitted if medical else Admission.PENDING,
        )
        self._concluded = DateField(_("Dated"), self, "concluded_on", medical and medical.concluded_on)
        self._valid = DateField(_("Valid until"), self, "valid_until", medical and medical.valid_until)
        self._fill(((self._kind, 5), (self._admitted, 4), (self._concluded, 0), (self._valid, 0)))

    @override
    def record(self) -> Medical:
        concluded, valid = self._concluded.read(), self._valid.read()
        if concluded is not None and valid is not None and valid < concluded:
            self._valid.complain(_("This date is before the certificate."))
            raise Impossible("valid_until")
        admitted = self._admitted.value
        assert isinstance(admitted, Admission)
        return Medical(str(self._kind.value), admitted, concluded, valid)


class Rows[R](Lines):
    """A titled list of form rows with a button that adds one.

    *make* returns a row for a record, an empty one for None.
    """

    def __init__(
        self,
        name: str,
        title: str,
        add: str,
        make: Callable[[QWidget, R | None], FormRow],
        records: Sequence[R],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._make = make
        self.rows: list[FormRow] = []
        self._body = layout.column(gap="s")
        column = layout.column(labels.plain(title, self, "section"), self._body, gap="s", of=self)
        self.add_button = button(add, self, small=True, do=self._on_added)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for record in records:
            self._put(record)

    @property
    @override
    def name(self) -> str:
        return self._name

    @property
    @override
    def words(self) -> str:
        return json.dumps([[text_of(edit_of(field)) for field in row.fields] for row in self.rows])

    @override
    def put_words(self, text: str) -> None:
        for row in tuple(self.rows):
            self._take_out(row)
        for told in json.loads(text):
            row = self._put(None)
            for field, words in zip(row.fields, told, strict=False):
                put_text(edit_of(field), words)
            row.show()

    def _put(self, record: R | None) -> FormRow:
        row = self._make(self, record)
        row.removed.connect(self._on_removed)
        for field in row.fields:
            listen(edit_of(field), self._on_filled)
        self.rows.append(row)
        self._body.addWidget(row)
        return row

    def _on_added(self) -> None:
        row = self._put(None)
        row.show()  # otherwise shown only by the layout, too late to take the focus
        self.filled_in.emit()
        row.fields[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removed(self, row: FormRow) -> None:
        at = self.rows.index(row)
        self._take_out(row)
        self.filled_in.emit()
        # As after any deletion, the neighbour takes the focus.
        after = self.rows[min(at, len(self.rows) - 1)].remove if self.rows else self.add_button
        after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filled(self) -> None:
        self.filled_in.emit()

    def _take_out(self, row: FormRow) -> None:
        self.rows.remove(row)
        self._body.removeWidget(row)
        row.hide()
        row.deleteLater()


def edit_of(field: Field) -> Edit:
    """Return the editor of the field."""
    return cast("Edit", field.edit)
