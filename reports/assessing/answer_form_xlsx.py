"""The form for one assessor as a workbook: how to fill it in, and a row for each competency.

A hidden column says which row is about what, so that the form is read back after sorting and with rows that
somebody added. No target and no mark of anybody is in it.
"""

from openpyxl.utils import get_column_letter

from domain.assessing.answer_form import FormPaper
from domain.framework.framework import Item
from domain.scale import LEVELS
from domain.sheet_kinds import Role
from reports.book.answer_form_columns import Column, choices, head
from reports.book.frame import Contents, Leaf, saved
from reports.book.workbook import Look, Tab, quoted, safe_title
from reports.words.names import name_of
from resources.i18n import Words

KEYS, HEAD = 1, 2  # rows
_WIDTHS = {
    Column.ROW: 2,
    Column.CODE: 6,
    Column.ITEM: 36,
    Column.QUESTION: 40,
    Column.MARK: 26,
    Column.HINT: 12,
    Column.FACT: 42,
}
_ABOVE = 12  # row of the first level, but for the facts above it


@saved
def write(paper: FormPaper, words: Words) -> Contents:
    """Write the form."""
    _ = words.gettext
    leaves = (
        Leaf(_("Marks"), _rows, paper),
        Leaf(_("How to fill in"), _help, paper, portrait=True),
    )
    return Contents(_("Assessor's form"), paper.made_on, leaves)


def _rows(tab: Tab, paper: FormPaper, words: Words) -> None:
    _ = words.gettext
    columns = [one for one in Column if one is not Column.QUESTION or paper.questions]
    at = {one: number for number, one in enumerate(columns, start=1)}
    tab.widths(*(_WIDTHS[one] for one in columns))
    for one, number in at.items():
        tab.put_text(KEYS, number, one.value, Look.MUTED, wrap=False)
    tab.heads(HEAD, [head(one, words) for one in columns], figures=(at[Column.HINT],))
    scope = paper.sheet.scope
    first, last = HEAD + 1, HEAD + len(scope)
    for row, one in enumerate(scope, start=first):
        tab.put_text(row, at[Column.ROW], paper.rows.get(one.item.code, ""), Look.MUTED, wrap=False)
        tab.put_text(row, at[Column.CODE], one.item.code, Look.MUTED)
        tab.put_text(row, at[Column.ITEM], words.text(one.item.on_paper))
        if paper.questions:
            tab.put_text(row, at[Column.QUESTION], _question(paper, one.item, words))
        formula = _hint(row, at[Column.MARK], at[Column.FACT], words, critical=one.critical)
        tab.put_formula(row, at[Column.HINT], formula, None, look=Look.STRONG)
        tab.underline(row, len(columns))
    help_sheet = quoted(safe_title(_("How to fill in"), set()))
    top = len(_facts(paper, words)) + _ABOVE
    offered = f"{help_sheet}!$A${top}:$A${top + len(choices(paper.sheet.scale, words)) - 1}"
    tab.open_only(first, last, [at[Column.MARK], at[Column.FACT]])
    tab.offer(first, last, at[Column.MARK], offered, _("A level from 0 to 4, or why there is none."))
    tab.table(HEAD, last, len(columns))
    tab.hide(row=KEYS, column=at[Column.ROW])


def _hint(row: int, mark: int, fact: int, words: Words, *, critical: bool) -> str:
    """Return the formula that asks for a fact as long as the mark requires one and none is written.

    It asks for the same as ``fact_wanted``, of what stands in its own row, so that it survives sorting.
    """
    typed, told = f"{get_column_letter(mark)}{row}", f"{get_column_letter(fact)}{row}"
    levels = LEVELS if critical else (LEVELS[0], LEVELS[-1])
    plain = f'SUBSTITUTE(SUBSTITUTE({typed},"\N{NO-BREAK SPACE}",""),"\'","")'
    is_level = ",".join(f'LEFT(TRIM({plain}),1)="{level}"' for level in levels)
    asked = words.gettext("fact needed").replace('"', '""')
    return f'=IF(AND(OR({is_level}),TRIM({told})=""),"{asked}","")'


def _question(paper: FormPaper, item: Item, words: Words) -> str:
    known = paper.questions.get(item.code)
    return "" if known is None else words.text(known.question)


def _facts(paper: FormPaper, words: Words) -> list[tuple[str, str]]:
    _ = words.gettext
    sheet = paper.sheet
    facts = [
        (_("Organisation"), " ".join(paper.organisation.heading)),
        (_("Person assessed"), sheet.person.full_name),
        (_("Assessor"), f"{sheet.assessor.full_name}, {name_of(sheet.role, words)}"),
        (_("Return by"), words.date(paper.due) if paper.due else ""),
    ]
    return [one for one in facts if one[1]]


def _help(tab: Tab, paper: FormPaper, words: Words) -> None:
    _ = words.gettext
    tab.widths(28, 41, 41)
    tab.put_text(1, 1, _("Assessor's form"), Look.TITLE, wrap=False)
    row = 3
    for name, told in _facts(paper, words):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, told, Look.STRONG, wrap=False)
        row += 1
    own = paper.sheet.role is Role.SELF
    for told in (
        _(
            "On the sheet “{sheet}”, choose a level or a reason in each row; when in doubt, the lower level."
        ).format(sheet=_("Marks")),
        _("As a fact, write what you did and what came of it.")
        if own
        else _("As a fact, write what the person said or did, not what you think of it."),
        _("A fact is required for levels 0 and 4, and for any level of a critical competency."),
        _("Where it is still missing, the column “{column}” says “{asked}”.").format(
            column=head(Column.HINT, words), asked=_("fact needed")
        ),
        _("Rows may be filtered. An empty row says nothing. Send the file back as it is."),
        _("Whoever holds this file can read your marks: send it only to the person it came from."),
    ):
        row += 1
        tab.put_text(row, 1, told, wrap=False)
    row += 2
    tab.heads(row, [head(Column.MARK, words), _("Knowledge"), _("Skill")])
    for told, mark in choices(paper.sheet.scale, words).items():
        row += 1
        tab.put_text(row, 1, told, Look.STRONG)
        if mark.level is not None:
            level = paper.sheet.scale.level(mark.level)
            tab.put_text(row, 2, words.text(level.knowledge))
            tab.put_text(row, 3, words.text(level.skill))
        tab.underline(row, 3)
