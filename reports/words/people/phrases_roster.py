"""What a list of people says in words: its columns, what each row does, what is wrong and where."""

from datetime import date

from domain.errors import InUse
from domain.people.person import Person, PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.roster import DAYS, Change, Entry, Fate, Field, RowProblem, Wrong
from domain.people.twins import Conflict, Hindrance
from reports.words.names import name_of
from reports.words.people import keeping
from resources.i18n import Words


def field(of: Field, words: Words) -> str:
    """Return the name of a column, as our template prints it and the reader recognises it."""
    _ = words.gettext
    return {
        Field.SURNAME: _("Surname"),
        Field.GIVEN: _("Given name"),
        Field.PATRONYMIC: _("Patronymic"),
        Field.FULL_NAME: _("Full name"),
        Field.PERSONNEL_NO: _("Personnel number"),
        Field.CODE: _("Code"),
        Field.KIND: _("Who"),
        Field.POST: _("Position"),
        Field.UNIT: _("Unit"),
        Field.MANAGER: _("Manager's personnel number or full name"),
        Field.HIRED_ON: _("Hired on"),
        Field.LEFT_ON: _("Left on"),
        Field.LEFT_REASON: _("Reason for leaving"),
        Field.CONTACT: _("Contact"),
        Field.BASIS: _("Legal basis for processing"),
        Field.BASIS_ON: _("Consent signed on"),
        Field.BASIS_UNTIL: _("Consent valid until"),
        Field.PURPOSE: _("Purpose of processing"),
        Field.GROUND: _("Legal basis"),
        Field.CONSENT: _("Consent to processing"),
    }[of]


def permits(person: Person, words: Words) -> str:
    """Return what the row says of the processing of the person's data; empty if nothing."""
    told = (
        (Field.PURPOSE, "" if person.purpose is None else person.purpose.value),
        (Field.GROUND, "" if person.ground is None else person.ground.value),
        (Field.BASIS, "" if _is_ground(person, words) else person.basis),
        (Field.BASIS_ON, "" if person.basis_on is None else person.basis_on.isoformat()),
        (Field.BASIS_UNTIL, "" if person.basis_until is None else person.basis_until.isoformat()),
    )
    return "; ".join(f"{field(of, words)}: {_shown(of, value, words)}" for of, value in told if value)


def kinds(words: Words) -> list[str]:
    """Return the kinds of people, for the choices of a cell."""
    return [name_of(one, words) for one in PersonKind]


def fate(one: Fate, words: Words) -> str:
    """Return what a row does, in a word."""
    _ = words.gettext
    return {
        Fate.WRONG: _("error"),
        Fate.ASK: _("to be decided"),
        Fate.NEW: _("new"),
        Fate.CHANGED: _("changes"),
        Fate.SAME: _("no change"),
        Fate.LEFT_OUT: _("skipped"),
    }[one]


def counted(one: Fate, count: int, words: Words) -> str:
    """Return how many rows do that: «2 новых»."""
    ngettext = words.ngettext
    told = {
        Fate.WRONG: ngettext("{n} with an error", "{n} with errors", count),
        Fate.ASK: ngettext("{n} to be decided", "{n} to be decided", count),
        Fate.NEW: ngettext("{n} new", "{n} new", count),
        Fate.CHANGED: ngettext("{n} changes", "{n} change", count),
        Fate.SAME: ngettext("{n} without a change", "{n} without changes", count),
        Fate.LEFT_OUT: ngettext("{n} skipped", "{n} skipped", count),
    }
    return told[one].format(n=count)


def loaded(one: Fate, count: int, words: Words) -> str:
    """Return how many rows did that, once written: «добавлено 2»."""
    ngettext = words.ngettext
    match one:
        case Fate.NEW:
            return ngettext("{n} added", "{n} added", count).format(n=count)
        case Fate.CHANGED:
            return ngettext("{n} changed", "{n} changed", count).format(n=count)
        case _:
            return counted(one, count, words)


def problem(one: RowProblem, words: Words) -> str:
    """Return «C14: «31.02.2024» — такого дня нет»; the number of a whole row stands beside it."""
    said = _wrong(one, words)
    return said if one.cell.isdecimal() else f"{one.cell}: {said}"


