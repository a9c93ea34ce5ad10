"""A model as content: what is wrong with it is found, what was changed is told, and it is hashed."""

from dataclasses import replace

import pytest

from domain.errors import Holds, Impossible, Missing, NeedsReason, Taken, TooLong, Unknown
from domain.framework import edition_edit as edit
from domain.framework import retirement
from domain.framework.edition import Edition, profile_hash, requirements_json, requirements_of
from domain.framework.edition_difference import Change, Difference, differences
from domain.framework.edition_faults import Fault, Flaw, Part, circle, faults, hindrances
from domain.framework.framework import Kind
from domain.framework.profile import Phase, Target
from domain.framework.requirement_edit import require
from domain.framework.version_map import Fate, Link
from domain.framework.version_merge import carried, with_the_rest
from domain.people.gates import Alternative, EducationLevel, Requirements
from domain.text import Text
from reports.words.framework import phrases_framework
from resources.i18n import words
from tests.domain import sample
from tests.domain.models import item, model


def flaws(edition: Edition, base: Edition | None = None) -> list[tuple[Flaw, Part, str]]:
    return [(one.flaw, one.part, one.code) for one in faults(edition, base)]


def test_a_sound_model_has_no_faults() -> None:
    assert hindrances(model()) == ()


def test_an_own_knowledge_and_an_own_skill_continue_the_numbers_of_the_document() -> None:
    edition = edit.add_item(model(), "new", Kind.KNOWLEDGE, "F1", Text("чат-бот и голосовой помощник"))
    added = edition.item("K03")
    assert (added.clause, added.own, added.function) == ("1.4 3)", True, "F1")
    assert [one.code for one in edition.items] == ["K01", "K03", "S01", "K02", "S02"]
    assert all(one.targets["K03"] == Target(2, 2, False) for one in edition.profiles)
    assert edit.add_item(edition, "next", Kind.SKILL, "F2", Text("умеет")).item("S03").clause == "1.5 3)"
    assert faults(edition, model()) == ()


def test_a_long_text_gets_a_short_title_cut_at_a_word() -> None:
    text = Text("порядок работы с чат-ботом и голосовым помощником контактного центра")
    label = edit.add_item(model(), "new", Kind.KNOWLEDGE, "F1", text).item("K03").label.ru
    assert label == "Порядок работы с чат-ботом и голосовым…"
    text = Text("основные законодательные и нормативно-правовые акты о торговле")
    label = edit.add_item(model(), "new", Kind.KNOWLEDGE, "F1", text).item("K03").label.ru
    assert label == "Основные законодательные…", "«и» belongs to what is cut off"


def test_a_title_cut_from_its_text_is_whole_on_paper_and_a_written_one_is_kept() -> None:
    text = Text("стандарты и технические условия на хранение товаров " * 4 + "и тары")
    cut = replace(model().items[0], text=text, label=edit.labelled(text))
    assert cut.label.ru.endswith("…")
    assert cut.on_paper == Text("С" + text.ru[1:])
    written = replace(cut, label=Text("Хранение", "Storage"))
    assert written.on_paper == written.label


def test_an_own_function_and_its_duties_stand_in_the_blanks_of_the_source() -> None:
    edition = edit.add_function(model(), Text("работа с подрядчиками"))
    assert (edition.function("F3").clause, edition.function("F3").own) == ("2.2", True)
    edition = edit.add_duty(edition, "F3", Text("выбирает подрядчика"), ("S01",))
    edition = edit.add_duty(edition, "F3", Text("принимает работу"))
    edition = edit.add_duty(edition, "F1", Text("ведёт учёт"))
    edition = edit.add_other_duty(edition, "F1", Text("замещает начальника"))
    edition = edit.add_provision(edition, "F1", Text("график сменный"))
    told = {one.code: one.clause for one in edition.duties if one.own}
    assert told == {
        "D1.2": "3.1.1 2)",
        "D3.1": "3.1.7 1)",
        "D3.2": "3.1.7 2)",
        "D0.1": "3.1.8",
        "D0.2": "3.2",
    }
    assert [one.code for one in edition.duties][:2] == ["D1.1", "D1.2"]
    assert faults(edition) == ()


