"""The item one stands on: its words, its target, its duties, and what the levels mean for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel, ItemRow
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.off import allow
from desktop.widgets.segments import Segments
from domain.framework import Item, Kind
from domain.profile import Phase
from domain.scale import LEVELS
from reports import phrases_framework
from resources.i18n import _, current, pgettext

WIDTH = 300
_ANCHORS = 2  # levels shown: the target, and the one below it


class Inspector(QFrame):
    """Shows an item and offers its acts; all of them are keys of the screen as well.

    Signals:
        level_chosen: the target level of the profile in post.
        edited, targeted, restored, confirmed: the buttons.
    """

    level_chosen = Signal(int)
    edited = Signal()
    targeted = Signal()
    restored = Signal()
    confirmed = Signal()

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        theme = context.theme
        self._wide = WIDTH + 18 * theme.font_step
        self.setFixedWidth(self._wide)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self.area)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.code = labels.plain("", page, "small", "muted")
        self.change = labels.plain("", page, "small", "accent")
        head.addWidget(self.code)
        head.addStretch(1)
        head.addWidget(self.change)
        column.addLayout(head)
        self.title = labels.paragraph("", page, "section")
        self.text = labels.paragraph("", page, "body", "muted")
        self.origin = labels.paragraph("", page, "small", "muted")
        for label in (self.title, self.text, self.origin):
            column.addWidget(label)
        column.addWidget(labels.rule(page))
        self.aim = labels.paragraph("", page, "strong")
        column.addWidget(self.aim)
        row = QHBoxLayout()
        self.levels = Segments(tuple(str(value) for value in LEVELS), page, _("Target"))
        self.difference = labels.plain("", page, "small", "accent")
        row.addWidget(self.levels)
        row.addWidget(self.difference)
        row.addStretch(1)
        column.addLayout(row)
        self.reason = labels.paragraph("", page, "small")
        self.facts = labels.paragraph("", page, "small", "muted")
        column.addWidget(self.reason)
        column.addWidget(self.facts)
        self.grouping = labels.paragraph("", page, "small", "muted")
        self.confirm_button = button(_("Confirm the function"), page, small=True)
        column.addWidget(self.grouping)
        column.addWidget(self.confirm_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(labels.rule(page))
        column.addWidget(labels.plain(pgettext("head", "Duties"), page, "strong"))
        self.duties = labels.paragraph("", page, "small")
        column.addWidget(self.duties)
        column.addWidget(labels.rule(page))
        column.addWidget(labels.plain(_("Levels"), page, "strong"))
        self.anchors: tuple[QLabel, ...] = tuple(
            labels.paragraph("", page, "small") for _number in range(_ANCHORS)
        )
        for label in self.anchors:
            column.addWidget(label)
        column.addStretch(1)
        self.area.setWidget(page)
        outer.addWidget(self.area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        self._acts = acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        acts.setSpacing(8)
        self.edit_button = button(_("Text…"), self)
        self.target_button = button(_("Targets…"), self)
        acts.addWidget(self.edit_button, 1)
        acts.addWidget(self.target_button, 1)
        self.restore_button = button("", self, icon=theme.icon("undo-2"))
        foot.addLayout(acts)
        foot.addWidget(self.restore_button)
        outer.addLayout(foot)
        self.levels.chosen.connect(self.level_chosen)
        self.edit_button.clicked.connect(self.edited)
        self.target_button.clicked.connect(self.targeted)
        self.restore_button.clicked.connect(self.restored)
        self.confirm_button.clicked.connect(self.confirmed)

    def fit(self, room: int) -> None:
        """Take no more than *room* px; the buttons stand one under another where they would be cut."""
        self.setFixedWidth(min(self._wide, room))
        ways, wanted = QBoxLayout.Direction, (self.edit_button, self.target_button)
        half = (self.width() - 40) // 2
        beside = all(one.sizeHint().width() <= half for one in wanted)
        self._acts.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def show_row(self, row: ItemRow | None) -> None:
        """Show the item; None hides all of it."""
        self.area.setVisible(row is not None)
        for one in (self.edit_button, self.target_button):
            one.setVisible(row is not None)
        self.restore_button.setVisible(
            row is not None and self._model.is_draft and (row.changed or row.added)
        )
        view = self._model.view
        if row is None or view is None:
            return
        item, words = row.item, current()
        kind = phrases_framework.kind(item.kind, words)
        self.code.setText(" · ".join(part for part in (item.code, item.clause, kind) if part))
        self.change.setText(say.change(added=row.added, changed=row.changed))
        self.title.setText(words.text(item.label))
        self.text.setText(words.text(item.text))
        self.origin.setText(say.origin(view.line, own=item.own))
        self.origin.setVisible(item.own or view.line.based_on is None or not row.changed)
        self._show_target(row)
        self._show_grouping(item)
        clauses = [one.clause or one.code for one in view.content.duties if item.code in one.items]
        self.duties.setText(", ".join(clauses) or _("no duty draws on it"))
        self._show_anchors(row)
        closed = "" if self._model.is_draft else say.closed_reason(view.line)
        for one in (self.edit_button, self.target_button):
            allow(one, closed)
        self.restore_button.setText(
            _("Take out again") if row.added else _("As in edition {number}").format(number=view.base_number)
        )

    def _show_target(self, row: ItemRow) -> None:
        profile, words = self._model.profile(Phase.POST), current()
        there = profile is not None and row.post is not None
        self.aim.setVisible(there)
        self.levels.setVisible(there)
        self.difference.setVisible(there)
        self.facts.setVisible(there)
        self.reason.hide()
        if profile is None or row.post is None:
            return
        told = _("Target: {post}, {phase}")
        self.aim.setText(
            told.format(post=words.text(profile.post), phase=phrases_framework.phase(profile.phase, words))
        )
        self.levels.choose(row.post.level)
        self.levels.setVisible(self._model.is_draft)
        changed = say.level(row.post, row.was_post)
        if not self._model.is_draft:
            level = next((one for one in self._model.content.levels if one.value == row.post.level), None)
            name = "" if level is None else words.text(level.name)
            changed = f"{row.post.level} — {name}"
        self.difference.setText(changed if "→" in changed or "—" in changed else "")
        reason = row.post.weight_reason or row.post.critical_reason
        if reason is not None:
            self.reason.setText(_("Reason: {reason}").format(reason=words.text(reason)))
            self.reason.show()
        critical = _("critical") if row.post.critical else _("not critical")
        self.facts.setText(
            _("At hire: {hire}. Weight: {weight}. {critical}.").format(
                hire=say.level(row.hire, row.was_hire),
                weight=say.level(row.post, row.was_post, "weight"),
                critical=critical.capitalize(),
            )
        )

    def _show_grouping(self, item: Item) -> None:
        assert self._model.view is not None
        view, words = self._model.view, current()
        function = words.text(view.content.function(item.function).short)
        found = view.groupings.get(item.code)
        self.confirm_button.setVisible(found is None)
        if found is None:
            told = _("Function: {code} {name}, proposed").format(code=item.function, name=function)
        else:
            day = words.date(found.at.astimezone().date())
            told = _("Function: {code} {name}, confirmed {day}: {who}").format(
                code=item.function, name=function, day=day, who=found.actor or "—"
            )
        self.grouping.setText(told)

    def _show_anchors(self, row: ItemRow) -> None:
        assert self._model.view is not None
        target = 3 if row.post is None else row.post.level
        wanted = [value for value in (target - 1, target) if value >= 0] or [0]
        levels = {one.value: one for one in self._model.view.content.levels}
        for label in self.anchors:
            label.hide()
        for label, value in zip(self.anchors, wanted, strict=False):
            level = levels.get(value)
            if level is None:
                continue
            anchor = level.knowledge if row.item.kind is Kind.KNOWLEDGE else level.skill
            label.setText(f"{value} — {current().text(anchor)}")
            label.show()
