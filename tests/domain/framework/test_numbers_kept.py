"""On the paper of a job description no number moves and none is missing."""

from collections.abc import Sequence

from domain.framework.job_description import Clause, Feed, FeedKind, LineKind, Standing
from domain.framework.numbers_kept import printed_lines
from domain.text import Text


def line(number: str, place: str | None = None, *, out: bool = False, feed: FeedKind | None = None) -> Clause:
    text = Text("слова", "words")
    kind = LineKind.ITEM if number.endswith(")") else LineKind.CLAUSE
    standing = Standing.LEFT_OUT if out else Standing.SOURCE
    feeds = () if feed is None else (Feed(feed, "X1"),)
    return Clause(number if place is None else place, number, kind, text, standing, text, None, feeds)


def said(lines: Sequence[Clause]) -> list[str]:
    return [f"{one.printed_number} {one.text.ru}" for one in printed_lines(lines)]


def of_model(*numbers: int, head: str = "1.4", feed: FeedKind = FeedKind.ITEM) -> list[Clause]:
    return [line(f"{head} {at})", "", feed=feed) for at in numbers]


def test_a_clause_left_out_between_others_is_said_to_be_not_used() -> None:
    lines = [line(f"1.{at}", out=at == 7) for at in range(1, 9)]
    assert said(lines)[-3:] == ["1.6. слова", "1.7. Не применяется.", "1.8. слова"]


def test_what_is_left_out_at_the_end_of_a_list_leaves_no_trace() -> None:
    lines = [*(line(f"1.{at}") for at in range(1, 8)), line("1.8", out=True), line("2.1")]
    assert said(lines) == [f"1.{at}. слова" for at in range(1, 8)] + ["2.1. слова"]


def test_competencies_that_are_gone_are_told_in_runs_and_the_others_keep_their_numbers() -> None:
    assert said(of_model(1, 3, 4, 8)) == [
        "1) слова",
        "2) не применяется;",
        "3) слова",
        "4) слова",
        "5)–7) не применяются;",
        "8) слова",
    ]
    assert said(of_model(3))[0] == "1)–2) не применяются;", "also before the first"


def test_a_function_without_its_list_of_duties_keeps_its_number() -> None:
    heads = [line(f"3.1.{at}", feed=FeedKind.FUNCTION) for at in (1, 2, 5)]
    assert said(heads) == ["3.1.1. слова", "3.1.2. слова", "3.1.3–3.1.4. Не применяются.", "3.1.5. слова"]


def test_the_same_number_in_two_lists_is_two_numbers() -> None:
    lines = [*of_model(1, 2), *of_model(1, 2, head="1.5")]
    assert said(lines) == ["1) слова", "2) слова"] * 2


def test_a_model_with_numbers_of_its_own_has_no_gaps() -> None:
    items = [line(number, "", feed=FeedKind.ITEM) for number in ("4.2", "4.7", "12", "1.4")]
    assert said(items) == ["4.2. слова", "4.7. слова", "12. слова", "1.4. слова"]


def test_an_imported_document_answers_for_the_numbers_it_had() -> None:
    lines = [line("2.1.", "p1"), line("2.4.", "p2"), line("2.5.", "p3", out=True), line("2.6.", "p4")]
    assert said(lines) == ["2.1. слова", "2.4. слова", "2.5. Не применяется.", "2.6. слова"]
    again = [line("1)", "p1"), line("2)", "p2", out=True), line("1)", "p3"), line("3)", "p4")]
    assert said(again) == ["1) слова", "1) слова", "2) не применяется;", "3) слова"]
