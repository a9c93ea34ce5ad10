"""The candidates of a campaign beside the card of one; where there are none, why and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.hiring.campaigns import CandidateLine
from desktop.context import Context
from desktop.hiring.campaign.candidates import CandidatesTable
from desktop.hiring.campaign.card import CandidateCard
from desktop.hiring.campaign.step import TO_DO, next_step
from desktop.kit import layout
from desktop.kit.page.empty import Empty
from desktop.kit.turn import Turn
from desktop.shared.sent import read_sent
from domain.hiring.campaign import Campaign
from resources.i18n import _, pgettext

LEAST = 480  # px that the table needs to show name, progress and next step


class CandidatesPage(QWidget):
    """Keeps the current candidate when the list is read again or filtered.

    Signals:
        cleared: show everybody again.
    """

    cleared = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._campaign: Campaign | None = None
        self._text = ""  # the filter text
        theme = context.theme
        self.table = CandidatesTable(context, self)
        self.model = self.table.list_model
        self.nobody = Empty(
            theme.icon("user-round-plus", "muted", 22),
            _("No candidates yet"),
            self,
            rest=_("Add the first one: a name is enough to start the interview."),
            act=_("Add a candidate…"),
        )
        self.not_found = Empty(
            theme.icon("search-x", "muted", 22), _("Nobody found"), self, act=_("Clear filter")
        )
        self._stack = QStackedWidget(self)
        for one in (self.table, self.nobody, self.not_found):
            self._stack.addWidget(one)
        self.card = CandidateCard(theme, self)
        self.turn = Turn(
            self._stack,
            self.card,
            (pgettext("part of a screen", "List"), pgettext("part of a screen", "Card")),
            self,
            least=LEAST + 20 * theme.font_step,
            wide=self.card.wide,
        )
        layout.row(self.turn, of=self)
        self.not_found.acted.connect(self.cleared)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)

    @property
    def candidate(self) -> CandidateLine | None:
        """The current candidate."""
        return self.table.current_line

    def show_campaign(self, campaign: Campaign, lines: Sequence[CandidateLine], *, may_add: bool) -> None:
        """Show these candidates of the campaign."""
        stood = self.candidate
        self._campaign = campaign
        self.table.take(tuple(lines))
        self.nobody.act.setVisible(may_add)
        self._show(stood)

    def narrow(self, text: str) -> None:
        """Show the candidates who match the text."""
        stood, self._text = self.candidate, text
        self.table.narrow(text)
        self._show(stood)

    def focus(self) -> None:
        """Focus the list, or the way out where it is empty."""
        page = self._stack.currentWidget()
        wanted = page.act if isinstance(page, Empty) else self.table
        self.turn.reveal(self._stack)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, stood: CandidateLine | None) -> None:
        """Select *stood*, else the first candidate with a step to take, else the first.

        Without candidates, say why the list is empty.
        """
        me = self._context.me.id
        due = (one for one in self.model.lines() if next_step(one, me) in TO_DO)
        wanted = stood or next(due, None)
        self.table.stand_on(wanted.case.case_id if wanted is not None else None)
        page: QWidget = self.table
        if not self.model.rowCount():
            page = self.not_found if self.table.count else self.nobody
            told = _("Filter: {text}").format(text=self._text)
            self.not_found.set_texts(_("Nobody found"), told, _("Clear filter"))
        self._stack.setCurrentWidget(page)
        self._show_card()

    def _show_card(self) -> None:
        line, me = self.candidate, self._context.me.id
        self.turn.show_side(line is not None)
        if line is not None and self._campaign is not None:
            wanted = self._campaign.profile.requirements
            sent = read_sent(self._context, line.case)
            data = self._context.data
            self.card.show_candidate(
                line, wanted, me, sent, read_only=data.read_only, packets=not data.is_remote
            )

    def _on_current(self, _current: QModelIndex) -> None:
        self._show_card()
