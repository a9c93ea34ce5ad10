"""The empty skill matrix to fill in: the people of the file down, the competencies of a framework across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.framework.framework import Framework
from domain.people.roster import Field
from domain.scale import Scale
from reports.book.frame import Contents, Leaf, saved
from reports.book.workbook import Look, Tab
from reports.words.people import phrases_roster
from resources.i18n import Words

MARGIN = 20  # rows for people who are not in the file
_HEADS = (Field.FULL_NAME, Field.PERSONNEL_NO, Field.POST)
_WIDTHS = (34, 16, 26)


@dataclass(frozen=True, slots=True)
class ToFill:
    """A framework, its scale, and full name, personnel number and post of each person."""

    framework: Framework
    scale: Scale
    people: Sequence[tuple[str, str, str]]


@saved
def write(asked: ToFill, words: Words, made_on: date) -> Contents:
    """Write the workbook: the matrix, and what its levels mean."""
    _ = words.gettext
    leaves = (Leaf(_("Levels"), _matrix, asked), Leaf(_("How to fill in"), _help, asked, portrait=True))
    return Contents(_("Skill matrix"), made_on, leaves)


def _matrix(tab: Tab, asked: ToFill, words: Words) -> None:
    _ = words.gettext
    items = [words.text(one.text) for one in asked.framework.items]
    tab.widths(*_WIDTHS, *([16] * len(items)))
    tab.heads(1, [*(phrases_roster.field(of, words) for of in _HEADS), *items])
    tab.text_column(2)  # leading zeros stay
    for row, person in enumerate(asked.people, start=2):
        for column, text in enumerate(person, start=1):
            tab.put_text(row, column, text, wrap=False)
    last = len(asked.people) + 1 + MARGIN
    levels = [str(level.value) for level in asked.scale.levels]
    for column in range(len(_HEADS) + 1, len(_HEADS) + len(items) + 1):
        tab.one_of(2, last, column, levels, _("Choose a level from the list."))


def _help(tab: Tab, asked: ToFill, words: Words) -> None:
    _ = words.gettext
    tab.widths(12, 70)
    tab.put_text(1, 1, _("How to fill in the skill matrix"), Look.TITLE, wrap=False)
    for row, level in enumerate(asked.scale.levels, start=3):
        tab.put_text(row, 1, str(level.value), Look.STRONG)
        tab.put_text(row, 2, words.text(level.name))
    rest = _(
        "An empty cell is no level. Another scale may be used: what its words mean is asked when importing."
    )
    tab.put_text(len(asked.scale.levels) + 4, 1, rest, Look.MUTED, wrap=False)
