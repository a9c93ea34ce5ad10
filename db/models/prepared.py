"""Statements of SQLAlchemy that the driver runs by itself: for what every keystroke asks of the file."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Insert, Select
from sqlmodel import Session

type Process = Callable[[Any], Any] | None


class Prepared:
    """A statement that is spelt once for each dialect; the driver alone takes a tenth of SQLAlchemy's time.

    It always gets the same names of values. It neither flushes nor notes which table it touches: its caller
    does.
    """

    def __init__(self, make: Callable[[], Insert | Select[Any]]) -> None:
        """*make* is called when the statement is first run: not every start needs it."""
        self._make = make
        self._spelt: dict[str, _Spelt] = {}

    @property
    def statement(self) -> Insert | Select[Any]:
        """The statement, for whoever wants to read it in another dialect."""
        return self._make()

    def run(self, session: Session, values: dict[str, Any]) -> None:
        """Run the statement with these values."""
        self._cursor(session, values)

    def first(self, session: Session, values: dict[str, Any]) -> list[Any] | None:
        """Return the columns of the first row, None if there is none."""
        spelt, cursor = self._cursor(session, values)
        row = cursor.fetchone()
        cursor.close()  # a statement that is still at a row keeps the transaction open
        return (
            None
            if row is None
            else [
                value if process is None else process(value)
                for process, value in zip(spelt.results, row, strict=True)
            ]
        )

    def _cursor(self, session: Session, values: dict[str, Any]) -> "tuple[_Spelt, Any]":
        connection = session.connection()
        spelt = self._spelt.get(connection.dialect.name)
        if spelt is None:
            spelt = self._spelt[connection.dialect.name] = _spell(self._make(), connection.dialect, values)
        driver: Any = connection.connection.driver_connection
        return spelt, driver.execute(spelt.text, spelt.bound(values))


class _Spelt(NamedTuple):
    text: str
    places: tuple[str, ...] | None  # the names of the values in their order; None where they go by name
    fixed: dict[str, Any]
    binds: dict[str, Process]
    results: tuple[Process, ...]

    def bound(self, values: dict[str, Any]) -> Any:
        given = self.fixed | values
        bound = {
            name: given[name] if process is None else process(given[name])
            for name, process in self.binds.items()
        }
        return bound if self.places is None else [bound[name] for name in self.places]


def _spell(statement: Insert | Select[Any], dialect: Dialect, values: dict[str, Any]) -> _Spelt:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(values))
    names: dict[Any, str] = compiled.bind_names
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    return _Spelt(
        compiled.string,
        None if compiled.positiontup is None else tuple(compiled.positiontup),
        dict(compiled.params),
        {name: one.type.dialect_impl(dialect).bind_processor(dialect) for one, name in names.items()},
        tuple(one.type.dialect_impl(dialect).result_processor(dialect, None) for one in columns),
    )
