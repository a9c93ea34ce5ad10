"""A model from a Moodle competency file: columns by position, today's 14 or the older 12.

The twelve, without related ids and export id, are still named in a comment of Moodle's own importer.
"""

from uuid import UUID

from domain.formulas import unguarded
from domain.framework.edition import Edition
from domain.framework.edition_faults import Fault, Faulty, Flaw, Part
from domain.framework.framework import Kind
from domain.progress import Progress
from domain.text import Text, clean
from reports.intake import delimited
from reports.intake.model import tree
from reports.intake.model.model_book import item_key, key_of
from reports.intake.plain import acting, from_html
from reports.intake.table import Line, address

PARENT, ID, NAME, DESCRIPTION, FORMAT, SCALE, RULE, RELATED, EXPORTED = 0, 1, 2, 3, 4, 5, 7, 10, 11
_PLAIN = "2"  # Moodle's number for plain text; 0 and 1 are HTML, 4 is Markdown
_KNOWLEDGE = ("k", "к", "з")


def parse(data: bytes, name: str, progress: Progress) -> Edition:
    """Read the tree of competencies; Moodle's scale is ignored, since levels here are always 0-4.

    Raises:
        Unreadable: if the file cannot be read safely.
        Faulty: with the cell of each fault: a repeated id, a missing parent, a circle, HTML that acts.
    """
    table = delimited.parse(data, name, progress)
    is_framework = _framework_column(table.lines)
    if is_framework is None:
        raise Faulty([Fault(Flaw.OTHER_FORMAT, Part.EDITION, value="Is framework", place=name)])
    faults: list[Fault] = []
    title, key = Text(name.rpartition(".")[0] or name), ""
    nodes: list[tree.Node] = []
    related: dict[str, tuple[str, ...]] = {}
    lines = [line for line in table.lines[1:] if any(_cell(line, at) for at in (PARENT, ID, NAME))]
    for line in lines:
        if _cell(line, is_framework) == "1":
            title, key = Text(_cell(line, NAME) or title.ru), _cell(line, ID)
            if found := acting(title.ru):
                faults.append(Fault(Flaw.MARKUP, Part.EDITION, "", found, address(line.number, NAME)))
    key = key or key_of(title.ru)
    for line in lines:
        if _cell(line, is_framework) == "1":
            continue
        nodes.append(_node(line, key, is_framework, faults))
        if is_framework > RELATED and _cell(line, RELATED):
            told = _cell(line, RELATED).split(",")
            related[_cell(line, ID)] = tuple(one.strip().replace("%2C", ",") for one in told if one.strip())
    faults.extend(tree.faults(nodes))
    if not nodes:
        faults.append(Fault(Flaw.NO_ITEMS, Part.ITEM, place=name))
    if faults:
        raise Faulty(faults)
    flat = tree.flattened(tree.ordered(nodes), title)
    return Edition(
        key=key,
        title=title,
        functions=flat.functions,
        items=flat.items,
        alias_groups=_groups([one.code for one in flat.items], related),
    )


def scale(data: bytes, name: str, progress: Progress) -> str:
    """Return the values of the framework's scale as the file lists them, empty if there is none.

    Raises:
        Unreadable: if the file cannot be read safely.
    """
    lines = delimited.parse(data, name, progress).lines[1:]
    return next((found for line in lines if not _cell(line, PARENT) and (found := _cell(line, SCALE))), "")


def rules(data: bytes, name: str, progress: Progress) -> tuple[str, ...]:
    """Return the ids of competencies with a rule that concludes something, which does not come in.

    Raises:
        Unreadable: if the file cannot be read safely.
    """
    lines = delimited.parse(data, name, progress).lines[1:]
    return tuple(_cell(line, ID) for line in lines if _cell(line, RULE) and _cell(line, ID))


def unread(data: bytes, name: str, progress: Progress) -> tuple[str, ...]:
    """Return the branches above functions, which do not come in.

    Raises:
        Unreadable: if the file cannot be read safely.
    """
    lines = delimited.parse(data, name, progress).lines
    is_framework = _framework_column(lines)
    assert is_framework is not None
    inside = [one for one in lines[1:] if _cell(one, ID) and _cell(one, is_framework) != "1"]
    return tree.above_functions([_node(one, "", is_framework, []) for one in inside])


def looks_like(data: bytes, name: str, progress: Progress) -> bool:
    """Tell whether there are as many heads as in Moodle's files and a row calls itself a framework."""
    table = delimited.parse(data, name, progress)
    return _framework_column(table.lines) is not None


def _framework_column(lines: tuple[Line, ...]) -> int | None:
    if len(lines) < 2 or not 11 <= len(lines[0].cells) <= 14:
        return None
    for column in (12, 10, 11):
        if any(_cell(line, column) == "1" and not _cell(line, PARENT) for line in lines[1:]):
            return column
    return None


def _node(line: Line, model: str, is_framework: int, faults: list[Fault]) -> tree.Node:
    code, place = _cell(line, ID), address(line.number, ID)
    if not code:
        faults.append(Fault(Flaw.EMPTY_CODE, Part.ITEM, place=place))
    name, described = _cell(line, NAME), _cell(line, DESCRIPTION)
    if _cell(line, FORMAT) != _PLAIN:
        described, strange = from_html(described)
        if strange:
            faults.append(Fault(Flaw.MARKUP, Part.ITEM, code, strange, address(line.number, DESCRIPTION)))
            described = name
    elif found := acting(described):
        faults.append(Fault(Flaw.MARKUP, Part.ITEM, code, found, address(line.number, DESCRIPTION)))
    if found := acting(name):
        faults.append(Fault(Flaw.MARKUP, Part.ITEM, code, found, address(line.number, NAME)))
    return tree.Node(
        id=code or place,
        parent=_cell(line, PARENT),
        code=code,
        key=(_exported(line) if is_framework > EXPORTED else "") or item_key(model, code),
        text=Text(described or name),
        label=Text(name),
        kind=Kind.KNOWLEDGE if code.lower().startswith(_KNOWLEDGE) else Kind.SKILL,
        place=place,
    )


def _exported(line: Line) -> str:
    """Return the identity that we wrote, empty for the number that Moodle writes."""
    try:
        return str(UUID(_cell(line, EXPORTED)))
    except ValueError:
        return ""


def _groups(order: list[str], related: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return groups of items joined by what they call related; each item is in at most one group."""
    there = set(order)
    group_of: dict[str, set[str]] = {}
    for code in order:
        for other in related.get(code, ()):
            if other in there and other != code:
                joined = group_of.get(code, {code}) | group_of.get(other, {other})
                for one in joined:
                    group_of[one] = joined
    seen: set[str] = set()
    groups: list[tuple[str, ...]] = []
    for code in order:
        if code in group_of and code not in seen:
            seen |= group_of[code]
            groups.append(tuple(one for one in order if one in group_of[code]))
    return tuple(groups)


def _cell(line: Line, column: int) -> str:
    value = line.at(column)
    return unguarded(clean(value).strip()).strip() if isinstance(value, str) else ""
