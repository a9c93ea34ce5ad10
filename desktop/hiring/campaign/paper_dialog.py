"""Typing in a sheet filled in by hand: whose it is; from then on that assessor is the current user."""

from typing import Any, override

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from db.assessing.progress import CaseLine
from db.assessing.sheet import paper_sheets
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.form.form_dialog import FormDialog
from desktop.shared.cycle_words import short
from desktop.shared.seats import Seat, out, seat_words
from reports.words.names import name_of
from resources.i18n import _, current


class PaperDialog(FormDialog):
    """Lists the assessors whose sheet can be filled in; Enter opens the sheet.

    Signals:
        chosen: ids of the sheet and of its assessor.
    """

    help_page = "sheet#paper"

    chosen = Signal(int, int)

    def __init__(self, context: Context, case: CaseLine, parent: QWidget, assessor_id: int = 0) -> None:
        """*assessor_id* is preselected."""
        title = _("Enter a sheet from paper")
        who, subject = case.person_name, (case.case_id,)
        super().__init__(context.theme, title, who, _("Go to sheet"), parent, subject=subject)
        self._context, self._case = context, case
        self._seats = out(case)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Whose sheet"))
        for seat in self._seats:
            item = QListWidgetItem(_line(seat))
            item.setSizeHint(QSize(0, context.theme.size("row") + context.theme.font_step))
            self.list.addItem(item)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = max(1, min(len(self._seats), 6))
        self.list.setFixedHeight(rows * (context.theme.size("row") + context.theme.font_step) + 2)
        self.body.addWidget(self.list)
        self._now = labels.paragraph("", self, "body")
        self._next = labels.paragraph("", self, "strong")
        self._then = labels.paragraph("", self, "small", "muted")
        self.body.addLayout(layout.column(self._now, self._next, self._then, gap=2))
        self.list.currentRowChanged.connect(self._say)
        self.list.itemActivated.connect(self._on_activated)
        likely = next((n for n, one in enumerate(self._seats) if one.assessor_id == assessor_id), None)
        others = (n for n, one in enumerate(self._seats) if one.assessor_id != context.me.id)
        self.list.setCurrentRow(likely if likely is not None else next(others, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def seat(self) -> Seat | None:
        """The current assessor."""
        row = self.list.currentRow()
        return self._seats[row] if 0 <= row < len(self._seats) else None

    @override
    def take(self) -> None:
        seat = self.seat
        if seat is None:
            return
        sheet_id = self._context.data.write(paper_sheets.begin, self._case.case_id, seat.assessor_id)
        self.accept()
        self.chosen.emit(sheet_id, seat.assessor_id)

    def _on_activated(self, _item: Any) -> None:
        self.take()

    def _say(self) -> None:
        seat, me = self.seat, self._context.me
        if seat is None:
            return
        self._now.setText(_("Working as: {name}").format(name=me.short_name))
        own = seat.assessor_id == me.id
        self._next.setText(_("You will work as: {name}").format(name=short(seat.name)))
        self._next.setVisible(not own)
        self._then.setText(
            _("This is your own sheet.")
            if own
            else _("Marks are recorded under this name; the journal and the documents say in whose session.")
        )


def _line(seat: Seat) -> str:
    known = seat.sheet or seat.awaited
    role = name_of(known.role, current()) if known is not None else ""
    return f"{seat.name}, {role}: {seat_words(seat)}"
