"""What belongs to a fact besides its text: for or against, the day, other items, a file."""

import json
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMargins, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from desktop.assessing.sheet import words
from desktop.assessing.sheet.facts.attachment import FileLine
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import Flow
from desktop.kit.form.dates import parse_date, typed_date
from desktop.kit.form.fields import DayLine
from desktop.kit.segments import Segments
from desktop.kit.tips import set_tip
from desktop.shared.polarity import POLARITIES
from desktop.theme import Theme
from domain.assessing.evidence import Evidence, Polarity, Told
from domain.errors import Missing
from resources.i18n import _, current, nb

IN_A_LINE = 4
LOW = 1  # the highest level for which a new fact is proposed as "against"
ICON = 24  # px of the calendar icon in the day's field


@dataclass(frozen=True, slots=True)
class Form:
    """The choices for a fact; the day as typed, *codes* are other items besides its own."""

    polarity: Polarity
    day: str
    codes: tuple[str, ...] = ()
    sha256: str | None = None

    @property
    def packed(self) -> str:
        """The form as one string, stored beside the unsaved text."""
        return json.dumps([self.polarity.value, self.day, self.codes, self.sha256])

    def told(self, text: str) -> Told:
        """Return the fact with this text.

        Raises:
            Impossible: if the day is not a valid date.
            Missing: if there is no day.
        """
        day = parse_date(self.day, "observed_on")
        if day is None:
            raise Missing("observed_on")
        return Told(text, self.polarity, day)


def unpacked(text: str) -> Form | None:
    """Return the form stored as this string; None if there is none or it cannot be read."""
    try:
        polarity, day, codes, sha256 = json.loads(text)
        return Form(Polarity(polarity), str(day), tuple(str(code) for code in codes), sha256)
    except (ValueError, TypeError):
        return None


def form_of(fact: Evidence | None, code: str, today: date, level: int | None = None) -> Form:
    """Return the form of a fact of the item; a new one has today's date.

    For a low *level* a new fact is proposed as "against", else as "for"; the target is not considered, since
    that would reveal it.
    """
    if fact is None:
        low = level is not None and level <= LOW
        return Form(Polarity.AGAINST if low else Polarity.FOR, typed_date(today))
    others = tuple(other for other in fact.items if other != code)
    return Form(fact.polarity, typed_date(fact.observed_on), others, fact.file_sha256)


