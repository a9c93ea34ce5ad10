"""The left half of the screen of people: filters, the table, and a notice when it is empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.context import Context
from desktop.kit import layout
from desktop.kit.page.empty import Empty
from desktop.people.filter_bar import FilterBar
from desktop.people.table import PeopleTable
from resources.i18n import _


class ListPane(QWidget):
    """Shows the list, or says why it is empty.

    Signals:
        text_wanted: a list of people should be imported: this text, or what the clipboard holds, and the
            PersonKind of those whose kind it does not say; None if nobody said.
    """

    text_wanted = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        self.filters = FilterBar(theme, self)
        self.table = PeopleTable(context, self)
        self.nobody = Empty(
            theme.icon("users", "muted", 22),
            _("Nobody yet"),
            self,
            rest=_("Add a person or import a list."),
            act=_("Add…"),
        )
        self.not_found = Empty(
            theme.icon("search-x", "muted", 22), _("Nobody found"), self, act=_("Clear filter")
        )
        self._stack = QStackedWidget(self)
        for page in (self.table, self.nobody, self.not_found):
            self._stack.addWidget(page)
        layout.column(self.filters, layout.grow(self._stack), of=self)

        self.filters.search.returnPressed.connect(self.found)
        context.actions.make("paste_list", self, self._on_paste)

    def _on_paste(self) -> None:
        self.text_wanted.emit("", None)

    def show_list(self, person_id: int | None) -> None:
        """Select the person, else the first one; say why if the list is empty."""
        self.table.stand_on(person_id)
        if self.table.current_line is not None:
            page: QWidget = self.table
        elif self.table.count():
            page = self.not_found
            asked = " · ".join(self.filters.words)
            self.not_found.set_texts(
                _("Nobody found"), _("Filter: {text}").format(text=asked), _("Clear filter")
            )
        else:
            page = self.nobody
        self._stack.setCurrentWidget(page)
        self.filters.setVisible(page is not self.nobody)

    def show_all(self) -> None:
        """Clear the filter."""
        self.filters.clear()
        self.table.narrow(self.filters.asked)

    def focus(self) -> None:
        """Focus the table, or the way out where it is empty."""
        page = self._stack.currentWidget()
        if page is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(page, Empty):
            page.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_for(self) -> None:
        """Focus the search field."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def found(self) -> None:
        """Move the focus from the search field to the results."""
        if self.table.current_line is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
