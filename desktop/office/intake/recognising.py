"""What a file is, by its content alone: each thing that it may become here, already read as that.

Like ``readings`` it runs in a process of its own and imports neither the database nor Qt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.office.intake import readings
from desktop.office.intake.readings import Levels, Model, Unclear, WhichEncoding
from domain.framework.edition_faults import Faulty
from domain.people.roster import Field
from domain.progress import Progress
from domain.text import fold
from reports.book.model_columns import Sheet, sheets_by_title
from reports.intake import answer_form, delimited, file
from reports.intake import people as roster
from reports.intake.answer_form import Form
from reports.intake.archive import Archive
from reports.intake.document import pdf
from reports.intake.matrix import layout, ods, workbook, xls
from reports.intake.matrix import reading as matrix_reading
from reports.intake.matrix.layout import Form as Drawn
from reports.intake.matrix.layout import Of
from reports.intake.matrix.paired import one_row_of_heads
from reports.intake.matrix.reading import LevelTable
from reports.intake.model import model_file
from reports.intake.model.model_file import Form as ModelForm
from reports.intake.model.model_rows import columns_of
from reports.intake.model.professional_standard import Part
from reports.intake.people import Columns
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Table

ALONE = 3  # columns of levels that make a list of people worth a question; fewer are a grade or a sign
_MADE_HERE = re.compile(rb"<dc:creator[^>]*>Merilo</dc:creator>")
_MODEL = frozenset((Sheet.MODEL, Sheet.ITEMS))


class Thing(StrEnum):
    """What a file may be."""

    PEOPLE = "people"
    LEVELS = "levels"
    JOB_DESCRIPTION = "job_description"
    STANDARD = "standard"
    BOOK = "book"  # a model in our own workbook
    CASE = "case"
    MOODLE = "moodle"
    COMPETENCIES = "competencies"  # a table of them that somebody else drew
    FORM = "form"  # of an assessor, filled in
    PACKET = "packet"  # for this file, from another one of Merilo
    KEY = "key"  # of another file of Merilo
    DOCUMENT = "document"  # that this program made, and that brings nothing in


OF_FILES = frozenset((Thing.PACKET, Thing.KEY))
"""What passes between files of Merilo."""

IN_EXCHANGE = OF_FILES | {Thing.FORM}
"""What assessors send: packets and keys from their own files, forms filled in without one."""

MODELS = frozenset(Thing) - OF_FILES - {Thing.PEOPLE, Thing.LEVELS, Thing.FORM, Thing.DOCUMENT}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a file may be, with what reading it as that gave; a document of ours gives None.

    A packet and a key are given as they are: only the file that they are for can read them.
    ``sheet`` is where the competencies are in a book that somebody else drew.
    ``count`` is how many people, levels or competencies it holds, 0 as long as a person has not shown where.
    """

    thing: Thing
    found: Table | Levels | Model | Unclear | Form | bytes | None
    count: int = 0
    sheet: str | None = None


type Recognised = tuple[Meaning, ...]
"""The likeliest first; never empty."""

_OF_FORM = {
    ModelForm.JOB_DESCRIPTION: Thing.JOB_DESCRIPTION,
    ModelForm.WORKBOOK: Thing.BOOK,
    ModelForm.STANDARD: Thing.STANDARD,
    ModelForm.CASE: Thing.CASE,
    ModelForm.MOODLE: Thing.MOODLE,
}


def recognised(data: bytes, name: str, encoding: str, progress: Progress) -> Recognised | WhichEncoding:
    """Return what a file may be; *encoding* is what a person says a text is in, empty if nobody has.

    Raises:
        Unreadable: if it is nothing that comes in here, with the reason.
        Faulty: if it is a framework, but with faults.
    """
    if _is_table(data):
        return _table(workbook.tables(data, name, progress), data, name, progress)
    if file.is_text_document(data):
        return (Meaning(Thing.DOCUMENT, None),) if pdf.made_here(data) else _model(data, name, progress)
    text = readings.or_encodings(data, lambda: delimited.in_utf8(data, encoding))
    if isinstance(text, WhichEncoding):
        return text
    data = text
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"<")):
        return _model(data, name, progress)
    try:
        tables = workbook.tables(data, name, progress)
    except Unreadable as error:
        if error.why not in (Why.BAD_LINE, Why.TOO_FAR):
            raise
        return _model(data, name, progress)  # a text with an open quotation mark is no table
    return _table(tables, data, name, progress)


