"""The empty list of people to fill in: our own heads, and cells that refuse what the import would refuse."""

from datetime import date

from domain.people.purpose import Ground, Purpose
from domain.people.roster import Field
from reports.book.frame import Contents, Leaf, saved
from reports.book.workbook import Look, Tab
from reports.words.people import keeping, phrases_roster
from resources.i18n import Words

COLUMNS = (
    *(Field.PERSONNEL_NO, Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.KIND, Field.POST),
    *(Field.UNIT, Field.MANAGER, Field.HIRED_ON, Field.LEFT_ON, Field.LEFT_REASON, Field.CONTACT),
    *(Field.BASIS, Field.BASIS_ON, Field.BASIS_UNTIL, Field.PURPOSE, Field.GROUND),
)
ROWS = 2_000  # rows whose cells are checked; a list may be longer
_WIDTHS = (18, 20, 18, 20, 14, 26, 26, 20, 14, 16, 26, 26, 26, 16, 16, 24, 22)
_TEXT = frozenset({Field.PERSONNEL_NO, Field.MANAGER, Field.CONTACT})  # leading zeros and «+7» stay


@saved
def write(made_on: date, words: Words) -> Contents:
    """Write the workbook: the list to fill in, and how."""
    _ = words.gettext
    leaves = (Leaf(_("People"), _list, None), Leaf(_("How to fill in"), _help, None, portrait=True))
    return Contents(_("List of people"), made_on, leaves)


def _list(tab: Tab, _nothing: None, words: Words) -> None:
    _ = words.gettext
    tab.widths(*_WIDTHS)
    tab.heads(1, [phrases_roster.field(of, words) for of in COLUMNS])
    last = ROWS + 1
    for column, of in enumerate(COLUMNS, start=1):
        if of in _TEXT:
            tab.text_column(column)
        match of:
            case Field.PERSONNEL_NO:
                tab.unique(2, last, column, _("This personnel number is in the list already."))
            case Field.KIND:
                tab.one_of(2, last, column, phrases_roster.kinds(words), _("Choose from the list."))
            case Field.PURPOSE:
                names = [keeping.purpose(one, words) for one in Purpose]
                tab.one_of(2, last, column, names, _("Choose from the list."))
            case Field.GROUND:
                names = [keeping.ground(one, words) for one in Ground]
                tab.one_of(2, last, column, names, _("Choose from the list."))
            case Field.HIRED_ON | Field.LEFT_ON | Field.BASIS_ON | Field.BASIS_UNTIL:
                tab.days(2, last, column, _("Enter a date as 24.11.2026."))
            case Field.MANAGER | Field.CONTACT | Field.BASIS:
                pass
            case _:
                tab.at_most(2, last, column, 120, _("At most 120 characters."))
    tab.table(1, 1, len(COLUMNS), fixed=2)


def _help(tab: Tab, _nothing: None, words: Words) -> None:
    _ = words.gettext
    tab.widths(34, 70)
    tab.put_text(1, 1, _("How to fill in the list of people"), Look.TITLE, wrap=False)
    lines = (
        (
            Field.PERSONNEL_NO,
            _("It identifies the person when the list is imported again. A name never does."),
        ),
        (Field.SURNAME, _("Required for people who are not in the file yet.")),
        (Field.KIND, _("If left empty, what you choose when importing applies.")),
        (Field.UNIT, _("A unit that does not exist yet will be created.")),
        (Field.MANAGER, _("Personnel number or code of a person in the file or in this list.")),
        (Field.HIRED_ON, _("A date: 24.11.2026.")),
        (Field.LEFT_ON, _("The last working day of a person who has left. An empty cell changes nothing.")),
        (Field.BASIS, _("Consent or contract: what allows the person's data to be processed.")),
        (Field.BASIS_ON, _("The date the consent was signed.")),
        (Field.BASIS_UNTIL, _("The last day of the consent. Extending it takes a new consent.")),
        (Field.PURPOSE, _("What the data are kept for. If left empty, it stays not entered.")),
        (
            Field.GROUND,
            _("What permits that: consent, contract or law. If left empty, it stays not entered."),
        ),
    )
    for row, (of, text) in enumerate(lines, start=3):
        tab.put_text(row, 1, phrases_roster.field(of, words), Look.STRONG)
        tab.put_text(row, 2, text)
    rest = _(
        "An empty cell removes nothing from a person already in the file. Nothing is written until you agree."
    )
    tab.put_text(len(lines) + 4, 1, rest, Look.MUTED, wrap=False)
