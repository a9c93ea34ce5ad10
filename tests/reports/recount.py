"""A result counted anew by a stranger: from its JSON and the law of the numbers, nothing of the program.

What is read here is the exported record; the formulas are those of
methods.md sections 3 to 5, written without looking at how the program has them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import Any

type Json = Mapping[str, Any]
type Told = tuple[str, object, object]  # what, as counted here, as the record says

SILENT = ("not_asked", "not_observed", "recused")
FEW, ENOUGH = ("peer", "subordinate"), 3


class Item:
    """One item of a record with what follows from its marks."""

    def __init__(self, said: Json, record: Json) -> None:
        policy = record["policy"]
        self.said, self.code = said, str(said["code"])
        self.weight, self.target = int(said["weight"]), int(said["target"])
        self.critical, self.in_scope = bool(said["critical"]), self.code in record["scope"]
        weights = {role: Fraction(weight) for role, weight in policy["role_weights"].items()}
        few = _few(record)
        self.marks = [m for m in said["marks"] if weights[m["role"]] > 0 and m["role"] not in few]
        self.roles: dict[str, list[int]] = {}
        for mark in self.marks:
            if mark["level"] is not None:
                self.roles.setdefault(mark["role"], []).append(mark["level"])
        self.weights = weights
        self.level, self.standing = self._stand(policy)
        if record["marks_kept_back"]:  # the marks are not there to count by
            level = said["level"]
            self.level = None if level is None else Fraction(level).limit_denominator(1000)
            self.standing = said["standing"]
        self.applies = self.standing != "not_applicable"
        self.gap = None if self.level is None else self.target - self.level
        small, large = Fraction(policy["small_gap"]), Fraction(policy["large_gap"])
        self.band = None
        if self.gap is not None:
            self.band = "met" if self.gap < small else "small" if self.gap < large else "large"
        self.stop = self._stop(policy, small)
        levels = [level for mine in self.roles.values() for level in mine]
        apart = len(levels) > 1 and max(levels) - min(levels) >= policy["discuss_spread"]
        self.unsettled = apart and self.in_scope and not said["is_settled"]

    def _stand(self, policy: Json) -> tuple[Fraction | None, str]:
        settled, carried = self.said["settled"], self.said["carried"]
        if self.said["is_settled"]:
            return (None, "not_applicable") if settled is None else (Fraction(settled), "assessed")
        if self.roles:
            whole = sum(self.weights[role] for role in self.roles)
            means = ((self.weights[role], Fraction(sum(of), len(of))) for role, of in self.roles.items())
            return sum(weight * mean for weight, mean in means) / Fraction(whole), "assessed"
        answers = [mark["state"] for mark in self.marks if mark["state"] not in SILENT]
        if answers and set(answers) == {"not_applicable"}:
            return None, "not_applicable"
        if carried is not None and carried["quarters"] <= policy["carry_quarters"]:
            return Fraction(carried["level"]).limit_denominator(1000), "carried"
        return None, "missing"

    def _stop(self, policy: Json, small: Fraction) -> bool:
        if not self.critical or self.level is None:
            return False
        least = self.target
        if policy.get("stops_below") == "floor":
            floor = self.said["floor"]
            least = min(self.target, max(self.target - 1, 2)) if floor is None else floor
        return least - self.level >= small


def recount(record: Json, duties: Mapping[str, Sequence[str]]) -> Iterator[Told]:
    """Yield each figure of a record as counted here and as it stands there; *duties* is code -> items."""
    items = {str(one["code"]): Item(one, record) for one in record["items"]}
    for code, item in items.items():
        yield f"{code} level", item.level, item.said["level"]
        yield f"{code} standing", item.standing, item.said["standing"]
        yield f"{code} in scope", item.in_scope, item.said["in_scope"]
    scope = [item for item in items.values() if item.in_scope]
    yield from _totals("whole", scope, record, record["totals"])
    for function, said in record["functions"].items():
        part = [item for item in scope if item.said["function"] == function]
        yield from _totals(function, part, record, said)
    yield from _gaps(scope, record["gaps"])
    for told in record["duties"]:
        linked = [items[code] for code in duties[told["code"]] if code in items and items[code].applies]
        yield from _duty(told, linked, record["policy"])
    yield "all duties", set(duties), {told["code"] for told in record["duties"]}


def _few(record: Json) -> Collection[str]:
    """Law 15: colleagues and subordinates are heard from the third on."""
    sheets = {role: max(_count(one, role) for one in record["items"]) for role in FEW}
    return {role for role, many in sheets.items() if many < ENOUGH}


def _count(said: Json, role: str) -> int:
    return sum(mark["role"] == role for mark in said["marks"])


def _by_assessor(marks: Sequence[Json]) -> dict[str, int]:
    """Return assessor -> level; colleagues have no name, they stand in the same order in each item."""
    found: dict[str, int] = {}
    for place, mark in enumerate(marks):
        if mark["level"] is not None:
            found[mark["assessor"] or f"{mark['role']} {place}"] = mark["level"]
    return found


def _share(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    return Fraction(part) / whole if whole else None


def _sum(values: Iterator[Fraction | int | float]) -> Fraction:
    """Return the exact sum; ``float`` is only what a type checker makes of a sum of fractions."""
    return Fraction(sum(values, Fraction(0)))


def _totals(where: str, items: Sequence[Item], record: Json, said: Json) -> Iterator[Told]:
    policy = record["policy"]
    there = [item for item in items if item.applies]
    known = [(item, item.level) for item in there if item.level is not None]
    weight, weight_known = sum(item.weight for item in there), sum(item.weight for item, _ in known)
    asked = sum(item.weight * item.target for item in there)
    asked_known = sum(item.weight * item.target for item, _ in known)
    reached = _sum(item.weight * min(level, Fraction(item.target)) for item, level in known)
    now = sum(item.weight for item, _ in known if item.standing == "assessed")
    coverage, lower = _share(weight_known, weight), _share(reached, asked)
    unsettled = sum(item.unsettled for item in items)
    yield f"{where} attainment", _share(reached, asked_known), said["attainment"]
    yield f"{where} lower", lower, said["lower"]
    upper = None if lower is None else lower + Fraction(asked - asked_known, asked)
    yield f"{where} upper", upper, said["upper"]
    yield f"{where} coverage", coverage, said["coverage"]
    yield f"{where} coverage now", _share(now, weight), said["coverage_now"]
    mean = _share(_sum(item.weight * level for item, level in known), weight_known)
    yield f"{where} mean", mean, said["mean"]
    met = sum(item.band == "met" for item, _ in known)
    yield f"{where} readiness", _share(met, len(known)), said["readiness"]
    yield f"{where} unsettled", unsettled, said["unsettled"]
    unknown = any(
        item.critical and (item.standing == "missing" or (not item.applies and not item.said["is_settled"]))
        for item in items
    )
    if coverage is None:
        status = "undefined"
    elif coverage < Fraction(policy["number_coverage"]):
        status = "bounds_only"
    else:
        little = coverage < Fraction(policy["final_coverage"])
        status = "provisional" if little or unknown or unsettled else "final"
    yield f"{where} status", status, said["status"]
    if not record["marks_kept_back"]:
        centre, error = _interval(there, policy)
        yield f"{where} mean of marks", centre, said["mean_of_marks"]
        yield f"{where} error", error, said["mean_se"]
        bounds = (None, None)
        if centre is not None and error is not None:
            bounds = max(0.0, float(centre) - 1.96 * error), min(4.0, float(centre) + 1.96 * error)
        yield f"{where} interval", bounds[0], said["mean_lower"]
        yield f"{where} interval", bounds[1], said["mean_upper"]


def _interval(items: Sequence[Item], policy: Json) -> tuple[Fraction | None, float | None]:
    marked = [(item, _by_assessor(item.marks)) for item in items if item.roles]
    if not marked:
        return None, None
    roles = {
        mark["assessor"] or f"{mark['role']} {place}": mark["role"]
        for item, _ in marked
        for place, mark in enumerate(item.marks)
        if mark["level"] is not None
    }
    weights = marked[0][0].weights

    def shares(who: Collection[str]) -> dict[str, Fraction]:
        present = [roles[one] for one in who]
        whole = sum(weights[role] for role in set(present))
        return {one: weights[roles[one]] / whole / present.count(roles[one]) for one in who}

    total = sum(item.weight for item, _ in marked)
    levels = [(item.weight, shares(mine), mine) for item, mine in marked]
    centre = _sum(w * sum(of[who] * mine[who] for who in mine) for w, of, mine in levels) / total
    block = [[Fraction(mine[who]) for who in roles] for _, mine in marked if len(mine) == len(roles)]
    k, m = len(roles), len(block)
    if k < policy["interval_raters"] or m < policy["interval_items"]:
        return centre, None
    grand = sum(map(sum, block)) / Fraction(k * m)
    rows, columns = [sum(row) / k for row in block], [sum(column) / m for column in zip(*block, strict=True)]
    by_rater = m * _sum((one - grand) ** 2 for one in columns)
    by_item = k * _sum((one - grand) ** 2 for one in rows)
    rest = _sum((level - grand) ** 2 for row in block for level in row) - by_rater - by_item
    residual = rest / ((m - 1) * (k - 1))
    between = max(Fraction(0), (by_rater / (k - 1) - residual) / m)
    noise = _sum(w * w * sum(one * one for one in of.values()) for w, of, _ in levels)
    full = sum(one * one for one in shares(list(roles)).values())
    return centre, sqrt(between * full + residual * noise / Fraction(total) ** 2)


def _gaps(scope: Sequence[Item], said: Sequence[Json]) -> Iterator[Told]:
    gaps = [(item, item.gap) for item in scope if item.applies and item.gap is not None]
    gaps = [(item, gap) for item, gap in gaps if item.band != "met"]
    gaps.sort(key=lambda one: (not one[0].critical, -one[0].weight * one[1], -one[0].weight, one[0].code))
    yield "order of the gaps", [item.code for item, _ in gaps], [one["code"] for one in said]
    for (item, gap), told in zip(gaps, said, strict=False):
        yield f"{item.code} gap", gap, told["gap"]
        yield f"{item.code} band", item.band, told["band"]
        yield f"{item.code} below the minimum", item.stop, told["stop"]
    stops = [item.code for item in scope if item.stop]
    yield "below the minimum", set(stops), {one["code"] for one in said if one["stop"]}


def _duty(said: Json, linked: Sequence[Item], policy: Json) -> Iterator[Told]:
    """A critical gap comes first, then no data (of all that is linked, decision 0011), then the risk."""
    known = [(item, item.gap) for item in linked if item.in_scope and item.gap is not None]
    weight = sum(item.weight for item, _ in known)
    risk = _share(_sum(item.weight * max(Fraction(0), gap) for item, gap in known), weight)
    of_all = _share(weight, sum(item.weight for item in linked))
    if any(item.critical and gap >= Fraction(policy["small_gap"]) for item, gap in known):
        status = "at_risk"
    elif of_all is None or risk is None or of_all < Fraction(policy["duty_coverage"]):
        status = "no_data"
    elif risk >= Fraction(policy["duty_risk"]):
        status = "at_risk"
    else:
        status = "watch" if risk >= Fraction(policy["duty_watch"]) else "secured"
    yield f"{said['code']} risk", risk, said["risk"]
    yield f"{said['code']} status", status, said["status"]
