"""The acts on an edition as a whole, from draft to retirement, and its files."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.framework import drafts
from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.differences import Differences
from desktop.framework.forms.dialogs import PublishForm, ReviewForm
from desktop.framework.model import FrameworkModel
from desktop.framework.transfer import Transfer
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.form.reopening import reopens
from desktop.kit.off import read_only_reason
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.models import How
from desktop.office.intake.readings import Model, Unclear
from desktop.office.intake.recognising import MODELS, Meaning
from desktop.shared.import_page import Wanted
from domain.framework.framework import EditionState
from resources.i18n import _


class EditionActs(QObject):
    """The acts; each reports its outcome.

    Signals:
        told: the text of a toast.
        exported: the files written.
        file_wanted: a ``Wanted``: ask for a file with a model.
        text_wanted: the same of the text in the clipboard.
        sending_wanted: id of the edition that goes to another file.
    """

    told = Signal(str)
    exported = Signal(object)
    file_wanted = Signal(object)
    text_wanted = Signal(object)
    sending_wanted = Signal(int)

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._model, self._parent = context, model, parent
        self.transfer = Transfer(context, parent)
        self.transfer.loaded.connect(self._on_loaded)
        self.transfer.exported.connect(self.exported)
        self.transfer.told.connect(self.told)

    def make_acts(self, owner: QWidget) -> None:
        """Give *owner* the keys of all acts."""
        make = self._context.actions.make
        make("differences", owner, self.compare)
        make("publish", owner, self.go_on)
        make("discard_draft", owner, self.discard)
        make("retire_edition", owner, self.retire)
        make("review_edition", owner, self.review)
        make("load_model", owner, self.load)
        make("paste_model", owner, self.paste)
        make("save_template", owner, self.transfer.save_template)
        make("starter_model", owner, self.begin_starter)
        if not self._context.data.is_remote:
            make("send_model", owner, self.send)

    def go_on(self) -> None:
        """Publish the draft if it is shown; otherwise show the existing draft, or begin one."""
        draft = self._model.draft
        if self._context.data.read_only or self._model.view is None:
            return
        if self._model.is_draft:
            self.publish()
        elif draft is not None:
            self._model.show(draft.id)
        else:
            self._model.show(self._context.data.write(drafts.begin, self._model.shown))

    @reopens
    def publish(self) -> None:
        """Ask for a note and publish."""
        if self._model.is_draft:
            PublishForm(self._context, self._model, self._on_published, self._parent).open()

    def end(self) -> None:
        """Discard the draft, or retire the published edition; both ask first."""
        if self._model.is_draft:
            self.discard()
        else:
            self.retire()

    def discard(self) -> None:
        """Ask before discarding the draft."""
        if not self._model.is_draft or self._model.view is None:
            return
        told = _("Delete the draft of edition {number}?").format(number=self._model.view.line.number)
        rest = _("All its changes are lost; published editions stay as they are.")
        asked = Question(told, rest, _("Keep the draft"), _("Delete"), self._parent, danger=True)
        asked.accepted.connect(self._on_discarded)
        asked.open()

    def compare(self) -> None:
        """Show everything the edition changes."""
        if self._model.view is not None and self._model.view.base is not None:
            Differences(self._context, self._model, self._parent).open()

    @reopens
    def retire(self) -> None:
        """Ask why the published edition is no longer offered."""
        view = self._model.view
        if view is None or self._context.data.read_only or view.line.state is not EditionState.PUBLISHED:
            return
        title = _("Retire edition {number}?").format(number=view.line.number)
        about = _("It will no longer be offered. {cases} made with it continue unchanged.").format(
            cases=say.cases(view.line.cases)
        )
        asked = ReasonDialog(
            self._context.theme,
            title,
            about,
            _("Reason"),
            _("Retire"),
            self._on_retired,
            self._parent,
            subject=("retire", view.line.id),
            danger=True,
        )
        asked.open()

    @reopens
    def review(self) -> None:
        """Ask for the day on which to review the edition."""
        view = self._model.view
        if view is not None and not self._context.data.read_only:
            ReviewForm(self._context, view.line, self._parent).open()

    def send(self) -> None:
        """Send the edition shown to another file, if it is in force."""
        if not self.why_not_sent:
            self.sending_wanted.emit(self._model.shown)

    @property
    def why_not_sent(self) -> str:
        """Why the edition shown cannot go to another file; empty if it can."""
        view = self._model.view
        if self._context.data.read_only:
            return read_only_reason()
        published = view is not None and view.line.state is EditionState.PUBLISHED
        return "" if published else _("Only a published edition can be sent.")

    def load(self) -> None:
        """Ask for a file with a model."""
        if self._can_load:
            self.file_wanted.emit(_wanted())

    def paste(self) -> None:
        """Take the text in the clipboard as a model."""
        if self._can_load:
            self.text_wanted.emit(_wanted())

    @property
    def _can_load(self) -> bool:
        return self._model.view is not None and not self._context.data.read_only

    def bring(self, one: Arrival, meaning: Meaning) -> None:
        """Preview what the door has read, as the next edition of the model shown or not."""
        assert isinstance(meaning.found, Model | Unclear)
        seen = self._model.view.line.key if self._model.view is not None else ""
        how = How(sheet=meaning.sheet, text=one.text, encoding=one.encoding)
        self.transfer.take(one.path, how, seen, meaning.found)

    def begin_starter(self) -> None:
        """Create a draft of the starter model for the operator's post, unless there is one."""
        if not self._context.data.read_only and all(one.key != say.STARTER for one in self._model.lines):
            from db.framework import starter  # it reads YAML, which would slow every start

            self._on_loaded(self._context.data.write(starter.begin))

    def export(self) -> None:
        """Export the edition shown."""
        if self._model.view is None:
            return
        from reports.framework import moodle_csv  # nobody exports at the start

        content = self._model.view.content
        open_to_choice = moodle_csv.is_open(content)
        self.transfer.export(self._model.view.line, moodle_csv.offered(content) if open_to_choice else ())

    def _on_loaded(self, framework_id: int) -> None:
        self._model.open()
        self._model.show(framework_id)
        self.told.emit(_("The draft is created. Nothing changes until it is published."))

    def _on_published(self, _digest: str) -> None:
        self._model.stack.clear()
        self.told.emit(_("Published. New assessments use this edition."))

    def _on_discarded(self) -> None:
        gone = self._model.shown
        self._model.stack.clear()
        self._context.data.write(drafts.discard, gone)
        self.told.emit(_("The draft is deleted."))

    def _on_retired(self, reason: str) -> None:
        self._context.data.write(drafts.retire, self._model.shown, reason)
        self.told.emit(_("The edition is retired."))


def _wanted() -> Wanted:
    kinds = _("Frameworks (*.docx *.odt *.rtf *.pdf *.txt *.xlsx *.csv *.xml *.json);;All files (*)")
    return Wanted(MODELS, _("Import framework"), kinds)
