"""What comes next where nothing is due: what was begun, who is not assessed yet, else a new assessment."""

from enum import StrEnum

from db.home.overview_records import Figures
from desktop.data import Data
from desktop.form_drafts import Form
from resources.i18n import _, ngettext


class Offer(StrEnum):
    """Where the next step leads."""

    VACANCY = "vacancy"
    CYCLE = "cycle"
    CYCLES = "cycles"
    VACANCIES = "vacancies"
    TEAM = "team"
    ONE = "one"
    NEW = "new"
    NONE = "none"


def starts(data: Data) -> bool:
    """Return whether whoever works here starts assessments."""
    if not data.is_remote:
        return True  # the overview waits for no import
    from db.assessing import assessments

    return data.allows(assessments.start)


def offer(seen: Figures, begun: Form | None, *, starts: bool = True) -> Offer:
    """Return what to offer; *begun* is the form left half filled in.

    Who *starts* no assessments is led to the cycles of others at most.
    """
    if not starts:
        return Offer.CYCLES if seen.sheets > seen.sheets_in and seen.staff_pending else Offer.NONE
    if begun is not None:
        return Offer.VACANCY if begun is Form.VACANCY else Offer.CYCLE
    if seen.sheets > seen.sheets_in:  # somebody owes them, by no day or a late one
        return Offer.CYCLES if seen.staff_pending else Offer.VACANCIES
    left = seen.staff - seen.assessed
    if left:
        return Offer.TEAM if left > 1 else Offer.ONE
    return Offer.NEW


def offer_words(one: Offer, seen: Figures) -> tuple[str, str, str]:
    """Return title, detail and act."""
    kept = _("What you typed is kept.")
    left, owed = seen.staff - seen.assessed, seen.sheets - seen.sheets_in - seen.own_sheets
    unassessed = ngettext("{n} employee is not assessed yet", "{n} employees are not assessed yet", left)
    match one:
        case Offer.VACANCY:
            return _("Continue the new vacancy"), kept, _("Continue")
        case Offer.CYCLE:
            return _("Continue the new cycle"), kept, _("Continue")
        case Offer.CYCLES | Offer.VACANCIES:
            told = ngettext("{n} sheet is pending from others", "{n} sheets are pending from others", owed)
            if not owed:
                owed = seen.own_sheets
                told = ngettext("{n} sheet is pending from you", "{n} sheets are pending from you", owed)
            act = _("To the cycles") if one is Offer.CYCLES else _("To the vacancies")
            return told.format(n=owed), _("Open one to see who has not submitted yet."), act
        case Offer.TEAM:
            detail = _("A cycle assesses the whole team; one person is assessed from the list of people.")
            return unassessed.format(n=left), detail, _("New cycle")
        case Offer.ONE:
            return unassessed.format(n=left), _("Choose someone in the list of people."), _("Assess")
        case Offer.NEW:
            text = _("Start a new assessment, or choose someone in the list of people.")
            return _("Nothing due today"), text, _("New assessment")
        case Offer.NONE:
            return _("Nothing to rate now"), _("Whom you are to assess appears here."), ""
