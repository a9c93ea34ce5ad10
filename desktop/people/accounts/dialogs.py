"""The dialogs about an account: a new one, another role, the first password that is handed over."""

from typing import cast, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.people import accounts, organisation
from db.wire import passwords
from db.wire.passwords import First
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog
from desktop.kit.form.fields import ChoiceField, LookUpField, TextField
from desktop.kit.form.form_dialog import Form, digest
from desktop.kit.secret import Secret
from desktop.people.accounts.words import role_words
from desktop.theme import Theme
from domain.errors import Missing, Taken
from domain.login import Account, Colleague, LoginRole, account_name
from domain.progress import Progress
from resources.i18n import _

MOST_UNITS = 8  # that a form asks for: who leads more has an account of a unit above them


def first_password(progress: Progress) -> First:
    """Make a first password, in a job: deriving takes a while, and that is its purpose."""
    return passwords.first()


class _AccountForm(Form):
    """Role and units, below what tells whose account it is."""

    help_page = "accounts#new"

    def __init__(self, context: Context, texts: tuple[str, str, str], parent: QWidget, subject: str) -> None:
        """*texts* are the title, what it is about, and the act."""
        super().__init__(context.theme, *texts, parent, subject=("account", subject))
        self._context = context
        self._offered = tuple((one.id, one.name) for one in context.data.read(organisation.units))
        self.units: list[LookUpField] = []

    def put_role(self, role: LoginRole | None, unit_ids: tuple[int, ...]) -> None:
        """Put the fields of role and units below what is there."""
        roles: list[tuple[object, str]] = [(one, role_words(one)) for one in LoginRole]
        if role is None:
            roles.insert(0, (None, _("choose a role")))
        self.role = self.put(ChoiceField(self._context.theme, _("Role"), self, "role", roles, role))
        self.role.box.currentIndexChanged.connect(self._on_role)
        for unit_id in unit_ids:
            self._put_unit(unit_id)
        if role is LoginRole.MANAGER:
            self._on_role()

    @property
    @override
    def unfinished(self) -> bool:
        return self.is_filled  # nothing that an administrator types is kept at the server

    @property
    def chosen_role(self) -> LoginRole:
        """The role that was chosen.

        Raises:
            Missing: if none was; the field says so.
        """
        role = cast("LoginRole | None", self.role.value)
        if role is None:
            self.role.complain(_("Choose what the account is for."))
            raise Missing("role")
        return role

    def unit_ids(self, role: LoginRole) -> tuple[int, ...]:
        """Return the units of a manager.

        Raises:
            Missing, Impossible: if there is none, or a unit is unknown; the field says so.
        """
        if role is not LoginRole.MANAGER:
            return ()
        found = [one.read() for one in self.units]
        units = tuple(dict.fromkeys(one for one in found if one is not None))
        if not units:
            self.units[0].complain(_("Choose the unit that the account reaches, with those below it."))
            raise Missing("unit_ids")
        return units

    def _on_role(self) -> None:
        led = self.role.value is LoginRole.MANAGER
        if led and (not self.units or self.units[-1].named is not None):
            self._put_unit(None)
        for one in self.units:
            one.setVisible(led)
        self.refit(self.role.box)

    def _put_unit(self, unit_id: int | None) -> None:
        if unit_id is None and len(self.units) >= MOST_UNITS:  # those that a command gave are not lost
            return
        name = _("One more unit") if self.units else _("Unit")
        field = self.put(LookUpField(self._context.theme, name, self, "unit_ids", self._offered, unit_id))
        field.box.editTextChanged.connect(self._on_unit)
        self.units.append(field)

    def _on_unit(self) -> None:
        """Ask for one more once the last one is chosen."""
        last = self.units[-1]
        if last.named is not None:
            self._put_unit(None)
            self.refit(last.box)


