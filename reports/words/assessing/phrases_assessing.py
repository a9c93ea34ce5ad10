"""Refusals of staff and hiring cycles in sentences: what happened, what is safe, what to do."""

from collections.abc import Sequence

from domain import errors
from domain.assessing import answer_form
from domain.assessing.sheet_number import NotANumber
from domain.framework.fairness import Discriminates
from domain.months import NotMonths, WhyNot
from domain.team.level_import import NoLevels
from reports.words.refusals import IN_FIELD, NOTHING, UNMADE, Refusals, Sentence, said
from resources.i18n import Words
from resources.msgids import _

SHOWN_NAMES = 5


def _sheets_out(error: errors.SheetsOut, words: Words) -> Sentence:
    _ = words.gettext
    pairs = _("{person} (assessor: {name})")
    kinds = (
        (_("Sheets pending: {sheets}."), error.waiting),
        (_("Sheets submitted, not opened: {sheets}."), error.sealed),
    )
    told = (
        each.format(sheets=_some([pairs.format(person=one, name=by) for one, by in some]))
        for each, some in kinds
        if some
    )
    return Sentence(
        " ".join(told),
        _(NOTHING),
        _("Wait for them, or write why the cycle ends without them."),
    )


def _overlaps(error: errors.Overlaps, words: Words) -> Sentence:
    _ = words.gettext
    there = _some([f"{person}: {cycle}" for person, cycle, _new in error.overlaps])
    return Sentence(
        _("A cycle of this kind already covers these dates. {cycles}.").format(cycles=there),
        _(NOTHING),
        _("Choose other dates, or leave these people out."),
    )


def _has_left(error: errors.HasLeft, words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("They left before the cycle starts: {names}.").format(names=_some(error.names)),
        _(NOTHING),
        _("Leave them out, or let the cycle start earlier."),
    )


def _some(told: Sequence[str], most: int = 5) -> str:
    return "; ".join(told[:most]) + ("; …" if len(told) > most else "")


def _discriminates(error: Discriminates, words: Words) -> Sentence:
    _ = words.gettext
    found = ", ".join(dict.fromkeys(_("“{words}”").format(words=one.found) for one in error.findings))
    return Sentence(
        _("Requirements may concern professional qualities only ({article}). Found: {found}.").format(
            article=", ".join(dict.fromkeys(one.article for one in error.findings)), found=found
        ),
        _(NOTHING),
        _("Describe what the job requires, without these words."),
    )


def _not_recounted(error: errors.NotRecounted, words: Words) -> Sentence:
    _ = words.gettext
    told = _("This is no assessment profile in XLSX as the program writes it.")
    if error.place:
        told = _("The workbook cannot be recounted: something is missing or not as written at {place}.")
        told = told.format(place=error.place)
    return Sentence(told, _(NOTHING), _("Save the assessment profile as XLSX again and verify that file."))


def _not_recomputed(error: errors.NotRecomputed, words: Words) -> Sentence:
    _ = words.gettext
    if error.engine is None:
        return Sentence(
            _("No calculation is kept: the assessment is not closed."),
            _(NOTHING),
            _("Close the assessment, then recalculate it."),
        )
    if error.moved:
        return Sentence(
            _("The calculation kept at closing is exact, but the assessment now gives another result."),
            _(NOTHING),
            _("Check what has changed since: another quarter closed, people merged or erased."),
        )
    return Sentence(
        _("The calculation kept at closing does not give its result again (engine {engine}).").format(
            engine=error.engine
        ),
        _(NOTHING),
        _("Check the file, and compare it with an earlier copy of it."),
    )


def _not_refused(error: errors.NotRefused, words: Words) -> Sentence:
    _ = words.gettext
    if not error.hiring:
        return Sentence(
            _("This is an assessment of an employee: nobody was refused employment here."),
            _(UNMADE),
            _("Print the profile or the summary of the assessment."),
        )
    return Sentence(
        _(
            "Nobody has refused this candidate: there is no such conclusion, and no other "
            "candidate was chosen."
        ),
        _(UNMADE),
        _("Record the conclusion, or record in the vacancy that another candidate was chosen."),
    )


def _no_places(error: errors.NoPlaces, words: Words) -> Sentence:
    what = words.ngettext(
        "The only place of this vacancy is taken.",
        "All {places} places of this vacancy are taken.",
        error.places,
    )
    todo = words.gettext("To hire more people, open a new vacancy.")
    return Sentence(what.format(places=error.places), words.gettext(NOTHING), todo)


def _not_months(error: NotMonths, words: Words) -> Sentence:
    example = words.gettext("For example: 18, 5.5 years.")
    return Sentence(_unclear(error.why, words), words.gettext(IN_FIELD), example)


def _unclear(why: WhyNot, words: Words) -> str:
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


