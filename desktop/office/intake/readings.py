"""What is read of a file in a process of its own: only values come in, only records go out.

Imports neither the database nor Qt, like whatever runs there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.framework.edition import Edition
from domain.framework.edition_faults import Fault, Faulty, Flaw
from domain.framework.edition_faults import Part as Of
from domain.framework.provision import NAMING, Provision
from domain.progress import Progress
from reports.intake import answer_form, delimited, file, placing
from reports.intake import people as roster
from reports.intake.instruction.reading import Mark
from reports.intake.matrix import layout, ods, workbook, xls
from reports.intake.matrix import reading as matrix_reading
from reports.intake.matrix.layout import Form as Drawn
from reports.intake.matrix.paired import one_row_of_heads
from reports.intake.matrix.reading import LevelTable
from reports.intake.matrix.workbook import LOOKED_INTO
from reports.intake.model import (
    case_package,
    job_description,
    model_book,
    model_file,
    moodle,
    professional_standard,
)
from reports.intake.model.job_description import NAMED, About, Note
from reports.intake.model.model_file import Form
from reports.intake.model.model_rows import Columns
from reports.intake.model.professional_standard import Outline, Part
from reports.intake.refusal import Unreadable, Why
from reports.intake.roster import encodings
from reports.intake.roster.days import DayOrder
from reports.intake.roster.encodings import Candidate
from reports.intake.table import Table


@dataclass(frozen=True, slots=True)
class Model:
    """A model as the file has it.

    ``outline`` is what a professional standard has to choose from, ``sheets`` what a book that somebody else
    drew has, with the ``sheet`` that was read. ``proposed`` are the
    codes of items of which a job description does not say that they are what they are here, ``provisions``
    the lines of the document.
    """

    form: Form
    edition: Edition
    notes: tuple[Note, ...] = ()
    proposed: frozenset[str] = frozenset()
    outline: Outline | None = None
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    provisions: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A file in which a person has to show what is what: columns of a table, or lists of a text."""

    faults: tuple[Fault, ...]
    table: Table | None = None
    text: str = ""


def filled_form(data: bytes, name: str, progress: Progress) -> answer_form.Form:
    """Return the rows of a filled form.

    Raises:
        Unreadable: if it cannot be read, or is no form.
    """
    tables = workbook.tables(data, name, progress)
    if not answer_form.looks_like(tables):
        raise Unreadable(Why.NO_FORM)
    return answer_form.read(tables)


