"""Names of old that hold signs without width are searched by what is seen of them, as new ones are."""

import sqlalchemy as sa
from alembic import op

from domain.text import fold

revision = "0027"
down_revision = "0026"

_NAMES = (
    "SELECT id, folded, surname, given, patronymic, code, personnel_no FROM person WHERE erased_at IS NULL"
)
_FOLDED = sa.text("UPDATE person SET folded = :folded WHERE id = :id")


def upgrade() -> None:
    """Fold each name anew; an erased person has none."""
    connection = op.get_bind()
    for number, folded, *parts in connection.execute(sa.text(_NAMES)).all():
        today = fold(" ".join(part for part in parts if part))
        if today != folded:
            connection.execute(_FOLDED, {"folded": today, "id": number})
