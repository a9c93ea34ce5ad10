"""An assessment in which nothing was said may be deleted: the triggers that keep cases say so."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Change no table; the triggers are put back as they are today, see ``db/file/triggers.py``."""
