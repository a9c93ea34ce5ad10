"""A package of ours is valid by the public rules of CASE 1.0 and of CASE 1.1, class by class.

The rules are written here in our own words: what a class has, of what kind, what it must have, and whether a
version allows what it does not name.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlparse
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.progress import Progress
from domain.text import Text
from reports.framework import case_json
from reports.framework.case_json import Issue
from reports.intake.model import model_file
from resources.i18n import words
from tests.reports.models import editions

TODAY = date(2026, 11, 24)
RU = words("ru")
type Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str)


def filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def line(value: Any) -> bool:
    """A NormalizedString: without line breaks and tabs."""
    return isinstance(value, str) and not re.search(r"[\t\r\n]", value)


def uuid(value: Any) -> bool:
    """Of a version that both know: 1.0 knows 1 to 5."""
    return isinstance(value, str) and bool(
        re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", value)
    )


def uri(value: Any) -> bool:
    return isinstance(value, str) and bool(urlparse(value).scheme) and not re.search(r"\s", value)


def instant(value: Any) -> bool:
    return isinstance(value, str) and "T" in value and datetime.fromisoformat(value).tzinfo is not None


def day(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**31) <= value < 2**31


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def language(value: Any) -> bool:
    """A language tag: «ru», «en-GB»."""
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value))


def one_of(*allowed: str) -> Check:
    return lambda value: value in allowed


def several(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, cast("list[Any]", value)))


def own(value: Any) -> bool:
    """Extensions: any object."""
    return isinstance(value, dict)


@dataclass(frozen=True)
class Class:
    """What a class may have; ``new`` is what 1.1 added, ``open_in_1_0`` that 1.0 allows others too."""

    fields: Mapping[str, Check]
    required: tuple[str, ...]
    inner: Mapping[str, str] = field(
        default_factory=dict[str, str]
    )  # field -> the class of its object or objects
    new: Mapping[str, Check] = field(default_factory=dict[str, Check])
    open_in_1_0: bool = False


HEAD: Mapping[str, Check] = {"identifier": uuid, "uri": uri, "lastChangeDateTime": instant}
DATED = tuple(HEAD)
KINDS = (
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy"),
    *("exemplar", "hasSkillLevel"),
)
STATUS = one_of("Private Draft", "Draft", "Adopted", "Deprecated")
DEFINED: Mapping[str, Check] = {**HEAD, "title": line, "description": text, "hierarchyCode": line}
EXTENDED: Mapping[str, Check] = {"extensions": own}
CLASSES: Mapping[str, Class] = {
    "CFPackage": Class(
        {},
        ("CFDocument",),
        {
            "CFDocument": "CFDocument",
            "CFItems": "CFItem",
            "CFAssociations": "CFAssociation",
            "CFDefinitions": "CFDefinition",
            "CFRubrics": "CFRubric",
        },
        EXTENDED,
    ),
    "CFDocument": Class(
        {
            **HEAD,
            "creator": line,
            "title": line,
            "officialSourceURL": uri,
            "publisher": line,
            "description": text,
            "subject": several(line),
            "language": language,
            "version": line,
            "adoptionStatus": STATUS,
            "statusStartDate": day,
            "statusEndDate": day,
            "notes": text,
        },
        (*DATED, "creator", "title"),
        {"subjectURI": "Link", "licenseURI": "Link"},
        {**EXTENDED, "frameworkType": line, "caseVersion": one_of("1.1")},
        open_in_1_0=True,
    ),
    "CFItem": Class(
        {
            **HEAD,
            "fullStatement": filled,
            "alternativeLabel": line,
            "CFItemType": line,
            "humanCodingScheme": line,
            "listEnumeration": line,
            "abbreviatedStatement": line,
            "conceptKeywords": several(line),
            "notes": text,
            "language": language,
            "educationLevel": several(line),
            "statusStartDate": day,
            "statusEndDate": day,
        },
        (*DATED, "fullStatement"),
        {"CFItemTypeURI": "Link", "conceptKeywordsURI": "Link", "licenseURI": "Link"},
        {**EXTENDED, "subject": several(line)},
        open_in_1_0=True,
    ),
    "CFAssociation": Class(
        {**HEAD, "associationType": one_of(*KINDS), "sequenceNumber": whole},
        (*DATED, "associationType", "originNodeURI", "destinationNodeURI"),
        {"originNodeURI": "Node", "destinationNodeURI": "Node", "CFAssociationGroupingURI": "Link"},
        {**EXTENDED, "notes": text},
        open_in_1_0=True,
    ),
    "CFDefinition": Class(
        {},
        (),
        {
            "CFConcepts": "CFConcept",
            "CFSubjects": "CFSubject",
            "CFLicenses": "CFLicense",
            "CFItemTypes": "CFItemType",
            "CFAssociationGroupings": "CFAssociationGrouping",
        },
        EXTENDED,
    ),
    "CFConcept": Class({**DEFINED, "keywords": line}, (*DATED, "title", "hierarchyCode"), new=EXTENDED),
    "CFSubject": Class(DEFINED, (*DATED, "title", "hierarchyCode"), new=EXTENDED),
    "CFLicense": Class(
        {**HEAD, "title": line, "description": text, "licenseText": text},
        (*DATED, "title", "licenseText"),
        new=EXTENDED,
    ),
    "CFItemType": Class(
        {**DEFINED, "typeCode": line},
        (*DATED, "title", "description", "hierarchyCode"),
        new=EXTENDED,
    ),
    "CFAssociationGrouping": Class(
        {**HEAD, "title": line, "description": text}, (*DATED, "title"), new=EXTENDED
    ),
    "CFRubric": Class(
        {**HEAD, "title": line, "description": text},
        DATED,
        {"CFRubricCriteria": "CFRubricCriterion"},
        EXTENDED,
    ),
    "CFRubricCriterion": Class(
        {
            **HEAD,
            "category": line,
            "description": text,
            "weight": number,
            "position": whole,
            "rubricId": uuid,
        },
        DATED,
        {"CFItemURI": "Link", "CFRubricCriterionLevels": "CFRubricCriterionLevel"},
        EXTENDED,
    ),
    "CFRubricCriterionLevel": Class(
        {
            **HEAD,
            "description": text,
            "quality": line,
            "score": number,
            "feedback": text,
            "position": whole,
            "rubricCriterionId": uuid,
        },
        DATED,
        new={"extensions": several(own)},
    ),
    "Link": Class({"title": line, "identifier": uuid, "uri": uri}, ("title", "identifier", "uri")),
    "Node": Class(
        {"title": line, "identifier": line, "uri": uri},
        ("title", "identifier", "uri"),
        new={"targetType": one_of("CASE")},
    ),
}
ARRAYS = {
    *("CFItems", "CFAssociations", "CFRubrics", "CFRubricCriteria", "CFRubricCriterionLevels"),
    *("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings", "subjectURI"),
}


def broken(value: Any, version: str, name: str = "CFPackage", path: str = "") -> Iterator[str]:
    """Yield what the object breaks of the rules of its class: the path, and what is wrong there."""
    kind = CLASSES[name]
    if not isinstance(value, dict):
        yield f"{path}: no object"
        return
    for missing in set(kind.required) - value.keys():
        yield f"{path}.{missing}: missing"
    known = {**kind.fields, **(kind.new if version == "1.1" else {})}
    for key, told in cast("dict[str, Any]", value).items():
        at = f"{path}.{key}"
        if key in kind.inner:
            if (key in ARRAYS) != isinstance(told, list):
                yield f"{at}: a list or an object is wrong here"
            for each in cast("list[Any]", told if isinstance(told, list) else [told]):
                yield from broken(each, version, kind.inner[key], at)
        elif key in known:
            if not known[key](told):
                yield f"{at}: {told!r}"
        elif not (version == "1.0" and kind.open_in_1_0):
            yield f"{at}: not allowed"


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_the_shipped_model_is_a_valid_package(shipped: Edition, version: str) -> None:
    for state in EditionState:
        issue = Issue("ООО «Пример»", 3, state, None if state is EditionState.DRAFT else TODAY)
        assert not list(broken(case_json.package(shipped, TODAY, RU, issue), version))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_every_model_is_a_valid_package_in_both_versions(edition: Edition) -> None:
    package = case_json.package(edition, TODAY, RU)
    assert not list(broken(package, "1.0"))
    assert not list(broken(package, "1.1"))


def test_the_rules_see_what_our_packages_did_wrong_before(shipped: Edition) -> None:
    """What made 12 faults under 1.0 and 551 under 1.1 in what was written before."""
    package = json.loads(json.dumps(case_json.package(shipped, TODAY, RU)))
    link = package["CFItems"][0]["CFItemTypeURI"]

    def spoiled(change: Callable[[Any], object], version: str) -> list[str]:
        other = deepcopy(package)
        change(other)
        return list(broken(other, version))

    def level(told: Any) -> Any:
        return told["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"][0]

    assert spoiled(lambda told: told["CFItems"][0].update(CFDocumentURI=link), "1.1")
    assert spoiled(lambda told: told["CFAssociations"][0].update(CFDocumentURI=link), "1.1")
    assert spoiled(lambda told: told["CFDocument"].update(CFPackageURI=link), "1.1")
    assert spoiled(lambda told: told["CFRubrics"][0].update(extensions={}), "1.0")
    assert spoiled(lambda told: level(told).update(extensions={}), "1.1")
    assert spoiled(lambda told: level(told).update(extensions=[]), "1.0")
    assert spoiled(lambda told: told["CFAssociations"][0].update(associationType="isTranslationOf"), "1.0")
    assert spoiled(lambda told: told["CFDocument"].pop("creator"), "1.0")
    assert spoiled(lambda told: told["CFDocument"].update(lastChangeDateTime="2026-11-24T00:00:00"), "1.1")
    assert spoiled(lambda told: told["CFItems"][0].update(identifier=str(UUID(int=7 << 76))), "1.0")


def test_a_package_names_the_organisation_the_edition_and_its_state(shipped: Edition) -> None:
    issue = Issue("ООО «Пример»", 3, EditionState.RETIRED, date(2026, 3, 2))
    document = case_json.package(shipped, TODAY, RU, issue)["CFDocument"]
    assert (document["creator"], document["version"]) == ("ООО «Пример»", "3")
    assert (document["adoptionStatus"], document["statusStartDate"]) == ("Deprecated", "2026-03-02")
    nameless = case_json.package(shipped, TODAY, RU, Issue("", 1, EditionState.DRAFT))["CFDocument"]
    assert (nameless["creator"], nameless["adoptionStatus"]) == ("Merilo", "Draft")
    assert "statusStartDate" not in nameless


def test_an_item_whose_identity_case_1_0_does_not_know_keeps_it(shipped: Edition) -> None:
    modern = "01932c07-20b3-7c4e-8f00-7b1d2a3c4d5e"  # a UUID of version 7, as other systems make them
    edition = replace(shipped, items=(replace(shipped.items[0], key=modern), *shipped.items[1:]))
    package = case_json.package(edition, TODAY, RU)
    assert not list(broken(package, "1.0"))
    back = model_file.parse(json.dumps(package).encode(), "model.json", Progress())[1]
    assert [one.key for one in back.items] == [one.key for one in edition.items]


def test_texts_of_several_lines_come_back_as_they_are(shipped: Edition) -> None:
    item = replace(shipped.items[0], label=Text("Две\nстроки", "Two\nlines"))
    edition = replace(shipped, title=Text("Модель\nв две строки"), items=(item, *shipped.items[1:]))
    package = case_json.package(edition, TODAY, RU)
    assert not list(broken(package, "1.0")) and not list(broken(package, "1.1"))
    back = model_file.parse(json.dumps(package).encode(), "model.json", Progress())[1]
    assert (back.title, back.items) == (edition.title, edition.items)


@pytest.mark.parametrize("listed", [False, True])
def test_levels_written_as_before_are_still_read(shipped: Edition, listed: bool) -> None:
    package = case_json.package(shipped, TODAY, RU)
    ours = package["CFDocument"]["extensions"]["merilo"]
    english = ours.pop("levels")
    del ours["rubrics"]
    for rubric, kind in zip(package["CFRubrics"], ("knowledge", "skill"), strict=True):
        rubric["extensions"] = {"merilo": {"kind": kind}}
        for told, one in zip(rubric["CFRubricCriteria"][0]["CFRubricCriterionLevels"], english, strict=True):
            extension = {"merilo": {"en": one[kind], "name": one["name"]["en"], "short": one["short"]}}
            told["extensions"] = [extension] if listed else extension
    back = model_file.parse(json.dumps(package).encode(), "model.json", Progress())[1]
    assert back.levels == shipped.levels
