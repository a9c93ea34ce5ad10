"""An item's links: duties that draw on it, functions it serves, items on the same subject."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.forms.long_form import LongForm
from desktop.framework.forms.ticks import TickField
from desktop.framework.model import FrameworkModel
from domain.framework import edition_edit as edit
from domain.framework.framework import Item
from resources.i18n import _, current, pgettext


class LinksForm(LongForm):
    """Three lists to tick; all of it is one change, and one undo step."""

    def __init__(self, context: Context, model: FrameworkModel, item: Item, parent: QWidget) -> None:
        words, content = current(), model.content
        super().__init__(
            context.theme,
            _("Links: {code} {label}").format(code=item.code, label=words.text(item.label)),
            _("Space selects or clears a row."),
            _("Save"),
            parent,
            subject=(item.code,),
        )
        self._model, self._item = model, item
        duties = [(one.code, f"{one.clause or one.code} {words.text(one.text)}") for one in content.duties]
        drawing = [one.code for one in content.duties if item.code in one.items]
        self.duties = TickField(context, pgettext("head", "Duties"), self, "duties", duties, drawing)
        functions = [
            (one.code, f"{one.code} {words.text(one.short)}")
            for one in content.functions
            if one.code != item.function
        ]
        self.functions = TickField(
            context, _("Also supports"), self, "secondary", functions, item.secondary, search=False
        )
        others = [
            (one.code, f"{one.code} {words.text(one.label)}")
            for one in content.items
            if one.code != item.code
        ]
        group = next((one for one in content.alias_groups if item.code in one), ())
        near = [code for code in group if code != item.code]
        title = _("Same subject, different wording")
        self.near = TickField(context, title, self, "alias", others, near, rows=4)
        self.near.changed.connect(self._tell)
        self._tell()
        self.duties.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        content, code = self._model.content, self._item.code
        new = edit.link_item(content, code, self.duties.taken)
        new = edit.move_item(new, code, self._item.function, self.functions.taken)
        group = next((one for one in content.alias_groups if code in one), ())
        if {*group} - {code} != {*self.near.taken}:
            new = edit.group(new, (code, *self.near.taken))
        self._model.put(new)

    def _tell(self) -> None:
        """Show which of the chosen items leave another group because of it."""
        moved = [
            code
            for code in self.near.taken
            if any(
                code in group and self._item.code not in group for group in self._model.content.alias_groups
            )
        ]
        told = _("They leave their current group: {codes}.").format(codes=", ".join(moved))
        self.near.say(told if moved else "")
