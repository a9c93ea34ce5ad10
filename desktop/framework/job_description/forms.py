"""What is asked about a job description: the text of a line, and number and day when it is published."""

from typing import override

from PySide6.QtWidgets import QWidget

from db.framework import job_description_editions as documents
from desktop.context import Context
from desktop.framework.job_description import words as say
from desktop.framework.model import DocumentStep, FrameworkModel
from desktop.kit import labels
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import DateField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from domain.framework.framework import EditionState
from domain.framework.job_description import POST, Clause, JobDescription, Standing
from domain.framework.job_description_difference import clause_differences
from domain.framework.job_description_lines import OF_MODEL
from resources.i18n import _, current, pgettext


def put(
    context: Context, model: FrameworkModel, record: JobDescription, place: str, text: str | None
) -> None:
    """Put a text into a line of the job description, as an undoable step."""
    data, framework_id = context.data, record.framework_id
    before = record.values.get(place, "")
    if text == before:
        return
    model.stack.push(
        DocumentStep(
            lambda: data.write(documents.fill, framework_id, place, text),
            lambda: data.write(documents.fill, framework_id, place, before),
        )
    )


class ClauseForm(Form):
    """The text of a line; empty gives the document's own back."""

    help_page = "framework#description"

    def __init__(
        self, context: Context, model: FrameworkModel, record: JobDescription, clause: Clause, parent: QWidget
    ) -> None:
        words = current()
        place = clause.place.partition("#")[0]
        number = clause.number or _("without a number")
        about = _("Empty: as in the document.") if clause.caption is None else words.text(clause.caption)
        title = _("Clause {number}").format(number=number)
        super().__init__(context.theme, title, about, _("Save"), parent, subject=(place,))
        self._context, self._model, self._record, self._place = context, model, record, place
        value = record.values.get(place, "")
        text = value or ("" if clause.standing in (Standing.BLANK, Standing.FILLED) else clause.source.ru)
        self._source = clause.source.ru
        self.text = self.put(TextAreaField(_("Text"), self, "text", text, 5))
        self.left_out = Check(context.theme, _("Do not print this line"), self)
        self.left_out.setChecked(place in record.values and value is None)
        self.body.addWidget(self.left_out)
        self.left_out.toggled.connect(self._on_left_out)
        if place in OF_MODEL:
            note = _(
                "What is written here is assessed, so it is added to the framework as its own competency."
            )
            self.text.area.setReadOnly(True)
            self.body.addWidget(labels.paragraph(note, self, "small", "muted"))
        self._on_left_out(self.left_out.isChecked())
        self.text.area.setFocus()

    def _on_left_out(self, chosen: bool) -> None:
        self.text.setEnabled(not chosen)

    @override
    def send(self) -> None:
        text = None if self.left_out.isChecked() else self.text.text
        if text == self._source:
            text = ""
        put(self._context, self._model, self._record, self._place, text)


class PostForm(Form):
    """The name of the post as the head prints it."""

    help_page = "framework#description"

    def __init__(
        self, context: Context, model: FrameworkModel, record: JobDescription, parent: QWidget
    ) -> None:
        about = _("As printed below “Job description”; if empty, as in the document.")
        super().__init__(
            context.theme, _("Position in the head"), about, _("Save"), parent, subject=("post",)
        )
        self._context, self._model, self._record = context, model, record
        self.text = self.put(TextField(_("Position"), self, "text", record.post.ru))
        self.text.line.setFocus()

    @override
    def send(self) -> None:
        put(self._context, self._model, self._record, POST, self.text.text)


class PublishForm(Form):
    """Number and day of the document, whom it concerns and what it changes."""

    help_page = "framework#description"

    def __init__(self, context: Context, record: JobDescription, parent: QWidget) -> None:
        title = _("Publish edition {number} of the job description?").format(number=record.number)
        parts = [say.holders(record)]
        differences = clause_differences(record.before, record.clauses) if record.before else ()
        if record.before:
            parts.insert(0, say.changes(len(differences)))
        about = "; ".join(parts)
        super().__init__(
            context.theme,
            title,
            f"{about[:1].upper()}{about[1:]}.",
            pgettext("job description", "Publish"),
            parent,
            subject=(record.framework_id,),
        )
        self._context, self._id = context, record.framework_id
        notes = [_("It can never be changed again; the next step is a new edition.")]
        if record.blanks and record.state is EditionState.DRAFT:
            notes.append(_("What is not filled in stays a line to write on."))
        notes.append(say.contract(differences))
        for note in filter(None, notes):
            self.explain(note)
        self.number = TextField(_("No."), self, "paper_number", record.paper_number)
        self.day = DateField(_("Date"), self, "dated_on", record.dated_on)
        self.beside(self.number, self.day)
        self.number.line.setFocus()

    @override
    def send(self) -> None:
        self._context.data.write(documents.publish, self._id, self.number.text, self.day.read())
