"""A model from a professional standard of the Ministry of Labour (XML): functions with their lists."""

from dataclasses import dataclass, field
from typing import override

from domain.framework.edition import Edition
from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import Fault, Faulty, Flaw, Part, of_text
from domain.framework.framework import Duty, Function, Item, Kind
from domain.progress import Progress
from domain.text import Text, clean
from reports.intake.markup import Attributes, Reader
from reports.intake.model_book import item_key, key_of
from reports.intake.plain import acting

_TEXTS = frozenset(
    (
        *("NameProfessionalStandart", "CodeOTF", "NameOTF", "CodeTF", "NameTF"),
        *("LaborAction", "RequiredSkill", "NecessaryKnowledge"),
    )
)


@dataclass(slots=True)
class _Work:
    """One particular labour function; each text comes with its line number."""

    general: str
    code: str = ""
    name: str = ""
    place: str = ""
    actions: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    skills: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    knowledge: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def parse(data: bytes, name: str, progress: Progress, general: str = "") -> Edition:
    """Read a standard; *general* is the code of one generalised function («C»), empty for all of them.

    A text that is word for word in the lists of several functions becomes one item that serves them all.

    Raises:
        Unreadable: if it is not XML, or declares entities.
        Faulty: with the place of each fault.
    """
    reader = _Standard(name)
    progress.step(0, 1)
    reader.run([data])
    progress.step(1, 1)
    if not reader.is_one:
        raise Faulty([Fault(Flaw.OTHER_FORMAT, Part.EDITION, value="ProfessionalStandart", place=name)])
    works = [one for one in reader.works if not general or one.general == general]
    faults = list(_faults(works, name))
    if faults:
        raise Faulty(faults)
    return _edition(reader.title or name, works)


def generals(data: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of each generalised function, in the order of the standard.

    Raises:
        Unreadable: as for ``parse``.
    """
    reader = _Standard(name)
    reader.run([data])
    return tuple(reader.generals.items())


class _Standard(Reader):
    """Receives the functions; elements that occur once and those that repeat are handled alike."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.is_one = False
        self.title = ""
        self.works: list[_Work] = []
        self.generals: dict[str, str] = {}
        self._general = self._named = ""
        self._inside = False

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "ProfessionalStandart":
            self.is_one = True
        elif name == "ParticularWorkFunction":
            self._inside = True
            self.works.append(_Work(self._general, place=self.part))
        elif name in _TEXTS:
            self.keep_text()

    @override
    def end(self, name: str) -> None:
        if name == "ParticularWorkFunction":
            self._inside = False
            return
        if name == "GeneralizedWorkFunction":
            self._general = self._named = ""
            return
        if name not in _TEXTS:
            return
        text = " ".join(clean(self.taken_text()).split())
        if name == "NameProfessionalStandart":
            self.title = self.title or text
        elif name == "CodeOTF":
            self._general = text
            for one in self.works:  # a function may come before the code of the group it belongs to
                one.general = one.general or text
            self.generals[text] = self.generals.get(text) or self._named
        elif name == "NameOTF":
            self._named = text
            if self._general and not self.generals.get(self._general):
                self.generals[self._general] = text
        elif self._inside and self.works:
            self._heard(self.works[-1], name, text)

    def _heard(self, work: _Work, name: str, text: str) -> None:
        place = f"{self.part}, {work.code or len(self.works)}"
        match name:
            case "CodeTF":
                work.code = text
                work.place = f"{self.part}, {text}"
            case "NameTF":
                work.name = text
            case "LaborAction":
                work.actions.append((text, f"{place}, LaborAction {len(work.actions) + 1}"))
            case "RequiredSkill":
                work.skills.append((text, f"{place}, RequiredSkill {len(work.skills) + 1}"))
            case "NecessaryKnowledge":
                work.knowledge.append((text, f"{place}, NecessaryKnowledge {len(work.knowledge) + 1}"))
            case _:
                pass


def _faults(works: list[_Work], name: str) -> list[Fault]:
    found: list[Fault] = []
    if not any(one.skills or one.knowledge for one in works):
        found.append(Fault(Flaw.NO_ITEMS, Part.ITEM, place=name))
    codes: set[str] = set()
    for work in works:
        if work.code and work.code in codes:
            found.append(Fault(Flaw.DUPLICATE_CODE, Part.FUNCTION, work.code, place=work.place))
        codes.add(work.code)
        found.extend(of_text(work.name, Part.FUNCTION, work.code, work.place))
        for part, texts in ((Part.DUTY, work.actions), (Part.ITEM, work.skills), (Part.ITEM, work.knowledge)):
            for text, place in texts:
                if text:  # an empty list element is nothing
                    found.extend(of_text(text, part, work.code, place))
                if told := acting(text):
                    found.append(Fault(Flaw.MARKUP, part, work.code, told, place))
    return found


def _edition(title: str, works: list[_Work]) -> Edition:
    key = key_of(title)
    functions = tuple(
        Function(0, f"F{number}", one.code, Text(one.name), labelled(Text(one.name)))
        for number, one in enumerate(works, start=1)
    )
    items: list[Item] = []
    for kind, letter in ((Kind.KNOWLEDGE, "K"), (Kind.SKILL, "S")):
        places: dict[str, list[int]] = {}
        for number, work in enumerate(works, start=1):
            for text, _place in work.knowledge if kind is Kind.KNOWLEDGE else work.skills:
                if text and number not in places.setdefault(text, []):
                    places[text].append(number)
        for number, (text, where) in enumerate(places.items(), start=1):
            code = f"{letter}{number:02d}"
            items.append(
                Item(
                    id=0,
                    key=item_key(key, code),
                    code=code,
                    kind=kind,
                    function=f"F{where[0]}",
                    secondary=tuple(sorted(f"F{one}" for one in where[1:])),
                    clause=works[where[0] - 1].code,
                    text=Text(text),
                    label=labelled(Text(text)),
                    org_specific=False,
                )
            )
    order = {one.code: at for at, one in enumerate(functions)}
    duties = [
        Duty(0, f"D{number}.{at}", f"F{number}", work.code, Text(text), ())
        for number, work in enumerate(works, start=1)
        for at, text in enumerate((text for text, _place in work.actions if text), start=1)
    ]
    return Edition(
        key=key,
        title=Text(title),
        functions=functions,
        items=tuple(sorted(items, key=lambda one: (order[one.function], one.kind is Kind.SKILL))),
        duties=tuple(duties),
    )
