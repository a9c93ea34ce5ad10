"""Importing and exporting competency models, for the window and the command line alike.

No Qt: the window runs both as jobs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from db.file import leftovers
from db.framework import catalogue, editions
from db.framework.editions import EditionLine
from db.journal.exports import Of
from db.people import organisation
from desktop.office.intake import apart, contents, model_names, readings, translation
from desktop.office.intake.readings import Model, Unclear, WhichEncoding
from desktop.office.intake.translation import Translated
from desktop.office.papers.documents import Exported, Failure, Read, Write, recorded
from desktop.office.papers.registry import CHANGES, FRAMEWORK, TEMPLATE
from domain.errors import Unknown
from domain.framework.edition import Edition, with_requirements
from domain.framework.edition_difference import Difference, differences
from domain.framework.edition_faults import Fault, Faulty, Flaw, faults
from domain.framework.edition_numbers import identity
from domain.framework.framework import EditionState
from domain.framework.provision import Provision
from domain.framework.version_map import KEEPING, Fate, Link
from domain.framework.version_merge import carried, with_the_rest
from domain.progress import Progress
from domain.text import Text, fold
from reports.intake.instruction.reading import Mark
from reports.intake.model import alignment
from reports.intake.model.job_description import About, Note
from reports.intake.model.model_file import Form
from reports.intake.model.model_rows import Columns
from reports.intake.model.professional_standard import Outline, Part
from reports.intake.refusal import Unreadable, Why
from reports.intake.roster.encodings import Candidate
from reports.intake.table import Table
from resources.i18n import words

OWN = ""  # in place of a model's key: a model of its own
_ENDINGS = {
    "xlsx": "xlsx",
    TEMPLATE: "xlsx",
    "case": "case.json",
    "moodle": "moodle.csv",
    "pdf": "pdf",
    CHANGES: "changes.pdf",
}


@dataclass(frozen=True, slots=True)
class How:
    """A person's answers about a file; the file itself decides what is left out.

    ``after`` is the key of the model whose next edition it is, ``OWN`` for a model of its own; ``part`` what
    of a professional standard; ``columns`` says where a table has what,
    ``sheet`` which sheet of a workbook it is, ``encoding`` what a text is in;
    ``translation`` False means that an English file over a Russian model is no translation of it;
    ``text`` stands for the file, such as one from the clipboard, and ``marks`` say where its lists begin.
    """

    after: str | None = None
    part: Part = field(default_factory=Part)
    columns: Columns | None = None
    sheet: str | None = None
    translation: bool | None = None
    text: str | None = None
    marks: tuple[Mark, ...] = ()
    encoding: str = ""

    def content(self, path: Path) -> bytes:
        """Return the bytes to read.

        Raises:
            OSError: if the file cannot be read from the disk.
        """
        return contents.content(path) if self.text is None else self.text.encode(errors="replace")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A model in a file, and what it would become here: the next edition of ``base``, or its own model.

    ``outline`` is what a professional standard has to choose from, ``sheets`` what somebody else's book has,
    with the ``sheet`` that was read. Of a job description
    ``notes`` say what it lacks, ``provisions`` the lines of the document, ``proposed`` are items that it
    does not name as such. ``translated`` is given if only the English of the base changes.
    """

    path: Path
    form: Form
    content: Edition
    base: EditionLine | None
    links: tuple[Link, ...]
    differences: tuple[Difference, ...]
    how: How = field(default_factory=How)
    outline: Outline | None = None
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    notes: tuple[Note, ...] = ()
    proposed: frozenset[str] = frozenset()
    provisions: tuple[Provision, ...] = ()
    translated: Translated | None = None

    @property
    def asks_standard(self) -> bool:
        """Whether a person still has to say which of several standards it is."""
        several = () if self.outline is None else self.outline.standards
        return len(several) > 1 and self.how.part.standard not in several

    @property
    def asks_swapped(self) -> bool:
        """Whether a person still has to say if knowledge and skills are exchanged in the file."""
        return self.outline is not None and self.outline.swapped and self.how.part.swapped is None

    @property
    def base_id(self) -> int | None:
        """The id of the edition it follows, None for a model of its own."""
        return None if self.base is None else self.base.id


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A table whose headings do not identify the competencies: a person has to."""

    path: Path
    table: Table
    how: How


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text whose lists are not recognised: a person has to say where they begin."""

    path: Path
    text: str
    how: How


