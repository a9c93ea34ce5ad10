"""What people are told when something is refused or fails: what happened, what is safe, what to do. No Qt.

The one place of these sentences, for the window and for the command line alike.
"""

import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.office.not_kept import NotKept
from domain import errors
from domain.mark import Overtaken
from domain.people.roster import Moved, NotReady
from domain.people.twins import CannotMerge
from reports.intake.refusal import Unreadable
from reports.paper.undrawn import DrawerLost, Undrawn
from resources.i18n import Words

if TYPE_CHECKING:
    from db.journal.problems import Problem


@dataclass(frozen=True, slots=True)
class Sentence:
    """Three short sentences; ``safe`` and ``todo`` may be empty. ``bug`` marks what only we can mend."""

    what: str
    safe: str = ""
    todo: str = ""
    bug: bool = False


def sentence(error: BaseException, words: Words) -> Sentence:
    """Return what to tell of *error*; an unknown kind of error is our bug, and its text is not shown."""
    if isinstance(error, errors.Refused):
        return _refused(error, words)
    if isinstance(error, NotKept):
        return _not_kept(error, words)
    told = _stored(error, words)
    if told is not None:
        return told
    if isinstance(error, OSError):
        return _disk(error, words)
    _ = words.gettext
    if isinstance(error, Undrawn):
        return Sentence(
            _("The document could not be drawn because of an error in the program ({where}).").format(
                where=error.where
            ),
            "",
            _("Send us this line: it contains no personal data."),
        )
    if isinstance(error, DrawerLost):
        return Sentence(
            _("The part of the program that drew it has stopped."),
            "",
            _("Make it again; if it stops once more, close other programs to free memory."),
        )
    return Sentence(
        _("Something went wrong because of an error in the program."),
        _("Everything saved so far is safe."),
        _("Try again; if it happens once more, send us the report: it contains no personal data."),
        bug=True,
    )


