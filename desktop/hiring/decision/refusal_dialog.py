"""The reasons of a refusal: a draft of requirement, level and fact, to edit, keep and print (ТК РФ 64)."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.hiring import refusals
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.fields import Field
from desktop.kit.form.form_dialog import refused_words
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.form.text_area import TextArea
from desktop.kit.tips import set_tip
from desktop.office.help.refusals import help_page
from domain.errors import Missing, NamesAnother, TooLong
from reports.words.hiring.phrases_hiring import left_out, refusal_text
from resources.i18n import _, current, nb


class RefusalDialog(KeptDialog):
    """Holds the unfinished text, else the last one kept, else the draft.

    Signals:
        kept: the text is in the file.
        print_wanted: the text is in the file; print it.
    """

    help_page = "decision"

    kept = Signal()
    print_wanted = Signal()

    def __init__(self, context: Context, case_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id = case_id
        read, me, today = context.data.read, context.me.id, context.today()
        record = read(refusals.draft, case_id, me, today)
        last = read(refusals.kept, case_id, me)
        self._draft = refusal_text(record, current())
        self._last = last.text if last is not None else ""
        self.resize(680 + 30 * context.theme.font_step, 560 + 10 * context.theme.font_step)
        title = _("Reasons for the refusal: {name}").format(name=record.person.code)
        column = self.lay_out(title, _("Reasons for the refusal"), gap="s")
        told = _(
            "A draft from requirement, level and fact; nothing of other people. Read it, correct it, sign "
            "it: the words are yours (Labour Code, article 64)."
        )
        column.addWidget(labels.paragraph(nb(told), self, "small", "muted"))
        self.left_out = labels.paragraph(nb(left_out(record, current())), self, "small", "warn")
        self.left_out.setVisible(bool(self.left_out.text()))
        column.addWidget(self.left_out)
        column.addWidget(self.restored)
        self.text = TextArea(_("Text"), self, text=self._last or self._draft)
        self.text.fill_room()
        self.text.entered.connect(self._on_print)
        self._field = Field(_("Text"), self.text, self, "text")
        column.addWidget(self._field, 1)
        by = ""
        if last is not None:
            by = _("Kept on {day} by {name}").format(day=current().date(last.on), name=last.author_name)
        column.addWidget(labels.paragraph(by, self, "small", "muted"))
        self.draft_button = button(_("Redraft"), self, do=self._on_draft)
        set_tip(self.draft_button, _("Puts the draft in place of the text; Ctrl+Z brings it back"))
        self.close_button = button(_("Close"), self, do=self.reject)
        self.keep_button = button(_("Keep"), self, do=self._on_keep)
        self.print_button = button(_("Keep and make PDF…"), self, "primary", do=self._on_print)
        buttons = self.close_button, self.keep_button, self.print_button
        column.addLayout(layout.row(self.draft_button, layout.STRETCH, *buttons, gap="s"))
        self.text.textChanged.connect(self._field.settle)
        self.text.setFocus()

    @override
    def filled_for(self) -> str:
        return str(self._case_id)

    def _on_draft(self) -> None:
        cursor = self.text.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(self._draft)  # in one step, so that Ctrl+Z undoes it
        self.text.setFocus()

    def _write(self) -> bool:
        text = self.text.toPlainText()
        if text.strip() != self._last:
            try:
                self._context.data.write(refusals.keep, self._case_id, text, self._context.today())
            except (Missing, TooLong, NamesAnother) as refused:
                self.help_page = help_page(refused)
                self._field.complain(refused_words(refused))
                self.text.setFocus()
                return False
        return True

    def _on_keep(self) -> None:
        if self._write():
            self.accept()
            self.kept.emit()

    def _on_print(self) -> None:
        if self._write():
            self.accept()
            self.print_wanted.emit()
