"""The weekly figures of an adaptation: an indicator, its norm, a week's plan and fact, a note."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.development.forms.form import Send
from desktop.kit import labels
from desktop.kit.form.fields import ChoiceField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.theme import Theme
from domain.development.indicator import LIMIT, WEEKS, Indicator, Week, parse_figure, week_of
from domain.errors import Impossible, Missing
from domain.period import Period
from reports.words.development import phrases_plans
from resources.i18n import NBSP, _, current, pgettext


class FiguresForm(Form):
    """All indicators in one form: the chosen one is shown, and everything typed is saved together."""

    help_page = "plan#probation"

    def __init__(
        self,
        theme: Theme,
        known: Sequence[Indicator],
        period: Period,
        today: date,
        send: Send[tuple[Indicator, ...]],
        parent: QWidget,
    ) -> None:
        about = _(
            "An empty field means unknown, not zero. An indicator without a name is removed if "
            "it has no figures."
        )
        super().__init__(theme, _("Weekly indicators"), about, _("Save"), parent, subject=())
        self._send = send
        self._all = [*known]
        if len(self._all) < LIMIT:
            self._all.append(Indicator(""))
        last = week_of(period.starts_on, period.ends_on)
        now = min(week_of(period.starts_on, today), last)
        self._shown = (0, now)
        self.which = ChoiceField(theme, _("Indicator"), self, "indicator", self._names(), 0)
        self.name_field = TextField(_("Name and unit"), self, "name", "", _("SL of the shift, %"))
        self.norm = TextField(_("Target value"), self, "norm", "", _("at least 80%"))
        weeks: list[tuple[object, str]] = [(n, self._week_name(n)) for n in range(1, last + 1)]
        self.week = ChoiceField(theme, _("Week"), self, "week", weeks, now)
        self.planned = TextField(_("Plan"), self, "planned", "", _("unknown"))
        self.fact = TextField(pgettext("indicator", "Actual"), self, "fact", "", _("unknown"))
        self.note_field = TextField(_("Note"), self, "note")
        self.put(self.which, 0, 0, 2)
        self.put(self.name_field, 1, 0)
        self.put(self.norm, 1, 1)
        self.put(self.week, 2, 0, 2)
        self.put(self.planned, 3, 0)
        self.put(self.fact, 3, 1)
        self.put(self.note_field, 4, 0, 2)
        self.told = labels.paragraph("", self, "small", "muted")
        self.body.addWidget(self.told)
        self.which.box.activated.connect(self._on_turned)
        self.week.box.activated.connect(self._on_turned)
        self._fill()
        (self.fact if known else self.name_field).line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        self._take_in()
        kept: list[Indicator] = []
        for place, one in enumerate(self._all):
            if one.name:
                kept.append(one)
            elif one.norm or any(not week.empty for week in one.weeks):
                self._turn(place, self._shown[1])
                raise Missing("name")
        self._send(tuple(kept))

    def _on_turned(self) -> None:
        """Show another indicator or week; typed text stays, and an unreadable figure prevents the change."""
        place, week = cast("int", self.which.value), cast("int", self.week.value)
        for field in self.fields:
            field.settle()
        try:
            self._take_in()
        except Impossible:
            self.which.box.setCurrentIndex(self._shown[0])
            self.week.box.setCurrentIndex(self._shown[1] - 1)
            return
        self._turn(place, week)

    def _turn(self, place: int, week: int) -> None:
        self._shown = place, week
        self.which.offer(self._names(), place)
        self.week.box.setCurrentIndex(week - 1)
        self._fill()

    def _take_in(self) -> None:
        """Take over the contents of the fields.

        Raises:
            Impossible: if a figure cannot be read; its field says so.
        """
        place, number = self._shown
        one = self._all[place]
        week = Week(
            number,
            self._figure(self.planned),
            self._figure(self.fact),
            self.note_field.text,
        )
        weeks = [known for known in one.weeks if known.number != number]
        if not week.empty:
            weeks.append(week)
        weeks.sort(key=_number)
        self._all[place] = replace(one, name=self.name_field.text, norm=self.norm.text, weeks=tuple(weeks))

    def _fill(self) -> None:
        place, number = self._shown
        one, words = self._all[place], current()
        week = one.week(number)
        for field, text in (
            (self.name_field, one.name),
            (self.norm, one.norm),
            (self.planned, phrases_plans.figure(week.planned, words)),
            (self.fact, phrases_plans.figure(week.fact, words)),
            (self.note_field, week.note),
        ):
            field.line.setText(text)
            field.line.setCursorPosition(0)
        known = [
            _("week {n}: {planned} / {fact}")
            .format(
                n=week.number,
                planned=phrases_plans.figure(week.planned, words) or "—",
                fact=phrases_plans.figure(week.fact, words) or "—",
            )
            .replace(" ", NBSP)
            for week in one.weeks
        ]
        self.told.setText(_("Plan / actual: {weeks}").format(weeks="; ".join(known)) if known else "")
        self.told.setVisible(bool(known))
        self.grow()

    def _figure(self, field: TextField) -> Decimal | None:
        try:
            return parse_figure(field.text, field.name)
        except Impossible:
            field.complain(_("Enter a number such as 80 or 57.5, or leave the field empty: unknown."))
            field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            raise

    def _names(self) -> list[tuple[object, str]]:
        return [(place, one.name or _("new indicator")) for place, one in enumerate(self._all)]

    def _week_name(self, number: int) -> str:
        told = _("week {n}").format(n=number)
        return _("{week}, already entered").format(week=told) if number in WEEKS else told


def _number(week: Week) -> int:
    return week.number
