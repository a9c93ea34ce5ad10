"""The map of versions: both editions side by side; a person decides what became of each competency."""

from dataclasses import dataclass

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.context import Context
from desktop.framework.both_sides import Side, show_sides
from desktop.framework.versions import words as say
from desktop.framework.versions.model import HIGH, MapModel, MapRow
from desktop.framework.versions.table import MapTable
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import Flow
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.search_field import SearchField
from domain.text import fold
from resources.i18n import _, ngettext, pgettext

ALL, CHANGED, WAITING = range(3)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The edition, the search text, the filter and the current line."""

    framework_id: int
    text: str
    filter: int
    key: object


class MapScreen(Screen):
    """Lines can be joined into splits or merges, cut apart, and confirmed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._keys = (
            ("↑ ↓", _("row")),
            ("Space", _("select")),
            ("Ctrl+J", _("merge the selected")),
            ("Del", pgettext("key", "split")),
            ("Enter", _("confirm")),
            ("Ctrl+Z", _("undo")),
            ("Esc", _("back")),
        )
        self.model = MapModel(context, self)
        self.header = self.add_header(Header(theme, _("Edition map"), self, back=_("Back")))
        self.confirm_button = self.header.act(_("Confirm row"), "", self.confirm)
        self.header.lead(self.confirm_button)
        self.banner = self.add_banner()
        self.lay(self._filters())
        self.table = MapTable(context, self)
        self.nothing = Empty(theme.icon("list-tree", "muted", 22), "", self)
        self._stack = self.add_stack(self.table, self.nothing)
        self.lay(self._sides(), self._foot())
        self._make_acts()
        self.model.changed.connect(self._on_read)
        self.search.textChanged.connect(self._fill)
        self.choice.currentIndexChanged.connect(self._fill)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.nothing.acted.connect(self.clear_filter)
        self.join_button.clicked.connect(self.join)
        self.cut_button.clicked.connect(self.cut)
        self.alike_button.clicked.connect(self.confirm_alike)

    def open(self, framework_id: int) -> None:
        """Show the map of an edition, starting at what awaits a person."""
        self.model.open(framework_id)
        self.choice.setCurrentIndex(WAITING if self.model.waiting else CHANGED)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return the search text and the current line."""
        row, view = self.table.current_line, self.model.view
        shown = 0 if view is None else view.line.id
        key = None if row is None else row.key
        return Remembered(shown, self.search.text(), self.choice.currentIndex(), key)

    def recall(self, memory: object) -> None:
        """Restore what ``memory`` returned."""
        view = self.model.view
        if isinstance(memory, Remembered) and view is not None and memory.framework_id == view.line.id:
            self.search.setText(memory.text)
            self.choice.setCurrentIndex(memory.filter)
            self.table.stand_on(memory.key)

    def tick(self) -> None:
        """Tick the selected lines, or untick them."""
        if self.model.is_draft and self.table.chosen:
            self.model.tick(self.table.chosen)

    def _on_ticked(self, line: MapRow) -> None:
        self.model.tick((line,))

    def join(self) -> None:
        """Join the ticked lines into one."""
        if self.model.is_draft:
            self.model.join()

    def cut(self) -> None:
        """Split the selected lines."""
        if self.model.is_draft:
            self.model.cut(self.table.chosen)

    def confirm(self) -> None:
        """Confirm the selected lines, and go to the next one waiting."""
        if self.model.is_draft:
            self.model.confirm(self.table.chosen)

    def confirm_alike(self) -> None:
        """Confirm all lines whose sides are very similar."""
        if self.model.is_draft:
            count = self.model.confirm_alike()
            self.told.emit(ngettext("{n} row confirmed", "{n} rows confirmed", count).format(n=count))

    def clear_filter(self) -> None:
        """Show all lines again."""
        self.search.clear()
        self.choice.setCurrentIndex(ALL)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filters(self) -> QWidget:
        bar = QWidget(self)
        row = Flow(QMargins(16, 12, 16, 8))
        bar.setLayout(row)
        self.search = SearchField(self._context.theme, _("Code or word"), bar)
        self.choice = Choice(self._context.theme, _("Rows"), bar)
        self.choice.addItems(say.filters(()))
        row.addWidget(self.search)
        row.addWidget(self.choice)
        return bar

    def _sides(self) -> QFrame:
        """Return both sides of the current line in full."""
        frame = QFrame(self)
        row = layout.row(gap="m", around=(16, 8, 16, 0), of=frame)
        names = _("Previous edition"), _("Current edition")
        self.texts = (Side(names[0], frame), Side(names[1], frame))
        for text, name in zip(self.texts, names, strict=True):
            title = labels.plain(name, frame, "small", "muted")
            title.setBuddy(text)
            text.setMaximumHeight(84 + 10 * self._context.theme.font_step)
            row.addLayout(layout.column(title, text, gap="xs"), 1)
        return frame

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        row = Flow(QMargins(16, 8, 16, 8), gap=8)
        foot.setLayout(row)
        told = _("Confirm all ≥ {share}% similar").format(share=HIGH)
        self.join_button = button(_("Merge selected"), foot, small=True)
        self.cut_button = button(_("Split the row"), foot, small=True)
        self.alike_button = button(told, foot, small=True)
        for one in (self.join_button, self.cut_button, self.alike_button):
            row.addWidget(one)
        return foot

    def _make_acts(self) -> None:
        make, own = self._context.actions.make, Qt.ShortcutContext.WidgetShortcut
        self.table.ticked.connect(self._on_ticked)
        make("find", self, self.search.setFocus)
        make("undo", self, self.model.stack.undo)
        make("redo", self, self.model.stack.redo)
        make("join_lines", self, self.join)
        make("confirm_alike", self, self.confirm_alike)
        make("toggle", self.table, self.tick, own)
        make("cut_line", self.table, self.cut, own)
        make("confirm_line", self.table, self.confirm, own)

    def _on_read(self) -> None:
        view = self.model.view
        if view is None:
            return
        self.header.set_title(_("Edition map"), say.facts(view))
        self.table.ticking = self.model.is_draft
        waiting = self.model.waiting
        if self.model.is_draft:
            fact, rest = say.waiting(waiting) if waiting else say.ready()
            self.banner.show_fact(fact, rest, "warn" if waiting else "info", closable=False)
        else:
            self.banner.hide()
        chosen = self.choice.currentIndex()
        self.choice.blockSignals(True)
        for number, name in enumerate(say.filters(self.model.rows)):
            self.choice.setItemText(number, name)
        self.choice.setCurrentIndex(chosen)
        self.choice.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        """Show the lines that the filters accept; keeps the current one, or its successor."""
        row, at = self.table.current_line, max(self.table.currentIndex().row(), 0)
        wanted, chosen = fold(self.search.text()), self.choice.currentIndex()
        lines = [
            one
            for one in self.model.rows
            if wanted in one.searched
            and (chosen != CHANGED or one.changed)
            and (chosen != WAITING or one.line.waits)
        ]
        self.table.list_model.show(lines)
        there = -1 if row is None else self.table.list_model.row_of(row.key)
        self.table.go_to(there if there >= 0 else min(at, len(lines) - 1))
        self.nothing.set_texts(*self._empty_words())
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self._on_row()

    def _empty_words(self) -> tuple[str, str, str]:
        if self.choice.currentIndex() == WAITING and not self.search.text():
            return _("Nothing to confirm"), "", _("Show all rows")
        return _("No rows found"), "", _("Clear filter")

    def _on_row(self) -> None:
        row, view = self.table.current_line, self.model.view
        if row is not None and view is not None and view.base is not None:
            link = row.line.link
            show_sides(self.texts, say.whole(view.base, link.old), say.whole(view.content, link.new))
        else:
            for text in self.texts:
                text.clear()
        closed = self._closed()
        allow(self.confirm_button, closed or self._not_to_confirm(row))
        allow(
            self.join_button, closed or ("" if len(self.model.ticked) > 1 else _("Select two rows or more."))
        )
        both = row is not None and bool(row.line.link.old and row.line.link.new)
        allow(self.cut_button, closed or ("" if both else _("This row cannot be split.")))
        alike = any(one.line.waits and (one.alike or 0) >= HIGH for one in self.model.rows)
        allow(self.alike_button, closed or ("" if alike else _("No proposed row is that similar.")))

    def _closed(self) -> str:
        if self._context.data.read_only:
            return read_only_reason()
        return "" if self.model.is_draft else _("The map of a published edition cannot be changed.")

    def _not_to_confirm(self, row: MapRow | None) -> str:
        if row is None:
            return _("No row is selected.")
        return "" if row.line.waits else _("This row no longer needs to be confirmed.")
