"""A plain view of a development plan: goals, actions, dates, review meetings."""

from PySide6.QtWidgets import QWidget

from desktop.assessing.result.page_dialog import PageDialog
from desktop.assessing.result.panel import Panel
from desktop.context import Context
from desktop.kit import labels
from desktop.shared.marks import Diamond
from domain.development.plan import Goal
from domain.development.plan_sheet import PlanSheet
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from resources.i18n import _, current


class PlanDialog(PageDialog):
    """Shows the plan."""

    def __init__(self, context: Context, sheet: PlanSheet, parent: QWidget) -> None:
        title = _("Development plan: {name}").format(name=sheet.person.code)
        super().__init__(title, _("Development plan"), parent)
        self._theme = context.theme
        self._sheet = sheet
        words, page, body = current(), self.page, self.body
        step = context.theme.font_step
        self.resize(720 + 30 * step, 620 + 6 * step)
        period = sheet.plan.period
        body.addWidget(labels.paragraph(sheet.person.full_name, page, "section"))
        span = _("{first} to {last}").format(
            first=words.date(period.starts_on), last=words.date(period.ends_on)
        )
        meetings = ", ".join(words.date(meeting.on) for meeting in sheet.plan.meetings)
        owner = sheet.manager.full_name if sheet.manager is not None else _("not set")
        for told in (
            span,
            _("Responsible: {name}").format(name=owner),
            _("Review meetings: {days}").format(days=meetings) if meetings else "",
        ):
            if told:
                body.addWidget(labels.paragraph(told, page, "small", "muted"))
        for number, goal in enumerate(sheet.plan.goals, start=1):
            body.addWidget(self._goal(page, number, goal))

    def _goal(self, page: QWidget, number: int, goal: Goal) -> Panel:
        words = current()
        item = self._sheet.framework.item(goal.item)
        if goal.assess_only:
            aim = _("no level yet, target {target}").format(target=goal.level_to)
        else:
            aim = f"{words.number(goal.level_from)} → {goal.level_to}"
        panel = Panel(f"{number}. {words.text(item.label)}", page, f"{goal.item} · {aim}")
        if goal.critical:
            panel.head.insertWidget(0, Diamond(self._theme, "critical", panel))
        if goal.duties:
            named = [phrases_duties.named(self._sheet.framework.duty(one), words) for one in goal.duties]
            panel.say(_("Duties: {codes}").format(codes=", ".join(named)), "small", "muted")
        for action in goal.actions:
            panel.rule()
            panel.say(words.text(action.text))
            span = f"{words.date(action.starts_on)} – {words.date(action.ends_on)}"
            panel.say(f"{name_of(action.kind, words)}, {span}", "small", "muted")
            panel.say(_("Evidence: {text}").format(text=words.text(action.evidence)), "small", "muted")
        return panel