def _refused(error: errors.Refused, words: Words) -> Sentence:
    _ = words.gettext
    nothing = _("Nothing was changed.")
    match error:
        case errors.OffScale():
            return Sentence(
                _("There is no level “{level}” on the scale.").format(level=error.level),
                nothing,
                _("Enter 0–4."),
            )
        case errors.Submitted():
            return Sentence(
                _("The sheet has been submitted and is read-only."),
                nothing,
                _("To correct it, start a correction."),
            )
        case Overtaken():
            return Sentence(
                _("Another mark was recorded here in another window."),
                _("That mark stays."),
                _("Open the sheet again to see it."),
            )
        case errors.Rewritten():
            return Sentence(
                _("This text was changed in another window: “{text}”.").format(text=error.there or "—"),
                _("That text stays, and yours is kept in the field as a draft."),
                _("Save once more to put yours in its place."),
            )
        case errors.NotSubmitted():
            return Sentence(_("The sheet is still a draft."), nothing, _("Submit it first."))
        case errors.Withdrawn(cycle=True):
            return Sentence(_("The cycle was withdrawn."), nothing, _("To assess again, start a new cycle."))
        case errors.Withdrawn():
            return Sentence(
                _("The candidate has been withdrawn."),
                nothing,
                _("To return, the candidate must be invited to a new vacancy."),
            )
        case errors.Closed():
            return Sentence(_("The assessment is closed."), nothing)
        case errors.StillBlind():
            return Sentence(
                _("Marks are hidden until all sheets are submitted. Pending: {names}.").format(
                    names=", ".join(error.waiting)
                ),
                "",
                _("The assessment was opened early: name who the documents are for with --as CODE, or wait.")
                if error.nameless
                else _("Wait for these sheets, then look again."),
            )
        case errors.KeptApart():
            return Sentence(
                _("This sheet is not shown by itself: a peer or a subordinate could be told from it."),
                "",
                _("See the result of the assessment."),
            )
        case errors.NotYours():
            return Sentence(
                _("This sheet belongs to another assessor."),
                nothing,
                _("Work under the name of that assessor."),
            )
        case errors.NothingSubmitted():
            return Sentence(_("No sheet has been submitted yet."), "", _("Submit a sheet first."))
        case errors.NoGoals():
            return Sentence(_("No gaps: everything assessed meets its target. There is nothing to plan."))
        case errors.NoTopics(removed=True):
            return Sentence(
                _("All topics were removed from the training plan."),
                nothing,
                _("Under “Training”, press “As proposed” to restore them."),
            )
        case errors.NoTopics():
            return Sentence(
                _("No topic is needed by three of the people whose levels are known."),
                "",
                _("What one or two people need belongs in their own plans."),
            )
        case errors.TooLong():
            return Sentence(
                _("The text is too long: {length} characters of {limit}.").format(
                    length=words.number(error.length, 0), limit=words.number(error.limit, 0)
                ),
                _("The text stays in the field."),
                _("Shorten it."),
            )
        case errors.Missing():
            return Sentence(
                _("A required field is empty: {field}.").format(field=field_name(error.field, words)), nothing
            )
        case errors.FloorAboveTarget():
            return Sentence(
                _("The minimum of {floor} is above the target of {target}.").format(
                    floor=error.floor, target=error.target
                ),
                nothing,
                _("Choose a minimum no higher than the target, or raise the target."),
            )
        case errors.EndsBeforeStart():
            return Sentence(
                _("The end is before the beginning."),
                nothing,
                _("Enter a later end or an earlier beginning."),
            )
        case errors.Impossible() if error.field in ("left_on", "basis_on", "basis_until"):
            return Sentence(*_of_days(error.field, words))
        case errors.NeedsPaper():
            return Sentence(
                _("A consent is renewed by a new document, not by a later date alone."),
                nothing,
                _("Enter the date the new consent was signed."),
            )
        case errors.Impossible():
            return Sentence(
                _("This value cannot be right: {field}.").format(field=field_name(error.field, words)),
                nothing,
            )
        case errors.Taken():
            return Sentence(
                _("{field} “{value}” is already in use.").format(
                    field=field_name(error.field, words), value=error.value
                ),
                nothing,
            )
        case errors.NoAdaptation():
            from domain.development.adaptation import Unplanned  # not before the first paint
            from reports.words.phrases_plans import unplanned

            why = unplanned(Unplanned(error.in_post, error.unknown), words)
            begun = _("Start a plan under Development if one is needed.")
            return Sentence(f"{error.code}: {why}", nothing, begun)
        case errors.Unknown():
            return Sentence(_unknown(error, words), nothing, _("Check the code."))
        case errors.NeedsReason() if not isinstance(error, errors.SheetsOut):
            return Sentence(_("A reason is needed."), nothing, _("Write why."))
        case errors.Published():
            return Sentence(_("A published edition never changes."), nothing, _("Start a new draft from it."))
        case _:
            return (
                _of_plans(error, words)
                or _of_people(error, words)
                or _of_model(error, words)
                or _of_assessing(error, words)
                or Sentence(_("This is not allowed."), nothing)
            )


def _of_plans(error: errors.Refused, words: Words) -> Sentence | None:
    """What plans refuse; None for anything else."""
    from reports.words import phrases_plans  # not before the first paint

    told = phrases_plans.refused(error, words)
    return None if told is None else Sentence(told[0], words.gettext("Nothing was changed."), told[1])


