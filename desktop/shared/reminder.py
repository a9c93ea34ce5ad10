"""A reminder to those who owe sheets: the text of a letter to copy into any mail program."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.team import debts
from db.team.debts import Debtor, Debts, OwedSheet
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog, fit
from desktop.kit.form.fields import ChoiceField
from desktop.shared.cycle_words import title_of
from resources.i18n import _, current, ngettext

LINES = 12  # visible lines of the letter


class ReminderDialog(Dialog):
    """Who owes what, as a letter to all of them or to one; Enter copies it.

    Signals:
        told: the letter is on the clipboard.
    """

    help_page = "home#due"

    told = Signal(str)

    def __init__(self, context: Context, cycle_id: int, parent: QWidget, to: int = 0) -> None:
        """*to* is the id of an assessor who is chosen at first, 0 for everyone."""
        super().__init__(parent)
        self._debts = context.data.read(debts.debts, cycle_id)
        self._every = self._debts.debtors
        column = self.lay_out(_("Reminder to submit sheets"))
        self.setFixedWidth(560 + 30 * context.theme.font_step)
        about = _("Copy the text into a letter. Merilo sends nothing itself.")
        column.addWidget(labels.paragraph(about, self, "small", "muted"))
        offered = [(0, _("everyone who owes sheets")), *((one.assessor_id, one.name) for one in self._every)]
        self.who = ChoiceField(context.theme, _("To whom"), self, "to", offered, to)
        column.addWidget(self.who)
        self.text = QPlainTextEdit(self, readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(_("Text of the reminder"))
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + 16)
        column.addWidget(self.text)
        self.close_button = button(_("Close"), self, do=self.reject)
        self.copy_button = button(_("Copy text"), self, "primary", context.theme.icon("copy", "on_primary"))
        self.copy_button.setDefault(True)
        column.addLayout(layout.row(layout.STRETCH, self.close_button, self.copy_button, gap="s"))
        self.who.box.currentIndexChanged.connect(self._show)
        self.copy_button.clicked.connect(self._copy)
        self._show()
        self.copy_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def _show(self) -> None:
        at = self.who.box.currentIndex()
        self.text.setPlainText(letter(self._debts, self._every[at - 1 : at] if at > 0 else self._every))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.told.emit(_("The text of the reminder is copied"))
        self.accept()


def letter(owed: Debts, to: Sequence[Debtor]) -> str:
    """Return the letter to *to*: who owes what, about whom, by when; to a single person, without a name."""
    cycle = owed.cycle
    if not to:
        return _("Nobody owes a sheet: everything is in.")
    lines = [
        _("Hello!"),
        "",
        _("These sheets of “{cycle}” have not been submitted yet.").format(cycle=title_of(cycle)),
    ]
    if cycle.ends_on is not None:
        lines.append(_("Please submit them by {day}.").format(day=current().date(cycle.ends_on)))
    for one in to:
        lines.append("")
        count = ngettext("{n} sheet", "{n} sheets", len(one.sheets)).format(n=len(one.sheets))
        lines.append(f"{one.name}: {count}")
        lines += [f"— {_sheet(sheet)}" for sheet in one.sheets]
    return "\n".join(lines)


def _sheet(owed: OwedSheet) -> str:
    if not owed.marked:
        return _("{name}, not started").format(name=owed.person_name)
    return _("{name}, {done} of {total} marked").format(
        name=owed.person_name, done=owed.marked, total=owed.total
    )
