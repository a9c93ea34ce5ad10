"""The library of development actions: competencies left, their actions right; and what worked."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from desktop.context import Context
from desktop.development.library import library_words as say
from desktop.development.library.library_acts import LibraryActs
from desktop.development.library.library_card import LibraryCard
from desktop.development.library.library_list import LibraryList
from desktop.development.library.library_model import LibraryModel
from desktop.development.library.library_table import ActionTable
from desktop.development.library.worked_page import WorkedPage
from desktop.kit import labels, layout
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.segments import Segments
from reports.words.refusals import Sentence
from resources.i18n import _, current, pgettext

LEFT = 340  # px of the competencies at the usual text size
BOTH = 760  # px at the usual text size that competencies and actions need side by side
ITEMS, ACTIONS, WORKED = range(3)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The edition and competency, the search text, and the part shown."""

    framework_id: int
    key: str
    text: str
    filter: int
    part: int


class LibraryScreen(Screen):
    """Own actions, hours and retirement by key; shipped texts cannot be changed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.model = LibraryModel(context, self)
        self._keys_of_actions = (
            ("↑ ↓", _("competency")),
            ("Enter", _("actions")),
            ("Ins", _("own action")),
            ("F2", _("edit")),
            ("F4", _("hours")),
            ("Del", _("retire")),
            ("Ctrl+Z", _("undo")),
            ("Ctrl+PgDn", _("what worked")),
        )
        self._keys_of_worked = (("↑ ↓", _("row")), ("Ctrl+PgUp", _("actions")), ("Ctrl+C", _("copy")))
        self._keys = self._keys_of_actions
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Library of actions"), self, back=_("Back")))
        self.add_button = self.header.act(_("Own action…"), "plus", self._on_add)
        self.header.lead(self.add_button)
        self.trouble = self.add_banner()
        self._bar = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="m", around=(16, 8, 16, 8))
        self.parts = Segments(
            (_("Competencies"), pgettext("library", "Actions"), _("What worked")), self, _("Show")
        )
        self.edition = Choice(theme, _("Model"), self)
        for one in (self.parts, self.edition):
            self._bar.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self._bar.addStretch(1)
        self.lay(self._bar, labels.rule(self))
        library, self.worked = self._lay_library(), WorkedPage(context, self)
        self.stack = self.add_stack(library, self.worked)
        self.acts = LibraryActs(context, self.model, self.items, self.table, self)
        self._join()

    def open(self) -> None:
        """Reread everything, keeping the current line."""
        self.trouble.hide()
        self.model.read()
        allow(self.add_button, read_only_reason() if self.model.read_only else "")
        wanted = self.worked.table if self.parts.current == WORKED else self.items
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return the current line and the search text."""
        shelf, item = self.model.shelf, self.items.current_line
        number = 0 if shelf is None else shelf.framework.id
        key = "" if item is None else item.item.key
        return Remembered(
            number, key, self.search.text(), self.left.filter.currentIndex(), self.parts.current
        )

    def recall(self, memory: object) -> None:
        """Go back to that line."""
        if isinstance(memory, Remembered):
            self.search.setText(memory.text)
            self.left.filter.setCurrentIndex(memory.filter)
            self.model.read(memory.framework_id)
            self.items.stand_on(memory.key)
            self.show_part(memory.part)

    def show_part(self, number: int) -> None:
        """Show competencies with their actions, or what worked."""
        self.parts.choose(number)
        self._fit()
        keys = self._keys_of_worked if self.parts.current == WORKED else self._keys_of_actions
        if keys is not self._keys:
            self._keys = keys
            self.keys_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_library(self) -> QWidget:
        theme = self._context.theme
        page = QWidget(self)
        self.left = LibraryList(theme, page)
        self.items, self.search = self.left.items, self.left.search
        self._edge = labels.edge(page)
        self.right = QFrame(page)
        self.title = labels.elided("", self.right, "section")
        head = layout.column(self.title, around=(16, 10, 16, 10))
        self.table = ActionTable(self._context, self.right)
        self.bare = Empty(theme.icon("library", "muted", 22), "", self.right)
        self._actions = QStackedWidget(self.right)
        self._actions.addWidget(self.table)
        self._actions.addWidget(self.bare)
        self.card = LibraryCard(theme, self.right)
        layout.column(head, layout.grow(self._actions), labels.rule(self.right), self.card, of=self.right)
        layout.fill(
            QBoxLayout(QBoxLayout.Direction.LeftToRight, page), self.left, self._edge, layout.grow(self.right)
        )
        return page

    def _join(self) -> None:
        make, acts = self._context.actions.make, self.acts
        here = Qt.ShortcutContext.WidgetShortcut
        make("open", self.items, self._on_into, here)
        make("copy", self.items, self.items.copy, here)
        for name, slot in (
            ("open", acts.edit),
            ("take_out", acts.take_out),
        ):
            make(name, self.table, slot, here)
        for name, slot in (
            ("add", acts.add),
            ("edit", acts.edit),
            ("hours_of_action", acts.ask_hours),
            ("take_back", acts.take_back),
            ("undo", acts.undo),
            ("redo", acts.redo),
            ("find", self._on_find),
            ("next_part", self._on_next),
            ("previous_part", self._on_previous),
        ):
            make(name, self, slot)
        self.table.around = ("hours_of_action", "take_back")
        self.table.doubleClicked.connect(acts.edit)
        self.bare.acted.connect(acts.add)
        self.card.wanted.connect(acts.do)
        self.edition.activated.connect(self._on_edition)
        self.parts.chosen.connect(self.show_part)
        self.left.moved.connect(self._on_item)
        self.table.selectionModel().currentRowChanged.connect(self._on_action)
        self.model.changed.connect(self._show)
        acts.refused.connect(self._on_refused)
        acts.stood.connect(self._on_stood)
        acts.told.connect(self.told)
        acts.removed.connect(self.removed)

    def _show(self) -> None:
        shelf, adapted = self.model.shelf, self.model.adapted
        if shelf is None or adapted is None:
            return
        self.trouble.hide()
        words = current()
        self.header.set_title(_("Library of actions"), say.facts(shelf))
        if [self.edition.itemData(n) for n in range(self.edition.count())] != [
            one.id for one in shelf.editions
        ]:
            self.edition.clear()
            for one in shelf.editions:
                self.edition.addItem(words.text(one.title), one.id)
        self.edition.setCurrentIndex(self.edition.findData(shelf.framework.id))
        self.edition.setVisible(len(shelf.editions) > 1)
        self.left.show_shelf(shelf)
        self.worked.show_worked(shelf, adapted)
        self._fit()

    def _on_item(self) -> None:
        item = self.items.current_line
        words = current()
        self.title.setText("" if item is None else f"{item.item.code} {words.text(item.item.label)}")
        self.table.show_item(item)
        shown = item is not None and bool(item.actions)
        fixed = self.model.read_only or item is None or item.gone
        if item is not None:
            self.bare.set_texts(_("No action yet"), "", "" if fixed else _("Own action…"))
        else:
            self.bare.set_texts(_("No competency found"))
        self._actions.setCurrentWidget(self.table if shown else self.bare)
        self._on_action()

    def _on_action(self) -> None:
        fixed = read_only_reason() if self.model.read_only else ""
        self.card.show_action(self.table.current_line, fixed)

    def _fit(self) -> None:
        """Show competencies and actions side by side, or one of them if space is short."""
        theme = self._context.theme
        narrow = theme.usual(self.width()) < BOTH
        if not narrow and self.parts.current == ITEMS:
            self.parts.choose(ACTIONS)
        self.parts.offer(ITEMS, offered=narrow)
        part = self.parts.current
        self.stack.setCurrentIndex(1 if part == WORKED else 0)
        self.left.setFixedWidth(self.width() if narrow else LEFT + 16 * theme.font_step)
        self.left.setVisible(not narrow or part != ACTIONS)
        self.right.setVisible(not narrow or part == ACTIONS)
        self._edge.setVisible(not narrow)
        hints = self.parts.sizeHint().width() + 12 + self.edition.sizeHint().width() + 44
        ways = QBoxLayout.Direction
        beside = self.edition.isHidden() or hints <= self.width()
        self._bar.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _on_add(self) -> None:
        self.acts.add()

    def _on_into(self) -> None:
        if self.table.list_model.rowCount():
            self.show_part(ACTIONS)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next(self) -> None:
        self._turn(WORKED, self.worked.table)

    def _on_previous(self) -> None:
        self._turn(ITEMS, self.items)

    def _turn(self, part: int, wanted: QWidget) -> None:
        self.show_part(part)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_find(self) -> None:
        self._turn(ITEMS, self.search)

    def _on_edition(self, number: int) -> None:
        self.model.read(int(self.edition.itemData(number)))

    def _on_refused(self, told: Sentence) -> None:
        self.trouble.show_refused(told)

    def _on_stood(self, action_id: int) -> None:
        self.show_part(ACTIONS)
        self.table.stand_on(action_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
