"""Which place of the help tells more about a refusal: every kind has one."""

import errno

from db.file import errors as file_errors
from db.wire import faults, refusals
from desktop.office.not_kept import NotKept
from desktop.office.not_made import NotMade
from domain import errors
from domain.assessing import answer_form
from domain.assessing.sheet_number import NotANumber
from domain.development.adaptation import MentorsByJob
from domain.exchange import draft_merge
from domain.exchange.key import OtherGroups
from domain.exchange.merging import NotMerged
from domain.exchange.refusal import (
    AlreadySealed,
    Away,
    DecidedElsewhere,
    Invited,
    NoKeys,
    NotAccepted,
    SealedHere,
    SharesMissing,
    SubmittedThere,
    TakenAlong,
    TooManySeats,
)
from domain.framework.edition_faults import Faulty
from domain.framework.fairness import Discriminates
from domain.framework.framework import FrameworkNotNamed, SeveralFrameworks
from domain.framework.version_acts import MapFaulty, Unconfirmed
from domain.hiring.decision import SettledMeanwhile
from domain.login import LastAdministrator, OwnAccount
from domain.mark import Overtaken
from domain.months import NotMonths
from domain.password import PasswordTooShort, WaitFirst
from domain.people.declined import Renamed
from domain.people.erasure import CannotErase, ReasonNames, Undecided
from domain.people.issued import Registered
from domain.people.roster import Moved, NotReady
from domain.people.twins import CannotMerge
from domain.team.level_import import NoLevels
from reports.intake.refusal import NotTaken, Unreadable
from reports.paper.atomic import HeldOpen
from reports.paper.undrawn import DrawerLost, Undrawn
from resources import NotShipped

FOLDER, FULL, OUR_BUG = "troubles#folder", "troubles#disk", "troubles#bug"

