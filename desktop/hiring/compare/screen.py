"""The screen of a comparison: the candidates of one campaign ranked and side by side."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import override

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.hiring import campaigns, comparisons
from db.hiring.campaigns import CandidateLine
from desktop.context import Context
from desktop.export.papers_of import PapersOf, of_one
from desktop.hiring.compare.chosen import Chosen
from desktop.hiring.compare.drawn import DrawnPanel
from desktop.hiring.compare.items import COMMON, OTHERS, ROBUST, ItemsTable, rows_of
from desktop.hiring.compare.ranking import RankingTable, lines_of
from desktop.hiring.compare.robust import RobustPage
from desktop.hiring.compare.words import basis_words, count_words, waiting_words
from desktop.jobs import Job
from desktop.kit import labels, layout
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.segments import Segments
from desktop.office.papers.documents import Read
from desktop.office.papers.registry import COMPARISON, MINUTES, REQUIREMENTS, SELECTION
from desktop.shared.sent import open_answers_of
from domain.assessing.case import CaseState
from domain.hiring.comparison import Comparison
from domain.progress import Progress
from reports.words.hiring import phrases_hiring
from resources.i18n import _, current

AT_ONCE = 30  # sheets that are compared faster than a user notices
SHARE = 0.46  # of the height: the most that the ranking takes
WITH_COUNTS = 640  # px at normal text size from which the views show their row counts


@dataclass(frozen=True, slots=True)
class Remembered:
    """The campaign compared, the candidates drawn, the open view, and the current case."""

    cycle_id: int
    slots: tuple[int | None, ...]
    view: int
    case_id: int | None


class CompareScreen(Screen):
    """One campaign: the ranking and what it rests on; or why there is nobody to compare.

    Signals:
        result_opened: id of the case whose result to show.
        decision_wanted: id of the case to decide.
    """

    result_opened = Signal(int)
    decision_wanted = Signal(int)
    TABLES = frozenset(
        {
            *("sheet", "settled", "case", "person", "medical", "education", "experience", "withdrawal"),
            *("case_opening", "case_assessor", "campaign", "cycle"),
        }
    )

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._cycle_id = 0
        self._view = COMMON
        self.chosen = Chosen()
        self.comparison: Comparison | None = None
        self._hidden: list[CandidateLine] = []
        self._comparing: Job | None = None
        self._wanted: int | None = None  # the case to stand on, once the candidates are compared
        self.ranking: RankingTable | None = None
        self.items: ItemsTable | None = None
        self._keys = (
            ("↑ ↓", _("candidate")),
            ("Enter", _("result")),
            ("Ctrl+Enter", _("decision")),
            ("Space 1–4", _("on the chart")),
            ("Ctrl+E", _("documents")),
            ("Esc", _("back")),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Comparison"), self, back=_("Back")))
        self.export_button = self.header.act(_("Documents…"), "file-down", self.export)
        self.header.lead(self.export_button)
        self.banner = self.add_banner()
        self.nobody = Empty(theme.icon("git-compare", "muted", 22), "", self, act=_("Back"))
        self._board = self._lay_board()
        self._stack = self.add_stack(self._board, self.nobody)
        self._join()

    def open(self, cycle_id: int) -> None:
        """Read the campaign and show it; focus the first candidate."""
        if cycle_id != self._cycle_id:
            self.chosen = Chosen()
            self.comparison = None
        self._cycle_id = cycle_id
        self.refresh()
        self._focus()

    def memory(self) -> object:
        """Return the campaign, the slots, the open view and the current case."""
        return Remembered(self._cycle_id, tuple(self.chosen.slots), self._view, self._current())

    def recall(self, memory: object) -> None:
        """Draw the same people in the same slots, if it is the same campaign."""
        if not isinstance(memory, Remembered) or memory.cycle_id != self._cycle_id:
            return
        self.chosen.recall(memory.slots)
        self.views.choose(memory.view)
        self._view, self._wanted = memory.view, memory.case_id
        if self.comparison is not None:
            self._show(self.comparison)
            self._focus()

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the vacancy shown."""
        if self.comparison is None or not self.comparison.contenders:
            return None
        code = self.comparison.cycle.code
        return PapersOf(code, of_one(self._cycle_id, COMPARISON, SELECTION, MINUTES, REQUIREMENTS))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()
        self._name_views()

    def _lay_board(self) -> QWidget:
        board = QWidget(self)
        self._top = QVBoxLayout()
        self.basis = labels.elided("", board, "small", "muted")
        below = layout.row(self.basis, around=(16, 4, 16, 4))
        self.drawn = DrawnPanel(self._context.theme, board)
        texts = (_("By function"), _("By competency"), _("Left out"), _("Does the order hold?"))
        self.views = Segments(texts, board, _("What is compared"))
        self.views.choose(self._view)
        self.caption = labels.elided("", board, "small", "muted")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = layout.row(self.views, layout.grow(self.caption), gap="m", around=(12, 8, 16, 8))
        self._below = QVBoxLayout()
        right = layout.column(bar, labels.rule(board), layout.grow(self._below))
        self.empty_view = labels.paragraph("", board, "body", "muted")
        self.empty_view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_view.setContentsMargins(24, 24, 24, 24)
        self.robust = RobustPage(board)
        layout.fill(self._below, layout.grow(self.empty_view), layout.grow(self.robust))
        row = layout.row(layout.grow(self.drawn, 28), labels.edge(board), layout.grow(right, 72))
        layout.column(self._top, below, labels.rule(board), layout.grow(row), of=board)
        return board

    def _join(self) -> None:
        make = self._context.actions.make
        make("export", self, self.export)
        make("next_step", self, self._on_decision)
        make("decision", self, self._on_decision)
        self.nobody.acted.connect(self.closed)
        self.views.chosen.connect(self._on_view)

    @override
    def refresh(self) -> None:
        context = self._context
        read, me, today = context.data.read, context.me.id, context.today()
        lines = read(campaigns.candidates, self._cycle_id, me, today)
        lines = [one for one in lines if one.case.state is not CaseState.WITHDRAWN]
        self._hidden = [one for one in lines if not one.case.open_to(me)]
        if self._comparing is not None:
            self._comparing.drop()  # only the last one is shown
        work = partial(_comparing, read, self._cycle_id, me, today)
        if sum(len(one.case.sheets) for one in lines if one.case.open_to(me)) < AT_ONCE:
            self._on_compared(work(Progress()))
            return
        if self.comparison is None:
            self._show_nobody(_("Comparing candidates…"))
        title = _("Comparing candidates")
        self._comparing = context.jobs.run(work, self._on_compared, title, self._on_cancelled)

    def _on_compared(self, comparison: Comparison) -> None:
        waited = self.nobody.act.hasFocus()
        self._show(comparison)
        if waited:
            self._focus()

    def _on_cancelled(self) -> None:
        """Leave: what is shown is older than the file, or nothing."""
        if self.isVisible():
            self.closed.emit()

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.header.set_title(_("Comparison"), count_words(comparison))
        self.chosen.offer([one.case_id for one in comparison.contenders])
        allow(
            self.export_button,
            "" if comparison.contenders else _("There is nobody to compare yet, so there is no document."),
        )
        self._name_views()
        self.basis.setText(basis_words(comparison))
        self.basis.setVisible(bool(self.basis.text()))
        self._tell(comparison)
        if not comparison.contenders:
            self._show_nobody(*self._why_nobody())
            return
        self._show_ranking(comparison, self._hidden)
        self.drawn.show_chosen(comparison, self.chosen)
        self._show_view()
        self._stack.setCurrentWidget(self._board)

    def _name_views(self) -> None:
        """Label the views, with counts where there is room."""
        if self.comparison is None:
            return
        roomy = self._context.theme.usual(self.width()) >= WITH_COUNTS
        self.caption.setVisible(roomy)
        views = (
            (COMMON, _("By competency"), self.comparison.rows),
            (OTHERS, _("Left out"), self.comparison.others),
        )
        for view, title, rows in views:
            self.views.set_text(view, f"{title} {len(rows)}" if roomy else title)

    def _tell(self, comparison: Comparison) -> None:
        """Say in the banner what weakens the comparison most."""
        if len(comparison.contenders) == 1:
            one = comparison.contenders[0].person.short_name
            self.banner.show_fact(
                _("There is nobody to compare with {name} yet.").format(name=one),
                _("The figures below are for this candidate only."),
                closable=False,
            )
        elif comparison.contenders and not comparison.common:
            self.banner.show_fact(
                phrases_hiring.nothing_common(comparison, current()),
                _("Nobody can be ranked. Ask all candidates the same questions."),
                "warn",
                closable=False,
            )
        elif comparison.warn:
            share = current().percent(comparison.overlap)
            self.banner.show_fact(
                _("Only {share} of what was asked is in common.").format(share=share),
                phrases_hiring.little_common(current()),
                "warn",
                closable=False,
            )
        else:
            self.banner.hide()

    def _why_nobody(self) -> tuple[str, str]:
        if not self._hidden:
            rest = _("No candidate for this vacancy has a submitted sheet.")
            return _("There is nobody to compare yet"), rest
        names = "\n".join(f"{one.case.person_name}: {waiting_words(one)}" for one in self._hidden[:8])
        more = len(self._hidden) - 8
        if more > 0:
            names += "\n" + _("and {n} more").format(n=more)
        opened = open_answers_of(self._context, *(one.case.case_id for one in self._hidden))
        told = "\n".join(filter(None, (names, opened)))
        return _("Marks are hidden until all sheets are submitted"), told

    def _show_nobody(self, fact: str, rest: str = "") -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._drop()
        self.nobody.set_texts(fact, rest, _("Back"))
        self._stack.setCurrentWidget(self.nobody)
        if had_focus:
            self.nobody.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        """Remove the tables."""
        for table in (self.ranking, self.items):
            if table is not None:
                table.hide()
                table.deleteLater()
        self.ranking = self.items = None

    def _show_ranking(self, comparison: Comparison, hidden: list[CandidateLine]) -> None:
        here, had_focus = (
            self._wanted or self._current(),
            self.ranking is not None and self.ranking.hasFocus(),
        )
        if self.ranking is not None:
            self.ranking.hide()
            self.ranking.deleteLater()
        functions = comparison.framework.functions
        table = self.ranking = RankingTable(self._context, functions, self.chosen, self._board)
        table.list_model.show(lines_of(comparison, hidden))
        self._top.addWidget(table)
        table.show()  # a hidden table cannot take the focus
        table.activated.connect(self._on_activated)
        table.around = ("decision",)
        make = self._context.actions.make
        make("on_chart", table, self._on_turn, Qt.ShortcutContext.WidgetShortcut)
        for slot in range(len(self.chosen.slots)):
            make(f"slot_{slot + 1}", table, self._on_slot, Qt.ShortcutContext.WidgetShortcut)
        self._share_height()
        table.stand_on(here)
        self._wanted = None
        if had_focus:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self) -> None:
        shown = self.nobody.act if self.ranking is None else self.ranking
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share_height(self) -> None:
        if self.ranking is not None:
            most = int(self._stack.height() * SHARE)
            self.ranking.setFixedHeight(max(min(self.ranking.whole_height, most), 96))

    def _show_view(self) -> None:
        if self.comparison is None:
            return
        had_focus = self.items is not None and self.items.hasFocus()
        if self.items is not None:
            self.items.hide()
            self.items.deleteLater()
            self.items = None
        self.robust.setVisible(self._view == ROBUST)
        if self._view == ROBUST:
            self.empty_view.hide()
            self.caption.setText("")
            self.robust.show_comparison(self.comparison)
            return
        lines = rows_of(self.comparison, self._view)
        self.empty_view.setVisible(not lines)
        if not lines:
            self.empty_view.setText(
                phrases_hiring.nothing_common(self.comparison, current())
                if self._view == COMMON
                else _("Everything that was assessed counts in the comparison.")
            )
            self.caption.setText("")
            return
        table = self.items = ItemsTable(
            self._context, self.comparison, self._view, lines, self.chosen, self._board
        )
        self._below.addWidget(table, 1)
        table.horizontalHeader().sectionResized.connect(self._on_fitted)
        table.show()
        table.go_to(table.list_model.first())
        self._on_fitted()
        if had_focus:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fitted(self) -> None:
        """Say how the rows are sorted, or how many candidates are hidden for lack of room."""
        if self.items is None or self.comparison is None:
            return
        hidden, count = self.items.hidden, len(self.comparison.contenders)
        if hidden:
            said = _("{shown} of {all} candidates fit; those on the chart come first")
            self.caption.setText(said.format(shown=count - hidden, all=count))
        elif self._view == COMMON:
            self.caption.setText(_("the largest difference first"))
        else:
            self.caption.setText("")

    def _current(self) -> int | None:
        line = self.ranking.current_line if self.ranking is not None else None
        return line.case_id if line is not None else None

    def _redraw(self) -> None:
        if self.comparison is None or self.ranking is None:
            return
        self.drawn.show_chosen(self.comparison, self.chosen)
        self.ranking.viewport().update()
        if self.items is not None:
            self.items.give_way()
            self._on_fitted()

    def _on_turn(self) -> None:
        case_id = self._current()
        if case_id is None or not self._may_draw(case_id):
            return
        if self.chosen.turn(case_id):
            self._redraw()
        else:
            self.drawn.tell(_("Four are shown already: press 1–4 to replace one of them."))

    def _on_slot(self) -> None:
        case_id = self._current()
        if case_id is not None and self._may_draw(case_id):
            self.chosen.put(case_id, int(self.sender().objectName().rpartition("_")[2]) - 1)
            self._redraw()

    def _may_draw(self, case_id: int) -> bool:
        """Whether there are figures to draw; if not, say why."""
        open_ones = self.comparison.contenders if self.comparison is not None else ()
        if any(one.case_id == case_id for one in open_ones):
            return True
        self.drawn.tell(_("The marks of this candidate are still hidden."))
        return False

    def _on_view(self, view: int) -> None:
        self._view = view
        self._show_view()

    def _on_activated(self, index: QModelIndex) -> None:
        line = self.ranking.list_model.line(index.row()) if self.ranking is not None else None
        if line is not None:
            self.result_opened.emit(line.case_id)

    def _on_decision(self) -> None:
        case_id = self._current()
        if case_id is not None:
            self.decision_wanted.emit(case_id)


def _comparing(read: Read, cycle_id: int, viewer_id: int, today: date, progress: Progress) -> Comparison:
    return read(comparisons.comparison, cycle_id, viewer_id, today, progress)
