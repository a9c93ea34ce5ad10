"""A fact drafted from phrases of the answer guide: the words of the guide, edited like typed ones."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.card.phrases import Phrase
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from domain.assessing.evidence import Polarity


class Drafting(QObject):
    """Adds a phrase to the open fact, or takes it out again, as one step of the field's own undo."""

    def __init__(self, stage: Stage, card: Card, texts: Texts, rating: Rating) -> None:
        super().__init__(stage.screen)
        self._table, self._card, self._texts, self._rating = stage.table, card, texts, rating
        card.answers.ticked.connect(self._on_ticked)

    def _on_ticked(self, phrase: str, ticked: bool, against: bool) -> None:
        if not self._table.code or not self._rating.may_write():
            return
        pressed = QApplication.focusWidget()
        if not self._texts.fact.is_open:
            self._texts.write(self._table.code)
        editor = self._texts.fact
        begins = ticked and not editor.fact_id and not editor.text.strip()
        cursor = editor.field.textCursor()
        cursor.beginEditBlock()
        if ticked:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            before = editor.text
            apart = "" if not before or before[-1].isspace() else " "
            cursor.insertText(f"{apart}{phrase} ")  # what is typed next is a word of its own
        else:
            _take_out(cursor, phrase)
        cursor.endEditBlock()
        editor.field.setTextCursor(cursor)
        if begins and editor.form is not None:
            editor.form.choose(Polarity.AGAINST if against else Polarity.FOR)
        # By keys the next phrase is a Tab away, by mouse digits are marks again; leaving saves the fact.
        home = pressed if isinstance(pressed, Phrase) else self._card.head
        home.setFocus(Qt.FocusReason.OtherFocusReason)


def _take_out(cursor: QTextCursor, phrase: str) -> None:
    """Remove the phrase if it is still in the text as it was put there."""
    flags = QTextDocument.FindFlag.FindBackward | QTextDocument.FindFlag.FindCaseSensitively
    document = cursor.document()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    found = document.find(phrase, cursor, flags)  # Qt counts an emoji as two characters, Python as one
    if found.isNull():
        return
    begin, end = found.selectionStart(), found.selectionEnd()
    if document.characterAt(end) == " ":
        end += 1
    elif begin and document.characterAt(begin - 1) == " ":
        begin -= 1
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