class NewAccountDialog(_AccountForm):
    """Asks whose account it is, its name, role and units.

    Signals:
        made: the id of the account, its name, and its first password; None if it has none.
    """

    made = Signal(int, str, object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        about = _("An account is one person's, in one role. Who has two roles has two accounts.")
        super().__init__(context, (_("New account"), about, _("Make account")), parent, "")
        self._colleagues = context.data.read(accounts.colleagues)
        offered = [(one.person_id, _line(one)) for one in self._colleagues]
        self.who = self.put(LookUpField(context.theme, _("Person"), self, "person_id", offered, None))
        self.name = self.put(TextField(_("Name of the account"), self, "name", "", "sokolova"))
        self.name.say(_("What the person types to log in: letters and digits, without spaces."))
        self.put_role(None, ())
        ways = ((True, _("a first password, to be handed over")), (False, _("none: the directory lets in")))
        self.password = self.put(ChoiceField(context.theme, _("Password"), self, "password", ways, True))
        self._first: First | None = None
        context.jobs.run(first_password, self._on_first, "")
        self.who.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first(self, first: First) -> None:
        self._first = first

    @override
    def send(self) -> None:
        person_id = self.who.read()
        if person_id is None:
            self.who.complain(_("Choose a person from the list."))
            raise Missing("person_id")
        name, role = account_name(self.name.text), self.chosen_role
        units = self.unit_ids(role)
        if any(role in one.roles for one in self._colleagues if one.person_id == person_id):
            self.role.complain(_("This person has an account in this role already."))
            raise Taken("role", role.value)
        first = (self._first or passwords.first()) if self.password.value else None
        derived = "" if first is None else first.derived
        account_id = self._context.data.write(accounts.add, name, person_id, role, units, derived)
        self.made.emit(account_id, name, first)


class ChangeAccountDialog(_AccountForm):
    """Asks for another role or other units.

    Signals:
        changed: the account has them.
    """

    changed = Signal()

    def __init__(self, context: Context, account: Account, parent: QWidget) -> None:
        about = _("{person}, account {name}. Its sessions end, and the next one has the new rights.")
        about = about.format(person=account.person, name=account.name)
        super().__init__(context, (_("Role and units"), about, _("Save")), parent, str(account.id))
        self._account = account
        self.put_role(account.login.role, account.login.unit_ids)
        self.role.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("account", str(self._account.id))

    @override
    def send(self) -> None:
        role = self.chosen_role
        self._context.data.write(accounts.change, self._account.id, role, self.unit_ids(role))
        self.changed.emit()


class FirstPasswordDialog(Dialog):
    """Shows a first password, once: whoever hands it over takes it from here."""

    help_page = "accounts#password"

    def __init__(self, theme: Theme, name: str, password: str, parent: QWidget) -> None:
        """*name* is that of the account."""
        super().__init__(parent)
        self._read = False
        column = self.lay_out(_("First password"), _("First password of “{name}”").format(name=name))
        self.setMinimumWidth(440)
        self.secret = Secret(theme, _("First password"), password, self)
        note = _(
            "It is shown only here. Hand it over in person or in a sealed envelope: it only serves to set a "
            "password of one’s own."
        )
        self.copy_button = button(_("Copy"), self, "quiet", theme.icon("copy", "accent"), do=self._on_copy)
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        self._copied = labels.paragraph("", self, "small", "muted")
        self._copied.hide()
        column.addWidget(self.secret)
        column.addWidget(labels.paragraph(note, self, "small", "muted"))
        column.addWidget(self._copied)
        column.addLayout(
            layout.row(self.copy_button, layout.STRETCH, self.close_button, gap="s", around=ABOVE)
        )
        self.close_button.setDefault(True)
        self.secret.setFocus()

    @property
    @override
    def unfinished(self) -> bool:
        return not self._read

    @override
    def done(self, arg__1: int) -> None:
        self._read = True
        super().done(arg__1)

    def _on_copy(self) -> None:
        self.secret.copy_whole()
        self._copied.setText(_("Copied. Empty the clipboard once it is handed over."))
        self._copied.show()


def _line(one: Colleague) -> str:
    return f"{one.name} · {one.code}"
