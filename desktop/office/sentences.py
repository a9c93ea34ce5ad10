"""The texts shown when something is refused or fails: what happened, what is safe, what to do. No Qt.

The only place for these texts, for the window and the command line alike.
"""

import errno
from dataclasses import replace
from functools import cache

from desktop.office import file_faults
from desktop.office.field_names import field_name
from desktop.office.help.refusals import help_page
from desktop.office.not_kept import NotKept
from desktop.office.not_made import NotMade
from domain import errors
from domain.hiring.decision import SettledMeanwhile
from domain.login import LastAdministrator, OwnAccount
from domain.mark import Overtaken
from domain.password import PasswordTooShort, WaitFirst
from domain.people.roster import Moved, NotReady
from domain.people.twins import CannotMerge
from reports.intake.refusal import NotTaken, Unreadable
from reports.paper.atomic import HeldOpen
from reports.paper.undrawn import DrawerLost, Undrawn
from reports.words.refusals import IN_FIELD, NOTHING, Refusals, Sentence, said
from resources import NotShipped
from resources.i18n import Words
from resources.msgids import _

OTHER_VALUE = _("Enter another value.")


def sentence(error: BaseException, words: Words) -> Sentence:
    """Return the text for *error*; an unknown type of error is our bug, and its text is not shown."""
    table = _usual()
    if type(error) not in table:
        table = sentences()
    told = next(table[kind] for kind in type(error).__mro__ if kind in table)(error, words)
    return replace(told, help=help_page(error, bug=told.bug))


@cache
def sentences() -> Refusals:
    """Return the texts by type of refusal or failure; a type without a text uses its parent's."""
    # Loaded late: neither the first paint nor a wrong password should wait for them.
    from desktop.office import server_faults
    from desktop.office.exchange import phrases_exchange, phrases_merging
    from reports.words import phrases_papers
    from reports.words.assessing import phrases_assessing
    from reports.words.development import phrases_plans
    from reports.words.framework import phrases_framework, phrases_map
    from reports.words.people import phrases_erasure

    known = dict(_usual())
    rooms = (
        phrases_plans,
        phrases_assessing,
        phrases_framework,
        phrases_map,
        phrases_erasure,
        phrases_exchange,
        phrases_merging,
    )
    for room in (*rooms, phrases_papers):
        known |= room.REFUSALS
    known |= server_faults.refusals()
    return known


@cache
def _usual() -> Refusals:
    """Return the texts that need no subject's own words."""
    return {**_FAILURES, **file_faults.refusals(), **_RULES, **_PEOPLE}


def _still_blind(error: errors.StillBlind, words: Words) -> Sentence:
    from reports.words import phrases  # not before the first paint

    _ = words.gettext
    opened = phrases.open_to_holders(error.open_answers, words)
    hidden = _("Marks are hidden until all sheets are submitted. Pending: {names}.")
    if not error.waiting:
        return Sentence(
            _("Marks are hidden: the sealed sheets of the assessment are not opened yet."),
            _(NOTHING),
            _("See under Assessment → Exchange who is awaited, or press “Open sheets” there."),
        )
    return Sentence(
        " ".join(filter(None, (hidden.format(names=", ".join(error.waiting)), opened))),
        _(NOTHING),
        _("The assessment was opened early: name who the documents are for with --as CODE, or wait.")
        if error.nameless
        else _("Wait for these sheets, then look again."),
    )


def _rewritten(error: errors.Rewritten, words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("This text was changed in another window: “{text}”.").format(text=error.there or "—"),
        _("That text stays, and yours is kept in the field as a draft."),
        _("Save once more to put yours in its place."),
    )


