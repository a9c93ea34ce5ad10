"""Which page of the help tells more about a refusal: by its kind, else by the subject that it belongs to."""

from db.file import errors as file_errors
from desktop.office.not_kept import NotKept
from desktop.office.not_made import NotMade
from domain import errors
from domain.assessing import answer_form
from domain.people.erasure import CannotErase, Undecided
from domain.people.twins import CannotMerge
from resources import NotShipped

PAGES: dict[type[BaseException], str] = {
    file_errors.WrongPassword: "troubles#wrong",
    file_errors.WrongRecoveryCode: "start#recovery",
    file_errors.PasswordGone: "troubles#password",
    file_errors.KeysMissing: "troubles#keys",
    file_errors.OtherKeys: "troubles#keys",
    file_errors.Damaged: "troubles#damaged",
    file_errors.UnsoundCopy: "troubles#damaged",
    file_errors.NotOurs: "troubles#damaged",
    file_errors.Replaced: "troubles#damaged",
    file_errors.Strange: "troubles#damaged",
    file_errors.Newer: "troubles#newer",
    file_errors.Busy: "troubles#second",
    file_errors.OpenElsewhere: "troubles#second",
    file_errors.OnNetwork: "troubles#second",
    file_errors.ReadOnly: "troubles#second",
    file_errors.DiskFull: "troubles#disk",
    file_errors.Unwritable: "troubles#disk",
    NotKept: "troubles#disk",
    NotMade: "troubles#disk",
    OSError: "troubles#disk",
    errors.TooLittleSpace: "troubles#disk",
    NotShipped: "troubles#parts",
    errors.Submitted: "troubles#submitted",
    errors.StillBlind: "troubles#hidden",
    errors.Withdrawn: "troubles#left",
    errors.HadLeft: "troubles#left",
    errors.HasLeft: "troubles#left",
    errors.OwnerLeft: "troubles#left",
    errors.BasisWithdrawn: "people#basis",
    errors.NoConsent: "people#basis",
    errors.NotConsent: "people#basis",
    errors.OffScale: "sheet#level",
    errors.NotYours: "sheet#paper",
    errors.SheetsOut: "cycle#close",
    errors.FrozenRequirements: "campaign#change",
    errors.TooManyGoals: "numbers#priority",
    errors.FloorAboveTarget: "numbers#floor",
    answer_form.NotSent: "troubles#form",
    answer_form.Altered: "troubles#form",
    answer_form.SeveralForms: "troubles#form",
    answer_form.OlderEdition: "troubles#form",
    CannotErase: "people#erase",
    Undecided: "people#erase",
    CannotMerge: "people#merge",
}
# The subject of all others, by the module that defines them; the longest name that fits counts.
SUBJECTS = {
    "": "troubles",
    "db.file": "troubles#damaged",
    "desktop.office": "troubles",
    "domain.errors": "troubles",
    "domain.assessing.answer_form": "troubles#form",
    "domain.assessing": "sheet",
    "domain.development": "plan",
    "domain.exchange": "troubles#packet",
    "domain.framework": "framework",
    "domain.password": "troubles#wrong",
    "domain.people": "people",
    "domain.people.roster": "troubles#list",
    "domain.people.issued": "register",
    "domain.team.level_import": "levels_import",
    "reports.intake": "troubles#list",
    "reports.paper": "troubles#held",
}
OUR_BUG = "troubles#bug"


def help_page(error: BaseException, *, bug: bool = False) -> str:
    """Return where the help tells more about *error*; *bug* if nobody but us can fix it."""
    return OUR_BUG if bug else page_of_kind(type(error))


def page_of_kind(kind: type[BaseException]) -> str:
    """Return the page of a kind of refusal."""
    for one in kind.__mro__:
        if issubclass(one, BaseException) and one in PAGES:
            return PAGES[one]
    fitting = [name for name in SUBJECTS if kind.__module__.startswith(name)]
    return SUBJECTS[max(fitting, key=len)]
