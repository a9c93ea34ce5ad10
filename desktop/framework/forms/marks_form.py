"""Where the lists of a job description begin, if we do not recognize their heads."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.context import Context
from desktop.framework.forms.long_form import RING, LongForm
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.form.text_area import TextAreaField
from desktop.kit.tips import set_tip
from desktop.office.intake.models import Unmarked
from domain.errors import Missing
from domain.framework.provision import Topic
from reports.intake.instruction.reading import Mark
from resources.i18n import _

ROWS = 16  # visible lines of the text
SIGN = "▶"


class MarksForm(LongForm):
    """The text, and buttons that put a line «▶ Knowledge from here» above the one with the cursor.

    Signals:
        chosen: the text and where its lists begin: (text, tuple of Mark).
    """

    help_page = "framework#import"

    chosen = Signal(str, object)

    def __init__(self, context: Context, unmarked: Unmarked, parent: QWidget) -> None:
        about = _(
            "No lists were recognized in {file}. Put the cursor into the first line of each list "
            "and say what it is."
        )
        super().__init__(
            context.theme,
            _("Lists in the text"),
            about.format(file=unmarked.path.name),
            _("Read"),
            parent,
            subject=(unmarked.path.name, unmarked.text),  # what was marked in another text is not put here
        )
        self.text = self.put(TextAreaField(_("Text"), self, "text", unmarked.text, ROWS))
        self._marks: dict[str, Topic] = {}
        self.buttons: dict[Topic, QPushButton] = {}
        slots = self._knowledge, self._skills, self._duties, self._other
        for topic, slot in zip((Topic.KNOW, Topic.CAN, Topic.DUTIES, Topic.OTHER), slots, strict=True):
            act = context.actions.make(f"from_here_{topic}", self, slot)
            self._marks[f"{SIGN} {act.text()}"] = topic
            self.buttons[topic] = button(act.text(), self, small=True)
            set_tip(self.buttons[topic], context.actions.cap(act.objectName()))
            self.buttons[topic].clicked.connect(slot)
        rows = [*self.buttons.values()]
        for pair in (rows[:2], rows[2:]):
            line = layout.row(*pair, layout.STRETCH, gap="s")
            line.setContentsMargins(RING, 0, 0, 0)
            self.body.addLayout(line)
        self.text.area.setFocus()
        self.text.area.moveCursor(self.text.area.textCursor().MoveOperation.Start)

    @override
    def send(self) -> None:
        lines: list[str] = []
        marks: list[Mark] = []
        for line in self.text.area.toPlainText().splitlines():  # as they are counted when it is read
            if line in self._marks:
                marks.append((len(lines) + 1, self._marks[line]))
            else:
                lines.append(line)
        if all(topic is Topic.OTHER for _place, topic in marks):
            self.text.complain(_("Say at least where the knowledge, the skills or the duties begin."))
            raise Missing("text")
        self.chosen.emit("\n".join(lines), tuple(marks))

    def _put(self, topic: Topic) -> None:
        """Put the mark above the line with the cursor; Undo takes it away."""
        mark = next(name for name, one in self._marks.items() if one is topic)
        cursor = self.text.area.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(cursor.MoveOperation.StartOfBlock)
        cursor.insertText(f"{mark}\n")
        cursor.endEditBlock()
        self.text.area.setFocus()

    def _knowledge(self) -> None:
        self._put(Topic.KNOW)

    def _skills(self) -> None:
        self._put(Topic.CAN)

    def _duties(self) -> None:
        self._put(Topic.DUTIES)

    def _other(self) -> None:
        self._put(Topic.OTHER)