class FactForm(QWidget):
    """Segments, the day, chips of other items, the file; not *wide*, on as many lines as they need.

    Signals:
        changed: something was chosen or typed.
        left: Enter or Esc in the day; the focus returns to the text.
        file_wanted: choose a file.
    """

    changed = Signal()
    left = Signal()
    file_wanted = Signal()

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget, *, wide: bool) -> None:
        super().__init__(parent)
        self._model = model
        self._code = ""
        self._codes: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._read_only = False
        signs = [words.polarity_sign(one) for one in POLARITIES]
        texts = tuple(
            f"{sign} {words.polarity_word(one)}" if one is not Polarity.NEUTRAL else words.polarity_word(one)
            for sign, one in zip(signs, POLARITIES, strict=True)
        )
        self.segments = Segments(texts, self, _("For or against"))
        for number, one in enumerate(POLARITIES):
            self.segments.name_segment(number, words.polarity_word(one))
        self.day = DayLine("", self)
        self.day.setAccessibleName(_("Date of the fact"))
        set_tip(self.day, _("When it was said or done"))
        self.day.setFixedWidth(self.day.fontMetrics().horizontalAdvance("00.00.0000") + 28 + ICON)
        self.items = button("", self, "quiet", theme.icon("plus", "accent"), small=True, do=self.choose_items)
        self.items.setAccessibleName(_("Other competencies the fact relates to"))
        set_tip(self.items, self.items.accessibleName())
        self.chips: list[QPushButton] = []
        self.said = labels.paragraph("", self, "small", "muted")  # shown instead of the controls
        self.said.hide()
        self.file = FileLine(theme, self)
        self.stamp = labels.plain("", self, "caption", "muted")
        self.stamp.hide()
        self._lay_out(wide)
        self.segments.chosen.connect(self.changed)
        self.day.textEdited.connect(self.changed)
        self.day.returnPressed.connect(self.left)
        self.file.wanted.connect(self.file_wanted)
        self.file.dropped.connect(self.drop_file)

    @property
    def form(self) -> Form:
        """What is chosen and typed now."""
        return Form(POLARITIES[self.segments.current], self.day.text(), self._codes, self.file.sha256)

    def show_form(self, code: str, form: Form, fact: Evidence | None = None) -> None:
        """Show the form of a fact of this item, and when the *fact* was recorded."""
        self._code, self._codes = code, form.codes
        self.file.show_file(form.sha256, read_only=self._read_only)
        stamp = "" if fact is None else words.stamp(fact)
        if self.stamp.text() != stamp:
            self.stamp.setText(stamp)
        self.stamp.setVisible(bool(stamp))
        self.segments.choose(POLARITIES.index(form.polarity))
        if self.day.text() != form.day:
            self.day.setText(form.day)
        if self._read_only:
            self.said.setText(_said(form))
        self._show_chips()

    def set_read_only(self, read_only: bool) -> None:
        """Set whether the choices are only shown."""
        if self._read_only != read_only:
            self._read_only = read_only
            for widget in (self.segments, self.day, self._relates):
                widget.setVisible(not read_only)
            self.said.setVisible(read_only)
            self.file.show_file(self.file.sha256, read_only=read_only)
            self._show_chips()

    def end_with(self, foot: QWidget) -> None:
        """Put *foot* after the last part, on the same line if it fits."""
        form = self.layout()
        assert form is not None
        form.addWidget(foot)

    def choose(self, polarity: Polarity) -> None:
        """Choose for or against, as a key does."""
        self.segments.choose(POLARITIES.index(polarity))
        self.changed.emit()

    def take_file(self, sha256: str) -> None:
        """Attach the file with this hash; if the fact has a file, compare the two."""
        if self.file.sha256 is not None:
            self.file.compare(sha256)
        elif not self._read_only:
            self.file.show_file(sha256, read_only=False)
            self.changed.emit()

    def drop_file(self) -> None:
        """Remove the file."""
        if self.file.sha256 is not None and not self._read_only:
            self.file.show_file(None, read_only=False)
            self.changed.emit()

    def choose_items(self) -> None:
        """Open the menu of all items of the sheet below the button."""
        self.menu().popup(self.items.mapToGlobal(QPoint(0, self.items.height())))

    def menu(self) -> QMenu:
        """Return a menu of all other items of the sheet by function, with chosen ones ticked."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for heading in self._model.headings():
            part = menu.addMenu(current().text(heading.function.short))
            for code in self._model.codes_of(heading.function.code):
                if code != self._code:
                    label = current().text(self._model.row(code).item.label)
                    entry = part.addAction(f"{code}  {label}".replace("&", "&&"))
                    entry.setData(code)
                    entry.setCheckable(True)
                    entry.setChecked(code in self._codes)
        menu.triggered.connect(self._on_entry)
        return menu

    def _lay_out(self, wide: bool) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._relates = QWidget(self)
        self._links = labels.plain(_("Also relates to"), self._relates, "small", "muted")
        self.items.setParent(self._relates)
        layout.row(self._links, self._grid, self.items, gap="s", of=self._relates)
        if wide:
            first = layout.row(self.segments, self.day, layout.STRETCH, self._relates, gap="s")
            last = layout.row(layout.grow(self.file), self.stamp, gap="s")
            layout.column(self.said, first, last, gap=6, of=self)
            return
        parts = Flow(QMargins(0, 0, 0, 0), gap=10, between=4)
        for part in (self.said, self.segments, self.day, self._relates, self.file, self.stamp):
            parts.addWidget(part)
        self.setLayout(parts)

    def _show_chips(self) -> None:
        """Show a chip for each chosen item, and one for each twin, which is only a suggestion."""
        twins = self._model.twins(self._code) if self._code else ()
        wanted = () if self._read_only else tuple(dict.fromkeys((*self._codes, *twins)))
        if wanted != self._shown:
            self._shown = wanted
            while len(self.chips) < len(wanted):
                self._add_chip()
            for number, chip in enumerate(self.chips):
                chip.setVisible(number < len(wanted))
                if number < len(wanted):
                    chip.setText(wanted[number])
        for code, chip in zip(wanted, self.chips, strict=False):
            chosen = code in self._codes
            set_tip(chip, current().text(self._model.row(code).item.label))  # another model, another text
            chip.setChecked(chosen)
            told = _("The fact also relates to {code}") if chosen else _("Link the fact to {code} as well")
            chip.setAccessibleName(told.format(code=code))

    def _add_chip(self) -> None:
        chip = button("", self, small=True, do=self._on_chip)
        chip.setCheckable(True)
        chip.setProperty("reason", True)
        number = len(self.chips)
        self._grid.addWidget(chip, number // IN_A_LINE, number % IN_A_LINE)
        self.chips.append(chip)

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton):
            self._toggle(chip.text())

    def _on_entry(self, entry: QAction) -> None:
        self._toggle(str(entry.data()))

    def _toggle(self, code: str) -> None:
        chosen = set(self._codes) ^ {code}
        self._codes = tuple(one for one in self._model.codes if one in chosen)
        self._show_chips()
        self.changed.emit()


def _said(form: Form) -> str:
    """Return «− против, 23.11.2026, относится и к S14»."""
    parts = [f"{words.polarity_sign(form.polarity)} {words.polarity_word(form.polarity)}", form.day]
    if form.codes:
        parts.append(_("also relates to {codes}").format(codes=", ".join(form.codes)))
    return nb(", ".join(parts))
