"""One door for every kind of model file, recognised by its content and not by its name."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from domain.framework.edition import Edition
from domain.progress import Progress
from reports.intake.delimited import decoded
from reports.intake.file import check, content, is_text_document
from reports.intake.instruction.reading import Mark
from reports.intake.model import case_package, job_description, model_book, moodle, professional_standard
from reports.intake.model.model_rows import Columns
from reports.intake.refusal import Unreadable, Why


class Form(StrEnum):
    """The kinds of file that can hold a model."""

    JOB_DESCRIPTION = "job_description"
    WORKBOOK = "workbook"
    STANDARD = "standard"
    CASE = "case"
    MOODLE = "moodle"


def read(
    path: Path, progress: Progress, general: str = "", columns: Columns | None = None
) -> tuple[Form, Edition]:
    """Read a model; *general* is the code of one generalised function of a professional standard.

    *columns* says where the competencies of a table are.

    Raises:
        Unreadable: with the reason and the place; then nothing is read.
        Faulty: with every fault of the model and its place.
        OSError: if the disk fails.
    """
    return parse(content(path), path.name, progress, general, columns)


def parse(
    data: bytes,
    name: str,
    progress: Progress,
    general: str = "",
    columns: Columns | None = None,
    marks: Sequence[Mark] = (),
    sheet: str | None = None,
    part: professional_standard.Part | None = None,
) -> tuple[Form, Edition]:
    """Read a model from these bytes; *name* does not decide what they are.

    *marks* say where the lists of a job description begin, *sheet* which sheet of a workbook it is,
    *part* what of a standard a person wants.

    Raises:
        Unreadable, Faulty: as for ``read``.
    """
    form = Form.JOB_DESCRIPTION if marks else form_of(data, name, progress)
    match form:
        case Form.JOB_DESCRIPTION:
            return form, job_description.parse(data, name, progress, marks)
        case Form.WORKBOOK:
            return form, model_book.parse(data, name, progress, columns, sheet)
        case Form.STANDARD:
            return form, professional_standard.parse(data, name, progress, general, part)
        case Form.CASE:
            return form, case_package.parse(data, name, progress)
        case Form.MOODLE:
            return form, moodle.parse(data, name, progress)


def form_of(data: bytes, name: str, progress: Progress) -> Form:
    """Return the kind of file that these bytes are.

    Raises:
        Unreadable: if they are none of these.
    """
    check(data)
    if is_text_document(data):
        return Form.JOB_DESCRIPTION
    if data.startswith(b"PK"):
        return Form.WORKBOOK
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
        if model_book.looks_like(data, name, progress) and not job_description.looks_like(data):
            return Form.WORKBOOK  # a table with heads in another language: a person may assign them
    except Unreadable as error:  # an open quote or a thousand commas: text that is not a table
        if error.why not in (Why.BAD_LINE, Why.TOO_FAR) or not job_description.looks_like(data):
            raise
    return Form.JOB_DESCRIPTION
