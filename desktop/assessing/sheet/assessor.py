"""Who assesses: the name in the header, the list to switch, and the notice on somebody else's sheet."""

from typing import override

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from db.assessing.sheet import paper_sheets
from db.assessing.sheet.seats import Seat
from desktop.data import Data
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.form.form import Field
from desktop.kit.line_icons import Line
from desktop.kit.page.empty import Empty
from desktop.kit.tips import set_tip
from desktop.office.sentences import sentence
from desktop.theme import Theme
from domain.assessing.sheet import SheetOrigin, SheetState
from domain.errors import Refused
from domain.people.person import Person
from resources.i18n import _, current, nb

WIDTH = 420
ROWS = 6  # visible in the list
_ID = Qt.ItemDataRole.UserRole


class AssessorDialog(Dialog):
    """Lists the people who work in this file; Enter chooses the current one.

    Signals:
        chosen: id of the person who assesses from now on.
    """

    help_page = "sheet"

    chosen = Signal(int)

    def __init__(
        self, people: tuple[Person, ...], me: Person, likely: int, theme: Theme, parent: QWidget
    ) -> None:
        """*likely* is the id of the most probable choice, 0 for none."""
        super().__init__(parent)
        self._me = me
        self._names = {person.id: person.short_name for person in people}
        self.setFixedWidth(WIDTH)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Work under another name"))
        for person in people:
            told = ", ".join(part for part in (person.full_name, person.post) if part)
            item = QListWidgetItem(told)
            item.setSizeHint(QSize(0, theme.size("row") + theme.font_step))
            set_tip(item, told)
            item.setData(_ID, person.id)
            self.list.addItem(item)
        rows = max(2, min(len(people), ROWS))
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 4)
        self.now = labels.paragraph("", self)
        foot, self.act = _foot(self, _("Work under this name"))
        column = self.lay_out(_("Work under another name"), gap="s")
        column.addLayout(layout.column(self.list, self.now, foot, gap="s"))
        self.act.clicked.connect(self._take)
        self.list.currentRowChanged.connect(self._say)
        self.list.itemActivated.connect(self._take)
        ids = [person.id for person in people]
        others = [one for one in ids if one != me.id]
        wanted = likely if likely in ids else next(iter(others), me.id)
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)
        self.list.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def _person(self) -> int:
        item = self.list.currentItem()
        return int(item.data(_ID))

    def _say(self) -> None:
        name, other = self._me.short_name, self._names[self._person()]
        if self._person() == self._me.id:
            self.now.setText(_("Working as: {name}").format(name=name))
        else:
            told = _("You are working as: {name}. From here on: {other}")
            self.now.setText(told.format(name=name, other=other))

    def _take(self) -> None:
        person_id = self._person()
        self.accept()
        if person_id != self._me.id:
            self.chosen.emit(person_id)


class NumberDialog(Dialog):
    """Asks for the number on a paper and finds its sheet; a wrong number is reported below the field.

    Signals:
        found: ids of the sheet and of its assessor.
    """

    help_page = "sheet#paper"

    found = Signal(int, int)

    def __init__(self, data: Data, parent: QWidget) -> None:
        super().__init__(parent)
        self._data = data
        self.setFixedWidth(WIDTH)
        self.line = Line(self)
        self.line.setPlaceholderText("Л-7F3A-21C9-K")
        self.field = Field(_("Number on the form"), self.line, self)
        place = _("It is at the top of the printed sheet; spaces and dashes may be left out.")
        where = labels.paragraph(place, self, "small", "muted")
        foot, self.act = _foot(self, _("Go to sheet"))
        column = self.lay_out(_("Find sheet by number"), gap="s")
        column.addLayout(layout.column(self.field, where, foot, gap="s"))
        self.act.clicked.connect(self._find)
        self.line.returnPressed.connect(self._find)
        self.line.textEdited.connect(self._settle)
        self.line.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def _find(self) -> None:
        try:
            paper = self._data.read(paper_sheets.found, self.line.text())
        except Refused as refused:
            told = sentence(refused, current())
            self.help_page = told.help
            self.field.say(told.brief, wrong=True)
            fit(self)
            self.line.selectAll()
            self.line.setFocus()
            return
        self.accept()
        self.found.emit(paper.sheet.sheet_id, paper.sheet.assessor_id)

    def _settle(self) -> None:
        if self.field.note:
            self.field.say("")


class NotMine(Empty):
    """Shown instead of somebody else's sheet: whose it is, and the button that changes the assessor."""

    def __init__(self, theme: Theme, cap: str, parent: QWidget, *, changes: bool = True) -> None:
        """*changes*: one may go on in another name, which is how such a sheet is filled in."""
        super().__init__(theme.icon("lock", "muted", 22), "", parent, act=_("Work under another name…"))
        self._changes = changes
        set_tip(self.act, f"{_('Work under another name…')} ({cap})")

    def show_seat(self, seat: Seat) -> None:
        """Say whose sheet it is, and nothing of its content."""
        told = _("This sheet belongs to another assessor: {name}").format(name=seat.assessor.full_name)
        if seat.state is SheetState.SUBMITTED:
            rest = _(
                "It has been submitted. Marks are shown when all sheets of this assessment are submitted."
            )
        elif seat.is_sealed:  # nothing is entered beside it, from paper neither
            rest = _("The sealed sheet of this assessor is here and opens with the last one.")
        elif not self._changes:
            rest = _("Its marks are shown to its assessor alone until it is submitted.")
        elif seat.origin is SheetOrigin.PAPER:
            rest = _(
                "It is being filled in on paper, number {number}. To enter it, work under the "
                "assessor's name."
            )
            rest = rest.format(number=seat.number)
        elif seat.has_form:
            rest = _(
                "Its answers are in a form: whoever has the workbook can read them. To continue the sheet, "
                "work under the assessor's name."
            )
        else:
            rest = _(
                "Its marks are shown to its assessor alone until it is submitted. To continue it, work under "
                "the assessor's name; the journal and the documents then say in whose session."
            )
        self.set_texts(nb(told), nb(rest), _("Work under another name…") if self._changes else "")


def _foot(dialog: QDialog, words: str) -> tuple[QHBoxLayout, QPushButton]:
    """Return the dialog's row of buttons, and the button that acts."""
    safe, act = button(_("Cancel"), dialog), button(words, dialog, "primary")
    safe.clicked.connect(dialog.reject)
    return layout.row(layout.STRETCH, safe, act, gap="s", around=ABOVE), act
