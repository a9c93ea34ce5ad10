"""The dialog for a new document that permits processing somebody's data: what, for what, until when."""

from typing import cast, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import people
from db.people import retention
from desktop.context import Context
from desktop.kit.form.fields import ChoiceField, DateField, TextField
from desktop.kit.form.form_dialog import Form, digest
from domain.errors import Impossible
from domain.people.person import Basis, Person, PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.retention import months_later
from domain.text import clean
from reports.words.people import keeping
from resources.i18n import _, current, ngettext


class BasisDialog(Form):
    """Asks for the document; earlier ones stay in the history of the person.

    Signals:
        entered: id of the person.
    """

    help_page = "people#basis"

    entered = Signal(int)

    def __init__(self, context: Context, person: Person, parent: QWidget) -> None:
        about = _("{name}. A consent is renewed by a new document; the earlier ones stay in the history.")
        about = about.format(name=person.full_name)
        title = _("New basis for processing the data")
        super().__init__(context.theme, title, about, _("Save"), parent, subject=())
        self._context, self._person_id = context, person.id
        self._months = context.data.read(retention.policy).reserve_months
        hint = _("consent or contract")
        self.basis = self.put(TextField(_("Document"), self, "basis", person.basis, hint))
        theme, words = context.theme, current()
        grounds = [(one, keeping.ground(one, words)) for one in (None, *Ground)]
        purposes = [(one, keeping.purpose(one, words)) for one in _purposes(person)]
        first = Ground.CONSENT if person.kind is PersonKind.CANDIDATE else None
        self.ground = ChoiceField(theme, _("Legal basis"), self, "ground", grounds, person.ground or first)
        chosen = person.purpose or _KIND[person.kind]
        self.purpose = ChoiceField(theme, _("Purpose"), self, "purpose", purposes, chosen)
        self.beside(self.ground, self.purpose)
        self.number = TextField(_("Number"), self, "number", "", _("may be left empty"))
        self.paper = DateField(_("Signed on"), self, "basis_on")
        self.until = DateField(_("Valid until"), self, "basis_until")
        self.beside(self.number, self.paper, self.until)
        self.kept_at = self.put(TextField(_("Where it is kept"), self, "kept_at", "", _("folder, archive")))
        self.scan = self.put(TextField(_("SHA-256 of the scan"), self, "sha256", "", _("may be left empty")))
        self.purpose.box.currentTextChanged.connect(self._on_purpose)
        self._on_purpose()
        self.paper.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_purpose(self) -> None:
        if self.purpose.value is Purpose.RESERVE:
            told = ngettext(
                "If left empty, {n} month from signing.",
                "If left empty, {n} months from signing.",
                self._months,
            )
            self.until.say(told.format(n=self._months))
        else:
            self.until.say(_("If left empty, it does not expire."))

    @override
    def filled_for(self) -> str:
        return digest("person", str(self._person_id))

    @override
    def send(self) -> None:
        day, until = self.paper.read(), self.until.read()
        if day is None:
            self.paper.complain(_("Enter the date the new document was signed."))
            raise Impossible("basis_on")
        purpose = cast("Purpose | None", self.purpose.value)
        if until is None and purpose is Purpose.RESERVE:
            until = months_later(day, self._months)
        paper = Basis(
            clean(self.basis.text),
            day,
            until,
            purpose=purpose,
            ground=cast("Ground | None", self.ground.value),
            number=clean(self.number.text),
            kept_at=clean(self.kept_at.text),
            sha256=clean(self.scan.text),
        )
        self._context.data.write(people.renew_basis, self._person_id, paper)
        self.entered.emit(self._person_id)


_KIND = {
    PersonKind.CANDIDATE: Purpose.CANDIDATE,
    PersonKind.EMPLOYEE: Purpose.STAFF,
    PersonKind.EXTERNAL: None,
}


def _purposes(person: Person) -> tuple[Purpose | None, ...]:
    """Return what the data of such a person may be kept for; who works here may agree to the reserve too."""
    if person.kind is PersonKind.CANDIDATE:
        return Purpose.CANDIDATE, Purpose.RESERVE
    if person.kind is PersonKind.EMPLOYEE:
        return Purpose.STAFF, Purpose.RESERVE
    return None, Purpose.RESERVE
