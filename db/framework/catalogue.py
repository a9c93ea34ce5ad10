"""Installing the shipped catalogue in a new file, already published."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session, select

import resources
from db.framework import edition_rows, leads, profile_rows
from db.journal import journal
from db.models import Framework, LibraryAction, Organisation, Policy, Profile, Scale
from db.models.types import new_uid, now, today
from domain.assessing.policy import Policy as Thresholds
from domain.canonical import content_hash
from domain.development.plan import ActionKind
from domain.framework.edition import Edition, requirements_of
from domain.framework.framework import Duty, EditionState, Function, Item, Kind, Lead, Question, QuestionSet
from domain.framework.profile import Phase, Target
from domain.framework.profile import Profile as ProfileRecord
from domain.scale import Level
from domain.text import Text

type Content = Mapping[str, Any]

RULES = 2  # number of today's policy in every file; older files also have number 1
ASSESS = "assess"  # the code of the action for an item without a level
_PHASES = {"candidate": Phase.HIRE, "manager": Phase.POST}
_CLAUSES = {Kind.KNOWLEDGE: "1.4", Kind.SKILL: "1.5"}


def install(session: Session) -> None:
    """Install the shipped catalogue in an empty file, as one act."""
    catalogue, development = _load("catalogue"), _load("development")
    session.add(Organisation(id=1, uid=new_uid(session)))
    policy = Thresholds().to_json()
    session.add(Policy(number=RULES, content=policy, content_hash=content_hash(policy)))
    shipped = shipped_edition()
    scale = _install_scale(session, shipped.levels)
    framework = _install_framework(session, shipped, scale)
    _install_library(session, development, catalogue)
    session.flush()
    profile_rows.publish(session, _id(framework))
    framework.state = EditionState.PUBLISHED
    session.add(framework)
    scale.state = EditionState.PUBLISHED
    session.add(scale)
    journal.record(session, "install", "framework", framework.id, {"hash": framework.content_hash})


def shipped_edition() -> Edition:
    """Return the shipped model, as every new file contains it."""
    return _edition(_load("catalogue"), _load("interview"), _load("scale"))


@cache
def adequate_rule() -> Text:
    """Return what separates level 2 from level 3, since one text describes the answers of both."""
    rule = _head()["adequate_rule"]
    return Text(rule["ru"], rule["en"])


@cache
def handed_out() -> frozenset[str]:
    """Return the keys of items whose situation is given to the candidate in print."""
    return frozenset(shipped_uid(shipped_key(), code) for code in _head()["handed_out"])


@cache
def probes() -> tuple[Text, ...]:
    """Return the only follow-up questions allowed after every question, in order."""
    return tuple(Text(one["ru"], one["en"]) for one in _head()["probes"])


@cache
def _head() -> Content:
    """Return what applies to all questions; the questions themselves are in the organisation's file."""
    head, _, _ = resources.text("catalogue/interview.yaml").partition("\nquestions:")
    return _parsed(head)["meta"]


@cache
def citation(key: str) -> Text | None:
    """Return the professional standard and order behind the shipped model; None for any other model."""
    if key != shipped_key():
        return None
    source = _meta()["source"]
    return Text(source["citation_ru"], source["citation_en"])


def shipped_key() -> str:
    """Return the key of the shipped model."""
    return _meta()["catalogue_id"]


@cache
def _meta() -> Content:
    # Only the head is parsed: the rest is in the organisation's file.
    head, _, _ = resources.text("catalogue/catalogue.yaml").partition("\nfunctions:")
    return _parsed(head)["meta"]


def shipped_uid(catalogue_id: str, code: str) -> str:
    """Return the uid of shipped content: the same in every file of every organisation."""
    return str(uuid5(NAMESPACE_URL, f"{catalogue_id}/{code}"))


def _load(name: str) -> Any:
    return _parsed(resources.data(f"catalogue/{name}.yaml"))


def _parsed(content: str | bytes) -> Any:
    import yaml  # only needed to create a file; otherwise every start would pay for it

    # The C loader reads the four files in 0.1 s, the Python one in 1 s; both give the same.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(content, Loader=loader)


def _install_scale(session: Session, levels: tuple[Level, ...]) -> Scale:
    scale = Scale(
        key="levels-0-4",
        number=1,
        state=EditionState.DRAFT,
        content_hash=edition_rows.scale_hash(levels),
        published_at=now(session),
    )
    session.add(scale)
    session.flush()
    edition_rows.put_levels(session, scale, levels)
    return scale


def _install_framework(session: Session, shipped: Edition, scale: Scale) -> Framework:
    framework = Framework(
        uid=shipped_uid(shipped.key, "framework"),
        key=shipped.key,
        number=1,
        scale_id=_id(scale),
        title_ru=shipped.title.ru,
        title_en=shipped.title.en,
        state=EditionState.DRAFT,
        content_hash=shipped.hash,
        published_at=now(session),
        published_on=today(session),
    )
    session.add(framework)
    session.flush()
    edition_rows.write(
        session, framework, Edition(shipped.key, shipped.title, levels=shipped.levels), shipped
    )
    requirements = _plain(_load("catalogue")["eligibility"])
    for row in session.exec(select(Profile).where(Profile.framework_id == framework.id)):
        row.uid = shipped_uid(shipped.key, f"profile/{row.key.removesuffix(f'-{shipped.key}')}")
        row.requirements = requirements
        session.add(row)
    session.flush()
    return framework


