"""What permits keeping somebody's data, for what and until when, in the card."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.assessing.people import PersonCard
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from domain.people.person import Basis
from domain.people.purpose import Ground
from reports.words.people import keeping
from resources.i18n import _, current

_LONG_WORD = re.compile(r"\S{24}(?=\S)")


class KeepingOf(QWidget):
    """The document in force, the purpose and the term, with a button for each act that is possible.

    Signals:
        basis_wanted: enter a new document.
        withdrawal_wanted: record that the consent was withdrawn.
        prolonging_wanted: keep the data longer, with a reason.
    """

    basis_wanted = Signal()
    withdrawal_wanted = Signal()
    prolonging_wanted = Signal()

    def __init__(self, card: PersonCard, parent: QWidget, *, over: bool, read_only: bool) -> None:
        super().__init__(parent)
        person, words = card.person, current()
        head = layout.row(
            layout.grow(labels.paragraph(_("Legal basis for processing"), self, "strong")), gap="s"
        )
        if person.basis_until is not None and person.withdrawn_on is None:  # a withdrawn one holds no longer
            until = _("until {day}").format(day=words.date(person.basis_until))
            head.addWidget(labels.plain(until, self, "small", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        self.lines = [self._line(text) for text in self._texts(card)]
        if card.term is not None:
            tone = ("small", "warn") if over else ("small", "muted")
            self.lines.append(self._line(_("Keep {term}").format(term=keeping.term(card.term, words)), *tone))
        column = layout.column(head, *self.lines, gap=6, of=self)
        self.basis_button: QPushButton | None = None
        self.withdraw_button: QPushButton | None = None
        self.prolong_button: QPushButton | None = None
        if read_only:
            return
        row = [button(_("New document…"), self, small=True, do=self.basis_wanted)]
        self.basis_button = row[0]
        if person.basis and person.ground in (None, Ground.CONSENT) and person.withdrawn_on is None:
            self.withdraw_button = button(_("Withdrawn…"), self, small=True, do=self.withdrawal_wanted)
            self.withdraw_button.setAccessibleName(_("Record that the consent was withdrawn"))
            row.append(self.withdraw_button)
        if card.term is not None:
            self.prolong_button = button(_("Keep longer…"), self, small=True, do=self.prolonging_wanted)
            row.append(self.prolong_button)
        column.addLayout(flow(*row, gap=8))

    def _line(self, text: str, *tone: str) -> QLabel:
        line = labels.paragraph("", self, *(tone or ("small", "muted")))
        line.setText(_LONG_WORD.sub("\\g<0>\u200b", text))  # a long word may break anywhere
        line.setAccessibleName(text)
        return line

    @staticmethod
    def _texts(card: PersonCard) -> list[str]:
        person, words = card.person, current()
        paper = next(iter(card.papers), Basis(person.basis, person.basis_on, person.basis_until))
        known = bool(person.basis or person.basis_until)
        parts = [person.basis] if known else [_("not entered yet")]
        if paper.number:
            parts.append(_("No. {number}").format(number=paper.number))
        if person.basis_on is not None:
            parts.append(_("signed {day}").format(day=words.date(person.basis_on)))
        if paper.kept_at:
            parts.append(paper.kept_at)
        texts = [", ".join(part for part in parts if part)]
        if person.withdrawn_on is not None:
            texts.append(_("Consent withdrawn on {day}").format(day=words.date(person.withdrawn_on)))
        if card.purpose is not None:
            what = _("Purpose: {purpose}").format(purpose=keeping.purpose(card.purpose, words))
            permits = "" if person.ground is None else keeping.ground(person.ground, words)
            texts.append(" · ".join(part for part in (what, permits) if part))
        return texts
