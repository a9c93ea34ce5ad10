"""The words for a row of a list on the screen; the sentences are shared with the command line."""

from dataclasses import dataclass

from domain.people.roster import Decision, Entry, Fate
from reports.words.people import phrases_roster
from resources.i18n import Words, _

TONES = {
    Fate.WRONG: ("danger", "danger_soft"),
    Fate.ASK: ("warn", "warn_soft"),
    Fate.NEW: ("ok", "ok_soft"),
    Fate.CHANGED: ("accent", "accent_soft"),
    Fate.SAME: ("muted", ""),
    Fate.LEFT_OUT: ("muted", ""),
}
"""Ink and ground of a fate; colour is never alone, the word is always there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its texts: row, name, number, fate, note."""

    entry: Entry
    texts: tuple[str, ...]

    @property
    def number(self) -> int:
        """The row number in the file."""
        return self.entry.row.number


def line_of(entry: Entry, words: Words) -> Line:
    """Return the line of a row."""
    person = entry.row.person
    texts = (
        str(entry.row.number),
        entry.name,
        person.personnel_no or person.code,
        phrases_roster.fate(entry.fate, words),
        phrases_roster.note(entry, words),
    )
    return Line(entry, texts)


def filter_words(fate: Fate | None) -> str:
    """Return the name of the filter for this fate."""
    return {
        None: _("All"),
        Fate.WRONG: _("Errors"),
        Fate.ASK: _("To decide"),
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changes"),
        Fate.SAME: _("No change"),
        Fate.LEFT_OUT: _("Skipped"),
    }[fate]


def no_columns_words() -> str:
    """Return what is asked as long as no column says who is who."""
    return _("Choose a column with a name or a personnel number.")


def decided_words(decision: Decision | None, entry: Entry) -> str:
    """Return the decision on the row in words; empty if there is none or none was needed."""
    if decision is None or decision.leave_out or not (entry.maybe or entry.twins):
        return ""
    if decision.person_id is None:
        return _("Resolved: new person")
    known = next((one for one in entry.maybe if one.id == decision.person_id), entry.known)
    return _("Resolved: this is {name}").format(name=known.full_name if known is not None else "")
