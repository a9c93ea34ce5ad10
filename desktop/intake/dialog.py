"""The files brought, with what each is and what comes of it; a person chooses where it may be two things."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.context import Context
from desktop.intake import words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.recognising import MODELS, Meaning, Thing
from resources.i18n import _

WIDE = 560  # px at the usual text size
HIGH = 420  # px of the list at most
RING = 3  # px that the ring of the focus needs around a choice
type Chosen = tuple[Arrival, Meaning]


class Brought(Dialog):
    """Files that come in, one after the other, and those that do not.

    Signals:
        agreed: what comes in, a tuple of (Arrival, Meaning): models, then people, then levels of both.
    """

    help_page = "people_import"

    agreed = Signal(object)

    def __init__(self, context: Context, arrivals: Sequence[Arrival], parent: QWidget) -> None:
        super().__init__(parent)
        one = len(arrivals) == 1
        column = self.lay_out(_("What is this file?") if one else _("Files to import"))
        wide = WIDE + 20 * context.theme.font_step
        self.setFixedWidth(wide)
        self._files = tuple(_File(context, arrival, self, alone=one) for arrival in arrivals)
        page = QWidget(self)
        layout.column(*self._files, gap="l", around=(RING, RING, RING, RING), of=page)
        scroll = layout.scroll(self)
        scroll.setWidget(page)
        page.setMaximumWidth(wide - 40 + 2 * RING)
        needed = (
            sum(file.heightForWidth(wide - 60) for file in self._files) + 20 * len(self._files) + 2 * RING
        )
        scroll.setFixedHeight(min(max(needed, 60), HIGH))
        column.addWidget(scroll)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.go_button = button(_("Continue"), self, "primary", do=self._go)
        self.go_button.setDefault(True)
        acts = layout.row(layout.STRETCH, self.cancel_button, self.go_button, gap="s", around=ABOVE)
        column.addLayout(acts)
        # The ring lies outside, so that the fields stand below the title and above the acts.
        left, above, right, below = layout.AROUND_DIALOG
        column.setContentsMargins(left - RING, above, right - RING, below)
        acts.setContentsMargins(ABOVE[0], ABOVE[1], ABOVE[2] + RING, ABOVE[3])
        if (heading := self.findChild(QLabel)) is not None:
            heading.setContentsMargins(RING, 0, RING, 0)
        for file in self._files:
            file.changed.connect(self._show_act)
        self._show_act()
        last = self.go_button if self._chosen() else self.cancel_button
        asked = (file.box for file in self._files if file.box is not None and len(file.arrival.meanings) > 1)
        wanted: QWidget = next(asked, last)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        fit(self)

    @property
    def boxes(self) -> tuple[Choice, ...]:
        """The choices, of files that may come in."""
        return tuple(file.box for file in self._files if file.box is not None)

    @property
    def text(self) -> str:
        """All that is shown about the files, as text."""
        return "\n".join(file.text for file in self._files)

    def _chosen(self) -> tuple[Chosen, ...]:
        chosen = ((file.arrival, file.meaning) for file in self._files)
        return tuple(
            (arrival, meaning)
            for arrival, meaning in chosen
            if meaning is not None and meaning.thing is not Thing.DOCUMENT
        )

    def _show_act(self) -> None:
        some = bool(self._chosen())
        self.go_button.setVisible(some)
        self.cancel_button.setText(_("Cancel") if some else _("Close"))

    def _go(self) -> None:
        chosen = self._chosen()
        self.accept()
        self.agreed.emit(tuple(sorted(chosen, key=_turn)))


def _turn(chosen: Chosen) -> int:
    """Return which turn a file has: levels are of people and competencies that are there by then."""
    thing = chosen[1].thing
    return 0 if thing in MODELS else 2 if thing in (Thing.LEVELS, Thing.FORM) else 1


class _File(QWidget):
    """One file: its name, what it is, and what comes of it or why nothing does; it can be left out.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, context: Context, arrival: Arrival, parent: QWidget, *, alone: bool) -> None:
        super().__init__(parent)
        self.arrival = arrival
        self.name = labels.elided(arrival.path.name, self, "strong")
        self.name.set_more(str(arrival.path))
        self.about = labels.paragraph("", self, "small", "muted")
        self.box: Choice | None = None
        self._what = labels.paragraph("", self)
        rows: list[QWidget] = [self.name]
        documents = [one for one in arrival.meanings if one.thing is Thing.DOCUMENT]
        several = len(arrival.meanings) > 1
        if several or (arrival.meanings and not documents and not alone):
            self._what.hide()
            self.box = Choice(context.theme, _("What “{name}” is").format(name=arrival.path.name), self)
            for meaning in arrival.meanings:
                self.box.addItem(words.what(meaning))
            self.box.addItem(_("None of these: skip the file") if several else _("Skip this file"))
            self.box.currentIndexChanged.connect(self._on_chosen)
            rows.append(self.box)
        else:
            rows.append(self._what)
        layout.column(*rows, self.about, gap="xs", of=self)
        self._show()

    @property
    def meaning(self) -> Meaning | None:
        """What the file is taken for; None if nothing of it comes in."""
        meanings = self.arrival.meanings
        place = 0 if self.box is None else self.box.currentIndex()
        return meanings[place] if place < len(meanings) else None

    @property
    def text(self) -> str:
        """All that is shown about the file, as text."""
        what = self._what.text() if self.box is None else self.box.currentText()
        return "\n".join(part for part in (self.arrival.path.name, what, self.about.text()) if part)

    def _show(self) -> None:
        meaning = self.meaning
        if meaning is None:
            self._what.setText(_("Not imported"))
            skipped = _("Nothing in it can be imported.")
            told = words.refused(self.arrival)
            self.about.setText(skipped if told is None else told.brief)
            dialog = self.window()
            if told is not None and isinstance(dialog, Dialog):
                dialog.help_page = told.help
            return
        self._what.setText(words.what(meaning))
        self.about.setText(
            " ".join(part for part in (words.outcome(meaning), words.unclear(meaning)) if part)
        )

    def _on_chosen(self) -> None:
        self._show()
        self.changed.emit()
