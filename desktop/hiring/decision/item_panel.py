"""Beside the table: one item, what each assessor saw, and the level that people settle on."""

from typing import override

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.hiring.decision.drafts import Drafts
from desktop.hiring.decision.levels import Levels
from desktop.hiring.decision.tall import Tall
from desktop.hiring.decision.words import column_name, mark_words, shown_assessors, target_words, told_by
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.keeper import Keeper
from desktop.kit.tips import set_tip
from desktop.shared.item_words import anchor, clause_words, sentence
from desktop.shared.marks import Diamond, MarkChip
from desktop.theme import Theme
from domain.assessing.entry import Row, Settled
from domain.assessing.result import Assessor
from domain.assessing.sheet import COMMENT_LIMIT
from domain.framework.framework import Question
from domain.hiring.decision import Agreed, Decision, SettledLevel
from domain.mark import Mark
from reports.words import phrases, phrases_erased
from resources.i18n import _, current, nb, pgettext

WIDTH, LEAST = 352, 312
LOW = 600  # px of height below which the panel shows less
LARGE = 7  # steps of text size from which the panel scrolls as a whole


class ItemPanel(QFrame):
    """Shows one item; acts are signalled, not carried out.

    Signals:
        stepped: -1 for the item before, 1 for the one after.
        recorded: record the level and the reason.
        postponed: go to the next item without a decision.
        taken_back: withdraw the settled level.
        left: Esc was pressed in the reason; focus the table.
    """

    stepped = Signal(int)
    recorded = Signal()
    postponed = Signal()
    taken_back = Signal()
    left = Signal()

    def __init__(self, theme: Theme, drafts: Drafts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drafts = drafts
        self._decision: Decision | None = None
        self._read_only = True
        self._tight = False
        self.code = ""
        self.chosen: Settled | None = None
        self.seen: Agreed | None = None  # what was agreed on when the fields were filled, or told of since
        self.setObjectName("card")
        column = layout.column(of=self)
        self._scroll = layout.scroll(self)
        self._inside = Tall(self._scroll)
        self._facts = QWidget(self._inside)
        self._lines = layout.column(layout.grow(self._facts), of=self._inside)
        below = self._below()
        column.addLayout(self._head())
        column.addWidget(self._scroll, 1)
        # Letters twice as large leave no room for the facts above: then all scrolls together.
        (self._lines if theme.font_step >= LARGE else column).addWidget(below)
        self._scroll.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._keeper = Keeper(self.keep, self)
        self.reason.textChanged.connect(self._on_typed)
        self.reason.installEventFilter(self)

    def fit(self, screen: int) -> None:
        """Leave room for the table where space is short; *screen* is the width of both, px."""
        step = self._theme.font_step
        self.setFixedWidth(min(WIDTH + 24 * step, max(LEAST + 8 * step, round(screen * 0.34))))

    def show_item(
        self, decision: Decision, row: Row, question: Question | None, *, read_only: bool, fresh: bool = True
    ) -> None:
        """Show the item. If not *fresh* it is the same one, and the typed text stays."""
        self.keep()
        result = decision.result
        item = result.framework.item(row.code)
        self._decision, self._read_only = decision, read_only
        # Conclusions are written for candidates only.
        self._whither.setText(_("goes into the conclusion") if phrases.hiring(decision.result) else "")
        self.code = row.code
        clause = clause_words(item.clause)
        self._place.setText(row.code)
        self._diamond.setVisible(row.critical and not row.stop)
        self._stop.setVisible(row.stop)
        beside = (clause, target_words(row.entry.target))
        self._beside.setText(" · ".join(part for part in beside if part))
        self._show_body(decision, row, question)
        agreed = decision.settled_on(row.code)
        self.levels.describe(result.scale, item.kind)
        if fresh:
            half, told = self._drafts.level(row.code), self._drafts.reason(row.code)
            was = None if agreed is None else Settled(agreed.level)
            self.seen = _agreed(agreed)
            self._show_choice(half or was)
            self._set_text(told or (agreed.reason if agreed is not None else ""))
            self._say("")
        self._show_state()
        self._inside.fit()

    def choose(self, level: int | None) -> None:
        """Choose a level, None for *not applicable*, and go on to the reason."""
        if self._read_only or not self.code:
            return
        self._show_choice(Settled(level))
        self._say("")
        self.keep()
        self._show_state()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_overtaken(self, there: SettledLevel | None, told: str) -> None:
        """Say what another one has settled; what is typed stays, to be recorded when asked again."""
        self.seen = _agreed(there)
        self._say(told)

    def write_reason(self) -> None:
        """Focus the reason."""
        if self.code:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def ready(self) -> bool:
        """Whether level and reason are given; if not, say what is missing and focus it."""
        if self.chosen is None:
            self._say(_("Choose a level first: 0–4, or 8 if it does not apply."))
            self.levels.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        told = self.reason.toPlainText().strip()
        if not told:
            hiring = self._decision is not None and phrases.hiring(self._decision.result)
            self._say(
                _("State the basis for the decision: it goes into the conclusion.")
                if hiring
                else _("State the basis for the decision.")
            )
        elif len(told) > COMMENT_LIMIT:
            self._say(
                _("The text is too long: {length} characters of {limit}.").format(
                    length=current().number(len(told), 0), limit=current().number(COMMENT_LIMIT, 0)
                )
            )
        else:
            return True
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def keep(self) -> None:
        """Store what is chosen and typed, unless it equals the record."""
        self._keeper.stop()
        if not self.code or self._decision is None or self._read_only:
            return
        agreed = self._decision.settled_on(self.code)
        text = self.reason.toPlainText()
        same = agreed is not None and (self.chosen, text.strip()) == (Settled(agreed.level), agreed.reason)
        if same:
            self._drafts.keep_item(self.code, None, "")
        else:
            self._drafts.keep_item(self.code, self.chosen, text)

    def forget(self) -> None:
        """Discard the draft: it was recorded or given up."""
        self._keeper.stop()
        if self.code:
            self._drafts.keep_item(self.code, None, "")
        self.code = ""

    def clear(self) -> None:
        """Show no item; the typed text is kept."""
        self.keep()
        self.code, self._decision = "", None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc leave the reason and keep its text."""
        if watched is self.reason and isinstance(event, QKeyEvent):
            plain = not event.modifiers()
            if event.key() == Qt.Key.Key_Escape and plain:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self.keep()
                    self.left.emit()
                    return True
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where height is short, show the meaning of the level as a tooltip only: the facts need the room."""
        super().resizeEvent(event)
        step = self._theme.font_step
        tight = step < LARGE and self.height() < LOW + 40 * step
        if tight != self._tight:
            self._tight = tight
            self.reason.setFixedHeight((46 if tight else 62) + 4 * step)
            self._show_state()

    def _head(self) -> QVBoxLayout:
        around = QVBoxLayout()
        around.setContentsMargins(16, 10, 16, 0)
        self._place = labels.plain("", self, "small", "muted")
        self._diamond = Diamond(self._theme, "critical", self)
        set_tip(self._diamond, _("critical"))
        self._stop = Diamond(self._theme, "danger", self)
        set_tip(self._stop, _("critical, below minimum"))
        self._beside = labels.elided("", self, "small", "muted")
        row = layout.row(self._place, self._diamond, self._stop, layout.grow(self._beside), gap="s")
        self.up = button("", self, icon=self._theme.icon("chevron-up"), small=True, do=self._on_up)
        self.down = button("", self, icon=self._theme.icon("chevron-down"), small=True, do=self._on_down)
        for step, name, key in (
            (self.up, _("Previous competency"), "↑"),
            (self.down, _("Next competency"), "↓"),
        ):
            step.setAccessibleName(name)
            set_tip(step, f"{name} ({key})")
            step.setFixedWidth(28)
            step.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys of the table do the same
            row.addWidget(step)
        around.addLayout(row)
        return around

    def _below(self) -> QWidget:
        below = QWidget(self)
        column = layout.column(gap=6, around=(16, 8, 16, 12), of=below)
        head = layout.row(layout.grow(labels.plain(_("Agreed level"), below, "strong")), gap=6)
        self.not_applicable = button(_("Not applicable"), below, small=True, do=self._on_not_applicable)
        self.not_applicable.setProperty("reason", True)
        self.not_applicable.setCheckable(True)
        self.not_applicable.setMinimumWidth(self.not_applicable.sizeHint().width() + 12)
        self._cap_8 = chips.key_cap("8", below)
        self._cap = chips.key_cap("0–4", below)
        head.addWidget(self._cap)
        column.addLayout(head)
        self.levels = Levels(self._theme, below)
        column.addWidget(self.levels)
        column.addLayout(layout.row(self.not_applicable, self._cap_8, layout.STRETCH, gap=6))
        self.anchor = labels.paragraph("", below, "small")
        column.addWidget(self.anchor)
        caption = labels.plain(reason_title(), below, "strong")
        self._whither = labels.elided(_("goes into the conclusion"), below, "small", "muted")
        column.addLayout(layout.row(caption, layout.grow(self._whither), gap="s"))
        self.reason = QPlainTextEdit(below, tabChangesFocus=True)
        self.reason.setAccessibleName(reason_title())
        self.reason.setFixedHeight(62 + 4 * self._theme.font_step)
        caption.setBuddy(self.reason)
        column.addWidget(self.reason)
        self.fault = labels.fault(below)
        column.addWidget(self.fault)
        self._lock = QLabel(below, pixmap=_small(self._theme))
        self.note = labels.paragraph("", below, "small", "muted")
        column.addLayout(layout.row(layout.top(self._lock), layout.grow(self.note), gap=6))
        foot = QVBoxLayout() if self._theme.font_step >= LARGE else QHBoxLayout()
        foot.setSpacing(8)
        self.record = button(_("Record decision"), below, "primary", do=self.recorded)
        set_tip(self.record, "Ctrl+Enter")
        self.postpone = button(_("Postpone"), below, do=self.postponed)
        self.take_back = button(_("Clear"), below, do=self.taken_back)
        foot.addWidget(self.record, 1)
        foot.addWidget(self.postpone)
        foot.addWidget(self.take_back)
        column.addLayout(foot)
        self.levels.chosen.connect(self.choose)
        return below

    def _show_body(self, decision: Decision, row: Row, question: Question | None) -> None:
        result = decision.result
        item = result.framework.item(row.code)
        body = QWidget(self._inside)
        column = layout.column(gap="s", around=(16, 4, 16, 8), of=body)
        column.addWidget(labels.paragraph(nb(current().text(item.label)), body, "section"))
        asked = current().text(question.question) if question is not None else ""
        text = asked or sentence(current().text(item.text))
        column.addWidget(labels.paragraph(nb(text), body, "small", "muted"))
        given = {one.assessor_id: one.mark for one in row.entry.marks}
        shown = shown_assessors(result)
        for assessor in shown:
            column.addWidget(labels.rule(body))
            column.addWidget(self._told(decision, assessor, body, given.get(assessor.id)))
        if not shown:
            column.addWidget(
                labels.paragraph(phrases.kept_back(result.engine, current()), body, "small", "muted")
            )
        column.addStretch(1)
        self._facts.hide()
        self._facts.deleteLater()
        self._facts = body
        self._lines.insertWidget(0, body, 1)
        self._scroll.verticalScrollBar().setValue(0)

    def _told(self, decision: Decision, assessor: Assessor, body: QWidget, given: Mark | None) -> QWidget:
        row = QWidget(body)
        place = QWidget(row)
        place.setFixedWidth(self._theme.pair("mark_chip").width() + 10)
        inside = QHBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        if given is not None:
            inside.addWidget(MarkChip(self._theme, given, place))
        inside.addStretch(1)
        name = phrases.shown_name(assessor, current())
        who = name if name != column_name(assessor) else sentence(name)
        words = layout.column(labels.paragraph(who, row), gap=1)
        text = told_by(decision.result, self.code, assessor)
        if given is not None and given.level is None and not text:
            text = mark_words(given)
        nothing = phrases_erased.brief(current()) if decision.result.person.erased else _("no fact recorded")
        told = labels.paragraph(nb(text) if text else nothing, row, "small")
        if not text:
            told.setProperty("token", "muted")
        words.addWidget(told)
        layout.row(layout.top(place), layout.grow(words), gap=10, around=(0, 2, 0, 2), of=row)
        return row

    def _show_choice(self, settled: Settled | None) -> None:
        self.chosen = settled
        self.levels.show_chosen(settled)
        self.not_applicable.setChecked(settled is not None and settled.level is None)
        self._show_anchor()

    def _show_anchor(self) -> None:
        text = ""
        if self.chosen is not None and self._decision is not None and self.code:
            if self.chosen.level is None:
                text = _("Not applicable: not counted, and the conclusion says so.")
            else:
                level = self._decision.result.scale.levels[self.chosen.level]
                kind = self._decision.result.framework.item(self.code).kind
                text = f"{current().text(level.name)}. {anchor(level, kind)}"
        self.anchor.setText(nb(text))
        self.anchor.setVisible(bool(text) and not self._tight)
        self._inside.fit()

    def _show_state(self) -> None:
        agreed = self._decision.settled_on(self.code) if self._decision is not None else None
        self._show_anchor()
        self.levels.set_read_only(self._read_only)
        self.reason.setReadOnly(self._read_only)
        row = self._decision.result.score.row(self.code) if self._decision is not None else None
        special = row is not None and (row.unconfirmed or row.discuss or row.entry.settled == Settled(None))
        for one in (self.not_applicable, self._cap_8):
            one.setVisible(special and (not self._read_only or self.chosen == Settled(None)))
        self.not_applicable.setEnabled(not self._read_only)
        for one in (self.record, self._cap):
            one.setVisible(not self._read_only)
        self.postpone.setVisible(not self._read_only and agreed is None)
        self.take_back.setVisible(not self._read_only and agreed is not None)
        told = _("The assessors' own marks do not change")
        if agreed is not None:
            told = _("Agreed: {name}, {day}").format(name=agreed.actor_name, day=current().date(agreed.on))
            if agreed.level is not None and self.chosen != Settled(agreed.level):
                told = f"{told}. {_('Level {level}').format(level=agreed.level)}"
        elif self._read_only:
            told = _("No agreed level: the mean counts")
        self.note.setText(told)
        for one in (self._lock, self.note):
            one.setVisible(not self._tight or agreed is not None)

    def _set_text(self, text: str) -> None:
        self.reason.blockSignals(True)
        self.reason.setPlainText(text)
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)
        self.reason.blockSignals(False)

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        self.reason.setAccessibleDescription(text)

    def _on_typed(self) -> None:
        self._say("")
        if self.code:
            self._keeper.typed()

    def _on_not_applicable(self) -> None:
        self.choose(None)

    def _on_up(self) -> None:
        self.stepped.emit(-1)

    def _on_down(self) -> None:
        self.stepped.emit(1)


def reason_title() -> str:
    """Return the label of the reason for a decision."""
    return pgettext("of a decision", "Basis")


def _agreed(settled: SettledLevel | None) -> Agreed | None:
    return None if settled is None else Agreed(settled.level, settled.reason)


def _small(theme: Theme) -> QPixmap:
    return theme.icon("lock", "muted", 14).pixmap(QSize(14, 14))
