"""``python -m db.service``: the same as ``merilo-server``."""

from db.service.command_line import main

if __name__ == "__main__":
    raise SystemExit(main())
