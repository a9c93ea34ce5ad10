"""What a campaign requires: the items assessed, the set, its own requirements, and changes since."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.table.column_table import LABELS, Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index, grouped
from desktop.kit.table.list_table import LineDelegate
from desktop.shared.cycle_words import span
from domain.framework.framework import Framework, Item, Lead, Question
from domain.framework.profile import Phase, Profile, Target
from domain.hiring.campaign import Campaign
from reports.words.framework import phrases_framework
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

WIDTH = 328


@dataclass(frozen=True, slots=True)
class Asked:
    """An item assessed, its target, and the catalogue's target where that differs."""

    item: Item
    target: Target
    minutes: int
    base: Target | None = None


class RequirementsTab(QWidget):
    """Table left, the rest as text right.

    Signals:
        paper_wanted: print the requirements.
        change_wanted: record a change.
    """

    paper_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        columns: tuple[Column[Asked], ...] = (
            Column("code", _("Code"), _code, None, 72, paint=_paint_code),
            Column("label", _("Competency"), _label, None, None, least=220, most=LABELS),
            Column("target", pgettext("column", "Target"), _target, None, 64, figures=True),
            Column("weight", _("Weight"), _weight, None, 60, figures=True, spare=2),
            Column("minutes", _("min"), _minutes, None, 56, figures=True, spare=1),
        )
        high = theme.size("row_dense")
        self.table = ColumnTable(context, "requirements", _("Targets"), columns, _key, self, row=high)
        self.model = self.table.list_model
        scroll = layout.scroll(self)
        scroll.setFixedWidth(WIDTH + 24 * theme.font_step)
        side = QWidget(scroll)
        self._side = layout.column(gap="m", around=(16, 14, 16, 16), of=side)
        self.paper_button = button(
            _("Requirements profile…"), side, "primary", theme.icon("printer", "on_primary")
        )
        self.change_button = button(_("Record a change…"), side, icon=theme.icon("file-pen-line"))
        self._body = QWidget(side)
        self._side.addWidget(self.paper_button)
        self._side.addWidget(self.change_button)
        self._side.addWidget(self._body)
        self._side.addStretch(1)
        scroll.setWidget(side)
        layout.row(layout.grow(self.table), labels.edge(self), scroll, of=self)
        self.paper_button.clicked.connect(self.paper_wanted)
        self.change_button.clicked.connect(self.change_wanted)

    def show_campaign(
        self,
        campaign: Campaign,
        framework: Framework,
        questions: dict[str, Question],
        base: Profile | None,
        *,
        read_only: bool,
    ) -> None:
        """Show what this campaign requires; *base* is the catalogue profile it started from."""
        targets = campaign.profile.targets
        chosen = campaign.question_set
        asked = {
            code
            for code, target in targets.items()
            if chosen is None or code in chosen.items or target.critical
        }
        groups = [
            (
                current().text(function.short),
                [
                    Asked(
                        item,
                        targets[item.code],
                        questions[item.code].minutes if item.code in questions else 0,
                        _differing(targets[item.code], base, item.code),
                    )
                    for item in framework.items_of(function.code)
                    if item.code in asked
                ],
            )
            for function in framework.functions
        ]
        self.model.show(grouped(groups))
        self.table.go_to(self.model.first())
        two = campaign.lead is Lead.SITUATION or any(
            questions[code].twin is not None for code in asked if code in questions
        )
        self._show_words(campaign, len(asked), twofold=two)
        running = campaign.cycle.state.value == "open"
        self.change_button.setVisible(running and not read_only)

    def _show_words(self, campaign: Campaign, count: int, *, twofold: bool) -> None:
        body = QWidget(self._body.parentWidget())
        column = layout.column(gap=10, of=body)
        chosen = campaign.question_set
        items = ngettext("{n} competency", "{n} competencies", count).format(n=count)
        minutes = phrases_hiring.talk_time(campaign.minutes, current())
        every = _("all competencies") if chosen is None else current().text(chosen.name)
        facts = (
            (_("Profile"), profile_words(campaign.profile)),
            (_("Interview"), f"{every}: {items}, {minutes}"),
            (_("Two wordings"), phrases_framework.lead_name(campaign.lead, current()) if twofold else ""),
            (_("Dates"), span(campaign.cycle)),
            (_("Reason"), campaign.reason),
            (
                _("Assessors per candidate: {n}").format(n=campaign.wanted),
                "\n".join(f"{one.name}, {name_of(one.role, current())}" for one in campaign.panel),
            ),
        )
        for title, text in facts:
            if text:
                pair = layout.column(
                    labels.plain(title, body, "small", "muted"), labels.paragraph(text, body), gap=1
                )
                column.addLayout(pair)
        if campaign.own_requirements:
            column.addWidget(labels.rule(body))
            column.addWidget(labels.plain(_("Own conditions"), body, "strong"))
            for text in campaign.own_requirements:
                column.addWidget(labels.paragraph(f"— {text}", body))
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Changes since opening"), body, "strong"))
        if not campaign.changes:
            told = _("None: the same is required of all candidates.")
            column.addWidget(labels.paragraph(told, body, "small", "muted"))
        for change in campaign.changes:
            column.addWidget(labels.paragraph(change.text, body))
            day = current().date(change.on)
            told = f"{change.actor_name}, {day}"
            column.addWidget(labels.paragraph(told, body, "small", "muted"))
            assessed = (
                _("Already assessed: {codes}").format(codes=", ".join(change.assessed))
                if change.assessed
                else _("Nobody had been assessed by then.")
            )
            column.addWidget(
                labels.paragraph(assessed, body, "small", "warn" if change.assessed else "muted")
            )
        self._body = layout.swap(self._side, self._body, body)


