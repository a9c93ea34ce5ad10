"""Clauses 1.2 and 1.3 of the profiles in a workbook: what a post requires before anything is rated."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from domain.framework.edition_faults import Flaw
from domain.people.gates import Alternative, EducationLevel, Requirements
from domain.text import Text, fold
from reports.book.model_columns import Column, Section, sections_by_name
from reports.intake.model.model_rows import Row

MONTHS = 600  # of experience, at most


@dataclass(slots=True)
class _Found:
    """What the rows of one profile have said so far."""

    texts: dict[Section, Text] = field(default_factory=dict[Section, Text])
    levels: list[EducationLevel] = field(default_factory=list[EducationLevel])
    least: str = ""
    areas: dict[str, Text] = field(default_factory=dict[str, Text])
    ways: list[Alternative] = field(default_factory=list[Alternative])
    examinations: dict[str, Text] = field(default_factory=dict[str, Text])
    leading: list[tuple[Row, Column, str, Section]] = field(
        default_factory=list[tuple[Row, Column, str, Section]]
    )


def requirements(rows: Iterable[Row], profiles: Collection[str]) -> dict[str, Requirements]:
    """Return profile -> requirements; faults are noted with the cell they are in."""
    known = sections_by_name()
    found: dict[str, _Found] = {}
    for row in rows:
        key, told = row.text(Column.PROFILE), row.text(Column.SECTION)
        row.code = key
        section = known.get(fold(told))
        if key not in profiles:
            row.fault(Flaw.UNKNOWN_CODE, Column.PROFILE, key)
        elif section is None:
            row.fault(Flaw.UNKNOWN_SECTION, Column.SECTION, told)
        else:
            _read(row, section, found.setdefault(key, _Found()))
    return {key: _whole(one) for key, one in found.items()}


def _read(row: Row, section: Section, found: _Found) -> None:
    code, text = row.text(Column.CODE), row.pair(Column.TEXT, Column.TEXT_EN)
    if section in (Section.EDUCATION, Section.EXPERIENCE, Section.MEDICAL):
        if section in found.texts:
            row.fault(Flaw.DUPLICATE_CODE, Column.SECTION)
        found.texts[section] = text
        if section is Section.EDUCATION and code:
            found.least = code
            found.leading.append((row, Column.CODE, code, Section.EDUCATION_LEVEL))
        return
    taken = {
        Section.EDUCATION_LEVEL: {one.id for one in found.levels},
        Section.AREA: set(found.areas),
        Section.WAY: {one.id for one in found.ways},
        Section.EXAMINATION: set(found.examinations),
    }[section]
    if not code:
        row.fault(Flaw.EMPTY_CODE, Column.CODE)
    elif code in taken:
        row.fault(Flaw.DUPLICATE_CODE, Column.CODE)
    if section is not Section.WAY and not text.ru:
        row.fault(Flaw.EMPTY_TEXT, Column.TEXT)
    match section:
        case Section.EDUCATION_LEVEL:
            found.levels.append(EducationLevel(code, row.whole(Column.NUMBER, 0, 99, Flaw.NUMBER), text))
        case Section.AREA:
            found.areas[code] = text
        case Section.WAY:
            areas = row.codes(Column.AREAS)
            found.leading += [(row, Column.AREAS, one, Section.AREA) for one in areas]
            found.ways.append(Alternative(code, areas, row.whole(Column.NUMBER, 1, MONTHS, Flaw.NUMBER)))
        case _:
            found.examinations[code] = text


def _whole(found: _Found) -> Requirements:
    there = {
        Section.EDUCATION_LEVEL: {one.id for one in found.levels},
        Section.AREA: set(found.areas),
    }
    for row, column, code, section in found.leading:
        if code not in there[section]:
            row.fault(Flaw.UNKNOWN_CODE, column, code)
    nothing = Text("")
    return Requirements(
        education=found.texts.get(Section.EDUCATION, nothing),
        education_levels=tuple(found.levels),
        min_education=found.least,
        experience=found.texts.get(Section.EXPERIENCE, nothing),
        areas=found.areas,
        alternatives=tuple(found.ways),
        medical=found.texts.get(Section.MEDICAL, nothing),
        examinations=found.examinations,
    )
