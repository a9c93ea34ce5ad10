"""Beside a conclusion: open questions and known facts; the program proposes no outcome (law 14)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.hiring.decision.holding import Held
from desktop.hiring.decision.words import question_words, sentence_case
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.page.when_seen import WhenSeen
from desktop.shared.gate_list import ICONS
from desktop.theme import Theme
from domain.hiring.decision import Decision, OpenQuestion, open_questions
from reports.words import phrases
from reports.words.assessing import phrases_known
from reports.words.names import name_of
from resources.i18n import _, current, nb

SHOWN = 8


class Known(QFrame):
    """Open questions first, each with a link, then the figures and the requirements.

    Signals:
        item_wanted: code of the item to go to.
        requirements_wanted: show the requirements.
    """

    item_wanted = Signal(str)
    requirements_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scroll = layout.scroll(self)
        self._held = layout.column(gap="xs")
        self._seen = WhenSeen(self)
        layout.column(self._scroll, of=self)

    def show_decision(self, decision: Decision, *, over: bool) -> None:
        """Show the known facts, once somebody looks.

        *over*: nothing can be settled any more, so no question is open.
        """
        self._seen.do(partial(self._lay, decision, over=over))

    def _lay(self, decision: Decision, *, over: bool) -> None:
        body = QWidget(self._scroll)
        column = layout.column(gap="s", around=(16, 14, 16, 16), of=body)
        if not over:
            self._questions(column, body, decision)
            column.addWidget(labels.rule(body))
        self._figures(column, body, decision)
        self._held = layout.column(gap="xs")
        column.addLayout(self._held)
        column.addStretch(1)
        self._scroll.setWidget(body)  # deletes the previous one
        body.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)

    def show_holding(self, question: str, answers: Sequence[Held]) -> None:
        """Add whether the order with the neighbours, or else the result, holds; nothing without an answer."""
        self._seen.now()
        body = self._scroll.widget()
        while (item := self._held.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not answers or body is None:
            return
        self._held.addWidget(labels.rule(body))
        self._held.addWidget(labels.plain(question, body, "strong"))
        for one in answers:
            icon = ("circle-check", "ok") if one.holds else ("circle-dashed", "warn")
            head = f"{one.who}: {one.verdict}" if one.verdict else one.who
            if head:
                self._held.addWidget(self._line(*icon, head, body))
            for text in one.told:
                self._held.addWidget(labels.paragraph(text, body, "small", "muted"))

    def _questions(self, column: QVBoxLayout, body: QWidget, decision: Decision) -> None:
        open_ones = open_questions(decision)
        column.addWidget(labels.plain(_("Still open"), body, "strong"))
        if decision.result.kept_apart:
            said = phrases_known.not_compared(decision.result, current())
            column.addWidget(self._line("circle-dashed", "warn", nb(said), body))
        elif not open_ones:
            column.addWidget(self._line("circle-check", "ok", _("Nothing: everything is agreed"), body))
        for one in open_ones[:SHOWN]:
            column.addWidget(self._question(decision, one, body))
        if (rest := len(open_ones) - SHOWN) > 0:
            more = _("and {n} more").format(n=rest)
            column.addWidget(labels.plain(more, body, "small", "muted"))

    def _question(self, decision: Decision, one: OpenQuestion, body: QWidget) -> QWidget:
        icon = ("circle-alert", "danger") if one.refuses else ("circle-dashed", "warn")
        row = self._line(*icon, sentence_case(question_words(decision.result, one)), body)
        layout = row.layout()
        assert isinstance(layout, QHBoxLayout)
        go = button(_("Show"), row, "quiet", small=True, do=self._on_go)
        if one.code is not None:
            go.setAccessibleName(_("Show {code}").format(code=one.code))
            go.setProperty("code", one.code)
        else:
            go.setAccessibleName(_("Show the mandatory requirements"))
        layout.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _figures(self, column: QVBoxLayout, body: QWidget, decision: Decision) -> None:
        words, result = current(), decision.result
        totals = result.score.totals
        column.addWidget(labels.plain(_("What is known"), body, "strong"))
        head = layout.row(gap="s")
        shown = phrases.attainment(totals, words)
        head.addWidget(labels.share(shown, body, "title", final=phrases.is_final(totals)))
        head.addWidget(labels.paragraph(nb(phrases.bounds(totals, words)), body, "small", "muted"), 1)
        column.addLayout(head)
        if limit := phrases_known.threshold(result, words):
            column.addWidget(labels.paragraph(limit, body, "small"))
        beside = (
            phrases.assessed(totals, words),
            phrases_known.profile_scope(result.score, words),
            phrases.status_beside(totals, words),
        )
        told = "; ".join(part for part in beside if part)
        column.addWidget(labels.paragraph(told, body, "small", "muted"))
        stops = [row.code for row in result.score.rows if row.stop]
        unknown = phrases_known.unknown(result.score)
        if stops:
            said = _("Below minimum: {codes}").format(codes=", ".join(stops))
            column.addWidget(self._line("octagon-alert", "danger", said, body))
        elif result.score.criticals and not unknown:
            column.addWidget(self._line("circle-check", "ok", _("Nothing below minimum"), body))
        elif phrases_known.sound(result.score):
            said = _("Nothing below minimum among the critical competencies that have a level")
            column.addWidget(self._line("circle-dashed", "warn", said, body))
        if unknown:
            said = phrases_known.not_known(unknown, words)
            column.addWidget(self._line("circle-dashed", "warn", said, body))
        nothing = phrases.no_result_gates(result, words)
        for gate in () if nothing else result.gates:
            icon, token = ICONS[gate.verdict]
            name = name_of(gate.kind, words)
            said = f"{name[:1].upper()}{name[1:]}: {phrases.verdict(gate, words)}"
            column.addWidget(self._line(icon, token, said, body))

    def _line(self, icon: str, token: str, text: str, parent: QWidget) -> QWidget:
        row = QWidget(parent)
        picture = QLabel(row, pixmap=self._theme.icon(icon, token).pixmap(16, 16))
        layout.row(layout.top(picture), layout.grow(labels.paragraph(text, row, "small")), gap="s", of=row)
        return row

    def _on_go(self) -> None:
        code = self.sender().property("code")
        if code:
            self.item_wanted.emit(str(code))
        else:
            self.requirements_wanted.emit()
