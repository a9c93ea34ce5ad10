"""``merilo import form``: what a filled form would change in its sheet, and the act itself."""

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
    """Say what the form changes and what is not taken from it, then accept it.

    Raises:
        Refused, OSError: if it cannot be read or is not accepted.
    """
    from db.assessing import answer_forms
    from desktop.office.intake.answer_forms import considered, read_form, whose
    from reports.intake import phrases_answer_form

    form = read_form(path, Progress())
    of = whose(store.read, form)
    told = considered(store.read, form, of.assessor_id)
    for change in told.changes:  # without the mark there now: until all are in, only its assessor may see it
        print(f"{path.name}: {phrases_answer_form.comes(change, told.of.scale, language)}", flush=True)
    if replaced := sum(one.there is not None and one.comes is not None for one in told.changes):
        said = language.ngettext("{n} mark is replaced.", "{n} marks are replaced.", replaced)
        print(f"{path.name}: {said.format(n=replaced)}", flush=True)
    for one in told.asked:
        print(f"{path.name}: {phrases_answer_form.asked(one, language)}", file=sys.stderr)
    if not options.dry_run:
        store.write(answer_forms.accept, told)
    return True
