"""A model as a 1EdTech CASE package (JSON): items, links and levels, for other systems to read.

The package is valid by the rules of CASE 1.0 and of 1.1 at once (decision 0138): what CASE has no field for
(English, clause, own) goes into the ``extensions`` of the document and of items, under our name, and nowhere
else. Identities are ``urn:uuid:``. Targets and questions are left out: CASE has no place for them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.framework.edition import Edition
from domain.framework.edition_numbers import identity
from domain.framework.framework import EditionState, Kind
from domain.progress import Progress
from domain.scale import Level
from domain.text import Text
from reports.paper.atomic import replacing
from resources.i18n import Words

type Json = dict[str, Any]

VERSION = "1.1"
OURS = "merilo"
FUNCTION, DUTY = "Function", "Duty"
TYPES = {FUNCTION: "1", "Knowledge": "2", "Skill": "3", DUTY: "4"}
KINDS = {Kind.KNOWLEDGE: "Knowledge", Kind.SKILL: "Skill"}
STATUS = {
    EditionState.DRAFT: "Draft",
    EditionState.PUBLISHED: "Adopted",
    EditionState.RETIRED: "Deprecated",
}
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")  # of CASE 1.0


@dataclass(frozen=True, slots=True)
class Issue:
    """Whose edition it is, its number, its state and the day it was published on, None before that.

    ``creator`` may be empty: CASE demands one, so the program then stands in for it.
    """

    creator: str = ""
    number: int = 1
    state: EditionState = EditionState.PUBLISHED
    published_on: date | None = None


def write(
    edition: Edition,
    target: Path,
    made_on: date,
    progress: Progress,
    words: Words,
    issue: Issue | None = None,
) -> None:
    """Write the package to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    progress.step(0, 1)
    told = json.dumps(package(edition, made_on, words, issue), ensure_ascii=False, indent=1)
    with replacing(target) as part:
        part.write_text(told + "\n", encoding="utf-8")
    progress.step(1, 1)


def package(edition: Edition, made_on: date, words: Words, issue: Issue | None = None) -> Json:
    """Return the CFPackage; all of it is dated *made_on*, so that the same model gives the same file."""
    made = _Package(edition, f"{made_on.isoformat()}T00:00:00+00:00", words, issue or Issue())
    return {
        "CFDocument": made.document(),
        "CFItems": list(made.items()),
        "CFAssociations": list(made.associations()),
        "CFDefinitions": {"CFItemTypes": [made.item_type(one) for one in TYPES]},
        "CFRubrics": [made.rubric(kind) for kind in Kind] if edition.levels else [],
    }


