"""The items that a note is about: suggested from its text, chosen by keys, or looked up."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.actions import Actions
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.team.diary.finder import Finder, Option, Options
from desktop.theme import Theme
from domain.framework.framework import Item
from resources.i18n import _, current

LINES = 5


class ItemChoice(QWidget):
    """Lines with a key each: chosen items first, then suggestions; a field finds any other.

    Signals:
        changed: an item was chosen or removed.
    """

    changed = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: Mapping[str, Item] = {}
        self._taken: tuple[str, ...] = ()
        self._suggested: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self.head = labels.paragraph("", self, "small", "muted")
        column = layout.column(self.head, gap="xs", of=self)
        self.lines: list[QPushButton] = []
        self._rows: list[QWidget] = []
        for number in range(LINES):
            row = QWidget(self)
            beside = layout.row(gap="s", of=row)
            line = button("", row, small=True, do=self._on_line)
            line.setCheckable(True)
            line.setProperty("reason", True)
            line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            beside.addWidget(chips.key_cap(actions.cap(f"suggestion_{number + 1}"), row))
            beside.addWidget(line)
            beside.addStretch(1)
            row.hide()
            column.addWidget(row)
            self.lines.append(line)
            self._rows.append(row)
        self.other = Finder(
            theme, _("Another competency"), _("Another competency: code or word"), self, empties=True
        )
        column.addWidget(self.other)
        self.other.found.connect(self._on_found)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of chosen items, in framework order."""
        return tuple(code for code in self._items if code in self._taken)

    def offer(self, items: Sequence[Item]) -> None:
        """Switch to the items of another framework; chosen ones stay if it has them."""
        before, self._items = self._items, {item.code: item for item in items}
        same = {item.code for item in items if item.code in before and before[item.code].key == item.key}
        self.choose([code for code in self._taken if code in same])
        words = current().text
        self.other.offer(
            Options(
                [
                    Option(
                        item.id,
                        f"{item.code}  {words(item.label)}",
                        also=f"{item.text.ru} {item.text.en or ''} {item.label.ru} {item.label.en or ''}",
                    )
                    for item in items
                ]
            )
        )

    def choose(self, codes: Sequence[str]) -> None:
        """Choose these and no others."""
        self._taken = tuple(code for code in codes if code in self._items)
        self._suggested = ()
        self._show()

    def suggest(self, codes: Sequence[str]) -> None:
        """Suggest these besides the chosen ones; visible lines keep their keys where possible."""
        self._suggested = tuple(code for code in codes if code in self._items)
        self._show()

    def toggle(self, number: int) -> None:
        """Toggle the item on this line, counted from 0; do nothing if there is none."""
        if number < len(self._shown):
            code = self._shown[number]
            self._taken = (
                tuple(one for one in self._taken if one != code)
                if code in self._taken
                else (*self._taken, code)
            )
            self._show(stay=True)
            self.changed.emit()

    def _show(self, *, stay: bool = False) -> None:
        """With *stay* no line moves: the user's hand may be on the key of the next one."""
        if not stay:
            self._shown = tuple(dict.fromkeys((*self._taken, *self._suggested)))[:LINES]
        for number, (row, line) in enumerate(zip(self._rows, self.lines, strict=True)):
            row.setVisible(number < len(self._shown))
            if number < len(self._shown):
                item = self._items[self._shown[number]]
                line.setText(f"{item.code}  {current().text(item.label)}".replace("&", "&&"))
                set_tip(line, current().text(item.text))
                line.setChecked(item.code in self._taken)
        more = [code for code in self.codes if code not in self._shown]
        told = _("Competencies the note is about") if self._shown else _("No word points to a competency yet")
        if more:
            told = _("{told}; also: {codes}").format(told=told, codes=", ".join(more))
        self.head.setText(told)

    def _on_line(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.toggle(self.lines.index(sender))

    def _on_found(self, item_id: int) -> None:
        code = next(code for code, item in self._items.items() if item.id == item_id)
        if code not in self._taken:
            self._taken = (*self._taken, code)
        self._show()
        self.changed.emit()
