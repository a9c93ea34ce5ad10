"""One door for every kind of file with a model: what it is is told by what stands in it, not by its name."""

from enum import StrEnum
from pathlib import Path

from domain.edition import Edition
from domain.progress import Progress
from reports.intake import case_package, job_description, model_book, moodle, professional_standard
from reports.intake.archive import Archive
from reports.intake.delimited import decoded
from reports.intake.file import FILE_LIMIT
from reports.intake.refusal import Unreadable, Why


class Form(StrEnum):
    """What a file with a model can be."""

    JOB_DESCRIPTION = "job_description"
    WORKBOOK = "workbook"
    STANDARD = "standard"
    CASE = "case"
    MOODLE = "moodle"


def read(path: Path, progress: Progress, general: str = "") -> tuple[Form, Edition]:
    """Read a model; *general* is the code of one generalised function of a professional standard.

    Raises:
        Unreadable: with the reason and the place; nothing of the file is taken then.
        Faulty: with every fault of the model and its place.
        OSError: if the disk does not give it.
    """
    with path.open("rb") as stream:
        data = stream.read(FILE_LIMIT + 1)
    return parse(data, path.name, progress, general)


def parse(data: bytes, name: str, progress: Progress, general: str = "") -> tuple[Form, Edition]:
    """Read a model out of these bytes, whatever the *name* says of them.

    Raises:
        Unreadable, Faulty: as for ``read``.
    """
    form = form_of(data, name, progress)
    match form:
        case Form.JOB_DESCRIPTION:
            return form, job_description.parse(data, name, progress)
        case Form.WORKBOOK:
            return form, model_book.parse(data, name, progress)
        case Form.STANDARD:
            return form, professional_standard.parse(data, name, progress, general)
        case Form.CASE:
            return form, case_package.parse(data, name, progress)
        case Form.MOODLE:
            return form, moodle.parse(data, name, progress)


def form_of(data: bytes, name: str, progress: Progress) -> Form:
    """Return what these bytes are.

    Raises:
        Unreadable: if they are nothing of the kind.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Why.EMPTY)
    if len(data) > FILE_LIMIT:
        raise Unreadable(Why.BIG_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Why.OLD_OR_LOCKED)
    if data.startswith(b"PK"):
        return Form.JOB_DESCRIPTION if Archive(data).has("word/document.xml") else Form.WORKBOOK
    head = decoded(data).lstrip("\ufeff \t\r\n")[:1]
    if head == "{":
        return Form.CASE
    if head == "<":
        return Form.STANDARD
    try:
        if moodle.looks_like(data, name, progress):
            return Form.MOODLE
        if model_book.has_heads(data, name, progress):
            return Form.WORKBOOK
    except Unreadable as error:  # an open quote or a thousand commas: text that is no table
        if error.why not in (Why.BAD_LINE, Why.TOO_FAR):
            raise
    return Form.JOB_DESCRIPTION
