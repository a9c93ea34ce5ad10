"""The dialog that invites a candidate; a refusal loses nothing typed."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.hiring import campaigns
from desktop.context import Context
from desktop.kit import labels
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import LookUpField
from desktop.kit.form.form_dialog import FormDialog
from desktop.shared.person_field import known_id, newcomer
from domain.errors import Refused
from domain.hiring.campaign import Campaign
from domain.mark import Role
from domain.people.person import PersonKind
from domain.text import clean
from reports.words.names import name_of
from resources.i18n import _, current

ROLES = (Role.HR, Role.MANAGER, Role.EXPERT, Role.PEER, Role.SUBORDINATE)


class InviteCandidateDialog(FormDialog):
    """Asks for the candidate, known or new, and who assesses.

    Signals:
        invited: id of the case.
    """

    help_page = "campaign#candidate"

    invited = Signal(int)

    def __init__(self, context: Context, campaign: Campaign, there: frozenset[int], parent: QWidget) -> None:
        super().__init__(context.theme, _("Add a candidate"), "", _("Invite"), parent, subject=())
        self._context, self._campaign = context, campaign
        roll = context.names.roll
        able = self._able = [one for one in (*roll.candidates, *roll.staff) if one.id not in there]
        self.person = LookUpField(
            context.theme,
            _("Surname, given name, patronymic"),
            self,
            "cycle",
            [(one.id, one.line) for one in able],
            None,
            new=True,
        )
        self.person.say(_("Someone from the list or a new name; the card can be filled in later."))
        self.body.addWidget(self.person)
        self.body.addWidget(labels.plain(_("Assessors"), self, "small"))
        self.checks: dict[int, Check] = {}
        for number, one in enumerate(campaign.panel):
            text = f"{one.name}, {name_of(one.role, current())}"
            check = Check(context.theme, text, self)
            check.setChecked(number < campaign.wanted)
            self.checks[one.person_id] = check
            self.body.addWidget(check)
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def take(self) -> None:
        if not clean(self.person.text).strip():
            self.complain_at(self.person, _("Enter a name or choose someone."))
            return
        known = known_id(self.person, self._able)
        panel = tuple(
            (one.person_id, one.role)
            for one in self._campaign.panel
            if self.checks[one.person_id].isChecked() and one.person_id != known
        )
        who = known or newcomer(self.person, self._able, PersonKind.CANDIDATE)
        if who is None:
            self.grow()
            return
        try:
            case_id = self._context.data.write(campaigns.invite, self._campaign.cycle.id, who, panel)
        except Refused as refused:
            self.complain_at(self.person, self.words_of(refused))
            return
        self.accept()
        self.invited.emit(case_id)
