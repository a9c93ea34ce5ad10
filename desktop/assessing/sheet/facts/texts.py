"""The facts and comments of a sheet during typing: opened, stored meanwhile, saved on leaving."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal

from desktop.assessing.sheet import commands as do
from desktop.assessing.sheet.cells import Column
from desktop.assessing.sheet.facts.attachment import FileLine
from desktop.assessing.sheet.facts.editor import NARROWEST, Words, WordsEditor
from desktop.assessing.sheet.facts.fact_form import Form, form_of, unpacked
from desktop.assessing.sheet.stage import Stage
from domain.assessing.evidence import COMMENT_FIELD, draft_field, fact_of_field
from domain.text import clean
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class Written:
    """A text that was open: which one, and the cursor position in it."""

    what: Words
    fact_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class Place:
    """The current item of a sheet, and the open text; *written* is None if none was open."""

    sheet_id: int
    code: str
    written: Written | None


class Texts(QObject):
    """Connects the editors of both modes with table and model; ``fact`` and ``comment`` are the mode's own.

    Signals:
        hidden: code of a filtered-out row that has to be shown.
        settled: code of the row whose text was opened, saved or closed.
        closed: a key left the text; focus the rows again.
        file_wanted: choose a file for the fact.
        refused: why no text can be written now.
        told: code of the item whose fact was saved by key or button.
        removed: what was withdrawn, to be said with a way to undo it.
        crossed: the focus came into a text or went out of it.
    """

    hidden = Signal(str)
    settled = Signal(str)
    closed = Signal()
    file_wanted = Signal()
    refused = Signal(str)
    told = Signal(str)
    removed = Signal(str)
    crossed = Signal()
    _left = Signal(object)  # a refusal on leaving is reported but does not stop the user from leaving

    def __init__(self, stage: Stage) -> None:
        model, table, theme = stage.model, stage.table, stage.context.theme
        super().__init__(table)
        self._model, self._table, self._stack = model, table, stage.stack
        self._today = stage.context.today
        self._forms: dict[tuple[str, int], Form] = {}  # of unsaved texts
        self._saving = False  # a filter may hide the row before its text is saved
        self.read_only = True
        self._lines: list[FileLine] = []
        self._left.connect(self._save_left)
        self.over_table = WordsEditor(theme, model, table, Words.FACT)
        self.comment_over_table = WordsEditor(theme, model, table, Words.COMMENT)
        self.fact, self.comment = self.over_table, self.comment_over_table
        for editor in (self.fact, self.comment):
            self._join(editor)
        table.verticalScrollBar().valueChanged.connect(self._place)
        table.viewport().installEventFilter(self)

    @property
    def editor(self) -> WordsEditor:
        """The open editor, else the fact's."""
        return self.comment if self.comment.is_open else self.fact

    @property
    def typed_in(self) -> bool:
        """Whether keys go into a text that may be changed."""
        return not self.read_only and (self.fact.has_focus or self.comment.has_focus)

    def add(self, *editors: WordsEditor) -> None:
        """Connect editors that stay in a layout."""
        for editor in editors:
            self._join(editor)
            editor.entered.connect(self._on_entered)

    def use(self, fact: WordsEditor, comment: WordsEditor) -> None:
        """Use these editors from now on."""
        self.put_aside()
        self.fact, self.comment = fact, comment

    def use_names(self, names: dict[str, str]) -> None:
        """Use this mapping of hashes to file names."""
        for line in self._lines:
            line.use_names(names)

    def begin(self) -> None:
        """Forget the choices of the previous sheet."""
        self._forms.clear()

    def show(self, code: str) -> None:
        """Show the item's texts in the editors of the layout, except one being edited."""
        if not self.fact.is_open:
            self._fill(self.fact, code, self._model.fact_id(code))
        if not self.comment.is_open:
            self.comment.show_text(0, self._model.text(code, COMMENT_FIELD))

    def write(self, code: str, what: Words = Words.FACT, *, fact_id: int | None = None) -> None:
        """Open a text of the row, unsaved if there is one; without *fact_id* the first fact."""
        if self._model.veils(code):
            self.refused.emit(_("During the check only marks are entered; comments are written after it"))
            return
        editor, other = self.fact, self.comment
        if what is Words.COMMENT:
            editor, other = other, editor
        if other.is_open:
            self._leave(other)
        wanted = self._model.fact_id(code) if fact_id is None else fact_id
        if editor.is_open and (editor.code, editor.fact_id) != (code, wanted):
            self._leave(editor)
        if self._model.line_of(code) < 0:
            self.hidden.emit(code)
        self._table.go_to(self._model.line_of(code))
        field = COMMENT_FIELD if what is Words.COMMENT else draft_field(wanted)
        if editor.form is not None:
            editor.form.show_form(code, self._form(code, wanted), self._model.fact(code, wanted))
        editor.open(code, wanted, self._model.text(code, field), read_only=self.read_only)
        self._place()
        self.settled.emit(code)

    def withdraw(self, fact_id: int) -> None:
        """Withdraw a fact."""
        if not self.read_only:
            self._stack.push(do.withdraw(self._model, fact_id))
            self.removed.emit(_("The fact was removed."))

    def save_all(self) -> None:
        """Save everything open or unsaved, for instance before the sheet is handed in.

        A refused text stays in the editor, with the focus.
        """
        if self.editor.is_open:
            self._on_saved(self.editor)
        for code, field in self._model.half_typed:
            fact_id = fact_of_field(field)
            try:
                if fact_id is None:
                    self._save_comment(code, self._model.text(code, field))
                else:
                    self._save_fact(code, fact_id, self._model.text(code, field), self._form(code, fact_id))
            except Exception:
                self.write(code, Words.COMMENT if fact_id is None else Words.FACT, fact_id=fact_id)
                raise

    def leave(self, code: str = "") -> None:
        """Save and close the editor unless it belongs to this row; a refused text is kept as unsaved."""
        if self.editor.is_open and self.editor.code != code and not self._saving:
            self._leave(self.editor)

    def put_aside(self) -> None:
        """Close the editor and keep its text as unsaved, to continue in another one."""
        if self.editor.is_open:
            self._keep(self.editor)
            self.editor.finish()

    def break_off(self) -> Written | None:
        """Put the open text aside and return its place, None if none is open."""
        editor = self.editor
        cursor = editor.field.textCursor().position()
        written = Written(editor.what, editor.fact_id, cursor) if editor.is_open else None
        self.put_aside()
        return written

    def resume(self, code: str, written: Written) -> None:
        """Open the row's text again at the earlier cursor position."""
        self.write(code, written.what, fact_id=written.fact_id)
        field = self.editor.field
        cursor = field.textCursor()
        cursor.setPosition(min(written.cursor, len(self.editor.text)))
        field.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the row when the table changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _join(self, editor: WordsEditor) -> None:
        editor.saved.connect(self._on_saved)
        editor.passed.connect(self._on_passed)
        editor.left.connect(self._on_left)
        editor.paused.connect(self._keep)
        editor.crossed.connect(self.crossed)
        if editor.form is not None:
            editor.form.file_wanted.connect(self.file_wanted)
            self._lines.append(editor.form.file)

    def _fill(self, editor: WordsEditor, code: str, fact_id: int) -> None:
        if editor.form is not None:
            editor.form.show_form(code, self._form(code, fact_id), self._model.fact(code, fact_id))
        editor.show_text(fact_id, self._model.text(code, draft_field(fact_id)))

    def _form(self, code: str, fact_id: int) -> Form:
        kept = self._forms.get((code, fact_id)) or unpacked(self._model.form(code, fact_id))
        return kept or self._saved_form(code, fact_id)

    def _saved_form(self, code: str, fact_id: int) -> Form:
        mark = self._model.row(code).mark
        level = None if mark is None else mark.level
        return form_of(self._model.fact(code, fact_id), code, self._today(), level)

    def _leave(self, editor: WordsEditor) -> None:
        """Store the text, close the editor, then save."""
        self._keep(editor)
        form = None if editor.form is None else editor.form.form
        left = (editor.code, editor.fact_id, editor.text, form)
        editor.finish()
        if not self.read_only and left[0]:
            self._left.emit(left)

    def _save_left(self, left: tuple[str, int, str, Form | None]) -> None:
        self._save(*left)
        self.settled.emit(left[0])

    def _save(self, code: str, fact_id: int, text: str, form: Form | None) -> int:
        """Save a comment, or a fact if there is a *form*; return the id of the fact."""
        before, self._saving = self._saving, True
        try:
            if form is not None:
                return self._save_fact(code, fact_id, text, form)
            self._save_comment(code, text)
            return 0
        finally:
            self._saving = before

    def _on_entered(self, editor: WordsEditor) -> None:
        if self._table.code:
            fact_id = editor.fact_id if editor.what is Words.FACT else None
            self.write(self._table.code, editor.what, fact_id=fact_id)

    def _on_saved(self, editor: WordsEditor) -> None:
        code = editor.code
        self._save(code, editor.fact_id, editor.text, None if editor.form is None else editor.form.form)
        editor.finish()
        self.settled.emit(code)
        self.closed.emit()
        if editor.what is Words.FACT:
            self.told.emit(code)

    def _on_passed(self, editor: WordsEditor) -> None:
        code, form = editor.code, editor.form
        told = None if form is None else form.form
        fact_id = self._save(code, editor.fact_id, editor.text, told)
        if form is not None:
            form.show_form(code, self._form(code, fact_id), self._model.fact(code, fact_id))
        editor.go_on(fact_id)
        self.settled.emit(code)

    def _on_left(self, editor: WordsEditor) -> None:
        back = editor.has_focus  # after Esc; a click elsewhere sets the focus itself
        code = editor.code
        self._leave(editor)
        self.settled.emit(code)
        if back:
            self.closed.emit()

    def _save_comment(self, code: str, text: str) -> None:
        if clean(text).strip() != self._model.row(code).comment:
            self._stack.push(do.say(self._model, code, text.strip()))
        else:
            self._model.keep_half(code, COMMENT_FIELD, self._model.row(code).comment)

    def _save_fact(self, code: str, fact_id: int, text: str, form: Form) -> int:
        """Save the fact if it has changed; an empty text withdraws it.

        Returns the id of the fact, 0 if there is none.
        """
        old = self._model.fact(code, fact_id)
        made = fact_id
        text = clean(text).strip()
        if not text:
            made = 0
            if old is not None:
                self._stack.push(do.withdraw(self._model, fact_id))
            else:
                self._model.keep_half(code, draft_field(0), "")
        elif old is None:
            told = do.tell(self._model, _fact(code, text, form))
            self._stack.push(told)
            made = told.new_id
        elif (text, form) != (old.text, self._saved_form(code, fact_id)):
            was = _fact(code, old.text, self._saved_form(code, fact_id))
            self._stack.push(do.retell(self._model, fact_id, was, _fact(code, text, form)))
        else:
            self._model.keep_half(code, draft_field(fact_id), old.text)
        self._forms.pop((code, fact_id), None)
        self._model.keep_form(code, fact_id, "")
        return made

    def _keep(self, editor: WordsEditor) -> None:
        if self.read_only or not editor.is_open:
            return
        place = editor.code, editor.fact_id
        self._model.keep_half(editor.code, editor.draft, editor.text)
        if editor.form is None:
            return
        if editor.text.strip():
            form = self._forms[place] = editor.form.form
            unsaved = editor.fact_id == 0 or form != self._saved_form(*place)
            self._model.keep_form(*place, form.packed if unsaved else "")
        else:
            self._forms.pop(place, None)
            self._model.keep_form(*place, "")

    def _place(self) -> None:
        editor = self.editor
        line = self._model.line_of(editor.code)
        if editor not in (self.over_table, self.comment_over_table) or not editor.is_open or line < 0:
            return
        view = self._table.viewport()
        cell = self._table.visualRect(self._model.index(line, Column.FACT))
        wanted = max(cell.width(), NARROWEST, editor.minimumSizeHint().width())
        width = min(wanted, view.width() - 40)
        editor.setFixedWidth(width)
        editor.setFixedHeight(editor.sizeHint().height())
        top = max(min(cell.top(), view.height() - editor.height() - 2), 0)
        editor.move(view.x() + view.width() - width, view.y() + top)


def _fact(code: str, text: str, form: Form) -> do.Fact:
    return (code, *form.codes), form.told(text), form.sha256
