"""What a profile asks of an item: level, weight and stop-signal, with the reasons that law asks for."""

from typing import override

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.long_form import LongForm, Pair
from desktop.framework.model import FrameworkModel
from desktop.sentences import sentence
from desktop.widgets.fields import ChoiceField
from domain import edition_edit as edit
from domain.edition import Edition
from domain.errors import NeedsReason
from domain.framework import Item
from domain.profile import Target
from domain.text import Text
from reports import phrases_framework
from resources.i18n import _, current, pgettext


class TargetForm(LongForm):
    """Level, weight and stop-signal of an item in one profile; another profile is another change."""

    def __init__(
        self, context: Context, model: FrameworkModel, item: Item, profile: str, parent: QWidget
    ) -> None:
        about = _("Another weight or stop-signal than in the edition before needs a reason.")
        label = f"{item.code} {current().text(item.label)}"
        super().__init__(context.theme, label, about, _("Save"), parent)
        self._model, self._item = model, item
        theme, words = context.theme, current()
        offered = [(one.key, phrases_framework.profile(one, words)) for one in model.content.profiles]
        self.profile = self.put(ChoiceField(theme, _("Profile"), self, "profile", offered, profile))
        levels = [(one.value, f"{one.value} {words.text(one.name)}") for one in model.content.levels]
        self.level = ChoiceField(theme, pgettext("of a target", "Level"), self, "level", levels)
        self.weight = ChoiceField(theme, _("Weight"), self, "weight", [(n, str(n)) for n in (1, 2, 3)])
        critical = [(False, _("not critical")), (True, _("critical"))]
        self.critical = ChoiceField(theme, _("Stop-signal"), self, "critical", critical)
        self.beside(self.level, self.weight, self.critical)
        self.weight_reason = Pair(self, _("Basis for the weight"), "weight_reason", Text(""))
        self.critical_reason = Pair(self, _("Reason of the stop-signal"), "critical_reason", Text(""))
        self.profile.box.currentIndexChanged.connect(self._fill)
        self._fill()
        self.level.box.setFocus()

    @override
    def send(self) -> None:
        level, weight, critical = self.level.value, self.weight.value, self.critical.value
        assert isinstance(level, int) and isinstance(weight, int) and isinstance(critical, bool)
        why, stop = self.weight_reason.text, self.critical_reason.text
        target = Target(level, weight, critical, why if why.ru else None, stop if stop.ru else None)
        base = self._base()
        key = str(self.profile.value)
        try:
            content = edit.set_target(self._model.content, base, key, self._item.code, target)
        except NeedsReason as refused:
            lacking = (
                self.weight_reason if not why.ru and self._other_weight(weight) else self.critical_reason
            )
            told = sentence(refused, current())
            lacking.ru.complain(f"{told.what} {told.todo}".strip())
            raise
        self._model.put(content)

    def _target(self) -> Target:
        key = str(self.profile.value)
        return self._model.content.profile(key).targets.get(self._item.code, edit.DEFAULT)

    def _other_weight(self, weight: int) -> bool:
        """Return whether the edition before, or a draft without one, has another weight."""
        was = edit.target_before(self._base(), str(self.profile.value), self._item.key) or self._target()
        return weight != was.weight

    def _base(self) -> Edition | None:
        return None if self._model.view is None else self._model.view.base

    def _fill(self) -> None:
        old = self._target()
        for field, value in (
            (self.level, old.level),
            (self.weight, old.weight),
            (self.critical, old.critical),
        ):
            field.box.setCurrentIndex(field.box.findData(value))
        self.weight_reason.fill(old.weight_reason or Text(""))
        self.critical_reason.fill(old.critical_reason or Text(""))
