"""One note beside the list: its full text, its items, and whether it may still be changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow, read_only_reason
from desktop.kit.tips import set_tip
from desktop.shared.polarity import polarity_sign, polarity_word
from desktop.team.diary.words import noted, where, why_fixed
from desktop.theme import Theme
from domain.team.diary import Note
from resources.i18n import _, current, nb

WIDTH = 328


class NoteDetail(QFrame):
    """Shows a note; acts are signalled, not carried out.

    Signals:
        change_wanted, back_wanted: change the note, or withdraw it.
        place_wanted: open the sheet on which it stands.
        person_wanted: id of the person it is about.
    """

    change_wanted = Signal()
    back_wanted = Signal()
    place_wanted = Signal()
    person_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._person_id = 0
        self.setObjectName("card")
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        scroll = layout.scroll(self)
        inside = QWidget(scroll)
        column = layout.column(gap="s", around=(16, 14, 16, 16), of=inside)
        self.name = labels.paragraph("", inside, "section")
        self.facts = labels.paragraph("", inside, "small", "muted")
        self.change_button = button(_("Edit…"), inside, do=self.change_wanted)
        set_tip(self.change_button, "F2")
        self.back_button = button(_("Remove note"), inside, "danger", do=self.back_wanted)
        set_tip(self.back_button, "Del")
        self.place_button = button("", inside, do=self.place_wanted)
        acts = layout.row(layout.grow(self.change_button), layout.grow(self.back_button), gap="s")
        self.person_button = button(_("Go to person"), inside, "quiet", small=True, do=self._on_person)
        self.words = labels.paragraph("", inside)
        self.items = labels.paragraph("", inside, "small")
        self.stamp = labels.paragraph("", inside, "small", "muted")
        self.fixed = labels.paragraph("", inside, "small", "muted")
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addLayout(acts)
        column.addWidget(self.place_button)
        column.addWidget(labels.rule(inside))
        column.addWidget(self.words)
        column.addWidget(labels.rule(inside))
        column.addWidget(labels.plain(_("Competencies"), inside, "strong"))
        column.addWidget(self.items)
        column.addWidget(labels.rule(inside))
        column.addWidget(self.stamp)
        column.addWidget(self.fixed)
        column.addWidget(self.person_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll.setWidget(inside)
        layout.column(scroll, of=self)

    def show_note(self, note: Note, *, read_only: bool) -> None:
        """Show another note."""
        fact = note.fact
        self._person_id = fact.person_id
        self.name.setText(note.person_name)
        sign = f"{polarity_sign(fact.polarity)} {polarity_word(fact.polarity)}"
        on = note.on_sheet
        if on is not None and on.is_comment:
            sign = ""
        told = (note.person_code, sign, current().date(fact.observed_on))
        self.facts.setText(nb(" · ".join(part for part in told if part)))
        self.words.setText(fact.text)
        named = zip(fact.items, note.labels, strict=True)
        lines = [f"{code}  {current().text(label)}" for code, label in named]
        self.items.setText("\n".join(lines))
        self.stamp.setText(noted(note) if on is None else where(note))
        fixed = why_fixed(note)
        self.fixed.setText(fixed)
        self.fixed.setVisible(bool(fixed) and on is None)
        self.change_button.setVisible(on is None)
        self.back_button.setVisible(on is None)
        self.place_button.setVisible(on is not None)
        self.place_button.setText(_("Go to sheet") if on is not None and on.sheet_id else _("Go to result"))
        set_tip(self.place_button, "Enter")
        reason = read_only_reason() if read_only else fixed
        allow(self.change_button, reason)
        allow(self.back_button, reason)

    def _on_person(self) -> None:
        self.person_wanted.emit(self._person_id)