@dataclass(frozen=True, slots=True)
class Unlettered:
    """A text of which a person has to say in which encoding it is; the likeliest first."""

    path: Path
    candidates: tuple[Candidate, ...]
    how: How


type Question = Unmapped | Unmarked
"""What a person has to say before a file can be read."""


def read_model(read: Read, path: Path, progress: Progress, how: How | None = None) -> Incoming:
    """Read a model as ``read_or_ask`` does; a text whose encoding only a person can tell is refused.

    Raises:
        Unreadable, Faulty, Unknown, OSError: as there.
    """
    found = read_or_ask(read, path, progress, how)
    if isinstance(found, Unlettered):
        raise Unreadable(Why.WHICH_ENCODING)
    return found


def read_or_ask(read: Read, path: Path, progress: Progress, how: How | None = None) -> Incoming | Unlettered:
    """Read a model and determine what it changes; nothing is written.

    Unless *how* says so, the key in the file determines whose next edition it is. A file without targets
    inherits what people had set for the items that continue; one with targets inherits only what it does not
    mention. Items of a job description are assigned to functions by their wording, as a proposal.

    Raises:
        Unreadable, Faulty: with the places; nothing is then taken from the file.
        Unknown: if there is no such model.
        OSError: if the file cannot be read from the disk.
    """
    how = how or How()
    found = _content(path, how, progress)
    if isinstance(found, WhichEncoding):
        return Unlettered(path, found.candidates, how)
    if isinstance(found, Unclear):
        raise Faulty(found.faults)
    return _incoming(read, path, how, found)


def _content(path: Path, how: How, progress: Progress) -> Model | Unclear | WhichEncoding:
    """Read the file in a process of its own."""
    what = how.content(path), path.name, how.part, how.columns, how.marks, how.sheet, how.encoding
    return apart.read(readings.model, *what, progress=progress)


def _incoming(read: Read, path: Path, how: How, found: Model) -> Incoming:
    form, content = found.form, found.edition
    choice = found.outline, found.sheets, found.sheet
    rest = *choice, found.notes, found.proposed, found.provisions
    lines = read(editions.editions)
    if how.after == OWN:
        content = replace(content, key=free_key(content.key, lines))
    base = _base(lines, content.key if how.after in (None, OWN) else how.after)
    if base is None:
        if how.after not in (None, OWN):
            raise Unknown("framework", how.after)
        if wrong := _own_faults(content):
            raise Faulty(wrong)
        return Incoming(path, form, content, None, (), (), how, *rest)
    before = read(editions.content, base.id)
    if how.translation is not False and translation.is_english(content, before):
        return _as_translation(path, how, found, base, before)
    content = replace(content, key=before.key)
    links: tuple[Link, ...] = ()
    if not content.profiles:
        links = alignment.propose(before, content)
        content = carried(before, content, links, guessed=form is Form.JOB_DESCRIPTION)
        if content.title.ru == path.stem:  # the file has no title of its own
            content = replace(content, title=before.title)
    else:
        content = with_the_rest(before, content)
    content = with_requirements(replace(content, levels=content.levels or before.levels), before)
    if wrong := faults(content, before):
        raise Faulty(wrong)
    changes = differences(before, content)
    rest = *choice, _but_own_scale(found.notes, before), *rest[4:]
    return Incoming(path, form, content, base, links, changes, how, *rest)


def _as_translation(path: Path, how: How, found: Model, base: EditionLine, before: Edition) -> Incoming:
    content = found.edition
    if content.title.ru == path.stem:  # the file has no title of its own
        content = replace(content, title=Text(""))
    peers = found.form in (Form.CASE, Form.MOODLE)
    coded = found.form is not Form.JOB_DESCRIPTION
    content, pairs = translation.translated(before, content, coded=coded, functions_coded=peers)
    if wrong := faults(content, before):
        raise Faulty(wrong)
    links = tuple(Link(Fate.SAME, (one.code,), (one.code,)) for one in before.items)
    notes = _but_own_scale(found.notes, before)
    changes = differences(before, content)
    choice = found.outline, found.sheets, found.sheet
    return Incoming(path, found.form, content, base, links, changes, how, *choice, notes, translated=pairs)