# The places of the help, each with the kinds that it speaks of.
PLACES: dict[str, tuple[type[BaseException], ...]] = {
    "troubles#wrong": (file_errors.WrongPassword, WaitFirst),
    "start#recovery": (file_errors.WrongRecoveryCode,),
    "start#new": (PasswordTooShort,),
    "troubles#password": (file_errors.PasswordGone,),
    "troubles#keys": (file_errors.KeysMissing, file_errors.OtherKeys),
    "troubles#damaged": (
        *(file_errors.StoreError, file_errors.Damaged, file_errors.UnsoundCopy, file_errors.Replaced),
        file_errors.Strange,
    ),
    "troubles#ours": (file_errors.NotOurs,),
    "troubles#newer": (file_errors.Newer,),
    "troubles#second": (
        *(file_errors.Busy, file_errors.OpenElsewhere, file_errors.OnNetwork, file_errors.ReadOnly),
    ),
    "troubles#server": (
        *(faults.Unanswered, faults.NotTrusted, faults.NotTheService, faults.NoAuthority),
        *(faults.MayBeDone, faults.NameUnknown, faults.NobodyListens, faults.NoRoute, faults.NotInTime),
        *(faults.NotEncrypted, faults.NotInDate, faults.OfAnotherName),
        *(refusals.NotServed, refusals.Malformed, refusals.TooLarge, refusals.NotAllowed, refusals.NeedsFile),
        *(
            refusals.NotSentYet,
            refusals.OutOfReach,
            refusals.AnothersName,
            refusals.NeedsNumber,
            refusals.AnotherAct,
        ),
        *(refusals.AnswerErased, refusals.WrongLogin, refusals.Locked, refusals.LoggedOut),
        *(refusals.ChangeFirst, refusals.SamePassword, refusals.NameInPassword, refusals.PasswordTooLong),
        *(refusals.OtherVersion, refusals.TooMany),
        *(refusals.Fault, refusals.NoDatabase, refusals.Stopping),
    ),
    FULL: (file_errors.DiskFull, NotKept, errors.TooLittleSpace),
    FOLDER: (file_errors.Unwritable, file_errors.Exists, NotMade, OSError),
    "troubles#parts": (NotShipped, file_errors.Unencrypted),
    "troubles#field": (
        *(errors.Refused, errors.Missing, errors.Impossible, errors.EndsBeforeStart, errors.Taken),
        *(errors.Unknown, errors.TooLong, errors.NeedsReason, NotMonths),
    ),
    "troubles#changed": (errors.Rewritten, Overtaken, SettledMeanwhile, Registered, Renamed, Moved),
    "troubles#unmade": (
        *(errors.NothingSubmitted, errors.OnlyDraft, errors.NoCandidate, errors.NotRefused),
        *(errors.NotFailed, errors.NoMentor, MentorsByJob, errors.AllHandedIn),
    ),
    "troubles#recount": (errors.NotRecomputed, errors.NotRecounted, errors.NoMarks),
    "troubles#submitted": (errors.Submitted,),
    "troubles#hidden": (errors.StillBlind,),
    "troubles#left": (errors.Withdrawn,),
    "troubles#held": (HeldOpen,),
    OUR_BUG: (BaseException, Undrawn, DrawerLost),
    "troubles#packet": (NotAccepted,),
    "troubles#form": (
        *(answer_form.NotSent, answer_form.Altered, answer_form.SeveralForms, answer_form.OlderEdition),
        *(answer_form.NobodyLeft, answer_form.NoLongerAsked, answer_form.NothingSaid, answer_form.NotBegun),
        *(answer_form.Answered, answer_form.HavePackets),
    ),
    "troubles#list": (Unreadable, NotTaken),
    "levels_import": (NoLevels,),
    "people#basis": (errors.NeedsPaper, errors.NotConsent),
    "accounts#own": (OwnAccount, LastAdministrator),
    "people#erase": (CannotErase, Undecided, ReasonNames),
    "people#merge": (CannotMerge,),
    "people#units": (errors.InUse,),
    "people_import": (NotReady,),
    "preferences": (errors.NoLogo,),
    "diary": (errors.HadLeft,),
    "diary#find": (errors.NoteUsed,),
    "sheet#level": (errors.OffScale,),
    "sheet#submit": (errors.NotSubmitted,),
    "sheet#paper": (errors.NotYours, NotANumber),
    "sheet#along": (Away, Invited, SubmittedThere, draft_merge.Unsettled),
    "result#apart": (errors.KeptApart,),
    "campaign#assessors": (errors.NotAssigned, errors.Begun, errors.AlreadyOpen, errors.NobodyWaits),
    "campaign#change": (errors.FrozenRequirements,),
    "vacancy#conditions": (Discriminates,),
    "new_cycle#left-out": (errors.Overlaps, errors.HasLeft),
    "cycle#close": (errors.SheetsOut, errors.Closed),
    "cycle#withdraw": (errors.NotWithdrawn,),
    "decision": (errors.Unsettled,),
    "decision#hire": (
        *(errors.NotRecommended, errors.RefusedAlready, errors.NamesAnother, errors.Hired),
        errors.NoPlaces,
    ),
    "numbers#priority": (errors.TooManyGoals,),
    "numbers#floor": (errors.FloorAboveTarget,),
    "plan#goals": (
        *(errors.Covered, errors.NoTarget, errors.NotInForce, errors.NothingPlanned, errors.NoGoals),
        errors.BasisWithdrawn,
    ),
    "plan#dates": (
        *(errors.OutsidePlan, errors.DayOff, errors.ZeroHours, errors.ActionsOutside, errors.Numbered),
        errors.OwnerLeft,
    ),
    "plan#follow": (errors.NotActive, errors.Approved),
    "plan#close": (errors.PlanClosed, errors.Unreported),
    "plan#probation": (errors.NoConsent, errors.NoAdaptation, errors.TooManySteps),
    "library": (errors.ShippedAction, errors.SameAction, errors.InPlans),
    "team#more": (errors.NoTopics,),
    "framework#fixed": (
        *(errors.Published, errors.NothingChanged, errors.LastEdition, errors.Holds, Faulty),
        *(FrameworkNotNamed, SeveralFrameworks),
    ),
    "versions": (Unconfirmed, MapFaulty),
    "exchange#keys": (NoKeys, OtherGroups),
    "exchange#invite": (AlreadySealed, TakenAlong, TooManySeats),
    "exchange#invited": (DecidedElsewhere,),
    "exchange#open": (SealedHere, SharesMissing),
    "exchange#merge": (NotMerged,),
}
PAGES = {kind: place for place, kinds in PLACES.items() for kind in kinds}


def help_page(error: BaseException, *, bug: bool = False) -> str:
    """Return where the help tells more about *error*; *bug* if nobody but us can fix it."""
    if bug:
        return OUR_BUG
    if isinstance(error, NotTaken):
        return help_page(error.refusal)
    if isinstance(error, NotMade) and error.__cause__ is not None:
        return help_page(error.__cause__)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return FULL
    return page_of_kind(type(error))


def page_of_kind(kind: type[BaseException]) -> str:
    """Return the place for a kind of refusal or failure; a kind without one uses its parent's."""
    return next(PAGES[one] for one in kind.__mro__ if issubclass(one, BaseException) and one in PAGES)