def _settled_meanwhile(error: SettledMeanwhile, words: Words) -> Sentence:
    _ = words.gettext
    there, anew = error.there, _("To change it, choose a level and record it.")
    if there is None:
        what = _("{code}: the agreed level was cleared in another window.")
        todo = anew if error.undoes else _("Record once more if yours is to stand.")
        return Sentence(what.format(code=error.code), _(NOTHING), todo)
    what = (
        _("{code}: {name} has agreed meanwhile that it does not apply. Basis: “{reason}”.")
        if there.level is None
        else _("{code}: {name} has agreed meanwhile on level {level}. Basis: “{reason}”.")
    )
    told = what.format(code=error.code, name=there.actor_name, level=there.level, reason=there.reason)
    if error.undoes:
        return Sentence(told, _("That decision stays: nothing was undone."), anew)
    return Sentence(
        told,
        _("That decision stays, and what you typed is kept in the field."),
        _("Record once more to put yours in its place."),
    )


def _withdrawn(error: errors.Withdrawn, words: Words) -> Sentence:
    _ = words.gettext
    if error.cycle:
        return Sentence(_("The cycle was withdrawn."), _(NOTHING), _("To assess again, start a new cycle."))
    return Sentence(
        _("The candidate has been withdrawn."),
        _(NOTHING),
        _("To return, the candidate must be invited to a new vacancy."),
    )


def _no_topics(error: errors.NoTopics, words: Words) -> Sentence:
    _ = words.gettext
    if error.removed:
        return Sentence(
            _("All topics were removed from the training plan."),
            _(NOTHING),
            _("Under “Training”, press “As proposed” to restore them."),
        )
    return Sentence(
        _("No topic is needed by three of the people whose levels are known."),
        _(NOTHING),
        _("What one or two people need belongs in their own plans."),
    )


def _too_long(error: errors.TooLong, words: Words) -> Sentence:
    _ = words.gettext
    what = _("The text is too long: {length} characters of {limit}.").format(
        length=words.number(error.length, 0), limit=words.number(error.limit, 0)
    )
    return Sentence(what, _(IN_FIELD), _("Shorten it."))


def _missing(error: errors.Missing, words: Words) -> Sentence:
    _ = words.gettext
    what = _("A required field is empty: {field}.").format(field=field_name(error.field, words))
    return Sentence(what, _(NOTHING), _("Fill it in."))


def _impossible(error: errors.Impossible, words: Words) -> Sentence:
    """Say what the value cannot be; dates on a person's card have sentences of their own."""
    _ = words.gettext
    value = _("This value cannot be right: {field}.").format(field=field_name(error.field, words))
    what, todo = {
        "left_on": (_("The last working day is before the hiring date."), _("Check both dates.")),
        "basis_on": (_("The document is dated in the future."), _("Enter the date it was signed.")),
        "basis_until": (_("It ends before the signing date."), _("Check both dates.")),
        "withdrawn_on": (
            _("The consent cannot be withdrawn before it was signed, or in the future."),
            _("Enter the date of the statement."),
        ),
        "held_on": (_("A meeting that was held cannot be in the future."), _("Enter the day it was held.")),
        "hold_until": (_("This day is over."), _("Enter a day in the future.")),
        "sha256": (_("This is no SHA-256: it has 64 characters, 0–9 and a–f."), _("Copy the whole of it.")),
    }.get(error.field, (value, _(OTHER_VALUE)))
    return Sentence(what, _(NOTHING), todo)


def _taken(error: errors.Taken, words: Words) -> Sentence:
    _ = words.gettext
    what = _("{field} “{value}” is already in use.").format(
        field=field_name(error.field, words), value=error.value
    )
    return Sentence(what, _(NOTHING), _(OTHER_VALUE))


def _no_adaptation(error: errors.NoAdaptation, words: Words) -> Sentence:
    from domain.development.adaptation import Unplanned  # not before the first paint
    from reports.words.development.phrases_plans import unplanned

    _ = words.gettext
    why = unplanned(Unplanned(error.in_post, error.unknown), words)
    return Sentence(f"{error.code}: {why}", _(NOTHING), _("Start a plan under Development if one is needed."))


def _unknown(error: errors.Unknown, words: Words) -> Sentence:
    return Sentence(_nobody(error, words), words.gettext(NOTHING), words.gettext("Check the code."))


def _nobody(error: errors.Unknown, words: Words) -> str:
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


def _wait_first(error: WaitFirst, words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        words.ngettext(
            "Too many wrong passwords: wait {n} second.",
            "Too many wrong passwords: wait {n} seconds.",
            error.seconds,
        ).format(n=error.seconds),
        _("The file is unchanged."),
        _("Check the keyboard layout and Caps Lock."),
    )


