"""An edition as pure content: everything a model says, independent of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.canonical import content_hash
from domain.errors import Unknown
from domain.framework.framework import Coded, Duty, Framework, Function, Item, Lead, Question, QuestionSet
from domain.framework.profile import Profile, Target
from domain.people.gates import Alternative, EducationLevel, GateKind, Requirements
from domain.scale import Level, Scale
from domain.text import Text

NO_REQUIREMENTS = Requirements(Text(""), (), "", Text(""), {}, (), Text(""), {})


@dataclass(frozen=True, slots=True)
class Edition(Coded):
    """A whole model; the ids inside are 0, items are identified by ``key``, everything else by code.

    ``items`` are in rating order; ``questions`` is item code -> question; ``profiles`` have no ``uid`` or
    number, which belong to the file. ``retired`` says why parts of the edition before are gone: item key, or
    code of a function or duty -> reason.
    """

    key: str
    title: Text
    functions: tuple[Function, ...] = ()
    items: tuple[Item, ...] = ()
    duties: tuple[Duty, ...] = ()
    alias_groups: tuple[tuple[str, ...], ...] = ()
    similar: tuple[tuple[str, ...], ...] = ()
    levels: tuple[Level, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict[str, Question])
    sets: tuple[QuestionSet, ...] = ()
    profiles: tuple[Profile, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict[str, str])

    def profile(self, key: str) -> Profile:
        """Return the profile with this key.

        Raises:
            Unknown: if there is none.
        """
        found = next((one for one in self.profiles if one.key == key), None)
        if found is None:
            raise Unknown("profile", key)
        return found

    @property
    def hash(self) -> str:
        """The content hash (law 17) of everything except the profiles, each of which has its own."""
        return content_hash(_model(self))


def edition(
    framework: Framework,
    scale: Scale,
    questions: Mapping[str, Question],
    sets: tuple[QuestionSet, ...],
    profiles: tuple[Profile, ...],
) -> Edition:
    """Return the content of what a file stores."""
    return Edition(
        key=framework.key,
        title=framework.title,
        functions=tuple(replace(one, id=0) for one in framework.functions),
        items=tuple(replace(one, id=0, secondary=tuple(sorted(one.secondary))) for one in framework.items),
        duties=tuple(replace(one, id=0) for one in framework.duties),
        alias_groups=framework.alias_groups,
        similar=framework.similar,
        levels=scale.levels,
        questions=dict(questions),
        sets=tuple(sorted((replace(one, id=0, minutes=0) for one in sets), key=lambda one: one.code)),
        profiles=tuple(replace(one, id=0, uid="", number=0) for one in profiles),
    )


def with_requirements(content: Edition, base: Edition) -> Edition:
    """Return the content with the base's profile requirements wherever it has none of its own.

    The clauses are always kept, because no workbook contains them.
    """
    before = {one.key: one.requirements for one in base.profiles}

    def kept(one: Profile) -> Requirements:
        was, now = before.get(one.key), one.requirements
        if was is None:
            return now
        return was if now == NO_REQUIREMENTS else replace(now, clauses=now.clauses or was.clauses)

    return replace(content, profiles=tuple(replace(one, requirements=kept(one)) for one in content.profiles))


def profile_hash(profile: Profile) -> str:
    """Return the content hash of a profile: its targets with their reasons, and its requirements.

    Clauses are left out: they are locations, not requirements, and earlier hashes had none.
    """
    targets = {code: _target(one) for code, one in profile.targets.items()}
    share = None if profile.pass_attainment is None else str(profile.pass_attainment)
    requirements = requirements_json(replace(profile.requirements, clauses={}))
    return content_hash([targets, requirements, share])


def requirements_json(requirements: Requirements) -> dict[str, Any]:
    """Return the requirements as stored in the file."""

    def at(kind: GateKind) -> dict[str, str]:
        return {"clause": requirements.clauses[kind]} if requirements.clauses.get(kind) else {}

    return {
        "education": {
            **at(GateKind.EDUCATION),
            **_pair(requirements.education),
            "min_level": requirements.min_education,
            "levels": [
                {"id": one.id, "rank": one.rank, **_pair(one.name)} for one in requirements.education_levels
            ],
        },
        "experience": {
            **at(GateKind.EXPERIENCE),
            **_pair(requirements.experience),
            "areas": {area: _pair(text) for area, text in requirements.areas.items()},
            "any_of": [
                {"id": one.id, "areas": list(one.areas), "min_months": one.min_months}
                for one in requirements.alternatives
            ],
        },
        "medical": {
            **at(GateKind.MEDICAL),
            **_pair(requirements.medical),
            "examinations": [{"id": id_, **_pair(text)} for id_, text in requirements.examinations.items()],
        },
    }


def requirements_of(content: Mapping[str, Any]) -> Requirements:
    """Return the requirements from their stored form (in the catalogue: «eligibility»)."""
    education, experience, medical = content["education"], content["experience"], content["medical"]
    return Requirements(
        education=_text(education),
        education_levels=tuple(
            EducationLevel(one["id"], one["rank"], _text(one)) for one in education["levels"]
        ),
        min_education=education["min_level"],
        experience=_text(experience),
        areas={area: _text(text) for area, text in experience["areas"].items()},
        alternatives=tuple(
            Alternative(one["id"], tuple(one["areas"]), one["min_months"]) for one in experience["any_of"]
        ),
        medical=_text(medical),
        examinations={one["id"]: _text(one) for one in medical["examinations"]},
        clauses={
            kind: clause
            for kind, part in zip(GateKind, (education, experience, medical), strict=True)
            if (clause := part.get("clause", ""))
        },
    )


def _model(one: Edition) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": _pair(one.title),
        "levels": [
            [level.value, *map(_pair, (level.name, level.short, level.knowledge, level.skill))]
            for level in one.levels
        ],
        "functions": [[f.code, f.clause, _pair(f.text), _pair(f.short), f.own] for f in one.functions],
        "items": [
            {
                "key": item.key,
                "code": item.code,
                "kind": item.kind.value,
                "function": item.function,
                "secondary": list(item.secondary),
                "clause": item.clause,
                "text": _pair(item.text),
                "label": _pair(item.label),
                "org_specific": item.org_specific,
                "own": item.own,
            }
            for item in one.items
        ],
        "duties": [
            [duty.code, duty.function, duty.clause, _pair(duty.text), list(duty.items), duty.own]
            for duty in one.duties
        ],
        "alias_groups": [list(group) for group in one.alias_groups],
        "similar": [list(group) for group in one.similar],
        "questions": {code: _question(asked) for code, asked in one.questions.items()},
        "sets": {
            chosen.code: [
                _pair(chosen.name),
                list(chosen.items),
                *([chosen.lead.value] if chosen.lead is not Lead.EXPERIENCE else ()),
            ]
            for chosen in one.sets
        },
        **({"retired": dict(one.retired)} if one.retired else {}),
    }


def _question(one: Question) -> list[Any]:
    """Return a question as plain data; without probes or twin, in the form of before they existed."""
    more = {
        **({"probes": [_pair(probe) for probe in one.probes]} if one.probes else {}),
        **({"twin": _question(one.twin)} if one.twin is not None else {}),
    }
    texts = map(_pair, (one.question, one.weak, one.adequate, one.strong))
    return [one.kind, one.minutes, *texts, *([more] if more else ())]


def _target(one: Target) -> list[Any]:
    why = (one.weight_reason, one.critical_reason)
    said = [one.level, one.weight, one.critical, *(None if text is None else _pair(text) for text in why)]
    if one.own_floor is None:  # the shipped floor is left out, so that older editions keep their hash
        return said
    return [*said, one.own_floor, None if one.floor_reason is None else _pair(one.floor_reason)]


def _pair(text: Text) -> dict[str, Any]:
    return {"ru": text.ru, "en": text.en}


def _text(content: Mapping[str, Any]) -> Text:
    return Text(content["ru"], content["en"])
