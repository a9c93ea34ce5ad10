"""One row beside the table: what it would do, what is wrong with it, which decisions are possible."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.chips import key_cap, tag
from desktop.people.exchange.words import TONES, Line, decided_words
from desktop.theme import Theme
from domain.people.person import Person
from domain.people.roster import Decision, Entry, Fate
from reports.words.names import name_of
from reports.words.people import phrases_roster
from resources.i18n import _, current

WIDTH, SHARE = 328, 0.4
NEW, LEAVE_OUT = 0, 10  # numbers of the buttons; those between are the people who may be meant
MOST = 9  # possible people with a key of their own


class RowCard(QFrame):
    """Shows one row; decisions are signalled, not carried out.

    Signals:
        decided: number of the button: 0 a new person, 1–9 that person, 10 leave out or include.
    """

    decided = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._full = WIDTH + 24 * theme.font_step
        self.setFixedWidth(self._full)
        scroll = layout.scroll(self)
        layout.column(scroll, of=self)
        self._whole = QWidget(scroll)
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._body = QWidget(self._whole)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        scroll.setWidget(self._whole)
        self.buttons = QButtonGroup(self)

    def fit(self, screen: int) -> None:
        """Leave room for the table where space is short; *screen* is the width of both, px."""
        self.setFixedWidth(min(self._full, max(260, round(screen * SHARE))))

    def show_line(self, line: Line | None, decision: Decision | None) -> None:
        """Show this row; None empties the card."""
        body = QWidget(self._whole)
        column = layout.column(gap=10, of=body)
        self.buttons.deleteLater()
        self.buttons = QButtonGroup(self)
        self.buttons.idClicked.connect(self.decided)
        if line is not None:
            self._add(column, body, line.entry, decision)
        self._body = layout.swap(self._column, self._body, body)

    def _add(self, column: QVBoxLayout, body: QWidget, entry: Entry, decision: Decision | None) -> None:
        words = current()
        ink, _ground = TONES[entry.fate]
        kinds = {"danger": "danger", "warn": "warn", "ok": "ok"}
        head = layout.column(gap="xs")
        place = _("row {n}").format(n=entry.row.number)
        head.addWidget(labels.paragraph(entry.name or place, body, "section"))
        head.addWidget(labels.paragraph(_facts(entry), body, "small", "muted"))
        if permits := phrases_roster.permits(entry.row.person, words):
            head.addWidget(labels.paragraph(permits, body, "small", "muted"))
        column.addLayout(head)
        column.addWidget(tag(phrases_roster.fate(entry.fate, words), body, kinds.get(ink, "info")))
        for problem in entry.problems:
            column.addWidget(labels.paragraph(phrases_roster.problem(problem, words), body))
        match entry.fate:
            case Fate.WRONG:
                todo = _("Fix it in the file and choose the file again, or skip the row.")
                column.addWidget(labels.paragraph(todo, body, "small", "muted"))
            case Fate.NEW if not (entry.maybe or entry.twins):
                column.addWidget(labels.paragraph(_("A new card will be created."), body))
            case Fate.CHANGED:
                for change in entry.changes:
                    column.addWidget(labels.paragraph(phrases_roster.change(change, words), body))
            case Fate.SAME:
                column.addWidget(labels.paragraph(_("The card already says the same."), body))
            case Fate.LEFT_OUT:
                column.addWidget(labels.paragraph(_("Nothing from this row will be written."), body))
            case _:
                pass
        if entry.managers:
            self._add_manager(column, body, entry)
        elif entry.maybe or entry.twins:
            self._add_question(column, body, entry, decision)
        self._add_leaving(column, body, entry)

    def _add_question(
        self, column: QVBoxLayout, body: QWidget, entry: Entry, decision: Decision | None
    ) -> None:
        column.addWidget(labels.rule(body))
        column.addWidget(labels.paragraph(_("Who is meant in this row?"), body, "strong"))
        if told := decided_words(decision, entry):
            column.addWidget(labels.paragraph(told, body))
        for number, one in enumerate(entry.maybe[:MOST], start=1):
            name = _("This is {name}").format(name=one.full_name)
            self._add_choice(column, body, (str(number), one.full_name, _who(one), _("Choose")), name)
        if entry.may_be_new:
            rows = ", ".join(str(row) for row in entry.twins)
            note = _("The same name is in a row above: {rows}").format(rows=rows) if rows else ""
            new = _("New person")
            self._add_choice(column, body, ("0", new, note, _("Create card")), new)

    def _add_manager(self, column: QVBoxLayout, body: QWidget, entry: Entry) -> None:
        column.addWidget(labels.rule(body))
        asked = _("Who is the manager “{name}”?").format(name=entry.row.manager)
        column.addWidget(labels.paragraph(asked, body, "strong"))
        if entry.manager is not None:
            told = _("Resolved: {name}").format(name=entry.manager.person.full_name)
            column.addWidget(labels.paragraph(told, body))
        for number, boss in enumerate(entry.managers[:MOST], start=1):
            one = boss.person
            name = _("This is {name}").format(name=one.full_name)
            place = _("row {n}").format(n=boss.row) if boss.row else ""
            note = ", ".join(part for part in (_who(one), place) if part)
            self._add_choice(column, body, (str(number), one.full_name, note, _("Choose")), name)
        note = _("The answer holds for every row that names the manager so.")
        column.addWidget(labels.paragraph(note, body, "small", "muted"))

    def _add_choice(
        self, column: QVBoxLayout, body: QWidget, texts: tuple[str, str, str, str], name: str
    ) -> None:
        """Add a choice: its key, what it is, what else is known, and its button."""
        key, what, note, act = texts
        row = layout.row(layout.top(key_cap(key, body)), gap="s")
        words = layout.column(labels.paragraph(what, body))
        if note:
            words.addWidget(labels.paragraph(note, body, "small", "muted"))
        row.addLayout(words, 1)
        take = button(act, body, small=True)
        take.setAccessibleName(name)
        self.buttons.addButton(take, int(key))
        row.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def _add_leaving(self, column: QVBoxLayout, body: QWidget, entry: Entry) -> None:
        column.addWidget(labels.rule(body))
        row = layout.row(key_cap("Del", body), gap="s")
        text = _("Restore row") if entry.fate is Fate.LEFT_OUT else _("Skip row")
        leave = button(text, body, small=True)
        self.buttons.addButton(leave, LEAVE_OUT)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)


def _facts(entry: Entry) -> str:
    person = entry.row.person
    parts = (
        _("row {n}").format(n=entry.row.number) if entry.name else "",
        person.personnel_no or person.code,
        name_of(person.kind, current()),
        person.post,
        entry.row.unit,
    )
    return " · ".join(part for part in parts if part)


def _who(person: Person) -> str:
    return ", ".join(part for part in (person.personnel_no or person.code, person.post, person.unit) if part)
