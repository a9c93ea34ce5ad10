"""The footer of the plan: hours against the budget, meetings, and the legend of the bars."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.development import words as say
from desktop.development.bars import Sample
from desktop.development.model import PlanModel
from desktop.kit import labels, layout
from desktop.kit.fitted import Fitted
from desktop.kit.flow import flow
from desktop.theme import Theme
from domain.development.plan import ActionKind, PlanState, hours_known
from resources.i18n import _, ngettext

BAR = (150, 5)


class Budget(QWidget):
    """A bar of the known hours; hidden if no budget is set."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share, self._over = 0.0, False
        self.setFixedSize(self.sizeHint())

    def show_share(self, share: float, *, over: bool) -> None:
        """Fill this share of the bar, 0..1."""
        self._share, self._over = min(share, 1.0), over
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(BAR[0], 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(0, (self.height() - BAR[1]) / 2, self.width(), BAR[1])
        painter.setBrush(self._theme.color("border"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setBrush(self._theme.color("warn" if self._over else "accent"))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), box.width() * self._share, box.height()), 2, 2)


class Foot(Fitted):
    """Hours, what is overdue, legend on one line; if it does not fit, what is overdue goes below, uncut."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("header")
        self.bar = Budget(theme, self)
        caption = labels.plain(_("Off-queue hours"), self, "small", "muted")
        self.hours = labels.elided("", self, "strong")
        self._hours = _together(self, caption, self.bar, self.hours)
        self._sign = QLabel(self, pixmap=theme.icon("triangle-alert", "warn").pixmap(16, 16))
        self.warning = labels.elided("", self, "body", "warn")
        self._told = _together(self, self._sign, self.warning)
        self._told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        done = QLabel(self, pixmap=theme.icon("circle-check", "ok").pixmap(16, 16))
        told = labels.elided(_("outcomes are recorded, the plan can be closed"), self, "body", "ok")
        self.ready = _together(self, done, told)
        self.ready.setSizePolicy(self._told.sizePolicy())
        self.legend = QWidget(self)
        samples = layout.row(gap="s", of=self.legend)
        self._samples = {
            kind: (Sample(theme, kind, self.legend), labels.plain(say.kind_short(kind), self.legend, "small"))
            for kind in ActionKind
        }
        for pair in self._samples.values():
            for one in pair:
                samples.addWidget(one)
        edge = (40 + theme.more - theme.line_height("strong")) // 2
        self._row = flow(self._hours, self._told, self.ready, self.legend, margins=(16, edge, 16, edge))
        self.setLayout(self._row)

    def show_plan(self, model: PlanModel) -> None:
        """Show the plan's totals."""
        plan = model.plan
        drawn = {one.kind for one in plan.actions}
        for kind, pair in self._samples.items():
            for one in pair:
                one.setVisible(kind in drawn)
        said, over = say.hours(plan)
        known = hours_known(plan)[0]
        self.bar.setVisible(plan.hours_budget is not None)
        if plan.hours_budget:
            self.bar.show_share(known / plan.hours_budget, over=over)
        self.hours.setText(said)
        told: list[str] = []
        ready = False
        if over and plan.hours_budget is not None:
            more = known - plan.hours_budget
            told.append(ngettext("{n} hour over the limit", "{n} hours over the limit", more).format(n=more))
        if plan.state is PlanState.ACTIVE:
            late = sum(one.late(model.today) for one in plan.actions)
            if late:
                told.append(ngettext("{n} action overdue", "{n} actions overdue", late).format(n=late))
            missed = sum(not one.result and one.on < model.today for one in plan.meetings)
            if missed:
                told.append(ngettext("{n} meeting missed", "{n} meetings missed", missed).format(n=missed))
            ready = model.told
        elif plan.state is PlanState.DRAFT:
            nobody = sum(one.owner_id is None for one in plan.actions)
            if nobody:
                told.append(
                    ngettext(
                        "nobody is responsible for {n} action",
                        "nobody is responsible for {n} actions",
                        nobody,
                    ).format(n=nobody)
                )
        self.warning.setText(" · ".join(told))
        self._told.setVisible(bool(told))
        self.ready.setVisible(ready)
        self.fit()

    @override
    def fit(self) -> None:
        """Hide the legend before anything needs a second line."""
        told = (one for one in (self._hours, self._told, self.ready) if not one.isHidden())
        parts = [*told, self.legend]
        wanted = sum(one.sizeHint().width() + 12 for one in parts)
        drawn = any(not one.isHidden() for pair in self._samples.values() for one in pair)
        plain = self._theme.name != "contrast"  # there bars tell what is done, and icons the kind
        self.legend.setVisible(drawn and plain and wanted + 20 <= self.width())


def _together(parent: QWidget, *parts: QWidget) -> QWidget:
    """Return the widgets as one that does not wrap."""
    whole = QWidget(parent)
    row = layout.row(gap=10, of=whole)
    for one in parts:
        row.addWidget(one, int(one is parts[-1]))
    return whole
