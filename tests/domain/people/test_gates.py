"""Clauses 1.2 and 1.3: who may be hired, and what is still to be shown."""

from dataclasses import replace
from datetime import date

import pytest

from domain.errors import Impossible
from domain.framework.edition import NO_REQUIREMENTS, requirements_json, requirements_of
from domain.people.gates import (
    Alternative,
    EducationLevel,
    Gate,
    GateKind,
    Requirements,
    Verdict,
    check_gates,
    count_months,
)
from domain.people.person import Admission, Education, Experience, Medical, Person
from domain.text import Text

TODAY = date(2026, 11, 24)
SEEN = date(2026, 11, 16)
REQUIREMENTS = Requirements(
    education=Text("среднее профессиональное"),
    education_levels=tuple(
        EducationLevel(name, rank, Text(name))
        for rank, name in enumerate(("secondary_general", "spo_worker", "spo_specialist", "higher_bachelor"))
    ),
    min_education="spo_specialist",
    experience=Text("6 или 12 месяцев"),
    areas={
        "quality_measurement": Text("качество"),
        "resource_planning": Text("ресурсы"),
        "remote_contact_handling": Text("обращения"),
    },
    alternatives=(
        Alternative("quality_or_planning", ("quality_measurement", "resource_planning"), 6),
        Alternative("remote_contact_handling", ("remote_contact_handling",), 12),
    ),
    medical=Text("медосмотр"),
    examinations={"preliminary": Text("предварительный")},
)


def gate(kind: GateKind, **facts: object) -> Gate:
    person = Person(surname="Лебедева", **facts)  # type: ignore[arg-type]
    return next(one for one in check_gates(person, REQUIREMENTS, TODAY) if one.kind is kind)


def worked(area: str, months: int, seen: date | None = SEEN) -> Experience:
    return Experience(area, months=months, confirmed_on=seen)


def test_the_gates_stand_in_the_order_of_the_source() -> None:
    kinds = [one.kind for one in check_gates(Person(surname="Лебедева"), REQUIREMENTS, TODAY)]
    assert kinds == [GateKind.EDUCATION, GateKind.EXPERIENCE, GateKind.MEDICAL]


@pytest.mark.parametrize(
    ("documents", "verdict"),
    [
        ((), Verdict.TO_CONFIRM),
        ((Education("spo_specialist", "диплом", SEEN),), Verdict.MET),
        ((Education("higher_bachelor", "диплом", SEEN),), Verdict.MET),
        ((Education("spo_specialist"),), Verdict.TO_CONFIRM),
        ((Education("spo_worker", "диплом", SEEN),), Verdict.NOT_MET),
        (
            (Education("spo_worker", "диплом", SEEN), Education("higher_bachelor")),
            Verdict.TO_CONFIRM,
        ),
        ((Education("kindergarten"),), Verdict.TO_CONFIRM),
    ],
)
def test_education_counts_when_it_is_high_enough_and_the_diploma_was_seen(
    documents: tuple[Education, ...], verdict: Verdict
) -> None:
    assert gate(GateKind.EDUCATION, education=documents).verdict is verdict


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ((), Verdict.TO_CONFIRM),
        ((worked("quality_measurement", 6),), Verdict.MET),
        (
            (worked("quality_measurement", 4), worked("resource_planning", 2)),
            Verdict.MET,
        ),  # «и/или»
        ((worked("remote_contact_handling", 12),), Verdict.MET),
        ((worked("remote_contact_handling", 11),), Verdict.NOT_MET),
        (
            (worked("quality_measurement", 4), worked("remote_contact_handling", 8)),
            Verdict.NOT_MET,
        ),  # no mixing
        ((worked("remote_contact_handling", 12, seen=None),), Verdict.TO_CONFIRM),
        (
            (
                worked("remote_contact_handling", 6),
                worked("remote_contact_handling", 6, seen=None),
            ),
            Verdict.TO_CONFIRM,
        ),
    ],
)
def test_experience_is_six_months_of_quality_or_planning_or_twelve_on_the_line(
    records: tuple[Experience, ...], verdict: Verdict
) -> None:
    assert gate(GateKind.EXPERIENCE, experience=records).verdict is verdict


def test_typed_months_are_marked_as_undated() -> None:
    records = (
        worked("remote_contact_handling", 5),
        Experience(
            "remote_contact_handling",
            date(2025, 1, 1),
            date(2025, 9, 30),
            confirmed_on=SEEN,
        ),
    )
    months = gate(GateKind.EXPERIENCE, experience=records).months[1]
    assert (months.total, months.undated) == (14, 5)


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([(date(2025, 1, 1), date(2025, 12, 31))], 12),
        ([(date(2025, 1, 15), date(2025, 2, 14))], 1),
        ([(date(2025, 1, 15), date(2025, 2, 13))], 1),  # thirty days
        (
            [
                (date(2025, 1, 1), date(2025, 6, 30)),
                (date(2025, 4, 1), date(2025, 9, 30)),
            ],
            9,
        ),  # overlap once
        (
            [
                (date(2025, 1, 1), date(2025, 1, 31)),
                (date(2025, 2, 1), date(2025, 2, 28)),
            ],
            2,
        ),  # neighbours
        (
            [
                (date(2025, 1, 1), date(2025, 1, 15)),
                (date(2025, 3, 1), date(2025, 3, 15)),
            ],
            1,
        ),  # 15 + 15 days
        ([(date(2024, 1, 31), date(2024, 2, 27))], 0),
        ([(date(2024, 11, 24), None)], 24),  # still there, today included
        ([(date(2027, 1, 1), None)], 0),  # begins tomorrow
    ],
)
def test_months_are_whole_calendar_months_and_thirty_leftover_days_make_one(
    periods: list[tuple[date, date | None]], months: int
) -> None:
    records = [Experience("resource_planning", start, end) for start, end in periods]
    assert count_months(records, TODAY) == (months, 0)


