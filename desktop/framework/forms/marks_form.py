"""Where the lists of a job description begin, if we do not recognize their heads."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.forms.long_form import LongForm
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.form.text_area import TextAreaField
from desktop.office.intake.models import Unmarked
from domain.errors import Missing
from reports.intake.instruction.heads import Topic
from reports.intake.instruction.reading import Mark
from resources.i18n import _, pgettext

ROWS = 16  # visible lines of the text
SIGN = "▶"


class MarksForm(LongForm):
    """The text, and buttons that put a line «▶ Knowledge» above the one with the cursor.

    Signals:
        chosen: the text and where its lists begin: (text, tuple of Mark).
    """

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
            subject=(unmarked.path.name,),
        )
        self._marks = {f"{SIGN} {name}": topic for topic, name in _names().items()}
        self.buttons = {
            topic: button(_("From here: {what}").format(what=name.lower()), self, small=True)
            for topic, name in _names().items()
        }
        make = context.actions.make
        for (topic, one), slot in zip(
            self.buttons.items(),
            (self._knowledge, self._skills, self._duties, self._other),
            strict=True,
        ):
            one.clicked.connect(slot)
            key = make(f"from_here_{topic}", self, slot).shortcut()
            one.setToolTip(key.toString(key.SequenceFormat.NativeText))
        self.text = self.put(TextAreaField(_("Text"), self, "text", unmarked.text, ROWS))
        rows = [*self.buttons.values()]
        for pair in (rows[:2], rows[2:]):
            self.body.addLayout(layout.row(*pair, layout.STRETCH, gap="s"))
        self.text.area.setFocus()
        self.text.area.moveCursor(self.text.area.textCursor().MoveOperation.Start)

    @override
    def send(self) -> None:
        lines: list[str] = []
        marks: list[Mark] = []
        for line in self.text.area.toPlainText().split("\n"):
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


def _names() -> dict[Topic, str]:
    """Return the parts that a person can mark, as the buttons and the marks name them."""
    return {
        Topic.KNOW: pgettext("list of a document", "Knowledge"),
        Topic.CAN: pgettext("list of a document", "Skills"),
        Topic.DUTIES: pgettext("list of a document", "Duties"),
        Topic.OTHER: pgettext("list of a document", "Other text"),
    }