def test_a_dropped_item_leaves_nothing_that_leads_to_it() -> None:
    edition = edit.drop_item(model(), "S02")
    assert hindrances(edition) == ()
    assert edition.duty("D2.1").items == ()
    assert edition.sets[0].items == ("K01",)
    assert set(edition.questions) == {"K01"}
    assert edit.drop_item(edition, "K02").alias_groups == ()


def test_a_function_goes_only_when_nothing_belongs_to_it() -> None:
    with pytest.raises(Holds) as caught:
        edit.drop_function(model(), "F2")
    assert caught.value.codes == ("K02", "S02", "D2.1")
    edition = edit.move_item(edit.move_item(model(), "K02", "F1", ("F2",)), "S02", "F1")
    edition = edit.drop_function(edit.drop_duty(edition, "D2.1"), "F2")
    assert [one.code for one in edition.items] == ["K01", "K02", "S01", "S02"]
    assert edition.item("K02").secondary == ()
    assert faults(edition) == ()


@pytest.mark.parametrize("critical", [False, True])
def test_another_weight_and_another_stop_signal_need_a_reason(critical: bool) -> None:
    base, target = model(), Target(3, 2 if critical else 3, critical)
    with pytest.raises(NeedsReason):
        edit.set_target(base, base, "foreman-post", "K01", target)
    why = Text("без этого смена стоит")
    reason = {"critical_reason": why} if critical else {"weight_reason": why}
    changed = edit.set_target(base, base, "foreman-post", "K01", replace(target, **reason))
    assert faults(changed, base) == ()
    silent = replace(
        changed,
        profiles=(
            changed.profiles[0],
            replace(changed.profiles[1], targets={**changed.profiles[1].targets, "K01": target}),
        ),
    )
    flaw = Flaw.CRITICAL_REASON if critical else Flaw.WEIGHT_REASON
    assert (flaw, Part.TARGET, "K01") in flaws(silent, base)


def test_going_back_to_the_weight_of_the_edition_before_needs_none() -> None:
    base = model()
    heavy = edit.set_target(
        base, base, "foreman-post", "K01", Target(2, 3, False, weight_reason=Text("важно"))
    )
    assert edit.set_target(heavy, base, "foreman-post", "K01", Target(2, 2, False)) == base


def test_a_profile_is_made_from_another_or_from_scratch() -> None:
    edition = edit.add_profile(model(), "senior", Text("Старший мастер"), Phase.POST, like="foreman-post")
    assert edition.profile("senior").targets == edition.profile("foreman-post").targets
    edition = edit.add_profile(edition, "trainee", Text("Стажёр"), Phase.HIRE, level=1)
    assert {one.level for one in edition.profile("trainee").targets.values()} == {1}
    with pytest.raises(Taken):
        edit.add_profile(edition, "senior", Text("Ещё один"), Phase.POST)
    assert hindrances(edition, model()) == ()


def test_texts_must_say_something_and_not_too_much() -> None:
    with pytest.raises(Missing):
        edit.reword_item(model(), "K01", Text("  "), Text("Ярлык"))
    with pytest.raises(TooLong):
        edit.reword_item(model(), "K01", Text("я" * 10_000), Text("Ярлык"))
    with pytest.raises(Unknown):
        edit.reword_item(model(), "K77", Text("текст"), Text("Ярлык"))


