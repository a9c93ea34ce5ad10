"""What PostgreSQL would refuse of a statement that the file takes, or would answer in another order.

Each statement that a test of db asks the file for is looked at, see ``conftest.py``; SQLite itself takes them
all without a word.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Boolean, Column, ColumnElement, Date, Integer, Numeric, Table, Uuid
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    Case,
    ClauseElement,
    ColumnClause,
    Label,
    Null,
    Over,
    UnaryExpression,
)
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import CompoundSelect, Exists, FromClause, Join, ScalarSelect, Select
from sqlmodel import SQLModel

DIALECT = postgresql.dialect()
AGGREGATES = {"count", "max", "min", "sum", "avg", "aggregate_strings"}
FUNCTIONS = AGGREGATES | {"coalesce", "distinct", "row_number"}
_NUMBERS = {"max", "min", "sum", "avg"}
_WRITTEN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID as ``str`` writes it."""

_KINDS: dict[type, type] = {Boolean: bool, Date: date, Integer: int, Uuid: UUID}
_ONLY_SQLITE = re.compile(
    r"\bOR (?:REPLACE|IGNORE|ABORT)\b|\bGLOB\b|\bPRAGMA\b|\bsqlite_\w+|\browid\b|\bCOLLATE NOCASE\b"
)
_IS_VALUE = re.compile(r"\bIS (?:NOT )?(?!(?:NOT )?(?:NULL|TRUE|FALSE|DISTINCT)\b)\S+", re.IGNORECASE)


def faults(statement: ClauseElement) -> list[str]:
    """Return what PostgreSQL would hold against a statement; nothing where it means the same there."""
    try:
        sql = str(statement.compile(dialect=DIALECT))
    except SQLAlchemyError as error:
        return [f"does not compile: {error}"]
    found = [f"only SQLite knows «{one}»" for one in _ONLY_SQLITE.findall(sql)]
    found += [f"IS takes no value: «{one}»" for one in _IS_VALUE.findall(sql)]
    numbered = _numbered(len(SQLModel.metadata.tables))  # tables are made when they are first asked for
    found += [f"a boolean is no number: «{one[0]}»" for one in numbered.finditer(sql)]
    for part in visitors.iterate(cast("Any", statement)):
        match part:
            case Select():
                found += [*_grouping(part), *_distinct(part), *_order_in(part)]
            case CompoundSelect():
                found += _order(part._order_by_clauses)
            case Over():
                found += _order(() if part.order_by is None else part.order_by.get_children())
            case FunctionElement():
                found += _function(part)
            case BinaryExpression():
                found += _compared(part)
            case Case():
                found += _mixed([*(then for _, then in part.whens), part.else_])
            case _:
                pass
    return list(dict.fromkeys(found))


