"""How long the organisation keeps the data of candidates, of its reserve and of those who left."""

from typing import override

from PySide6.QtWidgets import QLineEdit, QWidget

from db.people import retention
from desktop.context import Context
from desktop.kit.form import form
from desktop.preferences.panel import KeptPanel
from domain.errors import Impossible
from domain.people.retention import DAYS_LIMIT, MONTHS_LIMIT, Retention
from resources.i18n import _, current


class RetentionPanel(KeptPanel):
    """Three terms; an error is shown at its line, and nothing is saved until everything is valid."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        note = _(
            "When a period is over, the data are to be erased (152-FZ, article 5, part 7; article 21). Have "
            "a lawyer confirm these periods for your organisation. The 30 days after a withdrawn consent are "
            "set by law."
        )
        super().__init__(context, _("Retention periods"), note, parent)
        titles = {
            "candidate_days": _("Candidate: days after the decision"),
            "reserve_months": _("Reserve: months after signing"),
            "staff_months": _("Staff: months after leaving"),
        }
        self.fields: dict[str, form.Field] = {}
        self.edits: dict[str, QLineEdit] = {}
        for name, title in titles.items():
            self.fields[name], self.edits[name] = form.line(title, self)
            self.edits[name].setObjectName(name)
            self.edits[name].setMaxLength(6)
            self.edits[name].returnPressed.connect(self._on_save)
            self.column.addWidget(self.fields[name])
        self.put_save(_("Save terms"), "Retention")

    @override
    def fill(self) -> None:
        stored = self._context.data.read(retention.policy).to_json()
        for name, edit in self.edits.items():
            edit.setText(str(stored[name]))
            edit.setReadOnly(self._context.data.read_only)

    @override
    def write(self) -> bool:
        typed = {name: _whole(edit.text()) for name, edit in self.edits.items()}
        for name, field in self.fields.items():
            field.say("")
            if typed[name] is None:
                field.say(_wrong(name), wrong=True)
        if None in typed.values():
            return False
        try:
            terms = Retention(**{name: value for name, value in typed.items() if value is not None})
            self._context.data.write(retention.keep_policy, terms)
        except Impossible as refused:
            self.fields[refused.field].say(_wrong(refused.field), wrong=True)
            return False
        return True


def _whole(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() else None


def _wrong(name: str) -> str:
    most = DAYS_LIMIT if name == "candidate_days" else MONTHS_LIMIT
    told = _("A whole number from 0 to {most}. Nothing was saved.")
    return told.format(most=current().number(most, 0))
