"""Triggers that let an erasure take a name out of words of others; they are renewed with every migration."""

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Change no table."""
