"""The shipped catalogue put into a new file, all of it published."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session

import resources
from db import journal
from db.models import (
    Duty,
    DutyItem,
    Framework,
    Function,
    GroupKind,
    Item,
    ItemFunction,
    ItemGroup,
    LibraryAction,
    Organisation,
    Policy,
    Profile,
    Question,
    QuestionSet,
    QuestionSetItem,
    Scale,
    ScaleLevel,
    Target,
)
from db.types import new_uid, now
from domain.canonical import content_hash
from domain.framework import EditionState, Kind
from domain.plan import ActionKind
from domain.policy import Policy as Thresholds
from domain.profile import Phase
from domain.text import Text

type Content = Mapping[str, Any]

ASSESS = "assess"  # the code of the action for an item without a level
_PHASES = {"candidate": Phase.HIRE, "manager": Phase.POST}
_CLAUSES = {Kind.KNOWLEDGE: "1.4", Kind.SKILL: "1.5"}


def install(session: Session) -> None:
    """Put the shipped catalogue into an empty file, as one act."""
    catalogue = _load("catalogue")
    interview, development = _load("interview"), _load("development")
    session.add(Organisation(id=1, uid=new_uid(session)))
    policy = Thresholds().to_json()
    session.add(Policy(number=1, content=policy, content_hash=content_hash(policy)))
    scale = _install_scale(session, _load("scale"))
    framework = _install_framework(session, catalogue, scale)
    items = _install_items(session, catalogue, framework)
    _install_duties(session, catalogue, framework, items)
    _install_questions(session, interview, framework, items)
    for key, phase in _PHASES.items():
        _install_profile(session, catalogue, framework, items, key, phase)
    _install_library(session, development, catalogue)
    session.flush()
    framework.state = EditionState.PUBLISHED
    session.add(framework)
    scale.state = EditionState.PUBLISHED
    session.add(scale)
    journal.record(session, "install", "framework", framework.id, {"hash": framework.content_hash})


@cache
def probes() -> tuple[Text, ...]:
    """Return the only follow-ups that every question allows, in the order of asking."""
    head, _, _ = resources.text("catalogue/interview.yaml").partition(
        "\nquestions:"
    )  # the rest is in the file
    content = _parsed(head)
    return tuple(Text(one["ru"], one["en"]) for one in content["meta"]["probes"])


def shipped_uid(catalogue_id: str, code: str) -> str:
    """Return the identity of shipped content: the same in every file of every organisation."""
    return str(uuid5(NAMESPACE_URL, f"{catalogue_id}/{code}"))


def _load(name: str) -> Any:
    return _parsed(resources.data(f"catalogue/{name}.yaml"))


def _parsed(content: str | bytes) -> Any:
    import yaml  # when a file is made; every start would pay for it

    # The C loader reads the four files in 0.1 s where the Python one needs 1 s; both give the same.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(content, Loader=loader)


def _install_scale(session: Session, content: Content) -> Scale:
    scale = Scale(
        key="levels-0-4",
        number=1,
        state=EditionState.DRAFT,
        content_hash=content_hash(content["levels"]),
        published_at=now(session),
    )
    session.add(scale)
    session.flush()
    for level in content["levels"]:
        session.add(
            ScaleLevel(
                scale_id=_id(scale),
                value=level["value"],
                name_ru=level["name"]["ru"],
                name_en=level["name"]["en"],
                short_ru=level["short"]["ru"],
                short_en=level["short"]["en"],
                knowledge_ru=level["knowledge"]["ru"],
                knowledge_en=level["knowledge"]["en"],
                skill_ru=level["skill"]["ru"],
                skill_en=level["skill"]["en"],
            )
        )
    session.flush()
    return scale


def _install_framework(session: Session, catalogue: Content, scale: Scale) -> Framework:
    meta = catalogue["meta"]
    content = {part: _plain(catalogue[part]) for part in ("functions", "knowledge", "skills", "duties")}
    framework = Framework(
        uid=shipped_uid(meta["catalogue_id"], "framework"),
        key=meta["catalogue_id"],
        number=1,
        scale_id=_id(scale),
        title_ru=meta["job_title_ru"],
        title_en=meta["job_title_en"],
        state=EditionState.DRAFT,
        content_hash=content_hash(content),
        published_at=now(session),
    )
    session.add(framework)
    session.flush()
    return framework


def _install_items(session: Session, catalogue: Content, framework: Framework) -> dict[str, Item]:
    """Return code -> item. Items stand by function, knowledge before skills: the order they are rated in."""
    functions: dict[str, Function] = {}
    for position, function in enumerate(catalogue["functions"], start=1):
        functions[function["code"]] = Function(
            framework_id=_id(framework),
            code=function["code"],
            clause=function["number"],
            ru=function["ru"],
            en=function["en"],
            short_ru=function["short_ru"],
            short_en=function["short_en"],
            position=position,
        )
    session.add_all(functions.values())
    session.flush()
    kinds = ((Kind.KNOWLEDGE, "knowledge"), (Kind.SKILL, "skills"))
    ordered = [
        (kind, item)
        for code in functions
        for kind, part in kinds
        for item in catalogue[part]
        if item["function"] == code
    ]
    items = {
        item["code"]: Item(
            key=shipped_uid(framework.key, item["code"]),
            framework_id=_id(framework),
            function_id=_id(functions[item["function"]]),
            kind=kind,
            code=item["code"],
            clause=f"{_CLAUSES[kind]} {item['number']})",
            ru=item["ru"],
            en=item["en"],
            label_ru=item["label_ru"],
            label_en=item["label_en"],
            org_specific=item["org_specific"],
            position=position,
        )
        for position, (kind, item) in enumerate(ordered, start=1)
    }
    session.add_all(items.values())
    session.flush()
    for _, item in ordered:
        session.add_all(
            ItemFunction(item_id=_id(items[item["code"]]), function_id=_id(functions[code]))
            for code in item["secondary"]
        )
    groups = [(GroupKind.ALIAS, group) for group in catalogue["meta"]["alias_groups"]]
    groups += [(GroupKind.SIMILAR, group) for group in _similar(ordered)]
    for number, (kind, codes) in enumerate(groups, start=1):
        session.add_all(
            ItemGroup(
                framework_id=_id(framework),
                kind=kind,
                number=number,
                item_id=_id(items[code]),
                position=position,
            )
            for position, code in enumerate(codes)
        )
    return items


def _similar(ordered: list[tuple[Kind, Content]]) -> list[list[str]]:
    """Return pairs of neighbouring items, each once, in order."""
    pairs = {tuple(sorted((item["code"], other))) for _, item in ordered for other in item["similar"]}
    return [list(pair) for pair in sorted(pairs)]


def _install_duties(
    session: Session, catalogue: Content, framework: Framework, items: Mapping[str, Item]
) -> None:
    functions = {item.function_id for item in items.values()}
    by_code = {_function_code(catalogue, item.code): item.function_id for item in items.values()}
    assert functions == set(by_code.values())
    for position, duty in enumerate(catalogue["duties"], start=1):
        row = Duty(
            framework_id=_id(framework),
            function_id=by_code[duty["function"]],
            code=duty["code"],
            clause=duty["number"],
            ru=duty["ru"],
            en=duty["en"],
            position=position,
        )
        session.add(row)
        session.flush()
        session.add_all(
            DutyItem(duty_id=_id(row), item_id=_id(items[code]), position=place)
            for place, code in enumerate(duty["competencies"])
        )


def _function_code(catalogue: Content, code: str) -> str:
    return next(
        item["function"]
        for part in ("knowledge", "skills")
        for item in catalogue[part]
        if item["code"] == code
    )


def _install_questions(
    session: Session, interview: Content, framework: Framework, items: Mapping[str, Item]
) -> None:
    minutes = interview["meta"]["minutes_per_question"]
    for question in interview["questions"]:
        texts = {
            f"{part}_{language}": question[part][language]
            for part in ("question", "weak", "adequate", "strong")
            for language in ("ru", "en")
        }
        session.add(
            Question(
                item_id=_id(items[question["code"]]),
                kind=question["type"],
                minutes=minutes[question["type"]],
                **texts,
            )
        )
    for content in interview["meta"]["sets"]:
        chosen = QuestionSet(
            framework_id=_id(framework), code=content["id"], name_ru=content["ru"], name_en=content["en"]
        )
        session.add(chosen)
        session.flush()
        session.add_all(
            QuestionSetItem(set_id=_id(chosen), item_id=_id(items[code]), position=position)
            for position, code in enumerate(content["codes"])
        )


def _install_profile(
    session: Session,
    catalogue: Content,
    framework: Framework,
    items: Mapping[str, Item],
    key: str,
    phase: Phase,
) -> None:
    meta = catalogue["meta"]
    content = [*catalogue["knowledge"], *catalogue["skills"]]
    targets = {item["code"]: [item["target"][key], item["weight"], item["critical"]] for item in content}
    requirements = _plain(catalogue["eligibility"])
    profile = Profile(
        uid=shipped_uid(framework.key, f"profile/{key}"),
        key=f"{key}-{framework.key}",
        number=1,
        framework_id=_id(framework),
        post_ru=meta["job_title_ru"],
        post_en=meta["job_title_en"],
        phase=phase,
        requirements=requirements,
        state=EditionState.DRAFT,
        content_hash=content_hash([targets, requirements]),
    )
    session.add(profile)
    session.flush()
    for item in content:
        why = item.get("critical_reason", {})
        session.add(
            Target(
                profile_id=_id(profile),
                item_id=_id(items[item["code"]]),
                level=item["target"][key],
                weight=item["weight"],
                critical=item["critical"],
                critical_reason_ru=why.get("ru"),
                critical_reason_en=why.get("en"),
            )
        )
    session.flush()
    profile.state = EditionState.PUBLISHED
    session.add(profile)


def _install_library(session: Session, development: Content, catalogue: Content) -> None:
    catalogue_id = catalogue["meta"]["catalogue_id"]
    for plan in development["plans"]:
        session.add_all(
            LibraryAction(
                uid=shipped_uid(catalogue_id, f"action/{action['id']}"),
                item_key=shipped_uid(catalogue_id, plan["code"]),
                code=action["id"],
                kind=ActionKind(action["kind"]),
                weeks=action["weeks"],
                text_ru=action["ru"],
                text_en=action["en"],
                evidence_ru=action["evidence"]["ru"],
                evidence_en=action["evidence"]["en"],
            )
            for action in plan["actions"]
        )
    assess = development["meta"]["assess_action"]
    session.add(
        LibraryAction(
            uid=shipped_uid(catalogue_id, f"action/{ASSESS}"),
            code=ASSESS,
            kind=ActionKind.ASSESS,
            weeks=assess["weeks"],
            text_ru=assess["ru"],
            text_en=assess["en"],
            evidence_ru=assess["evidence_ru"],
            evidence_en=assess["evidence_en"],
        )
    )


def _plain(content: Any) -> Any:
    """Return the content without dates, which have no canonical form."""
    if isinstance(content, dict):
        return {str(key): _plain(value) for key, value in cast("dict[Any, Any]", content).items()}
    if isinstance(content, list):
        return [_plain(value) for value in cast("list[Any]", content)]
    return content if content is None or isinstance(content, bool | int | str) else str(content)


def _id(row: Any) -> int:
    assert row.id is not None, row
    return int(row.id)
