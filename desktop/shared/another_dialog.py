"""Another candidate was chosen: the day, and the decisive reasons, which this one may request in writing."""

from collections.abc import Callable
from datetime import date
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.kit.form.fields import DateField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from desktop.theme import Theme
from domain.errors import Missing
from resources.i18n import _


class AnotherDialog(Form):
    """Records it for one candidate; a refusal is shown at its field, and nothing typed is lost."""

    help_page = "decision"

    def __init__(
        self,
        theme: Theme,
        name: str,
        today: date,
        write: Callable[[str, date], object],
        parent: QWidget,
        *,
        case_id: int,
    ) -> None:
        about = _(
            "{name}: the conclusion stays as it is. Within seven working days of a written request the "
            "candidate is given the reason in writing (Labour Code, article 64): name nobody else in it."
        ).format(name=name)
        title = _("Another candidate was chosen")
        super().__init__(theme, title, about, _("Record"), parent, subject=(case_id,))
        self._write = write
        self.day = DateField(_("Date of the decision"), self, "on", today)
        self.reason = TextAreaField(_("What was decisive"), self, "reason")
        self.put(self.day)
        self.put(self.reason)
        self.reason.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        on = self.day.read()
        if on is None:
            raise Missing("on")
        self._write(self.reason.text, on)
        self.written.emit()
