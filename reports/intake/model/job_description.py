"""A model from a job description in any shape that people write; ``instruction`` reads the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.framework.edition import Edition
from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import LABEL_LIMIT, TEXT_LIMIT, Fault, Faulty, Flaw, Part
from domain.framework.framework import Duty, Function, Item, Kind
from domain.framework.provision import Topic
from domain.progress import Progress
from domain.text import Text, elide
from reports.intake import nominative
from reports.intake.delimited import decoded
from reports.intake.document import docx, odt, pdf, rtf
from reports.intake.instruction import reading
from reports.intake.instruction.items import Entry, Trouble
from reports.intake.instruction.lines import LIMIT
from reports.intake.instruction.reading import Instruction, Mark
from reports.intake.model.model_book import item_key, key_of
from reports.intake.plain import acting

QUOTED = 48  # characters of a line without a number, by which it is named
NAMED = 20  # parts of the document that a note names
NAMEABLE = 300  # characters; a longer text is no title
_REFERENCE = re.compile(r"\b(?:п{1,2}\.|пункт\w*|подпункт\w*)\s*(\d{1,2}(?:\.\d{1,3})+)")


class About(StrEnum):
    """What a note of the preview is about; its sentence is in ``phrases_instruction``."""

    NO_KNOWLEDGE = "no_knowledge"
    NO_SKILLS = "no_skills"
    DUTIES_AS_SKILLS = "duties_as_skills"
    BY_WORDS = "by_words"
    NO_FUNCTION_NAMED = "no_function_named"
    GAP = "gap"
    BLANK = "blank"
    EMPTY = "empty"
    ALIKE = "alike"
    LEFT = "left"
    COLUMNS = "columns"
    SHEETS = "sheets"
    SCALE = "scale"
    BRANCHES = "branches"
    LINKS = "links"
    RULES = "rules"
    PARTS = "parts"
    NOMINATIVE = "nominative"


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know before agreeing; ``place`` is a line of the document, 0 for the whole."""

    about: About
    value: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The model of a job description, and the document it is part of.

    ``proposed`` are the codes of items of which the document does not say that they are what they are here.
    """

    edition: Edition
    instruction: Instruction
    notes: tuple[Note, ...]
    proposed: frozenset[str]


def parse(data: bytes, name: str, progress: Progress, marks: Sequence[Mark] = ()) -> Edition:
    """Read the model of a job description; it has neither targets nor questions yet.

    Raises:
        Unreadable, Faulty: as for ``read``.
    """
    return read(data, name, progress, marks).edition


def read(data: bytes, name: str, progress: Progress, marks: Sequence[Mark] = ()) -> Reading:
    """Read a job description; *marks* are where a person says its lists begin, if we do not know them.

    The document does not say which function an item belongs to, so all are put under the first one;
    ``placing`` proposes better places for people to confirm. Duties belong to the function that their list
    names. Where the document lists no skills, its duties are proposed as skills.

    Raises:
        Unreadable: if it cannot be read safely.
        Faulty: if there is neither knowledge nor skills nor duties in it, or with the line of a text that
            is too long or acts.
    """
    lines = printed(data, progress)
    instruction = reading.marked(lines, marks) if marks else reading.read(lines)
    faults = list(_faults(instruction))
    if faults:
        raise Faulty(faults)
    return _reading(instruction, name)


def printed(data: bytes, progress: Progress) -> Sequence[str]:
    """Return the lines of a document as printed.

    Raises:
        Unreadable: if it cannot be read safely.
    """
    if data.startswith(b"PK"):
        return (odt if odt.looks_like(data) else docx).lines(data, progress)
    if data.startswith(rtf.BEGINS):
        return rtf.lines(data, progress)
    if data.startswith(pdf.BEGINS):
        return pdf.lines(data, progress)
    return decoded(data).splitlines()


def looks_like(data: bytes) -> bool:
    """Tell whether a text has a list of what somebody must know, be able to do or do."""
    lines = decoded(data).splitlines()
    return not reading.read(lines[:LIMIT]).empty


def _faults(instruction: Instruction) -> Iterator[Fault]:
    if instruction.empty:
        for head in ("должен знать", "должен уметь"):
            yield Fault(Flaw.NO_LIST, Part.ITEM, value=head)
    lists = (
        (Part.ITEM, (*instruction.knowledge, *instruction.skills)),
        (Part.FUNCTION, instruction.functions),
    )
    duties = () if instruction.proposed else instruction.duties
    for part, entries in (*lists, (Part.DUTY, duties)):
        for one in entries:
            if acts := acting(one.text):
                yield Fault(Flaw.MARKUP, part, one.clause, acts, str(one.place))
            if len(one.text) > TEXT_LIMIT:
                yield Fault(Flaw.LONG_TEXT, part, one.clause, str(len(one.text)), str(one.place))


def _reading(instruction: Instruction, name: str) -> Reading:
    title = instruction.title or name.rpartition(".")[0] or name
    functions = _functions(instruction, title)
    key, first = key_of(title), functions[0].code
    items = [
        Item(
            id=0,
            key=item_key(key, f"{letter}{number:02d}"),
            code=f"{letter}{number:02d}",
            kind=kind,
            function=first,
            secondary=(),
            clause=one.clause,
            text=Text(one.text),
            label=_title(one.text),
            org_specific=False,
        )
        for entries, kind, letter in (
            (instruction.knowledge, Kind.KNOWLEDGE, "K"),
            (instruction.skills, Kind.SKILL, "S"),
        )
        for number, one in enumerate(entries, start=1)
    ]
    by_clause = {one.clause: one.code for one in functions}
    edition = Edition(
        key=key,
        title=Text(title),
        functions=functions,
        items=tuple(items),
        duties=tuple(_duties(instruction, by_clause, first)),
    )
    guessed = set(instruction.sorted_by_words)
    proposed = frozenset(
        one.code
        for one in items
        if (instruction.proposed and one.kind is Kind.SKILL) or one.text.ru in guessed
    )
    notes = (*_notes(instruction, len(functions)), *_renamed(items))
    return Reading(edition, instruction, notes, proposed)


def _title(text: str) -> Text:
    """Return the short title of an item: in the nominative and, if that is another one, uncut if possible."""
    named = nominative.title(text) if len(text) <= NAMEABLE else text
    if named != text and len(named) <= LABEL_LIMIT:
        return Text(named[:1].upper() + named[1:])
    return labelled(Text(named))


def _renamed(items: Sequence[Item]) -> Iterator[Note]:
    """Yield a note of the titles that are not as the document has them: somebody looks through them."""
    told = [f"{one.code} {one.label.ru}" for one in items if renamed(one)]
    if told:
        yield Note(About.NOMINATIVE, "; ".join(told[:NAMED]) + ("; …" if len(told) > NAMED else ""))


def renamed(item: Item) -> bool:
    """Return whether the title begins otherwise than the text of the document."""
    text = " ".join(item.text.ru.split())
    return not text.casefold().startswith(item.label.ru.rstrip("…").casefold())


def _functions(instruction: Instruction, title: str) -> tuple[Function, ...]:
    if not instruction.functions:
        return (Function(0, "F1", "", Text(title), labelled(Text(title))),)
    return tuple(
        Function(0, f"F{number}", one.clause, Text(one.text), labelled(Text(one.text)))
        for number, one in enumerate(instruction.functions, start=1)
    )


def _duties(instruction: Instruction, by_clause: dict[str, str], first: str) -> Iterator[Duty]:
    counted: dict[str, int] = {}
    for number, one in enumerate(instruction.duties, start=1):
        function = by_clause.get(_named(one), first)
        counted[function] = counted.get(function, 0) + 1
        code = f"D{function.removeprefix('F')}.{counted[function]}"
        needs = (f"S{number:02d}",) if instruction.proposed else ()
        yield Duty(0, code, function, one.clause, Text(one.text), needs)


def _named(duty: Entry) -> str:
    """Return the clause of the function that the list of a duty names; empty if it names none."""
    named = _REFERENCE.search(duty.lead)
    return named[1] if named else ""


def _notes(instruction: Instruction, functions: int) -> Iterator[Note]:
    if not instruction.knowledge:
        yield Note(About.NO_KNOWLEDGE)
    if instruction.proposed:
        yield Note(About.DUTIES_AS_SKILLS, str(len(instruction.skills)))
    elif not instruction.skills:
        yield Note(About.NO_SKILLS)
    if instruction.sorted_by_words:
        yield Note(About.BY_WORDS, str(len(instruction.sorted_by_words)))
    loose = [one.clause or str(one.place) for one in instruction.duties if not _named(one)]
    if functions > 1 and loose:
        yield Note(About.NO_FUNCTION_NAMED, ", ".join(loose[:10]))
    known = {Trouble.GAP: About.GAP, Trouble.BLANK: About.BLANK, Trouble.EMPTY: About.EMPTY}
    for one in instruction.doubts:
        yield Note(known.get(one.trouble, About.ALIKE), one.value, one.place)
    if left := tuple(_left(instruction)):
        yield Note(About.LEFT, "; ".join(left[:NAMED]) + ("; …" if len(left) > NAMED else ""))


def _left(instruction: Instruction) -> Iterator[str]:
    """Yield the sections that are text and no part of the model, of the others the clauses or first words."""
    sections: dict[str, dict[str, None]] = {}
    for one in instruction.provisions:
        if one.topic not in (Topic.HEAD, Topic.SIGNING):
            title = one.title or ("" if one.clause else re.split(r"[.:]", one.text, maxsplit=1)[0][:60])
            clauses = sections.setdefault(title, {})
            if not one.whole and one.clause:
                clauses[one.clause.partition(" ")[0]] = None
            elif not one.whole and one.title:  # other lines of the section were taken
                clauses[f"«{elide(one.text.strip(' .;:'), QUOTED)}»"] = None
    for title, clauses in sections.items():
        if title or clauses:
            yield f"{title}: {', '.join(clauses)}".removeprefix(": ") if clauses else title