@pytest.mark.parametrize(
    ("wrong", "flaw"),
    [
        (replace(model(), items=(*model().items, item("K01"))), (Flaw.DUPLICATE_CODE, Part.ITEM, "K01")),
        (
            replace(model(), items=(*model().items, replace(item("K05"), key="key-K01"))),
            (Flaw.DUPLICATE_KEY, Part.ITEM, "K05"),
        ),
        (replace(model(), items=(item("K01", "F9"),)), (Flaw.UNKNOWN_CODE, Part.ITEM, "K01")),
        (replace(model(), items=(item("K01", text="я" * 10_000),)), (Flaw.LONG_TEXT, Part.ITEM, "K01")),
        (replace(model(), items=(item("K01", text=" "),)), (Flaw.EMPTY_TEXT, Part.ITEM, "K01")),
        (replace(model(), levels=()), (Flaw.LEVELS, Part.LEVEL, "")),
        (replace(model(), levels=model().levels * 12), (Flaw.LEVELS, Part.LEVEL, "")),
        (replace(model(), levels=model().levels[:4]), (Flaw.LEVELS, Part.LEVEL, "")),
        (replace(model(), alias_groups=(("K01", "K99"),)), (Flaw.UNKNOWN_CODE, Part.GROUP, "K01–K99")),
        (
            replace(model(), alias_groups=(("K01", "K02"), ("K01", "S01"))),
            (Flaw.DUPLICATE_CODE, Part.GROUP, "K01"),
        ),
    ],
)
def test_each_fault_has_its_place_and_its_reason(wrong: Edition, flaw: tuple[Flaw, Part, str]) -> None:
    assert flaw in flaws(wrong)


def test_a_model_without_items_or_profiles_may_be_a_draft_but_is_not_published() -> None:
    empty = replace(Edition("new", Text("Новая должность")), levels=model().levels)
    assert faults(empty) == ()
    assert [one.flaw for one in hindrances(empty)] == [Flaw.NO_ITEMS, Flaw.NO_PROFILE]
    untold = replace(model(), profiles=tuple(replace(one, targets={}) for one in model().profiles))
    assert Fault(Flaw.NO_TARGET, Part.TARGET, "K01") in hindrances(untold)


def test_a_circle_is_found_and_named() -> None:
    assert circle({"a": "b", "b": "c", "c": "root"}) == ()
    assert set(circle({"x": "a", "a": "b", "b": "c", "c": "a"})) == {"a", "b", "c"}
    assert circle({"a": "a"}) == ("a",)


def test_every_change_is_told_once_and_in_order() -> None:
    old = model()
    new = edit.add_item(old, "new", Kind.KNOWLEDGE, "F1", Text("новое"))
    new = edit.reword_item(new, "K01", Text("иначе"), new.item("K01").label)
    new = edit.drop_item(new, "S02")
    why = Text("важно")
    new = edit.set_target(new, old, "foreman-post", "K02", Target(4, 3, False, weight_reason=why))
    new = edit.link_duty(new, "D1.1", ("K01", "S01"))
    assert differences(old, new) == (
        Difference(Part.ITEM, Change.REWORDED, "K01", "текст K01", "иначе"),
        Difference(Part.ITEM, Change.ADDED, "K03", after="Новое"),
        Difference(Part.ITEM, Change.DROPPED, "S02", "Ярлык S02"),
        Difference(Part.DUTY, Change.LINKS, "D1.1", "S01, K01", "K01, S01"),
        Difference(Part.DUTY, Change.LINKS, "D2.1", "S02", ""),
        Difference(Part.SET, Change.LINKS, "short", "K01, S02", "K01"),
        Difference(Part.TARGET, Change.LEVEL, "K02", "2", "4", "foreman-post"),
        Difference(Part.TARGET, Change.WEIGHT, "K02", "2", "3", "foreman-post"),
        Difference(Part.TARGET, Change.REWORDED, "K02", "", "важно", "foreman-post"),
    )
    assert differences(new, new) == ()


def test_what_reads_the_same_on_both_sides_is_no_change_though_its_key_is_another() -> None:
    old = replace(model(), alias_groups=(("K01", "K02"),), similar=(("K01", "K02"),))
    new = replace(old, items=tuple(replace(one, key=f"{one.key}-2") for one in old.items))
    told = [one for one in differences(old, new) if one.part in (Part.DUTY, Part.GROUP)]
    assert told == []
    bare = replace(old, alias_groups=(), similar=())
    groups = [one for one in differences(old, bare) if one.part is Part.GROUP]
    assert [(one.change, one.before) for one in groups] == [(Change.DROPPED, "K01, K02")], "told once"


