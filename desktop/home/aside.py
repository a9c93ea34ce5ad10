"""The panels beside the work: what was last open, and the state of the file."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop.context import Context
from desktop.data import Data
from desktop.home import visits
from desktop.home.panel import SIDE, Panel, line
from desktop.home.visits import Kind, Visit
from desktop.home.words import copy_words, moment_words, size_words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from resources.i18n import _

SHOWN = 3
OLD = timedelta(days=2)  # after which a copy that lacks something is a worry
ICONS = {
    Kind.PERSON: "user-round",
    Kind.SHEET: "clipboard-pen",
    Kind.RESULT: "target",
    Kind.PLAN: "sprout",
    Kind.PAPERS: "files",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something that was open, with the name of its person and the assessment it belongs to."""

    visit: Visit
    name: str
    about: str = ""


class RecentPanel(Panel):
    """What was last open, the newest first.

    Signals:
        wanted: the Visit to make again.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Recent"), parent)
        self._theme = theme
        self.column.setSpacing(0)
        self._rows: list[QPushButton] = []
        self.head.setContentsMargins(0, 0, 0, 6)

    @property
    def rows(self) -> tuple[QPushButton, ...]:
        """The lines, each a button."""
        return tuple(self._rows)

    def show_visits(self, named: tuple[Named, ...], on: date) -> None:
        """Show these visits instead; the focus stays on its line."""
        focused = next((number for number, row in enumerate(self._rows) if row.hasFocus()), -1)
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        told = Counter(_visit_words(one) for one in named[:SHOWN])
        self._rows = [self._row(one, on, alike=told[_visit_words(one)] > 1) for one in named[:SHOWN]]
        self.setVisible(bool(self._rows))
        if 0 <= focused < len(self._rows):
            self._rows[focused].setFocus()

    def _row(self, named: Named, on: date, *, alike: bool) -> QPushButton:
        """Return a line; if others would read the same, it names its assessment."""
        words, when = _visit_words(named), moment_words(named.visit.at, on)
        if alike and named.about:
            words = f"{words}: {named.about}"
        made = line(self._theme, ICONS[named.visit.kind], words, when, self, self._on_row)
        made.setProperty("visit", named.visit)
        self.column.addWidget(made)
        return made

    def _on_row(self) -> None:
        self.wanted.emit(self.sender().property("visit"))


class FilePanel(QFrame):
    """Whether there is a copy, that nothing goes over a network, how large the file is.

    Signals:
        copies_wanted: show the copies, because the newest is old or there is none.
    """

    copies_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        lines = layout.column(gap="xs", around=(SIDE, 10, SIDE, 10), of=self)
        self._copy = QWidget(self)
        self._theme = theme
        self._copied, self._sign = self._line(theme, "shield-check", "ok", _("Backup"), self._copy)
        self.copies_button = button(_("Make a copy…"), self, "quiet", small=True, do=self.copies_wanted)
        self._offline = QWidget(self)
        self._size, _sign = self._line(
            theme, "wifi-off", "muted", _("Works without a network"), self._offline
        )
        lines.addWidget(self._copy)
        lines.addWidget(self.copies_button, 0, Qt.AlignmentFlag.AlignRight)
        lines.addWidget(self._offline)

    def show_state(self, data: Data, on: date) -> None:
        """Show the size of the open file and its newest copy; the first is left away while its disk is."""
        size: int | None = None
        with suppress(OSError):
            size = data.path.stat().st_size
        self.show_size(size)
        copy = data.newest_copy
        self.show_copy(
            copy.taken if copy is not None else None,
            on,
            known=data.copies_known,
            behind=data.copy_behind or data.copies.behind,
            may=not data.read_only,
        )

    def show_copy(self, copied: datetime | None, on: date, *, known: bool, behind: bool, may: bool) -> None:
        """Show when the newest copy was made, once it is *known* whether there is one.

        An old one is only a worry if it is *behind*, that is, lacks something of the file. Without *may*
        none can be made here.
        """
        old = copied is None or (behind and on - copied.astimezone().date() >= OLD)
        self._copy.setVisible(known)
        self.copies_button.setVisible(known and old and may)
        self._copied.setText(_("none yet") if copied is None else copy_words(copied, on))
        labels.recolour(self._copied, "warn" if old else "muted")
        icon, token = ("shield-alert", "warn") if old else ("shield-check", "ok")
        self._sign.setPixmap(self._theme.icon(icon, token).pixmap(16, 16))

    def show_size(self, size: int | None) -> None:
        """Show the size of the file in bytes, None if that is not known."""
        self._size.setText("" if size is None else size_words(size))

    def _line(
        self, theme: Theme, icon: str, token: str, words: str, parent: QWidget
    ) -> tuple[QLabel, QLabel]:
        picture = QLabel(parent, pixmap=theme.icon(icon, token).pixmap(16, 16))
        row = layout.row(picture, layout.grow(labels.elided(words, parent)), gap=9, of=parent)
        fact = labels.plain("", parent, "small", "muted")
        row.addWidget(fact)
        return fact, picture


def named(context: Context) -> tuple[Named, ...]:
    """Return the recent visits with names from the file; what no longer exists is left out."""
    from db.home import overview

    read = context.data.read
    if not context.data.allows(overview.names):
        return ()
    kept = visits.visits(context.settings, read(overview.identity))
    of = {kind: [one.id for one in kept if one.kind is kind] for kind in Kind}
    cases = [*of[Kind.RESULT], *of[Kind.PLAN], *of[Kind.PAPERS]]
    names = read(overview.names, of[Kind.PERSON], cases, of[Kind.SHEET])
    by_kind = {Kind.PERSON: names.people, Kind.SHEET: names.sheets}
    which = {Kind.PERSON: dict[int, str](), Kind.SHEET: names.of_sheets}
    found = (
        (one, by_kind.get(one.kind, names.cases).get(one.id), which.get(one.kind, names.of_cases))
        for one in kept
    )
    return tuple(Named(one, name, about.get(one.id, "")) for one, name, about in found if name is not None)


def _visit_words(named: Named) -> str:
    kinds = {
        Kind.PERSON: _("{name}, card"),
        Kind.SHEET: _("{name}, sheet"),
        Kind.RESULT: _("{name}, result"),
        Kind.PLAN: _("{name}, development plan"),
        Kind.PAPERS: _("{name}, documents"),
    }
    return kinds[named.visit.kind].format(name=named.name)
