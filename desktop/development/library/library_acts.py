"""The acts in the library: each asks what it needs, then pushes an undoable step."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QWidget

from db.development.library import ShelfAction, ShelfItem
from desktop.context import Context
from desktop.development.library import library_model as do
from desktop.development.library.library_card import dropped
from desktop.development.library.library_forms import HoursForm, OwnActionForm
from desktop.development.library.library_model import LibraryModel, draft_of
from desktop.kit.attempt import attempt
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.form.reopening import reopens
from desktop.kit.table.list_table import ListTable
from desktop.office.sentences import sentence
from domain.development.library import LibraryDraft
from domain.development.plan import ActionKind
from domain.errors import NotInForce, Refused
from domain.text import Text
from resources.i18n import _, current, ngettext, pgettext


class LibraryActs(QObject):
    """The acts on the current competency and action; forms open over *window*.

    Signals:
        refused: fact and details to show when an act was refused.
        stood: id of the action to make current.
        told: a message of success.
        removed: what was removed, to be said with a way to undo it.
    """

    refused = Signal(object)
    stood = Signal(int)
    told = Signal(str)
    removed = Signal(str)

    def __init__(
        self,
        context: Context,
        model: LibraryModel,
        items: ListTable[ShelfItem],
        actions: ListTable[ShelfAction],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window
        self._items, self._actions = items, actions

    def do(self, name: str) -> None:
        """Carry out the act whose button has this name."""
        acts = {
            "edit": self.edit,
            "hours": self.ask_hours,
            "take_out": self.take_out,
            "take_back": self.take_back,
        }
        acts[name]()

    @reopens
    def add(self) -> None:
        """Ask for an own action for the current competency."""
        item = self._item
        if item is None or self._model.read_only:
            return
        if item.gone:
            self._refuse(NotInForce(item.item.code))
            return
        action = self._action
        kind = ActionKind.EXPERIENCE if action is None else action.action.kind
        draft = LibraryDraft(kind, Text(""), Text(""), 0)
        send = partial(self._add, item.item.key)
        OwnActionForm(self._context, item, draft, send, self._window).open()

    @reopens
    def edit(self) -> None:
        """Ask for changes to an own action; for a shipped one, whose text is fixed, ask for the hours."""
        item, action = self._item, self._action
        if item is None or action is None or self._model.read_only:
            return
        if not action.action.own:
            self.ask_hours()
            return
        send = partial(self._change, action)
        OwnActionForm(self._context, item, draft_of(action), send, self._window, plans=action.plans).open()

    @reopens
    def ask_hours(self) -> None:
        """Ask how many hours the action takes here."""
        action = self._action
        if action is not None and not self._model.read_only:
            text = current().text(action.action.text)
            send = partial(self._set_hours, action)
            hours, about = action.action.hours, (action.action.id,)
            HoursForm(self._context, text, hours, send, self._window, subject=about).open()

    def take_out(self) -> None:
        """Delete an own action that no plan contains; retire any other with a reason."""
        action = self._action
        if action is None or self._model.read_only or action.retired_on is not None:
            return
        if dropped(action) and self._push(do.drop(self._model, action)):
            self.removed.emit(_("The action was removed."))
        elif not dropped(action):
            ReasonDialog(
                self._context.theme,
                _("Retire the action?"),
                _about_retiring(action),
                _("Why it is no longer offered"),
                pgettext("action", "Retire"),
                partial(self._retire, action),
                self._window,
                subject=("retire", action.action.id),
            ).open()

    def take_back(self) -> None:
        """Offer a retired action again."""
        action = self._action
        if action is not None and action.retired_on is not None and not self._model.read_only:
            self._push(do.take_back(self._model, action))

    def undo(self) -> None:
        """Undo the last edit."""
        self._try(self._model.stack.undo)

    def redo(self) -> None:
        """Redo the last undone edit."""
        self._try(self._model.stack.redo)

    @property
    def _item(self) -> ShelfItem | None:
        return self._items.current_line

    @property
    def _action(self) -> ShelfAction | None:
        return self._actions.current_line

    def _add(self, item_key: str, draft: LibraryDraft) -> None:
        command = do.add(self._model, item_key, draft)
        self._model.stack.push(command)
        self.stood.emit(command.new_id)

    def _change(self, action: ShelfAction, draft: LibraryDraft) -> None:
        if draft != draft_of(action):
            self._model.stack.push(do.change(self._model, action, draft))

    def _set_hours(self, action: ShelfAction, hours: int | None) -> None:
        if hours != action.action.hours:
            self._model.stack.push(do.set_hours(self._model, action, hours))

    def _retire(self, action: ShelfAction, reason: str) -> None:
        self._model.stack.push(do.retire(self._model, action, reason))

    def _push(self, command: QUndoCommand) -> bool:
        return self._try(partial(self._model.stack.push, command))

    def _try(self, act: Callable[[], object]) -> bool:
        """Carry out an act triggered by a key; a refusal is shown above the library."""
        return attempt(act, self.refused.emit)

    def _refuse(self, refused: Refused) -> None:
        self.refused.emit(sentence(refused, current()))


def _about_retiring(action: ShelfAction) -> str:
    """Return what happens to plans and results."""
    rest = _("It is no longer offered in new plans; this can be undone.")
    if not action.plans:
        return rest
    kept = ngettext(
        "{n} plan that uses it keeps it, with its results.",
        "{n} plans that use it keep it, with their results.",
        action.plans,
    )
    return f"{kept.format(n=action.plans)} {rest}"
