"""Attainment with its bounds, in the middle of the page, and by function."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.assessing.result.panel import Panel
from desktop.assessing.result.words import coverage_words, scope_words, status_words
from desktop.kit import labels, layout
from desktop.kit.chips import tag
from desktop.shared.bounds_bar import BoundsBar
from desktop.theme import Theme
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status, Totals
from domain.geometry import AxisValue
from domain.scale import Band
from reports.words import phrases
from resources.i18n import _, current

TAGS = {
    Status.FINAL: "info",
    Status.PROVISIONAL: "warn",
    Status.BOUNDS_ONLY: "warn",
    Status.UNDEFINED: "warn",
}


class AttainmentPanel(Panel):
    """One figure with its bounds, or a note that there is none; then the mean and the readiness."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(_("Profile attainment"), parent)
        totals, words = result.score.totals, current()
        if beside := phrases.status_beside(totals, words):  # else the figure itself says it
            self.head.addWidget(tag(beside, self, TAGS[totals.status]))
        shown = phrases.attainment(totals, words)
        line = layout.row(labels.share(shown, self, "figure", final=phrases.is_final(totals)), gap="m")
        bounds = phrases.bounds(totals, words) if totals.lower is not None else ""
        beside = labels.share(bounds, self, "section", final=phrases.is_final(totals))
        line.addWidget(beside, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.body.addLayout(line)
        bar = BoundsBar(theme, self, figured=True)
        value = totals.attainment if phrases.has_number(totals) else None
        bar.show_share(_float(value), _float(totals.lower), _float(totals.upper))
        self.body.addWidget(bar)
        for told in coverage_words(totals):
            self.say(told, "small", "muted")
        if why := status_words(result):
            self.say(why, "body", "warn")
        if result.case.scope and totals.in_scope < len(result.framework.items):
            self.say(scope_words(result.score, result.framework), "small", "muted")
        for code, reason in result.case.excluded:
            self.say(_("{code} is outside the set: {reason}").format(code=code, reason=reason), "small")
        self.rule()
        self.say(phrases.mean(result, words))
        if totals.known:
            met = _("Meet the target: {met} of {known}, {share}").format(
                met=totals.met, known=totals.known, share=words.percent(totals.readiness)
            )
            # The decision counts these separately, so the two screens would show different numbers.
            waiting = sum(row.band is Band.MET for row in result.unsettled)
            apart = _("{met}; of these not agreed: {n}").format(met=met, n=waiting)
            self.say(apart if waiting else met)
            self.say(phrases.tolerance(result.policy, words), "small", "muted")


class FunctionsPanel(Panel):
    """Each function with its figure, and a bar with its bounds."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(_("By function"), parent)
        functions = [f for f in result.framework.functions if f.code in result.score.functions]
        totals = [result.score.functions[function.code] for function in functions]
        names = [current().text(function.short) for function in functions]
        for name, one in zip(names, totals, strict=True):
            number, bounds = _numbers(one)
            bar = BoundsBar(theme, self, small=True)
            axis = _axis(one)
            bar.show_share(axis.value, axis.lower, axis.upper)
            said = labels.share(number, self, "strong", final=phrases.is_final(one))
            beside = labels.plain(bounds, self, "small", "muted")
            head = layout.row(layout.grow(labels.paragraph(name, self)), beside, said, gap="s")
            self.body.addLayout(layout.column(head, bar, gap="xs"))


def _numbers(totals: Totals) -> tuple[str, str]:
    """Return the figure of a function and its bounds, the latter empty where they add nothing."""
    words = current()
    bounds = words.range_percent(totals.lower, totals.upper)
    if totals.status is Status.UNDEFINED:
        return words.percent(None), ""
    number = phrases.attainment(totals, words)
    return number, "" if bounds == number else bounds


def _axis(totals: Totals) -> AxisValue:
    known = phrases.has_number(totals)
    return AxisValue(_float(totals.attainment) if known else None, _float(totals.lower), _float(totals.upper))


def _float(share: object) -> float | None:
    return None if share is None else float(share)  # pyright: ignore[reportArgumentType]
