"""The facts of a sheet as they are typed: opened over the row, saved, or kept half typed."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop.sheet.commands import Say
from desktop.sheet.editor import NARROWEST, FactEditor
from desktop.sheet.model import Column, SheetModel
from desktop.sheet.table import SheetTable
from desktop.theme import Theme


class Texts(QObject):
    """Joins the editors of both modes to the table and the model; ``editor`` is that of the mode shown.

    Signals:
        hidden: code of a row that a filter hides and that has to be shown.
        closed: the text was left by a key, and the focus belongs to the rows again.
    """

    hidden = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, table: SheetTable, model: SheetModel, stack: QUndoStack) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._stack = stack
        self.read_only = True
        self.over_table = self.editor = FactEditor(theme, table)
        self._join(self.editor)
        table.verticalScrollBar().valueChanged.connect(self._place)
        table.viewport().installEventFilter(self)

    def add(self, editor: FactEditor) -> None:
        """Join an editor that stays in its place."""
        self._join(editor)
        editor.entered.connect(self._on_entered)

    def use(self, editor: FactEditor) -> None:
        """Write in this editor from now on."""
        self.leave()
        self.editor = editor

    def write(self, code: str, text: str | None = None) -> None:
        """Open the text of the row, the half-typed one if there is one, or *text*."""
        if self._model.line_of(code) < 0:
            self.hidden.emit(code)
        self._table.go_to(self._model.line_of(code))
        shown = self._model.text(code) if text is None else text
        self.editor.open(code, shown, read_only=self.read_only)
        self._place()

    def save_all(self) -> None:
        """Save what is open or half typed, as before the sheet is handed in.

        What is refused stays in the editor, with the focus.
        """
        if self.editor.is_open:
            self._on_saved(self.editor.code, self.editor.text)
        for code, text in self._model.half_typed.items():
            try:
                self._save(code, text)
            except Exception:
                self.write(code, text)
                raise

    def leave(self, code: str = "") -> None:
        """Close the editor unless it belongs to this row; the text is kept half typed."""
        if self.editor.is_open and self.editor.code != code:
            self._keep(self.editor.code, self.editor.text)
            self.editor.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the row when the table changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _join(self, editor: FactEditor) -> None:
        editor.saved.connect(self._on_saved)
        editor.left.connect(self._on_left)
        editor.paused.connect(self._on_paused)

    def _on_entered(self) -> None:
        if self._table.code:
            self.write(self._table.code)

    def _on_saved(self, code: str, text: str) -> None:
        self._save(code, text)
        self.editor.finish()
        self.closed.emit()

    def _on_left(self, code: str, text: str) -> None:
        back = self.editor.field.hasFocus()  # Esc; a click elsewhere has its own place for the focus
        self._keep(code, text)
        self.editor.finish()
        if back:
            self.closed.emit()

    def _on_paused(self, code: str, text: str) -> None:
        self._keep(code, text)

    def _save(self, code: str, text: str) -> None:
        if text.strip() != self._model.row(code).comment:
            self._stack.push(Say(self._model, code, text.strip()))
        else:
            self._model.keep_half(code, self._model.row(code).comment)

    def _keep(self, code: str, text: str) -> None:
        if not self.read_only:
            self._model.keep_half(code, text)

    def _place(self) -> None:
        line = self._model.line_of(self.editor.code)
        if self.editor is not self.over_table or not self.editor.is_open or line < 0:
            return
        view = self._table.viewport()
        cell = self._table.visualRect(self._model.index(line, Column.FACT))
        width = min(max(cell.width(), NARROWEST), view.width() - 40)
        top = max(min(cell.top(), view.height() - self.editor.height() - 2), 0)
        self.editor.setFixedWidth(width)
        self.editor.move(view.x() + view.width() - width, view.y() + top)
