"""Empty lists to fill in, one for each kind of file that comes in; each goes back in as it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from db.assessing import rosters
from db.framework import frameworks
from db.journal.exports import Of
from desktop.office.papers.documents import Exported, Read, Write, recorded
from desktop.office.papers.registry import MATRIX
from domain.errors import Unknown
from domain.framework.edition import Edition
from domain.people.person import PersonKind
from domain.progress import Progress
from domain.text import Text
from resources.i18n import Words


def write_all(read: Read, write: Write, folder: Path, on: date, progress: Progress, words: Words) -> Exported:
    """Write all templates into *folder*; return the files.

    A file of the same name stays, since it may have been filled in: the new one gets a number. The matrix
    names the people in the file and the competencies of the newest published framework; without a published
    one there is no matrix.

    Raises:
        Unwritable, OSError: if the disk or the folder refuses.
    """
    from reports.framework import instruction_template
    from reports.paper.atomic import free_name
    from reports.people import people_template_xlsx

    _ = words.gettext
    people = free_name(folder / f"{_('List of people')}.xlsx")
    people_template_xlsx.write(on, people, progress, words)
    framework = free_name(folder / f"{_('Framework')}.xlsx")
    _write_workbook(read, framework, on, progress, words)
    name = _("Job description")
    described = free_name(folder / f"{name}.txt"), free_name(folder / f"{name}.docx")
    instruction_template.write(*described, on)
    target = free_name(folder / f"{_('Skill matrix')}.xlsx")
    matrix = write_matrix(read, write, target, on, progress, words)
    return replace(matrix, written=(people, framework, *described, *matrix.written))


def write_model(read: Read, target: Path, on: date, progress: Progress, words: Words) -> Exported:
    """Write a template to make a framework from: a job description for a DOCX name, else a workbook.

    Raises:
        Unwritable, OSError: if the disk or the folder refuses.
    """
    if target.suffix.casefold() == ".docx":
        from reports.framework import instruction_template

        instruction_template.write_document(target, on)
    else:
        _write_workbook(read, target, on, progress, words)
    return Exported((target,), ())


def _write_workbook(read: Read, target: Path, on: date, progress: Progress, words: Words) -> None:
    from reports.framework import model_xlsx

    levels = read(frameworks.scale).levels
    model_xlsx.write(Edition("", Text(""), levels=levels), target, on, progress, words)


def write_matrix(
    read: Read, write: Write, target: Path, on: date, progress: Progress, words: Words
) -> Exported:
    """Write the skill matrix of who works here that day; return it, or none without a framework.

    Through *write* the journal records whose names are in it.

    Raises:
        Unwritable, OSError: if the disk or the folder refuses.
    """
    from reports.team import levels_template_xlsx
    from reports.team.levels_template_xlsx import ToFill

    try:
        framework = read(frameworks.newest)
    except Unknown:
        return Exported((), ())
    known = read(rosters.known).people
    staff = [
        one for one in known if one.kind is PersonKind.EMPLOYEE and (one.left_on is None or one.left_on >= on)
    ]
    lines = sorted((one.full_name, one.personnel_no or "", one.post) for one in staff)
    levels_template_xlsx.write(ToFill(framework, read(frameworks.scale), lines), target, progress, words, on)
    unrecorded = recorded(write, MATRIX, Of.PERSON, ("xlsx",), 1, *(one.id for one in staff))
    return Exported((target,), (), unrecorded=unrecorded)
