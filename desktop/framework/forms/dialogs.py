"""The dialogs of a model: an item, a function, publishing, the review day."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import override
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from db.framework import drafts, editions, job_description_editions
from db.framework.editions import EditionLine
from desktop.context import Context
from desktop.data import Data
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.framework.offered import from_document
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import ChoiceField, DateField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.edition_faults import Faulty
from domain.framework.framework import Function, Item, Kind
from domain.progress import Progress
from domain.text import Text, apart, either
from reports.words.names import name_of
from resources.i18n import _, current

type Sent = Callable[[str], None]


class ItemForm(Form):
    """An own item, or a new wording and place for an existing one; passes on its code."""

    help_page = "framework"

    def __init__(
        self,
        context: Context,
        model: FrameworkModel,
        item: Item | None,
        function: str,
        sent: Sent,
        parent: QWidget,
    ) -> None:
        title = _("Own competency") if item is None else _("Competency {code}").format(code=item.code)
        about = _("It continues the numbering of the document and is marked as your organisation's own.")
        subject = (function if item is None else item.code,)
        about = about if item is None else item.clause
        super().__init__(context.theme, title, about, _("Save"), parent, subject=subject)
        self._model, self._item, self._sent = model, item, sent
        theme, words = context.theme, current()
        kinds = [(kind, name_of(kind, words)) for kind in Kind]
        functions = [(one.code, words.text(one.short)) for one in model.content.functions]
        chosen = function if item is None else item.function
        self.kind = ChoiceField(
            theme, _("Kind"), self, "kind", kinds, Kind.KNOWLEDGE if item is None else item.kind
        )
        self.function = ChoiceField(theme, _("Function"), self, "function", functions, chosen)
        if item is None:
            self.beside(self.kind, self.function)
        else:
            self.kind.hide()
            self.put(self.function)
        self._before = (Text(""), Text("")) if item is None else (item.text, item.label)
        (said, said_en), (label, label_en) = map(apart, self._before)
        self.text = self.put(TextAreaField(_("Text in Russian"), self, "wording", said, 4))
        self.text_en = self.put(TextAreaField(_("Text in English"), self, "wording_en", said_en, 3))
        hint = _("taken from the text")
        self.label = TextField(_("Short title in Russian"), self, "label", label, hint)
        self.label_en = TextField(_("Short title in English"), self, "label_en", label_en)
        self.beside(self.label, self.label_en)
        (self.text.area if item is not None else self.kind.box).setFocus()

    @override
    def send(self) -> None:
        content, item = self._model.content, self._item
        text = either(self._before[0], self.text.text, self.text_en.text)
        label = _typed(self._before[1], self.label, self.label_en)
        function = str(self.function.value)
        if item is None:
            assert isinstance(self.kind.value, Kind)
            new = edit.add_item(content, str(uuid4()), self.kind.value, function, text, label)
            before = {one.code for one in content.items}
            code = next(one.code for one in new.items if one.code not in before)
        else:
            new = edit.reword_item(content, item.code, text, label or edit.labelled(text))
            if function != item.function:
                new = edit.move_item(new, item.code, function, item.secondary)
            code = item.code
        self._model.put(new)
        self._sent(code)


class FunctionForm(Form):
    """An own labour function in a clause the document leaves blank, or a new wording of an existing one."""

    help_page = "framework"

    def __init__(
        self, context: Context, model: FrameworkModel, parent: QWidget, function: Function | None = None
    ) -> None:
        about = _("It fills the blank clause 2.2 of the document; competencies can be moved into it.")
        title, act = _("Own function"), _("Add")
        if function is not None:
            title, about, act = _("Function {code}").format(code=function.code), function.clause, _("Save")
        subject = ("" if function is None else function.code,)
        super().__init__(context.theme, title, about, act, parent, subject=subject)
        self._model, self._function = model, function
        self._before = (Text(""), Text("")) if function is None else (function.text, function.short)
        (said, said_en), (short, short_en) = map(apart, self._before)
        self.text = self.put(TextAreaField(_("Text in Russian"), self, "wording", said, 3))
        self.text_en = self.put(TextAreaField(_("Text in English"), self, "wording_en", said_en, 3))
        hint = _("taken from the text")
        self.short = TextField(_("Short title in Russian"), self, "label", short, hint)
        self.short_en = TextField(_("Short title in English"), self, "label_en", short_en)
        self.beside(self.short, self.short_en)
        self.text.area.setFocus()

    @override
    def send(self) -> None:
        content, function = self._model.content, self._function
        text = either(self._before[0], self.text.text, self.text_en.text)
        short = _typed(self._before[1], self.short, self.short_en)
        if function is None:
            self._model.put(edit.add_function(content, text, short))
        else:
            self._model.put(edit.reword_function(content, function.code, text, short or edit.labelled(text)))


def _typed(before: Text, russian: TextField, english: TextField) -> Text | None:
    """Return the short title that was typed in either language; None if the text gives it."""
    if not russian.text and (apart(before)[0] or not english.text):
        return None  # cleared: it is taken from the text again
    return either(before, russian.text, english.text)


def _impact(data: Data, framework_id: int, _progress: Progress) -> editions.Impact:
    return data.read(editions.impact, framework_id)


class PublishForm(Form):
    """Asks for a note and shows what publishing affects; passes on the hash."""

    help_page = "framework"

    def __init__(self, context: Context, model: FrameworkModel, sent: Sent, parent: QWidget) -> None:
        assert model.view is not None
        view = model.view
        title = _("Publish edition {number}?").format(number=view.line.number)
        about = say.first(view.content) if view.base is None else say.changed(view)
        super().__init__(context.theme, title, about, _("Publish"), parent, subject=())
        self._context = context
        self._id, self._sent = view.line.id, sent
        self._impact: editions.Impact | None = None  # publishing does not wait for it
        if view.base is not None:
            context.jobs.run(partial(_impact, context.data, view.line.id), self._on_impact, "")
        self.explain(_("It can never be changed again; the next step is a new edition."))
        if any(from_document(one.requirements, view) for one in view.content.profiles):
            self.explain(
                _(
                    "Mandatory requirements in the job description are not confirmed, so nobody is checked"
                    " against them. Confirm them: “Profiles”, “Mandatory requirements…”."
                )
            )
        asked = _("Note") if view.base is None else _("What changed and why")
        self.note = self.put(TextAreaField(asked, self, "reason", "", 3))
        self.note.area.setFocus()
        self.both = Check(context.theme, _("Publish the job description too"), self)
        self.number = TextField(_("No. of the job description"), self, "paper_number")
        self.day = DateField(_("Its date"), self, "dated_on")
        self.grid.addWidget(self.both, self.grid.rowCount(), 0, 1, 2)
        self.beside(self.number, self.day)
        record = context.data.read(job_description_editions.view, view.line.id)
        kept = bool(record.id or record.before)  # nobody who keeps none is asked about it
        for one in (self.both, self.number, self.day):
            one.setVisible(kept)
        self.both.setChecked(kept)
        self.both.toggled.connect(self._on_both)
        if view.faults:  # said before anybody writes a note
            self.complain(Faulty(view.faults))

    @override
    def send(self) -> None:
        write, note = self._context.data.write, self.note.text
        if self.both.isChecked():
            head = self.number.text, self.day.read()
            self._sent(write(job_description_editions.publish_both, self._id, note, *head, self._impact))
        else:
            self._sent(write(drafts.publish, self._id, note, self._impact))

    def _on_impact(self, impact: editions.Impact) -> None:
        self._impact = impact
        told = self.about.text(), say.impact(impact)
        self.about.setText(" ".join(part for part in told if part))
        self.about.show()
        self.grow()

    def _on_both(self, chosen: bool) -> None:
        for field in (self.number, self.day):
            field.setEnabled(chosen)


class ReviewForm(Form):
    """The day on which to review an edition; an empty field clears it."""

    help_page = "framework"

    def __init__(self, context: Context, line: EditionLine, parent: QWidget) -> None:
        title = _("Review of edition {number}").format(number=line.number)
        about = _("The date is shown in the list of editions; the edition itself does not change.")
        super().__init__(context.theme, title, about, _("Save"), parent, subject=(line.id,))
        self._context, self._id = context, line.id
        self.day = self.put(DateField(_("Review on"), self, "review_on", line.review_on))
        self.day.line.setFocus()

    @override
    def send(self) -> None:
        self._context.data.write(drafts.review, self._id, self.day.read())


def restored(content: Edition, base: Edition, code: str) -> Edition:
    """Return the draft with one item as in the previous edition: wording, place, question and targets."""
    item = content.item(code)
    old = next((one for one in base.items if one.key == item.key), None)
    if old is None:
        return edit.drop_item(content, code)
    back = edit.reword_item(content, code, old.text, old.label)
    back = edit.move_item(back, code, old.function, old.secondary)
    questions = {key: one for key, one in back.questions.items() if key != code}
    if old.code in base.questions:
        back = edit.ask(back, code, base.questions[old.code])
    else:
        back = replace(back, questions=questions)
    was = {one.key: one.targets.get(old.code) for one in base.profiles}
    return replace(
        back,
        profiles=tuple(
            replace(one, targets={**one.targets, code: target})
            if (target := was.get(one.key)) is not None
            else one
            for one in back.profiles
        ),
    )