@dataclass(frozen=True, slots=True)
class Levels:
    """The sheets of a file of levels, and the chosen one as read; None if nothing in it looks like levels."""

    sheets: tuple[str, ...]
    table: LevelTable | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about a skill matrix: which sheet, how it is drawn, its days and its letters.

    ``text`` stands for the file, such as one from the clipboard.
    """

    sheet: str | None = None
    form: Drawn | None = None
    written: DayOrder | None = None
    encoding: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class WhichEncoding:
    """A text in letters of which only a person can say what they are; the likeliest encoding first."""

    candidates: tuple[Candidate, ...]


def or_encodings[T](data: bytes, read: Callable[[], T]) -> T | WhichEncoding:
    """Return what *read* makes of the bytes, or the encodings to choose from if it cannot know.

    Raises:
        Unreadable: for any other reason that *read* has.
    """
    try:
        return read()
    except Unreadable as error:
        if error.why is not Why.WHICH_ENCODING:
            raise
    return WhichEncoding(encodings.candidates(data))


def levels(data: bytes, name: str, said: Said, progress: Progress) -> Levels | WhichEncoding:
    """Read a skill matrix: the sheet that a person says, else the first with levels.

    Raises:
        Unreadable: with the reason and the place.
    """
    sheet = said.sheet
    tables = or_encodings(data, lambda: workbook.tables(data, name, progress, said.encoding))
    if isinstance(tables, WhichEncoding):
        return tables
    names = tuple(one.sheet for one in tables)
    if sheet is not None and sheet not in names:
        raise Unreadable(Why.NO_SHEET, sheet)
    for table in map(one_row_of_heads, tables):
        found = layout.guess(table, said.form) if sheet in (None, table.sheet) else None
        if found is not None:
            read = matrix_reading.read(table, found, said.written)
            others = [one.sheet for one in tables if one.sheet != table.sheet and one.lines]
            left = tuple(matrix_reading.LeftOut(matrix_reading.Left.SHEET, one, "") for one in others)
            return Levels(names, replace(read, left_out=(*read.left_out, *left)))
    return Levels(names, None)


def people(
    data: bytes, name: str, sheet: str | None, encoding: str, progress: Progress
) -> Table | WhichEncoding:
    """Read a list of people from a workbook or a delimited text in this *encoding*, empty if not known.

    Of a workbook the *sheet*, else the first one with heads that are known, else the first that has rows.

    Raises:
        Unreadable: with the reason and the place.
    """
    return or_encodings(data, lambda: _list(data, name, sheet, encoding, progress))


def _list(data: bytes, name: str, sheet: str | None, encoding: str, progress: Progress) -> Table:
    if len(data) <= file.FILE_LIMIT and (ods.looks_like(data) or xls.looks_like(data)):
        return sheet_of((ods if ods.looks_like(data) else xls).parse(data, name, progress), sheet)
    table = file.parse(data, name, progress, sheet, encoding)
    if sheet is not None and not table.sheets:
        raise Unreadable(Why.NO_SHEETS)
    if sheet is not None or len(table.sheets) < 2 or has_heads(table):
        return table
    for title in table.sheets[:LOOKED_INTO]:
        try:
            other = file.parse(data, name, progress, title)
        except Unreadable:  # an empty sheet, or one that is not looked for
            continue
        if title != table.sheet and has_heads(other):
            return other
    return table


def sheet_of(tables: Sequence[Table], wanted: str | None) -> Table:
    """Return the *wanted* one of the sheets of a book, else the first with the heads of a list of people.

    Raises:
        Unreadable: if there is no such sheet, or none at all.
    """
    titles = tuple(one.sheet for one in tables)
    if wanted is not None and wanted not in titles:
        raise Unreadable(Why.NO_SHEET, wanted)
    if not tables:
        raise Unreadable(Why.EMPTY)
    if wanted is not None:
        chosen = tables[titles.index(wanted)]
    else:
        chosen = next((one for one in tables if has_heads(one)), tables[0])
    return replace(chosen, sheets=titles)


def has_heads(table: Table) -> bool:
    """Tell whether the heads of a table are those of a list of people."""
    try:
        return roster.guess(table, {}).enough
    except Unreadable:
        return True  # it has heads, and says what is wrong with them


def model(
    data: bytes,
    name: str,
    part: Part,
    columns: Columns | None,
    marks: Sequence[Mark],
    sheet: str | None,
    encoding: str,
    progress: Progress,
) -> Model | Unclear | WhichEncoding:
    """Read a model, of a workbook the *sheet*, of a text in this *encoding*, empty if not known.

    Items of a job description are assigned to functions by their wording, as a proposal.

    Raises:
        Unreadable, Faulty: with the places.
    """
    file.check(data)
    text = or_encodings(data, lambda: delimited.in_utf8(data, encoding))
    if isinstance(text, WhichEncoding):
        return text
    data = text
    form = Form.JOB_DESCRIPTION if marks else model_file.form_of(data, name, progress)
    if sheet is not None and not (form is Form.WORKBOOK and data.startswith(b"PK")):
        raise Unreadable(Why.NO_SHEETS)
    try:
        if form is Form.JOB_DESCRIPTION:
            found = job_description.read(data, name, progress, marks)
            kept = tuple(one for one in found.instruction.document if one.topic not in NAMING)
            edition = placing.placed(found.edition)
            return Model(form, edition, found.notes, found.proposed, provisions=kept)
        edition = model_file.parse(data, name, progress, columns=columns, sheet=sheet, part=part)[1]
    except Faulty as error:
        flaws = {one.flaw for one in error.faults if one.part is Of.ITEM}
        if Flaw.NO_LIST in flaws:
            return Unclear(tuple(error.faults), text="\n".join(job_description.printed(data, progress)))
        if Flaw.NO_COLUMN in flaws:
            table = model_book.competencies(data, name, progress, sheet)
            if table.width > 1:
                return Unclear(tuple(error.faults), table)
        raise
    outline = professional_standard.outline(data, name, part) if form is Form.STANDARD else None
    notes: tuple[Note, ...] = ()
    if outline is not None and outline.unread:
        notes = (Note(About.PARTS, ", ".join(outline.unread)),)
    if form is Form.WORKBOOK:
        left = zip(
            (About.COLUMNS, About.SHEETS),
            model_book.unread(data, name, progress, columns, sheet),
            strict=True,
        )
        notes = tuple(Note(about, _listed(names)) for about, names in left if names)
    elif form is Form.MOODLE:
        values, branches = moodle.scale(data, name, progress), moodle.unread(data, name, progress)
        rules = _listed(moodle.rules(data, name, progress))
        left = (About.BRANCHES, _listed(branches)), (About.SCALE, values), (About.RULES, rules)
        notes = tuple(Note(about, told) for about, told in left if told)
    elif form is Form.CASE:
        rest = case_package.unread(data, name)
        left = zip(
            (About.BRANCHES, About.LINKS, About.SCALE), (rest.branches, rest.links, rest.scales), strict=True
        )
        notes = tuple(Note(about, _listed(names)) for about, names in left if names)
    sheets, chosen = (), ""
    if form is Form.WORKBOOK:
        sheets, chosen = model_book.foreign_sheets(data, name, progress, sheet)
    return Model(form, edition, notes, outline=outline, sheets=sheets, sheet=chosen)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
