"""The dialog in which somebody looks through the cases of a Russian name and post, once."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.people import declensions
from desktop.context import Context
from desktop.kit.form.fields import TextField
from desktop.kit.form.form_dialog import Form, digest
from desktop.office.field_names import field_name
from domain.people.declined import Case, Declined
from domain.people.person import Person
from reports.people import declining
from resources.i18n import _, current


class CasesDialog(Form):
    """Shows what is kept, else what the rules propose; papers use it from then on.

    Signals:
        entered: id of the person.
    """

    help_page = "troubles#printed"

    entered = Signal(int)

    def __init__(self, context: Context, person: Person, parent: QWidget) -> None:
        about = _("{name}. Check how Russian documents write the name and the position.")
        super().__init__(
            context.theme,
            _("Forms of the name"),
            about.format(name=", ".join(filter(None, (person.full_name, person.post)))),
            _("Confirm"),
            parent,
            subject=("person", person.id),
        )
        self._context, self._person = context, person
        made = declining.proposed(person.surname, person.given, person.patronymic, person.post)
        self.names: dict[Case, TextField] = {}
        self.posts: dict[Case, TextField] = {}
        for case in Case:
            name = person.named(case) or (made.names[case] if made is not None else "")
            self.names[case] = TextField(field_name(case.value, current()), self, case.value, name)
            if not person.post:
                self.put(self.names[case])
                continue
            post = person.in_post(case) or declining.in_case(person.post, case)
            self.posts[case] = TextField(_("Position"), self, f"post_{case.value}", post)
            self.beside(self.names[case], self.posts[case])
        self.names[Case.GENITIVE].line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("person", str(self._person.id))

    @override
    def send(self) -> None:
        declined = Declined(
            self._person.full_name,
            self._person.post,
            {case: field.text for case, field in self.names.items()},
            {case: field.text for case, field in self.posts.items()},
        )
        self._context.data.write(declensions.confirm, self._person.id, declined)
        self.entered.emit(self._person.id)
