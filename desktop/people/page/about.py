"""Beside the list on a person's page: mandatory requirements, what permits keeping the data, papers, work."""

from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from db.team.person_pages import PersonPage
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.tips import set_tip
from desktop.people.card.keeping_of import KeepingOf
from desktop.shared.gate_list import GateList
from desktop.theme import Theme
from domain.people.person import PersonKind
from resources.i18n import _


class About(QFrame):
    """It acts on nothing itself, but signals what was asked for.

    Signals:
        basis_wanted, consent_wanted, prolonging_wanted: a new basis, its withdrawal, a longer term.
        copy_wanted: a copy of all data held on the person.
        cases_wanted: the cases of the name.
        signatures_wanted: what the person signed.
        exports_wanted: what was exported about the person.
        dismissal_wanted: the last working day of an employee.
    """

    basis_wanted = Signal()
    consent_wanted = Signal()
    prolonging_wanted = Signal()
    copy_wanted = Signal()
    cases_wanted = Signal()
    signatures_wanted = Signal()
    exports_wanted = Signal()
    dismissal_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keeping: KeepingOf | None = None
        scroll = layout.scroll(self)
        layout.column(layout.grow(scroll), of=self)
        whole = QWidget(scroll)
        self._body = QWidget(whole)
        self._column = layout.column(self._body, layout.STRETCH, around=(16, 14, 16, 16), of=whole)
        self._whole = whole
        scroll.setWidget(whole)

    def show_page(self, page: PersonPage, *, on: date, read_only: bool, edits: bool = True) -> None:
        """Show this person as of a day; a read-only file offers no change.

        Without *edits* whoever works here changes nothing of the card, and has no register and no journal.
        """
        card, body = page.card, QWidget(self._whole)
        person = card.person
        column = layout.column(labels.plain(_("Mandatory requirements"), body, "strong"), gap=10, of=body)
        gates = GateList(self._theme, body)
        gates.show_gates(card.gates, card.requirements, hiring=person.kind is PersonKind.CANDIDATE)
        column.addWidget(gates)
        column.addWidget(labels.rule(body))
        over = card.term is not None and card.term.over(on)
        self.keeping = KeepingOf(card, body, over=over, read_only=read_only or not edits)
        self.keeping.basis_wanted.connect(self.basis_wanted)
        self.keeping.withdrawal_wanted.connect(self.consent_wanted)
        self.keeping.prolonging_wanted.connect(self.prolonging_wanted)
        column.addWidget(self.keeping)
        if edits:
            self._add_acts(page, body, column, read_only=read_only)
        self._body = layout.swap(self._column, self._body, body)

    def _add_acts(self, page: PersonPage, body: QWidget, column: QVBoxLayout, *, read_only: bool) -> None:
        card, person = page.card, page.card.person
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Documents"), body, "strong"))
        ways = [self._way(_("Copy of the data…"), body, self.copy_wanted)]
        set_tip(ways[0], _("All that is held on the person, for the person (152-FZ, article 14)"))
        ways.append(self._way(_("Signatures…"), body, self.signatures_wanted))
        set_tip(ways[1], _("What the person has signed to have read"))
        if not read_only:
            ways.append(self._way(_("Forms of the name…"), body, self.cases_wanted))
            set_tip(ways[2], _("How Russian documents write to and about the person"))
        if card.handed_out:
            text = _("In the journal: {n}…").format(n=len(card.handed_out))
            ways.append(self._way(text, body, self.exports_wanted))
            ways[-1].setAccessibleName(
                _("Exported documents in the journal: {n}").format(n=len(card.handed_out))
            )
        column.addLayout(flow(*ways, gap=8))
        if person.kind is PersonKind.EMPLOYEE and not read_only:
            column.addWidget(labels.rule(body))
            column.addWidget(labels.plain(_("Employment"), body, "strong"))
            text = _("Dismiss employee…") if person.left_on is None else _("Dismissal…")
            column.addLayout(flow(self._way(text, body, self.dismissal_wanted), gap=8))

    @staticmethod
    def _way(text: str, parent: QWidget, wanted: SignalInstance) -> QPushButton:
        return button(text, parent, small=True, do=wanted)
