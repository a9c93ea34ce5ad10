"""Left of the plan: its gaps with their count, what is folded away, and links."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from db.development.plan_board import Board
from desktop.development.gap_list import ChoiceModel, GapList
from desktop.development.goals_panel import GoalsPanel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from domain.development.plan import PlanKind
from resources.i18n import _, ngettext


class GapsPanel(QFrame):
    """The gaps in order, with ticks; the screen connects ``other`` and ``result_button``."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._everything = False
        self.concludes = True  # whether the end of a probation is decided on here
        self._board: Board | None = None
        self._today = date.min
        self.title = labels.plain(_("Gaps"), self, "strong")
        line = layout.row(self.title, gap=2)
        self.count = labels.elided("", self, "caption", "muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.count, 1)
        self.order = labels.paragraph("", self, "small", "muted")
        head = layout.column(line, self.order, gap=2, around=(16, 12, 16, 8))
        self.gaps = GapList(theme, self)
        self.goals = GoalsPanel(theme, self)
        feet = layout.column(gap=2, around=(16, 6, 16, 8))
        self.more = button("", self, "quiet", small=True, do=self._on_more)
        self.other = button(_("Another competency…"), self, "quiet", small=True)
        self.result_button = button(_("Result"), self, "quiet", small=True)
        self.mentor = button("", self, "quiet", small=True)
        self.figures = button(_("Weekly indicators…"), self, "quiet", small=True)
        self.probation = button(_("Conclusion…"), self, "quiet", small=True)
        self._of_adaptation = (self.mentor, self.figures, self.probation)
        for one in (self.more, self.other, *self._of_adaptation, self.result_button):
            feet.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        layout.column(head, labels.rule(self), layout.grow(self.gaps), layout.grow(self.goals), feet, of=self)

    @property
    def needed(self) -> int:
        """The width the column needs to show its links uncut, px."""
        ways = (self.more, self.other, self.mentor, self.result_button)
        return 32 + max(one.sizeHint().width() for one in ways if not one.isHidden())

    def show_board(self, board: Board, today: date) -> None:
        """Show the choices of this plan, or without any its goals."""
        self._board, self._today = board, today
        alone = not board.choices and bool(board.sheet.plan.goals)
        self.title.setText(_("Goals") if alone else _("Gaps"))
        self.gaps.setVisible(not alone)
        self.goals.setVisible(alone)
        if alone:
            self.goals.show_board(board, today)
        chosen = sum(not goal.assess_only for goal in board.sheet.plan.goals)
        self.count.setText(_("{n} of {limit} goals").format(n=chosen, limit=board.limit))
        by_hand = board.sheet.basis is None
        self.order.setText(
            _("There is no assessment: goals are set manually.")
            if by_hand
            else " ".join((_("Critical, then weight × gap."), *_beside(board)))
        )
        self.result_button.setVisible(not by_hand)
        for one in self._of_adaptation:
            one.setVisible(board.sheet.plan.kind is PlanKind.ADAPTATION)
        self.probation.setVisible(self.concludes and not self.probation.isHidden())
        guide = board.sheet.mentoring
        named = _("not appointed") if guide is None else guide.signature_name
        self.mentor.setText(_("Mentor: {name}…").format(name=named))
        self.gaps.choices.show_board(board, everything=self._everything)
        hidden = len(board.choices) - ChoiceModel.cut(board)
        self.more.setVisible(hidden > 0)
        said = ngettext("{n} more small gap", "{n} more small gaps", hidden).format(n=hidden)
        self.more.setText(_("Show fewer") if self._everything else said)

    def _on_more(self) -> None:
        self._everything = not self._everything
        if self._board is not None:
            self.show_board(self._board, self._today)


def _beside(board: Board) -> list[str]:
    """Return the texts on ticks that the limit does not count, so that ticks and count agree."""
    told: list[str] = []
    assessed = sum(goal.assess_only for goal in board.sheet.plan.goals)
    if assessed:
        told.append(
            ngettext(
                "{n} to be assessed first is not counted.",
                "{n} to be assessed first are not counted.",
                assessed,
            ).format(n=assessed)
        )
    twins = sum(bool(one.by) for one in board.choices)
    if twins:
        told.append(
            ngettext(
                "{n} is counted with a similar one.", "{n} are counted with a similar one.", twins
            ).format(n=twins)
        )
    return told
