"""Sheets and columns of our own workbook of a model, for both writing and reading, in either language."""

from enum import StrEnum

from domain.text import fold
from resources.i18n import Words, words
from resources.msgids import _


class Sheet(StrEnum):
    """One sheet of the workbook."""

    MODEL = "model"
    LEVELS = "levels"
    FUNCTIONS = "functions"
    ITEMS = "items"
    DUTIES = "duties"
    GROUPS = "groups"
    QUESTIONS = "questions"
    TWINS = "twins"
    SETS = "sets"
    PROFILES = "profiles"
    TARGETS = "targets"
    REQUIREMENTS = "requirements"


class Section(StrEnum):
    """What a row of a post's requirements is: a clause of the document, or one line of its lists."""

    EDUCATION = "education"
    EDUCATION_LEVEL = "education_level"
    EXPERIENCE = "experience"
    AREA = "area"
    WAY = "way"
    MEDICAL = "medical"
    EXAMINATION = "examination"


class Column(StrEnum):
    """One column; those with ``_EN`` hold the English of the one before and may be empty."""

    KEY = "key"
    TITLE = "title"
    TITLE_EN = "title_en"
    LEVEL = "level"
    NAME = "name"
    NAME_EN = "name_en"
    SHORT = "short"
    SHORT_EN = "short_en"
    KNOWLEDGE = "knowledge"
    KNOWLEDGE_EN = "knowledge_en"
    SKILL = "skill"
    SKILL_EN = "skill_en"
    CODE = "code"
    CLAUSE = "clause"
    KIND = "kind"
    FUNCTION = "function"
    SECONDARY = "secondary"
    TEXT = "text"
    TEXT_EN = "text_en"
    LABEL = "label"
    LABEL_EN = "label_en"
    SPECIFIC = "specific"
    OWN = "own"
    IDENTITY = "identity"
    ITEMS = "items"
    GROUP = "group"
    MINUTES = "minutes"
    QUESTION = "question"
    QUESTION_EN = "question_en"
    WEAK = "weak"
    WEAK_EN = "weak_en"
    ADEQUATE = "adequate"
    ADEQUATE_EN = "adequate_en"
    STRONG = "strong"
    STRONG_EN = "strong_en"
    PROBES = "probes"
    PROBES_EN = "probes_en"
    LEAD = "lead"
    PROFILE = "profile"
    POST = "post"
    POST_EN = "post_en"
    PHASE = "phase"
    PASS = "pass"
    ITEM = "item"
    WEIGHT = "weight"
    CRITICAL = "critical"
    WEIGHT_REASON = "weight_reason"
    WEIGHT_REASON_EN = "weight_reason_en"
    CRITICAL_REASON = "critical_reason"
    CRITICAL_REASON_EN = "critical_reason_en"
    FLOOR = "floor"
    FLOOR_REASON = "floor_reason"
    FLOOR_REASON_EN = "floor_reason_en"
    SECTION = "section"
    NUMBER = "number"
    AREAS = "areas"


_C = Column
_ASKED = (
    *(_C.ITEM, _C.LABEL, _C.KIND, _C.MINUTES, _C.QUESTION, _C.QUESTION_EN, _C.WEAK, _C.WEAK_EN),
    *(_C.ADEQUATE, _C.ADEQUATE_EN, _C.STRONG, _C.STRONG_EN, _C.PROBES, _C.PROBES_EN),
)
COLUMNS: dict[Sheet, tuple[Column, ...]] = {
    Sheet.MODEL: (_C.KEY, _C.TITLE, _C.TITLE_EN),
    Sheet.LEVELS: (
        *(_C.LEVEL, _C.NAME, _C.NAME_EN, _C.SHORT, _C.SHORT_EN),
        *(_C.KNOWLEDGE, _C.KNOWLEDGE_EN, _C.SKILL, _C.SKILL_EN),
    ),
    Sheet.FUNCTIONS: (_C.CODE, _C.CLAUSE, _C.TEXT, _C.TEXT_EN, _C.SHORT, _C.SHORT_EN, _C.OWN),
    Sheet.ITEMS: (
        *(_C.CODE, _C.KIND, _C.FUNCTION, _C.SECONDARY, _C.CLAUSE, _C.TEXT, _C.TEXT_EN),
        *(_C.LABEL, _C.LABEL_EN, _C.SPECIFIC, _C.OWN, _C.IDENTITY),
    ),
    Sheet.DUTIES: (_C.CODE, _C.FUNCTION, _C.CLAUSE, _C.TEXT, _C.TEXT_EN, _C.ITEMS, _C.OWN),
    Sheet.GROUPS: (_C.GROUP, _C.ITEMS),
    Sheet.QUESTIONS: _ASKED,
    Sheet.TWINS: _ASKED,
    Sheet.SETS: (_C.CODE, _C.NAME, _C.NAME_EN, _C.ITEMS, _C.LEAD),
    Sheet.PROFILES: (_C.PROFILE, _C.POST, _C.POST_EN, _C.PHASE, _C.PASS),
    Sheet.TARGETS: (
        *(_C.PROFILE, _C.ITEM, _C.LEVEL, _C.WEIGHT, _C.CRITICAL),
        *(_C.WEIGHT_REASON, _C.WEIGHT_REASON_EN, _C.CRITICAL_REASON, _C.CRITICAL_REASON_EN),
        *(_C.FLOOR, _C.FLOOR_REASON, _C.FLOOR_REASON_EN),
    ),
    Sheet.REQUIREMENTS: (*(_C.PROFILE, _C.SECTION, _C.CODE, _C.NUMBER, _C.AREAS, _C.TEXT, _C.TEXT_EN),),
}


