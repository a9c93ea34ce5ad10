"""The form of a training: days, trainer, hours, cost and indicator; an empty field means not known."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import override

from PySide6.QtWidgets import QWidget

from desktop.kit.form.fields import DateField, TextField
from desktop.kit.form.form_dialog import Form, Subject
from desktop.theme import Theme
from domain.errors import Impossible
from domain.team.training_terms import COST_LIMIT, HOURS_LIMIT, INDICATOR_LIMIT, TRAINER_LIMIT, Terms, checked
from resources.i18n import _, current, pgettext

_SIGNS = str.maketrans("", "", " \u00a0\u202f₽%")  # what people type around a number
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


class TermsForm(Form):
    """Sends the terms once they are valid; *group* says what the group is called and taught."""

    help_page = "team#more"

    def __init__(
        self,
        theme: Theme,
        group: str,
        terms: Terms,
        send: Callable[[Terms], None],
        parent: QWidget,
        *,
        subject: Subject,
    ) -> None:
        about = f"{group}\n" + _("What you leave empty is unknown: a blank line on paper, not zero.")
        super().__init__(theme, _("Group training"), about, _("Save"), parent, subject=subject)
        self._send = send
        words = current()
        self.starts = DateField(pgettext("first day", "From"), self, "starts_on", terms.starts_on)
        self.ends = DateField(pgettext("last day", "Until"), self, "ends_on", terms.ends_on)
        self.hours = TextField(_("Hours per person"), self, "hours", _typed(terms.hours))
        self.off_line = TextField(_("Of these, off-queue"), self, "off_line", _typed(terms.off_line))
        part = "" if terms.share is None else words.percent(terms.share, 2).rstrip(" \u00a0%")
        self.share = TextField(_("Share of working time, %"), self, "share", _short(part))
        self.cost = TextField(_("Cost for everyone, ₽"), self, "cost", _typed(terms.cost))
        self.trainer = TextField(_("Provider"), self, "trainer", terms.trainer)
        self.indicator = TextField(_("Success indicator"), self, "indicator", terms.indicator)
        self.trainer.line.setMaxLength(TRAINER_LIMIT)
        self.indicator.line.setMaxLength(INDICATOR_LIMIT)
        self.put(self.starts, 0, 0)
        self.put(self.ends, 0, 1)
        self.put(self.hours, 1, 0)
        self.put(self.off_line, 1, 1)
        self.put(self.share, 2, 0)
        self.put(self.cost, 2, 1)
        self.put(self.trainer, 3, 0, 2)
        self.put(self.indicator, 4, 0, 2)
        self.starts.line.setFocus()

    @override
    def send(self) -> None:
        made = Terms(
            starts_on=self.starts.read(),
            ends_on=self.ends.read(),
            trainer=self.trainer.text,
            cost=self._whole(self.cost, COST_LIMIT),
            hours=self._whole(self.hours, HOURS_LIMIT),
            off_line=self._whole(self.off_line, HOURS_LIMIT),
            share=self._share(),
            indicator=self.indicator.text,
        )
        try:
            self._send(checked(made))
        except Impossible as wrong:
            if wrong.field in _WHY:
                next(one for one in self.fields if one.name == wrong.field).complain(_why(wrong.field))
            raise

    def _whole(self, field: TextField, limit: int) -> int | None:
        """Return the whole number typed, None for an empty field.

        Raises:
            Impossible: if it is not a number or too large; the field already says so.
        """
        text = field.text.translate(_SIGNS)
        if not text:
            return self._nothing(field)
        plain = text.isascii() and text.isdigit() and len(text) <= 12
        if not plain or int(text) > limit:
            most = current().number(limit, 0)
            field.complain(_("Enter a whole number from 0 to {most}, or leave it empty.").format(most=most))
            raise Impossible(field.name)
        return int(text)

    def _share(self) -> Fraction | None:
        text = self.share.text.translate(_SIGNS).replace(",", ".")
        if not text:
            return self._nothing(self.share)
        whole, point, part = text.partition(".")
        plain = (
            (whole + part).isascii() and whole.isdigit() and (part.isdigit() or not point) and len(part) <= 2
        )
        if not plain or len(whole) > 3 or Fraction(text) > 100:
            self.share.complain(_("Enter a percentage from 0 to 100, such as 2.5, or leave it empty."))
            raise Impossible("share")
        return Fraction(text) / 100

    def _nothing(self, field: TextField) -> None:
        """Return None for an empty field; a currency or percent sign alone is no number.

        Raises:
            Impossible: if the field has text but no number; the field already says so.
        """
        if field.text:
            field.complain(_("Enter a number, or leave it empty."))
            raise Impossible(field.name)


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


def _short(percent: str) -> str:
    """Return «2,5» of «2,50», «3» of «3,00»."""
    return percent.rstrip("0").rstrip(",.") if "," in percent or "." in percent else percent


def _why(field: str) -> str:
    return {
        "ends_on": _("The last day is before the first one."),
        "off_line": _("There are more off-queue hours than hours in total."),
        "hours": _("Training takes an hour or more. Leave it empty if you do not know."),
    }[field]


_WHY = frozenset({"ends_on", "off_line", "hours"})
