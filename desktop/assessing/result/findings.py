"""What figures cannot average away: gates, levels below minimum, duties, missing levels; and who assessed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from desktop.assessing.result.panel import Panel
from desktop.assessing.result.words import NAMED, label
from desktop.kit import labels, layout
from desktop.shared.gate_list import GateList
from desktop.shared.marks import Diamond, MarkChip
from desktop.theme import Theme
from domain.assessing.agreement import Agreement, case_agreement
from domain.assessing.entry import Row
from domain.assessing.gaps import DutyRisk, DutyStatus
from domain.assessing.result import CaseResult
from domain.mark import Mark
from reports.words import phrases
from reports.words.assessing import phrases_known
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from resources.i18n import _, current, ngettext


class GatesPanel(Panel):
    """What the profile requires before anything is rated, a line each."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(_("Mandatory requirements"), parent, framed=False)
        gates = GateList(theme, self, brief=True)
        hiring = phrases.hiring(result)
        asked, gone = result.profile.requirements, result.person.erased
        gates.show_gates(result.gates, asked, hiring=hiring, erased=gone)
        self.body.addWidget(gates)
        self.body.addStretch(1)


class StopsPanel(Panel):
    """How many critical items are below their minimum, the first of them, and those to discuss."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        score = result.score
        super().__init__(_("Below minimum"), parent, framed=False)
        sound, total = phrases_known.sound(score), len(score.criticals)
        stops = score.stops
        if stops:
            count = labels.plain(str(len(stops)), self, "section")
            beside = labels.plain(_("of {total} critical").format(total=total), self, "small", "muted")
            self.body.addLayout(
                layout.row(Diamond(theme, "danger", self), count, beside, layout.STRETCH, gap="s")
            )
        if len(stops) == 1:
            self.say(f"{stops[0].code} {label(result, stops[0].code)}", "strong")
        elif stops:
            self.say(phrases.listing((row.code for row in stops), NAMED, current()), "strong")
        if not total:
            self.say(_("No competency assessed here is critical."), "small")
        elif not stops:
            if not phrases_known.unknown(score):
                self.say(_("None: every critical competency is at its minimum or above."), "small")
            elif sound:
                self.say(_("None among the critical competencies that have a level."), "small")
        if waiting := phrases_known.unknown(score):
            self.say(f"{phrases_known.not_known(waiting, current())}.", "small", "warn")
        watched = [row.code for row in score.rows if row.watch and row.counts]
        if watched:
            told = _("an assessor is below the target: {codes}")
            beside = labels.paragraph(told.format(codes=", ".join(watched)), self, "small", "muted")
            sign = Diamond(theme, "critical", self, hollow=True)
            self.body.addLayout(layout.row(layout.top(sign), layout.grow(beside), gap="s"))
        self.body.addStretch(1)


class DutiesPanel(Panel):
    """All duties of 3.1 that the gaps put at risk."""

    def __init__(self, result: CaseResult, parent: QWidget) -> None:
        duties = result.score.duties
        endangered = [one for one in duties if one.status is DutyStatus.AT_RISK]
        watched = [one for one in duties if one.status is DutyStatus.WATCH]
        note = _("{n} of {total}").format(n=len(endangered), total=len(duties))
        super().__init__(_("Duties at risk"), parent, note)
        for one in endangered:
            self._add(one)
        if not endangered:
            self.say(_("None among the duties with enough data."))
        if watched:
            named = (phrases_duties.named(one.duty, current()) for one in watched)
            self.say(_("To watch: {codes}").format(codes=", ".join(named)), "small", "muted")
        if told := phrases_known.duties_unknown(duties, current()):
            self.say(told, "small", "muted")

    def _add(self, one: DutyRisk) -> None:
        clause = labels.plain(one.duty.called, self, "small", "muted")
        clause.ensurePolished()  # the style sheet sets the font size
        clause.setFixedWidth(max(52, clause.fontMetrics().horizontalAdvance("0.0.0 00)")))
        short = phrases.shortfalls(one, 3, current())
        self.line(
            clause, words=((phrases_duties.title(one.duty, current(), 140),), (short, "small", "muted"))
        )


class MissingPanel(Panel):
    """All items of the scope without a level, each with its reason; never hidden."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        score = result.score
        note = _("{n} of {total}").format(n=len(score.missing), total=score.totals.in_scope)
        super().__init__(_("Not assessed"), parent, note)
        if score.missing:
            self.say(_("Not zero: left out of the score, shown separately."), "small", "muted")
            self._list(theme, result, score.missing)
        else:
            self.say(_("Everything in the set has a level."))
        if score.not_applicable:
            self.rule()
            self.say(_("Not applicable"), "strong")
            self._list(theme, result, score.not_applicable)
        outside = len(result.framework.items) - score.totals.in_scope
        if outside:
            told = ngettext(
                "{n} competency is outside the set", "{n} competencies are outside the set", outside
            )
            self.say(told.format(n=outside), "small", "muted")

    def _list(self, theme: Theme, result: CaseResult, rows: tuple[Row, ...]) -> None:
        """List the items by reason, so that even forty of them stay readable."""
        by_reason: dict[str, list[Row]] = {}
        for row in rows:
            by_reason.setdefault(phrases.reasons(row, current()), []).append(row)
        for why, mine in by_reason.items():
            self.say(f"{why}: {len(mine)}", "small", "muted")
            grid = layout.grid(across="s", down="xs")
            for number, row in enumerate(mine):
                code = labels.plain(row.code, self, "small", "muted")
                grid.addWidget(code, number, 0, Qt.AlignmentFlag.AlignTop)
                if row.critical:
                    grid.addWidget(Diamond(theme, "critical", self), number, 1, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(labels.paragraph(label(result, row.code), self), number, 2)
            grid.setColumnMinimumWidth(0, 32)
            grid.setColumnMinimumWidth(1, 10)
            grid.setColumnStretch(2, 1)
            self.body.addLayout(grid)


class AssessorsPanel(Panel):
    """Who assessed, how far they agree, and what they should discuss."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(_("Assessors"), parent)
        words = current()
        total = result.score.totals.in_scope
        for assessor in result.assessors:
            self.say(f"{assessor.person.full_name}, {phrases.role_of(assessor, words)}")
            rated = _("{rated} of {total} rated, submitted {day}").format(
                rated=assessor.rated, total=total, day=words.date(assessor.submitted_on)
            )
            self.say(rated, "small", "muted")
        self.rule()
        self._add_agreement(result)
        self._add_discussion(theme, result)

    def _add_agreement(self, result: CaseResult) -> None:
        words = current()
        if len(result.counted) < 2:
            self.say(phrases_known.alone(words), "small", "muted")
            return
        if result.kept_apart:
            self.say(_("Too few people of the role answered to show marks separately."), "small", "muted")
            return
        done = case_agreement(result.score.rows, result.policy)
        told = _("Agreement: {word}").format(word=name_of(done.agreement, words))
        self.say(told, "strong")
        if done.within_one is not None and done.agreement is not Agreement.TOO_FEW:
            pairs = _("{exact} of {pairs} pairs identical, {within} within one level")
            self.say(
                pairs.format(
                    exact=words.percent(done.exact), pairs=done.pairs, within=words.percent(done.within_one)
                ),
                "small",
                "muted",
            )

    def _add_discussion(self, theme: Theme, result: CaseResult) -> None:
        rows = result.score.to_discuss
        if not rows or result.kept_apart:
            return
        self.rule()
        self.say(_("To discuss"), "strong")
        for row in rows:
            line = layout.row(gap=6)
            line.addWidget(_code(theme, row, self), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(labels.paragraph(label(result, row.code), self), 1)
            for mark in _counted(result, row):
                line.addWidget(MarkChip(theme, mark, self), 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)


def _code(theme: Theme, row: Row, parent: QWidget) -> QLabel:
    """Return a label with the item's code, of the same width for every item."""
    code = labels.plain(row.code, parent, "small", "muted")
    code.setFixedWidth(max(32, QFontMetrics(theme.font("small")).horizontalAdvance("K00") + 2))
    return code


def _counted(result: CaseResult, row: Row) -> list[Mark]:
    return [given.mark for given in row.entry.marks if result.policy.counts(given.role)]