def _rests(error: errors.NotWithdrawn, words: Words) -> Sentence:
    """Say why a cycle cannot be withdrawn, that nothing changed, and what can be done instead."""
    _ = words.gettext
    names = ", ".join(error.names[:SHOWN_NAMES])
    if len(error.names) > SHOWN_NAMES:
        names = _("{names} and {n} more").format(names=names, n=len(error.names) - SHOWN_NAMES)
    nothing = _(NOTHING)
    return {
        errors.Rests.HIRING: Sentence(
            _("A vacancy cannot be withdrawn as a whole."),
            nothing,
            _("Withdraw its candidates one by one, then close it."),
        ),
        errors.Rests.CYCLE: Sentence(
            _("This assessment belongs to a cycle of staff."),
            nothing,
            _("Withdraw the cycle, or close it without this sheet."),
        ),
        errors.Rests.CONCLUSION: Sentence(
            _("A conclusion based on this cycle has been signed: {names}.").format(names=names),
            nothing,
            _("Close the cycle; to correct results, run an ad hoc cycle."),
        ),
        errors.Rests.PLAN: Sentence(
            _("Approved plans are based on this cycle: {names}.").format(names=names),
            nothing,
            _("Close the cycle; to correct results, run an ad hoc cycle."),
        ),
        errors.Rests.LATER: Sentence(
            _("A later cycle was closed with levels of this one: {names}.").format(names=names),
            nothing,
            _("To correct results, run an ad hoc cycle."),
        ),
    }[error.why]


def _have_packets(error: answer_form.HavePackets, words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("They were invited by packet and rate in their own file: {names}.").format(
            names=_some(error.names)
        ),
        _(NOTHING),
        _(
            "Wait for the packets, or hand the invitations over again. Assessment → Exchange and "
            "“merilo packet list” tell where each of them is."
        ),
    )


_AGAIN = _("Send the assessor a new form, or enter the marks in the sheet.")

REFUSALS: Refusals = {
    answer_form.NotSent: said(
        _("This form was not sent from this file."), _("Open the file it came from and import it there.")
    ),
    answer_form.Altered: said(_("What ties the rows to the competencies was changed in the form."), _AGAIN),
    answer_form.SeveralForms: said(
        _("Rows of several forms are in one workbook."), _("Import each form from a workbook of its own.")
    ),
    answer_form.OlderEdition: said(_("The form is of another edition of the framework."), _AGAIN),
    answer_form.NobodyLeft: said(
        _("The sheet of this form is gone: the form, the person or the assessor was withdrawn or erased."),
        _("Delete the form."),
    ),
    answer_form.HavePackets: _have_packets,
    answer_form.NoLongerAsked: said(
        _("{name} no longer assesses this person."), _("Add the assessor again, or delete the form.")
    ),
    answer_form.Answered: said(
        _("Something is answered in this sheet already, so its form cannot be withdrawn."),
        _("Let the assessor go on in the form."),
    ),
    answer_form.NothingSaid: said(
        _("The form says nothing that is not in the sheet already."), _("Nothing needs to be done.")
    ),
    answer_form.NotBegun: said(
        _("A form is tied to a sheet, and no sheet has been started."),
        _("Save the form in the file where sheets can be started."),
    ),
    errors.SheetsOut: _sheets_out,
    errors.NotRecomputed: _not_recomputed,
    errors.NotRecounted: _not_recounted,
    errors.NoMarks: said(
        _("This workbook has levels of several people without the marks behind them."),
        _("Name the database that it was made from: --database."),
    ),
    errors.Overlaps: _overlaps,
    errors.HasLeft: _has_left,
    Discriminates: _discriminates,
    NoLevels: said(
        _("Nothing of this file would be imported: no level of a person in a competency of the framework."),
        _("Check the sheet, the scale, the people and the competencies."),
    ),
    errors.NotAssigned: said(
        _("This assessment already has its assessors: {names}."),
        _("Assign the assessor to the candidate first."),
    ),
    errors.Begun: said(
        _("The assessor has made entries in the sheet and cannot be removed."),
        _("Wait for the sheet, or open the assessment early with a reason."),
    ),
    errors.AlreadyOpen: said(
        _("The assessment was opened early: a new assessor would not be independent."),
        _("Decide on the basis of the submitted sheets."),
    ),
    errors.NobodyWaits: said(
        _("All sheets are submitted, so the marks are already visible."),
        _("See the result of the assessment."),
    ),
    errors.NotWithdrawn: _rests,
    errors.AllHandedIn: said(
        _("All sheets of this assessment are submitted: nobody needs a blank one."),
        _("Print the submitted sheets."),
    ),
    errors.FrozenRequirements: said(
        _("The requirements are fixed while the vacancy is open."),
        _("Open a new vacancy for other targets."),
    ),
    errors.Unsettled: said(
        _("Assessors are apart or “not applicable” is not confirmed: {codes}."),
        _("Agree these competencies, then write the conclusion."),
    ),
    errors.NotRecommended: said(
        _("There is no conclusion that recommends hiring."), _("Write a conclusion first.")
    ),
    errors.NotRefused: _not_refused,
    errors.RefusedAlready: said(_("The candidate has already been refused."), _("See the conclusion.")),
    errors.NamesAnother: said(
        _("The reasons name another candidate: “{word}”."),
        _("State what was decisive without naming anyone (Labour Code, article 64)."),
        IN_FIELD,
    ),
    errors.Hired: said(_("This candidate has already been hired."), _("Open the employee's card.")),
    errors.NoPlaces: _no_places,
    NotANumber: said(_("This is not a sheet number."), _("Enter it as printed, for example Л-7F3A-21C9-K.")),
    NotMonths: _not_months,
}
