"""``merilo doctor``: whether this installation can do its work, in words that can be sent to who helps."""

import argparse
from pathlib import Path

from desktop.office.cli.cli_arguments import helps
from resources.i18n import Words
from resources.msgids import _

WELL, ILL = 0, 1


def add(doctor: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    doctor.add_argument(
        "database",
        nargs="?",
        type=Path,
        metavar="DATABASE",
        help=helps(_("a file to look at from outside too; its password is not asked for")),
    )
    doctor.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help=helps(_("the folder for your files; without it, your home folder or that of DATABASE")),
    )


def run(options: argparse.Namespace, language: Words) -> int:
    """Print the findings; return 0 if nothing is wrong, else 1."""
    from desktop.office import doctor, own_folder

    beside = options.database.absolute().parent if options.database is not None else Path.home()
    documents = options.folder or own_folder.carried() or beside
    findings = doctor.examine(language, documents, options.database)
    print(doctor.report(findings))
    wrong = sum(one.state is doctor.State.WRONG for one in findings)
    if wrong:
        print()
        told = language.ngettext(
            "{n} thing is wrong; it is listed first.", "{n} things are wrong; they are listed first.", wrong
        )
        print(told.format(n=wrong))
    return ILL if wrong else WELL
