"""The right side of a card: facts, comment, the twin, the item's duties, and what is left to do."""

from typing import override

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollBar,
    QSizePolicy,
    QWidget,
)

from desktop.assessing.sheet import words
from desktop.assessing.sheet.card.notes_beside import NotesBeside
from desktop.assessing.sheet.facts.editor import Words, WordsEditor
from desktop.assessing.sheet.facts.fact_list import FactList
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from domain.assessing.evidence import COMMENT_FIELD
from domain.assessing.sheet import SheetRow, needs_fact
from resources.i18n import _, current, nb, ngettext

HEAD_EDGES = 62  # px beside the text of the header: margins, gaps, the scroll bar
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_EDGES = (16, 12, 6, 12)  # px left, above, right, below the content; the scroll bar takes 10


class Lines(QWidget):
    """Lines of a code with text beside it, as high as the texts need."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[tuple[str, str], ...] = ()
        self._measured: dict[tuple[str, int], QRect] = {}  # many items have the same duties
        self._font = theme.font("small")
        self._beside = 10  # px where the text begins
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The lines shown: code and text."""
        return self._lines

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show other lines."""
        if lines != self._lines:
            self._lines = lines
            metrics = QFontMetrics(self._font)
            self._beside = max((metrics.horizontalAdvance(code) for code, _text in lines), default=0) + 10
            self.setAccessibleDescription("\n".join(f"{code} {text}" for code, text in lines))
            self.updateGeometry()
            self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(box.height() + 5 for box in self._boxes(width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        top, beside = 0, self._beside
        for (code, text), box in zip(self._lines, self._boxes(self.width()), strict=True):
            painter.setPen(self._theme.color("muted"))
            painter.drawText(QRect(0, top, beside, box.height()), 0, code)
            painter.setPen(self._theme.color("text"))
            painter.drawText(QRect(beside, top, self.width() - beside, box.height()), _WRAPPED, text)
            top += box.height() + 5

    def _boxes(self, width: int) -> list[QRect]:
        room = max(width - self._beside, 40)
        return [self._box(text, room) for _code, text in self._lines]

    def _box(self, text: str, room: int) -> QRect:
        if (text, room) not in self._measured:
            box = QFontMetrics(self._font).boundingRect(0, 0, room, 4000, _WRAPPED, text)
            self._measured[text, room] = box
        return self._measured[text, room]


class _Bar(QScrollBar):
    """A scroll bar that always keeps its space, so that its appearing causes no new layout."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class Side(QFrame):
    """Scrolls if the window is low; the foot stays.

    Signals:
        twin_wanted: repeat the twin's mark.
    """

    twin_wanted = Signal()

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        column = layout.column(of=self)
        scroll = self._scroll = layout.scroll(self)
        scroll.setVerticalScrollBar(_Bar(scroll))
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget(scroll, autoFillBackground=False)
        inside.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # painted when it moves
        inside.setMinimumWidth(1)  # never wider than the column, whatever the content
        self._body = layout.column(gap=6, around=_EDGES, of=inside)
        self._make_fact(theme, inside)
        self._make_comment(theme, inside)
        self._make_twin(theme, inside)
        self._make_duties(theme, inside)
        self._body.addStretch(1)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        column.addWidget(scroll, 1)
        self._foot = QWidget(self)
        foot = layout.row(
            layout.top(labels.plain(_("Before submitting"), self, "strong")), gap="s", around=(16, 10, 16, 10)
        )
        self.left = labels.paragraph("", self, "small", "muted")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.left, 1)
        layout.column(labels.rule(self._foot), foot, of=self._foot)
        column.addWidget(self._foot)

    def set_read_only(self, read_only: bool) -> None:
        """Show texts only from now on; nothing is then left to do either."""
        self.editor.set_read_only(read_only)
        self.comment.set_read_only(read_only)
        self.facts.set_read_only(read_only)
        self._foot.setVisible(not read_only)

    def show_row(self, row: SheetRow) -> None:
        """Show what the item needs, its other facts, twin and duties; ``Texts`` shows the editable texts."""
        code = row.item.code
        self.needed.setText(_needed(row))
        if self.needed.text():
            self._dress(needs_fact(row))
        self.show_unsaved(code)
        self._fit_head()
        self.facts.show_facts(row.facts, self.editor.fact_id if self.editor.code in ("", code) else 0)
        twins = tuple(self._model.row(twin) for twin in self._model.twins(code))
        self._twin.setVisible(bool(twins))
        scale = self._model.sheet_scale
        self.twins.show_lines(
            tuple(
                (one.item.code, f"{current().text(one.item.label)}: {words.mark_words(one.mark, scale)}")
                for one in twins
            )
        )
        duties = self._model.framework.duties_of(code)
        self._duty.setVisible(bool(duties))
        self.duties.show_lines(tuple((duty.called, nb(current().text(duty.text))) for duty in duties))
        form = () if self.editor.form is None else (self.editor.form,)
        layout.settle(self._scroll, *form, self.editor, self._twin, self._duty)

    def _fit_head(self) -> None:
        """Fit both headers: unsaved text is named first, then what is needed, then the key for it."""
        used = HEAD_EDGES + self._title.sizeHint().width()
        used += self.unsaved.sizeHint().width() if not self.unsaved.isHidden() else 0
        for part in (self.needed, self._cap):
            used += part.sizeHint().width() if part.text() else 0
            part.setVisible(bool(part.text()) and used <= self.width())
        used = HEAD_EDGES + self._comment_title.sizeHint().width() + self._comment_cap.sizeHint().width()
        used += self.unsaved_comment.sizeHint().width() if not self.unsaved_comment.isHidden() else 0
        self._comment_cap.setVisible(used <= self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def show_left(self, unmarked: int, without_fact: int) -> None:
        """Show what is missing before the sheet is complete."""
        parts: list[str] = []
        if unmarked:
            told = ngettext("{n} without a mark", "{n} without a mark", unmarked)
            parts.append(told.format(n=unmarked))
        if without_fact:
            told = ngettext("{n} without a fact", "{n} without a fact", without_fact)
            parts.append(told.format(n=without_fact))
        said = nb(" · ".join(parts) or _("nothing is missing"))
        if self.left.text() != said:
            self.left.setText(said)

    def show_unsaved(self, code: str) -> None:
        """Say which texts of the item are unsaved."""
        unsaved = self._model.half(code) is not None
        if self.unsaved.isHidden() == unsaved:
            self.unsaved.setVisible(unsaved)
            self._fit_head()
        half = self._model.half(code, COMMENT_FIELD) is not None
        if self.unsaved_comment.isHidden() == half:
            self.unsaved_comment.setVisible(half)
            self._fit_head()

    def _make_fact(self, theme: Theme, inside: QWidget) -> None:
        self._title = labels.plain(_("Fact"), inside, "strong")
        self.needed = chips.tag("", inside, "warn")
        self.unsaved = labels.plain(_("not saved yet"), inside, "caption", "warn")
        self._cap = chips.key_cap(_("+ E"), inside)
        head = layout.row(self._title, self.needed, self.unsaved, layout.STRETCH, self._cap, gap=6)
        self._body.addLayout(head)
        self.editor = WordsEditor(theme, self._model, inside, Words.FACT, stays=True)
        self._body.addWidget(self.editor)
        self.facts = FactList(theme, inside)
        self._body.addWidget(self.facts)
        self.notes = NotesBeside(inside)
        self._body.addWidget(self.notes)

    def _make_comment(self, theme: Theme, inside: QWidget) -> None:
        self._body.addSpacing(6)
        self._body.addWidget(labels.rule(inside))
        self._comment_title = labels.plain(_("Comment"), inside, "strong")
        head = layout.row(self._comment_title, gap=6, around=(0, 4, 0, 0))
        self.unsaved_comment = labels.plain(_("not saved yet"), inside, "caption", "warn")
        head.addWidget(self.unsaved_comment)
        head.addStretch(1)
        self._comment_cap = chips.key_cap(_("* C"), inside)
        head.addWidget(self._comment_cap)
        self._body.addLayout(head)
        self.comment = WordsEditor(theme, self._model, inside, Words.COMMENT, stays=True)
        self._body.addWidget(self.comment)

    def _make_twin(self, theme: Theme, inside: QWidget) -> None:
        self._twin = QWidget(inside)
        head = labels.paragraph(_("Similar in meaning"), self._twin, "strong")
        head.setContentsMargins(0, 6, 0, 0)
        self.twins = Lines(theme, _("Similar in meaning"), self._twin)
        self.repeat = button(_("The same mark"), self._twin, "quiet", small=True, do=self.twin_wanted)
        foot = layout.row(self.repeat, chips.key_cap("=", self._twin), layout.STRETCH, gap="s")
        layout.column(
            labels.rule(self._twin), head, self.twins, foot, gap=6, around=(0, 10, 0, 0), of=self._twin
        )
        self._body.addWidget(self._twin)

    def _make_duties(self, theme: Theme, inside: QWidget) -> None:
        self._duty = QWidget(inside)
        head = layout.row(gap="s", around=(0, 6, 0, 0))
        head.addWidget(labels.plain(_("Duties"), self._duty, "strong"))
        head.addWidget(labels.elided(_("what this is for"), self._duty, "small", "muted"), 1)
        self.duties = Lines(theme, _("Duties"), self._duty)
        layout.column(labels.rule(self._duty), head, self.duties, gap=6, around=(0, 10, 0, 0), of=self._duty)
        self._body.addWidget(self._duty)

    def _dress(self, lacking: bool) -> None:
        kind = "warn" if lacking else "info"
        if self.needed.property("kind") != kind:
            self.needed.setProperty("kind", kind)
            _polish(self.needed)


def _needed(row: SheetRow) -> str:
    """Return why the mark needs a text; empty if it does not."""
    if row.critical:
        return _("needed: critical")
    if row.mark is not None and row.mark.level in (0, 4):
        return _("needed: level {level}").format(level=row.mark.level)
    return ""


def _polish(label: QLabel) -> None:
    label.style().unpolish(label)
    label.style().polish(label)
