"""A model from a 1EdTech CASE 1.0 or 1.1 package (JSON): gaps are tolerated, contradictions are not."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from domain.canonical import Repeated, once
from domain.framework.edition import Edition
from domain.framework.edition_faults import Fault, Faulty, Flaw, Part
from domain.framework.edition_numbers import identity
from domain.framework.framework import Duty, Kind
from domain.progress import Progress
from domain.scale import LEVELS, Level
from domain.text import Text, clean
from reports.intake.delimited import decoded
from reports.intake.model import tree
from reports.intake.model.model_book import key_of
from reports.intake.plain import acting
from reports.intake.refusal import Unreadable, Why

_OURS = "merilo"
_DUTY = ("duty", "обязанност", "task", "трудовое действие")
_BRANCH = ("function", "функци", "strand", "domain", "cluster", "topic", "category", "раздел")
_KNOWLEDGE = ("knowledge", "знани")
_KEPT = ("ischildof", "isrelatedto", "ispeerof")  # kinds of links
_NODES = 20_000

type Json = Mapping[str, Any]


def parse(data: bytes, name: str, progress: Progress) -> Edition:
    """Read a package; an item without a code gets one, an item without a type becomes a skill.

    Raises:
        Unreadable: if it is not JSON, or nested without end.
        Faulty: with the path of each fault («CFItems[3]»): a repeated identity, a circle, a scale without
            exactly five levels, HTML that acts, a missing text.
    """
    progress.step(0, 2)
    told = _loaded(data)
    inner = told.get("CFPackage")
    reader = _Reader(cast("Json", inner) if isinstance(inner, dict) else told, name)
    progress.step(1, 2)
    edition = reader.edition()
    progress.step(2, 2)
    return edition


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a package is not read: branches above functions, kinds of links with their number, scales."""

    branches: tuple[str, ...]
    links: tuple[str, ...]
    scales: tuple[str, ...]


def unread(data: bytes, name: str) -> Unread:
    """Return what of a sound package is not read.

    Raises:
        Unreadable: if it is not JSON, or nested without end.
    """
    told = _loaded(data)
    inner = told.get("CFPackage")
    return _Reader(cast("Json", inner) if isinstance(inner, dict) else told, name).unread()


