"""The words of a form for an assessor: what may be chosen, and the heads of its columns."""

from collections.abc import Mapping
from enum import StrEnum

from domain.mark import Mark
from domain.scale import LEVELS, Scale
from domain.sheet_kinds import State
from reports.words.names import name_of
from resources.i18n import Words
from resources.msgids import Text, pgettext

REASONS = tuple(one for one in State if one is not State.RATED)


class Column(StrEnum):
    """A column of the form, and the key that stands in its hidden row."""

    ROW = "merilo:row"
    CODE = "merilo:code"
    ITEM = "merilo:item"
    QUESTION = "merilo:question"
    MARK = "merilo:mark"
    HINT = "merilo:hint"
    FACT = "merilo:fact"


_HEADS: Mapping[Column, Text] = {
    Column.CODE: pgettext("column of a form", "Code"),
    Column.ITEM: pgettext("column of a form", "Competency"),
    Column.QUESTION: pgettext("column of a form", "Question"),
    Column.MARK: pgettext("column of a form", "Mark"),
    Column.HINT: pgettext("column of a form", "Hint"),
    Column.FACT: pgettext("column of a form", "Fact: what was said or done"),
}


def head(column: Column, words: Words) -> str:
    """Return the head of a column; that of the hidden one is empty."""
    told = _HEADS.get(column, "")
    return words.gettext(told) if isinstance(told, str) else words.pgettext(*told)


def choice(mark: Mark, scale: Scale, words: Words) -> str:
    """Return a mark as the form offers it: «3 · Уверенный», or the reason why there is no level."""
    if mark.level is None:
        return name_of(mark.state, words)
    return f"{mark.level} · {words.text(scale.level(mark.level).name)}"


def choices(scale: Scale, words: Words) -> dict[str, Mark]:
    """Return every choice of a form and what it means."""
    marks = (*(Mark.rated(level) for level in LEVELS), *(Mark(one) for one in REASONS))
    return {choice(one, scale, words): one for one in marks}