def test_a_duty_is_told_by_its_clause_and_a_long_text_is_cut_at_a_word() -> None:
    old = model()
    duty = replace(old.duties[0], clause="3.1.1 1)")
    old = replace(old, duties=(duty, *old.duties[1:]))
    long = "сбора статистики по работе специалистов контактного информационного центра за смену"
    new = replace(old, duties=(replace(duty, text=Text(long)), *old.duties[1:]))
    (one,) = differences(old, new)
    told = phrases_framework.difference(one, words("ru")).replace("\u00a0", " ")
    assert told.startswith("3.1.1 1), ") and "D1.1" not in told
    assert told.endswith("специалистов контактного…")


def test_texts_that_begin_alike_are_told_from_where_they_differ() -> None:
    alike = "координировать и согласовывать свою работу с коллегами"
    old = edit.reword_item(model(), "K01", Text(f"{alike} при решении задач"), model().item("K01").label)
    new = edit.reword_item(old, "K01", Text(f"{alike} и смежными отделами"), old.item("K01").label)
    (one,) = differences(old, new)
    told = phrases_framework.difference(one, words("ru"))
    before, after = told.split(" → ")
    assert before.endswith("…с коллегами при решении задач") and after == "…с коллегами и смежными отделами"


def test_an_item_with_another_number_is_still_the_same_item() -> None:
    old = model()
    new = replace(old, items=(replace(old.items[0], code="K09", clause="1.4 9)"), *old.items[1:]))
    told = [one for one in differences(old, new) if one.part is Part.ITEM]
    assert [(one.change, one.before, one.after) for one in told] == [
        (Change.RECODED, "K01 (1.4 1))", "K09 (1.4 9))")
    ]


def test_the_hash_is_of_the_content_and_of_nothing_else() -> None:
    edition = model()
    assert edition.hash == model().hash
    assert edit.reword_item(edition, "K01", Text("иначе"), Text("Ярлык")).hash != edition.hash
    moved = replace(edition, items=edition.items[::-1])
    assert moved.hash != edition.hash  # the order of rating is content
    first, second = edition.profiles
    assert profile_hash(first) == profile_hash(second)
    assert profile_hash(replace(first, targets={**first.targets, "K01": Target(3, 2, False)})) != (
        profile_hash(first)
    )


def test_requirements_come_back_from_what_the_file_keeps() -> None:
    asked = sample.requirements()
    assert requirements_of(requirements_json(asked)) == asked


def test_a_question_goes_also_from_the_selections_that_hold_it() -> None:
    edition = edit.unask(model(), "K01")
    assert "K01" not in edition.questions
    assert all("K01" not in one.items for one in edition.sets)
    assert faults(edition) == ()
    with pytest.raises(Unknown):
        edit.unask(model(), "K99")


def test_what_answers_hold_may_be_empty_but_not_endless() -> None:
    asked = replace(model().questions["K01"], weak=Text(""), strong=Text("да", "x" * 2_001))
    with pytest.raises(TooLong) as caught:
        edit.ask(model(), "K01", asked)
    assert caught.value.field == "strong_en"
    edition = edit.ask(model(), "K01", replace(asked, strong=Text(" да ")))
    assert edition.questions["K01"].strong == Text("да")
    assert faults(edition) == ()
    broken = replace(edition, questions={**edition.questions, "K01": asked})
    assert flaws(broken) == [(Flaw.LONG_TEXT, Part.QUESTION, "K01")]


def test_an_item_is_linked_with_exactly_the_duties_that_are_named() -> None:
    edition = edit.link_item(model(), "K01", ("D2.1",))
    assert "K01" not in edition.duty("D1.1").items
    assert edition.duty("D2.1").items[-1] == "K01"
    assert edit.link_item(edition, "K01", ("D2.1",)) == edition
    with pytest.raises(Unknown):
        edit.link_item(edition, "K01", ("D9.9",))


