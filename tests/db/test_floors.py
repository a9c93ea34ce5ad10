"""Floors in a file: old files are upgraded, old cycles stop at the target, new ones at the floor (law 10)."""

from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from db import models
from db.assessing import cases, cycles, snapshots
from db.file import engine as engines
from db.file import migrate
from db.file.store import Store
from db.framework import drafts, editions, frameworks
from db.hiring import campaigns
from db.journal import journal
from db.team import staff_cycles
from domain.assessing.case import CycleKind
from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.snapshot import recompute
from domain.canonical import canonical, content_hash
from domain.errors import NeedsReason
from domain.framework.edition import profile_hash
from domain.framework.edition_edit import set_target
from domain.framework.edition_faults import Faulty, Flaw
from domain.framework.profile import Phase
from domain.mark import Role
from domain.text import Text
from tests.db import sample

OLD = Policy(stops_below=StopsBelow.TARGET).to_json()
WHY = Text("Без этого к смене не допускают.", "Nobody is let to the shift without it.")


def older_policy(session: Session) -> int:
    """Put the rules of an upgraded file beside those of today, as its first cycles hold them."""
    row = models.Policy(number=1, content=OLD, content_hash=content_hash(OLD))
    session.add(row)
    session.flush()
    assert row.id is not None
    journal.record(session, "test", "policy", row.id, {})
    return row.id


def stops(store: Store, case_id: int) -> tuple[str, ...]:
    found = store.read(cases.result, case_id, None, sample.TODAY)
    return tuple(row.code for row in found.score.stops)


def test_a_file_from_before_gets_floors_and_rules_beside_the_old_ones(tmp_path: Path) -> None:
    made = engines.in_memory()
    with made.begin() as connection:
        command.upgrade(migrate.config(connection), "0001")
        for statement in (
            "INSERT INTO scale (id, key, number, state, content_hash) VALUES (1, 's', 1, 'published', 'h')",
            "INSERT INTO framework (id, uid, key, number, scale_id, title_ru, state, note, content_hash, "
            "retire_note) VALUES (1, 'f', 'm', 1, 1, 'М', 'published', '', 'h', '')",
            "INSERT INTO function (id, framework_id, code, clause, ru, short_ru, origin, position) "
            "VALUES (1, 1, 'F1', '', 'ф', 'ф', 'source', 1)",
            "INSERT INTO item (id, key, framework_id, function_id, kind, code, clause, ru, label_ru, "
            "position, org_specific, origin) "
            "VALUES (1, 'k', 1, 1, 'skill', 'S01', '', 'т', 'я', 1, 0, 'source')",
            "INSERT INTO profile (id, uid, key, number, framework_id, post_ru, phase, requirements, state, "
            "content_hash) VALUES (1, 'p', 'm-post', 1, 1, 'Мастер', 'post', '{}', 'published', 'kept')",
            "INSERT INTO target (profile_id, item_id, level, weight, critical) VALUES (1, 1, 4, 3, 1)",
        ):
            connection.execute(text(statement))
        connection.execute(
            text("INSERT INTO policy (number, content, content_hash) VALUES (1, :content, :hash)"),
            {"content": canonical(OLD).decode(), "hash": content_hash(OLD)},
        )
        migrate.install(connection)
        with Session(connection) as session:
            assert session.exec(select(models.Profile.content_hash)).one() == "kept"
            target = session.exec(select(models.Target)).one()
            assert (target.level, target.weight, target.critical, target.floor) == (4, 3, True, None)
            rules = session.exec(select(models.Policy).order_by("number")).all()
            assert [(row.number, Policy.from_json(row.content).stops_below) for row in rules] == [
                (1, StopsBelow.TARGET),
                (2, StopsBelow.FLOOR),
            ]
            assert [row.content_hash for row in rules] == [content_hash(row.content) for row in rules]
            assert rules[0].content == OLD
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE target SET floor = 5"))
    made.dispose()


def test_a_cycle_opened_before_stops_at_the_target_and_a_new_one_at_the_floor(store: Store) -> None:
    old = store.write(older_policy)
    manager = sample.add(store, "Громов")
    told = {"K18": 3, "S03": 1}  # targets 4 and 3, floors 3 and 2
    before = sample.cycle(store, CycleKind.AD_HOC, policy_id=old)
    case = sample.case(store, sample.add(store, "Ким"), before)
    sample.sheet(store, case, manager, Role.MANAGER, told)
    later = sample.case(store, sample.add(store, "Лебедева"), sample.cycle(store, CycleKind.AD_HOC))
    sample.sheet(store, later, manager, Role.MANAGER, told)
    assert stops(store, case) == ("S03", "K18")
    assert stops(store, later) == ("S03",)
    store.write(cycles.close_cycle, before)
    taken = store.read(snapshots.snapshot, case)
    assert "stops_below" not in taken.inputs["policy"]
    assert recompute(taken) == taken
    assert stops(store, case) == ("S03", "K18")


def test_a_new_cycle_is_offered_the_rules_with_floors_only(store: Store) -> None:
    store.write(older_policy)
    assert [number for _, number, _ in store.read(staff_cycles.editions).policies] == [2]
    assert store.read(cycles.cycle, sample.cycle(store)).policy_id == store.read(frameworks.policy)[0]
    assert store.read(frameworks.policy)[2].stops_below is StopsBelow.FLOOR


def test_a_floor_of_a_draft_is_kept_with_its_reason_published_and_then_frozen(store: Store) -> None:
    published = sample.profile(store, Phase.POST)
    was = published.targets["K18"]
    number = store.write(drafts.begin, sample.framework(store).id)
    content = store.read(editions.content, number)
    own = replace(was, own_floor=2, floor_reason=WHY)
    profile = content.profile(published.key)
    targets = {**profile.targets, "K18": replace(own, floor_reason=Text(" "))}
    silent = replace(content, profiles=(replace(profile, targets=targets),))
    with pytest.raises(Faulty) as wrong:
        store.write(drafts.put, number, silent)
    assert [one.flaw for one in wrong.value.faults] == [Flaw.FLOOR_REASON]
    store.write(drafts.put, number, set_target(content, content, published.key, "K18", own))
    assert store.read(editions.impact, number).targets == 1
    there = store.read(editions.content, number).profile(published.key)
    assert there.targets["K18"] == own
    assert profile_hash(there) != profile_hash(published)
    assert sample.profile(store, Phase.POST).targets["K18"].floor == 3


def test_a_vacancy_that_asks_less_takes_the_floor_along_and_one_of_its_own_needs_a_reason(
    store: Store,
) -> None:
    hr = (sample.add(store, "Соколова"), Role.HR)
    base = sample.profile(store)
    code, was = next((code, one) for code, one in base.targets.items() if one.critical)
    with pytest.raises(NeedsReason):
        sample.campaign(store, hr, targets={code: replace(was, own_floor=1)})
    asked = {code: replace(was.at(1), critical=True)}
    lower = store.read(campaigns.campaign, sample.campaign(store, hr, targets=asked)).profile
    assert (lower.targets[code].level, lower.targets[code].floor) == (1, 1)
    mild = {code: replace(was, own_floor=1, floor_reason=WHY)}
    own = store.read(campaigns.campaign, sample.campaign(store, hr, targets=mild)).profile
    assert (own.targets[code].floor, own.targets[code].floor_reason) == (1, WHY)
