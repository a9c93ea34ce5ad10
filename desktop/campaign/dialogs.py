"""What a campaign asks before it writes: a reason, a person, assessors; a refusal loses nothing typed."""

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db import campaigns, people
from db.progress import CaseLine
from desktop.campaign.step import Seat, seats
from desktop.campaign.words import seat_words
from desktop.context import Context
from desktop.sentences import sentence
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.choice import Check
from desktop.widgets.dialog import fit
from desktop.widgets.fields import ChoiceField, Field, LookUpField
from desktop.widgets.off import allow
from domain.campaign import Campaign
from domain.errors import Refused
from domain.mark import Role
from domain.person import Person, PersonKind
from domain.text import clean, fold
from reports import phrases
from resources.i18n import _, current

WIDTH = 440
ROLES = (Role.HR, Role.MANAGER, Role.EXPERT, Role.PEER, Role.SUBORDINATE)


class Form(QDialog):
    """A small form: title, what it is about, fields, a safe answer and the act.

    Signals:
        written: what was asked for is in the file.
    """

    written = Signal()

    def __init__(self, context: Context, title: str, about: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH + 24 * context.theme.font_step)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(labels.paragraph(title, self, "section"))
        self.about = labels.paragraph(about, self, "small", "muted")
        self.about.setVisible(bool(about))
        head.addWidget(self.about)
        self.column.addLayout(head)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.column.addLayout(self.fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel_button = button(_("Cancel"), self)
        self.act_button = button(act, self, "primary")
        self.act_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.take)
        row.addWidget(self.cancel_button)
        row.addWidget(self.act_button)
        self.column.addLayout(row)

    def take(self) -> None:
        """Do what was asked for; the form stays if it is refused."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def grow(self) -> None:
        """Take the height that a complaint needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