def title(sheet: Sheet, language: Words) -> str:
    """Return the title of a sheet."""
    return language.gettext(_TITLES[sheet])


def head(column: Column, language: Words) -> str:
    """Return the head of a column."""
    if column.value.endswith("_en"):
        base = _HEADS[Column(column.value.removesuffix("_en"))]
        return language.gettext(_IN_ENGLISH).format(column=language.gettext(base))
    return language.gettext(_HEADS[column])


def section(one: Section, language: Words) -> str:
    """Return the name of a section."""
    return language.gettext(_SECTIONS[one])


def sections_by_name() -> dict[str, Section]:
    """Return folded name -> section, in both languages."""
    return {fold(section(one, words(of))): one for of in ("ru", "en") for one in Section}


def sheets_by_title() -> dict[str, Sheet]:
    """Return folded title -> sheet, in both languages."""
    return {fold(title(sheet, words(one))): sheet for one in ("ru", "en") for sheet in Sheet}


def columns_by_head(sheet: Sheet) -> dict[str, Column]:
    """Return folded head -> column of a sheet, in both languages."""
    return {fold(head(of, words(one))): of for one in ("ru", "en") for of in COLUMNS[sheet]}


_IN_ENGLISH = _("{column} (English)")
_TITLES: dict[Sheet, str] = {
    Sheet.MODEL: _("Model"),
    Sheet.LEVELS: _("Levels"),
    Sheet.FUNCTIONS: _("Functions"),
    Sheet.ITEMS: _("Competencies"),
    Sheet.DUTIES: _("Duties"),
    Sheet.GROUPS: _("Groups"),
    Sheet.QUESTIONS: _("Questions"),
    Sheet.TWINS: _("Situations"),
    Sheet.SETS: _("Sets"),
    Sheet.PROFILES: _("Profiles"),
    Sheet.TARGETS: _("Targets"),
    Sheet.REQUIREMENTS: _("Mandatory requirements"),
}
_SECTIONS: dict[Section, str] = {
    Section.EDUCATION: _("education, minimum level"),
    Section.EDUCATION_LEVEL: _("level of education, with its rank"),
    Section.EXPERIENCE: _("experience"),
    Section.AREA: _("area of experience"),
    Section.WAY: _("option of meeting it, with its months"),
    Section.MEDICAL: _("medical check"),
    Section.EXAMINATION: _("medical examination"),
}
_HEADS: dict[Column, str] = {
    _C.KEY: _("Framework key"),
    _C.TITLE: _("Position or title"),
    _C.LEVEL: _("Level"),
    _C.NAME: _("Name in full"),
    _C.SHORT: _("In short"),
    _C.KNOWLEDGE: _("Of knowledge"),
    _C.SKILL: _("Of a skill"),
    _C.CODE: _("Code"),
    _C.CLAUSE: _("Clause"),
    _C.KIND: _("Kind"),
    _C.FUNCTION: _("Function"),
    _C.SECONDARY: _("Other functions"),
    _C.TEXT: _("Text"),
    _C.LABEL: _("Short title"),
    _C.SPECIFIC: _("Depends on the organisation"),
    _C.OWN: _("Own"),
    _C.IDENTITY: _("Identity"),
    _C.ITEMS: _("Competencies"),
    _C.GROUP: _("Group"),
    _C.MINUTES: _("Minutes"),
    _C.QUESTION: _("What is asked"),
    _C.WEAK: _("Answer at level 1"),
    _C.ADEQUATE: _("Answer at levels 2–3"),
    _C.STRONG: _("Answer at level 4"),
    _C.PROBES: _("Follow-ups"),
    _C.LEAD: _("Of two wordings"),
    _C.PROFILE: _("Profile"),
    _C.POST: _("Position"),
    _C.PHASE: _("Phase"),
    _C.PASS: _("Pass threshold"),
    _C.ITEM: _("Competency"),
    _C.WEIGHT: _("Weight"),
    _C.CRITICAL: _("Critical"),
    _C.WEIGHT_REASON: _("Basis for the weight"),
    _C.CRITICAL_REASON: _("Basis for being critical"),
    _C.FLOOR: _("Minimum, if not the usual one"),
    _C.FLOOR_REASON: _("Basis for the minimum"),
    _C.SECTION: _("What it says"),
    _C.NUMBER: _("Months or rank"),
    _C.AREAS: _("Areas of experience"),
}
