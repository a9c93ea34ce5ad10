"""``merilo import levels``: what would come in of a skill matrix and what not, and the act itself."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import cli_arguments
from desktop.office.cli.cli_arguments import day, helps
from desktop.office.cli.terminal import ask_encoding
from domain.progress import Progress
from domain.scale import TOP
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.intake.levels import Answers, Incoming
    from reports.intake.matrix.reading import LevelTable

LEVELS = "levels"
PROPOSED = "proposed"
ORDERS = {"day-first": "day_first", "month-first": "month_first"}
_NONE, _NEW = "-", "new"


def add_import(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments for importing levels, besides the files."""
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help=helps(_DATE_HELP))
    parser.add_argument("--scale", type=_places, metavar="x=2,o=1,n/a=-", help=helps(_SCALE_HELP))
    parser.add_argument("--persons", type=_pairs, default={}, metavar="7=E-0012,9=new", help=helps(_WHO_HELP))
    parser.add_argument("--match", type=_pairs, default={}, metavar="C1=K01,D1=-", help=helps(_MATCH_HELP))
    parser.add_argument("--make-framework", metavar="TITLE", help=helps(_MAKE_HELP))
    parser.add_argument("--target", type=int, choices=range(TOP + 1), help=helps(_TARGET_HELP))
    parser.add_argument(
        "--assessor", metavar="CODE", help=helps(_("for levels: the code of the person who assessed"))
    )
    parser.add_argument(
        "--partly", action="store_true", help=helps(_("for levels: import what is clear, leave out the rest"))
    )


def load(store: "Store", path: Path, options: argparse.Namespace, language: Words) -> bool:
    """Say what of the file comes in and what does not, then bring it in; True if nothing was refused.

    Raises:
        Refused, OSError: if it cannot be read or is not accepted.
    """
    from db.team import level_imports
    from desktop.office.intake.levels import considered, read_levels
    from desktop.office.intake.readings import Said, WhichEncoding
    from reports.intake.matrix import phrases
    from reports.intake.roster import phrases as of_lists
    from reports.intake.roster.days import DayOrder
    from reports.words.framework import phrases_framework

    written = DayOrder(ORDERS[options.dates]) if options.dates else None
    said = Said(options.sheet, None, written, options.encoding or "")
    found = read_levels(path, Progress(), said)
    if isinstance(found, WhichEncoding):
        ask_encoding(path, found.candidates, language)
        return False
    table = found[1]
    if day := table.doubtful_day:
        question = of_lists.doubtful(day, language)
        print(f"{path.name}: {question} --dates day-first, --dates month-first", file=sys.stderr)
        return False
    answers = _answers(store, table, options)
    incoming = considered(store.read, table, answers)
    for line in _preview(incoming, language):
        print(f"{path.name}: {line}", flush=True)
    for one in incoming.left_out:
        print(f"{path.name}: {phrases.left_out(one, language)}", file=sys.stderr)
    for fault in incoming.faults:
        print(f"{path.name}: {phrases_framework.fault(fault, language)}", file=sys.stderr)
    missing = _missing(incoming, options, dated=any(one.day is not None for one in table.ratings))
    if missing and not options.dry_run:
        print(f"{path.name}: {language.gettext(missing)}", file=sys.stderr)
        return False
    if options.dry_run:
        return not missing
    title = language.gettext("Imported from “{file}”").format(file=path.name)
    note = language.gettext("Made from the matrix “{file}”").format(file=path.name)
    made = store.write(level_imports.load, incoming.told(title, path.name, answers, note), Progress())
    told = language.ngettext("{n} closed assessment created.", "{n} closed assessments created.", len(made))
    print(f"{path.name}: {told.format(n=len(made))}", flush=True)
    return True


def _answers(store: "Store", table: "LevelTable", options: argparse.Namespace) -> "Answers":
    from db.assessing import people
    from desktop.office.intake.levels import LEAVE_OUT, NEW, Answers
    from domain.errors import Unknown
    from domain.people.roster import LEAVE_OUT as SKIPPED
    from domain.people.roster import Decision

    decisions = dict.fromkeys(options.leave_out, SKIPPED)
    for row, code in options.persons.items():
        if not (row.isascii() and row.isdecimal()):
            raise Unknown("row", row)
        if code == _NEW:
            decisions[int(row)] = Decision()
        else:
            decisions[int(row)] = (
                SKIPPED if code == _NONE else Decision(person_id=store.read(people.by_code, code).id)
            )
    places = {one.place.rpartition("!")[2]: at for at, one in enumerate(table.items)}
    items: dict[int, str] = {}
    for place, code in options.match.items():
        if place.upper() not in places:
            raise Unknown("cell", place)
        items[places[place.upper()]] = LEAVE_OUT if code == _NONE else code
    return Answers(
        on=options.date,
        places=options.scale or {},
        people=decisions,
        items=items,
        framework_id=NEW if options.make_framework else _framework(store, options.next_of),
        title=options.make_framework or "",
        target=options.target,
        assessor_id=None if options.assessor is None else store.read(people.by_code, options.assessor).id,
    )


