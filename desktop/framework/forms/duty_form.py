"""An own duty in a clause the document leaves blank, or new wording and links of an existing one."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.forms.dialogs import Sent
from desktop.framework.forms.long_form import LongForm, Pair
from desktop.framework.forms.ticks import TickField
from desktop.framework.model import FrameworkModel
from desktop.kit.form.fields import ChoiceField
from domain.framework import edition_edit as edit
from domain.framework import edition_numbers as numbers
from domain.framework.framework import Duty
from domain.text import Text
from resources.i18n import _, current

LIST, OTHER, PROVISION = range(3)


class DutyForm(LongForm):
    """Text, place and the competencies it draws on, the most important first; passes on its code."""

    def __init__(
        self,
        context: Context,
        model: FrameworkModel,
        duty: Duty | None,
        function: str,
        sent: Sent,
        parent: QWidget,
        *,
        to_links: bool = False,
    ) -> None:
        theme, words, content = context.theme, current(), model.content
        title = _("Own duty") if duty is None else _("Duty {clause}").format(clause=duty.clause or duty.code)
        about = _(
            "Space selects or clears a competency; Ctrl+↑ and Ctrl+↓ move it: the first one is the main one."
        )
        subject = (function if duty is None else duty.code,)
        super().__init__(theme, title, about, _("Save"), parent, subject=subject)
        self._model, self._duty, self._sent = model, duty, sent
        functions = [(one.code, words.text(one.short)) for one in content.functions]
        self.function = ChoiceField(theme, _("Function"), self, "function", functions, function)
        self.place = ChoiceField(theme, _("Place in the document"), self, "place", self._places(function))
        if duty is None:
            self.beside(self.function, self.place)
            self.function.box.currentIndexChanged.connect(self._on_function)
        else:
            self.function.hide()
            self.place.hide()
        self.text = Pair(self, _("Text"), "wording", Text("") if duty is None else duty.text, 3)
        items = [(one.code, f"{one.code} {words.text(one.label)}") for one in content.items]
        drawn = () if duty is None else duty.items
        self.items = TickField(context, _("Competencies"), self, "items", items, drawn, rows=8, ordered=True)
        first = self.items.table if to_links else self.text.ru.area
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        content, duty, text = self._model.content, self._duty, self.text.text
        if duty is None:
            acts = {LIST: edit.add_duty, OTHER: edit.add_other_duty, PROVISION: edit.add_provision}
            place = self.place.value
            assert isinstance(place, int)
            new = acts[place](content, str(self.function.value), text, self.items.taken)
            before = {one.code for one in content.duties}
            code = next(one.code for one in new.duties if one.code not in before)
        else:
            new = edit.link_duty(edit.reword_duty(content, duty.code, text), duty.code, self.items.taken)
            code = duty.code
        self._model.put(new)
        self._sent(code)

    def _places(self, function: str) -> list[tuple[object, str]]:
        content = self._model.content
        if not numbers.leaves_blanks(content):
            return [(LIST, _("At the end of the function's duties"))]
        return [
            (
                LIST,
                _("{clause}, list of the function").format(clause=numbers.next_duty(content, function)[1]),
            ),
            (OTHER, _("{clause}, other duties").format(clause=numbers.next_other_duty(content)[1])),
            (PROVISION, _("{clause}, other provisions").format(clause=numbers.next_provision(content)[1])),
        ]

    def _on_function(self) -> None:
        self.place.offer(self._places(str(self.function.value)), self.place.value)
