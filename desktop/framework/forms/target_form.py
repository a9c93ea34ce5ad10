"""A profile's target for an item: level, minimum, weight, criticality, and the reasons required."""

from typing import override

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.forms.long_form import LongForm, Pair
from desktop.framework.model import FrameworkModel
from desktop.kit.form.fields import ChoiceField
from desktop.kit.off import allow
from desktop.office.sentences import sentence
from domain.errors import NeedsReason
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.framework import Item
from domain.framework.profile import Target, shipped_floor
from domain.text import Text
from reports.words.framework import phrases_framework
from resources.i18n import _, current, pgettext


class TargetForm(LongForm):
    """Level, minimum and weight of an item in one profile; for another profile it is another change."""

    def __init__(
        self, context: Context, model: FrameworkModel, item: Item, profile: str, parent: QWidget
    ) -> None:
        about = _(
            "A basis is needed if the weight or the criticality differs from the previous "
            "edition, or the minimum from the usual one: one level below the target, but no "
            "lower than 2."
        )
        label = f"{item.code} {current().text(item.label)}"
        super().__init__(context.theme, label, about, _("Save"), parent, subject=(item.code,))
        self._model, self._item, self._level = model, item, edit.DEFAULT.level
        theme, words = context.theme, current()
        offered = [(one.key, phrases_framework.profile(one, words)) for one in model.content.profiles]
        self.profile = self.put(ChoiceField(theme, _("Profile"), self, "profile", offered, profile))
        levels = [(one.value, f"{one.value} {words.text(one.name)}") for one in model.content.levels]
        self.level = ChoiceField(theme, pgettext("of a target", "Level"), self, "level", levels)
        critical = [(False, _("not critical")), (True, _("critical"))]
        self.critical = ChoiceField(theme, pgettext("of a target", "Criticality"), self, "critical", critical)
        self.floor = ChoiceField(theme, _("Minimum"), self, "floor", levels)
        self.weight = ChoiceField(theme, _("Weight"), self, "weight", [(n, str(n)) for n in (1, 2, 3)])
        self.beside(self.level, self.critical, self.floor, self.weight)
        self.weight_reason = Pair(self, _("Basis for the weight"), "weight_reason", Text(""))
        self.critical_reason = Pair(self, _("Basis for being critical"), "critical_reason", Text(""))
        self.floor_reason = Pair(self, _("Basis for the minimum"), "floor_reason", Text(""))
        self.profile.box.currentIndexChanged.connect(self._fill)
        self.level.box.currentIndexChanged.connect(self._on_level)
        self.critical.box.currentIndexChanged.connect(self._on_critical)
        self._fill()
        self.level.box.setFocus()

    @override
    def send(self) -> None:
        level, weight, critical = self.level.value, self.weight.value, self.critical.value
        floor = self.floor.value if critical else None
        assert isinstance(level, int) and isinstance(weight, int) and isinstance(critical, bool)
        assert floor is None or isinstance(floor, int)
        why, stop, least = (
            one.text if one.text.ru.strip() else None
            for one in (self.weight_reason, self.critical_reason, self.floor_reason)
        )
        target = Target(level, weight, critical, why, stop, floor, least)
        key = str(self.profile.value)
        try:
            content = edit.set_target(self._model.content, self._base(), key, self._item.code, target)
        except NeedsReason as refused:
            told = sentence(refused, current())
            self._lacking(target).ru.complain(told.brief)
            raise
        self._model.put(content)

    def _lacking(self, target: Target) -> Pair:
        """Return the field of the first reason that is required but missing."""
        was = self._before()
        if target.weight != was.weight and target.weight_reason is None:
            return self.weight_reason
        if target.critical != was.critical and target.critical_reason is None:
            return self.critical_reason
        return self.floor_reason

    def _target(self) -> Target:
        key = str(self.profile.value)
        return self._model.content.profile(key).targets.get(self._item.code, edit.DEFAULT)

    def _before(self) -> Target:
        """Return the target in the previous edition, or the draft's own without one."""
        return edit.target_before(self._base(), str(self.profile.value), self._item.key) or self._target()

    def _base(self) -> Edition | None:
        return None if self._model.view is None else self._model.view.base

    def _fill(self) -> None:
        old = self._target()
        floor = shipped_floor(old.level) if old.floor is None else old.floor
        for field, value in (
            (self.level, old.level),
            (self.weight, old.weight),
            (self.critical, old.critical),
            (self.floor, floor),
        ):
            field.box.setCurrentIndex(field.box.findData(value))  # the minimum last: it follows the level
        self.weight_reason.fill(old.weight_reason or Text(""))
        self.critical_reason.fill(old.critical_reason or Text(""))
        self.floor_reason.fill(old.floor_reason or Text(""))
        self._on_critical()

    def _on_level(self) -> None:
        """Change the minimum with the level if it is the usual one; otherwise leave it."""
        level = self.level.value
        assert isinstance(level, int)
        if self.floor.value == shipped_floor(self._level):
            self.floor.box.setCurrentIndex(self.floor.box.findData(shipped_floor(level)))
        self._level = level

    def _on_critical(self) -> None:
        allow(self.floor.box, "" if self.critical.value else _("Only a critical competency has a minimum."))