def _of_people(error: errors.Refused, words: Words) -> Sentence | None:
    """What lists of people and cards of one person refuse; None for anything else."""
    from reports.intake import phrases_roster  # not before the first paint

    _ = words.gettext
    nothing = _("Nothing was changed.")
    match error:
        case Unreadable():
            what, todo = phrases_roster.unreadable(error, words)
            return Sentence(what, _("Nothing was taken from it."), todo)
        case NotReady():
            rows = ", ".join(str(row) for row in error.rows[:20])
            if not rows:
                return Sentence(_("There is nobody to import: nothing in the list is new."), nothing)
            return Sentence(
                _("Rows with errors or questions: {rows}.").format(rows=rows),
                nothing,
                _("Fix them in the file, resolve or skip them."),
            )
        case Moved():
            return Sentence(
                _("The people in the file have changed since the preview."),
                nothing,
                _("Look at the list again."),
            )
        case CannotMerge():
            told = " ".join(phrases_roster.conflict(one, words) for one in error.conflicts)
            return Sentence(told, nothing)
        case errors.InUse():
            return Sentence(
                _("The unit is not empty: {what}.").format(what=phrases_roster.in_unit(error, words)),
                nothing,
                _("Merge it with another unit, or move what is in it."),
            )
        case errors.HadLeft():
            return Sentence(
                _("Had left before that date: {name}, {day}.").format(
                    name=error.name, day=words.date(error.left_on)
                ),
                _("The text stays in the field."),
                _("Choose an earlier date or someone else."),
            )
        case errors.NoteUsed():
            return Sentence(
                _("This note is used as a fact in a submitted sheet and no longer changes."),
                nothing,
                _("Write another note."),
            )
        case _:
            return None


def _of_days(field: str, words: Words) -> tuple[str, str, str]:
    """What days of somebody's card cannot be: what happened, what is safe, what to do."""
    _ = words.gettext
    nothing = _("Nothing was changed.")
    return {
        "left_on": (_("The last working day is before the hiring date."), nothing, _("Check both dates.")),
        "basis_on": (_("The document is dated in the future."), nothing, _("Enter the date it was signed.")),
        "basis_until": (_("It ends before the signing date."), nothing, _("Check both dates.")),
    }[field]


def _of_model(error: errors.Refused, words: Words) -> Sentence | None:
    """What a model of competencies refuses; None for anything else."""
    from reports.words import phrases_framework, phrases_map  # not before the first paint

    told = phrases_framework.refused(error, words) or phrases_map.refused(error, words)
    return None if told is None else Sentence(*told)


def _of_assessing(error: errors.Refused, words: Words) -> Sentence | None:
    """What cycles of staff and hiring refuse; None for anything else."""
    from reports.words import phrases_assessing  # not before the first paint

    told = phrases_assessing.refused_by_cycle(error, words) or phrases_assessing.refused_by_hiring(
        error, words
    )
    return None if told is None else Sentence(*told)


def _unknown(error: errors.Unknown, words: Words) -> str:
    _ = words.gettext
    code = str(error.code)
    match error.kind:
        case "person":
            return _("Nobody has the code {code}.").format(code=code)
        case "viewer":
            return _("{code} is a candidate and looks at nobody's assessment.").format(code=code)
        case "cycle":
            return _("There is no assessment with the code {code}.").format(code=code)
        case "case":
            return _("{code} has no submitted assessment.").format(code=code)
        case "plan":
            return _("There is no such plan: {code}.").format(code=code)
        case "vacancy":
            return _("{code} is not a vacancy.").format(code=code)
        case "team":
            return _("{code} is not an assessment of staff.").format(code=code)
        case _:
            return _("There is no {code} here.").format(code=code)


