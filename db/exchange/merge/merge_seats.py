"""Assessors taken off in one of two files: the one who was taken off last in either is awaited in neither.

How often somebody was taken off a case stands in the journals. Of a seat that comes and goes the longer story
is the later one: n times taken off and on it now is 2n + 1, n times and off it 2n. The greater number stays,
which is the same in whatever order and however often files come together, and no clock is asked. A file that
took in another says so in the event of the merge, since the other one's events stay in their file.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.exchange.merge.merge_base import ACT, KIND
from db.exchange.merge.merge_names import about
from db.exchange.merge.merge_rows import KEPT, Rows
from db.journal import exports
from domain.exchange.ledger import Way
from domain.exchange.merging import About
from domain.exchange.packet import PacketKind

type Seat = tuple[int, int]
"""Case and person, in the keys of one file."""

# A sheet in work wins over the withdrawal: once it is begun nobody is taken off, and whoever did so could not
# see it in the other file. A sealed sheet that is here is in work too.
_WITH_SHEET = f"""
    SELECT case_id, assessor_id FROM main.sheet UNION SELECT case_id, assessor_id FROM temp.add_sheet
    UNION SELECT case_id, assessor_id FROM (SELECT kind, way, body, case_id, assessor_id FROM main.packet
        UNION ALL SELECT kind, way, body, case_id, assessor_id FROM temp.add_packet)
    WHERE kind = '{PacketKind.SEALED_SHEET.value}' AND way = '{Way.RECEIVED.value}' AND body IS NOT NULL
"""


class Seats:
    """Whom a merge takes off: found once all that comes is collected, in the keys of the file that stays."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        mine, theirs = _released(rows.run, "main"), self._in_our_keys(_released(rows.run, "other"))
        here, there = self._on_it()
        begun = set[Seat](rows.run(_WITH_SHEET).fetchall())
        self.gone = set[Seat]()  # who is taken off here
        self.known = list[tuple[int, int, int]]()  # how often, where the other file knew of more
        for seat in mine.keys() | theirs.keys():
            ours, others = mine.get(seat, 0), theirs.get(seat, 0)
            if others > ours:
                self.known.append((*seat, others))
            later = max(2 * ours + (seat in here), 2 * others + (seat in there))
            if later % 2 or seat in begun:
                continue
            if seat in here:
                self.gone.add(seat)
            elif seat in there:
                rows.run("DELETE FROM temp.add_case_assessor WHERE case_id = ? AND person_id = ?", seat)
        self.known.sort()

    def told(self) -> tuple[About, ...]:
        """Return who is taken off, and of whose cases."""
        found: list[About] = []
        for case, person in sorted(self.gone):
            of, who = (about(self._rows, *one, "main") for one in (("case", case), ("person", person)))
            found.append(replace(of, assessor=who.name))
        return tuple(found)

    def leave(self) -> int:
        """Take them off; return how many there were."""
        for seat in self.gone:
            self._rows.run("DELETE FROM main.case_assessor WHERE case_id = ? AND person_id = ?", seat)
        return len(self.gone)

    def _on_it(self) -> tuple[set[Seat], set[Seat]]:
        """Return who is on the cases of both files here, and who there."""
        here = self._rows.run("SELECT case_id, person_id FROM main.case_assessor").fetchall()
        there = self._rows.run(
            "SELECT c.our, p.our FROM other.case_assessor AS o JOIN temp.map_case AS c ON c.their = o.case_id"
            " JOIN temp.map_person AS p ON p.their = o.person_id"
        ).fetchall()
        return set(here), set(there)

    def _in_our_keys(self, seats: Mapping[Seat, int]) -> dict[Seat, int]:
        """Return those of cases that come together."""
        found: dict[Seat, int] = {}
        key = "SELECT our FROM temp.map_{} WHERE their = ? AND fate <> ?"
        for (case, person), times in seats.items():
            ours = [
                self._rows.run(key.format(table), (their, KEPT)).fetchone()
                for table, their in (("case", case), ("person", person))
            ]
            if all(ours):
                found[ours[0][0], ours[1][0]] = times
        return found


def _released(run: Any, file: str) -> dict[Seat, int]:
    """Return how often each assessor was taken off a case, as far as a file knows."""
    found: dict[Seat, int] = defaultdict(int)
    events = run(
        f"SELECT act, subject_id, data FROM {file}.journal"
        " WHERE (act, subject_kind) IN (('release', 'case'), ('delete', 'case'), (?, ?)) ORDER BY seq",
        (ACT, KIND),
    )
    for act, case, text in events:
        match act, exports.told(text):
            case "release", {"assessor": int(person)}:
                found[case, person] += 1
            case "delete", _:  # a case begun by mistake is gone, and its key may be given again
                found = defaultdict(int, {seat: times for seat, times in found.items() if seat[0] != case})
            case _, {"released": [*seats]}:
                for of, person, times in seats:
                    found[of, person] = max(found[of, person], times)
            case _:
                pass
    return found
