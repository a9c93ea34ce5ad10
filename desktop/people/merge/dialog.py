"""The merge dialog: both cards, which one stays, the outcome; it asks again, since there is no undo."""

from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.assessing import merging, people
from db.file.copies import Why
from desktop.context import Context
from desktop.data import Data
from desktop.kit import labels, layout
from desktop.kit.buttons import button, set_kind
from desktop.kit.form.dialog import Question
from desktop.kit.form.fields import LookUpField
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.off import allow
from desktop.kit.page.banner import Banner
from desktop.kit.segments import Segments
from desktop.people.merge.words import moves, named, rows
from domain.errors import Impossible
from domain.people.person import Person
from domain.people.twins import Merge, may_be_same
from domain.progress import Progress
from reports.words.people import phrases_roster
from resources.i18n import _, current

WIDTH, HEIGHT = 680, 620


class MergeDialog(KeptDialog):
    """Shows what a merge would do; similar names come first, but nobody is preselected.

    Signals:
        merged: ids of the card that stays and of the duplicate, and the message to show.
    """

    help_page = "people#merge"

    merged = Signal(int, int, str)

    def __init__(
        self, context: Context, person_id: int, parent: QWidget, double_id: int | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._told: Merge | None = None
        self._agreed: Merge | None = None  # as it was shown when the question was answered
        others = context.data.read(merging.doubles, person_id)
        self._one = context.data.read(people.person, person_id)
        self._others = {one.id: one for one in others}
        theme = context.theme
        column = self.lay_out(_("Merge two cards of one person"))
        column.addWidget(labels.paragraph(named(self._one), self))
        column.addWidget(self.restored)
        choices = [(one.id, self._offered(one)) for one in others]
        self.other = LookUpField(theme, _("The other card"), self, "person_id", choices, double_id)
        self.other.say(_("Only you can tell whether both are one person. Similar names come first."))
        column.addWidget(self.other)
        self.stays = Segments(("", ""), self, _("Who stays"))
        self._caption = labels.plain(_("Who stays"), self, "small", "muted")
        column.addLayout(layout.row(self._caption, self.stays, layout.STRETCH, gap="s"))
        self.banner = Banner(theme, self)
        column.addWidget(self.banner)
        self._scroll = layout.scroll(self)
        column.addWidget(self._scroll, 1)
        self.moves = labels.paragraph("", self)
        column.addWidget(self.moves)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.merge_button = button(_("Merge…"), self, "primary", do=self.ask)
        column.addLayout(layout.row(layout.STRETCH, self.cancel_button, self.merge_button, gap="s"))
        self.other.box.currentTextChanged.connect(self._show)
        self.stays.chosen.connect(self._on_stays)
        self._show()
        wanted = self.other.box if double_id is None else self.merge_button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        step, above = self._context.theme.font_step, self.parentWidget()
        room = above.window().height() - 40 if above is not None else HEIGHT
        self.resize(WIDTH + 30 * step, min(HEIGHT + 30 * step, max(420, room)))
        super().showEvent(arg__1)

    def ask(self) -> None:
        """Ask again before merging: it cannot be undone."""
        told = self._told
        if told is None or told.conflicts:
            return
        question = Question(
            _("Merge these two cards?"),
            _("“{double}” becomes part of “{kept}”. This cannot be undone.").format(
                double=named(told.double), kept=named(told.kept)
            ),
            _("Keep both"),
            _("Merge"),
            self,
            danger=True,
        )
        question.accepted.connect(self._merge)
        question.open()

    def _merge(self) -> None:
        """Copy the file first, if something in it is in no copy: a merge cannot be undone."""
        data, self._agreed = self._context.data, self._told
        if data.lacks_copy:
            allow(self.merge_button, _("The file is being copied"))
            copying = self._context.jobs.run(partial(_copied, data), self._write, "", ended=self._show_told)
            self.rejected.connect(copying.drop)
        else:
            self._write(None)

    def _write(self, _nothing: None) -> None:
        told = self._agreed
        assert told is not None
        self._context.data.write(merging.merge, told.kept.id, told.double.id)
        done = _("The cards are merged: {name}, {code}").format(
            name=told.after.full_name, code=told.after.code
        )
        self.accept()
        self.merged.emit(told.kept.id, told.double.id, done)

    @override
    def filled_for(self) -> str:
        return str(self._one.id)

    def _offered(self, one: Person) -> str:
        return f"{named(one)} · {_('similar name')}" if may_be_same(self._one, one) else named(one)

    def _chosen(self) -> Person | None:
        try:
            found = self.other.read()
        except Impossible:  # half typed
            self.other.settle()
            return None
        return None if found is None else self._others[found]

    def _show(self) -> None:
        """Show the outcome for the two cards, or ask for the second one."""
        other = self._chosen()
        self._told = None
        if other is not None:
            kept, double = (self._one, other) if self.stays.current == 0 else (other, self._one)
            self._told = self._context.data.read(merging.preview, kept.id, double.id)
            for number, one in enumerate((self._one, other)):
                self.stays.set_text(number, one.code)
                self.stays.name_segment(number, named(one))
        self._caption.setVisible(other is not None)
        self.stays.setVisible(other is not None)
        self._show_told()

    def _show_told(self) -> None:
        told = self._told
        set_kind(self.merge_button, "primary" if told is None or _like(told) else "secondary")
        table = QWidget(self._scroll)
        self.moves.setText(moves(told) if told is not None else "")
        self.banner.hide()
        if told is None:
            allow(self.merge_button, _("Choose the other card first."))
        else:
            self._fill(table, told)
            why = [text for one in told.conflicts for text in phrases_roster.conflict(one, current())]
            if why:
                self.banner.show_fact(
                    _("These two cannot be merged now."), " ".join(why), "danger", closable=False
                )
            elif not _like(told):
                self.banner.show_fact(
                    _("The names differ: {kept} and {double}.").format(
                        kept=told.kept.full_name, double=told.double.full_name
                    ),
                    _("Is this really one person?"),
                    "warn",
                    closable=False,
                )
            allow(self.merge_button, " ".join(why))
        self._scroll.setWidget(table)

    def _fill(self, table: QWidget, told: Merge) -> None:
        grid = layout.grid(across="l", down=6, around=(0, 0, 8, 0), of=table)
        grid.setColumnMinimumWidth(0, 132 + 8 * self._context.theme.font_step)
        heads = ("", _("Stays: {code}").format(code=told.kept.code), told.double.code, _("Becomes"))
        for column, head in enumerate(heads):
            grid.addWidget(labels.paragraph(head, table, "small", "muted"), 0, column)
            grid.setColumnStretch(column, 1 if column else 0)
        for number, (field, kept, double, after) in enumerate(rows(told), start=1):
            grid.addWidget(labels.paragraph(field, table, "small", "muted"), number, 0)
            for column, text in enumerate((kept, double, after), start=1):
                strong = column == 3 and after != kept
                grid.addWidget(
                    labels.paragraph(text or "–", table, "strong" if strong else "body"), number, column
                )
        grid.setRowStretch(grid.rowCount(), 1)

    def _on_stays(self, _number: int) -> None:
        self._show()


def _like(told: Merge) -> bool:
    return may_be_same(told.kept, told.double) or may_be_same(told.double, told.kept)


def _copied(data: Data, progress: Progress) -> None:
    data.copy_first(Why.MERGE, progress)