def _framework(store: "Store", key: str | None) -> int:
    """Return the newest published edition of a model, 0 for the one with most of the competencies."""
    from db.framework import editions
    from domain.errors import Unknown
    from domain.framework.framework import EditionState

    if key is None or key == "first":
        return 0
    found = [one for one in store.read(editions.editions) if one.key == key]
    there = [one for one in found if one.state is EditionState.PUBLISHED]
    if not there:
        raise Unknown("framework", key)
    return max(there, key=lambda one: one.number).id


def _places(told: str) -> dict[str, int | None]:
    if told in ("", PROPOSED):
        return {}
    found: dict[str, int | None] = {}
    for part in told.split(","):
        word, _sign, level = (one.strip() for one in part.rpartition("="))
        if not word or level not in (*"01234", _NONE):
            raise argparse.ArgumentTypeError(f"{part!r}: x=2, n/a=-")
        found[word] = None if level == _NONE else int(level)
    return found


def _preview(incoming: "Incoming", language: Words) -> list[str]:
    from domain.people.roster import Fate

    _ = language.gettext
    new = sum(one.fate is Fate.NEW for one in incoming.people)
    lines = [
        _("sheet “{sheet}”").format(sheet=incoming.table.sheet) if incoming.table.sheet else "",
        _("levels {levels}, people {people}, of whom new {new}, competencies {items}").format(
            levels=incoming.count, people=len(incoming.people), new=new, items=len(incoming.codes)
        ),
    ]
    scale = ", ".join(
        f"{one.text} ({one.count}) → {_level(incoming, one.text, language)}" for one in incoming.words
    )
    lines.append(_("scale: {scale}").format(scale=scale) if scale else "")
    lines.append(_model(incoming, language))
    lines += [
        _("{day}: levels {levels}").format(day=language.date(one.on), levels=one.count)
        for one in incoming.batches
    ]
    return [one for one in lines if one]


def _model(incoming: "Incoming", language: Words) -> str:
    """Return which model the levels belong to, and what a new one would have."""
    from domain.framework.framework import Kind

    framework = incoming.framework
    title = language.text(framework.title)
    if incoming.founded is None:
        if incoming.publishes:
            return language.gettext("framework “{title}”, a draft that is published").format(title=title)
        told = language.gettext("framework “{title}”, edition {number}")
        return told.format(title=title, number=framework.number)
    told = language.gettext(
        "a new framework “{title}”: knowledge {knowledge}, skills {skills}, functions {functions}, "
        "without a target {open}"
    )
    knowledge = sum(one.kind is Kind.KNOWLEDGE for one in framework.items)
    return told.format(
        title=title,
        knowledge=knowledge,
        skills=len(framework.items) - knowledge,
        functions=len(framework.functions),
        open=len(incoming.founded.open_targets),
    )


def _level(incoming: "Incoming", text: str, language: Words) -> str:
    from domain.text import fold

    if fold(text) not in incoming.places:
        return "?"
    level = incoming.places[fold(text)]
    return language.gettext("no level") if level is None else str(level)


def _missing(incoming: "Incoming", options: argparse.Namespace, *, dated: bool) -> str:
    """Return what a person has to say before anything is written, empty if nothing."""
    if options.date is None and not dated:
        return _("Nothing was written. Say of which day the levels are: --date.")
    if incoming.founded is not None and not options.make_framework:
        return _(
            "Nothing was written. No framework of the file has half of these competencies: name one with "
            "--next-of, or make one with --make-framework."
        )
    if incoming.faults:
        return _("Nothing was written. Fix what is listed: the framework cannot be published.")
    if incoming.founded is not None and incoming.founded.open_targets:
        return _("Nothing was written. Give the target of the competencies that have none: --target.")
    if options.scale is None:
        return _("Nothing was written. Say what the words of the scale mean: --scale, or --scale proposed.")
    if incoming.undecided and not options.partly:
        return _(
            "Nothing was written. Decide what is listed: --scale, --persons, --match; or import what is "
            "clear: --partly."
        )
    return ""


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split(","):
        name, sign, value = (one.strip() for one in part.partition("="))
        if not (name and sign and value):
            raise argparse.ArgumentTypeError(f"{part!r}: {cli_arguments.said(_('such as 7=E-0012'))}")
        found[name] = value
    return found


_MAKE_HELP = _(
    "for levels: make a framework with this title from the competencies of the matrix and publish it first"
)
_TARGET_HELP = _("for levels: with --make-framework, the target of competencies for which the file has none")
_DATE_HELP = _("for levels: the day they are of, if the table has no dates")
_SCALE_HELP = _(
    "for levels: the level 0-4 of each word of the file's scale, “-” for no level; "
    "“proposed” accepts what the preview proposes"
)
_WHO_HELP = _("for levels: who is in a row (or column) of the file: a code, “new”, or “-” to leave out")
_MATCH_HELP = _("for levels: which competency of the framework a cell means, “-” to leave out")
