"""Beside the items: the functions with a draft's changes in them, and all editions of all models."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from db.framework.editions import EditionLine
from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.table.column_table import Cell, CellList, Column
from desktop.kit.table.list_model import Heading
from resources.i18n import _, current

WIDTH = 204
STARTER = say.STARTER


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function, or all of them if the code is empty."""

    code: str
    name: str
    about: str


class Side(QFrame):
    """Two lists; the current line of each is the choice.

    Signals:
        function_chosen: code of a function, empty for all.
        edition_chosen: id of an edition.
        starter_wanted: the button that begins the starter model.
        review_wanted: the button that asks for the review day.
        map_wanted: the button that shows what became of each item.
        sending_wanted: the button that sends the edition to another file.
    """

    function_chosen = Signal(str)
    edition_chosen = Signal(int)
    starter_wanted = Signal()
    review_wanted = Signal()
    map_wanted = Signal()
    sending_wanted = Signal()

    def __init__(self, context: Context, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        theme = context.theme
        self._least = WIDTH + 14 * theme.font_step
        self.setFixedWidth(self._least)
        column = layout.column(gap="xs", around=(0, 12, 0, 0), of=self)
        functions = Column("function", _("Functions"), _function)
        editions = Column("edition", _("Editions"), _edition)
        self.functions = CellList(theme, functions, _function_key, self, row=42)
        self.editions = CellList(theme, editions, _key, self, row=42)
        self.function_list, self.edition_list = self.functions.list_model, self.editions.list_model
        for title, table in ((_("Functions"), self.functions), (_("Editions"), self.editions)):
            caption = labels.plain(title, self, "section")
            caption.setContentsMargins(16, 4, 16, 4)
            column.addWidget(caption)
            # As high as its lines, so that there is no empty space below them; longer lists scroll.
            table.setSizeAdjustPolicy(CellList.SizeAdjustPolicy.AdjustToContents)
            table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
            table.setMinimumHeight(table.verticalHeader().defaultSectionSize())
            column.addWidget(table)
        column.addStretch(1)
        self.map_button = button(_("Edition map…"), self, small=True, do=self.map_wanted)
        self.review_button = button(_("Review date…"), self, small=True, do=self.review_wanted)
        self.starter_button = button(_("Starter framework"), self, small=True, do=self.starter_wanted)
        self.send_button = button(_("Send framework…"), self, small=True, do=self.sending_wanted)
        buttons = self._buttons = self.map_button, self.review_button, self.starter_button, self.send_button
        foot = layout.column(*buttons, gap="s", around=(16, 8, 16, 8))
        column.addLayout(foot)
        self._filling = False
        self.functions.selectionModel().currentRowChanged.connect(self._on_function)
        self.editions.selectionModel().currentRowChanged.connect(self._on_edition)

    def fill(self, function: str) -> None:
        """Show the model's functions and editions, keeping the current lines."""
        view = self._model.view
        if view is None:
            return
        self._filling = True
        content = view.content
        touched: dict[str, int] = {}
        for one in self._model.rows:
            if one.added or one.changed:
                touched[one.item.function] = touched.get(one.item.function, 0) + 1
        rows = [FunctionRow("", _("All functions"), say.items(len(content.items)))]
        for one in content.functions:
            count = touched.get(one.code, 0)
            mine = content.items_of(one.code)
            open_ = sum(item.code not in view.groupings for item in mine)
            last = say.touched(count) if count else say.proposed(open_, len(mine))
            about = " · ".join(part for part in (one.clause, str(len(mine)), last) if part)
            rows.append(FunctionRow(one.code, current().text(one.short), about))
        self.function_list.show(rows)
        self.functions.stand_on(function)
        self.starter_button.setVisible(all(one.key != STARTER for one in self._model.lines))
        self.map_button.setVisible(view.base is not None)
        wanted = max(0 if one.isHidden() else one.sizeHint().width() + 32 for one in self._buttons)
        self.setFixedWidth(max(self._least, wanted))
        keys = list(dict.fromkeys(one.key for one in self._model.lines))
        lines: list[Heading | EditionLine] = []
        for key in keys:
            mine = [one for one in self._model.lines if one.key == key]
            if len(keys) > 1:
                lines.append(Heading(current().text(mine[0].title)))
            lines += mine
        self.edition_list.show(lines)
        self.editions.stand_on(view.line.id)
        for table in (self.functions, self.editions):
            table.setMaximumHeight(table.verticalHeader().length())  # Qt would like more for a single line
        self._filling = False

    def _on_function(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.function_list.line(index.row())
        if line is not None and not self._filling:
            self.function_chosen.emit(line.code)

    def _on_edition(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.edition_list.line(index.row())
        if line is not None and not self._filling:
            self.edition_chosen.emit(line.id)


def _function(line: FunctionRow) -> Cell:
    return Cell(line.name, line.about)


def _function_key(line: FunctionRow) -> object:
    return line.code


def _edition(line: EditionLine) -> Cell:
    return Cell(say.edition(line), say.about(line))


def _key(line: EditionLine) -> object:
    return line.id
