"""Where one is in the open file, and what a screen has to offer for coming back there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from desktop.office.not_kept import NotKept

if TYPE_CHECKING:  # imported after the first paint
    from desktop.errors import Failure
    from desktop.export.papers_of import PapersOf
    from desktop.frame.ways import Where
    from desktop.kit.form.kept_dialog import Asked
    from domain.people.person import Person


class Opened(Protocol):
    """How the workspace opens a screen; screens that show one of many take its id."""

    def open(self, shown_id: int = 0, /) -> None: ...


@runtime_checkable
class Remembering(Protocol):
    """A screen that can be rebuilt in another language or look with everything typed and chosen in it."""

    def memory(self) -> object:
        """Return what is typed and chosen, independent of the language."""
        ...

    def recall(self, memory: object) -> None:
        """Restore what ``memory`` returned; called after ``open``."""
        ...


@runtime_checkable
class Talking(Protocol):
    """A screen on which an interview may be timed: people talk, and touch neither key nor mouse."""

    @property
    def talking(self) -> bool: ...


@runtime_checkable
class AboutSomebody(Protocol):
    """A screen that shows one person, who is the likely subject of a note."""

    @property
    def person(self) -> "Person | None": ...


@runtime_checkable
class AboutId(Protocol):
    """A screen that shows or stands on one person, known to it by id; 0 if on nobody now."""

    @property
    def person_id(self) -> int: ...


@runtime_checkable
class WithPapers(Protocol):
    """A screen that shows what there are documents of."""

    @property
    def papers(self) -> "PapersOf | None":
        """The documents of what is shown, None if there are none now."""
        ...


@dataclass(frozen=True, slots=True)
class Memory:
    """The current screen, where Esc leads from it, and the memories of the screens by name.

    ``note`` is the id of the note being reworded in its panel, 0 for a new one; None: the panel was closed.
    ``form`` is the form that the lock has closed: its title, empty if nothing was filled in, and how it is
    opened again, None if it is not.
    ``told`` is what was finished, or failed, behind the lock page, or failed while this was asked for.
    """

    place: "Where" = ("", 0)
    trail: "tuple[Where, ...]" = ()
    kept: "dict[str, Where]" = field(default_factory=dict[str, "Where"])
    screens: dict[str, object] = field(default_factory=dict[str, object])
    note: int | None = None
    form: "tuple[str, Asked | None] | None" = None
    told: "tuple[str | Failure, ...]" = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What a locked file is opened again with: the file's key, the uid of who worked in it, and where.

    ``opened_by`` is the id of who had opened it, 0 if unknown.
    """

    file: str
    actor: str
    opened_by: int
    memory: Memory


def asked[S](screens: Mapping[str, Callable[[], S]]) -> "tuple[dict[str, S], tuple[Failure, ...]]":
    """Ask every screen for its memory; return the memories and what failed: an error of one stops nothing.

    Raises:
        NotKept: after all were asked, if words could not be kept.
    """
    memories: dict[str, S] = {}
    failed: list[Failure] = []
    not_kept: list[NotKept] = []
    for name, memory in screens.items():
        try:
            memories[name] = memory()
        except NotKept as error:
            not_kept.append(error)
        except Exception as error:
            from desktop.errors import failure

            failed.append(failure(error))
    if not_kept:
        raise not_kept[0]
    return memories, tuple(failed)
