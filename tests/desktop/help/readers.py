"""Who reads the help, in the tests of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import override

from desktop.office.help.reader import Reader
from desktop.places import ROADS
from domain.login import LoginRole


@dataclass(frozen=True, slots=True)
class Everybody(Reader):
    """Reads whatever anybody does, in every form that a sentence has."""

    @override
    def has(self, needs: Iterable[str]) -> bool:
        return True


EVERYBODY = Everybody()


def at_server(role: LoginRole) -> Reader:
    """Return who reads the help in the window of this role."""
    road = ROADS[role]
    screens = None if road.beyond is None else road.beyond | frozenset(road.rail)
    return Reader(role, of_file=False, of_units=role is LoginRole.MANAGER, screens=screens)


READERS = {role.value: at_server(role) for role in ROADS}
