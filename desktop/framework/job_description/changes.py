"""What an edition of a job description changes: clause by clause, the words that come and go, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.context import Context
from desktop.framework.job_description import words as say
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from domain.framework.job_description import Clause
from domain.framework.job_description_difference import (
    ClauseChange,
    ClauseDifference,
    Word,
    clause_differences,
)
from resources.i18n import _, current

EDGE = 60  # px of the window that stay visible around the dialog
WIDTH, HEIGHT = 980, 640  # px at most


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed clause."""

    at: int
    difference: ClauseDifference


class Changes(Dialog):
    """A table to read and copy; below it the current clause, word by word."""

    help_page = "framework#description"

    def __init__(
        self,
        context: Context,
        number: int,
        both: tuple[Sequence[Clause], Sequence[Clause]],
        whom: str,
        parent: QWidget,
    ) -> None:
        """*both* are the lines before and those of the edition, *whom* says whom it concerns."""
        super().__init__(parent)
        differences = clause_differences(*both, current().language)
        title = _("Changes in edition {number} of the job description").format(number=number)
        column = self.lay_out(title, f"{title}: {say.changes(len(differences))}")
        happened = [Cell(say.change(one)) for one in ClauseChange]
        columns: tuple[Column[ChangeRow], ...] = (
            Column("number", _("Clause"), _number, None, "3.1.4 10) → 3.1.4 11)"),
            Column("change", _("What changed"), _change, None, happened),
            Column("text", _("Text"), _text, None, None, least=200),
        )
        self.table = ColumnTable(context, "clauses", title, columns, _key, self, row=44, fixed=True)
        self.list = self.table.list_model
        room = parent.window().width() - EDGE
        self.resize(
            min(WIDTH + 60 * context.theme.font_step, room), min(HEIGHT, parent.window().height() - EDGE)
        )
        for note in filter(None, (whom, say.contract(differences))):
            column.addWidget(labels.paragraph(f"{note[:1].upper()}{note[1:]}", self, "small", "muted"))
        column.addWidget(self.table, 1)
        self.words = QTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("The clause word by word"))
        self.words.setFixedHeight(QFontMetrics(context.theme.font("body")).lineSpacing() * 5 + 16)
        column.addWidget(self.words)
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        self.close_button.setDefault(True)
        column.addLayout(layout.row(layout.STRETCH, self.close_button))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.list.show([ChangeRow(at, one) for at, one in enumerate(differences)])
        self.table.go_to(self.list.first())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row(self) -> None:
        row = self.table.current_line
        self.words.setHtml("" if row is None else _marked(row.difference))


def _marked(one: ClauseDifference) -> str:
    """Return the clause with what goes struck through and what comes in bold: no colour is needed."""
    sign = {Word.SAME: "{}", Word.ADDED: "<b>{}</b>", Word.DROPPED: "<s>{}</s>"}
    return " ".join(sign[kind].format(escape(text.strip())) for kind, text in one.words)


def _number(line: ChangeRow) -> Cell:
    return Cell(say.number(line.difference), role="strong")


def _change(line: ChangeRow) -> str:
    return say.change(line.difference.change)


def _text(line: ChangeRow) -> Cell:
    text = line.difference.new or line.difference.old
    return Cell(" ".join(text.split()), words=text)


def _key(line: ChangeRow) -> object:
    return line.at
