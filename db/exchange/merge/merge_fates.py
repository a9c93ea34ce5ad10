"""Which version of each record stays when two files are merged."""

from typing import Any

from db.exchange.merge import merge_names
from db.exchange.merge.merge_base import Base
from db.exchange.merge.merge_rows import BOTH, HERE, KEPT, NEW, OPEN, SAME, THERE, Rows
from db.exchange.merge.merge_rules import RULES, How, Rule
from db.exchange.merge.merge_versions import Versions
from domain.exchange.merging import Conflict, Decisions, Keep, Kind

_RANK = "CASE {} WHEN 'open' THEN 0 WHEN 'sealed' THEN 1 WHEN 'closed' THEN 2 ELSE 3 END"
_OVER = "('closed', 'withdrawn')"
_APART = frozenset({"case", "sheet", "evidence", "policy", "scale", "snapshot_part"})  # decided otherwise

_PLACES = {
    "organisation": "SELECT short_name FROM other.organisation WHERE id = ?",
    "unit": "SELECT name FROM other.unit WHERE id = ?",
    "person": "SELECT code FROM other.person WHERE id = ?",
    "framework": "SELECT title_ru || ' (' || number || ')' FROM other.framework WHERE id = ?",
    "cycle": "SELECT code FROM other.cycle WHERE id = ?",
    "profile": "SELECT post_ru || ' (' || number || ')' FROM other.profile WHERE id = ?",
    "case": "SELECT c.code || ' ' || p.code FROM other.\"case\" AS a"
    " JOIN other.cycle AS c ON c.id = a.cycle_id"
    " JOIN other.person AS p ON p.id = a.person_id WHERE a.id = ?",
    "sheet": "SELECT c.code || ' ' || p.code || ' ' || r.code FROM other.sheet AS s JOIN other.\"case\" AS a"
    " ON a.id = s.case_id JOIN other.cycle AS c ON c.id = a.cycle_id JOIN other.person AS p"
    " ON p.id = a.person_id JOIN other.person AS r ON r.id = s.assessor_id WHERE s.id = ?",
    "evidence": "SELECT p.code FROM other.evidence AS e JOIN other.person AS p ON p.id = e.person_id"
    " WHERE e.id = ?",
    "plan": "SELECT p.code || ' ' || coalesce(l.number, l.starts_on) FROM other.plan AS l"
    " JOIN other.person AS p ON p.id = l.person_id WHERE l.id = ?",
}