class _Package:
    """One package being put together; everything in it has the same time of change."""

    def __init__(self, edition: Edition, changed: str, words: Words, issue: Issue) -> None:
        self.edition, self.changed, self.words, self.issue = edition, changed, words, issue
        self.id = _valid(identity(edition.key))
        self.ids = {one.code: _valid(identity(one.key)) for one in edition.items}

    def document(self) -> Json:
        began = self.issue.published_on
        return {
            **self._head(self.id),
            "creator": _line(self.issue.creator) or "Merilo",
            "title": _line(self.edition.title.ru),
            "description": self.words.gettext("Competency framework"),
            "version": str(self.issue.number),
            "adoptionStatus": STATUS[self.issue.state],
            **({} if began is None else {"statusStartDate": began.isoformat()}),
            "language": "ru",
            "caseVersion": VERSION,
            "extensions": {
                OURS: {
                    "key": self.edition.key,
                    "en": self.edition.title.en,
                    **_unlined(title=self.edition.title.ru),
                    "levels": [_english(one) for one in self.edition.levels],
                    "rubrics": {kind.value: self._part(f"rubric/{kind.value}") for kind in Kind},
                }
            },
        }

    def items(self) -> Iterator[Json]:
        for one in self.edition.functions:
            more = {"clause": one.clause, "own": one.own}
            yield self._item(self._function(one.code), one.code, one.text, one.short, FUNCTION, more)
        for one in self.edition.items:
            more = {"clause": one.clause, "own": one.own, "orgSpecific": one.org_specific}
            if self.ids[one.code] != identity(one.key):
                more["key"] = one.key
            yield self._item(self.ids[one.code], one.code, one.text, one.label, KINDS[one.kind], more)
        for one in self.edition.duties:
            more = {"clause": one.clause, "own": one.own}
            yield self._item(self._duty(one.code), one.code, one.text, None, DUTY, more)

    def associations(self) -> Iterator[Json]:
        codes = self.ids
        titles = {one.code: one.label.ru for one in self.edition.items}
        for number, one in enumerate(self.edition.functions, start=1):
            origin = _link(one.short.ru, self._function(one.code))
            yield self._bond("isChildOf", origin, _link(self.edition.title.ru, self.id), number)
        functions = {
            one.code: _link(one.short.ru, self._function(one.code)) for one in self.edition.functions
        }
        for number, one in enumerate(self.edition.items, start=1):
            origin = _link(one.label.ru, codes[one.code])
            yield self._bond("isChildOf", origin, functions[one.function], number)
            for other in one.secondary:
                yield self._bond("isRelatedTo", origin, functions[other])
        for number, one in enumerate(self.edition.duties, start=1):
            origin = _link(one.code, self._duty(one.code))
            yield self._bond("isChildOf", origin, functions[one.function], number)
            for place, code in enumerate(one.items, start=1):
                yield self._bond("isRelatedTo", origin, _link(titles[code], codes[code]), place)
        for group in self.edition.alias_groups:
            for code in group[1:]:
                first = _link(titles[group[0]], codes[group[0]])
                yield self._bond("isPeerOf", first, _link(titles[code], codes[code]))

    def item_type(self, name: str) -> Json:
        return {
            **self._head(self._part(f"type/{name}")),
            "title": name,
            "description": name,
            "hierarchyCode": TYPES[name],
        }

    def rubric(self, kind: Kind) -> Json:
        rubric = self._part(f"rubric/{kind.value}")
        criterion = self._part(f"criterion/{kind.value}")
        return {
            **self._head(rubric),
            "title": KINDS[kind],
            "description": self.words.gettext("Levels of the scale"),
            "CFRubricCriteria": [
                {
                    **self._head(criterion),
                    "category": KINDS[kind],
                    "position": 1,
                    "rubricId": rubric,
                    "CFRubricCriterionLevels": [
                        self._level(kind, criterion, one) for one in self.edition.levels
                    ],
                }
            ],
        }

    def _level(self, kind: Kind, criterion: str, one: Level) -> Json:
        anchor = one.knowledge if kind is Kind.KNOWLEDGE else one.skill
        return {
            **self._head(self._part(f"level/{kind.value}/{one.value}")),
            "description": anchor.ru,
            "quality": _line(one.name.ru),
            "score": one.value,
            "position": one.value + 1,
            "rubricCriterionId": criterion,
        }

    def _item(self, id_: str, code: str, text: Text, label: Text | None, kind: str, more: Json) -> Json:
        told: Json = {
            **self._head(id_),
            "fullStatement": text.ru,
            "humanCodingScheme": code,
            "language": "ru",
            "CFItemType": kind,
            "CFItemTypeURI": _link(kind, self._part(f"type/{kind}")),
        }
        ours: Json = {"en": text.en, **more}
        if label is not None:
            told["abbreviatedStatement"] = _line(label.ru)
            ours |= {"labelEn": label.en, **_unlined(label=label.ru)}
        told["extensions"] = {OURS: ours}
        return told

    def _bond(self, kind: str, origin: Json, destination: Json, number: int | None = None) -> Json:
        name = f"{kind}/{origin['identifier']}/{destination['identifier']}"
        told: Json = {
            **self._head(self._part(name)),
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
        }
        if number is not None:
            told["sequenceNumber"] = number
        return told

    def _head(self, id_: str) -> Json:
        return {"identifier": id_, "uri": f"urn:uuid:{id_}", "lastChangeDateTime": self.changed}

    def _part(self, name: str) -> str:
        return str(uuid5(UUID(self.id), name))

    def _function(self, code: str) -> str:
        return self._part(f"function/{code}")

    def _duty(self, code: str) -> str:
        return self._part(f"duty/{code}")


def _link(title: str, id_: str) -> Json:
    return {"title": _line(title), "identifier": id_, "uri": f"urn:uuid:{id_}"}


def _english(level: Level) -> Json:
    short = {"ru": level.short.ru, "en": level.short.en}
    more = {} if level.name.ru == _line(level.name.ru) else {"ru": level.name.ru}
    return {"name": {**more, "en": level.name.en}, "short": short} | {
        kind.value: (level.knowledge if kind is Kind.KNOWLEDGE else level.skill).en for kind in Kind
    }


def _valid(id_: str) -> str:
    """Return the id, or one made from it if it is a UUID of a version that CASE 1.0 does not know."""
    return id_ if _UUID.fullmatch(id_) else str(uuid5(NAMESPACE_URL, f"merilo/case/{id_}"))


def _unlined(**texts: str) -> Json:
    """Return those of the texts that CASE cannot keep as they are, since it has them in one line."""
    return {name: text for name, text in texts.items() if text != _line(text)}


def _line(text: str) -> str:
    """Return the text in one line: a NormalizedString of CASE."""
    return re.sub(r"[\t\r\n]+", " ", text)
