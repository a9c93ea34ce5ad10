"""The file itself: opening and keys, transactions, copies, checks, migrations, triggers."""
