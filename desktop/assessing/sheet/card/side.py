"""Below the question on a card: facts, comment, the twin, and what duties the item is for."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

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
from resources.i18n import _, current, nb


class Side(QWidget):
    """The field of the fact takes the room that is left.

    Signals:
        twin_wanted: repeat the twin's mark.
    """

    twin_wanted = Signal()

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._read_only = False
        self._body = layout.column(gap=6, of=self)
        self._make_fact(theme)
        self._make_comment(theme)
        self._make_twin()
        self._make_duties()

    def set_read_only(self, read_only: bool) -> None:
        """Show texts only from now on."""
        self.editor.set_read_only(read_only)
        self.comment.set_read_only(read_only)
        self.facts.set_read_only(read_only)
        self._read_only = read_only
        for one in (self._comment_cap, self.repeat, self._repeat_cap):  # keys that do nothing here
            one.setVisible(not read_only)
        self._fit_head()

    def show_row(self, row: SheetRow) -> None:
        """Show what the item needs, its other facts, twin and duties; ``Texts`` shows the editable texts."""
        code = row.item.code
        self.needed.setText(_needed(row))
        if self.needed.text():
            self._dress(needs_fact(row))
        self.show_unsaved(code)
        self._fit_head()
        self.facts.show_facts(row.facts, self.editor.fact_id if self.editor.code in ("", code) else 0)
        self._show_twins(code)
        duties = self._model.framework.duties_of(code)
        self._duty.setVisible(bool(duties))
        told = " · ".join(f"{duty.called} {nb(current().text(duty.text))}" for duty in duties)
        if told != self.duties.text():
            self.duties.setText(told)
            self.duties.setAccessibleName(told)

    def show_unsaved(self, code: str) -> None:
        """Say which texts of the item are unsaved."""
        unsaved = self._model.half(code) is not None
        if self.unsaved.isHidden() == unsaved:
            self.unsaved.setVisible(unsaved)
            self._fit_head()
        half = self._model.half(code, COMMENT_FIELD) is not None
        if self.unsaved_comment.isHidden() == half:
            self.unsaved_comment.setVisible(half)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Fit the heading: unsaved text is named first, then what is needed, then the key for it."""
        used = self._title.sizeHint().width() + 18
        used += self.unsaved.sizeHint().width() if not self.unsaved.isHidden() else 0
        for part in (self.needed, self._cap):
            used += part.sizeHint().width() if part.text() else 0
            is_key = part is self._cap and self._read_only
            part.setVisible(bool(part.text()) and used <= self.width() and not is_key)

    def _show_twins(self, code: str) -> None:
        twins = tuple(self._model.row(twin) for twin in self._model.twins(code))
        self._twin.setVisible(bool(twins))
        if twins:
            scale = self._model.sheet_scale
            told = " · ".join(
                f"{one.item.code} {current().text(one.item.label)}: {words.mark_words(one.mark, scale)}"
                for one in twins
            )
            self.twins.setText(nb(told))
            self.twins.setAccessibleName(told)

    def _make_fact(self, theme: Theme) -> None:
        self._title = labels.plain(_("Fact"), self, "strong")
        self._cap = chips.key_cap(_("+ E"), self)
        self.needed = chips.tag("", self, "warn")
        self.unsaved = labels.plain(_("not saved yet"), self, "caption", "warn")
        head = layout.row(self._title, self._cap, self.needed, layout.STRETCH, self.unsaved, gap=6)
        self._body.addLayout(head)
        self.editor = WordsEditor(theme, self._model, self, Words.FACT, stays=True)
        self._body.addWidget(self.editor, 1)
        self.facts = FactList(theme, self)
        self._body.addWidget(self.facts)
        self.notes = NotesBeside(self)
        self._body.addWidget(self.notes)

    def _make_comment(self, theme: Theme) -> None:
        self._body.addSpacing(2)
        self.unsaved_comment = labels.plain(_("not saved yet"), self, "caption", "warn")
        title = labels.plain(_("Comment"), self, "strong")
        cap = self._comment_cap = chips.key_cap(_("* C"), self)
        self._body.addLayout(layout.row(title, cap, layout.STRETCH, self.unsaved_comment, gap=6))
        self.comment = WordsEditor(theme, self._model, self, Words.COMMENT, stays=True)
        self._body.addWidget(self.comment)

    def _make_twin(self) -> None:
        self._twin = QWidget(self)
        head = labels.plain(_("Similar in meaning"), self._twin, "small", "muted")
        self.twins = labels.elided("", self._twin, "small")
        self.repeat = button(_("The same mark"), self._twin, "quiet", small=True, do=self.twin_wanted)
        cap = self._repeat_cap = chips.key_cap("=", self._twin)
        layout.row(head, layout.grow(self.twins), self.repeat, cap, gap="s", of=self._twin)
        self._body.addWidget(self._twin)

    def _make_duties(self) -> None:
        self._duty = QWidget(self)
        head = labels.plain(_("Duties"), self._duty, "small", "muted")
        self.duties = labels.elided("", self._duty, "small", "muted")
        layout.row(head, layout.grow(self.duties), gap="s", of=self._duty)
        self._body.addWidget(self._duty)

    def _dress(self, lacking: bool) -> None:
        kind = "warn" if lacking else "info"
        if self.needed.property("kind") != kind:
            self.needed.setProperty("kind", kind)
            _polish(self.needed)


def _needed(row: SheetRow) -> str:
    """Return why the mark needs a text, or will; empty if not, as of a reason for no level."""
    if row.mark is not None and row.mark.level is None:
        return ""
    if row.critical:
        return _("needed: critical")
    if row.mark is not None and row.mark.level in (0, 4):
        return _("needed: level {level}").format(level=row.mark.level)
    return ""


def _polish(label: QLabel) -> None:
    label.style().unpolish(label)
    label.style().polish(label)
