"""A filled form from reading it to the difference that a person confirms. No Qt."""

from pathlib import Path

from db.assessing.sheet import answer_forms
from desktop.office.intake import apart, contents, readings
from desktop.office.papers.documents import Read
from domain.assessing.answer_form import Difference, Returned
from domain.progress import Progress
from domain.text import fold
from reports.book.answer_form_columns import choices
from reports.intake.answer_form import Form, understood
from resources.i18n import LANGUAGES, words


def read_form(path: Path, progress: Progress) -> Form:
    """Read a filled form in a process of its own.

    Raises:
        Unreadable, OSError: if it cannot be read.
        Cancelled: if asked to stop.
    """
    return apart.read(readings.filled_form, contents.content(path), path.name, progress=progress)


def whose(read: Read, form: Form) -> Returned:
    """Return whose form it is.

    Raises:
        Refused: as for ``answer_forms.returned``.
    """
    return read(answer_forms.returned, _rows(form))


def considered(read: Read, form: Form, viewer_id: int | None) -> Difference:
    """Return what the form would change in its sheet.

    Raises:
        Refused: as for ``answer_forms.compared``.
    """
    scale = whose(read, form).scale
    names = {fold(told): one for each in LANGUAGES for told, one in choices(scale, words(each)).items()}
    return read(answer_forms.compared, _rows(form), understood(form, names), viewer_id)


def _rows(form: Form) -> dict[int, str]:
    return {number: one.identity for number, one in enumerate(form.rows)}
