"""A second line behind the service, for whoever wants it: whom PostgreSQL itself lets see and do what.

The account of the service owns nothing; one for reports, where another program reads, sees no blind mark.
"""

from collections.abc import Iterator

from domain.assessing.case import CaseState
from domain.mark import SHY_ROLES

OF_THE_SERVICE, OF_THE_READER = "merilo_service", "merilo_reader"

# What a report needs: no name, no contact, no word, nothing of health, no key, no event.
READ: dict[str, tuple[str, ...]] = {
    "unit": (),
    "person": ("id", "code", "kind", "unit_id", "hired_on", "left_on", "erased_at", "merged_into"),
    "framework": ("id", "key", "number", "title_ru", "title_en", "state", "published_on", "retired_on"),
    "item": ("id", "key", "framework_id", "kind", "code", "label_ru", "label_en", "position"),
    "scale": (),
    "scale_level": ("scale_id", "value", "name_ru", "name_en"),
    "profile": ("id", "key", "number", "framework_id", "post_ru", "post_en", "phase", "state"),
    "target": ("profile_id", "item_id", "level", "weight", "critical", "floor"),
    "cycle": ("id", "code", "kind", "unit_id", "starts_on", "ends_on", "framework_id", "scale_id", "state"),
    "case": ("id", "cycle_id", "person_id", "profile_id", "opened_on", "state"),
    "sheet": ("id", "case_id", "role", "revision", "state", "submitted_on"),
    "mark": ("sheet_id", "item_id", "state", "level", "origin"),
    "settled": ("case_id", "item_id", "level"),
}

# Set-wise: a function for each row cost five times as much.
_CLOSED = f"""case_id IN (SELECT id FROM public."case" WHERE state = '{CaseState.CLOSED.value}')"""
_ROWS = {
    "sheet": f"{_CLOSED} AND state = 'submitted' AND role <> ALL"
    f" (ARRAY[{', '.join(f"'{role.value}'" for role in SHY_ROLES)}])",
    "mark": "sheet_id IN (SELECT id FROM public.sheet)",  # of which the reader sees as few
    "settled": _CLOSED,
}


def script(service: str, reader: str) -> str:
    """Return what the owner of the tables has PostgreSQL do for two accounts, as often as one likes."""
    return "\n".join((_HEAD, "BEGIN;", *_of_both(service, reader), *_rows(service, reader), "COMMIT;", ""))


def _of_both(service: str, reader: str) -> Iterator[str]:
    ours, theirs = _named(service), _named(reader)
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC;"
    for who in (ours, theirs):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who};"
        yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {who};"
        yield f"REVOKE ALL ON SCHEMA public FROM {who};"
        yield f"GRANT USAGE ON SCHEMA public TO {who};"
    acts = "SELECT, INSERT, UPDATE, DELETE"
    yield f"GRANT {acts} ON ALL TABLES IN SCHEMA public TO {ours};"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ours};"
    yield f"REVOKE INSERT, UPDATE, DELETE ON public.alembic_version FROM {ours};"
    # For what a later version makes: merilo-server migrate runs as the owner.
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {acts} ON TABLES TO {ours};"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {ours};"
    for table, columns in READ.items():
        some = f" ({', '.join(columns)})" if columns else ""
        yield f"GRANT SELECT{some} ON public.{_named(table)} TO {theirs};"


def _rows(service: str, reader: str) -> Iterator[str]:
    for table, condition in _ROWS.items():
        of = f"public.{_named(table)}"
        yield f"ALTER TABLE {of} ENABLE ROW LEVEL SECURITY;"
        for policy in (OF_THE_SERVICE, OF_THE_READER):
            yield f"DROP POLICY IF EXISTS {policy} ON {of};"
        yield f"CREATE POLICY {OF_THE_SERVICE} ON {of} TO {_named(service)} USING (true) WITH CHECK (true);"
        yield f"CREATE POLICY {OF_THE_READER} ON {of} FOR SELECT TO {_named(reader)} USING ({condition});"


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


_HEAD = """-- Run it in the database of Merilo, as the account that owns its tables; both accounts are there.
-- The service then logs in as the first, whatever makes reports as the second."""
