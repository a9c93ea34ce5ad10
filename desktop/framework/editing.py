"""Editing the draft item by item: each act asks what it needs and stores the new content."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.framework import drafts
from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.forms.dialogs import FunctionForm, ItemForm, restored
from desktop.framework.forms.links_form import LinksForm
from desktop.framework.forms.retire_form import retire
from desktop.framework.forms.target_form import TargetForm
from desktop.framework.forms.wording_forms import LevelsForm, QuestionForm
from desktop.framework.inspector import LINKS, QUESTION, TARGET, Inspector
from desktop.framework.items_page import ItemsPage
from desktop.framework.model import FrameworkModel, ItemRow
from desktop.kit.form.dialog import Message, Question
from desktop.kit.form.reopening import reopens
from desktop.office.sentences import sentence
from domain.errors import Holds
from domain.framework import edition_edit as edit
from domain.framework.edition_faults import Part
from domain.framework.profile import Phase
from domain.scale import TOP
from resources.i18n import _, current


class Editing(QObject):
    """The acts on items and functions; in a published edition they only show and change nothing.

    Signals:
        profile_wanted: a target was given while there is no profile that could have it.
    """

    profile_wanted = Signal()

    def __init__(
        self, context: Context, model: FrameworkModel, page: ItemsPage, inspector: Inspector, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._model, self._page, self._parent = context, model, page, parent
        self._inspector = inspector
        self._waiting: tuple[str, ...] = ()
        inspector.edited.connect(self.edit_item)
        inspector.restored.connect(self.restore)
        inspector.part_wanted.connect(self._on_part)
        inspector.target.level_chosen.connect(self.set_level)
        inspector.target.confirmed.connect(self.confirm)
        inspector.target.levels_wanted.connect(self.word_levels)

    def make_acts(self, owner: QWidget) -> QAction:
        """Give *owner* the keys of all acts; return the one that restores an item."""
        make = self._context.actions.make
        make("add_function", owner, self.add_function)
        make("question_of_item", owner, self.ask)
        make("levels_of_scale", owner, self.word_levels)
        return make("restore_item", owner, self.restore)

    @property
    def _row(self) -> ItemRow | None:
        """The current item, None while the items are not shown."""
        return self._page.row if self._page.isVisible() else None

    @reopens
    def add_item(self) -> None:
        """Ask for an own competency."""
        if self._model.is_draft and self._model.content.functions:
            function = self._page.function or self._model.content.functions[0].code
            row = self._row
            if not self._page.function and row is not None:
                function = row.item.function
            ItemForm(
                self._context, self._model, None, function, self._page.table.stand_on, self._parent
            ).open()

    @reopens
    def add_function(self) -> None:
        """Ask for an own function."""
        if self._model.is_draft:
            FunctionForm(self._context, self._model, self._parent).open()

    @reopens
    def edit_item(self) -> None:
        """Ask for a new wording of the current item."""
        row = self._row
        if self._model.is_draft and row is not None:
            item, stand = row.item, self._page.table.stand_on
            ItemForm(self._context, self._model, item, item.function, stand, self._parent).open()

    @reopens
    def aim(self) -> None:
        """Ask for the current item's level, minimum and weight; without a profile, for that first."""
        row = self._row
        if self._model.view is None or not self._model.is_draft or row is None:
            return
        profiles = self._model.content.profiles
        if not profiles:
            self.profile_wanted.emit()
            return
        first = self._model.profile(Phase.POST) or profiles[0]
        TargetForm(self._context, self._model, row.item, first.key, self._parent).open()

    @reopens
    def ask(self) -> None:
        """Show the current item's question; in a draft, ask for a new one."""
        row = self._row
        if row is not None:
            self._inspector.show_part(QUESTION)
        if self._model.is_draft and row is not None:
            QuestionForm(self._context, self._model, row.item, self._parent).open()

    @reopens
    def link(self) -> None:
        """Show the current item's links; in a draft, ask for new ones."""
        row = self._row
        self._inspector.show_part(LINKS)
        if self._model.is_draft and row is not None:
            LinksForm(self._context, self._model, row.item, self._parent).open()

    @reopens
    def word_levels(self) -> None:
        """Ask for new wording of the levels, starting with the item's target level."""
        row = self._row
        self._inspector.show_part(TARGET)
        if self._model.is_draft and self._model.content.levels:
            level = TOP - 1 if row is None or row.post is None else row.post.level
            LevelsForm(self._context, self._model, level, self._parent).open()

    def set_level(self, level: int) -> None:
        """Set the item's target in post to this level, without asking."""
        row = self._row
        profile = self._model.profile(Phase.POST) if self._model.view is not None else None
        if self._model.is_draft and row is not None and not self._model.content.profiles:
            self.profile_wanted.emit()
            return
        if not self._model.is_draft or row is None or row.post is None or profile is None:
            return
        target = row.post.at(level)
        self._model.put(edit.set_target(self._model.content, None, profile.key, row.item.code, target))

    def drop_item(self) -> None:
        """Remove the item from the draft; if the previous edition has it, a reason is required."""
        row = self._row
        if self._model.is_draft and row is not None:
            retire(self._context, self._model, Part.ITEM, row.item.code, row.item.code, self._parent)

    @reopens
    def edit_function(self) -> None:
        """Ask for a new wording of the current function."""
        if self._model.is_draft and self._page.function:
            function = self._model.content.function(self._page.function)
            FunctionForm(self._context, self._model, self._parent, function).open()

    def drop_function(self) -> None:
        """Remove the current function from the draft, or show why not: it still holds something."""
        code = self._page.function
        if not self._model.is_draft or not code:
            return
        try:
            retire(self._context, self._model, Part.FUNCTION, code, code, self._parent)
        except Holds as refused:
            told = sentence(refused, current())
            Message(told.what, told.rest, self._parent, page=told.help).open()

    def restore(self) -> None:
        """Restore the item as it is in the previous edition."""
        row, view = self._row, self._model.view
        if self._model.is_draft and row is not None and view is not None and view.base is not None:
            self._model.put(restored(view.content, view.base, row.item.code))

    def confirm(self) -> None:
        """Confirm that the item belongs to its function; for several selected items, ask first."""
        if self._row is not None:
            self._confirm([one.item.code for one in self._page.table.chosen])

    def confirm_all(self) -> None:
        """Confirm all items of the current function, after a question."""
        if self._model.view is not None:
            function = self._page.function
            items = self._model.content.items
            self._confirm([one.code for one in items if function in ("", one.function)])

    def _confirm(self, codes: Sequence[str]) -> None:
        view = self._model.view
        if view is None or self._context.data.read_only:
            return
        self._waiting = tuple(code for code in codes if code not in view.groupings)
        if len(self._waiting) == 1:
            self._on_confirmed()
        elif self._waiting:
            told = say.confirming(len(self._waiting))
            rest = _("Your name and the date are kept with each of them.")
            asked = Question(told, rest, _("Cancel"), _("Confirm"), self._parent)
            asked.accepted.connect(self._on_confirmed)
            asked.open()

    def _on_confirmed(self) -> None:
        self._context.data.write(drafts.confirm_grouping, self._model.shown, self._waiting)

    def _on_part(self, number: int) -> None:
        (self.aim, self.ask, self.link)[number]()
