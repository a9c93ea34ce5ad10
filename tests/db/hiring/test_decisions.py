"""People settle levels and conclude by name; the program keeps what they decided."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.assessing import cases, people, snapshots
from db.assessing.sheet import mirrors, sheets
from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from db.hiring.campaigns import CandidateState
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.snapshot import recompute
from domain.errors import (
    Closed,
    Hired,
    Impossible,
    Missing,
    NeedsReason,
    NotRefused,
    NotYours,
    OffScale,
    RefusedAlready,
    StillBlind,
    TooLong,
    Unknown,
    Unsettled,
    Withdrawn,
)
from domain.hiring.decision import (
    Agreed,
    DecisionGroup,
    Outcome,
    SeenAgreed,
    SettledMeanwhile,
    Signer,
    groups,
)
from domain.mark import Mark, Role, State
from tests.db import sample
from tests.db.hiring.deciding import ON, Campaign, row

# Settling


def test_a_settled_level_counts_with_reason_and_name_and_the_marks_stay(store: Store, at: Campaign) -> None:
    before = store.read(decisions.decision, at.case, at.hr, ON)
    assert next(group for group, _ in groups(before)) is DecisionGroup.DISCUSS
    at.settle_all()
    event = sample.last_event(store)
    assert (event.act, event.data) == ("settle", {"item": sample.item(store, at.apart), "level": 3})
    found = store.read(decisions.decision, at.case, at.hr, ON)
    (settled,) = found.settled
    assert (settled.code, settled.level, settled.reason, settled.actor_name) == (
        at.apart,
        3,
        "обсудили запись",
        "Соколова Анна",
    )
    scored = found.result.score.row(at.apart)
    assert scored.level == 3
    assert [given.mark.level for given in scored.entry.marks] == [4, 1]


def test_settling_again_takes_the_place_of_the_first_and_can_be_taken_back(
    store: Store, at: Campaign
) -> None:
    at.settle_all()
    store.write(decisions.settle, at.case, sample.item(store, at.apart), 2, "послушали ещё раз")
    assert [one.level for one in store.read(decisions.decision, at.case, None, ON).settled] == [2]
    store.write(decisions.unsettle, at.case, at.apart)
    assert store.read(decisions.decision, at.case, None, ON).settled == ()
    assert row(store, at.case, at.apart).level == 2.5
    store.write(decisions.unsettle, at.case, at.apart)  # nothing to do, and no event for it
    assert sample.last_event(store).act == "unsettle"


def test_what_another_one_settled_meanwhile_is_not_replaced_unseen(store: Store, at: Campaign) -> None:
    nothing, ours = SeenAgreed(None), Agreed(2, "обсудили запись")
    store.write(decisions.settle, at.case, at.apart, 2, ours.reason, nothing)
    store.write(
        decisions.settle, at.case, at.apart, 2, ours.reason, nothing
    )  # the same said twice is no conflict
    with pytest.raises(SettledMeanwhile) as kept:
        store.write(decisions.settle, at.case, at.apart, 4, "мне виднее", nothing)
    there = kept.value.there
    assert there is not None
    assert (kept.value.code, there.level, there.reason, there.actor_name) == (
        *(at.apart, 2, ours.reason),
        "Соколова Анна",
    )
    with pytest.raises(SettledMeanwhile):
        store.write(decisions.unsettle, at.case, at.apart, SeenAgreed(Agreed(4, "мне виднее")))
    assert [one.level for one in store.read(decisions.decision, at.case, None, ON).settled] == [2]
    store.write(decisions.settle, at.case, at.apart, 4, "прослушали", SeenAgreed(ours))
    store.write(decisions.unsettle, at.case, at.apart, SeenAgreed(Agreed(4, "прослушали")))
    with pytest.raises(SettledMeanwhile) as cleared:
        store.write(decisions.settle, at.case, at.apart, 3, "ещё раз", SeenAgreed(ours))
    assert cleared.value.there is None
    store.write(decisions.unsettle, at.case, at.apart, SeenAgreed(ours))  # nothing is left to clear


@pytest.mark.parametrize(
    ("item", "level", "reason", "error"),
    [
        ("K01", 5, "обсудили", OffScale),
        ("K01", -1, "обсудили", OffScale),
        ("K01", 3, " ", NeedsReason),
        ("K01", None, "", NeedsReason),
        ("K01", 3, "о" * 5001, TooLong),
        ("K99", 3, "обсудили", Unknown),
        (999, 3, "обсудили", Unknown),
    ],
)
def test_what_cannot_be_settled_is_refused(
    store: Store, at: Campaign, item: int | str, level: int | None, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        store.write(decisions.settle, at.case, item, level, reason)
    assert store.read(decisions.decision, at.case, None, ON).settled == ()


def test_nobody_settles_or_concludes_what_is_still_hidden(store: Store, at: Campaign) -> None:
    case = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    for act in (
        lambda: store.write(decisions.settle, case, "K01", 3, "обсудили"),
        lambda: store.write(decisions.unsettle, case, "K01"),
        lambda: at.conclude(case=case),
        lambda: store.write(refusals.keep, case, "не подходит", ON),
    ):
        with pytest.raises(StillBlind):
            act()


def test_settling_needs_somebody_at_work(store: Store, at: Campaign) -> None:
    store.act_as(None)
    with pytest.raises(Missing):
        store.write(decisions.settle, at.case, "K01", 3, "обсудили")
    with pytest.raises(Missing):
        at.conclude()


# Concluding


def test_no_conclusion_while_assessors_lie_apart_unless_people_go_on(store: Store, at: Campaign) -> None:
    with pytest.raises(Unsettled) as refused:
        at.conclude()
    assert refused.value.codes == (at.apart,)
    at.conclude(Outcome.CONTINUE)
    assert store.read(cases.running, at.case)[0].state is CaseState.OPEN
    at.settle_all()
    at.conclude()


def test_a_critical_item_that_does_not_apply_must_be_confirmed_by_people(store: Store, at: Campaign) -> None:
    critical = next(
        code for code in at.scope() if sample.profile(store).targets[code].critical and code != at.apart
    )
    case = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    at.rate(case, at.hr, Role.HR, {critical: State.NOT_APPLICABLE})
    at.rate(case, at.boss, Role.MANAGER, {critical: State.NOT_APPLICABLE})
    store.act_as(at.hr)
    with pytest.raises(Unsettled) as refused:
        at.conclude(case=case)
    assert refused.value.codes == (critical,)
    store.write(decisions.settle, case, critical, None, "такой работы здесь нет")
    at.conclude(case=case)


def test_a_conclusion_has_named_people_with_their_posts_of_that_day(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude(
        Outcome.WITH_CONDITIONS,
        conditions="курс по системе записи",
        signers=(at.boss, at.hr, at.boss),
    )
    event = sample.last_event(store)
    assert event.data["outcome"] == "with_conditions"
    assert event.data["signers"] == [at.boss]
    assert "курс" not in repr(event.data) and "интервью" not in repr(event.data)
    boss = store.read(people.person, at.boss)
    store.write(people.change, replace(boss, post="директор"))
    (found,) = store.read(decisions.decision, at.case, None, ON).conclusions
    assert (found.outcome, found.reasons, found.conditions, found.on) == (
        Outcome.WITH_CONDITIONS,
        "по фактам интервью",
        "курс по системе записи",
        ON,
    )
    assert found.by == Signer(at.hr, "Соколова Анна", "специалист")
    assert found.signers == (Signer(at.boss, "Громов Максим", "руководитель"),)


def test_concluding_closes_the_case_with_a_computation_that_can_be_repeated(
    store: Store, at: Campaign
) -> None:
    at.settle_all()
    at.conclude()

    snapshot = store.read(snapshots.snapshot, at.case)
    assert recompute(snapshot) == snapshot
    assert snapshot.results["levels"][at.apart] == "3"
    with pytest.raises(Closed):
        at.conclude()
    with pytest.raises(Closed):
        at.settle_all()
    with pytest.raises(Closed):
        store.write(campaigns.withdraw, at.case, "передумал", ON)
    with pytest.raises(Closed):
        store.write(sheets.revise, at.hers, "описка")


def test_newer_conclusions_stand_first(store: Store, at: Campaign) -> None:
    at.conclude(Outcome.CONTINUE)
    at.settle_all()
    at.conclude(Outcome.NOT_RECOMMEND)
    found = store.read(decisions.decision, at.case, None, ON).conclusions
    assert [one.outcome for one in found] == [Outcome.NOT_RECOMMEND, Outcome.CONTINUE]


@pytest.mark.parametrize(
    ("outcome", "why", "more", "error"),
    [
        (Outcome.RECOMMEND, "  ", {}, NeedsReason),
        (Outcome.WITH_CONDITIONS, "по фактам", {}, Missing),
        (Outcome.RECOMMEND, "по фактам", {"conditions": "курс"}, Impossible),
        (Outcome.RECOMMEND, "по фактам", {"signers": (777,)}, Unknown),
        (Outcome.RECOMMEND, "о" * 5001, {}, TooLong),
    ],
)
def test_what_cannot_be_concluded_is_refused(
    store: Store, at: Campaign, outcome: Outcome, why: str, more: dict[str, Any], error: type[Exception]
) -> None:
    at.settle_all()
    with pytest.raises(error):
        store.write(decisions.conclude, at.case, outcome, why, **more)
    assert store.read(decisions.decision, at.case, None, ON).conclusions == ()


def test_a_withdrawn_candidate_is_neither_settled_nor_concluded(store: Store, at: Campaign) -> None:
    store.write(campaigns.withdraw, at.case, "передумал", ON)
    with pytest.raises(Withdrawn):
        at.settle_all()
    with pytest.raises(Withdrawn):
        at.conclude()
    assert store.read(decisions.decision, at.case, at.hr, ON).withdrawn == "передумал"


def test_staff_is_not_concluded_on_in_the_words_of_hiring(store: Store, at: Campaign) -> None:
    cycle = sample.cycle(store, CycleKind.AD_HOC)
    case = sample.case(store, at.boss, cycle)
    at.rate(case, at.hr, Role.HR, {})
    with pytest.raises(Impossible):
        at.conclude(case=case)


def test_the_decision_says_that_the_case_was_opened_early(store: Store, at: Campaign) -> None:
    case = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    at.rate(case, at.hr, Role.HR, {})
    store.write(cases.open_early, case, "руководитель в отпуске")
    found = store.read(decisions.decision, case, at.hr, ON)
    assert found.result.opening is not None and found.result.opening.waiting == ("Громов Максим",)
    at.conclude(case=case)
    shown = {one.case.case_id: one for one in store.read(campaigns.candidates, at.cycle, at.hr)}
    assert shown[case].state is CandidateState.DECIDED
    assert shown[case].concluded is Outcome.RECOMMEND


@pytest.mark.parametrize("table", ["conclusion", "conclusion_signer", "settled", "snapshot"])
def test_what_was_decided_cannot_be_taken_out_by_hand(store: Store, at: Campaign, table: str) -> None:
    at.settle_all()
    at.conclude(signers=(at.boss,))

    def delete(session: Session) -> None:
        session.connection().execute(text(f"DELETE FROM {table}"))

    with pytest.raises(IntegrityError):
        store.write(delete)


def test_a_decision_takes_as_many_statements_for_three_assessors_as_for_one(
    store: Store, at: Campaign
) -> None:
    alone = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"), [(at.hr, Role.HR)])
    at.rate(alone, at.hr, Role.HR, {})
    third = sample.add(store, "Орлов")
    store.write(campaigns.assign, at.case, third, Role.EXPERT)
    at.rate(at.case, third, Role.EXPERT, {})
    store.act_as(at.hr)
    at.settle_all()
    store.read(decisions.decision, at.case, at.hr, ON)  # editions are read once and kept
    one, three = (sample.count(store, decisions.decision, case, at.hr, ON) for case in (alone, at.case))
    assert one == three <= 30


def test_whoever_was_refused_withdrew_or_was_hired_is_not_passed_over(store: Store, at: Campaign) -> None:
    gone = at.another("Ким")
    store.write(campaigns.withdraw, gone, "передумала", ON)
    with pytest.raises(Withdrawn):
        store.write(refusals.choose_another, gone, "опыт")
    refused = at.another("Юдин")
    at.conclude(Outcome.NOT_RECOMMEND, refused)
    with pytest.raises(RefusedAlready):
        store.write(refusals.choose_another, refused, "опыт")
    at.settle_all()
    at.conclude()
    store.write(refusals.choose_another, at.case, "опыт")
    at.hire()  # the one who was chosen has declined
    assert store.read(decisions.decision, at.case, at.hr, ON).refused is None
    with pytest.raises(NotRefused):
        store.read(refusals.draft, at.case, at.hr, ON)
    assert store.read(refusals.refused) == (refused,)
    with pytest.raises(Hired):
        store.write(refusals.choose_another, at.case, "опыт")


# The mirror


def test_the_mirror_is_for_the_own_sheet_alone(store: Store, at: Campaign) -> None:
    other = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    draft = at.rate(other, at.boss, Role.MANAGER, {at.apart: 3}, submit=False)
    seen = store.read(mirrors.mirror, draft, at.boss)
    assert seen.n == len(at.scope())
    assert seen.history_n == len(at.scope())
    assert seen.history_shares is not None and seen.history_shares[1] * seen.history_n == 1
    for viewer in (at.hr, None):
        with pytest.raises(NotYours):
            store.read(mirrors.mirror, draft, viewer)
        with pytest.raises(NotYours):
            store.read(mirrors.mirror, at.his, viewer)
    with pytest.raises(Unknown):
        store.read(mirrors.mirror, 777, at.boss)


def test_the_history_of_the_mirror_counts_a_corrected_sheet_once(store: Store, at: Campaign) -> None:
    store.act_as(at.boss)
    fixed = store.write(sheets.revise, at.his, "описка")
    store.write(sheets.rate, fixed, sample.item(store, at.apart), Mark.rated(0))
    store.write(sheets.submit, fixed)
    other = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    draft = at.rate(other, at.boss, Role.MANAGER, {}, submit=False)
    seen = store.read(mirrors.mirror, draft, at.boss)
    assert seen.history_shares is not None
    assert (seen.history_n, seen.history_shares[0] * seen.history_n) == (len(at.scope()), 1)
