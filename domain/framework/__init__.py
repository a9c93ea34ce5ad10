"""A competency model, its profiles, editions and version maps."""