_RULES: Refusals = {
    errors.Refused: said(_("This is not allowed.")),
    errors.OffScale: said(_("There is no level “{level}” on the scale."), _("Enter 0–4.")),
    errors.Submitted: said(
        _("The sheet has been submitted and is read-only."), _("To correct it, start a correction.")
    ),
    Overtaken: said(
        _("Another mark was recorded here in another window."),
        _("Open the sheet again to see it."),
        _("That mark stays."),
    ),
    errors.Rewritten: _rewritten,
    SettledMeanwhile: _settled_meanwhile,
    errors.NotSubmitted: said(_("The sheet is still a draft."), _("Submit it first.")),
    errors.Withdrawn: _withdrawn,
    errors.Closed: said(_("The assessment is closed."), _("To assess again, start a new assessment.")),
    errors.StillBlind: _still_blind,
    errors.KeptApart: said(
        _("This sheet is not shown by itself: a peer or a subordinate could be told from it."),
        _("See the result of the assessment."),
    ),
    errors.NotYours: said(
        _("This sheet belongs to another assessor."), _("Work under the name of that assessor.")
    ),
    errors.NothingSubmitted: said(_("No sheet has been submitted yet."), _("Submit a sheet first.")),
    errors.NoGoals: said(
        _("No gaps: everything assessed meets its target. There is nothing to plan."),
        _("If a plan is needed all the same, choose its goals by hand."),
    ),
    errors.NoTopics: _no_topics,
    errors.TooLong: _too_long,
    errors.TooLittleSpace: file_faults.too_little_space,
    errors.Missing: _missing,
    errors.FloorAboveTarget: said(
        _("The minimum of {floor} is above the target of {target}."),
        _("Choose a minimum no higher than the target, or raise the target."),
    ),
    errors.EndsBeforeStart: said(
        _("The end is before the beginning."), _("Enter a later end or an earlier beginning.")
    ),
    errors.NeedsPaper: said(
        _("A consent is renewed by a new document, not by a later date alone."),
        _("Enter the date the new consent was signed."),
    ),
    errors.NotConsent: said(
        _("The data are processed by a contract or by law, so there is no consent to withdraw."),
        _("Enter another document, or prolong the keeping with a reason."),
    ),
    errors.Impossible: _impossible,
    errors.Taken: _taken,
    OwnAccount: said(
        _("Nobody changes the rights of their own accounts."),
        _("Ask another administrator, or use the commands of the server."),
    ),
    LastAdministrator: said(
        _("This is the last account of an administrator: without it nobody could manage accounts here."),
        _("First make an account of another administrator."),
    ),
    errors.NoAdaptation: _no_adaptation,
    errors.Unknown: _unknown,
    errors.NeedsReason: said(_("A reason is needed."), _("Write why.")),
    WaitFirst: _wait_first,
    PasswordTooShort: said(
        _("The password is too short: 12 characters are needed."), _("Several words make a long one.")
    ),
    errors.Published: said(_("A published edition never changes."), _("Start a new draft from it.")),
}


def _unreadable(error: Unreadable, words: Words) -> Sentence:
    from reports.intake import phrases_unreadable  # not before the first paint

    what, todo = phrases_unreadable.unreadable(error, words)
    return Sentence(what, words.gettext("Nothing was taken from it."), todo)


def _not_taken(error: NotTaken, words: Words) -> Sentence:
    why = sentence(error.refusal, words)
    which = words.gettext("“{name}” is not imported.").format(name=error.name)
    return why if error.name in why.what else Sentence(f"{which} {why.what}", why.safe, why.todo, why.bug)


def _not_ready(error: NotReady, words: Words) -> Sentence:
    _ = words.gettext
    rows = ", ".join(str(row) for row in error.rows[:20])
    if not rows:
        what = _("There is nobody to import: nothing in the list is new.")
        return Sentence(what, _(NOTHING), _("Choose another list."))
    return Sentence(
        _("Rows with errors or questions: {rows}.").format(rows=rows),
        _(NOTHING),
        _("Fix them in the file, resolve or skip them."),
    )


