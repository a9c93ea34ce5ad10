"""The file of one organisation: tables, keys, journal, migrations, and one module per noun."""

import os

# Set before pydantic is imported: otherwise it asks every installed package whether it is a plugin.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
