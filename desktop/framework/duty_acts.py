"""The acts on duties, and the card for one of them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.card import Card
from desktop.framework.duties_page import DutiesPage
from desktop.framework.forms.duty_form import DutyForm
from desktop.framework.forms.retire_form import retire
from desktop.framework.model import FrameworkModel
from desktop.kit.form.reopening import reopens
from domain.framework.edition_faults import Part
from domain.framework.framework import Duty
from resources.i18n import _, current, pgettext


class DutyActs(QObject):
    """Add own duties; word, link and remove any; in a published edition the acts do nothing."""

    def __init__(
        self, context: Context, model: FrameworkModel, page: DutiesPage, card: Card, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._model, self._page, self._card, self._parent = context, model, page, card, parent
        card.add_button(_("Text…"), self.edit)
        card.add_button(pgettext("part", "Links…"), self.link)
        page.table.selectionModel().currentRowChanged.connect(self.show)
        page.filled.connect(self.show)
        page.table.doubleClicked.connect(self.link)

    @reopens
    def add(self) -> None:
        """Ask for an own duty in the current function."""
        functions = self._model.content.functions if self._model.view is not None else ()
        if self._model.is_draft and functions:
            row = self._page.row
            function = self._page.function or (functions[0].code if row is None else row.duty.function)
            self._open(None, function)

    @reopens
    def edit(self) -> None:
        """Ask for a new wording of the current duty."""
        self._change(to_links=False)

    @reopens
    def link(self) -> None:
        """Ask which competencies the duty draws on."""
        self._change(to_links=True)

    def drop(self) -> None:
        """Remove the duty from the draft; if the previous edition has it, a reason is required."""
        row = self._page.row
        if self._model.is_draft and row is not None:
            name = row.duty.clause or row.duty.code
            retire(self._context, self._model, Part.DUTY, row.duty.code, name, self._parent)

    def show(self) -> None:
        """Show the current duty."""
        row, view, words = self._page.row, self._model.view, current()
        if row is None or view is None:
            self._card.hide_all()
            return
        duty, content = row.duty, view.content
        function = content.function(duty.function)
        items = [f"{code} {words.text(content.item(code).label)}" for code in duty.items]
        self._card.tell(
            " · ".join(part for part in (duty.code, duty.clause) if part),
            say.change(added=row.added, changed=row.changed),
            "",
            words.text(duty.text),
            (
                (_("Competencies"), "\n".join(items) or _("Not linked to any competency yet.")),
                (_("Function"), f"{function.code} {words.text(function.short)}"),
                (pgettext("head", "Origin"), say.duty_origin(view.line, own=duty.own)),
            ),
        )
        self._card.allow("" if self._model.is_draft else say.closed_reason(view.line))

    def _change(self, *, to_links: bool) -> None:
        row = self._page.row
        if self._model.is_draft and row is not None:
            self._open(row.duty, row.duty.function, to_links=to_links)

    def _open(self, duty: Duty | None, function: str, *, to_links: bool = False) -> None:
        form = DutyForm(
            self._context,
            self._model,
            duty,
            function,
            self._page.table.stand_on,
            self._parent,
            to_links=to_links,
        )
        form.open()