def _but_own_scale(notes: tuple[Note, ...], base: Edition) -> tuple[Note, ...]:
    """Return the notes without that of a scale which is the base's own."""
    from reports.framework import moodle_csv

    own = {moodle_csv.scale_values(base, words(language)) for language in ("ru", "en")}
    return tuple(one for one in notes if one.about is not About.SCALE or one.value not in own)


def read_from_window(
    read: Read,
    path: Path,
    progress: Progress,
    seen: str,
    how: How | None = None,
    found: Model | Unclear | None = None,
) -> Incoming | Question:
    """Read a model, as *how* says; a job description may belong to the model *seen* or to another.

    *found* is what the file was already read as; then it is not read again.

    It is the next edition of the model with the same title, or else of the one seen if half of its items
    continue; otherwise it is a model of its own.

    Raises:
        Unreadable, Faulty, OSError: as for ``read_model``.
    """
    how = how or How()
    content = found or _content(path, how, progress)
    if isinstance(content, WhichEncoding):
        raise Unreadable(Why.WHICH_ENCODING)  # the door has asked
    if isinstance(content, Unclear):
        if content.table is not None:
            return Unmapped(path, content.table, how)
        if content.text:
            return Unmarked(path, content.text, how)
        raise Faulty(content.faults)
    if how.after is None:
        how = replace(how, after=_likely(read, content, seen))
    return _incoming(read, path, how, content)


def _likely(read: Read, found: Model, seen: str) -> str | None:
    """Return the key of the model that a file continues or translates, ``OWN`` if there is none.

    None leaves it to the key in the file.
    """
    content = found.edition
    lines = sorted(read(editions.editions), key=lambda one: one.key != seen)
    if content.key not in {one.key for one in lines}:
        coded = found.form is not Form.JOB_DESCRIPTION
        if (key := _translated(read, content, lines, coded=coded)) is not None:
            return key
    if found.form is not Form.JOB_DESCRIPTION:
        return None
    for line in lines:
        if line.state is not EditionState.DRAFT and fold(line.title.ru) == fold(content.title.ru):
            return line.key
    base = _base(tuple(lines), seen)
    if base is None:
        return OWN
    links = alignment.propose(read(editions.content, base.id), content)
    going_on = sum(one.fate in KEEPING for one in links)
    return seen if 2 * going_on >= len(content.items) else OWN


def _translated(read: Read, content: Edition, lines: Iterable[EditionLine], *, coded: bool) -> str | None:
    """Return the key of the model whose English the file says, or whose lists are as long; None if none."""
    for line in lines:
        if not line.in_force:
            continue
        before = read(editions.content, line.id)
        if not translation.is_english(content, before):
            continue
        _made, pairs = translation.translated(before, content, coded=coded, functions_coded=False)
        whole = not (pairs.unpaired or pairs.untouched)
        if whole or 2 * pairs.by_words >= len(content.items):
            return line.key
    return None


def chosen(read: Read, name: str | None, number: int | None) -> EditionLine:
    """Return an edition: of this model or the first one, with this number or the one in force.

    *name* is a title or its beginning, what files about the model are called, or its key.

    Raises:
        Unknown: if there is none.
        SeveralFrameworks: if the name fits several models.
    """
    lines = read(editions.editions)
    key = (lines[0].key if lines else "") if name is None else model_names.key_of(read, lines, name)
    mine = [one for one in lines if one.key == key]
    fitting = [one for one in mine if (one.number == number if number is not None else one.in_force)]
    if not fitting and number is None:
        fitting = [one for one in mine if one.state is not EditionState.DRAFT] or mine
    if not fitting:
        raise Unknown("framework", key if number is None else f"{key}, {number}")
    return fitting[0]


