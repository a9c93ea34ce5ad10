"""What cycles of staff and hiring refuse, in sentences: what happened, what is safe, what to do."""

from collections.abc import Sequence

from domain import errors
from domain.assessing.sheet_number import NotANumber
from domain.framework.fairness import Discriminates
from domain.months import NotMonths, WhyNot
from resources.i18n import Words

SHOWN_NAMES = 5

type Told = tuple[str, str, str]
"""What happened, what is safe, what to do; the last two may be empty."""


def refused_by_cycle(error: errors.Refused, words: Words) -> Told | None:
    """Return what a cycle of staff refuses; None for anything else. Of many people the first are named."""
    _ = words.gettext
    nothing = _("Nothing was changed.")
    match error:
        case errors.SheetsOut():
            out = _some(
                [_("{person} (assessor: {name})").format(person=one, name=by) for one, by in error.waiting]
            )
            return _told(
                _("Sheets pending: {sheets}.").format(sheets=out),
                nothing,
                _("Wait for them, or write why the cycle ends without them."),
            )
        case errors.Overlaps():
            there = _some([f"{person}: {cycle}" for person, cycle, _new in error.overlaps])
            return _told(
                _("A cycle of this kind already covers these dates. {cycles}.").format(cycles=there),
                nothing,
                _("Choose other dates, or leave these people out."),
            )
        case errors.HasLeft():
            return _told(
                _("They left before the cycle starts: {names}.").format(names=_some(error.names)),
                nothing,
                _("Leave them out, or let the cycle start earlier."),
            )
        case _:
            return None


def _some(told: Sequence[str], most: int = 5) -> str:
    return "; ".join(told[:most]) + ("; …" if len(told) > most else "")


def refused_by_hiring(error: errors.Refused, words: Words) -> Told | None:
    """Return what hiring refuses; None for anything else."""
    _ = words.gettext
    nothing = _("Nothing was changed.")
    match error:
        case Discriminates():
            found = ", ".join(dict.fromkeys(_("“{words}”").format(words=one.found) for one in error.findings))
            return _told(
                _("Requirements may concern business qualities only ({article}). Found: {found}.").format(
                    article=", ".join(dict.fromkeys(one.article for one in error.findings)), found=found
                ),
                nothing,
                _("Describe what the job requires, without these words."),
            )
        case errors.NotAssigned():
            return _told(
                _("This assessment already has its assessors: {names}.").format(names=", ".join(error.names)),
                nothing,
                _("Assign the assessor to the candidate first."),
            )
        case errors.Begun():
            return _told(
                _("The assessor has started the sheet and cannot be removed."),
                nothing,
                _("Wait for the sheet, or open the assessment early with a reason."),
            )
        case errors.AlreadyOpen():
            return _told(
                _("The assessment was opened early: a new assessor would not be independent."),
                nothing,
                _("Decide on the basis of the submitted sheets."),
            )
        case errors.NobodyWaits():
            return _told(_("All sheets are submitted, so the marks are already visible."), nothing)
        case errors.NotWithdrawn():
            return _told(*_rests(error, words))
        case errors.AllHandedIn():
            return _told(
                _("All sheets of this assessment are submitted: nobody needs a blank one."),
                nothing,
                _("Print the submitted sheets."),
            )
        case errors.FrozenRequirements():
            return _told(
                _("The requirements are fixed while the vacancy is open."),
                nothing,
                _("Open a new vacancy for other targets."),
            )
        case errors.Unsettled():
            return _told(
                _("Assessors are apart or “not applicable” is not confirmed: {codes}.").format(
                    codes=", ".join(error.codes)
                ),
                nothing,
                _("Agree these competencies, then write the conclusion."),
            )
        case errors.NotRecommended():
            return _told(
                _("There is no conclusion that recommends hiring."), nothing, _("Write a conclusion first.")
            )
        case errors.NotRefused():
            if not error.hiring:
                return _told(
                    _("This is an assessment of an employee: nobody was refused employment here."),
                    _("No document was made."),
                    _("Print the profile or the summary of the assessment."),
                )
            return _told(
                _(
                    "Nobody has refused this candidate: there is no such conclusion, and no other "
                    "candidate was chosen."
                ),
                _("No document was made."),
                _("Record the conclusion, or record in the vacancy that another candidate was chosen."),
            )
        case errors.RefusedAlready():
            return _told(_("The candidate has already been refused."), nothing, _("See the conclusion."))
        case errors.NamesAnother():
            return _told(
                _("The reasons name another candidate: “{word}”.").format(word=error.word),
                _("The text stays in the field."),
                _("State what was decisive without naming anyone (Labour Code, article 64)."),
            )
        case errors.Hired():
            return _told(_("This candidate has already been hired."), nothing)
        case errors.NoPlaces():
            return _told(
                words.ngettext(
                    "The only place of this vacancy is taken.",
                    "All {places} places of this vacancy are taken.",
                    error.places,
                ).format(places=error.places),
                nothing,
            )
        case NotANumber():
            return _told(
                _("This is not a sheet number."),
                "",
                _("Enter it as printed, for example Л-7F3A-21C9-K."),
            )
        case NotMonths():
            return _told(_not_months(error.why, words), _("The text stays in the field."))
        case _:
            return None


def _not_months(why: WhyNot, words: Words) -> str:
    _ = words.gettext
    match why:
        case WhyNot.EMPTY:
            return _("The experience is empty.")
        case WhyNot.UNCLEAR:
            return _("This is not a number of months or years.")
        case WhyNot.BOUND:
            return _("“More than”, “about” and ranges are not numbers: enter how long it was.")
        case WhyNot.FRACTION:
            return _("This is not a whole number of months.")
        case WhyNot.TOO_LONG:
            return _("This is longer than a working life.")


def _told(what: str, safe: str = "", todo: str = "") -> Told:
    return what, safe, todo


def _rests(error: errors.NotWithdrawn, words: Words) -> tuple[str, str, str]:
    """Say why a cycle is not withdrawn, that nothing changed, and what can be done instead."""
    _ = words.gettext
    names = ", ".join(error.names[:SHOWN_NAMES])
    if len(error.names) > SHOWN_NAMES:
        names = _("{names} and {n} more").format(names=names, n=len(error.names) - SHOWN_NAMES)
    nothing = _("Nothing was changed.")
    return {
        errors.Rests.HIRING: (
            _("A vacancy cannot be withdrawn as a whole."),
            nothing,
            _("Withdraw its candidates one by one, then close it."),
        ),
        errors.Rests.CYCLE: (
            _("This assessment belongs to a cycle of staff."),
            nothing,
            _("Withdraw the cycle, or close it without this sheet."),
        ),
        errors.Rests.CONCLUSION: (
            _("A conclusion based on this cycle has been signed: {names}.").format(names=names),
            nothing,
            _("Close the cycle; to correct results, run an ad hoc cycle."),
        ),
        errors.Rests.PLAN: (
            _("Approved plans are based on this cycle: {names}.").format(names=names),
            nothing,
            _("Close the cycle; to correct results, run an ad hoc cycle."),
        ),
        errors.Rests.LATER: (
            _("A later cycle was closed with levels of this one: {names}.").format(names=names),
            nothing,
            _("To correct results, run an ad hoc cycle."),
        ),
    }[error.why]
