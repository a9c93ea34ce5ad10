"""A hiring campaign for papers: three invented candidates, decisions of invented people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from math import floor
from typing import Any

from domain.assessing.case import Cycle, CycleKind, Opening
from domain.assessing.entry import Entry, Settled
from domain.assessing.evidence import Evidence, Polarity
from domain.assessing.result import CaseResult
from domain.framework.framework import QuestionSet
from domain.framework.profile import Phase
from domain.hiring.campaign import Campaign, CampaignChange, Panelist
from domain.hiring.comparison import Comparison, compare
from domain.hiring.decision import Conclusion, Decision, Outcome, SettledLevel, Signer
from domain.hiring.refusal import Refusal, draft
from domain.mark import GivenMark, Mark, Role
from domain.papers.hiring_papers import RequirementsPaper
from domain.people.person import Person
from domain.text import Text
from tests.reports import sample
from tests.reports.sheet_sample import SCREENING, STANDARD, questions

CYCLE = Cycle(
    1,
    "",
    "2026-К-001",
    CycleKind.HIRING,
    "Менеджер, служба поддержки клиентов",
    places=1,
    starts_on=date(2026, 11, 12),
    ends_on=date(2026, 11, 26),
)
STANDARD_SET = QuestionSet(
    2,
    "standard",
    Text("Основное интервью", "Full interview"),
    STANDARD,
    95,
)
PANEL = (
    Panelist(101, "Соколова Анна Викторовна", "специалист по персоналу", Role.HR),
    Panelist(102, "Громов Максим Сергеевич", "руководитель контакт-центра", Role.MANAGER),
    Panelist(103, "Фомина Елена Петровна", "начальник смены", Role.EXPERT),
)


def campaign(
    *,
    question_set: QuestionSet | None = STANDARD_SET,
    panel: tuple[Panelist, ...] = PANEL,
    own: tuple[str, ...] = ("Готовность работать по сменному графику два через два, в том числе ночью",),
    changes: tuple[CampaignChange, ...] = (),
) -> Campaign:
    return Campaign(
        CYCLE,
        replace(sample.profile(Phase.HIRE), pass_attainment=Fraction(3, 4)),
        question_set,
        panel,
        3,
        "открыта вторая смена",
        own,
        changes,
        95,
    )


def requirements(one: Campaign | None = None, unit: str = "Служба поддержки клиентов") -> RequirementsPaper:
    return RequirementsPaper(
        sample.ORGANISATION,
        sample.framework(),
        one or campaign(),
        questions(),
        unit,
        sample.TODAY,
        "руководитель контакт-центра",
    )


CHANGE = CampaignChange(date(2026, 11, 20), "Соколова А. В.", "График заменён на пятидневный", ("C-0042",))


def settled(result: CaseResult, levels: dict[str, int | None]) -> CaseResult:
    """The same case with levels that people settled."""
    entries = tuple(
        replace(row.entry, settled=Settled(levels[row.code])) if row.code in levels else row.entry
        for row in result.score.rows
    )
    return sample.with_score(result, entries)


def apart(result: CaseResult, marks: dict[str, tuple[int, ...]]) -> CaseResult:
    """The same case with other levels of its assessors for some items."""
    entries: list[Entry] = []
    for row in result.score.rows:
        levels = marks.get(row.code)
        if levels is None:
            entries.append(row.entry)
            continue
        given = tuple(
            GivenMark(one.id, one.role, Mark.rated(level))
            for one, level in zip(result.assessors, levels, strict=True)
        )
        entries.append(replace(row.entry, marks=given, in_scope=True))
    return sample.with_score(result, tuple(entries))


def fact(author: Person, code: str, text: str, polarity: Polarity, day: int = 18) -> Evidence:
    moment = datetime(2026, 11, day, 12, 0, tzinfo=UTC)
    return Evidence(day, "", 42, author.id, moment.date(), moment.date(), moment, polarity, text, (code,))


FACTS = (
    fact(sample.HEAD, "S08", "Назвала два решения и порог, когда зовёт всех на линию", Polarity.FOR, 19),
    fact(sample.LEAD, "S08", "Сначала позвонила бы руководителю, сама не решила", Polarity.AGAINST, 18),
    fact(sample.HR, "K15", "Показала, как благодарит по итогам смены и за что", Polarity.FOR, 18),
    fact(sample.HR, "S19", "Никого не обучала, плана занятия не привела", Polarity.AGAINST, 18),
    fact(sample.HEAD, "S01", "Срок и способ проверки поручения не назвала", Polarity.AGAINST, 19),
)
SETTLED = (
    SettledLevel(
        "S08",
        2,
        "Второе решение подтверждено примером от 14 ноября, самостоятельности пока не хватает",
        "Громов М. С.",
        date(2026, 11, 21),
    ),
)
HR_SIGNS = Signer(101, "Соколова Анна Викторовна", "специалист по персоналу")
HEAD_SIGNS = Signer(102, "Громов Максим Сергеевич", "руководитель контакт-центра")
WITH_CONDITIONS = Conclusion(
    2,
    Outcome.WITH_CONDITIONS,
    "Обязательные требования подтверждены, сильная работа с целями группы; распределение нагрузки ниже цели",
    "Наставник на первые два месяца, повторная оценка S03 и S08 до конца испытания",
    HEAD_SIGNS,
    (HR_SIGNS,),
    date(2026, 11, 24),
)
REFUSED = replace(WITH_CONDITIONS, outcome=Outcome.NOT_RECOMMEND, conditions="")
CONTINUED = Conclusion(
    1, Outcome.CONTINUE, "Не хватает примеров по распределению нагрузки", "", HR_SIGNS, (), date(2026, 11, 20)
)
OPENED = Opening(
    "Соколова А. В.",
    "Начальник смены в отпуске до 7 декабря",
    date(2026, 11, 21),
    ("Фомина Елена Петровна",),
)


def decision(
    *,
    assessors: int = 3,
    conclusions: tuple[Conclusion, ...] = (WITH_CONDITIONS, CONTINUED),
    opening: Opening | None = None,
    settle: bool = True,
    **more: Any,
) -> Decision:
    """A candidate whose assessors lie apart on S08 and K27; people settled the first."""
    scope = more.pop("scope", 23)
    result = sample.candidate(assessors=assessors, scope=scope, comments={}, **more)
    result = replace(result, cycle=CYCLE, facts=FACTS, opening=opening)
    marks = {"S08": (1, 3, 1)[:assessors], "K27": (1, 2, 3)[:assessors]}
    result = apart(result, marks)
    if settle and assessors > 1:
        result = settled(result, {"S08": 2})
        return Decision(result, SETTLED, conclusions)
    return Decision(result, (), conclusions)


SECOND = replace(
    sample.CANDIDATE, id=43, code="C-0043", surname="Назарова", given="Алина", patronymic="Игоревна"
)
THIRD = replace(sample.CANDIDATE, id=44, code="C-0044", surname="Юдин", given="Пётр", patronymic="Ильич")


def contenders(people: Sequence[Person] = (sample.CANDIDATE, SECOND, THIRD)) -> tuple[CaseResult, ...]:
    """Results of one campaign over the whole framework; the last of three was asked only the short set.

    Where assessors lay far apart, people settled the level.
    """
    made: list[CaseResult] = []
    for place, person in enumerate(people):
        result = sample.candidate(
            person=person, scope=71, silent=2, comments={}, strength=0.2 - 0.3 * (place % 3), seed=7 + place
        )
        if place % 3 == 2:
            entries = tuple(
                replace(row.entry, marks=row.entry.marks if row.code in SCREENING else ())
                for row in result.score.rows
            )
            result = sample.with_score(result, entries)
        agreed = {row.code: floor(row.level or 0) for row in result.unsettled}
        result = settled(result, dict(agreed))
        made.append(replace(result, case=replace(result.case, id=42 + place), cycle=CYCLE))
    return tuple(made)


def comparison(results: Sequence[CaseResult] | None = None, blind: Sequence[str] = ()) -> Comparison:
    return compare(
        contenders() if results is None else results,
        organisation=sample.ORGANISATION,
        cycle=CYCLE,
        framework=sample.framework(),
        profile=sample.profile(Phase.HIRE),
        made_on=sample.TODAY,
        blind=blind,
    )


def refusal(one: Decision | None = None) -> Refusal:
    """What a refusal of the candidate can rest on."""
    return draft(one or decision(conclusions=(REFUSED,)))