def export(
    read: Read,
    line: EditionLine,
    formats: Iterable[str],
    languages: Iterable[str],
    folder: Path,
    progress: Progress,
    on: date,
    write: Write | None = None,
    targets: str = "",
) -> tuple[Exported, tuple[str, ...]]:
    """Write an edition into *folder*; return the files, and the codes whose names were cut for Moodle.

    Through *write* the journal is told of what was written, the empty template apart: that is no export.

    A CASE package contains both languages, so there is one. The first edition of a model has no document of
    changes. A file that cannot be written does not stop the others. *targets* is the key of the profile whose
    targets Moodle is told, the first one in post if empty.

    Raises:
        Unknown: if the edition has no such profile.
        Cancelled: if asked to stop; the files finished by then stay.
        OSError: if the folder cannot be created.
    """
    content, called = read(editions.content, line.id), _safe(read(editions.called, line.id))
    if targets and targets not in {one.key for one in content.profiles}:
        raise Unknown("profile", targets)
    empty = Edition("", Text(""), levels=content.levels)
    spoken = tuple(languages)
    variants = [
        (name, language)
        for name in formats
        for language in (spoken[:1] if name == "case" else spoken)
        if name != CHANGES or line.based_on is not None
    ]
    folder.mkdir(parents=True, exist_ok=True)
    leftovers.sweep(folder)
    written: list[Path] = []
    formats_written: list[str] = []
    failed: list[Failure] = []
    cut: dict[str, None] = {}
    for step, (name, language) in enumerate(variants):
        progress.step(step, len(variants))
        ending = "" if name == "case" else f"_{language}"
        target = folder / f"framework_{called}_v{line.number}{ending}.{_ENDINGS[name]}"
        if name == TEMPLATE:
            target = folder / f"framework_template_{language}.xlsx"
        try:
            if name == CHANGES:
                _write_changes(read, line.id, target, language, on)
            else:
                cut |= dict.fromkeys(
                    _write(
                        *(read, name, empty if name == TEMPLATE else content, line),
                        *(target, language, on, targets),
                    )
                )
        except OSError as error:
            failed.append(Failure(line.id, line.key, target, error))
        else:
            written.append(target)
            if name != TEMPLATE:
                formats_written.append(name)
    unrecorded = None
    if write is not None and formats_written:
        files = len(formats_written)
        unrecorded = recorded(write, FRAMEWORK, Of.FRAMEWORK, formats_written, files, line.id)
    progress.step(len(variants), len(variants))
    return Exported(tuple(written), tuple(failed), unrecorded=unrecorded), tuple(cut)


def _write(
    read: Read,
    name: str,
    content: Edition,
    line: EditionLine,
    target: Path,
    language: str,
    on: date,
    targets: str,
) -> tuple[str, ...]:
    # Paper libraries take 0.3 s to import: the first file that needs them imports them.
    told, quiet = words(language), Progress()
    match name:
        case "xlsx" | "template":
            from reports.framework import model_xlsx

            model_xlsx.write(content, target, on, quiet, told)
        case "case":
            from reports.framework import case_json

            changed = on if line.published_on is None else line.published_on
            own = read(organisation.organisation)
            creator = own.full_name or own.short_name
            issue = case_json.Issue(creator, line.number, line.state, line.published_on)
            case_json.write(content, target, changed, quiet, told, issue)
        case "moodle":
            from reports.framework import moodle_csv

            return moodle_csv.write(content, target, quiet, told, targets)
        case _:
            from reports.framework import model_pdf

            whose, basis = read(organisation.organisation), catalogue.citation(line.key)
            model_pdf.write(content, target, quiet, told, line.number, whose, line.published_on, basis, on)
    return ()


def _write_changes(read: Read, line_id: int, target: Path, language: str, on: date) -> None:
    from reports.framework import model_changes_pdf

    view, own = read(editions.view, line_id), read(organisation.organisation)
    assert view.base is not None
    numbers = view.base_number, view.line.number
    told = view.links, view.differences, view.line.note
    quiet, said = Progress(), words(language)
    model_changes_pdf.write(view.content, target, quiet, said, view.base, numbers, *told, on, own)


def _base(lines: tuple[EditionLine, ...], key: str) -> EditionLine | None:
    mine = [one for one in lines if one.key == key and one.state is not EditionState.DRAFT]
    return next((one for one in mine if one.in_force), mine[0] if mine else None)


def free_key(key: str, lines: Sequence[EditionLine]) -> str:
    """Return the key, or a variant of it if a model already has it."""
    taken = {one.key for one in lines}
    number = 1
    made = key
    while made in taken:
        number += 1
        made = identity(f"{key}/{number}")
    return made


def _own_faults(content: Edition) -> tuple[Fault, ...]:
    return tuple(one for one in faults(content) if content.levels or one.flaw is not Flaw.LEVELS)


def _safe(key: str) -> str:
    return "".join(char if char.isalnum() or char in "-." else "-" for char in key)[:60]
