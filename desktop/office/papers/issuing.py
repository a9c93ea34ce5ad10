"""The register of issued documents as a document of its own. No Qt."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from db.journal import exports
from db.people import organisation
from desktop.office.papers.documents import Exported, Read, Write, recorded
from desktop.office.papers.registry import REGISTER
from desktop.office.papers.titles import titles
from domain.people.issued import Issued
from domain.progress import Progress
from reports.people.register_paper import RegisterPaper
from resources.i18n import Words


def paper_of(read: Read, lines: Sequence[Issued], on: date) -> RegisterPaper:
    """Return these lines of the register as a document."""
    own = read(organisation.organisation)
    return RegisterPaper(own, lines, titles(line.document for line in lines), on)


def save(write: Write, record: RegisterPaper, target: Path, language: Words, progress: Progress) -> Exported:
    """Write the register as a workbook, or as a document if the name says so; the journal records it."""
    from reports.people import issued_register

    name = "pdf" if target.suffix.casefold() == ".pdf" else "xlsx"
    writer = issued_register.write if name == "pdf" else issued_register.write_xlsx
    writer(record, target, progress, language)
    people = {line.person_id for line in record.lines if line.person_id is not None}
    of = exports.Of.PERSON if people else exports.Of.FILE
    return Exported((target,), (), unrecorded=recorded(write, REGISTER, of, (name,), 1, *people))
