"""Who assesses one person: assessors who have not begun can be removed, others added."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from db.assessing.progress import CaseLine
from db.assessing.sheet import sent_forms
from db.hiring import campaigns
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Question
from desktop.kit.form.fields import ChoiceField, LookUpField, TextField
from desktop.kit.form.form_dialog import FormDialog, digest
from desktop.kit.off import allow
from desktop.shared import opening
from desktop.shared.person_field import known_id, lacks_post, member, newcomer
from desktop.shared.seats import Seat, seat_words, seats
from desktop.theme import Theme
from domain.errors import Refused
from domain.exchange.packet import PacketKind
from domain.mark import Role
from domain.people.name import Roll
from domain.people.person import Person, PersonKind
from domain.text import clean
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.office.exchange.opening import Outcome


class AssessorsDialog(FormDialog):
    """The assessors of one case; the assessed person may be one if *roles* include self-assessment.

    Signals:
        told: a message.
    """

    help_page = "campaign#assessors"

    told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        data: Data,
        jobs: Jobs,
        roll: Roll,
        case: CaseLine,
        about: str,
        roles: Sequence[Role],
        words: Callable[[Role], str],
        parent: QWidget,
        *,
        nobody: str = "",
        signs: bool = False,
    ) -> None:
        """*words* returns the text for a role; *nobody* is shown while none is assigned.

        With *signs* the papers have a signature line for each assessor, so the position must be known.
        """
        super().__init__(theme, _("Assessors"), about, _("Assign"), parent, subject=())
        self._data, self._jobs, self._case, self._signs = data, jobs, case, signs
        self._words = words
        self.release_buttons: dict[int, QWidget] = {}
        self.withdraw_buttons: dict[int, QWidget] = {}
        self._blank = data.read(sent_forms.blank, case.case_id)
        there = seats(case)
        for seat in there:
            self.body.addLayout(self._row(seat))
        if nobody and not there:
            self.body.addWidget(labels.paragraph(nobody, self, "small", "muted"))
        taken = {one.assessor_id for one in there}
        if Role.SELF not in roles:
            taken |= {case.person_id}
        self._able = [one for one in roll.assessors if one.id not in taken]
        able = [(one.id, one.line) for one in self._able]
        self.person = LookUpField(theme, _("Assessor or a new name"), self, "panel", able, None, new=True)
        offered = [(role, words(role)) for role in roles if role is not Role.SELF]
        self.role = ChoiceField(theme, _("Role"), self, "role", offered)
        row = layout.row(layout.top(self.person, 3), layout.top(self.role, 2), gap="s")
        self.body.addWidget(labels.rule(self))
        self.body.addLayout(row)
        self.post = TextField(_("Position"), self, "post")
        self.post.hide()
        self.body.addWidget(self.post)
        self.person.box.editTextChanged.connect(self._on_person)
        if not data.is_remote:  # a server keeps them hidden by itself
            courtesy = _(
                "Marks stay hidden from the others by courtesy: whoever shares the password can go on in "
                "another name. That is recorded and printed."
            )
            self.body.addWidget(labels.paragraph(courtesy, self, "small", "muted"))
        self.cancel_button.setText(_("Close"))
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("case", str(self._case.case_id))

    @override
    def take(self) -> None:
        if not clean(self.person.text).strip():
            self.complain_at(self.person, _("Enter a name or choose someone."))
            return
        try:
            who = self._who()
            if who is None:
                self.grow()
                return
            self._data.write(campaigns.assign, self._case.case_id, who, self._role(who))
        except Refused as refused:
            self.complain_at(self.person, self.words_of(refused))
            return
        self.accept()
        self.written.emit()

    def _who(self) -> int | Person | None:
        if self._signs:
            return member(self._data, self.person, self._able, self.post)
        known = known_id(self.person, self._able)
        return known or newcomer(self.person, self._able, PersonKind.EMPLOYEE)

    def _role(self, who: int | Person) -> Role:
        role = self.role.value
        assert isinstance(role, Role)
        return Role.SELF if who == self._case.person_id else role

    def _on_person(self) -> None:
        """Allow the assessed person only the role of self."""
        own = known_id(self.person, self._able) == self._case.person_id
        words = self._words(Role.SELF) if own else ""
        allow(self.role.box, words)
        self.role.say(words)
        if self._signs:
            self.post.setVisible(lacks_post(self.person, self._able))
            self.grow()

    def _row(self, seat: Seat) -> QBoxLayout:
        """Return the assessor and what may be done; two buttons lie below, so that the name has its room."""
        name = labels.paragraph(f"{seat.name}, {self._words(seat.role)}", self)
        row = layout.row(layout.grow(name), labels.plain(seat_words(seat), self, "small", "muted"), gap="s")
        off = button(_("Remove"), self, small=True)
        off.setAccessibleName(_("Remove: {name}").format(name=seat.name))
        self.release_buttons[seat.assessor_id] = off
        begun = seat.is_sealed or (seat.sheet is not None and seat.assessor_id not in self._blank.removable)
        formed = seat.assessor_id in self._blank.formed
        stays = _("The form has been handed out: withdraw it first.") if formed else ""
        allow(off, (stays or _("There are entries in the sheet, so this assessor stays.")) if begun else "")
        invited = seat.away is PacketKind.INVITATION
        off.clicked.connect(self._asking(seat) if invited else self._releasing(seat.assessor_id))
        if formed:
            back = button(_("Withdraw form…"), self, small=True)
            back.setAccessibleName(_("Withdraw form: {name}").format(name=seat.name))
            back.clicked.connect(self._withdrawing(seat))
            self.withdraw_buttons[seat.assessor_id] = back
            return layout.column(row, layout.row(layout.STRETCH, back, off, gap="s"), gap="xs")
        row.addWidget(off)
        return row

    def _on_released(self, outcome: "Outcome") -> None:
        self.accept()
        self.written.emit()
        if words := opening.words(outcome):
            self.told.emit(words)

    def _on_ended(self) -> None:
        self.setEnabled(True)

    def _withdrawing(self, seat: Seat) -> Callable[[], None]:
        def ask() -> None:
            head = _("Withdraw the form of {name}?").format(name=seat.name)
            rest = _(
                "Nothing is answered yet: the sheet that was started with the form ends, and the workbook is "
                "not accepted any more. Then a packet or another form can go to this assessor."
            )
            question = Question(head, rest, _("Cancel"), _("Withdraw form"), self)
            question.help_page = "exchange#form"
            question.setProperty("assessor_id", seat.assessor_id)
            question.accepted.connect(self._on_withdrawn)
            question.open()

        return ask

    def _on_withdrawn(self) -> None:
        assessor_id = self.sender().property("assessor_id")
        self._data.write(sent_forms.withdraw, self._case.case_id, assessor_id)
        self.accept()
        self.written.emit()
        self.told.emit(_("The form is withdrawn"))

    def _asking(self, seat: Seat) -> Callable[[], None]:
        """Ask first: a share of the key goes with the invitation, and nothing opens without it."""
        release = self._releasing(seat.assessor_id)

        def ask() -> None:
            head = _("Remove {name}, who was invited by packet?").format(name=seat.name)
            rest = _(
                "A share of the key is in that invitation: without it no sealed sheet opens, and no packet "
                "of this assessor is accepted any more. As long as no sheet is back, invite the others "
                "again; after that only the second person can give the share."
            )
            question = Question(head, rest, _("Cancel"), _("Remove"), self)
            question.help_page = "exchange#open"
            question.accepted.connect(release)
            question.open()

        return ask

    def _releasing(self, person_id: int) -> Callable[[], None]:
        def release() -> None:
            self.setEnabled(False)
            try:
                opening.release(
                    self._data, self._jobs, self._case.case_id, person_id, self._on_released, self._on_ended
                )
            except Exception:
                self._on_ended()
                raise

        return release
