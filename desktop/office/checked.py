"""The texts for what a check of the file found. No Qt."""

from typing import TYPE_CHECKING

from resources.i18n import Words

if TYPE_CHECKING:
    from db.journal.problems import Problem
    from db.journal.reconcile import Reconciled


def problem_found(problem: "Problem", words: Words) -> str:
    """Return what a check of the file found, with its place in technical terms."""
    from db.journal.problems import ProblemKind, Record

    _ = words.gettext
    records = {
        Record.SHEET: _("A submitted sheet: its assessor, date or correction ({place})."),
        Record.MARKS: _("The marks of a submitted sheet ({place})."),
        Record.WORDS: _("The comments and facts of a submitted sheet ({place})."),
        Record.ASKED: _("The follow-up questions ticked in a submitted sheet ({place})."),
        Record.IMPORTED: _("The imported levels of an assessment ({place})."),
        Record.IMPORT: _("The source of imported levels ({place})."),
        Record.SETTLED: _("The agreed levels of an assessment ({place})."),
        Record.CONCLUSION: _("A conclusion, its reasons or who signed it ({place})."),
        Record.REFUSAL: _("The text of a refusal ({place})."),
        Record.NOT_CHOSEN: _("The reason for choosing someone else ({place})."),
        Record.WITHDRAWAL: _("A candidate’s withdrawal ({place})."),
        Record.OPENED_EARLY: _("The record that results were opened early ({place})."),
        Record.HIRE: _("The record of a hire ({place})."),
        Record.SNAPSHOT: _("The stored calculation of an assessment ({place})."),
        Record.PART: _("What stored calculations have in common ({place})."),
        Record.CASE: _("What an assessment froze when it was opened ({place})."),
        Record.CYCLE: _("What a vacancy or quarter froze when it was opened ({place})."),
        Record.QUESTIONS: _("A set of questions ({place})."),
        Record.EDITION: _("A published edition of a competency framework ({place})."),
        Record.RETIREMENT: _("Who retired an edition, when and why ({place})."),
        Record.PROVISIONS: _("The job description of a published edition ({place})."),
        Record.JOB_DESCRIPTION: _("A published edition of a job description ({place})."),
        Record.SCALE: _("A published scale ({place})."),
        Record.PROFILE: _("A published profile or one of its targets ({place})."),
        Record.POLICY: _("The rules of calculation ({place})."),
        Record.PLAN: _("A plan, its goals or actions ({place})."),
        Record.PERSON: _("The name or code of a person ({place})."),
        Record.NOTES: _("The notes about a person ({place})."),
        Record.ERASURE: _("The record that a person was erased ({place})."),
    }
    if problem.record is not None:
        what = records[problem.record].format(place=problem.place)
        return _("Changed by another program, not as the journal says: {what}").format(what=what)
    told = {
        ProblemKind.PAGES: _("A page of the file is damaged ({place})."),
        ProblemKind.LINKS: _("A row refers to one that does not exist ({place})."),
        ProblemKind.SCHEMA: _("The file is not built as this version builds it ({place})."),
        ProblemKind.JOURNAL: _("The journal was changed from outside at event {place}."),
        ProblemKind.ANCHOR: _("The journal ends before its recorded end ({place})."),
        ProblemKind.KEYS: _(
            "There is no usable key file “{place}”: set a password in the settings, and it is written again."
        ),
        ProblemKind.OLDER: _(
            "The file is older than when it was last open here: its journal no longer has event {place}."
        ),
        ProblemKind.RECOUNT: _(
            "The stored calculation of an assessment does not follow from its marks ({place})."
        ),
        ProblemKind.WAL: _("The last actions may not show: the file was opened read-only."),
    }
    return told[problem.kind].format(place=problem.place)


def results_recounted(count: int, words: Words) -> str:
    """Return how many stored calculations were made again with the same result; empty if none was."""
    if not count:
        return ""
    told = words.ngettext(
        "{n} stored calculation recalculated exactly.",
        "{n} stored calculations recalculated exactly.",
        count,
    )
    return told.format(n=count)


def records_compared(found: "Reconciled", words: Words) -> str:
    """Return how many records were compared with their events, and which could not be."""
    parts = [
        words.ngettext("{n} record compared.", "{n} records compared.", found.compared).format(
            n=found.compared
        )
    ]
    if found.erased:
        told = words.ngettext(
            "{n} record was erased together with a person.",
            "{n} records were erased together with people.",
            found.erased,
        )
        parts.append(told.format(n=found.erased))
    if found.before:
        told = words.ngettext(
            "{n} record is from before the journal proved content and cannot be compared.",
            "{n} records are from before the journal proved content and cannot be compared.",
            found.before,
        )
        parts.append(told.format(n=found.before))
    return " ".join(parts)
