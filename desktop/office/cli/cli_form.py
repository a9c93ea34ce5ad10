"""``merilo import form``: what a filled form says, and the act itself."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli.cli_arguments import helps
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store

FORM = "form"


def add_import(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments for importing forms, besides the files."""
    parser.add_argument("--show", action="store_true", help=helps(_SHOW_HELP))


def load(store: "Store", path: Path, options: argparse.Namespace, language: Words) -> bool:
    """Say how much the form says and what is not taken from it, then accept it.

    What it says is told only if asked for, and what its sheet says already never: whoever calls this need not
    be the assessor, and may owe a sheet about the same person.

    Raises:
        Refused, OSError: if it cannot be read or is not accepted.
    """
    from db.assessing.sheet import answer_forms
    from desktop.office.intake.answer_forms import considered, read_form
    from reports.intake import phrases_answer_form
    from reports.words.assessing.lacking_facts import lacking_closed, lacking_facts

    told = considered(store.read, read_form(path, Progress()), None)
    print(f"{path.name}: {phrases_answer_form.counted(told, language)}", flush=True)
    for change in told.changes if options.show else ():
        print(f"{path.name}: {phrases_answer_form.comes(change, told.of.scale, language)}", flush=True)
    if told.marked:
        said = language.ngettext(
            "The sheet has {n} mark already, which is not shown here. Where they differ, the form counts.",
            "The sheet has {n} marks already, which are not shown here. Where they differ, the form counts.",
            told.marked,
        )
        print(f"{path.name}: {said.format(n=told.marked)}", flush=True)
    for one in told.asked:
        print(f"{path.name}: {phrases_answer_form.asked(one, language, shown=options.show)}", file=sys.stderr)
    lacking = (
        lacking_facts(told.lacking, language)
        if options.show
        else lacking_closed(told.lacking, told.critical, language)
    )
    if lacking:
        print(f"{path.name}: {lacking}", file=sys.stderr)
    if not options.dry_run:
        store.write(answer_forms.accept, told)
    return True


_SHOW_HELP = _(
    "for a form: print what it says too; if you owe a sheet about the same person, submit it first"
)