def _edition(catalogue: Content, interview: Content, scale: Content) -> Edition:
    """Return the shipped model; items in rating order: by function, knowledge before skills."""
    meta = catalogue["meta"]
    key, title = meta["catalogue_id"], Text(meta["job_title_ru"], meta["job_title_en"])
    functions = tuple(
        Function(0, one["code"], one["number"], pair(one), Text(one["short_ru"], one["short_en"]))
        for one in catalogue["functions"]
    )
    kinds = ((Kind.KNOWLEDGE, "knowledge"), (Kind.SKILL, "skills"))
    ordered = [
        (kind, one)
        for function in functions
        for kind, part in kinds
        for one in catalogue[part]
        if one["function"] == function.code
    ]
    minutes = interview["meta"]["minutes_per_question"]
    asked = {one["code"]: question(one, minutes) for one in interview["questions"]}
    profiles = tuple(
        ProfileRecord(
            id=0,
            uid="",
            key=f"{name}-{key}",
            number=0,
            post=title,
            phase=phase,
            requirements=requirements_of(catalogue["eligibility"]),
            targets={one["code"]: _target(one, name) for _, one in ordered},
        )
        for name, phase in _PHASES.items()
    )
    return Edition(
        key=key,
        title=title,
        functions=functions,
        items=tuple(_item(key, kind, one) for kind, one in ordered),
        duties=tuple(
            Duty(0, one["code"], one["function"], one["number"], pair(one), tuple(one["competencies"]))
            for one in catalogue["duties"]
        ),
        alias_groups=tuple(tuple(group) for group in meta["alias_groups"]),
        similar=tuple(tuple(pair) for pair in _similar(ordered)),
        levels=tuple(
            Level(
                one["value"],
                *(pair(one[part]) for part in ("name", "short", "knowledge", "skill")),
            )
            for one in scale["levels"]
        ),
        questions={one["code"]: asked[one["code"]] for _, one in ordered},
        sets=tuple(
            QuestionSet(0, one["id"], pair(one), tuple(one["codes"]), 0, Lead(one.get("lead", "experience")))
            for one in sorted(interview["meta"]["sets"], key=lambda one: one["id"])
        ),
        profiles=profiles,
    )


def _item(key: str, kind: Kind, one: Content) -> Item:
    return Item(
        id=0,
        key=shipped_uid(key, one["code"]),
        code=one["code"],
        kind=kind,
        function=one["function"],
        secondary=tuple(sorted(one["secondary"])),
        clause=f"{_CLAUSES[kind]} {one['number']})",
        text=pair(one),
        label=Text(one["label_ru"], one["label_en"]),
        org_specific=one["org_specific"],
    )


def _target(one: Content, profile: str) -> Target:
    why = one.get("critical_reason")
    return Target(
        one["target"][profile],
        one["weight"],
        one["critical"],
        critical_reason=None if why is None else pair(why),
    )


def question(one: Content, minutes: Mapping[str, int]) -> Question:
    """Return a question as shipped; *minutes* are those of each kind."""
    told = one.get("twin")
    twin = {"kind": "situational", "minutes": minutes["situational"], **told} if told else None
    return Question(
        one["code"],
        one["type"],
        minutes[one["type"]],
        *(pair(one[part]) for part in ("question", "weak", "adequate", "strong")),
        probes=leads.probes_of(one.get("probes")),
        twin=None if twin is None else leads.twin_of(one["code"], twin),
    )


def _similar(ordered: list[tuple[Kind, Content]]) -> list[tuple[str, ...]]:
    """Return pairs of neighbouring items, each once, in order."""
    pairs = {tuple(sorted((item["code"], other))) for _, item in ordered for other in item["similar"]}
    return sorted(pairs)


def pair(content: Content) -> Text:
    """Return a text as shipped in both languages."""
    return Text(content["ru"], content["en"])


def _install_library(session: Session, development: Content, catalogue: Content) -> None:
    catalogue_id = catalogue["meta"]["catalogue_id"]
    for plan in development["plans"]:
        key = shipped_uid(catalogue_id, plan["code"])
        session.add_all(
            shipped_action(catalogue_id, key, action, _evidence(action, development))
            for action in plan["actions"]
        )
    assess = development["meta"]["assess_action"]
    session.add(
        shipped_action(
            *(catalogue_id, None, {**assess, "id": ASSESS, "kind": ActionKind.ASSESS}),
            Text(assess["evidence_ru"], assess["evidence_en"]),
        )
    )


def shipped_action(catalogue: str, item_key: str | None, action: Content, evidence: Text) -> LibraryAction:
    """Return the row of an action as shipped; without an item it is the one for items without a level."""
    return LibraryAction(
        uid=shipped_uid(catalogue, f"action/{action['id']}"),
        item_key=item_key,
        code=action["id"],
        kind=ActionKind(action["kind"]),
        weeks=action["weeks"],
        text_ru=action["ru"],
        text_en=action["en"],
        evidence_ru=evidence.ru,
        evidence_en=evidence.en,
    )


def _evidence(action: Content, development: Content) -> Text:
    """Return the evidence that the action was done; an effect that depends on others too is set apart."""
    done = pair(action["evidence"])
    if "effect" not in action:
        return done
    pattern, effect = pair(development["meta"]["effect"]), pair(action["effect"])
    return Text(
        pattern.ru.format(evidence=done.ru, effect=effect.ru),
        pattern.en and pattern.en.format(evidence=done.en, effect=effect.en),
    )


def _plain(content: Any) -> Any:
    """Return the content without dates, which have no canonical form."""
    if isinstance(content, dict):
        return {str(key): _plain(value) for key, value in cast("dict[Any, Any]", content).items()}
    if isinstance(content, list):
        return [_plain(value) for value in cast("list[Any]", content)]
    return content if content is None or isinstance(content, bool | int | str) else str(content)


def _id(row: Any) -> int:
    return int(row.id)
