"""The day of an act is kept beside its instant (law 13)."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Table, instant, day; whether every row has them.
_DAYS = (
    ("sheet", "submitted_at", "submitted_on", False),
    ("settled", "at", "on", True),
    ("case_opening", "at", "on", True),
    ("campaign_change", "at", "on", True),
    ("cycle_end", "at", "on", True),
    ("framework", "published_at", "published_on", False),
    ("framework", "retired_at", "retired_on", False),
    ("library_action", "retired_at", "retired_on", False),
    ("version_link", "at", "on", True),
    ("grouping_check", "at", "on", True),
    ("person", "merged_at", "merged_on", False),
)


def upgrade() -> None:
    """Add the days; of earlier acts nobody wrote where they happened, so this computer's zone tells."""
    for table, _instant, day, _always in _DAYS:
        op.add_column(table, sa.Column(day, sa.Date(), nullable=True))
    op.add_column("cycle", sa.Column("opened_on", sa.Date(), nullable=True))
    op.create_table(
        "not_chosen",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_not_chosen_reason")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_not_chosen_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_not_chosen_person_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_not_chosen"),
    )
    connection = op.get_bind()
    for table, instant, day, _always in _DAYS:
        _fill(connection, table, instant, day)
    _fill_openings(connection)
    # Rebuilt, so that an old file says its tables in the words of a new one.
    for table in dict.fromkeys(table for table, *_rest in _DAYS):
        with op.batch_alter_table(table, recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
            for of, _instant, day, always in _DAYS:
                if of == table and always:
                    batch.alter_column(day, existing_type=sa.Date(), nullable=False)
            if table == "sheet":
                batch.create_check_constraint(
                    op.f("ck_sheet_dated"), "(submitted_at IS NULL) = (submitted_on IS NULL)"
                )
    with op.batch_alter_table("cycle", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.alter_column("opened_on", existing_type=sa.Date(), nullable=False)


def _fill(connection: sa.Connection, table: str, instant: str, day: str) -> None:
    at, on = sa.column(instant, sa.DateTime()), sa.column(day, sa.Date())
    rows = sa.table(table, at, on)
    for (moment,) in connection.execute(
        sa.select(at).select_from(rows).where(at.is_not(None)).distinct()
    ).all():
        connection.execute(sa.update(rows).where(at == moment).values({day: _day(moment)}))


def _fill_openings(connection: sa.Connection) -> None:
    """Date the opening of cycles by the journal; without a word there, by the first case or the period."""
    told = connection.execute(
        sa.text(
            "SELECT subject_id, min(at) FROM journal"
            " WHERE act = 'open' AND subject_kind IN ('cycle', 'campaign') GROUP BY subject_id"
        ).columns(sa.column("subject_id", sa.Integer()), sa.column("at", sa.DateTime()))
    ).all()
    for cycle_id, moment in told:
        connection.execute(
            sa.text("UPDATE cycle SET opened_on = :day WHERE id = :id").bindparams(
                sa.bindparam("day", _day(moment), sa.Date()), id=cycle_id
            )
        )
    connection.execute(
        sa.text(
            "UPDATE cycle SET opened_on = coalesce("
            '(SELECT min(opened_on) FROM "case" WHERE cycle_id = cycle.id), starts_on, ends_on, :today)'
            " WHERE opened_on IS NULL"
        ).bindparams(sa.bindparam("today", datetime.now(UTC).astimezone().date(), sa.Date()))
    )


def _day(moment: datetime) -> object:
    return moment.replace(tzinfo=UTC).astimezone().date()
