"""What a campaign asks before it writes: a reason, a person, assessors; a refusal loses nothing typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.assessing import people
from db.assessing.progress import CaseLine
from db.hiring import campaigns
from desktop.context import Context
from desktop.kit import labels
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import ChoiceField, LookUpField, TextField
from desktop.kit.form.form_dialog import FormDialog, Subject, digest
from desktop.kit.off import allow
from desktop.office.sentences import sentence
from desktop.shared.person_field import known_id, named, new_person
from desktop.shared.seats import Seat, seat_words, seats
from domain.errors import Refused
from domain.hiring.campaign import Campaign
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.text import clean
from reports.words import phrases
from resources.i18n import _, current

ROLES = (Role.HR, Role.MANAGER, Role.EXPERT, Role.PEER, Role.SUBORDINATE)


def lacks_post(field: LookUpField, able: Sequence[Person]) -> bool:
    """Tell whether the field names somebody of whom no post is known: a signature line would lack it."""
    if not field.text.strip():
        return False
    known = known_id(field, able)
    return not any(one.post for one in able if one.id == known)


def member(
    context: Context, field: LookUpField, able: Sequence[Person], post: TextField
) -> int | Person | None:
    """Return whom the field names, as a record where something is to be written first; None: no post yet."""
    text, known = " ".join(clean(field.text).split()), known_id(field, able)
    if not lacks_post(field, able):
        return known
    if not post.text:
        post.show()
        post.complain(_("The position is printed in the signature line: fill it in."))
        post.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return None
    if known is None:
        return replace(new_person(text, PersonKind.EMPLOYEE), post=post.text)
    return replace(context.data.read(people.person, known), post=post.text)


class Form(FormDialog):
    """A small form that reads and writes the file."""

    def __init__(
        self, context: Context, title: str, about: str, act: str, parent: QWidget, *, subject: Subject
    ) -> None:
        super().__init__(context.theme, title, about, act, parent, subject=subject)
        self.context = context


class InviteDialog(Form):
    """Who is to be a candidate: somebody known, or a new name; and who assesses.

    Signals:
        invited: id of the case.
    """

    invited = Signal(int)

    def __init__(self, context: Context, campaign: Campaign, there: frozenset[int], parent: QWidget) -> None:
        super().__init__(context, _("Add a candidate"), "", _("Invite"), parent, subject=())
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
        self.person.say(_("Someone from the list or a new name; the card can be filled in later."))
        self.body.addWidget(self.person)
        self.body.addWidget(labels.plain(_("Assessors"), self, "small"))
        self.checks: dict[int, Check] = {}
        for number, one in enumerate(campaign.panel):
            text = f"{one.name}, {phrases.role(one.role, current())}"
            check = Check(context.theme, text, self)
            check.setChecked(number < campaign.wanted)
            self.checks[one.person_id] = check
            self.body.addWidget(check)
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def take(self) -> None:
        text = " ".join(clean(self.person.text).split())
        if not text:
            self._complain(_("Enter a name or choose someone."))
            return
        known = known_id(self.person, self._able)
        panel = tuple(
            (one.person_id, one.role)
            for one in self._campaign.panel
            if self.checks[one.person_id].isChecked() and one.person_id != known
        )
        who = known or new_person(text, PersonKind.CANDIDATE)
        try:
            case_id = self.context.data.write(campaigns.invite, self._campaign.cycle.id, who, panel)
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
        about = _(
            "From now on the assessment also waits for anyone you add. Assessors who have started stay."
        )
        super().__init__(context, _("Assessors"), about, _("Assign"), parent, subject=())
        self._case_id = case.case_id
        self.release_buttons: dict[int, QWidget] = {}
        theme = context.theme
        there = seats(case)
        for seat in there:
            self.body.addLayout(self._row(seat))
        everyone = [row.person for row in context.data.read(people.people, context.me.id)]
        taken = {one.assessor_id for one in there} | {case.person_id}
        self._able = [
            one
            for one in sorted(everyone, key=lambda one: (not one.is_actor, one.folded))
            if one.id not in taken and one.kind is not PersonKind.CANDIDATE
        ]
        able = [(one.id, named(one)) for one in self._able]
        self.person = LookUpField(theme, _("Assessor or a new name"), self, "panel", able, None, new=True)
        roles = [(role, phrases.role(role, current())) for role in ROLES]
        self.role = ChoiceField(theme, _("Role"), self, "role", roles)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.person, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.role, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(labels.rule(self))
        self.body.addLayout(row)
        self.post = TextField(_("Position"), self, "post")
        self.post.hide()
        self.body.addWidget(self.post)
        self.person.box.editTextChanged.connect(self._on_person)
        self.cancel_button.setText(_("Close"))
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_person(self) -> None:
        self.post.setVisible(lacks_post(self.person, self._able))
        self.grow()

    def _row(self, seat: Seat) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        known = seat.sheet or seat.awaited
        role = phrases.role(known.role, current()) if known is not None else ""
        row.addWidget(labels.paragraph(f"{seat.name}, {role}", self), 1)
        row.addWidget(labels.plain(seat_words(seat), self, "small", "muted"))
        off = button(_("Remove"), self, small=True)
        off.setAccessibleName(_("Remove: {name}").format(name=seat.name))
        begun = _("The sheet has been started, so this assessor stays.") if seat.sheet is not None else ""
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
    def filled_for(self) -> str:
        return digest("case", str(self._case_id))

    @override
    def take(self) -> None:
        text, role = " ".join(clean(self.person.text).split()), self.role.value
        assert isinstance(role, Role)
        if not text:
            self._complain(_("Enter a name or choose someone."))
            return
        try:
            who = member(self.context, self.person, self._able, self.post)
            if who is None:
                self.grow()
                return
            self.context.data.write(campaigns.assign, self._case_id, who, role)
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
