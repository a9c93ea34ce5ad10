"""Merging another file of the organisation into this one: what comes, what stays, what people decide."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from db import models
from db.assessing import cycles, people
from db.development import plan_edit
from db.exchange import keys, packets, pairing
from db.exchange.merge import merging, other_file
from db.exchange.merge.merge_rules import RULES, How
from db.file import lock
from db.file.errors import OpenElsewhere, WrongPassword
from db.file.store import Store
from db.framework import drafts
from db.hiring import decisions as hiring
from db.journal import journal
from db.journal.exports import Of
from db.people import erasing, register
from db.team import diary
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.errors import TooLittleSpace, Unknown
from domain.exchange.key import Introduction
from domain.exchange.merging import Conflict, Decisions, Double, Keep, Kind, Merged, NotMerged, Why
from domain.exchange.packet import PacketKind
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.erasure import Choice, Order
from domain.people.issued import Issue
from domain.people.twins import CannotMerge
from domain.period import next_quarter
from domain.progress import Cancelled, Progress
from tests.db import sample
from tests.db.exchange import merged
from tests.db.framework import drafted

type Two = tuple[Path, Path]

_ELSEWHERE = "11111111-1111-4111-8111-111111111111"  # identity of an organisation


@pytest.fixture
def two(path: Path) -> Two:
    """This file and that of a branch, parted a moment ago."""
    merged.begun(path, sample.Clock())
    return path, merged.forked(path, "филиал")


def names(file: Path) -> list[str]:
    with merged.opened(file) as store:
        return sorted(one.surname for one in store.read(people.everybody))


def sound(file: Path) -> None:
    with merged.opened(file) as store:
        assert store.check().problems == ()


def count(told: Merged, kind: Kind) -> tuple[int, int, int]:
    one = next(one for one in told.counts if one.kind is kind)
    return one.new, one.changed, one.conflicting


def test_every_table_has_one_rule_and_only_what_belongs_to_a_file_alone_says_why_it_stays_apart() -> None:
    models.load()
    assert sorted(one.table for one in RULES) == sorted(SQLModel.metadata.tables)
    assert all((one.how is How.APART) == bool(one.why) for one in RULES)
    for rule in RULES:
        columns = SQLModel.metadata.tables[rule.table].columns.keys()
        named = {name for same in rule.same if same != "*" for name in same.split()} | set(rule.free.split())
        assert (named | {rule.owner} - {""}) <= set(columns), rule.table


def test_what_each_file_has_of_its_own_is_in_both_in_the_end_and_the_preview_says_so(two: Two) -> None:
    here, there = two
    with merged.opened(here) as store:
        sample.add(store, "Громов")
    with merged.opened(there) as store:
        case = sample.case(store, sample.candidate(store, "Лебедева"))
        sample.sheet(store, case, 1, said=3)
        store.write(hiring.conclude, case, Outcome.RECOMMEND, "подходит")
    with merged.opened(here) as store:
        before = store.read(lambda session: session.exec(select(models.Journal.seq)).all())
        with other_file.opened(there, merged.PASSWORD, store) as other:
            told = merging.preview(store.write, other, Decisions(papers=merged.PAPERS), merged.NAMED)
            assert store.read(lambda session: session.exec(select(models.Journal.seq)).all()) == before
            done = store.write(merging.merge, other, Decisions(papers=merged.PAPERS), merged.NAMED)
    assert replace(done, event=0) == told
    assert (done.event, done.conflicts) == (len(before) + 1, ())
    assert (count(done, Kind.PEOPLE), count(done, Kind.CASES), count(done, Kind.SHEETS)) == ((1, 0, 0),) * 3
    assert count(done, Kind.MARKS)[0] == 71
    assert {"Громов", "Лебедева"} <= set(names(here))
    assert "Громов" not in names(there)
    sound(here)


def test_what_only_one_file_changed_is_taken_and_what_both_changed_waits_for_a_person(two: Two) -> None:
    here, there = two
    with merged.opened(there) as store:
        for key, post in ((3, "мастер"), (4, "токарь")):
            store.write(people.change, replace(store.read(people.person, key), post=post))
    with merged.opened(here) as store:
        store.write(people.change, replace(store.read(people.person, 4), post="слесарь"))
        store.write(people.change, replace(store.read(people.person, 5), post="сварщик"))
    with pytest.raises(NotMerged) as refused:
        merged.merge(here, there)
    assert (refused.value.why, refused.value.n) == (Why.UNDECIDED, 1)
    again = merged.forked(here, "ещё")
    for file, keep, post in ((here, Keep.HERE, "слесарь"), (again, Keep.THERE, "токарь")):
        told = merged.merge(file, there, keep)
        assert told.conflicts == (Conflict(Kind.PEOPLE, "E-0004"),)
        with merged.opened(file) as store:
            assert [store.read(people.person, key).post for key in (3, 4, 5)] == ["мастер", post, "сварщик"]
        sound(file)


def test_codes_given_twice_are_told_and_a_second_card_is_proposed_but_never_merged_by_itself(
    two: Two,
) -> None:
    here, there = two
    with merged.opened(here) as store:
        mine = sample.add(store, "Лебедева", given="Ирина")
    with merged.opened(there) as store:
        case = sample.case(
            store, sample.add(store, "Лебедева", given="Ирина"), sample.cycle(store, CycleKind.AD_HOC)
        )
        sample.sheet(store, case, 1, said=2)
    again = merged.forked(here, "ещё")
    told = merged.merge(here, there)
    assert told.doubles == (Double("E-0006", "E-0006", "Лебедева Ирина"),)
    assert [(one.there, one.here) for one in told.recoded] == [("E-0006", "E-0007")]
    assert names(here).count("Лебедева") == 2
    merged.merge(again, there, same={"E-0006": "E-0006"})
    assert names(again).count("Лебедева") == 1
    merged.merge(again, there)
    with merged.opened(again) as store:
        assert names(again).count("Лебедева") == 1, "the same file again brings nobody back"
        assert store.read(lambda session: session.exec(select(models.Case.person_id)).all()).count(mine) == 1
    sound(again)
    with pytest.raises(Unknown):
        merged.merge(here, there, same={"E-0099": "E-0006"})


def test_two_cards_that_cannot_be_one_leave_everything_as_it_was(two: Two) -> None:
    here, there = two
    with merged.opened(there) as store:
        sample.add(store, "Абрамов", manager_id=3)
    with pytest.raises(CannotMerge):
        merged.merge(here, there, same={"E-0006": "E-0003"})
    assert names(here).count("Абрамов") == 1
    sound(here)


@pytest.mark.parametrize("where", ["here", "there"])
def test_who_was_erased_in_one_file_is_erased_in_both_and_comes_back_by_no_road(two: Two, where: str) -> None:
    here, there = two
    for file in two:
        with merged.opened(file) as store:
            store.write(diary.write, 3, (1,), "Абрамов помог Беловой", Polarity.FOR, sample.SEEN_ON)
            store.write(
                diary.write, 4, (1,), f"Абрамов и Белова {file.parent.name}", Polarity.FOR, sample.SEEN_ON
            )
    with merged.opened(here if where == "here" else there) as store:
        store.write(erasing.erase, Order(3, "отзыв", "№ 1", others=Choice.REMOVE))
    told = merged.merge(here, there, Keep.HERE)
    assert told.erased == (() if where == "here" else ("E-0003",))
    assert not [one for one in names(here) if "Абрамов" in one]
    with merged.opened(here) as store:
        texts = store.read(lambda session: session.exec(select(models.Evidence.text)).all())
        assert len(texts) == 2
        assert not [text for text in texts if "Абрамов" in text]
        assert [line.marks_kept for line in store.read(erasing.ledger)] == [True]
    sound(here)
    assert merged.merge(here, there, Keep.HERE).erased == ()


@pytest.mark.parametrize("kept", ["here", "there"])
def test_of_two_erasures_of_one_person_the_stricter_wins_in_whichever_file_it_was(
    two: Two, kept: str
) -> None:
    here, there = two
    with merged.opened(here) as store:
        sample.sheet(store, sample.case(store, 3), 1, said=2)
    merged.merge(there, here, Keep.HERE)
    assert len(_marks(there)) == 71
    for file, name in zip(two, ("here", "there"), strict=True):
        with merged.opened(file) as store:
            order = Order(3, "отзыв", f"№ {name}", marks_kept=name == kept, others=Choice.REMOVE)
            store.write(erasing.erase, order)
    assert [len(_marks(file)) for file in two] == ([71, 0] if kept == "here" else [0, 71])
    told = merged.merge(here, there, Keep.HERE)
    assert told.erased == (("E-0003",) if kept == "here" else ())
    assert _marks(here) == {}
    with merged.opened(here) as store:
        assert [line.marks_kept for line in store.read(erasing.ledger)] == [False]
    sound(here)
    assert merged.merge(here, there, Keep.HERE).erased == ()


def test_a_second_signed_sheet_of_one_assessor_is_never_replaced_and_is_told(two: Two) -> None:
    here, there = two
    for file, said in ((here, 1), (there, 4)):
        with merged.opened(file) as store:
            sample.sheet(store, 1, 1, said=said)
    with merged.opened(there) as store:
        store.act_as(2)
        sample.sheet(store, 2, 2, Role.MANAGER, said=3)
    mine = dict(_marks(here))
    with pytest.raises(NotMerged) as refused:
        merged.merge(here, there, Keep.THERE)
    assert refused.value.why is Why.FIXED
    told = merged.merge(here, there, Keep.HERE)
    assert told.conflicts == (Conflict(Kind.SHEETS, "2026-IV E-0003 E-0001", fixed=True),)
    assert [(one.new, one.same) for one in told.counts if one.kind is Kind.MARKS] == [(71, 0)]
    assert mine.items() <= dict(_marks(here)).items()
    assert len(_marks(here)) == 2 * 71
    sound(here)


def test_a_draft_gives_way_to_the_sheet_that_its_assessor_signed_and_two_drafts_are_joined(two: Two) -> None:
    here, there = two
    with merged.opened(here) as store:
        codes = [one.code for one in sample.framework(store).items]
        sample.sheet(store, 1, 1, said={codes[0]: 1}, submit=False)
        sample.sheet(store, 2, 1, said={codes[0]: 1, codes[1]: 2}, submit=False)
    with merged.opened(there) as store:
        sample.sheet(store, 1, 1, said=4)
        sample.sheet(store, 2, 1, said={codes[1]: 3, codes[2]: 4}, submit=False)
    told = merged.merge(here, there, Keep.HERE)
    assert told.conflicts == (Conflict(Kind.SHEETS, "2026-IV E-0004 E-0001"),)
    with merged.opened(here) as store:
        rows = store.read(
            lambda session: session.exec(
                select(models.Mark.level)
                .join(models.Sheet)
                .where(models.Sheet.case_id == 2)
                .order_by(models.Mark.item_id)
            ).all()
        )
    assert list(rows) == [1, 2, 4]
    assert len(_marks(here)) == 71
    sound(here)


def test_a_cycle_closed_in_one_file_takes_no_sheet_that_the_other_signed_meanwhile(two: Two) -> None:
    here, there = two
    with merged.opened(there) as store:
        sample.sheet(store, 1, 1, said=4)
    again = merged.forked(there, "ещё")
    with merged.opened(here) as store:
        store.write(cycles.close_cycle, 1, "срок")
    told = merged.merge(here, there, Keep.HERE)
    assert Conflict(Kind.CASES, "2026-IV E-0003", fixed=True) in told.conflicts
    assert _marks(here) == {}
    told = merged.merge(again, here, Keep.HERE)
    assert Conflict(Kind.CYCLES, "2026-IV", fixed=True) in told.conflicts
    with merged.opened(again) as store:
        assert store.read(cycles.cycle, 1).state == "open"
    for file in (here, again):
        sound(file)


def test_a_quarter_closed_there_is_closed_here_with_its_calculations(two: Two) -> None:
    here, there = two
    with merged.opened(there) as store:
        sample.sheet(store, 1, 1, said=4)
        store.write(cycles.close_cycle, 1, "срок")
    merged.merge(here, there)
    with merged.opened(here) as store:
        assert store.read(cycles.cycle, 1).state == "closed"
        assert store.read(lambda session: len(session.exec(select(models.Snapshot.id)).all())) == 1
    sound(here)


def test_a_plan_comes_with_all_its_parts_as_one_file_left_it_and_two_versions_wait_for_a_person(
    path: Path,
) -> None:
    merged.begun(path, sample.Clock())
    with merged.opened(path) as store:
        plan = store.write(plan_edit.begin, 4, next_quarter(sample.TODAY))
        first, second, third = (one.code for one in sample.framework(store).items[:3])
        goal = store.write(plan_edit.choose_goal, plan, first, 1, sample.TODAY, 4)
    there = merged.forked(path, "филиал")
    with merged.opened(there) as store:
        store.write(plan_edit.drop_goal, goal)
        store.write(plan_edit.choose_goal, plan, second, 1, sample.TODAY, 4)
        store.write(plan_edit.add_meeting, plan, next_quarter(sample.TODAY).starts_on + timedelta(31))
        wanted = merged.content(store)
    again = merged.forked(path, "ещё")
    told = merged.merge(again, there)
    assert (count(told, Kind.PLANS), told.conflicts) == ((0, 1, 0), ())
    with merged.opened(again) as store:
        assert merged.content(store) == wanted
    sound(again)
    with merged.opened(path) as store:
        store.write(plan_edit.choose_goal, plan, third, 1, sample.TODAY, 4)
        mine = merged.content(store)
    with pytest.raises(NotMerged):
        merged.merge(path, there)
    other = merged.forked(path, "иначе")
    for file, keep, whole in ((path, Keep.HERE, mine), (other, Keep.THERE, wanted)):
        assert [one.kind for one in merged.merge(file, there, keep).conflicts] == [Kind.PLANS]
        with merged.opened(file) as store:
            assert merged.content(store) == whole
        sound(file)


def test_an_edition_published_there_comes_beside_a_draft_here_and_of_two_drafts_ours_stays(two: Two) -> None:
    here, there = two
    again, draft_there = merged.forked(here, "ещё"), merged.forked(here, "черновик")
    with merged.opened(there) as store:
        drafted.published(store)
        sample.case(store, 3, sample.cycle(store, CycleKind.AD_HOC))
    told = merged.merge(again, there)
    assert (count(told, Kind.MODELS)[2], told.recoded) == (0, ())
    with merged.opened(again) as store:
        assert sample.framework(store).number == 2
    sound(again)
    for file in (here, draft_there):
        with merged.opened(file) as store:
            draft, edition = drafted.begun(store)
            if file is draft_there:
                store.write(drafts.put, draft, drafted.with_own_item(edition))
    told = merged.merge(here, there)
    assert [(one.there[-3:], one.here[-3:]) for one in told.recoded] == [("(2)", "(3)")]
    sound(here)
    told = merged.merge(here, draft_there, Keep.HERE)
    assert [(one.kind, one.fixed) for one in told.conflicts] == [(Kind.MODELS, True)]
    sound(here)


def test_papers_keep_the_number_they_were_printed_with_and_a_number_given_twice_is_told(two: Two) -> None:
    here, there = two
    for file in two:
        with merged.opened(file) as store:
            case = sample.case(store, sample.candidate(store, f"Кандидат {file.parent.name}"))
            store.write(
                register.issue, "decision", Of.CASE, case, Issue(sample.TODAY - timedelta(1), "Директор")
            )
    told = merged.merge(here, there)
    assert len(told.twice) == 1
    with merged.opened(here) as store:
        papers = store.read(register.register)
        assert [one.code for one in papers] == [told.twice[0]] * 2
        assert len({one.subject_id for one in papers if hasattr(one, "subject_id")}) in (0, 2)
    sound(here)
    merged.merge(here, there)
    with merged.opened(here) as store:
        assert len(store.read(register.register)) == 2


def test_a_document_numbered_in_both_files_keeps_the_number_here_and_is_named(two: Two) -> None:
    here, there = two
    issued = "idp", Of.PLAN, 1
    for file, by in zip(two, ("Директор", "Зам. директора"), strict=True):
        with merged.opened(file) as store:
            store.write(register.issue, *issued, Issue(sample.TODAY, by))
    with pytest.raises(NotMerged) as refused:
        merged.merge(here, there)
    assert refused.value.why is Why.UNDECIDED
    told = merged.merge(here, there, Keep.HERE)
    (line,) = [one for one in told.conflicts if one.kind is Kind.PAPERS]
    with merged.opened(here) as store:
        (paper,) = store.read(register.register)
        signed = store.read(lambda session: session.exec(select(models.IssuedPaper.signed_by)).all())
    assert paper.code == line.place and line.fixed and signed == ["Директор"]
    sound(here)


def test_packets_that_both_files_sent_to_one_key_are_both_in_the_list(two: Two) -> None:
    here, there = two
    at = pairing.new().public

    def sent(session: Session) -> None:
        key_id = keys.know(session, Introduction(at, "Крылов", "Завод", _ELSEWHERE), 2, at.groups)
        (to,) = (one for one in keys.known(session) if one.id == key_id)
        top = packets.head(session, PacketKind.MODEL, to)
        packets.sent(session, top, at.signing, "ab" * 32, None, 2)

    for file in two:
        with merged.opened(file) as store:
            store.write(keys.keep, pairing.new())
            store.write(sent)
    merged.merge(here, there)
    sound(here)
    with merged.opened(here) as store:
        assert len({one.sequence for one in store.read(packets.packets)}) == 2


def test_what_is_no_second_file_of_the_organisation_is_refused_and_nothing_is_written(
    two: Two, another: object, tmp_path: Path
) -> None:
    here, there = two
    strange = tmp_path / "чужой" / "завод.merilo"
    strange.parent.mkdir()
    Store.create(strange, merged.PASSWORD, fast=True).store.close()
    for other, why in ((here, Why.SAME_FILE), (strange, Why.OTHER_ORGANISATION)):
        with pytest.raises(NotMerged) as refused:
            merged.merge(here, other)
        assert refused.value.why is why
    with merged.opened(here) as store:
        with pytest.raises(WrongPassword), other_file.opened(there, "не тот пароль 12", store):
            pass
        held = lock.take(there, sample.Clock())
        try:
            with pytest.raises(OpenElsewhere), other_file.opened(there, merged.PASSWORD, store):
                pass
        finally:
            held.release()
        store.free = lambda: 1_000
        with pytest.raises(TooLittleSpace), other_file.opened(there, merged.PASSWORD, store):
            pass
    sound(here)


@pytest.mark.parametrize("at", [0, 30, 60])
def test_a_merge_given_up_on_its_way_leaves_the_file_as_it_was_with_all_its_guards(two: Two, at: int) -> None:
    here, there = two
    with merged.opened(there) as store:
        sample.sheet(store, sample.case(store, sample.candidate(store, "Лебедева")), 1, said=3)
        store.write(people.change, replace(store.read(people.person, 3), post="мастер"))

    def stop(done: int, _total: int) -> None:
        if done >= at:
            raise Cancelled

    with merged.opened(here) as store:
        before = merged.content(store), store.read(journal.head)
        with other_file.opened(there, merged.PASSWORD, store) as other:
            with pytest.raises(Cancelled):
                store.write(merging.merge, other, Decisions(), merged.NAMED, Progress(stop))
            assert (merged.content(store), store.read(journal.head)) == before
            assert store.check().problems == ()
            store.write(merging.merge, other, Decisions(), merged.NAMED)
        assert "Лебедева" in {one.surname for one in store.read(people.everybody)}


def test_not_a_byte_of_the_other_file_changes(two: Two) -> None:
    here, there = two
    before = there.read_bytes()
    merged.merge(here, there)
    assert there.read_bytes() == before
    assert sorted(one.name for one in there.parent.iterdir()) == ["завод.merilo", "завод.merilo.keys"]


def _marks(file: Path) -> merged.Marks:
    with merged.opened(file) as store:
        return merged.signed_marks(store)