def write_code(on: LineDelegate, painter: QPainter, rect: QRect, code: str, critical: str) -> None:
    """Write the code of an item and, right-aligned, ◆ in colour *critical* unless that is empty."""
    on.write(painter, rect, code, "small", "muted")
    if critical:
        wide = 14 + on.theme.font_step
        mark = QRect(rect.right() + 2 - wide, rect.top(), wide, rect.height())
        on.write(painter, mark, "◆", "caption", critical)


def _paint_code(on: LineDelegate, painter: QPainter, rect: QRect, line: Asked, _index: Index) -> None:
    write_code(on, painter, rect, line.item.code, "critical" if line.target.critical else "")


def profile_words(profile: Profile) -> str:
    """Return «Менеджер: при найме»."""
    post = current().text(profile.post)
    phase = _("at hire") if profile.phase is Phase.HIRE else _("in post")
    return f"{post}: {phase}"


def _differing(target: Target, base: Profile | None, code: str) -> Target | None:
    old = base.targets.get(code) if base is not None else None
    same = old is None or (old.level, old.weight, old.critical) == (
        target.level,
        target.weight,
        target.critical,
    )
    return None if same else old


def changed_cell(now: int, base: int | None, ink: str = "accent") -> Cell:
    """Return a number, with the one in *base* before it if they differ."""
    if base is None or base == now:
        return Cell(str(now))
    return Cell(f"{base} → {now}", role="strong", ink=ink)


def _key(line: Asked) -> object:
    return line.item.code


def _code(line: Asked) -> str:
    return f"{line.item.code} ◆" if line.target.critical else line.item.code


def _label(line: Asked) -> str:
    return current().text(line.item.label)


def _target(line: Asked) -> Cell:
    return changed_cell(line.target.level, None if line.base is None else line.base.level)


def _weight(line: Asked) -> Cell:
    return changed_cell(line.target.weight, None if line.base is None else line.base.weight)


def _minutes(line: Asked) -> Cell:
    return Cell(str(line.minutes) if line.minutes else "", ink="muted")
