"""The forms for what people read: an item's interview question, and the levels of the scale."""

from dataclasses import replace
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.framework import catalogue
from desktop.context import Context
from desktop.framework.forms.long_form import LongForm, Pair
from desktop.framework.model import FrameworkModel
from desktop.kit.buttons import button
from desktop.kit.form.fields import ChoiceField, TextField
from domain.errors import Impossible
from domain.framework import edition_edit as edit
from domain.framework import follow_ups
from domain.framework.framework import ASKING, Item, Question, blank_question
from domain.scale import Level
from reports.words.framework import phrases_framework
from resources.i18n import _, current, pgettext

MINUTES = 60  # no question takes longer


class QuestionForm(LongForm):
    """An item's question, and what weak, adequate and strong answers contain."""

    help_page = "framework#words"

    def __init__(self, context: Context, model: FrameworkModel, item: Item, parent: QWidget) -> None:
        words = current()
        asked = " · ".join(words.text(one) for one in catalogue.probes())
        super().__init__(
            context.theme,
            _("Question: {code} {label}").format(code=item.code, label=words.text(item.label)),
            _("Allowed follow-up questions, the same for everyone: {questions}").format(questions=asked),
            _("Save"),
            parent,
            subject=(item.code,),
        )
        self._model, self._item = model, item
        old = model.content.questions.get(item.code)
        shown = old or blank_question(item)
        kinds = [(kind, phrases_framework.asking(kind, words)) for kind in ASKING]
        self.kind = ChoiceField(context.theme, _("Kind"), self, "kind", kinds, shown.kind)
        self.minutes = TextField(_("Minutes"), self, "minutes", str(shown.minutes))
        self.beside(self.kind, self.minutes)
        self.question = Pair(self, _("Question"), "question", shown.question, 3)
        self.weak = Pair(self, _("Answer at level 1"), "weak", shown.weak)
        self.adequate = Pair(self, _("Answer at levels 2–3"), "adequate", shown.adequate)
        self.strong = Pair(self, _("Answer at level 4"), "strong", shown.strong)
        self.probes = Pair(self, _("Follow-ups, one per line"), "probes", follow_ups.lines(shown.probes))
        twin = shown.twin or replace(blank_question(item), kind=ASKING[2], minutes=5)
        self._twin_minutes = twin.minutes
        told = _("Situation instead of experience, for those who have not led a group yet")
        self.twin = Pair(self, told, "twin_question", twin.question, 3, _("Situation in English"))
        self.twin_weak = Pair(self, _("Situation: answer at level 1"), "twin_weak", twin.weak)
        self.twin_adequate = Pair(self, _("Situation: answer at levels 2–3"), "twin_adequate", twin.adequate)
        self.twin_strong = Pair(self, _("Situation: answer at level 4"), "twin_strong", twin.strong)
        self.twin_probes = Pair(
            self, _("Situation: follow-ups, one per line"), "twin_probes", follow_ups.lines(twin.probes)
        )
        self.remove_button = button(_("Remove question"), self, "danger", do=self.remove)
        self.remove_button.setVisible(old is not None)
        self.foot.insertWidget(0, self.remove_button)
        self.question.ru.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        minutes = self.minutes.text
        if not minutes.isascii() or not minutes.isdigit() or not 1 <= int(minutes) <= MINUTES:
            self.minutes.complain(_("A whole number from 1 to {most}.").format(most=MINUTES))
            raise Impossible("minutes")
        question = Question(
            self._item.code,
            str(self.kind.value),
            int(minutes),
            self.question.text,
            self.weak.text,
            self.adequate.text,
            self.strong.text,
            follow_ups.told(self.probes.text),
            self._twin(),
        )
        self._model.put(edit.ask(self._model.content, self._item.code, question))

    def _twin(self) -> Question | None:
        """Return the situation question, None if empty; answers without a situation are refused."""
        texts = (self.twin.text, self.twin_weak.text, self.twin_adequate.text, self.twin_strong.text)
        probes = follow_ups.told(self.twin_probes.text)
        if not probes and not any(one.ru.strip() or one.en for one in texts):
            return None
        return Question(self._item.code, ASKING[2], self._twin_minutes, *texts, probes)

    def remove(self) -> None:
        """Delete the question; undoable."""
        self._model.put(edit.unask(self._model.content, self._item.code))
        self.accept()


class LevelsForm(LongForm):
    """A level's names and anchors; switching levels keeps what was typed."""

    help_page = "framework#words"

    def __init__(self, context: Context, model: FrameworkModel, level: int, parent: QWidget) -> None:
        about = _("The levels are the same for every competency of the edition: always five, 0–4.")
        super().__init__(context.theme, _("Levels"), about, _("Save"), parent, subject=())
        self._model = model
        self._typed = {one.value: one for one in model.content.levels}
        self._shown = level
        offered = [(one.value, f"{one.value} {current().text(one.name)}") for one in model.content.levels]
        self.level = self.put(ChoiceField(context.theme, _("Level"), self, "level", offered, level))
        told = self._typed[level]
        self.name = Pair(self, pgettext("of a level", "Name"), "name", told.name, 1)
        self.short = Pair(self, _("Short name"), "short", told.short, 1)
        self.knowledge = Pair(self, _("Knowledge: what is seen and heard"), "knowledge", told.knowledge, 4)
        self.skill = Pair(self, _("Skill: what is seen and heard"), "skill", told.skill, 4)
        self.level.box.currentIndexChanged.connect(self._turn)
        self.knowledge.ru.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        self._keep()
        content = self._model.content
        old = {one.value: one for one in content.levels}
        for value, one in self._typed.items():
            if one != old[value]:
                self._show(value)  # so that a refusal is shown at its field
                content = edit.word_level(content, one)
        self._model.put(content)

    def _turn(self) -> None:
        value = self.level.value
        assert isinstance(value, int)
        self._keep()
        self._show(value)

    def _keep(self) -> None:
        self._typed[self._shown] = replace(
            self._typed[self._shown],
            name=self.name.text,
            short=self.short.text,
            knowledge=self.knowledge.text,
            skill=self.skill.text,
        )

    def _show(self, value: int) -> None:
        if value == self._shown:
            return
        self._shown = value
        self.level.box.blockSignals(True)
        self.level.box.setCurrentIndex(self.level.box.findData(value))
        self.level.box.blockSignals(False)
        told: Level = self._typed[value]
        self.name.fill(told.name)
        self.short.fill(told.short)
        self.knowledge.fill(told.knowledge)
        self.skill.fill(told.skill)
