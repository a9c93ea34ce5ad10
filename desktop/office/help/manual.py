"""The manual and the quick start as files, in both languages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop.office.help.filled import every, filled
from domain.progress import Progress
from reports.paper.manual_pdf import Manual
from reports.paper.manual_pdf import write as write_pdf
from resources.help_pages import CONTENTS
from resources.i18n import LANGUAGES, words

QUICK = "quick"  # the page of the quick start


def write(folder: Path, on: date) -> Iterator[Path]:
    """Write the quick start and the manual in each language into the folder; yield each file written."""
    for language in LANGUAGES:
        says = words(language)
        _ = says.gettext
        whole = tuple(one for one in every(language) if one.name not in (CONTENTS, QUICK))
        for name, pages in (
            (_("Merilo, quick start"), (filled(QUICK, language),)),
            (_("Merilo, manual"), whole),
        ):
            target = folder / f"{name}.pdf"
            write_pdf(Manual(name, pages, on), target, Progress(), says)
            yield target
