"""A model from a professional standard of the Ministry of Labour (XML): functions with their lists."""

from dataclasses import dataclass, field
from typing import override

from domain.framework.edition import Edition
from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import Fault, Faulty, Flaw, of_text
from domain.framework.edition_faults import Part as Of
from domain.framework.framework import Duty, Function, Item, Kind
from domain.progress import Progress
from domain.text import Text, clean
from reports.intake.instruction.kinds import kind_of
from reports.intake.markup import Attributes, Reader
from reports.intake.model.model_book import item_key, key_of
from reports.intake.plain import acting

_TEXTS = frozenset(
    (
        *("NameProfessionalStandart", "CodeOTF", "NameOTF", "CodeTF", "NameTF"),
        *("LaborAction", "RequiredSkill", "NecessaryKnowledge"),
    )
)
_UNREAD = (  # what belongs to the work as a whole, and is neither knowledge nor a skill
    *("PossibleJobTitle", "EducationalRequirement", "RequirementsWorkExperience"),
    *("SpecialConditionForAdmissionToWork", "OtherCharacteristic"),
)
TELLING, MOST = 3, 0.6  # texts of each kind, and the share of them, by which lists look exchanged
_DASHES = "-–—−. "


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


@dataclass(frozen=True, slots=True)
class Part:
    """What of a file a person wants, and how to take it.

    ``standard`` is the title of one of several standards, empty for the first; ``general`` the code of one
    generalised function («C»), empty for all of them; ``swapped`` says that the file has its knowledge under
    skills and its skills under knowledge, None if nobody has said whether it does.
    """

    standard: str = ""
    general: str = ""
    swapped: bool | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Titles of the standards in a file, and of the one wanted code and name of each generalised function.

    ``swapped`` tells that knowledge and skills look exchanged, by their grammar. ``unread`` are elements
    that hold something and do not come in.
    """

    standards: tuple[str, ...]
    generals: tuple[tuple[str, str], ...]
    swapped: bool
    unread: tuple[str, ...] = ()


def parse(data: bytes, name: str, progress: Progress, general: str = "", part: Part | None = None) -> Edition:
    """Read a standard; *general* is the code of one generalised function («C»), empty for all of them.

    *part* says more than that. A text that is word for word in the lists of several functions becomes one
    item that serves them all.

    Raises:
        Unreadable: if it is not XML, or declares entities.
        Faulty: with the place of each fault.
    """
    part = part or Part(general=general)
    progress.step(0, 1)
    reader = _read(data, name)
    progress.step(1, 1)
    if not reader.titles:
        raise Faulty([Fault(Flaw.OTHER_FORMAT, Of.EDITION, value="ProfessionalStandart", place=name)])
    at = _chosen(reader, part)
    works = [one for one in reader.of(at) if not part.general or one.general == part.general]
    faults = list(_faults(works, name))
    if faults:
        raise Faulty(faults)
    if part.swapped:
        for one in works:
            one.skills, one.knowledge = one.knowledge, one.skills
    return _edition(reader.titles[at] or name, works)


def outline(data: bytes, name: str, part: Part) -> Outline:
    """Return what of a file a person may choose from.

    Raises:
        Unreadable: as for ``parse``.
    """
    reader = _read(data, name)
    at = _chosen(reader, part)
    works = reader.of(at)
    knowledge = [text for one in works for text, _place in one.knowledge]
    skills = [text for one in works for text, _place in one.skills]
    swapped = (
        min(len(knowledge), len(skills)) >= TELLING
        and _share(knowledge, Kind.SKILL) > MOST
        and _share(skills, Kind.KNOWLEDGE) > MOST
    )
    unread = tuple(one for one in _UNREAD if (at, one) in reader.unread)
    return Outline(tuple(reader.titles), tuple(reader.generals[at].items()), swapped, unread)


def _read(data: bytes, name: str) -> "_Standard":
    reader = _Standard(name)
    reader.run([data])
    if len(reader.titles) > 1:  # each needs a title of its own to be chosen by
        for at, title in enumerate(reader.titles):
            if not title or title in reader.titles[:at]:
                reader.titles[at] = f"{title} {at + 1}".strip()
    return reader


def _chosen(reader: "_Standard", part: Part) -> int:
    return reader.titles.index(part.standard) if part.standard in reader.titles else 0


def _share(texts: list[str], kind: Kind) -> float:
    """Return which part of the texts is of this kind by its grammar: skills begin with a verb."""
    return sum(kind_of(text) is kind for text in texts) / len(texts)


class _Standard(Reader):
    """Receives the functions; elements that occur once and those that repeat are handled alike."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.titles: list[str] = []
        self.works: list[tuple[int, _Work]] = []
        self.generals: list[dict[str, str]] = []
        self.unread: set[tuple[int, str]] = set()  # the place of a standard, and an element with a text
        self._general = self._named = ""
        self._inside = False

    def of(self, standard: int) -> list[_Work]:
        """Return the functions of one of the standards."""
        return [work for at, work in self.works if at == standard]

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "ProfessionalStandart":
            self.titles.append("")
            self.generals.append({})
            self._general = self._named = ""
        elif name == "ParticularWorkFunction":
            self._inside = True
            self.works.append((len(self.titles) - 1, _Work(self._general, place=self.part)))
        elif name in _TEXTS or name in _UNREAD:
            self.keep_text()

    @override
    def end(self, name: str) -> None:
        if name == "ParticularWorkFunction":
            self._inside = False
            return
        if name == "GeneralizedWorkFunction":
            self._general = self._named = ""
            return
        if name in _UNREAD and self.taken_text().strip(_DASHES + "\n\t"):
            self.unread.add((len(self.titles) - 1, name))
        if name not in _TEXTS or not self.titles:
            return
        text = " ".join(clean(self.taken_text()).split())
        if name == "NameProfessionalStandart":
            self.titles[-1] = self.titles[-1] or text
        elif name == "CodeOTF":
            self._general = text
            for one in self.of(len(self.titles) - 1):  # it may come before the code of its group
                one.general = one.general or text
            self.generals[-1][text] = self.generals[-1].get(text) or self._named
        elif name == "NameOTF":
            self._named = text
            if self._general and not self.generals[-1].get(self._general):
                self.generals[-1][self._general] = text
        elif self._inside and self.works and text.strip(_DASHES):  # a dash stands for nothing
            self._heard(self.works[-1][1], name, text)

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
        found.append(Fault(Flaw.NO_ITEMS, Of.ITEM, place=name))
    codes: set[str] = set()
    for work in works:
        if work.code and work.code in codes:
            found.append(Fault(Flaw.DUPLICATE_CODE, Of.FUNCTION, work.code, place=work.place))
        codes.add(work.code)
        found.extend(of_text(work.name, Of.FUNCTION, work.code, work.place))
        for part, texts in ((Of.DUTY, work.actions), (Of.ITEM, work.skills), (Of.ITEM, work.knowledge)):
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