def recognised_as(
    data: bytes, name: str, encoding: str, things: frozenset[Thing], progress: Progress
) -> Recognised | WhichEncoding:
    """Return what a file is if a person wants it to be one of these *things*; if it is none, what else it is.

    Raises:
        Unreadable, Faulty: as ``recognised``, the reason why it is not what is wanted before any other.
    """
    weak: Recognised = ()
    refused: Unreadable | None = None
    if Thing.FORM in things:  # nothing is read into a form: its rows say what it is
        return recognised(data, name, encoding, progress)
    try:
        as_wanted = _as_wanted(data, name, encoding, things, progress)
        if isinstance(as_wanted, WhichEncoding) or as_wanted[0].count:
            return as_wanted
        weak = as_wanted
    except Unreadable as error:
        refused = error
    try:
        found = recognised(data, name, encoding, progress)
    except (Unreadable, Faulty):
        if refused is not None:
            raise refused from None
        return weak
    if isinstance(found, WhichEncoding):
        return found
    if wanted := tuple(one for one in found if one.thing in things):
        return wanted[:1]
    if Thing.PEOPLE in things:  # a column or two of words are not levels rather than what was wanted
        found = tuple(one for one in found if not (isinstance(one.found, Levels) and _is_slight(one.found)))
    return (*found, *weak)


def _as_wanted(
    data: bytes, name: str, encoding: str, things: frozenset[Thing], progress: Progress
) -> Recognised | WhichEncoding:
    """Return the file read as what is wanted, with the count 0 if nothing in it says that it is that."""
    if Thing.PEOPLE in things:
        table = readings.people(data, name, None, encoding, progress)
        if isinstance(table, WhichEncoding):
            return table
        return (Meaning(Thing.PEOPLE, table, int(readings.has_heads(table))),)
    if Thing.LEVELS in things:
        found = readings.levels(data, name, readings.Said(encoding=encoding), progress)
        if isinstance(found, WhichEncoding):
            return found
        if found.table is None:
            raise Unreadable(Why.NO_LEVELS)
        return (Meaning(Thing.LEVELS, found, len(found.table.ratings)),)
    file.check(data)
    if file.is_text_document(data):
        return _model(data, name, progress)
    text = readings.or_encodings(data, lambda: delimited.in_utf8(data, encoding))
    return text if isinstance(text, WhichEncoding) else _model(text, name, progress)


def _is_slight(found: Levels) -> bool:
    return found.table is not None and len(found.table.items) < ALONE


def _is_table(data: bytes) -> bool:
    """Tell whether the bytes are a book of sheets."""
    if len(data) <= file.FILE_LIMIT and (ods.looks_like(data) or xls.looks_like(data)):
        return True
    file.check(data)
    return data.startswith(b"PK") and not file.is_text_document(data)


def _table(tables: Sequence[Table], data: bytes, name: str, progress: Progress) -> Recognised:
    if answer_form.looks_like(tables):
        form = answer_form.read(tables)
        return (Meaning(Thing.FORM, form, len(form.rows)),)
    known = sheets_by_title()
    if data.startswith(b"PK") and {known.get(fold(one.sheet)) for one in tables} >= _MODEL:
        return _model(data, name, progress)
    wrong: Unreadable | Faulty | None = None
    competencies: Recognised = ()
    try:
        competencies = _competencies(data, name, tables, progress)
    except (Unreadable, Faulty) as error:
        wrong = error
    unlisted: Recognised = ()
    if competencies and competencies[0].thing is not Thing.COMPETENCIES:
        if isinstance(competencies[0].found, Model):
            return competencies  # a job description whose lines look like rows
        competencies, unlisted = (), competencies  # a text without lists, or a list below a title
    people, levels = _people(tables), _levels(tables)
    meanings: list[Meaning] = []
    if levels is not None and (people is None or levels.is_long or levels.beside(people[1]) >= ALONE):
        meanings.append(levels.meaning)
    if people is not None and not competencies:
        found, columns = people
        meanings.append(Meaning(Thing.PEOPLE, found, len(roster.shaped(found, columns).lines)))
    meanings += competencies
    if _is_ours(data) and not (people is not None and _is_mostly(*people)):
        return (Meaning(Thing.DOCUMENT, None), *meanings)
    unsure = levels is not None and not levels.names_people
    if len(meanings) > 1 or (meanings and not (unsure and meanings[0].thing is Thing.LEVELS)):
        return tuple(meanings)
    if not meanings and wrong is not None:
        raise wrong
    if unlisted and tables[0].width < 2:
        return unlisted
    # A person has to show which column is what, of people or of competencies.
    return (Meaning(Thing.PEOPLE, readings.sheet_of(tables, None)), *_unknown(data, tables), *meanings)


