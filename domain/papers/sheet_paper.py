"""What a sheet prints, to fill in or filled in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.assessing.case import Cycle
from domain.assessing.sheet import Sheet, SheetOrigin, SheetRow, SheetState
from domain.assessing.sheet_number import sheet_number
from domain.framework.framework import Framework, Item, Lead, Question, in_order
from domain.mark import Mark, Role
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.scale import Scale
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the sheet; ``mark`` None leaves the boxes empty; ``asked`` are its follow-ups asked."""

    item: Item
    critical: bool
    mark: Mark | None = None
    fact: str = ""
    in_scope: bool = True
    asked: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """What a printed sheet shows.

    ``person`` and ``assessor`` None are lines to fill by hand; ``number`` identifies the sheet without naming
    people. ``questions`` make it the assessor's copy, with the answer keys; there ``adequate_rule`` tells
    apart the two levels that one answer describes, and ``lead`` says which of two leads everybody is asked.
    ``handed_out`` are keys of items whose situation the candidate gets in print. ``state`` None is a form
    that nobody has filled in. ``post`` is what the assessment is for, printed if neither person nor cycle
    names one. ``sitting_of`` is the name of who had opened the file, if the assessor handed in in the place
    of somebody else. ``chain_value`` is that of the journal's event of the submission, empty before it.
    ``open_answer`` means that marks came in a form.
    """

    organisation: Organisation
    framework: Framework
    scale: Scale
    lines: tuple[Line, ...]
    made_on: date
    number: str = ""
    cycle: Cycle | None = None
    person: Person | None = None
    assessor: Person | None = None
    role: Role | None = None
    state: SheetState | None = None
    submitted_on: date | None = None
    questions: Mapping[str, Question] = field(default_factory=dict[str, Question])
    adequate_rule: Text | None = None
    lead: Lead | None = None
    handed_out: frozenset[str] = frozenset()
    post: Text | None = None
    sitting_of: str = ""
    chain_value: str = ""
    open_answer: bool = False


def blank(
    sheet: Sheet,
    organisation: Organisation,
    made_on: date,
    questions: Mapping[str, Question] | None = None,
) -> SheetPaper:
    """Return the sheet of a case to fill in by hand, as the assessor's copy if there are questions.

    A sheet not yet begun has no uid and so no number.
    """
    lines = tuple(Line(row.item, row.critical) for row in sheet.scope)
    return _paper(sheet, organisation, made_on, lines, None, questions or {})


def filled(
    sheet: Sheet,
    organisation: Organisation,
    made_on: date,
    probes: Mapping[str, tuple[Text, ...]] | None = None,
) -> SheetPaper:
    """Return the sheet with its marks and facts, including those given outside the scope.

    *probes* are the follow-ups of each item, in the order in which they are asked.
    """
    known = probes or {}
    lines = tuple(
        Line(
            row.item,
            row.critical,
            row.mark,
            _told(row),
            row.in_scope,
            in_order(row.asked, known.get(row.item.code, ())),
        )
        for row in sheet.rows
        if row.in_scope or row.mark is not None
    )
    return _paper(sheet, organisation, made_on, lines, sheet.state, {})


def _told(row: SheetRow) -> str:
    """Return the facts of a row, ordered by day, then the comment."""
    facts = [fact.text for fact in reversed(row.facts)]
    return "\n".join(said.strip() for said in (*facts, row.comment) if said.strip())


def empty(
    framework: Framework,
    scale: Scale,
    organisation: Organisation,
    codes: Collection[str],
    critical: Collection[str],
    made_on: date,
    questions: Mapping[str, Question] | None = None,
) -> SheetPaper:
    """Return a form over the items with these codes, for anybody."""
    lines = tuple(Line(item, item.code in critical) for item in framework.items if item.code in codes)
    return SheetPaper(organisation, framework, scale, lines, made_on, questions=questions or {})


def _paper(
    sheet: Sheet,
    organisation: Organisation,
    made_on: date,
    lines: tuple[Line, ...],
    state: SheetState | None,
    questions: Mapping[str, Question],
) -> SheetPaper:
    handed_in = sheet.submitted_on
    return SheetPaper(
        organisation=organisation,
        framework=sheet.framework,
        scale=sheet.scale,
        lines=lines,
        made_on=made_on,
        number=sheet_number(sheet.uid) if sheet.uid else "",
        cycle=sheet.cycle,
        person=sheet.person,
        assessor=sheet.assessor,
        role=sheet.role,
        state=state,
        submitted_on=handed_in if state is not None else None,
        questions=questions,
        open_answer=state is not None and sheet.origin is SheetOrigin.FORM,
    )
