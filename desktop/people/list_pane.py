"""The left half of the screen of people: filters, the table, and a notice when it is empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.assessing import people, rosters
from db.people import retention
from desktop.context import Context
from desktop.kit import layout
from desktop.kit.page.empty import Empty
from desktop.people.filter_bar import GROUPS, SELDOM, FilterBar
from desktop.people.model import LEFT, Group, Line, lines_of
from desktop.people.reading import Reading
from desktop.people.state import Wanted
from desktop.people.table import PeopleTable
from domain.people.person import PersonKind
from resources.i18n import _

BY_NAME = (0, False)  # the order in which the first people are read


class ListPane(QWidget):
    """Reads and shows the list, or says why it is empty.

    Signals:
        moved: now that everybody is there, another person is current.
        text_wanted: a list of people should be imported: this text, or what the clipboard holds, and the
            PersonKind of those whose kind it does not say; None if nobody said.
    """

    moved = Signal()
    text_wanted = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self.reading = Reading(context, self)
        self._lacks_some = False  # only the first people are shown, the others are being read
        self._wanted: int | None = None  # who was asked for, and who was current at first
        self._put: object = None
        self.is_settling = False  # the others have come: whoever is current stays so
        # Candidates are HR's; whoever is given some units seldom has one among their people.
        seldom = (PersonKind.CANDIDATE, *SELDOM) if context.data.of_units else SELDOM
        self.filters = FilterBar(theme, self, seldom)
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

        self.reading.completed.connect(self._on_all_read)
        self.reading.planned.connect(self.table.put_plans)
        self.reading.worked_out.connect(self.table.show_standings)
        self.filters.search.returnPressed.connect(self.found)
        if context.data.allows(rosters.load):
            context.actions.make("paste_list", self, self._on_paste)
        self.nobody.act.setVisible(context.data.allows(people.add))
        if not context.data.allows(retention.ending):
            self.filters.states.removeItem(self.filters.states.findData(Wanted.OVER))

    def _on_paste(self) -> None:
        self.text_wanted.emit("", None)

    def read(self, person_id: int | None) -> int:
        """Read the list again and select the person, else the first one; return how many there are in all.

        The first people are there at once, the others follow.
        """
        page = self.reading.first(person_id or 0)
        lines, total = lines_of(page.rows, self._context.today()), page.total
        counts: dict[Group | None, int] = {one or LEFT: number for one, number in page.counts.items()}
        if page.is_whole:
            self.table.narrow(self.filters.asked, self._over())
        else:
            lines = self.table.with_these(lines, total)
        self._lacks_some, self._wanted = len(lines) < total, person_id
        self.table.show_lines(lines, counts)
        self.filters.show_counts(tuple(counts.get(one, total) for one in GROUPS))
        self._stand_on(person_id)
        self._put = self.table.current_key
        self.reading.go_on(page)
        return total

    def narrow(self) -> None:
        """Show whom the filter asks for; a search never finds only some: it waits until all are there."""
        if not (self._lacks_some and self.reading.is_under_way):
            self.table.narrow(self.filters.asked, self._over())

    def show_list(self, person_id: int | None) -> None:
        """Select the person, else the first one; say why if the list is empty."""
        if person_id and self._lacks_some and not self.table.holds(person_id):
            self.read(person_id)
        else:
            self._stand_on(person_id)

    def _on_all_read(self, lines: tuple[Line, ...]) -> None:
        table, bar = self.table, self.table.verticalScrollBar()
        stood, row, scrolled = table.current_key, table.currentIndex().row(), bar.value()
        chosen = bool(self._wanted) or stood != self._put or table.columns.order == BY_NAME
        self._lacks_some, self.is_settling = False, True
        table.narrow(self.filters.asked, self._over())
        table.show_lines(lines)
        self._stand_on(stood if chosen else None)
        if table.currentIndex().row() == row:
            bar.setValue(scrolled)
        self.is_settling = False
        if table.current_key != stood:
            self.moved.emit()

    def _over(self) -> frozenset[int]:
        """Return whose data may be kept no longer; read only while the list is narrowed to them."""
        if self.filters.asked.wanted is not Wanted.OVER:
            return frozenset()
        ending = self._context.data.read(retention.ending, self._context.today())
        return frozenset(one.person_id for one in ending)

    def _stand_on(self, person_id: object) -> None:
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
