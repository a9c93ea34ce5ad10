"""A plan keeps the day it was drafted (law 19)."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Of a new employee's first plan the journal tells as of the hiring; ``data`` names it.
_TOLD = """SELECT plan.id, min(journal.at) FROM plan JOIN journal ON
    journal.subject_kind = 'plan' AND journal.subject_id = plan.id
        AND journal.act IN ('make', 'begin', 'carry')
    OR journal.subject_kind = 'person' AND journal.act = 'hire'
        AND json_extract(journal.data, '$.plan') = plan.id
    GROUP BY plan.id"""


def upgrade() -> None:
    """Add the day, by the journal; this computer's zone tells it, since nobody wrote it where it happened."""
    op.add_column("plan", sa.Column("made_on", sa.Date(), nullable=True))
    connection = op.get_bind()
    columns = sa.column("id", sa.Integer()), sa.column("at", sa.DateTime())
    for plan_id, moment in connection.execute(sa.text(_TOLD).columns(*columns)).all():
        connection.execute(
            sa.text("UPDATE plan SET made_on = :day WHERE id = :id").bindparams(
                sa.bindparam("day", _day(moment), sa.Date()), id=plan_id
            )
        )
    connection.execute(
        sa.text(
            "UPDATE plan SET made_on = coalesce(approved_on, min(starts_on, :today)) WHERE made_on IS NULL"
        ).bindparams(sa.bindparam("today", _day(datetime.now(UTC).replace(tzinfo=None)), sa.Date()))
    )
    # Rebuilt, so that an old file says its tables in the words of a new one.
    with op.batch_alter_table("plan", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.alter_column("made_on", existing_type=sa.Date(), nullable=False)


def _day(moment: datetime) -> object:
    return moment.replace(tzinfo=UTC).astimezone().date()