def _cannot_merge(error: CannotMerge, words: Words) -> Sentence:
    from reports.words.people import phrases_roster  # not before the first paint

    told = [phrases_roster.conflict(one, words) for one in error.conflicts]
    what, todo = (" ".join(dict.fromkeys(one)) for one in zip(*told, strict=True))
    return Sentence(what, words.gettext(NOTHING), todo)


def _in_use(error: errors.InUse, words: Words) -> Sentence:
    from reports.words.people import phrases_roster  # not before the first paint

    _ = words.gettext
    return Sentence(
        _("The unit is not empty: {what}.").format(what=phrases_roster.in_unit(error, words)),
        _(NOTHING),
        _("Merge it with another unit, or move what is in it."),
    )


_PEOPLE: Refusals = {
    NotTaken: _not_taken,
    Unreadable: _unreadable,
    NotReady: _not_ready,
    Moved: said(_("The people in the file have changed since the preview."), _("Look at the list again.")),
    CannotMerge: _cannot_merge,
    errors.InUse: _in_use,
    errors.HadLeft: said(
        _("Had left before that date: {name}, {day}."),
        _("Choose an earlier date or someone else."),
        IN_FIELD,
    ),
    errors.NoteUsed: said(
        _("This note is used as a fact in a submitted sheet and no longer changes."),
        _("Write another note."),
    ),
}


def _not_kept(error: NotKept, words: Words) -> Sentence:
    """Say why half-typed text is not in the file: nothing is wrong with the text itself."""
    _ = words.gettext
    from db.file.errors import DiskFull, StoreError
    from db.wire.faults import Unanswered
    from db.wire.refusals import NotServed

    cause = error.__cause__
    what = _("The file cannot be written.")
    if isinstance(cause, StoreError | NotServed):
        what = sentence(cause, words).what
    todo = _("Go on: the text is saved as soon as the file can be written.")
    if isinstance(cause, DiskFull):
        todo = _("Free some space and go on: the text is saved as soon as there is room.")
    elif isinstance(cause, Unanswered | NotServed):
        todo = _("The text is saved as soon as the server takes it.")
    return Sentence(what, _("What you are typing stays in its field; everything saved before is safe."), todo)


def _not_made(error: NotMade, words: Words) -> Sentence:
    why = Sentence("") if error.__cause__ is None else sentence(error.__cause__, words)
    what = words.gettext("“{name}” was not made.").format(name=error.name)
    return Sentence(f"{what} {why.what}".strip(), why.safe, why.todo, why.bug)


def _disk(error: OSError, words: Words) -> Sentence:
    _ = words.gettext
    name = str(error.filename) if error.filename else ""
    # By number: an error raised by a report in place of the system's has another class.
    if error.errno == errno.ENOENT:
        return file_faults.lost(name, words)
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


def _held_open(error: HeldOpen, words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("“{name}” is open in another program; the new one was saved as “{other}”.").format(
            name=error.path.name, other=error.beside.name
        ),
        _("The earlier file is unchanged."),
        _("Close it there and save again to replace it."),
    )


def _bug(_error: BaseException, words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("Something went wrong because of an error in the program."),
        _("Everything saved so far is safe."),
        _("Try again; if it happens once more, send us the report: it contains no personal data."),
        bug=True,
    )


_FAILURES: Refusals = {
    BaseException: _bug,
    OSError: _disk,
    NotShipped: said(
        _("A part of the program is missing: {part}."),
        _("Install the program again."),
        _("Your files are not affected."),
    ),
    HeldOpen: _held_open,
    NotKept: _not_kept,
    NotMade: _not_made,
    Undrawn: said(
        _("The document could not be drawn because of an error in the program ({where})."),
        _("Send us this line: it contains no personal data."),
    ),
    DrawerLost: said(
        _("The part of the program that drew it has stopped."),
        _("Make it again; if it stops once more, close other programs to free memory."),
    ),
}


def _reason(number: int | None, words: Words) -> str:
    """Return why the system refused; its own text is English on every computer."""
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