class Fates:
    """Decides in turn: cases and cycles first, since sheets come only into cases that are open."""

    def __init__(self, rows: Rows, base: Base, decisions: Decisions, versions: Versions) -> None:
        self._rows, self._base, self._decisions, self._versions = rows, base, decisions, versions
        self.conflicts = list[Conflict]()
        self.joined_there = set[int]()  # drafts joined of two, whose marks of the other file stay

    def decide(self) -> None:
        """Give every record that both files have its fate."""
        for rule in RULES:
            if rule.how is How.RECORD and rule.table not in _APART:
                self._records(rule)
        self._models()
        self._cases()
        self._sheets()
        self._facts()
        for rule in RULES:
            if rule.how is How.PART:
                self._rows.follow(rule)

    def in_two_versions(self, conflict: Conflict) -> bool:
        """Note a conflict; return whether the other file's version is to stay."""
        self.conflicts.append(conflict)
        return not conflict.fixed and self._decisions.of(conflict.record) is Keep.THERE

    def _conflict(self, kind: Kind, table: str, their: int, our: int | None, *, fixed: bool = False) -> bool:
        about = merge_names.about(self._rows, table, their)
        conflict = Conflict(kind, self._place(table, their), fixed, about=about)
        return self.in_two_versions(self._versions.conflict(conflict, table, their, our))

    def _records(self, rule: Rule) -> None:
        table = rule.table
        different = self._rows.different(rule)
        here, there = self._base.here.get(table, set()), self._base.there.get(table, set())
        parts = any(one.how is How.PART and self._rows.root(one) == table for one in RULES)
        drafts = self._drafts(table)
        for their, our in self._same(table):
            mine, theirs = our in here, their in there
            if their in drafts or (their not in different and not (theirs and parts)):
                continue
            if theirs and not mine:
                fate = THERE
            elif mine and not theirs:
                fate = HERE
            elif not mine and (self._base.merged_here or self._base.merged_there):
                fate = HERE if self._base.merged_here else THERE
            elif table == "person" and self._erased(their, our):
                fate = HERE
            elif their not in different and not self._rows.parts_differ(table, their, our):
                continue
            else:
                assert rule.kind is not None or table == "library_action"
                fate = THERE if self._conflict(rule.kind or Kind.MODELS, table, their, our) else HERE
            self._set(table, their, fate)

    def _erased(self, their: int, our: int) -> bool:
        one = "SELECT erased_at IS NOT NULL FROM {}.person WHERE id = ?"
        return all(
            self._rows.run(one.format(file), (key,)).fetchone()[0]
            for file, key in (("other", their), ("main", our))
        )

    def _models(self) -> None:
        """A published edition is never a draft again, and of two drafts of a model ours stays."""
        for table, owner in (("framework", "key"), ("profile", ""), ("job_description", "framework_id")):
            rows = self._rows.run(
                f"SELECT k.their, k.our, o.state, m.state, k.fate FROM temp.map_{table} AS k"
                f" JOIN other.{table} AS o ON o.id = k.their JOIN main.{table} AS m ON m.id = k.our"
                f" WHERE k.fate <> '{NEW}'"
            ).fetchall()
            for their, our, there, here, fate in rows:
                if there == "draft":
                    if (
                        here == "draft"
                        and table == "framework"
                        and self._rows.parts_differ(table, their, our)
                    ):
                        self._conflict(Kind.MODELS, table, their, our, fixed=True)
                    stays = here != "draft" or table != "job_description"
                    self._set(table, their, HERE if stays else fate)
                elif here == "draft":
                    self._set(table, their, THERE)
            if not owner:
                continue
            ours = f"m.{owner} = " + ("o.key" if owner == "key" else "k_owner.our")
            joined = (
                ""
                if owner == "key"
                else "JOIN temp.map_framework AS k_owner ON k_owner.their = o.framework_id"
            )
            second = self._rows.run(
                f"SELECT k.their FROM temp.map_{table} AS k"
                f" JOIN other.{table} AS o ON o.id = k.their {joined}"
                f" WHERE k.fate = '{NEW}' AND o.state = 'draft'"
                f" AND EXISTS (SELECT 1 FROM main.{table} AS m WHERE {ours} AND m.state = 'draft')"
            ).fetchall()
            for (their,) in second:
                self._conflict(Kind.MODELS, "framework", self._framework(table, their), None, fixed=True)
                self._set(table, their, KEPT)

    def _drafts(self, table: str) -> set[int]:
        """Return the drafts of models there, which ``_models`` decides about."""
        if table not in ("framework", "profile"):
            return set()
        return {one for (one,) in self._rows.run(f"SELECT id FROM other.{table} WHERE state = 'draft'")}

    def _framework(self, table: str, their: int) -> int:
        if table == "framework":
            return their
        return self._rows.run(f"SELECT framework_id FROM other.{table} WHERE id = ?", (their,)).fetchone()[0]

    def _cases(self) -> None:
        run = self._rows.run
        signed = "SELECT 1 FROM {}.sheet AS s WHERE s.case_id = {} AND s.state = 'submitted'"
        there_too = (
            " AND EXISTS (SELECT 1 FROM temp.map_sheet AS w JOIN {other}.sheet AS t ON t.id = w.{key}"
            " WHERE w.{mine} = s.id AND w.fate <> 'new' AND t.state = 'submitted')"
        )
        more_there = signed.format("other", "k.their") + there_too.format(
            other="main", key="our", mine="their"
        ).replace(" AND EXISTS", " AND NOT EXISTS")
        more_here = signed.format("main", "k.our") + there_too.format(
            other="other", key="their", mine="our"
        ).replace(" AND EXISTS", " AND NOT EXISTS")
        both = (
            'SELECT k.their, o.cycle_id FROM temp.map_case AS k JOIN other."case" AS o ON o.id = k.their'
            f" JOIN main.\"case\" AS m ON m.id = k.our WHERE k.fate <> '{NEW}' AND "
        )
        other_case = run(both + "o.uid <> m.uid").fetchall()
        # An erasure ends a case as well, and what is left of the sheets is nobody's.
        alive = (
            " AND EXISTS (SELECT 1 FROM main.person AS p WHERE p.id = m.person_id AND p.erased_at IS NULL)"
        )
        over_here = run(both + f"m.state IN {_OVER} AND EXISTS ({more_there}){alive}").fetchall()
        over_there = run(
            both + f"o.state IN {_OVER} AND m.state NOT IN {_OVER} AND EXISTS ({more_here}){alive}"
        ).fetchall()
        # A case that only one file has, in a cycle that the other has ended.
        late_there = run(
            'SELECT k.their, o.cycle_id FROM temp.map_case AS k JOIN other."case" AS o ON o.id = k.their'
            " JOIN temp.map_cycle AS c ON c.their = o.cycle_id JOIN main.cycle AS m ON m.id = c.our"
            f" WHERE k.fate = '{NEW}' AND c.fate <> '{NEW}' AND m.state IN {_OVER} AND o.state NOT IN {_OVER}"
        ).fetchall()
        late_here = run(
            "SELECT c.their FROM temp.map_cycle AS c JOIN other.cycle AS o ON o.id = c.their"
            ' JOIN main."case" AS m ON m.cycle_id = c.our'
            f" WHERE c.fate <> '{NEW}' AND o.state IN {_OVER} AND m.state NOT IN {_OVER}"
            " AND m.id NOT IN (SELECT our FROM temp.map_case)"
        ).fetchall()
        for their, _cycle in dict.fromkeys((*other_case, *over_here, *over_there, *late_there)):
            self._conflict(Kind.CASES, "case", their, self._rows.ours("case", their), fixed=True)
            self._set("case", their, KEPT)
        for their in {cycle for _, cycle in over_there} | {one for (one,) in late_here}:
            self._conflict(Kind.CYCLES, "cycle", their, self._rows.ours("cycle", their), fixed=True)
            self._set("cycle", their, KEPT)
            run(
                f"UPDATE temp.map_case SET fate = '{OPEN}' WHERE fate NOT IN ('{NEW}', '{KEPT}')"
                ' AND their IN (SELECT id FROM other."case" WHERE cycle_id = ?)',
                (their,),
            )

    def further(self, table: str) -> list[int]:
        """Move cycles or cases to the state of the other file where that is further on; return their keys."""
        stays = f"('{NEW}', '{KEPT}', '{OPEN}')"
        rows = self._rows.run(
            f'SELECT k.our, o.state FROM temp.map_{table} AS k JOIN other."{table}" AS o ON o.id = k.their'
            f' JOIN main."{table}" AS m ON m.id = k.our WHERE k.fate NOT IN {stays}'
            f" AND {_RANK.format('o.state')} > {_RANK.format('m.state')}"
        ).fetchall()
        for our, state in rows:
            self._rows.run(f'UPDATE main."{table}" SET state = ? WHERE id = ?', (state, our))
        return [our for our, _ in rows]

    def _sheets(self) -> None:
        here, there = self._base.here.get("sheet", set()), self._base.there.get("sheet", set())
        rows = self._rows.run(
            "SELECT k.their, k.our, o.state, m.state, o.content_hash IS m.content_hash, o.uid = m.uid, c.fate"
            " FROM temp.map_sheet AS k JOIN other.sheet AS o ON o.id = k.their"
            " JOIN main.sheet AS m ON m.id = k.our JOIN temp.map_case AS c ON c.their = o.case_id"
            f" WHERE k.fate <> '{NEW}'"
        ).fetchall()
        for their, our, theirs, mine, alike, known, case in rows:
            if theirs == mine == "submitted":
                if not alike:
                    self._conflict(Kind.SHEETS, "sheet", their, our, fixed=True)
                    self._set("sheet", their, HERE)
            elif mine == "submitted" or case == KEPT:
                self._set("sheet", their, HERE)
            elif theirs == "submitted":
                self._set("sheet", their, THERE)
            elif their in there or not known:
                self._set("sheet", their, BOTH if our in here or not known else THERE)
        begun = {their for their, *_rest, known, _case in rows if not known}
        for rule in RULES:
            if rule.how is How.PART and rule.owner == "sheet_id":
                begun |= self._rows.in_two_versions(rule)
        both = {one for (one,) in self._rows.run(f"SELECT their FROM temp.map_sheet WHERE fate = '{BOTH}'")}
        for their in sorted(both):
            if their in begun:
                there = self._conflict(Kind.SHEETS, "sheet", their, self._rows.ours("sheet", their))
            else:
                there = self._decisions.keep is Keep.THERE
            self.joined_there |= {their} if there else set()
        self._rows.run(
            f"UPDATE temp.map_sheet SET fate = '{KEPT}' WHERE fate = '{NEW}' AND their IN"
            " (SELECT o.id FROM other.sheet AS o JOIN temp.map_case AS c ON c.their = o.case_id"
            f" WHERE c.fate = '{KEPT}')"
        )

    def _facts(self) -> None:
        """A fact on a sheet shares its fate; one apart is a record of its own."""
        rule = next(one for one in RULES if one.table == "evidence")
        of = dict(
            self._rows.run(
                "SELECT o.id, s.fate FROM other.evidence AS o"
                " JOIN temp.map_sheet AS s ON s.their = o.sheet_id"
            ).fetchall()
        )
        self._records(rule)
        for their, _our in self._rows.run(
            f"SELECT their, our FROM temp.map_evidence WHERE fate <> '{NEW}'"
        ).fetchall():
            if of.get(their) in (THERE, HERE, SAME, KEPT):
                self._set("evidence", their, THERE if of[their] == THERE else HERE)

    def _same(self, table: str) -> list[tuple[int, int]]:
        return self._rows.run(f"SELECT their, our FROM temp.map_{table} WHERE fate = '{SAME}'").fetchall()

    def _set(self, table: str, their: int, fate: str) -> None:
        self._rows.run(f"UPDATE temp.map_{table} SET fate = ? WHERE their = ?", (fate, their))

    def _place(self, table: str, their: int) -> str:
        asked: str | None = _PLACES.get(table)
        found: Any = self._rows.run(asked, (their,)).fetchone() if asked else None
        return f"#{their}" if found is None or found[0] is None else str(found[0])