def field_name(field: str, words: Words) -> str:
    """Return the name of a record's field as the screens print it; a field without a name comes as it is."""
    _, pgettext = words.gettext, words.pgettext
    return {
        "surname": _("Surname"),
        "given": _("Given name"),
        "patronymic": _("Patronymic"),
        "code": _("Code"),
        "post": _("Position"),
        "contact": _("Contact"),
        "personnel_no": _("Personnel number"),
        "hired_on": _("Hired on"),
        "left_on": _("Left on"),
        "left_reason": _("Reason for leaving"),
        "basis": _("Basis of processing"),
        "basis_on": _("Signed on"),
        "basis_until": _("Valid until"),
        "to_on": _("Until"),
        "months": _("Months"),
        "comment": _("Comment"),
        "reason": _("Reason"),
        "weight": _("Weight"),
        "floor": _("Minimum"),
        "cycle": _("Assessment"),
        "name": _("Name"),
        "password": _("Password"),
        "title": _("Title"),
        "places": pgettext("of a vacancy", "Places"),
        "ends_on": _("Ends on"),
        "panel": _("Assessors"),
        "wanted": _("Assessors per candidate"),
        "assessor": _("Assessor"),
        "own_items": _("Own questions"),
        "own_requirements": _("Own condition"),
        "requirements": _("What changed"),
        "conditions": _("Conditions"),
        "outcome": _("Conclusion"),
        "on": _("Date"),
        "refusal": _("Reasons for the refusal"),
        "probation_ends_on": _("End of probation"),
        "manager_id": _("Manager"),
        "actor": _("User"),
        "fact": _("Fact"),
        "observed_on": _("Date of the fact"),
        "items": _("Competencies"),
        "file_sha256": _("File"),
        "draft": _("Draft of the framework"),
        "links": _("What became of a competency"),
        "note": _("What changed"),
        "label": _("Short title"),
        "wording": _("Text"),
        "question": _("What is asked"),
        "education": _("Education"),
        "min_education": _("Minimum level"),
        "experience": _("Experience"),
        "medical": _("Medical check"),
        "areas": _("Areas"),
        "review_on": _("Review on"),
        "weak": _("Answer at level 1"),
        "probes": _("Follow-ups"),
        "twin_question": _("Situation"),
        "twin_probes": _("Follow-ups"),
        "twin_weak": _("Situation: answer at level 1"),
        "twin_adequate": _("Situation: answer at levels 2–3"),
        "twin_strong": _("Situation: answer at level 4"),
        "adequate": _("Answer at levels 2–3"),
        "strong": _("Answer at level 4"),
        "short": _("Short name"),
        "knowledge": _("Knowledge: what is seen and heard"),
        "skill": _("Skill: what is seen and heard"),
        "text": _("Action"),
        "evidence": _("Evidence"),
        "text_en": _("Action in English"),
        "evidence_en": _("Evidence in English"),
        "weeks": _("Weeks"),
        "hours": _("Off-queue hours"),
        "result": pgettext("of an action", "Result"),
        "done_on": _("Done on"),
        "criterion": _("Criterion"),
        "aim": _("Own aim, in the person's words"),
        "item": _("Competency"),
        "meeting": _("Review meeting"),
    }.get(field, field)


def _stored(error: BaseException, words: Words) -> Sentence | None:
    # The store brings SQLAlchemy along: not before the first paint, and by then it has been imported.
    from db.file import store

    if not isinstance(error, store.StoreError):
        return None
    _ = words.gettext
    name = error.path.name if error.path is not None else ""
    unchanged = _("The file is unchanged.")
    match error:
        case store.NotOurs():
            return Sentence(
                _("“{name}” is not a Merilo file.").format(name=name), unchanged, _("Choose another file.")
            )
        case store.KeysMissing():
            return Sentence(
                _("The key file “{name}” is missing.").format(name=error.keys_path.name),
                unchanged,
                _("Put it in the same folder, or enter the recovery code."),
            )
        case store.WrongPassword():
            return Sentence(_("Wrong password."), unchanged, _("Check the keyboard layout and Caps Lock."))
        case store.WrongRecoveryCode():
            return Sentence(
                _("Wrong recovery code."),
                unchanged,
                _("Compare it with the paper, group by group."),
            )
        case store.Damaged():
            return Sentence(
                _("“{name}” is damaged.").format(name=name),
                unchanged,
                _("Open a backup copy; keep the damaged file."),
            )
        case store.Newer():
            return Sentence(
                _(
                    "“{name}” was written by a newer version of Merilo (file {file_version}, program "
                    "{program_version})."
                ).format(name=name, file_version=error.file_version, program_version=error.program_version),
                unchanged,
                _("Install the newer version."),
            )
        case store.ReadOnly():
            return Sentence(
                _("The file is read-only here."), unchanged, _("Copy it to a folder you can write to.")
            )
        case store.Unwritable():
            return Sentence(
                _("“{name}” cannot be opened or written.").format(name=name),
                unchanged,
                _("Choose another folder."),
            )
        case store.DiskFull():
            return Sentence(
                _("The disk is full."),
                _("Everything saved before is safe."),
                _("Free some space and repeat the last action: it was not saved."),
            )
        case store.Busy():
            return Sentence(
                _("Another program is writing to the file."),
                _("Everything saved before is safe."),
                _("Try again in a moment."),
            )
        case store.Exists():
            return Sentence(
                _("“{name}” already exists.").format(name=name), unchanged, _("Choose another name.")
            )
        case store.Unencrypted():
            return Sentence(
                _("File encryption is missing from this program."),
                _("Nothing was written."),
                _("Reinstall the program."),
            )
        case _:
            return Sentence(_("The file cannot be used."), _("Everything saved before is safe."))


