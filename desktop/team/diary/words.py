"""What the diary says about a note besides its text."""

from desktop.kit.form.dates import day_and_hour
from desktop.shared.polarity import polarity_sign
from domain.team.diary import Note
from resources.i18n import _, current, nb


def noted(note: Note) -> str:
    """Return who wrote the note and when."""
    told = _("Written {when}").format(when=day_and_hour(note.fact.recorded_on, note.fact.recorded_at))
    return nb(f"{told}, {note.author_name}" if note.author_name else told)


def where(note: Note) -> str:
    """Return on which sheet it stands and whose it is; empty for a note."""
    on = note.on_sheet
    if on is None:
        return ""
    form = _("Comment on sheet “{title}”") if on.is_comment else _("On sheet “{title}”")
    told = form.format(title=on.title)
    return f"{told}, {nb(note.author_name)}" if note.author_name else told


def why_fixed(note: Note) -> str:
    """Return why the note cannot be changed or withdrawn; empty if it can."""
    if note.on_sheet is not None:
        return _("It stands on a sheet and is changed there.")
    if not note.mine:
        return _("Only its author can change a note.")
    if note.used:
        return _("It is used as a fact in a submitted sheet and no longer changes.")
    return ""


def line(note: Note) -> str:
    """Return «+ 12.10.2026, S03: вернула SL»."""
    fact = note.fact
    day = current().date(fact.observed_on)
    return f"{polarity_sign(fact.polarity)} {day}, {', '.join(fact.items)}: {fact.text}"
