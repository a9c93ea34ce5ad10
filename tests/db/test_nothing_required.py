"""A model that sets no mandatory requirements: nobody meets or misses what nobody asks (law 20)."""

from dataclasses import replace

from db.assessing import assessments, cases, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import drafts, frameworks, starter
from domain.framework.edition import NO_REQUIREMENTS
from domain.framework.profile import Phase
from domain.framework.provision import Provision, Topic
from domain.mark import Mark, Role
from domain.people.gates import GateKind
from tests.db import sample


def test_result_and_card_of_a_person_ask_what_the_model_of_the_case_asks(store: Store) -> None:
    model = starter.starter()
    bare = tuple(replace(one, requirements=NO_REQUIREMENTS) for one in model.profiles)
    draft = store.write(drafts.begin_from, replace(model, profiles=bare))
    store.write(drafts.publish, draft, "Проверили с начальником смены")
    boss, operator = sample.add(store, "Громов"), sample.add(store, "Орлова", post="супервайзер")
    before = store.read(people.card, operator, boss, sample.TODAY)
    assert (before.gates, before.requirements) == (
        (),
        None,
    )  # what a manager must have is asked of nobody else
    profile = next(one.id for one in store.read(frameworks.profiles_of, draft) if one.phase is Phase.POST)
    sheet = store.write(assessments.start, operator, boss, Role.MANAGER, profile)
    items = store.read(frameworks.framework, draft).items
    store.write(sheets.enter, sheet, {one.id: (Mark.rated(2), "") for one in items})
    store.write(sheets.submit, sheet)
    case = store.read(cases.case_of, operator)
    assert store.read(cases.result, case, boss, sample.TODAY).gates == ()
    assert store.read(people.card, operator, boss, sample.TODAY).gates == ()


def test_what_the_job_description_asks_and_nobody_confirmed_is_known_of_the_profile(store: Store) -> None:
    model = starter.starter()
    bare = tuple(replace(one, requirements=NO_REQUIREMENTS) for one in model.profiles)
    line = "Высшее образование и опыт работы не менее 2 лет"
    read = (Provision(Topic.GENERAL, "", "1.2", line, whole=True),)
    for provisions, unconfirmed in ((read, True), ((), False)):
        draft = store.write(drafts.begin_from, replace(model, profiles=bare), provisions=provisions)
        for one in store.read(frameworks.profiles_of, draft):
            assert one.requirements.unconfirmed is unconfirmed
        store.write(drafts.discard, draft)
    assert not sample.profile(store).requirements.unconfirmed


def test_a_person_is_asked_what_the_post_asks_and_without_a_post_nothing(store: Store) -> None:
    boss, manager, nobody = (
        sample.add(store, name, post=post)
        for name, post in (("Громов", ""), ("Орлова", "менеджер"), ("Ершов", ""))
    )
    asked = store.read(people.card, manager, boss, sample.TODAY)
    assert [one.kind for one in asked.gates] == list(GateKind)
    assert store.read(people.card, nobody, boss, sample.TODAY).requirements is None


def test_the_shipped_profiles_know_the_clauses_of_their_document(store: Store) -> None:
    clauses = sample.profile(store).requirements.clauses
    assert list(clauses.values()) == ["1.2 1)", "1.2 2)", "1.3"]


def test_a_new_edition_keeps_the_clauses(store: Store) -> None:
    draft = store.write(drafts.begin, 1)
    for one in store.read(frameworks.profiles_of, draft):
        assert list(one.requirements.clauses.values()) == ["1.2 1)", "1.2 2)", "1.3"]
