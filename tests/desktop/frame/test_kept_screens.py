"""Screens that are not read again while nothing changed listen to every table that they read."""

import re

from sqlmodel import SQLModel

from db.development import plan_board
from db.file.store import Store
from db.framework import frameworks
from db.team import diary, sheet_words, staff_cycles
from desktop.development.list_screen import PlansScreen
from desktop.team.cycle.screen import CycleScreen
from desktop.team.diary.screen import DiaryScreen
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.mark import Role
from domain.period import quarter_of
from tests.db import sample
from tests.desktop.conftest import TODAY

# A published edition and a policy never change.
FROZEN = {
    *("framework", "function", "item", "item_function", "item_group"),
    *("duty", "duty_item", "policy", "question_set", "question_set_item"),
}


def test_the_plans_and_the_page_of_a_cycle_listen_to_all_they_read(store: Store) -> None:
    boss, vera = sample.add(store, "Gromov", is_actor=True), sample.add(store, "Adams")
    store.act_as(boss)
    quarter = quarter_of(TODAY)
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=quarter.starts_on, ends_on=quarter.ends_on)
    sample.sheet(store, sample.case(store, vera, cycle), boss, Role.MANAGER, {"K01": 2}, submit=False)
    with sample.statements(store) as asked:
        store.read(staff_cycles.page, cycle)
    assert {"case", "sheet", "mark", "unit"} <= (read := tables(asked))
    assert read - FROZEN <= CycleScreen.TABLES
    with sample.statements(store) as asked:
        store.read(plan_board.rows, TODAY)
    assert {"plan", "unit"} <= (read := tables(asked))
    assert read <= PlansScreen.TABLES


def test_the_diary_listens_to_all_it_reads(store: Store) -> None:
    boss, vera = sample.add(store, "Gromov", is_actor=True), sample.add(store, "Adams")
    other = sample.add(store, "Brown", is_actor=True)
    store.act_as(other)
    item = store.read(frameworks.newest).item("K01").id
    store.write(diary.write, vera, (item,), "seen", Polarity.FOR, TODAY)
    store.act_as(boss)
    sample.sheet(store, sample.case(store, vera), boss, Role.MANAGER, {"K01": 2}, submit=False)
    with sample.statements(store) as asked:
        store.read(diary.page, boss)
        store.read(sheet_words.words, boss)
    assert {"case", "sheet", "evidence_item", "mark_text"} <= (read := tables(asked))
    assert read - FROZEN <= DiaryScreen.TABLES


def tables(asked: list[str]) -> set[str]:
    named = {name for one in asked for name in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', one)}
    return {str(name) for name in SQLModel.metadata.tables} & named
