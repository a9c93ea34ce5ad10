"""Small rules of the nouns: names, texts, calendars, lists, records that cannot lie."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from domain.assessing.case import Cycle, CycleKind, usual
from domain.assessing.evidence import Evidence, Polarity, ground, newest_first
from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.sheet import Sheet, SheetRow, SheetState, needs_fact, reason_at_submit
from domain.errors import Impossible, Missing, NeedsPaper, OffScale, TooLong, Unknown
from domain.framework.profile import Target
from domain.mark import Mark, Role, State
from domain.people.person import Person, check, check_basis
from domain.period import (
    Period,
    last_working_days,
    next_quarter,
    quarter_by,
    quarter_number,
    quarter_of,
    quarters_between,
    quarters_in,
)
from domain.progress import Cancelled, Progress
from domain.scale import Level, Scale
from domain.text import Text, clean, fold
from domain.workdays import WEEKENDS
from tests.domain.sample import duty, framework

LEBEDEVA = Person(
    surname="Лебедева",
    given="Ирина",
    patronymic="Олеговна",
    code="C-0042",
    personnel_no="0301",
)


def test_a_name_is_shown_in_three_ways() -> None:
    assert LEBEDEVA.full_name == "Лебедева Ирина Олеговна"
    assert LEBEDEVA.short_name == "Лебедева И. О."
    assert LEBEDEVA.signature_name == "И.О. Лебедева"
    assert Person(surname="Ким").signature_name == "Ким"


def test_an_initial_is_a_capital_however_the_name_was_typed() -> None:
    typed = Person(surname="Лебедева", given="ирина", patronymic="олеговна")
    assert (typed.short_name, typed.signature_name) == ("Лебедева И. О.", "И.О. Лебедева")


@pytest.mark.parametrize("typed", ["лебедева", "ЛЕБЕДЕВА", "c-0042", "0301", "Лебедева  Ирина"])
def test_a_search_finds_a_person_however_it_is_typed(typed: str) -> None:
    assert fold(typed) in LEBEDEVA.folded


def test_e_and_yo_are_one_letter_to_a_search() -> None:
    assert fold("Фёдоров") == fold("федоров")


def test_what_was_typed_keeps_its_words_and_loses_what_only_deceives() -> None:
    assert clean("a\x00b\u202ec\r\nd\te\ud800") == "abc\nd\te"
    assert clean("<img src=x> =1+1 🙂") == "<img src=x> =1+1 🙂"


def test_a_person_needs_a_surname_of_a_sane_length_and_dates_in_order() -> None:
    check(LEBEDEVA)
    with pytest.raises(Missing, match="surname"):
        check(Person(surname="  "))
    with pytest.raises(TooLong) as long:
        check(Person(surname="Я" * 121))
    assert (long.value.field, long.value.length, long.value.limit) == (
        "surname",
        121,
        120,
    )
    with pytest.raises(Impossible):
        check(Person(surname="Ким", hired_on=date(2026, 2, 1), left_on=date(2026, 1, 1)))
    with pytest.raises(Impossible):
        check(Person(surname="Ким", basis_on=date(2026, 2, 1), basis_until=date(2026, 1, 1)))


def test_a_consent_is_renewed_by_a_new_paper_and_never_by_a_date_alone() -> None:
    signed = Person(basis="согласие", basis_on=date(2026, 1, 10), basis_until=date(2026, 7, 10))
    later = replace(signed, basis_until=date(2027, 1, 10))
    with pytest.raises(NeedsPaper):
        check_basis(signed, later)
    with pytest.raises(NeedsPaper):
        check_basis(Person(), Person(basis_until=date(2027, 1, 10)))
    check_basis(signed, replace(later, basis_on=date(2026, 7, 1)))
    check_basis(signed, replace(signed, basis_until=date(2026, 3, 1)))  # it was withdrawn
    check_basis(signed, replace(signed, post="мастер"))
    check_basis(replace(signed, basis_on=None), replace(signed, basis_on=None, basis_until=date(2026, 3, 1)))
    check_basis(signed, replace(signed, basis="", basis_on=None, basis_until=None))  # nothing allows it now
    for_ever = replace(signed, basis_until=None)
    with pytest.raises(NeedsPaper):
        check_basis(signed, for_ever)
    with pytest.raises(NeedsPaper):
        check_basis(signed, replace(for_ever, basis_on=None))
    check_basis(signed, replace(for_ever, basis_on=date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("day", "quarter", "following"),
    [
        (
            date(2026, 11, 24),
            (date(2026, 10, 1), date(2026, 12, 31)),
            (date(2027, 1, 1), date(2027, 3, 31)),
        ),
        (
            date(2026, 1, 1),
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2026, 4, 1), date(2026, 6, 30)),
        ),
        (
            date(2026, 9, 30),
            (date(2026, 7, 1), date(2026, 9, 30)),
            (date(2026, 10, 1), date(2026, 12, 31)),
        ),
    ],
)
def test_quarters_are_those_of_the_calendar(
    day: date, quarter: tuple[date, date], following: tuple[date, date]
) -> None:
    assert quarter_of(day) == Period(*quarter)
    assert next_quarter(day) == Period(*following)


def test_quarters_that_share_a_day_with_a_period_are_found() -> None:
    found = quarters_in(Period(date(2026, 9, 30), date(2027, 1, 1)))
    assert [one.starts_on for one in found] == [
        *(date(2026, 7, 1), date(2026, 10, 1)),
        date(2027, 1, 1),
    ]
    assert quarters_in(found[1]) == (found[1],)


@pytest.mark.parametrize("code", ["2026-IV", " 2026-iv", "2026-4"])
def test_a_quarter_is_found_by_its_code(code: str) -> None:
    assert quarter_by(code) == Period(date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize("code", ["2026-V", "2026-0", "2026-5", "2026", "IV", "", "x-I", "0-I"])
def test_what_is_no_quarter_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        quarter_by(code)


def test_quarters_are_counted_across_years() -> None:
    assert quarter_number(date(2026, 12, 31)) == 4
    assert quarters_between(date(2026, 11, 24), date(2027, 1, 1)) == 1
    assert quarters_between(date(2025, 12, 31), date(2026, 12, 1)) == 4


def test_the_last_working_day_is_a_friday_where_the_month_ends_on_a_weekend() -> None:
    days = last_working_days(Period(date(2026, 1, 10), date(2026, 5, 20)), WEEKENDS)
    assert days == (
        date(2026, 1, 30),
        date(2026, 2, 27),
        date(2026, 3, 31),
        date(2026, 4, 30),
    )


def test_long_work_reports_and_stops_when_asked() -> None:
    heard: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: heard.append((done, total)))
    progress.step(1, 3)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 3)
    assert heard == [(1, 3)]
    Progress().step(0, 1)


def test_a_scale_knows_its_levels_and_no_others() -> None:
    levels = tuple(Level(n, Text(str(n)), Text(str(n)), Text("знание"), Text("умение")) for n in range(5))
    scale = Scale(1, "levels", 1, levels)
    assert scale.level(4).value == 4
    with pytest.raises(OffScale):
        scale.level(5)


def test_a_framework_finds_its_parts_by_code_and_says_what_it_lacks() -> None:
    duties = (duty("D1.1", "S02", "S01"), duty("D1.2", "S01"))
    model = framework("K03", "K10", "S01", duties=duties, groups=(("K03", "K10"),))
    assert model.item("S01").code == "S01"
    assert model.function("F1").code == "F1"
    assert model.duty("D1.2").code == "D1.2"
    assert [one.code for one in model.items_of("F1")] == ["K03", "K10", "S01"]
    assert [one.code for one in model.duties_of("S01")] == [
        "D1.2",
        "D1.1",
    ]  # where it stands first, in front
    assert model.twins("K10") == ("K03",)
    assert model.twins("S01") == ()
    with pytest.raises(Unknown) as unknown:
        model.item("S99")
    assert (unknown.value.kind, unknown.value.code) == ("item", "S99")


def test_a_policy_survives_being_stored() -> None:
    policy = Policy(final_coverage=Fraction(3, 4), carry_quarters=2)
    stored = policy.to_json()
    assert Policy.from_json(stored) == policy
    assert not any(isinstance(value, float) for value in stored.values())
    assert Policy.from_json({}) == Policy(stops_below=StopsBelow.TARGET)  # as before floors
    assert Policy.from_json({"role_weights": {"self": "1/2"}}).role_weights[Role.SELF] == Fraction(1, 2)


@pytest.mark.parametrize("weight", [0, 4])
def test_a_weight_is_one_two_or_three(weight: int) -> None:
    with pytest.raises(Impossible):
        Target(3, weight, critical=False)


def test_a_target_is_a_level_of_the_scale() -> None:
    with pytest.raises(OffScale):
        Target(5, 1, critical=False)


MODEL = framework("S01", "S02", "S03")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def row(
    number: int,
    mark: Mark | None,
    *,
    critical: bool = False,
    comment: str = "",
    scope: bool = True,
) -> SheetRow:
    return SheetRow(
        MODEL.items[number],
        in_scope=scope,
        critical=critical,
        mark=mark,
        comment=comment,
    )


@pytest.mark.parametrize(
    ("mark", "critical", "needed"),
    [
        (Mark.rated(0), False, True),
        (Mark.rated(4), False, True),
        (Mark.rated(2), False, False),
        (Mark.rated(2), True, True),
        (Mark(State.NOT_ASKED), True, False),
        (None, True, False),
    ],
)
def test_the_ends_of_the_scale_and_critical_items_want_a_fact_and_a_comment_is_none(
    mark: Mark | None, critical: bool, needed: bool
) -> None:
    day, moment = date(2026, 11, 24), datetime(2026, 11, 24, 9, tzinfo=UTC)
    fact = Evidence(1, "", 1, 1, day, day, moment, Polarity.NEUTRAL, "назвал семь показателей", ("K01",))
    bare = row(0, mark, critical=critical, comment="сомневаюсь")
    assert needs_fact(bare) is needed
    assert not needs_fact(replace(bare, facts=(fact,)))


def test_a_finding_rests_on_what_speaks_its_way() -> None:
    day, moment = date(2026, 11, 24), datetime(2026, 11, 24, 9, tzinfo=UTC)
    facts = newest_first(
        Evidence(number, "", 1, 1, when, when, moment, polarity, text, ("K01",))
        for number, (when, polarity, text) in enumerate(
            (
                (day, Polarity.AGAINST, "против"),
                (day - timedelta(days=1), Polarity.FOR, "вчера за"),
                (day - timedelta(days=2), Polarity.FOR, "раньше за"),
            )
        )
    )
    assert [fact.text for fact in facts] == ["против", "вчера за", "раньше за"]
    assert ground(facts, Polarity.FOR) == "вчера за"
    assert ground(facts, Polarity.AGAINST) == "против"
    assert ground(facts[:1], Polarity.FOR) == ""
    neutral = replace(facts[0], polarity=Polarity.NEUTRAL, text="видел")
    assert ground((neutral,), Polarity.FOR) == "видел"
    assert ground((neutral, *facts[1:]), Polarity.AGAINST) == ""
    assert ground((), Polarity.FOR) == ""


def test_a_sheet_counts_what_is_left_within_its_scope() -> None:
    rows = (row(0, Mark.rated(0)), row(1, None), row(2, None, scope=False))
    levels = tuple(Level(n, Text(""), Text(""), Text(""), Text("")) for n in range(5))
    sheet = Sheet(
        1,
        "",
        1,
        LEBEDEVA,
        LEBEDEVA,
        Role.HR,
        1,
        SheetState.DRAFT,
        Cycle(),
        MODEL,
        Scale(1, "", 1, levels),
        rows,
        NOW,
    )
    assert [one.item.code for one in sheet.scope] == ["S01", "S02"]
    assert [one.item.code for one in sheet.unmarked] == ["S02"]
    assert [one.item.code for one in sheet.without_fact] == ["S01"]


def test_an_unmarked_item_was_not_asked_of_a_candidate_and_not_observed_of_staff() -> None:
    assert reason_at_submit(CycleKind.HIRING) is State.NOT_ASKED
    assert reason_at_submit(CycleKind.QUARTERLY) is State.NOT_OBSERVED


def test_refusals_carry_the_facts_for_their_sentence() -> None:
    from domain.errors import StillBlind, Taken

    assert StillBlind(("Громов Максим Сергеевич",)).waiting == ("Громов Максим Сергеевич",)
    assert (Taken("code", "C-0042").field, Taken("code", "C-0042").value) == (
        "code",
        "C-0042",
    )


def test_a_team_is_looked_at_by_the_newest_cycle_in_which_half_of_it_is_rated() -> None:
    cycles = (Cycle(id=3), Cycle(id=2), Cycle(id=1))
    sizes = {1: 12, 2: 12, 3: 12}
    assert usual(cycles, sizes, {1: 12, 2: 12, 3: 1}) == 2, "one sheet of twelve says nothing of a team"
    assert usual(cycles, sizes, {1: 12, 2: 12, 3: 6}) == 3
    assert usual(cycles, sizes, {3: 1}) == 3, "the only one with a sheet"
    assert usual(cycles, sizes, {}) == 3
    assert usual((), {}, {}) is None