def looks_like(data: bytes) -> bool:
    """Tell whether the bytes begin as JSON does."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _loaded(data: bytes) -> Json:
    try:
        told = json.loads(decoded(data), parse_constant=_no_number, object_pairs_hook=once)
    except RecursionError as error:
        raise Unreadable(Why.TOO_DEEP) from error
    except Repeated as error:
        raise Unreadable(Why.REPEATED_KEY, error.key) from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise Unreadable(Why.DAMAGED, "" if line is None else str(line)) from error
    if not isinstance(told, dict):
        raise Unreadable(Why.UNKNOWN_FORMAT)
    return cast("Json", told)


def _no_number(told: str) -> float:
    raise ValueError(told)


class _Reader:
    """The parts of one package; faults are collected and reported all at once."""

    def __init__(self, package: Json, name: str) -> None:
        self.faults: list[Fault] = []
        self.name = name
        document = package.get("CFDocument")
        self.document: Json = cast("Json", document) if isinstance(document, dict) else {}
        self.cf_items = self._objects(package, "CFItems")
        self.bonds = self._objects(package, "CFAssociations")
        self.rubrics = self._objects(package, "CFRubrics")

    def edition(self) -> Edition:
        """Put the model together."""
        if not self.document and not self.cf_items:
            raise Faulty([Fault(Flaw.OTHER_FORMAT, Part.EDITION, value="CFPackage", place=self.name)])
        ours = _ours(self.document)
        title = Text(
            _text(ours, "title")
            or _text(self.document, "title")
            or self.name.rpartition(".")[0]
            or self.name,
            _text(ours, "en") or None,
        )
        key = _text(ours, "key") or _text(self.document, "identifier") or key_of(title.ru)
        parents, sequence = self._parents()
        rows = sorted(
            ((at, one) for at, one in enumerate(self.cf_items)),
            key=lambda pair: (sequence.get(_id(pair[1]), float("inf")), pair[0]),
        )
        nodes = [self._node(one, f"CFItems[{at}]", parents) for at, one in rows]
        ids = {one.id for one in nodes}
        nodes = [one if one.parent in ids else replace(one, parent="") for one in nodes]
        duty_ids = {_id(one) for one in self.cf_items if _is(one, _DUTY)}
        self.faults.extend(tree.faults(nodes))
        levels = self._levels()
        if not any(one.id not in duty_ids for one in nodes):
            self.faults.append(Fault(Flaw.NO_ITEMS, Part.ITEM, place=self.name))
        if self.faults:
            raise Faulty(self.faults)
        lines = [one for one in self._related(nodes) if one.id not in duty_ids]
        flat = tree.flattened(tree.ordered(lines), title)
        duties = [one for one in nodes if one.id in duty_ids]
        order = [one.code for one in flat.items]
        return Edition(
            key=key,
            title=title,
            functions=flat.functions,
            items=flat.items,
            duties=tuple(self._duties(duties, flat)),
            alias_groups=self._groups(flat.codes, order),
            levels=levels,
        )

    def unread(self) -> Unread:
        """Return what ``edition`` leaves out."""
        parents, _sequence = self._parents()
        nodes = [self._node(one, f"CFItems[{at}]", parents) for at, one in enumerate(self.cf_items)]
        duties = {_id(one) for one in self.cf_items if _is(one, _DUTY)}
        links = Counter(
            kind
            for one in self.bonds
            if (kind := _text(one, "associationType")).casefold() not in _KEPT
            and _node_id(one, "originNodeURI") not in duties
        )
        kinds = set(_object(_ours(self.document), "rubrics").values())
        scales = [one for one in self.rubrics if _id(one) not in kinds and not _text(_ours(one), "kind")]
        return Unread(
            tree.above_functions([one for one in nodes if one.id not in duties]),
            tuple(f"{kind} ({number})" for kind, number in sorted(links.items())),
            tuple(_text(one, "title") or _id(one) for one in scales),
        )

    def _objects(self, package: Json, part: str) -> tuple[Json, ...]:
        told = package.get(part)
        if told is None:
            return ()
        if not isinstance(told, list):
            self.faults.append(Fault(Flaw.OTHER_FORMAT, Part.EDITION, value=part, place=part))
            return ()
        found = cast("list[object]", told)
        if len(found) > _NODES * 5:
            raise Unreadable(Why.TOO_MUCH, part)
        made: list[Json] = []
        for at, one in enumerate(found):
            if isinstance(one, dict):
                made.append(cast("Json", one))
            else:
                self.faults.append(Fault(Flaw.OTHER_FORMAT, Part.ITEM, place=f"{part}[{at}]"))
        return tuple(made)

    def _parents(self) -> tuple[dict[str, str], dict[str, float]]:
        """Return child -> parent and child -> place among its siblings; second parents are ignored."""
        parents: dict[str, str] = {}
        sequence: dict[str, float] = {}
        for one in self.bonds:
            if _text(one, "associationType").casefold() != "ischildof":
                continue
            child, parent = _node_id(one, "originNodeURI"), _node_id(one, "destinationNodeURI")
            if child and parent and child not in parents:
                parents[child] = parent
                number = one.get("sequenceNumber")
                if isinstance(number, int | float):
                    sequence[child] = number
        return parents, sequence

    def _node(self, one: Json, place: str, parents: Mapping[str, str]) -> tree.Node:
        ours, code = _ours(one), _text(one, "humanCodingScheme") or _text(one, "listEnumeration")
        id_ = _id(one)
        if not id_:
            self.faults.append(Fault(Flaw.EMPTY_CODE, Part.ITEM, code, "identifier", place))
        text = _text(one, "fullStatement")
        label = _text(ours, "label") or _text(one, "abbreviatedStatement")
        for told in (text, label):
            if found := acting(told):
                self.faults.append(Fault(Flaw.MARKUP, Part.ITEM, code, found, place))
        return tree.Node(
            id=id_ or place,
            parent=parents.get(id_, ""),
            code=code,
            key=identity(_text(ours, "key") or id_ or place),
            text=Text(text, _text(ours, "en") or None),
            label=Text(label, _text(ours, "labelEn") or None),
            kind=Kind.KNOWLEDGE if _is(one, _KNOWLEDGE) else Kind.SKILL,
            place=place,
            clause=_text(ours, "clause"),
            own=ours.get("own") is True,
            specific=ours.get("orgSpecific") is True,
            branch=_is(one, _BRANCH),
        )

    def _related(self, nodes: Iterable[tree.Node]) -> list[tree.Node]:
        nodes = list(nodes)
        branches = {one.id for one in nodes if one.branch}
        others: dict[str, list[str]] = {}
        for one in self.bonds:
            origin, destination = _node_id(one, "originNodeURI"), _node_id(one, "destinationNodeURI")
            if _text(one, "associationType").casefold() == "isrelatedto" and destination in branches:
                others.setdefault(origin, []).append(destination)
        return [replace(one, secondary=tuple(others.get(one.id, ()))) for one in nodes]

    def _duties(self, duties: list[tree.Node], flat: tree.Flat) -> Iterable[Duty]:
        functions = {one.code for one in flat.functions}
        codes = {id_: code for id_, code in flat.codes.items() if code not in functions}
        duty_ids = {one.id for one in duties}
        drawn: dict[str, list[tuple[float, str]]] = {}
        for at, one in enumerate(self.bonds):
            origin, destination = _node_id(one, "originNodeURI"), _node_id(one, "destinationNodeURI")
            if origin in duty_ids and destination in codes:
                number = one.get("sequenceNumber")
                place = number if isinstance(number, int | float) else at
                drawn.setdefault(origin, []).append((place, codes[destination]))
        for number, one in enumerate(duties, start=1):
            items = tuple(dict.fromkeys(code for _place, code in sorted(drawn.get(one.id, []))))
            code = one.code or f"D{number}"
            function = flat.codes.get(one.parent, flat.functions[0].code)
            yield Duty(0, code, function, one.clause, one.text, items, one.own)

    def _groups(self, codes: Mapping[str, str], order: list[str]) -> tuple[tuple[str, ...], ...]:
        groups: list[list[str]] = []
        for one in self.bonds:
            if _text(one, "associationType").casefold() != "ispeerof":
                continue
            pair = [
                codes[id_]
                for id_ in (_node_id(one, "originNodeURI"), _node_id(one, "destinationNodeURI"))
                if id_ in codes
            ]
            if len(set(pair)) < 2:
                continue
            touching = [group for group in groups if set(group) & set(pair)]
            joined = list(dict.fromkeys([code for group in touching for code in group] + pair))
            groups = [*(group for group in groups if group not in touching), joined]
        place = {code: at for at, code in enumerate(order)}
        groups = [[code for code in group if code in place] for group in groups]
        return tuple(tuple(sorted(group, key=lambda code: place[code])) for group in groups if len(group) > 1)

    def _levels(self) -> tuple[Level, ...]:
        """Return the scale of one of our own packages; rubrics of others are not level scales."""
        anchors: dict[str, dict[int, Json]] = {}
        ours = _ours(self.document)
        kinds = {id_: kind for kind, id_ in _object(ours, "rubrics").items() if isinstance(id_, str)}
        for at, one in enumerate(self.rubrics):
            kind = kinds.get(_id(one)) or _text(_ours(one), "kind")
            if not kind:
                continue
            place = f"CFRubrics[{at}]"
            levels = [
                level
                for criterion in _list(one, "CFRubricCriteria")
                for level in _list(criterion, "CFRubricCriterionLevels")
            ]
            found: dict[int, Json] = {}
            for level in levels:
                score = level.get("score")
                number = int(score) if isinstance(score, int | float) and score in LEVELS else None
                if number is None:
                    self.faults.append(Fault(Flaw.UNKNOWN_LEVEL, Part.LEVEL, "", str(score)[:40], place))
                else:
                    found[number] = level
            if len(levels) != len(LEVELS):
                self.faults.append(Fault(Flaw.LEVELS, Part.LEVEL, "", str(len(levels)), place))
            anchors[kind] = found
        knowledge, skill = anchors.get("knowledge", {}), anchors.get("skill", {})
        if set(knowledge) != set(LEVELS) or set(skill) != set(LEVELS):
            return ()
        more = _list(ours, "levels")
        if len(more) != len(LEVELS):  # ours of before wrote them at each level
            more = [_more(knowledge[value], skill[value]) for value in LEVELS]
        return tuple(_level(value, knowledge[value], skill[value], more[value]) for value in LEVELS)


def _level(value: int, knowledge: Json, skill: Json, more: Json) -> Level:
    name, short = _object(more, "name"), _object(more, "short")
    quality = _text(knowledge, "quality")
    return Level(
        value,
        Text(_text(name, "ru") or quality, _text(name, "en") or None),
        Text(_text(short, "ru") or quality, _text(short, "en") or None),
        Text(_text(knowledge, "description"), _text(more, "knowledge") or None),
        Text(_text(skill, "description"), _text(more, "skill") or None),
    )


def _more(knowledge: Json, skill: Json) -> Json:
    ours = _ours(knowledge)
    return {
        "name": {"en": _text(ours, "name")},
        "short": ours.get("short"),
        "knowledge": _text(ours, "en"),
        "skill": _text(_ours(skill), "en"),
    }


def _id(one: Json) -> str:
    return _text(one, "identifier").casefold()


def _node_id(bond: Json, end: str) -> str:
    """Return the identity a link leads to: CASE 1.0 writes an object, some write only the address."""
    told = bond.get(end)
    if isinstance(told, dict):
        return _id(cast("Json", told))
    return told.rpartition("/")[2].rpartition(":")[2].casefold() if isinstance(told, str) else ""


def _ours(one: Json) -> Json:
    """Return what is ours of the extensions: an object, or a list of them as CASE 1.1 has it at levels."""
    extensions = one.get("extensions")
    every = _list(one, "extensions") if isinstance(extensions, list) else [_object(one, "extensions")]
    nothing: Json = {}
    return next((found for each in every if (found := _object(each, _OURS))), nothing)


def _object(one: Json, part: str) -> Json:
    told = one.get(part)
    return cast("Json", told) if isinstance(told, dict) else {}


def _is(one: Json, words: tuple[str, ...]) -> bool:
    told = _text(one, "CFItemType").casefold()
    return any(word in told for word in words)


def _list(one: Json, part: str) -> list[Json]:
    told = one.get(part)
    found = cast("list[object]", told) if isinstance(told, list) else []
    return [cast("Json", each) for each in found if isinstance(each, dict)]


def _text(one: Json, name: str) -> str:
    told = one.get(name)
    return clean(told).strip() if isinstance(told, str) else ""