def misfits(compiled: Any, given: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the values that are not of the type of their column: SQLite takes them, and finds nothing.

    Also those that are too large to be written there.
    """
    typed, given = _typed(compiled), list(given)
    found = [
        f"{value!r} is no {kind.__name__}"
        for values in given
        for name, kind in typed
        if (whole := values.get(name)) is not None and type(whole) is not kind
        for value in _each(whole)
        if type(value) is not kind and not _is(kind, value)
    ]
    if compiled.isinsert or compiled.isupdate:
        numbers = [values[name] for values in given for name, kind in typed if kind is int and name in values]
        found += [
            f"{one} needs more than 32 bits" for one in numbers if isinstance(one, int) and abs(one) >> 31
        ]
    return found


@lru_cache(maxsize=1000)
def _typed(compiled: Any) -> tuple[tuple[str, type], ...]:
    kinds = ((name, _KINDS.get(type(bind.type))) for name, bind in compiled.binds.items())
    return tuple((name, kind) for name, kind in kinds if kind is not None)


def _each(value: object) -> Iterable[object]:
    return cast("Iterable[object]", value) if isinstance(value, list | tuple | set | frozenset) else (value,)


def _is(kind: type, value: object) -> bool:
    if kind is not UUID or not isinstance(value, str):
        return value is None or isinstance(value, kind)
    return _WRITTEN.fullmatch(value) is not None


@lru_cache(maxsize=1)
def _numbered(_tables: int) -> re.Pattern[str]:
    names = {
        column.name
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Boolean)
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(names)) or '-'})\s*(?:=|<>|!=)\s*[01]\b")


def _grouping(asked: Select[Any]) -> Iterator[str]:
    """What is shown, ordered or had of a group stands in GROUP BY, or its table's whole key does."""
    groups = list(asked._group_by_clauses)
    shown = [*asked.selected_columns, *_orders(asked), *asked._having_criteria]
    if not groups and not any(_aggregates(one) for one in shown):
        return
    sources = {_source(one) for source in asked.get_final_froms() for one in _tables(source)}
    keys = {_key(one) for one in groups if isinstance(one, ColumnClause)}
    for column in shown:
        for leaf in _loose(column, groups, sources):
            if _key(leaf) not in keys and not _whole_key(leaf, keys):
                yield f"GROUP BY does not cover {_name(leaf)}"


def _loose(
    shown: ClauseElement, groups: list[ClauseElement], sources: set[object]
) -> Iterator[ColumnClause[Any]]:
    """Yield the columns that an expression leans on outside of aggregates and of what is grouped by."""
    if any(shown is one or shown.compare(one) for one in groups):
        return
    match shown:
        case Over():
            for part in shown.get_children():
                if part is not shown.element:
                    yield from _loose(part, groups, sources)
        case FunctionElement() if shown.name in AGGREGATES:
            return
        case ScalarSelect() | Exists():
            inner = [one for one in visitors.iterate(shown) if isinstance(one, Select)]
            own = {name for one in inner for name in _own(one, sources)}
            for part in visitors.iterate(shown):
                if isinstance(part, ColumnClause) and _source(part.table) in sources - own:
                    yield part
        case ColumnClause():
            if shown.table is not None:  # else it is a literal
                yield shown
        case _:
            for part in shown.get_children():
                yield from _loose(part, groups, sources)


def _own(inner: Select[Any], sources: set[object]) -> Iterator[object]:
    """Yield what a SELECT within another reads itself; the rest it is told by the outer one."""
    told = {_source(one) for one in inner._correlate} or (sources if inner._auto_correlate else set())
    for source in inner.get_final_froms():
        if isinstance(source, Join) or _source(source) not in told:
            yield from (_source(one) for one in _tables(source))


def _distinct(asked: Select[Any]) -> Iterator[str]:
    if not asked._distinct:
        return
    shown = list(asked.selected_columns)
    for order in _orders(asked):
        plain = _plain(order)
        if not any(plain is one or plain.compare(one) or _same(plain, one) for one in shown):
            yield f"SELECT DISTINCT is ordered by what it does not show: {plain}"


def _order_in(asked: Select[Any]) -> list[str]:
    """Return the same of a SELECT, but for columns that its WHERE allows no NULL in."""
    filled = {
        _key(side)
        for one in asked._where_criteria
        for part in _all_of(one)
        if isinstance(part, BinaryExpression) and part.operator is not operators.is_
        for side in (part.left, part.right)
    }
    orders = [one for one in asked._order_by_clauses if _key(_plain(one)) not in filled - {None}]
    return _order(orders, _outer(asked))


def _all_of(condition: ClauseElement) -> Iterable[ClauseElement]:
    if isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        return condition.clauses
    return (condition,)


def _order(orders: Iterable[ClauseElement], outer: Collection[object] = ()) -> list[str]:
    """Return what is ordered with NULL among it and no word on where NULL goes: each engine has its own."""
    found: list[str] = []
    for order in orders:
        placed = isinstance(order, UnaryExpression) and order.modifier in (
            operators.nulls_first_op,
            operators.nulls_last_op,
        )
        if not placed and _nullable(_plain(order), outer):
            found.append(f"nothing says where NULL of {_plain(order)} goes in the order")
    return found


def _nullable(shown: ClauseElement, outer: Collection[object]) -> bool:
    match shown:
        case Label():
            return _nullable(shown.element, outer)
        case FunctionElement() if shown.name == "coalesce":
            return all(_nullable(one, outer) for one in shown.clauses)
        case FunctionElement() if shown.name in {"count", "row_number"}:
            return False
        case ColumnClause():
            if _source(shown.table) in outer:
                return True
            base = next(iter(shown.base_columns), shown)
            return isinstance(base, Column) and base.nullable is True
        case BindParameter():
            return shown.value is None
        case _:
            return any(_nullable(one, outer) for one in shown.get_children())


def _function(used: FunctionElement[Any]) -> Iterator[str]:
    name = used.name
    if name not in FUNCTIONS:
        yield f"nobody has looked whether PostgreSQL has the function {name}"
    arguments = list(used.clauses)
    if name in _NUMBERS and len(arguments) > 1:
        yield f"{name} of several values is the file's alone"
    if name in _NUMBERS and any(isinstance(one.type, Boolean) for one in arguments):
        yield f"{name} takes no boolean"
    if name == "coalesce":
        yield from _mixed(arguments)


def _compared(one: BinaryExpression[Any]) -> Iterator[str]:
    if operators.is_comparison(one.operator):
        yield from _mixed([one.left, one.right])


def _mixed(values: Iterable[ClauseElement | None]) -> Iterator[str]:
    """A boolean and a number meet in no CASE, coalesce or comparison."""
    told = [one for one in values if isinstance(one, ColumnElement) and not isinstance(one, Null)]
    kinds = [one.type for one in told]
    if any(isinstance(kind, Boolean) for kind in kinds) and any(
        isinstance(kind, Integer | Numeric) for kind in kinds
    ):
        yield "a boolean meets a number"


def _orders(asked: Select[Any]) -> list[ClauseElement]:
    return [_plain(one) for one in asked._order_by_clauses]


def _plain(order: ClauseElement) -> ClauseElement:
    """Return what is ordered by, without direction and place of NULL."""
    while isinstance(order, UnaryExpression) and order.modifier in (
        *(operators.desc_op, operators.asc_op, operators.nulls_first_op, operators.nulls_last_op),
    ):
        order = order.element
    return order


def _aggregates(shown: ClauseElement) -> bool:
    match shown:
        case Over() | ScalarSelect() | Exists():
            return False
        case FunctionElement() if shown.name in AGGREGATES:
            return True
        case _:
            return any(_aggregates(one) for one in shown.get_children())


def _tables(source: FromClause) -> Iterator[FromClause]:
    if isinstance(source, Join):
        yield from _tables(source.left)
        yield from _tables(source.right)
    else:
        yield source


def _outer(asked: Select[Any]) -> set[object]:
    """Return the sources whose rows may be missing beside the others."""
    found: set[object] = set()
    for source in asked.get_final_froms():
        for part in visitors.iterate(source):
            if isinstance(part, Join) and (part.isouter or part.full):
                found |= {_source(one) for one in _tables(part.right)}
    return found


def _whole_key(leaf: ColumnClause[Any], keys: set[object]) -> bool:
    table = leaf.table
    plain: Any = getattr(table, "element", table)
    if not isinstance(plain, Table):
        return False
    return all((_source(table), column.name) in keys for column in plain.primary_key)


def _source(table: FromClause | None) -> object:
    return getattr(table, "name", None)


def _key(column: ClauseElement) -> object:
    return (_source(column.table), column.name) if isinstance(column, ColumnClause) else None


def _same(one: ClauseElement, other: ClauseElement) -> bool:
    return _key(one) is not None and _key(one) == _key(other)


def _name(column: ColumnClause[Any]) -> str:
    return f"{_source(column.table)}.{column.name}"
