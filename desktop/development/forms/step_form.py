"""A step of the induction: by which working day, who is in charge, and what it is."""

from collections.abc import Callable
from typing import cast, override

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.form.fields import ChoiceField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from domain.development.induction import LAST_DAY, Guide, InductionStep
from domain.development.plan_sheet import PlanSheet
from domain.errors import Impossible, Missing
from domain.text import Text
from reports.words.development import phrases_plans
from resources.i18n import _, current


class StepForm(Form):
    """Passes on all steps of the plan, including this one; *place* None is a new one."""

    help_page = "plan#probation"

    def __init__(
        self,
        context: Context,
        sheet: PlanSheet,
        place: int | None,
        send: Callable[[tuple[InductionStep, ...]], None],
        parent: QWidget,
    ) -> None:
        known = None if place is None else sheet.induction[place]
        subject = () if known is None else (known.day, known.text.ru)  # its place may be another's tomorrow
        super().__init__(context.theme, _("Induction step"), "", _("Save"), parent, subject=subject)
        self._send, self._steps, self._place = send, sheet.induction, place
        words = current()
        said = "" if known is None else words.text(known.text)
        self.text = TextAreaField(_("What is done"), self, "text", said, 3)
        day = "1" if known is None else str(known.day)
        self.day = TextField(_("By which day of work"), self, "day", day)
        guides: list[tuple[object, str]] = [(one, phrases_plans.guide(one, words)) for one in Guide]
        by = Guide.MANAGER if known is None else known.by
        self.by = ChoiceField(context.theme, _("Led by"), self, "by", guides, by)
        self.put(self.text, 0, 0, 2)
        self.put(self.day, 1, 0)
        self.put(self.by, 1, 1)
        self.text.area.setFocus()

    @override
    def send(self) -> None:
        said = self.text.text.strip()
        if not said:
            raise Missing("text")
        day = self.day.text.strip()
        if not day.isdecimal() or not 1 <= int(day) <= LAST_DAY:
            self.day.complain(_("Enter a day of work from 1 to {last}.").format(last=LAST_DAY))
            raise Impossible("day")
        made = list(self._steps)
        before = None if self._place is None else self._steps[self._place].text
        text = before if before is not None and current().text(before) == said else Text(said)
        step = InductionStep(int(day), cast("Guide", self.by.value), text)
        if self._place is None:
            made.append(step)
        else:
            made[self._place] = step
        self._send(tuple(sorted(made, key=lambda one: one.day)))
