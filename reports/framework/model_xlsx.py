"""Our own workbook of a model: all of it, to be changed by people and read back; its cells check input."""

from datetime import date
from pathlib import Path

from domain.framework import follow_ups
from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.framework import Item, Kind, Lead, Question, blank_question
from domain.framework.profile import Phase, Profile, Target
from domain.progress import Progress
from domain.text import Text
from reports.book.model_columns import COLUMNS, Column, Section, Sheet, head, section, title
from reports.book.workbook import WHOLE, Book, Tab
from reports.framework import model_matrix
from reports.paper.atomic import replacing
from reports.words.framework import phrases_framework
from reports.words.names import name_of
from resources.i18n import Words

type Cell = str | int | bool

_ROOM = {  # width in characters; all other columns have room for a code
    **dict.fromkeys((Column.TEXT, Column.TEXT_EN, Column.QUESTION, Column.QUESTION_EN), 60.0),
    **dict.fromkeys((Column.KNOWLEDGE, Column.KNOWLEDGE_EN, Column.SKILL, Column.SKILL_EN), 50.0),
    **dict.fromkeys((Column.WEAK, Column.ADEQUATE, Column.STRONG), 40.0),
    **dict.fromkeys((Column.WEAK_EN, Column.ADEQUATE_EN, Column.STRONG_EN), 40.0),
    **dict.fromkeys((Column.PROBES, Column.PROBES_EN, Column.LEAD), 40.0),
    **dict.fromkeys((Column.LABEL, Column.LABEL_EN, Column.SHORT, Column.SHORT_EN, Column.IDENTITY), 34.0),
    **dict.fromkeys((Column.ITEMS, Column.KEY, Column.PROFILE, Column.TITLE, Column.TITLE_EN), 34.0),
    **dict.fromkeys((Column.POST, Column.POST_EN, Column.NAME, Column.NAME_EN), 28.0),
    **dict.fromkeys((Column.WEIGHT_REASON, Column.WEIGHT_REASON_EN), 40.0),
    **dict.fromkeys((Column.CRITICAL_REASON, Column.CRITICAL_REASON_EN, Column.SECTION), 40.0),
    **dict.fromkeys((Column.FLOOR_REASON, Column.FLOOR_REASON_EN), 40.0),
}
_USUAL = 14.0
_SPARE = 500  # empty rows below the last one whose cells are checked as well


