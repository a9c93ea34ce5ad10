"""A campaign fixes what is asked and by whom; candidates come, are waited for, and may leave."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db import models
from db.assessing import cases, cycles
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from domain.errors import (
    Impossible,
    Missing,
    NeedsReason,
    TooLong,
    Unknown,
)
from domain.framework.fairness import Discriminates
from domain.hiring.campaign import Panelist
from domain.mark import Role
from domain.text import Text
from tests.db import sample
from tests.db.hiring.campaigns.vacancy import ON, hand_in


def test_a_campaign_keeps_what_was_fixed_when_it_opened(store: Store, hr: int, boss: int) -> None:
    wanted = sample.draft(
        store,
        (hr, Role.HR),
        (boss, Role.MANAGER),
        title="  Менеджер,  вторая смена ",
        own_requirements=("Знание программы учёта", "  "),
        places=2,
    )
    found = store.read(campaigns.campaign, store.write(campaigns.open, wanted))
    assert (found.cycle.title, found.cycle.places, found.cycle.code) == (
        "Менеджер, вторая смена",
        2,
        "2026-H-001",
    )
    assert found.profile.id == sample.profile(store).id
    assert found.question_set is not None and found.question_set.code == "standard"
    assert found.minutes == found.question_set.minutes == 95
    assert found.panel == (
        Panelist(hr, "Соколова Анна", "специалист", Role.HR),
        Panelist(boss, "Громов Максим", "руководитель", Role.MANAGER),
    )
    assert (found.wanted, found.reason) == (2, "новая смена")
    assert found.own_requirements == ("Знание программы учёта",)
    assert found.changes == ()


def test_opening_is_one_event_of_ids_and_codes(store: Store, hr: int) -> None:
    target = sample.profile(store).targets["K01"]
    changed = replace(target, level=(target.level + 1) % 5)
    cycle = sample.campaign(
        store,
        (hr, Role.HR),
        own_items=("S01", "K01"),
        own_requirements=("честность",),
        targets={"K01": changed},
    )
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("open", "campaign", cycle)
    assert event.data["targets"] == ["K01"]
    assert event.data["panel"] == [[hr, "hr"]]
    assert not any(word in repr(event.data) for word in ("честность", "Менеджер", "смена", "Соколова"))


@pytest.mark.parametrize(("code", "minutes"), [("screening", 53), ("standard", 95), ("internal", 86)])
def test_the_minutes_are_those_of_the_set(store: Store, hr: int, code: str, minutes: int) -> None:
    cycle = sample.campaign(store, (hr, Role.HR), question_set_id=sample.set_id(store, code))
    assert store.read(campaigns.campaign, cycle).minutes == minutes


def test_without_a_set_everything_is_asked(store: Store, hr: int) -> None:
    found = store.read(campaigns.campaign, sample.campaign(store, (hr, Role.HR), question_set_id=None))
    asked = store.read(frameworks.questions, found.cycle.framework_id)
    assert found.question_set is None
    assert found.minutes == sum(one.minutes for one in asked.values())


def test_own_items_are_a_set_of_this_campaign_alone_with_the_minutes_adding_up(store: Store, hr: int) -> None:
    offered = store.read(frameworks.question_sets, sample.framework(store).id)
    cycle = sample.campaign(store, (hr, Role.HR), own_items=("S05", "K02", "S05"))
    found = store.read(campaigns.campaign, cycle)
    asked = store.read(frameworks.questions, found.cycle.framework_id)
    critical = {code for code, target in found.profile.targets.items() if target.critical}
    assert found.question_set is not None and found.question_set.items == ("S05", "K02")
    assert found.question_set.minutes == asked["S05"].minutes + asked["K02"].minutes
    assert found.minutes == sum(asked[code].minutes for code in {"S05", "K02"} | critical)
    assert store.read(frameworks.question_sets, sample.framework(store).id) == offered
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    hand_in(store, case, hr, Role.HR)
    assert store.read(cases.result, case, hr, ON).case.scope == {"S05", "K02"} | critical


def test_a_set_that_a_campaign_asks_by_cannot_be_added_to(store: Store, hr: int) -> None:
    cycle = store.read(cycles.cycle, sample.campaign(store, (hr, Role.HR), own_items=("K02",)))

    def add(session: Session) -> None:
        item = sample.item(store, "K05")
        row = models.QuestionSetItem(set_id=cycle.question_set_id or 0, item_id=item, position=9)
        session.add(row)
        session.flush()

    with pytest.raises(IntegrityError, match="published"):
        store.write(add)


def test_changed_targets_are_an_edition_that_nobody_else_is_offered(store: Store, hr: int) -> None:
    shipped = sample.profile(store)
    changed = replace(shipped.targets["K01"], level=4)
    unchanged = shipped.targets["K02"]
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": changed, "K02": unchanged})
    found = store.read(campaigns.campaign, cycle).profile
    assert found.id != shipped.id
    assert found.targets == shipped.targets | {"K01": changed}
    assert found.requirements == shipped.requirements
    assert [one.id for one in store.read(frameworks.profiles)].count(found.id) == 0
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    hand_in(store, case, hr, Role.HR)
    assert store.read(cases.result, case, hr, ON).score.row("K01").entry.target == 4


def test_targets_that_are_the_catalogues_make_no_edition(store: Store, hr: int) -> None:
    shipped = sample.profile(store)
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": shipped.targets["K01"]})
    assert store.read(campaigns.campaign, cycle).profile.id == shipped.id


@pytest.mark.parametrize("field", ["weight", "critical"])
def test_another_weight_or_stop_signal_needs_a_reason_of_its_own(store: Store, hr: int, field: str) -> None:
    old = sample.profile(store).targets["K01"]
    value: Any = old.weight % 3 + 1 if field == "weight" else not old.critical
    silent = replace(old, **{field: value})
    with pytest.raises(NeedsReason):
        sample.campaign(store, (hr, Role.HR), targets={"K01": silent})
    told = replace(silent, **{f"{field}_reason": Text("так решили")})
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": told})
    assert store.read(campaigns.campaign, cycle).profile.targets["K01"] == told


@pytest.mark.parametrize(
    "fields",
    [
        {"own_requirements": ("мужчина до 35 лет",)},
        {"title": "Менеджер, только женщина"},
        {"reason": "нужна девушка без детей"},
    ],
)
def test_words_on_sex_age_or_family_are_refused_with_the_article(
    store: Store, hr: int, fields: dict[str, Any]
) -> None:
    with pytest.raises(Discriminates) as refused:
        sample.campaign(store, (hr, Role.HR), **fields)
    assert refused.value.findings
    assert all("64" in finding.article for finding in refused.value.findings)
    assert store.read(campaigns.campaigns) == ()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": "  "}, Missing),
        ({"title": "м" * 201}, TooLong),
        ({"reason": "м" * 5001}, TooLong),
        ({"own_requirements": ("м" * 501,)}, TooLong),
        ({"places": 0}, Impossible),
        ({"ends_on": ON - timedelta(days=1)}, Impossible),
        ({"wanted": 0}, Impossible),
        ({"wanted": 2}, Impossible),
        ({"panel": ()}, Impossible),
        ({"unit_id": 77}, Unknown),
        ({"profile_id": 77}, Unknown),
        ({"question_set_id": 77}, Unknown),
        ({"own_items": ("K99",)}, Unknown),
        ({"panel": ((77, Role.HR),)}, Unknown),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    store: Store, hr: int, fields: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        sample.campaign(store, (hr, Role.HR), **fields)
    assert store.read(campaigns.campaigns) == ()
    assert store.read(cycles.cycles) == ()
