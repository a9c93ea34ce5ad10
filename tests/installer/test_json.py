"""JSON from outside the encrypted file is read in one way: a key that stands twice is refused."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {  # what they read comes out of the encrypted file, where only this program writes
    "db/assessing/snapshots.py",
    "db/file/keys.py: json.loads(slot.content)",  # refused or accepted when the key file was read
    "db/journal/exports.py",
    "db/journal/former_keys.py",
    "db/journal/reconcile.py",
    "db/migrations/versions/0003_floors.py",
    "db/migrations/versions/0013_small_hashes.py",
    "db/models/types.py",
    "db/people/destruction.py",
    "db/people/erasing.py",
    "db/people/mentions.py",
    "db/people/requisites.py",
    "db/people/retention.py",
    "db/team/diary.py",
    "db/team/shift_minimums.py",
    "desktop/assessing/sheet/facts/fact_form.py",
    "desktop/hiring/campaign/vacancy.py",
    "desktop/people/erase/mentions.py",
    "desktop/people/rows.py",
    "desktop/settings.py",  # a list of paths: objects are passed over
    "desktop/team/cycle/plan.py",
    "domain/people/declined.py",
    "reports/intake/people.py",
}


def test_no_key_stands_twice_in_json_from_elsewhere() -> None:
    lenient: set[str] = set()
    for package in ("db", "desktop", "domain", "reports", "resources"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "json." not in text:
                continue
            for node in ast.walk(ast.parse(text)):
                if not isinstance(node, ast.Call) or ast.unparse(node.func) not in (
                    "json.loads",
                    "json.load",
                ):
                    continue
                once = any(one.arg == "object_pairs_hook" for one in node.keywords)
                name = path.relative_to(ROOT).as_posix()
                if not once and f"{name}: {ast.unparse(node)}" not in OURS:
                    lenient.add(name)
    named = {one for one in OURS if ":" not in one}
    assert lenient == named
