"""Realistic records for papers: the shipped catalogue, invented people, marks from a fixed seed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import yaml

from domain.assessing.case import Case, CaseState, Cycle, CycleKind
from domain.assessing.entry import Carried, Entry
from domain.assessing.evidence import Evidence, Polarity
from domain.assessing.policy import Policy
from domain.assessing.result import Assessor, CaseResult, Comment
from domain.assessing.scoring import score
from domain.development.plan import ActionKind, Library, LibraryAction, Owner, Owners, build_plan
from domain.development.plan_sheet import PlanSheet
from domain.framework.edition import requirements_of
from domain.framework.framework import Duty, EditionState, Framework, Function, Item, Kind
from domain.framework.profile import Phase, Profile, Target
from domain.mark import GivenMark, Mark, Role, State
from domain.people.gates import Requirements, check_gates
from domain.people.organisation import Organisation
from domain.people.person import Admission, Education, Experience, Medical, Person, PersonKind
from domain.period import next_quarter
from domain.scale import Level, Scale
from domain.text import Text
from resources import text
from tests.domain.sample import RUSSIA

TODAY = date(2026, 11, 24)

ORGANISATION = Organisation(
    uid="org",
    full_name="Общество с ограниченной ответственностью «Северный контакт»",
    short_name="ООО «Северный контакт»",
    city="г. Архангельск",
    approver_post="Руководитель контакт-центра",
    approver_name="М.С. Громов",
)
HR = Person(
    101, "", "E-0101", PersonKind.EMPLOYEE, "Соколова", "Анна", "Викторовна", post="специалист по персоналу"
)
HEAD = Person(
    102,
    "",
    "E-0102",
    PersonKind.EMPLOYEE,
    "Громов",
    "Максим",
    "Сергеевич",
    post="руководитель контакт-центра",
)
LEAD = Person(103, "", "E-0103", PersonKind.EMPLOYEE, "Фомина", "Елена", "Петровна", post="начальник смены")
CANDIDATE = Person(
    42,
    "",
    "C-0042",
    PersonKind.CANDIDATE,
    "Лебедева",
    "Ирина",
    "Олеговна",
    post="менеджер",
    unit="служба поддержки клиентов",
    education=(Education("spo_specialist", "диплом", date(2026, 11, 18)),),
    experience=(
        Experience(
            "remote_contact_handling", date(2025, 9, 1), date(2026, 10, 31), None, "", date(2026, 11, 18)
        ),
    ),
    medical=(Medical("preliminary", Admission.PENDING),),
)
EMPLOYEE = Person(
    322,
    "",
    "E-0322",
    PersonKind.EMPLOYEE,
    "Орлов",
    "Денис",
    "Игоревич",
    post="менеджер",
    unit="служба поддержки клиентов (смена В)",
    personnel_no="0322",
    manager_name="Громов М. С.",
)
FACTS = {
    "S03": "«подождала бы, обычно само спадает»",
    "S08": "одно решение: вызвать всех на линию",
    "K08": "назвала только объём звонков",
    "S09": "примеров мероприятий не привела",
    "S17": "за полгода вернула в план троих отстающих, показала цифры по неделям",
    "K01": "назвала 7 KPI, объяснила связь AHT и FCR, знает, когда цели пересматривают",
}


@cache
def content(name: str) -> Any:
    return yaml.safe_load(text(f"catalogue/{name}.yaml"))


def both(node: Mapping[str, Any], field: str = "") -> Text:
    prefix = f"{field}_" if field else ""
    return Text(node[f"{prefix}ru"], node[f"{prefix}en"])


@cache
def framework() -> Framework:
    catalogue = content("catalogue")
    functions = tuple(
        Function(n, f["code"], f["number"], both(f), both(f, "short"))
        for n, f in enumerate(catalogue["functions"])
    )
    items: list[Item] = []
    for kind, clause in ((Kind.KNOWLEDGE, "1.4"), (Kind.SKILL, "1.5")):
        for one in catalogue["knowledge" if kind is Kind.KNOWLEDGE else "skills"]:
            items.append(
                Item(
                    len(items) + 1,
                    one["code"],
                    one["code"],
                    kind,
                    one["function"],
                    tuple(one.get("secondary", ())),
                    f"{clause} {one['number']})",
                    both(one),
                    both(one, "label"),
                    one.get("org_specific", False),
                )
            )
    order = [function.code for function in functions]
    items.sort(key=lambda item: (order.index(item.function), item.kind is Kind.SKILL, item.code))
    duties = tuple(
        Duty(n, d["code"], d["function"], d["number"], both(d), tuple(d["competencies"]))
        for n, d in enumerate(catalogue["duties"])
    )
    groups = tuple(tuple(group) for group in catalogue["meta"]["alias_groups"])
    return Framework(
        1,
        "uid",
        catalogue["meta"]["catalogue_id"],
        1,
        Text("Менеджер контакт-центра", "Contact-centre manager"),
        EditionState.PUBLISHED,
        functions,
        tuple(items),
        duties,
        groups,
        (),
    )


@cache
def requirements() -> Requirements:
    return requirements_of(content("catalogue")["eligibility"])


@cache
def profile(phase: Phase) -> Profile:
    catalogue = content("catalogue")
    which = "candidate" if phase is Phase.HIRE else "manager"
    by_code = {one["code"]: one for one in catalogue["knowledge"] + catalogue["skills"]}
    targets = {
        item.code: Target(
            by_code[item.code]["target"][which],
            by_code[item.code]["weight"],
            by_code[item.code].get("critical", False),
        )
        for item in framework().items
    }
    return Profile(1, "", which, 1, Text("Менеджер", "Manager"), phase, requirements(), targets)


@cache
def scale() -> Scale:
    levels = tuple(
        Level(one["value"], both(one["name"]), both(one["short"]), both(one["knowledge"]), both(one["skill"]))
        for one in content("scale")["levels"]
    )
    return Scale(1, "scale", 1, levels)


@cache
def library() -> Library:
    development = content("development")
    actions = {
        one["code"]: tuple(
            LibraryAction(
                0,
                action["id"],
                one["code"],
                ActionKind(action["kind"]),
                action["weeks"],
                both(action),
                both(action["evidence"]),
            )
            for action in one["actions"]
        )
        for one in development["plans"]
    }
    rule = development["meta"]["assess_action"]
    assess = LibraryAction(
        0, "assess", "", ActionKind.ASSESS, rule["weeks"], both(rule), both(rule, "evidence")
    )
    return Library(actions, assess)


def candidate(
    *,
    assessors: int = 3,
    scope: int = 71,
    silent: int = 3,
    missing: tuple[str, ...] = (),
    comments: Mapping[str, str] | None = None,
    person: Person = CANDIDATE,
    strength: float = 0.1,
    seed: int = 7,
) -> CaseResult:
    """A candidate rated by up to three assessors; ``silent`` items have a reason instead of a level."""
    people = ((HR, Role.HR), (HEAD, Role.MANAGER), (LEAD, Role.EXPERT))[:assessors]
    return _case(
        person,
        None,
        CycleKind.HIRING,
        Phase.HIRE,
        people,
        scope,
        silent,
        missing,
        comments,
        strength,
        seed,
        (),
    )


def employee(
    *,
    silent: int = 2,
    carried: tuple[str, ...] = ("K13", "K14", "S26"),
    strength: float = -0.1,
    seed: int = 3,
) -> CaseResult:
    """An employee rated by the manager and a colleague of HR, with some levels carried over."""
    people = ((HEAD, Role.MANAGER), (HR, Role.HR))
    return _case(
        EMPLOYEE,
        HEAD,
        CycleKind.QUARTERLY,
        Phase.POST,
        people,
        71,
        silent,
        (),
        None,
        strength,
        seed,
        carried,
    )


def plan_sheet(result: CaseResult | None = None) -> PlanSheet:
    """The plan that follows from a result, for the next quarter."""
    basis = result or employee()
    plan = build_plan(
        basis.score,
        basis.framework,
        library(),
        next_quarter(TODAY),
        basis.policy,
        RUSSIA,
        Owners(Owner(basis.person.id, basis.person.short_name), Owner(HEAD.id, HEAD.short_name)),
    )
    return PlanSheet(
        ORGANISATION,
        basis.person,
        basis.manager or HEAD,
        basis.framework,
        replace(
            plan,
            aim="Хочу спокойно вести смену при сбоях и не ждать, пока решит руководитель",
            number=14,
        ),
        basis,
        TODAY,
    )


def with_score(result: CaseResult, entries: tuple[Entry, ...]) -> CaseResult:
    """The same case with other entries, scored anew."""
    return replace(result, score=score(entries, result.framework.duties, result.policy))


def fact(
    number: int, code: str, assessor: Assessor, words: str, polarity: Polarity, observed_on: date
) -> Evidence:
    """Return what the assessor saw, beside one item of the sheet."""
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return Evidence(
        id=number,
        uid="",
        person_id=CANDIDATE.id,
        author_id=assessor.id,
        observed_on=observed_on,
        recorded_on=moment.date(),
        recorded_at=moment,
        polarity=polarity,
        text=words,
        items=(code,),
        sheet_id=assessor.sheet_id,
    )


def _case(
    person: Person,
    manager: Person | None,
    kind: CycleKind,
    phase: Phase,
    people: tuple[tuple[Person, Role], ...],
    scope: int,
    silent: int,
    missing: tuple[str, ...],
    comments: Mapping[str, str] | None,
    strength: float,
    seed: int,
    carried: tuple[str, ...],
) -> CaseResult:
    chance, edition, asked = Random(seed), framework(), profile(phase)
    codes = [item.code for item in edition.items]
    critical = [code for code in codes if asked.targets[code].critical]
    others = [code for code in codes if code not in critical]
    inside = {*critical, *chance.sample(others, max(0, scope - len(critical)))}
    quiet = {*missing, *chance.sample([code for code in others if code in inside], silent)}
    entries: list[Entry] = []
    for code in codes:
        target = asked.targets[code]
        truth = target.level + strength + chance.gauss(0, 0.8) + (0 if code not in ("S03", "S08") else -1.3)
        marks: list[GivenMark] = []
        for assessor, role in people:
            if code in quiet or code in carried:
                state = State.NOT_ASKED if kind is CycleKind.HIRING else State.NOT_OBSERVED
                mark = Mark(State.NO_EVIDENCE if assessor is HR and code in quiet else state)
            else:
                mark = Mark.rated(max(0, min(4, round(truth + chance.gauss(0, 0.45)))))
            marks.append(GivenMark(assessor.id, role, mark))
        entries.append(
            Entry(
                code,
                edition.item(code).function,
                target.level,
                target.weight,
                target.critical,
                code in inside,
                tuple(marks) if code in inside else (),
                carried=Carried(Fraction(5, 2), 2) if code in carried else None,
            )
        )
    policy = Policy()
    said = FACTS if comments is None else comments
    cycle = Cycle(
        1,
        "",
        "2026-К-001" if kind is CycleKind.HIRING else "2026-IV",
        kind,
        "Менеджер, служба поддержки клиентов" if kind is CycleKind.HIRING else "Оценка за IV квартал 2026 г.",
        starts_on=date(2026, 11, 12),
        ends_on=date(2026, 11, 26),
    )
    handed_in = [datetime(2026, 11, 18 + n, 12, 0, tzinfo=UTC) for n in range(len(people))]
    return CaseResult(
        ORGANISATION,
        person,
        manager,
        cycle,
        Case(42, "case", 1, person.id, 1, CaseState.OPEN, frozenset(inside)),
        edition,
        scale(),
        asked,
        policy,
        1,
        tuple(
            Assessor(
                one.id,
                n,
                one,
                role,
                1,
                handed_in[n],
                handed_in[n].date(),
                sum(
                    any(g.assessor_id == one.id and g.mark.level is not None for g in e.marks)
                    for e in entries
                ),
            )
            for n, (one, role) in enumerate(people)
        ),
        check_gates(person, asked.requirements, TODAY),
        tuple(Comment(code, people[0][0].id, words) for code, words in said.items()),
        score(entries, edition.duties, policy),
        TODAY,
    )
