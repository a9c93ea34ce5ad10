"""What goes over the wire comes out as it went in, for every argument and answer of every function."""

import json
from array import array
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from db.file.store import Store
from db.wire import allowed, codec, plain
from db.wire.allowed import Kind
from db.wire.calls import call_of, function
from db.wire.refusals import Malformed, TooLarge
from domain.errors import Refused
from domain.mark import Mark, State
from domain.people.person import Person
from domain.progress import Progress
from domain.team.matrix import TeamMatrix
from tests.db import blind_table
from tests.db.interview import Interview
from tests.db.service.annotated import NotMade, value
from tests.db.wire.travelling import there_and_back

ROWS = {row.name: row for row in allowed.table().values() if row.kind is not Kind.STAYS}
RARE = {"Experience", "SentDraft", "SentLink", "SentResult", "SentRow", "TeamMatrix"}
"""Their parts must fit each other, so chance alone seldom makes one; tests of their own do."""

ANEW = 20
"""How often any other is begun anew before nothing is said of it: some fail once in ten times."""


@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**32))
@example(seed=5)  # here a record is made only at the second try
def test_whatever_an_annotation_allows_travels(seed: int) -> None:
    rare: set[str] = set()
    for name in ROWS:
        call, hints = call_of(name), get_type_hints(function(name))
        for part, known in (*call.arguments.items(), ("return", call.answer)):
            made = _made(hints[part], seed)
            if isinstance(made, NotMade):
                rare.add(made.args[0].__name__)
                continue
            back = there_and_back(known, made)
            assert back == made or isinstance(made, Exception), (name, part)
    assert rare <= RARE


def _made(kind: Any, seed: int) -> Any:
    """Return a value of the annotation, or the error that says of which record none was found."""
    found = NotMade(kind)
    for one in range(seed, seed + ANEW):
        try:
            return value(kind, Random(one))
        except NotMade as error:
            found = error
            if error.args[0].__name__ in RARE:
                break
    return found


@pytest.mark.parametrize("opened", [False, True])
def test_what_a_file_answers_travels(store: Store, *, opened: bool) -> None:
    at = Interview(store, opened=opened)
    travelled = set[str]()
    reads = {f"{name.split('.', 1)[1]}": name for name in ROWS if ROWS[name].kind is Kind.READ}
    for short, given_by in blind_table.READS.items():
        if (name := next((n for s, n in reads.items() if s.endswith(short)), None)) is None:
            continue
        call = call_of(name)
        parameters = [one for one in get_type_hints(function(name)) if one in call.arguments]
        given_values = dict(zip(parameters, given_by(at, at.hr), strict=False))
        assert call.decode(plain.parsed(plain.sent(call.encode(given_values)))) == given_values
        try:
            answer = store.read(function(name), *given_by(at, at.hr))
        except Refused:
            continue
        there_and_back(call.answer, answer)
        travelled.add(name)
    assert len(travelled) > 80
    assert "team.matrix.team_matrix" in travelled


def test_the_matrix_of_a_team_counts_on_as_before(store: Store) -> None:
    at = Interview(store, opened=True)
    matrix = store.read(function("team.matrix.team_matrix"), at.cycle, at.hr)
    known = codec.codec_of(TeamMatrix)
    back: TeamMatrix = there_and_back(known, matrix)
    assert back == matrix
    assert back.team_summary() == matrix.team_summary()


MARKS = codec.codec_of(dict[int, tuple[Mark | None, str]])


@pytest.mark.parametrize(
    "wire",
    [
        {},
        [[1]],
        [[1, [{"state": "rated", "level": 3}, ""], 5]],
        [["1", [None, ""]]],
        [[True, [None, ""]]],
        [[1 << 70, [None, ""]]],
        [[1, [None]]],
        [[1, [None, "", ""]]],
        [[1, [None, 5]]],
        [[1, [None, "\0"]]],
        [[1, [None, "\ud83d"]]],
        [[1, [{"state": "rated"}, ""]]],
        [[1, [{"state": "rated", "level": 3, "more": 1}, ""]]],
        [[1, [{"state": "rated", "level": None}, ""]]],
        [[1, [{"state": "", "level": None}, ""]]],
        [[1, [{"state": ["rated"], "level": 3}, ""]]],
        [[1, [None, ""]], [1, [None, ""]]],
    ],
)
def test_what_an_annotation_does_not_say_is_refused(wire: Any) -> None:
    with pytest.raises(Malformed):
        MARKS.decode(wire, "marks")