def test_what_the_edition_before_has_goes_with_a_reason_only() -> None:
    base = model()
    with pytest.raises(NeedsReason):
        retirement.retire(base, base, Part.ITEM, "S02", "  ")
    with pytest.raises(TooLong):
        retirement.retire(base, base, Part.DUTY, "D1.1", "x" * 2_001)
    with pytest.raises(Holds):
        retirement.retire(base, base, Part.FUNCTION, "F2", "не наша")
    gone = retirement.retire(base, base, Part.ITEM, "S02", "не наша")
    assert gone.retired == {base.item("S02").key: "не наша"}
    assert Difference(Part.ITEM, Change.DROPPED, "S02", base.item("S02").label.ru, reason="не наша") in (
        differences(base, gone)
    )
    assert retirement.kept(replace(base, retired=gone.retired), base) == {}  # it came back
    own = edit.add_item(base, "new", Kind.SKILL, "F2", Text("своё"))
    assert retirement.retire(own, base, Part.ITEM, "S03") == base  # an own line of the draft needs none


ASKED = Requirements(
    education=Text("высшее образование", "higher education"),
    education_levels=(
        EducationLevel("school", 0, Text("школа")),
        EducationLevel("higher", 1, Text("высшее")),
    ),
    min_education="higher",
    experience=Text("опыт не менее полугода"),
    areas={"quality": Text("качество"), "planning": Text("планирование")},
    alternatives=(Alternative("own-1", ("quality",), 6),),
    medical=Text(""),
    examinations={},
)


def test_what_a_post_requires_is_told_part_by_part() -> None:
    base = require(model(), model().profiles[0].key, ASKED)
    key = base.profiles[0].key
    assert base.profiles[0].requirements == ASKED
    ways = (Alternative("own-1", ("quality", "planning"), 12),)
    new = require(
        base, key, replace(ASKED, min_education="school", alternatives=ways, medical=Text("осмотр"))
    )
    assert [(one.change, one.before, one.after) for one in differences(base, new)] == [
        (Change.MEDICAL, "", "осмотр"),
        (Change.EDUCATION, "высшее", "школа"),
        (Change.EXPERIENCE, "6: качество", "12: качество, планирование"),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(ASKED, min_education=""), "min_education"),
        (replace(ASKED, education=Text("  ")), "education"),
        (replace(ASKED, min_education="phd"), "min_education"),
        (replace(ASKED, experience=Text("")), "experience"),
        (replace(ASKED, alternatives=()), "months"),
        (replace(ASKED, alternatives=(Alternative("own-1", ("quality",), 0),)), "months"),
        (replace(ASKED, alternatives=(Alternative("own-1", (), 6),)), "areas"),
        (replace(ASKED, alternatives=(Alternative("own-1", ("sales",), 6),)), "areas"),
        (replace(ASKED, medical=Text("да", "x" * 2_001)), "medical_en"),
    ],
)
def test_requirements_that_contradict_themselves_are_refused(wrong: Requirements, field: str) -> None:
    with pytest.raises((Missing, Impossible, TooLong)) as caught:
        require(model(), model().profiles[0].key, wrong)
    assert caught.value.field == field


def test_an_own_function_without_items_hinders_publishing_alone() -> None:
    edition = edit.add_function(model(), Text("работа с подрядчиками"))
    assert faults(edition) == ()
    assert hindrances(edition) == (Fault(Flaw.NO_ITEMS, Part.FUNCTION, "F3"),)
    assert hindrances(edit.move_item(edition, "S02", "F3")) == ()


