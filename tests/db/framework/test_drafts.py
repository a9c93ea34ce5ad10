"""A model has editions: a draft is changed and published; what was made before does not move by a byte."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import assessments, cycles, people
from db.file.store import Store
from db.framework import drafts, editions, frameworks
from desktop.office.papers import documents, registry
from desktop.office.papers.document import Asked
from domain.canonical import content_hash
from domain.errors import NeedsReason, NothingChanged, Published, Taken, Unknown
from domain.framework import edition_edit as edit
from domain.framework import retirement
from domain.framework.edition_faults import Faulty, Flaw, Part
from domain.framework.edition_numbers import identity
from domain.framework.framework import Kind
from domain.framework.profile import Phase, Target
from domain.framework.provision import Provision, Topic
from domain.framework.version_acts import MapFaulty, Unconfirmed
from domain.framework.version_map import Fate, Link, Word
from domain.mark import Role
from domain.people.person import Person
from domain.text import Text
from tests.db import sample
from tests.db.framework.drafted import begun, post, with_own_item
from tests.domain.models import model


def every_provision(session: Session) -> list[models.Provision]:
    return list(session.exec(select(models.Provision)))


def test_a_draft_says_what_the_edition_in_force_says(store: Store) -> None:
    draft, content = begun(store)
    base = store.read(editions.content, 1)
    assert content == base
    assert store.read(editions.view, draft).differences == ()
    assert store.write(drafts.begin, 1) == draft  # a second one would be merged by nobody


def test_the_hash_of_the_shipped_edition_is_that_of_its_content(store: Store) -> None:
    row = store.read(lambda session: session.get_one(models.Framework, 1).content_hash)
    assert row == store.read(editions.content, 1).hash


def test_what_is_put_into_a_draft_comes_out_of_it(store: Store) -> None:
    draft, content = begun(store)
    base = store.read(editions.content, 1)
    steps = [
        with_own_item,
        lambda one: edit.add_function(one, Text("подрядчики", "contractors")),
        lambda one: edit.add_duty(one, "F6", Text("выбирает подрядчика"), ("K40", "S01")),
        lambda one: edit.add_other_duty(one, "F1", Text("замещает"), ("S02",)),
        lambda one: edit.move_item(one, "K06", "F2", ("F1", "F3")),
        lambda one: edit.reword_item(one, "K01", Text("иначе", "otherwise"), Text("Ярлык")),
        lambda one: edit.group(one, ("S01", "S02")),
        lambda one: edit.group(one, ("K03",)),
        lambda one: edit.drop_item(one, "S32"),
        lambda one: edit.drop_duty(one, "D1.1"),
        lambda one: edit.link_duty(one, "D1.2", ("S05", "K01")),
        lambda one: edit.ask(one, "K40", replace(one.questions["K01"], minutes=7)),
        lambda one: edit.set_target(
            one, base, post(one), "K02", Target(4, 1, False, weight_reason=Text("теперь реже"))
        ),
        lambda one: edit.add_profile(one, "senior", Text("Старший менеджер"), Phase.POST, like=post(one)),
        lambda one: edit.word_level(one, replace(one.levels[3], skill=Text("делает сам", "does alone"))),
        lambda one: edit.identify(one, {"K02": str(sample.new_uid())}),
        lambda one: replace(  # two items change codes with each other
            one,
            items=tuple(
                replace(two, code={"S15": "S16", "S16": "S15"}.get(two.code, two.code)) for two in one.items
            ),
        ),
    ]
    seen = [content]
    for step in steps:
        content = step(content)
        assert store.write(drafts.put, draft, content) > 0
        assert store.read(editions.content, draft) == content
        seen.append(content)
    for content in reversed(seen):  # undo is to put what stood before
        store.write(drafts.put, draft, content)
        assert store.read(editions.content, draft) == content
    assert store.read(editions.content, 1) == base
    assert store.checkup() == ()


def test_a_draft_is_shown_without_a_walk_through_the_marks_of_all(store: Store) -> None:
    hr = sample.add(store, "Соколова")
    sample.sheet(store, sample.case(store, sample.candidate(store)), hr, said={"K06": 2})
    draft, content = begun(store)
    store.write(drafts.put, draft, edit.set_target(content, None, post(content), "K06", Target(4, 3, False)))
    with sample.statements(store) as asked:
        store.read(editions.view, draft)
    assert not any("FROM mark" in one for one in asked)
    assert store.read(editions.impact, draft).marks == 1


def test_a_change_writes_only_what_differs(store: Store) -> None:
    draft, content = begun(store)
    target = Target(4, 3, False)
    with sample.statements(store) as asked:
        store.write(drafts.put, draft, edit.set_target(content, None, post(content), "K06", target))
    assert sum(one.startswith("UPDATE") for one in asked) == 2  # the target, and the hash of its profile
    assert not any(one.startswith("DELETE") for one in asked)


@pytest.mark.parametrize("note", ["", "   "])
def test_publishing_asks_for_a_note(store: Store, note: str) -> None:
    draft, content = begun(store)
    store.write(drafts.put, draft, with_own_item(content))
    with pytest.raises(NeedsReason):
        store.write(drafts.publish, draft, note)


def test_a_draft_without_a_change_is_not_published(store: Store) -> None:
    draft, _ = begun(store)
    with pytest.raises(NothingChanged):
        store.write(drafts.publish, draft, "просто так")


def test_a_weight_without_a_reason_is_not_even_kept(store: Store) -> None:
    draft, content = begun(store)
    profile = content.profile(post(content))
    silent = replace(profile.targets["K06"], weight=1)
    wrong = replace(
        content,
        profiles=tuple(
            replace(one, targets={**one.targets, "K06": silent}) if one.key == profile.key else one
            for one in content.profiles
        ),
    )
    with pytest.raises(Faulty) as refused:
        store.write(drafts.put, draft, wrong)
    assert [(one.flaw, one.code) for one in refused.value.faults] == [(Flaw.WEIGHT_REASON, "K06")]
    assert store.read(editions.content, draft) == content


def test_a_discarded_draft_leaves_nothing(store: Store) -> None:
    def rows() -> dict[str, int]:
        return {
            table.__tablename__: len(store.read(lambda session, one=table: session.exec(select(one)).all()))
            for table in (
                *(models.Framework, models.Function, models.Item, models.ItemFunction, models.ItemGroup),
                *(models.Duty, models.DutyItem, models.Question, models.QuestionSet, models.Profile),
                *(models.QuestionSetItem, models.Target, models.Scale, models.ScaleLevel, models.VersionLink),
            )
        }

    before = rows()
    draft, content = begun(store)
    content = edit.word_level(with_own_item(content), replace(content.levels[0], name=Text("ноль")))
    store.write(drafts.put, draft, content)
    assert rows() != before
    store.write(drafts.discard, draft)
    assert rows() == before
    with pytest.raises(Unknown):
        store.read(editions.content, draft)


def test_the_job_description_of_an_edition_goes_on_to_the_next_and_a_discarded_one_leaves_nothing(
    store: Store,
) -> None:
    lines = (
        Provision(Topic.HEAD, "", "", "Типовая инструкция", True),
        Provision(Topic.GENERAL, "1. Общие положения", "1.2", "лицо, имеющее высшее образование", True),
    )
    first = sample.framework(store)
    content = store.read(editions.content, first.id)
    wanted = replace(content, title=Text("Иначе", "Otherwise"))
    draft = store.write(drafts.begin_from, wanted, first.id, (), lines)
    assert store.read(editions.view, draft).provisions == lines
    store.write(drafts.publish, draft, "по инструкции")
    following = store.write(drafts.begin, draft)
    assert store.read(editions.view, following).provisions == lines
    store.write(drafts.discard, following)
    assert [one.framework_id for one in store.read(every_provision)] == [draft] * 2
    assert store.checkup() == ()


def test_the_words_of_a_level_belong_to_a_scale_of_their_own_edition(store: Store) -> None:
    draft, content = begun(store)
    worded = edit.word_level(content, replace(content.levels[4], skill=Text("учит других")))
    store.write(drafts.put, draft, worded)
    store.write(drafts.publish, draft, "Уточнили четвёртый уровень")
    assert store.read(frameworks.scale).levels[4].skill.ru == "учит других"
    assert store.read(editions.content, 1).levels == content.levels
    cycle = store.read(cycles.cycle, sample.cycle(store))
    assert store.read(frameworks.scale, cycle.scale_id).number == 2


def test_why_a_part_was_taken_out_is_kept_and_frozen_with_the_edition(store: Store) -> None:
    draft, content = begun(store)
    base = store.read(editions.content, 1)
    key = content.item("S32").key
    gone = retirement.retire(content, base, Part.ITEM, "S32", " больше не нужна ")
    gone = retirement.retire(gone, base, Part.DUTY, "D1.1", "передана другой должности")
    store.write(drafts.put, draft, gone)
    found = store.read(editions.content, draft)
    assert found == gone and found.hash != base.hash
    assert found.retired == {key: "больше не нужна", "D1.1": "передана другой должности"}
    told = {one.code: one.reason for one in store.read(editions.view, draft).differences if one.reason}
    assert told == {"S32": "больше не нужна", "D1.1": "передана другой должности"}
    store.write(drafts.put, draft, content)  # undone: the reason goes too
    assert store.read(editions.content, draft).retired == {}
    store.write(drafts.put, draft, gone)
    store.write(drafts.publish, draft, "сняли лишнее")
    with pytest.raises(Published):
        store.write(drafts.put, draft, content)
    following = store.write(drafts.begin, draft)
    assert store.read(editions.content, following).retired == {}  # it tells of one edition alone
    assert store.read(editions.view, following).differences == ()
    assert store.checkup() == ()


def test_a_day_of_review_may_be_set_on_a_published_edition(store: Store) -> None:
    store.write(drafts.review, 1, date(2027, 7, 1))
    assert store.read(editions.editions)[0].review_on == date(2027, 7, 1)


def test_a_confirmed_grouping_is_told_with_name_and_day_and_lives_on(store: Store) -> None:
    store.act_as(sample.add(store, "Громов"))
    assert store.read(editions.groupings, 1) == {}
    store.write(drafts.confirm_grouping, 1, ("K01", "K06"))
    before = content_hash([one.code for one in store.read(frameworks.framework, 1).items])
    told = store.read(editions.groupings, 1)
    assert {code: one.actor for code, one in told.items()} == {"K01": "Громов", "K06": "Громов"}
    draft, content = begun(store)
    store.write(drafts.put, draft, edit.move_item(content, "K06", "F2"))
    store.write(drafts.publish, draft, "K06 теперь про контроль")
    assert set(store.read(editions.groupings, draft)) == {"K01"}  # K06 is a new proposal
    assert content_hash([one.code for one in store.read(frameworks.framework, 1).items]) == before


def test_the_map_of_versions_is_kept_as_it_was_published(store: Store) -> None:
    store.act_as(sample.add(store, "Громов"))
    draft, content = begun(store)
    content = with_own_item(edit.reword_item(content, "K01", Text("иначе"), Text("Ярлык")))
    content = edit.add_item(content, str(sample.new_uid()), Kind.KNOWLEDGE, "F1", Text("голосовой помощник"))
    store.write(drafts.put, draft, edit.drop_item(content, "S32"))
    with pytest.raises(MapFaulty):
        store.write(drafts.relate, draft, (Link(Fate.SPLIT, ("K02",), ("K40",)),))
    store.write(drafts.relate, draft, (Link(Fate.SPLIT, ("S32",), ("K40", "K41")),))
    store.write(drafts.publish, draft, "Разделили")
    links = {one.link.new or one.link.old: one.link.fate for one in store.read(editions.view, draft).links}
    assert links["K40", "K41"] is Fate.SPLIT
    assert (links["K01",], links["K02",]) == (Fate.REWORDED, Fate.SAME)
    rows = store.read(lambda session: [one.actor_id for one in session.exec(select(models.VersionLink))])
    assert len(rows) == 72 + 1 - 1 + 0 and set(rows) == {1}


def test_what_a_file_proposes_waits_for_a_person_and_stops_publishing(store: Store) -> None:
    first, second = (sample.add(store, name, is_actor=True) for name in ("Громов", "Соколова"))
    content = store.read(editions.content, 1)
    renamed = edit.reword_item(content, "K02", Text("показатели группы"), Text("Показатели"))
    renamed = edit.drop_item(renamed, "S32")
    proposed = (Link(Fate.REWORDED, ("K02",), ("K02",), 80), Link(Fate.DROPPED, ("S32",), (), 0))
    draft = store.write(drafts.begin_from, renamed, 1, proposed)
    lines = store.read(editions.view, draft).links
    assert [one.link.fate for one in lines if one.waits] == [Fate.REWORDED, Fate.DROPPED]
    with pytest.raises(Unconfirmed) as refused:
        store.write(drafts.publish, draft, "Новая инструкция")
    assert refused.value.count == 2
    store.act_as(first)
    store.write(drafts.relate, draft, proposed, proposed[:1])
    store.act_as(second)
    store.write(drafts.relate, draft, proposed, proposed)
    store.write(drafts.publish, draft, "Новая инструкция")
    told = {one.link.old: (one.word, one.actor) for one in store.read(editions.view, draft).links}
    assert told["K02",] == (Word.CONFIRMED, "Громов")
    assert told["S32",] == told["K01",] == (Word.CONFIRMED, "Соколова")


def test_a_line_whose_item_was_taken_out_since_says_nothing_more(store: Store) -> None:
    draft, content = begun(store)
    store.write(drafts.put, draft, edit.drop_item(with_own_item(content), "S32"))
    store.write(drafts.relate, draft, (Link(Fate.SPLIT, ("K01",), ("K01", "K40")),))
    store.write(drafts.put, draft, edit.drop_item(store.read(editions.content, draft), "K40"))
    lines = [one for one in store.read(editions.view, draft).links if one.link.fate is not Fate.SAME]
    assert [(one.link.fate, one.link.old, one.link.new, one.word) for one in lines] == [
        (Fate.NEW, (), ("K01",), Word.IMPLIED),
        (Fate.DROPPED, ("K01",), (), Word.IMPLIED),
        (Fate.DROPPED, ("S32",), (), Word.IMPLIED),
    ]


def test_what_was_related_can_be_put_back_with_the_identities_it_had(store: Store) -> None:
    draft, content = begun(store)
    store.write(drafts.put, draft, with_own_item(content))
    before = store.read(editions.content, draft)
    store.write(drafts.relate, draft, (Link(Fate.SPLIT, ("K01",), ("K01", "K40")),))
    assert store.read(editions.content, draft).item("K01").key != before.item("K01").key
    store.write(drafts.relate_again, draft, before, (), ())
    assert store.read(editions.content, draft) == before
    assert {one.word for one in store.read(editions.view, draft).links} == {Word.IMPLIED}


def test_a_reworded_item_found_by_a_person_gets_its_old_identity(store: Store) -> None:
    draft, content = begun(store)
    old = content.item("K02").key
    content = edit.identify(content, {"K02": str(sample.new_uid())})
    store.write(drafts.put, draft, content)
    assert store.read(editions.view, draft).differences
    store.write(drafts.relate, draft, (Link(Fate.REWORDED, ("K02",), ("K02",)),))
    assert store.read(editions.content, draft).item("K02").key == old


def test_a_model_of_another_post_stands_beside_the_first(store: Store) -> None:
    content = replace(
        model(),
        items=tuple(replace(one, key=str(sample.new_uid())) for one in model().items),
    )
    draft = store.write(drafts.begin_from, content)
    with pytest.raises(Taken):
        store.write(drafts.begin_from, content)
    store.write(drafts.publish, draft, "Модель мастера")
    assert sample.framework(store).id == 1  # the file's first model is still what is offered first
    profiles = store.read(frameworks.profiles)
    assert [one.post.ru for one in profiles if one.phase is Phase.POST] == ["Менеджер", "Мастер"]
    person = store.write(people.add, Person(surname="Орлова", post="мастер"))
    chosen = next(one for one in profiles if one.key == "foreman-post")
    sheet = store.write(assessments.start, person, sample.add(store, "Громов"), Role.MANAGER, chosen.id)
    assert sheet
    assert store.checkup() == ()


def test_faulty_content_begins_no_draft(store: Store) -> None:
    before = store.read(editions.editions)
    with pytest.raises(Faulty):
        store.write(drafts.begin_from, replace(model(), items=(*model().items, model().items[0])))
    assert store.read(editions.editions) == before


def test_what_is_said_to_be_merged_gets_the_duties_of_both_and_gives_them_back_when_undone(
    store: Store,
) -> None:
    draft, content = begun(store)
    base = store.read(editions.content, 1)
    store.write(drafts.put, draft, edit.drop_item(content, "K10"))
    before = store.read(editions.content, draft)
    assert "K03" not in before.duty("D2.1").items
    store.write(drafts.relate, draft, (Link(Fate.MERGED, ("K03", "K10"), ("K03",)),))
    after = store.read(editions.content, draft)
    both = {one.code for one in base.duties if {"K03", "K10"} & set(one.items)}
    assert {one.code for one in after.duties if "K03" in one.items} == both
    alone = edit.link_duty(after, "D2.1", tuple(code for code in after.duty("D2.1").items if code != "K03"))
    store.write(drafts.put, draft, alone)
    store.write(drafts.relate, draft, (Link(Fate.MERGED, ("K03", "K10"), ("K03",)),))
    assert "K03" not in store.read(editions.content, draft).duty("D2.1").items, "as people left it"
    store.write(drafts.put, draft, after)
    store.write(drafts.relate_again, draft, before, (), ())
    assert store.read(editions.content, draft) == before


def test_files_about_a_model_are_called_by_its_title_and_never_by_a_key_made_here(
    store: Store, tmp_path: Path
) -> None:
    shipped = sample.framework(store)
    assert store.read(editions.called, shipped.id) == shipped.key
    items = tuple(replace(one, key=str(sample.new_uid())) for one in model().items)
    content = replace(model(), key=identity("model/кладовщик"), title=Text("Кладовщик"), items=items)
    first = store.write(drafts.begin_from, content)
    assert store.read(editions.called, first) == "Кладовщик"
    asked = Asked(first, None, date(2026, 11, 24))
    (paper,) = documents.papers_of(store.read, registry.JOB_DESCRIPTION, asked)
    assert paper.code == "Кладовщик-1"
    items = tuple(replace(one, key=str(sample.new_uid())) for one in items)
    again = replace(content, key=identity("model/кладовщик/2"), items=items)
    second = store.write(drafts.begin_from, again)
    names = {store.read(editions.called, one) for one in (first, second)}
    assert len(names) == 2 and all(name.startswith("Кладовщик-") and len(name) == 14 for name in names)