def test_a_refusal_names_the_place_and_nothing_that_stood_there() -> None:
    with pytest.raises(Malformed) as refused:
        MARKS.decode([[1, [{"state": "rated", "level": "Тарасов"}, ""]]], "marks")
    assert refused.value.place == "marks.level"
    assert "Тарасов" not in repr(refused.value)
    assert MARKS.decode([[1, [{"state": "rated", "level": 3}, "х"]]], "marks") == {1: (Mark.rated(3), "х")}


@pytest.mark.parametrize(
    ("kind", "wire"),
    [
        (date, "2026-1-1"),
        (date, "20260101"),
        (date, "2026-02-30"),
        (datetime, "2026-01-01T10:00:00"),
        (Fraction, "2/4"),
        (Fraction, "1/0"),
        (Fraction, "0.5"),
        (float, "nan"),
        (float, "inf"),
        (float, 1),
        (bytes, "AA"),
        (bytes, "А==="),
        (frozenset[int], [1, 1]),
        (array, ["x", ""]),
        (array, ["h", "AA=="]),
        (int | str, 5),
        (int | str, {"int": 5, "str": ""}),
        (int | str, {"float": "1.0"}),
        (int | None, {}),
    ],
)
def test_each_value_has_one_form(kind: Any, wire: Any) -> None:
    known = codec.codec_of(array[int] if kind is array else kind)
    with pytest.raises(Malformed):
        known.decode(wire, "value")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"NaN",
        b"[1.5]",
        b'{"a":1,"a":2}',
        b"\xff",
        b"1" * 5000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" + b"[]," * plain.MOST_VALUES + b"[]]",
        b'"' + b"a" * plain.MOST_BYTES + b'"',
    ],
    ids=range(11),
)
def test_bad_json_is_refused_before_it_costs_memory(content: bytes) -> None:
    with pytest.raises(Malformed):
        plain.parsed(content)


def test_what_is_deep_or_long_is_told_from_what_is_wrong() -> None:
    assert plain.parsed(b'["[[[[", "\\"["]') == ["[[[[", '"[']
    for content in (b"[" * (plain.DEEPEST + 1), b" " * (plain.MOST_BYTES + 1)):
        with pytest.raises(TooLarge):
            plain.parsed(content)


def test_arguments_come_by_name_all_that_are_needed_and_no_other() -> None:
    call = call_of("assessing.sheet.sheets.open_sheet")
    told = {"case_id": 1, "assessor_id": 2, "role": "hr"}
    assert call.decode(told)["role"] == "hr"
    missing = {name: one for name, one in told.items() if name != "role"}
    for wire in (missing, told | {"session": 1}, [], None, "x"):
        with pytest.raises(Malformed):
            call.decode(wire)


def test_a_record_that_breaks_its_own_rule_is_refused_in_the_words_of_the_rule() -> None:
    known = codec.codec_of(Mark)
    with pytest.raises(Malformed):
        known.decode({"state": State.RATED.value, "level": None}, "mark")


@dataclass
class _Loose:
    value: int


def _takes_what_may_change(session: object, loose: _Loose) -> None: ...


def _takes_anything(session: object, told: dict[str, Any]) -> None: ...


@pytest.mark.parametrize("f", [_takes_what_may_change, _takes_anything])
def test_a_function_whose_record_has_no_wire_form_is_found(f: Any) -> None:
    with pytest.raises(codec.NoCodec):
        codec.call_of(f)


def test_what_a_job_reports_to_does_not_travel() -> None:
    def compare(session: object, cycle_id: int, progress: Progress | None = None) -> int:
        return cycle_id

    assert codec.call_of(compare, frozenset({Progress})).arguments.keys() == {"cycle_id"}


def test_a_value_of_another_kind_never_leaves() -> None:
    with pytest.raises(TypeError):
        codec.codec_of(int).encode("5")
    with pytest.raises(TypeError):
        codec.codec_of(Person).encode(Mark.rated(3))
    with pytest.raises(TypeError):
        codec.codec_of(datetime).encode(datetime(2026, 1, 1))  # noqa: DTZ001
    assert json.loads(plain.sent(codec.codec_of(datetime).encode(datetime(2026, 1, 1, tzinfo=UTC)))) == (
        "2026-01-01T00:00:00+00:00"
    )
    assert codec.codec_of(timedelta).encode(timedelta(seconds=1)) == 1_000_000
