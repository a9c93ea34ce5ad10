"""The current item: its text at the top, below it one of its parts, and its acts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.inspector_parts import LinksPart, Part, QuestionPart, TargetPart
from desktop.framework.model import FrameworkModel, ItemRow
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow
from desktop.kit.segments import Segments
from reports.words.names import name_of
from resources.i18n import _, current, pgettext

WIDTH = 300
EDGE, SCROLL = 16, 12  # px on each side, and for a scroll bar
TARGET, QUESTION, LINKS = range(3)


class Inspector(QFrame):
    """Shows an item and offers its acts, each of which also has a key on the screen.

    Signals:
        edited, restored: the buttons that are always there.
        part_wanted: number of the part whose «…» button was pressed.
        clause_wanted: the button that leads to the job description.
    """

    edited = Signal()
    restored = Signal()
    part_wanted = Signal(int)
    clause_wanted = Signal()

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        theme = context.theme
        self._wide = WIDTH + 18 * theme.font_step
        self.setFixedWidth(self._wide)
        self.area = layout.scroll(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget(self.area)
        column = layout.column(gap="s", around=(16, 14, 16, 16), of=page)
        self.code = labels.plain("", page, "small", "muted")
        self.change = chips.tag("", page)
        column.addLayout(layout.row(self.code, layout.STRETCH, self.change, gap="s"))
        self.title = labels.paragraph("", page, "section")
        self.text = labels.paragraph("", page, "body", "muted")
        self.origin = labels.paragraph("", page, "small", "muted")
        for label in (self.title, self.text, self.origin):
            column.addWidget(label)
        names = (_("Target"), pgettext("part", "Question"), pgettext("part", "Links"))
        self.turn = Segments(names, page, _("Show"))
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        self.target = TargetPart(theme, model, page)
        self.question = QuestionPart(theme, model, page)
        self.links = LinksPart(theme, model, page)
        self._parts: tuple[Part, ...] = (self.target, self.question, self.links)
        for part in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        self.area.setWidget(page)
        self._acts = acts = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="s")
        self.edit_button = button(_("Text…"), self, do=self.edited)
        self.part_button = button("", self, do=self._on_part)
        acts.addWidget(self.edit_button, 1)
        acts.addWidget(self.part_button, 1)
        self.clause_button = button(_("Clause"), self, do=self.clause_wanted)
        acts.addWidget(self.clause_button, 1)
        self.restore_button = button("", self, icon=theme.icon("undo-2"), do=self.restored)
        foot = layout.column(acts, self.restore_button, gap="s", around=(16, 8, 16, 12))
        layout.column(layout.grow(self.area), foot, of=self)
        self.turn.chosen.connect(self.show_part)
        self.show_part(TARGET)

    def fit(self, room: int) -> None:
        """Take no more than *room* px; the buttons are stacked if they would be cut."""
        parts = self.turn.sizeHint().width() + 2 * EDGE + SCROLL
        self.setFixedWidth(min(max(self._wide, parts), room))
        ways, wanted = QBoxLayout.Direction, (self.edit_button, self.part_button, self.clause_button)
        third = (self.width() - 48) // 3
        beside = all(one.sizeHint().width() <= third for one in wanted)
        self._acts.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def show_part(self, number: int) -> None:
        """Show one part of the item below its text."""
        self.turn.choose(number)
        for at, part in enumerate(self._parts):
            part.setVisible(at == number)
        names = (_("Targets…"), pgettext("part", "Question…"), pgettext("part", "Links…"))
        self.part_button.setText(names[number])
        self.area.verticalScrollBar().setValue(0)

    def show_row(self, row: ItemRow | None) -> None:
        """Show the item; None hides everything."""
        self.area.setVisible(row is not None)
        for one in (self.edit_button, self.part_button, self.clause_button):
            one.setVisible(row is not None)
        self.restore_button.setVisible(
            row is not None and self._model.is_draft and (row.changed or row.added)
        )
        view = self._model.view
        if row is None or view is None:
            return
        item, words = row.item, current()
        kind = name_of(item.kind, words)
        self.code.setText(" · ".join(part for part in (item.code, item.clause, kind) if part))
        self.change.setText(say.change(added=row.added, changed=row.changed))
        self.change.setVisible(bool(self.change.text()))
        self.title.setText(words.text(item.label))
        self.text.setText(words.text(item.text))
        self.origin.setText(say.origin(view.line, own=item.own))
        self.origin.setVisible(item.own or view.line.based_on is None or not row.changed)
        for part in self._parts:
            part.show_row(row)
        closed = "" if self._model.is_draft else say.closed_reason(view.line)
        for one in (self.edit_button, self.part_button):
            allow(one, closed)
        self.restore_button.setText(
            _("Remove") if row.added else _("Revert to edition {number}").format(number=view.base_number)
        )

    def _on_part(self) -> None:
        self.part_wanted.emit(self.turn.current)
