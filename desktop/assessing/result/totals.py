"""Attainment with its bounds, in the middle of the page, and by function."""

from PySide6.QtWidgets import QWidget

from desktop.assessing.result.panel import Panel
from desktop.assessing.result.words import coverage_words, status_words
from desktop.kit import labels, layout
from desktop.kit.chips import tag
from desktop.kit.tips import set_tip
from desktop.shared.bounds_bar import BoundsBar
from desktop.theme import Theme
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status, Totals
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
    """One figure with its bounds, or a note that there is none; below it what it rests on."""

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(_("Profile attainment"), parent, framed=False)
        totals, words = result.score.totals, current()
        self.head.setStretch(0, 0)
        if result.home:
            self.head.addWidget(tag(_("one sheet of several"), self, "warn"))
        elif beside := phrases.status_beside(totals, words):  # else the figure itself says it
            self.head.addWidget(tag(beside, self, TAGS[totals.status]))
        self.head.addStretch(1)
        shown = phrases.attainment(totals, words)
        bounds = phrases.bounds(totals, words) if totals.lower is not None else ""
        figure = labels.share(shown, self, "figure", final=phrases.is_final(totals))
        between = labels.share(bounds, self, "section", final=phrases.is_final(totals))
        bar = BoundsBar(theme, self, figured=True)
        value = totals.attainment if phrases.has_number(totals) else None
        bar.show_share(
            phrases.share_of(value), phrases.share_of(totals.lower), phrases.share_of(totals.upper)
        )
        self.body.addLayout(layout.row(figure, between, layout.grow(bar), gap="m"))
        *earlier, known = coverage_words(totals)
        lines = layout.column(gap=2)
        for told in (*earlier, " · ".join((known, phrases.mean(result, words)))):
            lines.addWidget(labels.paragraph(told, self, "small", "muted"))
        if totals.known:
            met = _("Meet the target: {met} of {known}, {share}").format(
                met=totals.met, known=totals.known, share=words.percent(totals.readiness)
            )
            # The decision counts these separately, so the two screens would show different numbers.
            waiting = sum(row.band is Band.MET for row in result.unsettled)
            apart = _("{met}; of these not agreed: {n}").format(met=met, n=waiting)
            line = labels.paragraph(apart if waiting else met, self, "small", "muted")
            set_tip(line, phrases.tolerance(result.policy, words))
            lines.addWidget(line)
        if why := status_words(result):
            lines.addWidget(labels.paragraph(why, self, "small", "warn"))
        self.body.addLayout(lines)
        for code, reason in result.case.excluded:
            self.say(_("{code} is outside the set: {reason}").format(code=code, reason=reason), "small")
        self.body.addStretch(1)


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
            axis = phrases.bounded(one)
            bar.show_share(axis.value, axis.lower, axis.upper)
            said = labels.share(number, self, "strong", final=phrases.is_final(one))
            beside = labels.plain(bounds, self, "small", "muted")
            head = layout.row(layout.grow(labels.paragraph(name, self)), beside, said, gap="s")
            self.body.addLayout(layout.column(head, bar, gap="xs"))
            self.body.addStretch(1)


def _numbers(totals: Totals) -> tuple[str, str]:
    """Return the figure of a function and its bounds, the latter empty where they add nothing."""
    words = current()
    bounds = words.range_percent(totals.lower, totals.upper)
    if totals.status is Status.UNDEFINED:
        return words.percent(None), ""
    number = phrases.attainment(totals, words)
    return number, bounds if "–" in bounds else ""