def _not_kept(error: NotKept, words: Words) -> Sentence:
    """Say why words that are half typed are not in the file: nothing is wrong with them."""
    _ = words.gettext
    from db.file.errors import DiskFull

    why = _stored(error.__cause__, words) if error.__cause__ is not None else None
    full = isinstance(error.__cause__, DiskFull)
    return Sentence(
        why.what if why is not None else _("The file cannot be written."),
        _("What you are typing stays in its field; everything saved before is safe."),
        _("Free some space and go on: the text is saved as soon as there is room.")
        if full
        else _("Go on: the text is saved as soon as the file can be written."),
    )


def _disk(error: OSError, words: Words) -> Sentence:
    _ = words.gettext
    name = str(error.filename) if error.filename else ""
    # By number: an error that a report raises in place of the system's has another class.
    if error.errno == errno.ENOENT:
        return Sentence(
            _("“{name}” was not found.").format(name=name), "", _("Check the name and the folder.")
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return Sentence(
            _("“{name}” cannot be written: no permission, or another program holds it.").format(name=name),
            _("The earlier file is unchanged."),
            _("Close the program or choose another folder."),
        )
    if error.errno == errno.ENOSPC:
        return Sentence(
            _("The disk is full."), _("The earlier file is unchanged."), _("Free some space and try again.")
        )
    return Sentence(
        _("“{name}” cannot be written: {reason}.").format(name=name, reason=_reason(error.errno, words)),
        _("The earlier file is unchanged."),
        _("Choose another folder and try again."),
    )


def problem_found(problem: "Problem", words: Words) -> str:
    """Return what a check of the file found, with its place in technical words."""
    from db.journal.problems import ProblemKind

    _ = words.gettext
    told = {
        ProblemKind.PAGES: _("A page of the file is damaged ({place}). Open a backup copy."),
        ProblemKind.LINKS: _("A row refers to one that does not exist ({place})."),
        ProblemKind.SCHEMA: _("The schema does not match this version ({place})."),
        ProblemKind.JOURNAL: _("The journal was changed from outside at event {place}."),
        ProblemKind.ANCHOR: _("The journal ends before its recorded end ({place})."),
        ProblemKind.WAL: _("The last actions may not show: the file was opened read-only."),
    }
    return told[problem.kind].format(place=problem.place)


def _reason(number: int | None, words: Words) -> str:
    """Return why the system refused; its own words are English on every computer."""
    _ = words.gettext
    match number:
        case errno.EEXIST | errno.ENOTDIR:
            return _("there is a file where a folder should be")
        case errno.EISDIR:
            return _("there is a folder of this name")
        case errno.EROFS:
            return _("the disk is read-only")
        case errno.ENAMETOOLONG:
            return _("the name is too long")
        case _:
            return _("system error {number}").format(number=number or 0)
