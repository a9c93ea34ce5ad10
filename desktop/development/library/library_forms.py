"""The library's forms: an own action, or the hours of a shipped one. A refusal loses nothing typed."""

from typing import cast, override

from PySide6.QtWidgets import QWidget

from db.development.library import ShelfItem
from desktop.context import Context
from desktop.development import words as say
from desktop.development.forms.form import Send, hours_of
from desktop.kit.form.fields import ChoiceField, TextField
from desktop.kit.form.form_dialog import Form, Subject
from desktop.kit.form.text_area import TextAreaField
from domain.development.library import KINDS, WEEKS_LIMIT, LibraryDraft
from domain.development.plan import ActionKind
from domain.errors import Impossible, Missing, SameAction
from domain.text import apart, either
from resources.i18n import _, current


class OwnActionForm(Form):
    """An own action of an item: what is done, what shows it, how long it takes."""

    help_page = "library"

    AT = {**Form.AT, SameAction: "text"}

    def __init__(
        self,
        context: Context,
        item: ShelfItem,
        draft: LibraryDraft,
        send: Send[LibraryDraft],
        parent: QWidget,
        *,
        plans: int | None = None,
    ) -> None:
        """*plans* is how many plans contain the action being changed, None for a new one."""
        title = f"{item.item.code} {current().text(item.item.label)}"
        about = _("Your own action is offered in new plans of this organisation, in every edition.")
        if plans:
            about = _("Plans that use it keep its earlier wording.")
        act = _("Add") if plans is None else _("Save")
        subject = item.item.code, "" if plans is None else draft.text.ru
        super().__init__(context.theme, title, about, act, parent, subject=subject)
        self._send, self._before = send, draft
        kinds = [(one, say.kind_short(one)) for one in KINDS]
        said, said_en = apart(draft.text)
        proof, proof_en = apart(draft.evidence)
        self.text = self.put(TextAreaField(_("What to do"), self, "text", said, 3))
        shows = _("Evidence of completion")
        self.evidence = self.put(TextAreaField(shows, self, "evidence", proof, 2))
        self.kind = ChoiceField(context.theme, _("Kind"), self, "kind", kinds, draft.kind)
        weeks = str(draft.weeks) if draft.weeks else ""
        self.weeks = TextField(_("Calendar weeks"), self, "weeks", weeks)
        hours = "" if draft.hours is None else str(draft.hours)
        self.hours = TextField(_("Off-queue hours"), self, "hours", hours, _("unknown"))
        self.beside(self.kind, self.weeks, self.hours)
        self.text_en = TextAreaField(_("Action in English"), self, "text_en", said_en, 2)
        self.evidence_en = TextAreaField(_("Evidence in English"), self, "evidence_en", proof_en, 2)
        self.beside(self.text_en, self.evidence_en)
        self.text.area.setFocus()

    @override
    def send(self) -> None:
        weeks, hours = self._weeks(), hours_of(self.hours, self.hours.text)
        self._send(
            LibraryDraft(
                cast("ActionKind", self.kind.value),
                either(self._before.text, self.text.text, self.text_en.text),
                either(self._before.evidence, self.evidence.text, self.evidence_en.text),
                weeks,
                hours,
            )
        )

    def _weeks(self) -> int:
        if not self.weeks.text:
            raise Missing("weeks")
        if self.weeks.text.isdecimal() and 0 < int(self.weeks.text) <= WEEKS_LIMIT:
            return int(self.weeks.text)
        told = _("Enter whole weeks, from 1 to {limit}.")
        self.weeks.complain(told.format(limit=WEEKS_LIMIT))
        raise Impossible("weeks")


class HoursForm(Form):
    """How many hours an action takes in this organisation; its text is only shown."""

    help_page = "library"

    def __init__(
        self,
        context: Context,
        text: str,
        hours: int | None,
        send: Send[int | None],
        parent: QWidget,
        *,
        subject: Subject,
    ) -> None:
        super().__init__(context.theme, _("Off-queue hours"), text, _("Save"), parent, subject=subject)
        self._send = send
        told = "" if hours is None else str(hours)
        self.hours = self.put(TextField(_("Hours in your organisation"), self, "hours", told, _("unknown")))
        self.hours.line.setFocus()
        self.hours.line.selectAll()

    @override
    def send(self) -> None:
        self._send(hours_of(self.hours, self.hours.text))