def _people(tables: Sequence[Table]) -> tuple[Table, Columns] | None:
    """Return the first sheet with the heads of a list of people, and its columns."""
    for one in tables:
        try:
            columns = roster.guess(one, {})
        except Unreadable:  # merged cells: it has heads, and its page says what is wrong
            continue
        if one.width > 1 and not {Field.SURNAME, Field.FULL_NAME, Field.PERSONNEL_NO}.isdisjoint(columns.of):
            return readings.sheet_of(tables, one.sheet or None), columns
    return None


def _is_mostly(table: Table, columns: Columns) -> bool:
    """Tell whether most columns of a sheet are those of a list of people, as in our template."""
    return 2 * len(columns.of) > table.width


@dataclass(frozen=True, slots=True)
class _Matrix:
    """What looks like levels: as read, how it is drawn, and whether its heads say who the people are."""

    table: LevelTable
    sheets: tuple[str, ...]
    said: bool

    @property
    def meaning(self) -> Meaning:
        return Meaning(Thing.LEVELS, Levels(self.sheets, self.table), len(self.table.ratings))

    @property
    def is_long(self) -> bool:
        return self.table.layout.form is Drawn.LONG

    @property
    def names_people(self) -> bool:
        whole, _alone = layout.people_share([one.name for one in self.table.people])
        return self.said or self.is_long or 2 * whole >= 1

    def beside(self, columns: Columns) -> int:
        """Return how many columns of levels stand beside those of a list of people."""
        return len(set(self.table.layout.grid) - set(columns.of.values()))


def _levels(tables: Sequence[Table]) -> _Matrix | None:
    for one in map(one_row_of_heads, tables):
        drawn = layout.guess(one)
        if drawn is None:
            continue
        read = matrix_reading.read(one, drawn)
        if read.ratings:
            sheet = layout.Sheet(one)
            heads = {layout.head_of(sheet.text(drawn.head, at)) for at in drawn.of.values()}
            said = not heads.isdisjoint({Of.PERSON, Of.SURNAME})
            return _Matrix(read, tuple(each.sheet for each in tables), said)
    return None


def _competencies(data: bytes, name: str, tables: Sequence[Table], progress: Progress) -> Recognised:
    """Return the table as one of competencies, or the text as a job description, if it is one of them."""
    if ods.looks_like(data) or xls.looks_like(data):
        return ()  # no model is read from them
    if data.startswith(b"PK"):
        sheet = next((one.sheet for one in tables if columns_of(one, Sheet.ITEMS).enough), None)
        return () if sheet is None else _model(data, name, progress, Thing.COMPETENCIES, sheet)
    meanings = _model(data, name, progress)
    found = meanings[0].found
    if isinstance(found, Unclear) and found.table is not None:
        return ()  # a table with strange heads: not only of competencies
    return meanings


def _unknown(data: bytes, tables: Sequence[Table]) -> Recognised:
    table = readings.sheet_of(tables, None)
    if table.width < 2 or ods.looks_like(data) or xls.looks_like(data):
        return ()
    return (Meaning(Thing.COMPETENCIES, Unclear((), table)),)


def _model(
    data: bytes, name: str, progress: Progress, thing: Thing | None = None, sheet: str | None = None
) -> Recognised:
    thing = thing or _OF_FORM[model_file.form_of(data, name, progress)]
    if thing is Thing.BOOK and not data.startswith(b"PK"):
        thing = Thing.COMPETENCIES  # a text holds only the table
    found = readings.model(data, name, Part(), None, (), sheet, "utf-8", progress)
    assert not isinstance(found, WhichEncoding)  # a text is in UTF-8 by now
    count = len(found.edition.items) if isinstance(found, Model) else 0
    return (Meaning(thing, found, count, sheet),)


def _is_ours(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    archive = Archive(data)
    return archive.has("docProps/core.xml") and bool(
        _MADE_HERE.search(b"".join(archive.read("docProps/core.xml")))
    )
