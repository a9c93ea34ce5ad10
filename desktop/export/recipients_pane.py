"""To whom assessors' forms go: a box for each assessor, and what saving begins."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.assessing.sheet.sent_forms import Recipient
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.form.choice import Check
from resources.i18n import _, ngettext


class RecipientsPane(QWidget):
    """Whoever can get a packet is not ticked at first: a form is an open answer, a packet is none.

    Signals:
        chosen: others are ticked.
    """

    chosen = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._recipients: tuple[Recipient, ...] = ()
        self._cases: tuple[int, ...] = ()
        self.boxes: dict[int, Check] = {}
        self._page = QWidget(self)
        self._rows = layout.column(gap="xs")
        begins = _(
            "Saving starts the sheet of each assessor ticked. A form is an open answer: whoever has the "
            "workbook can read it, and no packet can go to that assessor any more. While nothing is "
            "answered, the form can be withdrawn under “Assessors…”."
        )
        self.begins = labels.paragraph(begins, self, "body", "warn")
        closed = _("Whoever's key is known is not ticked: invited by a packet, the marks stay closed.")
        self.known = labels.paragraph(closed, self, "small", "muted")
        each = _("Each gets a workbook of their own. It is saved, not printed.")
        layout.column(
            labels.paragraph(_("Who gets a form"), self, "strong"),
            self._rows,
            self.known,
            self.begins,
            labels.paragraph(each, self, "small", "muted"),
            layout.STRETCH,
            gap="m",
            around=(16, 12, 16, 12),
            of=self._page,
        )
        self._scroll = layout.scroll(self)
        self._scroll.setWidget(self._page)
        layout.column(layout.grow(self._scroll), of=self)

    def show_recipients(self, recipients: Sequence[Recipient], cases: tuple[int, ...]) -> None:
        """Offer these; what was ticked for the same assessments stays ticked."""
        before = {one: box.isChecked() for one, box in self.boxes.items()} if cases == self._cases else {}
        focused = next((one for one, box in self.boxes.items() if box.hasFocus()), None)
        for box in self.boxes.values():
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._recipients, self._cases = tuple(recipients), cases
        self.boxes = {one.assessor_id: self._box(one, len(cases)) for one in recipients}
        for one in recipients:
            box = self.boxes[one.assessor_id]
            box.setChecked(before.get(one.assessor_id, one.is_likely))
            box.toggled.connect(self._on_ticked)
            self._rows.addWidget(box)
        if focused in self.boxes:
            self.boxes[focused].setFocus()
        self._tell()

    def _on_ticked(self) -> None:
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        """Say what saving begins, and why somebody is not ticked, as long as that is so."""
        ticked = {one for one, box in self.boxes.items() if box.isChecked()}
        left_out = (one for one in self._recipients if one.assessor_id not in ticked)
        self.known.setVisible(any(not one.is_likely for one in left_out))
        begins = (one for one in self._recipients if one.assessor_id in ticked and one.begun < one.cases)
        self.begins.setVisible(any(begins))

    @property
    def forms(self) -> int:
        """How many forms go out as it is ticked."""
        return sum(one.cases for one in self._recipients if self.boxes[one.assessor_id].isChecked())

    @property
    def without(self) -> frozenset[int]:
        """Who is not ticked."""
        return frozenset(one for one, box in self.boxes.items() if not box.isChecked())

    def _box(self, one: Recipient, cases: int) -> Check:
        return Check(self._context.theme, " · ".join((one.name, *_notes(one, cases))), self._page)


def _notes(one: Recipient, cases: int) -> list[str]:
    notes: list[str] = []
    if cases > 1:
        notes.append(ngettext("{n} form", "{n} forms", one.cases).format(n=one.cases))
    if one.sent == one.cases:
        notes.append(_("form handed out already"))
    elif one.begun == one.cases:
        notes.append(_("sheet started in this file"))
    elif one.has_key:
        notes.append(_("key is known"))
    return notes
