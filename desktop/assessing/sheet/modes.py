"""Card and table over one model: which is shown, where keys go, how to switch."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from desktop.assessing.sheet import keys
from desktop.assessing.sheet.anchors import Anchors
from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.stage import Stage
from desktop.kit import layout
from desktop.kit.segments import Segments
from domain.assessing.case import CycleKind
from domain.assessing.sheet import Sheet, SheetOrigin, SheetRow

CARD, TABLE = 0, 1  # in the order of segments and pages
NAMES = ("card", "table")
_ACTION = QAbstractItemView.CursorAction


class Modes(QObject):
    """The table holds the current row in both modes, even while hidden.

    Signals:
        whole_wanted: clear the filter, since the card shows every row.
        changed: the mode has changed.
        row_shown: the row shown or redrawn; None if there is none.
    """

    whole_wanted = Signal()
    changed = Signal()
    row_shown = Signal(object)

    def __init__(self, stage: Stage, segments: Segments, anchors: Anchors, card: Card, texts: Texts) -> None:
        table, actions, desk = stage.table, stage.context.actions, card.desk
        super().__init__(table)
        self._settings = stage.context.settings
        self._segments = segments
        self._table, self.anchors, self._card, self._texts = table, anchors, card, texts
        self.pages = QStackedWidget()
        texts.add(card.side.editor, card.side.comment)
        segments.chosen.connect(self.show_mode)
        card.wanted.connect(self.go)
        card.stepped.connect(self._on_stepped)
        card.rail.function_wanted.connect(table.go_to_function)
        texts.closed.connect(self.focus)
        for owner in (table, desk):
            keys.bind(actions, "previous_function", owner, self._previous_function)
            keys.bind(actions, "next_function", owner, self._next_function)
        for name, slot in (
            ("previous_item", self._previous),
            ("next_item", self._next),
            ("first_item", self._first),
            ("last_item", self._last),
        ):
            actions.make(name, desk, slot)
        actions.make("answers", card, card.show_answers)  # also while a fact is written

    @property
    def is_card(self) -> bool:
        """Whether one item is shown at a time."""
        return self.pages.currentIndex() == CARD

    def place(
        self,
        banners: tuple[QWidget, ...],
        left: QWidget,
        filters: QWidget,
        nothing: QWidget,
        last: QWidget,
    ) -> None:
        """Build the pages; the banners are placed above the rows of the current one.

        *last* shows below the table what is known of the current row from before.
        """
        page = QWidget(self.pages)
        strip = layout.column(gap="s", around=(16, 8, 16, 0))
        right = layout.column(strip)
        for widget, stretch in ((filters, 0), (self._table, 1), (nothing, 1), (last, 0), (self.anchors, 0)):
            right.addWidget(widget, stretch)
        layout.row(left, layout.grow(right), of=page)
        self._banners, self._strips = banners, (self._card.strip, strip)
        self.pages.addWidget(self._card)
        self.pages.addWidget(page)
        self._set(TABLE)

    def toggle(self) -> None:
        """Show the other mode."""
        self.show_mode(TABLE if self.is_card else CARD)

    def show_mode(self, mode: int) -> None:
        """Show card or table at the same item with any open text, and remember the mode."""
        editor = self._texts.editor
        writing, what, fact_id = editor.is_open, editor.what, editor.fact_id
        code = self._table.code
        self._texts.put_aside()
        self._set(mode)
        self._settings.sheet_mode = NAMES[mode]
        if mode == CARD:
            self.whole_wanted.emit()
        self.show_row(self._table.row)
        self._table.begin_at(self._table.line(code))
        self.focus()
        if writing:
            self._texts.write(code, what, fact_id=fact_id)
        self.changed.emit()

    def suit(self, sheet: Sheet) -> None:
        """Show the mode chosen last, by default the card in hiring; paper and forms are shown as a table."""
        usual = "card" if sheet.cycle.kind is CycleKind.HIRING else "table"
        chosen = NAMES.index(self._settings.sheet_mode or usual)
        self._set(TABLE if sheet.origin is not SheetOrigin.SCREEN else chosen)

    def show_row(self, row: SheetRow | None) -> None:
        """Show the item in the current mode."""
        if self.is_card:
            if row is not None:
                self._texts.show(row.item.code)
            self._card.show_row(row)
        else:
            self.anchors.show_row(row)
        self.row_shown.emit(row)

    def focus(self) -> None:
        """Focus the widget in which digits are marks."""
        (self._card.head if self.is_card else self._table).setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, code: str) -> None:
        """Go to the item."""
        self._table.go_to(self._table.line(code))
        self.focus()

    def _set(self, mode: int) -> None:
        self.pages.setCurrentIndex(mode)
        self._segments.choose(mode)
        for one in self._banners:
            self._strips[mode].addWidget(one)
        side, texts = self._card.side, self._texts
        if mode == CARD:
            texts.use(side.editor, side.comment)
        else:
            texts.use(texts.over_table, texts.comment_over_table)

    def _on_stepped(self, step: int) -> None:
        self._table.step(_ACTION.MoveUp if step < 0 else _ACTION.MoveDown)

    def _previous_function(self) -> None:
        self._table.step_function(-1)

    def _next_function(self) -> None:
        self._table.step_function(1)

    def _previous(self) -> None:
        self._table.step(_ACTION.MoveUp)

    def _next(self) -> None:
        self._table.step(_ACTION.MoveDown)

    def _first(self) -> None:
        self._table.step(_ACTION.MoveHome)

    def _last(self) -> None:
        self._table.step(_ACTION.MoveEnd)
