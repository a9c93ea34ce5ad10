"""The file of one organisation: tables, keys, journal, migrations, and one module a noun."""
