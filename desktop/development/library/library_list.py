"""Left of the actions: the library's competencies below a search field and a filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from db.development.library import Shelf, ShelfItem
from desktop.development.library import library_words as say
from desktop.development.library.library_table import item_list
from desktop.kit import layout
from desktop.kit.form.choice import Choice
from desktop.kit.page.empty import Empty
from desktop.kit.search_field import SearchField
from desktop.kit.table.list_model import Heading
from desktop.theme import Theme
from domain.text import fold
from resources.i18n import _, current


class LibraryList(QFrame):
    """The list below its filters; the search covers competencies and their actions.

    Signals:
        moved: another competency is current, or the same one was reread.
    """

    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._shelf: Shelf | None = None
        self.search = SearchField(theme, _("Code or word"), self)
        self.search.grow()
        self.filter = Choice(theme, _("Which competencies"), self)
        self.filter.addItems(say.filters())
        top = layout.column(self.search, self.filter, gap="s", around=(16, 0, 16, 0))
        self.items = item_list(theme, self)
        self.nothing = Empty(theme.icon("library", "muted", 22), "", self)
        self.nothing.set_texts(_("No competency found"), "", _("Clear filter"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.items)
        self._stack.addWidget(self.nothing)
        layout.column(top, layout.grow(self._stack), gap="s", around=(0, 10, 0, 0), of=self)
        self.nothing.acted.connect(self.clear)
        self.search.textChanged.connect(self.fill)
        self.filter.activated.connect(self.fill)
        self.items.selectionModel().currentRowChanged.connect(self.moved)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the competencies that the filters accept."""
        self._shelf = shelf
        self.fill()

    def fill(self) -> None:
        """Rebuild the rows, keeping the current one."""
        shelf = self._shelf
        if shelf is None:
            return
        stood = self.items.current_line
        groups = {
            say.ALL: shelf.items,
            say.OWN: tuple(one for one in shelf.items if one.own),
            say.RETIRED: tuple(one for one in shelf.items if len(one.offered) < len(one.actions)),
            say.BARE: tuple(one for one in shelf.items if not one.offered),
        }
        for number, name in enumerate(say.filters()):
            self.filter.setItemText(number, f"{name}: {len(groups[number])}")
        wanted = fold(self.search.text())
        found = [one for one in groups[self.filter.currentIndex()] if wanted in _searched(one)]
        lines: list[Heading | ShelfItem] = []
        for function in shelf.framework.functions:
            mine = [one for one in found if one.item.function == function.code and not one.gone]
            if mine:
                lines += [Heading(current().text(function.short), function.clause), *mine]
        gone = [one for one in found if one.gone]
        if gone:
            lines += [Heading(_("Not in the edition in force")), *gone]
        self.items.list_model.show(lines)
        self.items.stand_on("" if stood is None else stood.item.key)
        self._stack.setCurrentWidget(self.items if lines else self.nothing)
        self.moved.emit()

    def clear(self) -> None:
        """Show all competencies again."""
        self.search.clear()
        self.filter.setCurrentIndex(say.ALL)
        self.fill()
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)


def _searched(one: ShelfItem) -> str:
    item = one.item
    said = [item.code, item.text.ru, item.text.en, item.label.ru, item.label.en]
    for action in one.actions:
        said += [action.action.text.ru, action.action.text.en]
    return fold(" ".join(part for part in said if part))
