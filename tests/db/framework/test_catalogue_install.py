"""A new file holds the shipped catalogue word for word, published, with the same identities everywhere."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlmodel import Session, select

from db import models
from db.file.store import Store
from db.framework import catalogue, frameworks
from domain.assessing.policy import Policy
from domain.canonical import content_hash
from domain.development.plan import ActionKind
from domain.errors import Unknown
from domain.framework.framework import EditionState, Kind
from domain.framework.profile import Phase
from domain.scale import Band
from domain.text import Text
from resources import text
from tests.db import sample


def shipped(name: str) -> Any:
    return yaml.safe_load(text(f"catalogue/{name}.yaml"))


def test_items_stand_by_function_with_knowledge_before_skills(store: Store) -> None:
    framework = sample.framework(store)
    order = [(item.function, item.kind is Kind.SKILL, item.code) for item in framework.items]
    assert order == sorted(order)
    assert len(order) == 71
    assert framework.state is EditionState.PUBLISHED


def test_every_word_of_an_item_is_that_of_the_catalogue(store: Store) -> None:
    content = shipped("catalogue")
    framework = sample.framework(store)
    for part, clause in (("knowledge", "1.4"), ("skills", "1.5")):
        for told in content[part]:
            item = framework.item(told["code"])
            assert item.text == Text(told["ru"], told["en"])
            assert item.label == Text(told["label_ru"], told["label_en"])
            assert item.clause == f"{clause} {told['number']})"
            assert (item.function, list(item.secondary)) == (told["function"], sorted(told["secondary"]))
            assert (item.org_specific, item.own) == (told["org_specific"], False)


def test_functions_and_duties_are_complete_and_in_their_order(store: Store) -> None:
    content = shipped("catalogue")
    framework = sample.framework(store)
    assert [one.clause for one in framework.functions] == [one["number"] for one in content["functions"]]
    assert [one.short.en for one in framework.functions] == [one["short_en"] for one in content["functions"]]
    told = [(one.code, one.clause, one.text.ru, list(one.items)) for one in framework.duties]
    assert told == [(one["code"], one["number"], one["ru"], one["competencies"]) for one in content["duties"]]


def test_twins_and_neighbours_are_kept_apart(store: Store) -> None:
    framework = sample.framework(store)
    assert framework.alias_groups == (("K03", "K10"), ("K07", "K20", "K34"))
    assert ("K01", "K02") in framework.similar
    assert all(len(pair) == 2 for pair in framework.similar)


def test_the_scale_has_five_levels_with_anchors_for_knowledge_and_skill(store: Store) -> None:
    scale = store.read(frameworks.scale)
    for level, told in zip(scale.levels, shipped("scale")["levels"], strict=True):
        assert level.value == told["value"]
        assert level.name == Text(**told["name"])
        assert level.knowledge == Text(**told["knowledge"])
        assert level.skill == Text(**told["skill"])


def test_both_profiles_have_the_targets_of_the_catalogue(store: Store) -> None:
    content = shipped("catalogue")
    for phase, key in ((Phase.HIRE, "candidate"), (Phase.POST, "manager")):
        profile = sample.profile(store, phase)
        for told in [*content["knowledge"], *content["skills"]]:
            target = profile.targets[told["code"]]
            assert target.level == told["target"][key]
            assert (target.weight, target.critical) == (told["weight"], told["critical"])
            assert (target.critical_reason is not None) == told["critical"]
        assert sum(target.critical for target in profile.targets.values()) == 11


def test_the_gates_ask_what_clauses_1_2_and_1_3_ask(store: Store) -> None:
    requirements = sample.profile(store).requirements
    told = shipped("catalogue")["eligibility"]
    assert requirements.education.ru == told["education"]["ru"]
    assert requirements.min_education == "spo_specialist"
    assert [way.min_months for way in requirements.alternatives] == [6, 12]
    assert set(requirements.areas) == set(told["experience"]["areas"])
    assert set(requirements.examinations) == {"preliminary", "periodic", "extraordinary"}


def test_every_item_has_its_question_and_the_sets_are_planned_in_minutes(store: Store) -> None:
    framework = sample.framework(store)
    questions = store.read(frameworks.questions, framework.id)
    interview = shipped("interview")
    told = {one["code"]: one for one in interview["questions"]}
    assert list(questions) == [item.code for item in framework.items]
    assert all(questions[code].question.ru == told[code]["question"]["ru"] for code in questions)
    assert all(questions[code].strong.en == told[code]["strong"]["en"] for code in questions)
    sets = store.read(frameworks.question_sets, framework.id)
    assert {one.code: list(one.items) for one in sets} == {
        one["id"]: one["codes"] for one in interview["meta"]["sets"]
    }
    minutes = interview["meta"]["minutes_per_question"]
    for one in sets:
        assert one.minutes == sum(minutes[told[code]["type"]] for code in one.items)
    assert [one.minutes for one in sets] == sorted(one.minutes for one in sets)


def test_every_item_has_its_three_actions_and_there_is_one_to_give_a_level(store: Store) -> None:
    library = store.read(frameworks.library)
    assert sum(len(actions) for actions in library.actions.values()) == 213
    assert set(library.actions) == {item.code for item in sample.framework(store).items}
    assert library.assess.kind is ActionKind.ASSESS
    assert [action.kind for action in library.pick("K01", Band.LARGE)] == ["formal", "social", "experience"]


def test_the_policy_is_that_of_the_method(store: Store) -> None:
    policy_id, number, policy = store.read(frameworks.policy)
    assert (policy_id, number, policy) == (1, 2, Policy())
    assert policy.final_coverage == Fraction(7, 10)


def test_two_files_agree_on_the_identity_of_everything_shipped(store: Store, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "другой.merilo", None, fast=True).store
    for read in (_keys, _uids, _hashes):
        assert store.read(read) == other.read(read)
    other.close()


def _keys(session: Session) -> list[str]:
    return sorted(session.exec(select(models.Item.key)))


def _uids(session: Session) -> list[str]:
    found = [
        *session.exec(select(models.Framework.uid)),
        *session.exec(select(models.Profile.uid)),
        *session.exec(select(models.LibraryAction.uid)),
    ]
    assert len(set(found)) == 1 + 2 + 214
    return sorted(found)


def _hashes(session: Session) -> list[str]:
    found = [
        *session.exec(select(models.Framework.content_hash)),
        *session.exec(select(models.Profile.content_hash)),
        *session.exec(select(models.Scale.content_hash)),
        *session.exec(select(models.Policy.content_hash)),
    ]
    assert len(set(found)) == 5
    return found


def test_an_identity_follows_from_catalogue_and_code(store: Store) -> None:
    framework = sample.framework(store)
    assert framework.item("K01").key == catalogue.shipped_uid(framework.key, "K01")
    # Version 5 stands in the identity itself.
    assert framework.item("K01").key[14] == "5"


def test_a_hash_is_over_the_content(store: Store) -> None:
    def kept(session: Session) -> str:
        return session.exec(select(models.Policy.content_hash)).one()

    assert store.read(kept) == content_hash(Policy().to_json())


def test_installing_is_one_event_without_an_actor(store: Store) -> None:
    def told(session: Session) -> list[tuple[str, int | None]]:
        rows = session.exec(select(models.Journal).order_by(models.Journal.seq))  # pyright: ignore[reportArgumentType]
        return [(row.act, row.actor_id) for row in rows]

    assert store.read(told) == [("install", None)]


def test_an_edition_is_read_once_for_as_long_as_the_file_is_open(store: Store) -> None:
    first = sample.framework(store)
    assert sample.framework(store) is first
    assert sample.count(store, frameworks.framework, first.id) == 0
    assert sample.count(store, frameworks.questions, first.id) > 0
    assert sample.count(store, frameworks.questions, first.id) == 0


def test_what_a_transaction_has_just_written_is_not_kept(store: Store) -> None:
    def draft(session: Session) -> None:
        session.add(
            models.Framework(
                id=2,
                uid=str(sample.new_uid()),
                key="own",
                number=1,
                scale_id=1,
                title_ru="своя",
                state=EditionState.PUBLISHED,
                content_hash="",
            )
        )
        session.flush()
        assert frameworks.framework(session, 2).title.ru == "своя"
        raise Unknown("framework", 2)

    with pytest.raises(Unknown):
        store.write(draft)
    with pytest.raises(Unknown):
        store.read(frameworks.framework, 2)


@pytest.mark.parametrize(
    "read",
    [frameworks.framework, frameworks.scale, frameworks.profile, frameworks.policy, frameworks.questions],
)
def test_an_edition_that_is_not_there_is_unknown(store: Store, read: Callable[..., object]) -> None:
    with pytest.raises(Unknown):
        store.read(read, 99)


def test_a_file_without_a_published_edition_says_so(store: Store) -> None:
    def retire(session: Session) -> None:
        for table in (models.Framework, models.Scale):
            row = session.get_one(table, 1)
            row.state = EditionState.RETIRED
            session.add(row)
        session.flush()
        for read in (frameworks.newest, frameworks.scale):
            with pytest.raises(Unknown):
                read(session)
        session.rollback()
        session.info["unjournaled"] = True

    store.write(retire)


def test_an_action_for_an_item_of_another_edition_is_left_out(store: Store) -> None:
    def strange(session: Session) -> int:
        session.add(
            models.LibraryAction(
                uid=str(sample.new_uid()),
                item_key=str(sample.new_uid()),
                code="own-1",
                kind=ActionKind.FORMAL,
                weeks=1,
                text_ru="учиться",
                evidence_ru="сдано",
            )
        )
        session.flush()
        found = frameworks.library(session, 1)
        session.rollback()
        session.info["unjournaled"] = True
        return sum(len(actions) for actions in found.actions.values())

    assert store.write(strange) == 213


def test_the_tasks_that_a_candidate_gets_in_print_are_those_of_the_shipped_model(store: Store) -> None:
    handed = {one.code for one in sample.framework(store).items if one.key in catalogue.handed_out()}
    assert handed == {"S02", "S26"}
