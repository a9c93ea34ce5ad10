"""The file of one organisation: tables, keys, journal, migrations, and one module a noun."""

import os

# Before pydantic is imported, or it asks every installed package whether it is a plugin.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