class TextArea(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter is left to the form."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget, lines: int = 4) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(e)


class ReasonDialog(Form):
    """Asks for words, then writes them; what is refused is said under the field."""

    def __init__(
        self,
        context: Context,
        title: str,
        about: str,
        field: str,
        act: str,
        write: Callable[[str], object],
        parent: QWidget,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(context, title, about, act, parent)
        self._write = write
        self.text = TextArea(field, self)
        self.field = Field(field, self.text, self, "reason")
        self.fields.addWidget(self.field)
        if danger:
            self.act_button.setProperty("kind", "danger")
        self.text.textChanged.connect(self.field.settle)
        self.text.entered.connect(self.take)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def take(self) -> None:
        try:
            self._write(self.text.toPlainText())
        except Refused as refused:  # the words stay where they are, with what is wrong below them
            told = sentence(refused, current())
            self.field.complain(f"{told.what} {told.todo}".strip())
            self.grow()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self.written.emit()


class InviteDialog(Form):
    """Who is to be a candidate: somebody known, or a new name; and who assesses.

    Signals:
        invited: id of the case.
    """

    invited = Signal(int)

    def __init__(self, context: Context, campaign: Campaign, there: frozenset[int], parent: QWidget) -> None:
        super().__init__(context, _("Add a candidate"), "", _("Invite"), parent)
        self._campaign = campaign
        everyone = [row.person for row in context.data.read(people.people, context.me.id)]
        able = self._able = sorted(
            (one for one in everyone if one.id not in there),
            key=lambda one: (one.kind is not PersonKind.CANDIDATE, one.folded),
        )
        self.person = LookUpField(
            context.theme,
            _("Surname, given name, patronymic"),
            self,
            "cycle",
            [(one.id, named(one)) for one in able],
            None,
            new=True,
        )
        self.person.say(_("Somebody of the list, or a new name: the card can be filled in later."))
        self.fields.addWidget(self.person)
        self.fields.addWidget(labels.plain(_("Who assesses"), self, "small"))
        self.checks: dict[int, Check] = {}
        for number, one in enumerate(campaign.panel):
            text = f"{one.name}, {phrases.role(one.role, current())}"
            check = Check(context.theme, text, self)
            check.setChecked(number < campaign.wanted)
            self.checks[one.person_id] = check
            self.fields.addWidget(check)
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def take(self) -> None:
        text = " ".join(clean(self.person.text).split())
        if not text:
            self._complain(_("Enter a name or choose somebody."))
            return
        known = known_id(self.person, self._able)
        panel = tuple(
            (one.person_id, one.role)
            for one in self._campaign.panel
            if self.checks[one.person_id].isChecked() and one.person_id != known
        )
        write = self.context.data.write
        try:
            person_id = known or write(people.add, new_person(text, PersonKind.CANDIDATE))
            case_id = write(campaigns.invite, self._campaign.cycle.id, person_id, panel)
        except Refused as refused:
            told = sentence(refused, current())
            self._complain(f"{told.what} {told.todo}".strip())
            return
        self.accept()
        self.invited.emit(case_id)

    def _complain(self, text: str) -> None:
        self.person.complain(text)
        self.grow()
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)


class AssessorsDialog(Form):
    """Who assesses one candidate: those who have not begun can be taken off, others put on."""

    def __init__(self, context: Context, case: CaseLine, parent: QWidget) -> None:
        about = _("From now on the case waits for whoever is added. Who has begun stays.")
        super().__init__(context, _("Assessors"), about, _("Assign"), parent)
        self._case_id = case.case_id
        self.release_buttons: dict[int, QWidget] = {}
        theme = context.theme
        there = seats(case)
        for seat in there:
            self.fields.addLayout(self._row(seat))
        everyone = [row.person for row in context.data.read(people.people, context.me.id)]
        taken = {one.assessor_id for one in there} | {case.person_id}
        self._able = [
            one
            for one in sorted(everyone, key=lambda one: (not one.is_actor, one.folded))
            if one.id not in taken and one.kind is not PersonKind.CANDIDATE
        ]
        able = [(one.id, named(one)) for one in self._able]
        self.person = LookUpField(theme, _("Assessor, also a new name"), self, "panel", able, None, new=True)
        roles = [(role, phrases.role(role, current())) for role in ROLES]
        self.role = ChoiceField(theme, _("Role"), self, "role", roles)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.person, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.role, 2, Qt.AlignmentFlag.AlignTop)
        self.fields.addWidget(labels.rule(self))
        self.fields.addLayout(row)
        self.cancel_button.setText(_("Close"))
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, seat: Seat) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        known = seat.sheet or seat.awaited
        role = phrases.role(known.role, current()) if known is not None else ""
        row.addWidget(labels.paragraph(f"{seat.name}, {role}", self), 1)
        row.addWidget(labels.plain(seat_words(seat), self, "small", "muted"))
        off = button(_("Take off"), self, small=True)
        off.setAccessibleName(_("Take off: {name}").format(name=seat.name))
        begun = _("The sheet is begun: this assessor stays.") if seat.sheet is not None else ""
        allow(off, begun)
        off.clicked.connect(self._releasing(seat.assessor_id))
        self.release_buttons[seat.assessor_id] = off
        row.addWidget(off)
        return row

    def _releasing(self, person_id: int) -> Callable[[], None]:
        def release() -> None:
            self.context.data.write(campaigns.release, self._case_id, person_id)
            self.accept()
            self.written.emit()

        return release

    @override
    def take(self) -> None:
        text, role = " ".join(clean(self.person.text).split()), self.role.value
        assert isinstance(role, Role)
        if not text:
            self._complain(_("Enter a name or choose somebody."))
            return
        write = self.context.data.write
        try:
            known = known_id(self.person, self._able)
            person_id = known or write(people.add, new_person(text, PersonKind.EMPLOYEE))
            write(campaigns.assign, self._case_id, person_id, role)
        except Refused as refused:
            told = sentence(refused, current())
            self._complain(f"{told.what} {told.todo}".strip())
            return
        self.accept()
        self.written.emit()

    def _complain(self, text: str) -> None:
        self.person.complain(text)
        self.grow()
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)


def new_person(name: str, kind: PersonKind) -> Person:
    """Return somebody of whom only the name is known: surname first, as it stands in lists."""
    surname, _space, rest = name.partition(" ")
    given, _space, patronymic = rest.partition(" ")
    return Person(
        kind=kind,
        surname=surname,
        given=given,
        patronymic=patronymic,
        is_actor=kind is not PersonKind.CANDIDATE,
    )


def known_id(field: LookUpField, offered: Sequence[Person]) -> int | None:
    """Return whom the field names: a line of its list, or the only one of that name; None is somebody new."""
    found = field.read()
    if found is None:
        name = fold(field.text)
        alike = [one.id for one in offered if fold(one.full_name) == name]
        found = alike[0] if len(alike) == 1 else None
    return found


def named(person: Person) -> str:
    """Two people may have one name: the code tells them apart."""
    return f"{person.full_name} · {person.code}"
