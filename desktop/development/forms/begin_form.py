"""A new plan: for whom, for which days, from the last result or by hand."""

from typing import override

from PySide6.QtWidgets import QWidget

from db.assessing import cases, people
from db.development import adaptations, plan_edit, plans
from desktop.context import Context
from desktop.development.forms.form import Send
from desktop.kit.form.dates import typed_date
from desktop.kit.form.fields import ChoiceField, DateField, LookUpField
from desktop.kit.form.form_dialog import Form
from desktop.shared.seats import closed_now
from domain.development.probation import longest_until
from domain.errors import Impossible, Missing, NoGoals, NothingSubmitted, StillBlind, Unknown
from domain.period import Period, next_quarter
from resources.i18n import _, pgettext

RESULT, BY_HAND, NEW = "result", "hand", "new"


class BeginForm(Form):
    """Asks for a person; the plan is written and its id passed on."""

    help_page = "plan"

    def __init__(self, context: Context, send: Send[int], parent: QWidget) -> None:
        about = _("The most pressing gaps of the last result and actions for them are drafted.")
        super().__init__(context.theme, _("New plan"), about, _("Create plan"), parent, subject=())
        self._context = context
        self._send = send
        today = context.today()
        able = (one for one in context.names.roll.staff if not one.has_left(today))
        staff = [(one.id, one.line) for one in able]
        self.person = LookUpField(context.theme, _("For whom"), self, "person", staff, None)
        sources: list[tuple[object, str]] = [
            (RESULT, _("from the last result")),
            (BY_HAND, _("by hand")),
            (NEW, _("onboarding of a new employee")),
        ]
        self.source = ChoiceField(context.theme, _("Goals"), self, "source", sources, RESULT)
        period = next_quarter(context.today())
        self.starts = DateField(pgettext("first day", "From"), self, "starts_on", period.starts_on)
        self.ends = DateField(pgettext("last day", "Until"), self, "ends_on", period.ends_on)
        self.source.box.activated.connect(self._on_source)
        self.put(self.person, 0, 0, 2)
        self.put(self.source, 1, 0, 2)
        self.put(self.starts, 2, 0)
        self.put(self.ends, 2, 1)
        self.person.box.setFocus()

    @override
    def send(self) -> None:
        person_id = self.person.read()
        starts_on, ends_on = self.starts.read(), self.ends.read()
        if person_id is None:
            self.person.complain(_("This field is required."))
            raise Missing("person")
        if starts_on is None or ends_on is None or ends_on < starts_on:
            self.ends.complain(_("The plan needs a start date and a later end date."))
            raise Impossible("ends_on")
        period = Period(starts_on, ends_on)
        if self.source.value == NEW:
            self._send(self._context.data.write(adaptations.begin, person_id, period))
        elif self.source.value == BY_HAND:
            self._send(self._context.data.write(plan_edit.begin, person_id, period))
        else:
            self._send(self._from_result(person_id, period))

    def _on_source(self) -> None:
        """Fill in an adaptation plan's days: first day of work to the end of the longest probation."""
        if self.source.value == NEW:
            known = self.person.named
            person = None if known is None else self._context.data.read(people.person, known)
            first = (person and person.hired_on) or self._context.today()
            self.starts.line.setText(typed_date(first))
            self.ends.line.setText(typed_date(longest_until(first)))

    def _from_result(self, person_id: int, period: Period) -> int:
        data, me, today = self._context.data, self._context.me.id, self._context.today()
        try:
            return data.write(plans.make, data.read(cases.case_of, person_id, None), me, period, today)
        except (Unknown, NothingSubmitted):
            self.source.complain(
                _("There is no result yet. Choose goals by hand, or carry out an assessment first.")
            )
            raise
        except NoGoals:
            self.source.complain(_("No gaps: everything assessed meets its target. Choose goals by hand."))
            raise
        except StillBlind as blind:
            told = _("The result is waiting for sheets from: {names}.").format(names=", ".join(blind.waiting))
            self.source.complain(told if blind.waiting else closed_now())
            raise
