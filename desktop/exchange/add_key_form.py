"""Somebody else's key: whose it is, and the six groups that its owner reads aloud."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.exchange import keys
from desktop.context import Context
from desktop.kit.form.fields import LookUpField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.shared.person_field import known_id, newcomer
from domain.errors import Missing, Refused, Taken
from domain.exchange.key import Introduction, OtherGroups
from domain.people.person import Person, PersonKind
from domain.text import clean, fold
from resources.i18n import _, pgettext


class AddKeyForm(Form):
    """What the key file says of itself is shown, and proves nothing: the groups do.

    Signals:
        known: whose key is known now, in words.
    """

    help_page = "exchange#keys"

    AT: ClassVar[Mapping[type[Refused], str]] = {Taken: "person"}

    known = Signal(str)

    def __init__(self, context: Context, told: Introduction, parent: QWidget) -> None:
        about = _(
            "The file says: {name}, {organisation}. Ask the owner, by voice, for the six groups."
        ).format(name=told.name or _("no name"), organisation=told.organisation_name or _("no organisation"))
        subject = (told.keys.fingerprint[:16],)
        super().__init__(
            context.theme,
            pgettext("exchange", "Add key"),
            about,
            pgettext("exchange", "Add key"),
            parent,
            subject=subject,
        )
        self._context, self._told = context, told
        roll = context.names.roll
        self._able = [one for one in roll.everybody if one.kind is PersonKind.EMPLOYEE]
        alike = [one.id for one in self._able if fold(one.full_name) == fold(told.name)]
        choices = [(one.id, one.line) for one in self._able]
        self.person = LookUpField(
            context.theme,
            _("Whose key, or a new name"),
            self,
            "person",
            choices,
            alike[0] if len(alike) == 1 else None,
            new=True,
        )
        if not alike and told.name:
            self.person.box.setEditText(told.name)
        self.groups = TextField(_("The six groups, as read aloud"), self, "groups", hint="0000 0000 0000 …")
        self.put(self.person)
        self.put(self.groups)
        (self.groups.line if self.person.text else self.person.box).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        name = clean(self.person.text).strip()
        if not name:
            self.person.complain(_("Enter a name or choose someone."))
            raise Missing(self.person.name)
        if not self.groups.text:
            raise Missing(self.groups.name)
        who = known_id(self.person, self._able) or newcomer(self.person, self._able, PersonKind.EMPLOYEE)
        if who is None:
            raise Missing(self.person.name)  # the field says who may be meant
        if isinstance(who, Person):
            who = replace(who, is_actor=False)  # that person works in another file
        try:
            self._context.data.write(keys.know_whose, self._told, who, self.groups.text)
        except OtherGroups:
            self.groups.complain(_("These are other groups. Ask for them again, by voice."))
            raise
        self.known.emit(_("The key of {name} is known").format(name=self.person.text))
