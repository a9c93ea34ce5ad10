"""What is changed in the draft item by item: each act asks where it must and puts the next content."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db import drafts
from desktop.context import Context
from desktop.framework.dialogs import FunctionForm, ItemForm, TargetForm, restored
from desktop.framework.items_page import ItemsPage
from desktop.framework.model import FrameworkModel
from domain import edition_edit as edit
from domain.profile import Phase, Target


class Editing(QObject):
    """The acts on items and functions; in a published edition none of them does anything."""

    def __init__(self, context: Context, model: FrameworkModel, page: ItemsPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._model, self._page, self._parent = context, model, page, parent

    def make_acts(self, owner: QWidget) -> None:
        """Give *owner* the keys of all acts."""
        make = self._context.actions.make
        make("add", owner, self.add_item)
        make("add_function", owner, self.add_function)
        make("edit", owner, self.edit_item)
        make("confirm_function", owner, self.confirm)
        make("restore_item", owner, self.restore)

    def add_item(self) -> None:
        """Ask for an own competency."""
        if self._model.is_draft and self._model.content.functions:
            function = self._page.function or self._model.content.functions[0].code
            row = self._page.row
            if not self._page.function and row is not None:
                function = row.item.function
            ItemForm(
                self._context, self._model, None, function, self._page.table.stand_on, self._parent
            ).open()

    def add_function(self) -> None:
        """Ask for an own function."""
        if self._model.is_draft:
            FunctionForm(self._context, self._model, self._parent).open()

    def edit_item(self) -> None:
        """Ask for other words of the item one stands on."""
        row = self._page.row
        if self._model.is_draft and row is not None:
            item, stand = row.item, self._page.table.stand_on
            ItemForm(self._context, self._model, item, item.function, stand, self._parent).open()

    def aim(self) -> None:
        """Ask for level, weight and stop-signal of the item one stands on."""
        row = self._page.row
        profiles = self._model.content.profiles if self._model.view is not None else ()
        if self._model.is_draft and row is not None and profiles:
            first = self._model.profile(Phase.POST) or profiles[0]
            TargetForm(self._context, self._model, row.item, first.key, self._parent).open()

    def set_level(self, level: int) -> None:
        """Ask this level of the item in post, without a question."""
        row = self._page.row
        profile = self._model.profile(Phase.POST) if self._model.view is not None else None
        if not self._model.is_draft or row is None or row.post is None or profile is None:
            return
        old = row.post
        target = Target(level, old.weight, old.critical, old.weight_reason, old.critical_reason)
        self._model.put(edit.set_target(self._model.content, None, profile.key, row.item.code, target))

    def drop_item(self) -> None:
        """Take the item out of the draft; it can be undone."""
        row = self._page.row
        if self._model.is_draft and row is not None:
            self._model.put(edit.drop_item(self._model.content, row.item.code))

    def restore(self) -> None:
        """Let the item be as in the edition before."""
        row, view = self._page.row, self._model.view
        if self._model.is_draft and row is not None and view is not None and view.base is not None:
            self._model.put(restored(view.content, view.base, row.item.code))

    def confirm(self) -> None:
        """Confirm that the item belongs to its function."""
        row = self._page.row
        if row is not None and not self._context.data.read_only:
            self._context.data.write(drafts.confirm_grouping, self._model.shown, (row.item.code,))
