"""``merilo import form``: what a filled form says, and the act itself."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from domain.progress import Progress
from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.store import Store

FORM = "form"


def load(store: "Store", path: Path, options: argparse.Namespace, language: Words) -> bool:
    """Say what the form says and what is not taken from it, then accept it.

    What its sheet says already is not told: whoever calls this need not be the assessor.

    Raises:
        Refused, OSError: if it cannot be read or is not accepted.
    """
    from db.assessing.sheet import answer_forms
    from desktop.office.intake.answer_forms import considered, read_form
    from reports.intake import phrases_answer_form
    from reports.words.assessing.lacking_facts import lacking_facts

    told = considered(store.read, read_form(path, Progress()), None)
    for change in told.changes:
        print(f"{path.name}: {phrases_answer_form.comes(change, told.of.scale, language)}", flush=True)
    if told.marked:
        said = language.ngettext(
            "The sheet has {n} mark already, which is not shown here. Where they differ, the form counts.",
            "The sheet has {n} marks already, which are not shown here. Where they differ, the form counts.",
            told.marked,
        )
        print(f"{path.name}: {said.format(n=told.marked)}", flush=True)
    for one in told.asked:
        print(f"{path.name}: {phrases_answer_form.asked(one, language)}", file=sys.stderr)
    if lacking := lacking_facts(told.lacking, language):
        print(f"{path.name}: {lacking}", file=sys.stderr)
    if not options.dry_run:
        store.write(answer_forms.accept, told)
    return True
