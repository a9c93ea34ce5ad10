"""The papers of an erasure at a server are drawn in a window, perhaps later: until then they are due."""

from alembic import op

revision = "0035"
down_revision = "0034"

_TASKS = ("paper", "file", "copy", "folder", "old_key", "due_papers")


def upgrade() -> None:
    """Let what is outstanding be of this kind too."""
    with op.batch_alter_table(
        "outstanding", recreate="always", reflect_kwargs={"resolve_fks": False}
    ) as batch:
        batch.drop_constraint("task", type_="check")
        batch.create_check_constraint("task", f"task IN ({', '.join(f"'{one}'" for one in _TASKS)})")
