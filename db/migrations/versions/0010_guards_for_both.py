"""The guards say the same in words that PostgreSQL takes too, so that a file and a server share one list."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Change no table; the guards are put back as they are spelt today, see ``db/file/triggers.py``."""
