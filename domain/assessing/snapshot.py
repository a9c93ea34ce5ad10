"""Snapshots: a score stored with its inputs, so that it can be recomputed to the same bits (law 17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.assessing.engine import ENGINE, Engine
from domain.assessing.entry import Carried, Entry, Settled
from domain.assessing.policy import Json, Policy
from domain.assessing.scoring import Score, Totals, score
from domain.canonical import content_hash
from domain.framework.framework import Duty
from domain.mark import GivenMark, Mark, Role, State
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Inputs and results as plain JSON without floats; ``hash`` covers both and the engine version."""

    engine: str
    inputs: Json
    results: Json
    hash: str


def take(
    entries: Sequence[Entry], duties: Sequence[Duty], policy: Policy, engine: Engine = ENGINE
) -> Snapshot:
    """Score the entries and store the computation.

    An earlier *engine* gives the results of its time, in the same shape.
    """
    inputs: Json = {
        "entries": [_entry(entry) for entry in entries],
        "duties": [[duty.code, list(duty.items)] for duty in duties],
        "policy": policy.to_json(),
    }
    results = _results(score(entries, duties, policy, engine))
    return Snapshot(engine.value, inputs, results, content_hash([engine.value, inputs, results]))


def recompute(snapshot: Snapshot) -> Snapshot:
    """Recompute a snapshot from its inputs alone, by its own engine: the result must equal the original."""
    inputs = snapshot.inputs
    entries = [_read_entry(plain) for plain in inputs["entries"]]
    duties = [Duty(0, code, "", "", Text(""), tuple(items)) for code, items in inputs["duties"]]
    return take(entries, duties, Policy.from_json(inputs["policy"]), Engine(snapshot.engine))


def proves(snapshot: Snapshot) -> bool:
    """Return whether recomputing gives exactly what is stored.

    A snapshot changed from outside may contain anything, so one that cannot be computed is not proven either.
    """
    try:
        return recompute(snapshot) == snapshot
    except Exception:
        return False


def _entry(entry: Entry) -> Json:
    floor: Json = {} if entry.floor is None else {"floor": entry.floor}  # absent before floors existed
    return {
        "code": entry.code,
        "function": entry.function,
        "target": entry.target,
        "weight": entry.weight,
        "critical": entry.critical,
        "in_scope": entry.in_scope,
        "marks": [[g.assessor_id, g.role.value, g.mark.state.value, g.mark.level] for g in entry.marks],
        "settled": None if entry.settled is None else [entry.settled.level],
        "carried": None if entry.carried is None else _carried(entry.carried),
        **floor,
    }


def _carried(carried: Carried) -> list[object]:
    """The mark of an imported level is there only where there is one, as in files older than such levels."""
    return [str(carried.level), carried.quarters, *(["imported"] if carried.imported else [])]


def _read_entry(plain: Json) -> Entry:
    settled, carried = plain["settled"], plain["carried"]
    return Entry(
        code=plain["code"],
        function=plain["function"],
        target=plain["target"],
        weight=plain["weight"],
        critical=plain["critical"],
        in_scope=plain["in_scope"],
        marks=tuple(
            GivenMark(assessor, Role(role), Mark(State(state), level))
            for assessor, role, state, level in plain["marks"]
        ),
        settled=None if settled is None else Settled(settled[0]),
        carried=None if carried is None else Carried(Fraction(carried[0]), carried[1], len(carried) > 2),
        floor=plain.get("floor"),
    )


def _results(done: Score) -> Json:
    return {
        "totals": _totals(done.totals),
        "functions": {code: _totals(totals) for code, totals in done.functions.items()},
        "levels": {row.code: _exact(row.level) for row in done.rows},
        "standing": {row.code: row.standing.value for row in done.rows},
        "gaps": [[row.code, _exact(row.gap), row.band and row.band.value, row.stop] for row in done.gaps],
        "duties": [[one.duty.code, _exact(one.risk), one.status.value] for one in done.duties],
    }


def _totals(totals: Totals) -> Json:
    return {
        "attainment": _exact(totals.attainment),
        "lower": _exact(totals.lower),
        "upper": _exact(totals.upper),
        "coverage": _exact(totals.coverage),
        "coverage_now": _exact(totals.coverage_now),
        "mean": _exact(totals.mean),
        "readiness": _exact(totals.readiness),
        "status": totals.status.value,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
