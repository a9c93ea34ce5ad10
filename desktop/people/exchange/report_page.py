"""The outcome of a load: counts, new units, and people who may now be in the file twice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.table.list_model import ListModel
from desktop.kit.table.list_table import LineDelegate, ListTable
from desktop.kit.table.tables import tab_separated
from desktop.people.exchange.work import Loaded, Pair
from domain.people.person import Person
from domain.people.roster import Entry, Fate, Field
from reports.words.people import phrases_roster
from resources.i18n import _, current, ngettext


class ReportPage(QWidget):
    """Facts above, below them pairs of cards that may be merged.

    Signals:
        merge_wanted: ids of the person already in the file and of the one loaded.
        people_wanted: show the list of people.
        list_wanted: load another list.
        left_wanted: save the skipped rows as a file.
        said: a message to show.
    """

    merge_wanted = Signal(int, int)
    people_wanted = Signal()
    list_wanted = Signal()
    left_wanted = Signal()
    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._skipped: tuple[Entry, ...] = ()
        theme = context.theme
        self.fact = labels.paragraph("", self, "section")
        self.rest = labels.paragraph("", self, "body", "muted")
        row = layout.row(gap="s")
        self.people_button = button(
            _("Go to people"), self, "primary", theme.icon("users-round", "on_primary")
        )
        self.other_button = button(_("Another list…"), self, do=self.list_wanted)
        row.addWidget(self.people_button)
        row.addWidget(self.other_button)
        self.skipped_button = button(_("Copy skipped rows"), self, icon=theme.icon("copy"))
        row.addWidget(self.skipped_button)
        self.save_button = button(_("Save skipped rows…"), self, icon=theme.icon("file-spreadsheet"))
        row.addWidget(self.save_button)
        row.addStretch(1)
        top = layout.column(self.fact, self.rest, row, gap="s", around=(20, 20, 20, 16))
        self._below = QWidget(self)
        self.told = labels.paragraph("", self._below, "strong")
        self.merge_button = button(_("Merge…"), self._below, do=self.merge)
        told = layout.row(layout.grow(self.told), self.merge_button, around=(20, 10, 20, 10))
        titles = (_("Imported"), _("Possible match"))
        self.model: ListModel[Pair] = ListModel(titles, _texts, _key, self, fixed=True)
        self.pairs = ListTable(self.model, theme, _("Possible duplicates in the file"), self._below)
        self.pairs.setSelectionMode(ListTable.SelectionMode.SingleSelection)
        self.pairs.setItemDelegate(LineDelegate(theme, self.pairs))
        self.pairs.horizontalHeader().setStretchLastSection(True)
        self.pairs.setColumnWidth(0, 380 + 16 * theme.font_step)
        layout.column(labels.rule(self._below), told, layout.grow(self.pairs), of=self._below)
        self._rest = QWidget(self)
        layout.column(top, layout.grow(self._below), layout.grow(self._rest), of=self)
        context.actions.make("open", self.pairs, self.merge, Qt.ShortcutContext.WidgetShortcut)
        self.pairs.doubleClicked.connect(self.merge)
        self.people_button.clicked.connect(self.people_wanted)
        self.skipped_button.clicked.connect(self._copy_skipped)
        self.save_button.clicked.connect(self.left_wanted)

    def show_report(self, loaded: Loaded) -> None:
        """Say what was written."""
        words, counts = current(), loaded.roster.counts
        told = [phrases_roster.loaded(fate, counts[fate], words) for fate in Fate if counts[fate]]
        self.fact.setText(
            _("“{file}” was imported: {counts}.").format(file=loaded.file, counts=", ".join(told))
        )
        rest = [_("It is recorded as one journal entry.")]
        if units := loaded.roster.new_units:
            made = ngettext("{n} unit was created: {names}.", "{n} units were created: {names}.", len(units))
            rest.insert(0, made.format(n=len(units), names=", ".join(units)))
        self.rest.setText(" ".join((*rest, *loaded.left_out)))
        self._skipped = loaded.roster.of(Fate.LEFT_OUT)
        for one in (self.skipped_button, self.save_button):
            one.setVisible(bool(self._skipped))
        self.show_pairs(loaded.pairs)

    def _copy_skipped(self) -> None:
        """Copy the skipped rows to the clipboard, to be corrected elsewhere."""
        QGuiApplication.clipboard().setText(skipped_text(self._skipped))
        count = len(self._skipped)
        told = ngettext("{n} skipped row is copied", "{n} skipped rows are copied", count)
        self.said.emit(told.format(n=count))

    def show_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Offer these pairs for merging."""
        self.model.show(pairs)
        count = len(pairs)
        self.told.setText(
            ngettext("{n} card may be a duplicate", "{n} cards may be duplicates", count).format(n=count)
        )
        self._below.setVisible(bool(pairs))
        self._rest.setVisible(not pairs)
        self.pairs.go_to(self.model.first())

    def forget(self, kept_id: int, double_id: int) -> None:
        """Drop the pairs that contain the card just merged away."""
        left = [pair for pair in self.model.lines() if double_id not in (pair.loaded.id, pair.other.id)]
        self.show_pairs(tuple(left))
        self.focus()

    def focus(self) -> None:
        """Focus what comes next."""
        wanted = self.pairs if self.model.rowCount() else self.people_button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def merge(self) -> None:
        """Ask to merge the current pair."""
        pair = self.pairs.current_line
        if pair is not None:
            self.merge_wanted.emit(pair.other.id, pair.loaded.id)


def skipped_text(entries: Sequence[Entry]) -> str:
    """Return the rows as tab-separated cells: row, name, number, post, unit, manager, what is wrong."""
    words = current()
    fields = (Field.PERSONNEL_NO, Field.POST, Field.UNIT, Field.MANAGER)
    titles = (_("Row"), _("Full name"), *(phrases_roster.field(one, words) for one in fields), _("Reason"))
    return tab_separated(
        titles,
        [
            (
                str(one.row.number),
                one.name,
                one.row.person.personnel_no or one.row.person.code,
                one.row.person.post,
                one.row.unit,
                one.row.manager,
                "; ".join(phrases_roster.problem(each, words) for each in one.problems),
            )
            for one in entries
        ],
    )


def _texts(pair: Pair) -> tuple[str, ...]:
    return _named(pair.loaded), _named(pair.other)


def _named(person: Person) -> str:
    parts = (person.full_name, person.code, person.personnel_no or "", person.post, person.unit)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _key(pair: Pair) -> object:
    return pair.loaded.id, pair.other.id