@pytest.mark.parametrize(
    ("conclusions", "verdict"),
    [
        ((), Verdict.TO_CONFIRM),
        ((Medical("preliminary", Admission.ADMITTED, SEEN),), Verdict.MET),
        (
            (Medical("preliminary", Admission.ADMITTED, SEEN, date(2027, 11, 16)),),
            Verdict.MET,
        ),
        (
            (Medical("preliminary", Admission.ADMITTED, SEEN, date(2026, 11, 23)),),
            Verdict.TO_CONFIRM,
        ),
        ((Medical("preliminary", Admission.NOT_REQUIRED),), Verdict.MET),
        ((Medical("preliminary", Admission.PENDING),), Verdict.TO_CONFIRM),
        ((Medical("preliminary", Admission.NOT_ADMITTED, SEEN),), Verdict.NOT_MET),
        (
            (
                Medical("periodic", Admission.ADMITTED, SEEN),
                Medical("preliminary", Admission.NOT_ADMITTED, date(2020, 1, 1)),
            ),
            Verdict.MET,
        ),
    ],
)
def test_the_newest_medical_conclusion_decides(conclusions: tuple[Medical, ...], verdict: Verdict) -> None:
    assert gate(GateKind.MEDICAL, medical=conclusions).verdict is verdict


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"from_on": TODAY, "months": 3},
        {"from_on": TODAY, "to_on": date(2026, 1, 1)},
        {"months": -1},
        {"months": 901},
    ],
)
def test_experience_has_either_dates_in_order_or_a_sane_number_of_months(
    facts: dict[str, object],
) -> None:
    with pytest.raises(Impossible):
        Experience("resource_planning", **facts)  # type: ignore[arg-type]


def test_what_a_post_does_not_ask_is_neither_met_nor_missed() -> None:
    assert check_gates(Person(surname="Лебедева"), NO_REQUIREMENTS, TODAY) == ()
    medical = replace(NO_REQUIREMENTS, medical=Text("медосмотр"))
    (one,) = check_gates(Person(surname="Лебедева"), medical, TODAY)
    assert (one.kind, one.verdict, one.clause) == (GateKind.MEDICAL, Verdict.TO_CONFIRM, "")


def test_a_gate_tells_the_clause_of_its_own_document() -> None:
    clauses = {GateKind.EDUCATION: "4.1", GateKind.MEDICAL: "4.3"}
    asked = replace(REQUIREMENTS, clauses=clauses)
    gates = check_gates(Person(surname="Лебедева"), asked, TODAY)
    assert [one.clause for one in gates] == ["4.1", "", "4.3"]
    assert all(one.unknown for one in gates)
    read = requirements_of(requirements_json(asked))
    assert read.clauses == clauses


def test_a_paper_of_a_later_day_changes_no_verdict_of_an_earlier_one() -> None:
    """Law 19: what was known on the day of the conclusion stays its verdict."""
    then, later = date(2026, 11, 10), date(2026, 11, 20)
    person = Person(
        surname="Лебедева",
        education=(Education("spo_specialist", "диплом", later),),
        experience=(Experience("resource_planning", date(2026, 5, 1), later, None, "книжка", later),),
        medical=(
            Medical("preliminary", Admission.PENDING, date(2026, 11, 5)),
            Medical("preliminary", Admission.NOT_ADMITTED, later),
        ),
    )

    def verdicts(on: date) -> list[Verdict]:
        return [one.verdict for one in check_gates(person, REQUIREMENTS, on)]

    assert verdicts(then) == [Verdict.TO_CONFIRM, Verdict.TO_CONFIRM, Verdict.TO_CONFIRM]
    assert verdicts(later) == [Verdict.MET, Verdict.MET, Verdict.NOT_MET]
    education, experience, medical = check_gates(person, REQUIREMENTS, then)
    assert education.education == Education("spo_specialist", "диплом"), "the diploma was not seen yet"
    assert [one.total for one in experience.months] == [6, 0]
    assert medical.medical == person.medical[0]


def test_work_counts_until_the_day_of_the_verdict_and_no_further() -> None:
    work = Experience("resource_planning", date(2026, 5, 1), date(2026, 12, 31), None, "книжка", SEEN)
    assert count_months((work,), date(2026, 8, 31)) == (4, 0)
