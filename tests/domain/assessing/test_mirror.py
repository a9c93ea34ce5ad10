"""The mirror: what the own sheet shows of its maker."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from domain.assessing.mirror import Mirror, mirror
from domain.assessing.sheet import SheetRow
from domain.mark import Mark, State
from domain.sheet_kinds import Origin
from tests.domain.sample import Said, framework

START = datetime(2026, 11, 24, 10, tzinfo=UTC)


def rows(*said: Said, critical: tuple[int, ...] = ()) -> tuple[SheetRow, ...]:
    """Return S01, S02, … with what was said of them; *critical* are positions from 0."""
    edition = framework(*(f"S{n:02d}" for n in range(1, len(said) + 1)))
    return tuple(
        SheetRow(item, True, place in critical, None if what is None else _mark(what))
        for place, (item, what) in enumerate(zip(edition.items, said, strict=True))
    )


def _mark(what: int | State) -> Mark:
    return Mark.rated(what) if isinstance(what, int) else Mark(what)


def typed(*seconds: float, origin: Origin = Origin.TYPED) -> tuple[SheetRow, ...]:
    """Return marks made one after the other, the first at the start and each next these seconds later."""
    at = [START]
    for pause in seconds:
        at.append(at[-1] + timedelta(seconds=pause))
    edition = framework(*(f"S{n:02d}" for n in range(1, len(at) + 1)))
    return tuple(
        SheetRow(item, True, False, Mark.rated(2), origin, rated_at=when)
        for item, when in zip(edition.items, at, strict=True)
    )


def test_levels_are_counted_against_those_of_own_earlier_sheets() -> None:
    seen = mirror(rows(0, 2, 2, 3, State.NOT_ASKED, None), (4, 4, 1))
    assert (seen.n, seen.history_n) == (4, 3)
    assert seen.shares == (Fraction(1, 4), 0, Fraction(1, 2), Fraction(1, 4), 0)
    assert seen.history_shares == (0, Fraction(1, 3), 0, 0, Fraction(2, 3))


def test_an_empty_sheet_shows_nothing() -> None:
    assert mirror(rows(None, State.RECUSED), ()) == Mirror(0, (), 0, None, 0, None, None, None, None, ())


def test_the_longest_run_goes_over_gaps_and_ends_at_a_mark_without_a_level() -> None:
    seen = mirror(rows(1, 2, 2, None, 2, 3, 3, State.NO_EVIDENCE, 3, 3), ())
    assert (seen.longest_run, seen.run_level, seen.run_codes) == (3, 2, ("S02", "S05"))


def test_many_marks_without_a_level_are_no_run() -> None:
    seen = mirror(rows(State.NOT_ASKED, State.NOT_ASKED, State.NOT_ASKED, 4), ())
    assert (seen.longest_run, seen.run_level, seen.run_codes) == (1, 4, ("S04", "S04"))


def test_the_spread_is_that_of_one_less_than_the_levels() -> None:
    assert mirror(rows(1, 3), ()).spread == pytest.approx(2**0.5)
    assert mirror(rows(1, 2, 3, 4, 0), ()).spread == pytest.approx(2.5**0.5)
    assert mirror(rows(2), ()).spread is None


def test_critical_items_of_the_scope_without_a_mark_are_named() -> None:
    sheet = rows(None, 2, None, State.NOT_ASKED, critical=(0, 1, 3))
    outside = SheetRow(sheet[0].item, False, True)
    assert mirror((*sheet, outside), ()).unmarked_critical == ("S01",)


def test_the_pace_is_the_median_pause_of_each_third() -> None:
    seen = mirror(typed(60, 60, 50, 30, 30, 30, 10, 5, 0.5), ())
    assert seen.pace == (60, 30, 5)


def test_the_pace_follows_the_clock_and_not_the_order_of_the_sheet() -> None:
    sheet = typed(60, 60, 50, 30, 30, 30, 10, 5, 0.5)
    assert mirror(tuple(reversed(sheet)), ()).pace == (60, 30, 5)


def test_nine_typed_marks_make_a_pace_and_eight_do_not() -> None:
    assert mirror(typed(*[7.25] * 8), ()).pace == (Fraction(29, 4),) * 3
    assert mirror(typed(*[7] * 7), ()).pace is None


@pytest.mark.parametrize("origin", [Origin.TWIN, Origin.SUBMIT])
def test_marks_that_nobody_typed_have_no_pace(origin: Origin) -> None:
    assert mirror(typed(*[7] * 10, origin=origin), ()).pace is None