def test_a_file_with_targets_of_its_own_keeps_what_it_is_silent_about() -> None:
    base = model()
    moved = {one.code: f"X{number}" for number, one in enumerate(base.items)}
    content = replace(
        base,
        items=tuple(replace(one, code=moved[one.code]) for one in base.items),
        duties=(),
        questions={},
        sets=(),
        alias_groups=(),
        similar=(),
        profiles=tuple(
            replace(one, targets={moved[code]: target for code, target in one.targets.items()})
            for one in base.profiles
        ),
    )
    kept = with_the_rest(base, content)
    assert base.questions and kept.questions.keys() == {moved[code] for code in base.questions}
    assert all(one.code == code for code, one in kept.questions.items())
    assert [one.items for one in kept.sets] == [tuple(moved[c] for c in one.items) for one in base.sets]
    assert [one.items for one in kept.duties] == [tuple(moved[c] for c in one.items) for one in base.duties]
    assert kept.alias_groups == tuple(tuple(moved[c] for c in group) for group in base.alias_groups)
    assert not faults(kept)


def test_what_a_file_does_say_takes_the_place_of_what_was_there() -> None:
    base = model()
    code, asked = next(iter(base.questions.items()))
    content = replace(base, questions={code: replace(asked, minutes=asked.minutes + 1)}, sets=())
    kept = with_the_rest(base, content)
    assert kept.questions[code].minutes == asked.minutes + 1
    assert kept.sets == base.sets
    gone = replace(content, items=tuple(one for one in base.items if one.code != code), questions={})
    assert code not in with_the_rest(base, gone).questions
    assert all(code not in one.items for one in with_the_rest(base, gone).sets)


def test_a_target_that_is_asked_no_more_or_anew_is_a_difference() -> None:
    base = model()
    profile = base.profiles[0]
    less = replace(profile, targets={code: one for code, one in profile.targets.items() if code != "K01"})
    without = replace(base, profiles=(less, *base.profiles[1:]))
    gone = Difference(Part.TARGET, Change.DROPPED, "K01", "2", profile=profile.key)
    again = Difference(Part.TARGET, Change.ADDED, "K01", after="2", profile=profile.key)
    assert differences(base, without) == (gone,)
    assert differences(without, base) == (again,)
    added = edit.add_item(base, "own", Kind.SKILL, "F1", Text("новое"))
    assert [one.part for one in differences(base, added)] == [Part.ITEM]


def test_profiles_of_a_file_without_targets_keep_those_of_before() -> None:
    base = model()
    bare = replace(base, profiles=tuple(replace(one, targets={}) for one in base.profiles))
    assert with_the_rest(base, bare) == base


def test_a_translation_stays_where_the_russian_is_as_before() -> None:
    base = model()
    russian = replace(
        base,
        title=Text(base.title.ru),
        functions=tuple(
            replace(one, text=Text(one.text.ru), short=Text(one.short.ru)) for one in base.functions
        ),
        items=tuple(replace(one, text=Text(one.text.ru)) for one in base.items),
        duties=tuple(replace(one, text=Text(one.text.ru)) for one in base.duties),
        questions={
            code: replace(one, question=Text(one.question.ru)) for code, one in base.questions.items()
        },
        profiles=tuple(replace(one, post=Text(one.post.ru)) for one in base.profiles),
    )
    assert with_the_rest(base, russian) == base
    reworded = edit.reword_item(russian, "K01", Text("иначе"), Text("Иначе"))
    assert with_the_rest(base, reworded).item("K01").text == Text("иначе")


def test_merged_items_keep_the_links_of_both_with_the_duties() -> None:
    old = model()
    duty, *others = old.duties
    old = replace(old, duties=(replace(duty, items=("S01", "S02", "K01")), *others))
    alone = tuple(one for one in old.items if one.code != "S02")
    new = replace(old, items=alone, duties=(), questions={}, sets=(), profiles=())
    links = [Link(Fate.MERGED, ("S01", "S02"), ("S01",))]
    links += [Link(Fate.SAME, (one.code,), (one.code,)) for one in alone if one.code != "S01"]
    assert carried(old, new, links).duties[0].items == ("S01", "K01")
    again = replace(new, duties=tuple(replace(one, items=()) for one in old.duties))
    assert carried(old, again, links).duties[0].items == ("S01", "K01")
