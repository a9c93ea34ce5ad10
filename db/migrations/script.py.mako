"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = ${'"%s"' % down_revision if down_revision else None}


def upgrade() -> None:
    """Change the schema; the caller holds the transaction and the triggers."""
    ${upgrades if upgrades else "pass"}
