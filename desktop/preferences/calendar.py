"""The organisation's own days off and working weekends, in addition to the official ones."""

from datetime import date
from typing import override

from PySide6.QtWidgets import QWidget

from db.development import calendars
from desktop.context import Context
from desktop.kit.form import form
from desktop.kit.form.dates import parse_date, typed_date
from desktop.preferences.panel import KeptPanel
from domain.errors import Impossible
from resources.i18n import _


class CalendarPanel(KeptPanel):
    """Two lines of days; an error is shown at its line, and nothing is saved until everything is valid.

    Dates already in plans stay.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        note = _(
            "Russian holidays and transferred days off are already included. Enter what differs "
            "for you: 24.02.2027, 26.02.2027."
        )
        super().__init__(context, _("Working-day calendar"), note, parent)
        self.off_field, self.off = form.line(_("Your own days off"), self)
        self.on_field, self.on = form.line(_("Own working days"), self)
        for field, edit in ((self.off_field, self.off), (self.on_field, self.on)):
            edit.setObjectName("off" if edit is self.off else "on")
            edit.setMaxLength(2000)
            edit.returnPressed.connect(self._on_save)
            self.column.addWidget(field)
        self.put_save(_("Save days"), "Calendar")

    @override
    def fill(self) -> None:
        off, on = self._context.data.read(calendars.own)
        for edit, days in ((self.off, off), (self.on, on)):
            edit.setText(", ".join(typed_date(day) for day in days))
            edit.setReadOnly(self._context.data.read_only)

    @override
    def write(self) -> bool:
        off, on = self._days(self.off_field, self.off.text()), self._days(self.on_field, self.on.text())
        if off is None or on is None:
            return False
        both = sorted(set(off) & set(on))
        if both:
            said = _("A day is either off or working, not both: {day}. Nothing was saved.")
            self.on_field.say(said.format(day=typed_date(both[0])), wrong=True)
            return False
        self._context.data.write(calendars.keep, off, on)
        return True

    def _days(self, field: form.Field, text: str) -> tuple[date, ...] | None:
        """Return the days typed; None if one is invalid, which the line then says."""
        found: list[date] = []
        for one in text.replace(";", ",").split(","):
            try:
                day = parse_date(one.strip(), "day")
            except Impossible:
                told = _("No such date: {text}. Nothing was saved; enter dates as 24.02.2027.")
                field.say(told.format(text=one.strip()), wrong=True)
                return None
            if day is not None:
                found.append(day)
        field.say("")
        return tuple(sorted(set(found)))
