"""The parts of an item's inspector: its target, its question, and its links."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.framework import words as say
from desktop.framework.model import FrameworkModel, ItemRow
from desktop.framework.told import Told
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow
from desktop.kit.segments import Segments
from desktop.theme import Theme
from domain.framework.framework import Item, Kind, Question
from domain.framework.profile import Phase
from domain.scale import LEVELS
from reports.words.framework import phrases_framework
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext


class Part(QWidget):
    """One part of the inspector, for one item."""

    def __init__(self, theme: Theme, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.model = theme, model
        self.column = layout.column(gap="s", of=self)

    def show_row(self, row: ItemRow) -> None:
        """Show this part of the item."""
        raise NotImplementedError

    def head(self, text: str) -> QLabel:
        """Add a small heading."""
        made = labels.paragraph(text, self, "strong")
        self.column.addWidget(made)
        return made

    def line(self, role: str = "small", token: str = "text") -> QLabel:
        """Add a text, empty at first."""
        made = labels.paragraph("", self, role, token)
        self.column.addWidget(made)
        return made

    def told(self) -> Told:
        """Add an area for paragraphs, empty at first."""
        made = Told(self.theme, self)
        self.column.addWidget(made)
        return made


class TargetPart(Part):
    """Target, minimum and weight, the function, and the anchors of the levels around the target.

    Signals:
        level_chosen: the target level of the profile in post.
        confirmed, levels_wanted: the buttons.
    """

    level_chosen = Signal(int)
    confirmed = Signal()
    levels_wanted = Signal()

    def __init__(self, theme: Theme, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(theme, model, parent)
        self.aim = self.line("strong")
        self._choice = QWidget(self)
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        self.levels = Segments(tuple(str(value) for value in LEVELS), self, _("Target"))
        self.difference = labels.plain("", self, "small", "accent")
        row.addWidget(self.levels)
        row.addWidget(self.difference)
        row.addStretch(1)
        self.column.addWidget(self._choice)
        self.fixed = self.told()
        self.reason = self.line()
        self.facts = self.line(token="muted")
        self.grouping = self.line(token="muted")
        self.confirm_button = button(_("Confirm function"), self, small=True, do=self.confirmed)
        self.column.addWidget(self.confirm_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(labels.rule(self))
        head = QHBoxLayout()
        head.addWidget(labels.plain(_("Levels"), self, "strong"))
        head.addStretch(1)
        self.levels_button = button(pgettext("of the scale", "Levels…"), self, small=True)
        head.addWidget(self.levels_button)
        self.column.addLayout(head)
        self.anchors = self.told()
        self.levels.chosen.connect(self.level_chosen)
        self.levels_button.clicked.connect(self.levels_wanted)

    def show_row(self, row: ItemRow) -> None:
        self._show_target(row)
        self._show_grouping(row.item)
        self._show_anchors(row)
        assert self.model.view is not None
        allow(self.levels_button, "" if self.model.is_draft else say.closed_reason(self.model.view.line))

    def _show_target(self, row: ItemRow) -> None:
        profile, words = self.model.profile(Phase.POST), current()
        there = profile is not None and row.post is not None
        for one in (self.aim, self._choice, self.fixed, self.facts):
            one.setVisible(there)
        self.reason.hide()
        if profile is None or row.post is None:
            return
        told = _("Target: {post}, {phase}")
        self.aim.setText(told.format(post=words.text(profile.post), phase=name_of(profile.phase, words)))
        self.levels.choose(row.post.level)
        level = next((one for one in self.model.content.levels if one.value == row.post.level), None)
        self.fixed.tell((((row.post.level,), "" if level is None else words.text(level.name)),))
        self._choice.setVisible(self.model.is_draft)
        self.fixed.setVisible(not self.model.is_draft)
        changed = say.level(row.post, row.was_post)
        self.difference.setText(changed if "→" in changed else "")
        reasons = (row.post.weight_reason, row.post.critical_reason, row.post.floor_reason)
        said = "; ".join(words.text(one).rstrip(".") for one in reasons if one is not None)
        if said:
            self.reason.setText(_("Reason: {reason}").format(reason=said))
            self.reason.show()
        was = row.was_post if row.was_post is not None and row.was_post.critical else None
        critical = (
            _("critical, not below {level}").format(level=say.level(row.post, was, "floor"))
            if row.post.critical
            else _("not critical")
        )
        self.facts.setText(
            _("At hire: {hire}. Weight: {weight}. {critical}.").format(
                hire=say.level(row.hire, row.was_hire),
                weight=say.level(row.post, row.was_post, "weight"),
                critical=critical[:1].upper() + critical[1:],
            )
        )

    def _show_grouping(self, item: Item) -> None:
        assert self.model.view is not None
        view, words = self.model.view, current()
        function = words.text(view.content.function(item.function).short)
        found = view.groupings.get(item.code)
        self.confirm_button.setVisible(found is None)
        if found is None:
            told = _("Function: {code} {name}, proposed").format(code=item.function, name=function)
        else:
            day = words.date(found.on)
            told = _("Function: {code} {name}, confirmed {day}: {who}").format(
                code=item.function, name=function, day=day, who=found.actor or "—"
            )
        self.grouping.setText(told)

    def _show_anchors(self, row: ItemRow) -> None:
        target = 3 if row.post is None else row.post.level
        wanted = [
            value for value in (target - 1, target) if value >= 0
        ]  # what is asked for, and what is too little
        knowledge = row.item.kind is Kind.KNOWLEDGE
        self.anchors.tell(
            [
                ((one.value,), current().text(one.knowledge if knowledge else one.skill))
                for one in self.model.content.levels
                if one.value in wanted
            ]
        )


class QuestionPart(Part):
    """The interview question, and the answers expected at each level."""

    def __init__(self, theme: Theme, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(theme, model, parent)
        self.about = self.line(token="muted")
        self.question = self.line("body")
        self.probes = self.line(token="muted")
        self.column.addWidget(labels.rule(self))
        self.head_line = self.head(_("Answer guide"))
        self.answers = self.told()
        self.twin_line = self.head(_("Or a situation, for those who have not led a group yet"))
        self.twin = self.line("body")
        self.twin_probes = self.line(token="muted")
        self.twin_answers = self.told()

    def show_row(self, row: ItemRow) -> None:
        asked, words = self.model.content.questions.get(row.item.code), current()
        for one in (self.about, self.probes, self.head_line, self.answers):
            one.setVisible(asked is not None)
        twin = None if asked is None else asked.twin
        for one in (self.twin_line, self.twin, self.twin_probes, self.twin_answers):
            one.setVisible(twin is not None)
        if asked is None:
            self.question.setText(_("There is no question; the competency is rated on facts alone."))
            return
        minutes = ngettext("about {n} minute", "about {n} minutes", asked.minutes).format(n=asked.minutes)
        self.about.setText(f"{phrases_framework.asking(asked.kind, words)} · {minutes}")
        self.question.setText(words.text(asked.question))
        _show_probes(self.probes, asked)
        self.answers.tell(_answers(asked))
        if twin is not None:
            self.twin.setText(words.text(twin.question))
            _show_probes(self.twin_probes, twin)
            self.twin_answers.tell(_answers(twin))


def _show_probes(line: QLabel, asked: Question) -> None:
    line.setText(" ".join(current().text(one) for one in asked.probes))
    line.setVisible(bool(asked.probes))


def _answers(asked: Question) -> list[tuple[tuple[int, ...], str]]:
    told = (((1,), asked.weak), ((2, 3), asked.adequate), ((4,), asked.strong))
    nothing = _("not specified")
    return [(levels, current().text(text) if text.ru else nothing) for levels, text in told]


class LinksPart(Part):
    """The duties that draw on the item, the functions it also serves, and similar items.

    Signals:
        library_wanted: the button for the development actions.
    """

    library_wanted = Signal()

    def __init__(self, theme: Theme, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(theme, model, parent)
        self.head(pgettext("head", "Duties"))
        self.duties = self.told()
        self.column.addWidget(labels.rule(self))
        self.head(_("Also supports"))
        self.functions = self.told()
        self.column.addWidget(labels.rule(self))
        self.head(_("Same subject, different wording"))
        self.near = self.told()
        self.column.addWidget(labels.rule(self))
        self.library_button = button(_("Development actions…"), self, small=True, do=self.library_wanted)
        self.column.addWidget(self.library_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: ItemRow) -> None:
        content, item, words = self.model.content, row.item, current()
        drawing = [one for one in content.duties if item.code in one.items]
        told = [f"{one.clause or one.code} {words.text(one.text)}" for one in drawing]
        self.duties.tell([((), one) for one in told or [_("no duty is linked to it")]])
        served = [f"{code} {words.text(content.function(code).short)}" for code in item.secondary]
        self.functions.tell([((), one) for one in served or [_("no other function")]])
        near = next((group for group in content.alias_groups if item.code in group), ())
        labels_ = [f"{code} {words.text(content.item(code).label)}" for code in near if code != item.code]
        self.near.tell([((), one) for one in labels_ or [_("no other competency")]])