def _wrong(one: RowProblem, words: Words) -> str:
    _ = words.gettext
    return {
        Wrong.NO_SURNAME: _("there is no surname"),
        Wrong.TOO_LONG: _("longer than 120 characters: “{value}”"),
        Wrong.NOT_A_DAY: _("“{value}” is not a date"),
        Wrong.NOT_A_KIND: _("“{value}” is none of: employee, candidate, external"),
        Wrong.NOT_A_PURPOSE: _(
            "“{value}” is none of: selection of a candidate, employment, personnel reserve"
        ),
        Wrong.NOT_A_GROUND: _("“{value}” is none of: consent, contract, law"),
        Wrong.NOT_A_CONSENT: _("“{value}” does not say whether there is consent"),
        Wrong.NOT_A_TEXT: _("“{value}” is where a text belongs"),
        Wrong.ERROR_CELL: _("there is a spreadsheet error here"),
        Wrong.FORMULA: _("a formula without a value: open the file in its program and save it"),
        Wrong.TWICE: _("“{value}” is already in a row above"),
        Wrong.TAKEN: _("the number “{value}” belongs to someone else"),
        Wrong.TWO_PEOPLE: _("the code “{value}” and the personnel number belong to two people"),
        Wrong.NO_SUCH_CODE: _("nobody has the code “{value}”"),
        Wrong.ERASED: _("whoever had the code “{value}” was erased from this file and does not come back"),
        Wrong.NO_SUCH_MANAGER: _("no manager has the number, code or full name “{value}”"),
        Wrong.OWN_MANAGER: _("nobody is their own manager"),
        Wrong.TWO_UNITS: _("there are two units “{value}”"),
        Wrong.LEFT: _("hired after leaving on {value}"),
        Wrong.NO_LAST_DAY: _("“{value}” is why someone left, but the day of leaving is missing"),
        Wrong.NO_PAPER: _("valid until {value}, but the date of the new consent is missing"),
        Wrong.NOT_YET: _("signed on {value}, which is still to come"),
        Wrong.TOO_FAR: _("left on {value}, which is more than a year ahead"),
        Wrong.UNTIL_BEFORE: _("valid until {value}, which is before the consent was signed"),
    }[one.why].format(value=_day(one.value, words))


def change(one: Change, words: Words) -> str:
    """Return «Должность: оператор → мастер»."""
    before, after = (_shown(one.of, value, words) for value in (one.before, one.after))
    return f"{field(one.of, words)}: {before} → {after}"


def maybe(one: Person, words: Words) -> str:
    """Return who may be meant: name, number or code, post, unit."""
    sign = one.personnel_no or one.code
    return ", ".join(part for part in (one.full_name, sign, one.post, one.unit) if part)


def note(entry: Entry, words: Words) -> str:
    """Return the line that explains a row; empty for a simple new person."""
    _ = words.gettext
    match entry.fate:
        case Fate.WRONG | Fate.LEFT_OUT:
            return "; ".join(problem(one, words) for one in entry.problems)
        case Fate.ASK if entry.managers:
            named = "; ".join(maybe(one.person, words) for one in entry.managers)
            return _("Manager “{name}”: {who}").format(name=entry.row.manager, who=named)
        case Fate.ASK:
            found = [maybe(one, words) for one in entry.maybe]
            found += [words.gettext("row {n}").format(n=number) for number in entry.twins]
            return _("Possible match: {who}").format(who="; ".join(found))
        case Fate.CHANGED:
            return "; ".join(change(one, words) for one in entry.changes)
        case _:
            return ""


def in_unit(one: InUse, words: Words) -> str:
    """Return what keeps a unit in use: «3 человека, 1 цикл»."""
    ngettext = words.ngettext
    parts = (
        (one.people, ngettext("{n} person", "{n} people", one.people)),
        (one.units, ngettext("{n} unit below", "{n} units below", one.units)),
        (one.cycles, ngettext("{n} cycle", "{n} cycles", one.cycles)),
    )
    return ", ".join(text.format(n=count) for count, text in parts if count)


def conflict(one: Conflict, words: Words) -> tuple[str, str]:
    """Return why two people cannot be merged, and what to do about it."""
    _ = words.gettext
    cycles = ", ".join(one.cycles)
    what, todo = {
        Hindrance.SAME_CYCLE: (
            _(
                "Both have an assessment in one cycle: {cycles}. Two sets of marks of one person "
                "cannot be joined."
            ),
            _("Withdraw one of the assessments or keep both cards."),
        ),
        Hindrance.AT_WORK: (
            _("You work under the name of the card that would disappear."),
            _("Work under another name first."),
        ),
        Hindrance.ASSESSES: (
            _("Assesses in open cycles: {cycles}."),
            _("Sheets must be submitted and assessments closed first."),
        ),
        Hindrance.SELF: (
            _("Would become their own assessor: {cycles}."),
            _("Close the assessment first, or assign someone else."),
        ),
        Hindrance.MANAGES: (_("One is the manager of the other."), _("Change the manager first.")),
    }[one.why]
    return what.format(cycles=cycles), todo


def _is_ground(person: Person, words: Words) -> bool:
    """Return whether the list names no document, only the ground once more: «Согласие»."""
    ground = person.ground
    return ground is not None and person.basis.strip().casefold() == keeping.ground(ground, words).casefold()


def _shown(of: Field, value: str, words: Words) -> str:
    if not value:
        return words.gettext("empty")
    if of is Field.KIND:
        return name_of(PersonKind(value), words)
    if of is Field.PURPOSE:
        return keeping.purpose(Purpose(value), words)
    if of is Field.GROUND:
        return keeping.ground(Ground(value), words)
    return _day(value, words) if of in DAYS else value


def _day(value: str, words: Words) -> str:
    try:
        return words.date(date.fromisoformat(value)) if len(value) == 10 and value[4] == "-" else value
    except ValueError:
        return value
