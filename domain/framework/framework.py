"""The framework: functions, items, duties and what belongs to them, as one numbered edition."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.errors import Refused, Unknown
from domain.sheet_kinds import Kind
from domain.text import Text


class EditionState(StrEnum):
    """A draft may be edited, a published edition never changes, a retired one is no longer offered."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class FrameworkNotNamed(Unknown):
    """No framework has this name; ``names`` are those there are."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__("framework", name)
        self.name, self.names = name, names


class SeveralFrameworks(Refused):
    """A name fits several frameworks; ``names`` tell them apart."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.names = name, names


@dataclass(frozen=True, slots=True)
class Function:
    """A labour function; ``code`` is F1-F5 or an own one, ``clause`` as the source prints it («2.1.1»)."""

    id: int
    code: str
    clause: str
    text: Text
    short: Text
    own: bool = False

    @property
    def on_paper(self) -> Text:
        """The short title, or the whole text in place of a title that was cut from it."""
        return _whole(self.short, self.text)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of 1.4 or 1.5, or an own one of the organisation.

    ``key`` is its identity across editions; ``function`` and ``secondary`` are codes; ``clause`` is «1.5
    12)».
    """

    id: int
    key: str
    code: str
    kind: Kind
    function: str
    secondary: tuple[str, ...]
    clause: str
    text: Text
    label: Text
    org_specific: bool
    own: bool = False

    @property
    def on_paper(self) -> Text:
        """The short title, or the whole text in place of a title that was cut from it."""
        return _whole(self.label, self.text)


def _whole(title: Text, text: Text) -> Text:
    english = None if title.en is None else _uncut(title.en, text.en or title.en)
    return Text(_uncut(title.ru, text.ru), english)


def _uncut(label: str, text: str) -> str:
    return text[:1].upper() + text[1:] if label.endswith("…") else label


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of 3.1; ``code`` D1.8, ``clause`` «3.1.1 8)»; ``items`` are codes, the most important first."""

    id: int
    code: str
    function: str
    clause: str
    text: Text
    items: tuple[str, ...]
    own: bool = False

    @property
    def called(self) -> str:
        """The name people find it by: its clause, or its code if there is no document."""
        return self.clause or self.code


class Coded:
    """What has functions, items and duties, each found by its code."""

    __slots__ = ()
    functions: tuple[Function, ...]
    items: tuple[Item, ...]
    duties: tuple[Duty, ...]

    def item(self, code: str) -> Item:
        """Return the item with this code.

        Raises:
            Unknown: if the edition has none.
        """
        return _named(self.items, "item", code)

    def function(self, code: str) -> Function:
        """Return the function with this code.

        Raises:
            Unknown: if the edition has none.
        """
        return _named(self.functions, "function", code)

    def duty(self, code: str) -> Duty:
        """Return the duty with this code.

        Raises:
            Unknown: if the edition has none.
        """
        return _named(self.duties, "duty", code)

    def items_of(self, function: str) -> tuple[Item, ...]:
        """Return the items with this primary function, in order; nothing is counted twice."""
        return tuple(item for item in self.items if item.function == function)


@dataclass(frozen=True, slots=True)
class Framework(Coded):
    """A numbered edition of the framework.

    ``items`` are in rating order: by function, knowledge before skills, by number. ``alias_groups`` and
    ``similar`` hold codes; an alias group is one subject in several wordings. ``content_hash`` is empty until
    stored.
    """

    id: int
    uid: str
    key: str
    number: int
    title: Text
    state: EditionState
    functions: tuple[Function, ...]
    items: tuple[Item, ...]
    duties: tuple[Duty, ...]
    alias_groups: tuple[tuple[str, ...], ...]
    similar: tuple[tuple[str, ...], ...]
    content_hash: str = ""

    def duties_of(self, code: str) -> tuple[Duty, ...]:
        """Return the duties that need the item, those that list it earliest first."""
        drawing = [duty for duty in self.duties if code in duty.items]
        return tuple(sorted(drawing, key=lambda duty: (duty.items.index(code), duty.id)))

    def twins(self, code: str) -> tuple[str, ...]:
        """Return the other codes of the item's alias group; empty if it has none."""
        return next(
            (tuple(c for c in group if c != code) for group in self.alias_groups if code in group), ()
        )


class Lead(StrEnum):
    """Which of an item's two leads is asked: what the person did in the past, or what he or she would do."""

    EXPERIENCE = "experience"
    SITUATION = "situation"


@dataclass(frozen=True, slots=True)
class Question:
    """The interview question of an item, and what weak, adequate and strong answers contain.

    ``kind`` is knowledge, behavioural or situational; ``minutes`` is the planned time; ``probes`` are its
    follow-up questions. ``twin`` is the other lead of the same item, for people who have not led anyone yet.
    """

    code: str
    kind: str
    minutes: int
    question: Text
    weak: Text
    adequate: Text
    strong: Text
    probes: tuple[Text, ...] = ()
    twin: "Question | None" = None

    def of(self, code: str) -> "Question":
        """Return the question, with its twin, under this item code."""
        return replace(self, code=code, twin=None if self.twin is None else replace(self.twin, code=code))


ASKING = ("knowledge", "behavioural", "situational")  # kinds of questions


def blank_question(item: Item) -> Question:
    """Return an item's question before anybody wrote it: kind and minutes by what the item is."""
    kind, minutes = (ASKING[0], 3) if item.kind is Kind.KNOWLEDGE else (ASKING[1], 5)
    return Question(item.code, kind, minutes, Text(""), Text(""), Text(""), Text(""))


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A ready-made selection of items for one interview; ``minutes`` is the planned sum.

    ``lead`` is the one that the people usually interviewed with it can answer.
    """

    id: int
    code: str
    name: Text
    items: tuple[str, ...]
    minutes: int
    lead: Lead = Lead.EXPERIENCE


def led(questions: Mapping[str, Question], lead: Lead) -> dict[str, Question]:
    """Return the questions as everyone is asked them; an item without a twin has only one lead."""
    return {
        code: one.twin if lead is Lead.SITUATION and one.twin is not None else one
        for code, one in questions.items()
    }


def in_order(probes: Set[str], known: Sequence[Text]) -> tuple[Text, ...]:
    """Return follow-ups, by their Russian texts, in the order of those *known*; others last, in Russian."""
    there = tuple(one for one in known if one.ru in probes)
    return (*there, *map(Text, sorted(probes - {one.ru for one in there})))


def _named[T: (Function, Item, Duty)](things: tuple[T, ...], kind: str, code: str) -> T:
    for thing in things:
        if thing.code == code:
            return thing
    raise Unknown(kind, code)
