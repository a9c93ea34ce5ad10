"""The rows of a second, attached file: which are ours already, which come in, and under which keys.

``map_TABLE`` holds, for each row there, its key here and its fate; ``add_TABLE`` what comes in, in our keys.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Table
from sqlmodel import SQLModel

from db.exchange.merge.merge_rules import BY_TABLE, RULES, How, Rule

NEW, SAME, HERE, THERE, BOTH, KEPT, OPEN = "new", "same", "here", "there", "both", "kept", "open"
"""Fates. KEPT: neither it nor what belongs to it comes; OPEN: it stays undecided, sheets come."""

OWN_SETTING = "recovery_sheet"
"""The setting that is about a file and its key, and not about the organisation: each file keeps its own."""

# What must hold for a row there to come in, beside its rule.
_TAKEN = {
    "evidence": f"(o.sheet_id IS NULL OR k_sheet_id.fate IN ('{NEW}', '{THERE}', '{BOTH}'))",
    "sheet": f"k_case_id.fate <> '{KEPT}'",
    "setting": f"o.name <> '{OWN_SETTING}'",
    "issued_paper": "{subject_id} IS NOT NULL AND {unit_id} IS NOT NULL",
}
_ALIKE = {"plan": {"case_id kind follows_id": "x.case_id IS NOT NULL AND x.follows_id IS NULL"}}


class Rows:
    """Runs the statements over both files on one connection."""

    def __init__(self, driver: Any, papers: Iterable[tuple[str, str]]) -> None:
        """*papers* is document -> table of what it is asked for by."""
        self.run = driver.execute
        self._tables: dict[str, Table] = SQLModel.metadata.tables  # pyright: ignore[reportAttributeAccessIssue]
        by = " ".join(
            f"WHEN '{document}' THEN (SELECT our FROM temp.map_{table} WHERE their = o.subject_id)"
            for document, table in papers
            if table in self._tables
        )
        self._instead = {
            ("issued_paper", "subject_id"): f"CASE o.document {by} END" if by else "NULL",
            ("issued_paper", "unit_id"): "CASE WHEN o.unit_id = 0 THEN 0 ELSE"
            " (SELECT our FROM temp.map_unit WHERE their = o.unit_id) END",
        }

    def keyed(self, table: str) -> bool:
        """Return whether rows of the table have a number of their own."""
        return "id" in self._tables[table].columns

    def columns(self, table: str, without: str = "") -> list[str]:
        """Return the names of the columns but the number, and but those *without*."""
        left_out = {"id", *without.split()}
        return [one.name for one in self._tables[table].columns if one.name not in left_out]

    def begin(self) -> None:
        """Make the empty maps."""
        for rule in RULES:
            if rule.how is not How.APART and self.keyed(rule.table):
                self.run(
                    f"CREATE TEMP TABLE map_{rule.table} (their INTEGER PRIMARY KEY, our INTEGER NOT NULL,"
                    " final INTEGER NOT NULL, fate TEXT NOT NULL)"
                )
                self.run(f"CREATE INDEX temp.map_{rule.table}_our ON map_{rule.table} (our)")

    def end(self) -> None:
        """Drop all that was made beside the tables."""
        for (name,) in self.run("SELECT name FROM temp.sqlite_master WHERE type = 'table'").fetchall():
            self.run(f"DROP TABLE temp.{name}")

    def match(self, rule: Rule) -> None:
        """Find the rows that both files have."""
        for same in rule.same if self.keyed(rule.table) else ():
            names = self.columns(rule.table, rule.free) if same == "*" else same.split()
            alike = " AND ".join(f'm."{name}" IS x."{name}"' for name in names)
            also = _ALIKE.get(rule.table, {}).get(same, "1")
            self.run(
                f"INSERT OR IGNORE INTO temp.map_{rule.table} SELECT x.their, m.id, m.id, '{SAME}'"
                f" FROM ({self._select(rule, names, 'o.id AS their', own=False)}"
                f" WHERE o.id NOT IN (SELECT their FROM temp.map_{rule.table})) AS x"
                f' JOIN main."{rule.table}" AS m ON {alike} AND {also}'
                f" WHERE m.id NOT IN (SELECT our FROM temp.map_{rule.table}) ORDER BY x.their, m.id"
            )

    def number(self, rule: Rule) -> None:
        """Give the rows that only the other file has their keys here; of parts those whose record comes."""
        if not self.keyed(rule.table):
            return
        where = [f"o.id NOT IN (SELECT their FROM temp.map_{rule.table})"]
        if rule.how is How.PART:
            where.append(f"k_{rule.owner}.fate IN ('{NEW}', '{THERE}')")
        where += [f"k_{one}.fate <> '{KEPT}'" for one in self._required(rule.table)]
        last = f'(SELECT coalesce(max(id), 0) FROM main."{rule.table}")'
        # A key that a part gave up may have been the largest.
        last = f"max({last}, (SELECT coalesce(max(our), 0) FROM temp.map_{rule.table}))"
        key = f"{last} + row_number() OVER (ORDER BY o.id)"
        self.run(
            f"INSERT INTO temp.map_{rule.table} SELECT o.id, {key}, {key}, '{NEW}'"
            f' FROM other."{rule.table}" AS o {self._joins(rule, own=False)} WHERE {" AND ".join(where)}'
        )

    def ours(self, table: str, their: int) -> int:
        """Return the key here of a record there."""
        return self.run(f"SELECT our FROM temp.map_{table} WHERE their = ?", (their,)).fetchone()[0]

    def follow(self, rule: Rule) -> None:
        """Let the parts that both files have share the fate of their record."""
        if self.keyed(rule.table):
            self.run(
                f'UPDATE temp.map_{rule.table} SET fate = (SELECT k.fate FROM other."{rule.table}" AS o'
                f" JOIN temp.map_{self.target(rule.table, rule.owner)} AS k ON k.their = o.{rule.owner}"
                f" WHERE o.id = temp.map_{rule.table}.their) WHERE fate = '{SAME}'"
            )

    def different(self, rule: Rule) -> set[int]:
        """Return the keys there of records that are not the same here."""
        names = self.columns(rule.table, rule.free)
        unlike = " OR ".join(f'm."{name}" IS NOT x."{name}"' for name in names)
        rows = self.run(
            f"SELECT x.their FROM ({self._select(rule, names, 'o.id AS their')} WHERE self.fate = '{SAME}')"
            f' AS x JOIN main."{rule.table}" AS m ON m.id = x.id WHERE {unlike}'
        )
        return {one for (one,) in rows}

    def parts_differ(self, record: str, their: int, our: int) -> bool:
        """Return whether the parts of a record are not the same in both files."""
        for rule in RULES:
            if rule.how is How.PART and self.root(rule) == record:
                names = self.columns(rule.table)
                mine = f'SELECT {_listed(names)} FROM main."{rule.table}" AS o WHERE '
                there = self._select(rule, names, own=False) + " WHERE "
                theirs = there + self._path(rule, "other", str(their))
                ours = mine + self._path(rule, "main", str(our))
                count = f'SELECT count(*) FROM {{}}."{rule.table}" AS o WHERE {{}}'
                numbers = {
                    self.run(count.format(file, self._path(rule, file, str(one)))).fetchone()
                    for file, one in (("other", their), ("main", our))
                }
                if len(numbers) > 1 or self.run(f"{theirs} EXCEPT {ours}").fetchone():
                    return True
        return False

    def stage(self, rule: Rule) -> None:
        """Collect what comes in of a table of records, or of rows that stay as written, in our keys."""
        names = self.columns(rule.table)
        where = [
            _TAKEN.get(rule.table, "1").format(**{n: self._instead.get((rule.table, n), "") for n in names})
        ]
        where += [f"k_{one}.fate <> '{KEPT}'" for one in self._required(rule.table)]
        if rule.how is How.ADDED and (rule.kind == "decisions" or rule.table == "snapshot"):
            where += [
                f"k_{one}.fate <> '{OPEN}'"
                for one in self._required(rule.table)
                if one in ("case_id", "cycle_id")
            ]
        if self.keyed(rule.table):
            where.append(f"self.fate IN ('{NEW}', '{THERE}', '{BOTH}')")
            chosen = self._select(rule, names, "self.fate AS fate") + " WHERE " + " AND ".join(where)
        else:
            same = " AND ".join(f'm."{name}" IS x."{name}"' for name in rule.same[0].split())
            inner = self._select(rule, names, f"'{NEW}' AS fate") + " WHERE " + " AND ".join(where)
            absent = f'NOT EXISTS (SELECT 1 FROM main."{rule.table}" AS m WHERE {same})'
            chosen = f"SELECT x.* FROM ({inner}) AS x WHERE {absent}"
        self.run(f"CREATE TEMP TABLE add_{rule.table} AS {chosen}")
        if self.keyed(rule.table):  # what does not come has no key here
            self.run(
                f"DELETE FROM temp.map_{rule.table} WHERE fate = '{NEW}'"
                f" AND our NOT IN (SELECT id FROM temp.add_{rule.table})"
            )

    def otherwise(self, rule: Rule) -> list[tuple[Any, ...]]:
        """Return what is here under the same identity with other words: pairs of rows' places there."""
        names = self.columns(rule.table, rule.free)
        keys = rule.same[0].split() if rule.same[0] != "*" else []
        rest = [name for name in names if name not in keys]
        if not rest or not keys:
            return []
        alike = " AND ".join(f'm."{name}" IS x."{name}"' for name in keys)
        unlike = " OR ".join(f'm."{name}" IS NOT x."{name}"' for name in rest)
        inner = self._select(rule, names, own=self.keyed(rule.table))
        also = f"m.name <> '{OWN_SETTING}'" if rule.table == "setting" else "1"
        return self.run(
            f"SELECT {_listed(keys, 'x')} FROM ({inner}) AS x"
            f' JOIN main."{rule.table}" AS m ON {alike} WHERE ({unlike}) AND {also}'
        ).fetchall()

    def take(self, rule: Rule, keys: Sequence[object]) -> None:
        """Put the other file's words in the place of ours, for one identity."""
        names = self.columns(rule.table)
        same = rule.same[0].split()
        of = " AND ".join(f'x."{name}" IS ?' for name in same)
        rest = [name for name in names if name not in same]
        values = ", ".join(f'"{name}" = x."{name}"' for name in rest)
        alike = " AND ".join(f'main."{rule.table}"."{name}" IS x."{name}"' for name in same)
        inner = self._select(rule, names, own=False)
        self.run(
            f'UPDATE main."{rule.table}" SET {values} FROM ({inner}) AS x WHERE {alike} AND {of}', tuple(keys)
        )

    def write(self, rule: Rule, there: Iterable[int]) -> None:
        """Write what was collected; *there* are the drafts begun twice whose head there stays."""
        names = self.columns(rule.table)
        if self.keyed(rule.table):
            changed = self.columns(rule.table, rule.free)
            values = ", ".join(f'"{name}" = x."{name}"' for name in changed)
            joined = f"SELECT our FROM temp.map_{rule.table} WHERE their IN ({_keys(there)})"
            self.run(
                f'UPDATE main."{rule.table}" SET {values} FROM temp.add_{rule.table} AS x'
                f' WHERE main."{rule.table}".id = x.id'
                f" AND (x.fate = '{THERE}' OR (x.fate = '{BOTH}' AND x.id IN ({joined})))"
            )
            names = ["id", *names]
        self.run(
            f'INSERT INTO main."{rule.table}" ({_listed(names)})'
            f" SELECT {_listed(names)} FROM temp.add_{rule.table} WHERE fate = '{NEW}'"
        )

    def clear(self, rule: Rule) -> None:
        """Delete the parts of records whose words are those of the other file now."""
        where = self._path(rule, "main", f"SELECT our FROM temp.map_{self.root(rule)} WHERE fate = '{THERE}'")
        self.run(f'DELETE FROM main."{rule.table}" AS o WHERE {where}')

    def add_parts(self, rule: Rule) -> int:
        """Write the parts of records that come in; return how many."""
        names = self.columns(rule.table)
        listed = [*(["id"] if self.keyed(rule.table) else []), *names]
        chosen = self._select(rule, names) + f" WHERE k_{rule.owner}.fate IN ('{NEW}', '{THERE}')"
        return self.run(f'INSERT INTO main."{rule.table}" ({_listed(listed)}) {chosen}').rowcount

    def in_two_versions(self, rule: Rule) -> set[int]:
        """Return the drafts there, of those that both files went on with, that have this part otherwise."""
        names, alike, unlike = self._part(rule)
        chosen = (
            self._select(rule, names, f"o.{rule.owner} AS their") + f" WHERE k_{rule.owner}.fate = '{BOTH}'"
        )
        found = self.run(
            f"SELECT DISTINCT x.their FROM ({chosen}) AS x"
            f' JOIN main."{rule.table}" AS m ON {alike} WHERE {unlike}'
        )
        return {one for (one,) in found}

    def join_parts(self, rule: Rule, there: Iterable[int]) -> int:
        """Join the parts of drafts that both files went on with; return how many came.

        *there* are the drafts of which the other file's parts stay where both have one.
        """
        names, alike, unlike = self._part(rule)
        chosen = f"{self._select(rule, names)} WHERE k_{rule.owner}.fate = '{BOTH}'"
        if there:
            ours = f'main."{rule.table}".'
            values = ", ".join(f'"{name}" = x."{name}"' for name in names)
            theirs = f"{chosen} AND k_{rule.owner}.their IN ({_keys(there)})"
            self.run(
                f'UPDATE main."{rule.table}" SET {values} FROM ({theirs}) AS x'
                f" WHERE {alike.replace('m.', ours)} AND ({unlike.replace('m.', ours)})"
            )
        return self.run(
            f'INSERT INTO main."{rule.table}" ({_listed(names)}) SELECT {_listed(names)} FROM ({chosen}) AS x'
            f' WHERE NOT EXISTS (SELECT 1 FROM main."{rule.table}" AS m WHERE {alike})'
        ).rowcount

    def _part(self, rule: Rule) -> tuple[list[str], str, str]:
        """Return the columns of a part, and when two are the same one and when they differ."""
        names = self.columns(rule.table)
        keys = [one.name for one in self._tables[rule.table].primary_key]
        alike = " AND ".join(f'm."{name}" = x."{name}"' for name in keys)
        unlike = " OR ".join(f'm."{name}" IS NOT x."{name}"' for name in names if name not in keys)
        return names, alike, unlike or "0"

    def target(self, table: str, column: str) -> str:
        """Return the table that a column refers to."""
        return next(iter(self._tables[table].columns[column].foreign_keys)).column.table.name

    def _required(self, table: str) -> list[str]:
        """Return the columns that refer to a record that may be kept out."""
        return [
            one.name
            for one in self._tables[table].columns
            if one.foreign_keys and not one.nullable and self._mapped(one)
        ]

    def _mapped(self, column: Column[Any]) -> bool:
        target = next(iter(column.foreign_keys)).column.table.name
        return BY_TABLE[target].how is not How.APART

    def _select(self, rule: Rule, names: Iterable[str], *more: str, own: bool = True) -> str:
        """Return the statement for the rows there with these columns in our keys; conditions may follow."""
        listed = [f'{self._expression(rule, name)} AS "{name}"' for name in names]
        if own and self.keyed(rule.table):
            listed.insert(0, "self.our AS id")
        chosen = ", ".join([*listed, *more])
        return f'SELECT {chosen} FROM other."{rule.table}" AS o {self._joins(rule, own=own)}'

    def _expression(self, rule: Rule, name: str) -> str:
        if (instead := self._instead.get((rule.table, name))) is not None:
            return instead
        column = self._tables[rule.table].columns[name]
        if not column.foreign_keys:
            return f'o."{name}"'
        return f"k_{name}.{'final' if rule.moves and name == 'person_id' else 'our'}"

    def _joins(self, rule: Rule, *, own: bool) -> str:
        joins = list[str]()
        if own and self.keyed(rule.table):
            joins.append(f"JOIN temp.map_{rule.table} AS self ON self.their = o.id")
        for column in self._tables[rule.table].columns:
            if column.foreign_keys:
                left = "LEFT " if column.nullable else ""
                target = self.target(rule.table, column.name)
                joins.append(
                    f"{left}JOIN temp.map_{target} AS k_{column.name}"
                    f" ON k_{column.name}.their = o.{column.name}"
                )
        return " ".join(joins)

    def root(self, rule: Rule) -> str:
        owner = self.target(rule.table, rule.owner)
        above = BY_TABLE[owner]
        return self.root(above) if above.how is How.PART else owner

    def _path(self, rule: Rule, file: str, which: str) -> str:
        """Return the condition for parts of the records that *which* selects."""
        owner = BY_TABLE[self.target(rule.table, rule.owner)]
        if owner.how is not How.PART:
            return f"o.{rule.owner} IN ({which})"
        inner = self._path(owner, file, which)
        return f'o.{rule.owner} IN (SELECT o.id FROM {file}."{owner.table}" AS o WHERE {inner})'


def _keys(keys: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(keys)))


def _listed(names: Iterable[str], of: str = "") -> str:
    dot = f"{of}." if of else ""
    return ", ".join(f'{dot}"{name}"' for name in names)
