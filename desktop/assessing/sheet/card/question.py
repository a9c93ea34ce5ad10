"""The question for an item: to read aloud, with the answer guide behind a key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.assessing.sheet.card.phrases import Phrase, Phrases
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from domain.framework.framework import Question
from domain.text import Text
from reports.words.framework import phrases_framework
from resources.answers import phrases_of
from resources.i18n import _, current, nb, ngettext


class QuestionPanel(QFrame):
    """The question in large type, its kind and time above."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        column = layout.column(gap=6, around=(16, 10, 16, 12), of=self)
        picture = QLabel(self, pixmap=theme.icon("message-square-quote", "muted", 14).pixmap(14, 14))
        self.title = labels.plain(_("Read aloud"), self, "small", "muted")
        head = layout.row(picture, self.title, layout.STRETCH, gap=6)
        self.kind = labels.plain("", self, "small", "muted")
        head.addWidget(self.kind)
        column.addLayout(head)
        self.question = labels.paragraph("", self, "speak")
        column.addWidget(self.question)

    def set_read_only(self, read_only: bool) -> None:
        """Name it as what was asked, for whoever asks nothing."""
        self.title.setText(_("Question") if read_only else _("Read aloud"))

    def show_question(self, question: Question | None) -> None:
        """Show the question of another item; an organisation's own item may have none."""
        self.setVisible(question is not None)
        if question is None:
            return
        minutes = ngettext("about {n} minute", "about {n} minutes", question.minutes)
        kind = f"{phrases_framework.asking(question.kind, current())} · {minutes.format(n=question.minutes)}"
        if self.kind.text() != kind:
            self.kind.setText(kind)
        self.question.setText(nb(current().text(question.question)))


class Answers(QFrame):
    """What a weak, adequate and strong answer contains, by level; hidden until asked for.

    It is for the assessor's eyes only, so showing another item must hide it.

    Signals:
        ticked: a phrase of the guide, whether it is ticked now, and whether it speaks against.
    """

    ticked = Signal(str, bool, bool)

    def __init__(self, theme: Theme, rule: Text, parent: QWidget) -> None:
        """*rule* separates the two levels that one answer describes."""
        super().__init__(parent)
        self.setObjectName("sunken")
        self.setAccessibleName(_("Answer guide"))
        grid = layout.grid(across="m", down=4, wide=(1,), around=(12, 6, 12, 6), of=self)
        self._said: tuple[str, ...] = ("", "", "")
        self._parts: list[Phrases] = []
        for line, levels in enumerate(("1", "2–3", "4")):
            name = labels.plain(_("Level {level}").format(level=levels), self, "strong")
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            part = Phrases(theme, self)
            part.ticked.connect(self._on_ticked)
            grid.addWidget(part, line, 1)
            self._parts.append(part)
        self._rule = f"2–3: {nb(current().text(rule))}."
        self.note = labels.paragraph("", self, "caption", "muted")
        self.allow("")
        grid.addWidget(self.note, 3, 0, 1, 2)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts shown."""
        return self._said

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases shown, from the weak answer to the strong one."""
        return tuple(line for part in self._parts for line in part.lines if line.said)

    def allow(self, reason: str) -> None:
        """Let the phrases be ticked, or say why not."""
        told = _("Tick what you heard: the fact is drafted from it. {rule}")
        self.note.setText(self._rule if reason else told.format(rule=self._rule))
        for part in self._parts:
            part.allow(reason)

    def fill(self, question: Question | None, written: str = "") -> None:
        """Show the answers to this question; None also removes the old texts from memory.

        Phrases that are in the text *written* are ticked.
        """
        said = (question.weak, question.adequate, question.strong) if question is not None else (None,) * 3
        self._said = tuple(nb(current().text(text)) if text is not None else "" for text in said)
        for part, text in zip(self._parts, said, strict=True):
            part.show_phrases(phrases_of(current().text(text)) if text is not None else (), written)

    def tick(self, written: str) -> None:
        """Tick the phrases that are in the text *written*, and no others."""
        for line in self.phrases:
            line.setChecked(line.said in written)

    def _on_ticked(self, phrase: str, ticked: bool) -> None:
        self.ticked.emit(phrase, ticked, self.sender() is self._parts[0])


class LevelHead(QWidget):
    """«Уровень», a message, and the button that shows the answer guide.

    Signals:
        asked: the button was pressed.
        retried: try again to write the mark.
    """

    asked = Signal()
    retried = Signal()

    def __init__(self, theme: Theme, cap: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = layout.row(gap="s")
        self._title = labels.plain(_("Level"), self, "strong")
        self.words = labels.elided("", self, "small", "muted")
        self.again = button(_("Try again"), self, small=True, do=self.retried)
        self.again.hide()
        self.toggle = button(_("Answer guide"), self, "quiet", theme.icon("eye-off", "accent"), small=True)
        self.toggle.setAccessibleDescription(cap)
        layout.fill(
            row, self._title, layout.STRETCH, self.again, self.toggle, chips.key_cap(cap, self), gap="s"
        )
        layout.column(row, self.words, of=self)
        self.toggle.clicked.connect(self.asked)
        self.say("")

    def say(self, text: str, *, wrong: bool = False, again: bool = False) -> None:
        """Show a message beside the title, without one the rule of rating; *again* offers to retry."""
        text = text or _("The whole description must be true. If in doubt, choose the lower level.")
        if self.words.text() != nb(text):
            self.words.setText(nb(text))
            self.words.setAccessibleName(text)
        labels.recolour(self.words, "danger" if wrong else "muted")
        self.again.setVisible(again)

    def show_open(self, is_open: bool) -> None:
        """Show whether the answer guide is open."""
        told = _("Hide the answer guide") if is_open else _("Answer guide")
        if self.toggle.text() != told:
            self.toggle.setText(told)
