"""The mandatory requirements of a candidate: the verdict on each, and what the source asks."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.hiring.decision.tall import Tall
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.page.when_seen import WhenSeen
from desktop.shared.gate_list import GateList
from desktop.shared.item_words import sentence
from desktop.theme import Theme
from domain.hiring.decision import Decision
from domain.people.gates import GateKind, Requirements, Verdict
from reports.words import phrases
from resources.i18n import _, current, nb

WIDEST = 720


class RequirementsPage(QScrollArea):
    """The gates, each beside the text of its source.

    Signals:
        person_wanted: enter documents in the card of the person.
    """

    person_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Mandatory requirements"))
        self.card_button = button("", self)
        self.card_button.hide()
        self._seen = WhenSeen(self)

    def show_decision(self, decision: Decision, *, read_only: bool) -> None:
        """Show the requirements of this case, once somebody looks."""
        self._seen.do(partial(self._lay, decision, read_only=read_only))

    def _lay(self, decision: Decision, *, read_only: bool) -> None:
        result = decision.result
        page = Tall(self, WIDEST + 50 * self._theme.font_step)
        column = layout.column(gap="m", around=(16, 16, 16, 16), of=page)
        panel, body = self._panel(page, _("Mandatory requirements"))
        gates = GateList(self._theme, panel)
        hiring = phrases.hiring(result)
        asked, gone = result.profile.requirements, result.person.erased
        gates.show_gates(result.gates, asked, hiring=hiring, erased=gone)
        body.addWidget(gates)
        open_ones = any(gate.verdict is Verdict.TO_CONFIRM for gate in result.gates)
        open_ones = open_ones and not result.nothing_entered
        if open_ones:
            told = _(
                "What is not confirmed does not block a conclusion; the conclusion says that it was open."
            )
            body.addWidget(labels.paragraph(told, panel, "small", "muted"))
        self.card_button = button(_("Documents of the person…"), panel, do=self.person_wanted)
        self.card_button.setVisible(not read_only)
        body.addLayout(layout.row(self.card_button, layout.STRETCH))
        column.addWidget(panel)
        requirements = result.profile.requirements
        if requirements.asked:
            column.addWidget(self._source(page, requirements))
        column.addStretch(1)
        self.setWidget(page)  # deletes the previous one
        page.fit()

    def _source(self, page: QWidget, requirements: Requirements) -> QFrame:
        asked, body = self._panel(page, _("Required by the source"))
        grid = layout.grid(across="m", down="s", wide=(1,))
        texts = {
            GateKind.EDUCATION: requirements.education,
            GateKind.EXPERIENCE: requirements.experience,
            GateKind.MEDICAL: requirements.medical,
        }
        words = current()
        for kind in requirements.asked:
            line, clause = grid.rowCount(), requirements.clauses.get(kind)
            if clause:
                said = labels.plain(nb(_("cl. {number}").format(number=clause)), asked, "small", "muted")
                grid.addWidget(said, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(labels.paragraph(nb(sentence(words.text(texts[kind]))), asked), line, 1)
        body.addLayout(grid)
        return asked

    def _panel(self, page: QWidget, title: str) -> tuple[QFrame, QVBoxLayout]:
        panel = QFrame(page)
        panel.setObjectName("panel")
        panel.setAccessibleName(title)
        panel.setMaximumWidth(WIDEST + 50 * self._theme.font_step)
        body = layout.column(gap="s", around=(16, 12, 16, 14), of=panel)
        body.addWidget(labels.plain(title, panel, "section"))
        return panel, body
