"""Write ``db/migrations/schema.sql``: run it after every change of the migrations or of the triggers."""

from db.file import engine, migrate


def main() -> None:
    """Write what the migrations make of nothing."""
    making = engine.in_memory()
    with making.begin() as connection:
        migrate.install(connection, by_steps=True)
        text = migrate.text(connection)
    making.dispose()
    (migrate.SCRIPTS / migrate.STORED).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
