"""Items of a job description are proposed to functions by their words, far better than all to the first."""

from dataclasses import replace

from domain.framework.edition import Edition
from domain.framework.framework import Kind
from domain.progress import Progress
from domain.text import Text
from reports.intake import placing
from reports.intake.model import job_description
from tests.reports.intake.models import SOURCE


def found() -> Edition:
    return job_description.parse(SOURCE.encode(), "инструкция", Progress())


def test_most_items_of_the_source_come_under_the_function_that_ships(shipped: Edition) -> None:
    ships = {one.code: one.function for one in shipped.items}
    read = found()
    proposed = placing.placed(read)
    right = [one.code for one in proposed.items if one.function == ships[one.code]]
    first = [one.code for one in read.items if one.function == ships[one.code]]
    assert (len(right), len(first), len(ships)) == (53, 13, 71)
    assert {one.function for one in proposed.items} == {one.code for one in shipped.functions}
    assert sorted(one.text.ru for one in proposed.items) == sorted(one.text.ru for one in read.items)


def test_items_stand_function_by_function_and_never_go_back_within_a_kind() -> None:
    proposed = placing.placed(found())
    order = [one.function for one in proposed.items]
    assert order == sorted(order)
    for kind in Kind:
        codes = [one.code for one in proposed.items if one.kind is kind]
        assert codes == sorted(codes)


def test_one_function_and_words_that_are_nowhere_else_change_nothing() -> None:
    read = found()
    one = replace(read, functions=read.functions[:1], duties=())
    assert placing.placed(one) == one
    silent = replace(read, items=tuple(replace(item, text=Text("ъ")) for item in read.items))
    assert {item.function for item in placing.placed(silent).items} == {"F1"}
