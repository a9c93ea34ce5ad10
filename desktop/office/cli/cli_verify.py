"""``merilo verify``: whether a workbook says what follows from its marks, and what the database says."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps
from desktop.office.papers.registry import PROFILE
from domain.errors import NoMarks
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from reports.assessing.profile_recount import Difference, Shown

AGREES, DIFFERS, UNVERIFIED = 0, 1, 3
_MOST = 100  # differences printed one by one


def add(verify: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    verify.add_argument("file", type=Path, metavar="FILE", help=helps(_FILE_HELP))
    verify.add_argument("--database", type=Path, metavar="DATABASE", help=helps(_DATABASE_HELP))
    verify.add_argument("--as", dest="viewer", metavar="CODE", help=helps(_("for whom it was made")))
    terminal.add_password(verify)


def run(options: argparse.Namespace, language: Words) -> int:
    """Recount the workbook; return 0 if all agrees, 1 if something differs.

    Whatever keeps it from being verified is raised; ``main`` returns 3 then.
    """
    from desktop.office import verifying

    _ = language.gettext
    book = verifying.workbook(options.file)
    if book.kind != PROFILE:
        if options.database is None:
            raise NoMarks
        return DIFFERS if _differs(options, language) else AGREES
    made = verifying.recounted(book)
    follows = _("{place}: it says {shown}, from the marks follows {follows}.")
    _tell(made.differences, follows, language)
    if made.differences:
        told = language.ngettext(
            "{count} cell differs from the recount.",
            "{count} cells differ from the recount.",
            len(made.differences),
        )
        print(told.format(count=len(made.differences)))
    else:
        print(
            _("Recounted from the marks in the file, cells compared: {count}. All agree.").format(
                count=made.compared
            )
        )
    if options.database is None:
        print(_("Texts, facts and duties are compared only with a database: --database."))
        return DIFFERS if made.differences else AGREES
    return DIFFERS if _differs(options, language) or made.differences else AGREES


def _differs(options: argparse.Namespace, language: Words) -> bool:
    """Compare with the database, and the database with its journal; return whether anything differs."""
    from db.assessing import people
    from desktop.office import verifying
    from desktop.office.checked import problem_found

    _ = language.gettext
    store = terminal.opened(options, language)
    try:
        problems = store.check().problems
        viewer = store.read(people.by_code, options.viewer).id if options.viewer else None
        found = verifying.against(store, verifying.workbook(options.file), viewer)
    finally:
        store.close()
    for problem in problems:
        print(problem_found(problem, language))
    _tell(found, _("{place}: it says {shown}, in the database it is {follows}."), language)
    if not problems:
        print(_("The records of the database are what its journal says."))
    if not found:
        print(_("Every cell is as the database has it."))
    return bool(problems or found)


def _tell(found: "tuple[Difference, ...]", said: str, language: Words) -> None:
    for one in found[:_MOST]:
        shown, follows = (_spelled(value, language) for value in (one.shown, one.follows))
        print(said.format(place=one.address, shown=shown, follows=follows))
    if len(found) > _MOST:
        print(language.gettext("and {count} more").format(count=len(found) - _MOST))


def _spelled(value: "Shown", language: Words) -> str:
    """Return a value as it is told: a number with as many digits as tell it apart, a text in quotes."""
    if value is None or value == "":
        return language.gettext("nothing")
    if isinstance(value, str):
        shown = " ".join(value.split())
        return language.gettext("“{text}”").format(text=shown if len(shown) <= 120 else f"{shown[:119]}…")
    told = f"{value:.6f}".rstrip("0").rstrip(".")
    return told.replace(".", ",") if language.language == "ru" else told


_FILE_HELP = _("an assessment profile, a team matrix or a comparison, XLSX")
_DATABASE_HELP = _(
    "compare every cell with this file too, NAME.merilo, and its records with the hashes of its journal"
)
