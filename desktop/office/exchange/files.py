"""What packets are made of and taken into: a file by its two methods, of a window or of a command."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, Protocol

if TYPE_CHECKING:
    from sqlmodel import Session


class Files(Protocol):
    """The store of a command, or the data of a window: runs functions of ``db``, each in one transaction."""

    def read[**P, R](self, f: "Callable[Concatenate[Session, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function."""
        ...

    def write[**P, R](
        self, f: "Callable[Concatenate[Session, P], R]", *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a writing function."""
        ...