def write(edition: Edition, target: Path, made_on: date, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    with replacing(target) as part:
        book = Book(words.gettext("Competency framework"), made_on)
        if edition.items:
            model_matrix.put(book.tab(words.gettext("Matrix")), edition, words)
        for number, sheet in enumerate(Sheet):
            progress.step(number, len(Sheet))
            _sheet(book.tab(title(sheet, words)), sheet, _rows(edition, sheet, words), words)
        book.save(part)
    progress.step(len(Sheet), len(Sheet))


def _sheet(tab: Tab, sheet: Sheet, rows: list[list[Cell]], words: Words) -> None:
    columns = COLUMNS[sheet]
    tab.widths(*(_ROOM.get(one, _USUAL) for one in columns))
    tab.heads(1, [head(one, words) for one in columns])
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if isinstance(value, bool):
                tab.put_text(number, column, words.gettext("yes") if value else "")
            elif isinstance(value, int):
                tab.put_number(number, column, value, WHOLE)
            elif value:
                tab.put_text(number, column, value)
    last = len(rows) + 1 + _SPARE
    for column, of in enumerate(columns, start=1):
        _check(tab, sheet, of, column, last, words)
    tab.table(1, len(rows) + 1, len(columns), fixed=1)


def _check(tab: Tab, sheet: Sheet, of: Column, column: int, last: int, words: Words) -> None:
    """Make the cells refuse what reading would refuse."""
    _ = words.gettext
    choose = _("Choose from the list.")
    if of is Column.KIND and sheet is Sheet.ITEMS:
        tab.one_of(2, last, column, [name_of(one, words) for one in Kind], choose)
    elif of is Column.PHASE:
        tab.one_of(2, last, column, [name_of(one, words) for one in Phase], choose)
    elif of in (Column.LEVEL, Column.FLOOR):
        tab.one_of(2, last, column, ["0", "1", "2", "3", "4"], _("A level is 0–4."))
    elif of is Column.WEIGHT:
        tab.one_of(2, last, column, ["1", "2", "3"], _("A weight is 1–3."))
    elif of in (Column.OWN, Column.SPECIFIC, Column.CRITICAL):
        tab.one_of(2, last, column, [_("yes"), _("no")], choose)
    elif of is Column.LEAD:
        tab.one_of(2, last, column, [phrases_framework.lead_name(one, words) for one in Lead], choose)
    elif of is Column.SECTION:
        tab.one_of(2, last, column, [section(one, words) for one in Section], choose)
    elif of is Column.CODE and sheet is not Sheet.REQUIREMENTS:
        tab.unique(2, last, column, _("This code is in the list already."))
    elif of in (Column.LABEL, Column.SHORT):
        tab.at_most(2, last, column, 80, _("At most 80 characters."))
    elif of is Column.TEXT:
        tab.at_most(2, last, column, 2000, _("At most 2,000 characters."))


def _rows(edition: Edition, sheet: Sheet, words: Words) -> list[list[Cell]]:
    match sheet:
        case Sheet.MODEL:
            return [[edition.key, *_pair(edition.title)]]
        case Sheet.LEVELS:
            return [
                [
                    one.value,
                    *(
                        part
                        for text in (one.name, one.short, one.knowledge, one.skill)
                        for part in _pair(text)
                    ),
                ]
                for one in edition.levels
            ]
        case Sheet.FUNCTIONS:
            return [
                [one.code, one.clause, *_pair(one.text), *_pair(one.short), one.own]
                for one in edition.functions
            ]
        case Sheet.ITEMS:
            return [
                [
                    one.code,
                    name_of(one.kind, words),
                    one.function,
                    ", ".join(one.secondary),
                    one.clause,
                    *_pair(one.text),
                    *_pair(one.label),
                    one.org_specific,
                    one.own,
                    one.key,
                ]
                for one in edition.items
            ]
        case Sheet.DUTIES:
            return [
                [one.code, one.function, one.clause, *_pair(one.text), ", ".join(one.items), one.own]
                for one in edition.duties
            ]
        case Sheet.GROUPS:
            _ = words.gettext
            return [
                *([_("similar ones"), ", ".join(codes)] for codes in edition.alias_groups),
                *([_("related ones"), ", ".join(codes)] for codes in edition.similar),
            ]
        case Sheet.QUESTIONS:
            asked = edition.questions
            return [
                _question(one, asked.get(one.code) or blank_question(one), words) for one in edition.items
            ]
        case Sheet.TWINS:
            return [
                _question(edition.item(code), one.twin, words)
                for code, one in edition.questions.items()
                if one.twin is not None
            ]
        case Sheet.SETS:
            return [
                [
                    *(one.code, *_pair(one.name), ", ".join(one.items)),
                    phrases_framework.lead_name(one.lead, words),
                ]
                for one in edition.sets
            ]
        case Sheet.PROFILES:
            return [_profile(one, words) for one in edition.profiles]
        case Sheet.TARGETS:
            return [
                _target(one.key, code, target)
                for one in edition.profiles
                for code, target in one.targets.items()
            ]
        case Sheet.REQUIREMENTS:
            return [row for one in edition.profiles for row in _requirements(one, words)]


def _requirements(one: Profile, words: Words) -> list[list[Cell]]:
    """Return clauses 1.2 and 1.3 of a profile; empty if it has none."""
    asked = one.requirements
    if asked == NO_REQUIREMENTS:
        return []

    def row(of: Section, text: Text, code: str = "", number: Cell = "", areas: str = "") -> list[Cell]:
        return [one.key, section(of, words), code, number, areas, *_pair(text)]

    return [
        row(Section.EDUCATION, asked.education, asked.min_education),
        *(row(Section.EDUCATION_LEVEL, of.name, of.id, of.rank) for of in asked.education_levels),
        row(Section.EXPERIENCE, asked.experience),
        *(row(Section.AREA, text, code) for code, text in asked.areas.items()),
        *(row(Section.WAY, Text(""), of.id, of.min_months, ", ".join(of.areas)) for of in asked.alternatives),
        row(Section.MEDICAL, asked.medical),
        *(row(Section.EXAMINATION, text, code) for code, text in asked.examinations.items()),
    ]


def _question(item: Item, one: Question, words: Words) -> list[Cell]:
    """Return a question beside what it asks about; an item without one has its cells to fill in."""
    texts = (one.question, one.weak, one.adequate, one.strong)
    probes = _pair(follow_ups.lines(one.probes))
    about = [item.code, words.text(item.label)]
    return [*about, one.kind, one.minutes, *(part for text in texts for part in _pair(text)), *probes]


def _profile(one: Profile, words: Words) -> list[Cell]:
    share = "" if one.pass_attainment is None else str(one.pass_attainment)
    return [one.key, *_pair(one.post), name_of(one.phase, words), share]


def _target(key: str, code: str, one: Target) -> list[Cell]:
    why, critical, floor = (
        _pair(one or Text("")) for one in (one.weight_reason, one.critical_reason, one.floor_reason)
    )
    return [
        key,
        code,
        one.level,
        one.weight,
        one.critical,
        *(*why, *critical),
        "" if one.own_floor is None else one.own_floor,
        *floor,
    ]


def _pair(text: Text) -> list[Cell]:
    return [text.ru, text.en or ""]
